"""The card of a slip: who, what leaves, what was owed and decided, what happened, what is next.

made = SlipCard(frame, acts, letters).detail(view, moves, more)
"""

from __future__ import annotations

from functools import partial
from typing import Protocol

from desk import texts
from desk.core.access import Permission
from desk.core.log import history
from desk.core.words import _, listed, ngettext
from desk.fees.amounts import show_quantity
from desk.reception.slips.reading import RECORD
from desk.reception.slips.rows import Difference, ItemRow, RingRow, SlipRow, SlipView
from ui.kit import display
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, money
from ui.kit.frame import Frame
from ui.kit.parts import Part, PartRow
from ui.kit.timeline import Entry
from ui.reception.slips.letters import SlipLetters

SHOWN = 8  # goods on the card
LISTED = 3  # differences in the notice
OWED = 12  # lines of what was owed
OWING = ("slip.issued", "slip.checked")
"""Their reasons are about what is owed: nothing for the gate."""
LACKING = ("draft", "checked", "issued", "part")
"""In these states a letter of authority that was not scanned is asked for."""


class Acts(Protocol):
    """What the page does when something on the card is pressed."""

    def reveal(self, slip: int, field: str) -> str | None: ...
    def copy_paper(self, paper: int, kind: str, number: str) -> None: ...


class SlipCard:
    """Words for the card beside the list."""

    def __init__(self, frame: Frame, acts: Acts, letters: SlipLetters) -> None:
        self._frame, self.desk, self._acts = frame, frame.desk, acts
        self._letters = letters
        self._show = Display(self.desk.local, lambda: self.desk.today)

    def detail(self, view: SlipView, moves: list[Action], more: list[Action]) -> Detail:
        """The card."""
        row = view.row
        kind = texts.word("slip.kind", row.kind) if row.kind else ""
        notice, tone = self._notice(view)
        return Detail(
            heading=row.name or row.number,
            subtitle=" · ".join(part for part in (row.number, row.unit_code, kind) if part),
            state=texts.word("slip.state", row.shown_state),
            tone={"plain": "accent"}.get(row.tone, row.tone),
            notice=notice,
            notice_tone=tone,
            lines=self._lines(view),
            parts=self._parts(view),
            timeline=self._timeline(row),
            moves=moves,
            more=more,
        )

    def _notice(self, view: SlipView) -> tuple[str, str]:
        row = view.row
        if row.state == "mismatch":
            said = [_difference(each) for each in view.differences[:LISTED]]
            said += [view.gate_note] if view.gate_note else []
            words = _("Refused at the gate: {what}").format(what=listed(said) or row.guard)
            return words, "late"
        if row.state == "voided":
            return _("Void: {why}").format(why=view.void_reason), "late"
        if row.expired:
            words = _("Outdated since {day}: nothing may leave with it.")
            return words.format(day=row.valid_until.isoformat()), "late"
        if row.state in ("draft", "checked") and row.owed + row.late_fee and not row.decision:
            amount = money(row.owed + row.late_fee)
            return _("{amount} is owed: it needs a decision.").format(amount=amount), "due"
        return "", "due"

    # -- lines

    def _lines(self, view: SlipView) -> list[Line]:
        row, show = view.row, self._frame.show_record
        made = []
        if row.unit is not None:
            made.append(Line(_("Unit"), row.unit_code, open=partial(show, "unit", row.unit)))
        if row.person is not None:
            made.append(Line(_("Applicant"), row.name, open=partial(show, "person", row.person)))
        if row.standing:
            made.append(Line(_("Standing"), texts.word("slip.standing", row.standing)))
        made += self._document(view)
        made += self._authority(view)
        carrier = " · ".join(part for part in (view.carrier, row.plate) if part)
        days = row.valid_until.isoformat()
        if row.valid_from != row.valid_until:
            days = f"{row.valid_from.isoformat()} – {days}"
        for name, words in (
            (_("Carried by"), carrier),
            (_("Good"), days),
            (_("Note"), view.note),
        ):
            if words:
                made.append(Line(name, words))
        return made + self._money(view) + self._out(view) + self._links(view)

    def _document(self, view: SlipView) -> list[Line]:
        row, made = view.row, []
        for field, name, value, lead in (
            ("document", _("Document"), view.document, view.document_kind),
            ("phone", _("Telephone"), row.phone, ""),
        ):
            if value:
                words = texts.word("document.kind", lead) if lead else ""
                shown = display.phone(value) if field == "phone" else value
                reveal = partial(self._acts.reveal, row.id, field) if "*" in value else None
                made.append(Line(name, f"{words} {shown}".strip(), reveal=reveal))
        if not view.document and view.identity:
            made.append(Line(_("Identity"), texts.word("slip.identity", view.identity)))
        return made

    def _authority(self, view: SlipView) -> list[Line]:
        if not view.authority:
            return []
        how = texts.word("slip.authority", view.authority)
        parts = [how, view.authority_name, view.authority_note]
        open_ = view.row.state in LACKING and self.desk.allows(Permission.CUSTOMER_VIEW)
        lacks = view.authority == "letter" and open_ and not self._letters.files(view.row.id)
        parts += [_("not attached yet")] if lacks else []
        words = " · ".join(part for part in parts if part)
        return [Line(_("Authority"), words, "due" if lacks else None)]

    def _money(self, view: SlipView) -> list[Line]:
        row, found = view.row, view.figures
        made = []
        if found is not None:
            at = self._show.moment(found.at)
            owed = row.owed + row.late_fee
            words = money(owed) if owed else _("nothing")
            made.append(Line(_("Owed then"), f"{words} · {at}", "late" if owed else None))
        if row.decision:
            said = texts.word("slip.decision", row.decision)
            if view.promised is not None and view.promised_on is not None:
                said += f" · {money(view.promised)} · {view.promised_on.isoformat()}"
            parts = (said, view.decision_reason, view.decided_by)
            made.append(Line(_("Decided"), " · ".join(part for part in parts if part)))
        if found is not None and found.receipts:
            made.append(Line(_("Receipts"), listed(found.receipts)))
        return made

    def _out(self, view: SlipView) -> list[Line]:
        row, made = view.row, []
        if row.out_at is not None:
            words = " · ".join(p for p in (self._show.moment(row.out_at), row.guard) if p)
            made.append(Line(_("Left at"), words))
        if row.out_at is not None and view.gate_note:
            made.append(Line(_("At the gate"), view.gate_note))
        if row.filed_at is not None:
            made.append(Line(_("Stub back"), f"{self._show.moment(row.filed_at)} {view.filed_by}"))
        return made

    def _links(self, view: SlipView) -> list[Line]:
        row, show, made = view.row, self._frame.show_record, []
        if row.replaces is not None:
            made.append(Line(_("In place of"), view.replaces_number,
                             open=partial(show, RECORD, row.replaces)))  # fmt: skip
        if view.replaced_by is not None:
            made.append(Line(_("Made anew as"), view.replaced_number,
                             open=partial(show, RECORD, view.replaced_by)))  # fmt: skip
        for number, paper in enumerate(reversed(view.papers[-3:])):
            copy = _("copy {n}").format(n=paper.copy) if paper.copy else ""
            title = texts.word("paper", paper.paper)
            parts = (title, copy, f"{self._show.moment(paper.at)} {paper.who}")
            again = partial(self._acts.copy_paper, paper.id, paper.paper, row.number)
            made.append(Line("" if number else _("Printed"), " · ".join(p for p in parts if p),
                             open=None if paper.erased else again))  # fmt: skip
        return made

    # -- parts, what happened

    def _parts(self, view: SlipView) -> list[Part]:
        goods = [self._item(item) for item in view.items[:SHOWN]]
        rest = len(view.items) - len(goods)
        more = ngettext("and {n} more", "and {n} more", rest).format(n=rest) if rest else ""
        rings = [self._ring(ring) for ring in view.rings[::-1]]
        made = [
            Part(_("Goods"), goods, more=more, empty=_("No goods yet.")),
            Part(_("Rung"), rings),
            Part(_("Owed then"), self._owed(view)),
        ]
        made = [part for part in made if part.rows or part.empty]
        papers = self._letters.part(view.row.id)
        return made if papers is None else [*made, papers]

    def _item(self, item: ItemRow) -> PartRow:
        amount = f"{show_quantity(item.quantity)} {item.measure}".strip()
        gone = ""
        if 0 < item.released < item.quantity:
            gone = _("{n} left already").format(n=show_quantity(item.released))
        return PartRow(item.name, " · ".join(p for p in (item.note, gone) if p), tag=amount)

    def _owed(self, view: SlipView) -> list[PartRow]:
        """What counted at that moment, with why it was so much."""
        lines = view.figures.lines if view.figures is not None else ()
        return [
            PartRow(f"{one.item} {one.period_from:%Y-%m}", one.why,
                    tag=money(one.balance + one.late_fee))
            for one in lines if one.counts
        ][:OWED]  # fmt: skip

    def _ring(self, ring: RingRow) -> PartRow:
        said = texts.word("slip.answer", ring.answer)
        tone = {"agreed": "ok", "refused": "late"}.get(ring.answer, "due")
        about = " · ".join(
            p for p in (display.phone(ring.number), self._show.moment(ring.at), ring.note) if p
        )
        return PartRow(ring.name or display.phone(ring.number), about, tone, tag=said)

    def _timeline(self, row: SlipRow) -> list[Entry]:
        made, fees = [], self.desk.allows(Permission.FEES_VIEW)
        for step in history(self.desk, RECORD, row.id):
            words = f"{step.who} {texts.word('action', step.action)}".strip()
            if step.reason and (fees or step.action not in OWING):
                words = _("{what}: {reason}").format(what=words, reason=step.reason)
            made.append(Entry(self._show.moment(step.at), words))
        return made


def _difference(each: Difference) -> str:
    seen = show_quantity(each.seen) if each.seen else "0"
    if not each.listed:
        return _("{name}: {seen}, not on the slip").format(name=each.name, seen=seen)
    return _("{name}: {seen} instead of {listed}").format(
        name=each.name, seen=seen, listed=show_quantity(each.listed)
    )
