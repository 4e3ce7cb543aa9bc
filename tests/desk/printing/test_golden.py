"""Each paper, byte for byte as it was when somebody last looked at it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.printing import PAPERS, from_data, of, render, to_data
from tests.desk.printing import (
    complaint_samples,
    money_samples,
    order_samples,
    samples,
    slip_samples,
)

FOLDER = Path(__file__).parents[2] / "golden"
STANDING = replace(
    samples.PASS,
    standing=True,
    visitor="欧阳𨋢䶮",
    people=1,
    copy=2,
    valid_until=samples.NOW.replace(year=2027),
)
CASES = {
    "visitor_pass-badge": (samples.PASS, "badge"),
    "visitor_pass-roll80": (samples.PASS, "roll80"),
    "visitor_pass-roll58": (samples.PASS, "roll58"),
    "visitor_pass-standing": (STANDING, "badge"),
    "muster_list-a4": (samples.MUSTER, "a4"),
    "recovery_code-a4": (samples.RECOVERY, "a4"),
    "register_list-a4_wide": (samples.LIST, "a4_wide"),
    "receipt-a5": (money_samples.RECEIPT, "a5"),
    "receipt-form241": (money_samples.RECEIPT, "form241"),
    "receipt-roll80": (money_samples.RECEIPT, "roll80"),
    "receipt-many": (replace(money_samples.receipt_of(40), copy=2), "a5"),
    "receipt-voided": (replace(money_samples.RECEIPT, voided=True), "form241"),
    "payment_notice-a5": (money_samples.NOTICE, "a5"),
    "payment_notice-a4": (money_samples.NOTICE, "a4"),
    "formal_demand-a4": (money_samples.DEMAND, "a4"),
    "deposit_slip-a5": (money_samples.DEPOSIT, "a5"),
    "refund_slip-a5": (money_samples.REFUND, "a5"),
    "shift_report-a4": (money_samples.SHIFT, "a4"),
    "complaint_form-a4": (complaint_samples.CLOSED, "a4"),
    "complaint_form-fresh": (complaint_samples.FRESH, "a4"),
    "release_slip-a5": (slip_samples.SLIP, "a5"),
    "release_slip-many": (replace(slip_samples.slip_of(40), parts=2, copy=1), "a5"),
    "promise_letter-a5": (slip_samples.PROMISE, "a5"),
    "work_order-a5": (order_samples.DONE, "a5"),
    "work_order-fresh": (order_samples.FRESH, "a5"),
    "work_order-form241": (order_samples.FRESH, "form241"),
    "day_sheet-a4_wide": (order_samples.SHEET, "a4_wide"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_paper_is_the_golden_one(name: str, request: pytest.FixtureRequest) -> None:
    paper, layout = CASES[name]
    pdf = render(paper, layout)
    golden = FOLDER / f"{name}.pdf"
    if request.config.getoption("--update-golden"):
        golden.write_bytes(pdf)
    assert golden.read_bytes() == pdf, f"look at it, then pytest --update-golden ({name})"


def test_every_paper_in_every_layout_has_a_golden_one() -> None:
    covered = {(of(paper).key, layout) for paper, layout in CASES.values()}
    assert covered == {(p.key, layout) for p in PAPERS.values() for layout in p.layouts}
    assert {path.stem for path in FOLDER.glob("*.pdf")} == set(CASES)


@pytest.mark.parametrize("paper", [samples.PASS, samples.MUSTER, STANDING])
def test_what_was_kept_prints_the_same(paper: object) -> None:
    kind = of(paper)
    again = from_data(kind.key, to_data(paper))
    assert again == paper
    assert render(again) == render(paper) == render(paper)
