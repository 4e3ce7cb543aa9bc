"""What the program says and asks.

    messages.say(self, _("Signed out."), "ok", undo=lambda: ...)   # bar of the nearest page
    messages.sorry(self, error)                                    # a DeskError in words
    if messages.confirm(self, _("Void this pass?"), _("..."), yes=_("Void"), danger=True): ...
    reason = messages.ask_reason(self, _("Why?"), yes=_("Void"))   # str or None
    who = messages.ask_second_person(self, _("..."))               # (account, password) or None

A page gets a bar by ``self.message_bar = MessageBar()`` at the top of its layout; ``say`` climbs
from a widget to the nearest one. Everything is plain text; dialogs are deleted on closing.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from desk import texts
from desk.core.errors import DeskError
from desk.core.words import _
from ui import theme
from ui.kit.dialogs import (
    Ask,
    AskPerson,
    AskText,
    ask_reason,
    ask_second_person,
    ask_text,
    confirm,
    open_dialogs,
    tell,
)
from ui.kit.plain import Picture, button, clear, label, tool

__all__ = [
    "Ask", "AskPerson", "AskText", "MessageBar", "Offer", "ask_reason", "ask_second_person",
    "ask_text", "bar_of", "confirm", "may_not", "no_longer", "open_dialogs", "say", "sorry", "tell",
]  # fmt: skip

_ICONS = {
    "ok": "check-circle-outline",
    "due": "alert-outline",
    "late": "alert-circle-outline",
    "accent": "information-outline",
}
_LEVELS = {"info": "accent", "warn": "due", "error": "late"}
Offer = tuple[str, Callable[[], object]]
"""Words of a link beside a message, and what it does."""
STAYS = 8000  # ms that a good message stands; bad ones stay until closed


class MessageBar(QFrame):
    """One message at the top of a page; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 6, 6)
        self._row.setSpacing(theme.GRID)
        self._text: QLabel | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(
        self,
        text: str,
        tone: str = "ok",
        undo: Callable[[], object] | None = None,
        timeout: int | None = None,
        offer: Offer | None = None,
    ) -> None:
        """Show ``text``; tone ok, info, warn or error. ``timeout`` in ms, 0 for no end."""
        tone = _LEVELS.get(tone, tone)
        tone = tone if tone in _ICONS else "accent"  # a row's tone that is no news: plain, void
        theme.say(self, "tone", tone)
        clear(self._row)
        mark = Picture(_ICONS[tone], tone)
        self._text = label(text, wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row.addWidget(mark)
        self._row.addWidget(self._text, 1)
        if undo is not None:
            self._row.addWidget(button(_("Undo"), lambda: self._undo(undo), role="link"))
        if offer is not None:
            self._row.addWidget(button(*offer, role="link"))
        self._row.addWidget(tool("close", _("Close this message"), self.hide))
        self.setAccessibleName(text)
        self.show()
        good = tone in ("ok", "accent")
        wait = timeout if timeout is not None else (STAYS if good else 0)
        if wait:
            self._timer.start(wait)
        else:
            self._timer.stop()

    def _undo(self, undo: Callable[[], object]) -> None:
        self.hide()
        undo()

    @property
    def text(self) -> str:
        """What stands there now; "" when hidden."""
        return self._text.text() if self._text is not None and not self.isHidden() else ""


def bar_of(widget: QWidget | None) -> MessageBar | None:
    """The nearest message bar at or above ``widget``."""
    while widget is not None:
        found = getattr(widget, "message_bar", None)
        if isinstance(found, MessageBar):
            return found
        widget = widget.parentWidget()
    return None


def say(
    widget: QWidget,
    text: str,
    tone: str = "ok",
    undo: Callable[[], object] | None = None,
    timeout: int | None = None,
    offer: Offer | None = None,
) -> None:
    """Say it in the nearest bar; without one a dialog tells what went wrong."""
    bar = bar_of(widget)
    if bar is not None:
        bar.say(text, tone, undo, timeout, offer)
    elif _LEVELS.get(tone, tone) in ("late", "due"):
        tell(widget, _("Not done"), text)


def no_longer(widget: QWidget) -> None:
    """What went well before is not the last word any more: something was refused since."""
    bar = bar_of(widget)
    if bar is not None and bar.property("tone") == "ok":
        bar.hide()


def may_not(widget: QWidget) -> None:
    """Say that whoever is on duty may not do this."""
    words = _("Your role may not do this. Ask a supervisor or the administrator.")
    say(widget, words, "warn")


def sorry(widget: QWidget, error: DeskError) -> None:
    """Say what was refused and what would make it work."""
    say(widget, texts.sentence(error), "error")
