"""What stands on a receipt beside plain debts: services, deposits, months ahead, discounts."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from desk.core.access import Role
from desk.core.desk import Desk
from desk.estate.models import Occupancy
from desk.fees.models import Account, Charge, Receipt, ReceiptLine
from desk.fees.till.drafts import LineDraft
from desk.fees.till.post import post_receipt
from tests.desk.fees.till.conftest import charge, owe, setting
from tests.stores import PASSWORD, as_role
from tests.ui.fees.counter import (
    ENTER,
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
from ui.kit.messages import AskPerson

__all__ = ["counter", "keys", "place", "printed", "till"]

CTRL = Qt.KeyboardModifier.ControlModifier
FIRST, SECOND, THIRD = 25_060, 10_000, 3_333
ALL = FIRST + SECOND + THIRD


def test_late_fee_paid_let_off_or_left(till: TillPage, keys: Keys, place: Place) -> None:
    late = owe(place.unit, place.late, 100_000, person=place.owner)  # 30 days × 0.05 %
    pay(till, keys)
    debt = next(each for each in till.sale.debts if each.id == late)
    assert debt.late_fee == 1_500
    assert till.pay.total.text() == f"¥{(ALL + 101_500) / 100:,.2f}"
    till.debts.table.select_id(late)

    def waive(dialog: Any) -> None:
        dialog.form.set_values({"late": "waive"})
        dialog.form.finish()
        assert dialog.form["reason"].error
        dialog.form.set_values({"reason": "老人"})
        dialog.form.finish()

    meet(waive)
    keys.ctrl(Qt.Key.Key_D)
    assert till.pay.total.text() == f"¥{(ALL + 100_000) / 100:,.2f}"
    keys.ctrl(Qt.Key.Key_S)
    line = ReceiptLine.get(ReceiptLine.charge == late)
    assert (line.late_fee, line.late_waived, line.reason) == (0, 1_500, "老人")
    assert Charge.select().where(Charge.source == "late").count() == 0


def test_a_late_fee_left_is_owed_by_itself(till: TillPage, keys: Keys, place: Place) -> None:
    late = owe(place.unit, place.late, 100_000, person=place.owner)
    pay(till, keys)
    till.debts.table.select_id(late)
    meet(lambda d: (d.form.set_values({"late": "later"}), d.form.finish()))
    keys.ctrl(Qt.Key.Key_D)
    keys.ctrl(Qt.Key.Key_S)
    assert Charge.get(Charge.source == "late").balance == 1_500


def test_a_discount_takes_a_second_person(
    till: TillPage, keys: Keys, place: Place, desk: Desk
) -> None:
    as_role(desk, Role.CASHIER)
    pay(till, keys)
    till.debts.table.select(0)
    meet(lambda d: (d.form.set_values({"discount": 2_060, "reason": "补偿"}), d.form.finish()))
    keys.ctrl(Qt.Key.Key_D)

    def sign(dialog: Any) -> None:
        assert isinstance(dialog, AskPerson)
        dialog.account.setText("supervisor")
        dialog.password.setText(PASSWORD)
        dialog.finish()

    meet(sign)
    keys.ctrl(Qt.Key.Key_S)
    assert taken()[0].total == ALL - 2_060
    assert charge(place.debts[0]) == (FIRST - 2_060, 2_060, 0)


def test_a_paid_service_for_nobody(till: TillPage, keys: Keys, place: Place) -> None:
    keys.ctrl(Qt.Key.Key_1)
    keys("复", ENTER, "12", ENTER)
    assert [one.draft.amount for one in till.sale.extras] == [600]
    assert keys.field() == "service"
    keys.ctrl(Qt.Key.Key_S)
    receipt = taken()[0]
    assert (receipt.kind, receipt.total, receipt.payer) == ("service", 600, "")


def test_deposit_and_prepayment_beside_debts(till: TillPage, keys: Keys, place: Place) -> None:
    pay(till, keys)
    meet(lambda d: (d.form.set_values({"amount": 200_000}), d.form.finish()))
    keys.ctrl(Qt.Key.Key_4)
    meet(lambda d: (d.form.set_values({"amount": 50_000}), d.form.finish()))
    keys.ctrl(Qt.Key.Key_3)
    assert till.extras.isVisible()
    assert till.pay.total.text() == "¥2,883.93"
    keys.ctrl(Qt.Key.Key_S)
    assert sorted((a.kind, a.balance) for a in Account.select()) == [
        ("deposit", 200_000), ("prepaid", 50_000),
    ]  # fmt: skip


def test_a_line_is_taken_off_again(till: TillPage, keys: Keys) -> None:
    keys.ctrl(Qt.Key.Key_1)
    keys("复", ENTER, ENTER)
    till.extras.removed.emit(0)
    assert till.sale.extras == []
    assert not till.extras.isVisible()


def test_more_than_one_receipt_holds(till: TillPage, keys: Keys, place: Place) -> None:
    for number in range(117):
        owe(place.unit, place.fee, 100 + number, person=place.owner)
    pay(till, keys)
    assert len(till.sale.ticked) == 100
    keys.ctrl(Qt.Key.Key_S)
    assert Receipt.select().count() == 1
    pay(till, keys)
    assert len(till.sale.debts) == 20


@pytest.mark.parametrize("case", ["next_sheet", "both_void", "blank_void", "by_hand"])
def test_the_paper_disagrees(till: TillPage, keys: Keys, desk: Desk, case: str) -> None:
    from desk.fees.books import BookDraft, add_book, sheets_of

    setting(desk, "fees.books", True)
    add_book(desk, BookDraft("A0001", "A0050"))
    pay(till, keys)
    assert till.pay.sheet.value() == "A0001"
    keys.ctrl(Qt.Key.Key_S)
    assert taken()[0].sheet == "A0001"

    def choose(dialog: Any) -> None:
        values = {"case": case, "reason": "卡纸"}
        dialog.form.set_values({**values, "sheet": "A0007"} if case == "by_hand" else values)
        dialog.form.finish()

    meet(choose)
    from PySide6.QtWidgets import QPushButton

    till.pay.findChild(QPushButton, "done.sheet").click()
    now = {"next_sheet": "A0002", "both_void": "A0003", "blank_void": "A0002", "by_hand": "A0007"}
    assert taken()[0].sheet == now[case]
    assert sheets_of(desk, taken()[0].id)[-1].case == case
    assert now[case] in till.pay.currentWidget().paper.text()


def test_months_ahead_stand_among_the_debts(
    till: TillPage, keys: Keys, place: Place, desk: Desk
) -> None:
    from datetime import date

    from desk.fees.tariffs import TariffDraft, add_tariff

    add_tariff(desk, TariffDraft(place.fee, date(2026, 1, 1), price=28_000))
    pay(till, keys)

    def three(dialog: Any) -> None:
        dialog.months.set_value(3)
        assert "751.80" in dialog.said.text()
        dialog.form.finish()

    meet(three)
    keys.ctrl(Qt.Key.Key_2)
    assert len(till.sale.debts) == 6
    assert till.pay.total.text() == f"¥{(ALL + 3 * FIRST) / 100:,.2f}"
    keys.ctrl(Qt.Key.Key_S)
    assert taken()[0].total == ALL + 3 * FIRST


def test_a_service_sold_before_anybody_is_named_goes_along(
    till: TillPage, keys: Keys, place: Place
) -> None:
    keys.ctrl(Qt.Key.Key_1)
    keys("复", ENTER, "12", ENTER)
    keys.alt(Qt.Key.Key_P)
    pay(till, keys)
    assert till.pay.total.text() == f"¥{(ALL + 600) / 100:,.2f}"
    keys.ctrl(Qt.Key.Key_N)
    assert till.sale.extras == []  # kept for that payer, not for nobody


def test_several_prepaid_accounts_let_choose(
    till: TillPage, keys: Keys, desk: Desk, place: Place
) -> None:
    Occupancy.create(unit=place.unit, person=place.stranger, role="occupant")
    for person, amount in ((place.owner, 50_000), (place.stranger, 1_000)):
        line = LineDraft("prepayment", unit=place.unit, amount=amount)
        post_receipt(desk, place.pay(line, person=person))
    pay(till, keys)
    keys.alt(Qt.Key.Key_7)
    (row,) = till.pay.tenders.rows
    assert row.choice.isVisible()
    assert [row.choice.combo.itemText(n) for n in range(2)] == [
        "3-1502 · 李敏 · 500.00", "3-1502 · 王强 · 10.00",
    ]  # fmt: skip
    assert row.account is not None
    assert row.account.person == place.owner
    row.choice.set_value(row.choice.combo.itemData(1))
    assert row.given.value() == 1_000  # no more than it holds
    till.pay.restore(till.pay.state())
    (row,) = till.pay.tenders.rows
    assert row.account.person == place.stranger
    keys.alt(Qt.Key.Key_1)
    keys.ctrl(Qt.Key.Key_S)
    held = {one.person_id: one.balance for one in Account.select()}
    assert held == {place.owner: 50_000, place.stranger: 0}
