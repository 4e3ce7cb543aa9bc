"""Made-up complaints and callbacks: years of closed ones by rows, today's by the verbs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from desk.core.desk import Desk
from desk.sample.bulk import Numbers, parts
from desk.sample.estate import insert
from desk.service.callbacks import queue, verbs
from desk.service.complaints import ending, handing, making, merging, moving
from desk.service.complaints.categories import find_category
from desk.service.complaints.drafts import COMMUNICATIVE, VALID, ComplaintDraft
from desk.service.complaints.making import SERIES
from desk.service.models.callbacks import Callback
from desk.service.models.complaints import Complaint, ComplaintStep

OLD, DAYS = 160, 90
CLERKS = ("林晓彤", "陈佳慧")
TEXTS = (
    ("lift", "电梯轿厢异响，运行中有明显抖动。", "尽快检修"),
    ("leak", "卫生间天花板渗水，楼上住户不配合检查。", "协调楼上维修"),
    ("rubbish", "楼道垃圾两天没有清运，有异味。", "今天清走"),
    ("noise", "楼上深夜装修噪音，影响休息。", "按规定时间施工"),
    ("vehicles", "私家车位被外来车辆占用。", "联系车主挪车"),
    ("attitude", "前台接待态度冷淡，问题没有得到答复。", "道歉"),
    ("why_charge", "公摊水电费比上月高，要求说明。", "提供明细"),
    ("gate", "门岗对陌生人员没有登记。", "加强管理"),
    ("plants", "楼下绿化带枯死，长期无人养护。", "补种"),
    ("repair_late", "报修三天没有人上门。", "当天上门"),
)
SAID = ("处理及时，满意", "已解决", "还可以", "希望以后快一点", "")
_PEOPLE = (
    "SELECT o.unit_id, u.building_id, o.person_id, p.name, o.role, coalesce((SELECT number FROM "
    "phone f WHERE f.person_id = p.id ORDER BY position LIMIT 1), '') FROM occupancy o "
    "JOIN person p ON p.id = o.person_id JOIN unit u ON u.id = o.unit_id "
    "WHERE o.role IN ('owner', 'tenant') AND o.until IS NULL ORDER BY o.id"
)
_LINES = "SELECT id, coalesce(parent_id, id) FROM complaint_category"

Who = tuple[int, int, int, str, str, str]


def fill(desk: Desk, random: Random) -> None:
    """Three months of closed complaints with their callbacks, then a day with one of everything."""
    people: list[Who] = desk.storage.database.execute_sql(_PEOPLE).fetchall()
    if not people:
        return
    past(desk, random, OLD, DAYS)
    _today(desk, random, people)


def past(desk: Desk, random: Random, count: int, days: int) -> None:
    """``count`` closed complaints over ``days`` until yesterday, with steps and callbacks.

    Set-based, for an empty register. Inside a transaction.
    """
    numbers = Numbers(SERIES)
    for rows in parts(_complaints(desk, random, count, days, numbers)):
        insert(Complaint, rows)
        insert(ComplaintStep, _steps(random, rows))
        insert(Callback, _callbacks(random, rows))
    numbers.keep()


def _complaints(
    desk: Desk, random: Random, count: int, days: int, numbers: Numbers
) -> Iterator[dict[str, Any]]:
    people: list[Who] = desk.storage.database.execute_sql(_PEOPLE).fetchall()
    lines = dict(desk.storage.database.execute_sql(_LINES).fetchall())
    nodes = {code: find_category(desk, code) for code, _text, _wanted in TEXTS}
    departments = [key for (key,) in desk.storage.database.execute_sql("SELECT id FROM department")]
    begin, span = desk.now - timedelta(days=days), timedelta(days=days - 1)
    for n in range(count):
        at = begin + span * (n / count) + timedelta(seconds=random.randrange(600))
        code, text, wanted = random.choice(TEXTS)
        yield {
            "id": n + 1,
            **_closed(desk, random, at, random.choice(people), numbers),
            "category": nodes[code], "line": lines[nodes[code]], "text": text, "wanted": wanted,
            "department": random.choice(departments) if departments else None,
        }  # fmt: skip


def _closed(desk: Desk, random: Random, at: datetime, who: Who, numbers: Numbers) -> dict[str, Any]:
    day = desk.local(at).date()
    unit, building, person, name, role, phone = who
    took = random.randrange(2, 40)
    closed = min(at + timedelta(hours=random.randrange(3, 60)), desk.now)
    state = "invalid" if random.random() < 0.04 else "closed"
    return {
        "number": numbers.next(day),
        "kind": VALID if random.random() < 0.55 else random.choice(COMMUNICATIVE),
        "state": state,
        "severity": random.choice(("minor", "ordinary", "ordinary", "serious", "urgent")),
        "source": random.choice(("visit", "call", "call", "web", "patrol")),
        "unit": unit, "building": building, "person": person, "name": name[:120],
        "phone": phone, "standing": role, "owner_name": random.choice(CLERKS),
        "counted_from": at, "respond_due": at + timedelta(minutes=15),
        "feedback_due": at + timedelta(days=1), "close_due": at + timedelta(days=3),
        "responded_at": at + timedelta(minutes=took), "fed_back_at": at + timedelta(hours=2),
        "resolved_at": closed - timedelta(hours=1), "closed_at": closed, "respond_took": took,
        "close_took": int((closed - at).total_seconds()) // 180,
        "urged": random.choice((0, 0, 0, 1, 2)), "reopened": int(random.random() < 0.05),
        "result": "已处理完毕" if state == "closed" else "",
        "reason": "经核实不成立" if state == "invalid" else "",
        "score": random.choice((5, 5, 4, 4, 3, 2, None)) if state == "closed" else None,
        "business_date": day, "at": at, "who": random.choice(CLERKS),
        "salt": random.randbytes(12),
    }  # fmt: skip


def _steps(random: Random, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The steps of closed complaints."""
    valid = ("nature", "department", "visit", "handling", "callback")
    talked = ("identity", "payments", "answer", "callback")
    for row in rows:
        if row["state"] != "closed":
            continue
        keys = valid if row["kind"] == VALID else talked
        for place, key in enumerate(keys):
            yield {
                "complaint": row["id"], "key": key, "who": row["who"],
                "round": row["reopened"] if key in ("visit", "handling", "answer", "callback")
                else 0,
                "at": row["at"] + (row["closed_at"] - row["at"]) * place / (len(keys) - 1),
                "salt": random.randbytes(12),
            }  # fmt: skip


def _callbacks(random: Random, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The callbacks that closed them."""
    for row in rows:
        if row["state"] == "closed":
            yield {
                "kind": "complaint", "record": row["id"], "unit": row["unit"],
                "person": row["person"], "name": row["name"], "phone": row["phone"],
                "about": row["text"], "promised_at": row["closed_at"],
                "due_at": row["closed_at"], "state": "done", "tries": 1, "score": row["score"],
                "way": "call", "words": random.choice(SAID), "done_at": row["closed_at"],
                "doer": row["who"], "business_date": row["business_date"],
                "at": row["resolved_at"], "who": row["who"], "salt": random.randbytes(12),
            }  # fmt: skip


def _today(desk: Desk, random: Random, people: list[Who]) -> None:
    """One of every state, by the verbs; what is late was counted from yesterday."""
    departments = [key for (key,) in desk.storage.database.execute_sql("SELECT id FROM department")]
    made = []
    for n in range(12):
        unit, _building, person, _name, role, _phone = random.choice(people)
        code, text, wanted = TEXTS[n % len(TEXTS)]
        draft = ComplaintDraft(
            text, VALID if n % 3 else "inquiry", source=("visit", "call", "web")[n % 3],
            severity="urgent" if n == 1 else "ordinary", unit=unit, person=person, standing=role,
            category=find_category(desk, code), wanted=wanted,
            department=departments[n % len(departments)] if departments and n > 2 else None,
        )  # fmt: skip
        made.append(making.register_complaint(desk, draft).id)
    for each in made[3:]:
        moving.respond(desk, each, "已与客户联系，告知处理安排")
    if not departments:
        return
    moving.start(desk, made[4])
    moving.start(desk, made[5], "维修工已到场")
    moving.pause(desk, made[5], "等待配件到货", "parts", desk.now + timedelta(days=2))
    handing.urge(desk, made[6], "客户第二次来电")
    for each in made[7:10]:
        moving.start(desk, each)
        ending.resolve(desk, each, "已处理，现场恢复正常")
    waiting = {row.record: row.id for row in queue.queue(desk)}
    verbs.tried(desk, waiting[made[7]], "无人接听")
    verbs.done(desk, waiting[made[8]], 5, "处理及时，满意")
    ending.reopen(desk, made[8], "客户反映问题再次出现")
    merging.merge(desk, made[11], made[10])
    _late(desk, made[1:3])


def _late(desk: Desk, records: list[int]) -> None:
    """Nobody answers some within the quarter of an hour that there is, whatever day it is; who
    is to be rung back was told so for today."""
    due = desk.now + timedelta(minutes=15)
    Complaint.update(respond_due=due, next_due=due).where(Complaint.id.in_(records)).execute()
    for n, row in enumerate(queue.queue(desk)):
        due = desk.now + timedelta(minutes=20 + 70 * n)
        Callback.update(due_at=due, promised_at=due).where(Callback.id == row.id).execute()
