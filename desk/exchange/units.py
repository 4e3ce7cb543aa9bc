"""What an import hands on: one unit with its people, or what is wrong with a row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from desk.core.errors import Refused
from desk.core.frozen import frozen

LONGEST_NAME = 300


@frozen  # cheaper to make than a frozen dataclass: each row makes several
class PersonRow:
    """A person or company at a unit. ``role`` is a code of the estate's; sex male, female, ''."""

    name: str
    role: str
    phones: tuple[str, ...] = ()
    document: str = ""
    sex: str = ""


@frozen
class UnitRow:
    """One unit as its row tells it; what the row doesn't tell is empty or None.

    ``row`` counts from 1, as the workbook shows it. ``area`` is in hundredths of a m², ``arrears``
    in minor units of money. Of several owners the first is the one to turn to.
    """

    sheet: str
    row: int
    building: str
    entrance: str
    room: str
    floor: int | None = None
    kind: str = ""
    area: int | None = None
    state: str = ""
    people: tuple[PersonRow, ...] = ()
    moved_in: dt.date | None = None
    arrears: int = 0
    note: str = ""
    plates: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same unit: building, entrance, room."""
        return (self.building, self.entrance, self.room)

    def joined(self, other: UnitRow) -> UnitRow:
        """This unit with what another row of it adds: people, numbers, what was empty here."""
        return replace(
            self,
            floor=self.floor if self.floor is not None else other.floor,
            kind=self.kind or other.kind,
            area=self.area if self.area is not None else other.area,
            state=_joined_state(self, other),
            people=joined_people(self.people, other.people),
            moved_in=self.moved_in or other.moved_in,
            arrears=self.arrears or other.arrears,
            note="\n".join(dict.fromkeys(n for n in (self.note, other.note) if n)),
            plates=tuple(dict.fromkeys((*self.plates, *other.plates))),
        )


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that can't be taken, and the cell that is at fault (``C17``)."""

    sheet: str
    row: int
    cell: str
    code: str
    values: dict[str, object] = field(default_factory=dict)

    @property
    def error(self) -> Refused:
        """The same as an error, for ``desk.texts.sentence``."""
        known = {"sheet": self.sheet, "row": self.row, "cell": self.cell}
        return Refused(self.code, None, **{**known, **self.values})


def joined_people(
    first: tuple[PersonRow, ...], second: tuple[PersonRow, ...]
) -> tuple[PersonRow, ...]:
    """Both without naming anyone twice in the same role; details complete each other."""
    people = {(p.name, p.role): p for p in first}
    for person in second:
        known = people.get((person.name, person.role))
        people[person.name, person.role] = (
            person
            if known is None
            else replace(
                known,
                phones=tuple(dict.fromkeys((*known.phones, *person.phones))),
                document=known.document or person.document,
                sex=known.sex or person.sex,
            )
        )
    return tuple(people.values())


def _joined_state(first: UnitRow, second: UnitRow) -> str:
    """Someone in either row means that the unit isn't vacant, whatever the other row lacked."""
    states = [s for s in (first.state, second.state) if s]
    if "let" in states:
        return "let"
    if first.people or second.people:
        states = [s for s in states if s != "vacant"]
    return states[0] if states else ""
