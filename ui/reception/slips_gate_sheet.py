"""The goods of a slip in large type, as the guard compares them; in part, or what differs.

sheet = GateSheet()
sheet.show_items(view.items)          # to be read
sheet.ask(PART)                       # how much leaves now;  DIFFERS: what is there
sheet.leaving(); sheet.seen()         # {item: quantity}, [Seen, …]
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desk.core.errors import Refused
from desk.core.words import _
from desk.fees.amounts import show_quantity
from desk.reception.slips.goods import quantity_of
from desk.reception.slips.rows import ItemRow
from desk.reception.slips.seen_goods import Seen
from ui import theme
from ui.kit.fields import clean

READ, PART, DIFFERS = "read", "part", "differs"
NAME, LEFT, NOTE, NOW = range(4)
LARGE = ((4, 28), (5, 24))  # so many lines of goods in type of so many px at 100 %
MANY = 20
"""The type of more lines than that."""
LINE = 2.2  # heights of the type
CTRL = Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITED = _FIXED | Qt.ItemFlag.ItemIsEditable


def _plain_enter(event: QEvent) -> bool:
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    return event.key() in _ENTER and not event.modifiers() & CTRL


class _Editor(QStyledItemDelegate):
    """A quantity is typed over as a whole; Enter goes on to the next line."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        made = QLineEdit(parent)
        made.setProperty("role", "bare")
        made.setMaxLength(120 if index.column() == NAME else 12)
        made.setAutoFillBackground(True)
        made.setFont(option.font)
        if index.column() == NOW:
            made.setAlignment(_RIGHT)
        return made

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if _plain_enter(event):
            table = self.parent()
            assert isinstance(table, GateSheet)
            table.settle()
            table.step()
            return True
        return super().eventFilter(editor, event)


class GateSheet(QTableWidget):
    """See the top of this module."""

    def __init__(self) -> None:
        super().__init__(0, 4)
        self.mode = READ
        self.large = MANY
        self._items: tuple[ItemRow, ...] = ()
        self.setAccessibleName(_("Goods"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setItemDelegate(_Editor(self))
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        side.setMinimumWidth(theme.px(40))
        side.setDefaultAlignment(_RIGHT)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.show_items(())

    def show_items(self, items: Sequence[ItemRow]) -> None:
        """Show goods to be read."""
        self._items = tuple(items)
        self.large = next((size for most, size in LARGE if len(self._items) <= most), MANY)
        high = theme.px(round(self.large * LINE))
        self.setFont(theme.font(self.large))
        self.verticalHeader().setMinimumSectionSize(high)
        self.verticalHeader().setDefaultSectionSize(high)
        self.ask(READ)

    def ask(self, mode: str) -> None:
        """Only show them, or ask how much leaves now, or what is there instead."""
        self.mode = mode
        titles = [_("Goods"), _("On the slip"), _("Note"),
                  _("Leaves now") if mode == PART else _("Is there")]  # fmt: skip
        extra = 3 if mode == DIFFERS else 0
        self.clear()
        self.setRowCount(len(self._items) + extra)
        self.setHorizontalHeaderLabels(titles)
        self.setColumnHidden(NOW, mode == READ)
        for at, item in enumerate(self._items):
            self._line(at, item)
        for at in range(len(self._items), self.rowCount()):
            self._cell(at, NAME, "", _EDITED)
            self._cell(at, LEFT, "—", _FIXED)
            self._cell(at, NOTE, _("not on the slip"), _FIXED)
            self._cell(at, NOW, "", _EDITED)
        self._size()
        if mode != READ and self.rowCount():
            self.setCurrentCell(0, NOW)
            self.setFocus()
            self.edit_now()

    def _line(self, at: int, item: ItemRow) -> None:
        gone = _("{n} left already").format(n=show_quantity(item.released)) if item.released else ""
        self._cell(at, NAME, item.name, _FIXED)
        count = item.left or item.quantity  # of what has left, how much there was
        left = f"{show_quantity(count)} {item.measure}".strip()
        self._cell(at, LEFT, left, _FIXED, "void" if not item.left else "")
        self._cell(at, NOTE, " · ".join(p for p in (item.note, gone) if p), _FIXED)
        self._cell(at, NOW, show_quantity(item.left), _EDITED)

    def _cell(self, at: int, place: int, words: str, flags: Qt.ItemFlag, tone: str = "") -> None:
        made = QTableWidgetItem(words)
        made.setFlags(flags)
        if place in (LEFT, NOW):
            made.setTextAlignment(_RIGHT)
        if place == NOTE:
            made.setFont(theme.font(14))
        if tone or place == NOTE:
            made.setForeground(theme.color(tone or "muted"))
        if place in (LEFT, NOW) and not tone:
            made.setFont(theme.font(self.large, bold=True))
        self.setItem(at, place, made)

    def _size(self) -> None:
        head = self.horizontalHeader()
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        more = self.large / MANY
        for place, wide in ((LEFT, 170 * more), (NOTE, 220), (NOW, 150 * more)):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(place, theme.px(round(wide)))
        for place in (LEFT, NOW):
            title = self.horizontalHeaderItem(place)
            if title is not None:
                title.setTextAlignment(_RIGHT)

    # -- what is typed

    def edit_now(self) -> None:
        """Type into the present cell."""
        item = self.item(self.currentRow(), self.currentColumn())
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.editItem(item)

    def step(self) -> None:
        """On to the next line."""
        at, place = self.currentRow(), self.currentColumn()
        if place == NAME:
            self.setCurrentCell(at, NOW)
        elif at + 1 < self.rowCount():
            self.setCurrentCell(at + 1, NOW if at + 1 < len(self._items) else NAME)
        else:
            return
        self.edit_now()

    def settle(self) -> None:
        """Keep what is being typed."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, QLineEdit):
            self.commitData(editor)
            self.closeEditor(editor, _Editor.EndEditHint.NoHint)
            self.setFocus()

    def _amount(self, at: int) -> int:
        """Raises Refused("slip.quantity")."""
        text = self._text(at, NOW)
        return 0 if text.strip("0.") == "" else quantity_of(text, "out")[0]

    def _text(self, at: int, place: int) -> str:
        item = self.item(at, place)
        return clean(item.text()).strip() if item is not None else ""

    def leaving(self) -> dict[int, int]:
        """How much of which item leaves now. Raises Refused("slip.quantity")."""
        self.settle()
        return {item.id: self._amount(at) for at, item in enumerate(self._items)}

    def seen(self) -> list[Seen]:
        """What is there. Raises Refused("slip.quantity")."""
        self.settle()
        found = [Seen(item.id, self._amount(at)) for at, item in enumerate(self._items)]
        for at in range(len(self._items), self.rowCount()):
            name = self._text(at, NAME)
            if name:
                found.append(Seen(None, self._amount(at) or quantity_of("", "out")[0], name))
        return found

    def wrong_line(self) -> Refused | None:
        """What can't be read of the quantities."""
        try:
            self.seen()
        except Refused as refusal:
            return refusal
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() and self.mode != READ:
            self.edit_now()
        else:
            super().keyPressEvent(event)
