"""``main.py shots DIR``: every page and paper as PNG, per language and theme.

Pages are drawn over a demo store by the real window without a screen; a page may offer further
scenes by a method ``scenes() -> {name: what to call first}``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desk.core import words
from desk.core.desk import Desk
from desk.sample import demo
from desk.sample.accounts import PASSWORD
from desk.sample.papers import examples
from ui import theme
from ui.app import Shell, application
from ui.kit.preview import image
from ui.kit.table import RowsTable
from ui.pages import PAGES
from ui.sign_in import SignIn

if TYPE_CHECKING:
    from desk.commands import Start

SETTLE = 0.25
PATIENCE = 10.0
SOON = 300  # ms: timers that wait longer are not for what is seen
TURNS = 5
PAPER_DPI = 150


def run(start: Start) -> int:
    """Draw everything into the folder; prints one line per picture."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    out = start.out or Path("shots")
    scale = int(start.options.get("text_size", 100))
    with demo.throw_away() as folder:
        for language in start.options["languages"]:
            words.use(language)
            for mode in start.options["themes"]:
                theme.start(app, mode, scale)
                place = out / f"{language}-{mode}"
                _say(_windows(folder, language, place, start.names))
            _say(_papers(folder, language, out / f"{language}-papers", start.names))
    return 0


def _say(paths: Iterator[Path]) -> None:
    for path in paths:
        print(path, flush=True)


def _windows(folder: Path, language: str, place: Path, only: tuple[str, ...]) -> Iterator[Path]:
    shell = Shell(folder, language, demo=True)
    shell.begin()
    shell.show()
    yield from _picture(shell, place, "sign_in", only)
    panel = shell.centralWidget()
    assert isinstance(panel, SignIn)
    panel.account.setText("admin")
    panel.password.setText(PASSWORD)
    panel.submit()
    for page in PAGES:
        frame = shell.frame
        made = frame.go(page.key) if frame else None
        if made is None:
            continue
        yield from _picture(shell, place, page.key, only)
        if _choose(made):
            yield from _picture(shell, place, f"{page.key}-card", only)
        for name, first in made.scenes().items():
            if not only or f"{page.key}-{name}" in only or page.key in only:
                first()
                yield from _picture(shell, place, f"{page.key}-{name}", only)
    yield from _scenes(shell, place, only)
    yield from _covers(shell, place, only)
    shell.shut()
    shell.close()
    yield from _first_run(language, place, only)


def _choose(page: QWidget) -> bool:
    """Select the first line of a page's list, so that its card is seen."""
    for table in page.findChildren(RowsTable):
        chosen = table.selectionModel().hasSelection()
        if table.isVisible() and table.model().rowCount() and not chosen:
            table.select(-1)  # focus alone may have put the cursor on the first line
            table.select(0)
            return True
    return False


def _scenes(shell: Shell, place: Path, only: tuple[str, ...]) -> Iterator[Path]:
    """What is behind a key: forms, the sweep, one building."""
    frame = shell.frame
    assert frame is not None
    for what in ("sign_in", "expect", "sweep"):
        frame.begin("visitors", what)
        yield from _picture(shell, place, f"visitors-{what}", only)
    frame.go("board")
    frame.show_record("unit", 1)
    yield from _picture(shell, place, "units-record", only)
    frame.show_record("person", 1)
    yield from _picture(shell, place, "customers-record", only)


def _covers(shell: Shell, place: Path, only: tuple[str, ...]) -> Iterator[Path]:
    frame = shell.frame
    assert frame is not None
    frame.go("today")
    frame.focus_box()
    frame.box.setText("陈")
    frame.box.search()
    yield from _picture(shell, place, "one_box", only)
    frame.box.clear()
    frame.lock()
    cover = QApplication.activeModalWidget()
    if cover is not None:
        yield from _picture(cover, place, "locked", only)


def _first_run(language: str, place: Path, only: tuple[str, ...]) -> Iterator[Path]:
    shell = Shell(place / "no store here", language)
    shell.begin()
    shell.show()
    yield from _picture(shell, place, "first_run", only)
    shell.close()


def settle(widget: QWidget) -> None:
    """Let pending painting, timers and background reading come to their end."""
    begin = time.monotonic()
    least, most = begin + SETTLE, begin + PATIENCE
    # A slow machine has come nowhere after so many milliseconds: what waits is asked, too.
    while time.monotonic() < least or (_waits(widget) and time.monotonic() < most):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QThreadPool.globalInstance().waitForDone(20)
    for _turn in range(TURNS):  # what has just come is laid out and painted
        QCoreApplication.processEvents()


def _waits(widget: QWidget) -> bool:
    """Whether something is about to be shown: a card's record, a list's rows."""
    return any(
        timer.isSingleShot() and timer.isActive() and timer.interval() <= SOON
        for timer in widget.findChildren(QTimer)
    )


def _picture(widget: QWidget, place: Path, name: str, only: tuple[str, ...]) -> Iterator[Path]:
    if only and not any(name == wanted or name.startswith(f"{wanted}-") for wanted in only):
        return
    settle(widget)
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{name}.png"
    widget.grab().save(str(path))
    yield path


def _papers(folder: Path, language: str, place: Path, only: tuple[str, ...]) -> Iterator[Path]:
    from desk import app as house
    from desk.printing import raster

    desk: Desk = house.open_desk(folder)
    try:
        drawn: dict[str, Callable[[], bytes]] = examples(desk, language)
    finally:
        desk.close()
    for name, draw in drawn.items():
        if only and not any(name.startswith(wanted) for wanted in only):
            continue
        place.mkdir(parents=True, exist_ok=True)
        for number, picture in enumerate(raster.pages(draw(), PAPER_DPI)):
            if number > 1:
                break
            path = place / (f"{name}.png" if not number else f"{name}-{number + 1}.png")
            image(picture).save(str(path))
            yield path
