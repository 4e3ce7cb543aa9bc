"""What is done about a complaint on its way: answered, handled, waited for, handed on, urged."""

from __future__ import annotations

from datetime import datetime, timedelta

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.core.words import _
from desk.fees.reading import money
from desk.fees.till.debts import debts_of_person, debts_of_unit
from desk.service.complaints import flow
from desk.service.complaints.drafts import VALID, WAITING_FOR
from desk.service.complaints.making import about, step
from desk.service.complaints.progress import (
    answered,
    end_pause,
    refuse_without_department,
    say,
    settle,
)
from desk.service.complaints.reading import complaint_row, get_complaint, steps_done
from desk.service.complaints.rows import ComplaintRow
from desk.service.complaints.seen import WATCH
from desk.service.models.complaints import Complaint, ComplaintPause
from desk.service.orders.options import PAUSE_HOURS


@once(get_complaint)
def respond(
    desk: Desk, complaint: int, note: str = "", *, was: int | None = None,
    request: str | None = None,
) -> ComplaintRow:  # fmt: skip
    """The complainant was spoken to: the first clock stops. ``note`` is what was said.

    Raises Refused complaint.unknown, complaint.moved.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.responded", request) as change:
        row = complaint_row(complaint)
        move = WATCH.step(desk, row, "respond", was=was)
        say(change, row, "respond", note)
        settle(change, row, state=move.target, **answered(desk, change, row))
        if row.kind != VALID and row.department_id is None and note.strip():
            step(change, row, "answer", clean(note, "note", 500))
    return get_complaint(desk, complaint)


@once(get_complaint)
def start(
    desk: Desk, complaint: int, note: str = "", *, was: int | None = None,
    request: str | None = None,
) -> ComplaintRow:  # fmt: skip
    """The department's head begins. A valid one needs the department that answers for it.

    Raises Refused complaint.unknown, complaint.department_first, complaint.moved.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.started", request) as change:
        row = complaint_row(complaint)
        move = WATCH.step(desk, row, "start", was=was)
        refuse_without_department(row)
        say(change, row, "start", note)
        settle(change, row, state=move.target, **answered(desk, change, row))
        step(change, row, "handling", clean(note, "note", 500))
    return get_complaint(desk, complaint)


@once(get_complaint)
def feed_back(
    desk: Desk, complaint: int, note: str = "", *, was: int | None = None,
    request: str | None = None,
) -> ComplaintRow:  # fmt: skip
    """The complainant was told how far it is: the second clock stops.

    Raises Refused complaint.unknown, complaint.moved.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.fed_back", request) as change:
        row = complaint_row(complaint)
        WATCH.step(desk, row, "feed_back", was=was)
        say(change, row, "feed_back", note)
        settle(change, row, fed_back_at=change.now)
    return get_complaint(desk, complaint)


@once(get_complaint)
def do_step(
    desk: Desk,
    complaint: int,
    key: str = "",
    note: str = "",
    *,
    skip: bool = False,
    was: int | None = None,
    request: str | None = None,
) -> ComplaintRow:
    """Tick a step that is done by hand (flow.BY_HAND), the first open one if ``key`` is blank.

    ``skip`` passes over it and needs a ``note``; what is owed is noted with the step of the
    payments. Raises Refused complaint.unknown,
    complaint.no_step, complaint.skip_note, complaint.moved.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.step_done", request) as change:
        row = complaint_row(complaint)
        WATCH.step(desk, row, "step", was=was)
        text = clean(note, "note", 500)
        wanted = key or _first_open(desk, complaint)
        if wanted not in flow.BY_HAND or wanted not in flow.steps_of(row.kind):
            raise Refused("complaint.no_step", "step")
        if skip and not text:
            raise Refused("complaint.skip_note", "note")
        if wanted == "payments" and not text:
            text = _owed(desk, row)
        change.touch(row)
        change.note(step=wanted, skipped=skip)
        step(change, row, wanted, text, skipped=skip)
        about(change, row)
    return get_complaint(desk, complaint)


@once(get_complaint)
def pause(
    desk: Desk,
    complaint: int,
    reason: str,
    waiting_for: str = "customer",
    until: datetime | None = None,
    *,
    was: int | None = None,
    request: str | None = None,
) -> ComplaintRow:
    """Wait for the customer, parts or something else: its clocks stand still.

    ``until`` is when what it waits for should be there (None: after the set time, as with
    repairs); Today asks again then. Raises Refused
    complaint.unknown, complaint.until_past, field.not_a_choice, complaint.moved,
    workflow.reason_needed.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.paused", request, reason) as change:
        row = complaint_row(complaint)
        why = clean(reason, "reason", 300)
        move = WATCH.step(desk, row, "pause", why, was)
        if waiting_for not in WAITING_FOR:
            raise Refused("field.not_a_choice", "waiting_for")
        if until is not None and until <= change.now:
            raise Refused("complaint.until_past", "until")
        # Nothing is forgotten: without a time of its own it is looked at after the usual one.
        until = until or change.now + timedelta(hours=desk.settings.get(PAUSE_HOURS))
        session = desk.session
        assert session is not None
        change.create(
            ComplaintPause, complaint=row.id, waiting_for=waiting_for, reason=why,
            since=change.now, who=session.name,
        )  # fmt: skip
        change.result(row.id)
        settle(
            change, row, state=move.target, paused_at=change.now, paused_until=until,
            waiting_for=waiting_for,
        )  # fmt: skip
    return get_complaint(desk, complaint)


@once(get_complaint)
def resume(desk: Desk, complaint: int, *, request: str | None = None) -> ComplaintRow:
    """Go on: what was left of each clock is left from now. Raises Refused complaint.moved."""
    with desk.change(Permission.COMPLAINT_WORK, "complaint.resumed", request) as change:
        row = complaint_row(complaint)
        move = WATCH.step(desk, row, "resume")
        settle(change, row, state=move.target, **end_pause(desk, change, row))
        if row.kind == VALID:
            step(change, row, "handling")
    return get_complaint(desk, complaint)


def _first_open(desk: Desk, complaint: int) -> str:
    found = [
        each.key
        for each in steps_done(get_complaint(desk, complaint))
        if each.at is None and each.by_hand
    ]
    return found[0] if found else ""


def _owed(desk: Desk, row: Complaint) -> str:
    """What the unit or person owed when somebody looked at the payments."""
    if row.unit_id is None and row.person_id is None:
        return ""
    found = (
        debts_of_unit(desk, row.unit_id)
        if row.unit_id is not None
        else debts_of_person(desk, row.person_id or 0)
    )
    total = sum(debt.balance for debt in found)
    return _("Owes {amount}").format(amount=money(desk, total)) if total else _("Owes nothing")
