"""What others see of complaints and callbacks: lists, Today, cards, search, papers, erasing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desk.core import files, preferences, today
from desk.core.access import Role
from desk.core.change import Changed
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.papers import papers_of
from desk.core.register import Register
from desk.estate.models import Building, Department, Person, Phone, Unit
from desk.estate.personal import erase_person
from desk.fees.models import Charge, FeeItem
from desk.issuing import reprint
from desk.service.callbacks import queue, verbs
from desk.service.callbacks.flow import CALLBACK
from desk.service.callbacks.listing import CALLBACKS, QUEUE
from desk.service.complaints import (
    attached,
    cards,
    categories,
    ending,
    flow,
    handing,
    making,
    merging,
    moving,
    personal,
    reading,
)
from desk.service.complaints.categories import CategoryDraft
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.complaints.listing import COMPLAINTS, COMPLAINTS_DUE
from desk.service.complaints.paper import issue_complaint_form
from desk.service.complaints.repair import make_repair, order_draft
from desk.service.complaints.rows import ComplaintRow
from desk.service.models.callbacks import Callback
from desk.service.models.complaints import Complaint
from desk.service.models.orders import OrderKind
from tests.desk.service.test_complaints import PNG
from tests.stores import as_role


@pytest.fixture
def unit(desk: Desk) -> int:
    building = Building.create(code="3", name="3栋", sort="3")
    return int(Unit.create(building=building, room="1502", code="3-1502", sort="3-1502").id)


def taken(desk: Desk, unit: int, **values: Any) -> ComplaintRow:
    draft = replace(ComplaintDraft("电梯又坏了", kind="help", unit=unit, name="李敏"), **values)
    return making.register_complaint(desk, draft)


def register(desk: Desk, key: str) -> Register:
    return next(each for each in desk.registers if each.key == key)


def whys(desk: Desk) -> list[tuple[str, str]]:
    return [(item.kind, item.why[1]) for item in today.today(desk)]


def test_today_follows_a_complaint(desk: Desk, unit: int, clock: FixedClock) -> None:
    news: list[Changed] = []
    desk.on_change(news.append)
    row = taken(desk, unit)
    assert news[-1].about("complaint")
    assert whys(desk) == [("complaint", "complaint_respond")]
    assert today.today(desk)[0].tone == "due"
    clock.advance(timedelta(minutes=16))
    assert today.today(desk)[0].tone == "late"
    count = today.counts(desk)["complaints"]
    assert (count.number, count.alert) == (1, True)
    moving.respond(desk, row.id)
    assert whys(desk) == []
    clock.advance(timedelta(days=1))
    assert whys(desk) == [("complaint", "complaint_feedback")]
    moving.feed_back(desk, row.id, "在修")
    clock.advance(timedelta(days=2))
    assert whys(desk) == [("complaint", "complaint_close")]
    moving.pause(desk, row.id, "等", until=clock.now() + timedelta(hours=1))
    assert whys(desk) == [("complaint", "complaint_waited")]
    moving.resume(desk, row.id)
    ending.resolve(desk, row.id)
    assert whys(desk) == []
    clock.advance(timedelta(days=1))
    assert whys(desk) == [("callback", "callback")]
    assert today.counts(desk)["callbacks"].number == 1


def test_every_move_of_today_acts_in_place(desk: Desk, unit: int, clock: FixedClock) -> None:
    row = taken(desk, unit)
    for move in ("respond", "feed_back", "urge", "pause", "resume", "resolve"):
        given = {"reason": "等"} if move == "pause" else {}
        flow.COMPLAINT.move(move).verb(desk, row.id, request=move, **given)  # type: ignore[misc]
    (waiting,) = queue.queue(desk)
    for move in ("tried", "done"):
        CALLBACK.move(move).verb(desk, waiting.id, request=move)  # type: ignore[misc]
    assert reading.get_complaint(desk, row.id).state == "closed"


def test_a_clerk_sees_theirs_and_a_supervisor_all(desk: Desk, unit: int, clock: FixedClock) -> None:
    as_role(desk, Role.CASHIER)
    row = taken(desk, unit)
    moving.respond(desk, row.id)
    clock.advance(timedelta(days=1))
    assert len(whys(desk)) == 1
    as_role(desk, Role.CLERK)
    assert whys(desk) == []
    as_role(desk, Role.SUPERVISOR)
    assert len([why for why in whys(desk) if why[0] == "complaint"]) == 1
    as_role(desk, Role.CLERK)
    handing.take(desk, row.id)
    assert len(whys(desk)) == 1
    as_role(desk, Role.GUARD)
    assert whys(desk) == []


def test_lists_filter_and_sort(desk: Desk, unit: int, clock: FixedClock) -> None:
    rows = [
        taken(desk, unit, severity=severity, category=categories.find_category(desk, code))
        for severity, code in (("minor", "lift"), ("urgent", "noise"), ("serious", "leak"))
    ]
    ending.invalid(desk, rows[0].id, "误")
    shown = COMPLAINTS.open(desk).rows(0, 10)
    assert [row.id for row in shown] == [row.id for row in reversed(rows)]
    assert shown[0] == reading.get_complaint(desk, rows[2].id)
    due = COMPLAINTS_DUE.open(desk).rows(0, 10)
    assert [row.id for row in due] == [rows[1].id, rows[2].id]
    engineering = str(rows[0].line)
    for filters, wanted in (
        ({"state": "open"}, 2), ({"state": "invalid"}, 1), ({"line": engineering}, 2),
        ({"severity": "urgent"}, 1), ({"kind": "help"}, 3), ({"mine": True}, 3),
        ({"late": True}, 0), ({"day": "today"}, 3), ({"unit": unit}, 3), ({"source": "call"}, 0),
        ({"text": "3-1502"}, 3), ({"text": rows[1].number}, 1),
    ):  # fmt: skip
        assert COMPLAINTS.open(desk, filters).count() == wanted, filters
    for each in (COMPLAINTS, COMPLAINTS_DUE, QUEUE, CALLBACKS):
        for one in each.filters:
            if one.choices:
                assert one.choices(desk) is not None
    clock.advance(timedelta(minutes=20))
    assert COMPLAINTS.open(desk, {"late": True}).count() == 2


def test_the_queue_is_by_promised_time(desk: Desk, unit: int, clock: FixedClock) -> None:
    ids = []
    for _each in range(2):
        row = taken(desk, unit)
        moving.respond(desk, row.id)
        ending.resolve(desk, row.id)
        ids.append(row.id)
        clock.advance(timedelta(hours=1))
    first, second = queue.queue(desk)
    assert [first.record, second.record] == ids
    assert QUEUE.open(desk).rows(0, 5) == [first, second]
    verbs.put_off(desk, first.id, "客户要求下周", clock.now() + timedelta(days=7))
    assert [row.id for row in queue.queue(desk)] == [second.id, first.id]
    with pytest.raises(Refused, match="next_past"):
        verbs.tried(desk, first.id, next_at=clock.now())
    with pytest.raises(Refused, match=r"callback\.score"):
        verbs.done(desk, first.id, 6)
    assert CALLBACKS.open(desk, {"state": "open", "kind": "complaint"}).count() == 2


def test_cards_board_and_the_one_box(desk: Desk, unit: int, clock: FixedClock) -> None:
    assert cards.unit_card(desk, unit) is None
    person = Person.create(name="王强", sort="wangqiang")
    row = taken(desk, unit, person=person.id, name="")
    part = cards.unit_card(desk, unit)
    assert part is not None and part.lines[0].id == row.id
    assert cards.person_card(desk, person.id) == part
    assert cards.COMPLAINT_MODE.colours(desk, [unit])[unit].tone == "due"
    clock.advance(timedelta(hours=1))
    assert cards.COMPLAINT_MODE.colours(desk, [unit])[unit].tone == "late"
    for text in (row.number, "王强", "wq", "3-1502", "电梯"):
        assert desk.search.find(text, [14], 5)[0][:2] == (14, [row.id]), text
    (hit,) = desk.search_kinds["complaint"].hits(desk, [row.id])
    assert (hit.title, hit.tone) == (row.number, "late")
    moving.respond(desk, row.id)
    ending.resolve(desk, row.id)
    assert register(desk, "callbacks").unit_card(desk, unit) is not None  # type: ignore[misc]
    as_role(desk, Role.GUARD)
    assert cards.unit_card(desk, unit) is None


def test_the_form_is_kept_and_copied(desk: Desk, unit: int) -> None:
    row = taken(desk, unit)
    first = issue_complaint_form(desk, row.id)
    assert first.startswith(b"%PDF")
    issue_complaint_form(desk, row.id, "a4", "en")
    moving.respond(desk, row.id)
    issue_complaint_form(desk, row.id)
    assert [paper.copy for paper in papers_of("complaint", row.id)] == [0, 1, 0]
    original = papers_of("complaint", row.id)[0]
    reprint(desk, original.id)
    assert [paper.copy for paper in papers_of("complaint", row.id)] == [0, 1, 0, 2]


def test_the_tree_is_edited(desk: Desk, unit: int) -> None:
    rows = categories.tree(desk)
    assert [row.code for row in rows if row.parent is None] == [
        "service", "engineering", "security", "cleaning", "greening", "charging", "other",
    ]  # fmt: skip
    line = categories.create_category(desk, CategoryDraft("会所", feedback=60, clock="always"))
    pool = categories.create_category(desk, CategoryDraft("泳池", line.id, respond=5))
    assert (pool.respond, pool.feedback, pool.close, pool.clock) == (5, 60, 4320, "always")
    row = taken(desk, unit, category=pool.id)
    assert row.feedback_due == row.at + timedelta(hours=1)
    assert (row.line_name, row.category_name) == ("会所", "泳池")
    service = rows[0].id
    categories.update_category(desk, pool.id, CategoryDraft("游泳池", service))
    moved = reading.get_complaint(desk, row.id)
    assert (moved.line, moved.category_name) == (service, "游泳池")
    for draft in (
        CategoryDraft("", line.id), CategoryDraft("x", pool.id), CategoryDraft("x", 999),
        CategoryDraft("游泳池", service), CategoryDraft("x", None, respond=0),
        CategoryDraft("x", None, clock="never"),
    ):  # fmt: skip
        with pytest.raises(Refused):
            categories.create_category(desk, draft)
    renamed = categories.update_category(
        desk, service, CategoryDraft("客户中心", position=10, active=False)
    )
    assert (renamed.name, renamed.active) == ("客户中心", False)
    assert service not in [each.id for each in categories.tree(desk)]
    used = {each.id: each.used for each in categories.tree(desk, everything=True)}
    assert used[pool.id] == 1


def test_old_ones_lose_their_people(desk: Desk, unit: int, clock: FixedClock) -> None:
    person = Person.create(name="王强", sort="wangqiang")
    row = taken(desk, unit, person=person.id, phone="13800138000", wanted="道歉")
    open_ = taken(desk, unit, person=person.id)
    attached.attach(desk, row.id, files.incoming("a.png", PNG))
    moving.respond(desk, row.id, "王先生说")
    ending.resolve(desk, row.id, "修了")
    verbs.done(desk, queue.queue(desk)[0].id, 3, "还行")
    issue_complaint_form(desk, row.id)
    assert personal.expired(desk) == personal.expired_callbacks(desk) == 0
    clock.advance(timedelta(days=2000))
    assert personal.expired(desk) == personal.expired_callbacks(desk) == 1
    assert personal.erase_expired(desk) == 1
    assert personal.erase_expired(desk) == personal.erase_expired_callbacks(desk) == 0
    kept = Complaint.get_by_id(row.id)
    assert (kept.name, kept.phone, kept.text, kept.wanted, kept.person_id, kept.salt) == (
        "", "", "", "", None, None,
    )  # fmt: skip
    assert (kept.score, kept.unit_id, kept.state) == (3, unit, "closed")
    view = reading.view_complaint(desk, row.id)
    assert view.attachments == () and view.papers[0].erased
    assert {note.text for note in view.notes} == {""}
    assert Callback.get().words == "" and Callback.get().score == 3
    assert desk.search.find(row.number, [14], 5) == []
    with pytest.raises(Refused, match="erased"):
        ending.reopen(desk, row.id, "x")
    assert personal.export_complaints(desk, person.id)[0]["number"] == open_.number


def test_a_person_s_own_are_given_out_and_erased(desk: Desk, unit: int) -> None:
    person = Person.create(name="王强", sort="wangqiang")
    row = taken(desk, unit, person=person.id)
    moving.respond(desk, row.id)
    ending.resolve(desk, row.id)
    (record,) = personal.export_complaints(desk, person.id)
    assert record["text"] == "电梯又坏了"
    assert len(personal.export_callbacks(desk, person.id)) == 1
    ending.close_complaint(desk, row.id, 2, "一般")
    erase_person(desk, person.id, "本人要求")
    assert Complaint.get_by_id(row.id).text == ""
    assert Callback.get().name == ""


def test_what_was_typed_without_choosing_the_person_goes_with_their_number(
    desk: Desk, unit: int
) -> None:
    person = Person.create(name="王强", sort="wangqiang")
    Phone.create(person=person, number="13912340001")
    row = taken(desk, unit, name="王强", phone="13912340001")
    moving.respond(desk, row.id)
    ending.resolve(desk, row.id)
    ending.close_complaint(desk, row.id, 2, "王强说一般")
    assert [each["number"] for each in personal.export_complaints(desk, person.id)] == [row.number]
    assert len(personal.export_callbacks(desk, person.id)) == 1
    erase_person(desk, person.id, "本人要求")
    kept, rung = Complaint.get_by_id(row.id), Callback.get()
    assert (kept.name, kept.phone, kept.text) == ("", "", "")
    assert (rung.name, rung.phone, rung.words) == ("", "", "")


def test_what_was_open_when_somebody_was_erased_goes_once_it_has_ended(
    desk: Desk, unit: int
) -> None:
    person = Person.create(name="王强", sort="wangqiang")
    row = taken(desk, unit, person=person.id, phone="13800138000")
    moving.respond(desk, row.id, "王先生说漏水")
    attached.attach(desk, row.id, files.incoming("王强家.png", PNG))
    (record,) = personal.export_complaints(desk, person.id)
    assert (record["said"], record["files"]) == ("王先生说漏水", "王强家.png")
    erase_person(desk, person.id, "本人要求")
    assert Complaint.get_by_id(row.id).phone == "13800138000"  # still to be settled
    assert personal.expired(desk) == 0
    ending.resolve(desk, row.id)
    ending.close_complaint(desk, row.id, 4, "谢谢")
    assert personal.expired(desk) == 1 and personal.erase_expired(desk) == 1
    assert (Complaint.get_by_id(row.id).phone, Callback.get().words) == ("", "")
    assert personal.expired(desk) == personal.erase_expired_callbacks(desk) == 0


def test_whose_number_is_gone_is_rung_no_more(desk: Desk, unit: int) -> None:
    near, kept = taken(desk, unit, phone="13912340001"), taken(desk, unit)
    person = Person.create(name="周海", sort="zhouhai")
    near = making.amend(
        desk, near.id, replace(making.draft_of(desk, near.id), person=person.id, name="周海")
    )
    merging.merge(desk, near.id, kept.id)
    moving.respond(desk, kept.id)
    ending.resolve(desk, kept.id)
    assert len(queue.queue(desk)) == 2
    erase_person(desk, person.id, "本人要求")
    assert [row.record for row in queue.queue(desk)] == [kept.id]
    for register_ in ("complaints", "callbacks"):
        assert [fault for check in register(desk, register_).checks for fault in check(desk)] == []


def test_two_at_one_category(desk: Desk, unit: int) -> None:
    line = categories.create_category(desk, CategoryDraft("会所", feedback=60))
    base = CategoryDraft("会所", feedback=60)
    categories.update_category(desk, line.id, replace(base, close=600), base)
    both = categories.update_category(desk, line.id, replace(base, name="会所中心"), base)
    assert (both.name, both.own_close, both.own_feedback) == ("会所中心", 600, 60)
    with pytest.raises(Refused) as refusal:
        categories.update_category(desk, line.id, replace(base, close=900), base)
    assert (refusal.value.code, refusal.value.field) == ("record.changed", "close")
    assert refusal.value.values["now"] == "600" and refusal.value.values["who"]


def test_everything_is_exported(desk: Desk, unit: int) -> None:
    department = Department.create(name="工程部")
    row = taken(desk, unit, department=department.id)
    moving.respond(desk, row.id)
    ending.resolve(desk, row.id)
    found = {
        export.name: list(export.rows(desk))
        for key in ("complaints", "callbacks")
        for export in register(desk, key).exports
    }
    complaint = dict(
        zip(register(desk, "complaints").exports[1].columns, found["complaints"][0], strict=True)
    )
    assert (complaint["number"], complaint["unit"]) == (row.number, "3-1502")
    assert len(found["callbacks"]) == 1 and len(found["complaint_steps"]) >= 1


def test_urgent_ones_run_through_the_night(desk: Desk, unit: int, clock: FixedClock) -> None:
    clock.advance(timedelta(hours=14))  # 23:00
    row = taken(desk, unit, severity="urgent")
    assert row.respond_due == clock.now() + timedelta(minutes=15)
    preferences.save(desk, {"complaint.urgent_feedback": 30})
    assert taken(desk, unit, severity="urgent").feedback_due == clock.now() + timedelta(minutes=30)


def test_a_repair_is_made_from_it(desk: Desk, unit: int) -> None:
    row = taken(desk, unit, severity="urgent")
    draft = replace(order_draft(desk, row.id), kind=OrderKind.get().id)
    order = make_repair(desk, row.id, draft, request="r")
    assert make_repair(desk, row.id, draft, request="r").id == order.id
    (link,) = reading.view_complaint(desk, row.id).links
    assert (link.kind, link.title) == ("work_order", order.number)
    assert [each.id for each in reading.complaints_of(desk, "work_order", order.id)] == [row.id]
    ending.invalid(desk, row.id, "误")
    with pytest.raises(Refused, match="ended"):
        make_repair(desk, row.id, draft)


def test_what_is_owed_is_noted_with_the_payments(desk: Desk, unit: int) -> None:
    row = taken(desk, unit)
    fee = FeeItem.create(name="物业费", kind="area")
    day = date(2026, 10, 1)
    Charge.create(
        unit=unit, item=fee, source="manual", posted_on=day, period_from=day, due=day,
        period_to=day, amount=25_060, balance=25_060,
    )  # fmt: skip
    moving.do_step(desk, row.id, "payments")
    (step,) = [s for s in reading.view_complaint(desk, row.id).steps if s.key == "payments"]
    assert "250.60" in step.note
