"""What a scan came to, in words: signed out, signed in, or what is wrong with the paper.

said = read(desk, text)      # -> Said(words, tone, visit or None, undo or None)
"""

from __future__ import annotations

from collections.abc import Callable

from desk import texts
from desk.core import tokens
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.frozen import frozen
from desk.core.words import _
from desk.reception.visitors import passes, verbs
from desk.reception.visitors.passes import ScanResult
from desk.reception.visitors.rows import VisitRow
from ui.kit import display

TONES = {
    "token.unreadable": "due",
    "token.altered": "due",
    "token.foreign_site": "late",
    "token.forged": "late",
    "pass.unknown": "late",
    "pass.superseded": "late",
    "pass.used": "late",
    "pass.expired": "due",
    "pass.not_in": "due",
    "pass.other_paper": "due",
    "standing.revoked": "late",
    "standing.ended": "due",
    "standing.not_yet": "due",
}
"""How a refusal looks: red where somebody must have tried on purpose, amber where it may happen."""


@frozen
class Said:
    """The outcome. ``done`` is "in", "out" or blank; ``visit`` the one it is about."""

    words: str
    tone: str
    visit: VisitRow | None = None
    done: str = ""


def heads(code: str) -> str:
    """The first word of a refusal: what kind of trouble it is."""
    known: dict[str, Callable[[], str]] = {
        "token.unreadable": lambda: _("Not readable"),
        "token.altered": lambda: _("Altered or misread"),
        "token.foreign_site": lambda: _("Another site's pass"),
        "token.forged": lambda: _("Forged"),
        "pass.unknown": lambda: _("Not in the book"),
        "pass.superseded": lambda: _("Replaced"),
        "pass.used": lambda: _("Used before"),
        "pass.expired": lambda: _("Expired"),
        "pass.not_in": lambda: _("Not signed in"),
        "pass.other_paper": lambda: _("Another paper"),
        "standing.revoked": lambda: _("Revoked"),
        "standing.ended": lambda: _("Expired"),
        "standing.not_yet": lambda: _("Not yet good"),
    }
    return known[code]() if code in known else ""


def read(desk: Desk, text: str) -> Said:
    """Do what a scanned text asks for: a pass, or the number of a badge."""
    if not text.strip().upper().startswith(tokens.PREFIX):
        return _badge(desk, text)
    try:
        result = passes.scan(desk, text)
        if not result.next:
            return _refused(result)
        done = "out" if result.next == "sign_out" else "in"
        return _done(desk, passes.act(desk, result), done, result)
    except DeskError as error:
        return _trouble(error)


def _badge(desk: Desk, text: str) -> Said:
    try:
        return _done(desk, verbs.sign_out_badge(desk, text), "out", None)
    except DeskError as error:
        return _trouble(error)


def _trouble(error: DeskError) -> Said:
    return Said(texts.sentence(error), "due" if error.code == "visit.badge_not_out" else "late")


def _refused(result: ScanResult) -> Said:
    refusal = result.refusal
    assert refusal is not None
    head, words = heads(refusal.code), texts.sentence(refusal)
    shown = _("{head}: {words}").format(head=head, words=words) if head else words
    return Said(shown, TONES.get(refusal.code, "late"), result.visit)


def _done(desk: Desk, visit: VisitRow, done: str, result: ScanResult | None) -> Said:
    who = " ".join(part for part in (visit.party, visit.place) if part)
    if done == "in":
        words = _("{who} is signed in ({number}).").format(who=who, number=visit.number)
        return Said(words, "ok", visit, done)
    span = (visit.out_at or desk.now) - (visit.in_at or visit.at)
    words = _("{who} has left, was here {time}.").format(who=who, time=display.length(span))
    if visit.badge and (result is None or result.standing is None):
        words += " " + _("Take badge {badge} back.").format(badge=visit.badge)
    if result is None or result.refusal is None:
        return Said(words, "ok", visit, done)
    head = heads(result.refusal.code)
    if result.refusal.code == "pass.expired":
        words = _("{words} The pass had expired.").format(words=words)
    else:
        words = _("{words} Keep the paper: {head}.").format(words=words, head=head)
    return Said(words, TONES.get(result.refusal.code, "due"), visit, done)
