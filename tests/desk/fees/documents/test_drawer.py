"""The drawer: opened, counted blind, explained, closed for good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.preferences import save
from desk.core.settings import DESK_NAME
from desk.fees.drawer import cash
from desk.fees.drawer.counting import close_shift, count_shift
from desk.fees.drawer.expected import drawer_of
from desk.fees.drawer.read import get_shift, last_closed, moves_of, view_shift
from desk.fees.drawer.report import report_of
from desk.fees.drawer.rows import CloseDraft, ShiftRow
from desk.fees.drawer.shifts import cash_move, current_shift, open_shift
from desk.fees.models import CashMove, CashShift, Receipt, Refund
from desk.fees.refunds.verbs import pay_refund
from desk.fees.till.drafts import LineDraft, TenderDraft
from desk.fees.till.post import post_receipt
from desk.fees.till.void import void_receipt
from tests.desk.fees.documents.conftest import Paid, take
from tests.desk.fees.documents.test_refunds import approved, of_line, refused
from tests.desk.fees.till.conftest import Place
from tests.stores import PASSWORD, as_role

EXACT = {10_000: 2}
"""The float of 200.00 that the drawer begins with."""


def part(place: Place, amount: int) -> LineDraft:
    """A part of the second debt, or from 30.00 on of the third."""
    return LineDraft("charge", charge=place.debts[2 if amount >= 3_000 else 1], amount=amount)


def closed(desk: Desk, counts: dict[int, int] = EXACT, **values: object) -> ShiftRow:
    """Counted by the cashier and closed by the administrator."""
    as_role(desk, Role.CASHIER)
    count_shift(desk, counts)
    as_role(desk, Role.ADMINISTRATOR)
    return close_shift(desk, CloseDraft(counts, **values))  # type: ignore[arg-type]


@pytest.fixture
def shut(desk: Desk, place: Place) -> None:
    """The till's drawer is closed."""
    closed(desk)


@pytest.mark.usefixtures("shut")
def test_opened_with_a_float_by_denomination(desk: Desk) -> None:
    as_role(desk, Role.CASHIER)
    assert current_shift(desk) is None
    row = open_shift(desk, {10_000: 2, 50: 7, 1_000: 0}, request="o")
    assert open_shift(desk, {10_000: 2}, request="o") == row
    assert (row.number, row.opening, row.state) == ("S260000002", 20_350, "open")
    assert (row.opener, row.desk) == ("Cashier", desk.settings.get(DESK_NAME))
    assert current_shift(desk) == row
    assert view_shift(desk, row.id).opening_counts == ((10_000, 2), (50, 7))
    error = refused("cash.already_open", lambda: open_shift(desk, 0))
    assert error.values == {"number": "S260000002", "opener": "Cashier"}


@pytest.mark.usefixtures("shut")
def test_what_is_no_float(desk: Desk) -> None:
    refused("cash.float", lambda: open_shift(desk, -1))
    error = refused("cash.denomination", lambda: open_shift(desk, {7: 1}))
    assert error.values["value"] == "¥0.07"
    for pieces in (-1, 100_001):
        refused("cash.pieces", lambda pieces=pieces: open_shift(desk, {100: pieces}))
    assert current_shift(desk) is None


def test_every_currency_has_its_pieces() -> None:
    assert set(cash.DENOMINATIONS) >= {"CNY", "HKD", "MOP", "TWD"}
    for pieces in cash.DENOMINATIONS.values():
        assert list(pieces) == sorted(set(pieces), reverse=True)
    assert 100_000 in cash.DENOMINATIONS["HKD"]
    assert cash.DENOMINATIONS["TWD"][-1] == 100


def test_each_desk_has_a_drawer_of_its_own(desk: Desk, place: Place) -> None:
    save(desk, {"desk.name": "二号台"})
    assert current_shift(desk) is None
    other = open_shift(desk, 100)
    save(desk, {"desk.name": "一号台"})
    found = current_shift(desk)
    assert found is not None and found.id == place.drawer != other.id
    as_role(desk, Role.CASHIER)
    # A drawer that was left open elsewhere is a supervisor's to close.
    refused("access.denied", lambda: count_shift(desk, {100: 1}, shift=other.id))
    as_role(desk, Role.SUPERVISOR)
    count_shift(desk, {100: 1}, shift=other.id)
    assert close_shift(desk, CloseDraft({100: 1}), shift=other.id).state == "closed"


def test_cash_in_and_out(desk: Desk, place: Place) -> None:
    one = cash_move(desk, 10_000, "换零钱", request="c")
    assert cash_move(desk, 10_000, "换零钱", request="c") == one
    two = cash_move(desk, -3_000, "买文具")
    assert (one.number, two.number, two.amount) == ("C260000001", "C260000002", -3_000)
    assert [move.id for move in moves_of(desk, place.drawer)] == [one.id, two.id]
    assert drawer_of(desk, place.drawer).expected == 27_000
    refused("cash.move_amount", lambda: cash_move(desk, 0, "x"))
    refused("text.required", lambda: cash_move(desk, 1, " "))


def test_expected_is_what_should_be_there(desk: Desk, place: Place, paid: Paid) -> None:
    # 200.00 float, 310.60 taken; 30.00 with change of 70.00; a void; a refund; a move.
    wrong = take(desk, place, part(place, 1_000))
    void_receipt(desk, wrong.id, "错")
    take(desk, place, part(place, 3_000), cash=10_000)
    tenders = (TenderDraft("cash", 500), TenderDraft("wechat", 500))
    take(desk, place, part(place, 1_000), tenders=tenders)
    pay_refund(desk, approved(desk, of_line(paid, 5_060)).id)
    cash_move(desk, -2_000, "存行")
    drawer = drawer_of(desk, place.drawer)
    assert (drawer.opening, drawer.taken, drawer.refunded, drawer.moved) == (
        20_000, 31_060 + 3_000 + 500, 5_060, -2_000,
    )  # fmt: skip
    assert drawer.expected == 20_000 + 34_560 - 5_060 - 2_000


def test_blind(desk: Desk, place: Place) -> None:
    row = current_shift(desk)
    assert row is not None
    assert (row.expected, row.counted, row.difference) == (None, None, None)
    refused("cash.still_open", lambda: report_of(desk, row.id))
    told = count_shift(desk, {10_000: 1, 5_000: 1})
    assert (told.counted, told.expected, told.difference, told.tries) == (15_000, 20_000, -5_000, 1)
    # Counting told it, the drawer itself still does not.
    assert current_shift(desk) == row
    assert view_shift(desk, row.id).tries == ()
    again = count_shift(desk, EXACT, request="n")
    assert count_shift(desk, EXACT, request="n") == again
    assert (again.difference, again.tries, again.causes) == (0, 2, ())
    done = close_shift(desk, CloseDraft(EXACT))
    tries = view_shift(desk, done.id).tries
    assert [(each.counted, each.difference) for each in tries] == [(15_000, -5_000), (20_000, 0)]


def test_closed_as_it_was_counted_last(desk: Desk, place: Place) -> None:
    refused("cash.count_first", lambda: close_shift(desk, CloseDraft(EXACT)))
    count_shift(desk, EXACT)
    # Not with other pieces, though they come to the same.
    refused("cash.count_differs", lambda: close_shift(desk, CloseDraft({5_000: 4})))
    take(desk, place, part(place, 100))
    refused("cash.count_again", lambda: close_shift(desk, CloseDraft(EXACT)))
    count_shift(desk, {10_000: 2, 100: 1})
    row = close_shift(desk, CloseDraft({10_000: 2, 100: 1}, handed_in=10_100, handed_to="财务"))
    assert (row.state, row.counted, row.expected, row.difference) == ("closed", 20_100, 20_100, 0)
    assert (row.handed_in, row.handed_to, row.left, row.supervisor) == (10_100, "财务", 10_000, "")
    assert current_shift(desk) is None
    before = last_closed(desk)
    assert before is not None and before.left == 10_000


def test_a_difference_takes_a_reason_and_somebody_else(desk: Desk, place: Place) -> None:
    short = {10_000: 1, 5_000: 1, 2_000: 2}
    draft = CloseDraft(short, "找零错误")
    as_role(desk, Role.CASHIER)
    assert count_shift(desk, short).difference == -1_000
    refused("cash.reason_needed", lambda: close_shift(desk, replace(draft, reason=" ")))
    refused("cash.second_needed", lambda: close_shift(desk, draft))
    for second, code in {
        ("supervisor", "wrong"): "sign_in.wrong",
        ("clerk", PASSWORD): "second.denied",
        ("cashier", PASSWORD): "second.same_person",
    }.items():
        refused(code, lambda second=second: close_shift(desk, draft, second=second))
    row = close_shift(desk, draft, second=("manager", PASSWORD))
    assert (row.difference, row.reason, row.supervisor) == (-1_000, "找零错误", "Manager")
    assert (row.closer, row.tone) == ("Cashier", "late")


def test_whoever_counted_does_not_sign(desk: Desk, place: Place) -> None:
    short = {10_000: 1}
    draft = CloseDraft(short, "少了")
    as_role(desk, Role.SUPERVISOR)
    count_shift(desk, short)
    refused("cash.second_needed", lambda: close_shift(desk, draft))
    as_role(desk, Role.CASHIER)
    second = ("supervisor", PASSWORD)
    error = refused("cash.second_counted", lambda: close_shift(desk, draft, second=second))
    assert error.values["name"] == "Supervisor"
    as_role(desk, Role.MANAGER)
    assert close_shift(desk, draft).supervisor == "Manager"


def test_hand_in(desk: Desk, place: Place) -> None:
    told = count_shift(desk, EXACT)
    assert told.hand_in == 0
    for amount in (-1, 20_001):
        draft = CloseDraft(EXACT, handed_in=amount, handed_to="财务")
        refused("cash.hand_in", lambda draft=draft: close_shift(desk, draft))
    refused("cash.handed_to", lambda: close_shift(desk, CloseDraft(EXACT, handed_in=1)))


def test_a_float_that_is_not_what_was_left_is_noted(desk: Desk, place: Place) -> None:
    closed(desk, handed_in=15_000, handed_to="财务")
    row = open_shift(desk, 4_000)
    from desk.core.models import AuditEntry

    entry = AuditEntry.select().order_by(AuditEntry.seq.desc()).get()
    assert '"left_before":5000' in entry.body
    told = count_shift(desk, {1_000: 5})
    assert "float" in [cause.code for cause in told.causes]
    assert row.opening == 4_000


def _attempts(desk: Desk, place: Place, paid: Paid, refund: int) -> dict[str, Callable[[], object]]:
    shift = place.drawer
    return {
        "move": lambda: cash_move(desk, 100, "补"),
        "take": lambda: post_receipt(desk, place.pay(part(place, 100))),
        "void": lambda: void_receipt(desk, paid.id, "错"),
        "count": lambda: count_shift(desk, EXACT, shift=shift),
        "close": lambda: close_shift(desk, CloseDraft(EXACT), shift=shift),
        "pay": lambda: pay_refund(desk, refund),
    }


@pytest.mark.parametrize("reopened", [False, True])
def test_a_closed_shift_stays_as_it_is(
    desk: Desk, place: Place, paid: Paid, reopened: bool
) -> None:
    refund = approved(desk, of_line(paid, 100)).id
    counts = {10_000: 5, 1_000: 1, 50: 1, 10: 1}
    closed(desk, counts)
    before = _all_of(place.drawer)
    if reopened:
        open_shift(desk, 0)
    attempts = _attempts(desk, place, paid, refund)
    if reopened:
        # Money goes into the new shift; the old one's receipt is not touched.
        for verb in ("move", "take", "pay"):
            attempts[verb]()
        refused("receipt.other_shift", attempts["void"])
    else:
        for verb, code in {
            "move": "cash.no_shift", "take": "cash.no_shift", "pay": "cash.no_shift",
            "void": "cash.no_shift",
        }.items():  # fmt: skip
            refused(code, attempts[verb])
    refused("cash.closed", attempts["count"])
    refused("cash.closed", attempts["close"])
    assert _all_of(place.drawer) == before


def _all_of(shift: int) -> list[object]:
    found: list[object] = [CashShift.get_by_id(shift).__data__]
    for model in (Receipt, CashMove, Refund):
        found += [row.__data__ for row in model.select().where(model.shift == shift)]
    return found


def test_reading(desk: Desk, place: Place) -> None:
    refused("cash.unknown", lambda: get_shift(desk, 99))
    refused("cash.unknown", lambda: count_shift(desk, EXACT, shift=99))
    as_role(desk, Role.CLERK)
    refused("access.denied", lambda: get_shift(desk, place.drawer))
