"""A visit as lists and forms show one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import from_millis
from desk.core.frozen import frozen
from desk.core.models import Staff
from desk.core.text import mask_phone
from desk.estate.models import Department, Person, Unit
from desk.reception.models import Visit
from desk.reception.visitors import flow
from desk.reception.visitors.party import party

_MOMENTS = (3, 19, 20, 21, 22)
"""Where moments stand in a tuple of ``rows_query``."""


@frozen
class VisitRow:
    """One visit. ``phone`` is masked; ``overdue`` tells that it is past ``leave_by``."""

    id: int
    number: str
    state: str
    at: datetime
    name: str
    people: int
    gone: int
    company: str
    phone: str
    plate: str
    purpose: str
    badge: str
    unit: int | None
    unit_code: str
    department: int | None
    department_name: str
    host: int | None
    host_name: str
    expected_at: datetime | None
    leave_by: datetime | None
    in_at: datetime | None
    out_at: datetime | None
    clerk: str
    standing: int | None
    erased: bool
    overdue: bool

    @property
    def here(self) -> int:
        """How many people of this visit are on site."""
        return self.people - self.gone if self.state == flow.ON_SITE else 0

    @property
    def shown_state(self) -> str:
        """The state in words' domain ``visit.state``: overdue is told apart."""
        return flow.OVERDUE if self.overdue else self.state

    @property
    def tone(self) -> str:
        """How the state looks: ok, late, void, plain."""
        return "late" if self.overdue else flow.VISIT.state(self.state).tone

    @property
    def party(self) -> str:
        """Who came, in words: 王建国 等4人."""
        return party(self.name, self.people, standing=self.standing is not None)

    @property
    def place(self) -> str:
        """Where to and to whom: 3-1502 李敏."""
        where = self.unit_code or self.department_name
        return " ".join(part for part in (where, self.host_name) if part)


def rows_query(desk: Desk) -> Any:
    """The joined select behind lists of visits; ``row_view`` reads its tuples."""
    v = Visit
    return (
        v.select(
            v.id, v.number, v.state, v.at, v.name, v.people, v.gone, v.company, v.phone, v.plate,
            v.purpose, v.badge, v.unit, Unit.code, v.department, Department.name, v.host,
            v.host_name, Person.name, v.expected_at, v.leave_by, v.in_at, v.out_at, Staff.name,
            v.standing, v.erased_at,
        )
        .join(Unit, pw.JOIN.LEFT_OUTER, on=(v.unit == Unit.id))
        .join(Department, pw.JOIN.LEFT_OUTER, on=(v.department == Department.id))
        .join(Person, pw.JOIN.LEFT_OUTER, on=(v.host == Person.id))
        .join(Staff, pw.JOIN.LEFT_OUTER, on=(v.in_by == Staff.id))
    )  # fmt: skip


def row_view(desk: Desk, row: Any) -> VisitRow:
    """One tuple of ``rows_query`` as a frozen row."""
    unit, unit_code, department, department_name, host, host_name, host_known = row[12:19]
    expected_at, leave_by, in_at, out_at, clerk, standing, erased_at = row[19:26]
    overdue = row[2] == flow.ON_SITE and leave_by is not None and leave_by < desk.now
    values = [
        *row[:8], mask_phone(row[8]), *row[9:12],
        unit, unit_code or "", department, department_name or "", host,
        host_known or host_name, expected_at, leave_by, in_at, out_at, clerk or "", standing,
        erased_at is not None, overdue,
    ]  # fmt: skip
    return VisitRow(*values)


def read_rows(
    desk: Desk, which: Any, order: Any = None, limit: int | None = None
) -> list[VisitRow]:
    """The visits that fulfil a condition on ``Visit``, newest first unless ``order`` says else."""
    query = rows_query(desk).where(which)
    query = query.order_by(*(order or (Visit.at.desc(), Visit.id.desc())))
    if limit is not None:
        query = query.limit(limit)
    return [row_view(desk, row) for row in query.tuples()]


def get(desk: Desk, visit: int) -> VisitRow:
    """One visit. Raises Refused("visit.unknown")."""
    desk.require(Permission.VISITOR_VIEW)
    return read_one(desk, visit)


def read_one(desk: Desk, visit: int) -> VisitRow:
    """One visit for whoever just changed it. Raises Refused("visit.unknown")."""
    found = read_ids(desk, (visit,))
    if not found:
        raise Refused("visit.unknown")
    return found[0]


def read_ids(desk: Desk, ids: Sequence[int]) -> list[VisitRow]:
    """The visits with these ids, as far as there are any, in no certain order."""
    # Building this query's text takes longer than running it; signing in ends with it, and the
    # one box asks it at every key.
    rows = []
    for found in desk.storage.database.execute_sql(_sql_of(len(ids)), tuple(ids)):
        row = list(found)
        for place in _MOMENTS:
            row[place] = None if row[place] is None else from_millis(row[place])
        rows.append(row_view(desk, row))
    return rows


@cache
def _sql_of(many: int) -> str:
    which = Visit.id.in_([0] * many)
    sql, _parameters = rows_query(None).where(which).sql()  # type: ignore[arg-type]
    return str(sql)


def visit_row(visit: int) -> Visit:
    """The table's row. Raises Refused("visit.unknown")."""
    row = Visit.get_or_none(Visit.id == visit)
    if row is None:
        raise Refused("visit.unknown")
    return row
