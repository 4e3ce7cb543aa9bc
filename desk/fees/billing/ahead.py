"""Billing ahead 预收: months to come, with the free ones of an offer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk.core.access import Permission
from desk.core.change import Repeated
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import canonical_json
from desk.estate.reading import ids
from desk.fees.billing.drafts import AheadLine, AheadQuote
from desk.fees.billing.facts import Facts, Line
from desk.fees.billing.groups import tariffs_in
from desk.fees.billing.lists import made_with
from desk.fees.billing.periods import DAY, add_months, begins_cycle, cycle_from, month_of
from desk.fees.billing.plan import is_for
from desk.fees.billing.pools import Pools
from desk.fees.billing.special import Around, read_facts
from desk.fees.billing.why import Reckoned, in_words
from desk.fees.items import PERIODIC, item_row
from desk.fees.models import Charge, FeeItem, Offer
from desk.fees.offers import offer_row
from desk.fees.reading import currency

MONTHS = 120
"""At most so many months are billed ahead at once, free ones included."""


_LEFT_OUT = {
    "billed": "ahead.billed",
    "no_tariff": "ahead.no_tariff",
    "no_area": "ahead.no_area",
    "no_payer": "ahead.no_payer",
    "no_share": "ahead.no_share",
    "excluded": "ahead.excluded",
}


@dataclass
class _Plan:
    item: FeeItem
    offer: Offer | None
    lines: list[tuple[Line, bool, int]]
    """Each line, whether it is free, and what it is worth."""


def quote_ahead(
    desk: Desk, unit: int, item: int, months: int, offer: int | None = None
) -> AheadQuote:
    """What ``bill_ahead`` would charge. Raises as it does."""
    desk.require(Permission.FEES_VIEW)
    plan = _planned(desk, unit, item, months, offer)
    money = currency(desk)
    lines = tuple(
        AheadLine(
            line.first, line.last, _due(plan.item, line), line.amount, free,
            in_words(_reckoned(plan.item, line), money),
        )
        for line, free, _ in plan.lines
    )  # fmt: skip
    saved = sum(worth - line.amount for line, _, worth in plan.lines)
    return AheadQuote(unit, item, lines, sum(line.amount for line in lines), saved)


def bill_ahead(
    desk: Desk,
    unit: int,
    item: int,
    months: int,
    offer: int | None = None,
    *,
    request: str | None = None,
) -> list[int]:
    """Charge ``months`` from the first that is not billed yet, and the offer's free ones after.

    Gives the charges' ids in order; ``reverse_charge`` takes them back together. Runs skip these
    months later. Raises Refused: ahead.months, ahead.cycle, ahead.offer (of another item, not
    given now, or for other months), ahead.not_charged (a month has no tariff, payer or area),
    run.not_periodic, formula.….
    """
    try:
        with desk.change(Permission.CHARGE_ADD, "charge.billed_ahead", request) as change:
            plan = _planned(desk, unit, item, months, offer)
            first: Charge | None = None
            for line, _free, _worth in plan.lines:
                row = change.create(
                    Charge, unit=unit, person=line.person, item=plan.item, tariff=line.tariff,
                    source="ahead", source_id=first.id if first else None, billed=True,
                    posted_on=desk.today, period_from=line.first, period_to=line.last,
                    due=_due(plan.item, line), quantity=line.quantity, price=line.price,
                    part=line.part, parts=line.parts, rate=line.rate,
                    inputs=json.loads(line.inputs) if line.inputs else None,
                    amount=line.amount, balance=line.amount,
                )  # fmt: skip
                if first is None:
                    first = row
                    change.update(row, source_id=row.id)
            change.about("unit", unit)
    except Repeated as repeated:
        return _made_with(repeated.record)
    assert first is not None
    return _made_with(first.id)


def _made_with(first: int) -> list[int]:
    batch = made_with("ahead", first)
    return ids(Charge.select(Charge.id).where(batch).order_by(Charge.id))


def _planned(desk: Desk, unit: int, item_id: int, months: int, offer_id: int | None) -> _Plan:
    facts, item = read_facts(desk, unit), item_row(item_id)
    if item.kind not in PERIODIC or not item.active:
        raise Refused("run.not_periodic", "item", name=item.name)
    offer = offer_row(offer_id) if offer_id is not None else None
    free = _free_months(desk, item, offer, months)
    if not 0 < months <= MONTHS - free:
        raise Refused("ahead.months", "months", most=MONTHS)
    if months % item.cycle or free % item.cycle:
        raise Refused("ahead.cycle", "months", cycle=item.cycle)
    if not is_for(item.unit_kinds, facts.kind):
        raise Refused("ahead.unit_kind", "item", name=item.name)
    month, start = _start(desk, item, unit)
    lines: list[tuple[Line, bool, int]] = []
    for past in range(0, months + free, item.cycle):
        first, last = cycle_from(add_months(month, past), item.cycle)
        for line in _lines(desk, item, facts, max(first, start), last):
            is_free = past >= months
            kept = _as_free(line, offer) if is_free and offer is not None else line
            lines.append((kept, is_free, line.amount))
    return _Plan(item, offer, lines)


def _lines(desk: Desk, item: FeeItem, facts: Facts, first: date, last: date) -> Sequence[Line]:
    tariffs = tariffs_in(item.id, first, last)
    pools = Pools(desk, item.id, list(item.unit_kinds), first, tariffs)
    lines, left = Around(desk, item, [facts.unit], first, last).plan(facts, tariffs, pools)
    if left or not lines:
        why = left[0].code if left else "no_tariff"
        raise Refused(_LEFT_OUT[why], "months", first=first.isoformat(), unit=facts.code)
    return lines


def _as_free(line: Line, offer: Offer) -> Line:
    inputs = json.loads(line.inputs or "{}") | {"because": "offer", "offer": offer.name}
    return replace(line, rate=0, amount=0, inputs=canonical_json(inputs))


def _free_months(desk: Desk, item: FeeItem, offer: Offer | None, months: int) -> int:
    if offer is None:
        return 0
    given = offer.active and offer.since <= desk.today <= (offer.until or desk.today)
    if not given or offer.item_id != item.id:
        raise Refused("ahead.offer", "offer", name=offer.name)
    if months <= 0 or months % offer.months:
        raise Refused("ahead.offer_months", "months", name=offer.name, months=offer.months)
    return months // offer.months * offer.free


def _start(desk: Desk, item: FeeItem, unit: int) -> tuple[date, date]:
    """The first month of the cycle to begin with, and the first day in it that is not billed.

    Where nothing is billed yet it is the present cycle.
    """
    billed = (Charge.unit == unit) & (Charge.item == item.id) & (Charge.billed == 1)
    latest = (
        Charge.select(Charge.period_to).where(billed).order_by(Charge.period_from.desc()).first()
    )
    start = desk.today if latest is None else latest.period_to + DAY
    month = month_of(start)
    while not begins_cycle(month, item.cycle, item.cycle_start):
        month = add_months(month, -1)
    return month, month if latest is None else start


def _due(item: FeeItem, line: Line) -> date:
    return line.first + timedelta(days=item.due_day)


def _reckoned(item: FeeItem, line: Line) -> Reckoned:
    return Reckoned(
        item.kind, "ahead", line.first, line.last, line.quantity, line.price, line.rate,
        json.loads(line.inputs or "{}"), line.amount,
    )  # fmt: skip
