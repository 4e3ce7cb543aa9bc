"""What catches bugs: a report a person can pass on, without a name or number in it.

Kept are the kind of error and the places in the code, never messages or values: those may hold
personal data (domain.md §0).
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from desk.core.errors import DeskError
from desk.core.words import _

log = logging.getLogger("desk")
_handlers: list[logging.Handler] = []
_showing: list[bool] = []
_known: list[Callable[[BaseException], DeskError | None]] = []


class _InFile(logging.Handler):
    """Opens the file, and reads the module that turns it over, when something is reported."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(
                self._path, maxBytes=1_000_000, backupCount=1, encoding="utf-8"
            )
            self._file.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        self._file.emit(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def install() -> None:
    """Report whatever nobody caught."""
    sys.excepthook = caught


def write_to(folder: Path) -> None:
    """Keep reports in ``desk.log`` of the store's folder, at most a megabyte or two."""
    for old in _handlers:
        log.removeHandler(old)
        old.close()
    _handlers.clear()
    handler = _InFile(folder / "desk.log")
    log.addHandler(handler)
    _handlers.append(handler)


def recognise(known: Callable[[BaseException], DeskError | None]) -> None:
    """Let ``known`` say what trouble of the store stands behind an error."""
    _known[:] = [known]


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of error and where it came from, innermost last."""
    places = [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join([kind.__name__, *places])


def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The excepthook: known errors are said, bugs are reported."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    from ui.kit import messages

    app = QApplication.instance()
    window = app.activeWindow() if isinstance(app, QApplication) else None
    for known in _known:
        error = known(error) or error
    if isinstance(error, DeskError) and window is not None:
        messages.sorry(window, error)
        return
    text = report(kind, trace)
    log.error(text)
    if app is None or _showing:
        sys.stderr.write(text + "\n")
        return
    _showing.append(True)
    try:
        messages.tell(
            window,
            _("Something went wrong in the program"),
            _("Nothing that was saved is lost. Go on, and pass this on to who looks after it:")
            + "\n\n"
            + text,
        )
    finally:
        _showing.clear()
