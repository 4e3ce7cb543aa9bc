"""What the payer owes: a table to tick, why a debt is what it is, and how much is paid on it.

panel = DebtsPanel(desk, sale)
panel.show_debts()         # the sale has other debts
panel.show_parts()         # the same debts, other amounts
panel.changed.connect(...); panel.let_off.connect(lambda debt: ...); panel.done.connect(...)
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.listing import Column
from desk.core.words import N_, _, ngettext
from desk.fees.billing.why import why
from desk.fees.till.checks import LINES
from desk.fees.till.debts import Debt
from desk.fees.till.drafts import reckon
from ui import theme
from ui.fees.till.lines import plain_enter
from ui.fees.till.sale import LATER, WAIVE, Sale
from ui.kit.display import Display, money
from ui.kit.empty import EmptyState
from ui.kit.money_field import MoneyField
from ui.kit.plain import button, card, label, row
from ui.kit.tick_table import ON, PART, TickTable

SETTLE = 40  # ms between the last arrow key and asking why


def period(since: date, until: date) -> str:
    """2026-10 for a whole month, 2026-10 – 2026-12 for several, else the days."""
    first, last = since.day == 1, until.day == monthrange(until.year, until.month)[1]
    if not (first and last):
        return since.isoformat() if since == until else f"{since:%Y-%m-%d} – {until:%m-%d}"
    if (since.year, since.month) == (until.year, until.month):
        return f"{since:%Y-%m}"
    return f"{since:%Y-%m} – {until:%Y-%m}"


def _period(debt: Debt) -> str:
    return period(debt.period_from, debt.period_to)


class DebtsPanel(QWidget):
    """See the top of this module."""

    changed = Signal()
    let_off = Signal(object)
    done = Signal()

    def __init__(self, desk: Desk, sale: Sale) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._desk, self._sale = desk, sale
        self.table = TickTable(self._columns(), Display(desk.local, lambda: desk.today))
        self.table.setAccessibleName(_("Debts"))
        self.nothing = EmptyState("cash-register", "")
        self.why = label("", "hint", wrap=True, copy=True)
        self.why.setMinimumHeight(theme.px(18))
        self.off = button(_("Discount, late fee …"), self._let_off, role="link")
        self.owed = label("", "muted")
        self.amount = MoneyField("amount", _("Paid on these debts"))
        self.amount.setFixedWidth(theme.px(190))
        self.amount.edit.installEventFilter(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._build()
        self._settle.timeout.connect(self._say_why)
        self.table.current_changed.connect(lambda _row: self._settle.start())
        self.table.toggled.connect(self._tick)
        self.table.opened.connect(lambda _row: self.focus_amount())
        self.amount.changed.connect(self._typed)

    def _build(self) -> None:
        ground = card()
        box = QVBoxLayout(ground)
        box.setContentsMargins(1, 1, 1, 10)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        box.addWidget(self.nothing, 1)
        self._foot = QWidget()
        self._foot.setProperty("role", "clear")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.why)
        words.addLayout(row(self.off, self.owed, None, gap=10))
        words.addStretch(1)
        line = row(gap=12)
        line.addLayout(words, 1)
        line.addWidget(self.amount)
        line.setContentsMargins(12, 8, 12, 0)
        self._foot.setLayout(line)
        box.addWidget(self._foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)

    def _columns(self) -> tuple[Column[Debt], ...]:
        places = {debt.unit for debt in self._sale.debts}
        unit: Column[Debt] = Column("unit", N_("Unit"), "text", lambda d: d.unit_code, 74)
        many = len(places) != 1
        made: list[Column[Debt] | None] = [
            Column("item", N_("Fee item"), "text", lambda d: d.item_name, 92),
            unit if many else None,
            Column("period", N_("Period"), "code", _period, 92),
            Column("due", N_("Due on"), "date", lambda d: d.due, 104),
            Column("late", N_("Days late"), "int", lambda d: d.days_late or None, 80,
                   tone=lambda d: "late" if d.days_late else None) if self._any("days_late")
            else None,
            Column("balance", N_("Owed"), "money", lambda d: d.balance, 82),
            Column("late_fee", N_("Late fee"), "money", self._late, 76, tone=self._late_tone)
            if self._any("late_fee") else None,
            Column("paid", N_("Pays now"), "money", self._pays, 88, tone=self._pays_tone),
        ]  # fmt: skip
        return tuple(one for one in made if one is not None)

    def _any(self, field: str) -> bool:
        return any(getattr(debt, field) for debt in self._sale.debts)

    # -- what the columns say

    def _late(self, debt: Debt) -> str:
        off = self._sale.off.get(debt.id)
        if off is not None and debt.late_fee and off.late == WAIVE:
            return _("let off")
        if off is not None and debt.late_fee and off.late == LATER:
            return _("later")
        return money(debt.late_fee) if debt.late_fee else ""

    def _late_tone(self, debt: Debt) -> str | None:
        off = self._sale.off.get(debt.id)
        return "accent" if off is not None and off.anything else None

    def _pays(self, debt: Debt) -> int | None:
        part = self._sale.parts.get(debt.id)
        return part.total if part is not None else None

    def _pays_tone(self, debt: Debt) -> str | None:
        off = self._sale.off.get(debt.id)
        if off is not None and off.discount:
            return "accent"
        return None if self._sale.whole(debt) else "due"

    # -- showing

    def say_nothing(self, icon: str, title: str, text: str) -> None:
        """Say this where no debts are."""
        self.nothing.show_words(icon, title, text)

    def show_debts(self) -> None:
        """Show the sale's debts."""
        debts = self._sale.debts
        self.table.set_columns(self._columns())
        self.table.show_rows(debts)
        for widget in (self.table, self._foot):
            widget.setVisible(bool(debts))
        self.nothing.setVisible(not debts)
        if self.amount.value() != self._sale.typed:  # what is being typed is left as it is
            self.amount.set_value(self._sale.typed)
        self.show_parts()
        self._settle.start()

    def show_parts(self) -> None:
        """Show what is ticked and what is paid of each debt."""
        sale = self._sale
        self.table.set_ticks(
            {d.id: ON if sale.whole(d) else PART for d in sale.debts if d.id in sale.parts}
        )
        lines = sale.debt_lines()
        count = ngettext("{count} of {all} debt", "{count} of {all} debts", len(sale.debts))
        said = count.format(count=len(lines), all=len(sale.debts))
        if len(sale.debts) > LINES:
            said += " · " + _("a receipt holds {most}").format(most=LINES)
        self.owed.setText(said)
        whole = "" if sale.typed is not None else money(reckon(lines, ()).total)
        self.amount.edit.setPlaceholderText(whole)
        over = _("{amount} more than these debts").format(amount=money(sale.over))
        self.amount.set_error(over if sale.over > 0 else "")

    def _say_why(self) -> None:
        debt = self.table.current_row()
        self.why.setText(self._reason(debt) if debt is not None else "")
        self.off.setEnabled(debt is not None)

    def _reason(self, debt: Debt) -> str:
        try:
            text = why(self._desk, debt.id)
        except DeskError:
            text = ""
        off = self._sale.off.get(debt.id)
        if off is not None and off.discount:
            less = _("{amount} let off: {why}").format(amount=money(off.discount), why=off.reason)
            text = " · ".join(filter(None, (text, less)))
        return text

    # -- what the cashier does

    def _tick(self, ids: Any) -> None:
        self._sale.tick(ids)
        self.amount.edit.blockSignals(True)
        self.amount.set_value(None)
        self.amount.edit.blockSignals(False)
        self.show_parts()
        self.changed.emit()

    def _typed(self) -> None:
        self._sale.type(self.amount.value())
        self.show_parts()
        problem = self.amount.problem()
        if problem:
            self.amount.set_error(problem)
        self.changed.emit()

    def _let_off(self) -> None:
        debt = self.table.current_row()
        if debt is not None:
            self.let_off.emit(debt)

    def let_off_current(self) -> None:
        """Ask what of the selected debt is let off."""
        self._let_off()

    def focus_amount(self) -> None:
        """Put the cursor where the amount is typed."""
        self.amount.widget.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if plain_enter(event):
            self.done.emit()
            return True
        return super().eventFilter(watched, event)
