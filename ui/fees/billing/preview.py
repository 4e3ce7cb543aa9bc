"""What a billing run would charge: the sum, what changed, who is left out, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QTabBar, QVBoxLayout

from desk import texts
from desk.core.errors import Refused
from desk.core.words import _, ngettext
from desk.fees.billing.drafts import ChangeLine, ItemTotal, Problem, RunPreview, SkippedLine
from ui import theme
from ui.kit.display import money
from ui.kit.plain import label, row
from ui.kit.sheet import Sheet

ITEMS, CHANGES, SKIPPED, PROBLEMS = "items", "changes", "skipped", "problems"


class RunResult(QFrame):
    """The preview in words and tables; ``show_unit(id)`` is called for a line that is opened."""

    def __init__(self, sign: str, show_unit: Callable[[int], object]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._sign, self._show_unit = sign, show_unit
        self._found: RunPreview | None = None
        self._units: list[int] = []
        self.total, self.about = label("", "figure"), label("", "muted", wrap=True)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("What the run would charge"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(lambda _n: self._show())
        self.table = Sheet()
        self.table.cellActivated.connect(self._open)
        self.more = label("", "hint")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(6)
        head = row(self.total, self.about, gap=16)
        head.setStretch(1, 1)
        box.addLayout(head)
        box.addWidget(self.tabs)
        box.addWidget(self.table, 1)
        box.addWidget(self.more)

    def show_preview(self, found: RunPreview) -> None:
        """Show another preview; what is wrong comes to the front."""
        self._found = found
        self.total.setText(f"{self._sign}{money(found.total)}")
        self.about.setText(self._about(found))
        titles = (
            (ITEMS, _("By item"), len(found.by_item)),
            (CHANGES, _("Other than last time"), found.change_count),
            (SKIPPED, _("Not charged"), found.skipped_count),
            (PROBLEMS, _("Can't be worked out"), found.problem_count),
        )
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for key, title, count in titles:
            if key == PROBLEMS and not count:
                continue
            place = self.tabs.addTab(title if key == ITEMS else f"{title}  {count:,}")
            self.tabs.setTabData(place, key)
            if key == PROBLEMS:
                self.tabs.setTabTextColor(place, theme.color("late"))
        self.tabs.blockSignals(False)
        self.tabs.setCurrentIndex(self.tabs.count() - 1 if found.problem_count else 0)
        self._show()

    def _about(self, found: RunPreview) -> str:
        words = ngettext("{n} charge", "{n} charges", found.count).format(n=f"{found.count:,}")
        last = sum(one.last_total for one in found.by_item)
        if not last:
            return words
        before = _("last time {amount}").format(amount=f"{self._sign}{money(last)}")
        return f"{words} · {before} ({signed(found.total - last)})"

    def _show(self) -> None:
        found, key = self._found, self.tabs.tabData(self.tabs.currentIndex())
        if found is None:
            return
        self._units = []
        hidden, hint = 0, _("Enter opens the unit")
        if key == PROBLEMS:
            self._show_problems(found)
            hidden = found.problem_count - len(found.problems)
        elif key == CHANGES:
            self._show_changes(found.changes)
            hidden = found.change_count - len(found.changes)
        elif key == SKIPPED:
            self._show_skipped(found.skipped)
            hidden = found.skipped_count - len(found.skipped)
            counts = [f"{texts.word('billing.skipped', c)} {n:,}" for c, n in found.skip_counts]
            hint = " · ".join([*counts, hint])
        else:
            self._show_items(found)
            hint = ""
        if not self.table.rowCount():
            hint = _("No unit at all.")
        more = ngettext("and {n} more", "and {n} more", hidden).format(n=f"{hidden:,}")
        self.more.setText(" · ".join(part for part in (more if hidden > 0 else "", hint) if part))

    def _show_items(self, found: RunPreview) -> None:
        rows = [
            [one.name, _count(one), money(one.total), money(one.last_total),
             signed(one.total - one.last_total)]
            for one in found.by_item
        ]  # fmt: skip
        titles = [_("Fee item"), _("How many"), _("Amount"), _("Last time"), _("More or less")]
        self.table.show_rows(titles, rows, right=range(1, 5), stretch=0)

    def _show_changes(self, lines: Sequence[ChangeLine]) -> None:
        self._units = [one.unit for one in lines]
        rows = [
            [one.unit_code, one.item_name, _amount(one.last_amount), _amount(one.amount),
             texts.word("billing.change", one.why)]
            for one in lines
        ]  # fmt: skip
        titles = [_("Unit"), _("Fee item"), _("Last time"), _("Now"), _("Why")]
        self.table.show_rows(titles, rows, right={2, 3})

    def _show_skipped(self, lines: Sequence[SkippedLine]) -> None:
        self._units = [one.unit for one in lines]
        rows = [[one.unit_code, one.item_name, skipped_words(one)] for one in lines]
        self.table.show_rows([_("Unit"), _("Fee item"), _("Why")], rows)

    def _show_problems(self, found: RunPreview) -> None:
        self._units = [one.unit for one in found.problems]
        rows = [[one.unit_code, one.item_name, _problem(one)] for one in found.problems]
        self.table.show_rows([_("Unit"), _("Fee item"), _("What is wrong")], rows)

    def _open(self, at: int, _place: int) -> None:
        if at < len(self._units):
            self._show_unit(self._units[at])


def skipped_words(line: SkippedLine) -> str:
    """Why a unit is left out, wholly or for some days."""
    why = texts.word("billing.skipped", line.code)
    if not line.days:
        return why
    days = ngettext("{n} day left out", "{n} days left out", line.days).format(n=line.days)
    return f"{days}: {why}"


def _count(one: ItemTotal) -> str:
    """How many charges, and how many more than last time if that is not the same."""
    more = one.count - one.last_count
    return f"{one.count:,} ({more:+,})" if more and one.last_count else f"{one.count:,}"


def _problem(line: Problem) -> str:
    return texts.sentence(Refused(line.code, **dict(line.values)))


def signed(minor: int) -> str:
    """A difference with its sign."""
    return f"+{money(minor)}" if minor > 0 else money(minor)


def _amount(minor: int | None) -> str:
    return "—" if minor is None else money(minor)
