"""The verbs one by one: clocks, pauses, engineers, callbacks, two clerks, repeated clicks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.log import history
from desk.core.preferences import save
from desk.service.callbacks import verbs as callbacks
from desk.service.callbacks.queue import callbacks_of, open_callback
from desk.service.models.orders import OrderKind
from desk.service.orders import amend, dispatch, finish, verbs, work
from desk.service.orders.detail import reveal_phone, view_order
from desk.service.orders.drafts import EngineerDraft, OrderDraft
from desk.service.orders.rows import engineers, get_order, order_by_number, similar
from tests.desk.service.orders.conftest import Site
from tests.stores import as_role

MINUTES = timedelta(minutes=1)
HOURS = timedelta(hours=1)


def test_a_report_is_numbered_and_due(desk: Desk, site: Site) -> None:
    ordinary, urgent = site.report(), site.report(urgency="urgent")
    assert (ordinary.number, urgent.number) == ("W260000001", "W260000002")
    assert urgent.arrive_by == desk.now + 30 * MINUTES
    assert ordinary.arrive_by == desk.now + 24 * HOURS  # Tuesday, the same time
    assert ordinary.paid and ordinary.phone == "138 **** 8000"
    assert ordinary.where == "3-1502"
    assert order_by_number(desk, "w260000002").id == urgent.id


def test_limits_run_on_working_time(desk: Desk, site: Site, clock: FixedClock) -> None:
    clock.advance(timedelta(days=4, hours=8, minutes=50))  # Friday, ten to six
    friday = desk.now
    assert site.report().arrive_by == friday + timedelta(days=3)  # Monday
    assert site.report(urgency="urgent").arrive_by == friday + 30 * MINUTES
    save(desk, {"orders.urgent_always": False})
    monday = datetime(2026, 11, 9, 1, 20, tzinfo=UTC)
    assert site.report(urgency="urgent").arrive_by == monday


def test_the_window_agreed_on_is_the_limit(desk: Desk, site: Site) -> None:
    start = desk.now + 26 * HOURS
    row = site.report(wanted_from=start, wanted_until=start + 2 * HOURS)
    assert row.arrive_by == start + 2 * HOURS
    with pytest.raises(Refused) as refused:
        site.report(wanted_from=start, wanted_until=start)
    assert (refused.value.code, refused.value.field) == ("order.window", "wanted_from")


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"unit": None}, "unit", "order.place_needed"),
        ({"kind": 0}, "kind", "order.kind_needed"),
        ({"kind": 999}, "kind", "order.kind_unknown"),
        ({"unit": 999}, "unit", "unit.unknown"),
        ({"facility": 999}, "facility", "facility.unknown"),
        ({"person": 999}, "person", "person.unknown"),
        ({"text": " "}, "text", "text.required"),
        ({"text": "a\0"}, "text", "text.nul"),
        ({"phone": "nobody"}, "phone", "phone.invalid"),
        ({"urgency": "soon"}, "urgency", "field.not_a_choice"),
        ({"source": "dream"}, "source", "field.not_a_choice"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    site: Site, values: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        site.report(**values)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_everything_wrong_is_said_at_once(desk: Desk) -> None:
    with pytest.raises(RefusedMany) as refused:
        verbs.create_order(desk, OrderDraft())
    assert {r.field for r in refused.value.reasons} == {"unit", "kind", "text"}


@pytest.mark.parametrize(
    "text", ["<b>&amp;</b>", "'; DROP TABLE work_order; --", "=1+1", "龘𠮷😀 ّ"]
)
def test_hostile_words_are_kept_as_they_are(desk: Desk, site: Site, text: str) -> None:
    row = site.report(text=text, name=text, place=text)
    assert (row.text, row.name, row.place) == (text, text, text)
    assert desk.search.find(row.number, [15], 5)[0][1] == [row.id]


def test_a_repeated_click_is_one_report(desk: Desk, site: Site) -> None:
    first = verbs.create_order(desk, site.draft(), request="click")
    assert verbs.create_order(desk, site.draft(), request="click") == first
    given = dispatch.assign(desk, first.id, (site.me,), request="assign")
    assert dispatch.assign(desk, first.id, (site.me,), request="assign") == given
    assert given.engineers == "Engineer"


def test_the_public_area_needs_no_unit(desk: Desk, site: Site) -> None:
    row = site.report(unit=None, person=None, facility=site.lift, place="3栋大堂", kind=site.free)
    assert row.where == "3栋大堂 1号电梯"
    assert [r.id for r in similar(desk, facility=site.lift)] == [row.id]


def test_the_same_place_is_noticed(desk: Desk, site: Site) -> None:
    first, second = site.report(kind=site.free), site.report()
    found = similar(desk, unit=site.unit, kind=site.water)
    assert [row.id for row in found] == [second.id, first.id]
    assert similar(desk, unit=site.unit, leave_out=first.id)[0].id == second.id
    assert similar(desk, unit=site.other) == []


def test_several_engineers_with_and_without_account(desk: Desk, site: Site) -> None:
    row = site.report()
    with pytest.raises(Refused) as refused:
        dispatch.assign(desk, row.id, ())
    assert refused.value.code == "order.engineer_needed"
    with pytest.raises(Refused) as refused:
        dispatch.assign(desk, row.id, (EngineerDraft(999),))
    assert refused.value.code == "order.engineer_unknown"
    both = (site.me, EngineerDraft(name="王师傅"), site.me)
    assert dispatch.assign(desk, row.id, both).engineers == "Engineer, 王师傅"
    assert {(e.name, e.open) for e in engineers(desk)} == {
        ("Engineer", 1), ("王师傅", 1), ("刘师傅", 0),
    }  # fmt: skip


def test_handing_on_and_giving_back(desk: Desk, site: Site) -> None:
    row = site.at("working")
    handed = dispatch.transfer(desk, row.id, (EngineerDraft(name="王师傅"),), "换班")
    assert (handed.state, handed.engineers, handed.due) == ("assigned", "王师傅", row.arrive_by)
    assert handed.arrived_at is None
    returned = dispatch.return_(desk, row.id, "要专业公司")
    assert (returned.state, returned.returned, returned.engineers) == ("open", 1, "")
    view = view_order(desk, row.id)
    assert [e.name for e in view.before] == ["Engineer", "王师傅"]
    assert view.engineers == ()


def test_a_pause_stops_the_clock(desk: Desk, site: Site, clock: FixedClock) -> None:
    row = site.at("working")
    assert row.due == desk.now + timedelta(days=2)  # two working days
    clock.advance(HOURS)
    paused = work.pause(desk, row.id, "等配件", desk.now + 3 * HOURS)
    assert paused.due == desk.now + 3 * HOURS
    clock.advance(4 * HOURS)  # an hour and a half of lunch in it
    assert get_order(desk, row.id).late
    resumed = work.resume(desk, row.id)
    assert resumed.due is not None and row.due is not None
    assert resumed.due > row.due
    assert not resumed.late and resumed.pause_reason == ""
    with pytest.raises(Refused) as refused:
        work.pause(desk, row.id, "再等", desk.now)
    assert refused.value.code == "order.until"


def test_a_pause_of_an_urgent_one_counts_every_hour(
    desk: Desk, site: Site, clock: FixedClock
) -> None:
    row = site.at("working", urgency="urgent")
    assert row.due == desk.now + 48 * HOURS
    work.pause(desk, row.id, "等配件")
    clock.advance(30 * HOURS)
    assert work.resume(desk, row.id).due == row.due + 30 * HOURS


def test_a_clock_set_back_during_a_pause_takes_nothing_away(
    desk: Desk, site: Site, clock: FixedClock
) -> None:
    row = site.at("working")
    work.pause(desk, row.id, "等配件")
    clock.advance(-5 * MINUTES)
    assert work.resume(desk, row.id).due == row.due


def test_arrival_as_written_on_the_paper(desk: Desk, site: Site, clock: FixedClock) -> None:
    row = site.at("accepted")
    clock.advance(2 * HOURS)
    for wrong in (desk.now + HOURS, row.at - HOURS):
        with pytest.raises(Refused) as refused:
            work.arrive(desk, row.id, wrong)
        assert refused.value.code == "order.moment"
    there = work.arrive(desk, row.id, desk.now - HOURS)
    assert there.arrived_at == desk.now - HOURS
    assert work.undo_arrive(desk, row.id).state == "accepted"


def test_finishing_from_paper_needs_the_arrival(desk: Desk, site: Site, clock: FixedClock) -> None:
    row = site.at("assigned")
    clock.advance(3 * HOURS)
    with pytest.raises(Refused) as refused:
        finish.finish(desk, row.id, site.done())
    assert refused.value.code == "order.arrived_needed"
    came, went = desk.now - 2 * HOURS, desk.now - HOURS
    with pytest.raises(Refused) as refused:
        finish.finish(desk, row.id, site.done(arrived_at=went, finished_at=came))
    assert refused.value.field == "finished_at"
    done = finish.finish(desk, row.id, site.done(arrived_at=came, finished_at=went))
    assert (done.state, done.arrived_at, done.finished_at, done.due) == ("done", came, went, None)


def test_nothing_is_agreed_or_planned_in_the_past(desk: Desk, site: Site) -> None:
    hour = timedelta(hours=1)
    start, end = desk.now - 2 * hour, desk.now - hour
    with pytest.raises(Refused) as refused:
        site.report(wanted_from=start, wanted_until=end)
    assert (refused.value.code, refused.value.field) == ("order.until", "wanted_from")
    row = site.report()
    with pytest.raises(Refused) as refused:
        dispatch.assign(desk, row.id, (site.me,), start, end)
    assert (refused.value.code, refused.value.field) == ("order.until", "plan_from")
    given = dispatch.assign(desk, row.id, (site.me,), end, desk.now + hour)  # it runs already
    assert given.plan_from == end


def test_urging_is_counted_and_taken_back(desk: Desk, site: Site) -> None:
    row = site.at("assigned")
    assert verbs.urge(desk, row.id, "又来电").urged == 1
    assert verbs.urge(desk, row.id).urged == 2
    assert verbs.take_back_urge(desk, row.id).urged == 1


@pytest.mark.parametrize(
    ("policy", "urgency", "payer", "queued"),
    [
        ("always", "ordinary", "company", True),
        ("never", "urgent", "owner", False),
        ("paid", "ordinary", "owner", True),
        ("paid", "ordinary", "company", False),
        ("urgent", "urgent", "company", True),
        ("urgent", "ordinary", "owner", False),
    ],
)
def test_the_kind_decides_who_is_called_back(
    desk: Desk, site: Site, policy: str, urgency: str, payer: str, queued: bool
) -> None:
    OrderKind.update(callback=policy, callback_hours=4).execute()
    row = site.at("working", urgency=urgency)
    lines = tuple(replace(line, payer=payer) for line in site.done().lines)
    finish.finish(desk, row.id, site.done(*lines))
    waiting = open_callback("work_order", row.id)
    assert (waiting is not None) == queued
    if waiting is not None:
        assert waiting.due_at == desk.now + 4 * HOURS
        with pytest.raises(Refused) as refused:
            finish.close(desk, row.id)
        assert refused.value.code == "order.callback_first"
    else:
        assert finish.close(desk, row.id).state == "closed"


def test_two_clicks_are_one_callback(desk: Desk, site: Site) -> None:
    row = site.at("done")
    first = finish.called_back(desk, row.id, 4, "好", request="click")
    assert finish.called_back(desk, row.id, 4, "好", request="click") == first
    OrderKind.update(callback="never").execute()
    other = site.at("working")
    finish.finish(desk, other.id, site.done())
    with pytest.raises(Refused) as refused:
        finish.called_back(desk, other.id, 6)
    assert refused.value.code == "callback.score"
    assert finish.called_back(desk, other.id, 5).score == 5


def test_the_queue_moves_the_order(desk: Desk, site: Site) -> None:
    row = site.at("done")
    (waiting,) = callbacks_of(desk, "work_order", row.id)
    assert (waiting.title, waiting.phone) == (row.number, "138 **** 8000")
    callbacks.done(desk, waiting.id, 4, "还行", "call")
    found = get_order(desk, row.id)
    assert (found.state, found.score) == ("called_back", 4)
    again = finish.redo(desk, row.id, "又滴水")
    assert (again.state, again.redone, again.engineers, again.score) == ("open", 1, "", None)
    assert again.due == desk.now + 24 * HOURS


def test_what_is_not_settled_is_open_again(desk: Desk, site: Site) -> None:
    row = site.at("done")
    (waiting,) = callbacks_of(desk, "work_order", row.id)
    callbacks.done(desk, waiting.id, 1, "还在滴水", "call", unsettled=True)
    again = get_order(desk, row.id)
    assert (again.state, again.redone, again.reason) == ("open", 1, "还在滴水")
    assert callbacks_of(desk, "work_order", row.id)[0].score == 1
    assert open_callback("work_order", row.id) is None


def test_a_callback_given_up_lets_the_order_close(desk: Desk, site: Site) -> None:
    row = site.at("done")
    (waiting,) = callbacks_of(desk, "work_order", row.id)
    callbacks.give_up(desk, waiting.id, "三次无人接")
    assert get_order(desk, row.id).state == "done"
    assert finish.close_all(desk) == 1
    assert get_order(desk, row.id).state == "closed"


def test_doing_again_and_cancelling_drop_the_callback(desk: Desk, site: Site) -> None:
    for end in (finish.redo, verbs.cancel):
        row = site.at("done")
        end(desk, row.id, "不用了")
        assert open_callback("work_order", row.id) is None


def test_two_clerks_lose_nothing(desk: Desk, site: Site) -> None:
    row = site.report()
    mine = theirs = amend.draft_of(desk, row.id)
    amend.update_order(desk, row.id, replace(theirs, phone="13900139000", urgency="urgent"), theirs)
    both = amend.update_order(desk, row.id, replace(mine, text="卫生间也漏"), mine)
    assert (both.text, both.urgency) == ("卫生间也漏", "urgent")
    assert reveal_phone(desk, row.id) == "13900139000"
    assert both.due == row.at + 30 * MINUTES  # the clock from the report on
    with pytest.raises(Refused) as refused:
        amend.update_order(desk, row.id, replace(mine, phone="13700137000"), mine)
    assert (refused.value.code, refused.value.field) == ("record.changed", "phone")
    assert refused.value.values["now"] == "13900139000"


def test_planning_on_the_board(desk: Desk, site: Site) -> None:
    row, start = site.report(), desk.now + HOURS
    planned = dispatch.plan(desk, row.id, start, start + HOURS, (site.me,))
    assert (planned.state, planned.plan_from, planned.engineers) == ("assigned", start, "Engineer")
    moved = dispatch.plan(desk, row.id, start, start + HOURS, (EngineerDraft(name="王师傅"),))
    assert moved.engineers == "王师傅"
    other = site.report()
    busy = dispatch.clashes(
        desk, (EngineerDraft(name="王师傅"),), start, start + HOURS, leave_out=other.id
    )
    assert [each.id for each in busy] == [row.id]
    work.accept(desk, row.id)
    with pytest.raises(Refused) as refused:
        dispatch.plan(desk, row.id, start, start + HOURS, (site.me,))
    assert refused.value.code == "order.transfer_instead"


def test_one_key_on_today_and_back(desk: Desk, site: Site) -> None:
    row = site.report()
    assert dispatch.assign_next(desk, row.id).engineers == "Engineer"
    assert dispatch.undo_assign(desk, row.id).state == "open"
    assert get_order(desk, row.id).returned == 0


def test_the_timeline_tells_who_did_what(desk: Desk, site: Site) -> None:
    row = site.at("closed")
    steps = [step.action for step in history(desk, "work_order", row.id)]
    assert set(steps) >= {
        "order.created", "order.assigned", "order.accepted", "order.arrived", "order.finished",
        "callback.done", "order.closed",
    }  # fmt: skip
    as_role(desk, Role.GUARD)
    with pytest.raises(Refused) as refused:
        get_order(desk, row.id)
    assert refused.value.code == "access.denied"
