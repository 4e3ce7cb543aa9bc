"""The page of the telephone log 电话记录: the form first (F8), the list, what callers are told.

The window asks it by ``begin("new", number=, unit=)``, ``begin("outage")`` and
``show_record("call", id)``.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.words import _
from desk.estate.buildings import buildings as all_buildings
from desk.reception.calls import outages
from desk.reception.calls.listing import CALLS, OUTAGES
from desk.reception.calls.rows import CallRow, OutageRow, get_call
from ui.kit import actions, exporting, messages, saved_views
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.form_dialog import FormDialog
from ui.kit.frame import Frame
from ui.kit.register_page import Empty, RegisterPage
from ui.reception.calls_card import CallCard
from ui.reception.calls_screen import CallScreen
from ui.reception.calls_turn import outage_draft, outage_form
from ui.reception.outcomes import OutcomePage

COLUMNS = ("at", "unit", "name", "kind", "subject", "state", "whom")


class CallsPage(OutcomePage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.cards = CallCard(self)
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
        """``new`` (number=, unit=), ``outages`` their list, ``outage`` a new announcement."""
        self.message_bar.hide()
        if what == "outages":
            self.open(self._outages())
            return
        needed = Permission.OUTAGE_EDIT if what == "outage" else Permission.CALL_WRITE
        if not self.desk.allows(needed):
            words = _("Your role may not do this. Ask a supervisor or the administrator.")
            messages.say(self, words, "warn")
            return
        if what == "outage":
            self._announce()
        elif what == "new":
            self.open(self.screen_)
            self.screen_.start(values.get("number", ""), values.get("unit"))

    def edit(self, row: CallRow) -> None:
        """Put a call of the list right."""
        self.open(self.screen_)
        self.screen_.edit(row)

    def show_record(self, kind: str, record: int) -> None:
        """Show one call in the list, or an announcement among theirs."""
        self.home()
        if kind == "outage":
            self.begin("outages")
        elif not self.list.show_record(record):
            messages.say(self, _("This call is not in the book."), "warn")

    def _saved(self, call: CallRow) -> None:
        self.home()
        self.list.refresh()
        self.list.table.select_id(call.id)
        self.said(call)

    def said(self, call: CallRow) -> None:
        """Say what was done, with a way to what it became."""
        if call.became_id is None:
            words = _("{number} is written down.").format(number=call.number)
            messages.say(self, words, "ok")
            return
        became = texts.word("record.kind", call.became_kind)
        words = _("{number} is passed on: {what}.").format(number=call.number, what=became)
        show = partial(self.frame.show_record, call.became_kind, call.became_id)
        messages.say(self, words, "ok", offer=(_("Show"), show))

    def unfinished(self) -> list[tuple[str, dict[str, Any]]]:
        made = self.__dict__.get("screen_")
        return made.unfinished() if made is not None else []

    def scenes(self) -> dict[str, Any]:
        """The form empty, and with a number that is known."""

        def known() -> None:
            row = self.desk.storage.database.execute_sql(
                "SELECT number FROM phone ORDER BY id LIMIT 1"
            ).fetchone()
            self.begin("new", number=row[0] if row else "13800000000")
            self.screen_.look()

        return {"form": partial(self.begin, "new"), "known": known,
                "told": partial(self.begin, "outages")}  # fmt: skip

    # -- what callers are told

    def _outages(self) -> RegisterPage:
        may = self.desk.allows(Permission.OUTAGE_EDIT)
        new = Action("outage", _("Announce"), self._announce, "plus", shortcut="Ctrl+N",
                     primary=True, enabled=may, why=_("A supervisor says it."))  # fmt: skip
        made = RegisterPage(
            self.desk, OUTAGES, icon="bullhorn-outline", actions=[new],
            detail=self._outage_detail,
            empty=Empty(
                _("Nothing is out"),
                _("While water or a lift is out, every clerk reads the same words to callers."),
                new if may else None,
            ),
            relevant=lambda news: news.about("outage"),
        )  # fmt: skip
        made.escaped.connect(self.back)
        return made

    def _outage_detail(self, row: OutageRow) -> Detail:
        show = Display(self.desk.local, lambda: self.desk.today)
        moves = []
        if self.desk.allows(Permission.OUTAGE_EDIT) and row.state != "over":
            moves = [
                Action("end", _("It is over"), partial(self._end, row), primary=True),
                Action("reword", _("Change"), partial(self._announce, row)),
            ]
        return Detail(
            row.title, f"{texts.word('outage.kind', row.kind)} · {row.building_name}".strip(" ·"),
            texts.word("outage.state", row.state), row.tone,
            lines=[
                Line(_("From"), show.moment(row.since)), Line(_("Until"), show.moment(row.until)),
                Line(_("Words for callers"), row.text), Line(_("By"), row.who),
            ],
            moves=moves,
        )  # fmt: skip

    def _announce(self, row: OutageRow | None = None) -> None:
        desk = self.desk
        base = outages.draft_of_outage(desk, row.id) if row else outages.usual_draft(desk)
        buildings = [(each.id, each.name) for each in all_buildings(desk)]
        form = outage_form(desk, base, buildings)
        title = _("What callers are told")
        dialog = FormDialog(self, title, form, yes=_("Announce"), high=460)
        verb = partial(outages.reword, desk, row.id) if row else partial(outages.announce, desk)
        dialog.save = lambda: actions.run(
            form, verb, outage_draft(desk, form, base), request=form.request,
            done=dialog.close_with,
        )  # fmt: skip
        dialog.run()

    def _end(self, row: OutageRow) -> None:
        actions.run(self, outages.end_outage, self.desk, row.id, request=actions.new_request())
