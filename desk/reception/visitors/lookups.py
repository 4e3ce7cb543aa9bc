"""What is offered while somebody types: hosts, returning and expected visitors, free badges."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import peewee as pw

from desk.core import pinyin
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.core.text import mask_phone, normalise
from desk.estate.models import Department, Unit
from desk.reception.models import Visit
from desk.reception.visitors import flow
from desk.reception.visitors.options import BADGES, parse_badges
from desk.reception.visitors.rows import VisitRow, read_rows, visit_row
from desk.reception.visitors.terms import VISIT
from desk.reception.visitors.watching import fold_name

LOOK_THROUGH = 60
"""Visits that are looked through for different people."""


@frozen
class ReturningVisitor:
    """Somebody who was here before: ``visit`` is the last time; phone masked.

    ``amend.draft_of(desk, visit, again=True)`` fills in the form from it.
    """

    visit: int
    name: str
    company: str
    phone: str
    place: str
    purpose: str
    last_at: datetime
    times: int


def returning(desk: Desk, text: str, limit: int = 5) -> list[ReturningVisitor]:
    """People who were here before and fit a phone, document, plate, name or its pinyin."""
    desk.require(Permission.VISITOR_VIEW)
    ids = _found(desk, text)
    if not ids:
        return []
    came = Visit.id.in_(ids) & Visit.erased_at.is_null() & Visit.in_at.is_null(False)
    query: Any = Visit.select(Visit.id, Visit.document, Visit.phone).where(came)
    keys = {key: (document, phone) for key, document, phone in query.tuples()}
    people: dict[Any, list[VisitRow]] = {}
    for row in read_rows(desk, came):
        document, phone = keys[row.id]
        person = phone or document or (fold_name(row.name), row.company)
        people.setdefault(person, []).append(row)
    found = []
    for rows in people.values():
        last = rows[0]
        found.append(
            ReturningVisitor(
                last.id, last.name, last.company, last.phone, last.place, last.purpose, last.at,
                len(rows),
            )
        )  # fmt: skip
    return found[:limit]


def _found(desk: Desk, text: str) -> list[int]:
    found = desk.search.find(text, [VISIT], LOOK_THROUGH)
    return found[0][1] if found else []


def expected_visitors(desk: Desk, text: str = "", limit: int = 8) -> list[VisitRow]:
    """Who is expected today (or is late since yesterday) and fits what was typed so far.

    Fits a name in characters, pinyin or initials, a phone's or plate's part, a room's beginning.
    """
    desk.require(Permission.VISITOR_VIEW)
    start = desk.day_start(desk.today)
    query: Any = (
        Visit.select(Visit.id, Visit.name, Visit.company, Visit.phone, Visit.plate, Unit.code)
        .join(Unit, pw.JOIN.LEFT_OUTER, on=(Visit.unit == Unit.id))
        .where(
            (Visit.state == flow.EXPECTED)
            & (Visit.at >= start - timedelta(days=1))
            & (Visit.at < start + timedelta(days=1))
        )
        .order_by(Visit.at)
    )
    typed = fold_name(text)
    ids = [key for key, *parts in query.tuples() if not typed or _fits(typed, parts)]
    if not ids:
        return []
    return read_rows(desk, Visit.id.in_(ids[:limit]), order=(Visit.at, Visit.id))


def _fits(typed: str, parts: list[str | None]) -> bool:
    name, company, phone, plate, unit = (fold_name(part or "") for part in parts)
    if typed in name or typed in company or (unit and unit.startswith(typed)):
        return True
    if len(typed) >= 3 and (typed in phone or typed in plate):
        return True
    latin = typed.isascii() and typed.isalpha()
    return latin and (
        pinyin.initials(name).startswith(typed) or pinyin.full(name).startswith(typed)
    )


def last_visits(desk: Desk, visit: int, limit: int = 5) -> list[VisitRow]:
    """Earlier visits of the same person: same document or phone, or same name where neither."""
    desk.require(Permission.VISITOR_VIEW)
    row = visit_row(visit)
    same = same_person(row.document, row.phone)
    if same is None:
        ids = _found(desk, row.name) if row.name else []
        same = Visit.id.in_(ids) & (Visit.name == row.name) & (Visit.company == row.company)
    return read_rows(desk, same & (Visit.id != row.id) & (Visit.at <= row.at), limit=limit)


def same_person(document: str, phone: str) -> Any:
    """The condition that a visit is of whoever has this document or phone; None for neither."""
    if document and phone:
        return (Visit.document == document) | (Visit.phone == phone)
    if document:
        return Visit.document == document
    return Visit.phone == phone if phone else None


def on_site_already(desk: Desk, document: str, phone: str) -> list[VisitRow]:
    """Visits still on site of whoever has this document or phone: perhaps not signed out."""
    desk.require(Permission.VISITOR_VIEW)
    same = same_person(document, phone)
    return [] if same is None else read_rows(desk, same & (Visit.state == flow.ON_SITE), limit=3)


def free_badges(desk: Desk, limit: int = 12) -> list[str]:
    """Badges that nobody has, in the order of the setting."""
    desk.require(Permission.VISITOR_VIEW)
    out: Any = Visit.select(Visit.badge).where((Visit.state == flow.ON_SITE) & (Visit.badge != ""))
    lent = {badge for (badge,) in out.tuples()}
    free = (b for b in parse_badges(desk.settings.get(BADGES)) if b.upper() not in lent)
    return [badge for badge, _ in zip(free, range(limit), strict=False)]


def departments_like(text: str) -> list[tuple[int, str, str]]:
    """Departments in use whose name, pinyin or initials fit: (id, name, masked phone)."""
    typed = normalise(text).casefold()
    found = []
    for row in Department.select().where(Department.active).order_by(Department.name):
        ways = (row.name.casefold(), pinyin.full(row.name), pinyin.initials(row.name))
        if typed and (typed in ways[0] or any(way.startswith(typed) for way in ways[1:])):
            found.append((row.id, row.name, mask_phone(row.phone)))
    return found
