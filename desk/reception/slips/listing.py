"""The list of the slips."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, timedelta
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.words import N_
from desk.estate.models import Building, Unit
from desk.reception.slip_tables import ReleaseSlip
from desk.reception.slips import flow
from desk.reception.slips.drafts import KINDS
from desk.reception.slips.reading import row_view, rows_query
from desk.reception.slips.rows import SlipRow
from desk.reception.slips.terms import SLIP

MOST_FOUND = 500
NOT_BACK = "not_back"


def on_day(desk: Desk, query: Any, value: date | str) -> Any:
    """Slips that were begun on a business day; ``today`` stays the present one."""
    if isinstance(value, str):
        value = desk.today if value == "today" else date.fromisoformat(value)
    start = desk.day_start(value).astimezone(UTC)
    end = desk.day_start(value + timedelta(days=1)).astimezone(UTC)
    return query.where((ReleaseSlip.at >= start) & (ReleaseSlip.at < end))


def in_state(desk: Desk, query: Any, value: str) -> Any:
    """Slips in a state; outdated ones count as expired, ``not_back`` is what is not filed yet."""
    s = ReleaseSlip
    if value == flow.EXPIRED:
        late = (s.state == flow.ISSUED) & (s.valid_until < desk.today)
        return query.where((s.state == flow.EXPIRED) | late)
    if value == flow.ISSUED:
        return query.where((s.state == flow.ISSUED) & (s.valid_until >= desk.today))
    if value == NOT_BACK:
        return query.where(s.state.in_([flow.PART, flow.RELEASED]))
    return query.where(s.state == value)


def _of_kind(desk: Desk, query: Any, value: str) -> Any:
    return query.where(ReleaseSlip.kind == value)


def _owing(desk: Desk, query: Any, value: Any) -> Any:
    if not desk.allows(Permission.FEES_VIEW):  # nor does the gate learn it by narrowing the list
        return query
    return query.where((ReleaseSlip.owed > 0) if value else (ReleaseSlip.owed == 0))


def _in_building(desk: Desk, query: Any, value: Any) -> Any:
    units = Unit.select(Unit.id).where(Unit.building == int(value))
    # Plus nothing: by the index of units, every page would sort a twelfth of all slips.
    return query.where((ReleaseSlip.unit + 0).in_(units))


def _text(desk: Desk, query: Any, value: str) -> Any:
    found = desk.search.find(value, [SLIP], MOST_FOUND)
    return query.where(ReleaseSlip.id.in_(found[0][1] if found else []))


def _states(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(state, state) for state in (*(s.key for s in flow.SLIP.states), NOT_BACK)]


def _kinds(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(kind, kind) for kind in KINDS]


def _buildings(desk: Desk) -> Sequence[tuple[str, str]]:
    query: Any = Building.select(Building.id, Building.name).order_by(Building.sort)
    return [(str(key), name) for key, name in query.tuples()]


SLIPS: Listing[SlipRow] = Listing(
    key="slips",
    title=N_("Release slips"),
    permission=Permission.SLIP_VIEW,
    model=ReleaseSlip,
    columns=(
        Column("number", N_("Number"), "code", lambda r: r.number, 116, sort="number"),
        Column("unit", N_("Unit"), "code", lambda r: r.unit_code, 90),
        Column("name", N_("Applicant"), "text", lambda r: r.name, 120),
        Column("kind", N_("Kind"), "state", lambda r: r.kind, 100, "slip.kind"),
        Column("goods", N_("Goods"), "text", lambda r: r.first, 130),
        Column("kinds", N_("Kinds of goods"), "int", lambda r: r.goods, 64, shown=False),
        Column(
            "state", N_("State"), "state", lambda r: r.shown_state, 112, "slip.state",
            tone=lambda r: r.tone,
        ),
        Column("until", N_("Good until"), "date", lambda r: r.valid_until, 100, sort="until"),
        Column("out", N_("Left at"), "datetime", lambda r: r.out_at, 140),
        Column("owed", N_("Owed"), "money", lambda r: r.owed + r.late_fee, 90),
        Column("decision", N_("Decided"), "state", lambda r: r.decision, 110, "slip.decision"),
        Column("standing", N_("Standing"), "state", lambda r: r.standing, 90, "slip.standing",
               shown=False),
        Column("phone", N_("Telephone"), "phone", lambda r: r.phone, 120, shown=False),
        Column("plate", N_("Plate"), "code", lambda r: r.plate, 90, shown=False),
        Column("at", N_("Begun"), "datetime", lambda r: r.at, 140, sort="at", shown=False),
        Column("guard", N_("Guard"), "text", lambda r: r.guard, 90, shown=False),
        Column("who", N_("Clerk"), "text", lambda r: r.who, 90, shown=False),
        Column("filed", N_("Stub back"), "datetime", lambda r: r.filed_at, 140, shown=False),
    ),
    query=rows_query,
    make=row_view,
    orders={
        "at": Order(ReleaseSlip.at, descending=True),
        "number": Order(ReleaseSlip.number, descending=True),
        "until": Order(ReleaseSlip.valid_until, descending=True),
    },
    default_order="at",
    filters=(
        Filter("state", N_("State"), in_state, choices=_states, words="slip.state"),
        Filter("day", N_("Day"), on_day, kind="day"),
        Filter("kind", N_("Kind"), _of_kind, choices=_kinds, words="slip.kind"),
        Filter("building", N_("Building"), _in_building, choices=_buildings),
        Filter("owing", N_("With arrears"), _owing, kind="flag"),
        Filter("text", N_("Search"), _text, kind="text"),
    ),
)  # fmt: skip
