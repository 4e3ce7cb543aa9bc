"""Calls written down, put right, handed on, rung back, turned into something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import texts
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.log import history
from desk.reception.call_tables import Call
from desk.reception.calls import checks, flow, turning, verbs
from desk.reception.calls.drafts import CallDraft, check_call
from desk.reception.calls.rows import get_call, open_draft
from desk.reception.models import Visit
from desk.service.callbacks import queue
from desk.service.callbacks import verbs as callbacks
from desk.service.models.complaints import Complaint, ComplaintLink
from desk.service.models.orders import WorkOrder
from tests.desk.reception.calls.conftest import NUMBER, Place
from tests.stores import START, as_role

HOSTILE = "<b>x</b> '; DROP TABLE call;-- =1+1 \u202e ﷽ 𠮷"


def codes(error: pytest.ExceptionInfo[Refused]) -> set[str]:
    found = error.value.reasons if isinstance(error.value, RefusedMany) else [error.value]
    assert all(each.code in texts.errors() for each in found)
    return {each.code for each in found}


def sound(desk: Desk) -> None:
    assert checks.states(desk) == [] == checks.numbers(desk)


def test_a_call_is_written_down_once(desk: Desk, place: Place) -> None:
    as_role(desk, Role.CLERK)
    row = verbs.record_call(desk, place.draft(answer="已告知工程部"), request="one")
    assert verbs.record_call(desk, place.draft(), request="one") == row
    assert (row.number, row.state, row.direction) == ("T260000001", "answered", "in")
    assert (row.phone, row.unit_code, row.name) == ("137 **** 8842", "3-1502", "李敏")
    assert (row.due, row.late, Call.select().count()) == (None, False, 1)
    for kind, key in (("call", row.id), ("unit", place.unit), ("person", place.person)):
        assert [step.action for step in history(desk, kind, key)] == ["call.recorded"]
    sound(desk)


def test_all_that_is_wrong_is_said_at_once(desk: Desk, place: Place) -> None:
    wrong = CallDraft(phone="12", kind="?", then="callback", unit=99, due=desk.now)
    with pytest.raises(Refused) as error:
        verbs.record_call(desk, wrong)
    assert codes(error) == {
        "field.not_a_choice", "phone.invalid", "call.subject_needed", "call.due_past"
    }  # fmt: skip
    with pytest.raises(Refused) as error:
        verbs.record_call(desk, place.draft(unit=99, person=99, department=99, owner=99, outage=9))
    assert codes(error) == {
        "unit.unknown", "person.unknown", "department.unknown", "staff.unknown", "outage.unknown"
    }  # fmt: skip
    with pytest.raises(Refused) as error:
        verbs.record_call(desk, CallDraft(subject="请回电", kind="message"))
    assert codes(error) == {"call.whom_needed"}
    with pytest.raises(Refused) as error:
        verbs.record_call(desk, CallDraft(subject="请回电", then="callback"))
    assert codes(error) == {"call.phone_needed"}
    assert verbs.record_call(desk, CallDraft(kind="harassment")).number == "T260000001"


def test_a_message_is_handed_on(desk: Desk, clock: FixedClock, place: Place) -> None:
    row = verbs.record_call(
        desk, place.draft(kind="message", for_whom="王工", department=place.department)
    )
    assert (row.state, row.whom) == ("message", "工程部 · 王工")
    assert row.due == row.next_due == START + timedelta(hours=1)
    clock.advance(timedelta(hours=2))
    assert get_call(desk, row.id).late
    done = verbs.deliver(desk, row.id, "已转告")
    assert (done.state, done.outcome, done.next_due) == ("answered", "已转告", None)
    assert done.delivered_at == desk.now
    back = verbs.reopen(desk, row.id)
    assert (back.state, back.next_due, back.delivered_at) == ("message", row.due, None)
    sound(desk)


def test_ringing_back_is_counted_and_settles_the_call(
    desk: Desk, clock: FixedClock, place: Place
) -> None:
    row = verbs.record_call(desk, place.draft(then="callback"))
    (waits,) = queue.callbacks_of(desk, "call", row.id)
    assert (waits.phone, waits.about, waits.due_at) == ("137 **** 8842", "厨房水龙头滴水", row.due)
    assert queue.number_to_ring(desk, waits.id) == NUMBER
    assert waits.title == row.number
    clock.advance(timedelta(minutes=5))
    assert callbacks.tried(desk, waits.id).tries == 1
    callbacks.done(desk, waits.id, 5, "修好了")
    fresh = get_call(desk, row.id)
    assert (fresh.state, fresh.outcome) == ("answered", "修好了")
    again = verbs.call_back(desk, row.id)
    (_old, waits) = queue.callbacks_of(desk, "call", row.id)
    callbacks.done(desk, waits.id, None, "还在滴", unsettled=True)
    fresh = get_call(desk, again.id)
    assert (fresh.state, fresh.outcome) == ("to_do", "修好了\n还在滴")
    assert verbs.settle(desk, row.id, "已派师傅").state == "answered"
    sound(desk)


def test_a_call_becomes_a_complaint_in_one_change(desk: Desk, place: Place) -> None:
    as_role(desk, Role.CLERK)
    draft = place.draft(kind="complaint", subject="楼道没人打扫", answer="马上通知保洁")
    row = turning.record_as(desk, draft, turning.complaint_of(draft), request="one")
    assert turning.record_as(desk, draft, turning.complaint_of(draft), request="one") == row
    assert (row.state, row.became_kind, row.kind) == ("passed", "complaint", "complaint")
    made = Complaint.get_by_id(row.became_id)
    assert (made.text, made.source, made.kind) == ("楼道没人打扫\n马上通知保洁", "call", "valid")
    assert (made.unit_id, made.person_id, made.phone) == (place.unit, place.person, NUMBER)
    assert [(k.kind, k.record) for k in ComplaintLink.select()] == [("call", row.id)]
    for kind, key in (("call", row.id), ("complaint", made.id)):
        assert [step.action for step in history(desk, kind, key)] == ["call.passed_on"]
    sound(desk)


def test_a_call_in_the_book_becomes_a_work_order(desk: Desk, place: Place) -> None:
    row = verbs.record_call(desk, place.draft(then="callback"))
    done = turning.to_order(desk, row.id)
    order = WorkOrder.get_by_id(done.became_id)
    assert (done.state, done.became_kind) == ("passed", "work_order")
    assert (order.from_kind, order.from_id, order.source) == ("call", row.id, "call")
    assert (order.text, order.unit_id, order.phone) == ("厨房水龙头滴水", place.unit, NUMBER)
    assert [each.state for each in queue.callbacks_of(desk, "call", row.id)] == ["dropped"]
    with pytest.raises(Refused, match="moved"):
        turning.to_complaint(desk, row.id)
    sound(desk)


def test_a_call_announces_a_visitor(desk: Desk, place: Place) -> None:
    draft = place.draft(subject="下午有师傅来装空调")
    into = replace(turning.visit_of(desk, draft), name="空调师傅")
    row = turning.record_as(desk, draft, into)
    visit = Visit.get_by_id(row.became_id)
    assert (visit.state, visit.name, visit.unit_id) == ("expected", "空调师傅", place.unit)
    assert visit.note == "下午有师傅来装空调"
    with pytest.raises(Refused) as error:
        turning.record_as(desk, draft, replace(into, name=""))
    assert codes(error) == {"text.required"}
    assert Call.select().count() == 1
    sound(desk)


def test_two_clerks_on_one_call(desk: Desk, place: Place) -> None:
    row = verbs.record_call(desk, place.draft())
    base = open_draft(desk, row.id)
    verbs.amend(desk, row.id, replace(base, answer="请稍等", name="李敏的先生"), base)
    both = verbs.amend(desk, row.id, replace(base, subject="卫生间漏水"), base)
    assert (both.subject, both.answer, both.name) == ("卫生间漏水", "请稍等", "李敏的先生")
    with pytest.raises(Refused) as error:
        verbs.amend(desk, row.id, replace(base, answer="别的"), base)
    assert codes(error) == {"record.changed"}
    assert error.value.values["now"] == "请稍等"
    assert (error.value.values["who"], error.value.values["time"]) == ("陈佳慧", "09:00")


def test_what_is_to_come_may_change(desk: Desk, clock: FixedClock, place: Place) -> None:
    row = verbs.record_call(desk, place.draft(then="callback"))
    base = open_draft(desk, row.id)
    told = verbs.amend(desk, row.id, replace(base, then="to_do"))
    assert (told.state, told.next_due is None) == ("to_do", False)
    assert [each.state for each in queue.callbacks_of(desk, "call", row.id)] == ["dropped"]
    clock.advance(timedelta(days=2))
    late = verbs.amend(desk, row.id, replace(open_draft(desk, row.id), name="王先生"))
    assert (late.name, late.late) == ("王先生", True)
    assert verbs.amend(desk, row.id, replace(open_draft(desk, row.id), then="")).next_due is None
    sound(desk)


def test_voided_calls_stay_with_their_reason(desk: Desk, place: Place) -> None:
    row = verbs.record_call(desk, place.draft(then="to_do"))
    with pytest.raises(Refused, match="reason_needed"):
        verbs.void(desk, row.id, " ")
    gone = verbs.void(desk, row.id, "记了两次")
    assert (gone.state, gone.reason, gone.next_due) == (flow.VOIDED, "记了两次", None)
    with pytest.raises(Refused, match="over"):
        verbs.amend(desk, row.id, place.draft())
    with pytest.raises(Refused, match="unknown"):
        verbs.settle(desk, 99)
    sound(desk)


@pytest.mark.parametrize("key", ["subject", "answer", "outcome", "name", "for_whom"])
def test_hostile_words_are_words_or_refused(desk: Desk, place: Place, key: str) -> None:
    values: dict[str, Any] = {key: HOSTILE}
    with pytest.raises(Refused, match="control"):
        verbs.record_call(desk, place.draft(**values))
    values[key] = HOSTILE.replace("\u202e ", "")
    row = verbs.record_call(desk, place.draft(**values))
    assert getattr(row, key) == values[key]


@given(st.text(max_size=80), st.text(max_size=20), st.sampled_from(("", "to_do", "callback")))
def test_any_words_are_kept_or_refused(subject: str, phone: str, then: str) -> None:
    try:
        kept = check_call(CallDraft(phone, subject=subject, then=then), START, ("CN", "HK"))
    except Refused as refusal:
        assert refusal.code
        return
    assert check_call(kept, START, ("CN", "HK")) == kept
