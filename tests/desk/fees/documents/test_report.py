"""The shift report and its anchor in the log; the refund slip."""

from __future__ import annotations

import json

import pytest

from desk import checks
from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.papers import papers_of
from desk.core.tokens import Kind, Token, seal
from desk.fees.books import BookDraft, add_book, propose
from desk.fees.drawer.counting import close_shift, count_shift
from desk.fees.drawer.read import read_shift, view_shift
from desk.fees.drawer.report import issue_shift_report, report_of
from desk.fees.drawer.rows import CloseDraft
from desk.fees.drawer.shifts import cash_move
from desk.fees.exports import CASH
from desk.fees.refunds.drafts import DeductionDraft, RefundDraft
from desk.fees.refunds.rows import get_refund as row_now
from desk.fees.refunds.rows import view_refund
from desk.fees.refunds.slip import issue_refund_slip, read_refund_code, slip_of
from desk.fees.refunds.verbs import pay_refund
from desk.fees.till.drafts import LineDraft, TenderDraft
from desk.fees.till.void import void_receipt
from tests.desk.fees.documents.conftest import Paid, take
from tests.desk.fees.documents.test_drawer import closed
from tests.desk.fees.documents.test_refunds import approved, of_line, refused
from tests.desk.fees.till.conftest import Place, owe, setting
from tests.stores import as_role


@pytest.fixture
def day(desk: Desk, place: Place, paid: Paid) -> int:
    """A day: receipts by cash and card, a void, a refund, moves; closed with 10.00 missing."""
    as_role(desk, Role.CASHIER)
    debt = owe(place.unit, place.late, 100_000)
    tenders = (TenderDraft("card", 101_500),)
    take(desk, place, LineDraft("charge", charge=debt, amount=100_000, late_fee=1_500),
         tenders=tenders)  # fmt: skip
    take(desk, place, LineDraft("prepayment", unit=place.unit, amount=5_000))
    wrong = take(desk, place, LineDraft("charge", charge=place.debts[2], amount=3_333))
    void_receipt(desk, wrong.id, "收错")
    as_role(desk, Role.ADMINISTRATOR)
    pay_refund(desk, approved(desk, of_line(paid, 5_060)).id)
    cash_move(desk, -20_000, "存行")
    # 200.00 + 310.60 + 50.00 - 50.60 - 200.00 = 310.00
    count_shift(desk, {10_000: 3})
    as_role(desk, Role.MANAGER)
    close_shift(desk, CloseDraft({10_000: 3}, "找零多给", 10_000, "财务小张"))
    return place.drawer


def test_sums_are_those_of_the_documents(desk: Desk, day: int) -> None:
    paper = report_of(desk, day, "en")
    assert (paper.opening, paper.cash_in, paper.refunded, paper.moved) == (
        20_000, 36_060, 5_060, -20_000,
    )  # fmt: skip
    assert (paper.expected, paper.counted, paper.difference) == (31_000, 30_000, -1_000)
    assert (paper.receipts, paper.first, paper.last) == (4, "R260000001", "R260000004")
    assert [(s.name, s.count, s.amount) for s in paper.tenders] == [
        ("card", 1, 101_500), ("cash", 2, 36_060),
    ]  # fmt: skip
    assert [(s.name, s.count, s.amount) for s in paper.items] == [
        ("租金", 1, 100_000), ("物业费", 2, 31_060), ("Prepayment", 1, 5_000),
        ("Late fee", 1, 1_500),
    ]  # fmt: skip
    assert [(s.name, s.count, s.amount) for s in paper.clerks] == [
        ("Cashier", 2, 106_500), ("陈佳慧", 1, 31_060),
    ]  # fmt: skip
    whole = sum(s.amount for s in paper.clerks)
    assert sum(s.amount for s in paper.items) == whole
    assert sum(s.amount for s in paper.tenders) + paper.rounding == whole
    assert [(d.number, d.amount, d.tender) for d in paper.refunds] == [
        ("F260000001", 5_060, "cash")
    ]
    assert [(d.number, d.amount) for d in paper.moves] == [("C260000001", -20_000)]
    assert [(d.text, d.amount, d.tender) for d in paper.voids] == [("收错", 3_333, "cash")]
    assert [(c.value, c.pieces) for c in paper.counts] == [(10_000, 3)]
    assert (paper.handed_in, paper.handed_to, paper.supervisor) == (10_000, "财务小张", "Manager")


def test_sheets_of_a_book_and_rounding(desk: Desk, place: Place) -> None:
    setting(desk, "fees.books", True)
    setting(desk, "fees.rounding", "unit")
    add_book(desk, BookDraft("A0001", "A0050"))
    for cents in (160, 240):
        line = LineDraft("charge", charge=place.debts[1], amount=cents)
        take(desk, place, line, sheet=propose(desk), rounding=cents % 100)
    line = LineDraft("charge", charge=place.debts[1], amount=100)
    take(desk, place, line, sheet="A0004", sheet_case="next_sheet", sheet_reason="卡纸")
    closed(desk, {10_000: 2, 100: 4})
    paper = report_of(desk, place.drawer)
    assert [(s.first, s.last, s.used, s.spoiled) for s in paper.sheets] == [
        ("A0001", "A0004", 3, 1)
    ]
    assert paper.rounding == 100
    assert sum(s.amount for s in paper.tenders) + paper.rounding == 500
    assert (paper.expected, paper.difference) == (20_400, 0)


def test_counts_are_told(desk: Desk, day: int) -> None:
    assert report_of(desk, day).tries == 1
    (export,) = [one for one in CASH if one.name == "cash_shifts"]
    (row,) = export.rows(desk)
    kept = dict(zip(export.columns, row, strict=True))
    assert json.loads(str(kept["opening_counts"])) == {}
    assert json.loads(str(kept["counts"])) == {"10000": 3}


def test_printed_once_then_copies(desk: Desk, day: int) -> None:
    one = issue_shift_report(desk, day, language="zh_CN", request="p")
    assert one.startswith(b"%PDF")
    assert issue_shift_report(desk, day, language="zh_CN", request="p") == one
    anchor = read_shift(desk, day).anchor
    issue_shift_report(desk, day)
    assert read_shift(desk, day).anchor == anchor
    assert [row.copy for row in papers_of("cash_shift", day)] == [0, 1]
    assert len(view_shift(desk, day).papers) == 2


def test_the_anchor_vouches_for_the_log(desk: Desk, day: int) -> None:
    issue_shift_report(desk, day)
    anchor = read_shift(desk, day).anchor
    seq, code = checks.anchor(anchor) or (0, "")
    assert len(code) >= 16
    # It reaches the closing itself.
    closing = desk.storage.database.execute_sql(
        "SELECT seq FROM audit_entry WHERE action = 'cash.closed'"
    ).fetchone()[0]
    assert seq >= closing
    cash_after = desk.storage.database.execute_sql("SELECT max(seq) FROM audit_entry").fetchone()[0]
    assert cash_after > seq
    report = checks.run(desk, checks.anchor(anchor))
    assert report.good, report.lines()


def test_check_fails_after_tampering(desk: Desk, day: int) -> None:
    issue_shift_report(desk, day)
    anchor = checks.anchor(read_shift(desk, day).anchor)
    run = desk.storage.database.execute_sql
    run("DROP TRIGGER audit_entry_no_update")
    run(
        "UPDATE audit_entry SET body = replace(body, '30000', '31000') WHERE action = 'cash.closed'"
    )
    assert not checks.run(desk, anchor).good


def test_check_fails_for_another_log(desk: Desk, day: int) -> None:
    """Whoever has the key and writes another history in good order is found by the paper."""
    issue_shift_report(desk, day)
    seq, code = checks.anchor(read_shift(desk, day).anchor) or (0, "")
    assert desk.chain.verify((seq, code)).whole
    other = ("0" if code[0] != "0" else "1") + code[1:]
    assert desk.chain.verify((seq, other)).bad_seq == seq
    assert desk.chain.verify((seq + 100, code)).fault == "head"


def test_an_open_drawer_has_no_report(desk: Desk, place: Place) -> None:
    refused("cash.still_open", lambda: issue_shift_report(desk, place.drawer))
    assert read_shift(desk, place.drawer).anchor == ""
    refused("cash.unknown", lambda: issue_shift_report(desk, 99))


def test_a_slip_for_each_state(desk: Desk, place: Place, deposit: int) -> None:
    item = place.fee
    kept = (DeductionDraft("墙面修补", 30_000, item),)
    draft = RefundDraft("deposit", account=deposit, deductions=kept, reason="验收")
    row = approved(desk, draft)
    issue_refund_slip(desk, row.id)
    issue_refund_slip(desk, row.id)
    pay_refund(desk, row.id)
    pdf = issue_refund_slip(desk, row.id, request="s")
    assert issue_refund_slip(desk, row.id, request="s") == pdf
    assert [paper.copy for paper in view_refund(desk, row.id).papers] == [0, 1, 0]
    paper = slip_of(desk, row.id)
    assert (paper.amount, paper.account, paper.state) == (170_000, "D260000001", "paid")
    assert sum(i.amount for i in paper.items) - sum(d.amount for d in paper.deductions) == 170_000
    assert (paper.requested_by, paper.approver, paper.paid_by) == ("Cashier", "陈佳慧", "陈佳慧")
    assert read_refund_code(desk, paper.token) == row_now(desk, row.id)


def test_other_papers_are_no_refund_slips(desk: Desk, paid: Paid) -> None:
    row = approved(desk, of_line(paid, 100))
    others = ((Kind.RECEIPT, row.number), (Kind.SLIP, row.number), (Kind.REFUND, "D260000001"))
    for kind, number in others:
        token = seal(desk).sign(Token(kind, row.id, number))
        refused("refund.other_paper", lambda token=token: read_refund_code(desk, token))
    refused("token.unreadable", lambda: read_refund_code(desk, row.number))


def test_a_slip_of_fees(desk: Desk, paid: Paid) -> None:
    row = approved(desk, of_line(paid, 5_060, reopen=True))
    (item,) = slip_of(desk, row.id).items
    assert item.text.startswith("3-1502 物业费 2026-10-01")
    assert (item.amount, item.reopen) == (5_060, True)
