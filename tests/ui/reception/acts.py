"""What the tests of the visitors' form do again and again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from desk.core.desk import Desk
from desk.reception.models import Visit
from desk.reception.visitors.rows import read_rows
from ui.reception.visitors.page import VisitorsPage

ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


def came(desk: Desk) -> list[Any]:
    return read_rows(desk, Visit.id > 0)


def settle(page: VisitorsPage) -> None:
    """Look at once instead of waiting for the clerk to pause."""
    page.desk_form.look()


def answer(widget: type[QDialog], fill: Any) -> None:
    """Fill in and accept the next dialog of this kind."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, widget), dialog
        fill(dialog)
        dialog.finish()  # type: ignore[attr-defined]

    QTimer.singleShot(0, now)
