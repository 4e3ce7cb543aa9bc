"""What slips are found by in the one box, and as what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.register import Hit, SearchKind
from desk.core.storage import database
from desk.core.terms import Terms, some
from desk.core.words import N_
from desk.estate.models import Unit
from desk.estate.searching import code_of
from desk.reception.slip_tables import ReleaseSlip
from desk.reception.slips import flow

SLIP = 12
"""Code of the one box; never reused."""
_HITS = (
    "SELECT s.id, s.number, s.state, s.name, s.plate, s.valid_until, coalesce(u.code, ''), "
    "coalesce((SELECT i.name FROM slip_item i WHERE i.slip_id = s.id ORDER BY i.position LIMIT 1), "
    "'') FROM release_slip s LEFT JOIN unit u ON u.id = s.unit_id WHERE s.id IN ({})"
)


def slip_terms(row: ReleaseSlip) -> Terms:
    """A slip is found by its unit, applicant, carrier, telephone, document, plate and number."""
    return _terms(row, code_of(row.unit_id))


def _terms(row: Any, code: str) -> Terms:
    if row.erased_at is not None:
        return Terms(codes=some(code), numbers=(row.number,))
    return Terms(
        codes=some(code),
        names=some(row.name, row.carrier),
        phones=some(row.phone),
        numbers=some(row.number, row.document, row.plate),
    )


def all_slip_terms() -> Iterable[tuple[int, Terms]]:
    """Every slip's terms, to build the index anew."""
    s = ReleaseSlip
    query: Any = s.select(
        s.id,
        s.name,
        s.carrier,
        s.phone,
        s.number,
        s.document,
        s.plate,
        s.erased_at,
        pw.fn.COALESCE(Unit.code, "").alias("code"),
    ).join(Unit, pw.JOIN.LEFT_OUTER)
    for row in query.order_by(s.id).namedtuples().iterator():
        yield row.id, _terms(row, row.code)


def slip_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    """Slips as the one box shows them, in the order of ``ids``."""
    today = desk.today.isoformat()
    asked = database.execute_sql(_HITS.format(",".join("?" * len(ids))), tuple(ids))
    found = {row[0]: row for row in asked}
    hits = []
    for key in ids:
        if key not in found:
            continue
        _key, number, state, name, plate, until, unit, goods = found[key]
        late = state in flow.OPEN and until < today
        shown = flow.EXPIRED if late and state == flow.ISSUED else state
        tone = "late" if late else flow.SLIP.state(state).tone
        detail = " · ".join(some(unit, name, goods, plate, until))
        hits.append(Hit("release_slip", key, number, detail, ("slip.state", shown), tone))
    return hits


SLIP_KIND = SearchKind(
    SLIP, "release_slip", N_("Release slips"), Permission.SLIP_VIEW, ReleaseSlip,
    slip_terms, slip_hits, all_slip_terms,
)  # fmt: skip
