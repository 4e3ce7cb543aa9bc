"""What work orders are found by in the one box, and how they show there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.register import Hit, SearchKind
from desk.core.storage import database
from desk.core.terms import Terms, matter
from desk.core.words import N_
from desk.estate.searching import code_of
from desk.fees.reading import ask, marks
from desk.service.models.orders import WorkOrder
from desk.service.orders import flow
from desk.service.orders.own import own_sql
from desk.service.orders.said import kind_name

ORDER = 15
"""Code of the one box; never reused."""
LONGEST = 200
"""Characters of what is wrong that are indexed."""
_ALL = (
    "SELECT o.id, o.number, o.name, o.phone, o.text, o.place, u.code FROM work_order o "
    "LEFT JOIN unit u ON u.id = o.unit_id ORDER BY o.id"
)
_HITS = (
    "SELECT o.id, o.number, o.state, k.code, k.name, COALESCE(u.code, ''), o.place, "
    "COALESCE(f.name, ''), o.text, o.at, o.due FROM work_order o "
    "JOIN order_kind k ON k.id = o.kind_id LEFT JOIN unit u ON u.id = o.unit_id "
    "LEFT JOIN facility f ON f.id = o.facility_id WHERE o.id IN ({ids}) {own}"
)


def _terms(number: str, name: str, phone: str, text: str, place: str, code: str | None) -> Terms:
    return matter(number, name, phone, code, text[:LONGEST], place)


def order_terms(row: WorkOrder) -> Terms:
    """An order is found by number, who reported it, phone, unit, place and words."""
    return _terms(row.number, row.name, row.phone, row.text, row.place, code_of(row.unit_id))


def all_order_terms() -> Iterable[tuple[int, Terms]]:
    """Every order's terms, to build the index anew."""
    for row in database.execute_sql(_ALL):
        yield row[0], _terms(*row[1:])


def order_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    """Orders as the one box shows them, in the order of ``ids``; an engineer finds own ones."""
    clause, mine = own_sql(desk)
    rows = ask(desk, _HITS.format(ids=marks(ids), own=clause), *ids, *mine)
    found = {row[0]: row for row in rows}
    now, hits = to_millis(desk.now), []
    for row in (found[i] for i in ids if i in found):
        key, number, state, kind, own, code, place, facility, text, at, due = row
        where = " ".join(part for part in (code, place, facility) if part)
        day = f"{desk.local(from_millis(at)):%Y-%m-%d}"
        detail = " · ".join(part for part in (where, kind_name(kind, own), text[:40], day) if part)
        late = due is not None and due < now and state not in flow.OVER
        tone = "late" if late else flow.ORDER.state(state).tone
        hits.append(Hit("work_order", key, number, detail, ("work_order.state", state), tone))
    return hits


ORDER_KIND = SearchKind(
    ORDER, "work_order", N_("Work orders"), Permission.ORDER_VIEW, WorkOrder,
    order_terms, order_hits, all_order_terms,
)  # fmt: skip
