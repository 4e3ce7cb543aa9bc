"""The right side of Today: the time, who sits here, what is going on, and the first actions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desk.core.access import Permission
from desk.core.settings import DESK_NAME
from desk.core.words import N_, gettext
from ui import theme
from ui.duty.waiting import panel
from ui.kit.frame import Frame
from ui.kit.plain import button, card, clear, column, label, scrolling

SIDE = 300  # px of it at 100 %
DAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip
TILES = (
    ("sign_in", N_("Visitor in"), "F2", "account-plus-outline", (Permission.VISITOR_SIGN_IN,)),
    ("expect", N_("Expect a visitor"), "", "calendar-clock-outline", (Permission.VISITOR_EXPECT,)),
    ("muster", N_("Muster list"), "", "clipboard-list-outline",
     (Permission.VISITOR_VIEW, Permission.PAPER_PRINT)),
    ("sweep", N_("Closing sweep"), "", "broom", (Permission.VISITOR_SWEEP,)),
)  # fmt: skip


class NowSide(QWidget):
    """See the top of this module; ``area`` holds it and scrolls where the window is low."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self.setProperty("role", "clear")
        self.tiles = self._make_tiles()
        self.clock, self.day = label("", "figure"), label("", "muted", wrap=True)
        self.seat = label("", "muted", wrap=True)
        self._figures = QGridLayout()
        self._figures.setColumnStretch(0, 1)
        self.card = card()
        now = column(self.clock, self.day, self.seat, gap=2, margin=16)
        now.addSpacing(8)
        now.addLayout(self._figures)
        self.card.setLayout(now)
        self.setFixedWidth(theme.px(SIDE))
        parts = [self.card, *([panel("", *self.tiles)] if self.tiles else [])]
        self.setLayout(column(*parts, None, gap=12))
        self.area = scrolling(self, parent)
        self._bar = self.area.verticalScrollBar()
        self._bar.rangeChanged.connect(self._make_room)
        self._make_room(0, 0)

    def _make_room(self, _low: int, high: int) -> None:
        """The bar stands beside the cards, never over them."""
        beside = self._bar.sizeHint().width() + 4 if high > 0 else 0
        self.area.setFixedWidth(theme.px(SIDE) + beside)

    def _make_tiles(self) -> list[QWidget]:
        made: list[QWidget] = []
        for what, title, key, icon, needed in TILES:
            if not all(self._desk.allows(permission) for permission in needed):
                continue
            words = gettext(title) + (f"  {key}" if key else "")
            begin = partial(self._frame.begin, "visitors", what)
            role = "" if made else "primary"
            tile = button(words, begin, role=role, icon=icon)
            tile.setObjectName(f"tile.{what}")
            tile.setMinimumHeight(theme.px(44))
            made.append(tile)
        return made

    def refresh(self) -> None:
        """Say the time, who sits here and what the registers count."""
        desk = self._desk
        now = desk.local(desk.now)
        self.clock.setText(f"{now:%H:%M}")
        self.day.setText(f"{now:%Y-%m-%d} · " + gettext(DAYS[now.weekday()]))
        stamp = desk.stamp(desk.now)
        name = desk.session.name if desk.session else ""
        parts = (desk.settings.get(DESK_NAME), stamp.shift, name)
        self.seat.setText(" · ".join(part for part in parts if part))
        clear(self._figures)
        for number, register in enumerate(r for r in desk.registers if r.count):
            count = register.count(desk) if register.count else None
            if count is None:
                continue
            figure = label(f"{count.number:,}", "heading", "late" if count.alert else None)
            self._figures.addWidget(label(gettext(register.title), "label"), number, 0)
            self._figures.addWidget(figure, number, 1, Qt.AlignmentFlag.AlignRight)
