"""What calls are found by in the one box, and as what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.register import Hit, SearchKind
from desk.core.storage import database
from desk.core.terms import Terms, matter
from desk.core.words import N_
from desk.estate.searching import code_of
from desk.reception.call_tables import Call
from desk.reception.calls import flow

CALL = 13
"""Code of the one box; never reused."""
LONGEST = 40
"""Characters of the subject that it is found by."""
_ALL = (
    "SELECT c.id, c.number, c.name, c.phone, substr(c.subject, 1, ?), u.code "
    "FROM call c LEFT JOIN unit u ON u.id = c.unit_id ORDER BY c.id"
)
_HITS = (
    "SELECT c.id, c.number, c.state, c.name, coalesce(u.code, ''), c.subject, c.at, c.next_due "
    "FROM call c LEFT JOIN unit u ON u.id = c.unit_id WHERE c.id IN "
)


def _terms(number: str, name: str, phone: str, subject: str, code: str | None) -> Terms:
    return matter(number, name, phone, code, subject[:LONGEST])


def call_terms(row: Call) -> Terms:
    """A call is found by its number, caller, unit and the beginning of its subject."""
    return _terms(row.number, row.name, row.phone, row.subject, code_of(row.unit_id))


def all_call_terms() -> Iterable[tuple[int, Terms]]:
    """Every call's terms, to build the index anew."""
    for row in database.execute_sql(_ALL, (LONGEST,)):
        yield row[0], _terms(*row[1:])


def call_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    """Calls as the one box shows them, in the order of ``ids``."""
    marks = ",".join("?" * len(ids))
    asked = database.execute_sql(f"{_HITS}({marks})", tuple(ids))
    found: dict[int, Any] = {row[0]: row for row in asked}
    now, hits = to_millis(desk.now), []
    for key, number, state, name, code, subject, at, due in (found[i] for i in ids if i in found):
        day = f"{desk.local(from_millis(at)):%Y-%m-%d %H:%M}"
        said = subject.replace("\n", " ")[:60]
        detail = " · ".join(part for part in (code, name, said, day) if part)
        late = due is not None and due < now
        tone = "late" if late else flow.CALL.state(state).tone
        hits.append(Hit("call", key, number, detail, ("call.state", state), tone))
    return hits


CALL_KIND = SearchKind(
    CALL, "call", N_("Calls"), Permission.CALL_VIEW, Call, call_terms, call_hits, all_call_terms
)
