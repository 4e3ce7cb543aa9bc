"""Which column means what: proposed from its title in both scripts and from the values below."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from desk.exchange import evidence
from desk.exchange.readers import Cell
from desk.exchange.scripts import simplified
from desk.exchange.values import folded

FIELDS = (
    "building", "entrance", "floor", "room", "kind", "area", "state", "owner", "co_owner", "phone",
    "tenant", "tenant_phone", "person_role", "sex", "document", "moved_in", "arrears", "plate", "note",
)  # fmt: skip
MANY = frozenset({"phone", "tenant_phone", "co_owner", "note", "plate"})  # may take several columns

# Titles without brackets, blanks and signs, simplified, small letters.
_TITLES = {
    "building": "楼号 楼栋 楼栋号 栋号 栋 幢 幢号 座 座数 座号 楼座 楼宇 楼宇名称 楼名 大厦 楼盘栋号 楼幢 楼栋名称 building block blk tower bldg "
    "buildingno blockno towerno buildingname buildingnumber",
    "entrance": "单元 单元号 梯 梯号 门洞 entrance stair staircase wing",
    "floor": "楼层 层 层数 所在楼层 所在层 楼层号 floor level floorno fl storey",
    "room": "房号 室号 房间 房间号 门牌 门牌号 房屋 房屋编号 房间编号 房产 房产编号 单位 单位号 室 户号 房屋号 楼栋房号 楼房号 铺号 "
    "商铺号 车位号 车位 车位编号 房间名称 房屋名称 单元房号 栋房号 房产名称 资产编号 地址 房屋地址 物业地址 室号房号 楼号房号 "
    "room roomno roomnumber unit unitno unitnumber flat flatno apartment apt suite shopno premises door",
    "kind": "类型 房屋类型 房产类型 物业类型 用途 房屋用途 性质 房屋性质 使用性质 类别 业态 房型类别 物业类别 "
    "type use usage kind unittype propertytype category",
    "area": "面积 建筑面积 建面 产权面积 房屋面积 计费面积 收费面积 建筑面积平方米 面积平方米 建筑面积m2 面积m2 建筑面积平米 "
    "area areasqm gfa sqm size floorarea grossarea grossfloorarea aream2 areasqft sqft buildingarea",
    "state": "状态 房屋状态 使用状态 入住状态 入住情况 居住状态 居住情况 使用情况 房态 租住情况 房产状态 status state occupancy condition",
    "owner": "业主 业主姓名 业主名称 姓名 户主 户主姓名 业主户主 房主 产权人 产权人姓名 权利人 客户 客户名称 客户姓名 名称 业主客户名称 "
    "住户 住户姓名 住户名称 业主及电话 owner ownername name owners customer customername resident residentname",
    "co_owner": "共有人 共同业主 共有业主 联名业主 第二业主 业主2 业主二 其他业主 共有产权人 coowner jointowner secondowner owner2 coowners",
    "phone": "电话 联系电话 手机 手机号 手机号码 电话号码 联系方式 联络电话 业主电话 业主手机 业主联系电话 业主手机号 移动电话 "
    "固定电话 座机 联系手机 联系号码 业主联系方式 电话1 电话2 手机1 手机2 备用电话 住宅电话 phone phoneno phonenumber tel telephone "
    "mobile mobileno cell contact contactno contactnumber ownerphone ownertel ownermobile ownercontact telno",
    "tenant": "租户 租客 承租人 租户姓名 租客姓名 承租人姓名 租户名称 承租方 租户电话组 租户租客 现租户 使用人 tenant tenantname lessee tenants "
    "occupier",
    "tenant_phone": "租户电话 租客电话 承租人电话 租户联系电话 租客联系电话 租户手机 租客手机 租户联系方式 租户手机号 租户电话号码 使用人电话 "
    "tenantphone tenanttel tenantmobile tenantcontact tenanttelephone tenantcontactno tenantphoneno",
    "person_role": "业主类型 人员类型 身份 关系 与业主关系 与户主关系 与业主的关系 成员类型 住户类型 客户类型 人员身份 角色 住户身份 "
    "role relation relationship persontype residenttype",
    "sex": "性别 业主性别 sex gender",
    "document": "身份证 身份证号 身份证号码 证件 证件号 证件号码 证件编号 业主身份证 身份证件号 业主身份证号 业主证件号码 id idno idnumber idcard "
    "document documentno passport hkid idcardno",
    "moved_in": "入住时间 入住日期 交房日期 交房时间 收房日期 收房时间 入伙日期 入伙时间 交楼日期 交楼时间 收楼日期 收楼时间 交付日期 交付时间 "
    "交铺日期 接房时间 接房日期 迁入日期 入驻时间 入驻日期 moveindate movein movedin handoverdate handover since movedindate moveintime",
    "arrears": "欠费 欠费金额 欠费合计 欠款 欠款金额 拖欠金额 欠缴 欠缴金额 欠费总额 未缴金额 欠费元 累计欠费 应收欠费 欠物业费 物业欠费 欠交金额 "
    "arrears outstanding outstandingamount balance balancedue amountdue due overdue owed",
    "plate": "车牌 车牌号 车牌号码 车号 车辆 业主车牌 车辆信息 车辆牌号 plate plateno carplate vehicle vehicleno licenseplate licenceplate carno "
    "platenumber",
    "note": "备注 备 说明 备注说明 附注 注 其他 其它 备注信息 特殊情况 remark remarks note notes comment comments memo",
}  # fmt: skip
_EXACT = {title: field for field, line in _TITLES.items() for title in line.split()}
# Looked for inside longer titles, in this order; an empty field means: about something else.
_INSIDE = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        (r"总层|总楼层|电梯|户型|租金|单价|标准|年龄|生日|序号|身高|套内|室内面积|公摊|使用面积|产权证|合同|租期|到期|截止"
         r"|月份|期间|邮箱|微信|紧急|price|rate|rent|email|lease|expiry|elevator|carpet|netarea|saleable|no$|^no", ""),
        (r"(租户|租客|承租|tenant|lessee).*(电话|手机|联系|号码|phone|tel|mobile|contact)", "tenant_phone"),
        (r"(业主|户主|owner).*(类型|身份)|(与|和).{1,4}关系", "person_role"),
        (r"身份证|证件", "document"),
        (r"车牌", "plate"),
        (r"性别", "sex"),
        (r"欠(费|款|缴|交)|arrear|outstanding|overdue", "arrears"),
        (r"(入住|交房|收房|入伙|交楼|收楼|交付|接房)(日|时|年)", "moved_in"),
        (r"面积|area", "area"),
        (r"共有|coowner", "co_owner"),
        (r"租户|租客|承租|tenant|lessee", "tenant"),
        (r"电话|手机|联系方式|联络|phone|mobile|^tel|tel$", "phone"),
        (r"业主|户主|产权人|姓名|owner", "owner"),
        (r"房号|室号|房间|门牌|铺号|车位号|roomno|unitno|flatno", "room"),
        (r"(房屋|房产|物业|使用).*(类型|用途|性质)", "kind"),
        (r"状态|status", "state"),
        (r"楼栋|楼号|栋号|幢号|座号|building|block|tower", "building"),
        (r"单元", "entrance"),
        (r"楼层|floor", "floor"),
        (r"备注|remark|notes?$", "note"),
    )
)  # fmt: skip
# Titles that other offices use for something else: the values below have the last word.
_WEAK = frozenset(
    "类型 类别 单位 单元 状态 名称 其他 其它 关系 身份 性质 车位 车辆 房屋 层 层数 室 座 注 说明 地址 客户 id name type use unit due contact "
    "category door size 编号 number code no 住户 house".split()
)
_JOINTS = re.compile(r"[/、,，&+|\n及和与]")


@lru_cache(maxsize=4096)
def plain_title(title: str) -> str:
    """A title for comparing: simplified, small, without brackets' content, blanks and signs."""
    value = simplified(folded(title)).lower()
    bare = re.sub(r"[（(【\[][^)）】\]]*[)）】\]]?", "", value)
    return re.sub(r"[\W_]+", "", bare) or re.sub(r"[\W_]+", "", value)


@lru_cache(maxsize=4096)
def by_title(title: str) -> str:
    """The field that a title means by itself, or an empty text."""
    if len(title) > 40:
        return ""
    parts = [p for p in _JOINTS.split(simplified(folded(title)).lower()) if p.strip()]
    if len(parts) > 1:  # 楼栋/房号, 租户/电话, 业主/电话: one cell holds both
        fields = [_EXACT.get(plain_title(p), "") for p in parts]
        if whole := next((f for f in ("room", "tenant", "owner") if f in fields), ""):
            return whole
    plain = plain_title(title)
    if plain in _EXACT:
        return _EXACT[plain]
    return next((field for pattern, field in _INSIDE if pattern.search(plain)), "")


@dataclass(frozen=True)
class Matching:
    """What each column of a table means. ``fields`` has one entry a column, empty for "leave out".

    ``building`` stands for units whose rows, headings, sheet and title name none.
    ``fingerprint`` tells tables of the same make apart from others; remember a matching by it.
    """

    fields: tuple[str, ...]
    fingerprint: str
    building: str = ""

    def column(self, field: str) -> int | None:
        """The first column of a field, counted from the table's left edge."""
        return self.fields.index(field) if field in self.fields else None

    def columns(self, field: str) -> tuple[int, ...]:
        """Every column of a field."""
        return tuple(i for i, f in enumerate(self.fields) if f == field)

    def with_field(self, column: int, field: str) -> Matching:
        """The user's word: this column means ``field`` (empty: nothing)."""
        if field and field not in FIELDS:
            raise ValueError(field)
        fields = list(self.fields)
        if field and field not in MANY and field in fields:
            fields[fields.index(field)] = ""
        fields[column] = field
        return replace(self, fields=tuple(fields))

    def as_values(self) -> dict[str, object]:
        """Plain values, for keeping as JSON."""
        return {
            "fields": list(self.fields), "fingerprint": self.fingerprint, "building": self.building
        }  # fmt: skip

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> Matching:
        """What ``as_values`` gave. Raises ValueError if it is something else."""
        fields = values.get("fields")
        if not isinstance(fields, list) or not all(f in ("", *FIELDS) for f in fields):
            raise ValueError("fields")
        return cls(
            tuple(fields), str(values.get("fingerprint", "")), str(values.get("building", ""))
        )


def fingerprint(headers: Iterable[str]) -> str:
    """The same for tables with the same titles, however they are spaced, bracketed or scripted."""
    titles = json.dumps([plain_title(h) for h in headers], ensure_ascii=False)
    return hashlib.sha256(titles.encode()).hexdigest()[:32]


def propose(headers: Sequence[str], samples: Sequence[Sequence[Cell]]) -> Matching:
    """A matching from titles and, where they are silent or could mean two things, from values."""
    width = len(headers)
    seen = [evidence.look([row[i] for row in samples if i < len(row)]) for i in range(width)]
    fields = [by_title(h) for h in headers]
    for i, header in enumerate(headers):
        if plain_title(header) in _WEAK or not fields[i]:
            fields[i] = _weigh(fields[i], seen[i])
    for phone, person in (("phone", "owner"), ("tenant_phone", "tenant")):
        if person not in fields and fields.count(phone) == 1:
            at = fields.index(phone)
            if seen[at].share("named_phone") > 0.5:  # 业主联系方式 over 张三 13800138000
                fields[at] = person
    _settle_phones(headers, fields)
    _settle_repeats(headers, fields, seen)
    _fill_gaps(headers, fields, seen)
    return Matching(tuple(fields), fingerprint(headers))


def _weigh(field: str, seen: evidence.Seen) -> str:
    """What an ambiguous title means over these values: 类型 above 业主, 租户 is a person's role."""
    for meaning in ("person_role", "kind", "state"):
        if field in ("kind", "state", "person_role", "note", "") and seen.share(meaning) > 0.6:
            return meaning
    if field == "entrance" and seen.share("building_room") > 0.5:
        return "room"
    if field == "owner" and seen.share("building_room") > 0.6:
        return "room"
    return field


def _settle_phones(headers: Sequence[str], fields: list[str]) -> None:
    """A bare 电话 behind the tenant's column is the tenant's, if the owner's came before."""
    person = ""
    for i, field in enumerate(fields):
        if field in ("owner", "co_owner", "tenant"):
            person = field
        elif field == "phone" and person == "tenant" and "业主" not in plain_title(headers[i]):
            fields[i] = "tenant_phone"


def _settle_repeats(
    headers: Sequence[str], fields: list[str], seen: Sequence[evidence.Seen]
) -> None:
    """One column a field: the one with the plainest title and with values in it."""
    for field in set(fields) - MANY - {""}:
        columns = [i for i, f in enumerate(fields) if f == field]
        if len(columns) < 2:
            continue

        def worth(i: int, field: str = field) -> tuple[bool, bool, bool, int]:
            plain = plain_title(headers[i])
            return (seen[i].filled > 0, seen[i].share(field) > 0.5, plain not in _WEAK, -i)

        best = max(columns, key=worth)
        for i in columns:
            if i != best:
                fields[i] = ""


def _fill_gaps(headers: Sequence[str], fields: list[str], seen: Sequence[evidence.Seen]) -> None:
    """What no title told and the values show: mostly for tables with odd titles or none at all."""
    titled = sum(bool(f) for f in fields)
    wanted = ["room", "phone", "owner"] if titled > 1 else list(evidence.TELLING)
    for field in wanted:
        if field in fields or (field == "owner" and "tenant" in fields and titled > 1):
            continue
        free = [
            i
            for i, f in enumerate(fields)
            if not f and seen[i].share(field) > 0.7 and seen[i].filled > 0
            and plain_title(headers[i]) not in ("序号", "no", "序", "编号", "sn")
        ]  # fmt: skip
        if free:
            fields[max(free, key=lambda i: (seen[i].share(field), seen[i].filled, -i))] = field
