"""The frame's left side: pages in groups, each with a count.

    side = Sidebar(site, [NavGroup("", [NavItem("today", _("Today"), "view-dashboard-outline")]),
                          NavGroup(_("Reception"), [NavItem("visitors", ..., ...)])])
    side.chosen.connect(lambda key: ...)    side.set_current("visitors")
    side.set_count("visitors", 23)          side.set_count("today", 9, alert=True)
    side.set_narrow(True)                   # icons only

Up and Down move, Enter or Space opens. The window calls ``set_narrow`` by its own width.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desk.core.frozen import frozen
from desk.core.words import _, ngettext
from ui import theme
from ui.kit.plain import escape_amp, label, scrolling, tip

WIDE, NARROW = 196, 60
LEAST, MOST = 29, 36  # height of a line: as much as there is room for
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@frozen
class NavItem:
    """One page. ``hint`` is its key."""

    key: str
    title: str
    icon: str
    hint: str = ""


@frozen
class NavGroup:
    """Pages under a heading; an empty title has none."""

    title: str
    items: Sequence[NavItem]


class NavButton(QPushButton):
    """Icon, words, count."""

    def __init__(self, item: NavItem) -> None:
        super().__init__(escape_amp(item.title))
        self.item, self._shown, self._narrow = item, item.title, False
        self.setProperty("role", "nav")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setIcon(theme.icon(item.icon))
        self.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.setObjectName(f"nav.{item.key}")
        self.setAccessibleName(item.title)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 9, 0)
        self._box.addStretch(1)
        self._counts: dict[bool, QLabel] = {}
        self._alert = False
        tip(self, item.hint)

    @property
    def count(self) -> QLabel:
        """What stands at the right; made when there is first something to count.

        One label a look: a label that changes its role keeps the size of the former one.
        """
        made = self._counts.get(self._alert)
        if made is None:
            made = self._counts[self._alert] = label("", "alert" if self._alert else "count")
            made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            made.hide()
            self._box.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def set_count(self, number: int, alert: bool) -> None:
        """Show ``number``; nothing for 0."""
        if not number and not self._counts:
            return
        self.count.hide()
        self._alert = alert
        self.count.setText(f"{number:,}" if number < 1000 else f"{number // 1000}k")
        self.count.setVisible(bool(number))
        self._write()
        words = ngettext("{count} open", "{count} open", number).format(count=number)
        self.setAccessibleDescription(words if number else "")

    def set_narrow(self, narrow: bool) -> None:
        """Icon only; the words go into the tooltip."""
        self._narrow = narrow
        if self._counts:
            self.count.setVisible(bool(self.count.text().strip("0")) and not narrow)
        self._write()

    def _write(self) -> None:
        """The title, cut off before the count; whole in the tooltip then."""
        title = self.item.title
        counted = bool(self._counts) and not self.count.isHidden()
        if self._narrow or not counted:
            shown = "" if self._narrow else title
        else:
            # As wide as all around the words: what is shown now less what it says.
            frame = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self._shown)
            room = self.width() - frame - self.count.sizeHint().width()
            shown = self._bold().elidedText(title, Qt.TextElideMode.ElideRight, room)
        if self._shown != shown:
            self._shown = shown
            self.setText(escape_amp(shown))
        tip(self, title if shown != title else self.item.hint)

    def _bold(self) -> QFontMetrics:
        font = QFont(self.font())
        font.setBold(True)  # as the open page's name is
        return QFontMetrics(font)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._counts:
            self._write()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), theme.px(WIDE)), theme.px(MOST))


class Sidebar(QWidget):
    """See the top of this module."""

    chosen = Signal(str)

    def __init__(
        self, brand: str, groups: Sequence[NavGroup], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self.buttons: dict[str, NavButton] = {}
        self._headings: list[QLabel] = []
        self._narrow = False
        self.brand = label(brand, "brand")
        body = self._body = QWidget()
        body.setProperty("role", "clear")
        box = QVBoxLayout(body)
        box.setContentsMargins(8, 0, 8, 8)
        box.setSpacing(0)
        for group in groups:
            if group.title:
                heading = label(group.title, "group")
                self._headings.append(heading)
                box.addWidget(heading)
            for item in group.items:
                made = NavButton(item)
                made.clicked.connect(lambda _c=False, key=item.key: self._open(key))
                self.buttons[item.key] = made
                box.addWidget(made)
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
        """Lower lines where the window is low; what still does not fit scrolls."""
        buttons = self.buttons.values()
        # As the layout counts them: a height that is fixed goes before the one that is wished.
        lines = sum(
            min(max(made.sizeHint().height(), made.minimumHeight()), made.maximumHeight())
            for made in buttons
        )
        # Not the height of the area's viewport: asking for that takes 37 ms at the start.
        room = self.height() - self.brand.sizeHint().height()
        room -= self._body.sizeHint().height() - lines
        high = room // max(1, len(self.buttons))
        for made in buttons:
            made.setFixedHeight(max(theme.px(LEAST), min(theme.px(MOST), high)))
        policy = Qt.ScrollBarPolicy
        fits = high >= theme.px(LEAST)
        self.area.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )

    def set_current(self, key: str) -> None:
        """Mark the page that is open; unknown keys mark none."""
        for name, made in self.buttons.items():
            made.setChecked(name == key)
        if key in self.buttons:
            self.area.ensureWidgetVisible(self.buttons[key])

    def set_count(self, key: str, number: int, alert: bool = False) -> None:
        """What waits on a page; ``alert`` paints it red."""
        if key in self.buttons:
            self.buttons[key].set_count(number, alert)
            if self._narrow and number:
                self.buttons[key].count.hide()

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, or icons and words."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.brand.setVisible(not narrow)
        for heading in self._headings:
            heading.setVisible(not narrow)
        for made in self.buttons.values():
            made.set_narrow(narrow)
        self._fit()

    def _open(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        order = list(self.buttons.values())
        here = next((i for i, made in enumerate(order) if made.hasFocus()), -1)
        if step and here >= 0:
            order[(here + step) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in _ENTER and here >= 0:
            order[here].click()
        else:
            super().keyPressEvent(event)
