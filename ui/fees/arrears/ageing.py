"""Ageing 账龄 and the collection rate 收缴率: how old the debts are, and how much comes in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QSplitter, QVBoxLayout, QWidget

from desk import texts
from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.errors import DeskError
from desk.core.words import _
from desk.estate.buildings import buildings
from desk.exchange import sheets_out
from desk.fees.dunning.ageing import ageing
from desk.fees.dunning.collection import collection_rate
from desk.fees.dunning.listing import arrears_summary
from desk.fees.dunning.rows import AGEING_BY, BUCKETS, COLLECTION_BY, AgeingRow, CollectionRow
from ui import theme
from ui.kit import exporting, jobs, messages, shortcuts
from ui.kit.datefields import DateField
from ui.kit.display import money
from ui.kit.fields import ChoiceField
from ui.kit.frame import Frame, Page
from ui.kit.plain import button, card, column, label, row, tip
from ui.kit.segments import SegmentField
from ui.kit.sheet import Sheet

TITLES = {
    "unit": lambda: _("Unit"), "building": lambda: _("Building"), "item": lambda: _("Fee item"),
    "month": lambda: _("Month"), "all": lambda: "",
}  # fmt: skip
WIDE, LEAST = 102, 120  # px at 100 % of an amount, and of what it is of
SHOWN = 400  # lines on the screen; the file has all


class AgeingTab(Page):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.frame, self.desk = frame, frame.desk
        self.message_bar = messages.MessageBar()
        self._rows: list[AgeingRow] = []
        self.summary = label("", "strong")
        self._make_fields()
        self.sheet, self.rates = Sheet(), Sheet()
        for sheet in (self.sheet, self.rates):
            sheet.setWordWrap(False)
        self.save = button(_("Export"), self.export, icon="file-export-outline")
        self.save.setEnabled(self.desk.allows(Permission.LIST_EXPORT))
        tip(self.save, _("All lines into a workbook"))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 12)
        box.setSpacing(12)
        box.addWidget(self.message_bar)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(12)
        split.setChildrenCollapsible(False)
        for part, share in ((self._upper(), 3), (self._lower(), 2)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, share)
        box.addWidget(split, 1)
        shortcuts.of(self).name(_("Ageing")).tell("Ctrl+C", _("Copy the selected lines"))
        for field in (self.by, self.building):
            field.changed.connect(self.read_ageing)
        for one in (self.since, self.until, self.rate_by):
            one.changed.connect(self.read_rates)
        self.refresh()

    def _make_fields(self) -> None:
        today = self.desk.today
        self.by = SegmentField("by", _("Debts by"), _words("ageing.by", AGEING_BY))
        self.by.set_value("building")
        self.by.setMinimumWidth(theme.px(340))
        places: list[tuple[Any, str]] = [(0, _("All buildings"))]
        places += [(one.id, one.name) for one in buildings(self.desk)]
        self.building = ChoiceField("building", _("Building"), places)
        self.building.set_value(0)
        self.since = DateField("since", _("Fell due from"), today=lambda: self.desk.today)
        self.until = DateField("until", _("until"), today=lambda: self.desk.today)
        self.since.set_value(_months_back(today, 11))
        self.until.set_value(_month_end(today))
        self.rate_by = SegmentField(
            "rate_by", _("Collected by"), _words("collection.by", COLLECTION_BY)
        )
        self.rate_by.set_value("month")
        self.rate_by.setMinimumWidth(theme.px(440))

    def _upper(self) -> QWidget:
        fields = row(self.by, self.building, None, self.summary, self.save, gap=20)
        return _under(fields, self.sheet)

    def _lower(self) -> QWidget:
        fields = row(self.rate_by, self.since, self.until, None, gap=20)
        return _under(fields, self.rates)

    # -- reading

    def refresh(self) -> None:
        """Read both tables anew."""
        self.read_ageing()
        self.read_rates()

    def changed(self, news: Changed) -> None:
        if news.about("charge", "receipt", "refund", "adjustment", "billing_run"):
            self.refresh()

    def read_ageing(self) -> None:
        """The debts by age."""
        building = self.building.value() or None
        found = arrears_summary(self.desk, building)
        late, all_ = money(found.overdue), money(found.total)
        self.summary.setText(_("{all} owed, {late} of it late").format(all=all_, late=late))
        by = self.by.value() or "building"
        try:
            self._rows = ageing(self.desk, by, None, building)
        except DeskError as error:
            messages.sorry(self, error)
            return
        titles = [TITLES[by](), *self._buckets(), _("Total"), _("Oldest")]
        rows = [_ageing_words(one) for one in self._rows[:SHOWN]]
        rows += (
            [[_("Total"), *map(money, found.buckets), money(found.total), ""]] if self._rows else []
        )
        last = len(titles) - 1
        self.sheet.show_rows(titles, rows, right=set(range(1, last)), stretch=0)
        self._fit()

    def _fit(self) -> None:
        """Every bucket as wide as an amount; what it is of has the rest, and never nothing."""
        head, count = self.sheet.horizontalHeader(), self.sheet.columnCount()
        for place in range(1, count):
            self.sheet.setColumnWidth(place, theme.px(WIDE))
        left = self.sheet.viewport().width() - theme.px(WIDE) * (count - 1)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.sheet.setColumnWidth(0, max(theme.px(LEAST), left))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _buckets(self) -> list[str]:
        return [texts.word("ageing", code) for code in BUCKETS]

    def read_rates(self) -> None:
        """What of the debts of some months was paid."""
        since, until = self.since.value(), self.until.value()
        if since is None or until is None or until < since:
            return
        by = self.rate_by.value() or "month"
        found = collection_rate(self.desk, since, until, by)
        titles = [TITLES[by](), _("Fell due"), _("Let off"), _("Paid"), _("Rate")]
        self.rates.show_rows(
            titles, [_rate_words(one) for one in found], right={1, 2, 3, 4}, stretch=0
        )

    # -- out

    def export(self) -> None:
        """All lines of the ageing into a workbook."""
        by = self.by.value() or "building"
        titles = [TITLES[by](), *self._buckets(), _("Total"), _("Oldest")]
        rows = [_ageing_words(one) for one in self._rows]

        def write(path: Path, tick: jobs.Tick) -> int:
            return sheets_out.write(path, [sheets_out.OutColumn(t) for t in titles], rows)

        title = _("Ageing")
        name = f"{title} {self.desk.today:%Y-%m-%d}"
        exporting.save(self, name, exporting.EXCEL, write, self.desk)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.by.widget.setFocus()


def _under(fields: QHBoxLayout, sheet: Sheet) -> QWidget:
    """What is asked for, and under it, with all the room there is, the answer."""
    made = card()
    box = column(fields, sheet, margin=14)
    box.setStretch(1, 1)
    made.setLayout(box)
    return made


def _words(domain: str, codes: Sequence[str]) -> list[tuple[str, str]]:
    return [(code, texts.word(domain, code)) for code in codes]


def _ageing_words(one: AgeingRow) -> list[str]:
    amounts = [money(amount) if amount else "" for amount in one.buckets]
    return [one.title, *amounts, money(one.total), one.oldest.isoformat()]


def _rate_words(one: CollectionRow) -> list[str]:
    rate = "" if one.rate is None else f"{one.rate / 100:.2f} %"
    return [one.title, money(one.charged), money(one.reduced), money(one.paid), rate]


def _months_back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def _month_end(day: date) -> date:
    return _months_back(day, -1) - timedelta(days=1)
