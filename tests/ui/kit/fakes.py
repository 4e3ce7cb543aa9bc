"""A desk and a listing of made-up visits, without a store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from desk.core.listing import Column, Filter

NOW = datetime(2026, 11, 6, 6, 32, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
NAMES = (
    "张伟 王建国等4人 刘思远 陈小梅 龚翀(常访) 尉迟俊熙 孙丽 黄强 AnnaMüller 罗刚 梁雨涵 谢海"
).split()
HOSTS = (
    "3-1502李敏 5-0801恒通贸易 工程部周工 2-0604陈桂艳 9-1103赵宇浩 管理处 1-0302单铭 "
    "7-2201何佳 8-1802郭欣怡 3-0101百味餐饮店 4-1201范思远 6-0905唐燕"
).split()
WHY = "送货 商务洽谈 电梯维保 探亲 家教 投诉 保洁 装修 做客 面试 看房 送货".split()
STATES = "on_site on_site overdue on_site on_site left on_site overdue left left left left".split()
WORDS = {"on_site": "在访", "overdue": "超时", "left": "已离 12:30"}


@dataclass(frozen=True)
class Row:
    id: int
    number: str
    name: str
    host: str
    why: str
    arrived: datetime
    state: tuple[str, str, str]


def row(n: int) -> Row:
    k = n % 12
    return Row(
        id=n,
        number=f"V26{11287 - n:07d}",
        name=NAMES[k],
        host=HOSTS[k],
        why=WHY[k],
        arrived=NOW - timedelta(minutes=13 * k),
        state=("visit.state", STATES[k], WORDS[STATES[k]]),
    )


COLUMNS: tuple[Column[Any], ...] = (
    Column("number", "单号", "code", lambda r: r.number, 112, sort="number"),
    Column("name", "访客", "text", lambda r: r.name, 124),
    Column("host", "被访", "text", lambda r: r.host, 150),
    Column("why", "事由", "text", lambda r: r.why, 84),
    Column("arrived", "进入", "time", lambda r: r.arrived, 64, sort="arrived"),
    Column("state", "状态", "state", lambda r: r.state, 120, words="visit.state"),
)


class FakeSource:
    """Counts how often it is read; ids are handed out from ``ids``."""

    def __init__(self, ids: Sequence[int], make: Callable[[int], Any] = row) -> None:
        self.ids, self.make, self.reads = ids, make, 0
        self.jumps = False

    def count(self) -> int:
        return len(self.ids)

    def rows(self, start: int, count: int) -> list[Any]:
        self.reads += 1
        return [self.make(n) for n in self.ids[start : start + count]]

    def index_of(self, record: int) -> int | None:
        try:
            return self.ids.index(record)
        except ValueError:
            return None

    def build_jumps(self) -> None:
        self.jumps = True


class FakeListing:
    """Looks like desk.core.listing.Listing; filters by state, sorts by turning round."""

    key = "visits"
    title = "访客登记"
    columns = COLUMNS
    orders = {
        "number": SimpleNamespace(descending=True),
        "arrived": SimpleNamespace(descending=True),
    }
    default_order = "arrived"
    defaults: dict[str, Any] = {}
    filters = (
        Filter(
            "state", "State", lambda desk, query, value: query,
            choices=lambda desk: [("on_site", "在访"), ("overdue", "超时"), ("left", "已离")],
        ),
        Filter("today", "今天", lambda desk, query, value: query, kind="flag"),
        Filter("name", "Name", lambda desk, query, value: query, kind="text"),
        Filter("day", "Day", lambda desk, query, value: query, kind="day"),
    )  # fmt: skip

    def __init__(self, count: int = 12) -> None:
        self.ids: Sequence[int] = range(count)
        self.opened: list[tuple[dict[str, Any], Any]] = []

    def open(self, desk: Any, filters: Any = None, sort: Any = None) -> FakeSource:
        self.opened.append((dict(filters or {}), sort))
        ids: Sequence[int] = self.ids
        if filters and "state" in filters:
            ids = [n for n in ids if STATES[n % 12] == filters["state"]]
        if filters and "name" in filters:
            ids = [n for n in ids if filters["name"] in row(n).name]
        return FakeSource(ids[::-1] if sort and not sort[1] else ids)


class FakeDesk:
    """Clock and news of a desk."""

    def __init__(self) -> None:
        self.listeners: list[Callable[[Any], None]] = []
        self.storage = SimpleNamespace(thread=nullcontext)

    today = date(2026, 11, 6)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZONE)

    def on_change(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self) -> None:
        for listener in tuple(self.listeners):
            listener(SimpleNamespace(action="visit.signed_in", touched=()))
