"""Visitors elsewhere: the closing sweep, the unit card, the building board, muster."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import peewee as pw

from desk.core import words
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import EPOCH
from desk.core.frozen import frozen
from desk.core.kept import Kept
from desk.core.register import BoardCell, BoardMode, CardLine, CardPart
from desk.core.words import N_
from desk.estate.models import Building, Unit
from desk.reception.models import Visit
from desk.reception.visitors import flow
from desk.reception.visitors.rows import VisitRow, read_rows, row_view, rows_query

if TYPE_CHECKING:
    from desk.printing import Missing

ON_SITE = Visit.state == flow.ON_SITE
MUSTER = "muster"


def here(desk: Desk) -> list[VisitRow]:
    """Everybody on site, by building and room: the list that is swept at closing time."""
    desk.require(Permission.VISITOR_VIEW)
    order = (Unit.sort.asc(nulls="LAST"), Visit.department, Visit.at, Visit.id)
    return read_rows(desk, ON_SITE, order)


def unit_card(desk: Desk, unit: int) -> CardPart | None:
    """What visitors add to a unit's card: on site, expected, the last few."""
    if not desk.allows(Permission.VISITOR_VIEW):
        return None
    found = [*_HERE(unit), *_COMING(unit, desk.day_start(desk.today)), *_LAST(unit)]
    rows = [row_view(desk, row) for row in found]
    lines = tuple(CardLine(row.party, _line(desk, row), "visit", row.id, row.tone) for row in rows)
    return CardPart("visitors", N_("Visitors"), lines)


def _of(unit: Any, state: str) -> Any:
    # A query of no desk: its text is built once for all of them.
    query: Any = rows_query(None)  # type: ignore[arg-type]
    return query.where((Visit.unit == unit) & (Visit.state == state))


_NEWEST = (Visit.at.desc(), Visit.id.desc())
_HERE = Kept(lambda unit: _of(unit, flow.ON_SITE).order_by(*_NEWEST), -1)
_COMING = Kept(
    lambda unit, since: (
        _of(unit, flow.EXPECTED).where(Visit.at >= since).order_by(Visit.at, Visit.id).limit(5)
    ),
    -1,
    EPOCH - timedelta(days=1),
)
_LAST = Kept(lambda unit: _of(unit, flow.LEFT).order_by(*_NEWEST).limit(3), -1)


def person_card(desk: Desk, person: int) -> CardPart | None:
    """Who came to see a customer: on site or expected first, then the last few."""
    if not desk.allows(Permission.VISITOR_VIEW):
        return None
    rows = read_rows(desk, Visit.host == person, limit=6)
    rows.sort(key=lambda row: row.state not in (flow.ON_SITE, flow.EXPECTED))
    lines = tuple(CardLine(row.party, _line(desk, row), "visit", row.id, row.tone) for row in rows)
    return CardPart("visitors", N_("Visitors"), lines)


def _line(desk: Desk, row: VisitRow) -> str:
    when = f"{desk.local(row.at):%Y-%m-%d %H:%M}"
    return " · ".join(part for part in (row.purpose, when) if part)


def colours(desk: Desk, units: Sequence[int]) -> dict[int, BoardCell]:
    """Units with people on site and how many; red where somebody is overdue."""
    if not desk.allows(Permission.VISITOR_VIEW):
        return {}
    people = pw.fn.SUM(Visit.people - Visit.gone)
    first = pw.fn.MIN(Visit.leave_by)
    query: Any = (
        Visit.select(Visit.unit, people, first)
        .where(ON_SITE & Visit.unit.in_(list(units)))
        .group_by(Visit.unit)
    )
    cells = {}
    for unit, number, leave_by in query.tuples():
        is_late = leave_by is not None and leave_by < desk.now
        state = "overdue" if is_late else "on_site"
        cells[unit] = BoardCell("late" if is_late else "ok", str(number), ("visit.state", state))
    return cells


ON_SITE_MODE = BoardMode("visitors", N_("People on site"), colours)


@frozen
class MusterGroup:
    """People on site in one building or department, named ``name`` ("" elsewhere)."""

    name: str
    people: int
    rows: tuple[VisitRow, ...]


def muster(desk: Desk) -> list[MusterGroup]:
    """Everybody on site 在场人员, grouped by building, the rest by department."""
    query: Any = Unit.select(Unit.id, Building.name).join(Building)
    rows = here(desk)
    query = query.where(Unit.id.in_([row.unit for row in rows if row.unit is not None]))
    buildings = dict(query.tuples())
    groups: dict[str, list[VisitRow]] = {}
    for row in rows:
        name = buildings.get(row.unit) or row.department_name
        groups.setdefault(name, []).append(row)
    return [
        MusterGroup(name, sum(row.here for row in found), tuple(found))
        for name, found in groups.items()
    ]


def print_muster(desk: Desk, language: str | None = None, *, missing: Missing = "box") -> bytes:
    """The muster list as PDF, kept as data. Names it can't spell have □: an evacuation can't
    wait for them. Raises Refused paper.*."""
    from desk.core import papers
    from desk.issuing import draw
    from desk.printing import to_data
    from desk.printing.muster_list import MusterList, MusterRow

    with desk.change(Permission.PAPER_PRINT, "visitor.muster_printed") as change:
        rows = tuple(
            MusterRow(
                group=group.name, number=row.number, visitor=row.name,
                since=desk.local(row.in_at or row.at), people=row.here, where=row.place,
                phone=row.phone,
            )
            for group in muster(desk)
            for row in group.rows
        )  # fmt: skip
        who = desk.session.name if desk.session else ""
        paper = MusterList(
            site=desk.site, printed_at=desk.local(change.now), printed_by=who, rows=rows,
            language=language or words.current(),
        )  # fmt: skip
        data = to_data(paper)
        pdf = draw("muster_list", data, "a4", missing)
        papers.keep(
            desk, change, kind=MUSTER, record=0, paper="muster_list", layout="a4", data=data
        )
    return pdf
