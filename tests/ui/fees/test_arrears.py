"""Arrears: contacts by keyboard, promises, notices one by one and in a batch, the ageing."""

from __future__ import annotations

import time
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desk.core.access import Role
from desk.core.desk import Desk
from desk.fees.dunning import contacts, notices
from desk.fees.dunning.contacts import contacts_of
from desk.fees.dunning.rows import ContactDraft
from tests.stores import as_role
from tests.ui.fees.counter import ENTER, Keys, Place, counter, keys, meet, place, printed
from ui.fees.arrears.ageing import AgeingTab
from ui.fees.arrears.list import ArrearsTab
from ui.fees.arrears.notices import NoticesForm
from ui.fees.arrears.page import ArrearsPage
from ui.kit import preview
from ui.main_window import MainFrame

__all__ = ["counter", "keys", "place", "printed"]
TAB = Qt.Key.Key_Tab


@pytest.fixture
def page(counter: MainFrame, qtbot: Any) -> ArrearsPage:
    made = counter.go("arrears")
    assert isinstance(made, ArrearsPage)
    qtbot.waitUntil(lambda: sheet(made).list.table.hasFocus())
    return made


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Papers that would have been shown."""
    sent: list[bytes] = []
    monkeypatch.setattr(preview, "show_paper", lambda *_a, pdf, **_v: sent.append(pdf))
    return sent


def sheet(page: ArrearsPage) -> ArrearsTab:
    found = page.sheet("list")
    assert isinstance(found, ArrearsTab)
    return found


def press(tab: ArrearsTab, key: str) -> None:
    tab.list._show_detail()
    shown = tab.list.card.detail
    assert shown is not None
    next(move for move in (*shown.moves, *shown.more) if move.key == key).run()


def test_a_call_that_nobody_answered_takes_five_keys(
    page: ArrearsPage, keys: Keys, desk: Desk, place: Place
) -> None:
    sheet(page).list.table.select(0)
    before = keys.count
    keys.ctrl(Qt.Key.Key_N)
    assert keys.field() == "way"
    keys("2", ENTER, "3")
    keys.ctrl(ENTER)
    assert keys.count - before == 5
    [made] = contacts_of(desk, place.unit)
    assert (made.way, made.outcome, made.person) == ("call", "no_answer", place.owner)
    assert sheet(page).on_list
    assert "3-1502" in sheet(page).list.message_bar.text


def test_a_promise_is_asked_for_with_its_day(
    page: ArrearsPage, keys: Keys, desk: Desk, place: Place
) -> None:
    sheet(page).list.table.select(0)
    keys.ctrl(Qt.Key.Key_N)
    keys("2", ENTER, "6", ENTER)
    assert keys.field() == "promised_on"
    keys.ctrl(ENTER)  # without the day
    assert keys.field() == "promised_on"
    assert not contacts_of(desk, place.unit)
    keys("+3", ENTER, "100")
    keys.alt(Qt.Key.Key_2)
    keys.ctrl(ENTER)
    [made] = contacts_of(desk, place.unit)
    assert (made.promised, made.promise) == (10_000, "open")
    assert made.promised_on == desk.today + timedelta(days=3)
    assert made.said == "Will pay by transfer and send the proof."


def test_what_the_desk_refuses_stands_beside_its_field(
    page: ArrearsPage, keys: Keys, desk: Desk, place: Place
) -> None:
    sheet(page).list.table.select(0)
    keys.ctrl(Qt.Key.Key_N)
    keys("2", ENTER, "6", ENTER, "+3", ENTER, "99999")
    keys.ctrl(ENTER)
    tab = sheet(page)
    assert tab._form is not None
    assert tab._form[2]["promised"].error
    assert not contacts_of(desk, place.unit)


def test_a_question_taken_away(page: ArrearsPage, keys: Keys, desk: Desk, place: Place) -> None:
    sheet(page).list.table.select(0)
    keys.ctrl(Qt.Key.Key_N)
    keys("2", ENTER, "5", ENTER)
    assert keys.field() == "answer"
    keys("2", ENTER)
    keys("漏水未修，何时处理？")
    keys.ctrl(ENTER)
    [made] = contacts_of(desk, place.unit)
    assert (made.answer, made.said) == ("taken_away", "漏水未修，何时处理？")


def test_somebody_else_by_name(page: ArrearsPage, keys: Keys, desk: Desk, place: Place) -> None:
    page.begin("contact", unit=place.unit)
    tab = sheet(page)
    assert tab._form is not None
    form = tab._form[2]
    form.set_values({"outcome": "reached", "person": "王阿姨（保姆）"})
    form.finish()
    [made] = contacts_of(desk, place.unit)
    assert (made.person, made.spoken_to) == (None, "王阿姨（保姆）")


def test_a_draft_of_a_contact_comes_back(page: ArrearsPage, keys: Keys, place: Place) -> None:
    page.begin("contact", unit=place.unit)
    keys("2", ENTER, "2", Qt.Key.Key_Escape)
    assert sheet(page).on_list
    page.begin("contact", unit=place.unit)
    tab = sheet(page)
    assert tab._form is not None
    assert tab._form[2]["outcome"].value() == "reached"


def test_the_card_names_debts_people_and_contacts(
    page: ArrearsPage, desk: Desk, place: Place
) -> None:
    contacts.record_contact(desk, ContactDraft(place.unit, "call", "reached", said="已告知"))
    tab = sheet(page)
    tab.show_unit(place.unit)
    tab.list._show_detail()
    shown = tab.list.card.detail
    assert shown is not None
    people, said, debts = shown.parts
    assert [row.text for row in people.rows] == ["李敏"]
    assert people.rows[0].reveal is not None
    assert "138" in people.rows[0].reveal.masked
    assert [row.tag for row in debts.rows] == ["250.60", "100.00", "33.33"]
    assert said.rows[0].text == "Call · Reached"
    assert "已告知" in said.rows[0].detail
    assert people.rows[0].reveal.full is not None
    assert people.rows[0].reveal.full() == "138 0013 8000"


def test_a_notice_is_printed_and_written_down(
    page: ArrearsPage, desk: Desk, place: Place, papers: list[bytes], qtbot: Any
) -> None:
    tab = sheet(page)
    tab.show_unit(place.unit)
    press(tab, "notice")
    qtbot.waitUntil(lambda: len(papers) == 1)
    assert papers[0].startswith(b"%PDF")
    [made] = contacts_of(desk, place.unit)
    assert made.way == "notice"
    [notice] = notices.notices_of(desk, place.unit)
    assert notice.number in tab.list.message_bar.text
    meet(lambda dialog: dialog.finish())
    press(tab, f"again.{notice.id}")
    qtbot.waitUntil(lambda: len(papers) == 2)


def test_a_batch_says_first_how_many(
    page: ArrearsPage, keys: Keys, desk: Desk, place: Place, papers: list[bytes], qtbot: Any
) -> None:
    keys.ctrl(Qt.Key.Key_P)
    tab = sheet(page)
    assert tab._form is not None
    form = tab._form[2]
    assert isinstance(form, NoticesForm)
    assert form.count.text().startswith("1 paper over 350.60")
    form["at_least"].set_value(100_000)
    form.look()
    assert form.count.text() == "Nobody owes that much."
    form["at_least"].set_value(None)
    form["kind"].set_value("demand")
    form["deadline"].set_value(desk.today + timedelta(days=10))
    keys.ctrl(ENTER)
    qtbot.waitUntil(lambda: len(papers) == 1)
    [notice] = notices.notices_of(desk, place.unit)
    assert (notice.kind, notice.deadline) == ("demand", desk.today + timedelta(days=10))
    assert tab.on_list


def test_the_printing_can_be_stopped(
    page: ArrearsPage, monkeypatch: pytest.MonkeyPatch, desk: Desk, place: Place, qtbot: Any
) -> None:
    def slow(_desk: Desk, _draft: Any, tick: Any, **_values: Any) -> Any:
        for done in range(1_000):
            tick(done, 1_000)
            time.sleep(0.005)

    monkeypatch.setattr(notices, "issue_notices", slow)
    tab = sheet(page)
    tab.show_unit(place.unit)
    press(tab, "notice")
    qtbot.waitUntil(tab.papers.job_bar.isVisible)
    tab.papers.job_bar._stop.click()
    qtbot.waitUntil(lambda: tab.papers.job is None)
    assert "Stopped" in tab.list.message_bar.text
    assert not notices.notices_of(desk, place.unit)


def test_the_pack_for_the_lawyer(
    page: ArrearsPage, desk: Desk, place: Place, tmp_path: Path, qtbot: Any
) -> None:
    tab = sheet(page)
    tab.show_unit(place.unit)
    row = tab.list.current()
    assert row is not None
    tab.papers.legal(row, str(tmp_path / "pack.zip"))
    qtbot.waitUntil(lambda: tab.papers.job is None)
    assert zipfile.is_zipfile(tmp_path / "pack.zip")
    assert contacts_of(desk, place.unit)[0].way == "legal"


def test_the_books_of_contacts_and_papers(
    page: ArrearsPage, desk: Desk, place: Place, papers: list[bytes], qtbot: Any
) -> None:
    day = desk.today + timedelta(days=2)
    draft = ContactDraft(place.unit, "call", "promised", promised_on=day, promised=5_000)
    said = contacts.record_contact(desk, draft)
    page.show_record("contact", said.id)
    assert page.key == "contacts"
    tab: Any = page.now
    shown = tab.detail(tab.list.current())
    assert ("Promised", f"50.00 on {day}") in [(line.label, line.value) for line in shown.lines]
    tab = sheet(page)
    tab.show_unit(place.unit)
    press(tab, "notice")
    qtbot.waitUntil(lambda: len(papers) == 1)
    [notice] = notices.notices_of(desk, place.unit)
    page.show_record("notice", notice.id)
    assert page.key == "papers"
    tab = page.now
    shown = tab.detail(tab.list.current())
    assert shown.heading == notice.number
    shown.moves[0].run()
    assert page.key == "list"


def test_today_opens_the_list_at_its_step(page: ArrearsPage, place: Place) -> None:
    tab = sheet(page)
    page.show_record("ladder", 1)
    first = tab.list.filters.values
    assert first == {"step": "message"}
    page.show_record("arrears", place.unit)
    row = tab.list.current()
    assert row is not None
    assert row.id == place.unit


def test_who_owes_nothing_is_said(page: ArrearsPage, place: Place) -> None:
    page.begin("contact", unit=place.other)
    assert sheet(page).on_list
    assert sheet(page).list.message_bar.text


def test_payment_is_taken_from_here(
    page: ArrearsPage, counter: MainFrame, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(counter, "begin", lambda *what, **values: asked.append((what, values)))
    tab = sheet(page)
    tab.frame = counter
    tab.show_unit(place.unit)
    press(tab, "pay")
    press(tab, "write_off")
    unit = {"unit": place.unit}
    assert asked == [(("till", "pay"), unit), (("documents", "write_off"), unit)]


def test_a_clerk_rings_but_prints_no_demand(counter: MainFrame, desk: Desk, place: Place) -> None:
    as_role(desk, Role.CLERK)
    made = counter.go("arrears")
    assert isinstance(made, ArrearsPage)
    tab = sheet(made)
    tab.show_unit(place.unit)
    tab.list._show_detail()
    shown = tab.list.card.detail
    assert shown is not None
    assert {move.key for move in (*shown.moves, *shown.more)} == {"contact", "unit"}


def test_the_ageing_adds_up(page: ArrearsPage, desk: Desk) -> None:
    tab = page.show_sheet("ageing")
    assert isinstance(tab, AgeingTab)
    for by in ("unit", "building", "item"):
        tab.by.set_value(by)
        text = tab.sheet.text().splitlines()
        assert text[0].split("\t")[-2] == text[-1].split("\t")[-2] == "383.93"
    tab.rate_by.set_value("all")
    [line] = tab.rates.text().splitlines()
    assert line.split("\t")[1:] == ["383.93", "0.00", "0.00", "0.00 %"]
