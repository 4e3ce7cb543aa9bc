"""The papers of money with made-up content, normal and hard: for pictures."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from desk.core.desk import Desk
from desk.core.tokens import Kind, Seal, Token
from desk.printing import PAPERS
from desk.printing.deposit_slip import DepositSlip
from desk.printing.notices import DebtLine, EarlierStep, FormalDemand, PaymentNotice
from desk.printing.receipt import ReceiptItem, ReceiptPaper, TenderLine
from desk.printing.refund_slip import Deduction, RefundItem, RefundSlip
from desk.printing.shift_report import CountLine, DocumentLine, SheetUse, ShiftReport, SumLine

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
    for name, notice in _notices(desk, language).items():
        for layout in PAPERS["payment_notice"].layouts:
            render = PAPERS["payment_notice"].render
            drawn[f"notice-{name}-{layout}"] = partial(render, notice, layout)
    for name, demand in _demands(desk, language).items():
        drawn[f"demand-{name}"] = partial(PAPERS["formal_demand"].render, demand)
    for name, deposit in _deposits(desk, language).items():
        drawn[f"deposit-{name}"] = partial(PAPERS["deposit_slip"].render, deposit)
    for name, refund in _refunds(desk, language).items():
        drawn[f"refund-{name}"] = partial(PAPERS["refund_slip"].render, refund)
    for name, report in _shifts(desk, language).items():
        drawn[f"shift-{name}"] = partial(PAPERS["shift_report"].render, report)
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
    return {"normal": normal, **_hard(normal)}


def _hard(normal: ReceiptPaper) -> dict[str, ReceiptPaper]:
    """With late fees, long names, many lines, as a copy, voided, and of a large amount."""
    lines = normal.lines
    late = (
        ReceiptItem("物业服务费", 22554, "3-1502", date(2026, 8, 1), date(2026, 8, 31), 895000,
                    28000, "m²", discount=2506, late_fee=1234, late_waived=600),
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
        "late": replace(normal, lines=late, total=73788, sheet="粤A 0012345",
                        tenders=(TenderLine("card", 73788, 0, "尾号 8842"),), rounding=0,
                        note="下月起改为季度缴费，缴费前请先与前台核对面积。"),
        "long": replace(normal, payer=LONG_NAME * 2, unit=LONG_NAME, lines=long_lines,
                        payee=COMPANY * 4, clerk=LONG_NAME, note=LONG_NAME * 3),
        "many": replace(normal, lines=many, total=sum(line.amount for line in many), rounding=0),
        "copy": replace(normal, copy=2, sheet="粤A 0012346"),
        "voided": replace(normal, voided=True, void_at=normal.at, void_by="陈佳慧",
                          void_reason="金额录入错误，已重新开具 R260004712"),
        "deposit": replace(normal, kind="deposit", lines=(ReceiptItem("装修押金", 12345678900),),
                           total=12345678900, tenders=(TenderLine("transfer", 12345678900),),
                           rounding=0, prepaid=None,
                           currency="HKD" if normal.language == "zh_HK" else "CNY"),
    }  # fmt: skip


def _debts(months: int, late: bool = True) -> tuple[DebtLine, ...]:
    """Two debts a month, the last month November 2026, with why they are what they are."""
    found = []
    for n in range(months):
        year, month = divmod(2026 * 12 + 10 - (months - 1 - n), 12)
        first = date(year, month + 1, 1)
        last = date(year, month + 1, monthrange(year, month + 1)[1])
        fee = (months - n) * 376 if late and n + 1 < months else 0
        found.append(
            DebtLine(
                "物业服务费",
                25060,
                last,
                first,
                last,
                fee,
                "面积 89.50 m² × ¥2.80 × 1 月 = ¥250.60",
            )
        )
        found.append(
            DebtLine("公摊水电费", 3112 + n, last, first, last, 0, "按面积分摊 ¥12,345.67")
        )
    return tuple(found)


PAY_TO = """1 号楼大堂服务中心，每日 8:30–20:00，现金、微信、支付宝、刷卡
转账：阳光花园物业服务有限公司，中国银行华南支行，6217 0000 0000 0000 000（请备注房号）"""


def _notices(desk: Desk, language: str) -> dict[str, PaymentNotice]:
    today = desk.local(desk.now).date()
    normal = PaymentNotice(
        desk.site, "N260000912", "3-1502", today, _debts(3), payee=COMPANY, person="李敏 女士",
        pay_by=date(2026, 12, 5), pay_to=PAY_TO, contact="服务中心 0755-8888 6666", prepaid=12000,
        token=_token(desk, "N260000912"), issued_by="陈佳慧", language=language,
    )  # fmt: skip
    return {
        "normal": normal,
        "plain": replace(normal, debts=_debts(1), token="", prepaid=None, pay_by=None),
        "long": replace(normal, person=LONG_NAME, unit=LONG_NAME, payee=COMPANY * 4,
                        contact=LONG_NAME * 3, note=LONG_NAME * 3, issued_by=LONG_NAME,
                        debts=tuple(replace(d, item=LONG_NAME, why=LONG_NAME) for d in _debts(1))),
        "many": replace(normal, debts=_debts(20), copy=1),
    }  # fmt: skip


def _demands(desk: Desk, language: str) -> dict[str, FormalDemand]:
    today = desk.local(desk.now).date()
    normal = FormalDemand(
        desk.site, "D260000041", "3-1502", today, date(2026, 12, 10), _debts(5), payee=COMPANY,
        person="李敏 女士", pay_to=PAY_TO, contact="服务中心 0755-8888 6666",
        earlier=(
            EarlierStep(date(2026, 9, 12), "message"),
            EarlierStep(date(2026, 10, 8), "call", "承诺 10 月 20 日前缴清"),
            EarlierStep(date(2026, 11, 3), "notice", "N260000912"),
        ),
        token=_token(desk, "D260000041"), issued_by="周志强", language=language,
    )  # fmt: skip
    return {
        "normal": normal,
        "many": replace(normal, debts=_debts(20), address=LONG_NAME, copy=2, note=LONG_NAME * 2),
    }


def _deposits(desk: Desk, language: str) -> dict[str, DepositSlip]:
    normal = DepositSlip(
        desk.site, "Y260000077", desk.local(desk.now), "装修押金", 300000,
        _token(desk, "Y260000077"), COMPANY, "李敏", "3-1502", "R260004711",
        (TenderLine("cash", 300000, 300000),), clerk="陈佳慧", shift="S260000317",
        language=language,
    )  # fmt: skip
    return {
        "normal": normal,
        "long": replace(normal, item=LONG_NAME, payer=LONG_NAME * 3, terms=LONG_NAME * 4,
                        note=LONG_NAME * 2, payee=COMPANY * 4, copy=1, voided=True),
    }  # fmt: skip


def _refunds(desk: Desk, language: str) -> dict[str, RefundSlip]:
    at: datetime = desk.local(desk.now)
    normal = RefundSlip(
        desk.site, "T260000012", "deposit", 262000, "李敏", at,
        (RefundItem("装修押金 Y260000077", 300000),),
        (Deduction("电梯轿厢划痕修复", 30000), Deduction("垃圾清运", 8000)),
        COMPANY, "3-1502", "R260004711", "Y260000077", "装修验收合格，退还押金", "transfer",
        "6217 **** 0000", "paid", "陈佳慧", "周志强", at, "同意", "何文静", at, "S260000318",
        language=language,
    )  # fmt: skip
    return {
        "normal": normal,
        "fees": replace(normal, kind="fees", deductions=(), amount=26294, account="", tender="cash",
                        reference="", state="requested", approver="", approved_at=None, decision="",
                        paid_by="", paid_at=None, shift="", reason=LONG_NAME,
                        items=(RefundItem("物业服务费 2026-11", 25060, 1234, reopen=True),)),
    }  # fmt: skip


def _shifts(desk: Desk, language: str) -> dict[str, ShiftReport]:
    at: datetime = desk.local(desk.now)
    moves = (DocumentLine("M260000101", at, "银行换零钞", "陈佳慧", -50000),
             DocumentLine("M260000102", at, "零钞归还", "陈佳慧", 50000))  # fmt: skip
    normal = ShiftReport(
        desk.site, "S260000317", "前台 1", at.date(), at.replace(hour=8, minute=2), "陈佳慧",
        100000, cash_in=486240, moved=0, refunded=25060, expected=561180, company=COMPANY,
        closed_at=at.replace(hour=20, minute=11), closer="陈佳慧", receipts=63,
        opening_counts=(CountLine(10000, 5), CountLine(1000, 40), CountLine(100, 100)),
        first="R260004702", last="R260004766",
        tenders=(SumLine("cash", 21, 486240), SumLine("wechat", 34, 1022310),
                 SumLine("card", 6, 240000), SumLine("prepaid", 4, 31120)),
        items=(SumLine("物业服务费", 51, 1278060), SumLine("公摊水电费", 38, 119610),
               SumLine("车位管理费", 9, 382000)),
        clerks=(SumLine("陈佳慧", 48, 1300000), SumLine("何文静", 15, 479670)),
        discount=2506, late_waived=600, rounding=12, moves=moves,
        refunds=(DocumentLine("T260000012", at, "重复缴费 3-1502", "何文静", 25060, "cash"),),
        voids=(DocumentLine("R260004710", at, "金额录入错误", "陈佳慧", 31120),
               DocumentLine("R260004733", at, "付款方式错误", "周志强", 25060)),
        tries=2,
        counts=(CountLine(10000, 48), CountLine(5000, 11), CountLine(2000, 6), CountLine(1000, 7),
                CountLine(500, 2), CountLine(100, 18), CountLine(50, 3), CountLine(10, 3)),
        counted=560180, difference=-1000,
        reason="找零时多付 10 元，已与客户电话核实，客户同意明日退回",
        supervisor="周志强", handed_in=460180, handed_to="财务 林秀珍",
        sheets=(SheetUse("粤A 0012301", "粤A 0012365", 63, 2),),
        anchor="48213:9F3A62C1D07B58E4", language=language,
    )  # fmt: skip
    return {
        "normal": normal,
        "open": replace(normal, closed_at=None, closer="", counted=None, difference=None, counts=(),
                        handed_in=None, handed_to="", reason="", supervisor="", anchor=""),
        "long": replace(normal, copy=1, difference=0, reason="",
                        items=tuple(SumLine(LONG_NAME, n, n * 100) for n in range(40)),
                        voids=tuple(replace(normal.voids[0], text=LONG_NAME, who=LONG_NAME)
                                    for _n in range(30))),
    }  # fmt: skip
