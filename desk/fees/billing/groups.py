"""How the units of one kind in one building are charged: the same for all of them, so once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from desk.core.fields import canonical_json
from desk.fees.amounts import FULL, ONE
from desk.fees.billing.facts import Tariff
from desk.fees.billing.periods import part_of
from desk.fees.billing.plan import cuts, pick_tariff
from desk.fees.billing.pools import Pools
from desk.fees.models import FeeItem
from desk.fees.models import Tariff as TariffTable

MOST = 2**63 - 1
SET_BASED = ("area", "fixed", "shared")
"""Kinds that statements can charge."""


def tariffs_in(item: int, first: date, last: date) -> list[Tariff]:
    """The tariffs of an item that hold on some day of ``first``–``last``."""
    t = TariffTable
    touching = (t.item == item) & (t.since <= last) & (t.until.is_null() | (t.until >= first))
    return [
        Tariff(
            r.id, r.since, r.until, r.building_id, r.unit_kind, r.price, r.pool, r.basis,
            tuple((end, price) for end, price in r.steps), r.formula, r.vacant_rate,
        )
        for r in t.select().where(touching)
    ]  # fmt: skip


def group_of(
    item: FeeItem,
    tariffs: list[Tariff],
    pools: Pools,
    place: tuple[int, str],
    first: date,
    last: date,
) -> tuple[str, str, int, list[tuple[Any, ...]]]:
    """How units of one kind in one building are charged: a row for each tariff's days."""
    stretches = _stretches(tariffs, place, first, last)
    found = [tariff for _, _, tariff in stretches if tariff is not None]
    if not found:
        return "no_tariff", "", 0, []
    weighs = {_weigh(item.kind, tariff) for tariff in found}
    if item.kind not in SET_BASED or len(found) < len(stretches) or len(weighs) > 1:
        return "special", "", 0, []
    weigh, most, rows = weighs.pop(), MOST, []
    if weigh == "share":
        return "special", "", 0, []
    for start, end, tariff in stretches:
        assert tariff is not None
        part, parts = part_of(start, end)
        inputs: dict[str, Any] = {"basis": tariff.basis} if item.kind == "shared" else {}
        price: int | None = tariff.price
        factor, divisor = tariff.price, parts * ONE * ONE * FULL // 100
        if item.kind == "shared" and tariff.pool is not None:
            whole = pools.total(tariff)
            inputs |= {"pool": tariff.pool, "total": whole}
            price, factor, divisor = None, tariff.pool, whole * parts * FULL
        highest = max(FULL, tariff.vacant_rate or 0)
        most = min(most, (MOST - divisor) // max(1, 2 * factor * part * highest))
        if not divisor or 2 * divisor > MOST:
            return "special", "", 0, []
        plain = canonical_json(inputs) if inputs else None
        vacant = plain
        if tariff.vacant_rate is not None:
            vacant = canonical_json({**inputs, "because": "vacant"})
        due = start + timedelta(days=item.due_day)
        rows.append(
            (start.isoformat(), end.isoformat(), due.isoformat(), tariff.id, factor, price, part,
             parts, divisor, tariff.vacant_rate, plain, vacant)
        )  # fmt: skip
    return "", weigh, most, rows


def _weigh(kind: str, tariff: Tariff) -> str:
    if kind == "shared":
        return "one" if tariff.basis == "household" else tariff.basis
    return "area" if kind in ("area", "stepped") else "one"


def _stretches(
    tariffs: list[Tariff], place: tuple[int, str], first: date, last: date
) -> list[tuple[date, date, Tariff | None]]:
    mine = [t for t in tariffs if t.suits(*place)]
    starts = cuts(first, last, [(t.since, t.until) for t in mine])
    ends = [start - timedelta(days=1) for start in starts[1:]] + [last]
    found: list[tuple[date, date, Tariff | None]] = []
    for start, end in zip(starts, ends, strict=True):
        tariff = pick_tariff(mine, *place, start)
        if found and found[-1][2] == tariff:
            found[-1] = (found[-1][0], end, tariff)
        else:
            found.append((start, end, tariff))
    return found
