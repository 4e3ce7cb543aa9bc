"""The monthly run on a real store: what is charged, to whom, what is left out, and taken back."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.models import AuditEntry
from desk.estate.models import Occupancy, Unit
from desk.fees.billing import run
from desk.fees.billing.drafts import RunDraft
from desk.fees.items import ItemDraft, create_item
from desk.fees.models import BillingRun, Charge, FeeItem
from desk.fees.overrides import UnitFeeDraft, set_override
from desk.fees.tariffs import TariffDraft, add_tariff
from desk.texts import sentence
from tests.desk.fees.billing.conftest import NOVEMBER, Site, person, role
from tests.stores import as_role

DECEMBER = date(2026, 12, 1)


def lines(unit: int, item: int) -> list[tuple[object, ...]]:
    """(person, first day, last day, amount) of a unit's charges that stand."""
    found = Charge.select().where(
        (Charge.unit == unit) & (Charge.item == item) & (Charge.state == "posted")
    )
    return [
        (row.person_id, row.period_from.day, row.period_to.day, row.amount)
        for row in found.order_by(Charge.period_from)
    ]


def refusal(code: str) -> Any:
    return pytest.raises(Refused, match=f"^{code}$")


def test_a_month(desk: Desk, site: Site) -> None:
    seen = run.preview(desk, RunDraft(NOVEMBER, site.items))
    assert not Charge.select().count()
    posted = run.post(
        desk, RunDraft(date(2026, 11, 17), site.items), expected_total=seen.total,
        digest=seen.digest,
    )  # fmt: skip
    assert (posted.number, posted.state, posted.month) == ("B260000001", "posted", NOVEMBER)
    assert (posted.count, posted.total) == (seen.count, seen.total) == (18, 272_242)
    assert lines(site.units[0], site.area) == [(site.people[0], 1, 30, 25_060)]
    assert lines(site.units[0], site.fixed) == [(site.people[0], 1, 30, 800)]
    # 89.50 of 598.00 m² of ¥1,000.00
    assert lines(site.units[0], site.shared) == [(site.people[0], 1, 30, 14_967)]
    charge = Charge.get(Charge.item == site.fixed)
    assert charge.due == date(2026, 11, 11)
    assert charge.billed and charge.balance == charge.amount
    stored = BillingRun.get_by_id(posted.id)
    assert stored.last - stored.first + 1 == 18
    assert [total.count for total in seen.by_item] == [6, 6, 6]
    assert sum(total.total for total in seen.by_item) == seen.total


def test_a_month_too_far_ahead(desk: Desk, site: Site) -> None:
    far = RunDraft(date(2027, 12, 1), (site.fixed,))
    with refusal("run.too_far") as refused:
        run.preview(desk, far)
    assert "2027-12" in sentence(refused.value)
    with refusal("run.too_far"):
        run.post(desk, far)
    assert run.preview(desk, RunDraft(date(2027, 11, 1), (site.fixed,))).count


def test_the_same_run_twice_makes_nothing_twice(desk: Desk, site: Site) -> None:
    run.post(desk, RunDraft(NOVEMBER, site.items))
    again = run.preview(desk, RunDraft(NOVEMBER, site.items))
    assert (again.count, again.skip_counts) == (0, (("billed", 18),))
    with refusal("run.nothing"):
        run.post(desk, RunDraft(NOVEMBER, site.items))
    assert Charge.select().count() == 18
    assert BillingRun.select().count() == 1


def test_the_same_click_twice_is_one_run(desk: Desk, site: Site) -> None:
    first = run.post(desk, RunDraft(NOVEMBER, site.items), request="click")
    assert run.post(desk, RunDraft(NOVEMBER, site.items), request="click") == first


def test_what_was_looked_at_is_what_is_posted(desk: Desk, site: Site) -> None:
    seen = run.preview(desk, RunDraft(NOVEMBER, site.items))
    Unit.update(area=9000).where(Unit.id == site.units[0]).execute()
    Unit.update(area=8900).where(Unit.id == site.units[1]).execute()
    with refusal("run.changed"):
        run.post(desk, RunDraft(NOVEMBER, site.items), digest=seen.digest)
    with refusal("run.changed"):
        run.post(desk, RunDraft(NOVEMBER, site.items), expected_total=seen.total + 1)
    assert not BillingRun.select().count()


def test_which_kinds_of_units(desk: Desk, site: Site) -> None:
    Unit.update(kind="public").where(Unit.id == site.units[0]).execute()
    Unit.update(kind="shop").where(Unit.id == site.units[1]).execute()
    for unit_kinds, count in (((), 5), (("shop",), 1), (("shop", "public"), 2)):
        FeeItem.update(unit_kinds=list(unit_kinds)).where(FeeItem.id == site.shared).execute()
        seen = run.preview(desk, RunDraft(NOVEMBER, (site.shared,)))
        assert (seen.count, seen.skipped) == (count, ())
        assert abs(seen.total - 100_000) < 5  # all of the pool, save for rounding


def test_some_units_only(desk: Desk, site: Site) -> None:
    run.post(desk, RunDraft(NOVEMBER, site.items, site.units[:2]))
    # The pool is divided among all units, billed now or later.
    assert lines(site.units[0], site.shared)[0][3] == 14_967
    rest = run.post(desk, RunDraft(NOVEMBER, site.items))
    assert rest.count == 12


def test_reverse(desk: Desk, site: Site) -> None:
    posted = run.post(desk, RunDraft(NOVEMBER, site.items))
    with refusal("workflow.reason_needed"):
        run.reverse(desk, posted.id, " ")
    back = run.reverse(desk, posted.id, "wrong price")
    assert (back.state, back.reason) == ("reversed", "wrong price")
    states = Charge.select(Charge.state, Charge.balance, Charge.billed).distinct().tuples()
    assert list(states) == [("reversed", 0, False)]
    with refusal("workflow.not_now"):
        run.reverse(desk, posted.id, "again")
    assert run.post(desk, RunDraft(NOVEMBER, site.items)).number == "B260000002"


@pytest.mark.parametrize("settled", [{"paid": 1}, {"reduced": 1}])
def test_not_reversed_once_something_is_paid(
    desk: Desk, site: Site, settled: dict[str, int]
) -> None:
    posted = run.post(desk, RunDraft(NOVEMBER, site.items))
    Charge.update(balance=Charge.amount - 1, **settled).where(Charge.id == 5).execute()
    assert not run.run_view(desk, posted.id).reversible
    with refusal("run.paid"):
        run.reverse(desk, posted.id, "wrong price")
    assert Charge.select().where(Charge.state == "reversed").count() == 0


def test_a_new_price_in_the_middle_of_the_month(desk: Desk, site: Site) -> None:
    add_tariff(desk, TariffDraft(site.area, date(2026, 11, 11), price=30000))
    run.post(desk, RunDraft(NOVEMBER, (site.area,)))
    assert lines(site.units[0], site.area) == [
        (site.people[0], 1, 10, 8_353),  # 89.50 × 2.80 × 10/30 = 83.533…
        (site.people[0], 11, 30, 17_900),  # 89.50 × 3.00 × 20/30
    ]


def test_the_narrowest_price_holds(desk: Desk, site: Site) -> None:
    since = date(2020, 1, 1)
    Unit.update(kind="shop").where(Unit.id.in_([site.units[1], site.units[4]])).execute()
    add_tariff(desk, TariffDraft(site.area, since, unit_kind="shop", price=50000))
    add_tariff(desk, TariffDraft(site.area, since, building=site.buildings[1], price=10000))
    run.post(desk, RunDraft(NOVEMBER, (site.area,)))
    amounts = [lines(unit, site.area)[0][3] for unit in site.units]
    assert amounts == [25_060, 44_750, 33_600, 8_950, 8_950, 12_000]


def test_vacant_units_and_exceptions(desk: Desk, site: Site) -> None:
    one, two, three, four, *_ = site.units
    item = create_item(desk, ItemDraft("停车", "fixed")).id
    add_tariff(desk, TariffDraft(item, date(2020, 1, 1), price=100_0000, vacant_rate=700))
    Unit.update(state="vacant").where(Unit.id.in_([one, two])).execute()
    set_override(desk, UnitFeeDraft(two, item, rate=500, reason="agreed"))
    set_override(desk, UnitFeeDraft(three, item, excluded=True, reason="own contract"))
    set_override(
        desk, UnitFeeDraft(four, item, since=date(2026, 11, 16), price=200_0000, reason="two cars")
    )
    seen = run.preview(desk, RunDraft(NOVEMBER, (item,)))
    assert seen.skip_counts == (("excluded", 1),)
    assert (seen.skipped[0].unit_code, seen.skipped[0].days) == ("1-103", 0)
    run.post(desk, RunDraft(NOVEMBER, (item,)))
    assert [lines(unit, item)[0][3] for unit in (one, two)] == [7_000, 5_000]
    assert lines(three, item) == []
    assert [line[1:] for line in lines(four, item)] == [(1, 15, 5_000), (16, 30, 10_000)]


def test_the_payer_changes_in_the_middle_of_the_month(desk: Desk, site: Site) -> None:
    unit, old, new = site.units[0], site.people[0], person("新业主")
    Occupancy.update(until=date(2026, 11, 12)).where(Occupancy.unit == unit).execute()
    role(unit, new, since=date(2026, 11, 13))
    role(unit, person("家人"), share=1, since=date(2026, 11, 13))
    Occupancy.update(share=9_999).where(Occupancy.person == new).execute()
    run.post(desk, RunDraft(NOVEMBER, (site.area,)))
    assert lines(unit, site.area) == [(old, 1, 12, 10_024), (new, 13, 30, 15_036)]


def test_only_the_days_of_the_occupancy(desk: Desk, site: Site) -> None:
    unit, first = site.units[0], Occupancy.get(Occupancy.unit == site.units[0])
    Occupancy.update(since=date(2026, 11, 16)).where(Occupancy.id == first.id).execute()
    Occupancy.update(since=date(2027, 1, 1)).where(Occupancy.unit == site.units[1]).execute()
    Occupancy.delete().where(Occupancy.unit == site.units[2]).execute()
    seen = run.preview(desk, RunDraft(NOVEMBER, (site.area,)))
    assert {(s.unit, s.code, s.days) for s in seen.skipped} == {
        (unit, "no_payer", 15),
        (site.units[1], "no_payer", 0),
    }
    run.post(desk, RunDraft(NOVEMBER, (site.area,)))
    assert lines(unit, site.area) == [(site.people[0], 16, 30, 12_530)]
    assert lines(site.units[1], site.area) == []
    # Nobody on record: the unit itself owes it.
    assert lines(site.units[2], site.area) == [(None, 1, 30, 33_600)]
    # The one who had lived there is found later: the days that were left out are charged.
    Occupancy.update(since=None).where(Occupancy.id == first.id).execute()
    assert run.post(desk, RunDraft(NOVEMBER, (site.area,))).count == 1
    assert [line[1:] for line in lines(unit, site.area)] == [(1, 15, 12_530), (16, 30, 12_530)]


def test_the_tenant_pays_what_the_occupant_pays(desk: Desk, site: Site) -> None:
    unit, tenant = site.units[0], person("租户")
    role(unit, tenant, "tenant", since=date(2026, 11, 21))
    mine = create_item(desk, ItemDraft("租户费", "fixed", payer="tenant")).id
    add_tariff(desk, TariffDraft(mine, date(2020, 1, 1), price=300_0000))
    run.post(desk, RunDraft(NOVEMBER, (site.fixed, mine)))
    assert lines(unit, site.fixed) == [(site.people[0], 1, 20, 533), (tenant, 21, 30, 267)]
    assert lines(unit, mine) == [(tenant, 21, 30, 10_000)]
    assert lines(site.units[1], mine) == []


def test_a_quarter(desk: Desk, site: Site) -> None:
    item = create_item(desk, ItemDraft("季费", "fixed", cycle=3, cycle_start=2)).id
    add_tariff(desk, TariffDraft(item, date(2020, 1, 1), price=10_0000))
    with refusal("run.not_this_month"):
        run.preview(desk, RunDraft(DECEMBER, (item,)))
    run.post(desk, RunDraft(NOVEMBER, (item,), (site.units[0],)))
    charge = Charge.get(Charge.item == item)
    assert (charge.period_from, charge.period_to) == (NOVEMBER, date(2027, 1, 31))
    assert (charge.part, charge.parts, charge.amount) == (3, 1, 3_000)


def test_overlapping_days_are_seen_whatever_day_they_begin(desk: Desk, site: Site) -> None:
    unit = site.units[0]
    Charge.create(
        unit=unit, item=site.area, source="manual", billed=True, posted_on=NOVEMBER,
        period_from=date(2026, 10, 16), period_to=date(2026, 11, 15), due=NOVEMBER, amount=100,
        balance=100,
    )  # fmt: skip
    run.post(desk, RunDraft(NOVEMBER, (site.area,)))
    assert [line[1:] for line in lines(unit, site.area)] == [(16, 15, 100), (16, 30, 12_530)]


def test_steps_and_formulas(desk: Desk, site: Site) -> None:
    steps = create_item(desk, ItemDraft("阶梯", "stepped")).id
    add_tariff(
        desk, TariffDraft(steps, date(2020, 1, 1), steps=((500_000, 10_000), (None, 25_000)))
    )
    own = create_item(desk, ItemDraft("公式", "formula")).id
    add_tariff(
        desk, TariffDraft(own, date(2020, 1, 1), price=11_000, formula="area * price * months")
    )
    run.post(desk, RunDraft(NOVEMBER, (steps, own)))
    assert lines(site.units[0], steps)[0][3] == 5_000 + 9_875
    assert lines(site.units[0], own)[0][3] == 9_845


def test_a_formula_that_fails_stops_the_run_and_names_the_unit(desk: Desk, site: Site) -> None:
    own = create_item(desk, ItemDraft("公式", "formula")).id
    add_tariff(desk, TariffDraft(own, date(2020, 1, 1), formula="100 / (floor - 1)"))
    Unit.update(floor=None).where(Unit.id == site.units[3]).execute()
    seen = run.preview(desk, RunDraft(NOVEMBER, (site.area, own)))
    assert seen.problem_count == 6
    assert "1-101" in sentence(seen.problems[0].error())
    assert seen.problems[3].code == "formula.no_value"
    with pytest.raises(Refused) as stopped:
        run.post(desk, RunDraft(NOVEMBER, (site.area, own)))
    assert stopped.value.values["unit"] == "1-101"
    assert not Charge.select().count() and not BillingRun.select().count()


def test_what_differs_from_the_month_before(desk: Desk, site: Site) -> None:
    first = run.preview(desk, RunDraft(NOVEMBER, site.items))
    assert first.change_count == 0  # everything is new
    run.post(desk, RunDraft(NOVEMBER, site.items))
    Unit.update(area=10_000).where(Unit.id == site.units[0]).execute()
    set_override(desk, UnitFeeDraft(site.units[1], site.fixed, excluded=True, reason="moved"))
    Unit.update(active=False).where(Unit.id == site.units[5]).execute()
    seen = run.preview(desk, RunDraft(DECEMBER, (site.area, site.fixed)))
    told = {(c.unit_code, c.item_name): (c.amount, c.last_amount, c.why) for c in seen.changes}
    assert told == {
        ("1-101", "物业费"): (28_000, 25_060, "quantity"),
        ("1-102", "垃圾费"): (None, 800, "gone"),
        ("2-103", "物业费"): (None, 33_600, "gone"),
        ("2-103", "垃圾费"): (None, 800, "gone"),
    }
    assert seen.change_count == 4
    assert [total.last_count for total in seen.by_item] == [6, 6]


def test_missing_facts_are_said_and_not_charged_as_nothing(desk: Desk, site: Site) -> None:
    Unit.update(area=None).where(Unit.id == site.units[0]).execute()
    later = create_item(desk, ItemDraft("以后", "fixed")).id
    add_tariff(desk, TariffDraft(later, date(2026, 11, 16), price=10_0000))
    never = create_item(desk, ItemDraft("没有价", "fixed")).id
    seen = run.preview(desk, RunDraft(NOVEMBER, (site.area, later, never)))
    assert dict(seen.skip_counts) == {"no_area": 1, "no_tariff": 12}
    assert {s.days for s in seen.skipped if s.item == later} == {15}
    run.post(desk, RunDraft(NOVEMBER, (site.area, later, never)))
    assert not Charge.select().where(Charge.amount == 0).count()


def test_stopping_keeps_nothing(desk: Desk, site: Site) -> None:
    class Stop(Exception):
        pass

    heard: list[tuple[int, int]] = []

    def listen(done: int, total: int) -> None:
        heard.append((done, total))

    run.post(desk, RunDraft(NOVEMBER, site.items), tick=listen)
    assert heard[-1] == (36, 36)
    for stop in range(len(heard)):
        left = [stop]

        def tick(_done: int, _total: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Stop

        with pytest.raises(Stop):
            run.post(desk, RunDraft(DECEMBER, site.items), tick=tick)
        assert (BillingRun.select().count(), Charge.select().count()) == (1, 18)
    with pytest.raises(Stop):
        run.preview(desk, RunDraft(DECEMBER, site.items), tick)
    assert run.preview(desk, RunDraft(DECEMBER, site.items)).count == 18
    assert run.post(desk, RunDraft(DECEMBER, site.items)).number == "B260000002"


def test_on_another_thread(desk: Desk, site: Site) -> None:
    found: list[int] = []

    def work() -> None:
        with desk.storage.thread():
            seen = run.preview(desk, RunDraft(NOVEMBER, site.items))
            found.append(run.post(desk, RunDraft(NOVEMBER, site.items), digest=seen.digest).count)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [18]


def test_one_entry_in_the_log(desk: Desk, site: Site) -> None:
    before = AuditEntry.select().count()
    run.post(desk, RunDraft(NOVEMBER, site.items))
    entry = AuditEntry.select().order_by(AuditEntry.seq.desc()).first()
    assert AuditEntry.select().count() == before + 1
    assert entry.action == "billing.posted"
    assert '"count":18' in entry.body and '"first":1' in entry.body and '"last":18' in entry.body
    assert desk.chain.verify().whole


def test_who_may(desk: Desk, site: Site) -> None:
    as_role(desk, Role.CASHIER)
    posted = run.post(desk, RunDraft(NOVEMBER, site.items))
    with refusal("access.denied"):
        run.reverse(desk, posted.id, "wrong")
    assert run.run_rows(desk) == [posted]
