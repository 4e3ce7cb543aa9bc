"""Deposits and prepaid accounts: what is held, its movements, transfers, slips, refunds."""

from __future__ import annotations

from typing import Any

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.papers import papers_of
from desk.fees.accounts import deposits_of, prepaid_of
from desk.fees.models import Adjustment
from desk.fees.till.drafts import LineDraft
from desk.fees.till.post import post_receipt
from tests.desk.fees.till.conftest import held
from tests.stores import as_role
from tests.ui.fees.counter import ENTER, Keys, Place, counter, keys, place
from ui.fees.accounts.page import AccountsPage
from ui.fees.documents.page import DocumentsPage
from ui.kit import preview
from ui.kit.detail import Detail
from ui.main_window import MainFrame

__all__ = ["counter", "keys", "place"]


@pytest.fixture
def kept(desk: Desk, place: Place) -> tuple[int, int]:
    """A deposit of 2,000.00 and 500.00 paid ahead; their accounts."""
    lines = (
        LineDraft("deposit", item=place.deposit, unit=place.unit, amount=200_000),
        LineDraft("prepayment", unit=place.unit, amount=50_000),
    )
    post_receipt(desk, place.pay(*lines))
    [deposit] = deposits_of(desk, place.unit)
    [prepaid] = prepaid_of(desk, place.unit)
    return deposit.id, prepaid.id


@pytest.fixture
def page(counter: MainFrame, kept: tuple[int, int], qtbot: Any) -> AccountsPage:
    made = counter.go("accounts")
    assert isinstance(made, AccountsPage)
    qtbot.waitUntil(made.list.table.hasFocus)
    return made


def card(page: AccountsPage, account: int) -> Detail:
    page.show_record("account", account)
    page.list._show_detail()
    shown = page.list.card.detail
    assert shown is not None
    return shown


def press(page: AccountsPage, account: int, key: str) -> None:
    shown = card(page, account)
    next(move for move in (*shown.moves, *shown.more) if move.key == key).run()


def test_the_card_shows_every_movement(page: AccountsPage, kept: tuple[int, int]) -> None:
    shown = card(page, kept[0])
    assert (shown.state, shown.tone) == ("2,000.00", "ok")
    [movement] = shown.parts[0].rows
    assert movement.tag == "+2,000.00"
    assert movement.text.startswith("Receipt R26")
    assert {move.key for move in shown.moves} == {"refund", "slip", "pay"}
    assert {move.key for move in card(page, kept[1]).moves} == {"refund", "transfer", "pay"}


def test_money_moves_to_another_unit_by_keyboard(
    page: AccountsPage, keys: Keys, desk: Desk, place: Place, kept: tuple[int, int]
) -> None:
    press(page, kept[1], "transfer")
    assert keys.field() == "unit"
    keys("0801", ENTER, ENTER)
    assert keys.field() == "amount"
    keys("120", ENTER)
    keys("充值到错误房号")
    keys.ctrl(ENTER)
    [made] = Adjustment.select()
    assert (made.kind, made.amount) == ("transfer", 12_000)
    assert held(kept[1]) == 38_000
    assert made.number in page.list.message_bar.text
    [target] = prepaid_of(desk, place.other)
    assert target.balance == 12_000


def test_more_than_is_held_is_refused_beside_its_field(
    page: AccountsPage, place: Place, kept: tuple[int, int]
) -> None:
    page.begin("transfer", account=kept[1])
    assert page._form is not None
    form = page._form[2]
    form["unit"].show_unit(place.other)  # type: ignore[attr-defined]
    form.set_values({"amount": 50_001, "reason": "x"})
    form.finish()
    said = form["amount"].error or page.now.message_bar.text  # type: ignore[attr-defined]
    assert said
    assert held(kept[1]) == 50_000


def test_the_slip_is_printed(
    page: AccountsPage, kept: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []
    monkeypatch.setattr(preview, "show_paper", lambda *_a, pdf, **_v: sent.append(pdf))
    press(page, kept[0], "slip")
    assert sent[0].startswith(b"%PDF")
    assert len(papers_of("account", kept[0])) == 1
    assert any(line.label == "Printed" for line in card(page, kept[0]).lines)


def test_a_refund_begins_on_the_page_of_documents(
    page: AccountsPage, counter: MainFrame, kept: tuple[int, int]
) -> None:
    press(page, kept[0], "refund")
    documents = counter.go("documents")
    assert isinstance(documents, DocumentsPage)
    sheet: Any = documents.sheet("refunds")
    assert sheet._form is not None


def test_an_empty_account_says_why_nothing_can_be_done(
    page: AccountsPage, desk: Desk, place: Place, kept: tuple[int, int]
) -> None:
    page.begin("transfer", account=kept[1])
    assert page._form is not None
    form = page._form[2]
    form["unit"].show_unit(place.other)  # type: ignore[attr-defined]
    form["reason"].set_value("x")
    form.finish()
    moves = {move.key: move for move in card(page, kept[1]).moves}
    assert not moves["refund"].enabled
    assert moves["refund"].why


def test_a_clerk_only_looks(counter: MainFrame, desk: Desk, kept: tuple[int, int]) -> None:
    as_role(desk, Role.CLERK)
    made = counter.go("accounts")
    assert isinstance(made, AccountsPage)
    assert {move.key for move in card(made, kept[0]).moves} == {"slip"}
