"""From an empty folder to a store, by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk import app as house
from desk.core import staff, words
from desk.core.desk import Desk
from desk.core.errors import StoreError
from desk.core.settings import DESK_NAME, REGION, SITE_NAME
from ui.first_run import FirstRun

PASSWORD, PHRASE = "green-Tea-42", "three green hills"
ENTER = Qt.Key.Key_Return


class Guide:
    """The guide and a hand on the keyboard."""

    def __init__(self, qtbot: Any, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.given: list[Desk] = []
        self.spoken: list[str] = []
        self.page = FirstRun(folder, self.given.append, self.spoken.append)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 768)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.page)

    def key(self, key: Any) -> None:
        self.qtbot.keyClick(QApplication.focusWidget(), key)

    def type(self, *lines: str) -> None:
        for line in lines:
            self.write(line)
            self.key(ENTER)

    def write(self, text: str) -> None:
        field = QApplication.focusWidget()
        if text.isascii():
            self.qtbot.keyClicks(field, text)
        else:
            field.insert(text)  # as an input method does; keys are ASCII

    def form(self, place: int) -> Any:
        return self.page.steps[place].form

    def to_opening(self) -> None:
        self.type("阳光花园", "一号台")
        self.type("陈佳慧", "admin", PASSWORD, PASSWORD)
        assert self.page.place == 2

    def make(self) -> None:
        self.to_opening()
        self.type(PHRASE, PHRASE)
        self.qtbot.waitUntil(lambda: self.page.place == 3, timeout=20_000)


@pytest.fixture
def guide(qtbot: Any, tmp_path: Path) -> Any:
    made = Guide(qtbot, tmp_path / "store")
    yield made
    for desk in made.given or ([made.page._desk] if made.page._desk else []):
        desk.close()


def test_the_whole_way_by_keyboard(guide: Guide) -> None:
    guide.make()
    code = guide.page.recovery.code
    guide.page.next()
    assert "last group" in guide.page.wrong.text()
    guide.type("AAAAA")
    assert guide.page.place == 3
    guide.page.recovery.typed.clear()
    guide.type(code[-5:].lower())
    assert guide.page.place == 4
    assert guide.page.data.load.hasFocus()
    guide.page.data.empty.setFocus()
    guide.key(ENTER)
    guide.page.data.empty.click()  # a second click hands nothing over again
    (desk,) = guide.given
    assert desk.session is not None and desk.session.account == "admin"
    assert desk.settings.get(SITE_NAME) == "阳光花园"
    assert desk.settings.get(DESK_NAME) == "一号台"
    assert set(house.key_slots(guide.folder)) == {"passphrase", "recovery"}
    desk.close()
    again = house.open_desk(guide.folder, recovery=code)
    assert staff.sign_in(again, "admin", PASSWORD).name == "陈佳慧"
    guide.given[:] = [again]


def test_esc_goes_back_and_nothing_is_lost_or_made(guide: Guide) -> None:
    guide.to_opening()
    guide.key(Qt.Key.Key_Escape)
    assert guide.page.place == 1
    assert guide.form(1)["account"].value() == "admin"
    guide.key(Qt.Key.Key_Escape)
    guide.key(Qt.Key.Key_Escape)
    assert guide.page.place == 0
    assert guide.form(0)["site"].value() == "阳光花园"
    assert not house.has_store(guide.folder)


def test_mistakes_stand_beside_their_fields(guide: Guide) -> None:
    guide.key(ENTER)
    guide.key(ENTER)
    assert guide.form(0)["site"].error
    guide.form(0)["site"].widget.setFocus()
    guide.type("阳光花园", "")
    guide.type("陈", "a b", "12345678", "12345679")
    form = guide.form(1)
    assert form["account"].error and form["password"].error
    assert [tick.on for tick in guide.page.steps[1].rules.ticks] == [True, False, False]
    form.set_values({"account": "admin", "password": PASSWORD, "again": "green-Tea-43"})
    form.finish()
    assert "differ" in form["again"].error
    form["again"].set_value(PASSWORD)
    assert all(tick.on for tick in guide.page.steps[1].rules.ticks)
    form.finish()
    guide.type("short", "short")
    guide.qtbot.waitUntil(lambda: bool(guide.form(2)["passphrase"].error))
    assert not house.has_store(guide.folder)
    guide.form(2).set_values({"passphrase": PHRASE, "passphrase_again": "other words"})
    guide.form(2).finish()
    assert "differ" in guide.form(2)["passphrase_again"].error


def test_trouble_with_the_folder_is_said_and_can_be_tried_again(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = house.create_store

    def fail(*_values: Any) -> Any:
        raise StoreError("store.disk_full", folder="x", free=0)

    monkeypatch.setattr(house, "create_store", fail)
    guide.to_opening()
    guide.type(PHRASE, PHRASE)
    guide.qtbot.waitUntil(lambda: bool(guide.page.wrong.text()))
    assert guide.page.next_button.isEnabled()
    assert guide.form(1)["password"].value() == PASSWORD
    monkeypatch.setattr(house, "create_store", real)
    guide.form(2).finish()
    guide.qtbot.waitUntil(lambda: guide.page.place == 3, timeout=20_000)


def test_a_second_enter_makes_one_store(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    real = house.create_store
    monkeypatch.setattr(house, "create_store", lambda *v: calls.append(1) or real(*v))
    guide.to_opening()
    guide.form(2).set_values({"passphrase": PHRASE, "passphrase_again": PHRASE})
    guide.page.next()
    guide.page.next()
    guide.qtbot.waitUntil(lambda: guide.page.place == 3, timeout=20_000)
    assert calls == [1]
    assert guide.form(1)["password"].value() is None  # no password stays in a field
    guide.page.back()
    assert guide.page.place == 3


def test_switching_the_language_keeps_what_was_typed(qtbot: Any, guide: Guide) -> None:
    guide.write("阳光花园")
    guide.page._language("zh_HK")
    qtbot.waitUntil(lambda: guide.spoken == ["zh_HK"])
    words.use("zh_HK")
    fresh = Guide(qtbot, guide.folder)
    assert fresh.form(0)["site"].value() == "阳光花园"
    assert fresh.form(0)["language"].value() == "zh_HK"
    assert fresh.form(0)["region"].value() == "CN"  # as it was left


def test_closed_at_the_code_the_store_opens_normally(qtbot: Any, tmp_path: Path) -> None:
    guide = Guide(qtbot, tmp_path / "store")
    guide.make()
    held = guide.page._desk
    assert held is not None
    held.close()  # as if the program was killed here
    desk = house.open_desk(guide.folder, passphrase=PHRASE)
    assert staff.sign_in(desk, "admin", PASSWORD)
    assert desk.settings.get(REGION) == "CN"
    desk.close()


def test_printing_counts_as_on_paper(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.kit import preview

    shown: list[bytes] = []
    monkeypatch.setattr(preview, "show_paper", lambda _p, **v: shown.append(v["pdf"]) or True)
    guide.make()
    guide.page.recovery.print.click()
    assert shown[0].startswith(b"%PDF")
    guide.page.next()
    assert guide.page.place == 4
