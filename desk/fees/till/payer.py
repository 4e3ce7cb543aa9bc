"""Who pays: everything that the till shows about a unit or a person at once."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.fees.accounts import AccountRow
from desk.fees.till.debts import Debt


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


def payer_card(desk: Desk, unit: int | None = None, person: int | None = None) -> PayerCard:
    """The card of a unit, or of a person. Raises Refused unit.unknown, person.unknown."""
    raise NotImplementedError
