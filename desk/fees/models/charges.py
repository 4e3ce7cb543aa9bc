"""Tables of what is owed: billing runs and charges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, JsonField, MoneyField, UtcField
from desk.core.storage import BaseModel
from desk.estate.models import Person, Unit
from desk.fees.models.items import FeeItem, Tariff


class BillingRun(BaseModel):
    """A billing run 出账: ``month`` is its first day; its charges are ``first``–``last``."""

    number = pw.CharField(max_length=20, unique=True)
    month = DateField()
    items = JsonField()
    state = CodeField(default="posted")
    count = pw.IntegerField(default=0)
    total = MoneyField(default=0)
    first = pw.IntegerField(null=True)
    last = pw.IntegerField(null=True)
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    reversed_at = UtcField(null=True)
    reversed_by = pw.CharField(max_length=80, default="")
    reason = pw.CharField(max_length=300, default="")

    class Meta:
        table_name = "billing_run"


class Charge(BaseModel):
    """One debt 应收: what a unit owes for an item and period.

    ``quantity`` × ``price`` × ``part``/``parts`` (whole months when parts is 1, else days of a
    month) × ``rate``, rounded once, is ``amount``; what else went in stands in ``inputs``.
    ``source``: run, ahead, manual, opening, service, late (metered, lease, work_order later)
    with ``source_id``. ``billed``: it stands for its period, no run makes another.
    ``balance`` = ``amount`` - ``paid`` - ``reduced``. ``state``: posted, reversed.
    """

    unit = pw.ForeignKeyField(Unit, on_delete="RESTRICT", backref="charges")
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)
    item = pw.ForeignKeyField(FeeItem, on_delete="RESTRICT", index=False)
    tariff = pw.ForeignKeyField(Tariff, null=True, on_delete="RESTRICT", index=False)
    source = CodeField()
    source_id = pw.IntegerField(null=True)
    state = CodeField(default="posted")
    billed = pw.BooleanField(default=False)
    posted_on = DateField()
    period_from = DateField()
    period_to = DateField()
    due = DateField()
    quantity = pw.BigIntegerField(null=True)
    price = pw.BigIntegerField(null=True)
    part = pw.IntegerField(default=1)
    parts = pw.IntegerField(default=1)
    rate = pw.IntegerField(default=1000)
    inputs = JsonField(null=True)
    amount = MoneyField()
    paid = MoneyField(default=0)
    reduced = MoneyField(default=0)
    balance = MoneyField()

    if TYPE_CHECKING:
        unit_id: int
        person_id: int | None
        item_id: int
        tariff_id: int | None

    class Meta:
        constraints = (
            pw.Check("balance = amount - paid - reduced"),
            pw.Check("amount >= 0 AND paid >= 0 AND reduced >= 0 AND balance >= 0"),
        )


_OPEN = Charge.balance > 0
Charge.add_index(Charge.index(Charge.unit, Charge.due, where=_OPEN, name="charge_open"))
Charge.add_index(Charge.index(Charge.person, where=_OPEN, name="charge_open_person"))
Charge.add_index(
    Charge.index(
        Charge.unit, Charge.item, Charge.period_from,
        unique=True, where=(Charge.billed == 1), name="charge_billed",
    )
)  # fmt: skip
Charge.add_index(
    Charge.index(
        Charge.source, Charge.source_id,
        where=(Charge.source != "run") & (Charge.source_id.is_null(False)), name="charge_source",
    )
)  # fmt: skip
