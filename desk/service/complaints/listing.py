"""The lists of complaints: all of them, and those that something is owed of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.words import N_
from desk.estate.models import Department, Unit
from desk.service.complaints import flow
from desk.service.complaints.categories import tree
from desk.service.complaints.drafts import KINDS, SEVERITIES, SOURCES
from desk.service.complaints.reading import made_row
from desk.service.complaints.rows import ComplaintRow
from desk.service.complaints.terms import COMPLAINT
from desk.service.models.complaints import Category, Complaint

MOST_FOUND = 500
LEFT = pw.JOIN.LEFT_OUTER
OPEN = "open"


def _query(desk: Desk) -> Any:
    c, line = Complaint, Category.alias()
    return (
        c.select(
            c.id, c.number, c.kind, c.was_kind, c.state, c.severity, c.source, c.unit, Unit.code,
            c.building, c.person, c.name, c.phone, c.standing, c.place, c.category,
            Category.code, Category.name, c.line, line.code, line.name, c.text, c.wanted,
            c.department, Department.name, c.owner, c.owner_name, c.clock, c.counted_from,
            c.respond_due, c.feedback_due, c.close_due, c.next_due, c.responded_at,
            c.fed_back_at, c.resolved_at, c.closed_at, c.paused_at, c.paused_until,
            c.waiting_for, c.respond_took, c.close_took, c.urged, c.transferred, c.reopened,
            c.result, c.reason, c.score, c.merged_into, c.business_date, c.at, c.staff, c.who,
            c.erased_at,
        )
        .join(Category, on=(c.category == Category.id))
        .join_from(c, line, on=(c.line == line.id))
        .join_from(c, Unit, LEFT, on=(c.unit == Unit.id))
        .join_from(c, Department, LEFT, on=(c.department == Department.id))
    )  # fmt: skip


def _states(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(OPEN, OPEN), *((state.key, state.key) for state in flow.COMPLAINT.states)]


def _in_state(desk: Desk, query: Any, value: str) -> Any:
    if value == OPEN:
        return query.where(Complaint.state.in_(sorted(flow.UNCLOSED)))
    return query.where(Complaint.state == value)


def _of(field: Any) -> Any:
    return lambda desk, query, value: query.where(field == value)


def _choices(codes: Sequence[str]) -> Any:
    return lambda desk: [(code, code) for code in codes]


def _lines(desk: Desk) -> Sequence[tuple[str, str]]:
    return [
        (str(row.id), row.name if row.parent is None else f"　{row.name}") for row in tree(desk)
    ]


def _in_line(desk: Desk, query: Any, value: str) -> Any:
    node = int(value)
    return query.where((Complaint.line == node) | (Complaint.category == node))


def _departments(desk: Desk) -> Sequence[tuple[str, str]]:
    query: Any = Department.select(Department.id, Department.name).order_by(Department.name)
    return [(str(key), name) for key, name in query.tuples()]


def _on_day(desk: Desk, query: Any, value: date | str) -> Any:
    if isinstance(value, str):
        value = desk.today if value == "today" else date.fromisoformat(value)
    return query.where(Complaint.business_date == value)


def _by_text(desk: Desk, query: Any, value: str) -> Any:
    found = desk.search.find(value, [COMPLAINT], MOST_FOUND)
    return query.where(Complaint.id.in_(found[0][1] if found else []))


def _mine(desk: Desk, query: Any, value: Any) -> Any:
    me = desk.session.staff if desk.session else None
    return query.where(Complaint.owner == me) if value else query


def _late(desk: Desk, query: Any, value: Any) -> Any:
    return query.where(Complaint.next_due < desk.now) if value else query


_FILTERS = (
    Filter("state", N_("State"), _in_state, choices=_states, words="complaint.state"),
    Filter(
        "kind", N_("Kind"), _of(Complaint.kind), choices=_choices(KINDS), words="complaint.kind"
    ),
    Filter("line", N_("Line"), _in_line, choices=_lines),
    Filter(
        "severity", N_("Severity"), _of(Complaint.severity), choices=_choices(SEVERITIES),
        words="complaint.severity",
    ),
    Filter(
        "source", N_("Source"), _of(Complaint.source), choices=_choices(SOURCES),
        words="complaint.source",
    ),
    Filter(
        "department", N_("Department"),
        lambda desk, query, value: query.where(Complaint.department == int(value)),
        choices=_departments,
    ),
    Filter("late", N_("Overdue"), _late, kind="flag"),
    Filter("mine", N_("Mine"), _mine, kind="flag"),
    Filter("day", N_("Day"), _on_day, kind="day"),
    Filter(
        "unit", N_("Unit"), lambda desk, query, value: query.where(Complaint.unit == int(value))
    ),
    Filter("text", N_("Number, person, unit, words"), _by_text, kind="text"),
)  # fmt: skip
_COLUMNS: tuple[Column[ComplaintRow], ...] = (
    Column("number", N_("Number"), "code", lambda r: r.number, 106, sort="number"),
    Column("at", N_("Time"), "datetime", lambda r: r.at, 140),
    Column("kind", N_("Kind"), "state", lambda r: r.kind, 90, "complaint.kind"),
    Column("unit", N_("Unit"), "code", lambda r: r.unit_code or r.place, 84),
    Column("name", N_("Complainant"), "text", lambda r: r.name, 110),
    Column("phone", N_("Phone"), "phone", lambda r: r.phone, 120, shown=False),
    Column("line", N_("Line"), "text", lambda r: r.line_name, 100),
    Column("category", N_("Category"), "text", lambda r: r.category_name, 130),
    Column(
        "severity", N_("Severity"), "state", lambda r: r.severity, 82, "complaint.severity",
        tone=lambda r: {"urgent": "late", "serious": "due"}.get(r.severity),
    ),
    Column(
        "state", N_("State"), "state", lambda r: r.state, 104, "complaint.state",
        tone=lambda r: r.tone,
    ),
    Column(
        "due", N_("Due by"), "datetime", lambda r: r.next_due, 140, sort="due",
        tone=lambda r: "late" if r.late else None,
    ),
    Column("text", N_("What"), "text", lambda r: r.text, 240),
    Column("department", N_("Department"), "text", lambda r: r.department_name, 110),
    Column("owner", N_("Looked after by"), "text", lambda r: r.owner_name, 100),
    Column("urged", N_("Urged"), "int", lambda r: r.urged or None, 70),
    Column("reopened", N_("Reopened"), "int", lambda r: r.reopened or None, 80, shown=False),
    Column("score", N_("Satisfied"), "int", lambda r: r.score, 80, shown=False),
    Column(
        "source", N_("Source"), "state", lambda r: r.source, 90, "complaint.source", shown=False
    ),
    Column("closed", N_("Case closed at"), "datetime", lambda r: r.closed_at, 140, shown=False),
    Column("who", N_("Taken down by"), "text", lambda r: r.who, 100, shown=False),
)  # fmt: skip
_NUMBER = Order(Complaint.number, descending=True)


def _without_due(column: Column[ComplaintRow]) -> Column[ComplaintRow]:
    if column.key != "due":
        return column
    return Column(column.key, column.title, column.kind, column.value, 140, tone=column.tone)


COMPLAINTS: Listing[ComplaintRow] = Listing(
    key="complaints",
    title=N_("Complaints"),
    permission=Permission.COMPLAINT_VIEW,
    model=Complaint,
    # Sorting a million by what few of them have would read them all.
    columns=tuple(_without_due(column) for column in _COLUMNS),
    query=_query,
    make=made_row,
    orders={"number": _NUMBER},
    default_order="number",
    filters=_FILTERS,
)
COMPLAINTS_DUE: Listing[ComplaintRow] = Listing(
    key="complaints_due",
    title=N_("Complaints by due time"),
    permission=Permission.COMPLAINT_VIEW,
    model=Complaint,
    columns=_COLUMNS,
    query=_query,
    make=made_row,
    orders={"due": Order(Complaint.next_due), "number": _NUMBER},
    default_order="due",
    filters=_FILTERS,
    base=Complaint.next_due.is_null(False),
)
