"""What is to leave: a grid that is typed like a list, Enter after each thing.

    goods = GoodsField("items", _("Goods"), known=lambda text: suggest_goods(desk, text))
    goods.value()          # [["沙发", "2", "张", ""], …], blank lines left out
    goods.drafts()         # the same as ItemDrafts; a blank quantity is one

Enter goes to the next line, Tab to the next cell, Ctrl+V takes lines from a spreadsheet,
Ctrl+Delete takes a line away. Frequent goods are offered while typing, with their measure;
``沙发 2张`` in the first cell fills all three.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTableWidgetItem

from desk import texts
from desk.core.errors import Refused
from desk.core.words import _
from desk.reception.slips.drafts import ItemDraft
from desk.reception.slips.goods import quantity_of
from ui.kit.field import Field
from ui.reception.slips.cell import NAME, Finder
from ui.reception.slips.grid import GoodsGrid, cells


class GoodsField(Field):
    """See the top of this module."""

    left = Signal()

    def __init__(self, key: str, title: str, *, known: Finder, **options: Any) -> None:
        super().__init__(key, title, **{"wide": True, **options})
        self.grid = GoodsGrid(known)
        self._put(self.grid)
        self.grid.itemChanged.connect(self._changed)
        self.grid.pasted.connect(lambda _n: self._touched())
        self.grid.left.connect(self.left)

    def _changed(self, item: QTableWidgetItem) -> None:
        if item.column() == NAME:
            self.grid.named(item.row())
        self.grid.keep_blank()
        self._touched()

    def settle(self) -> None:
        """Keep what is being typed now."""
        self.grid.settle()

    def value(self) -> list[list[str]]:
        return self.grid.lines()

    def set_value(self, value: Any) -> None:
        self.grid.show_lines(value or [])
        self._touched()

    def drafts(self) -> tuple[ItemDraft, ...]:
        """The lines for the desk; what is no quantity counts as none (``problem`` says so)."""
        made = []
        for name, count, measure, note in self.value():
            found = _quantity(count)
            amount, unit = found if isinstance(found, tuple) else (0, "")
            made.append(ItemDraft(name, amount, measure or unit, note))
        return tuple(made)

    def set_drafts(self, drafts: Sequence[ItemDraft]) -> None:
        """Show lines of the desk."""
        self.set_value([cells(draft) for draft in drafts])

    def problem(self) -> str:
        self.settle()
        for line, (name, count, _measure, _note) in enumerate(self.value(), 1):
            found = _quantity(count)
            if isinstance(found, Refused):
                return _("Line {line}: {problem}").format(line=line, problem=texts.sentence(found))
            if not name:
                return _("Line {line}: say what it is.").format(line=line)
        return super().problem()

    def enter(self) -> bool:
        self.grid.begin(max(0, self.grid.currentRow()), max(0, self.grid.currentColumn()))
        return True


def _quantity(text: str) -> tuple[int, str] | Refused:
    try:
        return quantity_of(text, "items")
    except Refused as refusal:
        return refusal
