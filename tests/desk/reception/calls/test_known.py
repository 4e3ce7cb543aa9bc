"""Who rings and what is known; what callers are told; lists, Today, cards, search, erasing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from time import perf_counter

import pytest

from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.register import Register
from desk.core.today import counts, today
from desk.estate.models import Building, Occupancy, Person, Phone, Unit
from desk.reception.call_tables import Call
from desk.reception.calls import flow, outages, personal, verbs, waiting
from desk.reception.calls.drafts import CallDraft, OutageDraft
from desk.reception.calls.known import known
from desk.reception.calls.listing import CALLS, OUTAGES
from desk.reception.calls.options import RETENTION_DAYS
from desk.reception.calls.told import in_force
from desk.reception.calls.whom import somebody
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.complaints.making import register_complaint
from desk.service.complaints.scripts import scripts
from tests.desk.reception.calls.conftest import NUMBER, Place
from tests.stores import as_role


def entry(desk: Desk) -> Register:
    return next(register for register in desk.registers if register.key == "calls")


def test_a_number_that_we_know_fills_the_card(desk: Desk, place: Place) -> None:
    as_role(desk, Role.CLERK)
    case = register_complaint(
        desk, ComplaintDraft("电梯停运", unit=place.unit, person=place.person, name="李敏")
    )
    last = verbs.record_call(desk, place.draft())
    found = known(desk, " 137-6023 8842")
    assert (found.number, found.unit, found.unit_code) == (NUMBER, place.unit, "3-1502")
    assert (found.person, found.name, found.owed) == (place.person, "李敏", 0)
    assert [(c.name, c.role) for c in found.callers] == [("李敏", "owner")]
    assert [(c.kind, c.id, c.words) for c in found.cases] == [
        ("complaint", case.id, "complaint.state")
    ]
    assert [(c.id, c.number) for c in found.calls] == [(last.id, last.number)]
    assert found.answers == ("家有老人,请多响几声",)


def test_a_stranger_who_rang_before_and_nobody(desk: Desk, place: Place) -> None:
    draft = place.draft(phone="075583219876", person=None, name="王先生")
    verbs.record_call(desk, draft)
    found = known(desk, "075583219876")
    assert (found.callers, found.name, found.unit_code) == ((), "王先生", "3-1502")
    assert known(desk, "13800000000").unit is None
    assert known(desk, "13").number == "" == known(desk, "'; --").number
    assert known(desk, unit=place.unit).unit_code == "3-1502"
    assert known(desk, person=place.person).name == "李敏"
    as_role(desk, Role.GUARD)
    with pytest.raises(Refused, match="denied"):
        known(desk, NUMBER)


def test_the_card_is_there_between_two_keys(desk: Desk, place: Place) -> None:
    verbs.record_call(desk, place.draft())
    raw = "SELECT person_id FROM phone WHERE number = ?"

    def best(run: object) -> float:
        times = []
        for _n in range(60):
            start = perf_counter()
            run()  # type: ignore[operator]
            times.append(perf_counter() - start)
        return sorted(times)[len(times) // 4]

    look = best(lambda: desk.storage.database.execute_sql(raw, (NUMBER,)).fetchall())
    full = best(lambda: known(desk, NUMBER))
    assert full < 30 * look, f"{full / look:.1f} times a look-up"


def test_what_callers_are_told(desk: Desk, clock: FixedClock, place: Place) -> None:
    far = Building.create(code="9", name="9栋", sort="9")
    until = desk.now + timedelta(hours=3)
    as_role(desk, Role.CLERK)
    draft = OutageDraft("停水", "市政抢修,预计12点恢复。", "water", place.building, None, until)
    with pytest.raises(Refused, match="denied"):
        outages.announce(desk, draft)
    as_role(desk, Role.SUPERVISOR)
    row = outages.announce(desk, draft, request="one")
    assert outages.announce(desk, draft, request="one") == row
    assert (row.state, row.building_name) == ("on", "3栋")
    outages.announce(desk, replace(draft, title="电梯保养", building=far.id))
    assert len(in_force(desk)) == 2
    as_role(desk, Role.CLERK)
    assert [each.title for each in known(desk, NUMBER).scripts] == ["停水"]
    assert [each.title for each in known(desk, "").scripts] == ["电梯保养", "停水"]
    assert [each.title for each in scripts(desk, place.unit, None)] == ["停水"]
    call = verbs.record_call(desk, place.draft(outage=row.id))
    assert call.outage == row.id
    as_role(desk, Role.SUPERVISOR)
    later = outages.draft_of_outage(desk, row.id)
    outages.reword(
        desk, row.id, replace(later, text="延长到14点。", until=until + timedelta(hours=2))
    )
    assert outages.end_outage(desk, row.id).state == "over"
    with pytest.raises(Refused, match="over"):
        outages.end_outage(desk, row.id)
    clock.advance(timedelta(hours=4))
    assert in_force(desk) == ()
    assert [each.state for each in OUTAGES.open(desk).rows(0, 9)] == ["over", "over"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"until": None}, "outage.until_needed"),
        ({"until": timedelta(0)}, "outage.until_past"),
        ({"title": " "}, "text.required"),
        ({"building": 99}, "building.unknown"),
        ({"kind": "?"}, "field.not_a_choice"),
    ],
)
def test_announcements_are_checked(desk: Desk, values: dict[str, object], code: str) -> None:
    made = replace(outages.usual_draft(desk), title="停电", text="稍等")
    if isinstance(values.get("until"), timedelta):
        values = {"until": desk.now}
    with pytest.raises(Refused) as error:
        outages.announce(desk, replace(made, **values))  # type: ignore[arg-type]
    assert error.value.code == code


def test_lists_today_cards_and_the_one_box(desk: Desk, clock: FixedClock, place: Place) -> None:
    as_role(desk, Role.CLERK)
    verbs.record_call(desk, place.draft())
    message = verbs.record_call(desk, place.draft(kind="message", for_whom="王工"))
    todo = verbs.record_call(desk, place.draft(then="to_do"))
    assert CALLS.open(desk).count() == 3
    assert [r.id for r in CALLS.open(desk, {"state": "waiting"}).rows(0, 9)] == [
        todo.id, message.id
    ]  # fmt: skip
    for filters in ({"day": "today"}, {"mine": True}, {"kind": "inquiry"}, {"text": "水龙头"},
                    {"unit": str(place.unit)}, {"direction": "in"}):  # fmt: skip
        assert CALLS.open(desk, filters).count() >= 2
    assert CALLS.open(desk, {"late": True}).count() == 0
    assert [(i.id, i.why[1], i.tone) for i in today(desk) if i.kind == "call"] == [
        (message.id, "call_message", "due"), (todo.id, "call_to_do", "due")
    ]  # fmt: skip
    assert counts(desk)["calls"].number == 2 and not counts(desk)["calls"].alert
    clock.advance(timedelta(days=1))
    assert counts(desk)["calls"].alert
    deliver, settle = flow.CALL.move("deliver").verb, flow.CALL.move("settle").verb
    assert deliver is not None and settle is not None
    deliver(desk, message.id)
    settle(desk, todo.id)
    assert waiting.count(desk) is None
    undo = flow.CALL.move("settle").back
    assert undo is not None
    undo(desk, todo.id)
    assert [item.tone for item in waiting.today(desk)] == ["late"]
    for card in (waiting.unit_card(desk, place.unit), waiting.person_card(desk, place.person)):
        assert card is not None and len(card.lines) == 3
    for text in ("水龙头", "8842", message.number):
        found = {code: ids for code, ids, _ in desk.search.find(text, [13], 5)}
        assert message.id in found[13], text
    hits = desk.search_kinds["call"].hits(desk, [message.id, 99])
    assert [(hit.title, hit.kind) for hit in hits] == [(message.number, "call")]
    as_role(desk, Role.GUARD)
    assert waiting.count(desk) is None is waiting.unit_card(desk, place.unit)
    assert waiting.today(desk) == []


def test_a_clerk_sees_theirs_and_a_lead_all(desk: Desk, place: Place) -> None:
    as_role(desk, Role.ADMINISTRATOR)
    session = desk.session
    assert session is not None
    verbs.record_call(desk, place.draft(then="to_do", owner=session.staff))
    as_role(desk, Role.CLERK)
    assert today(desk) == []
    as_role(desk, Role.SUPERVISOR)
    assert len(today(desk)) == 1
    assert today(desk, mine=True) == []


def test_names_are_revealed_given_out_and_erased(
    desk: Desk, clock: FixedClock, place: Place
) -> None:
    over = verbs.record_call(desk, place.draft())
    verbs.record_call(desk, place.draft(person=None))
    kept = verbs.record_call(desk, place.draft(then="to_do"))
    assert personal.reveal(desk, over.id) == NUMBER
    with pytest.raises(Refused, match="unknown_field"):
        personal.reveal(desk, over.id, "subject")
    assert len(personal.export_person(desk, place.person)) == 3
    clock.advance(timedelta(days=desk.settings.get(RETENTION_DAYS) + 1))
    assert personal.expired(desk) == 2
    assert personal.erase_expired(desk) == 2
    blank = Call.get_by_id(over.id)
    assert (blank.name, blank.phone, blank.subject, blank.unit_id) == ("", "", "", place.unit)
    assert not desk.search.find("8842", [13], 5)[0][1][1:]
    verbs.settle(desk, kept.id)
    from desk.core.access import Permission

    with desk.change(Permission.PERSONAL_ERASE, "personal.erased") as change:
        assert personal.erase_person(desk, change, place.person) == 1
    assert all(check(desk) == [] for check in entry(desk).checks)


def test_what_ends_after_its_person_was_erased_goes_at_once(desk: Desk, place: Place) -> None:
    kept = verbs.record_call(desk, place.draft(then="to_do"))
    Person.update(erased_at=desk.now).where(Person.id == place.person).execute()
    assert personal.expired(desk) == 0
    verbs.settle(desk, kept.id)
    assert personal.expired(desk) == personal.erase_expired(desk) == 1
    assert Call.get_by_id(kept.id).subject == ""


def test_everything_is_exported(desk: Desk, place: Place) -> None:
    verbs.record_call(desk, place.draft())
    outages.announce(desk, replace(outages.usual_draft(desk), title="停水", text="稍等"))
    for export in entry(desk).exports:
        (row,) = export.rows(desk)
        assert len(list(row)) == len(export.columns)
    assert Unit.select().count() == 1


def test_only_indexes_are_asked(desk: Desk, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    verbs.record_call(desk, place.draft())
    run, asked = desk.storage.database.execute_sql, []

    def spy(sql: str, values: object = None, *more: object) -> object:
        asked.append((sql, values))
        return run(sql, values, *more)

    monkeypatch.setattr(desk.storage.database, "execute_sql", spy)
    known(desk, NUMBER, place.unit, place.person)
    known(desk, "075583219876", place.unit)
    monkeypatch.undo()
    assert len(asked) >= 8
    for sql, values in asked:
        for *_ids, plan in run(f"EXPLAIN QUERY PLAN {sql}", values).fetchall():
            assert not plan.startswith("SCAN") or "SUBQUERY" in plan, (plan, sql)
        assert "LIMIT ?" not in sql, "a limit that is bound is prepared anew at each call"


def test_a_number_of_several_people_and_units(desk: Desk, place: Place) -> None:
    building = Building.get_by_id(place.building)
    other = Unit.create(building=building, room="0801", code="3-0801", sort="3-0801")
    wife = Person.create(name="王芳", sort="wangfang")
    Phone.create(person=wife, number=NUMBER, label="")
    Occupancy.create(unit=other, person=wife, role="tenant")
    Occupancy.create(unit=other, person=place.person, role="owner")
    found = known(desk, NUMBER)
    assert [(c.name, c.unit_code) for c in found.callers] == [
        ("李敏", "3-1502"), ("李敏", "3-0801"), ("王芳", "3-0801")
    ]  # fmt: skip
    assert (found.name, found.unit_code) == ("李敏", "3-1502")
    chosen = known(desk, NUMBER, other.id, wife.id)
    assert (chosen.name, chosen.unit_code, chosen.person) == ("王芳", "3-0801", wife.id)
    assert known(desk, NUMBER, other.id).name == "李敏"
    who = somebody(desk, chosen, place.unit)
    assert [(one.name, one.unit_code) for one in who] == [
        ("李敏", "3-1502"), ("李敏", "3-0801"), ("王芳", "3-0801")
    ]  # fmt: skip
    assert [one.name for one in somebody(desk, None, other.id)] == ["王芳", "李敏"]
    as_role(desk, Role.GUARD)
    assert somebody(desk, None, other.id) == []


def test_last_calls_are_those_of_the_number_and_of_the_unit(desk: Desk, place: Place) -> None:
    neighbour = verbs.record_call(desk, place.draft(phone="13900001111", person=None, name="邻居"))
    nuisance = verbs.record_call(desk, CallDraft(NUMBER, kind="harassment"))
    found = known(desk, NUMBER)
    assert [call.id for call in found.calls] == [nuisance.id, neighbour.id]
    assert found.nuisance == 1
    assert known(desk, "13900001111").nuisance == 0


def test_an_announcement_that_runs_out_is_asked_about(
    desk: Desk, clock: FixedClock, place: Place
) -> None:
    as_role(desk, Role.SUPERVISOR)
    until = desk.now + timedelta(hours=2)
    row = outages.announce(desk, OutageDraft("停水", "稍等", until=until))
    assert waiting.today(desk) == []
    clock.advance(timedelta(minutes=100))
    [item] = waiting.today(desk)
    assert (item.kind, item.id, item.tone, item.minutes) == ("outage", row.id, "due", -20)
    clock.advance(timedelta(minutes=30))
    assert [item.tone for item in waiting.today(desk)] == ["late"]
    later = outages.draft_of_outage(desk, row.id)
    outages.reword(desk, row.id, replace(later, until=desk.now + timedelta(hours=3)))
    assert waiting.today(desk) == []
    clock.advance(timedelta(hours=4))
    as_role(desk, Role.CLERK)
    assert waiting.today(desk) == [], "a lead says that it is over"
    as_role(desk, Role.SUPERVISOR)
    entry(desk).today_moves[0].run(desk, row.id)  # type: ignore[misc]
    assert waiting.today(desk) == []
