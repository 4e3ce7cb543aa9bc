"""Release slips and promises to test with; English, as its words do not change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desk.core.tokens import Kind, Token
from desk.printing.promise_letter import PromisedDebt, PromiseLetter
from desk.printing.release_slip import GoodsLine, ReleaseSlipPaper
from tests.desk.printing.samples import NOW, SEAL

TOKEN = SEAL.sign(Token(Kind.SLIP, 311, "L260000311", 1))
DAY = NOW.date()
SLIP = ReleaseSlipPaper(
    site="阳光花园",
    number="L260000311",
    unit="3-1502",
    applicant="王强",
    valid_from=DAY,
    valid_until=DAY,
    token=TOKEN,
    goods=(
        GoodsLine("冰箱", 10_000, "台", "双门"),
        GoodsLine("纸箱", 120_000, "箱", "书、衣物"),
        GoodsLine("床垫", 15_000, "张"),
    ),
    kind="moving_out",
    standing="tenant",
    document="440***********1234",
    phone="139 **** 0001",
    authority="phone",
    authority_name="李敏",
    rung="138 **** 8000",
    rung_at=NOW - timedelta(minutes=9),
    answer="agreed",
    carrier="快捷搬家",
    plate="粤B12345",
    owed=25_436,
    late_fee=376,
    looked_at=NOW,
    decision="promise",
    reason="月底发工资",
    decided_by="陈佳慧",
    promised=25_436,
    promised_on=date(2026, 11, 30),
    note="两趟",
    clerk="陈佳慧",
    issued_at=NOW,
    language="en",
)
PROMISE = PromiseLetter(
    site="阳光花园",
    number="L260000311",
    at=NOW,
    unit="3-1502",
    name="王强",
    owed=25_436,
    promised=25_436,
    pay_by=date(2026, 11, 30),
    debts=(
        PromisedDebt("物业服务费", date(2026, 9, 1), date(2026, 9, 30), 12_530),
        PromisedDebt("公摊水电费", date(2026, 10, 1), date(2026, 10, 31), 12_906),
    ),
    document="440***********1234",
    phone="139 **** 0001",
    payee="阳光花园物业服务有限公司",
    reason="月底发工资",
    clerk="陈佳慧",
    language="en",
)


def slip_of(count: int) -> ReleaseSlipPaper:
    """One with ``count`` kinds of goods."""
    goods = tuple(GoodsLine(f"Item{n:03d}", (n + 1) * 10_000, "pcs") for n in range(count))
    return replace(SLIP, goods=goods)
