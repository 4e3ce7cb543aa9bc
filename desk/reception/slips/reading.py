"""Reading slips: one, many, one in full, and as a draft to go on with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import from_millis
from desk.core.papers import papers_of
from desk.core.text import mask_document, mask_phone
from desk.estate.models import Unit
from desk.reception.slip_tables import ReleaseSlip, SlipItem, SlipRing
from desk.reception.slips import flow
from desk.reception.slips.drafts import ItemDraft, RingDraft, SlipDraft
from desk.reception.slips.figures import from_json
from desk.reception.slips.rows import Difference, ItemRow, RingRow, SlipRow, SlipView

RECORD = "release_slip"
_SQL = (
    "SELECT s.id, s.number, s.state, s.version, s.at, s.who, s.unit_id, coalesce(u.code, ''), "
    "s.kind, s.person_id, s.name, s.standing, s.phone, s.plate, s.valid_from, s.valid_until, "
    "s.owed, s.late_fee, s.decision, (SELECT count(*) FROM slip_item i WHERE i.slip_id = s.id), "
    "coalesce((SELECT i.name FROM slip_item i WHERE i.slip_id = s.id ORDER BY i.position LIMIT 1), "
    "''), s.issued_at, s.out_at, s.guard, s.filed_at, s.replaces_id, s.erased_at "
    "FROM release_slip s LEFT JOIN unit u ON u.id = s.unit_id WHERE "
)
_MOMENTS, _DAYS = (4, 21, 22, 24), (14, 15)


def rows_query(desk: Desk) -> Any:
    """The joined select behind the list; ``row_view`` reads its tuples."""
    s, items = ReleaseSlip, SlipItem
    mine = items.slip == s.id
    goods = items.select(pw.fn.COUNT(items.id)).where(mine)
    first = items.select(items.name).where(mine).order_by(items.position).limit(1)
    return s.select(
        s.id, s.number, s.state, s.version, s.at, s.who, s.unit, Unit.code, s.kind, s.person,
        s.name, s.standing, s.phone, s.plate, s.valid_from, s.valid_until, s.owed, s.late_fee,
        s.decision, goods, first, s.issued_at, s.out_at, s.guard, s.filed_at, s.replaces,
        s.erased_at,
    ).join(Unit, pw.JOIN.LEFT_OUTER, on=(s.unit == Unit.id))  # fmt: skip


def row_view(desk: Desk, row: Any) -> SlipRow:
    """One tuple of ``rows_query`` as a frozen row."""
    facts = list(row)
    facts[7], facts[20] = facts[7] or "", facts[20] or ""
    facts[12] = mask_phone(facts[12])
    if not desk.allows(Permission.FEES_VIEW):  # what a unit owes is nothing to the gate
        facts[16] = facts[17] = 0
    expired = facts[2] in flow.OPEN and facts[15] < desk.today
    return SlipRow(*[*facts[:26], facts[26] is not None, expired])


def read_where(desk: Desk, where: str, values: Sequence[object] = ()) -> list[SlipRow]:
    """Slips by a literal condition on ``s`` and what may follow it: building a query takes longer
    than running it."""
    rows = []
    for found in desk.storage.database.execute_sql(_SQL + where, tuple(values)):
        facts = list(found)
        for place in _MOMENTS:
            facts[place] = None if facts[place] is None else from_millis(facts[place])
        for place in _DAYS:
            facts[place] = date.fromisoformat(facts[place])
        rows.append(row_view(desk, facts))
    return rows


def read_ids(desk: Desk, ids: Sequence[int]) -> list[SlipRow]:
    """The slips with these ids, in their order."""
    found = {r.id: r for r in read_where(desk, f"s.id IN ({','.join('?' * len(ids))})", ids)}
    return [found[each] for each in ids if each in found]


def read_one(desk: Desk, slip: int) -> SlipRow:
    """One slip for whoever just changed it. Raises Refused("slip.gone")."""
    found = read_where(desk, "s.id = ?", (slip,))
    if not found:
        raise Refused("slip.gone")
    return found[0]


def get_slip(desk: Desk, slip: int) -> SlipRow:
    """One slip. Raises Refused("slip.gone")."""
    desk.require(Permission.SLIP_VIEW)
    return read_one(desk, slip)


def slip_row(slip: int) -> ReleaseSlip:
    """The table's row. Raises Refused("slip.gone")."""
    row = ReleaseSlip.get_or_none(ReleaseSlip.id == slip)
    if row is None:
        raise Refused("slip.gone")
    return row


def item_rows(slip: int) -> list[SlipItem]:
    """The goods of a slip in their order."""
    query = SlipItem.select().where(SlipItem.slip == slip).order_by(SlipItem.position)
    return list(query)


def ring_rows(slip: int) -> list[SlipRing]:
    """The calls to the owner, in their order."""
    return list(SlipRing.select().where(SlipRing.slip == slip).order_by(SlipRing.at, SlipRing.id))


def items_of(slip: int) -> tuple[ItemRow, ...]:
    """The goods of a slip as they are shown."""
    return tuple(
        ItemRow(i.id, i.position, i.name, i.quantity, i.measure, i.note, i.released)
        for i in item_rows(slip)
    )


def view_slip(desk: Desk, slip: int) -> SlipView:
    """One slip in full; figures only for those who may see fees. Raises Refused("slip.gone")."""
    desk.require(Permission.SLIP_VIEW)
    row, known = read_one(desk, slip), slip_row(slip)
    fees = desk.allows(Permission.FEES_VIEW)
    later = ReleaseSlip.get_or_none(ReleaseSlip.replaces == slip)
    earlier = ReleaseSlip.get_or_none(ReleaseSlip.id == known.replaces_id)
    rings = tuple(
        RingRow(r.id, r.at, mask_phone(r.number), r.name, r.answer, r.note, r.who)
        for r in ring_rows(slip)
    )
    return SlipView(
        row, known.identity, known.document_kind, mask_document(known.document), known.authority,
        known.authority_name, known.authority_note, known.carrier, known.note, items_of(slip),
        rings, from_json(known.arrears if fees else None), known.looked_at,
        known.decision_reason if fees else "", known.decided_by,
        known.promised if fees else None, known.promised_on, known.checked_at, known.checked_by,
        known.issued_by, known.copies, known.serial, known.gate_note, known.mismatch_at,
        tuple(Difference(*each) for each in known.mismatch or ()), known.filed_by, known.void_at,
        known.void_by, known.void_reason, earlier.number if earlier else "",
        later.id if later else None, later.number if later else "",
        tuple(papers_of(RECORD, slip)) if fees else (),
    )  # fmt: skip


def draft_of(desk: Desk, slip: int) -> SlipDraft:
    """A slip as a draft to go on with, numbers unmasked. Raises Refused("slip.gone")."""
    desk.require(Permission.SLIP_ISSUE)
    s = slip_row(slip)
    items = tuple(ItemDraft(i.name, i.quantity, i.measure, i.note) for i in item_rows(slip))
    rings = tuple(RingDraft(r.number, r.name, r.answer, r.at, r.note) for r in ring_rows(slip))
    return SlipDraft(
        unit=s.unit_id, kind=s.kind, person=s.person_id, name=s.name, standing=s.standing,
        identity=s.identity, document_kind=s.document_kind, document=s.document, phone=s.phone,
        items=items, authority=s.authority, authority_name=s.authority_name,
        authority_note=s.authority_note, rings=rings, carrier=s.carrier, plate=s.plate,
        valid_from=s.valid_from, valid_until=s.valid_until, note=s.note,
    )  # fmt: skip
