"""Late fees, spreading and reckoning: exact against Decimal and fractions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from desk.fees.till.debts import Debt
from desk.fees.till.drafts import LineDraft, TenderDraft, cut, reckon
from desk.fees.till.late import NEVER, LateTerms, chosen, days_late, late_fee, on_part
from desk.fees.till.spread import left_over, spread

DUE = date(2026, 1, 1)
MONEY = st.integers(0, 10**9)
TERMS = st.builds(LateTerms, st.integers(0, 5000), st.integers(0, 60), st.integers(0, 1000))
DAYS = st.integers(-10, 4000)


def exact(principal: int, days: int, terms: LateTerms) -> int:
    """The same fee by Decimal."""
    counted = max(0, days - terms.grace)
    grown = Decimal(principal) * terms.rate * counted / 1_000_000
    most = Decimal(principal) * terms.cap / 1000
    return int(min(grown, most).quantize(Decimal(1), ROUND_HALF_UP))


@given(MONEY, DAYS, TERMS)
def test_late_fee_is_exact(principal: int, days: int, terms: LateTerms) -> None:
    fee = late_fee(principal, DUE, DUE + timedelta(days), terms)
    assert fee == exact(principal, days, terms)
    assert 0 <= fee <= principal


@given(st.lists(MONEY, min_size=1, max_size=6), DAYS, TERMS)
def test_parts_paid_on_one_day_make_up_the_whole(
    parts: list[int], days: int, terms: LateTerms
) -> None:
    whole = balance = sum(parts)
    on, paid = DUE + timedelta(days), 0
    for part in parts:
        paid += on_part(balance, part, days_late(DUE, on, terms.grace), terms)
        balance -= part
    assert paid == exact(whole, days, terms)


@given(st.lists(st.tuples(MONEY, st.integers(0, 90)), min_size=1, max_size=6), TERMS)
def test_parts_paid_over_time_are_the_sum_of_balance_times_days(
    steps: list[tuple[int, int]], terms: LateTerms
) -> None:
    terms = LateTerms(terms.rate, 0, 1000)
    balance = sum(part for part, _days in steps)
    day, grown, paid = 0, Decimal(0), 0
    for part, days in steps:
        day += days
        if terms.rate * day > 1_000_000:
            return  # the cap is another test
        grown += Decimal(balance) * days * terms.rate / 1_000_000
        paid += on_part(balance, part, day, terms)
        balance -= part
    assert balance == 0
    assert abs(paid - grown) <= len(steps)


def debt(key: int, balance: int, days: int, terms: LateTerms) -> Debt:
    """A debt that is ``days`` late after grace."""
    whole = LateTerms(terms.rate, 0, terms.cap)
    return Debt(
        key, 1, "", None, "", 1, "", DUE, DUE, DUE, balance, 0, 0, balance,
        on_part(balance, balance, days, whole), days, "run", whole,
    )  # fmt: skip


DEBTS = st.lists(
    st.tuples(st.integers(1, 10**7), st.integers(0, 800), TERMS), min_size=0, max_size=6
).map(lambda rows: [debt(key, *row) for key, row in enumerate(rows, 1)])


@given(MONEY, DEBTS)
def test_spreading(amount: int, debts: list[Debt]) -> None:
    parts = spread(amount, debts)
    rest = left_over(amount, parts)
    assert rest >= 0
    known = {each.id: each for each in debts}
    for part in parts:
        owed = known[part.charge]
        assert 0 < part.amount <= owed.balance
        assert part.late_fee == owed.late_on(part.amount)
    # Every debt before the last part is paid but for the fen that rounding makes unreachable.
    spare = 0
    for each in debts:
        spare += each.total - sum(part.total for part in parts if part.charge == each.id)
    assert rest <= 1 or spare == 0
    if sum(each.total for each in debts) <= amount:
        assert spare == 0 and rest == amount - sum(each.total for each in debts)


def test_spreading_oldest_first() -> None:
    debts = [debt(1, 10_000, 0, NEVER), debt(2, 5_000, 0, NEVER)]
    assert [(p.charge, p.amount) for p in spread(12_000, debts)] == [(1, 10_000), (2, 2_000)]
    assert left_over(16_000, spread(16_000, debts)) == 1_000
    assert spread(0, debts) == ()


def test_spreading_with_late_fee() -> None:
    late = debt(1, 100_000, 30, LateTerms(500, 0, 1000))
    (part,) = spread(50_750, [late])
    assert (part.amount, part.late_fee) == (50_000, 750)


SUMS = st.lists(st.integers(1, 10**6), min_size=1, max_size=5)
TENDERS = st.lists(
    st.tuples(st.sampled_from(["cash", "wechat", "card"]), st.integers(0, 2 * 10**6)), max_size=4
)


@given(SUMS, TENDERS, st.sampled_from(["none", "tenth", "unit"]))
def test_reckoning_adds_up(sums: list[int], given_: list[tuple[str, int]], rule: str) -> None:
    lines = [LineDraft("charge", charge=n, amount=a) for n, a in enumerate(sums)]
    tenders = [TenderDraft(kind, amount) for kind, amount in given_]
    done = reckon(lines, tenders, rule)
    assert done.total == sum(sums)
    assert done.paid + done.missing == done.due + done.surplus
    assert not (done.missing and done.surplus)
    assert 0 <= done.change <= done.surplus
    cash = sum(amount for kind, amount in given_ if kind == "cash")
    assert done.change <= cash
    assert 0 <= done.rounding < {"none": 1, "tenth": 10, "unit": 100}[rule]
    if not any(kind == "cash" for kind, _ in given_):
        assert done.rounding == 0


def test_rounding_is_of_what_is_paid_in_cash() -> None:
    lines = [LineDraft("charge", charge=1, amount=12_345)]
    by_card = [TenderDraft("card", 12_000), TenderDraft("cash", 340)]
    assert reckon(lines, by_card, "tenth").settled
    assert cut(345, "tenth") == 5 and cut(345, "unit") == 45 and cut(-3, "tenth") == 0


def test_terms_of_an_item() -> None:
    usual = LateTerms(300, 5, 1000)
    assert chosen(usual, None, None, None, "run", "") == usual
    assert chosen(usual, 0, 1, 500, "run", "") == LateTerms(0, 1, 500)
    assert chosen(usual, 300, 0, 1000, "late", "") is NEVER
    assert chosen(usual, 300, 0, 1000, "manual", "late") is NEVER
