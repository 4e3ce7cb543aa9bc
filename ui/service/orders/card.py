"""The card of a repair: where, who, what, until when, what it cost, what happened, what is next.

made = OrderCard(frame, files).detail(view, moves, more)
"""

from __future__ import annotations

from functools import partial

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.log import history
from desk.core.words import _, listed, ngettext
from desk.fees.amounts import show_quantity
from desk.service.callbacks.rows import CallbackRow
from desk.service.orders import amend, flow
from desk.service.orders.detail import OrderView, reveal_phone
from desk.service.orders.rows import KIND, LineRow, OrderRow
from ui.kit import display, messages
from ui.kit.actions import Action
from ui.kit.complaint_lines import linked
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, money
from ui.kit.parts import Part, PartRow
from ui.kit.screens import FormsPage
from ui.kit.timeline import Entry
from ui.service.orders.files import OrderFiles
from ui.service.orders.papers import OrderPapers
from ui.service.orders.times import span

PRINTED = 2  # papers that are shown


class OrderCard:
    """Words for the card beside the list."""

    def __init__(self, page: FormsPage, files: OrderFiles, papers: OrderPapers) -> None:
        self._page, self._frame, self.desk = page, page.frame, page.desk
        self._files, self._papers = files, papers
        self._show = Display(self.desk.local, lambda: self.desk.today)

    def detail(self, view: OrderView, moves: list[Action], more: list[Action]) -> Detail:
        """The card."""
        row = view.row
        state = texts.word("work_order.state", row.state)
        notice, tone = self._notice(view)
        urgent = texts.word("order.urgency", row.urgency) if row.urgency == "urgent" else ""
        return Detail(
            heading=row.where or row.number,
            subtitle=" · ".join(p for p in (row.number, row.kind_name, urgent) if p),
            state=_("{state} · late").format(state=state) if row.late else state,
            tone={"plain": "void"}.get(row.tone, row.tone),
            notice=notice,
            notice_tone=tone,
            lines=self._lines(view),
            parts=self._parts(view),
            timeline=self._timeline(row),
            moves=moves,
            more=more,
        )

    def _notice(self, view: OrderView) -> tuple[str, str]:
        row = view.row
        if row.state == flow.PAUSED:
            return _("Waits: {why}").format(why=row.pause_reason), "due"
        if row.state == flow.CANCELLED:
            return _("Cancelled: {why}").format(why=row.reason), "void"
        if row.urged and row.state in flow.UNDONE and row.urged_at is not None:
            words = ngettext("Urged once, at {time}.", "Urged {n} times, last at {time}.",
                             row.urged)  # fmt: skip
            return words.format(n=row.urged, time=self._show.moment(row.urged_at)), "due"
        if view.owed:
            return _("{amount} is to be paid.").format(amount=money(view.owed)), "due"
        if row.reason and row.state == flow.OPEN and (row.redone or row.returned):
            words = _("To be done again: {why}") if row.redone else _("Given back: {why}")
            return words.format(why=row.reason), "due"
        return "", "due"

    # -- lines

    def _lines(self, view: OrderView) -> list[Line]:
        row, show = view.row, self._frame.show_record
        made = [Line(_("What is wrong"), row.text)]
        if row.unit is not None:
            made.append(Line(_("Unit"), row.unit_code, open=partial(show, "unit", row.unit)))
        made += self._who(row)
        window = span(self.desk, row.wanted_from, row.wanted_until)
        plan = span(self.desk, row.plan_from, row.plan_until)
        due = self._show.moment(row.due) if row.due is not None else ""
        if due and row.state != flow.PAUSED:
            words = _("{time} · on site") if row.arrived_at is None else _("{time} · finished")
            due = words.format(time=due)
        for name, words, tone in (
            (_("Appointment"), window, None),
            (_("Engineers"), row.engineers or _("nobody yet"), None if row.engineers else "due"),
            (_("Planned"), plan, None),
            (_("Due by"), due, "late" if row.late else None),
            (_("Came by"), texts.word("order.source", row.source), None),
        ):
            if words:
                made.append(Line(name, words, tone))
        return made + self._came_from(row) + self._end(view)

    def _who(self, row: OrderRow) -> list[Line]:
        made = []
        if row.name:
            opened = None
            if row.person is not None:
                opened = partial(self._frame.show_record, "person", row.person)
            made.append(Line(_("Reported by"), row.name, open=opened))
        if row.phone:
            masked = "*" in row.phone and self.desk.allows(Permission.PERSONAL_REVEAL)
            made.append(Line(_("Telephone"), display.phone(row.phone),
                             reveal=partial(self._reveal, row.id) if masked else None))  # fmt: skip
        return made

    def _reveal(self, order: int) -> str | None:
        try:
            return display.phone(reveal_phone(self.desk, order))
        except DeskError as error:
            messages.sorry(self._page.now, error)
            return None

    def _came_from(self, row: OrderRow) -> list[Line]:
        made: list[Line] = []
        origin = ("", 0)
        if row.source in ("call", "complaint") and self.desk.allows(Permission.ORDER_WRITE):
            known = amend.draft_of(self.desk, row.id)
            if known.from_id is not None:
                origin = (known.from_kind, known.from_id)
                opened = partial(self._frame.show_record, *origin)
                words = texts.word("order.source", row.source)
                made.append(Line(_("Made from"), words, open=opened))
        return made + [line for key, line in linked(self._frame, KIND, row.id) if key != origin]

    def _end(self, view: OrderView) -> list[Line]:
        row, made = view.row, []
        for name, at in ((_("On site at"), row.arrived_at), (_("Finished at"), row.finished_at)):
            if at is not None:
                made.append(Line(name, self._show.moment(at)))
        if row.result:
            made.append(Line(_("What was done"), row.result))
        if row.to_pay:
            left = view.owed
            words = _("{amount}, {left} open").format(amount=money(row.to_pay), left=money(left))
            made.append(Line(_("The customer pays"), words if left else money(row.to_pay),
                             "due" if left else None))  # fmt: skip
        if row.score is not None:
            made.append(Line(_("Satisfaction"), f"{row.score} / 5"))
        for number, paper in enumerate(reversed(view.papers[-PRINTED:])):
            copy = _("copy {n}").format(n=paper.copy) if paper.copy else ""
            parts = (copy, f"{self._show.moment(paper.at)} {paper.who}")
            again = partial(self._papers.print_order, row, True) if self._papers.may else None
            made.append(Line("" if number else _("Printed"), " · ".join(p for p in parts if p),
                             open=None if paper.erased else again))  # fmt: skip
        return made

    # -- parts, what happened

    def _parts(self, view: OrderView) -> list[Part]:
        made = []
        if view.lines:
            made.append(Part(_("Labour and materials"), [_line(one) for one in view.lines]))
        files = self._files.part(view)
        if files is not None:
            made.append(files)
        if view.callbacks:
            made.append(Part(_("Callbacks"), [self._callback(one) for one in view.callbacks]))
        if view.before:
            names = listed([one.name for one in view.before])
            made.append(Part(_("Had it before"), [PartRow(names)]))
        return made

    def _callback(self, one: CallbackRow) -> PartRow:
        about = " · ".join(p for p in (self._show.moment(one.due_at), one.words, one.reason) if p)
        opened = partial(self._frame.show_record, "callback", one.id)
        return PartRow(texts.word("callback.state", one.state), about, one.tone, open=opened,
                       tag=f"{one.score} / 5" if one.score else "")  # fmt: skip

    def _timeline(self, row: OrderRow) -> list[Entry]:
        made = []
        for step in history(self.desk, KIND, row.id):
            words = f"{step.who} {texts.word('action', step.action)}".strip()
            if step.reason:
                words = _("{what}: {reason}").format(what=words, reason=step.reason)
            made.append(Entry(self._show.moment(step.at), words))
        return made


def _line(one: LineRow) -> PartRow:
    amount = f"{show_quantity(one.quantity)} {one.measure}".strip()
    about = f"{amount} × {money(one.price)} · {texts.word('order.payer', one.payer)}"
    return PartRow(one.text, about, tag=money(one.amount))
