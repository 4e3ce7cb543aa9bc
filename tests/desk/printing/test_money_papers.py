"""Notices, demands, slips of deposits and refunds, shift reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desk.core.errors import Refused
from desk.printing import PAPERS, batch, from_data, of, render, to_data
from desk.printing.notices import DEMAND_LAYOUTS, NOTICE_LAYOUTS, PaymentNotice
from desk.printing.receipt import TenderLine
from tests.desk.printing.money_samples import (
    ALL,
    DEBTS,
    DEMAND,
    DEPOSIT,
    NOTICE,
    REFUND,
    SHIFT,
    TOKEN,
)
from tests.desk.printing.samples import codes_of, edges_are_free, words_of

LONG = "诸葛孔明之孙" * 50


def flat(pdf: bytes) -> str:
    return "".join(words_of(pdf).split())


@pytest.mark.parametrize("paper", ALL, ids=lambda paper: of(paper).key)
@pytest.mark.parametrize("language", ["zh_CN", "zh_HK", "en"])
def test_every_paper_speaks_every_language(paper: object, language: str) -> None:
    kind = of(paper)
    spoken = replace(paper, language=language)  # type: ignore[type-var]
    for layout in kind.layouts:
        pdf = render(spoken, layout)
        assert paper.number in words_of(pdf)  # type: ignore[attr-defined]
        if kind.key != "shift_report":
            assert codes_of(pdf, 203) == [TOKEN]
    assert from_data(kind.key, to_data(spoken)) == spoken


@pytest.mark.parametrize("paper", ALL, ids=lambda paper: of(paper).key)
def test_every_paper_marks_copies_and_takes_long_texts(paper: object) -> None:
    kind = of(paper)
    wordy = {
        name: LONG
        for name, hint in type(paper).__annotations__.items()
        if hint == "str"
        and name not in {"number", "token", "language", "currency", "kind", "state", "tender"}
    }
    for layout in kind.layouts:
        assert "Copy 2" in words_of(render(replace(paper, copy=2), layout))  # type: ignore[type-var]
        pdf = render(replace(paper, **wordy), layout)  # type: ignore[type-var]
        assert edges_are_free(pdf, 8)


@pytest.mark.parametrize("layout", NOTICE_LAYOUTS)
def test_a_notice_says_what_is_owed_why_and_how_to_pay(layout: str) -> None:
    said = flat(render(NOTICE, layout))
    for part in (
        "Payment notice", "3-1502", "李敏", "Please pay it by 2026-12-05", "2026-09", "11.28",
        "Area 89.50 m² × ¥2.80 × 1 month = ¥250.60", "532.32", "15.04", "¥547.36",
        "Five hundred forty-seven yuan and thirty-six fen", "counted up to 2026-11-22",
        "prepaid account holds ¥120.00", "Service desk, tower 1, 8:30–20:00", "6217 0000",
        "0755-8888 6666", "陈佳慧",
    ):  # fmt: skip
        assert part.replace(" ", "") in said, part


def test_a_notice_without_late_fees_does_not_speak_of_them() -> None:
    debts = tuple(replace(debt, late_fee=0) for debt in DEBTS)
    said = words_of(render(replace(NOTICE, debts=debts, prepaid=None, pay_by=None)))
    assert "late fee" not in said.lower()
    assert "prepaid" not in said
    assert "Please pay it soon" in said


def test_a_demand_sets_a_deadline_and_names_what_went_before() -> None:
    said = flat(render(DEMAND))
    for part in (
        "Formal demand", "2026-10-08  Telephone call  promised", "2026-11-22  fax",
        "pay the whole amount by 2026-12-10", "¥547.36 in all", "Received by",
    ):  # fmt: skip
        assert part.replace(" ", "") in said, part
    assert "We have asked" not in words_of(render(replace(DEMAND, earlier=())))


@pytest.mark.parametrize("paper", [NOTICE, DEMAND])
def test_many_debts_go_on_with_their_sums(paper: PaymentNotice) -> None:
    for count in range(1, 60, 3):
        pages = words_of(render(replace(paper, debts=DEBTS[:1] * count))).split("\f")
        for n, page in enumerate(pages[:-1], 1):
            assert f"Page {n} of {len(pages)}" in page
        assert sum(page.count("Area 89.50") for page in pages) == count
        carried = [page for page in pages if "Carried over" in page]
        for page in carried:
            sums = page.split("Carried over ")[1].split()[:2]
            assert f"Brought forward {' '.join(sums)}" in pages[pages.index(page) + 1]
        assert "Seal" in pages[-1]
        assert "Where to pay" in pages[-1]  # a page never has signatures alone


def test_a_batch_is_one_file_in_the_order_given() -> None:
    made = [replace(NOTICE, number=f"N26{n:07d}", unit=f"8-{n:04d}") for n in range(30)]
    made[3] = replace(made[3], debts=DEBTS * 9)
    pages = words_of(batch(iter(made))).split("\f")
    firsts = [page for page in pages if "Brought forward" not in page]
    assert len(firsts) == 30
    assert len(pages) > 30
    for paper, page in zip(made, firsts, strict=True):
        assert paper.unit in page
    assert batch(iter(made)) == batch(made)
    assert words_of(batch([NOTICE, DEMAND], "a4")).count("\f") == 1


def test_a_batch_is_drawn_as_it_comes_and_may_be_stopped() -> None:
    taken: list[int] = []

    def papers() -> Iterator[PaymentNotice]:
        for n in range(1000):
            taken.append(n)
            if n == 3:
                raise KeyboardInterrupt
            yield NOTICE

    with pytest.raises(KeyboardInterrupt):
        batch(papers())
    assert taken == [0, 1, 2, 3]


def test_batches_refuse_what_they_can_not_do() -> None:
    for wrong, code in (
        ([], "paper.none"),
        ([replace(NOTICE, person="😀")], "paper.glyph_missing"),
    ):
        with pytest.raises(Refused) as caught:
            batch(wrong)
        assert caught.value.code == code
    for paper in (NOTICE, DEMAND, DEPOSIT, REFUND, SHIFT):
        with pytest.raises(Refused, match="layout_unknown"):
            render(paper, "a3")
    assert "a5" not in DEMAND_LAYOUTS


def test_a_deposit_slip_says_what_for_and_how_it_comes_back() -> None:
    said = flat(render(replace(DEPOSIT, tenders=(TenderLine("cash", 300000, 310000),))))
    for part in ("Y260000077", "装修押金", "¥3,000.00", "Three thousand yuan", "R260004711",
                 "given ¥3,100.00, change ¥100.00", "Paid back on", "陈佳慧"):  # fmt: skip
        assert part.replace(" ", "") in said, part
    assert "VOID" in words_of(render(replace(DEPOSIT, voided=True)))
    assert "Mine" in words_of(render(replace(DEPOSIT, terms="Mine", note="", tenders=())))


def test_a_refund_slip_adds_up_and_says_who_decided() -> None:
    said = flat(render(REFUND))
    for part in ("3,000.00", "Kept: 电梯轿厢划痕", "-300.00", "-80.00", "¥2,620.00", "Paid out",
                 "Two thousand six hundred twenty yuan", "装修验收合格",
                 "周志强 2026-11-22 14:32 同意",
                 "Bank transfer 6217 **** 0000", "何文静", "Y260000077"):  # fmt: skip
        assert part.replace(" ", "") in said, part
    waiting = replace(REFUND, state="requested", paid_at=None, paid_by="", approver="")
    assert "To be paid out" in words_of(render(waiting))
    item = replace(REFUND.items[0], late_fee=1234, reopen=True)
    said = words_of(render(replace(REFUND, items=(item,))))
    assert "Late fee in it: ¥12.34" in said
    assert "owed again" in said


def test_a_shift_report_shows_how_the_drawer_comes_out() -> None:
    said = flat(render(SHIFT))
    for part in (
        "100.00 × 5   50.00 × 10",
        "1,000.00", "4,862.40", "-50.00", "-250.60", "5,561.80", "100.00 55 5,500.00",
        "0.10 18 1.80",
        "5,551.80", "Missing: Ten yuan", "-¥10.00", "找零多付", "周志强", "¥4,551.80", "¥1,000.00",
        "WeChat Pay 34 10,223.10", "15,085.50", "何文静 15 2,085.50", "¥25.06", "¥6.00", "¥0.12",
        "M260000101", "T260000012", "重复缴费 Cash", "R260004710", "金额录入错误",
        "粤A 0012301 – 粤A 0012365 63 2", "48213:9F3A62C1D07B58E4", "林秀珍",
        "Counts handed in 2",
        "63 R260004702 – R260004766",
    ):  # fmt: skip
        assert part.replace(" ", "") in said, part
    assert "50.00 0" not in words_of(render(SHIFT))  # denominations that nobody counted


def test_a_shift_report_of_a_right_and_of_an_open_drawer() -> None:
    assert "The drawer is right." in words_of(render(replace(SHIFT, difference=0)))
    more = words_of(render(replace(SHIFT, difference=500)))
    assert "Too much: Five yuan" in more
    assert "+¥5.00" in more
    still = replace(SHIFT, closed_at=None, closer="", counted=None, difference=None, counts=(),
                    handed_in=None, tenders=(), clerks=(), items=(), moves=(), refunds=(),
                    voids=(), sheets=(), anchor="")  # fmt: skip
    said = words_of(render(still))
    assert "still open" in said
    assert "Counted" not in said


def test_a_shift_of_many_documents_keeps_all_and_their_sum() -> None:
    voids = tuple(replace(SHIFT.voids[0], number=f"R27{n:07d}") for n in range(120))
    pages = words_of(render(replace(SHIFT, voids=voids)))
    assert all(void.number in pages for void in voids)
    assert "37,344.00" in pages
    assert set(PAPERS) >= {of(paper).key for paper in ALL}
