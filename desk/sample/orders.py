"""Made-up repairs: years of closed ones set-based, a day with one of everything by the verbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from desk.core.desk import Desk, Session
from desk.core.models import Staff
from desk.core.preferences import save
from desk.estate.models import Facility
from desk.fees.amounts import ONE
from desk.sample.bulk import Numbers, parts
from desk.sample.complaints import SAID
from desk.sample.estate import insert
from desk.service.models.callbacks import Callback
from desk.service.models.orders import (
    MaterialPrice,
    OrderEngineer,
    OrderKind,
    OrderLine,
    WorkOrder,
)
from desk.service.orders import dispatch, finish, verbs, work
from desk.service.orders.drafts import (
    EngineerDraft,
    FinishDraft,
    LineDraft,
    OrderDraft,
    amount_of,
)
from desk.service.orders.options import NAMES

OLD, DAYS = 320, 60
ENGINEERS = ("王建军", "刘卫东", "陈师傅")
PRICES = (
    ("labour", "上门人工", "人工", "次", 3_000), ("labour", "高空作业", "人工", "小时", 12_000),
    ("labour", "疏通管道", "人工", "次", 8_000), ("material", "陶瓷阀芯", "水暖", "只", 2_500),
    ("material", "不锈钢软管", "水暖", "根", 1_500), ("material", "角阀", "水暖", "只", 2_800),
    ("material", "LED 灯管", "电工", "支", 2_200), ("material", "空气开关", "电工", "只", 4_500),
    ("material", "插座面板", "电工", "只", 1_800), ("material", "门锁锁芯", "门窗", "只", 9_800),
    ("material", "合页", "门窗", "副", 1_200), ("material", "密封条", "门窗", "米", 450),
)  # fmt: skip
FAULTS = {
    "water": ("厨房水龙头滴水", "马桶一直流水", "地漏返味", "水压很小"),
    "power": ("客厅插座没电", "一开空调就跳闸", "灯管闪烁"),
    "doors": ("入户门锁打不开", "窗户关不严，漏风", "门合页松了"),
    "air": ("空调不制冷", "空调室内机滴水"),
    "locks": ("门禁卡刷不开", "对讲没有声音"),
    "leak": ("卫生间天花板渗水", "外墙渗水，墙皮脱落"),
    "light": ("楼道灯不亮",),
    "lift": ("电梯到三楼有异响",),
    "facility": ("单元门闭门器坏了", "健身器材松动"),
    "other": ("信报箱锁坏了",),
}
_PEOPLE = (
    "SELECT o.unit_id, o.person_id, p.name, coalesce((SELECT number FROM phone f "
    "WHERE f.person_id = p.id ORDER BY position LIMIT 1), '') FROM occupancy o "
    "JOIN person p ON p.id = o.person_id WHERE o.role IN ('owner', 'tenant') "
    "AND o.until IS NULL ORDER BY o.id"
)
Who = tuple[int, int, str, str]


def fill(desk: Desk, random: Random) -> None:
    """Prices, two months of closed repairs, then a day with one of everything."""
    people: list[Who] = desk.storage.database.execute_sql(_PEOPLE).fetchall()
    if not people:
        return
    random.shuffle(people)
    prices()
    past(desk, random, OLD, DAYS)
    _today(desk, random, [who for who in people if who[3]])


def prices() -> None:
    """The price list."""
    insert(
        MaterialPrice,
        (
            {"kind": kind, "name": name, "category": group, "measure": measure, "price": price,
             "position": place * 10}
            for place, (kind, name, group, measure, price) in enumerate(PRICES, 1)
        ),
    )  # fmt: skip


def past(desk: Desk, random: Random, count: int, days: int) -> None:
    """``count`` closed repairs over ``days`` until yesterday, the company paying.

    With who did them, what went into them and how they were rung about. Set-based, for an empty
    register; the price list has to be there. Inside a transaction.
    """
    numbers = Numbers(verbs.SERIES)
    for rows in parts(_orders(desk, random, count, days, numbers)):
        insert(WorkOrder, rows)
        insert(OrderEngineer, (_engineer(random, row) for row in rows))
        insert(OrderLine, (_line(random, row["id"]) for row in rows))
        insert(Callback, (_callback(random, row) for row in rows))
    numbers.keep()


def _orders(
    desk: Desk, random: Random, count: int, days: int, numbers: Numbers
) -> Iterator[dict[str, Any]]:
    people: list[Who] = desk.storage.database.execute_sql(_PEOPLE).fetchall()
    kinds = {kind.code: kind.id for kind in OrderKind.select()}
    first, span = desk.day_start(desk.today).astimezone(UTC), timedelta(days=days - 1)
    for n in range(count):
        at = first - timedelta(days=days) + span * (n / count)
        yield {"id": n + 1, **_old(desk, random, at, random.choice(people), kinds, numbers)}


def _old(
    desk: Desk,
    random: Random,
    at: datetime,
    who: Who,
    kinds: dict[str, int],
    numbers: Numbers,
) -> dict[str, Any]:
    unit, person, name, phone = who
    day = desk.local(at).date()
    code = random.choice(tuple(FAULTS))
    came = at + timedelta(minutes=random.randint(15, 600))
    went = came + timedelta(minutes=random.randint(15, 240))
    rung = min(went + timedelta(hours=20), desk.now)
    return {
        "number": numbers.next(day), "state": "closed", "kind": kinds[code], "unit": unit,
        "person": person, "name": name, "phone": phone, "text": random.choice(FAULTS[code]),
        "urgency": "urgent" if random.random() < 0.12 else "ordinary",
        "source": random.choice(("call", "call", "call", "visit", "web", "patrol")), "at": at,
        "business_date": day, "who": "陈佳慧", "arrive_by": at + timedelta(hours=24),
        "urged": int(random.random() < 0.08), "assigned_at": at + timedelta(minutes=6),
        "accepted_at": at + timedelta(minutes=12), "arrived_at": came, "finished_at": went,
        "called_back_at": rung, "closed_at": rung, "result": "已修复，试用正常。",
        "score": random.choice((5, 5, 5, 4, 4, 3, 2)), "salt": random.randbytes(12),
    }  # fmt: skip


def _engineer(random: Random, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "order": row["id"], "name": random.choice(ENGINEERS), "since": row["assigned_at"],
        "accepted_at": row["accepted_at"],
    }  # fmt: skip


def _line(random: Random, order: int) -> dict[str, Any]:
    place = random.randrange(len(PRICES))
    kind, name, _group, measure, price = PRICES[place]
    quantity = random.choice((1, 1, 2, 3)) * ONE
    return {
        "order": order, "position": 1, "kind": kind, "listed": place + 1, "text": name,
        "measure": measure, "quantity": quantity, "price": price,
        "amount": amount_of(quantity, price), "payer": random.choice(("company", "warranty")),
    }  # fmt: skip


def _callback(random: Random, row: dict[str, Any]) -> dict[str, Any]:
    rung = row["closed_at"]
    return {
        "kind": "work_order", "record": row["id"], "unit": row["unit"], "person": row["person"],
        "name": row["name"][:120], "phone": row["phone"], "about": row["text"],
        "promised_at": rung, "due_at": rung, "state": "done", "tries": 1, "score": row["score"],
        "way": "call", "words": random.choice(SAID), "done_at": rung, "doer": row["who"],
        "business_date": row["business_date"], "at": row["finished_at"], "who": row["who"],
        "salt": random.randbytes(12),
    }  # fmt: skip


def _today(desk: Desk, random: Random, people: Sequence[Who]) -> None:
    """Open, urgent, assigned, planned, on site, paused, finished and owed, called back."""
    seat = desk.session
    clerk = Staff.get_or_none(Staff.role == "clerk")
    if seat is not None and clerk is not None:
        save(desk, {NAMES.key: "; ".join(ENGINEERS)})
        desk.session = Session(clerk.id, clerk.account, clerk.name, seat.role)
    try:
        _one_of_each(desk, random, people)
    finally:
        desk.session = seat


def _one_of_each(desk: Desk, random: Random, people: Sequence[Who]) -> None:
    kinds = {kind.code: kind.id for kind in OrderKind.select()}
    codes = ("water", "power", "doors", "air", "leak", "locks")
    staff = [EngineerDraft(s.id) for s in Staff.select().where(Staff.role == "engineer")]
    crew = [*staff, *(EngineerDraft(name=name) for name in ENGINEERS)]
    prices = {price.name: price.id for price in MaterialPrice.select()}
    hour = desk.now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    made = []
    for n, (unit, person, name, phone) in enumerate(people[:14]):
        code = codes[n % len(codes)]
        draft = OrderDraft(
            unit, person, name, phone, kind=kinds[code], text=random.choice(FAULTS[code]),
            urgency="urgent" if n in (0, 5) else "ordinary", source="call" if n % 3 else "visit",
            wanted_from=hour + timedelta(hours=3) if n == 2 else None,
            wanted_until=hour + timedelta(hours=5) if n == 2 else None,
        )  # fmt: skip
        made.append(verbs.create_order(desk, draft).id)
    lift = Facility.get_or_none(Facility.kind == "lift")
    place = OrderDraft(
        place="3栋大堂", facility=lift.id if lift else None, kind=kinds["lift"],
        text=FAULTS["lift"][0], source="patrol",
    )  # fmt: skip
    verbs.create_order(desk, place)
    for n, order in enumerate(made[3:], 3):
        start = hour + timedelta(hours=n % 5)
        who = (crew[n % len(crew)],) if n != 4 else tuple(crew[:2])
        dispatch.assign(desk, order, who, start, start + timedelta(hours=1))
    if len(made) < 14:
        return
    verbs.urge(desk, made[4], "客户再次来电")
    for order in made[6:]:
        work.accept(desk, order)
    for order in made[8:]:
        work.arrive(desk, order)
    work.pause(desk, made[9], "等配件：角阀缺货")
    own = (LineDraft(ONE, prices["上门人工"]), LineDraft(2 * ONE, prices["不锈钢软管"]))
    free = (LineDraft(ONE, prices["密封条"], payer="company"),)
    for order, lines in zip(made[10:], (own, free, own, free), strict=True):
        finish.finish(desk, order, FinishDraft("已修复，试用正常。", lines))
    finish.called_back(desk, made[12], 5, "师傅很准时")
    finish.called_back(desk, made[13], 4)
    finish.close(desk, made[13])
