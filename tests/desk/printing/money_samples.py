"""Papers of money to test with; English, because its words do not change with the catalogues."""

from __future__ import annotations

from datetime import date

from desk.core.tokens import Kind, Token
from desk.printing.deposit_slip import DepositSlip
from desk.printing.notices import DebtLine, EarlierStep, FormalDemand, PaymentNotice
from desk.printing.receipt import ReceiptItem, ReceiptPaper, TenderLine
from desk.printing.refund_slip import Deduction, RefundItem, RefundSlip
from desk.printing.shift_report import CountLine, DocumentLine, SheetUse, ShiftReport, SumLine
from tests.desk.printing.samples import NOW, SEAL

TOKEN = SEAL.sign(Token(Kind.RECEIPT, 4711, "R260004711", 1))
COMPANY = "阳光花园物业服务有限公司"
ITEM = ReceiptItem(
    "物业服务费", 22554, "3-1502", date(2026, 11, 1), date(2026, 11, 30), 895000, 28000, "m²",
    discount=2506, late_fee=1234, late_waived=600,
)  # fmt: skip

RECEIPT = ReceiptPaper(
    site="阳光花园",
    number="R260004711",
    at=NOW,
    total=73788,
    token=TOKEN,
    lines=(ITEM, ReceiptItem("装修垃圾清运费", 50000, "3-1503", text="两车")),
    tenders=(TenderLine("cash", 33786, 35000), TenderLine("wechat", 40000, 0, "4200001234")),
    payee=COMPANY,
    payer="李敏",
    unit="3-1502",
    sheet="粤A 0012345",
    rounding=2,
    prepaid=120000,
    clerk="陈佳慧",
    shift="S260000317",
    note="下月起按季度缴费",
    language="en",
)


def receipt_of(count: int) -> ReceiptPaper:
    """One with ``count`` lines, each of another amount."""
    lines = tuple(
        ReceiptItem(f"Item{n:03d}", 100 * n + 7, period_from=date(2026, 11, 1))
        for n in range(count)
    )
    total = sum(line.amount for line in lines)
    return ReceiptPaper(
        "阳光花园", "R260004712", NOW, total, TOKEN, lines, (TenderLine("card", total),),
        COMPANY, payer="李敏", language="en",
    )  # fmt: skip


DEBTS = (
    DebtLine("物业服务费", 25060, date(2026, 9, 30), date(2026, 9, 1), date(2026, 9, 30), 1128,
             "Area 89.50 m² × ¥2.80 × 1 month = ¥250.60"),
    DebtLine("物业服务费", 25060, date(2026, 10, 31), date(2026, 10, 1), date(2026, 10, 31), 376),
    DebtLine("公摊水电费", 3112, date(2026, 10, 31)),
)  # fmt: skip
NOTICE = PaymentNotice(
    "阳光花园", "N260000912", "3-1502", NOW.date(), DEBTS, COMPANY, "李敏", date(2026, 12, 5),
    "Service desk, tower 1, 8:30–20:00\nBank of China 6217 0000", "0755-8888 6666", 12000,
    token=TOKEN, issued_by="陈佳慧", language="en",
)  # fmt: skip
DEMAND = FormalDemand(
    "阳光花园", "D260000041", "3-1502", NOW.date(), date(2026, 12, 10), DEBTS, COMPANY, "李敏",
    earlier=(EarlierStep(date(2026, 10, 8), "call", "promised"), EarlierStep(NOW.date(), "fax")),
    pay_to="Service desk", contact="0755-8888 6666", token=TOKEN, issued_by="周志强", language="en",
)  # fmt: skip
DEPOSIT = DepositSlip(
    "阳光花园", "Y260000077", NOW, "装修押金", 300000, TOKEN, COMPANY, "李敏", "3-1502",
    "R260004711", (TenderLine("cash", 300000, 300000),), clerk="陈佳慧", shift="S260000317",
    language="en",
)  # fmt: skip
REFUND = RefundSlip(
    "阳光花园", "T260000012", "deposit", 262000, "李敏", NOW, (RefundItem("装修押金", 300000),),
    (Deduction("电梯轿厢划痕", 30000), Deduction("垃圾清运", 8000)), COMPANY, "3-1502",
    "R260004711", "Y260000077", "装修验收合格", "transfer", "6217 **** 0000", "paid", "陈佳慧",
    "周志强", NOW, "同意", "何文静", NOW, "S260000318", TOKEN, language="en",
)  # fmt: skip
SHIFT = ShiftReport(
    "阳光花园", "S260000317", "前台 1", NOW.date(), NOW.replace(hour=8), "陈佳慧", 100000,
    cash_in=486240, moved=-5000, refunded=25060, expected=556180, company=COMPANY,
    closed_at=NOW.replace(hour=20), closer="陈佳慧", receipts=63,
    opening_counts=(CountLine(10000, 5), CountLine(5000, 10)), first="R260004702",
    last="R260004766",
    tenders=(SumLine("cash", 21, 486240), SumLine("wechat", 34, 1022310)),
    items=(SumLine("物业服务费", 51, 1278060), SumLine("公摊水电费", 38, 230490)),
    clerks=(SumLine("陈佳慧", 48, 1300000), SumLine("何文静", 15, 208550)),
    discount=2506, late_waived=600, rounding=12,
    moves=(DocumentLine("M260000101", NOW, "银行换零钞", "陈佳慧", -5000),),
    refunds=(DocumentLine("T260000012", NOW, "重复缴费", "何文静", 25060, "cash"),),
    voids=(DocumentLine("R260004710", NOW, "金额录入错误", "陈佳慧", 31120),),
    tries=2,
    counts=(CountLine(10000, 55), CountLine(1000, 5), CountLine(10, 18), CountLine(5000, 0)),
    counted=555180, difference=-1000, reason="找零多付", supervisor="周志强", handed_in=455180,
    handed_to="林秀珍", sheets=(SheetUse("粤A 0012301", "粤A 0012365", 63, 2),),
    anchor="48213:9F3A62C1D07B58E4", language="en",
)  # fmt: skip
ALL = (RECEIPT, NOTICE, DEMAND, DEPOSIT, REFUND, SHIFT)
