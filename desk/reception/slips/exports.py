"""The slips' part of the full export: unmasked, under stable English keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import peewee as pw

from desk.core.desk import Desk
from desk.core.register import Export
from desk.estate.models import Building, Unit
from desk.reception.slip_tables import ReleaseSlip, SlipBundle, SlipCheck, SlipItem, SlipRing

Rows = Iterable[Sequence[object]]
LEFT = pw.JOIN.LEFT_OUTER
_COLUMNS = (
    "number", "state", "at", "who", "kind", "name", "standing", "identity", "document_kind",
    "document", "phone", "authority", "authority_name", "authority_note", "carrier", "plate",
    "valid_from", "valid_until", "note", "looked_at", "owed", "late_fee", "decision",
    "decision_reason", "decided_by", "promised", "promised_on", "checked_at", "checked_by",
    "issued_at", "issued_by", "copies", "serial", "out_at", "guard", "gate_note", "mismatch_at",
    "filed_at", "filed_by", "void_at", "void_by", "void_reason", "erased_at",
)  # fmt: skip


def _slips(desk: Desk) -> Rows:
    s, earlier = ReleaseSlip, ReleaseSlip.alias()
    fields: list[Any] = [getattr(s, name) for name in _COLUMNS]
    query: Any = (
        s.select(Building.code, Unit.room, earlier.number, *fields)
        .join(Unit, LEFT, on=(s.unit == Unit.id))
        .join(Building, LEFT, on=(Unit.building == Building.id))
        .join_from(s, earlier, LEFT, on=(s.replaces == earlier.id))
        .order_by(s.id)
    )
    yield from query.tuples().iterator()


def _items(desk: Desk) -> Rows:
    i = SlipItem
    query: Any = i.select(
        ReleaseSlip.number, i.position, i.name, i.quantity, i.measure, i.note, i.released
    ).join(ReleaseSlip)
    yield from query.order_by(i.slip, i.position).tuples().iterator()


def _rings(desk: Desk) -> Rows:
    r = SlipRing
    query: Any = r.select(ReleaseSlip.number, r.at, r.number, r.name, r.answer, r.note, r.who).join(
        ReleaseSlip
    )
    yield from query.order_by(r.slip, r.at).tuples().iterator()


def _stubs(desk: Desk) -> Rows:
    c, b = SlipCheck, SlipBundle
    query: Any = (
        c.select(b.id, b.at, b.who, b.until, ReleaseSlip.number, c.stub, c.said, c.result, c.note)
        .join(b)
        .join_from(c, ReleaseSlip, LEFT, on=(c.slip == ReleaseSlip.id))
        .order_by(c.id)
    )
    yield from query.tuples().iterator()


SLIPS = (
    Export("release_slips", ("building", "room", "replaces", *_COLUMNS), _slips),
    Export(
        "release_slip_goods",
        ("slip", "position", "name", "quantity", "measure", "note", "released"),
        _items,
    ),
    Export("release_slip_rings", ("slip", "at", "number", "name", "answer", "note", "who"), _rings),
    Export(
        "release_slip_stubs",
        ("bundle", "at", "who", "until", "slip", "stub", "said", "result", "note"),
        _stubs,
    ),
)
