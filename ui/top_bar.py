"""The top of the window: the one box, where and when, who is on duty with their menu, the lock."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desk.core import words
from desk.core.desk import Desk
from desk.core.settings import DESK_NAME
from desk.core.words import _, pgettext
from ui import theme
from ui.kit.plain import escape_amp, label, tool
from ui.kit.search_box import SearchBox


class Seat(Protocol):
    """What whoever sits there may do with the seat."""

    def lock(self) -> None: ...
    def speak(self, language: str) -> None: ...
    def look(self, mode: str) -> None: ...
    def scale(self, percent: int) -> None: ...
    def change_password(self) -> None: ...
    def sign_out(self) -> None: ...


class TopBar(QWidget):
    """See the top of this module."""

    def __init__(self, desk: Desk, box: SearchBox, seat: Seat, parent: QWidget) -> None:
        super().__init__(parent)
        self._seat = seat
        self.setProperty("role", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(60))
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 0, 16, 0)
        line.setSpacing(12)
        box.setMaximumWidth(theme.px(470))
        line.addWidget(box, 3)
        line.addStretch(1)
        where = " · ".join(filter(None, (desk.settings.get(DESK_NAME), desk.stamp(desk.now).shift)))
        line.addWidget(label(where, "muted"))
        name = desk.session.name if desk.session else ""
        on_duty = _("On duty: {name}").format(name=name)
        self.person = tool("account-circle-outline", on_duty, self._menu)
        self.person.setProperty("role", "seat")
        self.person.setText(escape_amp(name))
        self.person.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        line.addWidget(self.person)
        line.addWidget(tool("lock-outline", _("Lock (Ctrl+L)"), seat.lock))

    def _menu(self) -> None:
        menu, seat = QMenu(self), self._seat
        menu.addAction(_("Change my password …"), seat.change_password)
        menu.addAction(_("Lock or hand over the seat"), seat.lock)
        menu.addSeparator()
        speech = menu.addMenu(_("Language"))
        for code in words.LANGUAGES:
            speech.addAction(words.NAMES[code], partial(seat.speak, code))
        looks = menu.addMenu(_("Appearance"))
        modes = (("light", _("Light")), ("dark", _("Dark")), ("system", _("Follow system")))
        for mode, title in modes:
            looks.addAction(title, partial(seat.look, mode))
        sizes = menu.addMenu(_("Text size"))
        for size in theme.TEXT_SIZES:
            sizes.addAction(f"{size} %", partial(seat.scale, size))
        menu.addSeparator()
        menu.addAction(pgettext("staff", "Sign out"), seat.sign_out)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.person.mapToGlobal(self.person.rect().bottomLeft()))
