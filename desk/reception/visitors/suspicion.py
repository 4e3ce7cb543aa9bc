"""Suspicious persons 可疑人员: reported to security, on Today until somebody settles it."""

from __future__ import annotations

from datetime import datetime

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean
from desk.reception.models import Suspicion, Visit
from desk.reception.visitors.party import party
from desk.reception.visitors.rows import visit_row


@frozen
class SuspicionRow:
    """A report about a visitor; settled once ``closed_at`` is known."""

    id: int
    visit: int
    party: str
    text: str
    at: datetime
    who: str
    closed_at: datetime | None
    closed_by: str
    outcome: str


def _view(row: Suspicion) -> SuspicionRow:
    visit = row.visit
    return SuspicionRow(
        row.id, visit.id, party(visit.name, visit.people), row.text, row.at, row.who,
        row.closed_at, row.closed_by, row.outcome,
    )  # fmt: skip


def get_suspicion(desk: Desk, suspicion: int) -> SuspicionRow:
    """One report. Raises Refused("suspicion.unknown")."""
    desk.require(Permission.VISITOR_VIEW)
    return _view(_row(suspicion))


@once(get_suspicion)
def report_suspicion(
    desk: Desk, visit: int, text: str, *, request: str | None = None
) -> SuspicionRow:
    """Report a visitor to security. Raises Refused beside ``text``."""
    with desk.change(Permission.VISITOR_SIGN_IN, "visitor.suspicion_reported", request) as change:
        row = visit_row(visit)
        said = clean(text, "text", 1000, required=True, lines=True)
        made = change.create(
            Suspicion, visit=row.id, text=said, at=change.now,
            who=desk.session.name if desk.session else "",
        )  # fmt: skip
        change.about("visit", row.id)
    return _view(made)


@once(get_suspicion)
def settle_suspicion(
    desk: Desk, suspicion: int, outcome: str, *, request: str | None = None
) -> SuspicionRow:
    """Say how it ended. Raises Refused suspicion.settled, and beside ``outcome``."""
    with desk.change(Permission.VISITOR_EDIT, "visitor.suspicion_settled", request) as change:
        row = _row(suspicion)
        if row.closed_at is not None:
            raise Refused("suspicion.settled", who=row.closed_by)
        said = clean(outcome, "outcome", 1000, required=True, lines=True)
        who = desk.session.name if desk.session else ""
        change.update(row, closed_at=change.now, closed_by=who, outcome=said)
        change.about("visit", row.visit_id)
    return _view(row)


def suspicions_of(visit: int) -> list[SuspicionRow]:
    """The reports about one visit, oldest first."""
    query = Suspicion.select(Suspicion, Visit).join(Visit).where(Suspicion.visit == visit)
    return [_view(row) for row in query.order_by(Suspicion.at)]


def _row(suspicion: int) -> Suspicion:
    row = Suspicion.get_or_none(Suspicion.id == suspicion)
    if row is None:
        raise Refused("suspicion.unknown")
    return row
