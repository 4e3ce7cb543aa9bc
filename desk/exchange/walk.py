"""Reads one table row by row: sub-headings, totals and notes told from units, cells into values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from desk.exchange import asides, kinds, people, persons, rooms, values
from desk.exchange.headers import is_blank
from desk.exchange.readers import Cell, Row
from desk.exchange.rooms import Place
from desk.exchange.tables import Table, letter
from desk.exchange.units import RowProblem, UnitRow
from desk.exchange.values import Unclear, text

T = TypeVar("T")
_LOCATED = frozenset({"parking", "storage", "advertising", "public"})
_FEET = re.compile(r"呎|尺|sq\.?\s*ft|ft2|ft²|square f", re.IGNORECASE)


@dataclass
class _Row:
    """A row on its way: its cells, its number, and what was wrong with it so far."""

    at: int
    cells: Row  # with what merged cells lend
    bare: Row  # as it stands
    problems: list[RowProblem]


class TableReader:
    """Turns the rows of one table into units; remembers what rows above said for rows below."""

    def __init__(self, table: Table, heading: Place | None = None) -> None:
        self.table = table
        self.heading = heading or Place()
        self._last: UnitRow | None = None
        self._building = ""  # last one written in the building column
        matching = table.matching
        self._at = {
            f: column for f in matching.fields if f and (column := matching.column(f)) is not None
        }
        self._many = {
            f: matching.columns(f) for f in ("phone", "tenant_phone", "co_owner", "note", "plate")
        }
        area = self._at.get("area")
        feet = area is not None and bool(_FEET.search(table.headers[area]))
        self._area = partial(values.area, feet=feet)
        self._first_is_entrance = asides.first_part_is_entrance(table, self.heading.building)

    # -- what kind of row it is ---------------------------------------------------------------

    def read(self, at: int, row: Row, filled: Row) -> Iterator[UnitRow | RowProblem]:
        """The unit of row ``at`` (from 0), its problems, or nothing.

        ``filled`` is the row with what merged cells above lend it.
        """
        left, right = self.table.left, self.table.right
        if len(row) < right:  # a CSV's lines end where they like
            row, filled = _padded(row, right), _padded(filled, right)
        bare = row[left:right]
        present = [c for c in bare if c != "" and (type(c) is not str or not c.isspace())]
        if not present:
            if sum(not is_blank(c) for c in row) == 1:  # a heading that stands outside the table
                self._look_for_heading([c for c in row if not is_blank(c)])
            return
        if self._is_aside(present) and not (len(present) == 1 and self._is_person(bare)):
            return
        one = _Row(at, bare if filled is row else filled[left:right], bare, [])
        try:
            unit = self._unit(one, len(present))
        except Unclear as unclear:  # only what no column is to blame for
            self._blame(one, "room", unclear.code)
            unit = None
        if one.problems:
            yield from one.problems
        elif unit is not None:
            self._last = unit
            yield unit

    def _is_aside(self, present: list[Cell]) -> bool:
        """Sub-headings (remembered), totals, notes and signatures."""
        if len(present) > 1 and any(cell != present[0] for cell in present):
            return asides.is_total(present) or asides.is_signature(present)
        return asides.is_total(present) or self._look_for_heading(present)

    def _is_person(self, bare: Row) -> bool:
        """Whether a row's only text is one more name for the unit above."""
        columns = [self._at.get("owner"), self._at.get("tenant"), *self._many["co_owner"]]
        cells = [bare[c] for c in columns if c is not None and not is_blank(bare[c])]
        return self._last is not None and any(
            isinstance(c, str) and people.looks_like_name(c.strip()) for c in cells
        )

    def _look_for_heading(self, present: list[Cell]) -> bool:
        """Whether a row's only text is no unit: a heading, or a note. False for a room alone."""
        value = text(present[0]) if isinstance(present[0], str) and "\0" not in present[0] else ""
        found = rooms.heading(value) if value else None
        if found is None:
            return not (value and re.search(r"\d", value) and len(value) <= 16) and bool(value)
        name = asides.without_estate(found.building, (*self.table.titles, self.table.sheet))
        self.heading = replace(found, building=name or self.heading.building)
        self._last, self._building = None, ""
        return True

    # -- where it is --------------------------------------------------------------------------

    def _place(self, one: _Row, kind: str) -> Place | None:
        """Where the row's unit is; None, with a problem noted, if that can't be told."""
        cell = self._cell(one, "room")
        place = self._get(one, "room", rooms.room, Place())
        if one.problems:
            return None
        if not place.room:
            self._blame(one, "room", "no_room")
            return None
        column = self._get(one, "building", rooms.building_cell, "")
        self._building = column or self._building
        known = self._building if "building" in self._at else ""
        known = known or self.heading.building
        whole = known or self.table.building
        entrance = self._get(one, "entrance", rooms.entrance_cell, "")
        if place.loose and whole:
            if kind in _LOCATED and place.building != whole:
                place = Place(whole, "", text(cell).upper())
            elif self._first_is_entrance:
                place = Place(whole, place.building, place.room)
            elif entrance and place.building == entrance and place.building != whole:
                place = Place(whole, entrance, place.room)
        named = (column or place.building or whole) if place.loose else (place.building or whole)
        named = named or self.table.matching.building
        if not named and kind in _LOCATED:
            named = text(self._cell(one, "kind"))
        if not named:
            self._blame(one, "room", "no_building")
            return None
        floor = self._get(one, "floor", rooms.floor_cell, None)
        floor = place.floor if floor is None else floor
        if not entrance and not place.entrance and not column:
            entrance = self.heading.entrance
        room = place.room if kind in _LOCATED else rooms.with_floor(place.room, floor)
        return Place(named, entrance or place.entrance, room, floor)

    # -- what it says -------------------------------------------------------------------------

    def _unit(self, one: _Row, present: int) -> UnitRow | None:
        kind = self._get(one, "kind", kinds.kind, "")
        found = persons.Found()
        more = is_blank(self._cell(one, "room"))
        if more and not self._goes_on(one):
            self._blame(one, "room", "no_room" if present > 1 else "room")
            return None
        place = None if more else self._place(one, kind)
        if place is None and not (more and self._last):
            return None
        self._people(one, found)
        if more and self._last:
            state = self._state(found) if found.people else self._last.state
            note = "\n".join(found.remarks)
            return replace(
                self._last, row=one.at + 1, people=found.people, state=state, note=note, arrears=0
            )
        assert place is not None
        state = self._get(one, "state", kinds.state, "")
        return UnitRow(
            self.table.sheet,
            one.at + 1,
            place.building,
            place.entrance,
            place.room,
            place.floor,
            kind,
            self._get(one, "area", self._area, None),
            state or self._state(found),
            found.people,
            self._get(one, "moved_in", values.date, None),
            self._get(one, "arrears", values.money, 0, bare=True),
            self._note(one, found),
            self._plates(one),
        )

    def _goes_on(self, one: _Row) -> bool:
        """Whether a row without a room adds a person to the unit above it."""
        if self._last is None or not is_blank(self._bare(one, "building")):
            return False
        named = [f for f in ("owner", "co_owner", "tenant") if not is_blank(self._bare(one, f))]
        return bool(named) and is_blank(self._bare(one, "area"))

    def _state(self, found: persons.Found) -> str:
        """What names alone tell; nothing for an owner who may or may not live there."""
        if any(p.role == "tenant" for p in found.people):
            return "let"
        if found.own_use:
            return "owner_occupied"
        if found.vacant or ("owner" in self._at and not found.people):
            return "vacant"
        return ""

    def _people(self, one: _Row, found: persons.Found) -> None:
        role = self._get(one, "person_role", kinds.role, "") or "owner"
        nobody: list[people.Named] = []
        names = partial(persons.read_names, found)
        owners = self._get(one, "owner", names, nobody)
        for column in self._many["co_owner"]:
            owners = owners + self._read(one, column, names, nobody)
        if self._many["phone"] or any(not n.name for n in owners):
            owners = self._numbers(one, found, owners, "phone")
        if owners:
            none: tuple[str, ...] = ()
            documents = self._get(one, "document", _documents, none)
            sexes = (self._get(one, "sex", kinds.sex, ""),)
            found.add(persons.as_rows(owners, role, documents, sexes))
        if "tenant" not in self._at and not self._many["tenant_phone"]:
            return
        was_vacant, found.vacant = found.vacant, False
        tenants = self._get(one, "tenant", names, nobody)
        if self._many["tenant_phone"] or any(not n.name for n in tenants):
            tenants = self._numbers(one, found, tenants, "tenant_phone")
        found.vacant = was_vacant
        found.add(persons.as_rows(tenants, "tenant"))

    def _numbers(
        self, one: _Row, found: persons.Found, named: list[people.Named], field: str
    ) -> list[people.Named]:
        titles = self.table.headers
        cells = [(titles[c], cell) for c in self._many[field] if (cell := one.cells[c]) != ""]
        try:
            return persons.read_phones(found, named, cells)
        except Unclear as unclear:
            self._blame(one, field, unclear.code)
            return []

    def _note(self, one: _Row, found: persons.Found) -> str:
        parts = [self._read(one, column, text, "") for column in self._many["note"]]
        return "\n".join(dict.fromkeys(p for p in (*parts, *found.remarks) if p))

    def _plates(self, one: _Row) -> tuple[str, ...]:
        found: list[str] = []
        for column in self._many["plate"]:
            found += self._read(one, column, values.plates, ())
        return tuple(dict.fromkeys(found))

    # -- cells --------------------------------------------------------------------------------

    def _cell(self, one: _Row, field: str) -> Cell:
        column = self._at.get(field)
        return "" if column is None else one.cells[column]

    def _bare(self, one: _Row, field: str) -> Cell:
        column = self._at.get(field)
        return "" if column is None else one.bare[column]

    def _get(
        self, one: _Row, field: str, parse: Callable[[Cell], T], empty: T, *, bare: bool = False
    ) -> T:
        column = self._at.get(field)
        return empty if column is None else self._read(one, column, parse, empty, bare=bare)

    def _read(
        self, one: _Row, column: int, parse: Callable[[Cell], T], empty: T, *, bare: bool = False
    ) -> T:
        cell = one.bare[column] if bare else one.cells[column]
        if cell == "":
            return empty
        try:
            return parse(cell)
        except Unclear as unclear:
            self._note_problem(one, column, unclear.code)
            return empty

    def _blame(self, one: _Row, field: str, code: str) -> None:
        self._note_problem(one, self._at.get(field, 0), code)

    def _note_problem(self, one: _Row, column: int, code: str) -> None:
        cell = one.cells[column]
        one.problems.append(
            RowProblem(
                self.table.sheet,
                one.at + 1,
                f"{letter(self.table.left + column)}{one.at + 1}",
                f"import.row.{code}",
                {"value": str(cell).replace("\0", "�")[:60], "title": self.table.headers[column]},
            )
        )


def _padded(row: Row, width: int) -> Row:
    return [*row, *[""] * (width - len(row))]


def _documents(cell: Cell) -> tuple[str, ...]:
    parts = re.split(r"[/、，,;；\n]+", text(cell)) if isinstance(cell, str) else [cell]
    return tuple(values.document(part) for part in parts)
