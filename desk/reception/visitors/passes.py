"""Visitor passes 访客证: signed codes, printing, and what a scanned code says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from desk.core import words
from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.files import load
from desk.core.frozen import frozen
from desk.core.tokens import Kind, Token, seal
from desk.issuing import issue, printed
from desk.printing import Missing
from desk.printing.visitor_pass import VisitorPass
from desk.reception.models import StandingPass, Visit
from desk.reception.visitors import flow
from desk.reception.visitors.options import PASS_HOURS
from desk.reception.visitors.rows import VisitRow, read_one, visit_row
from desk.reception.visitors.standing import (
    StandingRow,
    get_standing,
    refuse_invalid,
    sign_in_standing,
    standing_row,
)
from desk.reception.visitors.verbs import sign_out

PAPER = "visitor_pass"
VISIT, STANDING = "visit", "standing_pass"


@once(printed)
def issue_pass(
    desk: Desk,
    visit: int,
    layout: str = "badge",
    language: str | None = None,
    *,
    replace: bool = False,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """The pass of somebody on site as PDF, kept as data.

    Printed again it is a copy of the same pass; ``replace`` makes a new one, and the lost one
    opens nothing any more. Raises Refused visit.not_now, and paper.* (nothing is kept then).
    """
    with desk.change(Permission.PAPER_PRINT, "visitor.pass_printed", request) as change:
        row = visit_row(visit)
        if row.state != flow.ON_SITE:
            raise Refused("visit.not_now", state=row.state)
        if replace:
            change.update(row, serial=row.serial + 1)
        paper = _visit_paper(desk, read_one(desk, visit), row, language or words.current())
        return issue(desk, change, (VISIT, visit), paper, layout, missing, _same(paper))


@once(printed)
def issue_standing(
    desk: Desk,
    standing: int,
    layout: str = "badge",
    language: str | None = None,
    *,
    replace: bool = False,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """A standing pass as PDF, kept as data. Raises Refused standing.revoked, standing.ended,
    and as ``issue_pass``."""
    with desk.change(Permission.PAPER_PRINT, "standing.pass_printed", request) as change:
        row = standing_row(standing)
        if row.state == flow.REVOKED or row.valid_until < desk.today:
            refuse_invalid(desk, row)
        if replace:
            change.update(row, serial=row.serial + 1)
        shown = get_standing(desk, standing)
        paper = _standing_paper(desk, shown, row, language or words.current())
        return issue(desk, change, (STANDING, standing), paper, layout, missing, _same(paper))


def visit_token(desk: Desk, row: Visit) -> str:
    """The signed code of a visit's present pass."""
    until = good_until(desk, row)
    return seal(desk).sign(Token(Kind.VISIT, row.id, row.number, row.serial, until))


def good_until(desk: Desk, row: Visit) -> datetime:
    """How long the pass of a visit is good: to the leaving time, or longer if it is set so."""
    least = (row.in_at or row.at) + timedelta(hours=desk.settings.get(PASS_HOURS))
    return max(least, row.leave_by or least)


def standing_token(desk: Desk, row: StandingPass) -> str:
    """The signed code of a standing pass's present paper: good to the end of its last day."""
    until = desk.day_start(row.valid_until + timedelta(days=1))
    return seal(desk).sign(Token(Kind.STANDING, row.id, row.number, row.serial, until))


def _same(paper: VisitorPass) -> Callable[[dict[str, Any]], bool]:
    """Whether what is kept is this very pass: a new code is a new pass."""
    return lambda kept: bool(kept["token"] == paper.token)


def _visit_paper(desk: Desk, shown: VisitRow, row: Visit, language: str) -> VisitorPass:
    return VisitorPass(
        site=desk.site, number=row.number, visitor=row.name, company=row.company,
        people=row.people, unit=shown.unit_code or shown.department_name, host=shown.host_name,
        purpose=row.purpose, items=row.items, plate=row.plate, badge=row.badge,
        valid_from=desk.local(row.in_at or row.at), valid_until=desk.local(good_until(desk, row)),
        issued_by=_clerk(desk), token=visit_token(desk, row), standing=False,
        photo=_photo(row.photo_id), language=language,
    )  # fmt: skip


def _standing_paper(
    desk: Desk, shown: StandingRow, row: StandingPass, language: str
) -> VisitorPass:
    last = desk.day_start(row.valid_until + timedelta(days=1)) - timedelta(minutes=1)
    return VisitorPass(
        site=desk.site, number=row.number, visitor=row.name, company=row.company,
        unit=shown.unit_code or shown.department_name, host=shown.host_name, purpose=row.purpose,
        plate=row.plate, valid_from=desk.day_start(row.valid_from), valid_until=last,
        issued_by=_clerk(desk), token=standing_token(desk, row), standing=True,
        photo=_photo(row.photo_id), language=language,
    )  # fmt: skip


def _clerk(desk: Desk) -> str:
    return desk.session.name if desk.session else ""


def _photo(attachment: int | None) -> bytes | None:
    return None if attachment is None else load(attachment)


@frozen
class ScanResult:
    """What a scanned code says.

    ``next`` is what the desk may do now: sign_in, sign_out, or blank. ``refusal`` tells what is
    wrong with the paper (its ``code`` tells the cases apart); with ``next`` beside it, an
    outdated paper still shows who it is that may be signed out.
    """

    next: str
    refusal: Refused | None = None
    visit: VisitRow | None = None
    standing: StandingRow | None = None

    @property
    def good(self) -> bool:
        """Whether the paper is what it should be."""
        return self.refusal is None


def scan(desk: Desk, text: str) -> ScanResult:
    """Read a scanned code. Forged, altered, foreign, superseded, used, expired and revoked papers
    are told apart by ``refusal``; those that somebody must have tried on purpose are logged."""
    desk.require(Permission.VISITOR_VIEW)
    try:
        token = seal(desk).read(text)
    except Refused as refusal:
        return _logged(desk, ScanResult("", refusal))
    if token.kind is Kind.VISIT:
        return _logged(desk, _scan_visit(desk, token))
    if token.kind is Kind.STANDING:
        return _logged(desk, _scan_standing(desk, token))
    return ScanResult("", Refused("pass.other_paper", number=token.number))


def act(desk: Desk, result: ScanResult, *, request: str | None = None) -> VisitRow:
    """Do what a scan offered. Raises its refusal if it offered nothing, and as the verbs."""
    if result.next == "sign_out" and result.visit is not None:
        return sign_out(desk, result.visit.id, how="scan", request=request)
    if result.next == "sign_in" and result.standing is not None:
        return sign_in_standing(desk, result.standing.id, request=request)
    raise result.refusal or Refused("pass.unknown", number="")


def _scan_visit(desk: Desk, token: Token) -> ScanResult:
    row = Visit.get_or_none(Visit.id == token.record)
    if row is None or row.number != token.number:
        return ScanResult("", Refused("pass.unknown", number=token.number))
    shown = read_one(desk, row.id)
    if row.state == flow.LEFT:
        left = desk.local(row.out_at or desk.now)
        time = f"{left:%Y-%m-%d %H:%M}"
        return ScanResult("", Refused("pass.used", name=row.name, time=time), shown)
    if row.state != flow.ON_SITE:
        return ScanResult("", Refused("pass.not_in", name=row.name), shown)
    if token.serial != row.serial:
        return ScanResult("", Refused("pass.superseded", name=row.name), shown)
    # The leaving time may have been put off after the pass was printed.
    until = max(token.valid_until or desk.now, good_until(desk, row))
    if until < desk.now:
        when = f"{desk.local(until):%Y-%m-%d %H:%M}"
        return ScanResult("sign_out", Refused("pass.expired", name=row.name, time=when), shown)
    return ScanResult("sign_out", None, shown)


def _scan_standing(desk: Desk, token: Token) -> ScanResult:
    row = StandingPass.get_or_none(StandingPass.id == token.record)
    if row is None or row.number != token.number:
        return ScanResult("", Refused("pass.unknown", number=token.number))
    shown = get_standing(desk, row.id)
    visit = read_one(desk, shown.on_site) if shown.on_site else None
    leave = "sign_out" if visit else ""
    try:
        refuse_invalid(desk, row)
    except Refused as refusal:
        return ScanResult(leave, refusal, visit, shown)
    if token.serial != row.serial:
        return ScanResult(leave, Refused("pass.superseded", name=row.name), visit, shown)
    return ScanResult(leave or "sign_in", None, visit, shown)


_TELLING = frozenset({"token.forged", "token.foreign_site", "pass.superseded", "pass.used",
                      "pass.unknown", "standing.revoked"})  # fmt: skip


def _logged(desk: Desk, result: ScanResult) -> ScanResult:
    refusal = result.refusal
    if refusal is None or refusal.code not in _TELLING:
        return result
    if desk.allows(Permission.VISITOR_SIGN_OUT):
        with desk.change(Permission.VISITOR_SIGN_OUT, "visitor.scan_refused") as change:
            change.note(code=refusal.code)
            if result.visit is not None:
                change.about(VISIT, result.visit.id)
            if result.standing is not None:
                change.about(STANDING, result.standing.id)
    return result
