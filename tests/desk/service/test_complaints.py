"""Complaints on a real store: taken down, led through their steps, ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.core import files
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.models import AuditEntry
from desk.estate.models import Building, Department, Person, Phone, Unit
from desk.service.callbacks import queue, verbs
from desk.service.complaints import (
    attached,
    categories,
    ending,
    flow,
    handing,
    making,
    merging,
    moving,
    reading,
)
from desk.service.complaints.checks import callbacks as check_callbacks
from desk.service.complaints.checks import numbers, states
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.complaints.rows import ComplaintRow, Script
from desk.service.complaints.scripts import _SOURCES, tell_scripts
from desk.service.complaints.similar import similar, similar_to
from tests.stores import as_role

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63000100"
    "000005000106a4a1600000000049454e44ae426082"
)


@pytest.fixture
def house(desk: Desk) -> dict[str, int]:
    building = Building.create(code="3", name="3栋", sort="3")
    one = Unit.create(building=building, room="1502", code="3-1502", sort="3-1502")
    two = Unit.create(building=building, room="1602", code="3-1602", sort="3-1602")
    person = Person.create(name="张伟", sort="zhangwei")
    Phone.create(person=person, number="13800138000")
    department = Department.create(name="工程部")
    other = Department.create(name="保洁部")
    return {
        "building": building.id, "one": one.id, "two": two.id, "person": person.id,
        "department": department.id, "other": other.id,
    }  # fmt: skip


def taken(desk: Desk, house: dict[str, int], **values: object) -> ComplaintRow:
    draft = ComplaintDraft("电梯又坏了", unit=house["one"], person=house["person"])
    return making.register_complaint(desk, replace(draft, **values))  # type: ignore[arg-type]


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00").astimezone(UTC)


def test_a_complaint_is_taken_down_with_its_clocks(desk: Desk, house: dict[str, int]) -> None:
    row = taken(desk, house, category=categories.find_category(desk, "lift"))
    assert (row.number, row.state, row.name, row.phone) == (
        "K260000001", "registered", "张伟", "138 **** 8000",
    )  # fmt: skip
    assert reading.reveal_phone(desk, row.id) == "13800138000"
    assert row.line_name == "工程" or row.line_name == "Engineering"
    assert row.respond_due == at("2026-11-02 09:15")
    assert row.feedback_due == at("2026-11-03 09:00")
    assert row.close_due == at("2026-11-05 09:00")
    assert row.next_due == row.respond_due
    urgent = taken(desk, house, severity="urgent")
    assert urgent.feedback_due == at("2026-11-02 11:00")
    assert urgent.close_due == at("2026-11-03 09:00")


def test_the_same_click_makes_one(desk: Desk, house: dict[str, int]) -> None:
    draft = ComplaintDraft("x", unit=house["one"])
    first = making.register_complaint(desk, draft, request="r1")
    assert making.register_complaint(desk, draft, request="r1").id == first.id


def test_everything_wrong_is_said_at_once(desk: Desk) -> None:
    draft = ComplaintDraft("", kind="odd", phone="abc", severity="huge", source="?")
    with pytest.raises(RefusedMany) as refusal:
        making.register_complaint(desk, draft)
    assert {r.field for r in refusal.value.reasons} == {
        "kind", "source", "severity", "text", "phone", "unit",
    }  # fmt: skip
    with pytest.raises(RefusedMany) as refusal:
        making.register_complaint(
            desk, ComplaintDraft("x", unit=99, person=99, department=99, category=99, owner=99)
        )
    assert {r.code for r in refusal.value.reasons} == {
        "unit.unknown", "person.unknown", "department.unknown", "category.unknown",
        "staff.unknown",
    }  # fmt: skip


def test_a_valid_one_is_led_through_its_steps(
    desk: Desk, house: dict[str, int], clock: FixedClock
) -> None:
    row = taken(desk, house)
    with pytest.raises(Refused, match="department_first"):
        moving.start(desk, row.id)
    clock.advance(timedelta(minutes=10))
    row = moving.respond(desk, row.id, "马上安排")
    assert (row.state, row.respond_took) == ("responded", 10)
    assert row.next_due == row.feedback_due
    handing.transfer(desk, row.id, house["department"])
    moving.do_step(desk, row.id, note="与主管到场")
    moving.start(desk, row.id)
    moving.feed_back(desk, row.id, "配件已订")
    row = ending.resolve(desk, row.id, "已更换")
    assert (row.state, row.next_due) == ("resolved", None)
    steps = reading.view_complaint(desk, row.id).steps
    assert [step.key for step in steps] == list(flow.STEPS_VALID)
    assert [step.key for step in steps if step.at is None] == ["callback"]
    assert steps[-1].next
    (waiting,) = queue.queue(desk)
    assert (waiting.title, waiting.due_at) == (row.number, at("2026-11-03 09:10"))
    verbs.done(desk, waiting.id, 5, "满意")
    row = reading.get_complaint(desk, row.id)
    assert (row.state, row.score, row.close_took) == ("closed", 5, 10)
    view = reading.view_complaint(desk, row.id)
    assert view.steps[-1].note == "满意"
    assert view.history[-1].action == "complaint.registered"
    assert any(step.reason == "配件已订" for step in view.history)
    assert states(desk) + numbers(desk) + check_callbacks(desk) == []


def test_what_was_said_is_not_in_the_log(desk: Desk, house: dict[str, int]) -> None:
    row = taken(desk, house, text="秘密一", wanted="秘密二")
    moving.respond(desk, row.id, "秘密三")
    bodies = "".join(entry.body for entry in AuditEntry.select())
    assert "秘密" not in bodies


def test_a_talk_has_its_own_steps_and_may_become_valid(desk: Desk, house: dict[str, int]) -> None:
    row = taken(desk, house, kind="inquiry")
    moving.do_step(desk, row.id)
    moving.do_step(desk, row.id, "payments", "不看", skip=True)
    with pytest.raises(Refused, match="no_step"):
        moving.do_step(desk, row.id, "visit")
    moving.respond(desk, row.id, "按合同解释")
    steps = {s.key: s for s in reading.view_complaint(desk, row.id).steps}
    assert steps["identity"].at and steps["payments"].skipped and steps["answer"].at
    row = handing.convert(desk, row.id, "解释有误")
    assert (row.kind, row.was_kind, row.valid) == ("valid", "inquiry", True)
    with pytest.raises(Refused, match="already_valid"):
        handing.convert(desk, row.id, "再")


def test_a_pause_stops_every_clock(desk: Desk, house: dict[str, int], clock: FixedClock) -> None:
    row = taken(desk, house, department=house["department"])
    moving.respond(desk, row.id)
    clock.advance(timedelta(hours=1))  # 10:00
    row = moving.pause(desk, row.id, "等业主在家", "customer", clock.now() + timedelta(days=1))
    assert row.next_due == at("2026-11-03 10:00")
    clock.advance(timedelta(hours=24))
    row = moving.resume(desk, row.id)
    # What was left at ten is left at ten: 6½ and 21½ hours of work.
    assert row.feedback_due == at("2026-11-03 18:00")
    assert row.close_due == at("2026-11-05 18:00")
    (pause,) = reading.pauses_of(row.id)
    assert pause.until == clock.now()
    # A change of severity counts from the beginning, the pause taken out.
    changed = making.amend(desk, row.id, replace(making.draft_of(desk, row.id), severity="urgent"))
    assert changed.close_due == at("2026-11-04 09:00")
    ending.resolve(desk, row.id)
    row = ending.close_complaint(desk, row.id, 4)
    assert row.close_took == 60 + 0 and row.clock == "always"
    assert states(desk) == []


def test_a_clock_set_back_takes_nothing_away(
    desk: Desk, house: dict[str, int], clock: FixedClock
) -> None:
    row = taken(desk, house, department=house["department"])
    moving.respond(desk, row.id)
    moving.pause(desk, row.id, "等")
    before = reading.get_complaint(desk, row.id)
    clock.advance(timedelta(minutes=-5))
    row = moving.resume(desk, row.id)
    assert (row.close_due, row.state) == (before.close_due, "in_progress")
    clock.advance(timedelta(hours=-2))
    with pytest.raises(Refused, match=r"clock\.set_back"):
        handing.urge(desk, row.id)


def test_urged_transferred_taken(desk: Desk, house: dict[str, int], clock: FixedClock) -> None:
    row = taken(desk, house)
    assert handing.urge(desk, row.id, "第三次来电").urged == 1
    with pytest.raises(Refused, match="just_urged"):
        handing.urge(desk, row.id)
    clock.advance(timedelta(minutes=1))
    assert handing.urge(desk, row.id).urged == 2
    assert handing.transfer(desk, row.id, house["department"]).transferred == 0
    assert handing.transfer(desk, row.id, house["other"], "保洁的事").transferred == 1
    with pytest.raises(Refused, match="same_department"):
        handing.transfer(desk, row.id, house["other"])
    as_role(desk, Role.CLERK)
    assert handing.take(desk, row.id).owner_name == "Clerk"


def test_only_a_supervisor_ends_by_force(desk: Desk, house: dict[str, int]) -> None:
    one, two = taken(desk, house), taken(desk, house)
    as_role(desk, Role.CLERK)
    for verb in (ending.invalid, ending.force_close):
        with pytest.raises(Refused, match=r"access\.denied"):
            verb(desk, one.id, "不成立")
    as_role(desk, Role.SUPERVISOR)
    with pytest.raises(Refused, match="reason_needed"):
        ending.invalid(desk, one.id, " ")
    assert ending.invalid(desk, one.id, "不成立").state == "invalid"
    row = ending.force_close(desk, two.id, "业主搬离")
    assert (row.state, row.reason) == ("forced", "业主搬离")
    assert ending.reopen(desk, two.id, "又来").state == "reopened"
    with pytest.raises(Refused, match="moved"):
        ending.reopen(desk, one.id, "又来")
    assert states(desk) == []


def test_the_same_thing_is_warned_of_and_merged(
    desk: Desk, house: dict[str, int], clock: FixedClock
) -> None:
    lift = categories.find_category(desk, "lift")
    first = taken(desk, house, category=lift)
    clock.advance(timedelta(hours=1))

    def told(desk: Desk, unit: int | None, building: int | None) -> list[Script]:
        return [Script("电梯检修", "12:00 前恢复")]

    tell_scripts(told)
    try:
        known = similar(desk, unit=house["two"], category=lift)
    finally:
        _SOURCES.remove(told)
    assert [row.id for row in known.near] == [first.id]
    # Only the line is known yet, or nothing like it.
    line = categories.get_category(desk, lift).parent
    assert [row.id for row in similar(desk, unit=house["two"], category=line or 0).near] == [
        first.id
    ]
    noise = categories.find_category(desk, "noise")
    assert similar(desk, unit=house["two"], category=noise).near == ()
    assert known.mine == () and known.scripts[0].title == "电梯检修"
    assert [r.id for r in similar(desk, person=house["person"]).mine] == [first.id]
    second = making.register_complaint(
        desk, ComplaintDraft("也是电梯", unit=house["two"], category=lift)
    )
    assert [row.id for row in similar_to(desk, second).near] == [first.id]
    with pytest.raises(Refused, match="merge_self"):
        merging.merge(desk, second.id, second.id)
    kept = merging.merge(desk, second.id, first.id)
    assert (kept.id, kept.urged) == (first.id, 1)
    gone = reading.get_complaint(desk, second.id)
    assert (gone.state, gone.merged_into) == ("merged", first.id)
    assert [row.id for row in reading.view_complaint(desk, first.id).merged] == [second.id]
    clock.advance(timedelta(days=10))
    assert similar(desk, unit=house["two"], category=lift).near == ()
    assert states(desk) == []


def test_links_and_files(desk: Desk, house: dict[str, int]) -> None:
    one, two = taken(desk, house), taken(desk, house, links=[("unit", house["two"])])
    handing.add_link(desk, one.id, "complaint", two.id)
    with pytest.raises(Refused, match="link_unknown"):
        handing.add_link(desk, one.id, "complaint", 99)
    attached.attach(desk, one.id, files.incoming("照片.png", PNG))
    view = reading.view_complaint(desk, one.id)
    assert (view.links[0].title, view.attachments[0].name) == (two.number, "照片.png")
    assert [row.id for row in reading.complaints_of(desk, "complaint", two.id)] == [one.id]
    (back,) = [each for each in reading.links_of(desk, two.id) if each.kind == "complaint"]
    assert (back.record, back.title) == (one.id, one.number)  # tied both ways
    (file,) = view.attachments
    assert attached.read_file(desk, one.id, file.id) == PNG
    with pytest.raises(Refused, match=r"file\.unknown"):
        attached.read_file(desk, two.id, file.id)
    with pytest.raises(Refused, match="reason_needed"):
        attached.detach(desk, one.id, file.id, " ")
    with pytest.raises(Refused, match=r"file\.unknown"):
        attached.detach(desk, two.id, file.id, "放错了")
    attached.detach(desk, one.id, file.id, "放错了")
    assert reading.view_complaint(desk, one.id).attachments == ()
    assert files.FileContent.select().count() == 0


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE complaint; --", "<b>x</b>", '=HYPERLINK("x")', "名" * 4000, "🙂\n行"]
)
def test_hostile_text_stays_text(desk: Desk, house: dict[str, int], text: str) -> None:
    short = text[:100]
    row = taken(desk, house, text=text, name=short, place=short, wanted=short)
    assert row.text == text
    assert desk.search.find(short, [14], 10) is not None
    moving.respond(desk, row.id, short)
    assert reading.view_complaint(desk, row.id).notes[0].text == short
