"""What happened to a record, newest first.

Timeline([Entry("13:05", "陈佳慧 登记并打印访客证"), Entry("13:04", "周工 电话确认", "ok")])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desk import texts
from desk.core.frozen import frozen
from desk.core.log import Step
from desk.core.words import _
from ui import theme
from ui.kit.display import Display
from ui.kit.plain import label

SHOWN = 40  # older entries are counted, not listed


@frozen
class Entry:
    """One line: when (already in words), what, and an optional tone."""

    when: str
    text: str
    tone: str | None = None


def happened(steps: Iterable[Step], show: Display) -> list[Entry]:
    """What the log says of a record: who did what."""
    return [
        Entry(show.moment(step.at), f"{step.who} {texts.word('action', step.action)}")
        for step in steps
    ]


class Timeline(QWidget):
    """Times in one column, words in the next."""

    def __init__(self, entries: Sequence[Entry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(theme.GRID)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for number, entry in enumerate(entries[:SHOWN]):
            grid.addWidget(label(entry.when, "label"), number, 0, top)
            words = label(entry.text, tone=entry.tone, wrap=True, copy=True)
            grid.addWidget(words, number, 1, top)
        if len(entries) > SHOWN:
            more = _("and {count} earlier").format(count=len(entries) - SHOWN)
            grid.addWidget(label(more, "hint"), SHOWN, 1)
