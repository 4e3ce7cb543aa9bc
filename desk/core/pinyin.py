"""Names in Latin letters: full pinyin and initials, with the readings that surnames have.

The readings of single characters come from pypinyin's own table, which is read as data:
importing the package loads its phrases too, half a second and 30 MB that names do not need.
Surnames and given names are read differently from running text (单 is Shan, 查 is Zha), and
a clerk may know either reading, so a name may have several spellings, the likeliest first.
"""

from __future__ import annotations

import importlib.util
import json
import unicodedata
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

MOST_SPELLINGS = 4
"""No name gets more spellings than this; the unlikeliest fall away."""
MOST_SYLLABLES = 24
"""Longer names (companies) are spelled up to here."""


class Spelling(NamedTuple):
    """One way of writing a name: ``zhangwei`` and ``zw``."""

    full: str
    initials: str


def _table(text: str) -> dict[str, tuple[str, ...]]:
    pairs = (entry.split("=") for entry in text.split())
    return {key: tuple(readings.split(",")) for key, readings in pairs}


# As the first character of a name. The first reading is the surname's, the rest is what people
# type who do not know it.
_SURNAMES = _table(
    "单=shan,dan 查=zha,cha 曾=zeng,ceng 仇=qiu,chou 区=ou,qu 解=xie,jie 翟=zhai,di 盖=ge,gai "
    "朴=piao,pu 任=ren 冼=xian 洗=xian,xi 缪=miao,mou 覃=qin,tan 谌=chen,shen 乐=yue,le "
    "尉=wei,yu 员=yun,yuan 郇=xun,huan 隗=wei,kui 宓=mi,fu 都=du 宿=su,xiu 葛=ge 纪=ji "
    "秘=bi,mi 那=na 晁=chao 种=chong,zhong 繁=po,fan 句=gou,ju 薄=bo,bao 黑=he,hei 祭=zhai,ji "
    "召=shao,zhao 折=she,zhe 万=wan 贾=jia,gu 石=shi 盛=sheng,cheng 车=che 柏=bai,bo 卜=bu "
    "牟=mou,mu 乜=nie,mie 逄=pang 撒=sa 幺=yao 佴=nai,er 阚=kan 郗=xi,chi 郄=qie,xi 相=xiang "
    "瞿=qu 沈=shen 燕=yan 令=ling 冯=feng 俞=yu,shu 朱=zhu 殷=yin 芮=rui 哈=ha 过=guo 眭=sui "
    "逯=lu 么=yao,me 钭=tou,dou 谯=qiao 夏=xia 降=jiang,xiang 费=fei,bi 洪=hong 弗=fu 适=kuo,shi "
    "长=chang,zhang 行=xing,hang 仉=zhang 丁=ding 南=nan 尹=yin 涂=tu 呙=guo 车=che,ju 母=mu "
    "於=yu 谷=gu 余=yu 尧=yao 谢=xie 吕=lv,lyu"
)

_COMPOUND = _table(
    "尉迟=yu,chi 长孙=zhang,sun 单于=chan,yu 万俟=mo,qi 澹台=tan,tai 皇甫=huang,fu 鲜于=xian,yu "
    "令狐=ling,hu 宇文=yu,wen 慕容=mu,rong 独孤=du,gu 欧阳=ou,yang 司马=si,ma 上官=shang,guan "
    "诸葛=zhu,ge 夏侯=xia,hou 公孙=gong,sun 轩辕=xuan,yuan 东方=dong,fang 南宫=nan,gong "
    "呼延=hu,yan 端木=duan,mu 赫连=he,lian 濮阳=pu,yang 太史=tai,shi 申屠=shen,tu 仲孙=zhong,sun "
    "钟离=zhong,li 淳于=chun,yu 闻人=wen,ren 拓跋=tuo,ba 第五=di,wu 百里=bai,li 东郭=dong,guo "
    "西门=xi,men 南门=nan,men 微生=wei,sheng 梁丘=liang,qiu 左丘=zuo,qiu 公冶=gong,ye "
    "宰父=zai,fu 谷梁=gu,liang 段干=duan,gan 乐正=yue,zheng 漆雕=qi,diao 壤驷=rang,si "
    "公良=gong,liang 夹谷=jia,gu 亓官=qi,guan 司寇=si,kou 巫马=wu,ma 公西=gong,xi 颛孙=zhuan,sun "
    "子车=zi,ju 司徒=si,tu 司空=si,kong 羊舌=yang,she 车正=ju,zheng 范姜=fan,jiang"
)

# Anywhere else in a name, where pypinyin's first reading is not the (only) likely one.
_GIVEN = _table(
    "乐=le,yue 行=xing,hang 长=chang,zhang 重=zhong,chong 朝=chao,zhao 曾=zeng,ceng 单=dan,shan "
    "盛=sheng,cheng 晟=sheng,cheng 茜=qian,xi 莞=wan,guan 佛=fo 似=si 贾=jia 了=liao 都=du 卜=bu "
    "什=shi 仔=zi,zai 勒=le 琢=zhuo 泊=bo,po 薄=bo 牟=mou,mu 骠=piao 铛=dang 娜=na 裳=chang,shang "
    "柏=bai,bo 澄=cheng,deng 传=chuan,zhuan 调=diao,tiao 朴=pu,piao 率=shuai,lv 拓=tuo,ta "
    "宿=su 校=xiao,jiao 著=zhu,zhuo 省=sheng,xing 车=che,ju 蔚=wei,yu 参=can,shen 藏=cang,zang "
    "降=jiang,xiang 纶=lun,guan 陆=lu 冯=feng 屏=ping 解=jie,xie 翟=zhai,di 区=qu,ou 查=cha,zha "
    "仇=chou,qiu 盖=gai,ge 洗=xi 覃=tan,qin 缪=miao,mou 尉=wei,yu 好=hao 红=hong 强=qiang "
    "一=yi 大=da 相=xiang 还=huan,hai 差=cha 便=bian 石=shi 合=he 卡=ka 会=hui,kuai 广=guang "
    "夏=xia 无=wu 正=zheng 若=ruo 女=nv,nyu 吕=lv,lyu 绿=lv,lyu 律=lv,lyu 旅=lv,lyu 侣=lv,lyu "
    "莎=sha 倩=qian 靓=liang,jing 俟=qi 奇=qi 沓=ta 叶=ye 阿=a 育=yu 予=yu 与=yu 为=wei 给=gei "
    "角=jiao 累=lei 脉=mai 秘=mi 和=he 折=zhe 宁=ning 南=nan 亲=qin 令=ling 量=liang 纪=ji "
    "雀=que 圈=quan 扎=zha 粘=zhan,nian 堡=bao,pu 谷=gu 俞=yu 员=yuan 铺=pu 厦=sha,xia 弹=dan,tan"
)

# Letters that a person writes for another (Japanese and old forms that OpenCC leaves alone).
_VARIANTS = {"呉": "吴", "髪": "发", "靑": "青", "锺": "钟", "邨": "村", "髙": "高", "﨑": "崎"}


class _Simplified(dict[int, str]):
    """A translation table that asks OpenCC once for each character that is new to it."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        found = _VARIANTS.get(char) or (_opencc(char) if code >= 0x3400 else char)
        self[code] = found
        return found


@cache
def _converter() -> object:
    from opencc import OpenCC  # late: 40 ms that a start without a search need not pay

    return OpenCC("hk2s")


def _opencc(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return char  # half a character, which OpenCC can't take
    folded: str = _converter().convert(char)  # type: ignore[attr-defined]
    return folded if len(folded) == 1 else char


_simplified = _Simplified()


def simplify(text: str) -> str:
    """``text`` in simplified characters, one for one, so that both scripts meet."""
    return text if text.isascii() else text.translate(_simplified)


@cache
def _dictionary() -> dict[str, str]:
    spec = importlib.util.find_spec("pypinyin")
    if spec is not None and spec.origin is not None:
        file = Path(spec.origin).with_name("pinyin_dict.json")
        if file.is_file():
            return dict(json.loads(file.read_bytes()))
    from pypinyin.pinyin_dict import pinyin_dict  # the slow way, should the file ever move

    return {str(code): readings for code, readings in pinyin_dict.items()}


def _bare(reading: str) -> str:
    plain = unicodedata.normalize("NFD", reading).replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(c for c in plain if c.isascii() and c.isalpha())


@cache
def readings(char: str) -> tuple[str, ...]:
    """How one simplified character may be read in a given name; () when it has no pinyin."""
    known = _GIVEN.get(char)
    if known is not None:
        return known
    first = _dictionary().get(str(ord(char)), "").split(",")[0]
    bare = _bare(first)
    return (bare,) if bare else ()


# A person who is new is spelled twice within a moment: to be sorted, and to be found.
@lru_cache(maxsize=4096)
def spellings(name: str) -> tuple[Spelling, ...]:
    """The likely spellings of a Chinese name (simplified, characters only), likeliest first.

    Characters without a reading are left out; () when none has one.
    """
    name = name[:MOST_SYLLABLES]
    compound = _COMPOUND.get(name[:2])
    ways: list[tuple[str, ...]]
    if compound is not None and len(name) > 2:
        ways = [(compound[0],), (compound[1],)]
        rest = name[2:]
    else:
        ways = [_SURNAMES.get(name[:1]) or readings(name[0])] if name else []
        rest = name[1:]
    ways += [readings(char) for char in rest]
    # Most names have one reading, and imports bring them by the ten thousand.
    whole = letters = ""
    for way in ways:
        if len(way) > 1:
            return _varied([way for way in ways if way])
        if way:
            whole += way[0]
            letters += way[0][0]
    return (Spelling(whole, letters),) if whole else ()


def _varied(ways: list[tuple[str, ...]]) -> tuple[Spelling, ...]:
    # Of a long name only the first few characters may vary, or the product explodes.
    varied = [way if place < MOST_SPELLINGS else way[:1] for place, way in enumerate(ways)]
    ranked = sorted(
        product(*(range(len(way)) for way in varied)),
        key=lambda picks: (sum(1 for pick in picks if pick), sum(picks)),
    )
    combinations = [
        [way[pick] for way, pick in zip(varied, picks, strict=True)]
        for picks in ranked[:MOST_SPELLINGS]
    ]
    return tuple(Spelling("".join(c), "".join([s[0] for s in c])) for c in combinations)


def _characters(simple: str) -> str:
    return "".join(c for c in simple if c >= "\u3400")


def full(name: str) -> str:
    """The likeliest full pinyin of ``name`` in either script, for sorting; the rest as it is."""
    simple = simplify(name)
    plain = simple if simple.isalpha() and min(simple) >= "\u3400" else _characters(simple)
    found = spellings(plain)
    return found[0].full if found else simple.lower()


def initials(name: str) -> str:
    """The likeliest initials of ``name`` in either script: 張偉 → ``zw``."""
    found = spellings(_characters(simplify(name)))
    return found[0].initials if found else ""
