"""Repairs by keyboard: taken down, given to somebody, done, paid, asked about; prices and kinds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.core import words
from desk.core.access import Role
from desk.core.desk import Desk
from desk.fees.amounts import ONE
from desk.service.models.orders import MaterialPrice, OrderKind, WorkOrder
from desk.service.orders import dispatch, work
from desk.service.orders.amend import draft_of, update_order
from desk.service.orders.detail import view_order
from desk.service.orders.drafts import LineDraft
from desk.service.orders.rows import get_order
from tests.desk.printing.samples import codes_of, words_of
from tests.desk.service.orders.test_hostile import NASTY
from tests.stores import as_role
from tests.ui.service.orders_acts import (
    DELETE,
    DOWN,
    ENTER,
    Keys,
    Site,
    do,
    frame,
    keys,
    listed,
    meet,
    only,
    sent,
    site,
)
from ui.fees.till.page import TillPage
from ui.kit import messages, preview
from ui.main_window import MainFrame
from ui.service.orders.add_line import split
from ui.service.orders.finish import FinishForm
from ui.service.orders.form import OrderForm
from ui.service.orders.page import OrdersPage

__all__ = ["frame", "keys", "sent", "site"]


def form_of(frame: MainFrame) -> Any:
    kept = listed(frame)._form
    assert kept is not None
    return kept[2]


def test_a_repair_by_keyboard(
    frame: MainFrame, desk: Desk, site: Site, keys: Keys, sent: list[bytes], qtbot: Any
) -> None:
    frame.go("visitors")
    qtbot.keyClick(frame, Qt.Key.Key_F6)
    keys("3-1502", ENTER)
    assert keys.field() == "name"
    keys(DOWN, ENTER, ENTER)
    assert keys.field() == "place"
    keys(ENTER)
    keys("13800138000", ENTER, ENTER, ENTER)
    assert keys.field() == "kind"
    keys("1", ENTER)
    assert keys.field() == "text"
    keys("厨房水龙头滴水")
    keys.ctrl(ENTER)
    view = only(desk)
    assert (view.row.unit, view.row.person, view.row.state) == (site.unit, site.owner, "open")
    assert view.row.kind == site.water and view.row.text == "厨房水龙头滴水"
    sheet = listed(frame)
    shown = sheet.list.current()
    assert sheet.on_list and shown is not None and shown.id == view.row.id
    (pdf,) = sent
    assert view.row.number in words_of(pdf) and codes_of(pdf)


def test_taken_down_and_given_to_somebody_at_once(
    frame: MainFrame, desk: Desk, site: Site, keys: Keys, sent: list[bytes]
) -> None:
    frame.begin("orders", "new", unit=site.unit, kind=site.water, text="Tap", source="call",
                from_kind="call", from_id=17)  # fmt: skip
    form = form_of(frame)
    assert isinstance(form, OrderForm)
    form["engineer"].set_value("王师傅")
    form["wanted_from"].set_value(desk.local(desk.now + timedelta(hours=2)).time())
    form["wanted_until"].set_value(desk.local(desk.now + timedelta(hours=4)).time())
    form.finish()
    view = only(desk)
    assert (view.row.state, view.row.engineers, view.row.source) == ("assigned", "王师傅", "call")
    assert view.row.wanted_from is not None and view.row.plan_from == view.row.wanted_from
    assert draft_of(desk, view.row.id).from_id == 17
    assert len(sent) == 1


def test_what_is_wrong_stands_beside_its_field(frame: MainFrame, keys: Keys) -> None:
    frame.begin("orders", "new")
    form = form_of(frame)
    keys.ctrl(ENTER)
    assert form["kind"].error and form["text"].error
    form.set_values({"kind": next(iter(form.kinds)), "text": "Tap"})
    keys.ctrl(ENTER)
    assert "unit" in form["unit"].error and not WorkOrder.select().exists()


def test_what_was_typed_comes_back(frame: MainFrame, site: Site, keys: Keys) -> None:
    frame.begin("orders", "new")
    form_of(frame)["text"].set_value("halb getippt")
    listed(frame).back()
    frame.begin("orders", "new")
    assert form_of(frame)["text"].value() == "halb getippt"
    frame.begin("orders", "new")  # F6 again stays where it is
    assert form_of(frame)["text"].value() == "halb getippt"
    form_of(frame).saved()


def test_the_same_trouble_is_urged_instead(frame: MainFrame, desk: Desk, site: Site) -> None:
    row = site.report()
    frame.begin("orders", "new", unit=site.unit, kind=site.water)
    sheet = listed(frame)
    card: Any = sheet.now.findChildren(orders_similar())[0]
    assert [one.number for one in card.rows] == [row.number]
    card._urge(card.rows[0])
    assert get_order(desk, row.id).urged == 1


def orders_similar() -> type:
    from ui.service.orders.similar import SimilarCard

    return SimilarCard


def test_two_clerks_at_one_order_lose_nothing(frame: MainFrame, desk: Desk, site: Site) -> None:
    row = site.report()
    frame.begin("orders", "edit", order=row.id)
    form = form_of(frame)
    theirs = draft_of(desk, row.id)
    from dataclasses import replace

    update_order(desk, row.id, replace(theirs, place="阳台", text="他们改的"))
    form["phone"].set_value("13900139000")
    form["text"].set_value("我改的")
    form.finish()
    assert "他们改的" in form["text"].error and "陈佳慧" in form["text"].error
    assert form["text"].value() == "我改的"
    assert draft_of(desk, row.id).text == "他们改的"
    form.finish()  # seen, and mine all the same
    kept = draft_of(desk, row.id)
    assert (kept.place, kept.text, kept.phone) == ("阳台", "我改的", "13900139000")


def test_on_its_way_by_the_card(frame: MainFrame, desk: Desk, site: Site) -> None:
    row, sheet = site.report(), listed(frame)

    def choose(dialog: Any) -> None:
        dialog.form["engineers"].set_value([f"staff.{site.engineer}"])
        dialog.form.finish()

    meet(choose)
    do(sheet, row.id, "assign")
    assert get_order(desk, row.id).state == "assigned"
    do(sheet, row.id, "arrive")
    assert get_order(desk, row.id).state == "working"

    def why(dialog: Any) -> None:
        dialog.form["reason"].set_value("等配件")
        dialog.form.finish()

    meet(why)
    do(sheet, row.id, "pause")
    assert get_order(desk, row.id).pause_reason == "等配件"
    do(sheet, row.id, "resume")
    do(sheet, row.id, "urge")
    fresh = get_order(desk, row.id)
    assert (fresh.state, fresh.urged) == ("working", 1)

    def others(dialog: Any) -> None:
        dialog.form["engineers"].set_value(["王师傅"])
        dialog.form["reason"].set_value("请假")
        dialog.form.finish()

    meet(others)
    do(sheet, row.id, "transfer")
    fresh = get_order(desk, row.id)
    assert (fresh.state, fresh.engineers) == ("assigned", "王师傅")


def test_finished_with_labour_and_material_then_paid(
    frame: MainFrame, desk: Desk, site: Site, keys: Keys, qtbot: Any
) -> None:
    row = site.at("working", paid=True)
    frame.begin("orders", "finish", order=row.id)
    assert keys.field() == "result"
    form = form_of(frame)
    assert isinstance(form, FinishForm)
    form.focus_first()
    keys("更换阀芯")
    form.add_line.widget.setFocus()
    keys("阀芯", " 2", ENTER)
    keys("上门人工", ENTER)
    keys("Sealant 3", ENTER)
    assert keys.field() == "add"
    assert [(n.listed, n.quantity, n.price) for n in form.lines.drafts()] == [
        (site.valve, 2 * ONE, 3_500), (site.labour, ONE, 5_000), (None, 3 * ONE, 0),
    ]  # fmt: skip
    table = form.lines.table
    table.setFocus()
    table.setCurrentCell(2, 3)
    keys("1")
    keys("2", ENTER)
    qtbot.waitUntil(lambda: form.lines.drafts()[2].price == 1_200)
    table.setFocus()
    keys(Qt.Key.Key_Space)
    assert form.lines.drafts()[2].payer == "company"
    table.setCurrentCell(2, 1)
    keys(DELETE)
    assert len(form.lines.drafts()) == 2 and "120.00" in form.lines.total.text()
    keys.ctrl(ENTER)
    fresh = get_order(desk, row.id)
    assert (fresh.state, fresh.to_pay) == ("done", 12_000)
    sheet = listed(frame)
    moves, _more = sheet.moves.of(view_order(desk, row.id))
    assert moves[0].key == "pay" and moves[0].primary
    moves[0].run()
    till = frame.go("till")
    assert isinstance(till, TillPage) and till.card is not None
    assert row.number in till.message_bar.text
    qtbot.keyClick(frame, Qt.Key.Key_F6)  # back to what waits, not a new one
    assert frame.key == "orders" and "120.00" in sheet.list.message_bar.text
    current = sheet.list.current()
    assert current is not None and current.id == row.id
    qtbot.keyClick(frame, Qt.Key.Key_F6)
    assert not sheet.on_list and isinstance(form_of(frame), OrderForm)


def test_corrected_while_nothing_is_paid(frame: MainFrame, desk: Desk, site: Site) -> None:
    row, sheet = site.at("done"), listed(frame)
    do(sheet, row.id, "correct")
    form = form_of(frame)
    assert len(form.lines.drafts()) == 2 and form["result"].value() == "更换阀芯"
    form.lines.set_drafts(form.lines.drafts()[:1])
    form.finish()
    assert len(view_order(desk, row.id).lines) == 1


def test_called_back_and_closed(frame: MainFrame, desk: Desk, site: Site) -> None:
    row, sheet = site.at("done"), listed(frame)
    assert "close" not in {move.key for move in sheet.moves.of(view_order(desk, row.id))[0]}

    def well(dialog: Any) -> None:
        dialog.form["score"].set_value("4")
        dialog.form["words"].set_value("很准时")
        dialog.form.finish()

    meet(well)
    do(sheet, row.id, "call_back")
    fresh = get_order(desk, row.id)
    assert (fresh.state, fresh.score) == ("called_back", 4)
    do(sheet, row.id, "close")
    assert get_order(desk, row.id).state == "closed"


def test_an_engineer_sees_own_orders_and_may_not_assign(
    frame: MainFrame, desk: Desk, site: Site
) -> None:
    row = site.at("assigned")
    as_role(desk, Role.ENGINEER)
    sheet = listed(frame)
    keys_ = {move.key for group in sheet.moves.of(view_order(desk, row.id)) for move in group}
    assert {"accept", "arrive", "finish"} <= keys_ and not keys_ & {"assign", "transfer", "edit"}
    frame.begin("orders", "new")
    assert sheet.on_list and "role" in sheet.list.message_bar.text


def test_hostile_words_are_shown_as_they_are(frame: MainFrame, desk: Desk, site: Site) -> None:
    nasty = "<img src=x> & 100% {number} ' OR 1=1 -- 龍"
    row = site.report(text=nasty, name=nasty, place=nasty)
    sheet = listed(frame)
    sheet.show_record("work_order", row.id)
    shown = sheet.cards.detail(view_order(desk, row.id), [], [])
    assert shown.lines[0].value == draft_of(desk, row.id).text
    frame.begin("orders", "new", unit=site.unit, text=nasty, name=nasty)
    assert form_of(frame)["text"].value() == nasty
    listed(frame).home()
    other = site.at("working", text=nasty, name=nasty)
    frame.begin("orders", "finish", order=other.id)
    form = form_of(frame)
    for text in (nasty, "=1+1", "x" * 5_000, "水\u202e\x00管", "-1", "99999999999", "1e5"):
        form.lines.take(LineDraft(ONE, text=text, price=100))
        form["result"].set_value(text)
        for place in range(form.lines.table.columnCount()):
            item = form.lines.table.item(len(form.lines.lines) - 1, place)
            item.setText(text)  # typed into the grid
    form.finish()
    assert form["lines"].error or get_order(desk, other.id).state == "done"
    assert form["result"].value()


@pytest.mark.parametrize("nasty", list(NASTY.values()), ids=list(NASTY))
def test_nothing_typed_into_the_form_is_lost(
    frame: MainFrame, desk: Desk, site: Site, nasty: str
) -> None:
    frame.begin("orders", "new", unit=site.unit, kind=site.water)
    form = form_of(frame)
    names = ("name", "place", "phone", "text")
    for name in names:
        form[name].set_value(nasty)
    shown = {name: form[name].value() for name in names}
    form.finish()
    if WorkOrder.select().exists():
        sheet = listed(frame)
        assert sheet.cards.detail(only(desk), [], []).lines
        return
    assert any(form[name].error for name in names)
    assert {name: form[name].value() for name in names} == shown
    form.saved()


def test_prices_and_kinds_are_edited(frame: MainFrame, desk: Desk, site: Site) -> None:
    page = frame.go("orders")
    assert isinstance(page, OrdersPage)
    page.begin("prices.new")
    sheet: Any = page.now
    form = sheet._form[2]
    form.set_values({"name": "玻璃胶", "price": 1_800, "measure": "支"})
    form.finish()
    made = MaterialPrice.get(MaterialPrice.name == "玻璃胶")
    assert (made.price, made.kind, made.item_id) == (1_800, "material", None)
    sheet.edit(sheet.list.current())
    sheet._form[2]["active"].set_value(False)
    sheet._form[2].finish()
    assert not MaterialPrice.get_by_id(made.id).active
    page.begin("kinds.new")
    kinds: Any = page.now
    form = kinds._form[2]
    form.set_values({"name": "游泳池", "callback": "never", "paid": True})
    form.finish()
    kind = OrderKind.get(OrderKind.name == "游泳池")
    assert (kind.callback, kind.paid) == ("never", True)


def test_what_stands_before_a_figure() -> None:
    assert split("valve 2") == ("valve", 2 * ONE)
    assert split("pipe DN20") == ("pipe DN20", ONE)
    assert split("sealant x1.5") == ("sealant", 15_000)
    assert split("3") == ("3", ONE)


def test_pauses_and_states_have_their_card(frame: MainFrame, desk: Desk, site: Site) -> None:
    sheet = listed(frame)
    for state in ("open", "paused", "done", "closed", "cancelled"):
        row = site.at(state)
        sheet.show_record("work_order", row.id)
        shown = sheet._detail(get_order(desk, row.id))
        assert shown is not None and shown.heading
    work.accept(desk, dispatch.assign(desk, site.report().id, (site.me,)).id)
    assert QApplication.focusWidget() is not None and preview is not None


def test_all_of_a_new_one_is_seen_under_a_message(
    frame: MainFrame, desk: Desk, site: Site, qtbot: Any
) -> None:
    words.use("zh_CN")
    qtbot.keyClick(frame, Qt.Key.Key_F6)
    form = form_of(frame)
    messages.say(form, "3-1502: no water today", "warn")
    bar = form.area.verticalScrollBar()
    qtbot.waitUntil(lambda: form.isVisible() and bar.maximum() == 0)
