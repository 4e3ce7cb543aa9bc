"""What complaints are found by in the one box, and as what."""

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
from desk.service.complaints import flow
from desk.service.complaints.tree import shown
from desk.service.models.complaints import Complaint

COMPLAINT = 14
"""Code of the one box; never reused."""
LONGEST = 60
"""Characters of the text that it is found by; the rest is read, not searched."""
_ALL = (
    "SELECT c.id, c.number, c.name, c.phone, c.place, substr(c.text, 1, ?), u.code "
    "FROM complaint c LEFT JOIN unit u ON u.id = c.unit_id WHERE c.erased_at IS NULL ORDER BY c.id"
)
_HITS = (
    "SELECT c.id, c.number, c.state, c.name, coalesce(u.code, c.place), g.code, g.name, c.at, "
    "c.next_due FROM complaint c JOIN complaint_category g ON g.id = c.category_id "
    "LEFT JOIN unit u ON u.id = c.unit_id WHERE c.id IN "
)


def _terms(number: str, name: str, phone: str, place: str, text: str, code: str | None) -> Terms:
    return matter(number, name, phone, code, text[:LONGEST], place)


def complaint_terms(row: Complaint) -> Terms:
    """A complaint is found by its number, people, unit, place and the beginning of its text."""
    return _terms(row.number, row.name, row.phone, row.place, row.text, code_of(row.unit_id))


def all_complaint_terms() -> Iterable[tuple[int, Terms]]:
    """Every complaint's terms, to build the index anew."""
    for row in database.execute_sql(_ALL, (LONGEST,)):
        yield row[0], _terms(*row[1:])


def complaint_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    """Complaints as the one box shows them, in the order of ``ids``."""
    marks = ",".join("?" * len(ids))
    found: dict[int, Any] = {
        row[0]: row for row in database.execute_sql(f"{_HITS}({marks})", tuple(ids))
    }
    now, hits = to_millis(desk.now), []
    for key, number, state, name, where, code, own, at, due in (
        found[i] for i in ids if i in found
    ):
        day = f"{desk.local(from_millis(at)):%Y-%m-%d}"
        detail = " · ".join(part for part in (where, name, shown(code, own), day) if part)
        late = due is not None and due < now
        tone = "late" if late else flow.COMPLAINT.state(state).tone
        hits.append(Hit("complaint", key, number, detail, ("complaint.state", state), tone))
    return hits


COMPLAINT_KIND = SearchKind(
    COMPLAINT, "complaint", N_("Complaints"), Permission.COMPLAINT_VIEW, Complaint,
    complaint_terms, complaint_hits, all_complaint_terms,
)  # fmt: skip
