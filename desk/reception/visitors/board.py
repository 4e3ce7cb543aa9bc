"""Visitors elsewhere: figures, Today, the sidebar, the unit card, the building board, muster."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import peewee as pw

from desk.core import words
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import to_millis
from desk.core.frozen import frozen
from desk.core.register import BoardCell, BoardMode, CardLine, CardPart, Count, TodayItem
from desk.core.words import N_
from desk.estate.models import Building, Unit
from desk.reception.models import StandingPass, Visit
from desk.reception.visitors import flow
from desk.reception.visitors.options import (
    CLOSING_TIME,
    LATE_MINUTES,
    STANDING_DAYS,
    parse_time,
)
from desk.reception.visitors.rows import VisitRow, read_rows
from desk.reception.visitors.suspicion import open_suspicions

if TYPE_CHECKING:
    from desk.printing import Missing

ON_SITE = Visit.state == flow.ON_SITE
MUSTER = "muster"


@frozen
class Summary:
    """The figures above the list: people on site, people who came today, people overdue."""

    on_site: int
    today: int
    overdue: int


_SUMMARY = (
    "SELECT COALESCE(SUM(people - gone), 0), "
    "COALESCE(SUM(CASE WHEN leave_by < ? THEN people - gone ELSE 0 END), 0) "
    "FROM visit WHERE state = ?"
)
_CAME = (
    "SELECT COALESCE(SUM(people), 0) FROM visit "
    "WHERE at >= ? AND at < ? AND state IN ('on_site', 'left')"
)


def summary(desk: Desk) -> Summary:
    """The figures above the list."""
    desk.require(Permission.VISITOR_VIEW)
    run = desk.storage.database.execute_sql
    on_site, overdue = run(_SUMMARY, (to_millis(desk.now), flow.ON_SITE)).fetchone()
    start = desk.day_start(desk.today)
    end = desk.day_start(desk.today + timedelta(days=1))
    (came,) = run(_CAME, (to_millis(start), to_millis(end))).fetchone()
    return Summary(int(on_site), int(came), int(overdue))


def count(desk: Desk) -> Count | None:
    """People on site, for the sidebar."""
    if not desk.allows(Permission.VISITOR_VIEW):
        return None
    return Count(summary(desk).on_site)


def here(desk: Desk) -> list[VisitRow]:
    """Everybody on site, by building and room: the list that is swept at closing time."""
    desk.require(Permission.VISITOR_VIEW)
    order = (Unit.sort.asc(nulls="LAST"), Visit.department, Visit.at, Visit.id)
    return read_rows(desk, ON_SITE, order)


def overdue(desk: Desk) -> list[VisitRow]:
    """Who should have left, the longest overdue first."""
    desk.require(Permission.VISITOR_VIEW)
    return read_rows(desk, ON_SITE & (Visit.leave_by < desk.now), (Visit.leave_by, Visit.id))


def late(desk: Desk) -> list[VisitRow]:
    """Who is expected and has not come for a while (setting visitors.late_minutes)."""
    desk.require(Permission.VISITOR_VIEW)
    edge = desk.now - timedelta(minutes=desk.settings.get(LATE_MINUTES))
    return read_rows(desk, (Visit.state == flow.EXPECTED) & (Visit.at < edge), (Visit.at, Visit.id))


def sweep_due(desk: Desk) -> datetime | None:
    """Since when the closing sweep is due; None before closing time or with nobody on site.

    Whoever stayed since an earlier day makes it due at once.
    """
    first = Visit.select(pw.fn.MIN(Visit.at)).where(ON_SITE).scalar()
    if first is None:
        return None
    closing = parse_time(desk.settings.get(CLOSING_TIME))
    now = desk.local(desk.now)
    due = now.replace(hour=closing.hour, minute=closing.minute, second=0, microsecond=0)
    if now >= due:
        return due.astimezone(UTC)
    yesterday = due - timedelta(days=1)
    return yesterday.astimezone(UTC) if desk.local(first) < yesterday else None


def today(desk: Desk) -> list[TodayItem]:
    """What waits: reports to security, who is overdue or late, the sweep, passes that end."""
    if not desk.allows(Permission.VISITOR_VIEW):
        return []
    items = [
        TodayItem("visit", each.visit, each.party, ("today", "suspicion_open"), each.at, each.text,
                  "late", _minutes(desk, each.at))
        for each in open_suspicions(desk)
    ]  # fmt: skip
    items += [_item(desk, row, "visit_overdue", row.leave_by, "late") for row in overdue(desk)]
    items += [_item(desk, row, "visit_late", row.at, "due") for row in late(desk)]
    since = sweep_due(desk)
    if since is not None:
        people = str(summary(desk).on_site)
        items.append(
            TodayItem("sweep", 0, people, ("today", "sweep_due"), since, "", "due",
                      _minutes(desk, since))
        )  # fmt: skip
    return items + _ending(desk)


def _item(desk: Desk, row: VisitRow, why: str, at: datetime | None, tone: str) -> TodayItem:
    detail = " · ".join(part for part in (row.place, row.purpose, row.badge) if part)
    minutes = _minutes(desk, at or desk.now)
    return TodayItem("visit", row.id, row.party, ("today", why), at, detail, tone, minutes)


def _minutes(desk: Desk, since: datetime) -> int:
    return int((desk.now - since) / timedelta(minutes=1))


def _ending(desk: Desk) -> list[TodayItem]:
    last = desk.today + timedelta(days=desk.settings.get(STANDING_DAYS))
    ends = (
        (StandingPass.state == flow.ACTIVE)
        & (StandingPass.valid_until >= desk.today)
        & (StandingPass.valid_until <= last)
    )
    items = []
    for row in StandingPass.select().where(ends).order_by(StandingPass.valid_until):
        at = desk.day_start(row.valid_until + timedelta(days=1))
        items.append(
            TodayItem("standing_pass", row.id, row.name, ("today", "standing_ending"), at,
                      row.number, "due", _minutes(desk, at))
        )  # fmt: skip
    return items


def unit_card(desk: Desk, unit: int) -> CardPart | None:
    """What visitors add to a unit's card: on site, expected, the last few."""
    if not desk.allows(Permission.VISITOR_VIEW):
        return None
    mine = Visit.unit == unit
    coming = mine & (Visit.state == flow.EXPECTED) & (Visit.at >= desk.day_start(desk.today))
    rows = read_rows(desk, mine & ON_SITE)
    rows += read_rows(desk, coming, (Visit.at, Visit.id), limit=5)
    rows += read_rows(desk, mine & (Visit.state == flow.LEFT), limit=3)
    lines = tuple(CardLine(row.party, _line(desk, row), "visit", row.id, row.tone) for row in rows)
    return CardPart("visitors", N_("Visitors"), lines)


def person_card(desk: Desk, person: int) -> CardPart | None:
    """Who came to see a customer: on site or expected first, then the last few."""
    if not desk.allows(Permission.VISITOR_VIEW):
        return None
    rows = read_rows(desk, Visit.host == person, limit=6)
    rows.sort(key=lambda row: row.state not in (flow.ON_SITE, flow.EXPECTED))
    lines = tuple(CardLine(row.party, _line(desk, row), "visit", row.id, row.tone) for row in rows)
    return CardPart("visitors", N_("Visitors"), lines)


def _line(desk: Desk, row: VisitRow) -> str:
    when = f"{desk.local(row.at):%Y-%m-%d %H:%M}"
    return " · ".join(part for part in (row.purpose, when) if part)


def colours(desk: Desk, units: Sequence[int]) -> dict[int, BoardCell]:
    """Units with people on site and how many; red where somebody is overdue."""
    if not desk.allows(Permission.VISITOR_VIEW):
        return {}
    people = pw.fn.SUM(Visit.people - Visit.gone)
    first = pw.fn.MIN(Visit.leave_by)
    query: Any = (
        Visit.select(Visit.unit, people, first)
        .where(ON_SITE & Visit.unit.in_(list(units)))
        .group_by(Visit.unit)
    )
    cells = {}
    for unit, number, leave_by in query.tuples():
        is_late = leave_by is not None and leave_by < desk.now
        state = "overdue" if is_late else "on_site"
        cells[unit] = BoardCell("late" if is_late else "ok", str(number), ("visit.state", state))
    return cells


ON_SITE_MODE = BoardMode("visitors", N_("People on site"), colours)


@frozen
class MusterGroup:
    """People on site in one building or department, named ``name`` ("" elsewhere)."""

    name: str
    people: int
    rows: tuple[VisitRow, ...]


def muster(desk: Desk) -> list[MusterGroup]:
    """Everybody on site 在场人员, grouped by building, the rest by department."""
    query: Any = Unit.select(Unit.id, Building.name).join(Building)
    rows = here(desk)
    query = query.where(Unit.id.in_([row.unit for row in rows if row.unit is not None]))
    buildings = dict(query.tuples())
    groups: dict[str, list[VisitRow]] = {}
    for row in rows:
        name = buildings.get(row.unit) or row.department_name
        groups.setdefault(name, []).append(row)
    return [
        MusterGroup(name, sum(row.here for row in found), tuple(found))
        for name, found in groups.items()
    ]


def print_muster(desk: Desk, language: str | None = None, *, missing: Missing = "box") -> bytes:
    """The muster list as PDF, kept as data. Names it can't spell have □: an evacuation can't
    wait for them. Raises Refused paper.*."""
    from desk.core import papers
    from desk.printing import to_data
    from desk.printing.muster_list import MusterList, MusterRow
    from desk.reception.visitors.passes import draw

    with desk.change(Permission.PAPER_PRINT, "visitor.muster_printed") as change:
        rows = tuple(
            MusterRow(
                group=group.name, number=row.number, visitor=row.name,
                since=desk.local(row.in_at or row.at), people=row.here, where=row.place,
                phone=row.phone,
            )
            for group in muster(desk)
            for row in group.rows
        )  # fmt: skip
        who = desk.session.name if desk.session else ""
        paper = MusterList(
            site=desk.site, printed_at=desk.local(change.now), printed_by=who, rows=rows,
            language=language or words.current(),
        )  # fmt: skip
        data = to_data(paper)
        pdf = draw("muster_list", data, "a4", missing)
        papers.keep(
            desk, change, kind=MUSTER, record=0, paper="muster_list", layout="a4", data=data
        )
    return pdf
