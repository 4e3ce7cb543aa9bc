"""Warns before the same thing is taken down twice: the same people, or neighbours."""

from __future__ import annotations

from datetime import timedelta

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import to_millis
from desk.fees.reading import ask
from desk.service.complaints.options import NEAR_DAYS
from desk.service.complaints.reading import FROM, rows
from desk.service.complaints.rows import ComplaintRow, Similar
from desk.service.complaints.scripts import scripts

MOST = 20
_OPEN = "c.state IN ('registered','responded','in_progress','paused','resolved','reopened') "
_NEWEST = f"AND {_OPEN}AND c.id <> ? ORDER BY c.id DESC LIMIT {MOST}"
_UNIT = FROM + "WHERE c.unit_id = ? " + _NEWEST
_PERSON = FROM + "WHERE c.person_id = ? " + _NEWEST
# The plus keeps the planner on the index of building, category and time.
_NEAR = (
    FROM + "WHERE c.building_id = ? AND c.category_id IN ({kin}) AND c.at >= ? "
    "AND +c.state NOT IN ('invalid', 'merged') AND c.unit_id IS NOT ? AND c.id <> ? "
    f"ORDER BY c.at DESC LIMIT {MOST}"
)
# Taken down in a hurry, one of them may stand with the line alone.
_KIN = (
    "SELECT id FROM complaint_category WHERE ? IN (id, parent_id) "
    "OR id = (SELECT parent_id FROM complaint_category WHERE id = ?)"
)


def similar(
    desk: Desk,
    *,
    unit: int | None = None,
    person: int | None = None,
    building: int | None = None,
    category: int = 0,
    but: int = 0,
) -> Similar:
    """What is known already of the same unit or person, and from neighbours; and what to say.

    ``building`` is for a public place; a unit tells its own. ``but`` leaves out a complaint itself.
    Needs complaint.view.
    """
    desk.require(Permission.COMPLAINT_VIEW)
    if unit is not None:
        found = ask(desk, "SELECT building_id FROM unit WHERE id = ?", unit)
        building = found[0][0] if found else building
    mine: dict[int, ComplaintRow] = {}
    for sql, key in ((_UNIT, unit), (_PERSON, person)):
        if key is not None:
            mine.update({row.id: row for row in rows(desk, sql, key, but)})
    near: list[ComplaintRow] = []
    if building is not None and category:
        since = to_millis(desk.now - timedelta(days=desk.settings.get(NEAR_DAYS)))
        kin = [key for (key,) in ask(desk, _KIN, category, category)]
        sql = _NEAR.format(kin=",".join("?" * len(kin)))
        near = rows(desk, sql, building, *kin, since, unit, but) if kin else []
    return Similar(
        tuple(sorted(mine.values(), key=lambda row: -row.id)),
        tuple(row for row in near if row.id not in mine),
        scripts(desk, unit, building),
    )


def similar_to(desk: Desk, row: ComplaintRow) -> Similar:
    """The same for a complaint that is there already. Needs complaint.view."""
    return similar(
        desk, unit=row.unit, person=row.person, building=row.building, category=row.category,
        but=row.id,
    )  # fmt: skip
