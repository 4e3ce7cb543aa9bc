"""Taking money by keyboard: payer, debts, tenders, change, paper."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.core.desk import Desk
from desk.fees.models import Account, CashShift, Charge, Tender
from tests.desk.fees.till.conftest import charge, owe, setting
from tests.desk.printing.samples import words_of
from tests.ui.fees.counter import (
    ENTER,
    ESC,
    Keys,
    Place,
    counter,
    keys,
    meet,
    pay,
    place,
    printed,
    taken,
    till,
)
from ui.fees.till.page import TillPage
from ui.main_window import MainFrame

__all__ = ["counter", "keys", "place", "printed", "till"]

CTRL = Qt.KeyboardModifier.ControlModifier
FIRST, SECOND, THIRD = 25_060, 10_000, 3_333
ALL = FIRST + SECOND + THIRD


def test_all_debts_in_cash_in_few_keys(
    till: TillPage, keys: Keys, place: Place, printed: list[Any]
) -> None:
    assert keys.field() == "payer"
    pay(till, keys)
    assert keys.field() == "amount"
    assert [debt.balance for debt in till.sale.debts] == [FIRST, SECOND, THIRD]
    assert till.pay.total.text() == "¥383.93"
    keys(ENTER, "400")
    assert till.pay.change.text() == "¥16.07"
    keys.ctrl(ENTER)
    [receipt] = taken()
    assert (receipt.total, receipt.payer, receipt.unit_id) == (ALL, "李敏", place.unit)
    assert [charge(debt) for debt in place.debts] == [(a, 0, 0) for a in (FIRST, SECOND, THIRD)]
    assert keys.count < 15
    [(pdf, printer)] = printed
    assert printer == "Counter"
    assert receipt.number in words_of(pdf)
    # the last one stays in sight, the box is ready for the next
    assert not till.pay.asking
    assert keys.field() == "payer"
    assert till.payer.text() == ""
    assert till.card is None


def test_enter_alone_goes_from_the_payer_to_the_receipt(
    till: TillPage, keys: Keys, printed: list[Any]
) -> None:
    pay(till, keys)
    keys(ENTER)  # all of it
    assert keys.field() == "given.cash"
    keys(ENTER)  # exactly that
    assert QApplication.focusWidget() is till.pay.go
    keys(Qt.Key.Key_Space)
    [receipt] = taken()
    assert receipt.total == ALL
    assert len(printed) == 1


def test_a_typed_amount_pays_the_oldest_first(till: TillPage, keys: Keys, place: Place) -> None:
    pay(till, keys)
    keys("300", ENTER)
    parts = {key: part.amount for key, part in till.sale.parts.items()}
    assert parts == {place.debts[0]: FIRST, place.debts[1]: 30_000 - FIRST}
    keys.ctrl(Qt.Key.Key_S)
    assert [charge(debt)[2] for debt in place.debts] == [0, SECOND - (30_000 - FIRST), THIRD]
    assert taken()[0].total == 30_000


def test_ticking_by_space(till: TillPage, keys: Keys, place: Place) -> None:
    pay(till, keys)
    keys.alt(Qt.Key.Key_D)
    keys(Qt.Key.Key_Space)
    assert till.sale.ticked == set(place.debts[1:])
    keys.ctrl(Qt.Key.Key_A)
    keys.ctrl(Qt.Key.Key_A)
    assert till.sale.ticked == set()
    keys(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert till.pay.total.text() == "¥100.00"
    keys.ctrl(Qt.Key.Key_S)
    assert taken()[0].total == SECOND


def test_part_in_cash_and_the_rest_by_wechat(till: TillPage, keys: Keys) -> None:
    pay(till, keys)
    keys(ENTER, "200")
    assert till.pay.change_name.text() == "Still missing"
    keys.alt(Qt.Key.Key_2)
    assert keys.field() == "given.wechat"
    assert till.pay.tenders.rows[1].given.edit.placeholderText() == "183.93"
    keys(ENTER, "wx123", ENTER)
    keys.ctrl(Qt.Key.Key_S)
    found = [(t.kind, t.amount, t.reference) for t in Tender.select().order_by(Tender.id)]
    assert found == [("cash", 20_000, ""), ("wechat", ALL - 20_000, "wx123")]


def test_all_by_wechat_takes_the_blank_cash_away(till: TillPage, keys: Keys) -> None:
    pay(till, keys)
    keys.alt(Qt.Key.Key_2)
    assert [one.kind for one in till.pay.tenders.rows] == ["wechat"]
    keys.ctrl(Qt.Key.Key_S)
    assert [(t.kind, t.amount) for t in Tender.select()] == [("wechat", ALL)]


def test_too_much_by_wechat_is_asked_for(till: TillPage, keys: Keys, place: Place) -> None:
    pay(till, keys)
    keys.alt(Qt.Key.Key_2)
    keys("400")
    seen = meet(lambda dialog: dialog.reject())
    keys.ctrl(Qt.Key.Key_S)
    assert len(seen) == 1
    assert taken() == []
    meet(lambda dialog: dialog.finish())
    keys.ctrl(Qt.Key.Key_S)
    account = Account.get(Account.kind == "prepaid")
    assert (account.balance, account.unit_id, account.person_id) == (1_607, place.unit, place.owner)


def test_the_change_stays_as_prepaid_and_pays_next_time(
    till: TillPage, keys: Keys, place: Place
) -> None:
    pay(till, keys)
    keys(ENTER, "400")
    till.pay.keep.click()
    assert till.pay.change.text() == "¥0.00"
    keys.ctrl(Qt.Key.Key_S)
    assert Account.get().balance == 1_607
    owe(place.unit, place.fee, 1_000, person=place.owner)
    pay(till, keys)
    keys.alt(Qt.Key.Key_7)
    assert keys.field() == "given.prepaid"
    keys.ctrl(Qt.Key.Key_S)
    assert Account.get().balance == 607
    assert taken()[-1].total == 1_000


def test_too_little_prepaid_leaves_the_rest_to_cash(
    till: TillPage, keys: Keys, place: Place
) -> None:
    pay(till, keys)
    keys(ENTER, "400")
    till.pay.keep.click()
    keys.ctrl(Qt.Key.Key_S)
    owe(place.unit, place.fee, 10_000, person=place.owner)
    pay(till, keys)
    keys.alt(Qt.Key.Key_7)
    assert till.pay.tenders.rows[1].given.value() == 1_607
    assert till.pay.tenders.rows[0].given.edit.placeholderText() == "83.93"
    keys.ctrl(Qt.Key.Key_S)
    assert Account.get().balance == 0
    assert [(t.kind, t.amount) for t in Tender.select().order_by(Tender.id)][-2:] == [
        ("cash", 8_393), ("prepaid", 1_607),
    ]  # fmt: skip


def test_cash_is_rounded_wechat_is_not(till: TillPage, keys: Keys, desk: Desk) -> None:
    setting(desk, "fees.rounding", "tenth")
    pay(till, keys)
    assert till.pay.total.text() == "¥383.90"
    keys.alt(Qt.Key.Key_2)
    assert till.pay.total.text() == "¥383.93"
    keys.alt(Qt.Key.Key_1)
    keys.ctrl(Qt.Key.Key_S)
    receipt = taken()[0]
    assert (receipt.total, receipt.rounding) == (ALL, 3)


def test_no_drawer_is_opened_right_there(till: TillPage, keys: Keys, place: Place) -> None:
    CashShift.update(state="closed").execute()
    till.refresh()
    assert till.drawer.isVisible()
    pay(till, keys)
    seen = meet(lambda dialog: dialog.reject())
    keys.ctrl(Qt.Key.Key_S)
    assert len(seen) == 1
    assert taken() == []

    def count(dialog: Any) -> None:
        dialog.grid.show_counts({10_000: 3, 50: 4})
        assert dialog.total.text() == "¥302.00"
        dialog.finish()

    meet(count)
    keys.ctrl(Qt.Key.Key_S)
    assert taken()[0].shift_id != place.drawer
    assert not till.drawer.isVisible()
    assert CashShift.get(CashShift.state == "open").opening == 30_200


def test_the_same_click_twice_is_one_receipt(till: TillPage, keys: Keys, place: Place) -> None:
    pay(till, keys)
    draft, request = till.posting.draft(), till.posting.request
    keys.ctrl(Qt.Key.Key_S)
    from desk.fees.till.post import post_receipt

    again = post_receipt(till.desk, draft, request=request)
    assert [receipt.id for receipt in taken()] == [again.id]
    keys.ctrl(Qt.Key.Key_S)  # with the last receipt in sight it means: the next customer
    assert len(taken()) == 1
    assert till.pay.asking


def test_somebody_else_was_quicker(till: TillPage, keys: Keys, place: Place) -> None:
    pay(till, keys)
    Charge.update(paid=FIRST, balance=0).where(Charge.id == place.debts[0]).execute()
    keys.ctrl(Qt.Key.Key_S)
    assert taken() == []
    assert "paid at another desk" in till.message_bar.text
    assert [debt.id for debt in till.sale.debts] == list(place.debts[1:])
    keys.ctrl(Qt.Key.Key_S)
    assert taken()[0].total == SECOND + THIRD


def test_nothing_and_too_little_are_said(till: TillPage, keys: Keys) -> None:
    keys.ctrl(Qt.Key.Key_S)
    assert "Nothing is on the receipt" in till.message_bar.text
    pay(till, keys)
    keys(ENTER, "12")
    keys.ctrl(Qt.Key.Key_S)
    assert "371.93" in till.message_bar.text
    keys.field()
    till.pay.tenders.rows[0].given.edit.setText("12x")
    keys.ctrl(Qt.Key.Key_S)
    assert till.pay.tenders.rows[0].given.error
    assert taken() == []


def test_everything_of_a_person(till: TillPage, keys: Keys, place: Place) -> None:
    owe(place.other, place.fee, 700, person=place.owner)
    pay(till, keys)
    assert till.pay.total.text() == "¥383.93"
    keys.ctrl(Qt.Key.Key_U)
    assert till.shown == ("person", place.owner)
    assert till.pay.total.text() == "¥390.93"
    keys.ctrl(Qt.Key.Key_S)
    assert taken()[0].person_id == place.owner


def test_what_was_typed_is_kept(
    till: TillPage, counter: MainFrame, keys: Keys, place: Place
) -> None:
    pay(till, keys)
    keys("300", ENTER, "350", ESC)
    assert counter.box.hasFocus()
    keys(Qt.Key.Key_F7)
    keys("limin", ENTER)  # another payer comes first
    keys.ctrl(Qt.Key.Key_N)
    pay(till, keys)
    assert till.sale.typed == 30_000
    assert till.pay.tenders.rows[0].given.value() == 35_000
    assert "is back" in till.message_bar.text
    keys.ctrl(Qt.Key.Key_S)
    assert taken()[0].total == 30_000
    pay(till, keys)
    assert till.sale.typed is None


def test_a_payer_is_handed_over(till: TillPage, counter: MainFrame, place: Place) -> None:
    counter.begin("till", "pay", unit=place.unit)
    assert till.shown == ("unit", place.unit)
    assert till.payer.text() == "3-1502"
    counter.begin("till", "pay", person=place.stranger)
    assert till.sale.debts == ()
    assert till.debts.nothing.isVisible()


def test_tab_goes_down_the_panel(till: TillPage, keys: Keys) -> None:
    pay(till, keys)
    keys(ENTER, "200")
    keys.alt(Qt.Key.Key_2)
    assert keys.field() == "given.wechat"
    keys(Qt.Key.Key_Tab)
    assert keys.field() == "reference.wechat"
    keys(Qt.Key.Key_Tab)
    assert keys.field() == "payer_name"
