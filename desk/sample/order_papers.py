"""Work orders and day sheets with made-up content, normal and hard: for pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from desk.core.desk import Desk
from desk.core.tokens import Kind, Token, seal
from desk.printing import PAPERS
from desk.printing.day_sheet import DaySheet, SheetLane, SheetRow
from desk.printing.work_order import OrderItem, WorkOrderPaper

LONG = "阿卜杜勒·穆罕默德·伊本·阿里·赛义德·尉迟俊熙（快捷电梯维保有限公司华南区域工程服务中心）"


def examples(desk: Desk, language: str) -> dict[str, Callable[[], bytes]]:
    """Name → what draws the paper as PDF."""
    fresh = _order(desk, language)
    items = (
        OrderItem("上门人工", 10_000, 3_000, 3_000, "次", "labour"),
        OrderItem("不锈钢软管", 20_000, 1_500, 3_000, "根"),
        OrderItem("密封条", 35_000, 450, 1_575, "米", payer="company"),
    )
    done = replace(
        fresh, items=items, total=6_000, result="更换软管两根，试水正常。", arrived_at=fresh.at,
        finished_at=fresh.at + timedelta(minutes=50),
    )  # fmt: skip
    wordy = dict.fromkeys(("text", "result", "where", "name", "engineers", "terms"), LONG * 3)
    orders = {
        "fresh": fresh,
        "done": done,
        "copy": replace(done, copy=1, parts=2),
        "many": replace(done, items=items * 9),
        "long": replace(fresh, **wordy),  # type: ignore[arg-type]
        "void": replace(fresh, cancelled=True),
    }
    drawn: dict[str, Callable[[], bytes]] = {}
    for name, paper in orders.items():
        for layout in PAPERS["work_order"].layouts:
            drawn[f"work-order-{name}-{layout}"] = partial(
                PAPERS["work_order"].render, paper, layout
            )
    drawn["day-sheet"] = partial(PAPERS["day_sheet"].render, _day(desk, fresh, language))
    return drawn


def _order(desk: Desk, language: str) -> WorkOrderPaper:
    now = desk.local(desk.now)
    return WorkOrderPaper(
        site=desk.site, number="W260000088", kind="水电", where="3-1502",
        text="厨房水龙头滴水；请带密封圈和新的软管。", at=now, urgency="urgent",
        company="阳光花园物业服务有限公司", name="李敏", phone="13800138000",
        window_from=now + timedelta(hours=1), window_until=now + timedelta(hours=3),
        arrive_by=now + timedelta(minutes=30), engineers="龚建国, 王建军", paid=True,
        terms="人工费、材料费按价目表收取；保修期内更换的配件不收费。", clerk="陈佳慧",
        token=seal(desk).sign(Token(Kind.ORDER, 88, "W260000088")), language=language,
    )  # fmt: skip


def _day(desk: Desk, order: WorkOrderPaper, language: str) -> DaySheet:
    rows = tuple(
        SheetRow(
            f"{9 + n % 9:02d}:00–{10 + n % 9:02d}:00", f"W2600000{60 + n}", f"{n + 1}-1502",
            LONG if n == 3 else order.text, order.name, order.phone, order.kind,
            "urgent" if n == 1 else "ordinary",
        )
        for n in range(22)
    )  # fmt: skip
    return DaySheet(
        desk.site, order.at.date(), order.at, "陈佳慧",
        (SheetLane("龚建国", rows), SheetLane("王建军", rows[:4])), language=language,
    )  # fmt: skip
