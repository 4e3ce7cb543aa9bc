"""The receipt on an 80 mm roll: the lines one under another, the strip as long as they are."""

from __future__ import annotations

from desk.core.money import format_money
from desk.core.words import translator
from desk.printing import page, parts
from desk.printing.page import mm
from desk.printing.receipt import (
    ReceiptItem,
    ReceiptPaper,
    afterwards,
    beside,
    remark,
    title,
    worked,
)
from desk.printing.strip import Strip

SMALL = 9.0


def draw(paper: ReceiptPaper) -> bytes:
    """The strip as PDF."""
    strip = Strip(page.ROLL_80, scale=1.0)
    _head(strip, paper)
    for line in paper.lines:
        _line(strip, line, paper)
    _sums(strip, paper)
    _foot(strip, paper)
    return strip.print(f"{title(paper)} {paper.number}", paper.language)


def _head(strip: Strip, paper: ReceiptPaper) -> None:
    _ = translator(paper.language)
    for name in dict.fromkeys(name for name in (paper.payee, paper.site) if name):
        strip.centred(name, (12, 9), 13 * mm, bold=name == paper.payee)
    strip.gap(1.5 * mm)
    mark = "  " + _("Copy {n}").format(n=paper.copy) if paper.copy else ""
    strip.band(title(paper) + mark)
    if paper.voided:
        strip.gap(1 * mm)
        strip.band(_("VOID"))
        strip.prose(remark(paper), 10, bold=True, most=4)
    strip.gap(1.5 * mm)
    facts = [
        (_("Number"), paper.number),
        (_("Time"), page.moment(paper.at)),
        (_("Payer"), paper.payer),
        (_("Unit"), paper.unit),
        (_("Sheet no."), paper.sheet),
    ]
    strip.rows([fact for fact in facts if fact[1]], 10)


def _line(strip: Strip, line: ReceiptItem, paper: ReceiptPaper) -> None:
    _ = translator(paper.language)
    strip.pair(line.item, parts.figures(line.amount + line.discount), bold=True)
    unit = line.unit if line.unit != paper.unit else ""
    period = parts.period(line.period_from, line.period_to)
    under = [part for part in (unit, period, worked(line), beside(line, paper)) if part]
    strip.prose("  ".join(under), SMALL)
    if line.discount:
        strip.pair(_("Discount"), parts.figures(-line.discount), SMALL)
    if line.late_fee:
        strip.pair(_("Late fee"), parts.figures(line.late_fee), SMALL)
    strip.gap(1 * mm)


def _sums(strip: Strip, paper: ReceiptPaper) -> None:
    _ = translator(paper.language)
    strip.rule()
    strip.pair(_("Total"), format_money(paper.total, paper.currency), 15, bold=True)
    strip.prose(parts.in_words(paper.total, paper.language, paper.currency), 10, bold=True)
    strip.gap(1.5 * mm)
    for tender in paper.tenders:
        given, change = tender.given, tender.given - tender.amount
        name = parts.word(parts.TENDERS, tender.kind, paper.language)
        strip.pair(
            f"{name} {tender.reference}".strip(), format_money(tender.amount, paper.currency), 10
        )
        if change > 0:
            strip.pair(_("Given"), format_money(given, paper.currency), 10)
            strip.pair(_("Change given back"), format_money(change, paper.currency), 10)
    for label, amount in afterwards(paper):
        strip.pair(label, amount, 10)
    strip.gap(1 * mm if paper.note else 0)
    strip.prose(paper.note, 10)
    strip.rule()


def _foot(strip: Strip, paper: ReceiptPaper) -> None:
    _ = translator(paper.language)
    if paper.token:
        strip.code(paper.token)
        strip.gap(1 * mm)
    by = [(_("Cashier"), paper.clerk), (_("Shift"), paper.shift)]
    strip.rows([fact for fact in by if fact[1]], 10, ruled=False)
    strip.gap(1 * mm)
    strip.centred(_("Please keep this receipt."), (9, 8.5), 10 * mm)
