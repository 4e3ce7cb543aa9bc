"""Write a call down, put it right, hand messages on, settle what was promised, ring back."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from desk.core import worktime
from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.meanwhile import merged
from desk.core.models import Staff
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.estate.models import Department, Person, Phone, Unit
from desk.reception.call_tables import Call, Outage
from desk.reception.calls import flow
from desk.reception.calls.drafts import CallDraft, check_call
from desk.reception.calls.options import DUE_MINUTES, MESSAGE_MINUTES
from desk.reception.calls.rows import KIND, CallRow, about, call_row, draft_of, get_call
from desk.reception.calls.seen import WATCH, reads
from desk.service.callbacks.queue import add_callback, drop_callbacks
from desk.service.callbacks.rows import Outcome

SERIES = "T"
LONGEST_NOTE = 2000


@once(get_call)
def record_call(desk: Desk, draft: CallDraft, *, request: str | None = None) -> CallRow:
    """Write a call down: numbered, and waiting for whatever is still to come.

    Raises Refused or RefusedMany beside the fields: call.subject_needed, call.whom_needed,
    call.phone_needed (to ring back), call.due_past, phone.invalid, unit.unknown, person.unknown,
    department.unknown, staff.unknown, outage.unknown, field.not_a_choice, text.*.
    """
    with desk.change(Permission.CALL_WRITE, "call.recorded", request) as change:
        row = make_call(desk, change, draft)
    return get_call(desk, row.id)


def make_call(desk: Desk, change: Change, draft: CallDraft) -> Call:
    """The part of it that happens inside a change; also when the call becomes something else."""
    draft = check_call(draft, change.now, desk.regions)
    session = desk.session
    values = _values(desk, draft)
    values["due"], values["next_due"] = due_of(desk, change, draft.then, draft.due)
    row = change.create(
        Call, number=change.number(SERIES), state=draft.then or flow.ANSWERED, **values,
        business_date=desk.today, at=change.now, staff=session.staff if session else None,
        who=session.name if session else "",
    )  # fmt: skip
    if draft.then == flow.CALLBACK:
        _queue(change, row)
    about(change, row)
    return row


@once(get_call)
def amend(
    desk: Desk,
    call: int,
    draft: CallDraft,
    base: CallDraft | None = None,
    *,
    request: str | None = None,
) -> CallRow:
    """Put right what was written. What is still to come may change with it.

    ``base`` is what the form was opened with: fields that somebody else altered since and that are
    altered here too refuse with record.changed (``who``, ``time``, ``now``), others keep theirs.
    Raises as ``record_call`` and Refused call.unknown, call.erased, call.over.
    """
    with desk.change(Permission.CALL_WRITE, "call.amended", request) as change:
        row = _live(desk, change, call)
        now = draft_of(row)
        who = partial(WATCH.who_and_when, desk, call)
        draft = merged(draft, base, now, partial(reads, desk), who)
        same_due = draft.due == now.due and draft.then == now.then
        checked = check_call(
            draft, min(change.now, row.at) if same_due else change.now, desk.regions
        )
        values = _values(desk, checked)
        if not same_due:
            values["due"], values["next_due"] = due_of(desk, change, checked.then, checked.due)
        change.update(row, state=checked.then or flow.ANSWERED, **values)
        if checked.then == flow.CALLBACK:
            if now != checked:
                _queue(change, row)
        elif now.then == flow.CALLBACK:
            drop_callbacks(change, KIND, call)
        about(change, row)
    return get_call(desk, call)


@once(get_call)
def deliver(desk: Desk, call: int, note: str = "", *, request: str | None = None) -> CallRow:
    """The message has reached whom it was for. Raises Refused call.unknown, call.moved."""
    with desk.change(Permission.CALL_WRITE, "call.delivered", request) as change:
        row = taken(desk, change, call, "deliver")
        _settled(desk, change, row, clean(note, "note", LONGEST_NOTE), delivered_at=change.now)
    return get_call(desk, call)


@once(get_call)
def settle(desk: Desk, call: int, outcome: str = "", *, request: str | None = None) -> CallRow:
    """What was promised is done. Raises Refused call.unknown, call.moved."""
    with desk.change(Permission.CALL_WRITE, "call.settled", request) as change:
        row = taken(desk, change, call, "settle")
        _settled(desk, change, row, clean(outcome, "outcome", LONGEST_NOTE, lines=True))
    return get_call(desk, call)


@once(get_call)
def reopen(desk: Desk, call: int, *, request: str | None = None) -> CallRow:
    """It was settled or handed on by mistake: it waits again, until the time promised before.

    Raises Refused call.unknown, call.moved.
    """
    with desk.change(Permission.CALL_WRITE, "call.reopened", request) as change:
        row = taken(desk, change, call, "reopen")
        state = flow.MESSAGE if row.delivered_at else flow.TO_DO
        due = row.due or due_of(desk, change, state, None)[0]
        change.update(
            row, state=state, delivered_at=None, settled_at=None, settler="", due=due, next_due=due
        )
        about(change, row)
    return get_call(desk, call)


@once(get_call)
def call_back(
    desk: Desk, call: int, due: datetime | None = None, *, request: str | None = None
) -> CallRow:
    """Queue the caller to be rung back, by ``due`` or within the set time.

    Raises Refused call.unknown, call.phone_needed, call.due_past, call.moved.
    """
    with desk.change(Permission.CALL_WRITE, "call.to_be_rung", request) as change:
        row = taken(desk, change, call, "call_back")
        if not (row.phone or row.person_id):
            raise Refused("call.phone_needed", "phone")
        if due is not None and due <= change.now:
            raise Refused("call.due_past", "due")
        promised, _none = due_of(desk, change, flow.CALLBACK, due)
        change.update(row, state=flow.CALLBACK, due=promised, next_due=None)
        _queue(change, row)
        about(change, row)
    return get_call(desk, call)


@once(get_call)
def void(desk: Desk, call: int, reason: str, *, request: str | None = None) -> CallRow:
    """It should not be in the book (twice, by mistake): the number stays, with the reason.

    Raises Refused call.unknown, call.moved, workflow.reason_needed.
    """
    with desk.change(Permission.CALL_WRITE, "call.voided", request, reason) as change:
        why = clean(reason, "reason", 300)
        row = taken(desk, change, call, "void", why)
        drop_callbacks(change, KIND, call, why)
        change.update(
            row, state=flow.VOIDED, reason=why, next_due=None, settled_at=change.now,
            settler=_name(desk),
        )  # fmt: skip
        about(change, row)
    return get_call(desk, call)


def after_callback(desk: Desk, change: Change, call: int, outcome: Outcome) -> None:
    """The caller was rung back: settled, or something is still to be done."""
    row = call_row(call)
    if row.state != flow.CALLBACK:
        return
    said = outcome.words or outcome.reason
    if outcome.unsettled:
        due, next_due = due_of(desk, change, flow.TO_DO, None)
        change.update(row, state=flow.TO_DO, due=due, next_due=next_due, outcome=_add(row, said))
        return
    _settled(desk, change, row, said)


def _live(desk: Desk, change: Change, call: int) -> Call:
    row = call_row(call)
    change.touch(row)
    if row.erased_at is not None:
        raise Refused("call.erased", number=row.number)
    if row.state in (flow.PASSED, flow.VOIDED):
        raise Refused("call.over", number=row.number, **WATCH.who_and_when(desk, call))
    return row


def taken(desk: Desk, change: Change, call: int, move: str, reason: str | None = None) -> Call:
    """A call that takes this ``move`` now.

    Raises Refused call.unknown, call.moved, workflow.reason_needed.
    """
    row = call_row(call)
    change.touch(row)
    WATCH.step(desk, row, move, reason)
    return row


def _name(desk: Desk) -> str:
    return desk.session.name if desk.session else ""


def _add(row: Call, said: str) -> str:
    return "\n".join(part for part in (row.outcome, said) if part)


def _settled(desk: Desk, change: Change, row: Call, said: str, **values: Any) -> None:
    change.update(
        row, state=flow.ANSWERED, next_due=None, outcome=_add(row, said), settled_at=change.now,
        settler=_name(desk), **values,
    )  # fmt: skip
    about(change, row)


def due_of(
    desk: Desk, change: Change, then: str, due: datetime | None
) -> tuple[datetime | None, datetime | None]:
    """By when it is promised, and the same if it waits in this register."""
    if not then:
        return due, None
    minutes = desk.settings.get(MESSAGE_MINUTES if then == flow.MESSAGE else DUE_MINUTES)
    due = due or worktime.due(desk, minutes, change.now)
    return due, due if then in flow.WAITING else None


def _queue(change: Change, row: Call) -> None:
    assert row.due is not None
    add_callback(
        change, kind=KIND, record=row.id, due=row.due, unit=row.unit_id, person=row.person_id,
        name=row.name, phone=row.phone, about=row.subject.replace("\n", " "), owner=row.owner,
    )  # fmt: skip


def _values(desk: Desk, draft: CallDraft) -> dict[str, Any]:
    """The columns of a checked draft; what it names must be there."""
    name, number = draft.name, draft.phone
    with Faults() as faults:
        if draft.person is not None:
            person = Person.get_or_none(Person.id == draft.person)
            if person is None:
                faults.add("person.unknown", "person")
            else:
                name = name or person.name[:120]
                number = number or (_first_number(draft.person) if draft.then else "")
        for key, model in (("unit", Unit), ("department", Department), ("outage", Outage)):
            value = getattr(draft, key)
            if value is not None and model.get_or_none(model.id == value) is None:
                faults.add(f"{key}.unknown", key)
        if draft.owner is not None and Staff.get_or_none(Staff.id == draft.owner) is None:
            faults.add("staff.unknown", "owner")
    return {
        "direction": draft.direction, "kind": draft.kind, "name": name, "phone": number,
        "unit": draft.unit, "person": draft.person, "subject": draft.subject,
        "answer": draft.answer, "for_whom": draft.for_whom, "department": draft.department,
        "owner": draft.owner, "outcome": draft.outcome, "outage": draft.outage,
    }  # fmt: skip


def _first_number(person: int) -> str:
    first = Phone.select().where(Phone.person == person).order_by(Phone.position).first()
    return first.number if first else ""
