"""What a page is given and what the window may ask of it.

class VisitorsPage(Page):
    def __init__(self, frame: Frame) -> None: ...
    def show_record(self, kind, record): ...      # the one box, the unit card: "show this"
    def begin(self, what, **values): ...          # F2 anywhere: "start a new one"
    def changed(self, news): ...                  # after every committed change, when visible
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from desk.core.change import Changed
from desk.core.desk import Desk
from desk.core.local import Local


class Frame(Protocol):
    """The window around the pages."""

    @property
    def desk(self) -> Desk: ...

    @property
    def local(self) -> Local:
        """What this computer remembers: column widths, last printers."""
        ...

    @property
    def ground(self) -> QWidget | None:
        """What holds the pages. A page that is its child from the start is dressed only once."""
        ...

    def go(self, page: str) -> Page | None:
        """Open a page by its key; None where the person on duty may not."""
        ...

    def show_record(self, kind: str, record: int) -> None:
        """Open the page that shows records of ``kind`` and show this one."""
        ...

    def act(self, kind: str, record: int, move: str) -> None:
        """Show a record and begin what its card calls ``move``."""
        ...

    def icon(self, kind: str) -> str:
        """The icon of the page that shows records of ``kind``; "" if none does."""
        ...

    def begin(self, page: str, what: str, **values: Any) -> None:
        """Open a page and start something new on it."""
        ...

    def focus_box(self) -> None:
        """Put the cursor into the one box."""
        ...

    def speak(self, language: str) -> None:
        """Switch the language at once, everywhere."""
        ...

    def look(self, mode: str) -> None:
        """Switch to light, dark or system."""
        ...

    def scale(self, percent: int) -> None:
        """Make all text larger or smaller."""
        ...

    def rebuild(self) -> None:
        """Make all pages anew: after a change of language, site name or seat."""
        ...


class Page(QWidget):
    """Base of all pages. ``stale`` pages are refreshed when they are shown again."""

    stale = False

    def show_record(self, kind: str, record: int) -> None:
        """Show one record of this page."""

    def act(self, kind: str, record: int, move: str) -> bool:
        """Show a record and begin what its card calls ``move``; False if it is not offered."""
        from ui.kit.register_page import RegisterPage

        self.show_record(kind, record)
        lists = [each for each in self.findChildren(RegisterPage) if each.isVisible()]
        return any(each.do(move) for each in lists)

    def begin(self, what: str, **values: Any) -> None:
        """Start something new (``what`` is the page's own word for it)."""

    def scanned(self, text: str) -> bool:
        """A scan arrived while this page is open; True if it was for this page."""
        return False

    def changed(self, news: Changed) -> None:
        """Something was committed while this page is visible."""

    def refresh(self) -> None:
        """Read everything anew: the page is shown again after changes elsewhere."""

    def scenes(self) -> dict[str, Callable[[], object]]:
        """Further pictures of this page for ``shots``: a name and what to call first."""
        return {}

    def stow(self) -> None:
        """The page goes away, to be made anew in another language or for somebody else: put what
        is typed into ``ui.kit.drafts``."""

    def leaving(self, closing: bool = False) -> bool:
        """The window wants to show another page; False stays (unsaved work).

        ``closing``: it closes or the person signs out. What a page keeps in ``ui.kit.drafts`` the
        window asks about itself then, once for all pages.
        """
        return True
