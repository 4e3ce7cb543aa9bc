"""What billing reads: tariffs, overrides, roles, units; and the lines it comes to. Pure values."""

from __future__ import annotations

from datetime import date

from desk.core.frozen import frozen


@frozen
class Tariff:
    """A tariff as billing reads it; see desk.fees.tariffs."""

    id: int
    since: date
    until: date | None
    building: int | None
    unit_kind: str
    price: int
    pool: int | None
    basis: str
    steps: tuple[tuple[int | None, int], ...]
    formula: str
    vacant_rate: int | None

    def suits(self, building: int, kind: str) -> bool:
        """Whether it is for units of that kind in that building."""
        return self.building in (None, building) and self.unit_kind in ("", kind)

    @property
    def narrow(self) -> int:
        """How narrow it is: the narrowest one holds."""
        return 2 * (self.building is not None) + (self.unit_kind != "")


@frozen
class Override:
    """What is different for a unit; see desk.fees.overrides."""

    since: date | None
    until: date | None
    price: int | None
    rate: int | None
    share: int | None
    excluded: bool
    reason: str


@frozen
class Role:
    """An owner's or tenant's time at a unit; ``share`` in ten-thousandths, ``id`` breaks ties."""

    id: int
    person: int
    role: str
    share: int
    since: date | None
    until: date | None


@frozen
class Facts:
    """What billing knows of a unit; ``area`` in hundredths of a m²."""

    unit: int
    code: str
    building: int
    kind: str
    area: int | None
    floor: int | None
    vacant: bool


@frozen
class Line:
    """A charge to be: its days, whose it is, how it was worked out, its amount."""

    person: int | None
    tariff: int
    first: date
    last: date
    quantity: int | None
    price: int | None
    part: int
    parts: int
    rate: int
    inputs: str | None
    amount: int


@frozen
class Left:
    """Days that are not charged, and why (SkippedLine.code)."""

    code: str
    days: int
