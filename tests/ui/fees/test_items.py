"""Fee items: made at one go or one by one, priced, with exceptions, offers and a price list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desk.core.access import Role
from desk.core.desk import Desk
from desk.estate.buildings import BuildingDraft, create_building
from desk.estate.units import UnitDraft, create_unit
from desk.fees import items, offers, overrides, services, tariffs
from desk.fees.items import ItemDraft, ItemRow
from tests.stores import as_role
from tests.ui.duty.conftest import FakeFrame
from ui.fees.items.forms import ItemForm, TariffForm
from ui.fees.items.list import ItemsSheet
from ui.fees.items.page import ItemsPage
from ui.fees.items.price import StepsField
from ui.fees.items.services import ServicesSheet
from ui.kit.screens import FormScreen

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def page(frame: FakeFrame, shown: Show) -> ItemsPage:
    made = ItemsPage(frame)
    shown(made)
    return made


def sheet(page: ItemsPage) -> ItemsSheet:
    found = page.sheet("items")
    assert isinstance(found, ItemsSheet)
    return found


def form(page: Any) -> Any:
    screen = page.now
    assert isinstance(screen, FormScreen)
    return screen.form


def item(desk: Desk, kind: str = "area", name: str = "物业费") -> ItemRow:
    return items.create_item(desk, ItemDraft(name, kind))


def test_an_empty_site_begins_with_the_usual_items(page: ItemsPage, desk: Desk) -> None:
    step = sheet(page).list.nothing.step
    assert "usual" in step.text()
    step.click()
    assert len(items.item_rows(desk)) > 4
    assert sheet(page).list.model.rowCount() == len(items.item_rows(desk))


def test_who_may_not_edit_is_told_why(frame: FakeFrame, shown: Show, desk: Desk) -> None:
    as_role(desk, Role.CASHIER)
    made = ItemsPage(frame)
    shown(made)
    add = sheet(made).list._actions["add"]
    assert not add.isEnabled() and add.toolTip()


def test_a_new_item_goes_on_to_its_price_by_keyboard(
    page: ItemsPage, desk: Desk, qtbot: Any
) -> None:
    list_ = sheet(page)
    list_.begin("new")
    made = form(list_)
    made["name"].set_value("物业费")
    qtbot.keyClick(made["name"].widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    priced = form(list_)
    assert isinstance(priced, TariffForm)
    assert QApplication.focusWidget() is priced["price"].widget
    qtbot.keyClicks(priced["price"].widget, "2.8")
    assert "250.60" in priced.sample.text()
    qtbot.keyClick(priced["price"].widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert list_.on_list
    (row,) = items.item_rows(desk)
    (tariff,) = tariffs.tariffs_of(desk, row.id)
    assert (tariff.price, tariff.since) == (28000, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("area", {"payer", "unit_kinds", "cycle", "due_day", "own_late"}),
        ("one_off", {"payer", "due_day", "own_late"}),
        ("deposit", set()),
        ("sundry", set()),
    ],
)
def test_only_what_the_kind_needs_is_asked(desk: Desk, kind: str, asked: set[str]) -> None:
    made = ItemForm(desk)
    made["kind"].set_value(kind)
    shown_ = {key for key, field in made.fields.items() if not field.isHidden()}
    assert shown_ == asked | {"kind", "name", "note"}


def test_late_terms_of_its_own(page: ItemsPage, desk: Desk) -> None:
    list_ = sheet(page)
    list_.begin("new")
    made = form(list_)
    made.set_values({"name": "停车费", "kind": "fixed", "own_late": True})
    made.set_values({"late_rate": 500, "grace": 10, "late_cap": 300})
    assert made["late_rate"].edit.text() == "0.5"
    made.finish()
    (row,) = items.item_rows(desk)
    assert (row.late_rate, row.grace, row.late_cap) == (500, 10, 300)
    list_.back()
    detail = list_._detail(row)
    assert detail is not None
    assert any("0.5 ‰" in line.value for line in detail.lines)
    assert detail.state == "No price yet" and detail.notice


def test_a_wrong_price_is_said_beside_its_field(page: ItemsPage, desk: Desk) -> None:
    list_ = sheet(page)
    list_.prices.add_tariff(item(desk))
    made = form(list_)
    made["price"].edit.setText("2,8x")
    made.finish()
    assert "2,8x" in made["price"].error
    made["price"].edit.setText("0")
    made.finish()
    assert made["price"].error and not tariffs.tariffs_of(desk, 1)


def test_steps_are_typed_from_cell_to_cell(page: ItemsPage, desk: Desk, qtbot: Any) -> None:
    list_ = sheet(page)
    row = item(desk, "stepped")
    list_.prices.add_tariff(row)
    made = form(list_)
    steps = made["steps"]
    assert isinstance(steps, StepsField)
    steps.widget.setFocus()
    for text in ("90", "2", "", "2.5"):
        cell = QApplication.focusWidget()
        if text:
            qtbot.keyClicks(cell, text)
        qtbot.keyClick(cell, Qt.Key.Key_Return if text != "" else Qt.Key.Key_Tab)
    assert steps.value() == ((900000, 20000), (None, 25000))
    made.finish()
    (tariff,) = tariffs.tariffs_of(desk, row.id)
    assert tariff.steps == ((900000, 20000), (None, 25000))
    part = list_.prices.parts(row)[0]
    assert "90" in part.rows[0].text and "2.50" in part.rows[0].text


def test_a_formula_is_tried_out_while_typing(page: ItemsPage, desk: Desk) -> None:
    list_ = sheet(page)
    list_.prices.add_tariff(item(desk, "formula"))
    made = form(list_)
    made["price"].set_value(28000)
    made["formula"].edit.setText("max(area * price, 30)")
    assert "250.60" in made["formula"].sample.text()
    made["formula"].edit.setText("max(area * prize")
    assert made["formula"].sample.property("tone") == "late"
    made.finish()
    assert made["formula"].error


def test_what_differs_for_a_unit(page: ItemsPage, desk: Desk, frame: FakeFrame) -> None:
    building = create_building(desk, BuildingDraft("3", "3 栋"))
    unit = create_unit(desk, UnitDraft(building=building.id, room="1502"))
    row = item(desk)
    list_ = sheet(page)
    list_.prices.add_override(row)
    made = form(list_)
    made["unit"].show_unit(unit.id)
    made["rate"].edit.setText("70%")
    made["reason"].set_value("空置")
    made.finish()
    (kept,) = overrides.overrides_of(desk, item=row.id)
    assert (kept.unit, kept.rate) == (unit.id, 700)
    line = list_.prices.parts(items.get_item(desk, row.id))[1].rows[0]
    assert "3-1502" in line.text and "70%" in line.text
    line.moves[0].run()
    assert frame.asked[-1] == ("show_record", "unit", unit.id)


def test_an_offer_is_given_and_taken_back(page: ItemsPage, desk: Desk) -> None:
    row = item(desk)
    list_ = sheet(page)
    list_.prices.add_offer(row)
    made = form(list_)
    made.set_values({"name": "预存一年", "months": 11, "free": 1})
    made.finish()
    (kept,) = offers.offers(desk, row.id)
    assert (kept.months, kept.free, kept.active) == (11, 1, True)
    list_.prices._switch_offer(row, kept)
    assert not offers.offers(desk, row.id)[0].active


def test_what_was_typed_comes_back(page: ItemsPage, desk: Desk) -> None:
    list_ = sheet(page)
    list_.new()
    form(list_)["name"].set_value("垃圾清运费")
    form(list_)["name"].edit.setText("垃圾清运")
    list_.back()
    list_.new()
    assert form(list_)["name"].value() == "垃圾清运"


def test_the_price_list(page: ItemsPage, desk: Desk) -> None:
    found = page.show_sheet("services")
    assert isinstance(found, ServicesSheet)
    found.new()
    assert found.on_list  # nothing to book it on yet
    income = item(desk, "sundry", "有偿服务")
    found.new()
    made = form(found)
    made.set_values({"name": "复印 A4", "category": "打印", "measure": "张", "price": 50})
    made.finish()
    (kept,) = services.services(desk)
    assert (kept.price, kept.item, kept.category) == (50, income.id, "打印")
    detail = found._detail(kept)
    assert detail is not None and "0.50 / 张" in detail.lines[0].value
    found._switch(kept)
    assert not services.services(desk)
