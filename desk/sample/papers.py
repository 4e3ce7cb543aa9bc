"""Every paper with made-up content, normal and hard: for pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from random import Random

from desk.core.desk import Desk
from desk.core.tokens import Kind, Seal, Token
from desk.printing import PAPERS
from desk.printing.muster_list import MusterList, MusterRow
from desk.printing.recovery_code import RecoveryCode
from desk.printing.register_list import ListColumn, RegisterList
from desk.printing.visitor_pass import VisitorPass
from desk.sample import complaint_papers, fee_papers, names, order_papers, slip_papers

LONG = "阿卜杜勒·穆罕默德·伊本·阿里·赛义德·尉迟俊熙（快捷电梯维保有限公司华南区域工程服务中心）"


def examples(desk: Desk, language: str) -> dict[str, Callable[[], bytes]]:
    """Name → what draws the paper as PDF."""
    passes = _passes(desk, language)
    drawn: dict[str, Callable[[], bytes]] = {
        f"pass-{name}-{layout}": partial(PAPERS["visitor_pass"].render, paper, layout)
        for name, paper in passes.items()
        for layout in PAPERS["visitor_pass"].layouts
    }
    lists = {
        "muster": _muster(desk, language, 60),
        "muster-empty": _muster(desk, language, 0),
        "recovery": RecoveryCode(
            desk.site, "A1B2C-D3E4F-G5H6J-K7M8N-P9Q0R-S1T2V-W3X4Y-Z5A6B",
            desk.local(desk.now), "陈佳慧", language=language,
        ),
        "list": _list(desk, language),
    }  # fmt: skip
    kinds = {"muster": "muster_list", "muster-empty": "muster_list",
             "recovery": "recovery_code", "list": "register_list"}  # fmt: skip
    for name, paper in lists.items():
        drawn[name] = partial(_render, kinds[name], paper)
    for more in (fee_papers, slip_papers, complaint_papers, order_papers):
        drawn |= more.examples(desk, language)
    return drawn


def _render(kind: str, paper: object) -> bytes:
    return PAPERS[kind].render(paper, PAPERS[kind].layouts[0])


def _passes(desk: Desk, language: str) -> dict[str, VisitorPass]:
    start = desk.local(desk.now)
    token = Seal(b"s" * 32, desk.site_tag).sign(
        Token(Kind.VISIT, 1, "V260011285", 1, desk.now + timedelta(hours=4))
    )
    plain = VisitorPass(
        desk.site, "V260011285", "刘思远", start, token, company="快捷电梯维保有限公司",
        unit="3-1502", host="李敏", purpose="电梯维保", items="工具箱 1，控制板 1",
        plate="粤B12345", valid_until=start + timedelta(hours=4), issued_by="陈佳慧",
        badge="A-017", people=2, language=language,
    )  # fmt: skip
    return {
        "normal": plain,
        "copy": replace(plain, copy=2),
        "standing": replace(plain, standing=True, valid_until=start + timedelta(days=60)),
        "long": replace(plain, visitor=LONG, host=LONG, company=LONG, items=LONG),
        "least": VisitorPass(desk.site, "V260011286", "Anna Müller", start, token,
                             unit="8-1802", language=language),
    }  # fmt: skip


def _muster(desk: Desk, language: str, count: int) -> MusterList:
    random = Random(4)
    since = desk.local(desk.now)
    rows = tuple(
        MusterRow(
            f"{n // 6 + 1}栋", f"V26001{n:04d}", LONG if n == 7 else names.person(random),
            since - timedelta(minutes=3 * n), 1 + n % 3,
            f"{n // 6 + 1}-{1501 + n} {names.person(random)}", "137 **** 8842",
        )
        for n in range(count)
    )  # fmt: skip
    return MusterList(desk.site, since, "陈佳慧", rows, language=language)


def _list(desk: Desk, language: str) -> RegisterList:
    random = Random(4)
    rows = tuple(
        (f"V26001{n:04d}", names.person(random), f"3-{1501 + n}", "送货", "14:32")
        for n in range(45)
    )
    columns = tuple(map(ListColumn, ("单号", "访客", "被访", "事由", "进入")))
    return RegisterList(desk.site, "访客登记", desk.local(desk.now), "陈佳慧", columns, rows,
                        language=language)  # fmt: skip
