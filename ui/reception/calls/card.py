"""The card of a call beside the list: who, what about, what became of it, what is next."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.log import history
from desk.core.words import _, ngettext
from desk.reception.calls import flow, personal
from desk.reception.calls.outages import get_outage
from desk.reception.calls.rows import CallRow, open_draft
from desk.service.callbacks.queue import callbacks_of
from ui.kit import display, messages
from ui.kit.actions import Action
from ui.kit.complaint_lines import linked
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.moves import moves as next_moves
from ui.kit.timeline import Entry
from ui.reception.calls.turn import CallTurns

if TYPE_CHECKING:
    from ui.reception.calls.page import CallsPage

QUIET = ("reopen", "void", "to_visit")
SHOWN = 2
"""Moves that are buttons; the others stand in the menu."""


class CallCard:
    """Words and moves of one call."""

    def __init__(self, page: CallsPage) -> None:
        self._page, self.desk, self._frame = page, page.desk, page.frame
        self.turns = CallTurns(page, page.desk)
        self._show = Display(self.desk.local, lambda: self.desk.today)

    def detail(self, row: CallRow) -> Detail:
        """The card."""
        kind = texts.word("call.kind", row.kind)
        way = texts.word("call.direction", row.direction)
        moves, more = self._moves(row)
        return Detail(
            heading=row.name or display.phone(row.phone) or _("Number withheld"),
            subtitle=" · ".join(part for part in (row.number, row.unit_code, way, kind) if part),
            state=texts.word("call.state", row.state),
            tone={"plain": "accent"}.get(row.tone, row.tone),
            notice=_("Void: {why}").format(why=row.reason) if row.state == flow.VOIDED else "",
            notice_tone="late",
            lines=self._lines(row),
            timeline=self._timeline(row),
            moves=moves,
            more=more,
        )

    def _lines(self, row: CallRow) -> list[Line]:
        show, made = self._frame.show_record, []
        if row.phone:
            reveal = partial(self._reveal, row.id) if "*" in row.phone else None
            made.append(Line(_("Telephone"), display.phone(row.phone), reveal=reveal))
        if row.unit is not None:
            made.append(Line(_("Unit"), row.unit_code, open=partial(show, "unit", row.unit)))
        if row.person is not None:
            made.append(Line(_("Caller"), row.name, open=partial(show, "person", row.person)))
        due = self._show.moment(row.due) if row.due else ""
        for name, words in (
            (_("What about"), row.subject),
            (_("What was answered"), row.answer),
            (_("Read out"), self._script(row)),
            (_("Meant for"), row.whom),
            (_("Due by"), due),
            (_("Outcome"), row.outcome),
        ):
            if words:
                late = name == _("Due by") and row.late
                made.append(Line(name, words, "late" if late else None))
        if row.became_id is not None:
            words = texts.word("record.kind", row.became_kind)
            became = partial(show, row.became_kind, row.became_id)
            made.append(Line(_("Became"), words, open=became))
        came = (row.became_kind, row.became_id)
        made += [line for key, line in linked(self._frame, "call", row.id) if key != came]
        for each in callbacks_of(self.desk, "call", row.id):
            state = texts.word("callback.state", each.state)
            tried = ""
            if each.tries:
                tried = ngettext("rung once", "rung {n} times", each.tries).format(n=each.tries)
            words = " · ".join(p for p in (state, self._show.moment(each.due_at), tried) if p)
            made.append(Line(_("Callback"), words, open=partial(show, "callback", each.id)))
        return made

    def _script(self, row: CallRow) -> str:
        """What the caller was told, if it was the one answer for all."""
        return get_outage(self.desk, row.outage).title if row.outage is not None else ""

    def _timeline(self, row: CallRow) -> list[Entry]:
        made = []
        for step in history(self.desk, "call", row.id):
            words = f"{step.who} {texts.word('action', step.action)}".strip()
            if step.reason:
                words = _("{what}: {reason}").format(what=words, reason=step.reason)
            made.append(Entry(self._show.moment(step.at), words))
        return made

    def _moves(self, row: CallRow) -> tuple[list[Action], list[Action]]:
        handlers = {
            "deliver": lambda _id: self.turns.settled(row),
            "settle": lambda _id: self.turns.settled(row),
            "to_complaint": lambda _id: self._turn(row, "complaint"),
            "to_order": lambda _id: self._turn(row, "order"),
            "to_visit": lambda _id: self._turn(row, "visit"),
            "to_message": lambda _id: self.turns.message(row),
        }
        made = next_moves(self._page, self.desk, flow.CALL, row.id, row.state, handlers)
        likely = "to_order" if row.kind in ("repair", "help") else "to_complaint"
        loud = [move for move in made if move.key not in QUIET]
        loud.sort(key=lambda move: (not move.primary or move.key.startswith("to_"),
                                    move.key != likely))  # fmt: skip
        if row.state == flow.CALLBACK and self.desk.allows(Permission.CALLBACK_WORK):
            loud.insert(0, self._ring(row))
        first = [replace(move, primary=not n) for n, move in enumerate(loud[:SHOWN])]
        more = loud[SHOWN:] + [move for move in made if move.key in QUIET]
        live = row.state not in (flow.PASSED, flow.VOIDED) and not row.erased
        if live and self.desk.allows(Permission.CALL_WRITE):
            edit = Action("edit", _("Put right"), partial(self._page.edit, row), "pencil-outline")
            more.insert(0, edit)
        return first, more

    def _ring(self, row: CallRow) -> Action:
        waiting = [each for each in callbacks_of(self.desk, "call", row.id) if each.state == "open"]
        which = waiting[0].id if waiting else 0
        ring = partial(self._frame.begin, "callbacks", "call", callback=which)
        return Action("ring", _("Call now"), ring, primary=True, enabled=bool(which))

    def _turn(self, row: CallRow, what: str) -> None:
        try:
            draft = open_draft(self.desk, row.id)
        except DeskError as error:
            messages.sorry(self._page, error)
            return
        done = getattr(self.turns, what)(draft, row.id)
        if done is not None:
            self._page.said(done)

    def _reveal(self, call: int) -> str | None:
        try:
            return personal.reveal(self.desk, call)
        except DeskError as error:
            messages.sorry(self._page, error)
            return None
