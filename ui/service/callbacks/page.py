"""Callbacks 回访: one queue by promised time, and all there ever were.

The window asks it by ``begin("call", callback=id)`` and ``show_record("callback", id)``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError, Refused
from desk.core.listing import Listing
from desk.core.words import _
from desk.service.callbacks import flow, verbs, waiting
from desk.service.callbacks.listing import CALLBACKS, QUEUE
from desk.service.callbacks.options import MOST_TRIES
from desk.service.callbacks.queue import get_callback, number_to_ring, tries_of
from desk.service.callbacks.rows import CallbackRow
from ui.kit import actions, exporting, messages, saved_views, shortcuts
from ui.kit.actions import Action, new_request
from ui.kit.datefields import DateField, TimeField
from ui.kit.detail import Detail, DetailCard
from ui.kit.fields import LinesField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.frame import Frame
from ui.kit.moves import moves as next_moves
from ui.kit.plain import button
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage
from ui.kit.tabbed import TabbedPage
from ui.service.callbacks.card import CallbackCard
from ui.service.callbacks.form import CallForm, moment

RECORD = "callback"
OF_QUEUE = ("due", "unit", "name", "phone", "record", "tries", "about")
OF_ALL = ("due", "unit", "name", "kind", "record", "state", "score", "doer")


class CallbacksSheet(FormsPage):
    """A list of callbacks, and the form while it rings."""

    def __init__(self, frame: Frame, listing: Listing[Any]) -> None:
        super().__init__(frame)
        self._listing = listing
        self.cards = CallbackCard(frame)
        self.form: CallForm | None = None
        self.show_list(self._register())

    def _register(self) -> RegisterPage:
        waits = self._listing is QUEUE
        made = RegisterPage(
            self.desk, self._listing, icon="phone-return-outline", summary=self._summary,
            actions=[exporting.menu(lambda: self.list, self.frame)],
            detail=self._detail,
            empty=Empty(
                _("Nobody waits for a call") if waits else _("No callbacks yet"),
                _("Whoever complained, had something repaired or was promised a call stands "
                  "here by the promised time, until they have been reached."),
            ),
            views=saved_views.stored(self.desk, self._listing.key),
            relevant=lambda news: news.about(RECORD),
        )  # fmt: skip
        made.set_columns(OF_QUEUE if waits else OF_ALL)
        if waits:  # Enter rings the first one at once
            made.counted.connect(lambda _count: self._first())
        quick: dict[str, tuple[str, dict[str, Any]]] = {
            "Alt+1": (_("Until tonight"), {"today": True}),
            "Alt+2": (_("Mine"), {"mine": True}),
        }
        if not waits:
            quick["Alt+3"] = (_("Called back"), {"state": flow.DONE})
        for keys, (title, filters) in quick.items():
            made.add_quick(keys, title, {"filters": filters, "sort": None})
        return made

    # -- the list

    def _first(self) -> None:
        if self.list.current() is None and self.list.model.rowCount():
            self.list.table.selectRow(0)

    def _summary(self) -> str:
        now = waiting.count(self.desk)
        if now is None:
            return _("nobody to be rung today")
        words = _("until tonight {n}").format(n=f"{now.number:,}")
        parts = [words, _("some overdue")] if now.alert else [words]
        return " · ".join(parts)

    def _detail(self, row: CallbackRow) -> Detail | None:
        try:
            fresh = replace(get_callback(self.desk, row.id), title=row.title)
            return self.cards.detail(fresh, *self._moves(fresh))
        except DeskError as error:
            messages.sorry(self, error)
            return None

    def _moves(self, row: CallbackRow) -> tuple[list[Action], list[Action]]:
        handlers: dict[str, Callable[[int], object]] = {
            "done": lambda _id: self.call(row),
            "tried": lambda _id: self._no_answer(row),
            "put_off": lambda _id: self._put_off(row),
        }
        made = next_moves(self.list, self.desk, flow.CALLBACK, row.id, row.state, handlers)
        made = [replace(move, title=_("Call now")) if move.key == "done" else move
                for move in made]  # fmt: skip
        most = self.desk.settings.get(MOST_TRIES)
        tries = tries_of(self.desk, row.id)
        last = tries[-1].outcome if tries else ""
        if not verbs.may_give_up(self.desk, row.tries, row.phone, last):
            why = texts.sentence(Refused("callback.too_early", tries=row.tries, most=most))
            made = [replace(move, enabled=False, why=why) if move.key == "give_up" else move
                    for move in made]  # fmt: skip
        first = [move for move in made if move.key != "give_up" or row.tries >= most]
        return first, [move for move in made if move not in first]

    def show_record(self, kind: str, record: int) -> None:
        """Show one callback in the list."""
        self.home()
        if not self.list.show_record(record):
            messages.say(self.list, _("This callback is not in this list."), "warn")

    def begin(self, what: str, **values: Any) -> None:
        """``call`` (callback=id): ring now."""
        if what == "call" and self.desk.allows(Permission.CALLBACK_WORK):
            try:
                row = get_callback(self.desk, values["callback"])
            except DeskError as error:
                messages.sorry(self.list, error)
                return
            if row.state == flow.OPEN:
                self.call(row)
            else:
                self.show_record(RECORD, row.id)

    # -- ringing

    def call(self, row: CallbackRow) -> None:
        """Ring: whom and about what beside the form, the first answer chosen already."""
        try:
            number = number_to_ring(self.desk, row.id) if row.phone else ""
        except DeskError as error:
            messages.sorry(self.list, error)
            return
        form = self.form = CallForm(self.desk)
        beside = DetailCard()
        beside.show_detail(self.cards.detail(row, [], [], number))
        title = _("Ring {name}").format(name=row.name or row.title or row.unit_code)
        screen = self.open_form(
            f"callback.{row.id}", title, form, lambda: self._save(row, form), beside=beside,
        )  # fmt: skip
        words = _("No answer")
        screen.top.addWidget(button(words + " Ctrl+N", partial(self._no_answer, row)))
        keys = shortcuts.of(screen)
        keys.add("Ctrl+N", words, partial(self._no_answer, row))
        keys.tell("1 … 5", _("How content they are"))
        start = form["score"] if form.reached else form["outcome"]
        start.widget.setFocus()

    def _save(self, row: CallbackRow, form: CallForm) -> None:
        if form.reached:
            actions.run(form, verbs.done, self.desk, row.id, request=form.request,
                        done=self._done, **form.said())  # fmt: skip
        else:
            actions.run(form, verbs.tried, self.desk, row.id, request=form.request,
                        done=self._done, **form.attempt())  # fmt: skip

    def _no_answer(self, row: CallbackRow) -> None:
        """Count an attempt in vain with one key."""
        actions.run(self.now, verbs.tried, self.desk, row.id, request=new_request(),
                    done=self._done)  # fmt: skip

    def _put_off(self, row: CallbackRow) -> None:
        form = Form()
        soon = self.desk.local(self.desk.now + timedelta(hours=2))
        form.add(
            DateField("day", _("Ring on"), today=lambda: self.desk.today, required=True),
            TimeField("clock", _("at"), required=True),
            LinesField("reason", _("Why"), limit=300, lines=2, required=True),
        )
        form.set_values({"day": soon.date(), "clock": soon.time().replace(second=0)})
        title = texts.word("callback.move", "put_off")
        dialog = FormDialog(self.list, f"{title} · {row.name or row.title}", form, yes=title,
                            high=330)  # fmt: skip

        def save() -> None:
            got = form.values()
            at = moment(self.desk, got["day"], got["clock"])
            actions.run(form, verbs.put_off, self.desk, row.id, got["reason"] or "", at,
                        request=form.request, done=dialog.close_with)  # fmt: skip

        dialog.save = save
        if dialog.run():
            self._done(dialog.result_value)

    def _done(self, row: CallbackRow) -> None:
        """Back to the queue, on whoever is next."""
        place = self.list.table.currentIndex().row()
        if not self.on_list:
            self.saved()
            self.home()
        self.list.refresh()
        if row.state != flow.OPEN and not self.list.table.select_id(row.id):
            self._select(place)
        who = row.name or row.title or row.unit_code
        if row.state == flow.OPEN:
            words = _("{name} is to be rung again at {when}.")
            when = self.list.display.moment(row.due_at)
            messages.say(self.list, words.format(name=who, when=when), "info")
            return
        words = _("{name} was called back.")
        if row.unsettled:
            words = _("{name} was called back; it is not settled and opened again.")
        messages.say(self.list, words.format(name=who), "ok")

    def _select(self, place: int) -> None:
        count = self.list.model.rowCount()
        if count:
            self.list.table.selectRow(min(max(0, place), count - 1))

    def scenes(self) -> dict[str, Callable[[], object]]:
        """The form while somebody is rung: reached, not reached."""
        return {"call": self._scene, "no_answer": lambda: self._scene("no_answer")}

    def _scene(self, outcome: str = "reached") -> None:
        self.home()
        self.list.table.selectRow(0)
        row = self.list.current()
        if row is not None and row.state == flow.OPEN:
            self.call(row)
            assert self.form is not None
            self.form["outcome"].set_value(outcome)
            self.form.dirty = False  # a picture: nobody is to be asked about leaving it


class CallbacksPage(TabbedPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.add("queue", _("To be called back"), lambda: CallbacksSheet(frame, QUEUE))
        self.add("all", _("All callbacks"), lambda: CallbacksSheet(frame, CALLBACKS), (RECORD,))

    def begin(self, what: str, **values: Any) -> None:
        """``call`` (callback=id), or a sheet."""
        super().begin(f"queue.{what}" if what == "call" else what, **values)

    def show_record(self, kind: str, record: int) -> None:
        try:
            open_ = get_callback(self.desk, record).state == flow.OPEN
        except DeskError as error:
            messages.sorry(self.now, error)
            return
        self.show_sheet("queue" if open_ else "all").show_record(kind, record)

    def scenes(self) -> dict[str, Callable[[], object]]:
        """As TabbedPage, without the same form of the second list again."""
        found = super().scenes()
        return {name: first for name, first in found.items() if not name.startswith("all-")}
