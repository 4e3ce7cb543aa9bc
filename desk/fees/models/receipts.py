"""Tables of what was paid: receipts, their lines and tenders, the pre-printed books."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, MoneyField, UtcField
from desk.core.storage import BaseModel
from desk.estate.models import Person, Unit
from desk.fees.models.charges import Charge
from desk.fees.models.drawer import CashShift
from desk.fees.models.items import FeeItem


class Receipt(BaseModel):
    """A receipt 收据. ``total`` = lines; tenders + ``rounding`` (抹零) = ``total``.

    ``kind``: fees, prepayment, deposit, service, sundry. ``sheet`` is the number on the
    pre-printed paper. A voided one keeps its number, lines and paper.
    """

    PERSONAL = frozenset({"payer", "note"})

    number = pw.CharField(max_length=20, unique=True)
    kind = CodeField(index=True)
    state = CodeField(default="posted", index=True)
    shift = pw.ForeignKeyField(CashShift, on_delete="RESTRICT", backref="receipts")
    business_date = DateField(index=True)
    at = UtcField()
    staff = pw.IntegerField(null=True, index=True)
    who = pw.CharField(max_length=80)
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", backref="receipts")
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    payer = pw.CharField(max_length=300, default="")
    total = MoneyField()
    rounding = MoneyField(default=0)
    sheet = pw.CharField(max_length=40, default="")
    note = pw.CharField(max_length=300, default="")
    void_at = UtcField(null=True)
    void_by = pw.CharField(max_length=80, default="")
    void_second = pw.CharField(max_length=80, default="")
    void_reason = pw.CharField(max_length=300, default="")
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        shift_id: int
        unit_id: int | None
        person_id: int | None


class ReceiptLine(BaseModel):
    """One line of a receipt. ``kind``: charge, prepayment, deposit, sundry.

    ``amount`` is what is paid of the principal, ``discount`` what is let off it, ``late_fee``
    what is paid on top, ``late_waived`` what of it is let off.
    """

    receipt = pw.ForeignKeyField(Receipt, on_delete="RESTRICT", backref="lines")
    position = pw.IntegerField()
    kind = CodeField()
    item = pw.ForeignKeyField(FeeItem, null=True, on_delete="RESTRICT", index=False)
    charge = pw.ForeignKeyField(Charge, null=True, on_delete="RESTRICT", index=False)
    account = pw.IntegerField(null=True)
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", index=False)
    text = pw.CharField(max_length=200, default="")
    quantity = pw.BigIntegerField(null=True)
    price = pw.BigIntegerField(null=True)
    amount = MoneyField()
    discount = MoneyField(default=0)
    late_fee = MoneyField(default=0)
    late_waived = MoneyField(default=0)
    reason = pw.CharField(max_length=200, default="")

    if TYPE_CHECKING:
        receipt_id: int
        item_id: int | None
        charge_id: int | None
        unit_id: int | None

    class Meta:
        table_name = "receipt_line"


ReceiptLine.add_index(
    ReceiptLine.index(
        ReceiptLine.charge, where=ReceiptLine.charge.is_null(False), name="receipt_line_charge"
    )
)


class Tender(BaseModel):
    """How a receipt was paid 付款方式: cash, wechat, alipay, card, transfer, cheque, prepaid.

    ``amount`` counts towards the total; ``given`` is what was handed over in cash, the change
    being the difference. ``account`` is the prepaid account that was drawn on.
    """

    receipt = pw.ForeignKeyField(Receipt, on_delete="RESTRICT", backref="tenders")
    kind = CodeField()
    amount = MoneyField()
    given = MoneyField()
    reference = pw.CharField(max_length=60, default="")
    account = pw.IntegerField(null=True)

    if TYPE_CHECKING:
        receipt_id: int

    class Meta:
        indexes = ((("kind", "receipt"), False),)


class ReceiptBook(BaseModel):
    """A pre-printed book 票据本: sheets ``first``–``last`` after ``prefix``, ``width`` digits."""

    prefix = pw.CharField(max_length=20, default="")
    first = pw.IntegerField()
    last = pw.IntegerField()
    width = pw.IntegerField()
    next = pw.IntegerField()
    desk = pw.CharField(max_length=80, default="")
    active = pw.BooleanField(default=True)
    received_on = DateField()

    class Meta:
        table_name = "receipt_book"


class BookSheet(BaseModel):
    """What became of a sheet: ``state`` used, spoiled, blank_void; ``case`` how it came to that.

    ``case``: "" as proposed, next_sheet (printed again on the next), both_void, blank_void,
    by_hand (the number was entered by hand).
    """

    book = pw.ForeignKeyField(ReceiptBook, on_delete="RESTRICT", backref="sheets")
    sheet = pw.IntegerField()
    receipt = pw.ForeignKeyField(Receipt, null=True, on_delete="RESTRICT", backref="sheets")
    state = CodeField()
    case = CodeField(default="")
    reason = pw.CharField(max_length=200, default="")
    at = UtcField()
    who = pw.CharField(max_length=80)

    if TYPE_CHECKING:
        book_id: int
        receipt_id: int | None

    class Meta:
        table_name = "book_sheet"
        indexes = ((("book", "sheet"), True),)
