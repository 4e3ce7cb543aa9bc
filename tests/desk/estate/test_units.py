from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.find import find
from desk.estate import buildings, departments, facilities, units
from desk.estate.board import board, overview
from desk.estate.codes import floor_of, sort_key, unit_code
from desk.estate.departments import create_department, update_department
from desk.estate.models import Unit
from desk.estate.occupancy import RoleDraft, move_in
from desk.estate.unit_list import UNITS
from desk.estate.units import UnitDraft, create_unit, get_unit, update_unit
from tests.desk.estate.conftest import Estate
from tests.stores import as_role


@pytest.mark.parametrize(
    ("room", "floor"),
    [
        ("1502", 15), ("101", 1), ("0801", 8), ("15A", 15), ("B1-23", -1), ("-1-07", -1),
        ("A1502", 15), ("12", None), ("车位", None), ("001", None), ("", None),
        ("99999", None), ("１５０２", 15),
    ],
)  # fmt: skip
def test_the_floor_is_told_by_the_room(room: str, floor: int | None) -> None:
    assert floor_of(room) == floor


def test_codes_sort_as_people_count() -> None:
    rooms = ["10-101", "2-1502", "2-502", "A-1", "2-1-3"]
    assert sorted(rooms, key=sort_key) == ["2-1-3", "2-502", "2-1502", "10-101", "A-1"]
    assert unit_code("3", "2", "1502") == "3-2-1502"
    assert unit_code("3", None, "1502") == "3-1502"


@given(st.text(max_size=300))
def test_any_text_has_a_key_and_perhaps_a_floor(text: str) -> None:
    assert len(sort_key(text)) <= 120
    floor = floor_of(text)
    assert floor is None or -9 <= floor <= 200


def test_a_unit_gets_code_floor_and_its_place_in_search(desk: Desk, estate: Estate) -> None:
    row = get_unit(desk, estate.other)
    assert (row.code, row.floor, row.entrance_code) == ("3-2-502", 5, "2")
    for text in ("3-2-502", "3-502", "3栋2单元502室"):
        assert [hit.id for group in find(desk, text) for hit in group.hits] == [estate.other], text


def test_all_that_is_wrong_is_said_at_once(desk: Desk, estate: Estate) -> None:
    draft = UnitDraft(999, " ", kind="castle", state="haunted", area=-1, floor=500)
    with pytest.raises(RefusedMany) as refused:
        create_unit(desk, draft)
    fields = {reason.field for reason in refused.value.reasons}
    assert fields == {"building", "room", "kind", "state", "area", "floor"}


def test_a_code_is_given_once(desk: Desk, estate: Estate) -> None:
    with pytest.raises(Refused) as refused:
        create_unit(desk, UnitDraft(estate.building, "1502"))
    assert (refused.value.code, refused.value.field) == ("unit.code_taken", "room")


def test_a_repeated_click_makes_one_unit(desk: Desk, estate: Estate) -> None:
    draft = UnitDraft(estate.building, "1601")
    first = create_unit(desk, draft, request="r1")
    assert create_unit(desk, draft, request="r1") == first
    assert Unit.select().where(Unit.room == "1601").count() == 1


def test_a_new_building_code_recodes_its_units(desk: Desk, estate: Estate) -> None:
    buildings.update_building(desk, estate.building, buildings.BuildingDraft("A", "A座"))
    assert get_unit(desk, estate.unit).code == "A-1502"
    assert [h.id for g in find(desk, "A1502") for h in g.hits] == [estate.unit]
    buildings.update_entrance(desk, estate.entrance, "9")
    assert get_unit(desk, estate.other).code == "A-9-502"


def test_what_is_used_stays(desk: Desk, estate: Estate) -> None:
    for remove, key in (
        (buildings.remove_building, estate.building),
        (buildings.remove_entrance, estate.entrance),
    ):
        with pytest.raises(Refused) as refused:
            remove(desk, key)
        assert refused.value.code.endswith("in_use")
    move_in(desk, RoleDraft(estate.unit, estate.li, "owner"))
    with pytest.raises(Refused, match=r"unit\.occupied"):
        units.retire_unit(desk, estate.unit, "merged")
    assert not units.retire_unit(desk, estate.other, "merged with 501").active
    assert units.restore_unit(desk, estate.other).active


def test_an_update_keeps_what_did_not_change_out_of_the_log(desk: Desk, estate: Estate) -> None:
    draft = UnitDraft(estate.building, "1502", area=7700)
    update_unit(desk, estate.unit, draft)
    entry = desk.storage.database.execute_sql(
        "SELECT body FROM audit_entry ORDER BY seq DESC LIMIT 1"
    ).fetchone()[0]
    assert '"before":{"area":7651}' in entry


def test_names_of_any_kind_are_kept_as_they_are(desk: Desk, estate: Estate) -> None:
    for name in ("<b>1</b>", "=1+1", "😀", "䶮𨋢", "'\"; DROP TABLE unit; --"):
        row = create_unit(desk, UnitDraft(estate.building, name))
        assert row.room == name
        assert units.find_unit(desk, row.code) == row
    with pytest.raises(Refused, match=r"text\.nul"):
        create_unit(desk, UnitDraft(estate.building, "1\0"))


def test_the_list_filters_and_sorts(desk: Desk, estate: Estate) -> None:
    move_in(desk, RoleDraft(estate.unit, estate.li, "owner"))
    assert [r.code for r in UNITS.open(desk).rows(0, 9)] == ["3-1502", "3-2-502"]
    assert [r.id for r in UNITS.open(desk, {"vacant": True}).rows(0, 9)] == [estate.other]
    assert [r.id for r in UNITS.open(desk, {"vacant": False}).rows(0, 9)] == [estate.unit]
    assert UNITS.open(desk, {"building": str(estate.building)}).count() == 2
    assert UNITS.open(desk, {"kind": "shop"}).count() == 0
    row = UNITS.open(desk, {"state": "owner_occupied"}).rows(0, 9)[0]
    assert (row.owners, row.phone) == (("李敏",), "138 **** 5678")


def test_who_may_not_know_people_sees_none(desk: Desk, estate: Estate) -> None:
    move_in(desk, RoleDraft(estate.unit, estate.li, "owner"))
    as_role(desk, Role.GUARD)
    row = get_unit(desk, estate.unit)
    assert (row.owners, row.phone) == ((), "")
    assert all("李敏" not in hit.detail for g in find(desk, "1502") for hit in g.hits)


def test_the_board_has_floors_from_the_top(desk: Desk, estate: Estate) -> None:
    create_unit(desk, UnitDraft(estate.building, "储藏"))
    shown = board(desk, estate.building)
    assert [floor.number for floor in shown.floors] == [15, 5, None]
    assert shown.floors[1].units[0].label == "2-502"
    assert shown.floors[0].units[0].cell.state == ("unit.state", "vacant")
    assert sum(shown.counts.values()) == 3
    with pytest.raises(Refused, match=r"board\.unknown_mode"):
        board(desk, estate.building, "weather")
    assert [(b.code, b.units, b.states) for b in overview(desk)] == [("3", 3, {"vacant": 3})]


def test_departments_and_facilities(desk: Desk, estate: Estate) -> None:
    row = create_department(desk, "工程部", "8001")
    with pytest.raises(Refused, match=r"department\.name_taken"):
        create_department(desk, "工程部")
    update_department(desk, row.id, "工程维修部", active=False)
    assert departments.departments(desk) == []
    assert [d.name for d in departments.departments(desk, everything=True)] == ["工程维修部"]
    lift = facilities.FacilityDraft("1号梯", "lift", estate.building)
    made = facilities.create_facility(desk, lift)
    assert facilities.facilities(desk, estate.building) == [made]
    assert made.building_name == "3栋"


def test_a_building_and_its_entrances_read_back(desk: Desk, estate: Estate) -> None:
    (row,) = buildings.buildings(desk)
    assert (row.units, [e.code for e in row.entrances]) == (2, ["2"])
    with pytest.raises(Refused, match=r"building\.code_taken"):
        buildings.create_building(desk, buildings.BuildingDraft("3"))
    with pytest.raises(Refused, match=r"entrance\.code_taken"):
        buildings.create_entrance(desk, estate.building, "2")
