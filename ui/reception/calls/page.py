"""The page of the telephone log 电话记录: the form first (F8), the list, what callers are told.

The window asks it by ``begin("new", number=, unit=)``, ``begin("outage")`` and
``show_record("call", id)``.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.errors import DeskError
from desk.core.words import _
from desk.reception.calls.drafts import CallDraft
from desk.reception.calls.listing import CALLS
from desk.reception.calls.rows import CallRow, get_call, open_draft
from ui.kit import exporting, messages, saved_views
from ui.kit.actions import Action
from ui.kit.detail import Detail
from ui.kit.frame import Frame
from ui.kit.register_page import Empty, RegisterPage
from ui.reception.calls.card import CallCard
from ui.reception.calls.screen import CallScreen
from ui.reception.calls.told import Told
from ui.reception.outcomes import OutcomePage

COLUMNS = ("at", "unit", "name", "kind", "subject", "state")


class CallsPage(OutcomePage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.cards = CallCard(self)
        self.told = Told(self)
        self.show_list(self._register())

    @cached_property
    def screen_(self) -> CallScreen:
        """The form with the card beside it."""
        made = CallScreen(self.frame, self.message_bar)
        made.left.connect(self.home)
        made.saved.connect(self._saved)
        self.keep(made)
        return made

    def _register(self) -> RegisterPage:
        may = self.desk.allows(Permission.CALL_WRITE)
        new = Action("new", _("New call"), lambda: self.begin("new"), "phone-plus-outline",
                     hint="F8", primary=True, enabled=may,
                     why=_("The desk writes calls down."))  # fmt: skip
        tell = Action("told", _("What callers are told"), lambda: self.begin("outages"),
                      "bullhorn-outline", shortcut="Ctrl+T")  # fmt: skip
        made = RegisterPage(
            self.desk, CALLS, icon="phone-outline",
            actions=[new, exporting.menu(lambda: self.list, self.frame), tell],
            detail=self._detail,
            empty=Empty(
                _("No calls yet"),
                _("Write down who rings and what about: the number alone shows who it is."),
                new if may else None,
            ),
            views=saved_views.stored(self.desk, CALLS.key),
            relevant=lambda news: (
                news.action != "personal.revealed" and news.about("call", "callback")
            ),
        )  # fmt: skip
        made.set_columns(COLUMNS)
        for keys, (title, filters) in {
            "Alt+1": (_("Waiting"), {"state": "waiting"}),
            "Alt+2": (_("Overdue"), {"late": True}),
            "Alt+3": (_("All of today"), {"day": "today"}),
            "Alt+4": (_("Mine"), {"mine": True}),
        }.items():
            made.add_quick(keys, title, {"filters": filters, "sort": None})
        return made

    def _detail(self, row: CallRow) -> Detail | None:
        try:
            return self.cards.detail(get_call(self.desk, row.id))
        except DeskError as error:
            messages.sorry(self, error)
            return None

    # -- what the window asks

    def begin(self, what: str, **values: Any) -> None:
        """``new`` (number=, unit=), ``outages`` their list (outage= one of
        it), ``outage`` a new announcement."""
        self.message_bar.hide()
        if what == "outages":
            shown = self.told.list()
            self.open(shown)
            (shown.table if shown.model.rowCount() else shown.nothing).setFocus()
            if values:
                shown.show_record(values["outage"])
            return
        needed = Permission.OUTAGE_EDIT if what == "outage" else Permission.CALL_WRITE
        if not self.desk.allows(needed):
            messages.may_not(self)
            return
        if what == "outage":
            self.told.announce()
        elif what == "new":
            another = self.now is self.screen_ and self.isVisible() and self.screen_.form.dirty
            self.open(self.screen_)
            self.screen_.start(values.get("number", ""), values.get("unit"), another)

    def edit(self, row: CallRow) -> None:
        """Put a call of the list right."""
        self.open(self.screen_)
        self.screen_.edit(row)

    def show_record(self, kind: str, record: int) -> None:
        """Show one call in the list, or an announcement among theirs."""
        self.home()
        if kind == "outage":
            self.begin("outages", outage=record)
        elif not self.list.show_record(record):
            messages.say(self, _("This call is not in the book."), "warn")

    def changed(self, news: Changed) -> None:
        """The lists hear by themselves; of who rings something may be open now or not any more."""
        if self.now is self.__dict__.get("screen_"):
            self.screen_.refresh()

    def _saved(self, call: CallRow) -> None:
        """Show what became of it; somebody on hold is gone back to at once."""
        if call.became_id is None and self.screen_.held.waiting():
            self.screen_.start()
        else:
            self.home()
            self.list.refresh()
            self.list.table.select_id(call.id)
        self.said(call)

    def said(self, call: CallRow) -> None:
        """Say what was done; what a call has become is opened."""
        if call.became_id is None:
            words = _("{number} is written down.").format(number=call.number)
            messages.say(self, words, "ok")
            return
        self.frame.show_record(call.became_kind, call.became_id)
        became = texts.word("record.kind", call.became_kind)
        words = _("{number} is passed on: {what}.").format(number=call.number, what=became)
        show = partial(self.frame.show_record, "call", call.id)
        # The page that is open now has a bar of its own: it is said above all pages.
        messages.say(self.parentWidget() or self, words, "ok", offer=(_("Show the call"), show))

    def scenes(self) -> dict[str, Any]:
        """The form empty, with a number that is known, put right with somebody to ring back."""

        def known() -> None:
            rows = CALLS.open(self.desk, {"state": "callback"}).rows(0, 1)
            draft = open_draft(self.desk, rows[0].id) if rows else CallDraft()
            self.begin("new", number=draft.phone or "13800000000")
            self.screen_.form["then"].set_value("callback")
            self.screen_.forget()

        def empty() -> None:
            self.begin("new", number=" ")

        return {"form": empty, "known": known,
                "told": partial(self.begin, "outages")}  # fmt: skip
