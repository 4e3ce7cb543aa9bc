"""The goods of a slip in large type, as the guard compares them; in part, or what differs.

sheet = GateSheet()
sheet.show_items(view.items)          # to be read
sheet.ask(PART)                       # how much leaves now;  DIFFERS: what is there
sheet.leaving(); sheet.seen()         # {item: quantity}, [Seen, …]
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit

from desk.core.errors import Refused
from desk.core.words import _
from desk.fees.amounts import show_quantity
from desk.reception.slips.goods import quantity_of
from desk.reception.slips.rows import ItemRow
from desk.reception.slips.seen_goods import Seen
from ui import theme
from ui.kit.grid import CTRL, ENTER, Grid

READ, PART, DIFFERS = "read", "part", "differs"
NAME, LEFT, NOTE, NOW = range(4)
LARGE = ((4, 28), (5, 24))  # so many lines of goods in type of so many px at 100 %
MANY = 20
"""The type of more lines than that."""
LINE = 2.2  # heights of the type


class GateSheet(Grid):
    """See the top of this module."""

    def __init__(self) -> None:
        super().__init__(right=(LEFT, NOW), limits={NOW: 12}, numbered=40)
        self.mode = READ
        self.large = MANY
        self._items: tuple[ItemRow, ...] = ()
        self.setAccessibleName(_("Goods"))
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.show_items(())

    def show_items(self, items: Sequence[ItemRow]) -> None:
        """Show goods to be read."""
        self._items = tuple(items)
        self.large = next((size for most, size in LARGE if len(self._items) <= most), MANY)
        self.setFont(theme.font(self.large))
        self.lines_high(theme.px(round(self.large * LINE)))
        self.ask(READ)

    def ask(self, mode: str) -> None:
        """Only show them, or ask how much leaves now, or what is there instead."""
        self.mode = mode
        titles = [_("Goods"), _("On the slip"), _("Note"),
                  _("Leaves now") if mode == PART else _("Is there")]  # fmt: skip
        extra = 3 if mode == DIFFERS else 0
        self.clear()
        self.setRowCount(len(self._items) + extra)
        more = self.large / MANY
        self.head(titles, {LEFT: 170 * more, NOTE: 220, NOW: 150 * more})
        self.setColumnHidden(NOW, mode == READ)
        for at, item in enumerate(self._items):
            self._line(at, item)
        for at in range(len(self._items), self.rowCount()):
            self._cell(at, NAME, "", edit=True)
            self._cell(at, LEFT, "—")
            self._cell(at, NOTE, _("not on the slip"))
            self._cell(at, NOW, "", edit=True)
        if mode != READ and self.rowCount():
            self.setCurrentCell(0, NOW)
            self.setFocus()
            self.edit_now()

    def _line(self, at: int, item: ItemRow) -> None:
        gone = _("{n} left already").format(n=show_quantity(item.released)) if item.released else ""
        self._cell(at, NAME, item.name)
        count = item.left or item.quantity  # of what has left, how much there was
        left = f"{show_quantity(count)} {item.measure}".strip()
        self._cell(at, LEFT, left, "void" if not item.left else "")
        self._cell(at, NOTE, " · ".join(p for p in (item.note, gone) if p))
        self._cell(at, NOW, show_quantity(item.left), edit=True)

    def _cell(self, at: int, place: int, words: str, tone: str = "", *, edit: bool = False) -> None:
        made = self.put(at, place, words, edit=edit)
        if place == NOTE:
            made.setFont(theme.font(14))
        if tone or place == NOTE:
            made.setForeground(theme.color(tone or "muted"))
        if place in (LEFT, NOW) and not tone:
            made.setFont(theme.font(self.large, bold=True))

    # -- what is typed

    def edit_now(self) -> None:
        """Type into the present cell."""
        self.begin(self.currentRow(), self.currentColumn())

    def key_in_cell(self, editor: QLineEdit, event: QKeyEvent) -> bool:
        """Enter goes on to the next line."""
        if event.key() in ENTER and not event.modifiers() & CTRL:
            self.settle(editor)
            self.step()
            return True
        return False

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

    def _amount(self, at: int) -> int:
        """Raises Refused("slip.quantity")."""
        text = self.text(at, NOW)
        return 0 if text.strip("0.") == "" else quantity_of(text, "out")[0]

    def leaving(self) -> dict[int, int]:
        """How much of which item leaves now. Raises Refused("slip.quantity")."""
        self.settle()
        return {item.id: self._amount(at) for at, item in enumerate(self._items)}

    def seen(self) -> list[Seen]:
        """What is there. Raises Refused("slip.quantity")."""
        self.settle()
        found = [Seen(item.id, self._amount(at)) for at, item in enumerate(self._items)]
        for at in range(len(self._items), self.rowCount()):
            name = self.text(at, NAME)
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
        if event.key() in ENTER and not event.modifiers() and self.mode != READ:
            self.edit_now()
        else:
            super().keyPressEvent(event)
