from __future__ import annotations

from dataclasses import replace

import pytest

from desk.core.errors import Refused
from desk.printing import raster, render, to_data
from desk.printing.recovery_code import groups
from desk.printing.register_list import ListColumn
from tests.desk.printing.samples import LIST, MUSTER, NOW, RECOVERY, words_of


def test_muster_list_counts_people_and_pages() -> None:
    pages = words_of(render(MUSTER)).split("\f")
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert f"People on site: {sum(r.people for r in MUSTER.rows)}" in text
        assert f"Page {number} of {len(pages)}" in text
    whole = "".join(pages)
    positions = [whole.index(row.number) for row in MUSTER.rows]
    assert positions == sorted(positions)  # as given
    assert all(whole.count(row.number) == 1 for row in MUSTER.rows)


def test_muster_list_says_the_group_again_on_the_next_page() -> None:
    pages = words_of(render(MUSTER)).split("\f")
    assert all("Tower" in page for page in pages)


def test_muster_list_of_nobody_says_so() -> None:
    assert "Nobody is signed in" in words_of(render(replace(MUSTER, rows=())))


def test_muster_list_of_hundreds_with_long_names_keeps_all_on_the_page() -> None:
    rows = tuple(
        replace(MUSTER.rows[0], number=f"V{n:09}", visitor="诸葛孔明" * 75, group=f"T{n // 50}")
        for n in range(400)
    )
    text = words_of(render(replace(MUSTER, rows=rows)))
    assert all(f"V{n:09}" in text for n in range(400))
    assert "…" in text


def test_a_heading_is_not_left_alone_at_the_foot() -> None:
    for count in range(30, 60):
        rows = (
            *(replace(MUSTER.rows[0], number=f"V{n:09}", where="") for n in range(count)),
            replace(MUSTER.rows[0], group="Last tower", number="V999999999"),
        )
        for page in words_of(render(replace(MUSTER, rows=rows))).split("\f"):
            assert ("Last tower" in page) == ("V999999999" in page)


def test_register_list_prints_what_is_shown_as_text() -> None:
    text = words_of(render(LIST))
    assert "=1+1" in text
    assert "Today · 陈佳慧" in text
    assert "Rows: 60" in text
    assert "767.50" in text


def test_register_list_fits_many_and_long_columns() -> None:
    columns = tuple(ListColumn(f"Column {n}") for n in range(14))
    row = tuple("很长的内容 " * (n * 3) for n in range(14))
    pdf = render(replace(LIST, columns=columns, rows=(row,) * 5, filters="x " * 500))
    for picture in raster.pages(pdf, 30):
        wide = picture.stride
        right = [
            picture.data[y * wide + 4 * (picture.width - 10) : (y + 1) * wide]
            for y in range(picture.height)
        ]
        assert all(set(part[:32]) <= {255} for part in right)  # nothing runs over the edge


def test_an_empty_list_says_so() -> None:
    assert "Nothing to list" in words_of(render(replace(LIST, rows=())))


def test_recovery_code_stands_in_groups() -> None:
    text = words_of(render(RECOVERY))
    lines = [line.split() for line in text.splitlines()[2:4]]
    assert [line[0] for line in lines] == ["1", "2"]
    assert "".join("".join(line[1:]) for line in lines) == RECOVERY.code.replace("-", "")
    assert "2026-11-22 14:32" in text
    assert groups("ABCDE FGHIJ") == ["ABCDE", "FGHIJ"]
    assert groups("ABCDEFGHIJKL") == ["ABCDE", "FGHIJ", "KL"]


def test_recovery_code_is_never_kept() -> None:
    with pytest.raises(ValueError, match="not kept"):
        to_data(RECOVERY)


@pytest.mark.parametrize("paper", [MUSTER, LIST, RECOVERY])
def test_lists_refuse_what_can_not_be_printed(paper: object) -> None:
    broken = replace(paper, site="😀")  # type: ignore[type-var]
    with pytest.raises(Refused, match="glyph_missing"):
        render(broken)
    assert render(broken, missing="box")


def test_refusals_of_a_row_deep_inside() -> None:
    rows = (replace(MUSTER.rows[0], visitor="a\x00b", since=NOW),)
    with pytest.raises(Refused, match="control_character"):
        render(replace(MUSTER, rows=rows))
