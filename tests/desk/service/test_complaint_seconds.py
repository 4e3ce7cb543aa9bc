"""Callbacks of complaints, and two at one complaint: who is told what, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desk import texts
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.service.callbacks import queue, verbs
from desk.service.complaints import (
    categories,
    ending,
    handing,
    making,
    merging,
    moving,
    reading,
)
from desk.service.complaints.checks import callbacks as check_callbacks
from desk.service.complaints.checks import states
from desk.service.complaints.drafts import ComplaintDraft
from tests.desk.service.test_complaints import at, house, taken
from tests.stores import as_role

__all__ = ["house"]


def test_not_settled_opens_it_again(desk: Desk, house: dict[str, int], clock: FixedClock) -> None:
    row = taken(desk, house, department=house["department"])
    moving.start(desk, row.id)
    ending.resolve(desk, row.id)
    (waiting,) = queue.queue(desk)
    with pytest.raises(Refused, match="unsettled_words"):
        verbs.done(desk, waiting.id, 1, unsettled=True)
    clock.advance(timedelta(days=1))
    verbs.done(desk, waiting.id, 1, "还是坏的", unsettled=True)
    row = reading.get_complaint(desk, row.id)
    assert (row.state, row.reopened, row.score) == ("reopened", 1, None)
    assert row.respond_due == at("2026-11-03 09:15")
    assert row.respond_took == 0
    steps = {s.key: s.at for s in reading.view_complaint(desk, row.id).steps}
    assert steps["department"] and not steps["handling"]
    moving.start(desk, row.id)
    ending.resolve(desk, row.id)
    row = ending.reopen(desk, row.id, "客户来电")
    assert row.reopened == 2 and queue.queue(desk) == []
    assert states(desk) == []


def test_given_up_closes_without_a_score(desk: Desk, house: dict[str, int]) -> None:
    row = taken(desk, house, department=house["department"])
    moving.respond(desk, row.id)
    ending.resolve(desk, row.id)
    (waiting,) = queue.queue(desk)
    again = verbs.tried(desk, waiting.id, "无人接听")
    assert (again.tries, again.due_at) == (1, at("2026-11-02 10:00"))
    assert again.promised_at == waiting.promised_at
    verbs.give_up(desk, waiting.id, "三次无人")
    row = reading.get_complaint(desk, row.id)
    assert (row.state, row.score, row.reason) == ("closed", None, "三次无人")
    assert [t.outcome for t in queue.tries_of(desk, waiting.id)] == ["no_answer"]


def test_given_up_by_the_rule(desk: Desk, house: dict[str, int], clock: FixedClock) -> None:
    def waiting(phone: str = "") -> int:
        row = taken(desk, house, department=house["department"], phone=phone, person=None)
        moving.respond(desk, row.id)
        ending.resolve(desk, row.id)
        return next(each.id for each in queue.queue(desk) if each.record == row.id)

    one, two, three, four = (
        waiting("13800138000"),
        waiting("13800138000"),
        waiting(),
        waiting("1" * 5),
    )
    as_role(desk, Role.CLERK)
    with pytest.raises(Refused) as refusal:
        verbs.give_up(desk, one, "没人接")
    assert (refusal.value.code, refusal.value.values) == (
        "callback.too_early", {"tries": 0, "most": 3},
    )  # fmt: skip
    for _n in range(3):
        verbs.tried(desk, one)
        clock.advance(timedelta(hours=1))
    assert verbs.give_up(desk, one, "三次无人接").state == "given_up"
    verbs.tried(desk, two, outcome="wrong_number")
    assert verbs.give_up(desk, two, "号码错").state == "given_up"
    assert verbs.give_up(desk, three, "没有电话").state == "given_up"
    as_role(desk, Role.SUPERVISOR)
    assert verbs.give_up(desk, four, "出国半年").state == "given_up"
    assert check_callbacks(desk) + states(desk) == []


def test_neighbours_of_one_matter_are_all_rung_back(desk: Desk, house: dict[str, int]) -> None:
    kept = taken(desk, house, department=house["department"])
    near, same, nobody, late = (
        making.register_complaint(desk, ComplaintDraft("也是", unit=house["two"], **who))
        for who in ({"name": "李敏", "phone": "13912340001"}, {"phone": "13800138000"}, {},
                    {"name": "周海"})
    )  # fmt: skip
    late = making.amend(desk, late.id, replace(making.draft_of(desk, late.id), phone="13912340002"))
    for each in (near, same, nobody):
        merging.merge(desk, each.id, kept.id)
    moving.respond(desk, kept.id)
    ending.resolve(desk, kept.id)
    first = {row.record: row for row in queue.queue(desk)}
    assert set(first) == {kept.id, near.id}  # the same number is rung once, nobody can't be
    merging.merge(desk, late.id, kept.id)
    assert {row.record for row in queue.queue(desk)} == {kept.id, near.id, late.id}
    assert queue.callbacks_of(desk, "complaint", kept.id)[0].due_at == first[kept.id].due_at
    verbs.done(desk, first[kept.id].id, 5)
    assert reading.get_complaint(desk, kept.id).state == "closed"
    verbs.done(desk, first[near.id].id, 2, "我家还没好", unsettled=True)
    again = reading.get_complaint(desk, kept.id)
    assert (again.state, again.reopened) == ("reopened", 1)
    assert queue.queue(desk) == []
    assert reading.get_complaint(desk, near.id).score == 2
    assert states(desk) + check_callbacks(desk) == []


def test_two_clerks_lose_nothing(desk: Desk, house: dict[str, int]) -> None:
    row = taken(desk, house)
    base = making.draft_of(desk, row.id)
    making.amend(desk, row.id, replace(base, wanted="道歉"), base)
    mine = making.amend(desk, row.id, replace(base, severity="serious"), base)
    assert (mine.wanted, mine.severity) == ("道歉", "serious")
    with pytest.raises(Refused) as refusal:
        making.amend(desk, row.id, replace(base, wanted="赔偿"), base)
    assert (refusal.value.code, refusal.value.field) == ("record.changed", "wanted")
    assert refusal.value.values == {"now": "道歉", "who": "陈佳慧", "time": "09:00"}
    # Told what reads there now, they may put theirs in its place; the rest stays as it became.
    known = replace(base, wanted="道歉")
    mine = making.amend(desk, row.id, replace(base, wanted="赔偿"), known)
    assert (mine.wanted, mine.severity) == ("赔偿", "serious")


def test_what_somebody_else_chose_is_said_in_words(desk: Desk, house: dict[str, int]) -> None:
    row = taken(desk, house)
    base = making.draft_of(desk, row.id)
    lift, leak = (categories.find_category(desk, code) for code in ("lift", "leak"))
    theirs = replace(base, unit=house["two"], category=lift, severity="urgent", standing="owner")
    making.amend(desk, row.id, theirs, base)
    mine = replace(base, unit=None, category=leak, severity="minor", standing="tenant")
    with pytest.raises(RefusedMany) as refusal:
        making.amend(desk, row.id, mine, base)
    assert {r.field: r.values["now"] for r in refusal.value.reasons} == {
        "unit": "3-1602", "category": categories.get_category(desk, lift).name,
        "severity": texts.word("complaint.severity", "urgent"),
        "standing": texts.word("complaint.standing", "owner"),
    }  # fmt: skip


def test_the_second_at_a_move_is_told_who_was_first(desk: Desk, house: dict[str, int]) -> None:
    row = taken(desk, house, department=house["department"])
    seen = reading.view_complaint(desk, row.id).seen
    as_role(desk, Role.CLERK)
    moving.respond(desk, row.id, "已告知", was=seen)
    as_role(desk, Role.CASHIER)
    with pytest.raises(Refused) as refusal:
        moving.respond(desk, row.id, "我也说了", was=seen)
    assert refusal.value.code == "complaint.moved"
    assert refusal.value.values == {
        "number": row.number, "state": texts.word("complaint.state", "responded"),
        "who": "Clerk", "time": "09:00",
    }  # fmt: skip
    # A move that would still fit is asked about once: it may not be what is wanted any more.
    with pytest.raises(Refused, match="changed_meanwhile") as refusal:
        handing.transfer(desk, row.id, house["other"], was=seen)
    assert refusal.value.values["who"] == "Clerk"
    # What alters nothing that is decided by asks nobody.
    seen = reading.view_complaint(desk, row.id).seen
    as_role(desk, Role.CLERK)
    handing.add_note(desk, row.id, "来电一次")
    as_role(desk, Role.CASHIER)
    assert handing.transfer(desk, row.id, house["other"], was=seen).department == house["other"]


def test_two_at_one_callback(desk: Desk, house: dict[str, int]) -> None:
    row = taken(desk, house, department=house["department"])
    moving.respond(desk, row.id)
    ending.resolve(desk, row.id)
    (waiting,) = queue.queue(desk)
    as_role(desk, Role.CLERK)
    verbs.done(desk, waiting.id, 5)
    as_role(desk, Role.CASHIER)
    with pytest.raises(Refused) as refusal:
        verbs.done(desk, waiting.id, 1, "不满意")
    assert refusal.value.code == "callback.moved"
    assert refusal.value.values == {
        "who": "Clerk",
        "time": "11-02 09:00",
        "state": texts.word("callback.state", "done"),
    }
