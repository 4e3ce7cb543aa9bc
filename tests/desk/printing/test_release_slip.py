"""Release slips and promises: read back from the PDF, in every language, long and many."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desk.core.errors import Refused
from desk.printing import from_data, of, raster, render, to_data
from desk.printing.promise_letter import PromiseLetter
from desk.printing.release_slip import ReleaseSlipPaper
from tests.desk.printing.samples import codes_of, edges_are_free, words_of
from tests.desk.printing.slip_samples import PROMISE, SLIP, TOKEN, slip_of

LONG = "诸葛孔明之孙" * 50
CODES = {"number", "token", "language", "currency", "kind", "standing", "authority", "answer",
         "decision"}  # fmt: skip
BOTH = pytest.mark.parametrize("paper", [SLIP, PROMISE], ids=["slip", "promise"])


def pages(pdf: bytes) -> int:
    return len(list(raster.pages(pdf, 40)))


@BOTH
@pytest.mark.parametrize("language", ["zh_CN", "zh_HK", "en"])
def test_it_speaks_every_language(paper: ReleaseSlipPaper | PromiseLetter, language: str) -> None:
    spoken = replace(paper, language=language)
    pdf = render(spoken)
    said = words_of(pdf)
    for part in (paper.number, paper.unit, "254.36", "440***********1234", "2026-11-30"):
        assert part in said
    assert from_data(of(paper).key, to_data(spoken)) == spoken


@BOTH
def test_it_marks_copies_and_takes_long_texts(paper: ReleaseSlipPaper | PromiseLetter) -> None:
    wordy: dict[str, Any] = {
        name: LONG for name, hint in type(paper).__annotations__.items()
        if hint == "str" and name not in CODES
    }  # fmt: skip
    assert "Copy 2" in words_of(render(replace(paper, copy=2)))
    assert "VOID" in words_of(render(replace(paper, voided=True)))
    assert edges_are_free(render(replace(paper, **wordy)), 8)
    with pytest.raises(Refused, match=r"paper\.layout_unknown"):
        render(paper, "a3")


def test_each_keeper_has_a_sheet_with_the_code() -> None:
    pdf = render(SLIP)
    assert pages(pdf) == 3
    said = words_of(pdf)
    assert [said.count(name) for name in ("Stub", "Customer", "Gate")] == [1, 1, 1]
    assert codes_of(pdf) == [TOKEN]
    two = render(replace(SLIP, parts=2))
    assert pages(two) == 2
    assert "Customer" not in words_of(two)


def test_the_gate_reads_no_amounts() -> None:
    sheets = [words_of(render(replace(SLIP, parts=parts))) for parts in (2, 3)]
    assert [said.count("254.36") for said in sheets] == [2, 4]  # owed and promised, a sheet each
    assert [said.count("Written promise") for said in sheets] == [2, 3]
    assert [said.count(SLIP.reason) for said in sheets] == [1, 2]
    assert "Kinds of goods" in sheets[0]


def test_goods_go_on_over_pages() -> None:
    pdf = render(slip_of(40))
    said = words_of(pdf)
    assert pages(pdf) == 9
    assert all(said.count(f"Item{n:03d}") == 3 for n in range(40))
    assert said.count("Page 3 of 3") == 3
    assert pages(render(slip_of(0))) == 3


def test_what_was_decided_stands_there() -> None:
    said = words_of(render(SLIP))
    for part in ("Confirmed by telephone", "138 **** 8000", "agreed", "Written promise", "1.50"):
        assert part in said
    assert "Nothing owed" in words_of(render(replace(SLIP, owed=0, decision="")))
