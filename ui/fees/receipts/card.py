"""The card of a receipt: lines, how it was paid, on which paper, what happened, what next.

made = card(desk, get_receipt(desk, id), acts)      # acts: what links and moves do
"""

from __future__ import annotations

from functools import partial
from typing import Protocol

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.log import history
from desk.core.money import format_money
from desk.core.words import _
from desk.fees import flow, options
from desk.fees.amounts import show_price, show_quantity
from desk.fees.drawer.shifts import current_shift
from desk.fees.reading import currency
from desk.fees.till.rows import LineRow, ReceiptRow, ReceiptView, SheetRow
from ui.fees.till.debts import period
from ui.fees.till.tenders import tender_word
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, money
from ui.kit.moves import title_of
from ui.kit.papers_out import layout_words
from ui.kit.parts import Part, PartRow
from ui.kit.timeline import Entry

PAPERS = 3  # printed papers that are listed, the newest


class Acts(Protocol):
    """What the page does when something on the card is pressed."""

    def open_record(self, kind: str, record: int) -> None: ...
    def print_copy(self, receipt: ReceiptRow) -> None: ...
    def void(self, receipt: ReceiptRow) -> None: ...
    def refund(self, receipt: ReceiptRow) -> None: ...
    def sheet(self, receipt: ReceiptRow) -> None: ...
    def again(self, receipt: ReceiptRow) -> None: ...


def card(desk: Desk, view: ReceiptView, acts: Acts) -> Detail:
    """Everything about a receipt, in words."""
    row = view.row
    show = Display(desk.local, lambda: desk.today)
    voided = row.state == flow.VOIDED
    return Detail(
        heading=format_money(row.total, currency(desk)),
        subtitle=f"{row.number} · {texts.word('receipt.kind', row.kind)}",
        state=texts.word("receipt.state", row.state),
        tone="void" if voided else "ok",
        notice=_voided(row, show) if voided else "",
        notice_tone="late",
        lines=_lines(view, show, acts),
        parts=_parts(view, acts),
        timeline=_timeline(desk, row, show),
        moves=_moves(desk, view, acts),
        more=_more(desk, view, acts),
    )


def _voided(row: ReceiptRow, show: Display) -> str:
    who = " + ".join(filter(None, (row.void_by, row.void_second)))
    at = show.moment(row.void_at) if row.void_at else ""
    return _("Void since {time}, by {who}: {reason}").format(
        time=at, who=who, reason=row.void_reason
    )


def _lines(view: ReceiptView, show: Display, acts: Acts) -> list[Line]:
    row = view.row
    made = []
    if row.payer:
        person = partial(acts.open_record, "person", row.person) if row.person else None
        made.append(Line(_("Payer"), row.payer, open=person))
    if row.unit is not None:
        made.append(
            Line(_("Unit"), row.unit_code, open=partial(acts.open_record, "unit", row.unit))
        )
    made.append(Line(_("Money received"), " · ".join((show.moment(row.at, full=True), row.who))))
    shift = partial(acts.open_record, "cash_shift", row.shift)
    made.append(Line(_("Drawer"), row.shift_number, open=shift))
    for name, text in ((_("Printed sheet"), row.sheet), (_("Remark"), row.note)):
        if text:
            made.append(Line(name, text))
    for number, paper in enumerate(reversed(view.papers[-PAPERS:])):
        copy = _("copy {n}").format(n=paper.copy) if paper.copy else ""
        parts = (layout_words(paper.layout), copy, f"{show.moment(paper.at)} {paper.who}")
        made.append(Line("" if number else _("Printed"), " · ".join(filter(None, parts))))
    return made


# ---- parts ---------------------------------------------------------------------------------


def _parts(view: ReceiptView, acts: Acts) -> list[Part]:
    made = [Part(_("What was paid for"), [_line(one, acts) for one in view.lines]), _paid(view)]
    if view.refunds:
        rows = [
            PartRow(
                each.number, texts.word("refund.state", each.state), tag=money(each.amount),
                open=partial(acts.open_record, "refund", each.id),
            )
            for each in view.refunds
        ]  # fmt: skip
        made.append(Part(_("Refunds"), rows))
    spoiled = [_sheet(each) for each in view.sheets if each.number != view.row.sheet]
    if spoiled:
        made.append(Part(_("Other sheets"), spoiled))
    return made


def _line(line: LineRow, acts: Acts) -> PartRow:
    title = line.item_name or line.text or texts.word("receipt.kind", line.kind)
    span = ""
    if line.period_from is not None and line.period_to is not None:
        span = period(line.period_from, line.period_to)
    said = [line.unit_code, span, line.text if line.text != title else "", _product(line)]
    for words, minor in (
        (_("let off {amount}"), line.discount),
        (_("late fee {amount}"), line.late_fee),
        (_("late fee let off {amount}"), line.late_waived),
        (_("paid back {amount}"), line.refunded + line.late_refunded),
    ):
        if minor:
            said.append(words.format(amount=money(minor)))
    detail = " · ".join(filter(None, [*said, line.reason]))
    opens = partial(acts.open_record, "account", line.account) if line.account else None
    return PartRow(title, detail, tag=money(line.total), open=opens)


def _product(line: LineRow) -> str:
    if line.kind != "sundry" or line.quantity is None or line.price is None:
        return ""
    return f"{show_quantity(line.quantity)} × {show_price(line.price)}"


def _paid(view: ReceiptView) -> Part:
    rows = []
    for tender in view.tenders:
        change = ""
        if tender.change:
            change = _("given {given}, change {change}").format(
                given=money(tender.given), change=money(tender.change)
            )
        detail = " · ".join(filter(None, (tender.reference, change)))
        rows.append(PartRow(tender_word(tender.kind), detail, tag=money(tender.amount)))
    if view.row.rounding:
        rows.append(PartRow(_("Rounded off"), tag=money(view.row.rounding)))
    return Part(_("How it was paid"), rows)


def _sheet(sheet: SheetRow) -> PartRow:
    return PartRow(sheet.number, " · ".join(filter(None, (sheet.reason, sheet.who))))


def _timeline(desk: Desk, row: ReceiptRow, show: Display) -> list[Entry]:
    made = []
    for step in history(desk, "receipt", row.id):
        words = f"{step.who} {texts.word('action', step.action)}".strip()
        if step.reason:
            words = _("{what}: {reason}").format(what=words, reason=step.reason)
        made.append(Entry(show.moment(step.at), words))
    return made


# ---- what next -----------------------------------------------------------------------------


def _moves(desk: Desk, view: ReceiptView, acts: Acts) -> list[Action]:
    """Print, and what takes the receipt back now: void in its own drawer, later a refund."""
    row, made = view.row, []
    if desk.allows(Permission.PAPER_PRINT):
        made.append(Action("print", _("Print"), partial(acts.print_copy, row)))
    if row.state == flow.POSTED:
        made += _back(desk, row, acts)[:1]
    return made


def _back(desk: Desk, row: ReceiptRow, acts: Acts) -> list[Action]:
    """Void and refund, the one that is usual first."""
    made = []
    for move in flow.RECEIPT.open_to(desk, row.state):
        title = title_of(flow.RECEIPT, move)
        made.append(Action(move.key, title, partial(acts.void, row), danger=True))
    if desk.allows(Permission.REFUND_REQUEST):
        made.append(Action("refund", _("Refund"), partial(acts.refund, row), "cash-refund"))
    shift = current_shift(desk)
    if shift is None or shift.id != row.shift:
        made.reverse()
    return made


def _more(desk: Desk, view: ReceiptView, acts: Acts) -> list[Action]:
    row, made = view.row, []
    posted = row.state == flow.POSTED
    if posted:
        made += _back(desk, row, acts)[1:]
    if not desk.allows(Permission.RECEIPT_POST):
        return made
    if row.unit is not None or row.person is not None:
        made.append(Action("again", _("Take payment again"), partial(acts.again, row), "cash-plus"))
    if posted and (row.sheet or desk.settings.get(options.BOOKS)):
        sheet = partial(acts.sheet, row)
        made.append(Action("sheet", _("The sheet's number differs …"), sheet, "file-alert-outline"))
    return made
