"""Fee items, tariffs, exceptions, offers, the price list: what is kept and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.words import translator
from desk.estate.buildings import BuildingDraft, create_building
from desk.estate.units import UnitDraft, create_unit
from desk.fees import items, offers, overrides, services, standard, tariffs
from desk.fees.items import ItemDraft
from desk.fees.models import FeeItem
from desk.fees.offers import OfferDraft
from desk.fees.overrides import UnitFeeDraft
from desk.fees.services import ServiceDraft
from desk.fees.tariffs import TariffDraft
from desk.texts import errors, sentence

JANUARY = date(2026, 1, 1)
JULY = date(2026, 7, 1)


def codes(refused: Refused) -> set[str]:
    """The codes of one or several refusals; each of them has a sentence."""
    reasons = refused.reasons if isinstance(refused, RefusedMany) else [refused]
    assert all(reason.code in errors() and "…" not in sentence(reason) for reason in reasons)
    return {reason.code for reason in reasons}


@pytest.fixture
def area(desk: Desk) -> int:
    return items.create_item(desk, ItemDraft("物业费", "area", due_day=10)).id


def test_an_item(desk: Desk, area: int) -> None:
    row = items.get_item(desk, area)
    assert (row.name, row.kind, row.due_day, row.periodic, row.tariffs) == (
        "物业费", "area", 10, True, 0,
    )  # fmt: skip
    assert items.item_rows(desk) == [row]
    assert items.item_rows(desk, ["deposit"]) == []
    assert not items.set_active(desk, area, active=False).active
    assert items.item_rows(desk) == []
    assert items.item_rows(desk, active=None) != []


def test_an_item_refused(desk: Desk, area: int) -> None:
    draft = ItemDraft("物业费", "cubic", "nobody", ("castle",), 5, 13, 400, 5001, 366, 1001)
    with pytest.raises(RefusedMany) as refusal:
        items.create_item(desk, draft)
    assert codes(refusal.value) == {
        "item.name_taken", "field.not_a_choice", "item.cycle", "item.cycle_start", "item.due_day",
        "item.late_rate", "item.grace", "item.late_cap",
    }  # fmt: skip
    with pytest.raises(Refused):
        items.create_item(desk, ItemDraft(" ", "area"))


def test_the_kind_stays_once_there_are_prices(desk: Desk, area: int) -> None:
    items.update_item(desk, area, ItemDraft("物业费", "fixed"))
    tariffs.add_tariff(desk, TariffDraft(area, JANUARY, price=10_000))
    with pytest.raises(Refused) as refusal:
        items.update_item(desk, area, ItemDraft("物业费", "area"))
    assert codes(refusal.value) == {"item.kind_fixed"}


def test_a_new_price_ends_the_old_one(desk: Desk, area: int) -> None:
    tariffs.add_tariff(desk, TariffDraft(area, JANUARY, price=28_000))
    tariffs.add_tariff(desk, TariffDraft(area, JULY, price=30_000), request="once")
    tariffs.add_tariff(desk, TariffDraft(area, JULY, price=30_000), request="once")
    tariffs.add_tariff(desk, TariffDraft(area, JULY, unit_kind="shop", price=50_000))
    rows = tariffs.tariffs_of(desk, area)
    assert [(row.since, row.until, row.unit_kind, row.price) for row in rows] == [
        (JULY, None, "", 30_000),
        (JANUARY, date(2026, 6, 30), "", 28_000),
        (JULY, None, "shop", 50_000),
    ]


def test_prices_don_t_overlap(desk: Desk, area: int) -> None:
    first = tariffs.add_tariff(desk, TariffDraft(area, JULY, price=30_000))
    for since, until in ((JANUARY, None), (JANUARY, JULY), (JULY, None)):
        with pytest.raises(Refused) as refusal:
            tariffs.add_tariff(desk, TariffDraft(area, since, until, price=28_000))
        assert codes(refusal.value) == {"tariff.overlaps"}
    tariffs.add_tariff(desk, TariffDraft(area, JANUARY, date(2026, 6, 30), price=28_000))
    with pytest.raises(Refused) as refusal:
        tariffs.end_tariff(desk, first.id, JANUARY)
    assert codes(refusal.value) == {"tariff.until_before_since"}
    assert tariffs.end_tariff(desk, first.id, date(2026, 12, 31)).until == date(2026, 12, 31)
    tariffs.add_tariff(desk, TariffDraft(area, date(2027, 1, 1), price=1))
    with pytest.raises(Refused) as refusal:
        tariffs.end_tariff(desk, first.id, date(2027, 1, 1))
    assert codes(refusal.value) == {"tariff.overlaps"}
    tariffs.remove_tariff(desk, first.id)
    assert len(tariffs.tariffs_of(desk, area)) == 2


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        ("area", {}, "tariff.price"),
        ("fixed", {"price": -1}, "tariff.price"),
        ("area", {"price": 10**13}, "tariff.price"),
        ("area", {"price": 1, "vacant_rate": 1001}, "tariff.vacant_rate"),
        ("area", {"price": 1, "until": date(2025, 1, 1)}, "tariff.until_before_since"),
        ("area", {"price": 1, "building": 99}, "building.unknown"),
        ("area", {"price": 1, "unit_kind": "castle"}, "field.not_a_choice"),
        ("shared", {"pool": 100}, "field.not_a_choice"),
        ("shared", {"pool": 0, "basis": "area"}, "tariff.pool"),
        ("shared", {"basis": "household"}, "tariff.price"),
        ("stepped", {}, "tariff.steps"),
        ("stepped", {"steps": ((10, 1),)}, "tariff.steps"),
        ("stepped", {"steps": ((10, 1), (5, 1), (None, 1))}, "tariff.steps"),
        ("stepped", {"steps": ((None, 1), (None, 1))}, "tariff.steps"),
        ("stepped", {"steps": ((10, 0), (None, 0))}, "tariff.steps"),
        ("formula", {"formula": "area *"}, "formula.not_understood"),
        ("formula", {"formula": "price * 2"}, "tariff.price"),
        ("one_off", {"price": 1}, "tariff.not_periodic"),
        ("deposit", {"price": 1}, "tariff.not_periodic"),
    ],
)
def test_prices_refused(desk: Desk, kind: str, values: dict[str, object], code: str) -> None:
    item = items.create_item(desk, ItemDraft("项目", kind)).id
    with pytest.raises(Refused) as refusal:
        tariffs.add_tariff(desk, TariffDraft(item, JANUARY, **values))  # type: ignore[arg-type]
    assert code in codes(refusal.value)


def test_exceptions(desk: Desk, area: int) -> None:
    building = create_building(desk, BuildingDraft("1", "1栋")).id
    unit = create_unit(desk, UnitDraft(building, "101")).id
    draft = UnitFeeDraft(unit, area, JANUARY, JULY, rate=850, reason="agreed in 2020")
    row = overrides.set_override(desk, draft)
    assert overrides.overrides_of(desk, unit=unit) == overrides.overrides_of(desk, item=area)
    for since, until in ((None, None), (JULY, None), (None, JANUARY)):
        with pytest.raises(Refused) as refusal:
            overrides.set_override(
                desk, UnitFeeDraft(unit, area, since, until, rate=1, reason="again")
            )
        assert codes(refusal.value) == {"override.overlaps"}
    with pytest.raises(Refused) as refusal:
        overrides.end_override(desk, row.id, date(2027, 1, 1))
    assert codes(refusal.value) == {"override.until"}
    overrides.end_override(desk, row.id, date(2026, 3, 31))
    overrides.set_override(
        desk, UnitFeeDraft(unit, area, date(2026, 4, 1), excluded=True, reason="sold")
    )
    overrides.remove_override(desk, row.id)
    assert [found.excluded for found in overrides.overrides_of(desk)] == [True]


def test_exceptions_refused(desk: Desk, area: int) -> None:
    with pytest.raises(RefusedMany) as refusal:
        overrides.set_override(desk, UnitFeeDraft(9, area, JULY, JANUARY))
    assert codes(refusal.value) == {
        "unit.unknown", "text.required", "tariff.until_before_since", "override.nothing",
    }  # fmt: skip
    with pytest.raises(RefusedMany) as refusal:
        overrides.set_override(
            desk, UnitFeeDraft(9, area, price=0, rate=10_001, share=0, reason="r")
        )
    assert codes(refusal.value) == {
        "unit.unknown", "tariff.price", "rate.range", "override.share",
    }  # fmt: skip


def test_offers(desk: Desk, area: int) -> None:
    row = offers.create_offer(desk, OfferDraft(area, "买12送1", 12, 1, JANUARY, JULY))
    assert offers.offers(desk, area, on=JULY) == [row]
    assert offers.offers(desk, area, on=date(2026, 7, 2)) == []
    draft = OfferDraft(area, "买12送1", 12, 2, JANUARY)
    assert not offers.update_offer(desk, row.id, draft, active=False).active
    assert offers.offers(desk, on=JULY) == []
    quarter = items.create_item(desk, ItemDraft("季费", "fixed", cycle=3)).id
    with pytest.raises(RefusedMany) as refusal:
        offers.create_offer(desk, OfferDraft(quarter, "", 121, 4, JULY, JANUARY))
    assert codes(refusal.value) == {
        "text.required", "offer.months", "ahead.cycle", "tariff.until_before_since",
    }  # fmt: skip


def test_the_price_list(desk: Desk, area: int) -> None:
    income = items.create_item(desk, ItemDraft("有偿服务收入", "sundry")).id
    copy = services.create_service(desk, ServiceDraft("复印 A4", 50, income, "文印", "张"))
    services.create_service(desk, ServiceDraft("通下水", 8_000, income, "维修", "次"))
    assert [row.name for row in services.services(desk, "文印")] == ["复印 A4"]
    assert len(services.services(desk)) == 2
    services.update_service(desk, copy.id, ServiceDraft("复印 A4", 60, income), active=False)
    assert [row.name for row in services.services(desk)] == ["通下水"]
    with pytest.raises(RefusedMany) as refusal:
        services.create_service(desk, ServiceDraft("通下水", -1, area))
    assert codes(refusal.value) == {"service.item_kind", "price.range", "service.name_taken"}


def test_items_to_begin_with(desk: Desk) -> None:
    made = standard.standard_items(desk, "zh_CN")
    assert {row.kind for row in made} == {"area", "fixed", "shared", "deposit", "sundry"}
    say = translator("zh_CN")
    assert say("Management fee") in [row.name for row in made]
    assert standard.standard_items(desk, "en") == []
    with desk.change(standard.Permission.FEE_ITEM_EDIT, "fee_item.standard") as change:
        late = standard.purpose_item(desk, change, standard.LATE)
        opening = standard.purpose_item(desk, change, standard.OPENING)
        assert standard.purpose_item(desk, change, standard.OPENING).id == opening.id
    assert late.id in [row.id for row in made]
    assert late.late_rate == 0
    assert FeeItem.select().where(FeeItem.purpose != "").count() == 2
