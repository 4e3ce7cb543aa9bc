"""Release slips and promises with made-up content, normal and hard: for pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from desk.core.desk import Desk
from desk.core.tokens import Kind, Seal, Token
from desk.printing import PAPERS
from desk.printing.promise_letter import PromisedDebt, PromiseLetter
from desk.printing.release_slip import GoodsLine, ReleaseSlipPaper

LONG = "阿卜杜勒·穆罕默德·伊本·阿里·赛义德·尉迟俊熙（快捷电梯维保有限公司华南区域工程服务中心）"
COMPANY = "阳光花园物业服务有限公司"


def examples(desk: Desk, language: str) -> dict[str, Callable[[], bytes]]:
    """Name → what draws the paper as PDF."""
    slip, promise = _slip(desk, language), _promise(desk, language)
    many = tuple(GoodsLine(f"纸箱 {n:02d}", 10_000, "箱") for n in range(1, 41))
    wordy = dict.fromkeys(("applicant", "authority_name", "carrier", "note", "reason"), LONG)
    slips = {
        "normal": slip,
        "two": replace(slip, parts=2, copy=1, owed=0, decision=""),
        "many": replace(slip, goods=many),
        "long": replace(slip, **wordy, goods=(GoodsLine(LONG, 15_000, "套", LONG),)),  # type: ignore[arg-type]
        "void": replace(slip, voided=True, replaces="L260000300"),
    }
    promises = {
        "normal": promise,
        "long": replace(promise, name=LONG, payee=LONG, reason=LONG, debts=promise.debts * 12),
    }
    render = {key: PAPERS[key].render for key in ("release_slip", "promise_letter")}
    drawn: dict[str, Callable[[], bytes]] = {
        f"slip-{name}": partial(render["release_slip"], paper) for name, paper in slips.items()
    }
    return drawn | {
        f"promise-{name}": partial(render["promise_letter"], paper)
        for name, paper in promises.items()
    }


def _slip(desk: Desk, language: str) -> ReleaseSlipPaper:
    at, number = desk.local(desk.now), "L260000311"
    return ReleaseSlipPaper(
        desk.site, number, "3-1502", "王强", at.date(), at.date(),
        Seal(b"s" * 32, desk.site_tag).sign(Token(Kind.SLIP, 311, number, 1)),
        (GoodsLine("冰箱", 10_000, "台", "双门"), GoodsLine("纸箱", 120_000, "箱", "书、衣物")),
        kind="moving_out", standing="tenant", document="440***********1234",
        phone="139 **** 0001", authority="phone", authority_name="李敏", rung="138 **** 8000",
        rung_at=at - timedelta(minutes=9), answer="agreed", carrier="快捷搬家", plate="粤B12345",
        owed=25_436, late_fee=376, looked_at=at, decision="promise", reason="月底发工资",
        decided_by="陈佳慧", promised=25_436, promised_on=at.date() + timedelta(days=8),
        clerk="陈佳慧", issued_at=at, language=language,
    )  # fmt: skip


def _promise(desk: Desk, language: str) -> PromiseLetter:
    at = desk.local(desk.now)
    first = at.date().replace(day=1)
    debts = (
        PromisedDebt("物业服务费", first, first + timedelta(days=27), 12_530),
        PromisedDebt("公摊水电费", first, first + timedelta(days=27), 12_906),
    )
    return PromiseLetter(
        desk.site, "L260000311", at, "3-1502", "王强", 25_436, 25_436,
        at.date() + timedelta(days=8), debts, "440***********1234", "139 **** 0001", COMPANY,
        "月底发工资", "陈佳慧", language=language,
    )  # fmt: skip
