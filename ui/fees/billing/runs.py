"""Billing runs that were made: what each came to, and taking one back as a whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.words import _, ngettext
from desk.fees.billing import run
from desk.fees.billing.drafts import RunRow, RunView
from desk.fees.billing.lists import BILLING_RUNS
from desk.fees.flow import POSTED, RUN
from ui.fees.items.words import sign
from ui.kit import actions, exporting, messages
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, money
from ui.kit.frame import Frame
from ui.kit.moves import title_of
from ui.kit.parts import Part, PartRow
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import may
from ui.kit.stacked import StackedPage
from ui.kit.timeline import Entry


class RunsSheet(StackedPage):
    """The list of runs; ``show_charges(run)`` opens what one made."""

    def __init__(
        self, frame: Frame, begin: Callable[[], object], show_charges: Callable[[int], object]
    ) -> None:
        super().__init__(frame)
        self._charges, self._sign = show_charges, sign(self.desk)
        new = Action("new", _("New run"), begin, "plus", shortcut="Ctrl+N", primary=True,
                     **may(self.desk, Permission.BILLING_RUN))  # fmt: skip
        self.show_list(
            RegisterPage(
                self.desk, BILLING_RUNS, icon="calendar-month-outline",
                actions=[exporting.menu(lambda: self.list, frame), new], detail=self._detail,
                empty=Empty(
                    _("No billing run yet"),
                    _("A run charges a month's fees to all units at once, after a preview."),
                    new,
                ),
                relevant=lambda news: news.about("billing_run", "receipt", "adjustment"),
            )
        )  # fmt: skip

        self.list.set_columns(("number", "month", "items", "total", "state"))

    def show_record(self, kind: str, record: int) -> None:
        self.home()
        self.list.show_record(record)

    def _detail(self, row: RunRow) -> Detail | None:
        try:
            found = run.run_view(self.desk, row.id)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        show = Display(self.desk.local, lambda: self.desk.today)
        fresh = found.row
        done = fresh.state == POSTED and not found.open
        steps = [Entry(show.moment(fresh.at), _("{who} posted it").format(who=fresh.who))]
        if fresh.reversed_at is not None:
            words = _("{who} took it back: {reason}")
            words = words.format(who=fresh.reversed_by, reason=fresh.reason)
            steps.insert(0, Entry(show.moment(fresh.reversed_at), words))
        return Detail(
            heading=f"{fresh.month:%Y-%m}",
            subtitle=fresh.number,
            state=_("Settled") if done else texts.word("billing_run.state", fresh.state),
            tone=RUN.state(fresh.state).tone,
            lines=self._lines(found),
            parts=[self._items(found)],
            timeline=steps,
            moves=self._moves(found),
        )

    def _lines(self, found: RunView) -> list[Line]:
        count = ngettext("{n} charge", "{n} charges", found.row.count)
        pairs = [
            (_("Amount"), found.row.total), (_("Paid"), found.paid),
            (_("Let off"), found.reduced), (_("Still owed"), found.open),
        ]  # fmt: skip
        lines = [Line(_("Charges"), count.format(n=f"{found.row.count:,}"))]
        if found.row.state != POSTED:
            pairs = pairs[:1]
        return lines + [Line(name, self._sign + money(value)) for name, value in pairs]

    def _items(self, found: RunView) -> Part:
        rows = []
        for one in found.by_item:
            count = ngettext("{n} charge", "{n} charges", one.count).format(n=f"{one.count:,}")
            rows.append(PartRow(one.name, count, tag=self._sign + money(one.total)))
        return Part(_("By item"), rows)

    def _moves(self, found: RunView) -> list[Action]:
        row = found.row
        moves = [Action("charges", _("Charges"), partial(self._charges, row.id), primary=True)]
        back = RUN.move("reverse")
        if row.state in back.sources:
            rights: dict[str, Any] = may(self.desk, back.permission)
            if not found.reversible:
                why = _("Some of it is paid or let off already; take single charges back.")
                rights = {"enabled": False, "why": why}
            moves.append(Action("reverse", title_of(RUN, back) + " …", partial(self._reverse, row),
                                danger=True, **rights))  # fmt: skip
        return moves

    def _reverse(self, row: RunRow) -> None:
        words = ngettext("{n} charge of {amount} is taken back.",
                         "{n} charges of {amount} are taken back.", row.count)  # fmt: skip
        reason = messages.ask_reason(
            self, _("Reverse {number}?").format(number=row.number),
            words.format(n=f"{row.count:,}", amount=self._sign + money(row.total)),
            yes=_("Reverse"), danger=True,
        )  # fmt: skip
        if reason:

            def done(made: RunRow) -> None:
                said = _("{number} is reversed; the month can be billed again.")
                messages.say(self.list, said.format(number=made.number), "ok")

            actions.run(self.list, run.reverse, self.desk, row.id, reason, done=done)
