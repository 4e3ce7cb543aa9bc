"""The papers of money with made-up content, normal and hard: for pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from desk.core.desk import Desk
from desk.core.tokens import Kind, Seal, Token
from desk.printing import PAPERS
from desk.printing.receipt import ReceiptItem, ReceiptPaper, TenderLine

COMPANY = "阳光花园物业服务有限公司"
LONG_NAME = (
    "阿卜杜勒·穆罕默德·伊本·阿里·赛义德·尉迟俊熙（快捷电梯维保有限公司华南区域工程服务中心）"
)


def examples(desk: Desk, language: str) -> dict[str, Callable[[], bytes]]:
    """Name → what draws the paper as PDF."""
    drawn: dict[str, Callable[[], bytes]] = {}
    for name, paper in _receipts(desk, language).items():
        for layout in PAPERS["receipt"].layouts:
            drawn[f"receipt-{name}-{layout}"] = partial(PAPERS["receipt"].render, paper, layout)
    return drawn


def _token(desk: Desk, number: str) -> str:
    return Seal(b"s" * 32, desk.site_tag).sign(Token(Kind.RECEIPT, 1, number, 1))


def _receipts(desk: Desk, language: str) -> dict[str, ReceiptPaper]:
    at: datetime = desk.local(desk.now)
    november = (date(2026, 11, 1), date(2026, 11, 30))
    lines = (
        ReceiptItem("物业服务费", 25060, "3-1502", *november, 895000, 28000, "m²"),
        ReceiptItem("公摊水电费", 3112, "3-1502", date(2026, 10, 1), date(2026, 10, 31)),
        ReceiptItem("车位管理费", 45000, "3-1502", date(2026, 11, 1), date(2027, 1, 31), 30000,
                    1500000),
    )  # fmt: skip
    normal = ReceiptPaper(
        desk.site, "R260004711", at, 73172, _token(desk, "R260004711"), lines,
        (TenderLine("cash", 33170, 35000), TenderLine("wechat", 40000, 0, "4200001234")),
        payee=COMPANY, payer="李敏", unit="3-1502", rounding=2, prepaid=120000, clerk="陈佳慧",
        shift="S260000317", language=language,
    )  # fmt: skip
    late = (
        ReceiptItem("物业服务费", 22554, "3-1502", date(2026, 8, 1), date(2026, 8, 31), 895000, 28000,
                    "m²", discount=2506, late_fee=1234, late_waived=600),
        ReceiptItem("装修垃圾清运费", 50000, "3-1503", text="按实际运输两车计，含装卸"),
    )  # fmt: skip
    long_lines = tuple(
        replace(lines[n % 3], item=LONG_NAME if n == 1 else lines[n % 3].item, text=LONG_NAME * 2)
        for n in range(3)
    )
    many = tuple(
        replace(lines[n % 2], period_from=date(2023 + n // 24, n // 2 % 12 + 1, 1), period_to=None)
        for n in range(40)
    )
    return {
        "normal": normal,
        "late": replace(normal, lines=late, total=73788, sheet="粤A 0012345",
                        tenders=(TenderLine("card", 73788, 0, "尾号 8842"),), rounding=0,
                        note="下月起改为季度缴费，缴费前请先与前台核对面积。"),
        "long": replace(normal, payer=LONG_NAME * 2, unit=LONG_NAME, lines=long_lines,
                        payee=COMPANY * 4, clerk=LONG_NAME, note=LONG_NAME * 3),
        "many": replace(normal, lines=many, total=sum(line.amount for line in many), rounding=0),
        "copy": replace(normal, copy=2, sheet="粤A 0012346"),
        "voided": replace(normal, voided=True, void_at=at, void_by="陈佳慧",
                          void_reason="金额录入错误，已重新开具 R260004712"),
        "deposit": replace(normal, kind="deposit", lines=(ReceiptItem("装修押金", 12345678900),),
                           total=12345678900, tenders=(TenderLine("transfer", 12345678900),),
                           rounding=0, prepaid=None, currency="HKD" if language == "zh_HK" else "CNY"),
    }  # fmt: skip
