"""Keys: none means two things at once, and F1 lists all that are bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desk.core.desk import Desk
from desk.core.local import Local
from ui import theme
from ui.kit import shortcuts
from ui.main_window import MainFrame
from ui.pages import PAGES

QUIET = {"Esc", "Return", "Enter", "Ctrl+Return", "Ctrl+Enter"}
"""Keys that every form or dialog has, told by its own screen."""


@pytest.fixture
def frame(qtbot: Any, desk: Desk) -> Iterator[MainFrame]:
    theme.start(QApplication.instance(), "light", 100)
    made = MainFrame(None, desk, Local(None))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    made.stop()


def _bound(widget: QWidget) -> list[QShortcut]:
    """The shortcuts that may answer while ``widget`` is seen."""
    found = []
    for made in widget.findChildren(QShortcut):
        owner = made.parent()
        if made.isEnabled() and isinstance(owner, QWidget) and owner.isVisible():
            found.append(made)
    return found


def test_keys_of_every_page(frame: MainFrame) -> None:
    window = shortcuts.of(frame)
    everywhere = {made.key().toString() for made in window._bound.values()}
    assert everywhere >= {f"F{n}" for n in range(1, 10)}
    faults: list[str] = []
    for page in PAGES:
        shown: Any = frame.go(page.key)
        own = _bound(frame.ground)
        faults += [f"{page.key}: {key} answers to neither" for key in _clashes(own, everywhere)]
        faults += [f"{page.key}: {key} is not listed" for key in _unlisted(own)]
        titles = [title for title, _keys in shortcuts.collect(QApplication.focusWidget() or shown)]
        if not all(titles):
            faults.append(f"{page.key}: a list of keys without a heading")
    assert faults == []


def _clashes(own: list[QShortcut], everywhere: set[str]) -> set[str]:
    local = Qt.ShortcutContext.WidgetWithChildrenShortcut
    count = Counter((made.key().toString(), made.parent()) for made in own
                    if made.context() == local)  # fmt: skip
    twice = {key for (key, _owner), times in count.items() if times > 1}
    return twice | ({made.key().toString() for made in own} & everywhere)


def _unlisted(own: list[QShortcut]) -> list[str]:
    missing = []
    for made in own:
        owner, key = made.parent(), made.key().toString()
        assert isinstance(owner, QWidget)
        told = " ".join(each.keys for _title, keys in shortcuts.collect(owner) for each in keys)
        if key not in QUIET and key not in told and not _ranged(key, told):
            missing.append(key)
    return missing


def _ranged(key: str, told: str) -> bool:
    """``Alt+1 … 9`` and the like stand for all of them."""
    return key.startswith("Alt+") and "Alt+1" in told


def test_the_sidebar_shows_the_keys(frame: MainFrame) -> None:
    told = {each.keys: each.title for each in shortcuts.of(frame).all()}
    for page in PAGES:
        assert frame.sidebar.buttons[page.key].item.hint == page.hot
        assert not page.hot or told[page.hot]
