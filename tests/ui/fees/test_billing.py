"""Billing: the run from preview to reversal, single charges, months ahead, why an amount."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.estate.buildings import BuildingDraft, create_building
from desk.estate.units import UnitDraft, create_unit
from desk.fees import items, offers, tariffs
from desk.fees.billing import charges, run
from desk.fees.billing.drafts import RunDraft
from desk.fees.items import ItemDraft
from desk.fees.offers import OfferDraft
from desk.fees.tariffs import TariffDraft
from desk.fees.till.post import post_receipt
from tests.desk.fees.till.conftest import Place, place
from tests.ui.duty.conftest import FakeFrame
from ui.fees.billing.charges import ChargesSheet
from ui.fees.billing.page import BillingPage
from ui.fees.billing.run import RunSheet
from ui.fees.billing.runs import RunsSheet
from ui.kit import jobs

__all__ = ["place"]

Show = Callable[[QWidget], QWidget]
Answer = Callable[..., list[Any]]
NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def units(desk: Desk) -> list[int]:
    """Two units of 3 栋 and one of 5 栋, 89.50 m² each."""
    made: list[int] = []
    for code, rooms in (("3", ("1501", "1502")), ("5", ("0801",))):
        building = create_building(desk, BuildingDraft(code, f"{code} 栋"))
        drafts = [UnitDraft(building=building.id, room=room, area=8950) for room in rooms]
        made += [create_unit(desk, draft).id for draft in drafts]
    return made


@pytest.fixture
def fee(desk: Desk, units: list[int]) -> int:
    """The management fee at 2.80."""
    item = items.create_item(desk, ItemDraft("物业费", "area"))
    tariffs.add_tariff(desk, TariffDraft(item.id, date(2026, 1, 1), price=28000))
    return item.id


@pytest.fixture
def page(frame: FakeFrame, shown: Show) -> BillingPage:
    made = BillingPage(frame)
    shown(made)
    return made


def sheet(page: BillingPage) -> RunSheet:
    found = page.sheet("run")
    assert isinstance(found, RunSheet)
    return found


def looked(qtbot: Any, page: RunSheet) -> None:
    page.preview()
    qtbot.waitUntil(lambda: page.job is None)


def test_without_fee_items_the_first_step_is_told(page: BillingPage, frame: FakeFrame) -> None:
    now = sheet(page)
    assert not now.look.isEnabled()
    now.nothing.step.click()
    assert frame.asked[-1] == ("go", "fee_items")


def test_preview_then_post_by_keyboard(fee: int, page: BillingPage, desk: Desk, qtbot: Any) -> None:
    now = sheet(page)
    page.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(now.scope.month, Qt.Key.Key_Return, control)
    qtbot.waitUntil(lambda: now.found is not None)
    assert "751.80" in now.result.total.text()
    assert "3" in now.yes.text() and now.yes.isEnabled()
    qtbot.keyClick(now.yes, Qt.Key.Key_Return, control)
    qtbot.waitUntil(lambda: now.job is None and now.found is None)
    (made,) = run.run_rows(desk)
    assert (made.month, made.count, made.total) == (NOVEMBER, 3, 75180)
    assert made.number in now.message_bar.accessibleName()


def test_another_month_or_item_forgets_the_preview(fee: int, page: BillingPage, qtbot: Any) -> None:
    now = sheet(page)
    looked(qtbot, now)
    assert now.result.isVisible()
    qtbot.keyClick(now.scope.month, Qt.Key.Key_Up)
    assert not now.result.isVisible() and now.scope.month.text() == "2026-12"
    looked(qtbot, now)
    now.scope.items.toggle(now.scope.items.held()[0])
    assert not now.result.isVisible() and not now.look.isEnabled()


def test_months_are_typed_in_any_way(page: BillingPage) -> None:
    month = sheet(page).scope.month
    for text, found in (("3", "2026-03"), ("0327", "2027-03"), ("2025-9", "2025-09"),
                        ("2025-12", "2025-12"), ("x", "2025-12")):  # fmt: skip
        month.setText(text)
        month._read()
        assert month.text() == found


def test_only_the_ticked_buildings_are_billed(
    fee: int, units: list[int], page: BillingPage, desk: Desk, qtbot: Any
) -> None:
    now = sheet(page)
    now.scope.places.toggle(now.scope.places.held()[0])
    assert now.scope.draft().units == (units[2],)
    looked(qtbot, now)
    assert now.found is not None and now.found.count == 1


def test_the_month_after_the_last_run_is_proposed(
    fee: int, desk: Desk, frame: FakeFrame, shown: Show
) -> None:
    run.post(desk, RunDraft(NOVEMBER, (fee,)))
    made = BillingPage(frame)
    shown(made)
    assert sheet(made).scope.month.text() == "2026-12"


def test_a_second_run_says_that_all_is_billed(
    fee: int, page: BillingPage, desk: Desk, qtbot: Any
) -> None:
    run.post(desk, RunDraft(NOVEMBER, (fee,)))
    now = sheet(page)
    looked(qtbot, now)
    assert now.found is not None and now.found.count == 0
    assert not now.yes.isEnabled()
    now.result.tabs.setCurrentIndex(2)
    assert now.result.table.rowCount() == 3


def test_an_error_stops_the_run_and_names_the_unit(
    units: list[int], page: BillingPage, desk: Desk, qtbot: Any, frame: FakeFrame
) -> None:
    building = create_building(desk, BuildingDraft("7", "7 栋"))
    bad = create_unit(desk, UnitDraft(building=building.id, room="0101"))
    item = items.create_item(desk, ItemDraft("电梯费", "formula"))
    tariffs.add_tariff(desk, TariffDraft(item.id, date(2026, 1, 1), formula="area * 2"))
    now = sheet(page)
    now.refresh()
    looked(qtbot, now)
    found = now.found
    assert found is not None and found.problem_count == 1
    assert not now.yes.isEnabled()
    assert "7-0101" in now.result.table.text()
    now.result.table.cellActivated.emit(0, 0)
    assert frame.asked[-1] == ("show_record", "unit", bad.id)


def test_stopped_nothing_is_charged(
    fee: int, page: BillingPage, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = sheet(page)
    looked(qtbot, now)

    def stopped(*_given: Any, **_values: Any) -> None:
        raise jobs.Cancelled

    monkeypatch.setattr(run, "post", stopped)
    now.post()
    qtbot.waitUntil(lambda: now.job is None)
    assert "Stopped" in now.message_bar.accessibleName()
    assert not run.run_rows(desk) and now.scope.isEnabled() and now.yes.isEnabled()


def test_what_changed_meanwhile_is_said_and_looked_at_anew(
    fee: int, page: BillingPage, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = sheet(page)
    looked(qtbot, now)

    def changed(*_given: Any, **_values: Any) -> None:
        raise Refused("run.changed", total="1.00")

    monkeypatch.setattr(run, "post", changed)
    now.post()
    qtbot.waitUntil(lambda: now.job is None)
    assert now.found is None and now.message_bar.isVisible()


def test_a_run_is_reversed_with_a_reason(
    fee: int, page: BillingPage, desk: Desk, answer: Answer
) -> None:
    made = run.post(desk, RunDraft(NOVEMBER, (fee,)))
    runs = page.show_sheet("runs")
    assert isinstance(runs, RunsSheet)
    detail = runs._detail(made)
    assert detail is not None and detail.moves[1].enabled

    def give(dialog: Any) -> None:
        dialog.field.setPlainText("价格录错")
        dialog.finish()

    answer(give)
    detail.moves[1].run()
    fresh = run.get_run(desk, made.id)
    assert (fresh.state, fresh.reason) == ("reversed", "价格录错")
    again = runs._detail(fresh)
    assert again is not None and "价格录错" in again.timeline[0].text


def test_from_the_run_to_its_charges_and_why(fee: int, page: BillingPage, desk: Desk) -> None:
    made = run.post(desk, RunDraft(NOVEMBER, (fee,)))
    runs = page.show_sheet("runs")
    assert isinstance(runs, RunsSheet)
    detail = runs._detail(made)
    assert detail is not None
    detail.moves[0].run()
    found = page.now
    assert isinstance(found, ChargesSheet)
    assert found.list.model.rowCount() == 3
    row: Any = found.list.model.row_at(0)
    card = found._detail(row)
    assert card is not None and "89.50" in card.notice and "250.60" in card.notice
    back = next(move for move in card.moves if move.key == "reverse")
    assert not back.enabled and "run" in back.why


def test_a_charge_by_hand_and_taken_back(
    fee: int, units: list[int], page: BillingPage, desk: Desk, answer: Answer
) -> None:
    once = items.create_item(desk, ItemDraft("装修管理费", "one_off"))
    found = page.show_sheet("charges")
    assert isinstance(found, ChargesSheet)
    found.begin("new", unit=units[0])
    form: Any = found.now.form  # type: ignore[attr-defined]
    form.set_values({"item": once.id, "counted": True, "quantity": 30000, "price": 505000})
    assert "151.50" in form.sum.text()
    form.finish()
    row = found.list.model.row_at(0)
    assert row is not None and row.amount == 15150

    def give(dialog: Any) -> None:
        dialog.field.setPlainText("重复")
        dialog.finish()

    answer(give)
    found._reverse(row)
    assert charges.get_charge(desk, row.id).state == "reversed"


def test_months_ahead_with_the_free_one(
    fee: int, units: list[int], page: BillingPage, desk: Desk
) -> None:
    offer = offers.create_offer(desk, OfferDraft(fee, "预存一年", 11, 1, NOVEMBER))
    found = page.show_sheet("charges")
    assert isinstance(found, ChargesSheet)
    found.begin("ahead", unit=units[0])
    form: Any = found.now.form  # type: ignore[attr-defined]
    form["months"].edit.setText("2")
    assert "501.20" in form.quote.text()
    form["offer"].set_value(offer.id)
    assert form["months"].value() == 11 and "250.60" in form.quote.text().splitlines()[-1]
    form.finish()
    assert found.on_list and found.list.model.rowCount() == 12


def test_what_paid_a_charge_opens_from_it(
    frame: FakeFrame, page: BillingPage, desk: Desk, place: Place
) -> None:
    receipt = post_receipt(desk, place.pay(place.first()))
    found = page.show_sheet("charges")
    assert isinstance(found, ChargesSheet)
    card = found._detail(charges.get_charge(desk, place.debts[0]))
    assert card is not None
    (row,) = card.parts[0].rows
    assert (row.text, row.tag) == (receipt.number, "250.60")
    assert row.open is not None
    row.open()
    assert frame.asked[-1] == ("show_record", "receipt", receipt.id)
    still = found._detail(charges.get_charge(desk, place.debts[2]))
    assert still is not None
    assert not still.parts


def test_what_is_not_due_in_the_month_is_not_ticked(
    fee: int, page: BillingPage, desk: Desk
) -> None:
    half = items.create_item(desk, ItemDraft("电梯年检", "fixed", cycle=6, cycle_start=1))
    tariffs.add_tariff(desk, TariffDraft(half.id, date(2026, 1, 1), price=10000))
    scope = sheet(page).scope
    scope.refresh()
    assert scope.draft().items == (fee,)
    scope.month.show_month(date(2027, 1, 1))
    assert scope.draft().items == (fee, half.id)
    scope.items.toggle(scope.items.held()[1])
    scope.month.show_month(date(2027, 7, 1))
    assert scope.draft().items == (fee,)  # left out by hand, so in another month too
