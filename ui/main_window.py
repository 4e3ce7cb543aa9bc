"""The frame: sidebar, the one box, who is on duty, lock. Knows PAGES and nothing of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.core import staff, today
from desk.core.change import Changed
from desk.core.desk import Desk, Session
from desk.core.local import Local
from desk.core.words import _, gettext
from ui import theme, window_keys
from ui.chores import Chores
from ui.kit import drafts, jobs, messages
from ui.kit.frame import Page
from ui.kit.pulse import Pulse
from ui.kit.sidebar import NavGroup, NavItem, Sidebar
from ui.lock import IdleWatch, LockScreen
from ui.one_box import OneBox
from ui.pages import GROUPS, PAGES, entry, page_for, page_for_scan
from ui.top_bar import TopBar

if TYPE_CHECKING:
    from ui.notices import NoticeBar

COUNT_PAUSE = 150
FOLDED = "sidebar_folded"
NARROW = 1100  # px at 100 % text size below which the sidebar shows icons only


class Shell(Protocol):
    """The window that the frame fills: who sits there, in which language."""

    @property
    def frame(self) -> MainFrame | None: ...

    def enter(self, session: Session) -> None: ...
    def seat(self, session: Session) -> None: ...
    def sign_in(self) -> None: ...
    def speak(self, language: str) -> None: ...


class MainFrame(QWidget):
    """Everything around the pages while somebody is signed in."""

    _news = Signal(object)

    def __init__(self, shell: Shell, desk: Desk, local: Local) -> None:
        # A child from the start: moving a dressed tree under another parent dresses it anew.
        super().__init__(shell if isinstance(shell, QWidget) else None)
        self.desk, self.local, self._shell = desk, local, shell
        self._pages: dict[str, Page] = {}
        self.key = ""
        self._day = desk.today
        self._notices: NoticeBar | None = None
        self.ground = QStackedWidget(self)
        self.message_bar = messages.MessageBar()
        self.sidebar = Sidebar(desk.site, self._groups(), self)
        self.sidebar.chosen.connect(self.go)
        self.sidebar.fold(local.get(FOLDED))
        self.sidebar.folded.connect(partial(local.put, FOLDED))
        self.box = OneBox(desk)
        self.box.chosen.connect(lambda hit: self.show_record(*hit.key))
        self.box.scanned.connect(self.scanned)
        self._lay_out()
        window_keys.bind(self, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(COUNT_PAUSE)
        self._pause.timeout.connect(self._count)
        self._pulse = Pulse(self)
        self._pulse.beat.connect(self._count)
        self._news.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._stop_hearing = desk.on_change(self._news.emit)
        self._idle = IdleWatch(desk, self.lock)
        self._idle.start()
        self._lock: LockScreen | None = None
        self.go("today")
        self._pause.start()  # counted after the first painting
        self._chores = Chores(self, desk)

    # ---- building ----------------------------------------------------------------------------

    def _groups(self) -> list[NavGroup]:
        made = []
        for key, title in GROUPS.items():
            shown = [p for p in PAGES if p.group == key and self.desk.allows(p.permission)]
            if shown:
                items = [NavItem(p.key, gettext(p.title), p.icon, p.hot) for p in shown]
                made.append(NavGroup(gettext(title) if title else "", items, key))
        return made

    def _lay_out(self) -> None:
        self._column = main = QVBoxLayout()
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(0)
        main.addWidget(TopBar(self.desk, self.box, self, self))
        main.addWidget(self.message_bar)
        main.addWidget(self.ground, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.sidebar)
        whole.addLayout(main, 1)

    # ---- what pages may ask (ui.kit.frame.Frame) ---------------------------------------------

    def go(self, page: str) -> Page | None:
        """Open a page by its key; None where it may not be or the present one is not left."""
        found = entry(page)
        if not self.desk.allows(found.permission):
            return None
        present = self._pages.get(self.key)
        if page != self.key and present is not None and not present.leaving():
            self.sidebar.set_current(self.key)
            return None
        self._turn_day()
        made = self._pages.get(page)
        if made is None:
            made = self._pages[page] = found.load()(self)
            self.ground.addWidget(made)
            if not made.accessibleName():
                made.setAccessibleName(gettext(found.title))
        elif made.stale and page != self.key:
            made.stale = False
            made.refresh()
        self.key = page
        self.sidebar.set_current(page)
        self.ground.setCurrentWidget(made)
        made.setFocus()
        return made

    def _turn_day(self) -> bool:
        """Whether a day has begun since: what is late or due is not what the pages show then."""
        turned, self._day = self._day != self.desk.today, self.desk.today
        for page in self._pages.values():
            page.stale |= turned
        return turned

    def show_record(self, kind: str, record: int) -> None:
        """Open the page of ``kind`` and show one record on it."""
        page = page_for(kind)
        made = self.go(page.key) if page else None
        if made is not None:
            made.show_record(kind, record)

    def act(self, kind: str, record: int, move: str) -> None:
        """Open the page of ``kind``, show one record and begin what its card calls ``move``."""
        page = page_for(kind)
        made = self.go(page.key) if page else None
        if made is not None:
            made.act(kind, record, move)

    def icon(self, kind: str) -> str:
        """The icon of the page that shows records of ``kind``."""
        page = page_for(kind)
        return page.icon if page else ""

    def begin(self, page: str, what: str, **values: Any) -> None:
        """Open a page and start something new there."""
        made = self.go(page)
        if made is not None:
            made.begin(what, **values)

    def focus_box(self) -> None:
        """Put the cursor into the one box."""
        self.box.start()

    def rebuild(self) -> None:
        """Make the frame anew with the page that is open."""
        key = self.key
        assert self.desk.session is not None
        self._stow()
        self._shell.enter(self.desk.session)
        fresh = self._shell.frame
        if fresh is not None:
            fresh.go(key)

    # ---- the one box -------------------------------------------------------------------------

    def scan(self) -> None:
        """Ready for a scanner."""
        self.focus_box()
        self.box.clear()
        messages.say(self, _("Scan the pass now, or type its number."), "info", timeout=4000)

    def scanned(self, text: str) -> None:
        """Something was scanned: for the page of such codes, else the open one, else visitors."""
        own = page_for_scan(self.desk, text)
        made = self.go(own.key) if own else None
        if made is not None:
            made.scanned(text)
            return
        present = self._pages.get(self.key)
        if present is not None and present.scanned(text):
            return
        visitors = self.go("visitors")
        if visitors is not None:
            visitors.scanned(text)

    # ---- news --------------------------------------------------------------------------------

    def _hear(self, news: Changed) -> None:
        for key, page in self._pages.items():
            if key == self.key:
                page.changed(news)
            else:
                page.stale = True
        if not self._pause.isActive():
            self._pause.start()

    def _count(self) -> None:
        waiting = today.today(self.desk)
        counts = today.counts(self.desk, waiting)
        self._pulse.plan(self.desk.now, today.next_change(self.desk, waiting))
        for page in PAGES:
            if page.counts:
                count = counts.get(page.counts)
                number, alert = (count.number, count.alert) if count else (0, False)
                self.sidebar.set_count(page.key, number, alert)
        self._notice()

    def _notice(self) -> None:
        """Show what everybody must have before them; the bar is made when there is something."""
        if self._notices is None and today.notices(self.desk):
            from ui.notices import NoticeBar

            self._notices = NoticeBar(self.desk, self.show_record, self)
            self._column.insertWidget(1, self._notices)
        if self._notices is not None:
            self._notices.read()

    def refresh(self) -> None:
        """Read the page that is open and all counts anew."""
        present = self._pages.get(self.key)
        if present is not None:
            present.refresh()
        self._count()

    # ---- the seat ----------------------------------------------------------------------------

    def lock(self) -> None:
        """Cover the window until the password is typed."""
        if self._lock is not None or self.desk.session is None:
            return
        self._lock = LockScreen(self.window(), self.desk, self._taken_over)
        self._lock.finished.connect(self._unlocked)
        self._lock.open()

    def _unlocked(self) -> None:
        self._lock = None
        if self._turn_day():
            self.refresh()

    def _stow(self) -> None:
        for page in self._pages.values():
            page.stow()

    def _taken_over(self, session: Session) -> None:
        self._stow()
        QTimer.singleShot(0, self, lambda: self._shell.seat(session))

    def sign_out(self) -> None:
        """Leave the seat; typed work that is not saved is asked about."""
        if not self.leaving(closing=True):
            return
        staff.sign_out(self.desk)
        self._shell.sign_in()

    def change_password(self) -> None:
        """Choose a new password."""
        from ui.duty.passwords import change_own

        change_own(self, self.desk)

    def speak(self, language: str) -> None:
        """Switch the language at once, everywhere."""
        if not self.leaving():
            return
        self._shell.speak(language)
        self.local.put("language", language)
        self.rebuild()

    def look(self, mode: str) -> None:
        """Switch to light, dark or as the system is."""
        theme.set_mode(mode)
        self.local.put("theme", mode)

    def scale(self, percent: int) -> None:
        """Make all text larger or smaller."""
        theme.set_text_size(percent)
        self.local.put("text_size", percent)
        if self.leaving():
            self.rebuild()

    def leaving(self, closing: bool = False) -> bool:
        """Ask every page whether it may be left; ``closing`` loses what is unfinished, too."""
        if not all(page.leaving(closing) for page in self._pages.values()):
            return False
        unfinished = drafts.titles(self.desk) if closing else []
        if unfinished and not messages.confirm(
            self, _("Discard what is not finished?"), "\n".join(f"· {each}" for each in unfinished),
            yes=_("Discard"), no=_("Keep working"), danger=True,
        ):  # fmt: skip
            return False
        if closing:
            drafts.forget(self.desk)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.sidebar.set_narrow(self.width() < theme.px(NARROW))
        super().resizeEvent(event)

    def stop(self) -> None:
        """Hear and watch no more: the frame is going away."""
        self._stop_hearing()
        # News that are still queued and clocks of pages would find the store closed.
        self._news.disconnect()
        for timer in self.findChildren(QTimer):
            timer.stop()
        self._idle.stop()
        self._pause.stop()
        self._pulse.stop()
        self._chores.stop()
        jobs.stop_all()
