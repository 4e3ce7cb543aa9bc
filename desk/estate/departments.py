"""Departments 部门 that visitors and callers are sent to."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.estate.models import Department


@frozen
class DepartmentRow:
    """A department; one that is not ``active`` is no longer offered."""

    id: int
    name: str
    phone: str
    active: bool


def departments(desk: Desk, *, everything: bool = False) -> list[DepartmentRow]:
    """The departments in use, by name; with ``everything`` the former ones too."""
    desk.require(Permission.ESTATE_VIEW)
    query = Department.select().order_by(Department.active.desc(), Department.name)
    return [_view(row) for row in (query if everything else query.where(Department.active))]


def get_department(desk: Desk, department: int) -> DepartmentRow:
    """One department. Raises Refused("department.unknown")."""
    desk.require(Permission.ESTATE_VIEW)
    return _view(_row(department))


@once(get_department)
def create_department(
    desk: Desk, name: str, phone: str = "", *, request: str | None = None
) -> DepartmentRow:
    """Add a department. Raises Refused("department.name_taken")."""
    with desk.change(Permission.ESTATE_EDIT, "department.created", request) as change:
        row = change.create(Department, **_checked(name, phone))
    return _view(row)


def update_department(
    desk: Desk, department: int, name: str, phone: str = "", *, active: bool = True
) -> DepartmentRow:
    """Rename a department, alter its telephone, or take it out of use."""
    with desk.change(Permission.ESTATE_EDIT, "department.updated") as change:
        row = _row(department)
        change.update(row, active=active, **_checked(name, phone, row))
    return _view(row)


def _checked(name: str, phone: str, row: Department | None = None) -> dict[str, str]:
    with Faults() as faults:
        name = faults.of(clean, name, "name", 80, required=True) or ""
        phone = faults.of(clean, phone, "phone", 40) or ""
        others = Department.name == name
        if row is not None:
            others &= Department.id != row.id
        if name and Department.select().where(others).exists():
            faults.add("department.name_taken", "name", name=name)
    return {"name": name, "phone": phone}


def _row(department: int) -> Department:
    row = Department.get_or_none(Department.id == department)
    if row is None:
        raise Refused("department.unknown", "department")
    return row


def _view(row: Department) -> DepartmentRow:
    return DepartmentRow(row.id, row.name, row.phone, row.active)
