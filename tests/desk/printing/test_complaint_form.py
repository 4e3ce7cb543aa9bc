"""The complaint form: everything known stands on it, the rest is left to be written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.printing import from_data, render, to_data
from desk.printing.complaint_words import STEPS
from tests.desk.printing.complaint_samples import CLOSED, FRESH
from tests.desk.printing.samples import words_of


def flat(pdf: bytes) -> str:
    return "".join(words_of(pdf).split())


def test_what_is_known_stands_on_it() -> None:
    said = flat(render(replace(CLOSED, language="en")))
    for part in ("Complaint form", "K260000123", "欧阳𨋢䶮", "13800138000", "3-1502", "Serious",
                 "Valid complaint (first: Lets off steam)", "urged: 2", "reopened: 1",
                 "更换门机控制板", "修得及时，希望以后定期保养", "4 / 5", "周志强",
                 "与工程主管到场", "Copy 1", "W260000088", "T260000412",
                 "何文静", "passed over", "Attempts3", *STEPS["nature"].split()):  # fmt: skip
        assert part.replace(" ", "") in said, part


def test_a_fresh_one_leaves_room_to_write() -> None:
    pdf = render(replace(FRESH, language="en"))
    said = flat(pdf)
    assert "How it was handled".replace(" ", "") in said
    assert "Satisfied54321" in said
    assert pdf.count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("length", [0, 10, 4000])
@pytest.mark.parametrize("language", ["zh_CN", "zh_HK", "en"])
def test_any_length_is_printed_whole(length: int, language: str) -> None:
    text = "龘" * length + "完"
    paper = replace(CLOSED, text=text, result=text, language=language)
    assert flat(render(paper)).count("龘") == 2 * length


def test_it_is_kept_as_data() -> None:
    assert from_data("complaint_form", to_data(CLOSED)) == CLOSED
