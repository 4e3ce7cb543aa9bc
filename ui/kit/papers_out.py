"""Papers, from the desk to a printer.

    out = PapersOut(page, frame)
    out.hand_out("visitor_pass", lambda layout, missing: passes.issue_pass(...), title=...)

The printer last used for a paper is remembered on this computer; without one the paper is shown.
A site may print nothing at all for a visitor, or always look first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from desk import texts
from desk.core.errors import DeskError, Refused
from desk.core.words import _, pgettext
from desk.printing import PAPERS, Missing
from ui.kit import messages, preview
from ui.kit.frame import Frame
from ui.kit.plain import escape_amp

PASS, MUSTER = "visitor_pass", "muster_list"
NOTHING, FIRST, AT_ONCE = "nothing", "preview", "print"
Draw = Callable[[str, Missing], bytes]


def layout_words(layout: str) -> str:
    """A layout in words."""
    known = {
        "badge": pgettext("paper", "Badge"),
        "roll80": _("80 mm roll"),
        "roll58": _("58 mm roll"),
        "a4": _("A4"),
        "a5": _("A5"),
        "form241": _("241 × 93 mm, three parts"),
    }
    return known.get(layout, layout)


class PapersOut:
    """See the top of this module."""

    def __init__(self, page: QWidget, frame: Frame) -> None:
        self._page, self._local = page, frame.local

    # -- what is remembered

    def layout(self, paper: str) -> str:
        """The layout last chosen for a paper."""
        kept = str(self._local.get(f"layout.{paper}", ""))
        layouts = PAPERS[paper].layouts
        return kept if kept in layouts else layouts[0]

    def printer(self, paper: str) -> str:
        """The printer last used for a paper, if it is still there; else blank."""
        kept = str(self._local.get("printers", {}).get(paper, ""))
        return kept if kept and kept in preview.printers() else ""

    def way(self, paper: str) -> str:
        """nothing, preview or print."""
        return str(self._local.get(f"print.{paper}", AT_ONCE))

    def remember(self, paper: str, printer: str) -> None:
        """Print this paper there from now on."""
        self._local.put("printers", {**self._local.get("printers", {}), paper: printer})

    def menu(self, paper: str, parent: QWidget) -> QMenu:
        """Layout, printer, and whether to print at all."""
        made = QMenu(parent)
        made.aboutToShow.connect(lambda: self._fill(made, paper))
        return made

    def _fill(self, menu: QMenu, paper: str) -> None:
        menu.clear()
        for layout in PAPERS[paper].layouts:
            put = partial(self._local.put, f"layout.{paper}", layout)
            _entry(menu, layout_words(layout), put, layout == self.layout(paper))
        menu.addSeparator()
        for name in preview.printers():
            _entry(menu, name, partial(self.remember, paper, name), name == self.printer(paper))
        menu.addSeparator()
        for code, words in (
            (AT_ONCE, _("Print at once")),
            (FIRST, _("Show before printing")),
            (NOTHING, _("Print nothing")),
        ):
            put = partial(self._local.put, f"print.{paper}", code)
            _entry(menu, words, put, code == self.way(paper))

    # -- printing

    def hand_out(
        self, paper: str, draw: Draw, title: str, name: str = "", look: bool = False
    ) -> bool:
        """Draw a paper and print it; True if it went to a printer or was looked at.

        ``look`` shows it first whatever is remembered.
        """
        pdf = self.drawn(paper, draw)
        if pdf is None:
            return False
        printer = self.printer(paper)
        if printer and not look and self.way(paper) != FIRST:
            try:
                preview.print_now(pdf, printer)
                return True
            except (OSError, DeskError) as error:
                why = texts.sentence(error) if isinstance(error, DeskError) else str(error)
                words = _("It was not printed: {why}").format(why=why)
                messages.say(self._page, words, "warn")
        preview.show_paper(
            self._page, title=title, pdf=pdf, paper=paper, name=name,
            remembered=self.printer, remember=self.remember,
        )  # fmt: skip
        return True

    def drawn(self, paper: str, draw: Draw) -> bytes | None:
        """The PDF; where a character can't be printed the clerk may print □ for it."""
        layout = self.layout(paper)
        try:
            return draw(layout, "refuse")
        except Refused as error:
            if error.code != "paper.glyph_missing":
                messages.sorry(self._page, error)
                return None
            asked = messages.confirm(
                self._page, _("A character can't be printed"), texts.sentence(error),
                yes=_("Print with boxes"),
            )  # fmt: skip
        except DeskError as error:
            messages.sorry(self._page, error)
            return None
        if not asked:
            return None
        try:
            return draw(layout, "box")
        except DeskError as error:
            messages.sorry(self._page, error)
            return None


def _entry(menu: QMenu, words: str, run: Callable[[], object], on: bool) -> None:
    entry = menu.addAction(escape_amp(words))
    entry.setCheckable(True)
    entry.setChecked(on)
    entry.triggered.connect(lambda _checked=False: run())
