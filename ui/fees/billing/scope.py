"""What a billing run is asked for: the month, the items, the buildings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from desk import texts
from desk.core.desk import Desk
from desk.core.listing import Column
from desk.core.words import N_, _
from desk.estate.buildings import BuildingRow, buildings
from desk.estate.unit_list import unit_ids
from desk.fees import items
from desk.fees.billing.drafts import RunDraft
from desk.fees.billing.periods import begins_cycle
from desk.fees.items import PERIODIC, ItemRow
from ui import theme
from ui.kit.display import Display
from ui.kit.plain import button, label, row, tool
from ui.kit.tick_table import ON, TickTable

_PLACES: tuple[Column[Any], ...] = (Column("name", N_("Building"), "text", lambda r: r.name, 200),)


class MonthEdit(QLineEdit):
    """A month as 2026-11: 11, 1126 and 2026-11 are read; Up and Down go by one."""

    picked = Signal(object)

    def __init__(self, today: date, month: date) -> None:
        super().__init__()
        self._today = today
        self.month = month.replace(day=1)
        self.setMaxLength(10)
        self.setAccessibleName(_("Month"))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.installEventFilter(self)
        self.editingFinished.connect(self._read)
        self.show_month(self.month)

    def show_month(self, month: date) -> None:
        """Take another month."""
        month = month.replace(day=1)
        changed = month != self.month
        self.month = month
        self.setText(f"{month:%Y-%m}")
        if changed:
            self.picked.emit(month)

    def step(self, by: int) -> None:
        """Go some months on or back."""
        number = self.month.year * 12 + self.month.month - 1 + by
        self.show_month(date(number // 12, number % 12 + 1, 1))

    def _read(self) -> None:
        digits = "".join(c for c in self.text() if c.isdecimal())
        year, month = self._today.year, 0
        if 0 < len(digits) <= 2:
            month = int(digits)
        elif len(digits) == 4:
            year, month = 2000 + int(digits[2:]), int(digits[:2])
        elif len(digits) in (5, 6):
            year, month = int(digits[:4]), int(digits[4:])
        good = 1 <= month <= 12 and 2000 <= year < 2100
        self.show_month(date(year, month, 1) if good else self.month)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
            if by:
                self.step(by)
                return True
        return super().eventFilter(watched, event)


class Scope(QFrame):
    """See the top of this module. ``changed`` after every tick and another month."""

    changed = Signal()

    def __init__(self, desk: Desk, month: date) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(theme.px(300))
        self.desk = desk
        show = Display(desk.local, lambda: desk.today)
        self.month = MonthEdit(desk.today, month)
        self.items, self.places = TickTable(self._columns(), show), TickTable(_PLACES, show)
        self._left_out: set[int] = set()  # unticked by hand: another month does not tick them
        self.items.setAccessibleName(_("Fee items"))
        self.places.setAccessibleName(_("Buildings"))
        self.all = button(_("All buildings"), self.places.toggle_all, role="link")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(6)
        name = label(_("Month"), "label")
        name.setBuddy(self.month)
        box.addWidget(name)
        box.addLayout(
            row(tool("chevron-left", _("Month before"), lambda: self.month.step(-1)), self.month,
                tool("chevron-right", _("Month after"), lambda: self.month.step(1)), gap=4)
        )  # fmt: skip
        box.addSpacing(6)
        box.addWidget(label(_("Fee items"), "label"))
        box.addWidget(self.items, 3)
        box.addSpacing(6)
        box.addLayout(row(label(_("Buildings"), "label"), None, self.all))
        box.addWidget(self.places, 4)
        box.addWidget(label(_("Space ticks, Ctrl+A ticks all"), "hint"))
        for table in (self.items, self.places):
            table.horizontalHeader().hide()
            table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            table.toggled.connect(lambda wanted, t=table: self._tick(t, wanted))
        self.month.picked.connect(lambda _month: self._turned())
        self.refresh()

    def refresh(self) -> None:
        """Read items and buildings anew; what was left out stays so, what is new is ticked."""
        self.items.show_rows(items.item_rows(self.desk, PERIODIC))
        self._tick_due()
        places: Sequence[BuildingRow] = buildings(self.desk)
        before = {place.id for place in self.places.held()}
        chosen = self.places.ticked() | {p.id for p in places if p.id not in before}
        self.places.show_rows(places)
        self.places.set_ticks({p.id: ON for p in places if p.id in chosen})

    def _columns(self) -> tuple[Column[Any], ...]:
        return (
            Column("name", N_("Fee item"), "text", lambda r: r.name, 116,
                   tone=lambda r: None if self._is_due(r) else "void"),
            Column("kind", N_("Kind"), "text", self._about, 116,
                   tone=lambda r: "muted" if r.tariffs else "due"),
        )  # fmt: skip

    def _about(self, row_: ItemRow) -> str:
        if not row_.tariffs:
            return _("No price yet")
        due = self._is_due(row_)
        return texts.word("fee.kind", row_.kind) if due else _("not this month")

    def _is_due(self, row_: ItemRow) -> bool:
        begins = begins_cycle(self.month.month, row_.cycle, row_.cycle_start)
        return bool(row_.tariffs) and begins

    def _tick_due(self) -> None:
        """Tick what is billed in this month, but for what was left out by hand."""
        due = [i.id for i in self.items.held() if self._is_due(i) and i.id not in self._left_out]
        self.items.set_ticks(dict.fromkeys(due, ON))

    def _turned(self) -> None:
        self._tick_due()
        self.changed.emit()

    def _tick(self, table: TickTable, wanted: set[int]) -> None:
        if table is self.items:
            due = {item.id for item in self.items.held() if self._is_due(item)}
            wanted = wanted & due
            self._left_out = (self._left_out - wanted) | (due - wanted)
        table.set_ticks(dict.fromkeys(wanted, ON))
        self.changed.emit()

    @property
    def nothing(self) -> str:
        """Why there is nothing to bill yet; "" if there is."""
        if not self.items.held():
            return _("There is no fee item to bill. Begin with the fee items.")
        if not self.items.ticked():
            return _("Tick what is to be billed.")
        return "" if self.places.ticked() else _("Tick at least one building.")

    def draft(self) -> RunDraft:
        """What is asked for; all buildings are all units."""
        chosen = self.places.ticked()
        every = {place.id for place in self.places.held()}
        units = None if chosen == every else unit_ids(self.desk, sorted(chosen))
        order = [item.id for item in self.items.held() if item.id in self.items.ticked()]
        return RunDraft(self.month.month, tuple(order), units)

    def focus_first(self) -> QWidget:
        """Where one begins."""
        self.month.setFocus()
        self.month.selectAll()
        return self.month
