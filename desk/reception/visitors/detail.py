"""One visit in full: what is known (masked), what happened, and what can be done next."""

from __future__ import annotations

from datetime import datetime

from desk.core import log, papers
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import mask_document
from desk.reception.models import Companion, StandingPass, Visit, WatchEntry
from desk.reception.visitors import flow, guards
from desk.reception.visitors.lookups import last_visits
from desk.reception.visitors.rows import VisitRow, read_one, visit_row
from desk.reception.visitors.suspicion import SuspicionRow, suspicions_of
from desk.reception.visitors.undo import may_undo
from desk.reception.visitors.watching import probe


@frozen
class NextMove:
    """Something that can be done now: a move's ``key``, and whether a reason must be given."""

    key: str
    reason: bool = False
    undo: bool = False


@frozen
class CompanionRow:
    """Another person of a visit; the document is masked."""

    id: int
    name: str
    document: str
    left_at: datetime | None


@frozen
class VisitDetail:
    """One visit. Documents and phones are masked: ``reveal`` shows them one by one.

    ``watch`` tells discreetly that somebody of it is on the list now; ``steps`` is its history,
    newest first; ``before`` are earlier visits of the same person.
    """

    row: VisitRow
    sex: str
    document_kind: str
    document: str
    items: str
    identity: str
    confirmed: str
    confirmed_by: str
    reception: str
    water: bool
    note: str
    out_how: str
    companions: tuple[CompanionRow, ...]
    photo: int | None
    watch: tuple[guards.WatchHit, ...]
    suspicions: tuple[SuspicionRow, ...]
    steps: tuple[log.Step, ...]
    before: tuple[VisitRow, ...]
    papers: tuple[papers.PaperRow, ...]
    moves: tuple[NextMove, ...]


def detail(desk: Desk, visit: int) -> VisitDetail:
    """One visit in full. Raises Refused("visit.unknown")."""
    desk.require(Permission.VISITOR_VIEW)
    row = visit_row(visit)
    companions = list(Companion.select().where(Companion.visit == visit).order_by(Companion.id))
    people = [probe(row.name, row.document, row.phone, row.plate)]
    people += [probe(each.name, each.document) for each in companions]
    living = row.erased_at is None
    return VisitDetail(
        row=read_one(desk, visit),
        sex=row.sex,
        document_kind=row.document_kind,
        document=mask_document(row.document),
        items=row.items,
        identity=row.identity,
        confirmed=row.confirmed,
        confirmed_by=row.confirmed_by,
        reception=row.reception,
        water=row.water,
        note=row.note,
        out_how=row.out_how,
        companions=tuple(
            CompanionRow(each.id, each.name, mask_document(each.document), each.left_at)
            for each in companions
        ),
        photo=row.photo_id,
        watch=tuple(guards.watch_hits(desk, people, desk.today)) if living else (),
        suspicions=tuple(suspicions_of(visit)),
        steps=tuple(log.history(desk, "visit", visit)),
        before=tuple(last_visits(desk, visit, 3)) if living else (),
        papers=tuple(papers.papers_of("visit", visit)),
        moves=tuple(next_moves(desk, row)),
    )


_EXTRA = {
    flow.ON_SITE: (
        ("edit", Permission.VISITOR_EDIT),
        ("print", Permission.PAPER_PRINT),
        ("report", Permission.VISITOR_SIGN_IN),
    ),
    flow.EXPECTED: (("edit", Permission.VISITOR_EDIT),),
}


def next_moves(desk: Desk, row: Visit) -> list[NextMove]:
    """What the person on duty may do with a visit now: the workflow's moves, then the rest.

    Moves back are offered to who did it, and to others who may undo, with a reason.
    """
    moves = []
    for move in flow.VISIT.moves_from(row.state):
        if not desk.allows(move.permission):
            continue
        by = {"undo_sign_in": row.in_by, "void_sign_in": row.in_by, "undo_sign_out": row.out_by}
        if move.key in by:
            if not may_undo(desk, move.permission, by[move.key]):
                continue
            other = desk.session is None or by[move.key] != desk.session.staff
            moves.append(NextMove(move.key, other, True))
        else:
            moves.append(NextMove(move.key, move.reason, move.undo))
    appointment = row.expected_at is not None
    back = {"undo_sign_in", "undo_cancel"}
    wrong = {"void_sign_in"} if appointment else back
    moves = [move for move in moves if move.key not in wrong]
    moves += [NextMove(key) for key, right in _EXTRA.get(row.state, ()) if desk.allows(right)]
    return sorted(moves, key=lambda move: move.undo)


_FIELDS = {
    "visit": (Visit, ("phone", "document")),
    "companion": (Companion, ("document",)),
    "standing_pass": (StandingPass, ("phone", "document")),
    "watch_entry": (WatchEntry, ("phone", "document")),
}


def reveal(desk: Desk, kind: str, record: int, field: str, reason: str = "") -> str:
    """A masked number in full: ``phone`` or ``document`` of a visit, companion, standing_pass or
    watch_entry. Who looked, when and at what is logged.

    Raises Refused("personal.unknown_field"), ("visit.unknown").
    """
    model, fields = _FIELDS.get(kind, (Visit, ()))
    with desk.change(Permission.PERSONAL_REVEAL, "personal.revealed", reason=reason) as change:
        if field not in fields:
            raise Refused("personal.unknown_field", "field")
        row = model.get_or_none(model.id == record)
        if row is None:
            raise Refused("visit.unknown")
        change.about(kind, record)
        if isinstance(row, Companion):
            change.about("visit", row.visit_id)
        change.note(field=field)
    return str(getattr(row, field))
