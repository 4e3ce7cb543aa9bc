"""The lists of the register: visits, standing passes, the watch list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, timedelta
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.models import Staff
from desk.core.words import N_
from desk.estate.models import Building, Unit
from desk.reception.models import StandingPass, Visit, WatchEntry
from desk.reception.visitors import flow
from desk.reception.visitors.options import purposes
from desk.reception.visitors.rows import VisitRow, row_view, rows_query
from desk.reception.visitors.standing import StandingRow, standing_query, standing_view
from desk.reception.visitors.terms import STANDING, VISIT
from desk.reception.visitors.watch import WatchRow, watch_view

MOST_FOUND = 500
"""Rows that the text filter looks at: the newest that fit."""
TODAY = "today"
"""A day that stays the present one; the filter takes a ``date``, its ISO text, or this."""


def on_day(desk: Desk, query: Any, value: date | str) -> Any:
    """Visits that came or are expected on a business day."""
    if isinstance(value, str):
        value = desk.today if value == TODAY else date.fromisoformat(value)
    start = desk.day_start(value).astimezone(UTC)
    end = desk.day_start(value + timedelta(days=1)).astimezone(UTC)
    return query.where((Visit.at >= start) & (Visit.at < end))


def in_state(desk: Desk, query: Any, value: str) -> Any:
    """Visits in a state; ``overdue`` are those on site past their leaving time."""
    if value == flow.OVERDUE:
        return query.where((Visit.state == flow.ON_SITE) & (Visit.leave_by < desk.now))
    return query.where(Visit.state == value)


def in_building(desk: Desk, query: Any, value: Any) -> Any:
    """Visits to units of a building."""
    units = Unit.select(Unit.id).where(Unit.building == int(value))
    # Plus nothing: by the index of units, every page would sort a twelfth of all visits.
    return query.where((Visit.unit + 0).in_(units))


def _by_clerk(desk: Desk, query: Any, value: Any) -> Any:
    return query.where(Visit.in_by == int(value))


def _purpose(desk: Desk, query: Any, value: str) -> Any:
    return query.where(Visit.purpose == value)


def _on_pass(desk: Desk, query: Any, value: Any) -> Any:
    return query.where(Visit.standing.is_null(not value))


def _visit_text(desk: Desk, query: Any, value: str) -> Any:
    found = desk.search.find(value, [VISIT], MOST_FOUND)
    return query.where(Visit.id.in_(found[0][1] if found else []))


def _standing_text(desk: Desk, query: Any, value: str) -> Any:
    found = desk.search.find(value, [STANDING], MOST_FOUND)
    return query.where(StandingPass.id.in_(found[0][1] if found else []))


def _states(desk: Desk) -> Sequence[tuple[str, str]]:
    states = (flow.ON_SITE, flow.OVERDUE, flow.EXPECTED, flow.LEFT, flow.CANCELLED, flow.NO_SHOW)
    return [(state, state) for state in states]


def _buildings(desk: Desk) -> Sequence[tuple[str, str]]:
    query: Any = Building.select(Building.id, Building.name).order_by(Building.sort)
    return [(str(key), name) for key, name in query.tuples()]


def _clerks(desk: Desk) -> Sequence[tuple[str, str]]:
    query: Any = Staff.select(Staff.id, Staff.name).order_by(Staff.active.desc(), Staff.name)
    return [(str(key), name) for key, name in query.tuples()]


def _purposes(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(each, each) for each in purposes(desk)]


VISITS: Listing[VisitRow] = Listing(
    key="visitors",
    title=N_("Visitors"),
    permission=Permission.VISITOR_VIEW,
    model=Visit,
    columns=(
        Column("number", N_("Number"), "code", lambda r: r.number, 116, sort="number"),
        Column("visitor", N_("Visitor"), "text", lambda r: r.party, 124),
        Column("host", N_("Visiting"), "text", lambda r: r.place, 150),
        Column("purpose", N_("Purpose"), "text", lambda r: r.purpose, 90),
        Column("in_at", N_("In"), "time", lambda r: r.in_at or r.expected_at, 92, sort="at"),
        Column(
            "state", N_("State"), "state", lambda r: r.shown_state, 90, "visit.state",
            tone=lambda r: r.tone,
        ),
        Column("out_at", N_("Out"), "time", lambda r: r.out_at, 92),
        Column("at", N_("Date"), "datetime", lambda r: r.at, 140, shown=False),
        Column("people", N_("People"), "int", lambda r: r.people, 64, shown=False),
        Column("company", N_("Company"), "text", lambda r: r.company, 150, shown=False),
        Column("phone", N_("Telephone"), "phone", lambda r: r.phone, 120, shown=False),
        Column("plate", N_("Plate"), "code", lambda r: r.plate, 90, shown=False),
        Column("badge", N_("Badge"), "code", lambda r: r.badge, 70, shown=False),
        Column("leave_by", N_("Leaves by"), "datetime", lambda r: r.leave_by, 140, shown=False),
        Column("clerk", N_("Signed in by"), "text", lambda r: r.clerk, 90, shown=False),
    ),
    query=rows_query,
    make=row_view,
    orders={
        "at": Order(Visit.at, descending=True),
        "number": Order(Visit.number, descending=True),
    },
    default_order="at",
    filters=(
        Filter("day", N_("Day"), on_day, kind="day"),
        Filter("state", N_("State"), in_state, choices=_states, words="visit.state"),
        Filter("building", N_("Building"), in_building, choices=_buildings),
        Filter("purpose", N_("Purpose"), _purpose, choices=_purposes),
        Filter("clerk", N_("Signed in by"), _by_clerk, choices=_clerks),
        Filter("standing", N_("With a standing pass"), _on_pass, kind="flag"),
        Filter("text", N_("Name, phone, plate, number"), _visit_text, kind="text"),
    ),
    defaults={"state": flow.ON_SITE},
)  # fmt: skip


def _standing_state(desk: Desk, query: Any, value: str) -> Any:
    active = StandingPass.state == flow.ACTIVE
    if value == flow.REVOKED:
        return query.where(StandingPass.state == flow.REVOKED)
    if value == flow.ENDED:
        return query.where(active & (StandingPass.valid_until < desk.today))
    if value == "not_yet":
        return query.where(active & (StandingPass.valid_from > desk.today))
    runs = (StandingPass.valid_from <= desk.today) & (StandingPass.valid_until >= desk.today)
    return query.where(active & runs)


def _standing_states(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(each, each) for each in (flow.ACTIVE, "not_yet", flow.ENDED, flow.REVOKED)]


STANDING_PASSES: Listing[StandingRow] = Listing(
    key="standing_passes",
    title=N_("Standing passes"),
    permission=Permission.VISITOR_VIEW,
    model=StandingPass,
    columns=(
        Column("number", N_("Number"), "code", lambda r: r.number, 116, sort="number"),
        Column("name", N_("Name"), "text", lambda r: r.name, 124),
        Column("company", N_("Company"), "text", lambda r: r.company, 150),
        Column("host", N_("Visiting"), "text", lambda r: r.place, 150),
        Column("purpose", N_("Purpose"), "text", lambda r: r.purpose, 90),
        Column("valid_from", N_("From"), "date", lambda r: r.valid_from, 100),
        Column("valid_until", N_("Until"), "date", lambda r: r.valid_until, 100, sort="until"),
        Column(
            "state", N_("State"), "state", lambda r: r.state, 90, "standing.state",
            tone=lambda r: r.tone,
        ),
        Column("phone", N_("Telephone"), "phone", lambda r: r.phone, 120, shown=False),
        Column("plate", N_("Plate"), "code", lambda r: r.plate, 90, shown=False),
    ),
    query=standing_query,
    make=standing_view,
    orders={
        "number": Order(StandingPass.number, descending=True),
        "until": Order(StandingPass.valid_until),
    },
    default_order="number",
    filters=(
        Filter(
            "state", N_("State"), _standing_state, choices=_standing_states, words="standing.state"
        ),
        Filter("text", N_("Name, phone, plate, number"), _standing_text, kind="text"),
    ),
)  # fmt: skip


def _watch_query(desk: Desk) -> Any:
    return WatchEntry.select()


def _watch_make(desk: Desk, row: Any) -> WatchRow:
    names = WatchEntry._meta.sorted_field_names
    return watch_view(desk, WatchEntry(**dict(zip(names, row, strict=True))))


def _in_force(desk: Desk, query: Any, value: Any) -> Any:
    runs = WatchEntry.active & (
        WatchEntry.valid_until.is_null() | (WatchEntry.valid_until >= desk.today)
    )
    return query.where(runs if value else ~runs)


def _watch_kinds(desk: Desk) -> Sequence[tuple[str, str]]:
    return [("banned", "banned"), ("watch", "watch")]


WATCH_LIST: Listing[WatchRow] = Listing(
    key="watch_list",
    title=N_("Watch list"),
    permission=Permission.VISITOR_VIEW,
    model=WatchEntry,
    columns=(
        Column(
            "kind", N_("Kind"), "state", lambda r: r.kind, 90, "watch.kind",
            tone=lambda r: "late" if r.kind == "banned" else "due",
        ),
        Column("name", N_("Name"), "text", lambda r: r.name, 124),
        Column("instruction", N_("What to do"), "text", lambda r: r.instruction, 220),
        Column("reason", N_("Reason"), "text", lambda r: r.reason, 220),
        Column("plate", N_("Plate"), "code", lambda r: r.plate, 90),
        Column("phone", N_("Telephone"), "phone", lambda r: r.phone, 120),
        Column("valid_from", N_("From"), "date", lambda r: r.valid_from, 100),
        Column("valid_until", N_("Until"), "date", lambda r: r.valid_until, 100),
        Column("who", N_("Entered by"), "text", lambda r: r.who, 100, shown=False),
    ),
    query=_watch_query,
    make=_watch_make,
    orders={"id": Order(WatchEntry.id, descending=True)},
    default_order="id",
    filters=(
        Filter("active", N_("In force"), _in_force, kind="flag"),
        Filter(
            "kind", N_("Kind"), lambda d, q, v: q.where(WatchEntry.kind == v),
            choices=_watch_kinds, words="watch.kind",
        ),
    ),
    defaults={"active": True},
)  # fmt: skip
