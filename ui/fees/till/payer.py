"""Who pays: the box to find a room or a person by, and the strip that says who it is.

field = PayerField(desk);  field.chosen.connect(lambda hit: ...)     # hit.key: (kind, id)
strip = PayerStrip();      strip.show_card(card, "unit")
strip.switched.connect(lambda kind, record: ...)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desk import texts
from desk.core import find
from desk.core.desk import Desk
from desk.core.words import _
from desk.fees.accounts import AccountRow
from desk.fees.till.payer import PayerCard
from ui import theme
from ui.fees.till.lines import plain_enter
from ui.kit.chips import Flow
from ui.kit.display import money
from ui.kit.plain import button, clear, column, label, tip
from ui.kit.popup import Hit
from ui.kit.suggest import SuggestField

ICONS = {"unit": "home-outline", "person": "account-outline"}
MOST = 12
PHONES = 2
PLACES = 4  # units of one payer that have a chip of their own

Payer = tuple[str, int]
"""unit or person, and its id."""


class PayerField(SuggestField):
    """Finds by room, name, initials and phone tail."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        super().__init__(
            "payer", _("Who pays"), find=self._look, limit=100,
            placeholder=_("Room, name or initials, tail of the phone"),
        )  # fmt: skip

    def _look(self, text: str) -> list[Hit]:
        found = [hit for group in find.find(self._desk, text) for hit in group.hits]
        hits = [
            Hit(hit.title, hit.detail, ICONS[hit.kind], (hit.kind, hit.id),
                texts.word(*hit.state) if hit.state else "", hit.tone)
            for hit in found if hit.kind in ICONS
        ]  # fmt: skip
        return hits[:MOST]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if plain_enter(event):
            self._enter()
            return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Typed faster than the rows come: the first row is meant."""
        if self.hit() is not None:
            self.chosen.emit(self.hit())
            return
        self.enter()
        if self.hit() is None:
            self.set_error(self.problem())


class PayerStrip(QWidget):
    """Name, places, prepaid and deposits of the payer; chips choose whose debts are shown."""

    switched = Signal(str, int)
    asked = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._line = QHBoxLayout()
        self._line.setSpacing(12)
        self._chips = QWidget()
        self._chips.setProperty("role", "clear")
        self._flow = Flow(self._chips, gap=6)
        self.setLayout(column(self._line, self._chips, gap=6))
        self.card: PayerCard | None = None
        self.choices: list[tuple[QPushButton, Payer]] = []

    def show_card(self, card: PayerCard | None, shown: Payer | None = None) -> None:
        """Say who it is; ``shown`` is whose debts the table has."""
        self.card = card
        clear(self._line)
        clear(self._flow)
        self.choices = []
        self.setVisible(card is not None)
        if card is None:
            return
        self._line.addWidget(label(card.title, "heading", copy=True))
        said = " · ".join(filter(None, (card.name if card.unit else "", *card.phones[:PHONES])))
        self._line.addWidget(label(said, "muted", wrap=True, copy=True), 1)
        for words, accounts in ((_("Prepaid"), card.prepaid), (_("Deposits"), card.deposits)):
            if accounts:
                self._line.addWidget(self._held(words, accounts))
        for payer, words in self._places(card):
            self._chip(payer, words, payer == shown)
        self._chips.setVisible(len(self.choices) > 1)

    def _held(self, words: str, accounts: Sequence[AccountRow]) -> QPushButton:
        """What is held of a kind; a click shows the account."""
        open_it = partial(self.asked.emit, "account", accounts[0].id)
        return button(f"{words} {money(held(accounts))}", open_it, role="inline")

    def _places(self, card: PayerCard) -> list[tuple[Payer, str]]:
        made: list[tuple[Payer, str]] = []
        units = {card.unit: card.unit_code} if card.unit is not None else {}
        units.update({each.id: each.code for each in card.units[:PLACES]})
        made += [(("unit", key), code) for key, code in units.items()]
        if card.person is not None:
            everything = _("Everything of {name}").format(name=card.name)
            made.append((("person", card.person), everything))
        return made

    def _chip(self, payer: Payer, words: str, on: bool) -> None:
        shown = words if len(words) < 28 else words[:26] + "…"
        made = button(shown, lambda: self.switched.emit(*payer), role="chip")
        made.setCheckable(True)
        made.setChecked(on)
        made.setFixedHeight(theme.px(26))
        tip(made, words if shown != words else "")
        self.choices.append((made, payer))
        self._flow.addWidget(made)

    def next(self) -> None:
        """Go on to the next place, by key."""
        if len(self.choices) > 1:
            at = next((n for n, (made, _p) in enumerate(self.choices) if made.isChecked()), -1)
            self.switched.emit(*self.choices[(at + 1) % len(self.choices)][1])


def payer_hit(card: PayerCard, shown: Payer) -> Hit:
    """The row that stands in the box for a payer who came from elsewhere."""
    kind, _record = shown
    title = card.unit_code if kind == "unit" else card.name
    return Hit(title or card.title, card.name, ICONS[kind], shown)


def held(accounts: Sequence[AccountRow]) -> int:
    """What stands on accounts together."""
    return sum(account.balance for account in accounts)
