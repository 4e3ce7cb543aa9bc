"""Complaint forms with made-up content, normal and hard: for pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from desk.core.desk import Desk
from desk.printing import PAPERS
from desk.printing.complaint_form import ComplaintForm, FormStep

LONG = "阿卜杜勒·穆罕默德·伊本·阿里·赛义德·尉迟俊熙（快捷电梯维保有限公司华南区域工程服务中心）"


def examples(desk: Desk, language: str) -> dict[str, Callable[[], bytes]]:
    """Name → what draws the paper as PDF."""
    now = desk.local(desk.now)
    fresh = _fresh(desk.site, now, language)
    closed = replace(
        fresh, state="closed", was_kind="venting", urged=2, reopened=1, copy=1, score=4,
        result="更换门机控制板，试运行 24 小时正常；夜间值班改为双人。", way="call",
        said="修得及时，希望以后定期保养。", caller="何文静", tries=3,
        called_at=now + timedelta(days=2), responded_at=now + timedelta(minutes=6),
        fed_back_at=now + timedelta(hours=5), closed_at=now + timedelta(days=2),
        links=("W260000088", "T260000412"), steps=_done(now),
    )  # fmt: skip
    wordy = dict.fromkeys(("name", "place", "wanted", "department", "line", "said"), LONG)
    forms = {
        "fresh": fresh, "closed": closed,
        "long": replace(closed, **wordy, text=LONG * 30, result=LONG * 30),  # type: ignore[arg-type]
    }  # fmt: skip
    render = PAPERS["complaint_form"].render
    return {f"complaint-{name}": partial(render, paper) for name, paper in forms.items()}


def _fresh(site: str, now: datetime, language: str) -> ComplaintForm:
    steps = [FormStep("record", now, "陈佳慧"), FormStep("nature", now, "陈佳慧")]
    steps += [FormStep(key) for key in ("department", "visit", "handling", "callback")]
    return ComplaintForm(
        site=site, number="K260000123", at=now, kind="valid", severity="serious", source="call",
        unit="3-1502", name="欧阳静", phone="13800138000", standing="owner", line="工程",
        category="电梯", text="3 栋 2 号电梯本周第三次停运，老人上下楼不便。\n夜间电话无人接听。",
        wanted="尽快修复，书面说明原因", department="工程部", clerk="陈佳慧", owner="陈佳慧",
        respond_due=now + timedelta(minutes=15), feedback_due=now + timedelta(days=1),
        close_due=now + timedelta(days=3), steps=tuple(steps), language=language,
    )  # fmt: skip


def _done(now: datetime) -> tuple[FormStep, ...]:
    return (
        FormStep("record", now, "陈佳慧"),
        FormStep("nature", now + timedelta(minutes=8), "陈佳慧", "三次停运，服务不到位"),
        FormStep("department", now + timedelta(minutes=10), "陈佳慧"),
        FormStep(
            "visit", now + timedelta(minutes=40), "周志强", "主管出差，电话确认", skipped=True
        ),
        FormStep("handling", now + timedelta(hours=1), "周志强"),
        FormStep("callback", now + timedelta(days=2), "何文静", "修得及时"),
    )
