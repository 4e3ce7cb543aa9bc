from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core import pinyin


@pytest.mark.parametrize(
    ("name", "full"),
    [("单雄信", "shanxiongxin"), ("查良鏞", "zhaliangyong"), ("曾国藩", "zengguofan"),
     ("仇英", "qiuying"), ("區桂芝", "ouguizhi"), ("解晓东", "xiexiaodong"),
     ("翟天臨", "zhaitianlin"), ("尉遲恭", "yuchigong"), ("長孫無忌", "zhangsunwuji"),
     ("歐陽娜娜", "ouyangnana"), ("衞蘭", "weilan"), ("万俟卨", "moqixie"), ("吕布", "lvbu"),
     ("任贤齐", "renxianqi"), ("朴树", "piaoshu"), ("䶮", "yan")],
)  # fmt: skip
def test_surnames_are_read_as_surnames(name: str, full: str) -> None:
    assert pinyin.full(name) == full


def test_characters_with_several_readings_give_several_initials() -> None:
    found = {spelling.initials for spelling in pinyin.spellings("张乐行")}
    assert found == {"zlx", "zyx", "zlh", "zyh"}
    assert {s.full for s in pinyin.spellings("单田芳")} == {"shantianfang", "dantianfang"}
    assert {s.full for s in pinyin.spellings("吕布")} == {"lvbu", "lyubu"}
    assert pinyin.initials("張偉") == "zw"
    assert pinyin.initials("John") == ""
    assert pinyin.full("John") == "john"


def test_both_scripts_meet() -> None:
    assert pinyin.simplify("陳劉國華 衞裏呉") == "陈刘国华 卫里吴"


@given(st.text(max_size=40))
def test_any_text_is_spelled_in_letters(text: str) -> None:
    assert len(pinyin.simplify(text)) == len(text)
    found = pinyin.spellings(text)
    assert len(found) <= pinyin.MOST_SPELLINGS
    for spelling in found:
        assert spelling.full.isascii()
        assert len(spelling.initials) <= pinyin.MOST_SYLLABLES
