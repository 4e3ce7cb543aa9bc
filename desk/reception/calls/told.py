"""What every caller is told now 统一口径, read in one literal statement: the window asks for it
after each change, and the form of a call at every key."""

from __future__ import annotations

from datetime import datetime, timedelta

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.frozen import frozen
from desk.core.register import Notice
from desk.core.words import _

AHEAD = timedelta(hours=24)
"""How long before it begins the window hears of it, to show it in time by itself."""
_ON = (
    "SELECT o.id, o.kind, o.building_id, coalesce(b.name, ''), o.title, o.text, o.since, o.until "
    "FROM outage o LEFT JOIN building b ON b.id = o.building_id "
    "WHERE o.until > ? AND o.since <= ? AND o.ended_at IS NULL "
    "ORDER BY o.since DESC, o.id DESC LIMIT 10"
)


@frozen
class Script:
    """What is told now; ``building`` None is everywhere. Moments UTC."""

    id: int
    kind: str
    building: int | None
    building_name: str
    title: str
    text: str
    since: datetime
    until: datetime


def in_force(desk: Desk) -> tuple[Script, ...]:
    """What is told now, the newest first; for everybody who answers calls."""
    return _read(desk, desk.now)


def scripts_at(desk: Desk, building: int | None) -> tuple[Script, ...]:
    """What callers from a building are told; from nowhere in particular, all of it."""
    return tuple(
        each for each in in_force(desk) if None in (building, each.building)
        or each.building == building
    )  # fmt: skip


def notices(desk: Desk) -> list[Notice]:
    """The same for the window, and what will have to be told within a day."""
    return [
        Notice(
            "outage", each.id, each.title, each.building_name or _("everywhere"), each.text,
            each.since, each.until,
        )
        for each in _read(desk, desk.now + AHEAD)
    ]  # fmt: skip


def _read(desk: Desk, begun: datetime) -> tuple[Script, ...]:
    if not desk.allows(Permission.CALL_VIEW):
        return ()
    values = (to_millis(desk.now), to_millis(begun))
    found = desk.storage.database.execute_sql(_ON, values).fetchall()
    return tuple(
        Script(key, kind, building, name, title, text, from_millis(since), from_millis(until))
        for key, kind, building, name, title, text, since, until in found
    )
