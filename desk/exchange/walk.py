"""Reads one table row by row: sub-headings, totals and notes told from units, cells into values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from desk.exchange import asides, kinds, people, persons, rooms, values
from desk.exchange.cells import CellReader, CellRow, documents_of, padded
from desk.exchange.headers import is_blank
from desk.exchange.readers import Cell, Row
from desk.exchange.rooms import Place
from desk.exchange.tables import Table, letter
from desk.exchange.units import RowProblem, UnitRow
from desk.exchange.values import Unclear, text

_LOCATED = frozenset({"parking", "storage", "advertising", "public"})
_FEET = re.compile(r"呎|尺|sq\.?\s*ft|ft2|ft²|square f", re.IGNORECASE)


class TableReader(CellReader):
    """Turns the rows of one table into units; remembers what rows above said for rows below."""

    def __init__(self, table: Table, heading: Place | None = None) -> None:
        super().__init__(table)
        self.heading = heading or Place()
        self._last: UnitRow | None = None
        self._told = False
        self._building = ""  # last one written in the building column
        area = self._at.get("area")
        feet = area is not None and bool(_FEET.search(table.headers[area]))
        self._area = partial(values.area, feet=feet)
        self._first_is_entrance = asides.first_part_is_entrance(table, self.heading.building)

    # -- what kind of row it is ---------------------------------------------------------------

    def read(self, at: int, row: Row, filled: Row) -> Sequence[UnitRow | RowProblem]:
        """The unit of row ``at`` (from 0), its problems, or nothing.

        ``filled`` is the row with what merged cells above lend it.
        """
        left, right = self.table.left, self.table.right
        if len(row) < right:  # a CSV's lines end where they like
            row, filled = padded(row, right), padded(filled, right)
        bare = row[left:right]
        present = [c for c in bare if c != "" and (type(c) is not str or not c.isspace())]
        if not present:
            if sum(not is_blank(c) for c in row) == 1:  # a heading that stands outside the table
                self._look_for_heading(next(c for c in row if not is_blank(c)))
            return ()
        if "room" not in self._at:
            return self._without_rooms()
        if self._is_aside(present, bare) and not (len(present) == 1 and self._is_person(bare)):
            return ()
        one = CellRow(at, bare if filled is row else filled[left:right], bare, [])
        try:
            unit = self._unit(one)
        except Unclear as unclear:  # only what no column is to blame for
            self._blame(one, "room", unclear.code)
            unit = None
        if one.problems:
            return one.problems
        if unit is None:
            return ()
        self._last = unit
        return (unit,)

    def _without_rooms(self) -> Sequence[RowProblem]:
        """A list whose room column nobody has named yet: said once, at its titles."""
        if self._told:
            return ()
        self._told = True
        row = self.table.header_row + 1
        cell = f"{letter(self.table.left)}{row}"
        return (RowProblem(self.table.sheet, row, cell, "import.row.no_room_column", {}),)

    def _is_aside(self, present: list[Cell], bare: Row) -> bool:
        """Sub-headings (remembered), totals, notes and signatures."""
        first = present[0]
        if len(present) > 1 and (present[1] != first or any(cell != first for cell in present)):
            return asides.is_total(present) or asides.is_signature(present)
        if asides.is_total(present) or self._look_for_heading(first):
            return True
        # A room alone is a unit; a serial number, a date or a note alone is none.
        alone = bare[self._at["room"]]
        return asides.is_signature(present) or not re.search(r"\d", str(alone))

    def _is_person(self, bare: Row) -> bool:
        """Whether a row's only text is one more name for the unit above."""
        columns = [self._at.get("owner"), self._at.get("tenant"), *self._many["co_owner"]]
        cells = [bare[c] for c in columns if c is not None and not is_blank(bare[c])]
        return self._last is not None and any(
            isinstance(c, str) and people.looks_like_name(c.strip()) for c in cells
        )

    def _look_for_heading(self, alone: Cell) -> bool:
        """Whether a row's only cell names the building of the rows below; then it is remembered."""
        found = rooms.heading(alone.strip()) if isinstance(alone, str) else None
        if found is None:
            return False
        name = asides.without_estate(found.building, (*self.table.titles, self.table.sheet))
        self.heading = replace(found, building=name or self.heading.building)
        self._last, self._building = None, ""
        return True

    # -- where it is --------------------------------------------------------------------------

    def _place(self, one: CellRow, kind: str) -> Place | None:
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

    def _unit(self, one: CellRow) -> UnitRow | None:
        kind = self._get(one, "kind", kinds.kind, "")
        more = values.is_nothing(text(self._cell(one, "room")))
        if more and not self._goes_on(one):
            if self._says_something(one):
                self._blame(one, "room", "no_room")
            else:
                one.problems.clear()  # numbered in advance, or a sum without a word
            return None
        place = None if more else self._place(one, kind)
        if place is None and not (more and self._last):
            return None
        found = persons.Found()
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
            self._arrears(one),
            self._note(one, found),
            self._plates(one),
        )

    def _goes_on(self, one: CellRow) -> bool:
        """Whether a row without a room adds a person to the unit above it."""
        if self._last is None or not is_blank(self._bare(one, "building")):
            return False
        named = [f for f in ("owner", "co_owner", "tenant") if not is_blank(self._bare(one, f))]
        return bool(named) and is_blank(self._bare(one, "area"))

    def _says_something(self, one: CellRow) -> bool:
        """Whether a row without a room would be missed: it names someone, or a kind and an area."""
        names = ("owner", "co_owner", "tenant", "phone", "tenant_phone", "document")
        if any(not is_blank(self._bare(one, field)) for field in names):
            return True
        return all(not is_blank(self._bare(one, field)) for field in ("kind", "area"))

    def _state(self, found: persons.Found) -> str:
        """What names alone tell; nothing for an owner who may or may not live there."""
        if any(p.role == "tenant" for p in found.people):
            return "let"
        if found.own_use:
            return "owner_occupied"
        if found.vacant or ("owner" in self._at and not found.people):
            return "vacant"
        return ""

    def _people(self, one: CellRow, found: persons.Found) -> None:
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
            documents = self._get(one, "document", documents_of, none)
            sexes = (self._get(one, "sex", kinds.sex, ""),)
            found.add(persons.as_rows(owners, role, documents, sexes))
        if "tenant" not in self._at and not self._many["tenant_phone"]:
            return
        was_vacant, found.vacant = found.vacant, False
        tenants = self._get(one, "tenant", names, nobody)
        if self._many["tenant_phone"] or any(not n.name for n in tenants):
            tenants = self._numbers(one, found, tenants, "tenant_phone")
        found.vacant = was_vacant
        if tenants:
            found.add(persons.as_rows(tenants, "tenant"))

    def _numbers(
        self, one: CellRow, found: persons.Found, named: list[people.Named], field: str
    ) -> list[people.Named]:
        titles = self.table.headers
        cells = [(titles[c], cell) for c in self._many[field] if (cell := one.cells[c]) != ""]
        try:
            return persons.read_phones(found, named, cells)
        except Unclear as unclear:
            self._blame(one, field, unclear.code)
            return []

    def _arrears(self, one: CellRow) -> int:
        """What is owed, where it stands: a merged cell's sum is owed once."""
        column = self._at.get("arrears")
        if column is None:
            return 0
        try:
            return values.money(one.bare[column])
        except Unclear as unclear:
            self._note_problem(one, column, unclear.code)
            return 0

    def _note(self, one: CellRow, found: persons.Found) -> str:
        if not found.remarks and len(self._many["note"]) == 1:
            return self._read(one, self._many["note"][0], text, "")
        parts = [self._read(one, column, text, "") for column in self._many["note"]]
        return "\n".join(dict.fromkeys(p for p in (*parts, *found.remarks) if p))

    def _plates(self, one: CellRow) -> tuple[str, ...]:
        if not self._many["plate"]:
            return ()
        found: list[str] = []
        for column in self._many["plate"]:
            found += self._read(one, column, values.plates, ())
        return tuple(dict.fromkeys(found))
