"""Who may be meant: whoever rings (the number's people, those of the unit), and whom they want."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.core.models import Staff
from desk.estate.departments import departments
from desk.reception.calls.known import Known

_AT = (
    "SELECT p.id, p.name, o.role, u.id, u.code FROM occupancy o "
    "JOIN person p ON p.id = o.person_id AND p.erased_at IS NULL "
    "JOIN unit u ON u.id = o.unit_id WHERE o.unit_id = ? "
    "AND (o.until IS NULL OR o.until >= ?) ORDER BY o.id"
)


@frozen
class Somebody:
    """Somebody who may be ringing; ``unit`` None: of no unit now. ``role`` as in occupancy.role."""

    person: int
    name: str
    role: str
    unit: int | None
    unit_code: str


@frozen
class Colleague:
    """A member of staff who may be meant."""

    id: int
    name: str
    department: str
    role: str


def somebody(desk: Desk, found: Known | None, unit: int | None) -> list[Somebody]:
    """The people of the number first, then those of the unit. Nobody without customer.view."""
    if not desk.allows(Permission.CUSTOMER_VIEW):
        return []
    callers = found.callers if found else ()
    made = [Somebody(c.person, c.name, c.role, c.unit, c.unit_code) for c in callers]
    if unit is not None:
        seen = {(each.person, each.unit) for each in made}
        rows = desk.storage.database.execute_sql(_AT, (unit, desk.today.isoformat())).fetchall()
        made += [Somebody(*row) for row in rows if (row[0], unit) not in seen]
    return made


def colleagues(desk: Desk) -> list[Colleague]:
    """Everybody who works here, by name. Needs call.write."""
    desk.require(Permission.CALL_WRITE)
    rows = Staff.select().where(Staff.active).order_by(Staff.name)
    return [Colleague(row.id, row.name, row.department, row.role) for row in rows]


def offices(desk: Desk) -> list[tuple[int, str]]:
    """The departments with the number to put somebody through to."""
    return [
        (row.id, " · ".join(part for part in (row.name, row.phone) if part))
        for row in departments(desk)
    ]
