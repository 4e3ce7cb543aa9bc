"""The lists of billing runs and of charges."""

from __future__ import annotations

from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.words import N_, listed
from desk.estate.models import Building, Person, Unit
from desk.estate.reading import tuples
from desk.fees.billing.drafts import ChargeRow, RunRow
from desk.fees.billing.run import run_views
from desk.fees.models import BillingRun, Charge, FeeItem

STATE_TONES = {"posted": "ok", "reversed": "void"}


def _run(_desk: Desk, row: Any) -> RunRow:
    return run_views([BillingRun(**dict(zip(_RUN_NAMES, row, strict=True)))])[0]


_RUN_NAMES = tuple(BillingRun._meta.sorted_field_names)

BILLING_RUNS: Listing[RunRow] = Listing(
    key="billing_runs",
    title=N_("Billing runs"),
    permission=Permission.FEES_VIEW,
    model=BillingRun,
    columns=(
        Column("number", N_("Number"), "code", lambda r: r.number, 120, sort="number"),
        Column("month", N_("Month"), "date", lambda r: r.month, 110),
        Column("items", N_("Fee items"), "text", lambda r: listed(r.item_names), 260),
        Column("count", N_("How many"), "int", lambda r: r.count, 90),
        Column("total", N_("Total"), "money", lambda r: r.total, 130),
        Column(
            "state", N_("State"), "state", lambda r: r.state, 110, "billing_run.state",
            tone=lambda r: STATE_TONES.get(r.state),
        ),
        Column("at", N_("Posted at"), "datetime", lambda r: r.at, 150),
        Column("who", N_("By"), "text", lambda r: r.who, 110),
        Column("reason", N_("Reversed because"), "text", lambda r: r.reason, 200, shown=False),
    ),
    query=lambda _desk: BillingRun.select(),
    make=_run,
    orders={"number": Order(BillingRun.id, descending=True)},
    default_order="number",
    filters=(
        Filter(
            "state", N_("State"), lambda d, q, v: q.where(BillingRun.state == v),
            words="billing_run.state",
        ),
    ),
)  # fmt: skip


def charges_query(_desk: Desk) -> Any:
    """The joined select behind lists of charges; ``charge_view`` reads its rows."""
    return (
        Charge.select(
            Charge.id, Charge.unit, Unit.code, Charge.person, Person.name, Charge.item,
            FeeItem.name, Charge.source, Charge.source_id, Charge.state, Charge.billed,
            Charge.posted_on, Charge.period_from, Charge.period_to, Charge.due, Charge.amount,
            Charge.paid, Charge.reduced, Charge.balance,
        )
        .join(Unit)
        .switch(Charge)
        .join(FeeItem)
        .switch(Charge)
        .join(Person, pw.JOIN.LEFT_OUTER, on=(Charge.person == Person.id))
    )  # fmt: skip


def charge_view(desk: Desk, row: Any) -> ChargeRow:
    """One tuple of ``charges_query`` as a frozen row; whose it is only for those who may know."""
    facts = list(row)
    facts[4] = (facts[4] or "") if desk.allows(Permission.CUSTOMER_VIEW) else ""
    return ChargeRow(*facts)


def made_with(source: str, record: int) -> Any:
    """The condition on charges that they came from ``record`` of ``source`` (not a run)."""
    # The index leaves out what runs made; a query has to say so too to be led by it.
    return (Charge.source != "run") & (Charge.source == source) & (Charge.source_id == record)


def _of_building(_desk: Desk, query: Any, value: Any) -> Any:
    inside = Unit.select(Unit.id).where(Unit.building == int(value))
    return query.where(Charge.unit.in_(inside))


def _of_unit(_desk: Desk, query: Any, value: Any) -> Any:
    """Units whose room code is, or begins with, what was typed."""
    code = str(value).strip()
    if not code:
        return query
    exact = Unit.select(Unit.id).where(Unit.code == code)
    if exact.exists():
        return query.where(Charge.unit.in_(exact))
    return query.where(Charge.unit.in_(Unit.select(Unit.id).where(Unit.code.startswith(code))))


def _open(_desk: Desk, query: Any, value: Any) -> Any:
    return query.where(Charge.balance > 0 if value else Charge.balance == 0)


def _of_run(_desk: Desk, query: Any, value: Any) -> Any:
    """What one run charged: its charges stand side by side."""
    run = BillingRun.get_or_none(BillingRun.id == int(value))
    if run is None or run.first is None:
        return query.where(Charge.id < 0)
    return query.where(
        Charge.id.between(run.first, run.last)
        & (Charge.source == "run")
        & (Charge.source_id == run.id)
    )


def _runs(_desk: Desk) -> list[tuple[str, str]]:
    query = BillingRun.select(BillingRun.id, BillingRun.number, BillingRun.month)
    latest = query.order_by(BillingRun.id.desc()).limit(24)
    return [(str(key), f"{number} · {month:%Y-%m}") for key, number, month in tuples(latest)]


def _buildings(_desk: Desk) -> list[tuple[str, str]]:
    query = Building.select(Building.id, Building.name).order_by(Building.sort)
    return [(str(key), name) for key, name in tuples(query)]


def _items(_desk: Desk) -> list[tuple[str, str]]:
    query = FeeItem.select(FeeItem.id, FeeItem.name).order_by(FeeItem.position, FeeItem.id)
    return [(str(key), name) for key, name in tuples(query)]


CHARGES: Listing[ChargeRow] = Listing(
    key="charges",
    title=N_("Charges"),
    permission=Permission.FEES_VIEW,
    model=Charge,
    columns=(
        Column("unit", N_("Unit"), "code", lambda r: r.unit_code, 90),
        Column("person", N_("Payer"), "text", lambda r: r.person_name, 120),
        Column("item", N_("Fee item"), "text", lambda r: r.item_name, 150),
        Column("period_from", N_("From"), "date", lambda r: r.period_from, 104),
        Column("period_to", N_("To"), "date", lambda r: r.period_to, 104),
        Column("due", N_("Falls due"), "date", lambda r: r.due, 104),
        Column("amount", N_("Amount"), "money", lambda r: r.amount, 110),
        Column("paid", N_("Paid"), "money", lambda r: r.paid, 110),
        Column("reduced", N_("Let off"), "money", lambda r: r.reduced, 100, shown=False),
        Column("balance", N_("Still owed"), "money", lambda r: r.balance, 110),
        Column("source", N_("From where"), "state", lambda r: r.source, 120, "charge.source"),
        Column(
            "state", N_("State"), "state", lambda r: r.state, 100, "charge.state",
            tone=lambda r: STATE_TONES.get(r.state), shown=False,
        ),
        Column("posted_on", N_("Posted"), "date", lambda r: r.posted_on, 104, shown=False),
    ),
    query=charges_query,
    make=charge_view,
    orders={"newest": Order(Charge.id, descending=True)},
    default_order="newest",
    filters=(
        Filter("unit", N_("Unit"), _of_unit, "text"),
        Filter("building", N_("Building"), _of_building, choices=_buildings),
        Filter(
            "item", N_("Fee item"), lambda d, q, v: q.where(Charge.item == int(v)), choices=_items
        ),
        Filter("run", N_("Billing run"), _of_run, choices=_runs),
        Filter("open", N_("Still owed"), _open, "flag"),
        Filter(
            "source", N_("From where"), lambda d, q, v: q.where(Charge.source == v),
            words="charge.source",
        ),
        Filter(
            "state", N_("State"), lambda d, q, v: q.where(Charge.state == v), words="charge.state"
        ),
    ),
    defaults={"state": "posted"},
)  # fmt: skip
