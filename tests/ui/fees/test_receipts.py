"""The register of receipts: its card, voids, copies, books, and a scanned code."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from desk.core.access import Role
from desk.core.desk import Desk
from desk.fees import books
from desk.fees.models import CashShift, Receipt
from desk.fees.till.papers_out import receipt_token
from desk.fees.till.post import post_receipt
from desk.fees.till.rows import ReceiptRow, read_one
from desk.fees.till.void import void_receipt
from tests.desk.fees.till.conftest import charge, setting
from tests.desk.printing.samples import words_of
from tests.stores import PASSWORD, as_role
from tests.ui.fees.counter import Keys, Place, counter, keys, meet, place, printed
from ui.fees.receipts.page import ReceiptsPage
from ui.kit.messages import AskPerson, AskText
from ui.main_window import MainFrame

__all__ = ["counter", "keys", "place", "printed"]


@pytest.fixture
def taken(counter: MainFrame, desk: Desk, place: Place) -> ReceiptRow:
    """A receipt of the open drawer."""
    return post_receipt(desk, place.pay(place.first(), cash=30_000))


@pytest.fixture
def page(counter: MainFrame, taken: ReceiptRow, qtbot: Any) -> ReceiptsPage:
    """The page with that receipt shown."""
    counter.show_record("receipt", taken.id)
    made = counter.go("receipts")
    assert isinstance(made, ReceiptsPage)
    qtbot.waitUntil(lambda: made.list.card.detail is not None)
    return made


def move(page: ReceiptsPage, key: str) -> Any:
    """A move of the card, None if it isn't offered."""
    detail = page.list.card.detail
    assert detail is not None
    return next((m for m in (*detail.moves, *detail.more) if m.key == key), None)


def test_the_card_says_all_of_it(page: ReceiptsPage, taken: ReceiptRow) -> None:
    detail = page.list.card.detail
    assert detail is not None
    assert (detail.heading, detail.state) == ("¥250.60", "Posted")
    assert taken.number in detail.subtitle
    lines, tenders = detail.parts[:2]
    assert [(row.text, row.tag) for row in lines.rows] == [("物业费", "250.60")]
    assert "3-1502" in lines.rows[0].detail
    assert "change 49.40" in tenders.rows[0].detail
    assert detail.timeline


def test_void_asks_why_and_puts_back(
    page: ReceiptsPage, taken: ReceiptRow, keys: Keys, place: Place, qtbot: Any
) -> None:
    assert [m.key for m in page.list.card.detail.moves] == ["print", "void"]  # type: ignore[union-attr]

    def why(dialog: Any) -> None:
        assert isinstance(dialog, AskText)
        dialog.field.setPlainText("重开")
        dialog.finish()

    meet(why)
    keys.ctrl(Qt.Key.Key_D)
    assert read_one(page.desk, taken.id).state == "voided"
    assert charge(place.debts[0])[2] == 25_060
    assert "is void" in page.message_bar.text
    qtbot.waitUntil(lambda: page.list.card.detail.state == "Voided")
    assert "重开" in page.list.card.detail.notice  # type: ignore[union-attr]
    assert move(page, "void") is None


def test_somebody_elses_is_voided_by_two(
    page: ReceiptsPage, taken: ReceiptRow, keys: Keys, desk: Desk
) -> None:
    as_role(desk, Role.CASHIER)

    def sign(dialog: Any) -> None:
        assert isinstance(dialog, AskPerson)
        dialog.account.setText("supervisor")
        dialog.password.setText(PASSWORD)
        dialog.finish()

    meet(lambda d: (d.field.setPlainText("重开"), d.finish()), sign)
    page.void(taken)
    row = read_one(desk, taken.id)
    assert (row.state, row.void_second) == ("voided", "Supervisor")


def test_a_closed_drawer_offers_a_refund(
    page: ReceiptsPage, taken: ReceiptRow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    CashShift.update(state="closed").execute()
    page.list.refresh()
    qtbot.waitUntil(lambda: page.list.card.detail.moves[-1].key == "refund")
    asked: list[Any] = []
    monkeypatch.setattr(page.frame, "begin", lambda *what, **values: asked.append((what, values)))
    move(page, "refund").run()
    assert asked == [(("documents", "refund"), {"receipt": taken.id})]


def test_printed_again_it_is_a_copy(
    page: ReceiptsPage, taken: ReceiptRow, printed: list[Any]
) -> None:
    meet(lambda dialog: dialog.finish())
    page.print_copy(taken)
    meet(lambda dialog: dialog.finish())
    page.print_copy(taken)
    assert len(printed) == 2
    assert taken.number in words_of(printed[1][0])
    assert "副本" in words_of(printed[1][0]) or "Copy" in words_of(printed[1][0])


def test_a_scanned_receipt_is_shown_from_anywhere(
    counter: MainFrame, page: ReceiptsPage, taken: ReceiptRow, desk: Desk, place: Place
) -> None:
    other = post_receipt(desk, place.pay(place.first(charge=place.debts[1], amount=10_000)))
    counter.go("visitors")
    counter.scanned(receipt_token(desk, taken))
    assert counter.key == "receipts"
    assert page.list.current().id == taken.id
    counter.scanned(receipt_token(desk, other))
    assert page.list.current().id == other.id


def test_it_moves_to_another_sheet(page: ReceiptsPage, taken: ReceiptRow, desk: Desk) -> None:
    setting(desk, "fees.books", True)
    books.add_book(desk, books.BookDraft("A0001", "A0050"))
    meet(lambda d: (d.form.set_values({"case": "by_hand", "sheet": "A0004", "reason": "手写"}),
                    d.form.finish()))  # fmt: skip
    page.sheet(taken)
    assert Receipt.get_by_id(taken.id).sheet == "A0004"


def test_the_heading_tells_of_today(page: ReceiptsPage, desk: Desk, place: Place) -> None:
    assert page.list.summary.text() == "1 today, ¥250.60"
    other = post_receipt(desk, place.pay(place.first(charge=place.debts[1], amount=10_000)))
    page.list.refresh()
    assert page.list.summary.text() == "2 today, ¥350.60"
    void_receipt(desk, other.id, "收错")
    page.list.refresh()
    assert page.list.summary.text() == "1 today, ¥250.60"
