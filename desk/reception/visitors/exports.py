"""The visitors' part of the full export: unmasked, under stable English keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import peewee as pw

from desk.core.desk import Desk
from desk.core.models import Staff
from desk.core.register import Export
from desk.estate.models import Building, Department, Person, Unit
from desk.reception.models import Companion, StandingPass, Suspicion, Visit, WatchEntry

Rows = Iterable[Sequence[object]]
LEFT = pw.JOIN.LEFT_OUTER


def _visits(desk: Desk) -> Rows:
    v, clerk_in, clerk_out = Visit, Staff.alias(), Staff.alias()
    names = Companion.select(pw.SQL("string_agg(name, ';' ORDER BY id)")).where(
        Companion.visit == v.id
    )
    query: Any = (
        v.select(
            v.number, v.state, v.expected_at, v.in_at, v.leave_by, v.out_at, v.name, v.sex,
            v.people, names, v.company, v.phone, v.document_kind, v.document, v.plate,
            Building.code, Unit.room, Department.name, Person.name, v.host_name, v.purpose,
            v.items, v.badge, v.identity, v.confirmed, v.confirmed_by, v.reception, v.water,
            v.note, StandingPass.number, clerk_in.name, clerk_out.name, v.out_how, v.erased_at,
        )
        .join(Unit, LEFT, on=(v.unit == Unit.id))
        .join(Building, LEFT, on=(Unit.building == Building.id))
        .join_from(v, Department, LEFT, on=(v.department == Department.id))
        .join_from(v, Person, LEFT, on=(v.host == Person.id))
        .join_from(v, StandingPass, LEFT, on=(v.standing == StandingPass.id))
        .join_from(v, clerk_in, LEFT, on=(v.in_by == clerk_in.id))
        .join_from(v, clerk_out, LEFT, on=(v.out_by == clerk_out.id))
        .order_by(v.id)
    )  # fmt: skip
    for row in query.tuples().iterator():
        # The host's present name if the site knows the host, else what was typed.
        yield (*row[:18], row[18] or row[19], *row[20:])


def _standing(desk: Desk) -> Rows:
    p = StandingPass
    query: Any = (
        p.select(
            p.number, p.state, p.valid_from, p.valid_until, p.name, p.sex, p.company, p.phone,
            p.document_kind, p.document, p.plate, Building.code, Unit.room, Department.name,
            Person.name, p.host_name, p.purpose, p.note, p.erased_at,
        )
        .join(Unit, LEFT, on=(p.unit == Unit.id))
        .join(Building, LEFT, on=(Unit.building == Building.id))
        .join_from(p, Department, LEFT, on=(p.department == Department.id))
        .join_from(p, Person, LEFT, on=(p.host == Person.id))
        .order_by(p.id)
    )  # fmt: skip
    for row in query.tuples().iterator():
        yield (*row[:14], row[14] or row[15], *row[16:])


def _watch(desk: Desk) -> Rows:
    w = WatchEntry
    query: Any = w.select(
        w.kind, w.name, w.phone, w.document, w.plate, w.reason, w.instruction, w.valid_from,
        w.valid_until, w.active, w.at, w.who,
    ).order_by(w.id)  # fmt: skip
    yield from query.tuples().iterator()


def _suspicions(desk: Desk) -> Rows:
    s = Suspicion
    query: Any = s.select(
        Visit.number, s.text, s.at, s.who, s.outcome, s.closed_at, s.closed_by
    ).join(Visit)
    yield from query.order_by(s.id).tuples().iterator()


VISITORS = (
    Export(
        "visitors",
        ("number", "state", "expected_at", "in_at", "leave_by", "out_at", "name", "sex", "people",
         "companions", "company", "phone", "document_kind", "document", "plate", "building", "room",
         "department", "host", "purpose", "items", "badge", "identity", "confirmed",
         "confirmed_by", "reception", "water", "note", "standing_pass", "clerk_in", "clerk_out",
         "out_how", "erased_at"),
        _visits,
    ),
    Export(
        "suspicions",
        ("visit", "text", "at", "who", "outcome", "closed_at", "closed_by"),
        _suspicions,
    ),
)  # fmt: skip
STANDING_PASSES = (
    Export(
        "standing_passes",
        ("number", "state", "valid_from", "valid_until", "name", "sex", "company", "phone",
         "document_kind", "document", "plate", "building", "room", "department", "host", "purpose",
         "note", "erased_at"),
        _standing,
    ),
)  # fmt: skip
WATCH_LIST = (
    Export(
        "watch_list",
        ("kind", "name", "phone", "document", "plate", "reason", "instruction", "valid_from",
         "valid_until", "active", "entered_at", "entered_by"),
        _watch,
    ),
)  # fmt: skip
