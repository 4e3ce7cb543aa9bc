"""The banner of what every caller is told now, above everything of the telephone page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.core.desk import Desk
from desk.core.words import _
from desk.reception.calls import outages
from ui.kit.plain import clear, label


class ToldBanner(QWidget):
    """See the top of this module. ``refresh()`` reads it anew; hidden while nothing is out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._desk = desk
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(20, 12, 20, 0)
        self._box.setSpacing(6)
        self.texts: list[str] = []
        self.refresh()

    def refresh(self) -> None:
        """Read what is in force."""
        found = outages.in_force(self._desk)
        said = []
        for each in found:
            until = f"{self._desk.local(each.until):%m-%d %H:%M}"
            where = each.building_name or _("everywhere")
            said.append(
                _("{title} ({where}, until {time}): {text}").format(
                    title=each.title, where=where, time=until, text=each.text
                )
            )
        if said != self.texts:
            self.texts = said
            clear(self._box)
            for words in said:
                bar = QFrame()
                bar.setProperty("role", "bar")
                bar.setProperty("tone", "due")
                inner = QVBoxLayout(bar)
                inner.setContentsMargins(12, 6, 12, 6)
                inner.addWidget(label(words, wrap=True))
                self._box.addWidget(bar)
        self.setVisible(bool(said))
