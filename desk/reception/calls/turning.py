"""A call that becomes something else: a complaint, a work order, a message, a visitor expected; or
that is about one which is under way, and urges it.

What was typed goes along, and both records know of each other, all in one change:

    record_as(desk, CallDraft(...), complaint_of(draft))     # from the form
    to_order(desk, call, OrderDraft(...))                    # a call that is in the book
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from desk.core.access import Permission
from desk.core.change import Change, kind_of, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.storage import BaseModel
from desk.core.text import clean
from desk.core.words import _
from desk.reception.call_tables import Call
from desk.reception.calls import flow
from desk.reception.calls.drafts import CallDraft
from desk.reception.calls.rows import KIND, CallRow, about, draft_of, get_call
from desk.reception.calls.verbs import due_of, make_call, taken
from desk.reception.visitors.drafts import VisitDraft
from desk.reception.visitors.options import purposes
from desk.reception.visitors.verbs import note_expected
from desk.service.callbacks.queue import drop_callbacks
from desk.service.complaints.drafts import VALID, ComplaintDraft
from desk.service.complaints.handing import URGE_AGAIN
from desk.service.complaints.making import link, make_complaint, refuse_ended
from desk.service.complaints.progress import settle
from desk.service.complaints.reading import complaint_row
from desk.service.complaints.seen import WATCH as COMPLAINT
from desk.service.models.orders import OrderKind
from desk.service.orders import verbs as orders
from desk.service.orders.drafts import OrderDraft


@frozen
class Same:
    """What is under way already and asked about again: ``kind`` complaint or work_order."""

    kind: str
    id: int


Into: TypeAlias = ComplaintDraft | OrderDraft | VisitDraft | Same
_NATURES = {"complaint": VALID, "help": "help", "inquiry": "inquiry"}
SOON = timedelta(hours=1)


@once(get_call)
def record_as(desk: Desk, draft: CallDraft, into: Into, *, request: str | None = None) -> CallRow:
    """Write a call down and make it what ``into`` says. Raises as ``record_call`` and as the verb
    that makes such a record, or urges it.
    """
    with desk.change(Permission.CALL_WRITE, "call.passed_on", request) as change:
        row = make_call(desk, change, replace(draft, then="", kind=_kind(draft, into)))
        _become(desk, change, row, into)
    return get_call(desk, row.id)


@once(get_call)
def to_complaint(
    desk: Desk, call: int, into: ComplaintDraft | Same | None = None, *, request: str | None = None
) -> CallRow:
    """Make a complaint of a call. Raises Refused call.unknown, call.moved, and as
    ``register_complaint``.
    """
    return _turn(desk, call, "to_complaint", into, request)


@once(get_call)
def to_order(
    desk: Desk, call: int, into: OrderDraft | Same | None = None, *, request: str | None = None
) -> CallRow:
    """Make a work order of a call. Raises Refused call.unknown, call.moved, and as
    ``create_order``.
    """
    return _turn(desk, call, "to_order", into, request)


@once(get_call)
def to_visit(
    desk: Desk, call: int, into: VisitDraft | None = None, *, request: str | None = None
) -> CallRow:
    """Note the visitor whom a call announces. Raises Refused call.unknown, call.moved, and
    as ``expect``.
    """
    return _turn(desk, call, "to_visit", into, request)


@once(get_call)
def to_message(
    desk: Desk,
    call: int,
    for_whom: str = "",
    due: datetime | None = None,
    *,
    request: str | None = None,
) -> CallRow:
    """Make a message of a call, to be handed on by ``due``. Blank ``for_whom`` keeps who was
    meant. Raises Refused call.unknown, call.whom_needed, call.moved.
    """
    with desk.change(Permission.CALL_WRITE, "call.to_be_handed_on", request) as change:
        row = taken(desk, change, call, "to_message")
        whom = clean(for_whom, "for_whom", 120) or row.for_whom
        if not (whom or row.department_id or row.owner):
            raise Refused("call.whom_needed", "for_whom")
        if due is not None and due <= change.now:
            raise Refused("call.due_past", "due")
        promised, waits = due_of(desk, change, flow.MESSAGE, due)
        drop_callbacks(change, KIND, call)
        change.update(
            row, state=flow.MESSAGE, for_whom=whom, due=promised, next_due=waits,
            delivered_at=None,
        )  # fmt: skip
        about(change, row)
    return get_call(desk, call)


def complaint_of(draft: CallDraft) -> ComplaintDraft:
    """The complaint that a call amounts to, for the form to begin with."""
    return ComplaintDraft(
        text=_text(draft), kind=_NATURES.get(draft.kind, "inquiry"), source="call",
        unit=draft.unit, person=draft.person, name=draft.name, phone=draft.phone,
    )  # fmt: skip


def order_of(draft: CallDraft) -> OrderDraft:
    """The repair that a call amounts to; its kind is "other" until somebody knows better."""
    other = OrderKind.get_or_none((OrderKind.code == "other") & OrderKind.active)
    first = other or OrderKind.select().where(OrderKind.active).order_by(OrderKind.position).first()
    return OrderDraft(
        unit=draft.unit, person=draft.person, name=draft.name, phone=draft.phone,
        kind=first.id if first else 0, text=_text(draft), source="call",
    )  # fmt: skip


def visit_of(desk: Desk, draft: CallDraft) -> VisitDraft:
    """The visitor whom a call announces: in an hour unless a time was promised."""
    usual = purposes(desk)
    return VisitDraft(
        purpose=usual[0] if usual else _("A visit"), unit=draft.unit, host=draft.person,
        host_name="" if draft.person else draft.name, department=draft.department,
        note=_text(draft), confirmed="phone", confirmed_by=draft.name,
        expected_at=draft.due or desk.now + SOON,
    )  # fmt: skip


def _kind(draft: CallDraft, into: Into) -> str:
    """What kind of call it was, after what became of it."""
    if isinstance(into, OrderDraft):
        return "repair"
    if isinstance(into, Same):
        return "repair" if into.kind == "work_order" else "complaint"
    if isinstance(into, ComplaintDraft):
        return "complaint" if into.kind == VALID else "help" if into.kind == "help" else "inquiry"
    return "inquiry" if draft.kind == "message" else draft.kind


def _text(draft: CallDraft) -> str:
    return "\n".join(part for part in (draft.subject, draft.answer) if part.strip())


def _turn(desk: Desk, call: int, move: str, into: Into | None, request: str | None) -> CallRow:
    with desk.change(Permission.CALL_WRITE, "call.passed_on", request) as change:
        row = taken(desk, change, call, move)
        _become(desk, change, row, _meant(desk, row, move) if into is None else into)
    return get_call(desk, call)


def _meant(desk: Desk, row: Call, move: str) -> Into:
    """What a call amounts to by itself, for who presses the button and says no more."""
    known = draft_of(row)
    if move == "to_complaint":
        return complaint_of(known)
    return order_of(known) if move == "to_order" else visit_of(desk, known)


def _become(desk: Desk, change: Change, row: Call, into: Into) -> None:
    """Make the record, and let each of the two know of the other."""
    made = _made(desk, change, row, into)
    record: Any = made
    change.about(KIND, row.id)
    change.about(kind_of(made), record.id)
    drop_callbacks(change, KIND, row.id)
    change.update(
        row, state=flow.PASSED, next_due=None, became_kind=kind_of(made), became_id=record.id,
        settled_at=change.now, settler=desk.session.name if desk.session else "",
    )  # fmt: skip
    about(change, row)


def _made(desk: Desk, change: Change, row: Call, into: Into) -> BaseModel:
    if isinstance(into, ComplaintDraft):
        desk.require(Permission.COMPLAINT_WORK)
        links = (*into.links, (KIND, row.id))
        return make_complaint(desk, change, replace(into, source="call", links=links))
    if isinstance(into, OrderDraft):
        desk.require(Permission.ORDER_WRITE)
        known = replace(into, source="call", from_kind=KIND, from_id=row.id)
        return orders.make_order(desk, change, known)
    if isinstance(into, Same):
        return _urged(desk, change, row, into)
    desk.require(Permission.VISITOR_EXPECT)
    return note_expected(desk, change, into)


def _urged(desk: Desk, change: Change, row: Call, same: Same) -> BaseModel:
    """It is about a matter that is under way: tied to it and counted, not taken down again."""
    if same.kind == "work_order":
        desk.require(Permission.ORDER_WRITE)
        return orders.urge_in(desk, change, same.id)
    desk.require(Permission.COMPLAINT_WORK)
    complaint = complaint_row(same.id)
    refuse_ended(complaint)
    COMPLAINT.step(desk, complaint, "urge")
    link(change, complaint, KIND, row.id)
    last = complaint.urged_at
    if last is None or change.now - last >= URGE_AGAIN:
        settle(change, complaint, urged=complaint.urged + 1, urged_at=change.now)
    return complaint
