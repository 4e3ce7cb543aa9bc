"""What papers of money have in common: words for codes, periods, figures, totals, signatures."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from desk.core.money import capitals, format_money
from desk.core.words import N_, translator
from desk.printing.flow import Block
from desk.printing.page import GREY, Sheet, Style, mm

if TYPE_CHECKING:
    from desk.printing.receipt import TenderLine

TENDERS = {
    "cash": N_("Cash"),
    "wechat": N_("WeChat Pay"),
    "alipay": N_("Alipay"),
    "card": N_("Bank card"),
    "transfer": N_("Bank transfer"),
    "cheque": N_("Cheque"),
    "prepaid": N_("Prepaid account"),
}
CURRENCIES = {
    "CNY": N_("Renminbi"),
    "HKD": N_("Hong Kong dollars"),
    "MOP": N_("Macau patacas"),
    "TWD": N_("New Taiwan dollars"),
    "USD": N_("US dollars"),
    "EUR": N_("Euros"),
}
SIGN_LINE = 9 * mm


def word(words: dict[str, str], code: str, language: str) -> str:
    """The word for ``code``; what is no code stands for itself."""
    return translator(language)(words[code]) if code in words else code


def figures(minor: int) -> str:
    """``123450`` as ``1,234.50``: money in a column whose currency is known."""
    return format_money(minor, sign=False)


def in_words(minor: int, language: str, currency: str) -> str:
    """``minor`` in capitals behind the currency's name, so that nothing can be put before it."""
    name = word(CURRENCIES, currency, language)
    between = ": " if language == "en" else ""
    return f"{name}{between}{capitals(minor, language, currency)}"


def quantity(value: int) -> str:
    """Ten-thousandths as ``12``, ``89.50`` or ``0.125``."""
    return _places(value) if value % 10_000 else f"{value // 10_000:,}"


def price(value: int) -> str:
    """Ten-thousandths as ``2.80`` or ``0.5625``."""
    return _places(value)


def _places(value: int) -> str:
    whole, rest = divmod(abs(value), 10_000)
    decimals = f"{rest:04d}".rstrip("0").ljust(2, "0")
    return f"{'-' if value < 0 else ''}{whole:,}.{decimals}"


def period(first: date | None, last: date | None) -> str:
    """``2026-11``, ``2026-11 – 2027-01``, or days where months are not whole."""
    if first is None or last is None:
        day = first or last
        return day.isoformat() if day else ""
    end = calendar.monthrange(last.year, last.month)[1]
    if first.day == 1 and last.day == end:
        start, stop = f"{first:%Y-%m}", f"{last:%Y-%m}"
    else:
        start, stop = first.isoformat(), last.isoformat()
    return start if start == stop else f"{start} – {stop}"


def tenders(paid: Iterable[TenderLine], language: str, currency: str) -> list[str]:
    """Each tender with its amount, what was given and the change, in words."""
    _ = translator(language)
    said = []
    for tender in paid:
        text = f"{word(TENDERS, tender.kind, language)} {format_money(tender.amount, currency)}"
        notes = [tender.reference] if tender.reference else []
        if tender.given > tender.amount:
            given = format_money(tender.given, currency)
            change = format_money(tender.given - tender.amount, currency)
            notes.append(_("given {given}, change {change}").format(given=given, change=change))
        said.append(f"{text} ({', '.join(notes)})" if notes else text)
    return said


Fact = tuple[str, str]


def facts(
    sheet: Sheet,
    place: tuple[float, float],
    rows: Iterable[Sequence[Fact]],
    size: float = 9,
    most: int = 2,
) -> Block:
    """Labels with their values, several on a row, each row's shares of the width equal.

    Facts without a value are left out; a value has at most ``most`` lines.
    """
    left, width = place
    label, value = Style(size - 1, grey=GREY), Style(size)
    drawn: list[tuple[float, float, str, float, list[str]]] = []
    top = 0.0
    for row in rows:
        there = [fact for fact in row if fact[1]]
        share = width / max(1, len(row))
        tall = 0
        for n, (name, text) in enumerate(there):
            x = left + n * share
            room = (width - n * share if n + 1 == len(there) else share) - 2 * mm
            indent = min(sheet.measure(name, label), room * 0.5) + 1.5 * mm if name else 0
            lines = sheet.wrap(text, value, room - indent, most)
            drawn.append((x, top, name, indent, lines))
            tall = max(tall, len(lines))
        top += tall * value.leading + (0.6 * mm if there else 0)

    def draw(y: float) -> None:
        for x, down, name, indent, lines in drawn:
            sheet.line(x, y + down + value.size, name, label, max(0, indent - 1 * mm))
            sheet.lines(x + indent, y + down, lines, value)

    return Block(top, draw)


def prose(
    sheet: Sheet, place: tuple[float, float], text: str, style: Style, most: int = 40
) -> Block:
    """``text`` wrapped, at most ``most`` lines of it."""
    left, width = place
    lines = sheet.wrap(text, style, width, most) if text else []
    return Block(len(lines) * style.leading, lambda y: sheet.lines(left, y, lines, style))


def total_bar(
    sheet: Sheet,
    place: tuple[float, float],
    said: tuple[str, str],
    figure: str,
    size: float = 11,
) -> Block:
    """A frame with a label, the amount in words and, large at the right, in figures."""
    left, width = place
    label, words = said
    small, big = Style(size - 2.5, grey=GREY), Style(size * 1.35, bold=True, align="right")
    pad = 2 * mm
    figure_wide = sheet.measure(figure, big) + 2 * pad
    indent = sheet.measure(label, small) + 2.5 * mm
    room = width - figure_wide - indent - 2 * pad
    if room < width * 0.3:  # a figure of many places: the words go under it, smaller
        room = max(room, 20 * mm)
    fitted = sheet.fit(words, room, 2 * size * 1.25, (size, 7), bold=True)
    style = Style(fitted.size, bold=True)
    tall = len(fitted.lines) * style.leading
    height = max(tall, big.leading) + 2 * mm

    def draw(y: float) -> None:
        sheet.frame(left, y, width, height)
        middle = y + height / 2
        first = middle - tall / 2
        sheet.text(left + pad, first + style.size, label, small)
        sheet.lines(left + pad + indent, first, fitted.lines, style)
        sheet.text(left + width - pad, middle + big.size * 0.36, figure, big)

    return Block(height, draw)


def signs(
    sheet: Sheet,
    place: tuple[float, float],
    who: Sequence[Fact],
    size: float = 9,
    height: float = SIGN_LINE,
) -> Block:
    """Places to sign side by side: what for, the name if it is known, and a line."""
    left, width = place
    between = 5 * mm
    share = (width + between) / len(who)
    label = Style(size - 0.5, grey=GREY)

    def draw(y: float) -> None:
        base = y + height - 1 * mm
        for n, (role, name) in enumerate(who):
            x, room = left + n * share, share - between
            text = sheet.short(role, label, room * 0.62)
            sheet.text(x, base, text, label)
            start = x + sheet.measure(text, label) + 1.5 * mm
            sheet.line(start + 1 * mm, base, name, Style(size), x + room - start)
            sheet.rule(start, base + 1 * mm, x + room - start, thick=0.5)

    return Block(height, draw)


def chip(sheet: Sheet, right: float, y: float, text: str, size: float = 11) -> float:
    """``text`` in a frame that ends at ``right``; returns where it begins."""
    style = Style(size, bold=True)
    wide = sheet.measure(text, style) + 3 * mm
    sheet.frame(right - wide, y, wide, size * 1.55, thick=1)
    sheet.text(right - wide + 1.5 * mm, y + size * 1.13, text, style)
    return right - wide
