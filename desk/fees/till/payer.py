"""Who pays: everything that the till shows about a unit or a person at once."""

from __future__ import annotations

from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import mask_phone
from desk.fees.accounts import AccountRow, deposits_of, prepaid_of
from desk.fees.till.debts import Debt, debts_of_person, debts_of_unit


@frozen
class PayerUnit:
    """A unit of the payer's: id, room code, and their role there (owner, tenant, …; or blank)."""

    id: int
    code: str
    role: str


@frozen
class PayerPerson:
    """Somebody of a unit who may pay: id, name and role there."""

    id: int
    name: str
    role: str


@frozen
class PayerCard:
    """All about a payer: a unit, or a person with all of their units. Phones are masked.

    ``total`` is the principal of ``debts``, ``late_total`` the late fee on them today.
    ``person``/``name`` is who pays by default: for a unit its tenant, else its first owner.
    """

    title: str
    unit: int | None
    unit_code: str
    person: int | None
    name: str
    phones: tuple[str, ...]
    units: tuple[PayerUnit, ...]
    people: tuple[PayerPerson, ...]
    debts: tuple[Debt, ...]
    prepaid: tuple[AccountRow, ...]
    deposits: tuple[AccountRow, ...]
    total: int
    late_total: int


_RUNS = "(o.since IS NULL OR o.since <= ?) AND (o.until IS NULL OR o.until >= ?)"
_PEOPLE = (
    "SELECT p.id, p.name, o.role FROM occupancy o JOIN person p ON p.id = o.person_id "
    f"WHERE o.unit_id = ? AND {_RUNS} "
    "ORDER BY CASE o.role WHEN 'tenant' THEN 0 WHEN 'owner' THEN 1 ELSE 2 END, "
    "o.share DESC NULLS LAST, o.id"
)
_UNITS = (
    "SELECT u.id, u.code, o.role FROM occupancy o JOIN unit u ON u.id = o.unit_id "
    f"WHERE o.person_id = ? AND {_RUNS} "
    "ORDER BY CASE o.role WHEN 'owner' THEN 0 WHEN 'tenant' THEN 0 ELSE 1 END, u.sort, o.id"
)


def payer_card(desk: Desk, unit: int | None = None, person: int | None = None) -> PayerCard:
    """The card of a unit, or of a person where ``unit`` is None.

    With both it is the unit's, and ``person`` pays. Raises Refused unit.unknown, person.unknown.
    """
    desk.require(Permission.FEES_VIEW)
    if unit is None:
        return _of_person(desk, person)
    run: Any = desk.storage.database.execute_sql
    found = run("SELECT code FROM unit WHERE id = ?", (unit,)).fetchone()
    if found is None:
        raise Refused("unit.unknown", "unit")
    today = desk.today.isoformat()
    people = tuple(PayerPerson(*row) for row in run(_PEOPLE, (unit, today, today)).fetchall())
    likely = [each.id for each in people if each.role in ("tenant", "owner")]
    payer = person if person is not None else next(iter(likely), None)
    name = _name(desk, payer) if payer is not None else ""
    debts = tuple(debts_of_unit(desk, unit))
    return PayerCard(
        found[0], unit, found[0], payer, name, _phones(desk, payer),
        (PayerUnit(unit, found[0], ""),), people, debts, prepaid_of(desk, unit, person),
        deposits_of(desk, unit), *_sums(debts),
    )  # fmt: skip


def _of_person(desk: Desk, person: int | None) -> PayerCard:
    if person is None:
        raise Refused("person.unknown", "person")
    name, today = _name(desk, person), desk.today.isoformat()
    found: Any = desk.storage.database.execute_sql(_UNITS, (person, today, today)).fetchall()
    units = {row[0]: PayerUnit(*row) for row in reversed(found)}
    ordered = tuple(reversed(units.values()))
    debts = tuple(debts_of_person(desk, person))
    # Prepayments go somewhere without asking where there is but one unit.
    own = [each for each in ordered if each.role in ("owner", "tenant")]
    unit, code = (own[0].id, own[0].code) if len(own) == 1 else (None, "")
    return PayerCard(
        name, unit, code, person, name, _phones(desk, person), ordered, (), debts,
        prepaid_of(desk, None, person), deposits_of(desk, None, person), *_sums(debts),
    )  # fmt: skip


def _name(desk: Desk, person: int) -> str:
    sql = "SELECT name FROM person WHERE id = ? AND merged_into_id IS NULL"
    found = desk.storage.database.execute_sql(sql, (person,)).fetchone()
    if found is None:
        raise Refused("person.unknown", "person")
    return str(found[0])


def _phones(desk: Desk, person: int | None) -> tuple[str, ...]:
    sql = "SELECT number FROM phone WHERE person_id = ? ORDER BY position, id"
    found = desk.storage.database.execute_sql(sql, (person,))
    return tuple(mask_phone(number) for (number,) in found)


def _sums(debts: tuple[Debt, ...]) -> tuple[int, int]:
    return sum(debt.balance for debt in debts), sum(debt.late_fee for debt in debts)
