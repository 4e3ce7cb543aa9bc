"""The lists of callbacks: the queue by promised time, and all there ever were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.text import mask_phone
from desk.core.words import N_
from desk.estate.models import Unit
from desk.service.callbacks import flow
from desk.service.callbacks.after import kinds
from desk.service.callbacks.queue import PHONE, titles
from desk.service.callbacks.rows import CallbackRow
from desk.service.models.callbacks import Callback


def _query(desk: Desk) -> Any:
    c = Callback
    return c.select(
        c.id, c.kind, c.record, c.unit, Unit.code, c.person, c.name, c.phone, c.about,
        c.promised_at, c.due_at, c.state, c.tries, c.tried_at, c.score, c.way, c.words,
        c.unsettled, c.reason, c.done_at, c.doer, c.owner, c.who, c.at, c.erased_at,
    ).join(Unit, pw.JOIN.LEFT_OUTER, on=(c.unit == Unit.id))  # fmt: skip


def _make(desk: Desk, row: Any) -> CallbackRow:
    values = list(row)
    values[4] = values[4] or ""
    values[PHONE] = mask_phone(values[PHONE])
    values[24] = values[24] is not None
    about = (values[1], values[2])
    values.insert(3, titles(desk, [about]).get(about, ""))
    values.append(row[11] == flow.OPEN and row[10] < desk.now)
    return CallbackRow(*values)


def _states(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(state.key, state.key) for state in flow.CALLBACK.states]


def _kinds(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(kind, kind) for kind in kinds()]


def _today(desk: Desk, query: Any, value: Any) -> Any:
    evening = desk.day_start(desk.today + timedelta(days=1))
    return query.where(Callback.due_at < evening) if value else query


def _mine(desk: Desk, query: Any, value: Any) -> Any:
    me = desk.session.staff if desk.session else None
    return query.where(Callback.owner == me) if value else query


_COLUMNS: tuple[Column[CallbackRow], ...] = (
    Column(
        "due", N_("Ring at"), "datetime", lambda r: r.due_at, 140, sort="due",
        tone=lambda r: "late" if r.late else None,
    ),
    Column("unit", N_("Unit"), "code", lambda r: r.unit_code, 86),
    Column("name", N_("Name"), "text", lambda r: r.name, 96),
    Column("phone", N_("Phone"), "phone", lambda r: r.phone, 118),
    Column("kind", N_("About"), "state", lambda r: r.kind, 86, "record.kind"),
    Column("record", N_("Number"), "code", lambda r: r.title, 114),
    Column("about", N_("What"), "text", lambda r: r.about, 122),
    Column("tries", N_("Attempts"), "int", lambda r: r.tries or None, 76),
    Column(
        "state", N_("State"), "state", lambda r: r.state, 84, "callback.state",
        tone=lambda r: r.tone,
    ),
    Column("score", N_("Satisfied"), "int", lambda r: r.score, 62),
    Column("words", N_("What was said"), "text", lambda r: r.words, 96),
    Column("doer", N_("Rung by"), "text", lambda r: r.doer, 100),
    Column(
        "promised", N_("Promised time"), "datetime", lambda r: r.promised_at, 140, shown=False
    ),
    Column("done", N_("Done at"), "datetime", lambda r: r.done_at, 140, shown=False),
)  # fmt: skip
_FILTERS = (
    Filter(
        "state", N_("State"), lambda desk, query, value: query.where(Callback.state == value),
        choices=_states, words="callback.state",
    ),
    Filter(
        "kind", N_("About"), lambda desk, query, value: query.where(Callback.kind == value),
        choices=_kinds, words="record.kind",
    ),
    Filter("today", N_("Until tonight"), _today, kind="flag"),
    Filter("mine", N_("Mine"), _mine, kind="flag"),
    Filter(
        "unit", N_("Unit"), lambda desk, query, value: query.where(Callback.unit == int(value))
    ),
)  # fmt: skip

QUEUE: Listing[CallbackRow] = Listing(
    key="callback_queue",
    title=N_("To be called back"),
    permission=Permission.CALLBACK_WORK,
    model=Callback,
    columns=_COLUMNS,
    query=_query,
    make=_make,
    orders={"due": Order(Callback.due_at)},
    default_order="due",
    filters=_FILTERS[1:],
    base=Callback.state == flow.OPEN,
)
CALLBACKS: Listing[CallbackRow] = Listing(
    key="callbacks",
    title=N_("Callbacks"),
    permission=Permission.CALLBACK_WORK,
    model=Callback,
    columns=_COLUMNS,
    query=_query,
    make=_make,
    orders={"due": Order(Callback.due_at, descending=True)},
    default_order="due",
    filters=_FILTERS,
)
