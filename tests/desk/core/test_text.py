from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core import text
from desk.core.errors import Refused


def test_normalise_folds_width_and_blanks() -> None:
    assert text.normalise("  Ａ座　１５０２ \n室 ") == "A座 1502 室"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("a\0b", "text.nul"), ("a\x07b", "text.control"), ("a\u202eb", "text.control"),
     ("  \t ", "text.required"), ("x" * 31, "text.too_long"), ("\ud800", "text.control")],
)  # fmt: skip
def test_clean_refuses_beside_the_field(typed: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        text.clean(typed, "name", 30, required=True)
    assert (refused.value.code, refused.value.field) == (code, "name")


@pytest.mark.parametrize(
    "kept", ["<b>王</b>", "=1+1", 'O\'Neil "x"', "😀", "👨‍👩‍👧", "䶮𨋢", "x" * 200, "％ DROP"]
)
def test_clean_keeps_odd_names_as_they_are(kept: str) -> None:
    assert text.clean(kept, "name") == kept


def test_clean_keeps_lines_only_when_asked() -> None:
    assert text.clean(" a \r\n  b\tc ", "note", lines=True) == "a\nb c"
    assert text.clean(" a \r\n  b\tc ", "note") == "a b c"


@given(st.text(max_size=80))
def test_clean_is_stable_and_never_keeps_a_control(typed: str) -> None:
    try:
        kept = text.clean(typed, "note", lines=True)
    except Refused:
        return
    assert text.clean(kept, "note", lines=True) == kept
    assert not text.has_controls(kept)


def test_plates() -> None:
    assert text.plate(" 粤b·１２３４５ ") == "粤B12345"
    assert text.plate("AB 1234") == "AB1234"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("137 1234 8842", "13712348842"), ("+86 137-1234-8842", "13712348842"),
     ("１３７１２３４８８４２", "13712348842"), ("9123 4567", "91234567"),
     ("+852 9123 4567", "91234567"), ("(0755) 8123-4567", "075581234567"), ("", ""),
     ("8613712348842", "13712348842"), ("+1 415 555 2671", "+14155552671"), ("10086", "10086"),
     ("0755-81234567转8012", "075581234567#8012"), ("008613712348842", "13712348842"),
        ("8123456", "8123456"), ("400 800 1234", "4008001234"), ("3456", "3456")],
)  # fmt: skip
def test_phones_are_kept_as_digits(typed: str, kept: str) -> None:
    assert text.phone(typed) == kept


@pytest.mark.parametrize("typed", ["12", "abc", "1371234884", "137123488421234567", "张三"])
def test_phones_that_cannot_be_are_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        text.phone(typed, "phone2")
    assert (refused.value.code, refused.value.field) == ("phone.invalid", "phone2")


def test_masks() -> None:
    assert text.mask_document("440305199001011234") == "440***********1234"
    assert text.mask_phone("13712348842") == "137 **** 8842"
    assert text.mask_phone("91234567") == "91** **67"
    assert text.mask_name("欧阳娜") == "欧**"
    assert text.mask_name("Chan Tai Man") == "C*** T** M**"


@given(st.text(alphabet="0123456789ABCX+#", max_size=24))
def test_masks_never_show_more_than_half_of_short_numbers(number: str) -> None:
    for masked in (text.mask_document(number), text._mask(number, 3, 4)):
        assert len(masked) == len(number)
        shown = sum(c != "*" for c in masked)
        assert shown <= 7
        assert shown <= max(len(number) // 2, 0)
