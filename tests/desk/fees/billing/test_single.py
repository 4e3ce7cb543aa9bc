"""Single charges, billing ahead, opening balances, and why each amount is what it is."""

from __future__ import annotations

from datetime import date

import pytest

from desk.core import words
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.estate.models import Occupancy, Unit
from desk.fees.billing import ahead, charges, lists, opening, run, why
from desk.fees.billing.drafts import ChargeDraft, RunDraft
from desk.fees.items import ItemDraft, create_item
from desk.fees.models import Charge
from desk.fees.offers import OfferDraft, create_offer
from desk.fees.overrides import UnitFeeDraft, set_override
from desk.fees.tariffs import TariffDraft, add_tariff
from desk.texts import errors
from tests.desk.fees.billing.conftest import NOVEMBER, Site

SINCE = date(2020, 1, 1)


def refusal(code: str) -> object:
    assert code in errors()
    return pytest.raises(Refused, match=f"^{code}$")


@pytest.fixture
def once_only(desk: Desk) -> int:
    return create_item(desk, ItemDraft("装修垃圾", "one_off", due_day=7)).id


def test_a_single_charge(desk: Desk, site: Site, once_only: int) -> None:
    unit = site.units[0]
    row = charges.add_charge(
        desk, ChargeDraft(unit, once_only, amount=30_000, text="6 carts"), request="click"
    )
    draft = ChargeDraft(unit, once_only, amount=30_000, text="6 carts")
    assert charges.add_charge(desk, draft, request="click") == row
    assert (row.person, row.amount, row.balance, row.billed) == (
        site.people[0], 30_000, 30_000, False,
    )  # fmt: skip
    assert row.due == date(2026, 11, 9)
    counted = ChargeDraft(unit, once_only, quantity=25_000, price=10_000, due=NOVEMBER)
    second = charges.add_charge(desk, counted)
    assert (second.amount, second.due) == (250, NOVEMBER)
    words.use("en")
    assert why.why(desk, row.id) == "Agreed amount: ¥300.00 (6 carts)"
    assert why.why(desk, second.id) == "2.50 × ¥1.00 = ¥2.50"


def test_a_single_charge_stands_for_its_period(desk: Desk, site: Site) -> None:
    unit = site.units[0]
    charges.add_charge(desk, ChargeDraft(unit, site.area, amount=5, period_from=date(2026, 11, 20)))
    with refusal("charge.overlaps"):
        charges.add_charge(
            desk,
            ChargeDraft(
                unit, site.area, amount=5, period_from=NOVEMBER, period_to=date(2026, 11, 30)
            ),
        )
    run.post(desk, RunDraft(NOVEMBER, (site.area,), (unit,)))
    periods = [
        (row.period_from.day, row.period_to.day)
        for row in Charge.select().order_by(Charge.period_from)
    ]
    assert periods == [(1, 19), (20, 20), (21, 30)]


def test_a_single_charge_refused(desk: Desk, site: Site) -> None:
    deposit = create_item(desk, ItemDraft("押金", "deposit")).id
    with pytest.raises(RefusedMany) as refused:
        charges.add_charge(
            desk,
            ChargeDraft(99, deposit, amount=0, period_from=NOVEMBER, period_to=SINCE, person=99),
        )
    assert {(one.code, one.field) for one in refused.value.reasons} == {
        ("unit.unknown", "unit"),
        ("charge.deposit", "item"),
        ("tariff.until_before_since", "period_to"),
        ("person.unknown", "person"),
        ("charge.amount", "amount"),
    }
    with refusal("charge.period_long"):
        charges.add_charge(
            desk,
            ChargeDraft(
                site.units[0], site.area, amount=1, period_from=NOVEMBER,
                period_to=date(2027, 11, 1),
            ),
        )  # fmt: skip
    with refusal("charge.amount"):
        charges.add_charge(desk, ChargeDraft(site.units[0], site.area))


def test_taken_back(desk: Desk, site: Site, once_only: int) -> None:
    row = charges.add_charge(desk, ChargeDraft(site.units[0], once_only, amount=100))
    with refusal("workflow.reason_needed"):
        charges.reverse_charge(desk, row.id, "")
    Charge.update(paid=1, balance=99).where(Charge.id == row.id).execute()
    with refusal("charge.paid"):
        charges.reverse_charge(desk, row.id, "wrong")
    Charge.update(paid=0, balance=100).where(Charge.id == row.id).execute()
    back = charges.reverse_charge(desk, row.id, "wrong", request="click")
    assert (back.state, back.balance) == ("reversed", 0)
    assert charges.reverse_charge(desk, row.id, "wrong", request="click") == back
    with refusal("charge.reversed"):
        charges.reverse_charge(desk, row.id, "wrong")
    late = Charge.create(
        unit=1, item=once_only, source="late", posted_on=NOVEMBER, period_from=NOVEMBER,
        period_to=NOVEMBER, due=NOVEMBER, amount=1, balance=1,
    )  # fmt: skip
    with refusal("charge.not_single"):
        charges.reverse_charge(desk, late.id, "wrong")


def test_one_line_of_a_run_taken_back(desk: Desk, site: Site) -> None:
    posted = run.post(desk, RunDraft(NOVEMBER, (site.area,)))
    charges.reverse_charge(desk, 1, "exempt")
    assert run.preview(desk, RunDraft(NOVEMBER, (site.area,))).count == 1
    run.reverse(desk, posted.id, "all of it")
    assert not Charge.select().where(Charge.balance > 0).count()


def test_ahead_with_an_offer(desk: Desk, site: Site) -> None:
    unit = site.units[0]
    offer = create_offer(desk, OfferDraft(site.area, "买2送1", 2, 1, SINCE)).id
    run.post(desk, RunDraft(NOVEMBER, (site.area,)))
    quote = ahead.quote_ahead(desk, unit, site.area, 4, offer)
    assert (quote.total, quote.saved, len(quote.lines)) == (4 * 25_060, 2 * 25_060, 6)
    assert [line.free for line in quote.lines] == [False] * 4 + [True] * 2
    assert Charge.select().count() == 6
    made = ahead.bill_ahead(desk, unit, site.area, 4, offer, request="click")
    assert ahead.bill_ahead(desk, unit, site.area, 4, offer, request="click") == made
    rows = list(Charge.select().where(Charge.id.in_(made)).order_by(Charge.id))
    assert [row.amount for row in rows] == [25_060] * 4 + [0] * 2
    assert (rows[0].period_from, rows[-1].period_to) == (date(2026, 12, 1), date(2027, 5, 31))
    assert all(row.source == "ahead" and row.billed for row in rows)
    seen = run.preview(desk, RunDraft(date(2027, 5, 1), (site.area,)))
    assert (seen.count, seen.skip_counts) == (5, (("billed", 1),))
    words.use("en")
    assert why.why(desk, made[-1]) == "Free by the offer 买2送1: 1 month × ¥0.00 = ¥0.00"
    charges.reverse_charge(desk, made[2], "changed their mind")
    assert ahead.quote_ahead(desk, unit, site.area, 1).lines[0].period_from == date(2026, 12, 1)


def test_ahead_goes_back_together_or_not_at_all(desk: Desk, site: Site) -> None:
    made = ahead.bill_ahead(desk, site.units[0], site.area, 3)
    Charge.update(paid=1, balance=Charge.amount - 1).where(Charge.id == made[0]).execute()
    with refusal("charge.paid"):
        charges.reverse_charge(desk, made[2], "wrong")


def test_ahead_refused(desk: Desk, site: Site) -> None:
    unit = site.units[0]
    offer = create_offer(desk, OfferDraft(site.area, "买2送1", 2, 1, SINCE)).id
    ended = create_offer(desk, OfferDraft(site.area, "旧", 2, 1, SINCE, SINCE)).id
    quarter = create_item(desk, ItemDraft("季费", "fixed", cycle=3, unit_kinds=("shop",))).id
    nothing = create_item(desk, ItemDraft("没有价", "fixed")).id
    deposit = create_item(desk, ItemDraft("押金", "deposit")).id
    for item, months, by, code in (
        (site.area, 0, None, "ahead.months"),
        (site.area, 121, None, "ahead.months"),
        (site.area, 3, offer, "ahead.offer_months"),
        (site.area, 2, ended, "ahead.offer"),
        (site.fixed, 2, offer, "ahead.offer"),
        (quarter, 2, None, "ahead.cycle"),
        (quarter, 3, None, "ahead.unit_kind"),
        (nothing, 1, None, "ahead.no_tariff"),
        (deposit, 1, None, "run.not_periodic"),
    ):
        with refusal(code):
            ahead.bill_ahead(desk, unit, item, months, by)
    Unit.update(area=None).where(Unit.id == unit).execute()
    with refusal("ahead.no_area"):
        ahead.bill_ahead(desk, unit, site.area, 1)
    Occupancy.update(until=date(2026, 12, 15)).where(Occupancy.unit == unit).execute()
    with refusal("ahead.no_payer"):
        ahead.bill_ahead(desk, unit, site.fixed, 2)
    assert not Charge.select().count()


def test_ahead_from_the_middle_of_a_quarter(desk: Desk, site: Site) -> None:
    item = create_item(desk, ItemDraft("季费", "fixed", cycle=3)).id
    add_tariff(desk, TariffDraft(item, SINCE, price=30_0000))
    quote = ahead.quote_ahead(desk, site.units[0], item, 6)
    assert [(line.period_from, line.period_to) for line in quote.lines] == [
        (date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 3, 31)),
    ]


def test_opening_balances(desk: Desk, site: Site) -> None:
    balances = [(site.units[0], 12_345), (site.units[1], 0), (site.units[2], 1)]
    with desk.change(Permission.IMPORT_RUN, "import.committed") as change:
        first = opening.open_balances(desk, change, balances, batch=7)
    with desk.change(Permission.IMPORT_RUN, "import.committed") as change:
        again = opening.open_balances(desk, change, [*balances, (site.units[1], 5)], batch=7)
    assert (first.count, first.total, first.before) == (2, 12_346, 0)
    assert (again.count, again.total, again.before) == (1, 5, 2)
    row = Charge.get(Charge.unit == site.units[0])
    assert (row.person_id, row.balance, row.billed) == (site.people[0], 12_345, False)
    words.use("en")
    assert why.why(desk, row.id) == "Owed on 2026-11-02 already: ¥123.45"
    with refusal("charge.amount"), desk.change(Permission.IMPORT_RUN, "x") as change:
        opening.open_balances(desk, change, [(site.units[0], -1)], batch=8)


def test_why(desk: Desk, site: Site) -> None:
    one, two, three, *_ = site.units
    steps = create_item(desk, ItemDraft("阶梯", "stepped")).id
    add_tariff(desk, TariffDraft(steps, SINCE, steps=((500_000, 10_000), (None, 25_000))))
    own = create_item(desk, ItemDraft("公式", "formula")).id
    add_tariff(desk, TariffDraft(own, SINCE, formula="if(area > 90, 2, 1) * 1.005"))
    period = create_item(desk, ItemDraft("公式二", "formula")).id
    add_tariff(desk, TariffDraft(period, SINCE, price=28_000, formula="area * price * months"))
    house = create_item(desk, ItemDraft("公摊二", "shared")).id
    add_tariff(desk, TariffDraft(house, SINCE, pool=60_000, basis="household", vacant_rate=500))
    share = create_item(desk, ItemDraft("公摊三", "shared")).id
    add_tariff(desk, TariffDraft(share, SINCE, pool=60_000, basis="share"))
    set_override(desk, UnitFeeDraft(one, share, share=20_000, reason="plan"))
    set_override(desk, UnitFeeDraft(two, share, share=10_000, reason="plan"))
    set_override(desk, UnitFeeDraft(two, site.area, rate=850, reason="staff"))
    set_override(desk, UnitFeeDraft(three, site.area, date(2026, 11, 16), price=1_0000, reason="r"))
    Unit.update(state="vacant").where(Unit.id == two).execute()
    items = (*site.items, steps, own, period, house, share)
    run.post(desk, RunDraft(NOVEMBER, items, (one, two, three)))
    words.use("en")
    told = set(why.why_many(desk, range(1, 100)).values())
    assert told >= {
        "Area 89.50 m² × ¥2.80 × 1 month = ¥250.60",
        "Area 89.50 m² × ¥2.80 × 1 month × 85% (staff) = ¥213.01",
        "Area 120 m² × ¥2.80 × 15/30 days = ¥168.00",
        "Area 120 m² × ¥1.00 (the unit's own price) × 15/30 days = ¥60.00",
        "¥8.00 × 1 month = ¥8.00",
        "Area 89.50 of 598 m² × ¥1,000.00 × 1 month = ¥149.67",
        "Area by steps (50 m² × ¥1.00 + 39.50 m² × ¥2.50) × 1 month = ¥148.75",
        "if(area > 90, 2, 1) * 1.005 [area 89.5] → ¥1.005 × 1 month = ¥1.01",
        "area * price * months [area 89.5, months 1, price 2.8] → ¥250.6 = ¥250.60",
        "1 of 6 households × ¥600.00 × 1 month × 50% (vacant) = ¥50.00",
        "2 of 3 shares × ¥600.00 × 1 month = ¥400.00",
    }


def test_lists(desk: Desk, site: Site) -> None:
    posted = run.post(desk, RunDraft(NOVEMBER, site.items))
    assert lists.BILLING_RUNS.open(desk).rows(0, 5) == [posted]
    shown = lists.CHARGES.open(desk, {"unit": "1-101", "open": True, "item": str(site.area)})
    assert [(row.unit_code, row.amount) for row in shown.rows(0, 9)] == [("1-101", 25_060)]
    assert lists.CHARGES.open(desk, {"unit": "2-"}).count() == 9
    assert lists.CHARGES.open(desk, {"building": str(site.buildings[0])}).count() == 9
    assert lists.CHARGES.open(desk, {"run": str(posted.id), "source": "run"}).count() == 18
    run.reverse(desk, posted.id, "wrong")
    assert lists.CHARGES.open(desk, {"state": "posted"}).count() == 0
    assert lists.CHARGES.open(desk, {"state": "reversed"}).count() == 18
