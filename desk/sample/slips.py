"""Made-up release slips for the demo: old ones as they stand, today's by the verbs themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from desk.core.desk import Desk
from desk.reception.slip_tables import ReleaseSlip, SlipItem
from desk.reception.slips import gate, verbs
from desk.reception.slips.drafts import WHOLE, DecisionDraft, ItemDraft, RingDraft, SlipDraft
from desk.reception.slips.figures import look
from desk.reception.slips.goods import usual_goods
from desk.reception.slips.seen_goods import Seen
from desk.reception.slips.writing import SERIES
from desk.sample.bulk import Numbers, parts
from desk.sample.estate import insert

OLD, DAYS = 120, 40
CARRIERS = ("快捷搬家", "蚂蚁搬家", "本人自运", "货拉拉", "")
GUARDS = ("老周", "小何", "刘队")
_PEOPLE = (
    "SELECT o.unit_id, o.person_id, p.name, o.role, coalesce((SELECT number FROM phone f "
    "WHERE f.person_id = p.id ORDER BY position LIMIT 1), '') FROM occupancy o "
    "JOIN person p ON p.id = o.person_id WHERE o.role IN ('owner', 'tenant') "
    "AND p.kind = 'person' AND o.until IS NULL ORDER BY o.id"
)
_OWING = "SELECT DISTINCT unit_id FROM charge WHERE balance > 0"

Who = tuple[int, int, str, str, str]


def fill(desk: Desk, random: Random) -> None:
    """Some weeks of filed slips, then a day with one of everything."""
    run = desk.storage.database.execute_sql
    people: list[Who] = run(_PEOPLE).fetchall()
    if not people:
        return
    random.shuffle(people)
    past(desk, random, OLD, DAYS)
    owing = {unit for (unit,) in run(_OWING)}
    clear = [each for each in people if each[0] not in owing and each[4]]
    _today(desk, random, clear, [each for each in people if each[0] in owing and each[4]])


def past(desk: Desk, random: Random, count: int, days: int) -> None:
    """``count`` slips over ``days`` until yesterday, filed or void, with their goods.

    Set-based, for an empty register. Inside a transaction.
    """
    numbers, usual = Numbers(SERIES), usual_goods(desk)
    for rows in parts(_slips(desk, random, count, days, numbers)):
        insert(ReleaseSlip, rows)
        insert(SlipItem, (item for row in rows for item in _goods(random, usual, row)))
    numbers.keep()


def _slips(
    desk: Desk, random: Random, count: int, days: int, numbers: Numbers
) -> Iterator[dict[str, Any]]:
    people: list[Who] = desk.storage.database.execute_sql(_PEOPLE).fetchall()
    begin, span = desk.now - timedelta(days=days), timedelta(days=days - 1)
    for n in range(count):
        at = begin + span * (n / count)
        yield {"id": n + 1, **_old(desk, random, at, random.choice(people), numbers)}


def _old(desk: Desk, random: Random, at: datetime, who: Who, numbers: Numbers) -> dict[str, Any]:
    unit, person, name, role, phone = who
    day, voided = desk.local(at).date(), random.random() < 0.06
    out = at + timedelta(minutes=random.randint(10, 300))
    clerk, guard = "林秀英", random.choice(GUARDS)
    return {
        "number": numbers.next(day), "state": "voided" if voided else "filed", "version": 5,
        "at": at, "who": clerk, "unit": unit, "person": person, "name": name, "standing": role,
        "kind": random.choice(("repair_out", "other", "materials")), "identity": "document",
        "document_kind": "id_card", "phone": phone, "authority": "self",
        "carrier": random.choice(CARRIERS), "valid_from": day, "valid_until": day,
        "arrears": None, "looked_at": at, "checked_at": at, "checked_by": clerk,
        "issued_at": at, "issued_by": clerk, "serial": 1, "copies": 3,
        "out_at": None if voided else out, "guard": "" if voided else guard,
        "filed_at": None if voided else out + timedelta(hours=18),
        "filed_by": "" if voided else clerk, "void_at": out if voided else None,
        "void_by": clerk if voided else "", "void_reason": "客户取消" if voided else "",
        "salt": random.randbytes(12),
    }  # fmt: skip


def _goods(
    random: Random, usual: Sequence[ItemDraft], row: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    for place, item in enumerate(_some(random, usual), 1):
        gone = item.quantity if row["state"] == "filed" else 0
        yield {
            "slip": row["id"], "position": place, "name": item.name, "quantity": item.quantity,
            "measure": item.measure, "note": "", "released": gone, "salt": random.randbytes(12),
        }  # fmt: skip


def _some(random: Random, usual: Sequence[ItemDraft]) -> tuple[ItemDraft, ...]:
    chosen = random.sample(usual, random.randint(1, 6))
    return tuple(
        ItemDraft(each.name, random.choice((1, 1, 1, 2, 4, 12)) * WHOLE, each.measure)
        for each in chosen
    )


def _today(desk: Desk, random: Random, clear: list[Who], owing: list[Who]) -> None:
    """Draft, issued, out in part, out, refused at the gate, void, with a promise, overridden."""
    usual = usual_goods(desk)

    def draft(who: Who, **values: Any) -> SlipDraft:
        unit, person, name, role, phone = who
        given = {
            "unit": unit, "person": person, "name": name, "standing": role, "kind": "other",
            "identity": "known", "phone": phone, "authority": "self",
            "carrier": random.choice(CARRIERS), "items": _some(random, usual), **values,
        }  # fmt: skip
        return SlipDraft(**given)

    if len(clear) >= 6:
        verbs.save_slip(desk, draft(clear[0], kind="moving_out"))
        verbs.complete_slip(desk, draft(clear[1]))
        rings = (RingDraft("13800138000", "业主", "agreed", note="同意搬出"),)
        moving = draft(clear[2], kind="moving_out", authority="phone", rings=rings)
        part = verbs.complete_slip(desk, moving)
        item = gate.scan_slip(desk, part.number).items[0]
        gate.release_slip(desk, part.id, {item.id: WHOLE}, guard=GUARDS[0])
        out = verbs.complete_slip(desk, draft(clear[3]))
        gate.release_slip(desk, out.id, guard=GUARDS[1])
        wrong = verbs.complete_slip(desk, draft(clear[4]))
        seen = (Seen(None, WHOLE, "电视机"),)
        gate.report_mismatch(desk, wrong.id, seen, "多出一台电视机", guard=GUARDS[2])
        verbs.void_slip(desk, verbs.complete_slip(desk, draft(clear[5])).id, "客户改期")
    due = [each for each in owing[:40] if look(desk, each[0]).total][:2]
    for who, kind in zip(due, ("promise", "override"), strict=False):
        day = desk.today + timedelta(days=7) if kind == "promise" else None
        decision = DecisionDraft(kind, "月底一次付清", day)
        verbs.complete_slip(desk, draft(who, kind="repair_out"), decision)
