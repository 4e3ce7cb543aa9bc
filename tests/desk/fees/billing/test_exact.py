"""The statements, the rule in Python and Decimal come to the same lines for any estate."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.core.desk import Desk
from desk.estate.models import Occupancy, Unit
from desk.fees.billing import run
from desk.fees.billing.drafts import RunDraft
from desk.fees.billing.periods import months_in, part_of
from desk.fees.billing.sheet import Sheet
from desk.fees.models import Charge, FeeItem, Tariff, UnitFee
from tests.desk.fees.billing.conftest import NOVEMBER, Site, role

EXACT = Context(prec=120)
days = st.dates(date(2026, 9, 20), date(2027, 2, 10))
maybe = st.none() | days


class Undo(Exception):
    pass


@contextmanager
def undone(desk: Desk) -> Iterator[None]:
    try:
        with desk.storage.transaction():
            yield
            raise Undo
    except Undo:
        pass


def spans(low: date | None, high: date | None) -> tuple[date | None, date | None]:
    return (high, low) if low and high and high < low else (low, high)


units = st.fixed_dictionaries(
    {
        "area": st.none() | st.integers(0, 10**8),
        "state": st.sampled_from(["vacant", "let"]),
        "kind": st.sampled_from(["residence", "residence", "shop"]),
        "active": st.booleans() | st.just(True),
    }
)
roles = st.tuples(
    st.integers(0, 5), st.integers(0, 5), st.sampled_from(["owner", "owner", "tenant"]),
    maybe, maybe, st.none() | st.integers(1, 3),
)  # fmt: skip
tariffs = st.tuples(
    days, st.integers(0, 60), st.booleans(), st.booleans(), st.integers(1, 10**8),
    st.none() | st.integers(1, 10**9), st.sampled_from(["area", "household"]),
    st.none() | st.integers(0, 1000),
)  # fmt: skip
overrides = st.tuples(
    st.integers(0, 5), maybe, maybe, st.none() | st.integers(1, 10**7),
    st.none() | st.integers(0, 2000), st.booleans(),
)  # fmt: skip
taken = st.tuples(st.integers(0, 5), days, st.integers(1, 60))


def write(site: Site, item: FeeItem, drawn: dict[str, Any]) -> None:
    for unit, values in zip(site.units, drawn["units"], strict=True):
        Unit.update(**values).where(Unit.id == unit).execute()
    Occupancy.delete().execute()
    for unit, who, kind, low, high, share in drawn["roles"]:
        role(site.units[unit], site.people[who], kind, *spans(low, high), share)
    Tariff.delete().where(Tariff.item == item).execute()
    ends: dict[tuple[bool, bool], date] = {}
    if drawn["always"]:
        Tariff.create(item=item, since=date(2020, 1, 1), price=28_000, pool=drawn["pool"],
                      basis="area", vacant_rate=drawn["vacant"])  # fmt: skip
        ends[(False, False)] = date.max
    for since, length, building, kind, price, pool, basis, vacant in sorted(
        drawn["tariffs"], key=lambda one: one[0]
    ):
        if ends.get((building, kind), date.min) >= since:
            continue
        until = since + timedelta(days=length)
        ends[(building, kind)] = until
        Tariff.create(
            item=item, since=since, until=until, building=site.buildings[0] if building else None,
            unit_kind="shop" if kind else "", price=price, pool=pool, basis=basis,
            vacant_rate=vacant,
        )  # fmt: skip
    seen: set[int] = set()
    for unit, low, high, price, rate, excluded in drawn["overrides"]:
        if unit not in seen:
            seen.add(unit)
            since, until = spans(low, high)
            UnitFee.create(unit=site.units[unit], item=item, since=since, until=until, price=price,
                           rate=rate, excluded=excluded, reason="r")  # fmt: skip
    billed: dict[int, list[tuple[date, date]]] = {}
    for unit, first, length in drawn["taken"]:
        last = first + timedelta(days=length)
        if all(last < a or b < first for a, b in billed.get(unit, ())):
            billed.setdefault(unit, []).append((first, last))
            Charge.create(
                unit=site.units[unit], item=item, source="manual", billed=True, posted_on=first,
                period_from=first, period_to=last, due=first, amount=7, balance=7,
            )  # fmt: skip


def one_by_one(sheet: Sheet, item: FeeItem) -> None:
    """Leave everything to the rule in Python."""
    sheet.sql("UPDATE bill_state SET code = 'special' WHERE item = :item AND code <> 'inactive'",
              item=item.id)  # fmt: skip


LINES = (
    "SELECT unit, first, last, person, tariff, due, quantity, price, part, parts, rate, inputs, "
    "amount FROM bill_line ORDER BY unit, first"
)
LEFT = (
    "SELECT unit, code, days FROM bill_left UNION SELECT unit, code, 0 FROM bill_state "
    "WHERE code NOT IN ('', 'special', 'inactive') ORDER BY 1, 2"
)


def worked_out(desk: Desk, draft: RunDraft) -> tuple[list[Any], list[Any]]:
    sheet = run._sheet(desk, draft, None)
    with run._worked_out(sheet):
        assert not sheet.problems
        return sheet.sql(LINES).fetchall(), sheet.sql(LEFT).fetchall()


@pytest.mark.parametrize("kind", ["area", "fixed", "shared"])
@pytest.mark.parametrize("payer", ["owner", "tenant", "occupant"])
def test_statements_and_rule_agree(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch, kind: str, payer: str
) -> None:
    item = FeeItem.get_by_id(getattr(site, kind))
    FeeItem.update(payer=payer).where(FeeItem.id == item).execute()

    @settings(max_examples=20, suppress_health_check=list(HealthCheck))
    @given(
        st.fixed_dictionaries(
            {
                "units": st.lists(units, min_size=6, max_size=6),
                "roles": st.lists(roles, max_size=8),
                "tariffs": st.lists(tariffs, max_size=4),
                "overrides": st.lists(overrides, max_size=3),
                "taken": st.lists(taken, max_size=4),
                "always": st.booleans(),
                "pool": st.none() | st.integers(1, 10**9),
                "vacant": st.none() | st.integers(0, 1000),
                "cycle": st.sampled_from([1, 1, 3]),
            }
        )
    )
    def check(drawn: dict[str, Any]) -> None:
        with undone(desk):
            write(site, item, drawn)
            FeeItem.update(cycle=drawn["cycle"], cycle_start=2).where(FeeItem.id == item).execute()
            draft = RunDraft(NOVEMBER, (item.id,))
            lines, left = worked_out(desk, draft)
            with monkeypatch.context() as patch:
                patch.setattr(run, "charge_ordinary", one_by_one)
                assert worked_out(desk, draft) == (lines, left)
            for line in lines:
                assert line[12] == by_decimal(line, kind)
            posted = run.post(desk, draft) if lines else None
            assert (posted.total if posted else 0) == sum(line[12] for line in lines)
            again, _ = worked_out(desk, draft)
            assert not again
            overlapping_never(desk)

    check()


def by_decimal(line: tuple[Any, ...], kind: str) -> int:
    """The amount of a line, worked out in the other way from its days and figures."""
    _unit, first, last, _who, _tariff, _due, quantity, price, part, parts, rate, inputs, _a = line
    months = Decimal(part) / parts
    assert (part, parts) == part_of(date.fromisoformat(first), date.fromisoformat(last))
    facts = json.loads(inputs or "{}")
    if price is None:
        top = EXACT.multiply(Decimal(facts["pool"]) * quantity, Decimal(part * rate))
        exact = EXACT.divide(top, Decimal(facts["total"]) * parts * 1000)
    else:
        top = EXACT.multiply(Decimal(price).scaleb(-4), Decimal(quantity).scaleb(-4))
        exact = EXACT.divide(EXACT.multiply(top, Decimal(part * rate)), Decimal(parts * 10))
    assert months > 0
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP, EXACT))


def overlapping_never(desk: Desk) -> None:
    found = desk.storage.database.execute_sql(
        "SELECT count(*) FROM charge a JOIN charge b ON a.unit_id = b.unit_id "
        "AND a.item_id = b.item_id AND a.id < b.id AND a.billed AND b.billed "
        "AND a.period_from <= b.period_to AND b.period_from <= a.period_to"
    )
    assert found.fetchone()[0] == 0


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 800))
def test_part_of_months(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    part, parts = part_of(first, last)
    assert Fraction(part, parts) == sum(Fraction(a, b) for a, b in months_in(first, last))
    assert sum(a for a, _ in months_in(first, last)) == length + 1


def test_what_would_not_fit_into_64_bits(desk: Desk, site: Site) -> None:
    Unit.update(area=10**8).where(Unit.id == site.units[0]).execute()
    Tariff.update(price=99_999_999).where(Tariff.item == site.area).execute()
    seen = run.preview(desk, RunDraft(NOVEMBER, (site.area,)))
    lines, _ = worked_out(desk, RunDraft(NOVEMBER, (site.area,)))
    assert not seen.problems
    for line in lines:
        assert line[12] == by_decimal(line, "area")
