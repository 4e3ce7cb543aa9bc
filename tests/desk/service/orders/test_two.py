"""Two at one order: the second is told who changed what, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desk import texts
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.fees.amounts import ONE
from desk.service.orders import dispatch, finish, kinds, prices, verbs, work
from desk.service.orders.amend import draft_of, known_now, update_order
from desk.service.orders.detail import view_order
from desk.service.orders.drafts import EngineerDraft, LineDraft
from desk.service.orders.rows import OrderRow, get_order
from tests.desk.service.orders.conftest import Site
from tests.stores import as_role

OTHER = (EngineerDraft(name="刘师傅"),)
Verb = Callable[[Desk, int], Any]


def told(refused: Refused) -> str:
    """All that the second one reads."""
    return " ".join(texts.sentences(refused))


@pytest.mark.parametrize(
    ("state", "first", "second"),
    [
        ("open", lambda d, o: dispatch.assign(d, o, OTHER),
         lambda d, o: dispatch.assign(d, o, OTHER)),
        ("assigned", work.accept, work.accept),
        ("accepted", work.arrive, work.arrive),
        ("working", lambda d, o: work.pause(d, o, "等配件"), lambda d, o: work.pause(d, o, "等人")),
        ("paused", work.resume, work.resume),
        ("assigned", lambda d, o: verbs.cancel(d, o, "误报"), work.accept),
        ("called_back", finish.close, finish.close),
        ("open", lambda d, o: verbs.cancel(d, o, "误报"), verbs.urge),
    ],
)  # fmt: skip
def test_the_second_is_told_who_did_what(
    desk: Desk, site: Site, clock: FixedClock, state: str, first: Verb, second: Verb
) -> None:
    row = site.at(state)
    as_role(desk, Role.SUPERVISOR)
    first(desk, row.id)
    now = get_order(desk, row.id).state
    as_role(desk, Role.CLERK)
    with pytest.raises(Refused) as refused:
        second(desk, row.id)
    assert refused.value.code == "order.moved"
    words = told(refused.value)
    assert row.number in words and "09:00" in words and "…" not in words
    assert refused.value.values["who"] == "Supervisor"
    assert get_order(desk, row.id).state == now


def test_the_same_click_twice_is_once(desk: Desk, site: Site) -> None:
    row = site.at("working")
    once = finish.finish(desk, row.id, site.done(), request="r1")
    again = finish.finish(desk, row.id, site.done(), request="r1")
    assert once == again and len(view_order(desk, row.id).debts) == 1
    assert verbs.urge(desk, site.report().id, request="u").urged == 1


def test_lines_are_not_written_over_unseen(desk: Desk, site: Site) -> None:
    row = site.at("done")
    was = view_order(desk, row.id).seen
    as_role(desk, Role.CASHIER)
    finish.correct(desk, row.id, site.done(LineDraft(ONE, site.valve)), was=was)
    as_role(desk, Role.CLERK)
    with pytest.raises(Refused) as refused:
        finish.correct(desk, row.id, site.done(LineDraft(9 * ONE, site.valve)), was=was)
    assert refused.value.code == "record.changed_meanwhile"
    assert "Cashier" in told(refused.value) and row.number in told(refused.value)
    assert get_order(desk, row.id).to_pay == 3_500
    fresh = view_order(desk, row.id).seen  # looked at theirs
    finish.correct(desk, row.id, site.done(LineDraft(9 * ONE, site.valve)), was=fresh)
    assert get_order(desk, row.id).to_pay == 9 * 3_500


def test_printing_and_urging_do_not_count_as_changes(desk: Desk, site: Site) -> None:
    row = site.at("assigned")
    was = view_order(desk, row.id).seen
    verbs.urge(desk, row.id)
    assert view_order(desk, row.id).seen == was
    assert dispatch.transfer(desk, row.id, OTHER, "换人", was=was).engineers == "刘师傅"


@pytest.mark.parametrize("verb", ["transfer", "plan"])
def test_two_dispatchers(desk: Desk, site: Site, verb: str) -> None:
    row = site.at("assigned")
    was = view_order(desk, row.id).seen
    start = desk.now
    dispatch.plan(desk, row.id, start, start.replace(hour=start.hour + 1), was=was)
    with pytest.raises(Refused, match="changed_meanwhile"):
        if verb == "transfer":
            dispatch.transfer(desk, row.id, OTHER, "换人", was=was)
        else:
            dispatch.plan(desk, row.id, None, None, OTHER, was=was)
    assert get_order(desk, row.id).plan_from == start


def test_each_keeps_the_other_s_fields(desk: Desk, site: Site) -> None:
    row = site.report()
    base = draft_of(desk, row.id)
    as_role(desk, Role.SUPERVISOR)
    start = desk.now
    theirs = replace(base, urgency="urgent", unit=site.other, paid=not base.paid, kind=site.free,
                     facility=site.lift, wanted_from=start,
                     wanted_until=start.replace(hour=start.hour + 2))  # fmt: skip
    update_order(desk, row.id, theirs, base)
    as_role(desk, Role.CLERK)
    mine = replace(base, place="阳台", unit=None, urgency="ordinary", text="我写的", person=None,
                   wanted_from=start.replace(minute=30), facility=None,
                   wanted_until=start.replace(hour=start.hour + 5))  # fmt: skip
    with pytest.raises(RefusedMany) as refused:
        update_order(desk, row.id, mine, base)
    named = {reason.field: told(reason) for reason in refused.value.reasons}
    assert set(named) == {"unit", "wanted_from", "wanted_until"}
    assert "3-0801" in named["unit"] and "Supervisor" in named["unit"]
    assert "09:00" in named["wanted_from"]
    seen = known_now(desk, row.id, base, refused.value)
    update_order(desk, row.id, mine, seen)
    kept = draft_of(desk, row.id)
    assert (kept.unit, kept.place, kept.text) == (None, "阳台", "我写的")
    assert (kept.urgency, kept.kind, kept.facility) == ("urgent", site.free, site.lift)


def test_prices_and_kinds_too(desk: Desk, site: Site) -> None:
    price = prices.draft_of(prices.get_price(desk, site.valve))
    prices.update_price(desk, site.valve, replace(price, price=4_000), price)
    with pytest.raises(Refused) as refused:
        prices.update_price(desk, site.valve, replace(price, price=5_000, measure="个"), price)
    assert refused.value.field == "price" and "40.00" in told(refused.value)
    assert prices.get_price(desk, site.valve).measure == "只"
    kind = kinds.draft_of(kinds.get_kind(desk, site.water))
    kinds.update_kind(desk, site.water, replace(kind, callback="never", paid=True), kind)
    with pytest.raises(Refused) as refused:
        kinds.update_kind(desk, site.water, replace(kind, callback="urgent"), kind)
    assert refused.value.field == "callback"
    both = kinds.update_kind(desk, site.water, replace(kind, callback_hours=2), kind)
    assert (both.callback, both.paid, both.callback_hours) == ("never", True, 2)


def test_where_it_came_from_is_mended_until_it_came_from_a_record(desk: Desk, site: Site) -> None:
    row = site.report(source="visit")
    base = draft_of(desk, row.id)
    assert update_order(desk, row.id, replace(base, source="letter"), base).source == "letter"
    made: OrderRow = site.report(source="call", from_kind="call", from_id=3)
    first = draft_of(desk, made.id)
    assert update_order(desk, made.id, replace(first, source="letter"), first).source == "call"
