"""Rows and sentences of a shift report."""

from __future__ import annotations

from collections.abc import Iterable

from desk.core.money import capitals
from desk.core.words import translator
from desk.printing import page, parts
from desk.printing.flow import Row
from desk.printing.shift_report import CountLine, DocumentLine, ShiftReport


def count(line: CountLine) -> Row:
    """A denomination, how many of it, and what they are worth."""
    return Row(
        (parts.figures(line.value), str(line.pieces), parts.figures(line.value * line.pieces))
    )


def pieces(counts: Iterable[CountLine]) -> str:
    """``100.00 × 5   50.00 × 8``."""
    there = [line for line in counts if line.pieces]
    return "   ".join(f"{parts.figures(line.value)} × {line.pieces}" for line in there)


def document(line: DocumentLine, language: str) -> Row:
    """A cash move, a refund or a voided receipt."""
    tender = parts.word(parts.TENDERS, line.tender, language)
    text = "  ".join(part for part in (line.text, tender) if part)
    cells = (line.number, page.moment(line.at), text, line.who, parts.figures(line.amount))
    return Row(cells, "", (line.amount,))


def difference(paper: ShiftReport) -> str:
    """What the difference means, in words."""
    _ = translator(paper.language)
    if not paper.difference:
        return _("The drawer is right.")
    words = capitals(abs(paper.difference), paper.language, paper.currency)
    if paper.difference > 0:
        return _("Too much: {amount}").format(amount=words)
    return _("Missing: {amount}").format(amount=words)
