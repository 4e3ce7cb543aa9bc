"""The first day on a fresh PC, by keyboard through the real window.

First run → import → a visitor comes in → the pass is read back and its QR decoded → scanned out →
the log is verified; then the program is started again and everything is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk import checks
from desk.core import words
from desk.core.desk import Desk
from desk.core.log import LOG
from desk.estate.models import Occupancy, Unit
from desk.reception.models import Visit
from tests.desk.printing.samples import codes_of, words_of
from tests.ui.reception.conftest import Keys
from ui import theme
from ui.app import Shell
from ui.estate.imports import ImportPage
from ui.first_run import FirstRun
from ui.kit import preview
from ui.reception.visitors.page import VisitorsPage
from ui.sign_in import SignIn

LEDGER = Path(__file__).resolve().parents[1] / "data" / "ledger_a.xlsx"
ENTER = Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier
PASSWORD = "green-Tea-42"
PASSPHRASE = "three hundred cups of tea"


def keys(text: str) -> None:
    """Type into whatever has the focus, Chinese as an input method does."""
    Keys(QTest)(text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key where the focus is."""
    focus: QWidget | None = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was shown to be printed: this PC has no printer."""
    shown: list[bytes] = []

    def show(_parent: QWidget, *, pdf: bytes, **_more: Any) -> bool:
        shown.append(pdf)
        return True

    monkeypatch.setattr(preview, "show_paper", show)
    return shown


@pytest.fixture
def shell(qapp: QApplication, qtbot: Any, tmp_path: Path) -> Iterator[Shell]:
    """The program started on an empty folder."""
    words.use("zh_CN")
    theme.start(qapp, "light", 100)
    made = _started(tmp_path / "fresh", qtbot)
    yield made
    made.shut()


def _started(folder: Path, qtbot: Any) -> Shell:
    made = Shell(folder, "zh_CN")
    qtbot.addWidget(made)
    made.begin()
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_the_first_day(
    shell: Shell, qtbot: Any, papers: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    _first_run(shell, qtbot, papers)
    desk = shell.desk
    assert desk is not None
    _import(shell, qtbot)
    token = _visitor_in(shell, qtbot, desk, papers)
    _scanned_out(shell, qtbot, desk, token)
    report = checks.run(desk)
    assert report.good, report.lines()
    actions = {row.action for row in LOG.open(desk).rows(0, 50)}
    assert {"visitor.signed_in", "visitor.pass_printed", "visitor.signed_out"} <= actions
    shell.shut()
    _next_morning(shell.folder, qtbot, monkeypatch)


def _first_run(shell: Shell, qtbot: Any, papers: list[bytes]) -> None:
    guide = shell.centralWidget()
    assert isinstance(guide, FirstRun)
    keys("阳光花园")
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: guide.place == 1)
    for text in ("陈佳慧", "chen", PASSWORD, PASSWORD):
        keys(text)
        if text != PASSWORD or guide.place != 1:
            press(ENTER)
        else:
            press(Qt.Key.Key_Tab)
    if guide.place == 1:
        press(ENTER, CTRL)
    qtbot.waitUntil(lambda: guide.place == 2)
    form = guide.steps[2].form
    assert form is not None
    form.fields["passphrase"].setFocus()
    QTest.keyClicks(QApplication.focusWidget(), PASSPHRASE)
    press(Qt.Key.Key_Tab)
    form.fields["passphrase_again"].setFocus()
    QTest.keyClicks(QApplication.focusWidget(), PASSPHRASE)
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: guide.place == 3, timeout=20_000)
    press(Qt.Key.Key_Space)  # print the recovery code
    assert len(papers) == 1
    groups = guide.recovery.code.replace("-", " ").split()
    printed = words_of(papers.pop()).replace(" ", "")
    assert all(group in printed for group in groups)
    press(ENTER)
    qtbot.waitUntil(lambda: guide.place == 4)
    press(ENTER)  # import a workbook now
    qtbot.waitUntil(lambda: shell.frame is not None and shell.frame.key == "import", timeout=10_000)


def _import(shell: Shell, qtbot: Any) -> None:
    assert shell.frame is not None
    page = shell.frame.go("import")
    assert isinstance(page, ImportPage)
    page.open_file(str(LEDGER))
    qtbot.waitUntil(lambda: page.seen is not None and page.job is None, timeout=30_000)
    QTest.keyClick(page, ENTER, CTRL)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.done, timeout=30_000)
    assert Unit.select().count() == 720


def _visitor_in(shell: Shell, qtbot: Any, desk: Desk, papers: list[bytes]) -> str:
    assert shell.frame is not None
    held = Occupancy.select().where(Occupancy.role == "tenant").get()
    QTest.keyClick(shell, Qt.Key.Key_F2)
    page = shell.frame.go("visitors")
    assert isinstance(page, VisitorsPage)
    qtbot.waitUntil(lambda: not page.on_list)
    keys(held.unit.code)
    press(ENTER)
    keys("尉迟俊熙")
    press(ENTER)
    keys("13712348842")
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: Visit.select().count() == 1)
    visit = Visit.get()
    assert (visit.name, visit.state, visit.unit_id) == ("尉迟俊熙", "on_site", held.unit_id)
    [pdf] = papers
    read = words_of(pdf)
    assert "尉迟俊熙" in read.replace(" ", "")
    assert visit.number in read
    assert "13712348842" not in read
    [token] = codes_of(pdf)
    return str(token)


def _scanned_out(shell: Shell, qtbot: Any, desk: Desk, token: str) -> None:
    assert shell.frame is not None
    QTest.keyClick(shell, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(shell.frame.box, token)
    QTest.keyClick(shell.frame.box, ENTER)
    qtbot.waitUntil(lambda: Visit.get().state == "left")
    assert Visit.get().out_how == "scan"
    # The same paper again opens nothing and says so.
    QTest.keyClick(shell, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(shell.frame.box, token)
    QTest.keyClick(shell.frame.box, ENTER)
    page = shell.frame.go("visitors")
    assert isinstance(page, VisitorsPage)
    qtbot.waitUntil(lambda: bool(page.message_bar.text))
    assert Visit.select().count() == 1


def _next_morning(folder: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    again = _started(folder, qtbot)
    keys(PASSPHRASE)
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(again.centralWidget(), SignIn), timeout=10_000)
    again.centralWidget().setFocus()
    keys("chen")
    press(ENTER)
    keys(PASSWORD)
    press(ENTER)
    qtbot.waitUntil(lambda: again.frame is not None, timeout=10_000)
    assert Visit.get().state == "left"
    again.shut()
