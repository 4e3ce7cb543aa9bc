from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from desk.core import identity
from desk.core.errors import Refused
from desk.core.identity import Document

GOOD = "11010519491231002X"


def code(kind: str, number: str) -> str:
    with pytest.raises(Refused) as refused:
        identity.check(kind, number, "document")
    assert refused.value.field == "document"
    return refused.value.code


def test_mainland_cards() -> None:
    assert identity.check("id_card", " 1101 0519 4912 3100 2x ") == GOOD
    assert identity.check("id_card", "") == ""
    assert identity.birth_date("id_card", GOOD) == date(1949, 12, 31)
    assert identity.sex("id_card", GOOD) == "f"
    assert code("id_card", GOOD[:-1]) == "document.length"
    assert code("id_card", GOOD[:-1] + "1") == "document.check_digit"
    assert code("id_card", "A" * 18) == "document.format"
    assert code("library", GOOD) == "document.kind"
    feb30 = "110105199002300010"
    assert code("id_card", feb30[:-1] + ric.calc_check_digit(feb30)) == "document.birth_date"


@given(st.text(max_size=24))
def test_any_text_is_kept_or_refused(number: str) -> None:
    for kind in Document:
        try:
            kept = identity.check(kind, number)
        except Refused:
            continue
        assert identity.check(kind, kept) == kept


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(place: int, by: int) -> None:
    wrong = GOOD[:place] + str((int(GOOD[place]) + by) % 10) + GOOD[place + 1 :]
    with pytest.raises(Refused):
        identity.check("id_card", wrong)


def test_hong_kong_cards() -> None:
    assert identity.check("hkid", "a123456(3)") == "A1234563"
    assert identity.check("hkid", "Ｇ１２３４５６（Ａ）") == "G123456A"
    assert identity.check("hkid", "AB987654(3)") == "AB9876543"
    assert code("hkid", "A123456(4)") == "document.check_digit"
    assert code("hkid", "1234567") == "document.format"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [("passport", "e12345678", "E12"), ("home_return", "H12345678", "X12345678"),
     ("taiwan_permit", "12345678", "1234"), ("macau_id", "1234567(8)", "2234567(8)"),
     ("driving_licence", GOOD, GOOD[:-1] + "1")],
)  # fmt: skip
def test_other_documents(kind: str, good: str, bad: str) -> None:
    assert identity.check(kind, good)
    code(kind, bad)


def test_doubts_only_warn() -> None:
    future = "110105209901010015"
    future = future[:-1] + ric.calc_check_digit(future)
    assert identity.doubts("id_card", future, date(2026, 1, 1)) == ["document.future_birth"]
    nowhere = "990105199001010015"
    assert identity.doubts("id_card", GOOD, date(2026, 1, 1)) == []
    assert identity.doubts("hkid", nowhere, date(2026, 1, 1)) == []
    unknown = "000105199001010015"
    found = identity.doubts("id_card", unknown, date(2026, 1, 1))
    assert found == ["document.unknown_place"]


def test_companies() -> None:
    assert identity.check_company("9111 0000 6000 3734 1l") == "91110000600037341L"
    for number, wrong in (
        ("9111", "company.length"),
        ("91110000600037341M", "company.check_digit"),
        ("9111000060003734IL", "company.format"),
    ):
        with pytest.raises(Refused) as refused:
            identity.check_company(number)
        assert refused.value.code == wrong
