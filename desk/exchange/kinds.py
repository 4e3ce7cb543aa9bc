"""Words for kinds, states, roles and sexes, in both scripts and English → codes."""

from __future__ import annotations

import re
from functools import lru_cache

from desk.exchange.readers import Cell
from desk.exchange.scripts import simplified
from desk.exchange.values import Unclear, folded, is_nothing, text

# The numbers are those of HC 小区物业's import template, which many offices have filled in.
_KINDS = {
    "residence": (
        "110 119 住宅 住房 民宅 公寓 别墅 洋房 复式 叠拼 联排 排屋 宿舍 高层 小高层 多层 "
        "普通住宅 商住 居住 住 residence residential apartment flat house villa dormitory "
        "domestic home dwelling"
    ),
    "shop": (
        "商铺 店铺 铺位 铺面 门面 门面房 底商 商业 商用 商场 商店 街铺 铺 档口 shop retail "
        "commercial store"
    ),
    "office": "120 写字楼 办公 办公室 办公楼 办公用房 写字间 商务 office",
    "parking": (
        "车位 停车位 泊位 地下车位 产权车位 人防车位 车库 停车场 parking carpark garage "
        "'parking space' 'car park'"
    ),
    "storage": (
        "仓库 储藏室 储物间 储藏间 杂物房 杂物间 库房 仓储 地下室 storage warehouse storeroom "
        "store-room godown"
    ),
    "advertising": "广告位 广告 广告牌 灯箱 advertising billboard advertisement 'light box'",
    "public": (
        "公共区 公共区域 公共 公区 公共部位 公共设施 公共用房 物业用房 配套用房 配套 会所 "
        "设备房 架空层 public common 'common area' clubhouse 'public area'"
    ),
}
_STATES = {
    "vacant": (
        "2002 2008 空置 空 空房 空闲 闲置 未售 未销售 待售 未出售 招租 待租 吉 吉屋 吉铺 无人 "
        "vacant empty unsold available unoccupied"
    ),
    "owner_occupied": (
        "2001 2003 2004 2005 2007 自住 自用 已入住 入住 业主自住 自营 常住 已交房 未入住 "
        "已装修 已出售 已售 owner-occupied 'owner occupied' occupied 'self use' self-use "
        "'self occupied'"
    ),
    "let": "2006 出租 已出租 已租 租出 租赁 租住 在租 let leased rented tenanted rental",
    "decorating": (
        "2009 装修 装修中 在装修 施工 施工中 正在装修 decorating renovation renovating "
        "fitting-out 'fitting out'"
    ),
}
_ROLES = {
    "owner": (
        "1001 业主 产权人 户主 房东 房主 权利人 产权 共有人 owner landlord co-owner proprietor"
    ),
    "family": (
        "1002 家庭成员 家属 家人 成员 配偶 妻子 丈夫 夫妻 妻 夫 子女 父母 父亲 母亲 儿子 女儿 "
        "子 女 父 母 亲属 family spouse wife husband son daughter child parent father mother "
        "relative"
    ),
    "tenant": "1003 房屋租客 租客 租户 承租人 租住 租赁 承租 tenant lessee renter occupier",
    "employee": "员工 雇员 保姆 家政 employee staff helper maid",
    "agent": "代理人 委托人 代管 中介 agent proxy",
    "emergency": "紧急联系人 联系人 emergency contact 'emergency contact'",
    "other": "1004 临时人员 临时 其他 访客 住户 朋友 亲友 other temporary guest friend",
}
_SEXES = {
    "male": "男 男性 先生 m male mr",
    "female": "女 女性 女士 小姐 太太 f female ms mrs miss",
}
_VACANT_OWNERS = frozenset(_STATES["vacant"].split()[2:]) | {"开发商未售", "无业主", "未交付"}
_OWN_USE = frozenset({"自住", "自用", "业主自住", "无租户", "未出租", "无租客"})


def _table(words: dict[str, str]) -> dict[str, str]:
    spaced = re.compile(r"'([^']+)'|(\S+)")
    return {
        quoted or plain: code
        for code, line in words.items()
        for quoted, plain in spaced.findall(line)
    }


_KIND, _STATE, _ROLE, _SEX = map(_table, (_KINDS, _STATES, _ROLES, _SEXES))


@lru_cache(maxsize=4096)
def _word(value: str) -> str:
    word = simplified(folded(value)).lower().strip(" .。*()（）[]【】")
    return re.sub(r"[（(【\[].*?(?:[)）】\]]|$)", "", word).strip()


def _code(value: str, table: dict[str, str], unclear: str) -> str:
    if is_nothing(value) and value not in table:
        return ""
    word = _word(value)
    if word in table:
        return table[word]
    # Chinese words carry theirs at the end: 地下产权车位, 沿街商铺.
    for known in sorted(table, key=len, reverse=True):
        if len(known) > 1 and not known.isdigit() and word.endswith(known):
            return table[known]
    raise Unclear(unclear)


@lru_cache(maxsize=1024)
def _kind(value: str) -> str:
    return _code(value, _KIND, "kind")


@lru_cache(maxsize=1024)
def _state(value: str) -> str:
    return _code(value, _STATE, "state")


@lru_cache(maxsize=1024)
def _role(value: str) -> str:
    return _code(value, _ROLE, "role")


def kind(cell: Cell) -> str:
    """A unit's kind as its code, empty if the cell is. Raises Unclear for an unknown word."""
    return _kind(text(cell))


def state(cell: Cell) -> str:
    """A unit's state as its code, empty if the cell is. Raises Unclear for an unknown word."""
    return _state(text(cell))


def role(cell: Cell) -> str:
    """A person's role as its code, empty if the cell is. Raises Unclear for an unknown word."""
    return _role(text(cell))


def sex(cell: Cell) -> str:
    """``male``, ``female``, or empty for anything else: nobody is refused over it."""
    return _SEX.get(_word(text(cell)), "")


def says_vacant(value: str) -> bool:
    """Whether what stands where an owner's or tenant's name goes says that nobody is there."""
    return len(value) <= 20 and _word(value) in _VACANT_OWNERS


def says_own_use(value: str) -> bool:
    """Whether what stands where a tenant's name goes says that the owner lives there."""
    return len(value) <= 20 and _word(value) in _OWN_USE


def is_kind(value: str) -> bool:
    """Whether a text is a known word for a kind of unit (not a number)."""
    return not value.isdigit() and _word(value) in _KIND


def is_state(value: str) -> bool:
    """Whether a text is a known word for a state of a unit (not a number)."""
    return not value.isdigit() and _word(value) in _STATE


def is_role(value: str) -> bool:
    """Whether a text is a known word for a person's role, or one of the template's numbers."""
    return _word(value) in _ROLE
