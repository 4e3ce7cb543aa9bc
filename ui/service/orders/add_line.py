"""Labour and material of the price list by a few letters: ``valve 2`` and Enter.

add = AddLine("add", desk);  add.taken.connect(lines.take)      # a LineDraft
"""

from __future__ import annotations

import re

from PySide6.QtCore import Signal

from desk import texts
from desk.core.desk import Desk
from desk.core.money import decimal
from desk.core.words import _
from desk.fees.amounts import ONE
from desk.service.orders.drafts import LineDraft
from desk.service.orders.prices import PriceRow, prices
from ui.kit.display import money
from ui.kit.popup import Group, Hit
from ui.kit.suggest import SuggestField

PLACES = 4
MOST = 12  # lines of the price list that are offered
_TAIL = re.compile(r"^(?P<what>.*\S)\s+[x×*]?\s*(?P<n>\d{1,7}(?:\.\d{1,4})?)$")


class AddLine(SuggestField):
    """One line to find labour or material; Enter takes it, in an empty one goes on."""

    taken = Signal(object)

    def __init__(self, key: str, desk: Desk) -> None:
        self._desk = desk
        self._typed_text = ""
        super().__init__(
            key, _("Add labour or material"), find=self._like, free=True, limit=140, wide=True,
            placeholder=_("Valve 2: a few letters, how many, Enter"),
            hint=_("Enter adds it; empty, it goes on"),
        )  # fmt: skip
        self.chosen.connect(self._chosen)

    def _like(self, text: str) -> list[Hit]:
        what, _n = split(text)
        return [
            Hit(row.name, f"{texts.word('order.line', row.kind)} · {_price(row)}", "tag-outline",
                row)
            for row in prices(self._desk, what)[:MOST]
        ]  # fmt: skip

    def search(self) -> None:
        self._wait.stop()
        self._typed_text = self.text()  # taking a row puts its name in the place of what was typed
        if not self._typed_text or not self.edit.hasFocus():
            return
        hits = self._like(self._typed_text)
        note = "" if hits else _("Not on the price list; Enter takes it as typed.")
        self.popup.show_groups([Group("", hits)], note)

    def _chosen(self, hit: Hit) -> None:
        _what, n = split(self._typed_text)
        self._hand_over(line_of(hit.key, n))

    def enter(self) -> bool:
        text = self.text()
        if not text:
            return False
        if self._wait.isActive() or not self.popup.isVisible():
            found = self._like(text)
            exact = [hit for hit in found if hit.title.casefold() == split(text)[0].casefold()]
            chosen = exact or (found if len(found) == 1 else [])
            what, n = split(text)
            self._wait.stop()
            self._hand_over(line_of(chosen[0].key, n) if chosen else LineDraft(n, text=what))
            return True
        marked = self.popup.current()
        what, n = split(text)
        self._hand_over(line_of(marked.key, n) if marked else LineDraft(n, text=what))
        return True

    def _hand_over(self, line: LineDraft) -> None:
        self.popup.hide()
        self.set_value(None)
        self.taken.emit(line)
        self.widget.setFocus()

    def problem(self) -> str:
        return _("Press Enter to add this, or empty the line.") if self.text() else ""


def split(text: str) -> tuple[str, int]:
    """``valve 2`` as what and how many (ten-thousandths)."""
    found = _TAIL.match(text.strip())
    if found is None:
        return text.strip(), ONE
    return found["what"], int(decimal(found["n"], "lines", PLACES).scaleb(PLACES)) or ONE


def line_of(row: PriceRow, quantity: int = ONE) -> LineDraft:
    """A line of the price list as it is put in."""
    return LineDraft(quantity, row.id, row.kind, row.name, row.measure, row.price)


def _price(row: PriceRow) -> str:
    return f"{money(row.price)} / {row.measure}" if row.measure else money(row.price)
