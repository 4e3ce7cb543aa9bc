"""The list of adjustments, and what they are found by in the one box."""

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
from desk.core.terms import Terms
from desk.core.words import N_
from desk.estate.models import Person, Unit
from desk.fees import flow
from desk.fees.adjustments.rows import AdjustmentRow
from desk.fees.models import Account, Adjustment
from desk.fees.reading import currency

ADJUSTMENT = 8
"""Code of the one box; never reused."""
MOST_FOUND = 500
KINDS = ("write_off", "credit", "transfer")
LEFT = pw.JOIN.LEFT_OUTER


def _query(desk: Desk) -> Any:
    j, target, target_unit = Adjustment, Account.alias(), Unit.alias()
    target_person = Person.alias()
    return (
        j.select(
            j.id, j.number, j.kind, j.state, j.unit, Unit.code, j.account, Person.name, j.target,
            target_unit.code, target_person.name, j.amount, j.reason, j.business_date, j.at,
            j.staff, j.who, j.decided_at, j.decider, j.decision,
        )
        .join(Unit, LEFT, on=(j.unit == Unit.id))
        .join_from(j, Account, LEFT, on=(j.account == Account.id))
        .join_from(Account, Person, LEFT, on=(Account.person == Person.id))
        .join_from(j, target, LEFT, on=(j.target == target.id))
        .join_from(target, target_unit, LEFT, on=(target.unit == target_unit.id))
        .join_from(target, target_person, LEFT, on=(target.person == target_person.id))
    )  # fmt: skip


def _make(desk: Desk, row: Any) -> AdjustmentRow:
    values = list(row)
    for place in (5, 7, 9, 10):
        values[place] = values[place] or ""
    return AdjustmentRow(*values)


def _states(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(state.key, state.key) for state in flow.ADJUSTMENT.states]


def _kinds(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(kind, kind) for kind in KINDS]


def _on_day(desk: Desk, query: Any, value: date | str) -> Any:
    if isinstance(value, str):
        value = desk.today if value == "today" else date.fromisoformat(value)
    return query.where(Adjustment.business_date == value)


def _by_text(desk: Desk, query: Any, value: str) -> Any:
    found = desk.search.find(value, [ADJUSTMENT], MOST_FOUND)
    return query.where(Adjustment.id.in_(found[0][1] if found else []))


ADJUSTMENTS: Listing[AdjustmentRow] = Listing(
    key="adjustments",
    title=N_("Adjustments"),
    permission=Permission.FEES_VIEW,
    model=Adjustment,
    columns=(
        Column("number", N_("Number"), "code", lambda r: r.number, 116, sort="number"),
        Column("day", N_("Date"), "date", lambda r: r.business_date, 100),
        Column("kind", N_("Kind"), "state", lambda r: r.kind, 90, "adjustment.kind"),
        Column("unit", N_("Unit"), "code", lambda r: r.unit_code, 90),
        Column("amount", N_("Amount"), "money", lambda r: r.amount, 110),
        Column("target", N_("Moved to"), "text", lambda r: r.where_to, 130),
        Column(
            "state", N_("State"), "state", lambda r: r.state, 130, "adjustment.state",
            tone=lambda r: r.tone,
        ),
        Column("reason", N_("Reason"), "text", lambda r: r.reason, 220),
        Column("who", N_("Asked for by"), "text", lambda r: r.who, 100),
        Column("decider", N_("Decided by"), "text", lambda r: r.decider, 100),
        Column("decided", N_("Decided at"), "datetime", lambda r: r.decided_at, 140, shown=False),
        Column("decision", N_("Remark"), "text", lambda r: r.decision, 180, shown=False),
    ),
    query=_query,
    make=_make,
    orders={"number": Order(Adjustment.number, descending=True)},
    default_order="number",
    filters=(
        Filter(
            "state", N_("State"), lambda d, q, v: q.where(Adjustment.state == v), choices=_states,
            words="adjustment.state",
        ),
        Filter(
            "kind", N_("Kind"), lambda d, q, v: q.where(Adjustment.kind == v), choices=_kinds,
            words="adjustment.kind",
        ),
        Filter("day", N_("Day"), _on_day, kind="day"),
        Filter("unit", N_("Unit"), lambda d, q, v: q.where(Adjustment.unit == int(v))),
        Filter("text", N_("Number, unit"), _by_text, kind="text"),
    ),
)  # fmt: skip

_CODES = (
    "SELECT code FROM unit WHERE id = ?1 UNION SELECT u.code FROM adjustment_line l "
    "JOIN charge c ON c.id = l.charge_id JOIN unit u ON u.id = c.unit_id "
    "WHERE l.adjustment_id = ?2 UNION SELECT u.code FROM account a "
    "JOIN unit u ON u.id = a.unit_id WHERE a.id = ?3 ORDER BY 1 LIMIT 60"
)
_FOUND = (
    "SELECT j.id, j.number, j.kind, j.state, j.amount, coalesce(u.code, ''), j.reason, j.at "
    "FROM adjustment j LEFT JOIN unit u ON u.id = j.unit_id WHERE j.id IN ({marks})"
)


def _terms(key: int, number: str, unit: int | None, target: int | None) -> Terms:
    codes = database.execute_sql(_CODES, (unit, key, target))
    return Terms(codes=tuple(code for (code,) in codes), numbers=(number,))


def adjustment_terms(row: Adjustment) -> Terms:
    """An adjustment is found by its number and the units it is about."""
    return _terms(row.id, row.number, row.unit_id, row.target_id)


def all_adjustment_terms() -> Iterable[tuple[int, Terms]]:
    """Every adjustment's terms, to build the index anew."""
    for row in database.execute_sql(
        "SELECT id, number, unit_id, target_id FROM adjustment ORDER BY id"
    ).fetchall():
        yield row[0], _terms(*row)


def adjustment_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    """Adjustments as the one box shows them, in the order of ``ids``."""
    sql = _FOUND.format(marks=",".join("?" * len(ids)))
    found = {row[0]: row for row in database.execute_sql(sql, tuple(ids))}
    money, hits = currency(desk), []
    for key, number, _kind, state, amount, code, why, at in (found[i] for i in ids if i in found):
        day = f"{desk.local(from_millis(at)):%Y-%m-%d}"
        parts = (code, format_money(amount, money), why, day)
        detail = " · ".join(part for part in parts if part)
        tone = flow.ADJUSTMENT.state(state).tone
        hits.append(Hit("adjustment", key, number, detail, ("adjustment.state", state), tone))
    return hits


ADJUSTMENT_KIND = SearchKind(
    ADJUSTMENT, "adjustment", N_("Adjustments"), Permission.FEES_VIEW, Adjustment,
    adjustment_terms, adjustment_hits, all_adjustment_terms,
)  # fmt: skip
