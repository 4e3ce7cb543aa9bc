"""Verify the books: sound books pass, and each check finds what was tampered with."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk import checks
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.register import Register
from desk.core.today import today
from desk.fees.adjustments.drafts import AdjustmentDraft, AdjustmentLineDraft
from desk.fees.adjustments.verbs import approve_adjustment, request_adjustment
from desk.fees.billing.drafts import RunDraft
from desk.fees.billing.run import post
from desk.fees.drawer.counting import close_shift, count_shift
from desk.fees.drawer.expected import drawer_of
from desk.fees.drawer.rows import CloseDraft
from desk.fees.drawer.shifts import cash_move, open_shift
from desk.fees.dunning.notices import issue_notices
from desk.fees.dunning.rows import NoticeDraft
from desk.fees.models import FeeItem, ReceiptLine, Tariff
from desk.fees.refunds.drafts import RefundDraft, RefundLineDraft
from desk.fees.refunds.verbs import approve_refund, pay_refund, request_refund
from desk.fees.register import REGISTERS
from desk.fees.till.drafts import LineDraft, TenderDraft
from desk.fees.till.post import post_receipt
from desk.fees.till.void import void_receipt
from tests.desk.fees.till.conftest import Place, place
from tests.stores import PASSWORD

__all__ = ["place"]

MANAGER = ("manager", PASSWORD)


def faults(desk: Desk) -> list[str]:
    own: tuple[Register, ...] = REGISTERS
    return [fault for register in own for check in register.checks for fault in check(desk)]


@pytest.fixture
def books(desk: Desk, place: Place, clock: FixedClock) -> Desk:
    """A week with one of everything: paid, void, refunded, let off, held, billed, closed."""
    desk.storage.database.execute_sql("UPDATE counter SET last = 1 WHERE series = 'S'")
    desk.storage.database.execute_sql(
        "INSERT OR IGNORE INTO counter (series, year, last) VALUES ('S', 2026, 1)"
    )
    first = post_receipt(desk, place.pay(place.first(amount=20_000, discount=60, reason="x")))
    deposit = LineDraft("deposit", item=place.deposit, amount=50_000)
    ahead = LineDraft("prepayment", unit=place.unit, amount=30_000)
    held = post_receipt(desk, place.pay(deposit, ahead))
    wrong = post_receipt(desk, place.pay(LineDraft("charge", charge=place.debts[1], amount=5_000)))
    void_receipt(desk, wrong.id, "写错")
    account = ReceiptLine.get(
        (ReceiptLine.receipt == held.id) & (ReceiptLine.kind == "prepayment")
    ).account
    drawn = TenderDraft("prepaid", 1_000, account=account)
    line = LineDraft("charge", charge=place.debts[1], amount=1_000)
    post_receipt(desk, place.pay(line, tenders=(drawn,)))
    paid = ReceiptLine.get(ReceiptLine.receipt == first.id).id
    asked = request_refund(
        desk, RefundDraft("fees", first.id, lines=(RefundLineDraft(paid, 500),), reason="多收")
    )
    approve_refund(desk, asked.id, second=MANAGER)
    pay_refund(desk, asked.id)
    let_off = AdjustmentDraft("write_off", (AdjustmentLineDraft(place.debts[2], 333),), "坏账")
    approve_adjustment(desk, request_adjustment(desk, let_off).id, second=MANAGER)
    item = FeeItem.create(name="垃圾费", kind="fixed")
    Tariff.create(item=item, since=desk.today.replace(day=1), price=100_000)
    post(desk, RunDraft(desk.today, (item.id,)))
    cash_move(desk, -2_000, "买笔")
    counts = _pieces(drawer_of(desk, place.drawer).expected)
    count_shift(desk, counts)
    close_shift(desk, CloseDraft(counts))
    open_shift(desk, 10_000)
    issue_notices(desk, NoticeDraft(units=(place.unit,)))
    clock.advance(timedelta(days=1))
    return desk


def _pieces(amount: int) -> dict[int, int]:
    counts = {}
    for piece in (10_000, 5_000, 1_000, 500, 100, 50, 10, 5, 1):
        if amount // piece:
            counts[piece] = amount // piece
        amount %= piece
    return counts


def test_sound_books_pass(books: Desk) -> None:
    assert faults(books) == []
    assert checks.run(books).good
    assert ("today", "drawer_open") in [item.why for item in today(books)]


TAMPERED = [
    ("UPDATE receipt SET total = total + 1 WHERE id = 1", "R260000001"),
    ("UPDATE receipt_line SET late_fee = 7 WHERE receipt_id = 2 AND position = 1", "R260000002"),
    ("UPDATE tender SET amount = amount - 1 WHERE receipt_id = 1", "R260000001"),
    ("UPDATE tender SET given = 0 WHERE receipt_id = 1", "R260000001"),
    ("UPDATE tender SET account = NULL WHERE kind = 'prepaid'", "R260000004"),
    ("UPDATE receipt SET state = 'posted' WHERE id = 3", "R260000003"),
    ("UPDATE receipt SET void_reason = '' WHERE id = 3", "R260000003"),
    ("UPDATE receipt SET state = 'voided' WHERE id = 1", "R260000001"),
    ("UPDATE charge SET paid = paid + 1, balance = balance - 1 WHERE id = 1", "物业费"),
    ("UPDATE charge SET reduced = reduced + 1, balance = balance - 1 WHERE id = 3", "物业费"),
    ("UPDATE charge SET balance = 1 WHERE id = 1", "物业费"),
    ("UPDATE charge SET paid = 99999, balance = amount - 99999 - reduced WHERE id = 1", "物业费"),
    ("UPDATE refund_line SET amount = 1", "F260000001"),
    ("UPDATE refund SET state = 'approved'", "F260000001"),
    ("UPDATE refund SET decided_by = staff", "F260000001"),
    ("UPDATE refund_line SET amount = 99999", "R260000001"),
    ("UPDATE adjustment SET state = 'rejected'", "物业费"),
    ("UPDATE adjustment_line SET amount = 1", "物业费"),
    ("UPDATE account SET balance = balance + 1 WHERE kind = 'prepaid'", "3-1502"),
    ("UPDATE account SET balance = balance + 1 WHERE kind = 'deposit'", "D260000001"),
    ("UPDATE account_entry SET amount = amount + 1 WHERE id = 1", "R260000002"),
    ("DELETE FROM account_entry WHERE document_id = 4", "R260000004"),
    (("INSERT INTO account_entry (account_id, document, document_id, amount, business_date, at) "
     "VALUES (1, 'gift', 1, 5, '2026-11-02', 0)"), "gift 1"),
    ("UPDATE cash_shift SET expected = expected + 1 WHERE id = 1", "S260000001"),
    ("UPDATE cash_shift SET counts = '{\"100\":1}' WHERE id = 1", "S260000001"),
    ("UPDATE cash_shift SET difference = 5 WHERE id = 1", "S260000001"),
    ("UPDATE cash_move SET amount = amount + 1", "S260000001"),
    ("UPDATE billing_run SET total = total + 1", "B260000001"),
    ("UPDATE billing_run SET state = 'reversed'", "B260000001"),
    ("UPDATE charge SET state = 'reversed' WHERE source = 'run'", "垃圾费"),
    ("DELETE FROM charge WHERE id = (SELECT MAX(id) FROM charge WHERE source = 'run')",
     "B260000001"),
    ("UPDATE receipt SET number = 'R260000009' WHERE id = 4", "R26"),
    ("UPDATE counter SET last = 9 WHERE series = 'N'", "N26"),
    ("UPDATE counter SET last = 9 WHERE series = 'B'", "B26"),
    ("UPDATE counter SET last = 9 WHERE series = 'F'", "F26"),
    ("UPDATE counter SET last = 9 WHERE series = 'A'", "A26"),
    ("UPDATE counter SET last = 9 WHERE series = 'S'", "S26"),
    ("UPDATE counter SET last = 9 WHERE series = 'C'", "C26"),
    ("UPDATE counter SET last = 9 WHERE series = 'D'", "D26"),
    ("UPDATE printed_paper SET data = json_set(data, '$.number', 'N269999999')", "N269999999"),
    ("UPDATE printed_paper SET record = 999 WHERE kind = 'notice'", "N260000001"),
    (("INSERT INTO charge (unit_id, item_id, source, source_id, state, billed, posted_on, "
     "period_from, period_to, due, part, parts, rate, amount, paid, reduced, balance) VALUES "
     "(1, 1, 'late', (SELECT id FROM receipt_line WHERE receipt_id = 3), 'posted', 0, "
     "'2026-11-02', '2026-11-02', '2026-11-02', '2026-11-02', 1, 1, 1000, 5, 0, 0, 5)"),
     "R260000003"),
]  # fmt: skip


def test_what_was_tampered_with_is_found(books: Desk) -> None:
    run = books.storage.database.execute_sql
    run("PRAGMA ignore_check_constraints = ON")
    run("PRAGMA foreign_keys = OFF")
    missed = []
    for sql, named in TAMPERED:
        run("BEGIN")
        assert run(sql).rowcount != 0, sql
        found = faults(books)
        if not any(named in fault for fault in found):
            missed.append((sql, found))
        run("ROLLBACK")
    assert missed == []
    assert faults(books) == []
