"""Taking money: one receipt, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.fees.drawer.here import need_shift
from desk.fees.models import Receipt
from desk.fees.options import BOOKS
from desk.fees.till import effects
from desk.fees.till.checks import checked
from desk.fees.till.consent import consent
from desk.fees.till.drafts import LineDraft, ReceiptDraft
from desk.fees.till.lines import Line, ready, surplus_line
from desk.fees.till.rows import ReceiptRow, read_one
from desk.fees.till.sheets import plan, use
from desk.fees.till.tenders import Paid, reckoned, settled

SERIES = "R"


@once(read_one)
def post_receipt(
    desk: Desk,
    draft: ReceiptDraft,
    *,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> ReceiptRow:
    """Take the money of ``draft``: number the receipt, pay debts, move accounts. All or nothing.

    Late fee that a line neither pays nor waives becomes a charge of its own. Discounts and waivers
    take a right and a reason; ``second`` (account, password) is the person who consents if one
    has not the right. Raises Refused or RefusedMany: cash.no_shift; till.changed and
    till.paid_already if somebody else was quicker, till.late_changed; till.missing, till.no_change,
    till.rounding, account.too_little and others of ``checks``, ``lines``, ``tenders``, ``books``;
    till.discount_denied, till.waive_denied and as ``staff.second_person``.
    """
    desk.require(Permission.RECEIPT_POST)
    draft = checked(draft)
    approved = consent(desk, _needed(draft.lines), second)
    with desk.change(Permission.RECEIPT_POST, "receipt.posted", request) as change:
        shift = need_shift(desk)
        sums = reckoned(desk, draft)
        lines = ready(desk, change, draft)
        handed_back = sums.change
        if draft.surplus_to_prepaid and sums.surplus:
            lines.append(surplus_line(desk, change, draft, sums.surplus))
            handed_back = 0
        paid = settled(desk, draft, lines, handed_back)
        row = _create(desk, change, draft, shift, lines)
        effects.write(desk, change, row.id, lines, paid)
        _note(change, lines, paid, approved)
    return read_one(desk, row.id)


def _needed(lines: Sequence[LineDraft]) -> list[Permission]:
    needed = []
    if any(line.discount for line in lines):
        needed.append(Permission.RECEIPT_DISCOUNT)
    if any(line.late_waived for line in lines):
        needed.append(Permission.LATE_FEE_WAIVE)
    return needed


def _create(
    desk: Desk, change: Change, draft: ReceiptDraft, shift: int, lines: Sequence[Line]
) -> Receipt:
    session = desk.session
    sheet = plan(desk, draft) if desk.settings.get(BOOKS) else None
    row = change.create(
        Receipt, number=change.number(SERIES), kind=_kind(draft, lines), shift=shift,
        business_date=desk.today, at=change.now, staff=session.staff if session else None,
        who=session.name if session else "", unit=draft.unit, person=draft.person,
        payer=_payer(desk, draft), total=sum(line.amount + line.late_fee for line in lines),
        rounding=draft.rounding, sheet=sheet.number if sheet else draft.sheet, note=draft.note,
    )  # fmt: skip
    # An account that was opened for it came first.
    change.result(row.id)
    if sheet:
        use(desk, change, sheet, row.id)
    return row


def _kind(draft: ReceiptDraft, lines: Sequence[Line]) -> str:
    if any(line.kind == "charge" for line in lines):
        return "fees"
    if lines[0].kind == "sundry":
        return "service" if any(line.service for line in draft.lines) else "sundry"
    return lines[0].kind


def _payer(desk: Desk, draft: ReceiptDraft) -> str:
    """The name on the paper. Raises Refused unit.unknown, person.unknown."""
    run = desk.storage.database.execute_sql
    name = draft.payer
    for unit in {draft.unit, *(line.unit for line in draft.lines)} - {None}:
        if run("SELECT 1 FROM unit WHERE id = ?", (unit,)).fetchone() is None:
            raise Refused("unit.unknown", "unit")
    if draft.person is not None:
        found = run("SELECT name FROM person WHERE id = ?", (draft.person,)).fetchone()
        if found is None:
            raise Refused("person.unknown", "person")
        name = name or found[0]
    return name


def _note(change: Change, lines: Sequence[Line], paid: Sequence[Paid], approved: str) -> None:
    """What the log has to know of lines and tenders: figures and ids, nobody's name."""
    said: dict[str, Any] = {
        "lines": [_brief(line) for line in lines],
        "tenders": [
            [each.kind, each.amount, each.given, *([each.account] if each.account else [])]
            for each in paid
        ],
    }
    if approved:
        said["approved_by"] = approved
    reasons = [line.reason for line in lines if line.reason]
    if reasons:
        said["reason"] = "; ".join(dict.fromkeys(reasons))
    change.note(**said)


def _brief(line: Line) -> dict[str, Any]:
    values = {
        "kind": line.kind, "charge": line.charge, "account": line.account, "item": line.item,
        "amount": line.amount, "discount": line.discount, "late_fee": line.late_fee,
        "late_waived": line.late_waived, "deferred": line.deferred,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value}
