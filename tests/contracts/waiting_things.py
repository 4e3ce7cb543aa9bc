"""How each thing that may wait on Today comes about: for test_today.

A register that lets something new wait adds one line here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.workflow import Workflow
from desk.fees.dunning.contacts import record_contact
from desk.fees.dunning.ladder import step_due
from desk.fees.dunning.rows import ContactDraft
from desk.fees.flow import ADJUSTMENT, REFUND
from desk.reception.calls.drafts import CallDraft, OutageDraft
from desk.reception.calls.outages import announce
from desk.reception.calls.verbs import record_call
from desk.reception.slips.flow import SLIP
from desk.reception.visitors.drafts import StandingDraft, VisitDraft
from desk.reception.visitors.standing import create_standing
from desk.reception.visitors.suspicion import report_suspicion
from desk.reception.visitors.verbs import expect, sign_in
from desk.service.complaints import handing, moving
from desk.service.orders import verbs as orders
from desk.service.orders.flow import ORDER
from tests.contracts.walking import bring
from tests.contracts.walks import WALKS, some_unit
from tests.contracts.walks_first import FIRST, till
from tests.stores import as_role

Make = Callable[[Desk], object]
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def later(desk: Desk, step: timedelta) -> None:
    """Let time pass."""
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(step)


def _at(workflow: Workflow, state: str, after: timedelta = timedelta()) -> Make:
    def make(desk: Desk) -> None:
        walk = {**WALKS, **FIRST}[workflow.name]
        bring(desk, workflow, walk, state)
        later(desk, after)

    return make


def _visitor(desk: Desk, after: timedelta) -> int:
    row = sign_in(desk, VisitDraft(name="张伟", purpose="办事", unit=some_unit()))
    later(desk, after)
    return row.id


def _expected(desk: Desk) -> None:
    draft = VisitDraft(name="张伟", purpose="办事", unit=some_unit(), expected_at=desk.now)
    expect(desk, draft)
    later(desk, 2 * HOUR)


def _suspect(desk: Desk) -> None:
    report_suspicion(desk, _visitor(desk, MINUTE), "东张西望")


def _pass_ends(desk: Desk) -> None:
    until = desk.today + 3 * DAY
    create_standing(desk, StandingDraft("周工", "维保", desk.today, until, unit=some_unit()))


def _call(then: str) -> Make:
    def make(desk: Desk) -> None:
        draft = CallDraft(
            "13760238842", "李敏", some_unit(), subject="水", for_whom="王工", then=then
        )
        record_call(desk, draft)

    return make


def _told(desk: Desk) -> None:
    announce(desk, OutageDraft("停水", "稍等", until=desk.now + HOUR))
    later(desk, HOUR)


def _complaint(*, spoken: bool = False, told: bool = False, paused: bool = False) -> Make:
    def make(desk: Desk) -> None:
        row = WALKS["complaint"].begin(desk)
        handing.take(desk, row)
        if spoken:
            moving.respond(desk, row)
        if told:
            moving.feed_back(desk, row)
        if paused:
            moving.pause(desk, row, "等配件")
        later(desk, 4 * DAY if spoken else MINUTE)

    return make


def _urged(desk: Desk) -> None:
    row = bring(desk, ORDER, WALKS["work_order"], "assigned")
    later(desk, MINUTE)
    orders.urge(desk, row)


def _to_close(desk: Desk) -> None:
    row = bring(desk, ORDER, WALKS["work_order"], "done")
    WALKS["work_order"].before["close", "done"](desk, row)


def _at_gate(desk: Desk) -> None:
    bring(desk, SLIP, WALKS["slip"], "issued")
    as_role(desk, Role.GUARD)


def _asked_by_another(workflow: Workflow, state: str) -> Make:
    def make(desk: Desk) -> None:
        bring(desk, workflow, FIRST[workflow.name], state)
        as_role(desk, Role.SUPERVISOR)

    return make


def _promise(after: timedelta) -> Make:
    def make(desk: Desk) -> None:
        unit = till(desk).unit
        day = (desk.local(desk.now) + DAY).date()
        record_contact(desk, ContactDraft(unit, "call", "promised", promised_on=day))
        later(desk, after)

    return make


def _question(desk: Desk) -> None:
    unit = till(desk).unit
    draft = ContactDraft(unit, "call", "question", said="面积不对", answer="taken_away")
    record_contact(desk, draft)


def _step(wanted: str) -> Make:
    def make(desk: Desk) -> None:
        unit = till(desk).unit
        for way in ("message", "call", "visit", "demand"):
            if step_due(desk, unit).due == wanted:
                return
            record_contact(desk, ContactDraft(unit, way, "sent" if way == "message" else "refused"))
            later(desk, 30 * DAY)

    return make


def _drawer(desk: Desk) -> None:
    till(desk)
    later(desk, DAY)


def _callback(desk: Desk) -> None:
    WALKS["callback"].begin(desk)
    later(desk, 2 * DAY)


THINGS: dict[str, Make] = {
    "suspicion_open": _suspect,
    "visit_overdue": lambda desk: _visitor(desk, 9 * HOUR),
    "visit_late": _expected,
    "sweep_due": lambda desk: _visitor(desk, 13 * HOUR + MINUTE),
    "standing_ending": _pass_ends,
    "slip_mismatch": _at(SLIP, "mismatch"),
    "slip_expired": _at(SLIP, "issued", DAY),
    "slip_not_back": _at(SLIP, "released", 3 * DAY),
    "slip_draft": _at(SLIP, "draft", HOUR),
    "slip_at_gate": _at_gate,
    "call_message": _call("message"),
    "call_to_do": _call("to_do"),
    "outage_ends": _told,
    "callback": _callback,
    "complaint_respond": _complaint(),
    "complaint_feedback": _complaint(spoken=True),
    "complaint_close": _complaint(spoken=True, told=True),
    "complaint_waited": _complaint(spoken=True, told=True, paused=True),
    "order_unassigned": _at(ORDER, "open"),
    "order_not_accepted": _at(ORDER, "assigned", 2 * DAY),
    "order_not_there": _at(ORDER, "accepted", 2 * DAY),
    "order_not_done": _at(ORDER, "working", 9 * DAY),
    "order_paused": _at(ORDER, "paused", 9 * DAY),
    "order_urged": _urged,
    "orders_to_close": _to_close,
    "promise_broken": _promise(2 * DAY),
    "promise_today": _promise(DAY),
    "question_open": _question,
    "dunning_message": _step("message"),
    "dunning_call": _step("call"),
    "dunning_visit": _step("visit"),
    "dunning_demand": _step("demand"),
    "dunning_legal": _step("legal"),
    "refund_waiting": _asked_by_another(REFUND, "requested"),
    "refund_to_pay": _at(REFUND, "approved"),
    "adjustment_waiting": _asked_by_another(ADJUSTMENT, "requested"),
    "drawer_open": _drawer,
}
