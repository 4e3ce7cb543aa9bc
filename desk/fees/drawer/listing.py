"""The list of the drawer's shifts, and what they are found by in the one box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.register import Hit, SearchKind
from desk.core.storage import database
from desk.core.terms import Terms
from desk.core.words import N_
from desk.fees import flow
from desk.fees.drawer.rows import ShiftRow
from desk.fees.models import CashShift

SHIFT = 9
"""Code of the one box; never reused."""


def _query(desk: Desk) -> Any:
    s = CashShift
    return s.select(
        s.id, s.number, s.state, s.desk, s.business_date, s.opened_at, s.opened_by, s.opener,
        s.opening, s.closed_at, s.closer, s.counted, s.expected, s.difference, s.reason,
        s.supervisor, s.handed_in, s.handed_to, s.anchor,
    )  # fmt: skip


def _make(desk: Desk, row: Any) -> ShiftRow:
    return ShiftRow(*row)


def _states(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(state.key, state.key) for state in flow.SHIFT.states]


def _desks(desk: Desk) -> Sequence[tuple[str, str]]:
    query: Any = CashShift.select(CashShift.desk).distinct().order_by(CashShift.desk)
    return [(name, name or "–") for (name,) in query.tuples()]


def _on_day(desk: Desk, query: Any, value: date | str) -> Any:
    if isinstance(value, str):
        value = desk.today if value == "today" else date.fromisoformat(value)
    return query.where(CashShift.business_date == value)


def _differs(desk: Desk, query: Any, value: Any) -> Any:
    # An open one has no difference yet: it is among neither.
    return query.where(CashShift.difference != 0 if value else CashShift.difference == 0)


SHIFTS: Listing[ShiftRow] = Listing(
    key="cash_shifts",
    title=N_("Shifts of the drawer"),
    permission=Permission.CASH_VIEW,
    model=CashShift,
    columns=(
        Column("number", N_("Number"), "code", lambda r: r.number, 116, sort="number"),
        Column("day", N_("Date"), "date", lambda r: r.business_date, 100),
        Column(
            "state", N_("State"), "state", lambda r: r.state, 104, "cash_shift.state",
            tone=lambda r: r.tone,
        ),
        Column("opened", N_("Opened at"), "time", lambda r: r.opened_at, 80),
        Column("opener", N_("Opened by"), "text", lambda r: r.opener, 100),
        Column("closed", N_("Closed at"), "time", lambda r: r.closed_at, 80),
        Column("closer", N_("Closed by"), "text", lambda r: r.closer, 100),
        Column("opening", N_("Float"), "money", lambda r: r.opening, 100),
        Column("expected", N_("Expected cash"), "money", lambda r: r.expected, 110),
        Column("counted", N_("Counted"), "money", lambda r: r.counted, 110),
        Column(
            "difference", N_("Difference"), "money", lambda r: r.difference, 100,
            tone=lambda r: "late" if r.difference else None,
        ),
        Column("handed_in", N_("Handed in"), "money", lambda r: r.handed_in, 110),
        Column("handed_to", N_("Handed to"), "text", lambda r: r.handed_to, 100),
        Column("supervisor", N_("Signed by"), "text", lambda r: r.supervisor, 100, shown=False),
        Column("reason", N_("Reason"), "text", lambda r: r.reason, 180, shown=False),
        Column("desk", N_("Desk"), "text", lambda r: r.desk, 100, shown=False),
    ),
    query=_query,
    make=_make,
    orders={"number": Order(CashShift.number, descending=True)},
    default_order="number",
    filters=(
        Filter(
            "state", N_("State"), lambda d, q, v: q.where(CashShift.state == v), choices=_states,
            words="cash_shift.state",
        ),
        Filter("day", N_("Day"), _on_day, kind="day"),
        Filter("desk", N_("Desk"), lambda d, q, v: q.where(CashShift.desk == v), choices=_desks),
        Filter("differs", N_("With a difference"), _differs, kind="flag"),
    ),
)  # fmt: skip


def shift_terms(row: CashShift) -> Terms:
    """A shift is found by its number and by who opened and closed it."""
    return Terms(names=_some(row.opener, row.closer), numbers=(row.number,))


def all_shift_terms() -> Iterable[tuple[int, Terms]]:
    """Every shift's terms, to build the index anew."""
    sql = "SELECT id, opener, closer, number FROM cash_shift ORDER BY id"
    for key, opener, closer, number in database.execute_sql(sql):
        yield key, Terms(names=_some(opener, closer), numbers=(number,))


def _some(*names: str) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}))


def shift_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    """Shifts as the one box shows them, in the order of ``ids``."""
    marks = ",".join("?" * len(ids))
    sql = f"SELECT id, number, state, opener, desk, opened_at FROM cash_shift WHERE id IN ({marks})"
    found = {row[0]: row for row in database.execute_sql(sql, tuple(ids))}
    hits = []
    for key, number, state, opener, where, at in (found[i] for i in ids if i in found):
        when = f"{desk.local(from_millis(at)):%Y-%m-%d %H:%M}"
        detail = " · ".join(part for part in (when, opener, where) if part)
        tone = flow.SHIFT.state(state).tone
        hits.append(Hit("cash_shift", key, number, detail, ("cash_shift.state", state), tone))
    return hits


SHIFT_KIND = SearchKind(
    SHIFT, "cash_shift", N_("Shifts of the drawer"), Permission.CASH_VIEW, CashShift,
    shift_terms, shift_hits, all_shift_terms,
)  # fmt: skip
