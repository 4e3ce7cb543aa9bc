"""Work orders to test with; English, because its words do not change with the catalogues."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desk.core.tokens import Kind, Token
from desk.printing.day_sheet import DaySheet, SheetLane, SheetRow
from desk.printing.work_order import OrderItem, WorkOrderPaper
from tests.desk.printing.samples import NOW, SEAL

TOKEN = SEAL.sign(Token(Kind.ORDER, 88, "W260000088"))

FRESH = WorkOrderPaper(
    site="阳光花园",
    company="阳光花园物业服务有限公司",
    number="W260000088",
    kind="水暖",
    where="3-1502",
    text="厨房水龙头关不紧，一直滴水；洗手间地漏返味，请带密封圈和新的软管。",
    at=NOW,
    urgency="urgent",
    name="李敏",
    phone="13800138000",
    window_from=NOW + timedelta(hours=1),
    window_until=NOW + timedelta(hours=3),
    arrive_by=NOW + timedelta(minutes=30),
    engineers="王师傅, 刘强",
    paid=True,
    terms="人工费按价目表收取；保修期内更换的配件不收费。",
    clerk="陈佳慧",
    token=TOKEN,
    language="en",
)
DONE = replace(
    FRESH,
    arrived_at=NOW + timedelta(minutes=20),
    finished_at=NOW + timedelta(minutes=65),
    result="更换水龙头阀芯一只、软管两根；清理地漏，试水正常。",
    items=(
        OrderItem("上门人工", 10_000, 5_000, 5_000, "次", "labour"),
        OrderItem("陶瓷阀芯", 10_000, 3_500, 3_500, "只"),
        OrderItem("不锈钢软管 50 cm", 20_000, 1_250, 2_500, "根"),
        OrderItem("地漏芯", 10_000, 1_800, 1_800, "个", payer="company"),
    ),
    total=11_000,
    copy=1,
)
SHEET = DaySheet(
    site="阳光花园",
    day=date(2026, 11, 2),
    printed_at=NOW,
    printed_by="陈佳慧",
    lanes=(
        SheetLane(
            "王师傅",
            tuple(
                SheetRow(
                    f"{9 + n:02d}:00–{10 + n:02d}:00", f"W2600000{80 + n}", f"3-{n + 1}502",
                    "厨房水龙头关不紧，一直滴水", "李敏", "13800138000", "水暖",
                    "urgent" if n == 1 else "ordinary", "Assigned",
                )
                for n in range(6)
            ),
        ),
        SheetLane("刘强"),
    ),
    language="en",
)  # fmt: skip
