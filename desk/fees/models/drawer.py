"""Tables of the drawer: its shifts, and cash moved beside receipts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, JsonField, MoneyField, UtcField
from desk.core.storage import BaseModel


class CashShift(BaseModel):
    """A drawer from opening to closing 收款班次. One is open at a desk at a time.

    ``counts`` are pieces by denomination (minor units as text → pieces). ``expected`` and
    ``counted`` are set when it is closed; ``anchor`` is the head of the log printed on its report.
    """

    number = pw.CharField(max_length=20, unique=True)
    desk = pw.CharField(max_length=80)
    state = CodeField(default="open")
    opened_at = UtcField()
    opened_by = pw.IntegerField(null=True)
    opener = pw.CharField(max_length=80)
    business_date = DateField()
    opening = MoneyField()
    opening_counts = JsonField(default=dict)
    closed_at = UtcField(null=True)
    closed_by = pw.IntegerField(null=True)
    closer = pw.CharField(max_length=80, default="")
    counts = JsonField(default=dict)
    counted = MoneyField(null=True)
    expected = MoneyField(null=True)
    difference = MoneyField(null=True)
    reason = pw.CharField(max_length=300, default="")
    supervisor = pw.CharField(max_length=80, default="")
    handed_in = MoneyField(null=True)
    handed_to = pw.CharField(max_length=80, default="")
    anchor = pw.CharField(max_length=80, default="")

    class Meta:
        table_name = "cash_shift"


CashShift.add_index(
    CashShift.index(
        CashShift.desk, unique=True, where=(CashShift.state == "open"), name="cash_shift_open"
    )
)


class CashMove(BaseModel):
    """Cash put into or taken out of the drawer beside receipts; ``amount`` is signed."""

    number = pw.CharField(max_length=20, unique=True)
    shift = pw.ForeignKeyField(CashShift, on_delete="RESTRICT", backref="moves")
    amount = MoneyField()
    reason = pw.CharField(max_length=200)
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)

    if TYPE_CHECKING:
        shift_id: int

    class Meta:
        table_name = "cash_move"
