"""Complaint forms as they are printed: fresh, and closed after the callback."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk.printing.complaint_form import ComplaintForm, FormStep
from tests.desk.printing.samples import NOW

FRESH = ComplaintForm(
    site="阳光花园", number="K260000123", at=NOW, kind="valid", severity="serious", source="call",
    unit="3-1502", name="欧阳𨋢䶮", phone="13800138000", standing="owner", line="工程",
    category="电梯", text="3 栋 2 号电梯本周第三次停运，老人上下楼不便。\n夜间电话无人接听。",
    wanted="尽快修复，书面说明原因", department="工程部", clerk="陈佳慧", owner="陈佳慧",
    respond_due=NOW + timedelta(minutes=15), feedback_due=NOW + timedelta(days=1),
    close_due=NOW + timedelta(days=3),
    steps=(
        FormStep("record", NOW, "陈佳慧"), FormStep("nature", NOW, "陈佳慧"),
        FormStep("department"), FormStep("visit"), FormStep("handling"), FormStep("callback"),
    ),
)  # fmt: skip
CLOSED = replace(
    FRESH, state="closed", responded_at=NOW + timedelta(minutes=6),
    fed_back_at=NOW + timedelta(hours=5), closed_at=NOW + timedelta(days=2), was_kind="venting",
    urged=2, reopened=1, copy=1, result="更换门机控制板，试运行 24 小时正常；值班改为双人。",
    score=4, way="call", said="修得及时，希望以后定期保养。", called_at=NOW + timedelta(days=2),
    caller="何文静", tries=3, links=("W260000088", "T260000412"),
    steps=(
        FormStep("record", NOW, "陈佳慧"),
        FormStep("nature", NOW + timedelta(minutes=8), "陈佳慧", "三次停运，服务不到位"),
        FormStep("department", NOW + timedelta(minutes=10), "陈佳慧"),
        FormStep("visit", NOW + timedelta(minutes=40), "周志强", "与工程主管到场", skipped=True),
        FormStep("handling", NOW + timedelta(hours=1), "周志强"),
        FormStep("callback", NOW + timedelta(days=2), "何文静", "修得及时"),
    ),
)  # fmt: skip
