"""Slips and written promises on paper: printed with the slip, kept as data, printed again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from desk import issuing
from desk.core import words
from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import mask_document, mask_phone
from desk.core.tokens import Kind, Token, seal
from desk.fees.options import PAYEE
from desk.fees.reading import currency
from desk.issuing import issue, printed
from desk.printing import Missing, to_data
from desk.printing.promise_letter import PromisedDebt, PromiseLetter
from desk.printing.release_slip import GoodsLine, ReleaseSlipPaper
from desk.reception.slip_tables import ReleaseSlip
from desk.reception.slips import flow
from desk.reception.slips.arrears import PROMISE
from desk.reception.slips.figures import from_json
from desk.reception.slips.reading import RECORD, item_rows, read_one, ring_rows, slip_row
from desk.reception.slips.rows import SlipRow

SLIP, LETTER = "release_slip", "promise_letter"


@once(printed)
def print_slip(
    desk: Desk,
    slip: int,
    language: str | None = None,
    *,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """An issued slip as PDF, stub, customer's and gate's sheet, kept as data.

    Printed again it is a copy; after it was extended it is a new paper. Needs fees.view, too: what
    is owed stands on it. Raises Refused slip.not_issued, and paper.* (nothing is kept then).
    """
    desk.require(Permission.FEES_VIEW)
    with desk.change(Permission.PAPER_PRINT, "slip.printed", request) as change:
        row = slip_row(slip)
        if row.issued_at is None:
            raise Refused("slip.not_issued", number=row.number)
        paper = slip_paper(desk, row, read_one(desk, slip), language or words.current())
        same = _same(paper, "token", "voided")
        return issue(desk, change, (RECORD, slip), paper, "a5", missing, same)


@once(printed)
def print_promise(
    desk: Desk,
    slip: int,
    language: str | None = None,
    *,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """The written promise of a slip as PDF, to be signed, kept as data; again it is a copy.

    Raises Refused slip.no_promise, and paper.*.
    """
    desk.require(Permission.FEES_VIEW)
    with desk.change(Permission.PAPER_PRINT, "slip.promise_printed", request) as change:
        row = slip_row(slip)
        if row.decision != PROMISE:
            raise Refused("slip.no_promise", number=row.number)
        paper = promise_paper(desk, row, read_one(desk, slip), language or words.current())
        same = _same(paper, "promised", "pay_by", "voided")
        return issue(desk, change, (RECORD, slip), paper, "a5", missing, same)


def reprint(
    desk: Desk, paper: int, *, missing: Missing = "refuse", request: str | None = None
) -> bytes:
    """A printed slip or promise once more, as copy n. Raises as ``papers.reprint``."""
    desk.require(Permission.FEES_VIEW)
    return issuing.reprint(desk, paper, missing=missing, request=request)


def _same(paper: object, *facts: str) -> Callable[[dict[str, Any]], bool]:
    """Whether what is kept says the same: then the next one is its copy."""
    fresh = to_data(paper)
    return lambda kept: all(kept.get(fact) == fresh[fact] for fact in facts)


def slip_token(desk: Desk, row: ReleaseSlip) -> str:
    """The signed code of a slip's present paper: good to the end of its last day."""
    until = desk.day_start(row.valid_until + timedelta(days=1))
    return seal(desk).sign(Token(Kind.SLIP, row.id, row.number, row.serial, until))


def slip_paper(desk: Desk, row: ReleaseSlip, shown: SlipRow, language: str) -> ReleaseSlipPaper:
    """What stands on a slip."""
    goods = tuple(GoodsLine(i.name, i.quantity, i.measure, i.note) for i in item_rows(row.id))
    ring = next(reversed(ring_rows(row.id)), None) if row.authority == "phone" else None
    earlier = ReleaseSlip.get_or_none(ReleaseSlip.id == row.replaces_id)
    return ReleaseSlipPaper(
        site=desk.site, number=row.number, unit=shown.unit_code, applicant=row.name,
        valid_from=row.valid_from, valid_until=row.valid_until, token=slip_token(desk, row),
        goods=goods, kind=row.kind, standing=row.standing,
        document=mask_document(row.document), phone=mask_phone(row.phone),
        authority=row.authority, authority_name=row.authority_name or (ring.name if ring else ""),
        authority_note=row.authority_note, rung=mask_phone(ring.number) if ring else "",
        rung_at=desk.local(ring.at) if ring else None, answer=ring.answer if ring else "",
        carrier=row.carrier, plate=row.plate, owed=row.owed + row.late_fee,
        late_fee=row.late_fee, looked_at=desk.local(row.looked_at),
        decision=row.decision, reason=row.decision_reason, decided_by=row.decided_by,
        promised=row.promised, promised_on=row.promised_on, currency=currency(desk),
        note=row.note, replaces=earlier.number if earlier else "", clerk=row.issued_by,
        issued_at=desk.local(row.issued_at), parts=row.copies,
        voided=row.state == flow.VOIDED, language=language,
    )  # fmt: skip


def promise_paper(desk: Desk, row: ReleaseSlip, shown: SlipRow, language: str) -> PromiseLetter:
    """What stands on the promise of a slip. Raises Refused("slip.no_promise")."""
    figures = from_json(row.arrears)
    if figures is None or row.promised is None or row.promised_on is None:
        raise Refused("slip.no_promise", number=row.number)
    debts = tuple(
        PromisedDebt(line.item, line.period_from, line.period_to, line.balance + line.late_fee)
        for line in figures.lines if line.counts
    )  # fmt: skip
    return PromiseLetter(
        site=desk.site, number=row.number, at=desk.local(figures.at), unit=shown.unit_code,
        name=row.name, owed=figures.total, promised=row.promised, pay_by=row.promised_on,
        debts=debts, document=mask_document(row.document), phone=mask_phone(row.phone),
        payee=desk.settings.get(PAYEE) or desk.site, reason=row.decision_reason,
        clerk=row.checked_by, currency=currency(desk), voided=row.state == flow.VOIDED,
        language=language,
    )  # fmt: skip
