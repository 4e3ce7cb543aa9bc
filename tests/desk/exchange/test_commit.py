"""Imports into a real store: what comes in equals the file, and nothing comes in twice."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.find import find
from desk.core.money import format_money
from desk.estate.customers import PersonDraft, create_person
from desk.estate.merging import merge
from desk.estate.models import (
    Building,
    ColumnMatching,
    Entrance,
    ImportBatch,
    Occupancy,
    Person,
    Phone,
    Unit,
    Vehicle,
)
from desk.estate.occupancy import RoleDraft, move_in, move_out
from desk.exchange.commit import commit, preview, remembered
from desk.exchange.export import export_all
from desk.exchange.rows import read
from desk.fees.models import Charge
from tests.stores import as_role

MODELS = (Building, Entrance, Unit, Person, Phone, Occupancy, Vehicle, ImportBatch)
KINDS = {"住宅": "residence", "商铺": "shop", "写字楼": "office", "车位": "parking"}
HEAD = [
    "楼栋",
    "房号",
    "类型",
    "面积",
    "状态",
    "业主",
    "电话",
    "租户",
    "租户电话",
    "入住时间",
    "车牌",
    "备注",
]
ROW = [
    "1",
    "101",
    "住宅",
    76.51,
    "",
    "李敏",
    "13812345678",
    "",
    "",
    "2020-01-02",
    "粤B12345",
    "有狗",
]


@pytest.fixture
def put(book: Callable[..., Path]) -> Callable[..., Path]:
    """A workbook of HEAD and these rows."""

    def make(*rows: list[object], name: str = "book.xlsx") -> Path:
        return book({"台账": [HEAD, *rows]}, name=name)

    return make


def counts(desk: Desk) -> list[int]:
    tables = [model.select().count() for model in MODELS]
    return [*tables, desk.chain.head()[0]]


def bring(desk: Desk, path: Path, **options: object) -> dict[str, int]:
    with read(path, remembered(desk)) as reading:
        return commit(desk, reading, **options).counts


def look(desk: Desk, path: Path):
    with read(path) as reading:
        return preview(desk, reading)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_ledger_comes_in_as_it_is(desk: Desk, data: Path, tmp_path: Path) -> None:
    with (data / "ledger_a.truth.json").open(encoding="utf-8") as file:
        truth = {(row["building"], row["room"]): row for row in json.load(file)}
    assert bring(desk, data / "ledger_a.xlsx")["units_new"] == len(truth)
    export_all(desk, tmp_path / "out")
    units = {(r["building"], r["room"]): r for r in table(tmp_path / "out", "units")}
    assert units.keys() == truth.keys()
    people: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in table(tmp_path / "out", "occupancies"):
        people.setdefault((row["building"], row["room"]), []).append(row)
    for key, row in truth.items():
        unit = units[key]
        assert (unit["kind"], float(unit["area_m2"])) == (KINDS[row["kind"]], row["area"]), key
        here = people.get(key, [])
        owners = [p for p in here if p["role"] == "owner"]
        assert [p["name"] for p in owners] == [
            name for name in (row["owner"], row["co_owner"]) if name
        ], key
        assert [n for p in owners for n in p["phones"].split(";") if n] == row["phones"], key
        assert all(p["since"] == (row["moved_in"] or "") for p in owners), key
        tenants = [(p["name"], p["phones"]) for p in here if p["role"] == "tenant"]
        expected = [(row["tenant"], row["tenant_phone"] or "")] if row["tenant"] else []
        assert tenants == expected, key
        state = "let" if row["tenant"] else "owner_occupied" if row["owner"] else "vacant"
        assert unit["state"] == state, key


def test_again_imports_nothing_twice(desk: Desk, data: Path) -> None:
    bring(desk, data / "ledger_a.xlsx")
    before = counts(desk)
    again = look(desk, data / "ledger_a.xlsx")
    assert again.counts["units_unchanged"] == again.units == 720
    assert again.changed == again.new == ()
    assert again.imported_before == desk.now
    assert {w.code for w in again.warnings} == {"imported_before", "arrears_known"}
    assert bring(desk, data / "ledger_a.xlsx").get("units_new") is None
    assert counts(desk)[:-2] == before[:-2]


def test_arrears_become_opening_balances_once(desk: Desk, data: Path) -> None:
    with (data / "ledger_a.truth.json").open(encoding="utf-8") as file:
        truth = {
            f"{row['building']}-{row['room']}": row["arrears"]
            for row in json.load(file)
            if row["arrears"]
        }
    seen = look(desk, data / "ledger_a.xlsx")
    told = next(warning for warning in seen.warnings if warning.code == "arrears")
    assert told.count == seen.counts["arrears"] == len(truth)
    assert seen.counts["arrears_total"] == sum(truth.values())
    assert told.examples == (format_money(sum(truth.values())),)
    assert Charge.select().count() == 0  # a preview does nothing
    for _again in range(2):
        bring(desk, data / "ledger_a.xlsx")
        owed = Charge.select(Unit.code, Charge.balance).join(Unit).tuples()
        assert dict(owed) == truth
        assert Charge.select().count() == len(truth)
    charge = Charge.select().first()
    assert (charge.source, charge.due, charge.posted_on) == ("opening", desk.today, desk.today)
    assert charge.item.purpose == "opening"


def test_a_debt_told_twice_is_owed_once_and_a_credit_is_told(
    desk: Desk, book: Callable[..., Path]
) -> None:
    head = [*HEAD, "欠费金额"]
    other = [*ROW]
    other[1], other[5] = "102", "王芳"
    path = book({"台账": [head, [*ROW, 300.5], [*ROW, 300.5], [*other, -20], [*ROW, 99]]})
    seen = look(desk, path)
    told = {warning.code: warning.count for warning in seen.warnings}
    assert told == {"arrears": 1, "arrears_twice": 1, "arrears_credit": 1}
    bring(desk, path)
    assert [charge.amount for charge in Charge.select()] == [30_050]


def test_what_is_there_is_found_at_once(desk: Desk, put: Callable[..., Path]) -> None:
    bring(desk, put(ROW))
    unit, person = Unit.get(), Person.get()
    for text in ("1-101", "1栋101", "12345"):
        assert ("unit", unit.id) in [(h.kind, h.id) for g in find(desk, text) for h in g.hits]
    for text in ("李敏", "lm", "5678", "粤B12345"):
        assert ("person", person.id) in [(h.kind, h.id) for g in find(desk, text) for h in g.hits]
    assert (unit.floor, unit.state, unit.area, unit.note) == (1, "owner_occupied", 7651, "有狗")
    assert Building.get().name == "1栋"
    assert None not in (Person.get().salt, Phone.get().salt, Vehicle.get().salt)


def test_the_peers_template_comes_in(desk: Desk, data: Path) -> None:
    bring(desk, data / "peer_rooms.xlsx")
    unit, person = Unit.get(), Person.get()
    assert (unit.code, unit.floor, unit.area) == ("1-1-1001", 1, 9456)
    assert (person.name, person.sex, person.document_kind) == ("吴学文", "male", "id_card")


def test_changes_are_shown_before_and_made_after(desk: Desk, put: Callable[..., Path]) -> None:
    bring(desk, put(ROW))
    changed = [*ROW]
    changed[2:4], changed[6] = ["商铺", "80.00㎡"], "13812345678/13900001111"
    changed[7:9] = ["王建国", "13700000000"]
    path = put(changed)
    shown = look(desk, path)
    differences = {(d.field, d.before, d.after) for d in shown.changed[0].differences}
    assert differences == {
        ("kind", "residence", "shop"), ("area", 7651, 8000), ("state", "owner_occupied", "let"),
        ("phone", "", "13900001111"), ("phone", "", "13700000000"), ("tenant", "", "王建国"),
    }  # fmt: skip
    assert Unit.get().area == 7651
    bring(desk, path)
    assert (Unit.get().area, Unit.get().kind, Unit.get().state) == (8000, "shop", "let")
    assert [h.title for g in find(desk, "13900001111") for h in g.hits] == ["李敏"]
    body = desk.storage.database.execute_sql(
        "SELECT body FROM audit_entry ORDER BY seq DESC LIMIT 1"
    ).fetchone()[0]
    assert '["area",7651,8000]' in body
    assert "王建国" not in body
    assert desk.chain.verify().whole


def test_an_owner_who_disappeared_is_told_not_ended(desk: Desk, put: Callable[..., Path]) -> None:
    bring(desk, put(ROW))
    path = put([*ROW[:5], "新主", "13611112222", *ROW[7:]])
    shown = look(desk, path)
    gone = next(w for w in shown.warnings if w.code == "owner_gone")
    assert gone.examples == ("1-101 李敏",)
    bring(desk, path)
    assert Occupancy.select().where(Occupancy.until.is_null()).count() == 2


def test_a_role_that_ended_here_stays_ended(desk: Desk, put: Callable[..., Path]) -> None:
    path = put(ROW)  # once: a workbook holds the second it was written in
    bring(desk, path)
    move_out(desk, Occupancy.get().id, date(2026, 10, 1))
    assert [w.code for w in look(desk, path).warnings] == ["imported_before", "role_ended"]
    bring(desk, path)
    assert Occupancy.select().count() == 1


def test_who_was_merged_is_not_made_anew(desk: Desk, put: Callable[..., Path]) -> None:
    bring(desk, put(ROW))
    known = create_person(desk, PersonDraft("李小敏"))
    merge(desk, known.id, Person.get(Person.name == "李敏").id)
    before = counts(desk)
    bring(desk, put(ROW))
    assert counts(desk)[:-2] == before[:-2]


def test_same_name_alone_stays_two(desk: Desk, put: Callable[..., Path]) -> None:
    second = [*ROW]
    second[1], second[6] = "102", "13700000000"
    third = [*ROW]
    third[1] = "103"
    bring(desk, put(ROW, second, third))
    assert Person.select().count() == 2
    assert Occupancy.select().count() == 3


def test_rows_of_one_unit_that_stand_apart_come_together(
    desk: Desk, book: Callable[..., Path]
) -> None:
    path = book(
        {
            "业主": [
                ["房号", "业主", "电话", "面积"],
                ["1-101", "李敏", "13812345678", 80],
                ["1-102", "赵一", "", 70],
            ],
            "租户": [["房号", "租户", "租户电话"], ["1-101", "王建国", "13700000000"]],
        }
    )
    bring(desk, path)
    assert Unit.select().count() == 2
    assert Unit.get(Unit.code == "1-101").state == "let"
    assert look(desk, path).counts.get("units_changed") is None


@pytest.mark.parametrize("at", [0, 300, 500])
def test_a_stopped_import_leaves_nothing(desk: Desk, data: Path, at: int) -> None:
    before = counts(desk)
    done: list[int] = []

    def stop() -> bool:
        return at == 0 or bool(done and done[-1] >= at)

    with pytest.raises(Refused, match=r"import\.cancelled"):
        bring(
            desk,
            data / "ledger_a.xlsx",
            progress=lambda n, total: done.append(n),
            cancelled=stop,
        )
    assert counts(desk) == before
    assert find(desk, "1-101") == []
    assert bring(desk, data / "ledger_a.xlsx")["units_new"] == 720


def test_progress_goes_up_to_all_of_it(desk: Desk, data: Path) -> None:
    done: list[tuple[int, int | None]] = []
    bring(desk, data / "ledger_a.xlsx", progress=lambda n, total: done.append((n, total)))
    assert done == sorted(done)
    assert done[-1][0] == done[-1][1]


def test_bad_rows_stop_it_unless_they_are_left_out(desk: Desk, put: Callable[..., Path]) -> None:
    bad = [*ROW]
    bad[1], bad[3] = "102", "large"
    path = put(ROW, bad)
    shown = look(desk, path)
    assert shown.counts["rows_bad"] == 1
    assert [(p.row, p.cell, p.code) for p in shown.problems] == [(3, "D3", "import.row.area")]
    before = counts(desk)
    with pytest.raises(Refused, match=r"import\.problems"):
        bring(desk, path)
    assert counts(desk) == before
    assert bring(desk, path, skip_bad=True)["units_new"] == 1


@pytest.mark.parametrize(
    "name", ["<b>张三</b>", "=1+1", "张三😀", "杜琳䶮", "𨋢工", "长" * 300, 'O\'Neil "Bob"']
)
def test_names_come_in_as_they_are(
    desk: Desk, put: Callable[..., Path], tmp_path: Path, name: str
) -> None:
    bring(desk, put([*ROW[:5], name, *ROW[6:]]))
    assert [p.name for p in Person.select()] == [name]
    export_all(desk, tmp_path / "out")
    assert table(tmp_path / "out", "people")[0]["name"] == name


def test_a_name_of_301_characters_is_a_row_error(desk: Desk, put: Callable[..., Path]) -> None:
    shown = look(desk, put([*ROW[:5], "长" * 301, *ROW[6:]]))
    assert [p.code for p in shown.problems] == ["import.row.name_long"]


def test_a_repeated_request_imports_once(desk: Desk, data: Path) -> None:
    with read(data / "ledger_a.xlsx") as reading:
        first = commit(desk, reading, request="r")
        assert commit(desk, reading, request="r") == first
    assert ImportBatch.select().count() == 1


def test_the_matching_is_remembered(desk: Desk, book: Callable[..., Path]) -> None:
    path = book({"a": [["房号", "业主", "甲", "乙"], ["1-101", "李敏", "x", "y"]]})
    with read(path) as reading:
        (found,) = reading.tables
        reading.match(found.matching.with_field(2, "note"))
        commit(desk, reading)
    assert Unit.get().note.startswith("x")
    assert ColumnMatching.select().count() == 1
    other = book({"a": [["房号", "业主", "甲", "乙"], ["1-102", "王五", "z", "y"]]})
    bring(desk, other)
    assert "z" in Unit.get(Unit.code == "1-102").note


def test_it_needs_the_permission(desk: Desk, data: Path) -> None:
    as_role(desk, Role.CLERK)
    with read(data / "ledger_a.xlsx") as reading:
        for run in (preview, commit):
            with pytest.raises(Refused, match=r"access\.denied"):
                run(desk, reading)


def test_an_overlapping_file_adds_only_what_is_new(desk: Desk, put: Callable[..., Path]) -> None:
    bring(desk, put(ROW))
    move_in(desk, RoleDraft(Unit.get().id, create_person(desk, PersonDraft("房客")).id, "tenant"))
    second = [*ROW]
    second[1], second[5], second[6] = "102", "赵一", "13700000000"
    assert bring(desk, put(ROW, second, name="more.xlsx")) == {
        "units_unchanged": 1, "units_new": 1, "people_new": 1, "roles_new": 1, "phones_new": 1,
        "vehicles_new": 1,
    }  # fmt: skip


def test_the_file_may_have_moved(desk: Desk, data: Path, tmp_path: Path) -> None:
    bring(desk, data / "ledger_a.xlsx")
    copy = shutil.copy(data / "ledger_a.xlsx", tmp_path / "copy.xlsx")
    assert look(desk, Path(copy)).imported_before is not None
