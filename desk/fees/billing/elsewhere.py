"""Debts that another register makes inside its own change: a work order, and what comes later.

They are named by the register's ``source`` and its record's id, paid at the till like any other,
and taken back by the register alone while nothing of them is settled.
"""

from __future__ import annotations

from datetime import date

from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.money import MOST
from desk.fees.billing.plan import pick_payer
from desk.fees.billing.special import Around
from desk.fees.models import Charge, FeeItem

_HELD = (
    "SELECT person_id FROM occupancy WHERE unit_id = ? AND role = ? "
    "AND (since IS NULL OR since <= ?) AND (until IS NULL OR until >= ?) "
    "ORDER BY coalesce(share, 0) DESC, id"
)


@frozen
class Debt:
    """What is to be charged: ``amount`` in minor units; ``text`` stands in the line that explains
    it. ``person`` None: the unit's ``payer``: owner, tenant, or occupant, who is the tenant or else
    the owner."""

    unit: int
    item: int
    amount: int
    text: str = ""
    person: int | None = None
    due: date | None = None
    payer: str = "occupant"


@frozen
class Owed:
    """A debt as its register sees it. Money in minor units."""

    id: int
    item: int
    item_name: str
    amount: int
    paid: int
    reduced: int
    balance: int

    @property
    def settled(self) -> bool:
        """Whether anything of it was paid or let off: then it stays as it is."""
        return bool(self.paid or self.reduced)


def charge_for(desk: Desk, change: Change, source: str, record: int, debt: Debt) -> int:
    """Make a debt of the record inside the change of its register; gives the charge's id.

    Raises Refused charge.amount, charge.deposit.
    """
    if not 0 < debt.amount < MOST:
        raise Refused("charge.amount", "amount")
    item = FeeItem.get_by_id(debt.item)
    if item.kind == "deposit":
        raise Refused("charge.deposit", "item", name=item.name)
    today, person = desk.today, debt.person
    if person is None:
        around = Around(desk, item, [debt.unit], today, today)
        person = pick_payer(debt.payer, around.roles[debt.unit], today)[1]
    row = change.create(
        Charge, unit=debt.unit, person=person, item=item, source=source, source_id=record,
        posted_on=today, period_from=today, period_to=today, due=debt.due or today,
        inputs={"text": debt.text} if debt.text else None, amount=debt.amount,
        balance=debt.amount,
    )  # fmt: skip
    change.about("unit", debt.unit)
    return int(row.id)


def held_by(desk: Desk, unit: int, role: str) -> list[int]:
    """Who holds a unit today as owner or tenant (``role``), the largest share first."""
    today = desk.today.isoformat()
    rows = desk.storage.database.execute_sql(_HELD, (unit, role, today, today))
    return [person for (person,) in rows]


def owed_by(source: str, record: int) -> list[Owed]:
    """The debts of a record that stand, oldest first."""
    query = (
        Charge.select(Charge, FeeItem)
        .join(FeeItem)
        .where(
            (Charge.source == source) & (Charge.source_id == record) & (Charge.state == "posted")
        )
        .order_by(Charge.id)
    )
    return [
        Owed(c.id, c.item_id, c.item.name, c.amount, c.paid, c.reduced, c.balance) for c in query
    ]


def take_back(change: Change, charge: int) -> None:
    """Take a debt back that nothing of is settled. Raises Refused("charge.paid")."""
    row = Charge.get_by_id(charge)
    if row.paid or row.reduced:
        raise Refused("charge.paid", first=row.period_from, last=row.period_to)
    change.update(row, state="reversed", reduced=row.amount, balance=0)
    change.about("unit", row.unit_id)
