"""What visits, standing passes and watch entries are found by in the one box, and as what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.register import Hit, SearchKind
from desk.core.storage import database
from desk.core.terms import Terms, some
from desk.core.words import N_
from desk.reception.models import StandingPass, Visit, WatchEntry
from desk.reception.visitors import flow
from desk.reception.visitors.party import party

VISIT, STANDING, WATCH = 3, 4, 5
"""Codes of the one box; never reused."""


def visit_terms(row: Visit) -> Terms:
    """A visit is found by its people, company, phone, document, plate, badge and number."""
    names: list[str] = []
    if row.people > 1:
        sql = "SELECT name FROM companion WHERE visit_id = ? LIMIT 60"
        names = [name for (name,) in database.execute_sql(sql, (row.id,))]
    return Terms(
        names=some(row.name, row.company, *names),
        phones=some(row.phone),
        numbers=some(row.number, row.document, row.plate, row.badge),
    )


def all_visit_terms() -> Iterable[tuple[int, Terms]]:
    """Every visit's terms, to build the index anew."""
    v = Visit
    query: Any = v.select(
        v.id, v.name, v.company, v.phone, v.number, v.document, v.plate, v.badge, v.people
    ).where(v.erased_at.is_null())
    # Rows of the table would take half of the time that the whole index takes.
    for row in query.order_by(v.id).namedtuples().iterator():
        yield row.id, visit_terms(row)


def visit_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    """Visits as the one box shows them, in the order of ``ids``."""
    now = to_millis(desk.now)
    hits = []
    for row in _ask(_VISIT_FROM, _VISITS, ids, "v.id"):
        key, number, state, at, leave_by, name, people, standing, purpose, where, host = row
        when = f"{desk.local(from_millis(at)):%Y-%m-%d %H:%M}"
        detail = " · ".join(some(number, " ".join(some(where, host)), purpose, when))
        late = state == flow.ON_SITE and leave_by is not None and leave_by < now
        tone = "late" if late else flow.VISIT.state(state).tone
        shown = ("visit.state", flow.OVERDUE if late else state)
        who = party(name, people, standing=standing is not None)
        hits.append(Hit("visit", key, who, detail, shown, tone))
    return hits


_VISITS = (
    "v.id, v.number, v.state, v.at, v.leave_by, v.name, v.people, v.standing_id, v.purpose, "
    "coalesce(u.code, d.name, ''), coalesce(p.name, v.host_name)"
)
_VISIT_FROM = (
    "visit v LEFT JOIN unit u ON u.id = v.unit_id LEFT JOIN department d "
    "ON d.id = v.department_id LEFT JOIN person p ON p.id = v.host_id"
)


def standing_terms(row: StandingPass) -> Terms:
    """A standing pass is found by its holder, company, phone, document, plate and number."""
    return Terms(
        names=some(row.name, row.company),
        phones=some(row.phone),
        numbers=some(row.number, row.document, row.plate),
    )


def all_standing_terms() -> Iterable[tuple[int, Terms]]:
    """Every standing pass's terms, to build the index anew."""
    for row in StandingPass.select().where(StandingPass.erased_at.is_null()):
        yield row.id, standing_terms(row)


def standing_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    """Standing passes as the one box shows them."""
    today = desk.today.isoformat()
    hits = []
    for row in _ask("standing_pass", _STANDING, ids):
        key, name, number, company, purpose, first, last, state = row
        state = "ended" if last < today and state == "active" else state
        detail = " · ".join(some(number, company, purpose, f"{first} – {last}"))
        tone = "ok" if state == "active" else "void"
        hits.append(Hit("standing_pass", key, name, detail, ("standing.state", state), tone))
    return hits


_STANDING = "id, name, number, company, purpose, valid_from, valid_until, state"
_WATCH = "id, name, plate, instruction, kind"


def _ask(table: str, columns: str, ids: Sequence[int], key: str = "id") -> list[tuple[Any, ...]]:
    """Rows by id in the order of ``ids``, literally: the one box asks at every key."""
    marks = ",".join("?" * len(ids))
    sql = f"SELECT {columns} FROM {table} WHERE {key} IN ({marks})"
    found = {row[0]: row for row in database.execute_sql(sql, tuple(ids))}
    return [found[each] for each in ids if each in found]


def watch_terms(row: WatchEntry) -> Terms:
    """A watch entry is found by name, phone, document and plate as long as it stands."""
    if not row.active:
        return Terms()
    return Terms(
        names=some(row.name), phones=some(row.phone), numbers=some(row.document, row.plate)
    )


def all_watch_terms() -> Iterable[tuple[int, Terms]]:
    """Every standing watch entry's terms, to build the index anew."""
    query: Any = WatchEntry.select().where(WatchEntry.active)
    for row in query:
        yield row.id, watch_terms(row)


def watch_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    """Watch entries as the one box shows them: to those who see visitors, with what to do."""
    return [
        Hit(
            "watch_entry", key, name or plate or "…", instruction,
            ("watch.kind", kind), "late" if kind == "banned" else "due",
        )
        for key, name, plate, instruction, kind in _ask("watch_entry", _WATCH, ids)
    ]  # fmt: skip


VISIT_KIND = SearchKind(
    VISIT, "visit", N_("Visitors"), Permission.VISITOR_VIEW, Visit,
    visit_terms, visit_hits, all_visit_terms,
)  # fmt: skip
STANDING_KIND = SearchKind(
    STANDING, "standing_pass", N_("Standing passes"), Permission.VISITOR_VIEW, StandingPass,
    standing_terms, standing_hits, all_standing_terms,
)  # fmt: skip
WATCH_KIND = SearchKind(
    WATCH, "watch_entry", N_("Watch list"), Permission.VISITOR_VIEW, WatchEntry,
    watch_terms, watch_hits, all_watch_terms,
)  # fmt: skip
