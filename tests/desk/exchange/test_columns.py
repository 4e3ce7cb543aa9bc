"""Titles and values → fields."""

from __future__ import annotations

import json

import pytest

from desk.exchange.columns import FIELDS, Matching, by_title, fingerprint, propose
from desk.texts import exchange


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("楼号", "building"),
        ("幢", "building"),
        ("座數", "building"),
        ("單元", "entrance"),
        ("梯号", "entrance"),
        ("房 号", "room"),
        ("室號", "room"),
        ("楼栋/房号", "room"),
        ("房间*", "room"),
        ("建筑面积（㎡）", "area"),
        ("面積(呎)", "area"),
        ("業主姓名", "owner"),
        ("业主名称", "owner"),
        ("联系电话", "phone"),
        ("手机号", "phone"),
        ("租户/电话", "tenant"),
        ("租客電話", "tenant_phone"),
        ("入住时间", "moved_in"),
        ("交樓日期", "moved_in"),
        ("身份证号码", "document"),
        ("欠费金额（元）", "arrears"),
        ("备 注", "note"),
        ("车牌号", "plate"),
        ("房屋状态", "state"),
        ("业主类型", "person_role"),
        ("与业主关系", "person_role"),
        ("共有人", "co_owner"),
        ("Flat No.", "room"),
        ("Owner Name", "owner"),
        ("Move-in Date", "moved_in"),
        ("Tenant Tel", "tenant_phone"),
        ("物业费标准", ""),
        ("序号", ""),
        ("总层数", ""),
        ("是否有电梯", ""),
        ("房屋户型", ""),
        ("室内面积", ""),
        ("租金", ""),
        ("欠费月份", ""),
        ("合同到期日", ""),
        ("天气", ""),
    ],
)
def test_titles(title: str, field: str) -> None:
    assert by_title(title) == field


def test_values_decide_where_a_title_could_mean_two_things() -> None:
    rows = [["1-101", "业主", "张三"], ["1-102", "租户", "李四"]]
    assert propose(["房号", "类型", "姓名"], rows).fields == ("room", "person_role", "owner")
    rows = [["1-101", "住宅", "张三"], ["1-102", "商铺", "李四"]]
    assert propose(["房号", "类型", "姓名"], rows).fields == ("room", "kind", "owner")


def test_a_bare_phone_behind_the_tenant_is_the_tenants() -> None:
    headers = ["房号", "业主", "电话", "租户", "电话"]
    assert propose(headers, []).fields == ("room", "owner", "phone", "tenant", "tenant_phone")


def test_the_users_word_and_its_memory() -> None:
    matching = propose(["房号", "业主", "怪列"], []).with_field(2, "note").with_field(1, "tenant")
    assert matching.fields == ("room", "tenant", "note")
    assert matching.with_field(2, "room").fields == ("", "tenant", "room")
    kept = Matching.from_values(json.loads(json.dumps(matching.as_values())))
    assert kept == matching
    with pytest.raises(ValueError, match="nonsense"):
        matching.with_field(0, "nonsense")
    with pytest.raises(ValueError, match="fields"):
        Matching.from_values({"fields": ["nonsense"]})


def test_fingerprints_ignore_spacing_and_script() -> None:
    assert fingerprint(["業主 姓名", "面积（㎡）"]) == fingerprint(["业主姓名", "面积"])
    assert fingerprint(["业主", "面积"]) != fingerprint(["面积", "业主"])


def test_every_field_has_a_word() -> None:
    assert {code for domain, code in exchange.WORDS if domain == "import.field"} == {"", *FIELDS}
