"""Slips elsewhere: found, listed, on cards, on Today; exported, erased."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk.core.access import Permission, Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.files import incoming
from desk.core.find import find
from desk.core.log import history
from desk.core.today import counts, today
from desk.estate.models import Person
from desk.reception.slips import attached, flow, gate, listing, personal, verbs, waiting
from desk.reception.slips.exports import SLIPS as EXPORTS
from desk.reception.slips.reading import get_slip, slip_row, view_slip
from tests.desk.reception.slips.conftest import Place
from tests.stores import as_role


def test_found_by_whatever_is_known(desk: Desk, place: Place) -> None:
    row = verbs.complete_slip(desk, place.draft())
    for text in (row.number, "wangq", "0001", "粤B12345", "E12345678", "快捷"):
        groups = {group.kind: group for group in find(desk, text)}
        assert [hit.id for hit in groups["release_slip"].hits] == [row.id], text
    groups = {group.kind: group for group in find(desk, row.unit_code)}
    assert [hit.id for hit in groups["release_slip"].hits] == [row.id]
    hit = next(g for g in find(desk, row.number) if g.kind == "release_slip").hits[0]
    assert (hit.title, hit.state) == (row.number, ("slip.state", "issued"))
    assert "冰箱" in hit.detail


def test_the_list_and_its_filters(desk: Desk, place: Place, clock: FixedClock) -> None:
    first = verbs.complete_slip(desk, place.draft())
    out = verbs.complete_slip(desk, place.draft(kind="other"))
    gate.release_slip(desk, out.id)
    owing = verbs.save_slip(desk, place.draft(unit=place.owing))
    source = listing.SLIPS.open(desk)
    assert [row.id for row in source.rows(0, 9)] == [owing.id, out.id, first.id]
    assert source.rows(2, 1) == [get_slip(desk, first.id)]
    for filters, found in (
        ({"state": "issued"}, [first]), ({"state": "not_back"}, [out]), ({"owing": True}, [owing]),
        ({"kind": "other"}, [out]), ({"text": "王强"}, [owing, out, first]),
        ({"day": "today"}, [owing, out, first]),
        ({"day": date(2026, 11, 1)}, []), ({"building": "1"}, [owing, out, first]),
    ):  # fmt: skip
        ids = [row.id for row in listing.SLIPS.open(desk, filters).rows(0, 9)]
        assert ids == [row.id for row in found], filters
    clock.advance(timedelta(days=1))
    assert [r.id for r in listing.SLIPS.open(desk, {"state": "expired"}).rows(0, 9)] == [first.id]
    assert listing.SLIPS.open(desk, {"state": "issued"}).count() == 0
    assert {c.key: c.value(get_slip(desk, owing.id)) for c in listing.SLIPS.columns}[
        "owed"
    ] == 25_060


def test_today_forgets_nothing(desk: Desk, place: Place, clock: FixedClock) -> None:
    as_role(desk, Role.CLERK)
    refused, late, out, part = [verbs.complete_slip(desk, place.draft()) for _n in range(4)]
    draft = verbs.save_slip(desk, place.draft())
    gate.report_mismatch(desk, refused.id, (), "多一箱")
    gate.release_slip(desk, out.id)
    gate.release_slip(desk, part.id, {view_slip(desk, part.id).items[0].id: 10_000})
    assert [item.why[1] for item in waiting.today(desk)] == ["slip_mismatch"]
    assert counts(desk)["slips"].number == 2 and counts(desk)["slips"].alert
    clock.advance(timedelta(days=1))
    found = [(item.id, item.why[1]) for item in waiting.today(desk)]
    assert found == [
        (refused.id, "slip_mismatch"), (late.id, "slip_expired"), (out.id, "slip_not_back"),
        (part.id, "slip_not_back"), (draft.id, "slip_draft"),
    ]  # fmt: skip
    assert {i.id for i in today(desk) if i.kind == "release_slip"} == {key for key, _ in found}
    as_role(desk, Role.CASHIER)
    assert (draft.id, "slip_draft") not in [(i.id, i.why[1]) for i in today(desk)]
    as_role(desk, Role.SUPERVISOR)
    assert (draft.id, "slip_draft") in [(i.id, i.why[1]) for i in today(desk)]
    as_role(desk, Role.GUARD)
    assert waiting.today(desk) == []
    as_role(desk, Role.CLERK)
    for key, record in (("file", out.id), ("extend", late.id)):
        verb = flow.SLIP.move(key).verb
        assert verb is not None
        verb(desk, record)
    left = [(item.id, item.why[1]) for item in waiting.today(desk)]
    assert left == [found[0], found[3], found[4]]


def test_cards_of_the_unit_and_the_customer(desk: Desk, place: Place) -> None:
    assert waiting.unit_card(desk, place.clear) is None
    row = verbs.complete_slip(desk, place.draft())
    for card in (waiting.unit_card(desk, place.clear), waiting.person_card(desk, place.tenant)):
        assert card is not None
        assert (card.lines[0].kind, card.lines[0].id, card.lines[0].tone) == (
            "release_slip", row.id, "ok",
        )  # fmt: skip
        assert row.number in card.lines[0].detail
    as_role(desk, Role.ENGINEER)
    assert waiting.unit_card(desk, place.clear) is None


def test_the_export_has_every_column(desk: Desk, place: Place) -> None:
    row = verbs.complete_slip(desk, place.draft())
    for export in EXPORTS:
        for values in export.rows(desk):
            assert len(list(values)) == len(export.columns)
    slip = dict(zip(EXPORTS[0].columns, next(iter(EXPORTS[0].rows(desk))), strict=True))
    assert (slip["number"], slip["room"], slip["document"]) == (row.number, "1502", "E12345678")


def test_erased_after_their_time(desk: Desk, place: Place, clock: FixedClock) -> None:
    row = verbs.complete_slip(desk, place.draft())
    assert personal.erase_expired(desk) == personal.expired(desk) == 0
    clock.advance(timedelta(days=731))
    assert personal.expired(desk) == 1
    assert personal.erase_expired(desk) == 1
    gone = slip_row(row.id)
    assert (gone.name, gone.document, gone.phone, gone.plate, gone.salt) == ("", "", "", "", None)
    view = view_slip(desk, row.id)
    assert view.row.erased and [item.note for item in view.items] == ["", ""]
    assert [item.name for item in view.items] == ["冰箱", "纸箱"]
    assert not [g for g in find(desk, "E12345678") if g.kind == "release_slip"]
    assert [g for g in find(desk, row.number) if g.kind == "release_slip"]


def test_one_person_handed_out_and_erased(desk: Desk, place: Place) -> None:
    done = verbs.complete_slip(desk, place.draft(person=None))
    gate.release_slip(desk, done.id)
    verbs.complete_slip(desk, place.draft())
    records = personal.export_person(desk, place.tenant)
    assert [record["name"] for record in records] == ["王强", "王强"]
    with desk.change(Permission.PERSONAL_ERASE, "personal.erased") as change:
        assert personal.erase_person(desk, change, place.tenant) == 1
    assert slip_row(done.id).name == ""


def test_what_ends_after_its_person_was_erased_goes_at_once(desk: Desk, place: Place) -> None:
    row = verbs.complete_slip(desk, place.draft())
    Person.update(erased_at=desk.now).where(Person.id == place.tenant).execute()
    assert personal.expired(desk) == 0
    gate.release_slip(desk, row.id)
    assert personal.expired(desk) == personal.erase_expired(desk) == 1
    assert slip_row(row.id).name == ""


def test_a_letter_is_kept_with_the_slip(desk: Desk, place: Place) -> None:
    row = verbs.save_slip(desk, place.draft())
    letter = incoming("委托书.pdf", b"%PDF-1.4 letter")
    (kept,) = attached.attach(desk, row.id, letter, request="file")
    assert attached.attach(desk, row.id, letter, request="file") == [kept]
    assert attached.read_file(desk, kept.id) == letter.data
    assert attached.detach(desk, kept.id, "附错", request="off") == []
    assert attached.detach(desk, kept.id, "附错", request="off") == []
    with pytest.raises(Refused, match=r"file\.unknown"):
        attached.read_file(desk, kept.id)
    assert history(desk, "release_slip", row.id)[0].reason == "附错"
