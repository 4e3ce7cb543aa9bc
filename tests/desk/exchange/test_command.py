"""``main.py import``: words, figures, all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk import texts
from desk.core import words
from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.estate import units
from desk.exchange import command, session
from desk.exchange.rows import read
from tests.stores import as_role

GOOD = "房号,业主,电话,面积\n3-1502,李敏,13712348842,89.5\n3-1503,王建国,13812348842,76\n"
BAD = GOOD + "3-<b>,张三,13900001111,50\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "台账.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def said(report: command.Report) -> str:
    return "\n".join(report.lines(texts.sentence, texts.word))


def test_dry_run_changes_nothing(desk: Desk, file: Path) -> None:
    words.use("en")
    report = command.run(desk, file, dry=True)
    assert report.good
    assert not report.imported
    assert "2 new, 0 changed, 0 unchanged" in said(report)
    assert "nothing was changed" in said(report)
    assert units.find_unit(desk, "3-1502") is None


def test_again_imports_nothing_twice(desk: Desk, file: Path) -> None:
    words.use("en")
    first = command.run(desk, file)
    assert first.imported
    assert (first.figures()["units_new"], first.figures()["people_new"]) == (2, 2)
    again = command.run(desk, file)
    assert (again.figures()["units_new"], again.figures()["units_unchanged"]) == (0, 2)
    assert again.figures()["warnings"] == {"imported_before": 1}
    assert "imported before" in said(again)


def test_a_bad_row_stops_all_and_is_named(desk: Desk, file: Path) -> None:
    words.use("en")
    file.write_text(BAD, encoding="utf-8")
    report = command.run(desk, file)
    assert not report.good
    assert not report.imported
    assert "A4" in said(report)
    assert "Nothing was imported" in said(report)
    (problem,) = report.figures()["problems"]  # type: ignore[misc]
    assert problem["cell"] == "A4"
    assert units.find_unit(desk, "3-1502") is None


def test_many_problems_are_counted(desk: Desk, file: Path) -> None:
    words.use("en")
    rows = "".join(f"<{n}>,张三,,\n" for n in range(command.MOST_LINES + 7))
    file.write_text(GOOD + rows, encoding="utf-8")
    assert "and 7 more rows" in said(command.run(desk, file, dry=True))


def test_a_missing_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        command.run(desk, tmp_path / "none.xlsx")
    assert refused.value.code == "import.file_missing"


def test_only_who_may_import(desk: Desk, file: Path) -> None:
    as_role(desk, Role.CLERK)
    with pytest.raises(Refused) as refused:
        command.run(desk, file)
    assert refused.value.code == "access.denied"


def test_what_was_looked_at_is_what_is_imported(desk: Desk, file: Path) -> None:
    seen = session.look(desk, file)
    file.write_text(BAD, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        session.carry_out(desk, seen)
    assert refused.value.code == "import.file_changed"


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_empty_workbook_is_understood_in_each_language(language: str, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    words.use(language)
    path = tmp_path / "empty.xlsx"
    session.template(path)
    book = load_workbook(path)
    titles = [str(cell.value) for cell in book.active[1]]
    values = {2: "1502", 0: "3"}
    book.active.append([values.get(at, "") for at in range(len(titles))])
    book.save(path)
    with read(path) as reading:
        (table,) = reading.tables
        missing = [t for t, f in zip(titles, table.matching.fields, strict=True) if not f]
        assert not missing
        (row,) = list(reading)
        assert row.key == ("3", "", "1502")  # type: ignore[union-attr]
