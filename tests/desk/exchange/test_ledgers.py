"""The workbooks that users have, compared row by row with what is known to be right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desk.exchange.rows import RowProblem, UnitRow, read
from tests.desk.exchange.conftest import DATA, SHARED

KINDS = {
    "住宅": "residence",
    "商铺": "shop",
    "写字楼": "office",
    "车位": "parking",
    "仓库": "storage",
}


def as_truth(unit: UnitRow) -> dict[str, object]:
    owners = [p for p in unit.people if p.role == "owner"]
    tenants = [p for p in unit.people if p.role == "tenant"]
    assert len(owners) < 3
    assert len(tenants) < 2
    return {
        "building": unit.building,
        "room": unit.room,
        "kind": unit.kind,
        "area": unit.area,
        "owner": owners[0].name if owners else None,
        "co_owner": owners[1].name if len(owners) > 1 else None,
        "phones": list(owners[0].phones) if owners else [],
        "tenant": tenants[0].name if tenants else None,
        "tenant_phone": tenants[0].phones[0] if tenants else None,
        "moved_in": unit.moved_in.isoformat() if unit.moved_in else None,
        "arrears": unit.arrears,
    }


@pytest.mark.parametrize("folder", [DATA, SHARED], ids=["kept", "shared"])
def test_ledger_equals_its_truth_in_every_row(folder: Path) -> None:
    if not (folder / "ledger_a.xlsx").exists():
        pytest.skip("no shared data here")
    truth = json.loads((folder / "ledger_a.truth.json").read_text("utf-8"))
    for row in truth:
        row["kind"], row["area"] = KINDS[row["kind"]], round(row["area"] * 100)
    with read(folder / "ledger_a.xlsx") as reading:
        rows = list(reading)
    assert not [r for r in rows if isinstance(r, RowProblem)]
    assert [as_truth(r) for r in rows if isinstance(r, UnitRow)] == truth


def test_template_gives_its_one_unit_and_not_the_notes(data: Path) -> None:
    with read(data / "peer_rooms.xlsx") as reading:
        (unit,) = list(reading)
    assert isinstance(unit, UnitRow)
    assert unit.key == ("1", "1", "1001")
    assert (unit.floor, unit.kind, unit.area, unit.state) == (
        1,
        "residence",
        9456,
        "owner_occupied",
    )
    (person,) = unit.people
    assert (person.name, person.role, person.sex) == ("吴学文", "owner", "male")
    assert person.phones == ("18909711443",)
    assert person.document == "632126199109162056"
    assert unit.note == ""


def test_old_excel(data: Path) -> None:
    with read(data / "small.xls") as reading:
        units = [u for u in reading if isinstance(u, UnitRow)]
    assert [u.key for u in units] == [("3", "", "101"), ("3", "", "102"), ("3", "", "203")]
    assert [u.area for u in units] == [8950, 7700, 6660]
    assert units[0].moved_in is not None
    assert units[0].moved_in.isoformat() == "2020-05-06"
    assert [p.name for p in units[1].people] == ["李四", "王五"]
    assert units[2].state == "vacant"
