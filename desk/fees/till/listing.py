"""The list of receipts 收据."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.models import Staff
from desk.core.words import N_
from desk.estate.models import Building, Unit
from desk.fees import flow
from desk.fees.drawer.here import shift_here
from desk.fees.models import CashShift, Receipt, Tender
from desk.fees.till.drafts import TENDERS
from desk.fees.till.rows import ReceiptRow
from desk.fees.till.terms import RECEIPT

MOST_FOUND = 500
"""Rows that the text filter looks at: the newest that fit."""
TODAY = "today"
KINDS = ("fees", "prepayment", "deposit", "service", "sundry")


def _query(desk: Desk) -> Any:
    r, left = Receipt, pw.JOIN.LEFT_OUTER
    return (
        r.select(
            r.id, r.number, r.kind, r.state, r.shift, CashShift.number, r.business_date, r.at,
            r.staff, r.who, r.unit, pw.fn.coalesce(Unit.code, ""), r.person, r.payer, r.total,
            r.rounding, r.sheet, r.note, r.void_at, r.void_by, r.void_second, r.void_reason,
        )
        .join(CashShift)
        .join_from(r, Unit, left)
    )  # fmt: skip


def _make(desk: Desk, row: Any) -> ReceiptRow:
    return ReceiptRow(*row)


def _on_day(desk: Desk, query: Any, value: date | str) -> Any:
    if isinstance(value, str):
        value = desk.today if value == TODAY else date.fromisoformat(value)
    return query.where(Receipt.business_date == value)


def _in_drawer(desk: Desk, query: Any, value: Any) -> Any:
    """Receipts of the drawer that is open at this desk."""
    mine = Receipt.shift == (shift_here(desk) or 0)
    return query.where(mine if value else ~mine)


def _of_building(desk: Desk, query: Any, value: Any) -> Any:
    units = Unit.select(Unit.id).where(Unit.building == int(value))
    # Plus nothing: by the index of units, every page would sort a twelfth of all receipts.
    return query.where((Receipt.unit + 0).in_(units))


def _paid_by(desk: Desk, query: Any, value: str) -> Any:
    return query.where(Receipt.id.in_(Tender.select(Tender.receipt).where(Tender.kind == value)))


def _by_text(desk: Desk, query: Any, value: str) -> Any:
    found = desk.search.find(value, [RECEIPT], MOST_FOUND)
    return query.where(Receipt.id.in_(found[0][1] if found else []))


def _buildings(desk: Desk) -> Sequence[tuple[str, str]]:
    query: Any = Building.select(Building.id, Building.name).order_by(Building.sort)
    return [(str(key), name) for key, name in query.tuples()]


def _clerks(desk: Desk) -> Sequence[tuple[str, str]]:
    query: Any = Staff.select(Staff.id, Staff.name).order_by(Staff.active.desc(), Staff.name)
    return [(str(key), name) for key, name in query.tuples()]


def _same(codes: Sequence[str]) -> Any:
    return lambda desk: [(code, code) for code in codes]


RECEIPTS: Listing[ReceiptRow] = Listing(
    key="receipts",
    title=N_("Receipts"),
    permission=Permission.FEES_VIEW,
    model=Receipt,
    columns=(
        Column("number", N_("Number"), "code", lambda r: r.number, 116, sort="number"),
        Column("at", N_("Time"), "datetime", lambda r: r.at, 140, sort="at"),
        Column("unit", N_("Unit"), "code", lambda r: r.unit_code, 96),
        Column("payer", N_("Payer"), "text", lambda r: r.payer, 140),
        Column("kind", N_("Kind"), "state", lambda r: r.kind, 112, "receipt.kind"),
        Column("total", N_("Total"), "money", lambda r: r.total, 110),
        Column(
            "state", N_("State"), "state", lambda r: r.state, 90, "receipt.state",
            tone=lambda r: flow.RECEIPT.state(r.state).tone,
        ),
        Column("who", N_("Cashier"), "text", lambda r: r.who, 96),
        Column("sheet", N_("Sheet no."), "code", lambda r: r.sheet, 110, shown=False),
        Column("rounding", N_("Rounded off"), "money", lambda r: r.rounding, 90, shown=False),
        Column("shift", N_("Drawer"), "code", lambda r: r.shift_number, 116, shown=False),
        Column(
            "business_date", N_("Date"), "date", lambda r: r.business_date, 100,
            sort="business_date", shown=False,
        ),
        Column("void_by", N_("Voided by"), "text", lambda r: r.void_by, 96, shown=False),
        Column("void_reason", N_("Why voided"), "text", lambda r: r.void_reason, 160, shown=False),
        Column("note", N_("Note"), "text", lambda r: r.note, 160, shown=False),
    ),
    query=_query,
    make=_make,
    orders={
        "at": Order(Receipt.id, descending=True),
        "number": Order(Receipt.number, descending=True),
        "business_date": Order(Receipt.business_date, descending=True),
    },
    default_order="at",
    filters=(
        Filter("day", N_("Day"), _on_day, kind="day"),
        Filter(
            "state", N_("State"), lambda d, q, v: q.where(Receipt.state == v),
            choices=_same([flow.POSTED, flow.VOIDED]), words="receipt.state",
        ),
        Filter(
            "kind", N_("Kind"), lambda d, q, v: q.where(Receipt.kind == v),
            choices=_same(KINDS), words="receipt.kind",
        ),
        Filter("tender", N_("Paid by"), _paid_by, choices=_same(TENDERS), words="tender"),
        Filter(
            "clerk", N_("Cashier"), lambda d, q, v: q.where(Receipt.staff == int(v)),
            choices=_clerks,
        ),
        Filter("building", N_("Building"), _of_building, choices=_buildings),
        Filter("drawer", N_("Open drawer"), _in_drawer, kind="flag"),
        Filter("text", N_("Number, sheet, payer"), _by_text, kind="text"),
    ),
)  # fmt: skip
