"""What the unit owes now, and why: the figures that are kept on the slip.

panel = OwedPanel(desk)
panel.show_figures(figures)     # None: no unit yet
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.desk import Desk
from desk.core.words import _, listed
from desk.reception.slips.figures import DebtLine, Figures
from ui import theme
from ui.kit.display import Display, money
from ui.kit.plain import label, row
from ui.kit.sheet import Sheet

SHOWN = 3  # lines that stand there without scrolling
HIGH = 28


class OwedPanel(QWidget):
    """See the top of this module."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._show = Display(desk.local, lambda: desk.today)
        self.figures: Figures | None = None
        self.state = label("", "badge")
        self.total = label("", "strong")
        self.about = label("", "muted", wrap=True)
        self.sheet = Sheet()
        self.sheet.setAccessibleName(_("Debts"))
        self.sheet.setMinimumHeight(0)
        self.sheet.setWordWrap(False)
        self.why = label("", "hint", wrap=True, copy=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        line = row(self.state, self.total, gap=10)
        line.addWidget(self.about, 1)
        box.addLayout(line)
        box.addWidget(self.sheet)
        box.addWidget(self.why)
        self.sheet.currentCellChanged.connect(lambda *_: self._say_why())
        self.show_figures(None)

    def show_figures(self, figures: Figures | None) -> None:
        """Show what is owed."""
        self.figures = figures
        lines = figures.lines if figures else ()
        self.sheet.setVisible(bool(lines))
        self.why.setVisible(bool(lines))
        self._words()
        if not lines:
            return
        late = any(one.late_fee for one in lines)
        titles = [_("Fee item"), _("Period"), _("Due on"), _("Owed")]
        rows = [self._row(one, late) for one in lines]
        right = {3}
        if late:
            titles.append(_("Late fee"))
            right.add(4)
        self.sheet.show_rows(titles, rows, right=right, stretch=0)
        self.sheet.verticalHeader().setDefaultSectionSize(theme.px(HIGH))
        for at, one in enumerate(lines):
            self.sheet.setRowHeight(at, theme.px(HIGH))
            self._ink(at, one)
        high = theme.px(HIGH) * min(len(lines), SHOWN) + theme.px(40)
        self.sheet.setFixedHeight(high)
        self.sheet.setCurrentCell(0, 0)
        self._say_why()

    def _row(self, one: DebtLine, late: bool) -> list[str]:
        first, last = one.period_from, one.period_to
        span = (
            f"{first:%Y-%m}" if f"{first:%Y-%m}" == f"{last:%Y-%m}" else f"{first:%Y-%m} –{last:%m}"
        )
        made = [one.item, span, one.due.isoformat(), money(one.balance)]
        return [*made, money(one.late_fee) if one.late_fee else ""] if late else made

    def _ink(self, at: int, one: DebtLine) -> None:
        if one.counts:
            return
        for place in range(self.sheet.columnCount()):
            item = self.sheet.item(at, place)
            if item is not None:
                item.setForeground(theme.color("muted"))  # not due yet: not in the way

    def _say_why(self) -> None:
        at = self.sheet.currentRow()
        lines = self.figures.lines if self.figures else ()
        self.why.setText(lines[at].why if 0 <= at < len(lines) else "")

    def _words(self) -> None:
        found = self.figures
        if found is None:
            self._badge("", "void")
            self.total.setText("")
            self.about.setText(_("Say which unit, and what it owes stands here."))
            return
        at = self._show.moment(found.at)
        parts = []
        if found.late_fee:
            parts.append(_("late fee {amount}").format(amount=money(found.late_fee)))
        if found.not_due:
            parts.append(_("not due yet {amount}").format(amount=money(found.not_due)))
        if found.before and found.before > found.total:
            parts.append(_("before {amount}").format(amount=money(found.before)))
        if found.receipts:
            parts.append(_("paid by {receipts}").format(receipts=listed(found.receipts)))
        parts.append(_("as at {time}").format(time=at))
        self._badge(_("Owes") if found.total else _("Nothing owed"),
                    "late" if found.total else "ok")  # fmt: skip
        self.total.setText(money(found.total) if found.total else "")
        self.about.setText(" · ".join(parts))

    def _badge(self, words: str, tone: str) -> None:
        self.state.setText(words)
        theme.say(self.state, "tone", tone)
        self.state.setVisible(bool(words))
