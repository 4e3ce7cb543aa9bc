"""Labour and materials, and the debts that come of them: to the till and back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.estate.models import Occupancy, Person
from desk.fees.amounts import HIGHEST, ONE
from desk.fees.billing.why import why
from desk.fees.drawer.shifts import open_shift
from desk.fees.models import Charge, FeeItem
from desk.fees.till.debts import debts_of_unit
from desk.fees.till.drafts import LineDraft as Paid
from desk.fees.till.drafts import ReceiptDraft, TenderDraft
from desk.fees.till.post import post_receipt
from desk.service.callbacks.queue import open_callback
from desk.service.callbacks.verbs import put_off
from desk.service.models.orders import MaterialPrice, OrderLine
from desk.service.orders import checks, finish, verbs
from desk.service.orders.detail import view_order
from desk.service.orders.dispatch import assign
from desk.service.orders.drafts import LineDraft, amount_of
from desk.service.orders.prices import (
    PriceDraft,
    create_price,
    get_price,
    prices,
    update_price,
    used,
)
from desk.service.orders.work import arrive
from tests.desk.service.orders.conftest import Site

FREE = LineDraft(ONE, None, "material", "生料带", "卷", 200, "company")


@given(st.integers(1, HIGHEST - 1), st.integers(0, 10**9))
def test_an_amount_is_rounded_once_halves_up(quantity: int, price: int) -> None:
    amount = amount_of(quantity, price)
    assert abs(amount * ONE - quantity * price) * 2 <= ONE
    assert amount_of(ONE, price) == price


def _pay(desk: Desk, site: Site, charge: int, amount: int) -> None:
    open_shift(desk, 10_000)
    line = Paid(kind="charge", charge=charge, amount=amount)
    post_receipt(
        desk,
        ReceiptDraft(
            lines=(line,), tenders=(TenderDraft("cash", amount),), unit=site.unit,
            person=site.owner,
        ),
    )  # fmt: skip


def test_what_the_customer_pays_is_owed_at_the_till(desk: Desk, site: Site) -> None:
    row = site.at("working")
    done = finish.finish(desk, row.id, site.done(*site.done().lines, FREE))
    assert done.to_pay == 5_000 + 2 * 3_500
    (debt,) = debts_of_unit(desk, site.unit)
    assert debt.balance == 12_000
    view = view_order(desk, row.id)
    assert [line.amount for line in view.lines] == [5_000, 7_000, 200]
    assert view.lines[2].charge is None
    assert (view.owed, view.debts[0].id) == (12_000, debt.id)
    assert row.number in why(desk, debt.id)
    charge = Charge.get_by_id(debt.id)
    assert (charge.source, charge.source_id, charge.person_id) == ("work_order", row.id, site.owner)
    _pay(desk, site, debt.id, 12_000)
    assert view_order(desk, row.id).owed == 0
    assert view_order(desk, row.id).lines[0].settled
    assert checks.charges(desk) == []


def test_correcting_before_payment_charges_anew(desk: Desk, site: Site) -> None:
    row = site.at("done")
    first = view_order(desk, row.id).debts[0].id
    again = finish.correct(desk, row.id, site.done(LineDraft(3 * ONE, site.valve)))
    assert again.to_pay == 10_500
    old = Charge.get_by_id(first)
    assert (old.state, old.balance) == ("reversed", 0)
    assert [line.amount for line in view_order(desk, row.id).lines] == [10_500]
    free = finish.correct(desk, row.id, site.done(FREE))
    assert free.to_pay == 0
    assert debts_of_unit(desk, site.unit) == []
    assert checks.charges(desk) == []


def test_after_payment_it_stays(desk: Desk, site: Site) -> None:
    row = site.at("done")
    _pay(desk, site, view_order(desk, row.id).debts[0].id, 3_000)
    for call in (
        lambda: finish.correct(desk, row.id, site.done(FREE)),
        lambda: verbs.cancel(desk, row.id, "误报"),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.code == "order.charge_paid"
    assert view_order(desk, row.id).owed == 9_000


def test_cancelling_before_payment_takes_it_back(desk: Desk, site: Site) -> None:
    row = site.at("done")
    gone = verbs.cancel(desk, row.id, "重复报修")
    assert (gone.to_pay, debts_of_unit(desk, site.unit)) == (0, [])
    assert checks.charges(desk) == checks.states(desk) == []


@pytest.mark.parametrize("paid", [False, True])
def test_done_again_replaces_or_adds(desk: Desk, site: Site, paid: bool) -> None:
    row = site.at("done")
    if paid:
        _pay(desk, site, view_order(desk, row.id).debts[0].id, 12_000)
    finish.redo(desk, row.id, "又漏")
    assign(desk, row.id, (site.me,))
    arrive(desk, row.id)
    done = finish.finish(desk, row.id, site.done(LineDraft(ONE, site.valve)))
    assert done.to_pay == (15_500 if paid else 3_500)
    assert view_order(desk, row.id).owed == 3_500
    assert OrderLine.select().where(OrderLine.order == row.id).count() == (3 if paid else 1)
    assert checks.charges(desk) == []


def test_lines_are_booked_on_their_own_items(desk: Desk, site: Site) -> None:
    item = FeeItem.create(name="材料销售", kind="sundry")
    MaterialPrice.update(item=item).where(MaterialPrice.id == site.valve).execute()
    row = finish.finish(desk, site.at("working").id, site.done())
    debts = view_order(desk, row.id).debts
    assert sorted((debt.amount, debt.item == item.id) for debt in debts) == [
        (5_000, False), (7_000, True),
    ]  # fmt: skip
    assert checks.charges(desk) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (LineDraft(0, None, "material", "x", price=1), "order.quantity"),
        (LineDraft(ONE, None, "material", "x", price=-1), "order.price"),
        (LineDraft(ONE, None, "material", "x"), "order.price"),
        (LineDraft(ONE, None, "material", "", price=1), "text.required"),
        (LineDraft(ONE, None, "thing", "x", price=1), "field.not_a_choice"),
        (LineDraft(ONE, None, "material", "x", price=1, payer="me"), "field.not_a_choice"),
        (LineDraft(ONE, 999), "price.unknown"),
        (LineDraft(HIGHEST - 1, None, "material", "x", price=10**9), "charge.too_large"),
    ],
)
def test_a_line_that_can_not_be(desk: Desk, site: Site, line: LineDraft, code: str) -> None:
    row = site.at("working")
    with pytest.raises(Refused) as refused:
        finish.finish(desk, row.id, site.done(line))
    assert (refused.value.code, refused.value.field) == (code, "lines")
    assert view_order(desk, row.id).row.state == "working"


def test_in_public_areas_the_company_pays(desk: Desk, site: Site) -> None:
    row = site.at("working", unit=None, person=None, facility=site.lift)
    with pytest.raises(Refused) as refused:
        finish.finish(desk, row.id, site.done())
    assert refused.value.code == "order.payer_unit"
    assert finish.finish(desk, row.id, site.done(FREE)).to_pay == 0


def test_owner_and_tenant_each_pay_their_own(desk: Desk, site: Site) -> None:
    tenant = Person.create(name="王强", sort="wangqiang", salt=b"s")
    Occupancy.create(unit=site.unit, person=tenant, role="tenant")
    row = site.at("working", person=None, name="保姆", paid=True)
    assert view_order(desk, row.id).payer == "tenant"
    lines = (
        LineDraft(ONE, site.labour, payer="owner"), LineDraft(ONE, site.valve, payer="tenant"),
        LineDraft(2 * ONE, site.valve, payer="owner"), LineDraft(ONE, site.valve, payer="warranty"),
        FREE,
    )  # fmt: skip
    done = finish.finish(desk, row.id, site.done(*lines))
    owed = {c.person_id: c.amount for c in Charge.select().where(Charge.source_id == row.id)}
    assert owed == {site.owner: 12_000, tenant.id: 3_500}
    assert done.to_pay == 15_500 == view_order(desk, row.id).owed
    assert checks.charges(desk) == []


def test_who_pays_unless_it_is_said(desk: Desk, site: Site) -> None:
    def usual(**values: object) -> tuple[str, tuple[str, ...]]:
        view = view_order(desk, site.report(**values).id)
        return view.payer, view.payers

    house = ("company", "warranty")
    assert usual(paid=True) == ("owner", ("owner", *house))
    assert usual(paid=False)[0] == "company"
    assert usual(paid=True, unit=None, place="大堂", person=None) == ("company", house)
    tenant = Person.create(name="王强", sort="wangqiang", salt=b"s")
    Occupancy.create(unit=site.unit, person=tenant, role="tenant")
    assert usual(paid=True)[0] == "owner"  # who reported it
    assert usual(paid=True, person=tenant.id) == ("tenant", ("owner", "tenant", *house))
    gone = Occupancy.update(until=desk.today - timedelta(days=1))
    gone.where(Occupancy.person == tenant).execute()
    assert usual(paid=True, person=tenant.id)[0] == "owner"


def test_a_tenant_that_is_not_there_pays_nothing(desk: Desk, site: Site) -> None:
    row = site.at("working")
    with pytest.raises(Refused) as refused:
        finish.finish(desk, row.id, site.done(LineDraft(ONE, site.valve, payer="tenant")))
    assert (refused.value.code, refused.value.values["unit"]) == ("order.no_tenant", "3-1502")


def test_an_owner_nobody_knows_leaves_it_to_the_unit(desk: Desk, site: Site) -> None:
    row = site.at("working", unit=site.other, person=None)
    finish.finish(desk, row.id, site.done())
    assert [c.person_id for c in Charge.select()] == [None]


def test_the_price_list(desk: Desk, site: Site) -> None:
    made = create_price(desk, PriceDraft("地漏芯", 1_800, category="排水", measure="个"))
    assert [row.name for row in prices(desk, "排水")] == ["地漏芯"]
    assert [row.kind for row in prices(desk)] == ["labour", "material", "material"]
    with pytest.raises(Refused) as refused:
        create_price(desk, PriceDraft("地漏芯", 1))
    assert refused.value.code == "service.name_taken"
    update_price(desk, made.id, PriceDraft("地漏芯", 2_000, active=False))
    assert (get_price(desk, made.id).price, len(prices(desk))) == (2_000, 2)


def test_what_was_used(desk: Desk, site: Site) -> None:
    for _each in range(2):
        finish.finish(desk, site.at("working").id, site.done(*site.done().lines, FREE))
    found = used(desk, desk.today, desk.today)
    assert [(u.name, u.orders, u.quantity, u.amount) for u in found] == [
        ("阀芯", 2, 4 * ONE, 14_000), ("生料带", 2, 2 * ONE, 400),
    ]  # fmt: skip


def test_a_broken_sum_is_found(desk: Desk, site: Site) -> None:
    row = site.at("done")
    OrderLine.update(amount=1).where(OrderLine.order == row.id).execute()
    assert len(checks.charges(desk)) == 2
    assert row.number in checks.charges(desk)[0]


def test_a_correction_leaves_a_callback_that_was_put_off(desk: Desk, site: Site) -> None:
    row = site.at("done")
    waiting = open_callback("work_order", row.id)
    assert waiting is not None
    later = desk.now + timedelta(days=3)
    put_off(desk, waiting.id, "在开会", later)
    finish.correct(desk, row.id, site.done(LineDraft(3 * ONE, site.valve)))
    again = open_callback("work_order", row.id)
    assert again is not None
    assert (again.id, again.due_at) == (waiting.id, later)
