"""The 400 things that are open in the bench's stores, made by the verbs over the last days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.reception.calls.drafts import CallDraft
from desk.reception.calls.verbs import record_call
from desk.reception.slips import gate
from desk.reception.slips.drafts import WHOLE, ItemDraft, SlipDraft
from desk.reception.slips.seen_goods import Seen
from desk.reception.slips.verbs import complete_slip
from desk.sample.complaints import TEXTS
from desk.service.complaints import ending, moving
from desk.service.complaints.categories import find_category
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.complaints.making import register_complaint
from desk.service.orders import dispatch, work
from desk.service.orders.drafts import EngineerDraft, OrderDraft
from desk.service.orders.verbs import create_order, urge

OPEN = 400
BEGUN = timedelta(days=5)
_PEOPLE = (
    "SELECT o.unit_id, o.person_id, p.name, o.role, f.number FROM occupancy o "
    "JOIN person p ON p.id = o.person_id JOIN phone f ON f.person_id = p.id AND f.position = 0 "
    "WHERE o.role IN ('owner', 'tenant') AND o.until IS NULL AND p.kind = 'person' "
    "AND NOT EXISTS (SELECT 1 FROM charge c WHERE c.unit_id = o.unit_id AND c.balance > 0) "
    "ORDER BY o.id"
)


@dataclass(frozen=True)
class _Who:
    unit: int
    person: int
    name: str
    role: str
    phone: str


def fill(desk: Desk) -> None:
    """Of each twenty: six repairs, five complaints, three callbacks, three slips, three calls."""
    random, real = Random(400), desk.clock
    found = desk.storage.database.execute_sql(_PEOPLE).fetchall()
    people = [_Who(*row) for row in found]
    makers: tuple[Callable[[Desk, _Who, int], None], ...] = (
        _order, _complaint, _slip, _call, _order, _callback, _complaint, _order, _slip, _call,
        _complaint, _order, _callback, _order, _complaint, _slip, _call, _order, _callback,
        _complaint,
    )  # fmt: skip
    try:
        for n in range(OPEN):
            desk.clock = FixedClock(real.now() - BEGUN + (BEGUN - timedelta(hours=1)) * n / OPEN)
            makers[n % len(makers)](desk, random.choice(people), n // len(makers))
    finally:
        desk.clock = real


def _order(desk: Desk, who: _Who, n: int) -> None:
    """Nobody has it, somebody has, is there, waits for a part, was urged."""
    draft = OrderDraft(
        who.unit, who.person, who.name, who.phone, kind=1 + n % 6, text="厨房水龙头滴水",
        urgency="urgent" if n % 4 == 0 else "ordinary", source="call",
    )  # fmt: skip
    order = create_order(desk, draft).id
    if n % 5 == 0:
        return
    dispatch.assign(desk, order, (EngineerDraft(name="王建军"),))
    if n % 5 == 1:
        urge(desk, order, "客户再次来电")
    if n % 5 >= 2:
        work.accept(desk, order)
    if n % 5 >= 3:
        work.arrive(desk, order)
    if n % 5 == 4:
        work.pause(desk, order, "等配件")


def _complaint(desk: Desk, who: _Who, n: int) -> None:
    """Nobody has answered it, somebody has, somebody is at it."""
    made = _taken_down(desk, who, n)
    if n % 4 >= 2:
        moving.respond(desk, made, "已与客户联系，告知处理安排")
    if n % 4 == 3:
        moving.start(desk, made)


def _callback(desk: Desk, who: _Who, n: int) -> None:
    """A complaint is settled, and somebody is to ask whether it is."""
    made = _taken_down(desk, who, n)
    moving.respond(desk, made, "已与客户联系，告知处理安排")
    moving.start(desk, made)
    ending.resolve(desk, made, "已处理，现场恢复正常")


def _taken_down(desk: Desk, who: _Who, n: int) -> int:
    code, text, wanted = TEXTS[n % len(TEXTS)]
    draft = ComplaintDraft(
        text, source="call", unit=who.unit, person=who.person, name=who.name, phone=who.phone,
        standing=who.role, category=find_category(desk, code), wanted=wanted, department=1 + n % 6,
    )  # fmt: skip
    return register_complaint(desk, draft).id


def _slip(desk: Desk, who: _Who, n: int) -> None:
    """Outdated, out and not back, refused at the gate."""
    draft = SlipDraft(
        unit=who.unit, person=who.person, name=who.name, standing=who.role, kind="other",
        identity="known", phone=who.phone, authority="self", carrier="快捷搬家",
        items=(ItemDraft("冰箱", WHOLE, "台"), ItemDraft("纸箱", 12 * WHOLE, "箱")),
    )  # fmt: skip
    slip = complete_slip(desk, draft).id
    if n % 3 == 1:
        gate.release_slip(desk, slip, guard="老周")
    if n % 3 == 2:
        gate.report_mismatch(desk, slip, (Seen(None, WHOLE, "电视机"),), "多出", guard="老周")


def _call(desk: Desk, who: _Who, n: int) -> None:
    """A message to hand on, a promise to keep."""
    then, whom = ("message", "陈经理") if n % 2 else ("to_do", "")
    draft = CallDraft(
        who.phone, who.name, who.unit, who.person, kind="message" if whom else "inquiry",
        subject="请回电，关于租约", for_whom=whom, then=then, due=desk.now + timedelta(hours=4),
    )  # fmt: skip
    record_call(desk, draft)
