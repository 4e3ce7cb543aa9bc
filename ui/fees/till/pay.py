"""The right side of the cashier's screen: what is to be paid, how, and what goes back.

panel = PayPanel(desk)
panel.show_lines(lines, accounts)      # other lines are to be paid
panel.changed / panel.post             # something was typed / Ctrl+Enter or the button
panel.draft_parts()                    # tenders, rounding, surplus … of the receipt
panel.show_done(done)                  # a receipt was posted: change, number, what was printed
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QStackedWidget, QVBoxLayout, QWidget

from desk.core.desk import Desk
from desk.core.money import format_money
from desk.core.words import _
from desk.fees import options
from desk.fees.reading import currency
from desk.fees.till.drafts import LineDraft, Reckoning, reckon
from desk.fees.till.payer import PayerCard
from ui import theme
from ui.fees.till.tenders import TenderRow, Tenders
from ui.kit.display import money
from ui.kit.fields import ChoiceField, TextField
from ui.kit.plain import button, card, label, line, row, scrolling

WIDE = 330  # px at 100 %


class PayPanel(QStackedWidget):
    """See the top of this module."""

    changed = Signal()
    post = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._currency = currency(desk)
        self._lines: tuple[LineDraft, ...] = ()
        self.total = label("", "figure")
        self.parts = label("", "muted", wrap=True)
        self.change_name = label("", "label")
        self.change = label("", "figure")
        self.keep = QCheckBox()
        self.keep.hide()
        self.tenders = Tenders()
        self.payer = ChoiceField("payer_name", _("Name on the receipt"), typed=True, limit=300)
        self.sheet = TextField("sheet", _("Number on the pre-printed sheet"), limit=40)
        self.note = TextField("note", _("Remark"), limit=300)
        self.go = button(_("Post and print") + " Ctrl+Enter", self.post.emit, role="primary",
                         icon="printer-outline")  # fmt: skip
        self.setFixedWidth(theme.px(WIDE))
        self.addWidget(self._build())
        self.tenders.changed.connect(self._again)
        self.tenders.done.connect(lambda: self.go.setFocus(Qt.FocusReason.TabFocusReason))
        self.keep.toggled.connect(lambda _on: self._again())
        for field in (self.payer, self.sheet, self.note):
            field.changed.connect(self.changed)
        self._rest = 0
        self._ordered: tuple[TenderRow, ...] = ()
        self.reckoned = reckon((), ())
        self._again()

    def _build(self) -> QWidget:
        ground = card()
        body = QWidget()
        body.setProperty("role", "clear")
        box = QVBoxLayout(body)
        box.setContentsMargins(18, 14, 18, 8)
        box.setSpacing(theme.GRID)
        box.addWidget(label(_("To pay"), "label"))
        box.addWidget(self.total)
        box.addWidget(self.parts)
        box.addWidget(line())
        box.addWidget(self.tenders)
        box.addWidget(line())
        box.addLayout(row(self.change_name, None, self.change))
        box.addWidget(self.keep)
        box.addWidget(self.payer)
        box.addWidget(self.sheet)
        box.addWidget(self.note)
        box.addStretch(1)
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(scrolling(body, ground), 1)
        foot = row(self.go)
        self.go.setMinimumHeight(theme.px(44))
        foot.setContentsMargins(18, 8, 18, 16)
        outer.addLayout(foot)
        return ground

    # -- what is to be paid

    def show_lines(self, lines: Sequence[LineDraft]) -> None:
        """Other lines are to be paid."""
        self._lines = tuple(lines)
        self._again()

    def start(self, card: PayerCard | None, sheet: str, books: bool) -> None:
        """Ready for another payer."""
        self.tenders.reset(card.prepaid if card else ())
        self.keep.setChecked(False)
        self._name(card)
        self.note.set_value(None)
        self.sheet.set_value(sheet or None)
        self.sheet.setVisible(books)
        self.setCurrentIndex(0)
        self._again()

    def _name(self, card: PayerCard | None) -> None:
        people = [(each.id, each.name) for each in card.people] if card else []
        if card and card.person and card.person not in dict(people):
            people.insert(0, (card.person, card.name))
        self.payer.set_choices(people)
        self.payer.set_value(card.person if card and card.person else None)
        line = self.payer.combo.lineEdit()
        if line is not None:
            line.setCursorPosition(0)  # a long name is read from its beginning

    def _again(self) -> None:
        """Reckon what is missing and what goes back, and say it."""
        rule = self._desk.settings.get(options.ROUNDING)
        self._rest = reckon(self._lines, self.tenders.offered(), rule).missing
        self.tenders.show_rest(self._rest)
        self.reckoned = reckon(self._lines, self.tenders.all(self._rest), rule)
        self._say(self.reckoned)
        self._order()
        self.changed.emit()

    def _order(self) -> None:
        """Tab goes down the panel, also over rows that were made later than what is below."""
        rows = tuple(self.tenders.rows)
        if rows == self._ordered:
            return
        self._ordered = rows
        anchor = next(iter(self.tenders.chips.values()))
        fields = [part for one in rows for part in one.parts()]
        below = [self.keep, self.payer.widget, self.sheet.widget, self.note.widget, self.go]
        for one, following in pairwise([anchor, *fields, *below]):
            QWidget.setTabOrder(one, following)

    def _say(self, found: Reckoning) -> None:
        self.total.setText(format_money(found.due, self._currency))
        self.parts.setText(self._parts(found))
        self.parts.setVisible(bool(self.parts.text()))
        missing = found.missing > 0
        self.change_name.setText(_("Still missing") if missing else _("Change"))
        kept = self.keep.isChecked() and found.surplus > 0 and not missing
        shown = found.missing if missing else 0 if kept else found.change
        self.change.setText(format_money(shown, self._currency))
        theme.say(self.change, "tone", "due" if missing else "ok" if shown else "")
        surplus = money(found.surplus)
        self.keep.setText(_("Keep {amount} as prepaid").format(amount=surplus))
        self.keep.setVisible(found.surplus > 0 and not missing)

    def _parts(self, found: Reckoning) -> str:
        late = sum(one.late_fee for one in self._lines)
        off = sum(one.discount + one.late_waived for one in self._lines)
        said = (
            (_("late fee {amount}"), late),
            (_("let off {amount}"), off),
            (_("rounded off {amount}"), found.rounding),
        )
        return " · ".join(words.format(amount=money(minor)) for words, minor in said if minor)

    # -- what is handed in

    def values(self) -> dict[str, Any]:
        """What a ReceiptDraft takes from here."""
        found = self.reckoned
        return {
            "tenders": self.tenders.all(self._rest),
            "rounding": found.rounding,
            "surplus_to_prepaid": self.keep.isChecked() and found.surplus > 0,
            **self._who(),
            "note": str(self.note.value() or ""),
        }

    def _who(self) -> dict[str, Any]:
        """The person on the receipt, or a name that is in no book."""
        who = self.payer.value()
        return {"person": who} if isinstance(who, int) else {"payer": who or ""}

    # -- drafts and what was posted

    def state(self) -> dict[str, Any]:
        """What was typed, as a draft keeps it."""
        fields = {f.key: f.state() for f in (self.payer, self.sheet, self.note)}
        return {"tenders": self.tenders.state(), "keep": self.keep.isChecked(), "fields": fields}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Fill in a draft."""
        self.tenders.restore(kept["tenders"])
        self.keep.setChecked(kept["keep"])
        for field in (self.payer, self.sheet, self.note):
            field.restore(kept["fields"][field.key])
        self._again()

    def show_done(self, done: QWidget) -> None:
        """Show what was posted in place of all this, until the next customer is there."""
        while self.count() > 1:
            gone = self.currentWidget() if self.currentIndex() else self.widget(1)
            assert gone is not None
            self.removeWidget(gone)
            gone.deleteLater()
        self.addWidget(done)
        self.setCurrentWidget(done)

    @property
    def asking(self) -> bool:
        """Whether it asks for money; False while it shows what was posted."""
        return self.currentIndex() == 0

    def big(self) -> tuple[QLabel, QLabel]:
        """The two large figures: to pay, and change or missing."""
        return self.total, self.change
