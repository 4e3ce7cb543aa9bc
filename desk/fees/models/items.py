"""Tables of what is charged for: items, their prices, exceptions, offers, the price list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, JsonField, MoneyField
from desk.core.storage import BaseModel
from desk.estate.models import Building, Unit


class FeeItem(BaseModel):
    """A fee item 收费项目.

    ``kind``: area, fixed, shared, stepped, formula, one_off, deposit, sundry (metered and rent
    come with their registers). ``payer``: owner, tenant, occupant (the tenant if there is one,
    else the owner). ``cycle`` is how many months are billed at once, the first in ``cycle_start``
    (1–12). ``due_day``: the charge falls due that many days after its period's first day.
    ``late_rate``, ``grace`` (days) and ``late_cap`` (thousandths of the principal) are None
    where the settings hold. ``unit_kinds`` says which kinds of units it is for ([] is all).
    ``purpose`` marks the one item that the program itself books on: late, opening; "" is none.
    """

    name = pw.CharField(max_length=80, unique=True)
    kind = CodeField(index=True)
    payer = CodeField(default="owner")
    unit_kinds = JsonField(default=list)
    cycle = pw.IntegerField(default=1)
    cycle_start = pw.IntegerField(default=1)
    due_day = pw.IntegerField(default=0)
    late_rate = pw.IntegerField(null=True)
    grace = pw.IntegerField(null=True)
    late_cap = pw.IntegerField(null=True)
    active = pw.BooleanField(default=True)
    position = pw.IntegerField(default=0)
    note = pw.TextField(default="")
    purpose = CodeField(default="")

    class Meta:
        table_name = "fee_item"


FeeItem.add_index(
    FeeItem.index(
        FeeItem.purpose, unique=True, where=(FeeItem.purpose != ""), name="fee_item_purpose"
    )
)


class Tariff(BaseModel):
    """What an item costs from ``since`` to ``until`` (both included; None is open).

    ``building`` and ``unit_kind`` narrow it; the narrowest tariff holds. ``price`` a m², a month, a
    share. Shared items divide ``pool`` a month by ``basis`` (area, household, share). Stepped ones
    have ``steps`` [[up to quantity or null, price], …] over the area, formulas their text.
    ``vacant_rate`` is what a vacant unit pays, in thousandths.
    """

    item = pw.ForeignKeyField(FeeItem, on_delete="RESTRICT", backref="tariffs")
    since = DateField()
    until = DateField(null=True)
    building = pw.ForeignKeyField(Building, null=True, on_delete="RESTRICT")
    unit_kind = CodeField(default="")
    price = pw.BigIntegerField(default=0)
    pool = MoneyField(null=True)
    basis = CodeField(default="")
    steps = JsonField(default=list)
    formula = pw.TextField(default="")
    vacant_rate = pw.IntegerField(null=True)

    if TYPE_CHECKING:
        item_id: int
        building_id: int | None


class UnitFee(BaseModel):
    """What is different for one unit: another price or rate, a share, or nothing at all.

    ``excluded`` units are not billed. ``rate`` is what they pay, in thousandths; ``share`` their
    weight in shared items with basis share.
    """

    unit = pw.ForeignKeyField(Unit, on_delete="RESTRICT", backref="fees")
    item = pw.ForeignKeyField(FeeItem, on_delete="RESTRICT", backref="overrides")
    since = DateField(null=True)
    until = DateField(null=True)
    price = pw.BigIntegerField(null=True)
    rate = pw.IntegerField(null=True)
    share = pw.IntegerField(null=True)
    excluded = pw.BooleanField(default=False)
    reason = pw.CharField(max_length=200, default="")

    if TYPE_CHECKING:
        unit_id: int
        item_id: int

    class Meta:
        table_name = "unit_fee"
        indexes = ((("item", "unit"), False),)


class Offer(BaseModel):
    """Pay ``months`` ahead and get ``free`` more 预存送月, for those who pay from–to."""

    item = pw.ForeignKeyField(FeeItem, on_delete="RESTRICT", backref="offers")
    name = pw.CharField(max_length=80)
    months = pw.IntegerField()
    free = pw.IntegerField()
    since = DateField()
    until = DateField(null=True)
    active = pw.BooleanField(default=True)

    if TYPE_CHECKING:
        item_id: int


class Service(BaseModel):
    """One line of the price list of paid services 有偿服务价目: copying, a home repair."""

    name = pw.CharField(max_length=80, unique=True)
    category = pw.CharField(max_length=40, default="")
    measure = pw.CharField(max_length=20, default="")
    price = MoneyField()
    item = pw.ForeignKeyField(FeeItem, on_delete="RESTRICT")
    active = pw.BooleanField(default=True)
    position = pw.IntegerField(default=0)

    if TYPE_CHECKING:
        item_id: int
