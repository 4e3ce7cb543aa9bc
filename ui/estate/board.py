"""Building board 楼栋图: one square per unit, coloured by what is asked; its card beside it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QSplitter, QStackedWidget, QTabBar, QVBoxLayout

from desk import texts
from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.errors import DeskError
from desk.core.register import BoardCell
from desk.core.words import _, gettext, ngettext
from desk.estate import board
from desk.estate.board import Board, BoardFloor, BoardUnit
from desk.estate.unit_card import UnitCard
from ui import theme
from ui.estate import say
from ui.estate.overview import Overview
from ui.estate.unit_card import CardMaker
from ui.kit import messages, shortcuts
from ui.kit.actions import Action
from ui.kit.board import BuildingBoard, Floor, Square
from ui.kit.detail import DetailCard
from ui.kit.empty import EmptyState
from ui.kit.frame import Frame, Page
from ui.kit.plain import button, card, column, label, row

SETTLE = 60  # ms between the last arrow key and reading the card
PAUSE = 300  # ms in which news are gathered before the board is read anew
ALL = 0


class BoardPage(Page):
    """Buildings as tabs, ways of colouring in a box, the board, the unit's card."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.frame, self.desk = frame, frame.desk
        self.message_bar = messages.MessageBar()
        self.cards = CardMaker(frame, self, self._moves)
        self.board: Board | None = None
        self._carded: int | None = None
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Buildings"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.modes = QComboBox()
        self.modes.setAccessibleName(_("Coloured by"))
        for mode in board.modes(self.desk):
            self.modes.addItem(gettext(mode.title), mode.key)
        self.view = BuildingBoard()
        self.card = DetailCard()
        self.overview = Overview()
        self.nothing = EmptyState("home-city-outline", "")
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._fit = QTimer(self, singleShot=True, interval=0)  # once the layout has settled
        self._lay_out()
        self._wire()
        self.refresh()

    # -- building

    def _lay_out(self) -> None:
        self.summary = label("", "subtitle")
        top = row(label(_("Building board"), "title"), self.summary, None, gap=12)
        if self.desk.allows(Permission.ESTATE_EDIT):
            edit = button(_("Buildings …"), lambda: self.frame.begin("units", "buildings"),
                          icon="home-city-outline")  # fmt: skip
            top.addWidget(edit)
        choose = row(self.tabs, gap=12)
        choose.setStretch(0, 1)
        self.colouring = row(label(_("Coloured by"), "muted"), self.modes)
        choose.addLayout(self.colouring)
        ground = card()
        ground.setLayout(column(self.view, margin=8))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(12)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(ground)
        self.splitter.addWidget(self.card)
        self.splitter.setStretchFactor(0, 1)
        self.stack = QStackedWidget()
        for part in (self.splitter, self.overview, self.nothing):
            self.stack.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 12)
        box.setSpacing(8)  # every floor of a tower counts
        box.addLayout(top)
        box.addWidget(self.message_bar)
        box.addLayout(choose)
        box.addWidget(self.stack, 1)
        self._split = False

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(lambda _place: self._read())
        self.modes.currentIndexChanged.connect(lambda _place: self._read())
        self.view.current_changed.connect(lambda _unit: self._settle.start())
        self.view.chosen.connect(self._chosen)
        self.overview.chosen.connect(self.show_building)
        self._settle.timeout.connect(self._show_card)
        self._later.timeout.connect(self.refresh)
        self._fit.timeout.connect(self.view.canvas.measure)
        self.splitter.splitterMoved.connect(lambda *_both: self._fit.start())
        keys = shortcuts.of(self).name(_("Building board"))
        keys.add("Ctrl+PgDown", _("Next building"), lambda: self._step(1))
        keys.add("Ctrl+PgUp", _("Building before"), lambda: self._step(-1))
        keys.add("Ctrl+M", _("Colour another way"), self._next_mode)
        keys.tell("↑ ↓ ← →", _("Move from unit to unit"))
        keys.tell("0–9", _("Jump to a room"))
        keys.tell("Enter", _("Open the unit card"))

    # -- reading

    def refresh(self) -> None:
        """Read everything anew; building, mode and cursor stay."""
        self._later.stop()
        self._sites = board.overview(self.desk)
        present = self._building()
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        self.tabs.addTab(_("All buildings"))
        self.tabs.setTabData(0, ALL)
        for site in self._sites:
            place = self.tabs.addTab(site.name.replace("&", "&&"))
            self.tabs.setTabData(place, site.id)
            if site.id == present:
                self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)
        self._read()

    def _building(self) -> int:
        data = self.tabs.tabData(self.tabs.currentIndex())
        return int(data) if data is not None else ALL

    def _read(self) -> None:
        building = self._building()
        self.modes.setEnabled(building != ALL)
        if not self._sites:
            self._show_nothing()
            return
        if building == ALL:
            self._show_overview()
            return
        try:
            self.board = board.board(self.desk, building, self.modes.currentData())
        except DeskError as error:
            messages.sorry(self, error)
            return
        count = sum(len(floor.units) for floor in self.board.floors)
        self.summary.setText(ngettext("{n} unit", "{n} units", count).format(n=count))
        self.stack.setCurrentWidget(self.splitter)
        self.view.show_floors([_floor(one) for one in self.board.floors], _legend(self.board))
        self._fit.start()
        if self.view.current() is None and self.board.floors:
            self.view.select(self.board.floors[0].units[0].id)
        self._show_card()

    def _show_overview(self) -> None:
        units = sum(site.units for site in self._sites)
        words = ngettext("{n} building", "{n} buildings", len(self._sites))
        total = ngettext("{n} unit", "{n} units", units).format(n=f"{units:,}")
        self.summary.setText(say.dot(words.format(n=len(self._sites)), total))
        self.overview.show_buildings(self._sites)
        self.stack.setCurrentWidget(self.overview)

    def _show_nothing(self) -> None:
        self.summary.setText("")
        step = None
        if self.desk.allows(Permission.IMPORT_RUN):
            step = Action("import", _("Import a workbook"), lambda: self.frame.go("import"),
                          icon="file-import-outline", primary=True)  # fmt: skip
        self.nothing.show_words(
            "home-city-outline", _("No buildings yet"),
            _("Each building shows its floors here, one square per unit."), step,
        )  # fmt: skip
        self.stack.setCurrentWidget(self.nothing)

    def _show_card(self) -> None:
        self._settle.stop()
        unit = self.view.current()
        self._carded = unit
        try:
            self.card.show_detail(self.cards.detail(unit) if unit is not None else None)
        except DeskError as error:
            messages.sorry(self, error)

    # -- moves

    def _moves(self, found: UnitCard) -> list[Action]:
        unit = found.unit
        may_visit = self.desk.allows(Permission.VISITOR_SIGN_IN)
        return [
            Action("open", _("Open"), lambda: self._open(unit.id), hint="Enter"),
            Action("visitor", _("Visitor in"),
                   lambda: self.frame.begin("visitors", "sign_in", unit=unit.id),
                   primary=True, enabled=may_visit),
        ]  # fmt: skip

    def _chosen(self, unit: int) -> None:
        # a click shows the card beside the board; once it is there, choosing again opens it
        if unit != self._carded:
            self._show_card()
        else:
            self._open(unit)

    def _open(self, unit: int) -> None:
        self.frame.begin("units", "card", unit=unit)

    def show_building(self, building: int) -> None:
        """Go to one building."""
        for place in range(self.tabs.count()):
            if self.tabs.tabData(place) == building:
                self.tabs.setCurrentIndex(place)
        self.view.setFocus()

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % max(1, self.tabs.count()))
        self.setFocus()

    def _next_mode(self) -> None:
        self.modes.setCurrentIndex((self.modes.currentIndex() + 1) % max(1, self.modes.count()))

    # -- what the window asks

    def begin(self, what: str, **values: Any) -> None:
        """``building``: show the one with id ``building``."""
        if what == "building":
            self.show_building(values["building"])

    def changed(self, news: Changed) -> None:
        """The board follows whatever happens."""
        self._later.start()

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.frame.focus_box()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if not self._split:
            self._split = True
            side = min(theme.px(340), max(280, int(self.width() * 0.32)))
            self.splitter.setSizes([self.width() - 52 - side, side])
        self._fit.start()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit.start()

    def focusInEvent(self, event: Any) -> None:
        now = self.stack.currentWidget()
        if now is not None:
            (self.view if now is self.splitter else now).setFocus()


def _floor(floor: BoardFloor) -> Floor:
    number = floor.number
    if number is None:
        title = "–"
    else:
        title = f"{number}F" if number > 0 else "G" if number == 0 else f"B{-number}"
    return Floor(title, [_square(unit) for unit in floor.units])


def _square(unit: BoardUnit) -> Square:
    cell = unit.cell
    count = int(cell.text) if cell.text.isdigit() else 0
    words = texts.word(*cell.state) if cell.state else ""
    note = say.dot(unit.code, texts.word("unit.kind", unit.kind), words, cell.text)
    return Square(unit.id, unit.label, _tone(cell), note, count)


def _tone(cell: BoardCell) -> str:
    if cell.state is None and cell.tone == "plain":
        return "void"
    return "accent" if cell.tone == "plain" else cell.tone


def _legend(found: Board) -> list[tuple[str, str]]:
    """Each colour in words with how many units have it, the commonest first."""
    counts: Counter[tuple[str, str]] = Counter()
    for cell, number in found.counts.items():
        words = texts.word(*cell.state) if cell.state else _("Nothing")
        counts[_tone(cell), words] += number
    return [(tone, f"{words} {number}") for (tone, words), number in counts.most_common()]
