"""The card of a callback: whom to ring, about what, how often it was tried."""

from __future__ import annotations

from functools import partial

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.words import _, listed, ngettext
from desk.service.callbacks import flow
from desk.service.callbacks.options import MOST_TRIES
from desk.service.callbacks.queue import number_to_ring, tries_of
from desk.service.callbacks.rows import CallbackRow, TryRow
from desk.service.complaints.reading import KIND, get_complaint
from ui.kit import display
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.frame import Frame
from ui.kit.parts import Part, PartRow


class CallbackCard:
    """Words for the card beside the queue, and beside the form while it rings."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self.desk = frame, frame.desk
        self._show = Display(self.desk.local, lambda: self.desk.today)

    def detail(
        self, row: CallbackRow, moves: list[Action], more: list[Action], number: str = ""
    ) -> Detail:
        """The card; beside the form, while it rings, with the ``number`` in full."""
        tries = tries_of(self.desk, row.id)
        return Detail(
            heading=row.name or row.title or texts.word("record.kind", row.kind),
            subtitle=" · ".join(p for p in (row.title, row.unit_code) if p),
            state=self._state(row),
            tone={"plain": "accent"}.get(row.tone, row.tone),
            notice=self._notice(row),
            lines=[*self._lines(row, number), *self._outcome(row), *about(self.desk, row)],
            parts=[part for part in (Part(_("Attempts"), [self._try(t) for t in tries]),)
                   if part.rows],
            moves=moves,
            more=more,
        )  # fmt: skip

    def _state(self, row: CallbackRow) -> str:
        if row.late:
            span = display.length(self.desk.now - row.due_at)
            return _("{span} overdue").format(span=span)
        return texts.word("callback.state", row.state)

    def _notice(self, row: CallbackRow) -> str:
        most = self.desk.settings.get(MOST_TRIES)
        if row.state == flow.OPEN and row.tries >= most:
            words = ngettext(
                "Rung {n} time without reaching them. It may be given up: More → Give up.",
                "Rung {n} times without reaching them. It may be given up: More → Give up.",
                row.tries,
            )
            return words.format(n=row.tries)
        return ""

    def _reveal(self, callback: int) -> str | None:
        try:
            return display.phone(number_to_ring(self.desk, callback))
        except DeskError:  # gone meanwhile: the list says so as soon as it is looked at
            return None

    def _lines(self, row: CallbackRow, number: str) -> list[Line]:
        show = self._frame.show_record
        phone = number or row.phone
        masked = "*" in phone and self.desk.allows(Permission.CALLBACK_WORK)
        made = [Line(_("Telephone"), display.phone(phone) or _("none on file"),
                     None if phone else "due",
                     reveal=partial(self._reveal, row.id) if masked else None)]  # fmt: skip
        kind = texts.word("record.kind", row.kind)
        title = " ".join(p for p in (kind, row.title) if p)
        made.append(Line(_("About"), title, open=partial(show, row.kind, row.record)))
        if row.unit is not None:
            made.append(Line(_("Unit"), row.unit_code, open=partial(show, "unit", row.unit)))
        if row.person is not None:
            made.append(Line(_("Name"), row.name, open=partial(show, "person", row.person)))
        if row.about:
            made.append(Line(_("What"), row.about))
        if row.state == flow.OPEN:
            made.append(Line(_("Ring at"), self._show.moment(row.due_at),
                             "late" if row.late else None))  # fmt: skip
        if row.promised_at != row.due_at or row.state != flow.OPEN:
            made.append(Line(_("Promised time"), self._show.moment(row.promised_at)))
        made.append(Line(_("Put in by"), f"{row.who} {self._show.moment(row.at)}"))
        return made

    def _outcome(self, row: CallbackRow) -> list[Line]:
        if row.done_at is None:
            return []
        made = [Line(_("Done"), f"{self._show.moment(row.done_at)} {row.doer}".strip())]
        score = str(row.score) if row.score else ""
        if score:
            words = f"{score} {texts.word('callback.score', score)}"
            made.append(Line(_("Satisfied"), words, "late" if row.score in (1, 2) else "ok"))
        if row.way:
            made.append(Line(_("Way"), texts.word("callback.way", row.way)))
        said = listed([p for p in (row.words, row.reason) if p])
        if said:
            made.append(Line(_("Said"), said))
        if row.unsettled:
            made.append(Line("", _("not settled: opened again"), "due"))
        return made

    def _try(self, each: TryRow) -> PartRow:
        words = texts.word("callback.outcome", each.outcome)
        return PartRow(words, " · ".join(p for p in (each.who, each.note) if p),
                       tag=self._show.moment(each.at))  # fmt: skip


def about(desk: Desk, row: CallbackRow) -> list[Line]:
    """What must be known of a complaint to speak about it."""
    if row.kind != KIND or not desk.allows(Permission.COMPLAINT_VIEW):
        return []
    try:
        known = get_complaint(desk, row.record)
    except DeskError:
        return []
    found = ((_("Result"), known.result), (_("Wanted"), known.wanted),
             (_("In charge"), known.department_name))  # fmt: skip
    return [Line(name, words) for name, words in found if words]
