"""One runner for what people do: refusals in words, no doing twice."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from desk.core.errors import Refused, RefusedMany, StoreError
from ui.kit import actions, messages
from ui.kit.fields import TextField
from ui.kit.form import Form


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.message_bar = messages.MessageBar()
        self.form = Form()
        self.form.add(TextField("name", "Name"), TextField("phone", "Phone"))
        box = QVBoxLayout(self)
        box.addWidget(self.message_bar)
        box.addWidget(self.form)


@pytest.fixture
def page(qtbot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    qtbot.waitUntil(lambda: made.form.fields["name"].isVisible())
    return made


def refuse(*reasons: Refused) -> Any:
    def verb() -> None:
        raise reasons[0] if len(reasons) == 1 else RefusedMany(list(reasons))

    return verb


def test_done_hears_the_result(page: Page) -> None:
    heard: list[int] = []
    assert actions.run(page, lambda a, b: a + b, 1, b=2, done=heard.append) == 3
    assert heard == [3]


def test_refusals_stand_beside_their_fields(page: Page) -> None:
    actions.run(page.form, refuse(Refused("a.b", "name"), Refused("c.d", "phone"), Refused("e.f")))
    assert "a.b" in page.form.fields["name"].error
    assert "c.d" in page.form.fields["phone"].error
    assert "e.f" in page.message_bar.text
    assert "a.b" not in page.message_bar.text


def test_a_field_that_is_not_there_goes_to_the_bar(page: Page) -> None:
    actions.run(page.form, refuse(Refused("x.y", "nowhere")))
    assert "x.y" in page.message_bar.text


def test_store_trouble_is_said_and_bugs_go_on(page: Page) -> None:
    def full() -> None:
        raise StoreError("store.full")

    assert actions.run(page, full) is None
    assert "store.full" in page.message_bar.text
    with pytest.raises(ZeroDivisionError):
        actions.run(page, lambda: 1 // 0)
    assert actions.run(page, lambda: "goes on") == "goes on"


def test_refused_may_be_handled_by_the_page(page: Page) -> None:
    codes: list[str] = []
    actions.run(page, refuse(Refused("q.r")), refused=lambda error: codes.append(error.code))
    assert codes == ["q.r"]
    assert page.message_bar.text == ""


def test_the_same_click_twice_is_one(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    count: list[int] = []

    def verb(record: int) -> int:
        count.append(record)
        return record

    now = [100.0]
    monkeypatch.setattr(actions.time, "monotonic", lambda: now[0])
    actions.run(page, verb, 1)
    actions.run(page, verb, 1)
    actions.run(page, verb, 2)  # another record is another thing to do
    now[0] += 1
    actions.run(page, verb, 2)
    assert count == [1, 2, 2]


def test_a_call_within_a_call_is_dropped(page: Page) -> None:
    inner: list[Any] = []

    def verb() -> str:
        inner.append(actions.run(page, lambda: "inner"))
        return "outer"

    assert actions.run(page, verb) == "outer"
    assert inner == [None]


def test_a_message_offers_undo_and_goes_by_itself(qtbot, page: Page) -> None:
    undone: list[int] = []
    messages.say(page.form, "<b>Signed out</b>", undo=lambda: undone.append(1))
    assert page.message_bar.text == "<b>Signed out</b>"
    from PySide6.QtWidgets import QPushButton

    qtbot.mouseClick(page.message_bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert page.message_bar.text == ""
    messages.say(page, "short", timeout=1)
    qtbot.waitUntil(lambda: page.message_bar.text == "")
    messages.say(page, "bad", "error")
    assert not page.message_bar._timer.isActive()


def answer(work: Any) -> None:
    """Do ``work`` with the dialog once it is open."""

    def do() -> None:
        work(QApplication.activeModalWidget())

    QTimer.singleShot(0, do)


def test_confirm_says_no_by_default_where_it_is_dangerous(qtbot, page: Page) -> None:
    answer(lambda d: qtbot.keyClick(d, Qt.Key.Key_Return))
    assert messages.confirm(page, "Go on?", "Really")
    answer(lambda d: qtbot.keyClick(d, Qt.Key.Key_Return))
    assert not messages.confirm(page, "Void?", yes="Void", danger=True)
    answer(lambda d: qtbot.keyClick(d, Qt.Key.Key_Escape))
    assert not messages.confirm(page, "Go on?")


def test_a_reason_may_not_be_empty(qtbot, page: Page) -> None:
    seen: list[str] = []

    def work(dialog: messages.AskText) -> None:
        dialog.finish()
        seen.append(dialog.wrong.text())
        qtbot.keyClicks(dialog.field, "  wrong name ")
        dialog.finish()

    answer(work)
    assert messages.ask_reason(page, "Why?") == "wrong name"
    assert seen == ["Give a reason first."]
    answer(lambda d: d.reject())
    assert messages.ask_reason(page, "Why?") is None


def test_a_second_person_gives_account_and_password(qtbot, page: Page) -> None:
    def work(dialog: messages.AskPerson) -> None:
        dialog.account.setText(" chief ")
        dialog.password.setText(" secret ")
        dialog.finish()

    answer(work)
    assert messages.ask_second_person(page, "Confirm") == ("chief", " secret ")


def test_dialogs_are_freed(qtbot, page: Page) -> None:
    refs: list[Any] = []

    def work(dialog: QDialog) -> None:
        refs.append(weakref.ref(dialog))
        dialog.reject()

    for ask in (messages.confirm, messages.ask_reason, messages.ask_text, messages.tell,
                messages.ask_second_person):  # fmt: skip
        answer(work)
        ask(page, "Title", "Text")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [ref() for ref in refs] == [None] * 5
    assert page.findChildren(QDialog) == []
