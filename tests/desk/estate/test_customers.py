from __future__ import annotations

from datetime import date

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.find import find
from desk.core.models import PrintedPaper
from desk.estate import belongings, occupancy
from desk.estate.customers import (
    PersonDraft,
    PhoneDraft,
    create_person,
    duplicates,
    get_person,
    update_person,
)
from desk.estate.merging import merge, references
from desk.estate.models import Occupancy, Person, Phone
from desk.estate.occupancy import RoleDraft, change_owner, move_in, move_out
from desk.estate.people_list import CUSTOMERS
from desk.estate.personal import erase_person, export_person, export_rows, reveal
from desk.estate.unit_card import unit_card
from desk.estate.units import get_unit
from tests.desk.estate.conftest import Estate
from tests.stores import as_role


def found(desk: Desk, text: str) -> list[tuple[str, int]]:
    return [(hit.kind, hit.id) for group in find(desk, text) for hit in group.hits]


def last_entry(desk: Desk) -> tuple[str, str]:
    sql = "SELECT action, body FROM audit_entry ORDER BY seq DESC LIMIT 1"
    action, body = desk.storage.database.execute_sql(sql).fetchone()
    return action, body


def test_numbers_are_masked_until_revealed(desk: Desk, estate: Estate) -> None:
    row = get_person(desk, estate.li)
    assert [p.number for p in row.phones] == ["138 **** 5678", "139 **** 1111"]
    assert row.document == "110***********002X"
    assert reveal(desk, estate.li, "phones", "ring the owner") == ("13812345678", "13900001111")
    assert reveal(desk, estate.li, "document", "release slip") == ("11010519491231002X",)
    action, body = last_entry(desk)
    assert action == "personal.revealed"
    assert "release slip" in body
    assert "11010519491231002X" not in body
    for field, reason, code in (("phones", " ", "reason"), ("name", "why", "field")):
        with pytest.raises(Refused) as refused:
            reveal(desk, estate.li, field, reason)
        assert refused.value.field == code


def test_everything_wrong_stands_beside_its_field(desk: Desk) -> None:
    draft = PersonDraft(
        "", "robot", "x", "id_card", "123", (PhoneDraft("13812345678"), PhoneDraft("12ab")), "n"
    )
    with pytest.raises(RefusedMany) as refused:
        create_person(desk, draft)
    fields = [reason.field for reason in refused.value.reasons]
    assert sorted(map(str, fields)) == ["document", "kind", "name", "phones.1", "sex"]


@pytest.mark.parametrize(
    "name", ["<b>张</b>", "=1+1", "😀 Smith", "䶮𨋢", 'O\'Neil "x"', "长" * 300]
)
def test_any_name_is_kept_and_found(desk: Desk, name: str) -> None:
    row = create_person(desk, PersonDraft(name))
    assert row.name == name
    assert ("person", row.id) in found(desk, name[:20])


def test_a_name_too_long_or_with_nul_is_refused(desk: Desk) -> None:
    for name, code in (("长" * 301, "text.too_long"), ("a\0b", "text.nul")):
        with pytest.raises(Refused) as refused:
            create_person(desk, PersonDraft(name))
        assert (refused.value.code, refused.value.field) == (code, "name")


def test_what_a_form_never_saw_stays(desk: Desk, estate: Estate) -> None:
    _first, second = get_person(desk, estate.li).phones
    draft = PersonDraft(
        "李 敏",
        phones=(PhoneDraft(None, "new label", second.id), PhoneDraft("075526001234")),
    )
    update_person(desk, estate.li, draft)
    assert reveal(desk, estate.li, "phones", "x") == ("13900001111", "075526001234")
    assert reveal(desk, estate.li, "document", "x") == ("11010519491231002X",)
    assert found(desk, "5678") == [("person", estate.wang)]
    assert found(desk, "1234")[-1] == ("person", estate.li)
    update_person(desk, estate.li, PersonDraft("李敏", document="", phones=None))
    assert reveal(desk, estate.li, "document", "x") == ()
    assert len(get_person(desk, estate.li).phones) == 2


def test_duplicates_warn_and_block_nothing(desk: Desk, estate: Estate) -> None:
    move_in(desk, RoleDraft(estate.unit, estate.wang, "tenant"))
    draft = PersonDraft(
        "王建国", document_kind="id_card", document="110105 19491231 002x",
        phones=(PhoneDraft("+86 139 0000 1111"),),
    )  # fmt: skip
    why = {d.person.id: set(d.why) for d in duplicates(desk, draft, estate.unit)}
    assert why == {estate.li: {"document", "phone"}, estate.wang: {"name_unit"}}
    assert duplicates(desk, PersonDraft("王建国", phones=(PhoneDraft("not one"),))) == []
    assert create_person(desk, draft).id not in why


def test_roles_run_and_stay_as_history(desk: Desk, estate: Estate) -> None:
    owner = move_in(desk, RoleDraft(estate.unit, estate.li, "owner", date(2020, 1, 1), share=6000))
    assert get_unit(desk, estate.unit).state == "owner_occupied"
    tenant = move_in(desk, RoleDraft(estate.unit, estate.wang, "tenant", date(2024, 5, 1)))
    assert get_unit(desk, estate.unit).state == "let"
    with pytest.raises(Refused, match=r"occupancy\.twice"):
        move_in(desk, RoleDraft(estate.unit, estate.li, "owner"))
    with pytest.raises(Refused, match=r"occupancy\.share_over"):
        move_in(desk, RoleDraft(estate.unit, estate.wang, "owner", share=4001))
    with pytest.raises(Refused, match=r"occupancy\.until_before_since"):
        move_out(desk, tenant.id, date(2024, 4, 1))
    ended = move_out(desk, tenant.id, date(2026, 10, 31))
    assert not ended.running
    with pytest.raises(Refused, match=r"occupancy\.ended"):
        move_out(desk, tenant.id)
    assert get_unit(desk, estate.unit).state == "owner_occupied"
    card = unit_card(desk, estate.unit)
    assert [held.role.id for held in card.now] == [owner.id]
    assert [held.role.id for held in card.before] == [tenant.id]


def test_a_unit_passes_to_new_owners(desk: Desk, estate: Estate) -> None:
    move_in(desk, RoleDraft(estate.unit, estate.li, "owner", date(2020, 1, 1), share=10_000))
    roles = change_owner(desk, estate.unit, [(estate.wang, 10_000)], date(2026, 11, 1))
    assert [(r.person, r.since, r.until) for r in roles] == [
        (estate.wang, date(2026, 11, 1), None),
        (estate.li, date(2020, 1, 1), date(2026, 10, 31)),
    ]
    with pytest.raises(Refused, match=r"occupancy\.share_over"):
        change_owner(desk, estate.unit, [(estate.wang, 6000), (estate.li, 6000)], date(2026, 11, 2))
    assert get_unit(desk, estate.unit).owners == ("王建国",)
    update = RoleDraft(estate.unit, estate.wang, "owner", date(2026, 11, 3), note="契税单")
    assert occupancy.update_role(desk, roles[0].id, update).since == date(2026, 11, 3)


def test_the_card_says_first_what_to_follow(desk: Desk, estate: Estate) -> None:
    move_in(desk, RoleDraft(estate.unit, estate.li, "owner"))
    belongings.add_note(desk, "old", unit=estate.unit, standing=True, until=date(2020, 1, 1))
    belongings.add_note(desk, "先打电话", unit=estate.unit, standing=True)
    belongings.add_note(desk, "耳背", person=estate.li)
    belongings.add_vehicle(desk, "粤b·12345", unit=estate.unit, person=estate.li)
    belongings.add_pet(desk, "狗", "旺财", unit=estate.unit)
    card = unit_card(desk, estate.unit)
    assert [note.text for note in card.instructions] == ["先打电话"]
    assert {note.text for note in card.notes} == {"old", "耳背"}
    assert card.vehicles[0].plate == "粤B12345"
    assert card.pets[0].name == "旺财"
    assert card.now[0].phones[0] == "138 **** 5678"
    assert set(found(desk, "12345")) == {("unit", estate.unit), ("person", estate.li)}
    belongings.remove_vehicle(desk, card.vehicles[0].id)
    assert found(desk, "12345") == []
    as_role(desk, Role.ENGINEER)
    assert unit_card(desk, estate.unit).now == ()


def test_belongings_need_somebody(desk: Desk, estate: Estate) -> None:
    with pytest.raises(Refused, match=r"belonging\.nobody"):
        belongings.add_note(desk, "whose?")
    belongings.add_vehicle(desk, "粤B12345", person=estate.li)
    with pytest.raises(Refused, match=r"vehicle\.twice"):
        belongings.add_vehicle(desk, "粤B 12345", person=estate.li)
    note = belongings.add_note(desk, "a", person=estate.li, standing=True)
    belongings.update_note(desk, note.id, "b", standing=True, until=date(2026, 1, 1))
    assert belongings.notes(desk, person=estate.li)[0].text == "b"
    belongings.remove_note(desk, note.id)
    assert belongings.notes(desk, person=estate.li) == []


def test_two_records_become_one(desk: Desk, estate: Estate) -> None:
    move_in(desk, RoleDraft(estate.unit, estate.li, "owner", date(2020, 1, 1)))
    move_in(desk, RoleDraft(estate.unit, estate.wang, "owner", date(2019, 1, 1)))
    move_in(desk, RoleDraft(estate.other, estate.wang, "tenant"))
    belongings.add_vehicle(desk, "粤B12345", person=estate.wang)
    belongings.add_note(desk, "耳背", person=estate.wang)
    kept = merge(desk, estate.li, estate.wang, "same document")
    assert {(r.unit, r.role, r.since) for r in kept.roles} == {
        (estate.unit, "owner", date(2019, 1, 1)),
        (estate.other, "tenant", None),
    }
    assert reveal(desk, estate.li, "phones", "x") == ("13812345678", "13900001111")
    assert found(desk, "王建国") == []
    assert found(desk, "12345") == [("person", estate.li)]
    for field in references():
        left = field.model.select().where(field == estate.wang)
        assert not left.exists(), field
    assert [r.id for r in CUSTOMERS.open(desk).rows(0, 9)] == [estate.li]
    assert get_person(desk, estate.wang).merged_into == estate.li
    for keep, gone, code in (
        (estate.li, estate.li, "person.merge_self"),
        (estate.li, estate.wang, "person.merged"),
    ):
        with pytest.raises(Refused) as refused:
            merge(desk, keep, gone)
        assert refused.value.code == code


def test_references_reach_into_other_registers() -> None:
    names = {f"{field.model._meta.table_name}.{field.name}" for field in references()}
    assert {"visit.host", "standing_pass.host", "occupancy.person", "phone.person"} <= names


def test_different_documents_are_not_merged(desk: Desk, estate: Estate) -> None:
    other = PersonDraft("李敏", document_kind="id_card", document="440308199001010012")
    try:
        gone = create_person(desk, other).id
    except Refused:  # the check digit is not the point here
        gone = create_person(desk, PersonDraft("李敏")).id
        Person.update(document="44030819900101001X", document_kind="id_card").where(
            Person.id == gone
        ).execute()
    with pytest.raises(Refused, match=r"person\.documents_differ"):
        merge(desk, estate.li, gone)


def test_one_persons_data_is_handed_out(desk: Desk, estate: Estate) -> None:
    move_in(desk, RoleDraft(estate.unit, estate.li, "owner", date(2020, 1, 1)))
    data = export_person(desk, estate.li)
    rows = list(export_rows(data))
    assert ("customer", "1", "document", "11010519491231002X") in rows
    assert ("customer", "2", "phone", "13812345678") in rows
    assert last_entry(desk)[0] == "personal.exported"
    as_role(desk, Role.CLERK)
    with pytest.raises(Refused, match=r"access\.denied"):
        export_person(desk, estate.li)


def test_erasing_leaves_counts_and_nothing_personal(desk: Desk, estate: Estate) -> None:
    held = move_in(desk, RoleDraft(estate.unit, estate.li, "owner", date(2020, 1, 1)))
    belongings.add_vehicle(desk, "粤B12345", unit=estate.unit, person=estate.li)
    PrintedPaper.create(
        kind="person", record=estate.li, paper="x", layout="a", data={"name": "李敏"},
        at=desk.now, who="x",
    )  # fmt: skip
    with pytest.raises(Refused, match=r"person\.occupies"):
        erase_person(desk, estate.li, "asked")
    with pytest.raises(Refused, match=r"personal\.reason_needed"):
        erase_person(desk, estate.li, " ")
    assert erase_person(desk, estate.li, "asked", force=True) > 1
    row = Person.get_by_id(estate.li)
    assert (row.name, row.sort, row.document, row.note, row.salt) == ("", "", "", "", None)
    assert not Phone.select().where(Phone.person == estate.li).exists()
    assert Occupancy.get_by_id(held.id).until == desk.today
    assert PrintedPaper.get(PrintedPaper.record == estate.li).data == {}
    for text in ("李敏", "limin", "1111", "12345", "002X"):
        assert found(desk, text) in ([], [("person", estate.wang)]), text
    assert get_person(desk, estate.li).name == "***"
    _, body = last_entry(desk)
    assert "#" not in body, "nothing hashed without a salt"
    assert desk.chain.verify().whole
    with pytest.raises(Refused, match=r"person\.erased"):
        update_person(desk, estate.li, PersonDraft("x"))


def test_the_list_of_customers(desk: Desk, estate: Estate) -> None:
    move_in(desk, RoleDraft(estate.unit, estate.wang, "tenant"))
    company = create_person(desk, PersonDraft("阿里贸易有限公司", "company"))
    rows = CUSTOMERS.open(desk).rows(0, 9)
    assert [r.id for r in rows] == [company.id, estate.li, estate.wang]
    assert [r.id for r in CUSTOMERS.open(desk, {"role": "tenant"}).rows(0, 9)] == [estate.wang]
    assert CUSTOMERS.open(desk, {"building": str(estate.building)}).count() == 1
    assert CUSTOMERS.open(desk, {"kind": "company"}).count() == 1
    assert rows[2].units == ("3-1502",)
    as_role(desk, Role.GUARD)
    with pytest.raises(Refused, match=r"access\.denied"):
        CUSTOMERS.open(desk)
