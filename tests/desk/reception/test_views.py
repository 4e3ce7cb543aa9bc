"""What is read: lists, detail, look-ups, Today, the unit card, the boards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.core import find as one_box
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.preferences import save
from desk.core.reindex import reindex
from desk.core.today import counts
from desk.core.words import use
from desk.estate.models import Occupancy
from desk.reception.models import Visit
from desk.reception.visitors import amend, board, hosts, lookups, verbs, waiting
from desk.reception.visitors.detail import detail, reveal
from desk.reception.visitors.drafts import CompanionDraft, StandingDraft, VisitDraft
from desk.reception.visitors.listing import STANDING_PASSES, TODAY, VISITS, WATCH_LIST
from desk.reception.visitors.rows import VisitRow
from desk.reception.visitors.standing import create_standing
from tests.desk.reception.conftest import Place
from tests.desk.reception.test_passes import text_of
from tests.desk.reception.test_verbs import ID_CARD, refused
from tests.stores import as_role


def rows(desk: Desk, **filters: object) -> list[VisitRow]:
    source = VISITS.open(desk, filters)
    found = source.rows(0, 100)
    assert source.count() == len(found)
    for place, row in enumerate(found):
        assert source.index_of(row.id) == place
    return found


def test_the_list_and_its_filters(desk: Desk, place: Place, clock: FixedClock) -> None:
    old = verbs.sign_in(desk, place.draft("昨天人"))
    clock.advance(timedelta(days=1))
    left = verbs.sign_in(desk, place.draft("李四", purpose="维修", unit=place.far))
    verbs.sign_out(desk, left.id)
    here = verbs.sign_in(desk, place.draft("王五", people=3))
    soon = verbs.expect(desk, place.draft("赵六", expected_at=desk.now + timedelta(hours=2)))
    ids = {row.name: row.id for row in rows(desk)}
    assert list(ids) == ["赵六", "王五", "李四", "昨天人"]
    assert [row.id for row in rows(desk, day=TODAY)] == [soon.id, here.id, left.id]
    assert [row.id for row in rows(desk, day=desk.today - timedelta(days=1))] == [old.id]
    assert [row.id for row in rows(desk, day="2026-11-02")] == [old.id]
    assert [row.id for row in rows(desk, state="on_site")] == [here.id, old.id]
    assert [row.id for row in rows(desk, state="overdue")] == [old.id]
    assert [row.id for row in rows(desk, purpose="维修")] == [left.id]
    assert [row.id for row in rows(desk, building="2")] == [left.id]
    assert [row.id for row in rows(desk, text="wangwu")] == [here.id]
    assert rows(desk, clerk="999") == []
    assert [row.id for row in rows(desk, standing=True)] == []
    for choice in VISITS.filters:
        assert choice.choices is None or choice.choices(desk)
    for column in VISITS.columns:
        for row in rows(desk):
            column.value(row)


def test_every_list_needs_its_permission(desk: Desk) -> None:
    as_role(desk, Role.ENGINEER)
    for listing in (VISITS, STANDING_PASSES, WATCH_LIST):
        with refused("access.denied"):
            listing.open(desk)


@pytest.mark.parametrize(
    "filters", [{}, {"day": "2026-11-02"}, {"state": "on_site"}, {"state": "overdue"}]
)
def test_lists_stand_on_an_index(desk: Desk, filters: dict[str, str]) -> None:
    source = VISITS.open(desk, filters)
    for query in (source._keys().order_by(Visit.at.desc(), Visit.id.desc()).limit(64),
                  source._filtered(Visit.select(Visit.id))):  # fmt: skip
        sql, values = query.sql()
        plan = desk.storage.database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
        text = " ".join(str(line[3]) for line in plan)
        assert "INDEX" in text
        assert "TEMP B-TREE" not in text


def test_jumping_reads_the_same_rows(desk: Desk, place: Place, clock: FixedClock) -> None:
    for n in range(200):
        Visit.create(
            number=f"V{n}", state="left", at=desk.now, name=f"客{n}", purpose="送货", salt=b"s"
        )
        clock.advance(timedelta(seconds=n % 3))
    for sort in (("at", True), ("at", False), ("number", True)):
        source = VISITS.open(desk, {}, sort)
        plain = [row.id for row in source.rows(0, 200)]
        source.build_jumps()
        assert source._jumps is not None
        assert len(source._jumps) == 4
        for start in (0, 1, 63, 64, 65, 128, 190, 199):
            assert [row.id for row in source.rows(start, 7)] == plain[start : start + 7]
        assert [source.index_of(record) for record in plain[::37]] == list(range(0, 200, 37))


def test_detail_masks_and_reveal_is_logged(desk: Desk, place: Place) -> None:
    row = verbs.sign_in(
        desk,
        place.draft(phone="13712348842", document_kind="id_card", document=ID_CARD, people=2,
                    companions=(CompanionDraft("李四", "K1234567"),)),
    )  # fmt: skip
    shown = detail(desk, row.id)
    assert shown.row.phone == "137 **** 8842"
    assert shown.document == "110***********002X"
    assert [(c.name, c.document[:1]) for c in shown.companions] == [("李四", "K")]
    assert "K1234567" not in repr(shown)
    assert [step.action for step in shown.steps] == ["visitor.signed_in"]
    assert [move.key for move in shown.moves] == [
        "sign_out", "extend", "edit", "print", "report", "void_sign_in",
    ]  # fmt: skip
    as_role(desk, Role.CLERK)
    assert reveal(desk, "visit", row.id, "document") == ID_CARD
    assert reveal(desk, "companion", shown.companions[0].id, "document") == "K1234567"
    assert [step.action for step in detail(desk, row.id).steps][:2] == ["personal.revealed"] * 2
    with refused("personal.unknown_field"):
        reveal(desk, "visit", row.id, "salt")
    as_role(desk, Role.GUARD)
    with refused("access.denied"):
        reveal(desk, "visit", row.id, "phone")
    assert [move.key for move in detail(desk, row.id).moves] == ["sign_out", "print"]


def test_hosts_are_found(desk: Desk, place: Place) -> None:
    for text in ("3-1502", "1502", "李敏", "lm", "limin", "8000", "1502 lm", "3-1502 李"):
        choice = next(c for c in hosts.find_hosts(desk, text) if c.person == place.host)
        assert (choice.unit_code, choice.name, choice.role) == ("3-1502", "李敏", "owner")
        assert choice.instructions == ("先电话确认",)
        assert choice.phone == "138 **** 8000"
    (alone,) = hosts.find_hosts(desk, "0801")
    assert (alone.unit, alone.person) == (place.other, None)
    for text in ("工程", "gcb"):
        assert hosts.find_hosts(desk, text)[0].department == place.department
    assert hosts.find_hosts(desk, "\0 ") == []
    Occupancy.update(until=desk.today - timedelta(days=1)).execute()
    assert [c.person for c in hosts.find_hosts(desk, "1502")] == [None]


def test_returning_visitors_fill_in(desk: Desk, place: Place, clock: FixedClock) -> None:
    for n in range(3):
        row = verbs.sign_in(desk, place.draft("周工", phone="13700001111", company=f"快捷{n}"))
        verbs.sign_out(desk, row.id)
        clock.advance(timedelta(days=1))
    verbs.sign_in(desk, place.draft("周公"))
    for text in ("周工", "zhougong", "zg", "1111", "137"):
        found = next(f for f in lookups.returning(desk, text) if f.name == "周工")
        assert (found.visit, found.times, found.company) == (row.id, 3, "快捷2")
        assert found.phone == "137 **** 1111"
    again = amend.draft_of(desk, found.visit, again=True)
    assert (again.phone, again.unit, again.badge, again.leave_by) == (
        "13700001111", place.unit, "", None,
    )  # fmt: skip
    assert len(lookups.last_visits(desk, row.id)) == 2
    assert lookups.on_site_already(desk, "", "13700001111") == []


def test_expected_visitors_are_offered(desk: Desk, place: Place) -> None:
    row = verbs.expect(
        desk, place.draft("欧阳娜娜", phone="13712345678", plate="粤B12345", expected_at=desk.now)
    )
    verbs.expect(desk, place.draft("李四", expected_at=desk.now + timedelta(days=2)))
    for text in ("", "欧阳", "oynn", "ouyang", "歐陽", "345", "粤b12", "3-15"):
        assert [each.id for each in lookups.expected_visitors(desk, text)] == [row.id], text
    assert lookups.expected_visitors(desk, "李四") == []


def test_free_badges(desk: Desk, place: Place) -> None:
    save(desk, {"visitors.badges": "A1..A3; VIP"})
    verbs.sign_in(desk, place.draft(badge="a2"))
    assert lookups.free_badges(desk) == ["A1", "A3", "VIP"]
    assert lookups.free_badges(desk, 1) == ["A1"]


def test_figures_today_and_sidebar(desk: Desk, place: Place, clock: FixedClock) -> None:
    row = verbs.sign_in(desk, place.draft("王建国", people=4))
    verbs.sign_in(desk, place.draft("李四", purpose="办事"))
    verbs.expect(desk, place.draft("赵六", expected_at=desk.now + timedelta(minutes=5)))
    create_standing(
        desk,
        StandingDraft("周工", "维修", desk.today, desk.today + timedelta(days=3), place.unit),
    )
    amend.companions_left(desk, row.id, (), 1)
    assert waiting.summary(desk) == waiting.Summary(4, 5, 0)
    clock.advance(timedelta(hours=2))
    assert waiting.summary(desk) == waiting.Summary(4, 5, 3)
    whys = [item.why[1] for item in waiting.today(desk)]
    assert whys == ["visit_overdue", "visit_late", "standing_ending"]
    assert waiting.today(desk)[0].minutes == 90
    assert counts(desk)["visitors"].number == 4
    assert waiting.sweep_due(desk) is None
    clock.advance(timedelta(hours=11))
    assert waiting.sweep_due(desk) == desk.now
    assert "sweep_due" in [item.why[1] for item in waiting.today(desk)]
    clock.advance(timedelta(hours=11))
    assert waiting.sweep_due(desk) == desk.now - timedelta(hours=11)
    verbs.sweep_out(desk, [row.id for row in board.here(desk)])
    assert waiting.sweep_due(desk) is None
    as_role(desk, Role.ENGINEER)
    assert waiting.today(desk) == []
    assert waiting.count(desk) is None


def test_unit_card_and_building_board(desk: Desk, place: Place, clock: FixedClock) -> None:
    row = verbs.sign_in(desk, place.draft(people=2))
    gone = verbs.sign_in(desk, place.draft("李四"))
    verbs.sign_out(desk, gone.id)
    verbs.expect(desk, place.draft("赵六", expected_at=desk.now + timedelta(hours=1)))
    part = board.unit_card(desk, place.unit)
    assert part is not None
    assert [(line.id, line.tone) for line in part.lines] == [
        (row.id, "ok"), (3, "plain"), (gone.id, "void"),
    ]  # fmt: skip
    cells = board.colours(desk, [place.unit, place.other])
    assert {unit: (cell.tone, cell.text) for unit, cell in cells.items()} == {
        place.unit: ("ok", "2")
    }
    clock.advance(timedelta(hours=1))
    assert board.colours(desk, [place.unit])[place.unit].tone == "late"


def test_muster_list_prints(desk: Desk, place: Place) -> None:
    verbs.sign_in(desk, place.draft("王建国", people=4))
    verbs.sign_in(desk, VisitDraft("张👩工", "维修", department=place.department))
    verbs.sign_in(desk, place.draft("李四", unit=place.far))
    groups = board.muster(desk)
    assert [(group.name, group.people) for group in groups] == [
        ("3栋", 4), ("5栋", 1), ("工程部", 1),
    ]  # fmt: skip
    text = text_of(board.print_muster(as_role(desk, Role.GUARD)))
    for part in ("王建国", "3栋", "工程部", "6"):
        assert part in text


def test_the_one_box_finds_visits(desk: Desk, place: Place) -> None:
    row = verbs.sign_in(desk, place.draft("歐陽娜娜", phone="13712345678", people=2,
                                          companions=(CompanionDraft("司马光"),)))  # fmt: skip
    for text in ("欧阳娜娜", "oynn", "5678", row.number, "司马光", "smg"):
        (group,) = [g for g in one_box.find(desk, text) if g.kind == "visit"]
        assert group.hits[0].id == row.id
        assert group.hits[0].state == ("visit.state", "on_site")
    reindex(desk)
    for text in ("歐陽", "5678", "司马光"):
        assert [g for g in one_box.find(desk, text) if g.kind == "visit"]
    as_role(desk, Role.ENGINEER)
    assert not [g for g in one_box.find(desk, "oynn") if g.kind == "visit"]


def test_parties_are_worded(desk: Desk, place: Place) -> None:
    use("en")
    assert verbs.sign_in(desk, place.draft("Bob", people=4)).party == "Bob and others, 4 people"
    assert verbs.sign_in(desk, place.draft("Ann")).party == "Ann"
