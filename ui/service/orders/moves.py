"""What can be done next with a repair, from its workflow; what needs more than a click.

moves, more = OrderMoves(page).of(view)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desk import texts
from desk.core.access import Permission
from desk.core.words import _
from desk.service.orders import dispatch, finish, flow, verbs, work
from desk.service.orders.detail import OrderView
from desk.service.orders.rows import OrderRow
from ui.kit import actions, messages
from ui.kit.actions import Action, new_request
from ui.kit.datefields import DateField, TimeField
from ui.kit.fields import CheckField, ChoiceField, LinesField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.moves import moves as next_moves
from ui.kit.segments import SegmentField
from ui.service.orders.engineers import ask_engineers
from ui.service.orders.times import moment

if TYPE_CHECKING:
    from ui.service.orders.list import OrdersSheet

QUIET = ("transfer", "return", "redo", "cancel", "correct", "urge")
"""Moves that are seldom: in the menu unless nothing else is open."""


class OrderMoves:
    """See the top of this module."""

    def __init__(self, page: OrdersSheet) -> None:
        self._page, self.desk = page, page.desk

    def of(self, view: OrderView) -> tuple[list[Action], list[Action]]:
        """The buttons of the card, and its menu."""
        row = view.row
        handlers: dict[str, Callable[[int], object]] = {
            "assign": lambda _id: self.assign(row),
            "transfer": lambda _id: self.hand_on(row),
            "arrive": lambda _id: self._arrive(row),
            "finish": lambda _id: self._page.finish(row.id),
            "correct": lambda _id: self._page.finish(row.id),
            "pause": lambda _id: self._pause(row),
            "urge": lambda _id: self._urge(row),
            "call_back": lambda _id: self._call_back(row),
        }
        made = next_moves(self._page.list, self.desk, flow.ORDER, row.id, row.state, handlers)
        waits = any(one.state == "open" for one in view.callbacks)
        made = [move for move in made if not (move.key == "close" and waits)]
        first = [move for move in made if move.key not in QUIET] or made[:1]
        more = [replace(move, primary=False) for move in made if move not in first]
        pay = self._page.pay.action(view)
        if pay is not None:
            first.insert(0, pay)
        first = [replace(move, primary=not n, danger=move.danger and bool(n))
                 for n, move in enumerate(first)]  # fmt: skip
        return first, [*self._further(view), *more]

    def _further(self, view: OrderView) -> list[Action]:
        row, made = view.row, []
        if self._page.papers.may:
            made.append(Action("print", _("Print"), partial(self._page.papers.print_order, row),
                               "printer-outline"))  # fmt: skip
        if row.state in flow.UNDONE and self.desk.allows(Permission.ORDER_WRITE):
            made.append(Action("edit", _("Edit"), partial(self._page.edit, row.id),
                               "pencil-outline"))  # fmt: skip
        if self.desk.allows(Permission.ORDER_WORK) and row.state != flow.CANCELLED:
            made.append(Action("attach", _("Attach files …"),
                               partial(self._page.files.ask, row.id), "paperclip"))  # fmt: skip
        return made

    # -- who goes

    def assign(self, row: OrderRow) -> None:
        """Choose who goes."""
        fresh = ask_engineers(self._page, self.desk, row, hand_on=False)
        if fresh is not None:
            undo = partial(actions.run, self._page.list, dispatch.undo_assign, self.desk, row.id,
                           request=new_request())  # fmt: skip
            words = _("{number} is with {engineers}.")
            self._page.say(words.format(number=fresh.number, engineers=fresh.engineers), undo=undo)

    def hand_on(self, row: OrderRow) -> None:
        """Give it to others, with a reason."""
        fresh = ask_engineers(self._page, self.desk, row, hand_on=True)
        if fresh is not None:
            words = _("{number} is with {engineers}.")
            self._page.say(words.format(number=fresh.number, engineers=fresh.engineers))

    # -- on site

    def _arrive(self, row: OrderRow) -> None:
        def done(fresh: OrderRow) -> None:
            undo = partial(actions.run, self._page.list, work.undo_arrive, self.desk, row.id,
                           request=new_request())  # fmt: skip
            self._page.say(_("{number}: on site.").format(number=fresh.number), undo=undo)

        actions.run(self._page.list, work.arrive, self.desk, row.id, request=new_request(),
                    done=done)  # fmt: skip

    def _pause(self, row: OrderRow) -> None:
        form = Form()
        form.add(
            LinesField("reason", _("What it waits for"), limit=300, lines=2, required=True),
            DateField("day", _("Look at it again on"), today=lambda: self.desk.today),
            TimeField("until", _("At")),
        )
        dialog = FormDialog(
            self._page, _("Pause {number}").format(number=row.number), form, yes=_("Pause"),
            text=_("The clock stands still. Without a time it is looked at after the usual one."),
            high=330,
        )  # fmt: skip

        def save() -> None:
            until = moment(self.desk, form["day"].value(), form["until"].value())
            actions.run(form, work.pause, self.desk, row.id, form["reason"].value() or "", until,
                        request=form.request, done=dialog.close_with)  # fmt: skip

        dialog.save = save
        if dialog.run():
            self._page.say(_("{number} waits.").format(number=row.number))

    # -- the customer

    def _urge(self, row: OrderRow) -> None:
        def done(fresh: OrderRow) -> None:
            undo = partial(actions.run, self._page.list, verbs.take_back_urge, self.desk, row.id)
            words = _("{number} is urged for the {n}. time.")
            self._page.say(words.format(number=fresh.number, n=fresh.urged), undo=undo)

        actions.run(self._page.list, verbs.urge, self.desk, row.id, request=new_request(),
                    done=done)  # fmt: skip

    def _call_back(self, row: OrderRow) -> None:
        form = Form()
        form.add(
            SegmentField("score", _("Satisfied"), [(str(n), str(n)) for n in range(1, 6)],
                         hint=_("5 is best; none: not asked")),
            ChoiceField("way", _("Way"), texts.choices("callback.way"), required=True),
            LinesField("words", _("What they said"), limit=300, lines=2),
            CheckField("unsettled", _("It is not settled"), wide=True),
        )  # fmt: skip
        form.set_values({"way": "call"})
        dialog = FormDialog(
            self._page, _("Called back: {number}").format(number=row.number), form, yes=_("Keep"),
            text=" · ".join(part for part in (row.where, row.name, row.text[:80]) if part),
            high=380,
        )  # fmt: skip

        def save() -> None:
            got = form.values()
            actions.run(
                form, finish.called_back, self.desk, row.id,
                int(got["score"]) if got["score"] else None, got["words"] or "", got["way"],
                unsettled=got["unsettled"], request=form.request, done=dialog.close_with,
            )  # fmt: skip

        dialog.save = save
        if dialog.run() and isinstance(dialog.result_value, OrderRow):
            fresh = dialog.result_value
            self._page.say(_("{number} is called back.").format(number=fresh.number))

    def close_all(self) -> None:
        """Close every order that is done and has nobody to be called back."""
        if not messages.confirm(
            self._page, _("Close what is finished?"),
            _("Every order that is finished, with nobody to be called back, is closed."),
            yes=_("Close them"),
        ):  # fmt: skip
            return
        actions.run(self._page.list, finish.close_all, self.desk, request=new_request(),
                    done=self._closed)  # fmt: skip

    def _closed(self, count: int) -> None:
        self._page.say(_("Closed: {n}").format(n=count))
