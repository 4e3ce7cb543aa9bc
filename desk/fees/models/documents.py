"""Tables of what corrects: refunds, write-offs, credits, transfers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, MoneyField, UtcField
from desk.core.storage import BaseModel
from desk.estate.models import Person, Unit
from desk.fees.models.accounts import Account
from desk.fees.models.charges import Charge
from desk.fees.models.drawer import CashShift
from desk.fees.models.items import FeeItem
from desk.fees.models.receipts import Receipt, ReceiptLine


class Refund(BaseModel):
    """Money given back 退款: request → approve → paid, or rejected or withdrawn.

    ``kind``: fees (of a receipt's lines), prepaid, deposit. ``amount`` is handed out,
    ``deducted`` is kept from a deposit. The drawer pays it in the shift it is paid in.
    """

    PERSONAL = frozenset({"payee"})

    number = pw.CharField(max_length=20, unique=True)
    kind = CodeField()
    state = CodeField(default="requested", index=True)
    receipt = pw.ForeignKeyField(Receipt, null=True, on_delete="RESTRICT", backref="refunds")
    account = pw.ForeignKeyField(Account, null=True, on_delete="RESTRICT", backref="refunds")
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", backref="refunds")
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    payee = pw.CharField(max_length=300, default="")
    amount = MoneyField()
    deducted = MoneyField(default=0)
    reason = pw.CharField(max_length=300)
    tender = CodeField(default="cash")
    reference = pw.CharField(max_length=60, default="")
    business_date = DateField()
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    decided_at = UtcField(null=True)
    decided_by = pw.IntegerField(null=True)
    decider = pw.CharField(max_length=80, default="")
    decision = pw.CharField(max_length=300, default="")
    paid_at = UtcField(null=True)
    paid_by = pw.IntegerField(null=True)
    payer_out = pw.CharField(max_length=80, default="")
    shift = pw.ForeignKeyField(CashShift, null=True, on_delete="RESTRICT", backref="refunds")
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        receipt_id: int | None
        account_id: int | None
        unit_id: int | None
        person_id: int | None
        shift_id: int | None


class RefundLine(BaseModel):
    """What a refund is of: a receipt's line, or a deduction from a deposit (``deducted``).

    ``reopen``: the debt is owed again; otherwise it is let off with the refund.
    """

    refund = pw.ForeignKeyField(Refund, on_delete="RESTRICT", backref="lines")
    line = pw.ForeignKeyField(ReceiptLine, null=True, on_delete="RESTRICT", backref="refunds")
    item = pw.ForeignKeyField(FeeItem, null=True, on_delete="RESTRICT", index=False)
    text = pw.CharField(max_length=200, default="")
    amount = MoneyField()
    late_fee = MoneyField(default=0)
    deducted = pw.BooleanField(default=False)
    reopen = pw.BooleanField(default=False)

    if TYPE_CHECKING:
        refund_id: int
        line_id: int | None
        item_id: int | None

    class Meta:
        table_name = "refund_line"


class Adjustment(BaseModel):
    """A correction without money: ``kind`` write_off 核销, credit 减免, transfer 转账.

    requested → posted or rejected or withdrawn. A transfer moves ``amount`` from ``account`` to
    ``target``; the others let off what their lines say.
    """

    number = pw.CharField(max_length=20, unique=True)
    kind = CodeField()
    state = CodeField(default="requested", index=True)
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", backref="adjustments")
    account = pw.ForeignKeyField(Account, null=True, on_delete="RESTRICT", index=False)
    target = pw.ForeignKeyField(Account, null=True, on_delete="RESTRICT", index=False)
    amount = MoneyField()
    reason = pw.CharField(max_length=300)
    business_date = DateField()
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    decided_at = UtcField(null=True)
    decided_by = pw.IntegerField(null=True)
    decider = pw.CharField(max_length=80, default="")
    decision = pw.CharField(max_length=300, default="")

    if TYPE_CHECKING:
        unit_id: int | None
        account_id: int | None
        target_id: int | None


class AdjustmentLine(BaseModel):
    """What of one charge an adjustment lets off.

    A payment moved to another unit (a transfer) names the receipt's ``line``: what it had paid,
    with ``late_fee`` on top, is in the target account now, and the charge is owed again.
    """

    adjustment = pw.ForeignKeyField(Adjustment, on_delete="RESTRICT", backref="lines")
    charge = pw.ForeignKeyField(Charge, on_delete="RESTRICT", backref="adjustments")
    line = pw.ForeignKeyField(ReceiptLine, null=True, on_delete="RESTRICT", backref="moved")
    amount = MoneyField()
    late_fee = MoneyField(default=0)

    if TYPE_CHECKING:
        adjustment_id: int
        charge_id: int
        line_id: int | None

    class Meta:
        table_name = "adjustment_line"
