from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.core.errors import Refused
from desk.core.money import capitals, format_money
from desk.printing import parts, raster, render
from desk.printing.receipt import LAYOUTS
from tests.desk.printing.money_samples import ITEM, RECEIPT, TOKEN, receipt_of
from tests.desk.printing.samples import codes_of, edges_are_free, words_of

LONG = "诸葛孔明之孙" * 50
PAGED = ("a5", "form241")


def flat(pdf: bytes) -> str:
    """All text without blanks: a wrapped line is still the same words."""
    return "".join(words_of(pdf).split())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_says_all_that_is_on_the_record(layout: str) -> None:
    said = flat(render(RECEIPT, layout))
    for part in (
        "R260004711", "2026-11-22 14:32", "阳光花园物业服务有限公司", "李敏", "3-1502", "3-1503",
        "物业服务费", "2026-11", "89.50 m² × 2.80", "250.60", "-25.06", "12.34",
        "Late fee waived: ¥6.00", "两车", "500.00", "¥737.88", "粤A 0012345",
        "Seven hundred thirty-seven yuan and eighty-eight fen", "Cash", "337.86", "350.00",
        "12.14", "WeChat Pay", "400.00", "4200001234", "¥0.02", "¥1,200.00", "陈佳慧", "S260000317",
        "下月起按季度缴费",
    ):  # fmt: skip
        assert part.replace(" ", "") in said, part


@pytest.mark.parametrize(("layout", "dpi"), [("a5", 203), ("form241", 180), ("roll80", 203)])
def test_its_code_is_the_token(layout: str, dpi: float) -> None:
    assert codes_of(render(RECEIPT, layout), dpi) == [TOKEN]


def test_pdftotext_reads_the_same_total() -> None:
    if (tool := shutil.which("pdftotext")) is None:
        pytest.skip("poppler-utils is not installed")
    for layout in LAYOUTS:
        for language in ("zh_CN", "zh_HK"):
            pdf = render(replace(RECEIPT, language=language), layout)
            done = subprocess.run([tool, "-", "-"], input=pdf, capture_output=True, check=True)
            said = "".join(done.stdout.decode().split())
            assert format_money(RECEIPT.total) in said
            assert capitals(RECEIPT.total, language) in said


def test_sizes_are_those_of_the_paper() -> None:
    assert raster.sizes(render(RECEIPT, "a5")) == [pytest.approx((210, 148), abs=0.1)]
    assert raster.sizes(render(RECEIPT, "form241")) == [pytest.approx((241, 93), abs=0.1)]
    short, long = (raster.sizes(render(receipt_of(n), "roll80"))[0] for n in (1, 9))
    assert short[0] == long[0] == pytest.approx(80, abs=0.1)
    assert short[1] < long[1]


@pytest.mark.parametrize("layout", PAGED)
@settings(max_examples=20)
@given(count=st.integers(1, 70))
def test_sums_are_carried_and_no_line_is_lost(layout: str, count: int) -> None:
    paper = receipt_of(count)
    pages = [page.split("\n") for page in words_of(render(paper, layout)).split("\f")]
    carried, sofar = None, 0
    for number, page in enumerate(pages, 1):
        said = "\n".join(page)
        if carried is not None:
            assert f"Brought forward {carried}" in said
        sofar += sum(line.amount for line in paper.lines if line.item in said)
        figure = format_money(sofar, sign=False)
        if number < len(pages):
            assert f"Carried over {figure}" in said
            assert "In words" not in said
            carried = figure
        else:
            assert format_money(paper.total) in said
            assert "Cashier" in said
        assert len(pages) == 1 or f"Page {number} of {len(pages)}" in said
        assert paper.number in said
    assert sofar == paper.total
    whole = words_of(render(paper, layout))
    assert all(whole.count(line.item) == 1 for line in paper.lines)


def test_forty_lines_stay_on_one_strip() -> None:
    pdf = render(receipt_of(40), "roll80")
    assert len(raster.sizes(pdf)) == 1
    assert all(f"Item{n:03d}" in words_of(pdf) for n in range(40))


def test_a_form_is_black_only_and_leaves_its_tractor_strips_free() -> None:
    for paper in (RECEIPT, replace(RECEIPT, voided=True, copy=1), receipt_of(30)):
        pdf = render(paper, "form241")
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
            try:
                drawn = zlib.decompress(stream)
            except zlib.error:
                continue
            if b" Tf " in drawn:
                assert set(re.findall(rb"(\S+) [gG]\b", drawn)) <= {b"0"}
        assert edges_are_free(pdf, 12.7 / 25.4 * 72)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_copies_keep_the_clerk_and_say_which_they_are(layout: str) -> None:
    said = words_of(render(replace(RECEIPT, copy=3), layout))
    assert "Copy 3" in said
    assert "陈佳慧" in said
    assert "Copy" not in words_of(render(RECEIPT, layout))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_voided_ones_say_so_on_every_page(layout: str) -> None:
    paper = replace(
        receipt_of(40), voided=True, void_at=RECEIPT.at, void_by="周志强", void_reason="重复"
    )
    pages = words_of(render(paper, layout)).split("\f")
    assert all("VOID" in page for page in pages)
    assert "Voided 2026-11-22 14:32 周志强: 重复" in " ".join(pages[0].split())
    assert "VOID" not in words_of(render(RECEIPT, layout))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", [LONG, "x" * 300, "Featherstonehaugh-" * 20])
def test_long_names_wrap_and_leave_the_code_and_the_edges_alone(layout: str, name: str) -> None:
    line = replace(ITEM, item=name, unit=name, text=name, measure="m²")
    texts = dict.fromkeys(("site", "payee", "payer", "unit", "clerk", "note", "sheet"), name)
    pdf = render(replace(RECEIPT, lines=(line,) * 3, **texts), layout)
    assert codes_of(pdf, 203) == [TOKEN]
    said = words_of(pdf)
    assert "¥737.88" in said
    assert "250.60" in said
    assert edges_are_free(pdf, 6)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_largest_amounts_have_room(layout: str) -> None:
    most = 10**15 - 1
    line = replace(ITEM, amount=most, late_fee=0, discount=most)
    said = flat(render(replace(RECEIPT, total=most, lines=(line,), language="zh_CN"), layout))
    assert "9,999,999,999,999.99" in said
    assert capitals(most) in said


@pytest.mark.parametrize("layout", LAYOUTS)
def test_prints_odd_text_as_it_is(layout: str) -> None:
    name = "<b>=1+1</b> 欧阳𨋢䶮 & Co"
    said = flat(render(replace(RECEIPT, payer=name, lines=(replace(ITEM, item=name),)), layout))
    assert said.count("".join(name.split())) == 2
    with pytest.raises(Refused, match="glyph_missing"):
        render(replace(RECEIPT, payer="😀"), layout)
    with pytest.raises(Refused, match="control_character"):
        render(replace(RECEIPT, note="a\x00"), layout)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_of_nothing_and_without_a_code(layout: str) -> None:
    bare = replace(
        RECEIPT, lines=(), tenders=(), token="", payee="", payer="", unit="", kind="sundry"
    )
    said = words_of(render(bare, layout))
    assert "Receipt: Sundry" in said
    assert codes_of(render(bare, layout)) == []


def test_refuses_a_size_it_does_not_come_in() -> None:
    with pytest.raises(Refused, match="layout_unknown"):
        render(RECEIPT, "a4")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), "2026-11"),
        (date(2026, 11, 1), date(2027, 1, 31), "2026-11 – 2027-01"),
        (date(2026, 11, 1), date(2026, 11, 29), "2026-11-01 – 2026-11-29"),
        (date(2026, 11, 2), date(2026, 11, 2), "2026-11-02"),
        (date(2028, 2, 1), date(2028, 2, 29), "2028-02"),
        (date(2026, 11, 2), None, "2026-11-02"),
        (None, None, ""),
    ],
)
def test_periods(first: date | None, last: date | None, said: str) -> None:
    assert parts.period(first, last) == said


def test_figures() -> None:
    shown = [parts.quantity(n) for n in (10_000, 895_000, 1_250, 123_450_000, 10_001)]
    assert shown == ["1", "89.50", "0.125", "12,345", "1.0001"]
    assert [parts.price(n) for n in (28_000, 5_625, -15_000)] == ["2.80", "0.5625", "-1.50"]
