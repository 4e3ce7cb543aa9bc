"""The building board 楼栋图: one square per unit, coloured by what is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field

import peewee as pw

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.register import BoardCell, BoardMode
from desk.core.words import N_
from desk.estate.buildings import building_row
from desk.estate.models import Building, Entrance, Unit
from desk.estate.reading import tuples
from desk.estate.words import STATE_TONES

SLICE = 5_000
"""Units asked for at once: a statement takes only so many values."""


@frozen
class BoardUnit:
    """One square: ``label`` stands in it; ``cell`` is its colour in the mode asked for."""

    id: int
    label: str
    code: str
    kind: str
    cell: BoardCell


@frozen
class BoardFloor:
    """One floor; ``number`` is None for units whose floor nobody knows."""

    number: int | None
    units: tuple[BoardUnit, ...]


@frozen
class Board:
    """A building's floors, the top one first; ``counts`` tells how many units of each colour."""

    building: int
    name: str
    mode: str
    floors: tuple[BoardFloor, ...]
    counts: dict[BoardCell, int]


@frozen
class SiteBuilding:
    """One building in the overview: how many units, how many in each state or other mode."""

    id: int
    code: str
    name: str
    units: int
    states: dict[str, int] = field(default_factory=dict)
    floors: int = 0


def modes(desk: Desk) -> list[BoardMode]:
    """Every way to colour the board that a register offers, the estate's own first."""
    return [mode for register in desk.registers for mode in register.board]


def board(desk: Desk, building: int, mode: str = "state") -> Board:
    """The board of one building. Raises Refused("building.unknown"), ("board.unknown_mode")."""
    desk.require(Permission.ESTATE_VIEW)
    found = next((known for known in modes(desk) if known.key == mode), None)
    if found is None:
        raise Refused("board.unknown_mode", "mode")
    row = building_row(building)
    query = (
        Unit.select(Unit.id, Unit.floor, Unit.room, Unit.code, Unit.kind, Entrance.code)
        .join(Entrance, pw.JOIN.LEFT_OUTER)
        .where((Unit.building == row) & Unit.active)
        .order_by(Unit.sort)
    )
    units = list(tuples(query))
    colours: dict[int, BoardCell] = {}
    for start in range(0, len(units), SLICE):
        colours |= found.colours(desk, [unit[0] for unit in units[start : start + SLICE]])
    floors: dict[int | None, list[BoardUnit]] = {}
    for key, floor, room, code, kind, entrance in units:
        label = f"{entrance}-{room}" if entrance else room
        cell = colours.get(key, BoardCell())
        floors.setdefault(floor, []).append(BoardUnit(key, label, code, kind, cell))
    known = sorted((n for n in floors if n is not None), reverse=True)
    order = [*known, None] if None in floors else known
    counts = Counter(unit.cell for line in floors.values() for unit in line)
    lines = tuple(BoardFloor(number, tuple(floors[number])) for number in order)
    return Board(row.id, row.name, mode, lines, dict(counts))


def overview(desk: Desk) -> list[SiteBuilding]:
    """All buildings with how many units they have in each state."""
    desk.require(Permission.ESTATE_VIEW)
    states: dict[int, dict[str, int]] = {}
    query = (
        Unit.select(Unit.building, Unit.state, pw.fn.COUNT(Unit.id))
        .where(Unit.active)
        .group_by(Unit.building, Unit.state)
    )
    for building, state, count in tuples(query):
        states.setdefault(building, {})[state] = count
    heights: dict[int, int] = dict(
        tuples(
            Unit.select(Unit.building, pw.fn.COUNT(Unit.floor.distinct()))
            .where(Unit.active)
            .group_by(Unit.building)
        )
    )
    return [
        SiteBuilding(
            row.id, row.code, row.name, sum(states.get(row.id, {}).values()),
            states.get(row.id, {}), heights.get(row.id, 0),
        )
        for row in Building.select().order_by(Building.sort)
    ]  # fmt: skip


def _state_colours(desk: Desk, units: Sequence[int]) -> dict[int, BoardCell]:
    query = tuples(Unit.select(Unit.id, Unit.state).where(Unit.id.in_(units)))
    return {
        key: BoardCell(STATE_TONES.get(state, "plain"), state=("unit.state", state))
        for key, state in query
    }


STATE_MODE = BoardMode("state", N_("State of the units"), _state_colours)
