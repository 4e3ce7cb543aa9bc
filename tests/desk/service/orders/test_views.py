"""What is seen of repairs elsewhere: list, one box, Today, cards, boards, files, exports."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.core import find
from desk.core.access import Role
from desk.core.change import Changed
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.files import Attachment, FileContent, incoming
from desk.core.reindex import reindex
from desk.core.today import counts, today
from desk.estate.personal import erase_person, export_person
from desk.service.models.orders import OrderEngineer, WorkOrder
from desk.service.orders import (
    board,
    cards,
    checks,
    dispatch,
    kinds,
    personal,
    verbs,
    waiting,
    work,
)
from desk.service.orders.detail import file_data, view_order
from desk.service.orders.drafts import EngineerDraft
from desk.service.orders.files import attach, detach, relabel
from desk.service.orders.listing import ORDERS
from desk.service.orders.register import ORDER_REGISTER
from tests.desk.service.orders.conftest import Site
from tests.stores import as_role

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
HOURS = timedelta(hours=1)


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ({}, 4), ({"state": "open"}, 1), ({"state": "undone"}, 2), ({"state": "to_close"}, 1),
        ({"state": "alive"}, 3), ({"urgency": "urgent"}, 1), ({"day": "today"}, 4),
        ({"source": "call"}, 1), ({"text": "1502"}, 3), ({"late": True}, 0),
        ({"text": "水龙头"}, 4), ({"engineer": "王师傅"}, 0),
    ],
)  # fmt: skip
def test_the_list(desk: Desk, site: Site, filters: dict[str, object], number: int) -> None:
    site.at("open", urgency="urgent", unit=site.other)
    site.at("working", source="call")
    site.at("done")
    site.at("closed")
    source = ORDERS.open(desk, filters)
    assert source.count() == len(source.rows(0, 10)) == number
    assert ORDERS.open(desk, sort=("due", False)).rows(0, 10)


def test_the_list_by_engineer(desk: Desk, site: Site) -> None:
    row = site.at("assigned")
    other = dispatch.assign(desk, site.report().id, (EngineerDraft(name="王师傅"),))
    for value, key in ((str(site.engineer), row.id), ("王师傅", other.id)):
        assert [r.id for r in ORDERS.open(desk, {"engineer": value}).rows(0, 9)] == [key]


def test_the_one_box_finds_it(desk: Desk, site: Site) -> None:
    row = site.report()
    for text in (row.number, "3-1502", "limin", "8000", "水龙头"):
        groups = {group.kind: group for group in find.find(desk, text)}
        assert [hit.id for hit in groups["work_order"].hits] == [row.id], text
    reindex(desk)
    assert find.find(desk, row.number)[0].hits[0].state == ("work_order.state", "open")


def test_today_and_the_sidebar(desk: Desk, site: Site, clock: FixedClock) -> None:
    open_ = site.report()
    site.at("assigned")
    site.at("working")
    urged = site.at("accepted")
    site.at("closed")
    verbs.urge(desk, urged.id)
    found = {item.id: item.why[1] for item in today(desk) if item.kind == "work_order"}
    assert found == {open_.id: "order_unassigned", urged.id: "order_urged"}
    assert counts(desk)["orders"].number == 4
    assert not counts(desk)["orders"].alert
    clock.advance(timedelta(days=7))
    late = {item.id: (item.why[1], item.tone) for item in today(desk) if item.kind == "work_order"}
    assert len(late) == 4
    assert {tone for _why, tone in late.values()} == {"late"}
    assert late[urged.id][0] == "order_not_there"
    assert counts(desk)["orders"].alert
    assert waiting.summary(desk) == waiting.Summary(1, 3, 4, 0)


def test_today_acts_in_place(desk: Desk, site: Site) -> None:
    site.report()
    for move in ORDER_REGISTER.today_moves:
        for item in waiting.today(desk):
            if item.why[1] in move.whys:
                move.run(desk, item.id)
                if move.undo is not None:
                    move.undo(desk, item.id)
    assert checks.states(desk) == []


def test_what_only_has_to_be_closed_is_one_line(desk: Desk, site: Site) -> None:
    site.at("called_back")
    site.at("called_back")
    (item,) = waiting.today(desk)
    assert (item.kind, item.title, item.why[1]) == ("orders_to_close", "2", "orders_to_close")
    (move,) = [m for m in ORDER_REGISTER.today_moves if item.why[1] in m.whys]
    move.run(desk, item.id)
    assert waiting.today(desk) == []


def test_an_engineer_sees_what_is_theirs(desk: Desk, site: Site) -> None:
    mine = site.at("assigned")
    site.report()
    dispatch.assign(desk, site.report().id, (EngineerDraft(name="王师傅"),))
    as_role(desk, Role.ENGINEER)
    assert [item.id for item in waiting.today(desk)] == [mine.id]
    assert counts(desk)["orders"].number == 1
    as_role(desk, Role.GUARD)
    assert waiting.today(desk) == [] and waiting.count(desk) is None


def test_cards(desk: Desk, site: Site) -> None:
    site.at("closed")
    row = site.at("working")
    verbs.urge(desk, row.id)
    for part in (cards.unit_card(desk, site.unit), cards.person_card(desk, site.owner)):
        assert part is not None
        assert part.lines[0].id == row.id
        assert "滴水" in part.lines[0].text
        assert len(part.lines) == 2
    assert cards.unit_card(desk, site.other) is None


def test_the_dispatch_board(desk: Desk, site: Site, clock: FixedClock) -> None:
    urgent, calm = site.report(urgency="urgent"), site.report()
    start = desk.now + 2 * HOURS
    planned = site.report()
    both = (site.me, EngineerDraft(name="王师傅"))
    dispatch.assign(desk, planned.id, both, start, start + HOURS)
    seen = board.board(desk)
    assert [row.id for row in seen.wait] == [urgent.id, calm.id]
    lanes = {lane.engineer.name: lane for lane in seen.lanes}
    assert list(lanes) == ["Engineer", "王师傅", "刘师傅"]
    (slot,) = lanes["Engineer"].slots
    assert (slot.start, slot.end, slot.planned, slot.lead) == (start, start + HOURS, True, True)
    assert not lanes["王师傅"].slots[0].lead
    assert lanes["刘师傅"].slots == ()
    assert board.board(desk, desk.today + timedelta(days=1)).lanes[0].slots == ()
    clock.advance(timedelta(days=3))  # what was planned and not done is not lost
    assert [row.id for row in board.board(desk).lanes[0].rest] == [planned.id]


def test_the_building_board(desk: Desk, site: Site, clock: FixedClock) -> None:
    site.report()
    assert board.colours(desk, [site.unit, site.other])[site.unit].text == "1"
    clock.advance(timedelta(days=5))
    assert board.colours(desk, [site.unit])[site.unit].tone == "late"


def test_files_with_labels(desk: Desk, site: Site) -> None:
    row = site.at("working")
    attach(desk, row.id, incoming("before.png", PNG), "before")
    view = attach(desk, row.id, incoming("scan.png", PNG), "signed", request="one")
    assert attach(desk, row.id, incoming("scan.png", PNG), "signed", request="one") == view
    assert view.signed and [file.label for file in view.files] == ["before", "signed"]
    assert file_data(desk, row.id, view.files[0].attachment) == PNG
    with pytest.raises(Refused):
        file_data(desk, site.report().id, view.files[0].attachment)
    assert relabel(desk, row.id, view.files[0].id, "after").files[0].label == "after"
    with pytest.raises(Refused) as refused:
        attach(desk, row.id, incoming("x.png", PNG), "face")
    assert refused.value.code == "field.not_a_choice"
    for file in view.files:
        left = detach(desk, row.id, file.id, "传错了")
    assert left.files == () and FileContent.select().count() == 0


def test_personal_data_is_handed_out_and_erased(desk: Desk, site: Site) -> None:
    over, running = site.at("closed"), site.at("working")
    attach(desk, over.id, incoming("a.png", PNG), "after")
    records = export_person(desk, site.owner)["orders"]
    assert [r["number"] for r in records] == [over.number, running.number]
    erase_person(desk, site.owner, "本人要求", force=True)
    gone, kept = WorkOrder.get_by_id(over.id), WorkOrder.get_by_id(running.id)
    assert (gone.name, gone.phone, gone.text, gone.salt) == ("", "", "", None)
    assert gone.erased_at is not None and kept.erased_at is None
    assert Attachment.select().count() == 0
    assert view_order(desk, over.id).row.to_pay == 12_000  # the books stay
    assert over.id not in (desk.search.find("水龙头", [15], 5) or [(15, [], False)])[0][1]


def test_old_orders_are_blanked(desk: Desk, site: Site, clock: FixedClock) -> None:
    site.at("closed")
    site.at("open")
    assert personal.expired(desk) == 0
    clock.advance(timedelta(days=1200))
    assert personal.expired(desk) == 1
    assert personal.erase_expired(desk) == 1
    assert personal.expired(desk) == personal.erase_expired(desk) == 0
    assert checks.numbers(desk) == checks.states(desk) == checks.charges(desk) == []


def test_what_ends_after_its_person_was_erased_goes_at_once(desk: Desk, site: Site) -> None:
    running = site.at("open")
    erase_person(desk, site.owner, "本人要求", force=True)
    assert personal.expired(desk) == 0
    verbs.cancel(desk, running.id, "不修了")
    assert personal.expired(desk) == personal.erase_expired(desk) == 1
    assert WorkOrder.get_by_id(running.id).name == ""
    assert personal.expired(desk) == personal.erase_expired(desk) == 0


def test_exports_read_what_there_is(desk: Desk, site: Site) -> None:
    attach(desk, site.at("closed").id, incoming("after.png", PNG), "after")
    for export in ORDER_REGISTER.exports:
        rows = list(export.rows(desk))
        assert rows and all(len(row) == len(export.columns) for row in rows), export.name


def test_wrong_states_are_found(desk: Desk, site: Site) -> None:
    row = site.at("working")
    OrderEngineer.update(until=desk.now).where(OrderEngineer.order == row.id).execute()
    WorkOrder.update(arrived_at=None).where(WorkOrder.id == row.id).execute()
    assert len(checks.states(desk)) == 2
    WorkOrder.update(number="W260000007").where(WorkOrder.id == row.id).execute()
    assert len(checks.numbers(desk)) == 1


def test_kinds_are_the_site_s_own(desk: Desk, site: Site) -> None:
    there = kinds.kinds(desk)
    assert there[0].code == "water" and there[0].own_name == ""
    named = kinds.update_kind(desk, site.water, kinds.KindDraft("水暖", "paid", 4, position=10))
    assert (named.name, site.report().kind_name) == ("水暖", "水暖")
    made = kinds.create_kind(desk, kinds.KindDraft("泳池"))
    with pytest.raises(Refused) as refused:
        kinds.create_kind(desk, kinds.KindDraft("泳池"))
    assert refused.value.code == "order.kind_taken"
    kinds.update_kind(desk, made.id, kinds.KindDraft("泳池", active=False))
    with pytest.raises(Refused):
        site.report(kind=made.id)
    assert made.name not in {kind.name for kind in kinds.kinds(desk)}
    with pytest.raises(Refused) as refused:
        kinds.create_kind(desk, kinds.KindDraft("", callback_hours=-1))
    assert kinds.update_kind(desk, site.water, kinds.KindDraft("")).name == there[0].name


def test_news_of_a_change_names_the_unit(desk: Desk, site: Site) -> None:
    heard: list[Changed] = []
    desk.on_change(heard.append)
    row = site.report()
    assert {("work_order", row.id), ("unit", site.unit), ("person", site.owner)} <= set(
        heard[0].touched
    )
    work.accept(desk, dispatch.assign(desk, row.id, (site.me,)).id)
    assert all(news.about("work_order") for news in heard)
