"""Everything out as CSV, and lists as they are shown."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from desk import texts
from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused, StoreError
from desk.estate.buildings import BuildingDraft, create_building
from desk.estate.customers import PersonDraft, PhoneDraft, create_person
from desk.estate.occupancy import RoleDraft, move_in
from desk.estate.people_list import CUSTOMERS
from desk.estate.unit_list import UNITS
from desk.estate.units import UnitDraft, create_unit
from desk.exchange.export import export_all, export_list
from tests.stores import as_role


class Stopped(Exception):
    """What a stop button raises."""


@pytest.fixture
def unit(desk: Desk) -> int:
    building = create_building(desk, BuildingDraft("3", "3栋")).id
    row = create_unit(desk, UnitDraft(building, "1502", kind="shop", area=7651, note="=1+1"))
    phones = (PhoneDraft("13812345678"), PhoneDraft("13900001111"))
    person = create_person(desk, PersonDraft("李敏", phones=phones)).id
    move_in(desk, RoleDraft(row.id, person, "owner", date(2020, 1, 2), share=5000))
    return row.id


def rows(path: Path, encoding: str = "utf-8") -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def actions(desk: Desk) -> list[str]:
    sql = "SELECT action FROM audit_entry ORDER BY seq"
    return [row[0] for row in desk.storage.database.execute_sql(sql)]


def test_every_register_gets_its_files(desk: Desk, unit: int, tmp_path: Path) -> None:
    counts = export_all(desk, tmp_path / "all")
    names = {export.name for register in desk.registers for export in register.exports}
    assert {path.stem for path in (tmp_path / "all").iterdir()} == names == counts.keys()
    head, row = rows(tmp_path / "all" / "units.csv")
    assert head[:5] == ["building", "room", "kind", "area_m2", "state"]
    assert row == [
        "3", "1502", "shop", "76.51", "owner_occupied", "", "15", "3-1502", "true", "=1+1"
    ]  # fmt: skip
    head, row = rows(tmp_path / "all" / "occupancies.csv")
    assert row[:8] == [
        "3", "1502", "李敏", "owner", "13812345678;13900001111", "2020-01-02", "", "0.5000"
    ]  # fmt: skip
    assert actions(desk)[-1] == "export.all"
    assert export_all(desk, tmp_path / "all") == counts


def test_export_names_are_unique(desk: Desk) -> None:
    names = [export.name for register in desk.registers for export in register.exports]
    assert len(names) == len(set(names))


def test_a_list_leaves_as_it_is_shown(desk: Desk, unit: int, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    assert export_list(desk, UNITS.open(desk), path, word=texts.word) == 1
    head, row = rows(path, "utf-8-sig")
    assert len(head) == len([column for column in UNITS.columns if column.shown])
    assert texts.word("unit.kind", "shop") in row
    assert "138 **** 5678" in row
    assert "13812345678" not in row
    assert actions(desk)[-1] == "list.exported"


def test_a_workbook_keeps_numbers_and_texts(desk: Desk, unit: int, tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "units.xlsx"
    note = next(column for column in UNITS.columns if column.key == "note")
    area = next(column for column in UNITS.columns if column.key == "area")
    export_list(desk, UNITS.open(desk), path, word=texts.word, columns=(note, area))
    book = openpyxl.load_workbook(path)
    assert [[cell.value for cell in row] for row in book.active][1] == ["=1+1", 76.51]
    assert book.active["A2"].data_type == "s"
    book.close()


def test_stopping_leaves_no_file(desk: Desk, unit: int, tmp_path: Path) -> None:
    def stop(done: int, total: int | None) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        export_list(desk, CUSTOMERS.open(desk), tmp_path / "x.csv", word=texts.word, progress=stop)
    assert list(tmp_path.glob("*.csv")) == []


def test_it_needs_the_permission(desk: Desk, unit: int, tmp_path: Path) -> None:
    source = UNITS.open(desk)
    as_role(desk, Role.GUARD)
    with pytest.raises(Refused, match=r"access\.denied"):
        export_list(desk, source, tmp_path / "x.csv", word=texts.word)
    as_role(desk, Role.SUPERVISOR)
    with pytest.raises(Refused, match=r"access\.denied"):
        export_all(desk, tmp_path / "all")
    assert not (tmp_path / "all").exists()


def test_a_folder_that_cannot_be_made_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match=r"store\.cannot_write"):
        export_all(desk, tmp_path / "file" / "all")
