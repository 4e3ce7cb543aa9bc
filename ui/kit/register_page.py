"""The page of a register: what is filtered, the table, and beside it the selected record.

    page = RegisterPage(
        desk, LISTING, icon="account-check-outline",
        summary=lambda: _("{n} on site").format(n=...),
        actions=[Action("export", _("Export"), ...), Action("in", _("Sign in"), ..., primary=True)],
        detail=lambda row: Detail(...),                # slow reading belongs in one desk view
        empty=Empty(_("No visitors yet"), _("Who comes in ..."), Action(...)),
        views=(load, save),                            # {name: view} in and out, see views.py
    )
    page.selected.connect(...)   page.refresh()   page.show_record(id)   page.set_filters({...})

For an export: ``page.model.source``, ``page.model.columns``, ``page.filters.values``.
It listens to ``desk.on_change`` and reads again when shown. Keys: arrows, PageUp/Down, Home, End;
Enter does the first move; Ctrl+F filters; Esc emits ``escaped`` (the frame goes to the one box).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk.core.errors import DeskError
from desk.core.frozen import frozen
from desk.core.listing import Listing
from desk.core.words import _, gettext, ngettext
from ui import theme
from ui.kit import jobs, messages, shortcuts
from ui.kit.actions import Action
from ui.kit.detail import Detail, DetailCard, menu_of
from ui.kit.display import Display
from ui.kit.empty import EmptyState
from ui.kit.filters import FilterBar
from ui.kit.list_state import ListState
from ui.kit.plain import button, card, column, label, row, tip
from ui.kit.rows_model import RowsModel
from ui.kit.table import RowsTable
from ui.kit.views import View, ViewMenu

SETTLE = 40  # ms between the last arrow key and reading the record
MANY = 2000  # rows from which a list's jumps are built in the background
REST = 700  # ms without a new reading before that begins


@frozen
class Empty:
    """What an empty register says: what belongs here and the first step."""

    title: str
    text: str = ""
    action: Action | None = None


Views = tuple[Callable[[], dict[str, View]], Callable[[dict[str, View]], object]]


class RegisterPage(ListState):
    """See the top of this module."""

    selected = Signal(object)
    escaped = Signal()
    counted = Signal(int)
    _heard = Signal(object)

    def __init__(
        self,
        desk: Any,
        listing: Listing[Any],
        *,
        title: str = "",
        icon: str = "tray",
        summary: Callable[[], str] | None = None,
        actions: Sequence[Action] = (),
        detail: Callable[[Any], Detail | None] | None = None,
        empty: Empty | None = None,
        views: Views | None = None,
        relevant: Callable[[Any], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.desk, self.listing, self._icon = desk, listing, icon
        self._title, self._summary, self._make_detail = title, summary, detail
        self._empty_words, self._relevant = empty, relevant
        self._sort: tuple[str, bool] | None = None
        self._quick = []
        self._shown = [c.key for c in listing.columns if c.shown]
        self._stale = True
        self.setAccessibleName(title or gettext(listing.title))
        self.display = Display(desk.local, lambda: desk.today)
        self.model = RowsModel(self._columns(), self.display, self)
        self.table = RowsTable(self.model)
        self.table.setAccessibleName(self.accessibleName())
        self.card = DetailCard()
        self.filters = FilterBar(desk, listing.filters, listing.defaults, lambda: desk.today)
        self.message_bar = messages.MessageBar()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._jumps = QTimer(self, singleShot=True, interval=REST)
        self._build(actions, views)
        self._wire()

    # -- building

    def _build(self, actions: Sequence[Action], views: Views | None) -> None:
        self.summary = label("", "subtitle")
        # gives way in a narrow window instead of widening it
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.heading = label(self.accessibleName(), "title")
        top = row(self.heading, self.summary, gap=12)
        top.setStretch(1, 1)
        self._actions = {action.key: self._action_button(action) for action in actions}
        for made in sorted(self._actions.values(), key=lambda b: b.property("role") == "primary"):
            top.addWidget(made)
        self.count = label("", "muted")
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.filters, 1)
        line.addWidget(self.count)
        line.addSpacing(4)
        if views is not None:
            self.views = ViewMenu(*views, self.view, self.show_view)
            line.addWidget(self.views.button)
        line.addWidget(self._column_button())
        self.nothing = EmptyState(self._icon, "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        left = card()
        left.setLayout(column(self.stack, margin=1))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(12)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.card)
        self.splitter.setStretchFactor(0, 1)
        self._split = False
        self.card.setVisible(self._make_detail is not None)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 12)
        box.setSpacing(12)
        box.addLayout(top)
        box.addWidget(self.message_bar)
        box.addLayout(line)
        box.addWidget(self.splitter, 1)

    def _action_button(self, action: Action) -> QWidget:
        role = "primary" if action.primary else "danger" if action.danger else ""
        made = button(action.words, None if action.menu else action.run, role, action.icon)
        made.setObjectName(f"action.{action.key}")
        made.setEnabled(action.enabled)
        tip(made, action.why if not action.enabled else "")
        if action.menu:
            made.setMenu(menu_of(action.menu, made))
        if action.shortcut:
            shortcuts.of(self).add(action.shortcut, action.title, action.run)
        return made

    def _wire(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.table.current_changed.connect(self._moved)
        self.table.opened.connect(lambda _row: self._enter())
        self.table.escaped.connect(self.escaped)
        self._settle.timeout.connect(self._show_detail)
        self._later.timeout.connect(self.refresh)
        self._jumps.timeout.connect(self._build_jumps)
        head = self.table.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._sort_by)
        self._heard.connect(self._changed)  # news of a background change comes on its thread
        self._forget = self.desk.on_change(self._heard.emit)
        forget = self._forget  # the page may be gone when this is called
        self.destroyed.connect(lambda: forget())
        keys = shortcuts.of(self).name(self.accessibleName())
        keys.add("Ctrl+F", _("Filter"), self.filters.open_menu)
        keys.tell("↑ ↓ PgUp PgDn Home End", _("Move through the list"))
        keys.tell("Enter", _("The first next step of the selected line"))
        if self._make_detail is not None:
            keys.tell("Tab ↓ ↑", _("Into the card beside: what it names opens by Enter"))
        keys.tell("Esc", _("Back to the search box"))
        self._mark_sort()

    # -- reading

    def refresh(self) -> None:
        """Read the list again; selection and scroll stay where they were."""
        self._later.stop()
        self._stale = False
        self._mark_quick()
        try:
            source = self.listing.open(self.desk, self.filters.values, self._sort)
            self.table.show_source(source)
        except DeskError as error:
            messages.sorry(self, error)
            return
        count = self.model.rowCount()
        if count > MANY:
            self._jumps.start()
        words = ngettext("{count} line", "{count} lines", count).format(count=f"{count:,}")
        self.count.setText(words)
        self.summary.setText(self._summary() if self._summary else "")
        self._show_nothing(count)
        self.counted.emit(count)
        self._settle.start()

    def _build_jumps(self) -> None:
        source: Any = self.model.source
        storage = self.desk.storage

        def work(_tick: jobs.Tick) -> None:
            with storage.thread():
                source.build_jumps()

        jobs.start(work, failed=_without_jumps, owner=self)

    def _show_nothing(self, count: int) -> None:
        self.stack.setCurrentWidget(self.table if count else self.nothing)
        self.card.setVisible(bool(count) and self._make_detail is not None)
        if count:
            return
        if self.filters.values and self._holds_any():
            clear = Action("clear", _("Clear all filters"), lambda: self.filters.set_values({}))
            self.nothing.show_words(
                "filter-remove-outline", _("Nothing matches these filters"),
                _("Take a filter away to see more."), clear,
            )  # fmt: skip
        else:
            words = self._empty_words or Empty(_("Nothing here yet"))
            self.nothing.show_words(self._icon, words.title, words.text, words.action)

    def _holds_any(self) -> bool:
        """Whether there is any row at all: an empty register is told its first step."""
        return bool(self.listing.open(self.desk).rows(0, 1))

    def _changed(self, news: Any) -> None:
        if self._relevant is not None and not self._relevant(news):
            return
        self._stale = True
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._split:  # large text must not leave the table a strip
            self._split = True
            side = min(theme.px(356), max(300, int(self.width() * 0.36)))
            self.splitter.setSizes([self.width() - 52 - side, side])
        if self._stale:
            self.refresh()
        elif self.card.detail is None:  # it was left before the card was read
            self._settle.start()
        (self.table if self.model.rowCount() else self.nothing).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # from a button or a chip
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settle.stop()

    # -- the record

    def current(self) -> Any | None:
        """The selected frozen row, or None."""
        return self.table.current_row()

    def show_record(self, record: Any) -> bool:
        """Select a record by its id; filters are taken away if they hide it."""
        if self._stale:
            self.refresh()
        if self.table.select_id(record):
            return True
        if self.filters.values:
            self.filters.set_values({})
            return self.table.select_id(record)
        return False

    def _moved(self, row_: Any) -> None:
        self._settle.start()
        self.selected.emit(row_)

    def _show_detail(self) -> None:
        current = self.current()
        made = self._make_detail(current) if current is not None and self._make_detail else None
        focused = QApplication.focusWidget()
        inside = focused is not None and self.card.isAncestorOf(focused)
        self.card.show_detail(made)
        if inside:  # the button that was pressed is gone; the keys go on in the list
            self.table.setFocus()

    def do(self, key: str) -> bool:
        """Run the move called ``key`` of the selected record; whether it is offered and allowed."""
        self._catch_up()
        shown = self.card.detail
        for move in (*shown.moves, *shown.more) if shown else ():
            if move.key == key and move.enabled:
                move.run()
                return True
        return False

    def _catch_up(self) -> None:
        """Keys mean the selected line: the card may still show the one before."""
        if self._settle.isActive() or self.card.detail is None:
            self._settle.stop()
            self._show_detail()

    def _enter(self) -> None:
        self._catch_up()
        self.card.do_first()


def _without_jumps(error: Exception) -> None:
    # the store was closed meanwhile, or will say so itself when a row is read
    if not isinstance(error, DeskError):
        raise error
