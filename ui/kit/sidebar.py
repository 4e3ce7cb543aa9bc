"""The frame's left side: pages in groups, each with its key and a count.

    side = Sidebar(site, [NavGroup("", [NavItem("today", _("Today"), "view-dashboard-outline")]),
                          NavGroup(_("Reception"), [NavItem("visitors", ..., ...)])])
    side.chosen.connect(lambda key: ...)    side.set_current("visitors")
    side.set_count("visitors", 23)          side.set_count("today", 9, alert=True)
    side.set_narrow(True)                   # icons only
    side.fold(["duty"]); side.folded.connect(remember)

Up and Down move, Enter or Space opens, Left and Right fold a group. Where the window is too low
for all of it and nobody has folded anything, the last groups fold by themselves; the page that is
open always stays in sight. The window calls ``set_narrow`` by its own width.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.frozen import frozen
from desk.core.words import _
from ui import theme
from ui.kit.nav import MOST, NARROW, WIDE, GroupHead, NavButton, NavItem
from ui.kit.plain import label, scrolling

__all__ = ["NavButton", "NavGroup", "NavItem", "Sidebar"]

LEAST, LEAST_BARE = 29, 25  # height of a line at least: with words, and of bare icons


@frozen
class NavGroup:
    """Pages under a heading; an empty title has none. ``key`` is what is remembered of it."""

    title: str
    items: Sequence[NavItem]
    key: str = ""


class Sidebar(QWidget):
    """See the top of this module."""

    chosen = Signal(str)
    folded = Signal(list)

    def __init__(
        self, brand: str, groups: Sequence[NavGroup], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self.buttons: dict[str, NavButton] = {}
        self.heads: dict[str, GroupHead] = {}
        self._first: list[NavButton] = []  # pages without a heading
        self._pages: dict[str, list[NavButton]] = {}
        self._own: set[str] | None = None  # groups folded by hand; None: as there is room
        self._away: set[str] = set()
        self._current = ""
        self._narrow = False
        self.brand = label(brand, "brand")
        body = self._body = QWidget()
        body.setProperty("role", "clear")
        box = QVBoxLayout(body)
        box.setContentsMargins(8, 0, 8, 8)
        box.setSpacing(0)
        for group in groups:
            self._add(box, group)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.setSpacing(0)
        outer.addWidget(self.brand)
        self.area = scrolling(body, self)
        self.area.verticalScrollBar().setProperty("role", "thin")
        outer.addWidget(self.area, 1)
        # Once all is dressed and laid out: before, nothing has its height.
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._share_height)
        self._fit()
        theme.watch().changed.connect(self._fit)

    def _add(self, box: QVBoxLayout, group: NavGroup) -> None:
        name = group.key or group.title
        if group.title:
            head = self.heads[name] = GroupHead(group.title)
            head.clicked.connect(lambda _c=False, name=name: self.turn(name))
            head.keyed.connect(partial(self._keyed, head))
            box.addWidget(head)
            self._pages[name] = []
        for item in group.items:
            made = NavButton(item)
            made.clicked.connect(lambda _c=False, key=item.key: self._open(key))
            made.keyed.connect(partial(self._keyed, made))
            self.buttons[item.key] = made
            box.addWidget(made)
            (self._pages[name] if group.title else self._first).append(made)

    # -- room

    def _fit(self) -> None:
        self.setFixedWidth(theme.px(NARROW if self._narrow else WIDE))
        self._settle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle.start()

    def _share_height(self) -> None:
        """Lower lines where the window is low, then folded groups; what is left over scrolls."""
        least = theme.px(LEAST_BARE if self._narrow else LEAST)
        # Not the height of the area's viewport: asking for that takes 37 ms at the start.
        room = self.height() - 8 - (0 if self._narrow else self.brand.sizeHint().height())
        if not self._narrow:
            room -= sum(head.height() for head in self.heads.values())
        self._away = set() if self._narrow else self._to_fold(room // least)
        shown = [made for made in self.buttons.values() if self._stands(made)]
        folded = sum(len(self._pages[name]) for name in self._away)
        # One line more for the open page of a folded group: the others keep their height then.
        high = room // max(1, len(self.buttons) - folded + bool(folded))
        for made in self.buttons.values():
            made.setVisible(made in shown)
            made.setFixedHeight(max(least, min(theme.px(MOST), high)))
        self._write_heads()
        policy = Qt.ScrollBarPolicy
        self.area.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if high >= least else policy.ScrollBarAsNeeded
        )

    def _to_fold(self, lines: int) -> set[str]:
        """The last groups, as many as it takes. Whichever page is open: nothing may jump about."""
        if self._own is not None:
            return set(self._own)
        left, away = len(self.buttons), set[str]()
        for name in reversed(self.heads):
            if left <= lines:
                break
            away.add(name)
            left -= len(self._pages[name])
        return away

    def _stands(self, made: NavButton) -> bool:
        """Whether a line is seen: its group is unfolded, or it is the page that is open."""
        hidden = any(made in self._pages[name] for name in self._away)
        return not hidden or made.item.key == self._current

    def _write_heads(self) -> None:
        for name, head in self.heads.items():
            head.setVisible(not self._narrow)
            head.set_folded(name in self._away)
            hidden = [made for made in self._pages[name] if not self._stands(made)]
            head.set_count(sum(made.number for made in hidden), any(made.alert for made in hidden))

    # -- folding

    def fold(self, names: Sequence[str] | None) -> None:
        """Fold these groups and no others; None: as there is room."""
        self._own = None if names is None else {name for name in names if name in self.heads}
        self._settle.start()

    def turn(self, name: str, folded: bool | None = None) -> None:
        """Fold a group, or unfold it; from now on what is folded is what was folded by hand."""
        away = name not in self._away if folded is None else folded
        if away == (name in self._away):
            return
        self._own = (self._away | {name}) if away else (self._away - {name})
        self._share_height()
        self.folded.emit(sorted(self._own))

    # -- what the window says

    def set_current(self, key: str) -> None:
        """Mark the page that is open; unknown keys mark none."""
        self._current = key
        for name, made in self.buttons.items():
            made.setChecked(name == key)
        if key in self.buttons:
            if self._away:
                self._share_height()
            self.area.ensureWidgetVisible(self.buttons[key])

    def set_count(self, key: str, number: int, alert: bool = False) -> None:
        """What waits on a page; ``alert`` paints it red."""
        if key in self.buttons:
            self.buttons[key].set_count(number, alert)
            if self._away:
                self._write_heads()

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, or icons and words."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.brand.setVisible(not narrow)
        for made in self.buttons.values():
            made.set_narrow(narrow)
        self._write_heads()
        self._fit()

    def _open(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)

    # -- keys

    def _lines(self) -> list[NavButton | GroupHead]:
        made: list[NavButton | GroupHead] = []
        for name, pages in ({"": self._first} | self._pages).items():
            head = self.heads.get(name)
            # A heading is a stop only while it is folded: Left folds from any of its pages.
            if head is not None and (head.folded or head.hasFocus()):
                made.append(head)
            made += pages
        return [line for line in made if line.isVisible()]

    def _keyed(self, line: NavButton | GroupHead, key: Qt.Key) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key, 0)
        if step:
            order = self._lines()
            after = order[(order.index(line) + step) % len(order)]
            after.setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold_by_key(line, key == Qt.Key.Key_Left)
        else:
            line.click()

    def _fold_by_key(self, line: NavButton | GroupHead, folded: bool) -> None:
        for name, head in self.heads.items():
            if line is head or line in self._pages[name]:
                self.turn(name, folded)
                if folded:
                    head.setFocus(Qt.FocusReason.TabFocusReason)
