"""Dates and times that are typed quickly or picked.

    DateField("until", _("Until"), today=lambda: desk.today)    value: date
    TimeField("leaves", _("Leaves at"))                         value: time

1030, 10-30, 2026-10-30, +7 and T (today) are all read; on leaving the field the date stands
there in full. Up and Down move by a day (15 minutes), F4 or the button opens the calendar.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout

from desk.core import words
from desk.core.words import _
from ui import theme
from ui.kit.dates import date_hint, read_date, read_time
from ui.kit.fields import TextField

_LOCALES = {"zh_CN": "zh_Hans_CN", "zh_HK": "zh_Hant_HK", "en": "en_GB"}


class _Typed(TextField):
    """A line whose text is read when it is left."""

    def __init__(self, key: str, title: str, **options: Any) -> None:
        super().__init__(key, title, limit=20, **options)
        self.edit.installEventFilter(self)
        self.edit.editingFinished.connect(self._tidy)

    def _tidy(self) -> None:
        value = self.value()
        if value is not None and self.edit.text() != self._words(value):
            self.edit.setText(self._words(value))

    def _words(self, value: Any) -> str:
        raise NotImplementedError

    def _step(self, steps: int) -> None:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else self._words(value))

    def state(self) -> Any:
        return self.edit.text()

    def restore(self, state: Any) -> None:
        self.edit.setText(str(state or ""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
            if step and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._step(step)
                return True
        return super().eventFilter(watched, event)


class DateField(_Typed):
    """A day."""

    def __init__(
        self, key: str, title: str, *, today: Callable[[], date] = date.today, **options: Any
    ) -> None:
        self._today = today
        self._popup: QFrame | None = None
        super().__init__(key, title, **{"placeholder": date_hint(), **options})
        pick = QAction(theme.icon("calendar-outline"), _("Calendar"), self)
        pick.triggered.connect(self.open_calendar)
        self.edit.addAction(pick, QLineEdit.ActionPosition.TrailingPosition)

    def value(self) -> date | None:
        return read_date(self.edit.text(), self._today(), near=True)

    def _words(self, value: Any) -> str:
        return value.isoformat()

    def _step(self, steps: int) -> None:
        now = self.value()
        self.set_value(now + timedelta(days=steps) if now else self._today())

    def problem(self) -> str:
        if self.edit.text().strip() and self.value() is None:
            return _("Not a date: {hint}").format(hint=date_hint())
        return super().problem()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
                self.open_calendar()
                return True
            if event.text().lower() == "t":
                self.set_value(self._today())
                return True
        return super().eventFilter(watched, event)

    def open_calendar(self) -> QFrame:
        """Drop a calendar down under the field."""
        if self._popup is None:
            self._popup = self._make_popup()
        calendar = self._calendar
        calendar.setLocale(QLocale(_LOCALES[words.current()]))
        _tint(calendar)
        at = self.value() or self._today()
        calendar.setSelectedDate(QDate(at.year, at.month, at.day))
        self._popup.move(self.edit.mapToGlobal(QPoint(0, self.edit.height() + 2)))
        self._popup.show()
        calendar.setFocus()
        return self._popup

    def _make_popup(self) -> QFrame:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setProperty("role", "popup")
        calendar = self._calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(
            QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames
        )
        calendar.clicked.connect(self._take)
        calendar.activated.connect(self._take)
        box = QVBoxLayout(popup)
        box.setContentsMargins(6, 6, 6, 6)
        box.addWidget(calendar)
        return popup

    def _take(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        if self._popup is not None:
            self._popup.hide()
        self.edit.setFocus()


class TimeField(_Typed):
    """A time of day."""

    def __init__(self, key: str, title: str, **options: Any) -> None:
        super().__init__(key, title, **{"placeholder": _("930 or 9:30"), **options})

    def value(self) -> time | None:
        return read_time(self.edit.text())

    def _words(self, value: Any) -> str:
        return f"{value:%H:%M}"

    def _step(self, steps: int) -> None:
        now = self.value() or time(12)
        moved = datetime.combine(date(2000, 1, 2), now) + timedelta(minutes=15 * steps)
        self.set_value(moved.time())

    def problem(self) -> str:
        if self.edit.text().strip() and self.value() is None:
            return _("Not a time: 930 or 9:30.")
        return super().problem()


def _tint(calendar: QCalendarWidget) -> None:
    """Arrows and weekends in the theme's colours; Qt's own are black and pure red."""
    for name, picture in (("prev", "chevron-left"), ("next", "chevron-right")):
        arrow = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
        if arrow is not None:
            arrow.setIcon(theme.icon(picture, "text"))
    weekend = QTextCharFormat()
    weekend.setForeground(theme.color("late"))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, weekend)
