"""How a customer pays: a row a tender; the one that is left blank takes what is missing.

tenders = Tenders();  tenders.changed.connect(...);  tenders.done.connect(...)   # Enter at last
tenders.filled()      # TenderDrafts of rows with an amount
tenders.all(rest)     # the same with ``rest`` in the first blank row
tenders.show_rest(rest)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk import texts
from desk.core.money import format_money
from desk.core.words import _
from desk.fees.accounts import AccountRow
from desk.fees.till.drafts import TENDERS, TenderDraft
from ui import theme
from ui.fees.till.lines import plain_enter
from ui.kit.chips import Flow
from ui.kit.display import money
from ui.kit.fields import ChoiceField, TextField
from ui.kit.money_field import MoneyField
from ui.kit.plain import button, column, row, tool

CASH, PREPAID = "cash", "prepaid"


def tender_word(kind: str) -> str:
    """Cash, WeChat Pay, …"""
    return texts.word("tender", kind)


class TenderRow(QWidget):
    """One tender: what was given, for others than cash its reference."""

    changed = Signal()
    removed = Signal()
    entered = Signal()

    chosen = Signal()

    def __init__(self, kind: str, accounts: Sequence[AccountRow] = ()) -> None:
        """``accounts`` are those that may be drawn on, the first one unless another is chosen."""
        super().__init__()
        self.setProperty("role", "clear")
        self.kind, self._accounts = kind, {one.id: one for one in accounts}
        name = tender_word(kind)
        # With several the list says what each holds.
        hint = money(accounts[0].balance) if len(accounts) == 1 else ""
        self.given = MoneyField(f"given.{kind}", name, hint=hint)
        self.reference = TextField(f"reference.{kind}", _("Reference"), limit=60)
        self.choice = _chooser(accounts)
        self.drop = drop = tool(
            "close", _("Take {tender} away").format(tender=name), self.removed.emit
        )
        drop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        line = row(self.given, self.reference, self.choice, gap=6)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        line.setStretch(2, 3)
        line.addWidget(drop, 0, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(line)
        # Not before they have their place: until then each would be a window of its own.
        self.reference.setVisible(kind not in (CASH, PREPAID))
        self.choice.setVisible(len(accounts) > 1)
        for field in (self.given, self.reference):
            field.changed.connect(self.changed)
            field.edit.installEventFilter(self)
        self.choice.changed.connect(self.chosen)
        self.choice.combo.installEventFilter(self)

    @property
    def account(self) -> AccountRow | None:
        """The prepaid account that is drawn on."""
        return self._accounts.get(self.choice.value())

    def parts(self) -> tuple[QWidget, ...]:
        """What is typed into, from left to right."""
        return self.given.widget, self.reference.widget, self.choice.widget

    def draft(self, given: int) -> TenderDraft:
        """What is handed in, with ``given``."""
        reference = str(self.reference.value() or "")
        account = self.account.id if self.account is not None else None
        return TenderDraft(self.kind, given, reference, account)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if plain_enter(event):
            if self.reference.isVisible() and watched is self.given.edit:
                self.reference.widget.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.entered.emit()
            return True
        return super().eventFilter(watched, event)


def _chooser(accounts: Sequence[AccountRow]) -> ChoiceField:
    made = ChoiceField(
        "account", _("From"),
        [(one.id, " · ".join(filter(None, (one.unit_code, one.person_name, money(one.balance)))))
         for one in accounts],
    )  # fmt: skip
    made.give_way().set_value(accounts[0].id if accounts else None)
    return made


class Tenders(QWidget):
    """See the top of this module."""

    changed = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.rows: list[TenderRow] = []
        self._accounts: tuple[AccountRow, ...] = ()
        self._rest = 0
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        chips = QWidget()
        chips.setProperty("role", "clear")
        flow = Flow(chips, gap=6)
        self.chips = {}
        for number, kind in enumerate(TENDERS, 1):
            made = button(f"{tender_word(kind)} {number}", partial(self.add, kind), role="chip")
            made.setFixedHeight(theme.px(26))
            made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            made.setAccessibleDescription(f"Alt+{number}")
            self.chips[kind] = made
            flow.addWidget(made)
        self.setLayout(column(self._lines, chips))
        self.reset()

    # -- rows

    def reset(self, accounts: Sequence[AccountRow] = ()) -> None:
        """Back to one blank row of cash; ``accounts`` are what can be drawn on."""
        self.offer(accounts)
        while self.rows:
            self._take_out(self.rows[0])
        self._put(CASH)

    def offer(self, accounts: Sequence[AccountRow]) -> None:
        """Prepaid accounts of this payer."""
        usable = (account for account in accounts if account.balance > 0)
        self._accounts = tuple(sorted(usable, key=lambda account: -account.balance))
        self.chips[PREPAID].setVisible(bool(self._accounts))

    def add(self, kind: str) -> None:
        """Pay (also) by ``kind``: the cursor goes there. A lone blank row gives way."""
        known = next((one for one in self.rows if one.kind == kind), None)
        if known is None:
            if kind == PREPAID and not self._accounts:
                return
            most = self._accounts[0].balance if kind == PREPAID else 0
            lone, enough = self.rows[0], kind != PREPAID or most >= self._rest
            if enough and len(self.rows) == 1 and not lone.given.edit.text().strip():
                self._take_out(lone)
            known = self._put(kind)
            if not enough:  # all that is there; the other row takes the rest
                known.given.set_value(most)
        known.given.widget.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _chosen(self, made: TenderRow) -> None:
        """Another account gives no more than it holds."""
        held = made.account.balance if made.account is not None else 0
        wanted = made.given.value() if made is not self.blank() else self._rest
        if wanted is not None and wanted > held:
            made.given.set_value(held)
        self.changed.emit()

    def _put(self, kind: str) -> TenderRow:
        made = TenderRow(kind, self._accounts if kind == PREPAID else ())
        made.chosen.connect(lambda: self._chosen(made))
        made.changed.connect(self.changed)
        made.removed.connect(lambda: self._remove(made))
        made.entered.connect(lambda: self._next(made))
        self.rows.append(made)
        self._lines.addWidget(made)
        made.show()
        self._crosses()
        return made

    def _crosses(self) -> None:
        for one in self.rows:  # the only one has nothing to give way to
            one.drop.setVisible(len(self.rows) > 1)

    def _remove(self, gone: TenderRow) -> None:
        self._take_out(gone)
        if not self.rows:
            self._put(CASH)
        self.focus_first()
        self.changed.emit()

    def _take_out(self, gone: TenderRow) -> None:
        self.rows.remove(gone)
        self._lines.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self._crosses()

    def _next(self, made: TenderRow) -> None:
        at = self.rows.index(made) + 1
        if at < len(self.rows):
            self.rows[at].given.widget.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.done.emit()

    def focus_first(self) -> None:
        """Put the cursor into the first amount."""
        self.rows[0].given.widget.setFocus(Qt.FocusReason.TabFocusReason)

    # -- values

    def filled(self) -> tuple[TenderDraft, ...]:
        """Rows with an amount."""
        values = [(one, one.given.value()) for one in self.rows]
        return tuple(one.draft(given) for one, given in values if given is not None)

    def blank(self) -> TenderRow | None:
        """The row that takes what is missing: the last one without anything typed."""
        return next((one for one in reversed(self.rows) if not one.given.edit.text().strip()), None)

    def offered(self) -> tuple[TenderDraft, ...]:
        """Every row; the blank one with nothing yet."""
        blank, found = self.blank(), self.filled()
        return (*found, blank.draft(0)) if blank is not None else found

    def all(self, rest: int) -> tuple[TenderDraft, ...]:
        """What is handed in: ``rest`` stands in the blank row, none where nothing is missing."""
        blank, found = self.blank(), self.filled()
        return (*found, blank.draft(rest)) if blank is not None and rest > 0 else found

    def show_rest(self, rest: int) -> None:
        """Say in the blank row what it would take."""
        blank, self._rest = self.blank(), rest
        for one in self.rows:
            words = format_money(rest, sign=False) if one is blank and rest > 0 else ""
            one.given.edit.setPlaceholderText(words)

    def problem(self) -> bool:
        """Whether something typed is no amount; said beside it."""
        wrong = {one: one.given.problem() for one in self.rows}
        for one, text in wrong.items():
            one.given.set_error(text)
        return any(wrong.values())

    # -- drafts

    def state(self) -> list[dict[str, Any]]:
        """What was typed, as a draft keeps it."""
        return [
            {
                "kind": one.kind, "given": one.given.state(), "reference": one.reference.state(),
                "account": one.choice.value(),
            }
            for one in self.rows
        ]  # fmt: skip

    def restore(self, kept: Sequence[Mapping[str, Any]]) -> None:
        """Fill in a draft."""
        usable = [one for one in kept if one["kind"] != PREPAID or self._accounts]
        if not usable:
            return
        while self.rows:
            self._take_out(self.rows[0])
        for one in usable:
            made = self._put(one["kind"])
            if one.get("account") in {account.id for account in self._accounts}:
                made.choice.restore(one["account"])
            made.given.restore(one["given"])
            made.reference.restore(one["reference"])
