"""Refunds and corrections: asked for by one, approved by another, paid from the open drawer."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.tokens import Kind, Token, seal
from desk.fees.adjustments.drafts import AdjustmentDraft, AdjustmentLineDraft
from desk.fees.adjustments.rows import get_adjustment
from desk.fees.adjustments.verbs import request_adjustment
from desk.fees.models import Adjustment, CashShift, Refund
from desk.fees.refunds.drafts import RefundDraft, RefundLineDraft
from desk.fees.refunds.rows import get_refund, view_refund
from desk.fees.refunds.slip import slip_of
from desk.fees.refunds.verbs import approve_refund, request_refund
from desk.fees.till.detail import get_receipt
from desk.fees.till.drafts import LineDraft
from desk.fees.till.post import post_receipt
from tests.desk.fees.till.conftest import charge, held
from tests.stores import PASSWORD, as_role
from tests.ui.fees.counter import ENTER, Keys, Place, counter, keys, meet, place
from ui.fees.documents.adjustments import AdjustmentsTab
from ui.fees.documents.page import DocumentsPage
from ui.fees.documents.refund_forms import AccountRefund, ReceiptRefund
from ui.fees.documents.refunds import RefundsTab
from ui.kit import preview
from ui.kit.detail import Detail
from ui.main_window import MainFrame

__all__ = ["counter", "keys", "place"]


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Papers that would have been shown."""
    sent: list[bytes] = []
    monkeypatch.setattr(preview, "show_paper", lambda *_a, pdf, **_v: sent.append(pdf))
    return sent


@pytest.fixture
def receipt(desk: Desk, place: Place) -> int:
    """The oldest debt, 250.60, was paid."""
    return post_receipt(desk, place.pay(place.first())).id


@pytest.fixture
def deposit(desk: Desk, place: Place) -> int:
    """A deposit of 2,000.00; its account."""
    line = LineDraft("deposit", item=place.deposit, unit=place.unit, amount=200_000)
    made = post_receipt(desk, place.pay(line))
    account = get_receipt(desk, made.id).lines[0].account
    assert account is not None
    return account


@pytest.fixture
def page(counter: MainFrame, qtbot: Any) -> DocumentsPage:
    made = counter.go("documents")
    assert isinstance(made, DocumentsPage)
    qtbot.waitUntil(made.isVisible)
    return made


def refunds(page: DocumentsPage) -> RefundsTab:
    found = page.show_sheet("refunds")
    assert isinstance(found, RefundsTab)
    return found


def corrections(page: DocumentsPage) -> AdjustmentsTab:
    found = page.show_sheet("adjustments")
    assert isinstance(found, AdjustmentsTab)
    return found


def card(tab: RefundsTab | AdjustmentsTab, record: int) -> Detail:
    tab.show_record("", record)
    tab.list._show_detail()
    shown = tab.list.card.detail
    assert shown is not None
    return shown


def press(tab: RefundsTab | AdjustmentsTab, record: int, key: str) -> None:
    shown = card(tab, record)
    next(move for move in (*shown.moves, *shown.more) if move.key == key).run()


def asked(desk: Desk, receipt: int, role: Role = Role.CASHIER) -> int:
    """A refund of the whole line that a cashier asked for; the administrator is on duty again."""
    line = get_receipt(desk, receipt).lines[0].id
    as_role(desk, role)
    made = request_refund(
        desk, RefundDraft("fees", receipt, lines=(RefundLineDraft(line, 25_060),), reason="重复")
    )
    as_role(desk, Role.ADMINISTRATOR)
    return made.id


def test_a_refund_of_a_line_is_asked_for_by_keyboard(
    counter: MainFrame, page: DocumentsPage, keys: Keys, desk: Desk, receipt: int, qtbot: Any
) -> None:
    counter.begin("documents", "refund", receipt=receipt)
    tab = refunds(page)
    assert tab._form is not None
    form = tab._form[2]
    assert isinstance(form, ReceiptRefund)
    assert keys.field() == "lines"
    right = Qt.Key.Key_Right
    keys(Qt.Key.Key_Space, right, right, right, "1", "0", "0", ENTER)
    qtbot.waitUntil(lambda: form.lines.table.hasFocus())
    keys(ENTER)
    assert keys.field() == "payee"
    form.look()
    assert form.total.text() == "Handed out: 100.00"
    form["reason"].set_value("多收")
    keys.ctrl(ENTER)
    [made] = Refund.select()
    assert (made.state, made.amount, made.payee) == ("requested", 10_000, "李敏")
    assert tab.on_list
    assert made.number in tab.list.message_bar.text


def test_owed_again_and_too_much(page: DocumentsPage, desk: Desk, receipt: int) -> None:
    page.begin("refund", receipt=receipt)
    tab = refunds(page)
    assert tab._form is not None
    form = tab._form[2]
    assert isinstance(form, ReceiptRefund)
    line = get_receipt(desk, receipt).lines[0].id
    form.lines.set_value([[line, 99_999, 0, True]])
    form["reason"].set_value("多收")
    form.finish()
    assert form.lines.error
    form.lines.set_value([[line, 25_060, 0, True]])
    form.finish()
    [made] = Refund.select()
    assert view_refund(desk, made.id).lines[0].reopen


def test_nothing_is_asked_for_without_a_line_or_a_reason(page: DocumentsPage, receipt: int) -> None:
    page.begin("refund", receipt=receipt)
    tab = refunds(page)
    assert tab._form is not None
    form = tab._form[2]
    assert isinstance(form, ReceiptRefund)
    form.finish()
    assert form.lines.error
    assert form["reason"].error
    form.lines.tick(form.lines._lines[0].key)
    form.lines._cell(0, 3).setText("abc")
    form["reason"].set_value("x")
    form.finish()
    assert form.lines.error
    assert not Refund.select().count()


def test_a_deposit_goes_back_less_what_is_kept(
    page: DocumentsPage, keys: Keys, desk: Desk, deposit: int
) -> None:
    page.begin("deposit_refund", account=deposit)
    tab = refunds(page)
    assert tab._form is not None
    form = tab._form[2]
    assert isinstance(form, AccountRefund)
    assert keys.field() == "amount"
    keys(ENTER, "清运垃圾", ENTER, ENTER, "300", ENTER)
    assert keys.focus().accessibleName() == "What for 2"
    keys(ENTER)
    assert keys.field() == "payee"
    form.look()
    assert form.total.text() == "Handed out: 1,700.00 · kept: 300.00"
    form["reason"].set_value("验收合格")
    form.finish()
    [made] = Refund.select()
    assert (made.kind, made.amount, made.deducted) == ("deposit", 170_000, 30_000)


def test_nobody_approves_their_own(page: DocumentsPage, desk: Desk, receipt: int) -> None:
    refund = asked(desk, receipt, Role.ADMINISTRATOR)
    tab = refunds(page)
    shown = card(tab, refund)
    assert shown.notice
    assert "reject" not in {move.key for move in shown.moves}

    def sign(dialog: Any) -> None:
        dialog.note.setPlainText("核对无误")
        dialog.account.setText("supervisor")
        dialog.password.setText(PASSWORD)
        dialog.finish()

    meet(sign)
    press(tab, refund, "approve")
    row = get_refund(desk, refund)
    assert (row.state, row.decision) == ("approved", "核对无误")
    assert row.decider != row.who


def test_a_cashier_calls_somebody_who_may(page: DocumentsPage, desk: Desk, receipt: int) -> None:
    refund = asked(desk, receipt)
    as_role(desk, Role.CASHIER)
    tab = refunds(page)
    assert card(tab, refund).notice

    def wrong(dialog: Any) -> None:
        dialog.finish()
        assert dialog.wrong.text()
        dialog.account.setText("clerk")
        dialog.password.setText(PASSWORD)
        dialog.finish()

    meet(wrong)
    press(tab, refund, "approve")
    assert get_refund(desk, refund).state == "requested"
    assert tab.list.message_bar.text


def test_approved_and_paid_out(
    page: DocumentsPage, desk: Desk, place: Place, receipt: int, papers: list[bytes]
) -> None:
    refund = asked(desk, receipt)
    tab = refunds(page)
    assert not card(tab, refund).notice
    meet(lambda dialog: dialog.finish())
    press(tab, refund, "approve")
    assert get_refund(desk, refund).state == "approved"

    def pay(dialog: Any) -> None:
        dialog.tender.setCurrentIndex(dialog.tender.findData("wechat"))
        dialog.reference.setText("4200001")
        dialog.finish()

    meet(pay)
    press(tab, refund, "pay")
    row = get_refund(desk, refund)
    assert (row.state, row.tender, row.reference) == ("paid", "wechat", "4200001")
    assert len(papers) == 1
    assert charge(place.debts[0])[2] == 0  # let off, not owed again


def test_without_a_drawer_it_says_so(
    page: DocumentsPage, desk: Desk, place: Place, receipt: int
) -> None:
    refund = asked(desk, receipt)
    approve_refund(desk, refund)
    CashShift.update(state="closed").where(CashShift.id == place.drawer).execute()
    tab = refunds(page)
    press(tab, refund, "pay")
    assert "open drawer" in tab.list.message_bar.text
    assert get_refund(desk, refund).state == "approved"


def test_rejected_with_a_reason_and_withdrawn(
    page: DocumentsPage, desk: Desk, receipt: int
) -> None:
    refund = asked(desk, receipt)
    tab = refunds(page)

    def reject(dialog: Any) -> None:
        dialog.finish()
        assert dialog.wrong.text()
        dialog.note.setPlainText("收据未交回")
        dialog.finish()

    meet(reject)
    press(tab, refund, "reject")
    assert get_refund(desk, refund).state == "rejected"
    again = asked(desk, receipt)
    as_role(desk, Role.CASHIER)

    def withdraw(dialog: Any) -> None:
        dialog.field.setPlainText("录错")
        dialog.finish()

    meet(withdraw)
    press(tab, again, "withdraw")
    assert get_refund(desk, again).state == "withdrawn"


def test_the_slip_is_printed(
    page: DocumentsPage, desk: Desk, receipt: int, papers: list[bytes]
) -> None:
    press(refunds(page), asked(desk, receipt), "slip")
    assert papers[0].startswith(b"%PDF")


def test_begun_from_nowhere_it_asks_which_receipt(
    page: DocumentsPage, desk: Desk, receipt: int
) -> None:
    number = get_receipt(desk, receipt).row.number

    def pick(dialog: Any) -> None:
        field = dialog.form["receipt"]
        field.edit.setText(number)
        dialog.form.finish()

    meet(pick)
    refunds(page).begin("refund")
    assert refunds(page)._form is not None


def test_a_debt_is_let_off_after_approval(
    counter: MainFrame, page: DocumentsPage, keys: Keys, desk: Desk, place: Place
) -> None:
    as_role(desk, Role.CASHIER)
    counter.begin("documents", "write_off", unit=place.unit)
    tab = corrections(page)
    assert keys.field() == "kind"
    keys("2", ENTER)
    assert keys.field() == "lines"
    form = tab._form[2]  # type: ignore[index]
    assert form.total.text().endswith(" 0.00")
    keys(Qt.Key.Key_Down, Qt.Key.Key_Space, ENTER)
    assert form.total.text() == "Let off: 100.00"
    keys("停水减免")
    keys.ctrl(ENTER)
    [made] = Adjustment.select()
    assert (made.kind, made.amount, made.state) == ("credit", 10_000, "requested")
    as_role(desk, Role.SUPERVISOR)
    meet(lambda dialog: dialog.finish())
    press(tab, made.id, "approve")
    assert get_adjustment(desk, made.id).state == "posted"
    assert charge(place.debts[1]) == (0, 10_000, 0)


def test_a_payment_moves_to_the_unit_it_was_for(
    page: DocumentsPage, keys: Keys, desk: Desk, place: Place, receipt: int
) -> None:
    page.begin("move", receipt=receipt)
    tab = corrections(page)
    assert keys.field() == "line"
    assert tab._form is not None
    form = tab._form[2]
    form["target_unit"].show_unit(place.other)  # type: ignore[attr-defined]
    form["reason"].set_value("收错房号")
    keys.ctrl(ENTER)
    [made] = Adjustment.select()
    assert (made.kind, made.amount) == ("transfer", 25_060)
    assert made.target_id is not None
    assert held(made.target_id) == 25_060
    assert charge(place.debts[0]) == (0, 0, 25_060)
    assert card(tab, made.id).parts[0].rows[0].tag == "250.60"


def test_an_auditor_looks_only(counter: MainFrame, desk: Desk, place: Place, receipt: int) -> None:
    refund = asked(desk, receipt)
    made = request_adjustment(
        desk,
        AdjustmentDraft("credit", (AdjustmentLineDraft(place.debts[1], 100),), "x"),
    )
    as_role(desk, Role.AUDITOR)
    page = counter.go("documents")
    assert isinstance(page, DocumentsPage)
    shown = card(refunds(page), refund)
    assert not (*shown.moves, *shown.more)
    shown = card(corrections(page), made.id)
    assert not (*shown.moves, *shown.more)
    page.begin("write_off", unit=place.unit)
    assert corrections(page).on_list
    assert corrections(page).list.message_bar.text


def test_every_sheet_is_one_key_away(page: DocumentsPage, qtbot: Any) -> None:
    assert page.key == "refunds"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.key == "adjustments"


def test_a_scanned_slip_shows_its_refund_from_anywhere(
    counter: MainFrame, page: DocumentsPage, desk: Desk, receipt: int
) -> None:
    line = get_receipt(desk, receipt).lines[0].id
    made = [
        request_refund(desk, RefundDraft("fees", receipt, lines=(RefundLineDraft(line, n),),
                                         reason="多收")).id
        for n in (100, 200)
    ]  # fmt: skip
    page.show_sheet("adjustments")
    counter.go("visitors")
    for refund in made:
        counter.scanned(slip_of(desk, refund).token)
        assert (counter.key, page.key) == ("documents", "refunds")
        assert refunds(page).list.current().id == refund
    counter.scanned(seal(desk).sign(Token(Kind.REFUND, made[0], "F9")))
    assert refunds(page).list.current().id == made[1]
