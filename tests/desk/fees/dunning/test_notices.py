"""Notices and demands by route, the legal pack, one person's data."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import pytest

from desk.core import papers
from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.estate.merging import merge
from desk.estate.models import Building, Occupancy, Unit
from desk.estate.personal import erase_person, export_person
from desk.exchange.export import export_all
from desk.fees.dunning.contacts import contacts_of, record_contact
from desk.fees.dunning.ladder import step_due
from desk.fees.dunning.legal import legal_pack
from desk.fees.dunning.lists import NOTICES
from desk.fees.dunning.notices import (
    get_notice,
    issue_notices,
    notices_of,
    preview_notices,
    reprint_notice,
)
from desk.fees.dunning.rows import ContactDraft, NoticeDraft
from desk.fees.models import Charge, Contact, Notice, Receipt
from desk.fees.till.post import post_receipt
from tests.desk.fees.till.conftest import Place, owe
from tests.stores import as_role


@pytest.fixture
def street(desk: Desk, place: Place) -> list[int]:
    """Units of two buildings that owe, not in the order of their ids; gives them by route."""
    early = Building.create(code="1", name="1栋", sort="000001")
    first = Unit.create(building=early, room="0101", code="1-0101", sort="000001|0101")
    Unit.update(sort="000003|1502").where(Unit.id == place.unit).execute()
    Unit.update(sort="000003|0801").where(Unit.id == place.other).execute()
    owe(first.id, place.fee, 1_000)
    owe(place.other, place.fee, 2_000)
    return [first.id, place.other, place.unit]


def test_a_batch_goes_by_route(desk: Desk, street: list[int]) -> None:
    seen = preview_notices(desk, NoticeDraft())
    assert (seen.count, seen.total) == (3, 1_000 + 2_000 + 35_060)
    assert seen.units == ("1-0101", "3-0801", "3-1502")
    told: list[tuple[int, int]] = []
    made = issue_notices(desk, NoticeDraft(language="en"), lambda done, of: told.append((done, of)))
    assert made.pdf.startswith(b"%PDF")
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert [get_notice(desk, key).unit for key in made.notices] == street
    assert (made.first, made.last, made.total) == ("N260000001", "N260000003", seen.total)
    assert NOTICES.open(desk).count() == 3
    (contact,) = contacts_of(desk, street[2])
    assert (contact.way, contact.outcome, contact.notice_number) == ("notice", "sent", made.last)
    assert contact.owed == 38_393
    assert step_due(desk, street[2]).done == "visit"
    only = issue_notices(desk, NoticeDraft(building=Unit.get_by_id(street[0]).building_id))
    assert len(only.notices) == 1


def test_a_second_click_prints_the_same_papers(desk: Desk, street: list[int]) -> None:
    first = issue_notices(desk, NoticeDraft(), request="once")
    again = issue_notices(desk, NoticeDraft(), request="once")
    assert (again.notices, again.total, again.last) == (first.notices, first.total, first.last)
    assert Notice.select().count() == len(street)
    assert reprint_notice(desk, first.notices[0]).startswith(b"%PDF")
    assert [paper.copy for paper in papers.papers_of("notice", first.notices[0])] == [0, 1]


def test_reasons_speak_the_letter_s_language(desk: Desk, place: Place) -> None:
    said = {}
    for language in ("zh_CN", "en"):  # the desk speaks zh_CN
        made = issue_notices(desk, NoticeDraft(units=(place.unit,), language=language))
        (kept,) = papers.papers_of("notice", made.notices[0])
        said[language] = papers.kept_data(kept.id)["debts"][0]["why"]
    assert said["en"] == "Agreed amount: ¥250.60"
    assert said["zh_CN"].endswith("¥250.60")
    assert said["zh_CN"] != said["en"]


def test_stopping_keeps_nothing(desk: Desk, street: list[int]) -> None:
    class Stop(Exception):
        pass

    def tick(done: int, of: int) -> None:
        if done == of - 1:
            raise Stop

    with pytest.raises(Stop):
        issue_notices(desk, NoticeDraft(units=tuple(street)), tick)
    assert Notice.select().count() == Contact.select().count() == 0
    assert issue_notices(desk, NoticeDraft(units=(street[0],))).first == "N260000001"


def test_a_demand_sets_a_deadline(desk: Desk, place: Place) -> None:
    record_contact(desk, ContactDraft(place.unit, "call", "refused"))
    made = issue_notices(desk, NoticeDraft("demand", units=(place.unit,), language="zh_HK"))
    row = get_notice(desk, made.notices[0])
    assert (row.kind, row.deadline) == ("demand", desk.today + timedelta(days=7))
    assert (row.amount, row.person_name) == (35_060, "李敏")
    data = papers.kept_data(papers.papers_of("notice", row.id)[0].id)
    assert [step["way"] for step in data["earlier"]] == ["call"]


def test_what_is_refused(desk: Desk, place: Place) -> None:
    wrong = {
        "notice.nobody": NoticeDraft(units=(place.other,)),
        "notice.deadline": NoticeDraft("demand", deadline=desk.today),
        "unit.unknown": NoticeDraft(units=(999,)),
        "field.not_a_choice": NoticeDraft("song"),
    }
    for code, draft in wrong.items():
        with pytest.raises(Refused) as refused:
            issue_notices(desk, draft)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        get_notice(desk, 99)
    assert refused.value.code == "notice.unknown"
    as_role(desk, Role.CLERK)
    with pytest.raises(Refused, match=r"access\.denied"):
        issue_notices(desk, NoticeDraft())


def test_only_where_the_ladder_asks(desk: Desk, place: Place) -> None:
    assert preview_notices(desk, NoticeDraft(step_only=True)).count == 0
    record_contact(desk, ContactDraft(place.unit, "call", "reached"))
    Contact.update(business_date=date(2026, 10, 15)).execute()
    assert preview_notices(desk, NoticeDraft(step_only=True)).units == ("3-1502",)
    assert preview_notices(desk, NoticeDraft(at_least=40_000)).count == 0
    all_of_it = NoticeDraft(at_least=38_393, overdue_only=False)
    assert preview_notices(desk, all_of_it).total == 38_393


def test_the_legal_pack_has_all_of_it(desk: Desk, place: Place) -> None:
    record_contact(desk, ContactDraft(place.unit, "call", "refused", said="不交"))
    issue_notices(desk, NoticeDraft("demand", units=(place.unit,)))
    name, pack = legal_pack(desk, place.unit, request="p")
    assert name == "3-1502-20261102.zip"
    with zipfile.ZipFile(io.BytesIO(pack)) as files:
        assert files.namelist() == [
            "1-debts.pdf", "2-contacts.pdf", "3-notices.pdf", "notices/N260000001.pdf",
        ]  # fmt: skip
        assert all(files.read(each).startswith(b"%PDF") for each in files.namelist())
    legal_pack(desk, place.unit, request="p")
    assert [row.way for row in contacts_of(desk, place.unit)] == ["legal", "demand", "call"]
    with pytest.raises(Refused, match=r"dunning\.nothing_owed"):
        legal_pack(desk, place.other)


def test_one_person_s_data(desk: Desk, place: Place, tmp_path) -> None:  # type: ignore[no-untyped-def]
    post_receipt(desk, place.pay(place.first()))
    said = ContactDraft(place.unit, "call", "refused", place.owner, spoken_to="李太", said="没钱")
    record_contact(desk, said)
    made = issue_notices(desk, NoticeDraft(units=(place.unit,)))
    data = export_person(desk, place.owner)
    assert data["receipts"][0]["payer"] == "李敏"
    assert {record.get("said") for record in data["dunning"]} >= {"没钱"}
    assert len(data["charges"]) == 2
    Occupancy.update(until=desk.today).execute()
    erase_person(desk, place.owner, "请求", force=True)
    row = Contact.select().order_by(Contact.id).first()
    assert (row.said, row.spoken_to, row.salt, row.way) == ("", "", None, "call")
    assert papers.papers_of("notice", made.notices[0])[0].erased
    assert Receipt.select().first().payer == "李敏"  # the books are kept whole
    export_all(desk, tmp_path / "out")
    assert (tmp_path / "out" / "dunning_contacts.csv").read_text("utf-8-sig").count("\n") == 3


def test_two_records_of_a_person_become_one(desk: Desk, place: Place) -> None:
    for _n in range(600):
        owe(place.other, place.fee, 100, person=place.owner)
    record_contact(desk, ContactDraft(place.unit, "call", "reached", place.owner))
    notice = issue_notices(desk, NoticeDraft(units=(place.unit,))).notices[0]
    merge(desk, place.stranger, place.owner)
    assert get_notice(desk, notice).person == place.stranger
    assert {row.person for row in contacts_of(desk, place.unit)} == {place.stranger}
    assert Charge.select().where(Charge.person == place.owner).count() == 0
    assert Charge.select().where(Charge.person == place.stranger).count() == 602
    assert notices_of(desk, place.unit)[0].person_name == "王强"
