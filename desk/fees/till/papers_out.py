"""Receipts and deposit slips on paper: printed, printed again, and read back by their code."""

from __future__ import annotations

from desk.core import words
from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.tokens import Kind, Token, seal
from desk.fees import flow
from desk.fees.accounts import DEPOSIT, AccountRow, get_account
from desk.fees.options import PAYEE, RECEIPT_LAYOUT
from desk.fees.reading import currency
from desk.fees.till.detail import get_receipt
from desk.fees.till.rows import LineRow, ReceiptRow, ReceiptView, read_one
from desk.issuing import issue, printed
from desk.printing import Missing
from desk.printing.deposit_slip import DepositSlip
from desk.printing.receipt import ReceiptItem, ReceiptPaper, TenderLine

NEWS = ("voided", "void_at", "void_by", "void_reason", "sheet")
"""What a copy of a receipt says otherwise than its original."""
_MEASURES = (
    "SELECT l.position, CASE i.kind WHEN 'area' THEN 'm²' ELSE coalesce(v.measure, '') END "
    "FROM receipt_line l LEFT JOIN fee_item i ON i.id = l.item_id "
    "LEFT JOIN service v ON v.name = l.text AND l.kind = 'sundry' WHERE l.receipt_id = ?"
)
_PREPAID = (
    "SELECT sum(e.amount) FROM account_entry e JOIN (SELECT n.account_id, max(n.id) AS last "
    "FROM account_entry n JOIN account a ON a.id = n.account_id AND a.kind = 'prepaid' "
    "WHERE n.document = 'receipt' AND n.document_id = ? AND n.at = ? GROUP BY n.account_id "
    "ORDER BY last DESC LIMIT 1) t ON t.account_id = e.account_id AND e.id <= t.last"
)


@once(printed)
def issue_receipt(
    desk: Desk,
    receipt: int,
    layout: str | None = None,
    language: str | None = None,
    *,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """The receipt as PDF, kept as data: the first is the original, each further one the next copy.

    ``layout`` None is the one that is set. Copies keep the original clerk; what was voided or put
    on another sheet since shows it. Raises Refused receipt.unknown, and paper.* (nothing is kept).
    """
    with desk.change(Permission.PAPER_PRINT, "receipt.printed", request) as change:
        form = layout or desk.settings.get(RECEIPT_LAYOUT)
        paper = receipt_paper(desk, receipt, language or words.current())
        return issue(desk, change, ("receipt", receipt), paper, form, missing, news=NEWS)


@once(printed)
def issue_deposit_slip(
    desk: Desk,
    account: int,
    language: str | None = None,
    *,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """The slip of a deposit as PDF, kept as data; again it is the next copy.

    Raises Refused account.unknown, account.not_deposit, and paper.*.
    """
    with desk.change(Permission.PAPER_PRINT, "deposit.slip_printed", request) as change:
        paper = deposit_paper(desk, account, language or words.current())
        return issue(desk, change, ("account", account), paper, "a5", missing, news=("voided",))


def receipt_token(desk: Desk, receipt: ReceiptRow) -> str:
    """The signed code of a receipt; it has no end."""
    return seal(desk).sign(Token(Kind.RECEIPT, receipt.id, receipt.number))


def read_receipt_code(desk: Desk, text: str) -> ReceiptRow:
    """The receipt that a scanned code belongs to; its ``state`` tells if it was voided.

    Codes that somebody must have made on purpose are logged. Raises Refused token.unreadable,
    token.altered, token.forged, token.foreign_site, receipt.other_paper, receipt.unknown.
    """
    desk.require(Permission.FEES_VIEW)
    try:
        token = seal(desk).read(text)
    except Refused as refusal:
        if refusal.code in ("token.forged", "token.foreign_site"):
            _log_refused(desk, refusal.code)
        raise
    if token.kind is not Kind.RECEIPT:
        raise Refused("receipt.other_paper", number=token.number)
    row = read_one(desk, token.record)
    if row.number != token.number:
        raise Refused("receipt.unknown", "receipt")
    return row


def receipt_paper(desk: Desk, receipt: int, language: str) -> ReceiptPaper:
    """What stands on the original of a receipt."""
    view = get_receipt(desk, receipt)
    row = view.row
    measures = dict(desk.storage.database.execute_sql(_MEASURES, (receipt,)).fetchall())
    codes = list(dict.fromkeys(line.unit_code for line in view.lines if line.unit_code))
    return ReceiptPaper(
        site=desk.site, number=row.number, at=desk.local(row.at), total=row.total,
        token=receipt_token(desk, row), payee=desk.settings.get(PAYEE) or desk.site,
        lines=tuple(_item(line, measures.get(line.position, "")) for line in view.lines),
        tenders=_tenders(view), kind=row.kind, payer=row.payer,
        unit=row.unit_code or ", ".join(codes), sheet=row.sheet, currency=currency(desk),
        rounding=row.rounding, prepaid=_prepaid_after(desk, row), clerk=row.who,
        shift=row.shift_number, note=row.note, voided=row.state == flow.VOIDED,
        void_at=desk.local(row.void_at), void_by=row.void_by,
        void_reason=row.void_reason, language=language,
    )  # fmt: skip


def deposit_paper(desk: Desk, account: int, language: str) -> DepositSlip:
    """What stands on a deposit's slip. Raises Refused account.unknown, account.not_deposit."""
    row = get_account(desk, account)
    found = desk.storage.database.execute_sql(
        "SELECT document_id, amount FROM account_entry "
        "WHERE account_id = ? AND document = 'receipt' ORDER BY id LIMIT 1",
        (account,),
    ).fetchone()
    if row.kind != DEPOSIT or found is None:
        raise Refused("account.not_deposit", "account")
    view = get_receipt(desk, found[0])
    return _slip(desk, row, view, found[1], language)


def _slip(
    desk: Desk, row: AccountRow, view: ReceiptView, amount: int, language: str
) -> DepositSlip:
    receipt = view.row
    return DepositSlip(
        site=desk.site, number=row.number, at=desk.local(receipt.at), item=row.item_name,
        amount=amount, token=receipt_token(desk, receipt),
        payee=desk.settings.get(PAYEE) or desk.site, payer=receipt.payer or row.person_name,
        unit=row.unit_code, receipt=receipt.number,
        tenders=_tenders(view) if len(view.lines) == 1 else (), note=row.note,
        currency=currency(desk), clerk=receipt.who, shift=receipt.shift_number,
        voided=receipt.state == flow.VOIDED, language=language,
    )  # fmt: skip


def _tenders(view: ReceiptView) -> tuple[TenderLine, ...]:
    return tuple(
        TenderLine(each.kind, each.amount, each.given, each.reference) for each in view.tenders
    )


def _item(line: LineRow, measure: str) -> ReceiptItem:
    return ReceiptItem(
        item=line.item_name or line.text, amount=line.amount, unit=line.unit_code,
        period_from=line.period_from, period_to=line.period_to, quantity=line.quantity,
        price=line.price, measure=measure, discount=line.discount, late_fee=line.late_fee,
        late_waived=line.late_waived, text=line.text if line.item_name else "",
    )  # fmt: skip


def _prepaid_after(desk: Desk, row: ReceiptRow) -> int | None:
    """What was on the prepaid account right after this receipt moved it; None if it did not."""
    from desk.core.fields import to_millis

    found = desk.storage.database.execute_sql(_PREPAID, (row.id, to_millis(row.at))).fetchone()
    return None if found is None or found[0] is None else int(found[0])


def _log_refused(desk: Desk, code: str) -> None:
    if desk.allows(Permission.RECEIPT_POST):
        with desk.change(Permission.RECEIPT_POST, "receipt.scan_refused") as change:
            change.note(code=code)
