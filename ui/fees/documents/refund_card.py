"""A refund in words: what is given back, what is kept, who asked, decided and paid."""

from __future__ import annotations

from functools import partial

from desk import texts
from desk.core.words import _
from desk.fees.refunds.rows import RefundLine, RefundRow, RefundView
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, money
from ui.kit.frame import Frame
from ui.kit.parts import Part, PartRow
from ui.kit.timeline import Entry


class RefundCard:
    """Words for the card beside the list."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self.desk = frame, frame.desk
        self._show = Display(self.desk.local, lambda: self.desk.today)

    def detail(self, found: RefundView, moves: list[Action], why: str = "") -> Detail:
        """The card; ``why`` says why somebody else has to decide."""
        row = found.row
        return Detail(
            heading=money(row.amount),
            subtitle=" · ".join(part for part in (row.number, row.unit_code, row.payee) if part),
            state=texts.word("refund.state", row.state),
            tone=row.tone,
            notice=why,
            lines=self._lines(row),
            parts=self._parts(found),
            timeline=self._timeline(found),
            moves=moves[:2],
            more=moves[2:],
        )

    def _lines(self, row: RefundRow) -> list[Line]:
        show = self._frame.show_record
        made = [Line(_("Kind"), texts.word("refund.kind", row.kind))]
        if row.receipt is not None:
            made.append(Line(_("Receipt"), row.receipt_number,
                             open=partial(show, "receipt", row.receipt)))  # fmt: skip
        if row.account is not None:
            name = row.account_number or texts.word("account.kind", row.kind)
            made.append(Line(_("Account no."), name, open=partial(show, "account", row.account)))
        if row.unit is not None:
            made.append(Line(_("Unit"), row.unit_code, open=partial(show, "unit", row.unit)))
        made.append(Line(_("Paid to"), row.payee or "—"))
        if row.deducted:
            made.append(Line(_("Kept back"), money(row.deducted), "due"))
        how = " · ".join(p for p in (texts.word("tender", row.tender), row.reference) if p)
        made.append(Line(_("How"), how))
        made.append(Line(_("Reason"), row.reason))
        return made

    def _parts(self, found: RefundView) -> list[Part]:
        back = [self._line(line) for line in found.lines if not line.deducted]
        kept = [self._line(line) for line in found.deductions]
        parts = [Part(_("Given back"), back), Part(_("Kept of the deposit"), kept)]
        return [part for part in parts if part.rows]

    def _line(self, line: RefundLine) -> PartRow:
        words = line.text if line.deducted else line.item_name or line.text
        details = [line.unit_code]
        if line.deducted:
            details = [line.item_name]
        elif line.period_from is not None and line.period_to is not None:
            details.append(f"{line.period_from:%Y-%m-%d} – {line.period_to:%Y-%m-%d}")
        if line.late_fee:
            details.append(_("late fee {amount}").format(amount=money(line.late_fee)))
        if line.reopen:
            details.append(_("owed again"))
        return PartRow(words, " · ".join(d for d in details if d), tag=money(line.amount))

    def _timeline(self, found: RefundView) -> list[Entry]:
        row, made = found.row, []
        at = self._show.moment
        if row.paid_at is not None:
            words = _("{who} paid it out").format(who=row.paid_by)
            made.append(Entry(at(row.paid_at), f"{words} · {row.shift_number}", "ok"))
        for paper in found.papers[::-1][:3]:
            copy = _("copy {n}").format(n=paper.copy) if paper.copy else ""
            words = _("{who} printed the slip").format(who=paper.who)
            made.append(Entry(at(paper.at), " · ".join(p for p in (words, copy) if p)))
        if row.decided_at is not None:
            made.append(Entry(at(row.decided_at), decided(row.state, row.decider, row.decision)))
        made.append(Entry(at(row.at), _("{who} asked for it").format(who=row.who)))
        return made


def decided(state: str, who: str, words: str) -> str:
    """How it was decided, by whom, in which words."""
    said = {
        "rejected": _("{who} rejected it"),
        "withdrawn": _("{who} withdrew it"),
    }.get(state, _("{who} approved it")).format(who=who)  # fmt: skip
    return _("{what}: {reason}").format(what=said, reason=words) if words else said
