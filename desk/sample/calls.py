"""Made-up calls: months of old ones by rows, this morning's and an outage by the verbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from desk.core.desk import Desk
from desk.estate.models import Building
from desk.reception.call_tables import Call
from desk.reception.calls import outages, turning, verbs
from desk.reception.calls.drafts import CallDraft
from desk.reception.calls.verbs import SERIES
from desk.sample.bulk import Numbers, parts
from desk.sample.complaints import CLERKS
from desk.sample.estate import insert
from desk.service.models.callbacks import Callback

OLD, DAYS = 420, 90
TEXTS = (
    ("inquiry", "问本月物业费怎么交", "可到前台或扫码缴费"),
    ("inquiry", "问停车月卡办理要带什么", "行驶证、身份证和房产资料"),
    ("inquiry", "问今天几点停水", "按通知为准，预计中午恢复"),
    ("repair", "厨房水龙头滴水", "已记下，请工程部安排"),
    ("repair", "卫生间灯不亮", "已记下，请工程部安排"),
    ("complaint", "楼上深夜有敲击声", "已记下，请保安上门了解"),
    ("help", "忘带门禁卡进不了单元门", "已通知岗亭核实后放行"),
    ("message", "请业主经理回电，关于租约", ""),
    ("transfer", "找财务部问发票", ""),
    ("harassment", "推销电话", ""),
)
_PEOPLE = (
    "SELECT o.unit_id, o.person_id, p.name, f.number FROM occupancy o "
    "JOIN person p ON p.id = o.person_id JOIN phone f ON f.person_id = p.id "
    "WHERE o.role IN ('owner', 'tenant') AND o.until IS NULL ORDER BY o.id"
)

Who = tuple[int, int, str, str]


def fill(desk: Desk, random: Random) -> None:
    """Three months of answered calls, then a morning with one of everything."""
    people: list[Who] = desk.storage.database.execute_sql(_PEOPLE).fetchall()
    if not people:
        return
    past(desk, random, OLD, DAYS)
    _today(desk, random, people)


def past(desk: Desk, random: Random, count: int, days: int) -> None:
    """``count`` answered calls over ``days`` until yesterday; some were rung back.

    Set-based, for an empty register. Inside a transaction.
    """
    numbers = Numbers(SERIES)
    for rows in parts(_calls(desk, random, count, days, numbers)):
        insert(Call, rows)
        insert(Callback, _callbacks(random, rows))
    numbers.keep()


def _calls(
    desk: Desk, random: Random, count: int, days: int, numbers: Numbers
) -> Iterator[dict[str, Any]]:
    people: list[Who] = desk.storage.database.execute_sql(_PEOPLE).fetchall()
    begin, span = desk.now - timedelta(days=days), timedelta(days=days - 1)
    for n in range(count):
        at = begin + span * (n / count) + timedelta(seconds=random.randrange(60))
        day = desk.local(at).date()
        unit, person, name, number = random.choice(people)
        kind, text, answer = random.choice(TEXTS)
        nuisance = kind == "harassment"
        yield {
            "id": n + 1, "number": numbers.next(day),
            "direction": "out" if random.random() < 0.1 else "in", "kind": kind,
            "state": "answered", "name": "" if nuisance else name[:120],
            "phone": f"400{random.randrange(10**7):07d}" if nuisance else number,
            "unit": None if nuisance else unit, "person": None if nuisance else person,
            "subject": text, "answer": answer,
            "for_whom": "财务部" if kind == "transfer" else "陈经理" if kind == "message" else "",
            "business_date": day, "at": at, "who": random.choice(CLERKS),
            "salt": random.randbytes(12),
        }  # fmt: skip


def _callbacks(random: Random, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every tenth caller who had asked something was rung back the same day."""
    for row in rows:
        if row["kind"] == "inquiry" and random.random() < 0.1:
            done = row["at"] + timedelta(minutes=random.randrange(10, 300))
            yield {
                "kind": "call", "record": row["id"], "unit": row["unit"],
                "person": row["person"], "name": row["name"], "phone": row["phone"],
                "about": row["subject"], "promised_at": done, "due_at": done, "state": "done",
                "tries": 1, "way": "call", "done_at": done, "doer": row["who"],
                "business_date": row["business_date"], "at": row["at"], "who": row["who"],
                "salt": random.randbytes(12),
            }  # fmt: skip


def _today(desk: Desk, random: Random, people: list[Who]) -> None:
    made = []
    for kind, text, answer in TEXTS[:8]:
        unit, person, name, number = random.choice(people)
        whom = "陈经理" if kind == "message" else ""
        made.append(
            CallDraft(
                number, name[:120], unit, person, kind=kind, subject=text, answer=answer,
                for_whom=whom,
            )
        )  # fmt: skip
    inquiry, card, water, tap, light, noise, lost, message = made
    verbs.record_call(desk, inquiry)
    verbs.record_call(desk, message)
    verbs.record_call(desk, replace(card, then="to_do"))
    verbs.record_call(desk, replace(lost, then="callback"))
    turning.record_as(desk, tap, turning.order_of(tap))
    turning.record_as(desk, noise, turning.complaint_of(noise))
    verbs.record_call(desk, light)
    building = Building.select().order_by(Building.id).first()
    told = outages.announce(
        desk,
        replace(
            outages.usual_draft(desk), title="停水", kind="water",
            building=building.id if building else None,
            text="水务集团抢修管道，今天中午前恢复供水。请先关好水龙头，不要承诺具体时间。",
        ),
    )  # fmt: skip
    verbs.record_call(desk, replace(water, outage=told.id))
