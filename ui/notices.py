"""What everybody at the desk must have before them now: a slim bar under the top of the window.

    bar = NoticeBar(desk, frame.show_record)
    bar.read()       # after every change; by itself when the next one begins or ends

Nothing is made of it while there is nothing to say: see ``MainFrame._count``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desk.core import today
from desk.core.desk import Desk
from desk.core.register import Notice
from desk.core.words import _, ngettext
from ui import theme
from ui.kit.display import Display
from ui.kit.plain import Picture, button, clear, label, row, tip

SHOWN = 3
LONGEST_WAIT = timedelta(hours=12)
Show = Callable[[str, int], object]


class NoticeBar(QWidget):
    """See the top of this module; ``texts`` is what can be read there."""

    def __init__(self, desk: Desk, show: Show, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        self._desk, self._open = desk, show
        self._show = Display(desk.local, lambda: desk.today)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(20, 6, 20, 0)
        self._box.setSpacing(4)
        self._next = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._next.timeout.connect(self.read)
        self._shown: list[Notice] = []
        self.texts: list[str] = []

    def read(self) -> None:
        """Show what is in force, and wait for what changes next."""
        now, found = self._desk.now, today.notices(self._desk)
        shown = [each for each in found if each.since <= now < each.until]
        edges = [edge for each in found for edge in (each.since, each.until) if edge > now]
        if edges:
            wait = min(min(edges) - now, LONGEST_WAIT)
            self._next.start(int(wait.total_seconds() * 1000) + 1)
        else:
            self._next.stop()
        if shown != self._shown:
            self._shown = shown
            self._fill()
        self.setVisible(bool(shown))

    def _fill(self) -> None:
        clear(self._box)
        self.texts = []
        for note in self._shown[:SHOWN]:
            self._box.addWidget(self._line(note))
        over = len(self._shown) - SHOWN
        if over > 0:
            words = ngettext("and {n} more announcement", "and {n} more announcements", over)
            self._box.addWidget(label(words.format(n=over), "hint"))

    def _line(self, note: Notice) -> QFrame:
        made = QFrame()
        made.setProperty("role", "bar")
        made.setProperty("tone", "due")
        until = _("until {time}").format(time=self._show.moment(note.until))
        where = " · ".join(part for part in (note.where, until) if part)
        self.texts.append(f"{note.title} · {where}: {note.text}")
        made.setAccessibleName(self.texts[-1])
        more = button(_("Show"), partial(self._open, note.kind, note.id), role="link")
        more.setObjectName(f"notice.{note.kind}.{note.id}")
        more.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it stands on the page of its kind, too
        inner = row(
            Picture("bullhorn-outline", "due"), _Cut(note.title, "strong"), _Cut(where),
            _Cut(note.text, rest=True), more,
        )  # fmt: skip
        inner.setStretch(3, 1)
        inner.setContentsMargins(12, 1, 4, 1)
        made.setLayout(inner)
        made.setMinimumHeight(theme.px(28))
        return made


class _Cut(QLabel):
    """Words on one line, cut off where there is no more room; all of them in the tooltip."""

    LEAST, MOST = 60, 300  # px at 100 %

    def __init__(self, text: str, role: str = "", rest: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._text = " ".join(text.split())
        if role:
            self.setProperty("role", role)
        wide = QSizePolicy.Policy.Ignored if rest else QSizePolicy.Policy.Maximum
        self.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        self.setText(self._text)
        tip(self, text)

    def sizeHint(self) -> QSize:
        whole = self.fontMetrics().horizontalAdvance(self._text) + 2
        return QSize(min(whole, theme.px(self.MOST)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.px(self.LEAST)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width()
        self.setText(self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room))
