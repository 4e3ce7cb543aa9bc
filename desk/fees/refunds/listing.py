"""The list of refunds, and what they are found by in the one box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.money import format_money
from desk.core.register import Hit, SearchKind
from desk.core.storage import database
from desk.core.terms import Terms, some
from desk.core.words import N_
from desk.estate.models import Unit
from desk.estate.searching import code_of
from desk.fees import flow
from desk.fees.models import Account, CashShift, Receipt, Refund
from desk.fees.reading import currency
from desk.fees.refunds.drafts import KINDS
from desk.fees.refunds.rows import RefundRow

REFUND = 7
"""Code of the one box; never reused."""
MOST_FOUND = 500
LEFT = pw.JOIN.LEFT_OUTER


def _query(desk: Desk) -> Any:
    f = Refund
    return (
        f.select(
            f.id, f.number, f.kind, f.state, f.receipt, Receipt.number, f.account, Account.number,
            f.unit, Unit.code, f.person, f.payee, f.amount, f.deducted, f.reason, f.tender,
            f.reference, f.business_date, f.at, f.staff, f.who, f.decided_at, f.decider,
            f.decision, f.paid_at, f.payer_out, f.shift, CashShift.number,
        )
        .join(Receipt, LEFT, on=(f.receipt == Receipt.id))
        .join_from(f, Account, LEFT, on=(f.account == Account.id))
        .join_from(f, Unit, LEFT, on=(f.unit == Unit.id))
        .join_from(f, CashShift, LEFT, on=(f.shift == CashShift.id))
    )  # fmt: skip


def _make(desk: Desk, row: Any) -> RefundRow:
    values = list(row)
    for place in (5, 7, 9, 27):
        values[place] = values[place] or ""
    return RefundRow(*values)


def _states(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(state.key, state.key) for state in flow.REFUND.states]


def _kinds(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(kind, kind) for kind in KINDS]


def _on_day(desk: Desk, query: Any, value: date | str) -> Any:
    if isinstance(value, str):
        value = desk.today if value == "today" else date.fromisoformat(value)
    return query.where(Refund.business_date == value)


def _by_text(desk: Desk, query: Any, value: str) -> Any:
    found = desk.search.find(value, [REFUND], MOST_FOUND)
    return query.where(Refund.id.in_(found[0][1] if found else []))


REFUNDS: Listing[RefundRow] = Listing(
    key="refunds",
    title=N_("Refunds"),
    permission=Permission.FEES_VIEW,
    model=Refund,
    columns=(
        Column("number", N_("Number"), "code", lambda r: r.number, 116, sort="number"),
        Column("day", N_("Date"), "date", lambda r: r.business_date, 100),
        Column("kind", N_("Kind"), "state", lambda r: r.kind, 90, "refund.kind"),
        Column("unit", N_("Unit"), "code", lambda r: r.unit_code, 90),
        Column("payee", N_("Payee"), "text", lambda r: r.payee, 124),
        Column("amount", N_("Amount"), "money", lambda r: r.amount, 110),
        Column("deducted", N_("Kept back"), "money", lambda r: r.deducted or None, 100),
        Column(
            "state", N_("State"), "state", lambda r: r.state, 130, "refund.state",
            tone=lambda r: r.tone,
        ),
        Column("reason", N_("Reason"), "text", lambda r: r.reason, 180),
        Column("of", N_("Of"), "code", lambda r: r.receipt_number or r.account_number, 116),
        Column("who", N_("Asked for by"), "text", lambda r: r.who, 100),
        Column("decider", N_("Decided by"), "text", lambda r: r.decider, 100),
        Column(
            "tender", N_("Way of payment"), "state", lambda r: r.tender, 90, "tender", shown=False,
        ),
        Column("paid_at", N_("Paid at"), "datetime", lambda r: r.paid_at, 140, shown=False),
        Column("paid_by", N_("Cashier"), "text", lambda r: r.paid_by, 100, shown=False),
        Column("shift", N_("Shift"), "code", lambda r: r.shift_number, 116, shown=False),
    ),
    query=_query,
    make=_make,
    orders={"number": Order(Refund.number, descending=True)},
    default_order="number",
    filters=(
        Filter(
            "state", N_("State"), lambda d, q, v: q.where(Refund.state == v), choices=_states,
            words="refund.state",
        ),
        Filter(
            "kind", N_("Kind"), lambda d, q, v: q.where(Refund.kind == v), choices=_kinds,
            words="refund.kind",
        ),
        Filter("day", N_("Day"), _on_day, kind="day"),
        Filter("unit", N_("Unit"), lambda d, q, v: q.where(Refund.unit == int(v))),
        Filter("text", N_("Number, payee, unit"), _by_text, kind="text"),
    ),
)  # fmt: skip


def _terms(number: str, payee: str, reference: str, code: str | None) -> Terms:
    return Terms(names=some(payee), codes=some(code), numbers=some(number, reference))


def refund_terms(row: Refund) -> Terms:
    """A refund is found by its number, payee, unit and reference."""
    return _terms(row.number, row.payee, row.reference, code_of(row.unit_id))


def all_refund_terms() -> Iterable[tuple[int, Terms]]:
    """Every refund's terms, to build the index anew."""
    sql = (
        "SELECT f.id, f.number, f.payee, f.reference, u.code FROM refund f "
        "LEFT JOIN unit u ON u.id = f.unit_id ORDER BY f.id"
    )
    for row in database.execute_sql(sql):
        yield row[0], _terms(*row[1:])


def refund_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    """Refunds as the one box shows them, in the order of ``ids``."""
    marks = ",".join("?" * len(ids))
    sql = (
        "SELECT f.id, f.number, f.state, f.payee, f.amount, coalesce(u.code, ''), f.at "
        f"FROM refund f LEFT JOIN unit u ON u.id = f.unit_id WHERE f.id IN ({marks})"
    )
    found = {row[0]: row for row in database.execute_sql(sql, tuple(ids))}
    money, hits = currency(desk), []
    for key, number, state, payee, amount, code, at in (found[i] for i in ids if i in found):
        day = f"{desk.local(from_millis(at)):%Y-%m-%d}"
        parts = (code, payee, format_money(amount, money), day)
        detail = " · ".join(part for part in parts if part)
        shown = ("refund.state", state)
        hits.append(Hit("refund", key, number, detail, shown, flow.REFUND.state(state).tone))
    return hits


REFUND_KIND = SearchKind(
    REFUND, "refund", N_("Refunds"), Permission.FEES_VIEW, Refund,
    refund_terms, refund_hits, all_refund_terms,
)  # fmt: skip
