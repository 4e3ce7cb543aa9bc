"""Pre-printed books: proposed numbers, and the four cases of paper against program."""

from __future__ import annotations

from typing import Any

import pytest

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.fees.books import (
    BookDraft,
    SheetDraft,
    add_book,
    books,
    get_book,
    move_sheet,
    propose,
    set_book_active,
    sheets,
)
from desk.fees.till.detail import get_receipt
from desk.fees.till.post import post_receipt
from desk.fees.till.rows import ReceiptRow
from desk.fees.till.void import void_receipt
from desk.texts import sentence
from tests.desk.fees.till.conftest import Place, setting


@pytest.fixture
def book(desk: Desk, place: Place) -> int:
    """A book of ten sheets in use."""
    setting(desk, "fees.books", True)
    return add_book(desk, BookDraft("A0001001", "A0001010")).id


def post(desk: Desk, place: Place, **values: Any) -> ReceiptRow:
    return post_receipt(desk, place.pay(place.first(amount=1), **values))


def refused(code: str, call: Any, *args: Any, **values: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        call(*args, **values)
    assert caught.value.code == code
    assert code not in sentence(caught.value)
    return caught.value


def fates(desk: Desk, book: int) -> list[tuple[str, str, str, str]]:
    return [(s.number[-2:], s.state, s.case, s.receipt_number[-1:]) for s in sheets(desk, book)]


def test_a_book_in_stock(desk: Desk, place: Place) -> None:
    row = add_book(desk, BookDraft("A0001001", "A0001100"), request="b")
    assert (row.first, row.last, row.next, row.left) == ("A0001001", "A0001100", "A0001001", 100)
    assert add_book(desk, BookDraft("A0001001", "A0001100"), request="b") == row
    refused("book.overlap", add_book, desk, BookDraft("A0001100", "A0001200"))
    refused("book.number", add_book, desk, BookDraft("A", "A0001200"))
    refused("book.range", add_book, desk, BookDraft("B0001100", "A0001200"))
    refused("book.range", add_book, desk, BookDraft("B0001200", "B0001100"))
    refused("book.too_large", add_book, desk, BookDraft("B0000001", "B9000000"))
    set_book_active(desk, row.id, False)
    assert books(desk) == [] and propose(desk) == ""
    assert len(books(desk, None)) == 1


def test_the_proposed_sheet_is_taken(desk: Desk, place: Place, book: int) -> None:
    assert propose(desk) == "A0001001"
    assert post(desk, place).sheet == "A0001001"
    row = post(desk, place, sheet="A0001002")
    assert row.sheet == "A0001002" and propose(desk) == "A0001003"
    assert get_receipt(desk, row.id).sheets[0].number == "A0001002"
    assert get_book(desk, book).used == 2 and get_book(desk, book).left == 8
    error = refused("book.disagree", post, desk, place, sheet="A0001004")
    assert error.values["proposed"] == "A0001003"
    void_receipt(desk, row.id, "x")
    assert fates(desk, book)[1] == ("02", "used", "", "2")


def test_printed_again_on_the_next(desk: Desk, place: Place, book: int) -> None:
    row = post(desk, place, sheet_case="next_sheet", sheet_reason="卡纸")
    assert row.sheet == "A0001002"
    assert fates(desk, book) == [
        ("01", "spoiled", "next_sheet", "1"), ("02", "used", "next_sheet", "1"),
    ]  # fmt: skip
    assert propose(desk) == "A0001003"
    refused("book.case_reason", post, desk, place, sheet_case="next_sheet")


def test_both_void(desk: Desk, place: Place, book: int) -> None:
    values = {"sheet_case": "both_void", "sheet_reason": "错"}
    refused("book.not_after", post, desk, place, sheet="A0001002", **values)
    assert post(desk, place, **values).sheet == "A0001003"
    assert [fate[1] for fate in fates(desk, book)] == ["spoiled", "spoiled", "used"]


def test_the_blank_sheet_is_void(desk: Desk, place: Place, book: int) -> None:
    values = {"sheet_case": "blank_void", "sheet_reason": "缺页"}
    assert post(desk, place, sheet="A0001003", **values).sheet == "A0001003"
    assert fates(desk, book) == [
        ("01", "blank_void", "blank_void", ""), ("02", "blank_void", "blank_void", ""),
        ("03", "used", "blank_void", "1"),
    ]  # fmt: skip


def test_by_hand(desk: Desk, place: Place, book: int) -> None:
    values = {"sheet_case": "by_hand", "sheet_reason": "另一本"}
    assert post(desk, place, sheet="A0001002", **values).sheet == "A0001002"
    assert propose(desk) == "A0001001"
    refused("book.taken", post, desk, place, sheet="A0001002", **values)
    refused("book.no_such_sheet", post, desk, place, sheet="B1", **values)
    assert post(desk, place).sheet == "A0001001"
    assert propose(desk) == "A0001003"


def test_the_end_of_the_stock(desk: Desk, place: Place, book: int) -> None:
    for _sheet in range(10):
        post(desk, place)
    assert propose(desk) == "" and get_book(desk, book).next == ""
    refused("book.none_left", post, desk, place)
    add_book(desk, BookDraft("A0001011", "A0001020"))
    assert post(desk, place).sheet == "A0001011"


def test_a_jam_on_the_last_sheet(desk: Desk, place: Place, book: int) -> None:
    for _sheet in range(9):
        post(desk, place)
    values = {"sheet_case": "next_sheet", "sheet_reason": "卡纸"}
    refused("book.none_left", post, desk, place, **values)
    add_book(desk, BookDraft("B01", "B20"))
    assert post(desk, place, **values).sheet == "B01"
    assert fates(desk, book)[-1] == ("10", "spoiled", "next_sheet", "0")
    assert post(desk, place).sheet == "B02"


def test_moved_after_printing(desk: Desk, place: Place, book: int) -> None:
    row = post(desk, place)
    refused("book.case_reason", move_sheet, desk, row.id, SheetDraft("next_sheet"))
    assert move_sheet(desk, row.id, SheetDraft("next_sheet", reason="卡纸")) == "A0001002"
    assert move_sheet(desk, row.id, SheetDraft("both_void", reason="卡纸")) == "A0001004"
    assert move_sheet(desk, row.id, SheetDraft("blank_void", reason="跳页")) == "A0001005"
    assert move_sheet(desk, row.id, SheetDraft("by_hand", "A0001009", "看错")) == "A0001009"
    assert [fate[:2] for fate in fates(desk, book)] == [
        ("01", "spoiled"), ("02", "spoiled"), ("03", "spoiled"), ("04", "blank_void"),
        ("09", "used"),
    ]  # fmt: skip
    assert propose(desk) == "A0001005"
    assert get_receipt(desk, row.id).row.sheet == "A0001009"
    void_receipt(desk, row.id, "x")
    refused("book.shift_closed", move_sheet, desk, row.id, SheetDraft("next_sheet", reason="x"))


def test_without_books_the_number_is_free_text(desk: Desk, place: Place) -> None:
    assert post(desk, place, sheet=" 0012 ").sheet == "0012"
