"""Ageing, the list, collection, cards, the board: what is shown of arrears."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.estate.board import board
from desk.estate.customers import get_person
from desk.estate.models import Unit
from desk.estate.unit_card import unit_card
from desk.fees.dunning.ageing import ageing
from desk.fees.dunning.collection import collection_rate
from desk.fees.dunning.contacts import record_contact
from desk.fees.dunning.listing import ARREARS, arrears_of, arrears_summary
from desk.fees.dunning.rows import BUCKETS, EDGES, ContactDraft
from desk.fees.models import Charge
from desk.fees.till.debts import debts_of_unit
from desk.fees.till.drafts import LineDraft
from desk.fees.till.post import post_receipt
from tests.desk.fees.till.conftest import Place, owe
from tests.stores import as_role

OUGHT = st.lists(st.tuples(st.integers(-40, 500), st.integers(1, 10**9)), max_size=12)


def bucket(days: int) -> int:
    """In which bucket a debt late by ``days`` stands, by counting."""
    return next((n for n, edge in enumerate(EDGES) if days <= edge), len(EDGES))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(owed=OUGHT)
def test_ageing_adds_up(desk: Desk, place: Place, owed: list[tuple[int, int]]) -> None:
    Charge.delete().where(Charge.unit == place.other).execute()
    ought = [0] * len(BUCKETS)
    for days, amount in owed:
        owe(place.other, place.fee, amount, desk.today - timedelta(days=days))
        ought[bucket(days)] += amount
    mine = [row for row in ageing(desk) if row.key == place.other]
    if not owed:
        assert mine == []
        return
    assert list(mine[0].buckets) == ought
    assert mine[0].total == sum(ought) == mine[0].overdue + ought[0]
    assert mine[0].oldest == desk.today - timedelta(days=max(days for days, _ in owed))


def test_ageing_by_building_and_item_is_the_same_money(desk: Desk, place: Place) -> None:
    owe(place.other, place.late, 777, date(2025, 1, 1))
    building = Unit.get_by_id(place.unit).building_id
    for by in ("unit", "building", "item"):
        for which in (None, building):
            rows = ageing(desk, by, building=which)
            assert sum(row.total for row in rows) == 38_393 + 777
        assert ageing(desk, by, building=building + 1) == []
    assert [row.title for row in ageing(desk)] == ["3-0801", "3-1502"]  # by route
    later = ageing(desk, "building", on=date(2027, 1, 1))[0]
    assert later.buckets[0] == 0
    with pytest.raises(Refused):
        ageing(desk, "floor")


def test_the_list_of_arrears(desk: Desk, place: Place) -> None:
    owe(place.other, place.late, 100_000, date(2026, 1, 1))
    source = ARREARS.open(desk)
    rows = source.rows(0, 10)
    assert [row.id for row in rows] == [place.other, place.unit]  # who owes most
    assert source.count() == 2
    assert source.index_of(place.unit) == 1
    mine = rows[1]
    assert (mine.names, mine.phone) == (("李敏",), "138 **** 8000")
    assert (mine.total, mine.overdue, mine.buckets[0]) == (38_393, 35_060, 3_333)
    assert mine.days == 32
    assert rows[0].late_fee == sum(debt.late_fee for debt in debts_of_unit(desk, place.other)) > 0
    by_route = [row.id for row in ARREARS.open(desk, sort=("sort", False)).all()]
    assert by_route == [place.other, place.unit]
    assert [row.id for row in ARREARS.open(desk, {"age": "90"}).all()] == [place.other]
    assert ARREARS.open(desk, {"step": "call"}).count() == 0
    assert ARREARS.open(desk, {"step": "message", "text": "15"}).count() == 1
    assert arrears_of(desk, place.unit) == mine
    told = arrears_summary(desk)
    assert (told.units, told.total, told.overdue) == (2, 138_393, 135_060)
    assert sum(told.buckets) == told.total
    as_role(desk, Role.ENGINEER)
    with pytest.raises(Refused, match=r"access\.denied"):
        ARREARS.open(desk)


def test_the_collection_rate(desk: Desk, place: Place) -> None:
    line = LineDraft("charge", charge=place.debts[0], amount=20_000, discount=60, reason="x")
    post_receipt(desk, place.pay(line))
    (row,) = collection_rate(desk, date(2026, 10, 1), date(2026, 10, 31))
    assert (row.charged, row.reduced, row.paid) == (35_000, 60, 20_000)
    assert row.rate == 5714
    months = collection_rate(desk, date(2026, 10, 1), date(2026, 12, 31), "month")
    assert [(each.key, each.title, each.paid) for each in months] == [
        (202610, "2026-10", 20_000), (202611, "2026-11", 0),
    ]  # fmt: skip
    for by in ("building", "item"):
        (only,) = collection_rate(desk, date(2026, 10, 1), date(2026, 10, 31), by)
        assert only.paid == 20_000
    assert collection_rate(desk, date(2020, 1, 1), date(2020, 1, 2))[0].rate is None


def test_cards_and_board_know_money(desk: Desk, place: Place) -> None:
    deposit = LineDraft("deposit", item=place.deposit, amount=200_000)
    post_receipt(desk, place.pay(place.first(), deposit))
    day = desk.today + timedelta(days=2)
    record_contact(desk, ContactDraft(place.unit, "call", "promised", place.owner, promised_on=day))
    parts = {part.key: part for part in unit_card(desk, place.unit).parts}
    assert {"arrears", "accounts", "receipts", "dunning"} <= parts.keys()
    assert "133.33" in parts["arrears"].lines[0].text
    assert "2,000.00" in parts["accounts"].lines[0].text
    assert parts["dunning"].lines[0].tone == "due"
    assert get_person(desk, place.owner) is not None
    from desk.fees import cards

    for card in (
        cards.person_arrears, cards.person_accounts, cards.person_receipts, cards.person_contacts,
    ):  # fmt: skip
        part = card(desk, place.owner)
        assert part is not None
        assert part.lines
    building = Unit.get_by_id(place.unit).building_id
    cells = {
        unit.id: unit.cell
        for mode in ("arrears", "deposits")
        for floor in board(desk, building, mode).floors
        for unit in floor.units
        if unit.cell.text
    }
    assert cells[place.unit].text == "2000"
    as_role(desk, Role.ENGINEER)
    keys = {part.key for part in unit_card(desk, place.unit).parts}
    assert not keys & {"arrears", "accounts", "receipts", "dunning"}
