"""Who comes second: at a call, at an announcement, with a matter that is under way already."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desk import texts
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.log import history
from desk.reception.call_tables import Call
from desk.reception.calls import checks, outages, turning, verbs
from desk.reception.calls.drafts import CallDraft
from desk.reception.calls.rows import open_draft
from desk.reception.calls.turning import Same
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.complaints.making import register_complaint
from desk.service.models.complaints import Complaint, ComplaintLink
from desk.service.models.orders import WorkOrder
from desk.service.orders.verbs import create_order
from tests.desk.reception.calls.conftest import Place
from tests.stores import as_role


def said(error: Refused) -> list[str]:
    """The sentences, all of them words."""
    reasons = error.reasons if isinstance(error, RefusedMany) else [error]
    assert all(each.code in texts.errors() for each in reasons)
    return [texts.sentence(each) for each in reasons]


def test_asking_again_about_a_complaint_urges_it(
    desk: Desk, clock: FixedClock, place: Place
) -> None:
    case = register_complaint(desk, ComplaintDraft("楼道灯坏了", unit=place.unit))
    clock.advance(timedelta(minutes=5))
    as_role(desk, Role.CLERK)
    draft = place.draft(subject="灯还没修")
    row = turning.record_as(desk, draft, Same("complaint", case.id), request="one")
    assert turning.record_as(desk, draft, Same("complaint", case.id), request="one") == row
    assert (row.state, row.became_kind, row.became_id) == ("passed", "complaint", case.id)
    assert [(k.kind, k.record) for k in ComplaintLink.select()] == [("call", row.id)]
    assert (Complaint.get().urged, Complaint.select().count()) == (1, 1)
    assert history(desk, "complaint", case.id)[0].action == "call.passed_on"
    turning.record_as(desk, draft, Same("complaint", case.id))
    assert Complaint.get().urged == 1, "a second time at once is the same matter"
    assert checks.states(desk) == [] == checks.numbers(desk)


def test_asking_again_about_a_repair_urges_it(desk: Desk, place: Place) -> None:
    order = create_order(desk, turning.order_of(place.draft()))
    row = verbs.record_call(desk, place.draft(subject="师傅几时来"))
    done = turning.to_order(desk, row.id, Same("work_order", order.id), request="one")
    assert turning.to_order(desk, row.id, Same("work_order", order.id), request="one") == done
    assert (done.became_kind, done.became_id) == ("work_order", order.id)
    assert (WorkOrder.get().urged, WorkOrder.select().count()) == (1, 1)
    WorkOrder.update(state="closed").execute()
    with pytest.raises(Refused) as error:
        turning.record_as(desk, place.draft(), Same("work_order", order.id))
    assert said(error.value) and Call.select().count() == 1


def test_a_repeated_turn_reads_the_call(desk: Desk, place: Place) -> None:
    for verb in (turning.to_complaint, turning.to_order):
        for _n in range(3):  # so that ids of calls and of what they become differ
            row = verbs.record_call(desk, place.draft())
        first = verb(desk, row.id, request=f"{verb.__name__}")
        assert verb(desk, row.id, request=f"{verb.__name__}") == first
        assert first.id == row.id


def test_who_comes_second_is_told_who_did_what(desk: Desk, place: Place) -> None:
    row = verbs.record_call(desk, place.draft(then="to_do"))
    base = open_draft(desk, row.id)
    as_role(desk, Role.SUPERVISOR)
    verbs.amend(
        desk, row.id,
        replace(base, kind="help", department=place.department, due=desk.now + timedelta(hours=3)),
        base,
    )  # fmt: skip
    as_role(desk, Role.CLERK)
    mine = replace(base, kind="repair", department=None, due=desk.now + timedelta(hours=1))
    with pytest.raises(Refused) as error:
        verbs.amend(desk, row.id, mine, base)
    told = said(error.value)
    assert len(told) == 2, "the department was only theirs"
    assert all("Supervisor" in each and "…" not in each for each in told)
    verbs.settle(desk, row.id, "好了")
    for again in (verbs.settle, verbs.deliver, turning.to_message):
        with pytest.raises(Refused) as error:
            again(desk, row.id, "x") if again is not turning.to_message else again(desk, 99)
        assert said(error.value)
    with pytest.raises(Refused, match="moved") as error:
        verbs.settle(desk, row.id)
    assert "Clerk" in said(error.value)[0] and row.number in said(error.value)[0]
    turning.to_complaint(desk, row.id)
    with pytest.raises(Refused, match="over") as error:
        verbs.amend(desk, row.id, mine, open_draft(desk, row.id))
    assert "Clerk" in said(error.value)[0]


def test_two_supervisors_at_one_announcement(desk: Desk, place: Place) -> None:
    as_role(desk, Role.SUPERVISOR)
    row = outages.announce(desk, replace(outages.usual_draft(desk), title="停水", text="稍等"))
    base = outages.draft_of_outage(desk, row.id)
    as_role(desk, Role.MANAGER)
    outages.reword(desk, row.id, replace(base, text="下午恢复", building=place.building), base)
    as_role(desk, Role.SUPERVISOR)
    both = outages.reword(desk, row.id, replace(base, title="停水通知"), base)
    assert (both.title, both.text, both.building) == ("停水通知", "下午恢复", place.building)
    with pytest.raises(Refused) as error:
        outages.reword(desk, row.id, replace(base, text="晚上恢复"), base)
    assert "下午恢复" in said(error.value)[0]
    outages.end_outage(desk, row.id)
    with pytest.raises(Refused, match="over") as error:
        outages.reword(desk, row.id, base)
    assert "Supervisor" in said(error.value)[0]


@pytest.mark.parametrize("key", ["phone", "name", "subject", "answer", "for_whom", "outcome"])
@pytest.mark.parametrize(
    "text",
    [
        "\x00", "a\ud800b", "\u202egnp.exe", "x" * 100_000, "<b>x</b>", "=cmd()", "😀", "'\";--",
        "\x1b[2J",
    ],
    ids=range(9),
)  # fmt: skip
def test_hostile_words_do_no_harm(desk: Desk, place: Place, key: str, text: str) -> None:
    values: dict[str, Any] = {key: text}
    draft = replace(CallDraft(unit=place.unit, subject="问路"), **values)
    try:
        row = verbs.record_call(desk, draft)
    except Refused as refusal:
        assert said(refusal) and not Call.select().count()
        return
    assert getattr(Call.get_by_id(row.id), key) == text.strip()
    assert turning.to_complaint(desk, row.id).became_id
    assert desk.search.find(text[:200], [13, 14], 5) is not None
