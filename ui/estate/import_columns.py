"""A table of the file with a box above each column that says what the column means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QTabBar, QWidget

from desk import texts
from desk.core.words import _, ngettext
from desk.exchange import session
from desk.exchange.columns import Matching
from desk.exchange.session import Look
from desk.exchange.tables import Table, letter
from ui import theme
from ui.estate import say
from ui.kit.plain import column, label

NARROW, LONG = 134, 40  # px at 100 %; characters of a sample
Corrected = Callable[[Matching], object]


class _Meaning(QComboBox):
    """A wheel over a closed box scrolls the table instead of changing what a column means."""

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]


class ColumnsView(QWidget):
    """``corrected`` is told the new matching as soon as a box is changed."""

    def __init__(self, corrected: Corrected) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._corrected = corrected
        self._look: Look | None = None
        self.boxes: list[QComboBox] = []
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Tables of the file"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(lambda _n: self._show())
        self.said = label("", "muted", wrap=True)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(self.tabs, self.said, self.area, gap=6))

    def show_look(self, found: Look) -> None:
        """Show the tables of a file; the open one and the box that was used stay."""
        self._look = found
        place, box = self.tabs.currentIndex(), self._focused()
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for table in found.tables:
            self.tabs.addTab(_name(table, found.tables).replace("&", "&&"))
        self.tabs.setCurrentIndex(max(0, min(place, self.tabs.count() - 1)))
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(found.tables) > 1)
        self._show()
        if 0 <= box < len(self.boxes):
            self.boxes[box].setFocus()

    def wanted(self) -> int:
        """How high it would have to be to show everything."""
        body = self.area.widget()
        rest = self.said.sizeHint().height() + (self.tabs.height() if self.tabs.isVisible() else 0)
        return (body.sizeHint().height() if body is not None else 0) + rest + 36

    def _focused(self) -> int:
        return next((n for n, box in enumerate(self.boxes) if box.hasFocus()), -1)

    def _show(self) -> None:
        if self._look is None or not self._look.tables:
            return
        table = self._look.tables[max(0, self.tabs.currentIndex())]
        marks = self._look.marks(table)
        self.said.setText(self._words(table, marks))
        body = QWidget()
        body.setProperty("role", "clear")
        grid = QGridLayout(body)
        grid.setContentsMargins(2, 2, 2, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        self.boxes = []
        for at in range(len(table.headers)):
            self._column(grid, table, at, marks[at])
        grid.setRowStretch(9, 1)
        self.area.setWidget(body)
        self.area.setMinimumHeight(min(theme.px(120), body.sizeHint().height() + 14))

    def _column(self, grid: QGridLayout, table: Table, at: int, mark: str) -> None:
        meaning = table.matching.fields[at]
        title = table.headers[at] or _("Column {letter}").format(letter=letter(table.left + at))
        box = _Meaning()
        box.setMinimumWidth(theme.px(NARROW))
        box.setMaxVisibleItems(22)
        for field in session.fields():
            box.addItem(texts.word("import.field", field), field)
        box.setCurrentIndex(box.findData(meaning))
        box.setAccessibleName(_("What {title} means").format(title=title))
        box.setObjectName(f"column.{at}")
        box.activated.connect(partial(self._changed, table, at, box))
        self.boxes.append(box)
        unclear = mark in (session.LEFT_OUT, session.GUESSED)
        words = label(texts.word("import.mark", mark), "hint", "due" if unclear else None)
        grid.addWidget(label(_short(title), "strong"), 0, at)
        grid.addWidget(box, 1, at)
        grid.addWidget(words, 2, at)
        for number, sample in enumerate(table.samples[:4], 3):
            text = _short(sample[at]) if at < len(sample) else ""
            grid.addWidget(label(text, "" if meaning else "muted"), number, at)

    def _changed(self, table: Table, at: int, box: QComboBox, _index: int) -> None:
        self._corrected(table.matching.with_field(at, str(box.currentData())))

    def _words(self, table: Table, marks: Sequence[str]) -> str:
        assert self._look is not None
        known = self._look.remembered
        said = [_("Header in row {row}.").format(row=table.header_row + 1)]
        if table.fingerprint in self._look.matchings:
            said.append(_("Read as you corrected it."))
        elif table.fingerprint in known:
            said.append(_("Read as it was matched the last time."))
        unclear = [m for m in marks if m in (session.GUESSED, session.LEFT_OUT)]
        if unclear:
            count = len(unclear)
            words = ngettext("{n} column to look at.", "{n} columns to look at.", count)
            said.append(words.format(n=count))
        if table.building:
            said.append(_("Building {name}, from the title or sheet.").format(name=table.building))
        return " ".join(said)


def _name(table: Table, tables: Sequence[Table]) -> str:
    alike = [one for one in tables if one.sheet == table.sheet]
    if len(alike) == 1:
        return _short(table.sheet)
    where = _("row {row}").format(row=table.header_row + 1)
    return say.dot(_short(table.sheet), where)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONG else flat[: LONG - 1] + "…"
