"""Taking money: what is paid, how, and what is refused."""

from __future__ import annotations

import json
from datetime import date

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.models import AuditEntry
from desk.fees.models import Account, CashShift, Charge, Receipt
from desk.fees.till.detail import get_receipt
from desk.fees.till.drafts import LineDraft, ReceiptDraft, TenderDraft
from desk.fees.till.post import post_receipt
from desk.texts import sentence
from tests.desk.fees.till.conftest import Place, charge, held, owe, setting
from tests.stores import PASSWORD, as_role


def refused(code: str, desk: Desk, draft: ReceiptDraft, **values: object) -> Refused:
    before = (Receipt.select().count(), AuditEntry.select().count())
    with pytest.raises(Refused) as caught:
        post_receipt(desk, draft, **values)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert "(" + code not in sentence(caught.value)
    assert before[0] == Receipt.select().count()
    return caught.value


def test_all_of_a_debt_in_cash_with_change(desk: Desk, place: Place) -> None:
    row = post_receipt(desk, place.pay(place.first(), cash=30_000))
    assert (row.number, row.kind, row.total, row.payer) == ("R260000001", "fees", 25_060, "李敏")
    assert charge(place.debts[0]) == (25_060, 0, 0)
    view = get_receipt(desk, row.id)
    assert [(t.kind, t.amount, t.given, t.change) for t in view.tenders] == [
        ("cash", 25_060, 30_000, 4_940)
    ]
    assert view.change == 4_940
    assert [(line.item_name, line.unit_code, line.amount) for line in view.lines] == [
        ("物业费", "3-1502", 25_060)
    ]
    assert view.row.shift == place.drawer and view.row.shift_number == "S260000001"


def test_the_log_names_the_lines_and_nobody(desk: Desk, place: Place) -> None:
    row = post_receipt(desk, place.pay(place.first()))
    entry = AuditEntry.select().order_by(AuditEntry.seq.desc()).get()
    body = json.loads(entry.body)
    assert entry.action == "receipt.posted" and entry.result == row.id
    assert body["lines"] == [
        {"kind": "charge", "charge": place.debts[0], "item": place.fee, "amount": 25_060}
    ]
    assert body["tenders"] == [["cash", 25_060, 25_060]]
    assert "李敏" not in entry.body
    assert desk.chain.verify().whole


def test_part_of_a_debt(desk: Desk, place: Place) -> None:
    post_receipt(desk, place.pay(place.first(amount=5_060)))
    assert charge(place.debts[0]) == (5_060, 0, 20_000)
    post_receipt(desk, place.pay(place.first(amount=20_000)))
    assert charge(place.debts[0]) == (25_060, 0, 0)


def test_several_tenders(desk: Desk, place: Place) -> None:
    lines = (place.first(), LineDraft("charge", charge=place.debts[1], amount=10_000))
    draft = place.pay(*lines, tenders=(
        TenderDraft("wechat", 20_000, " 4200 "), TenderDraft("cash", 10_000),
        TenderDraft("cash", 10_000), TenderDraft("card", 0),
    ))  # fmt: skip
    view = get_receipt(desk, post_receipt(desk, draft).id)
    assert [(t.kind, t.amount, t.given, t.reference) for t in view.tenders] == [
        ("cash", 15_060, 20_000, ""),
        ("wechat", 20_000, 20_000, "4200"),
    ]


def test_too_little_and_too_much(desk: Desk, place: Place) -> None:
    error = refused("till.missing", desk, place.pay(place.first(), cash=25_059))
    assert error.values["amount"] == "¥0.01"
    wechat = (TenderDraft("wechat", 25_061),)
    refused("till.no_change", desk, place.pay(place.first(), tenders=wechat))
    refused("till.changed", desk, place.pay(place.first(amount=25_061)))
    assert charge(place.debts[0]) == (0, 0, 25_060)


def test_surplus_goes_to_the_prepaid_account(desk: Desk, place: Place) -> None:
    wechat = (TenderDraft("wechat", 30_000),)
    draft = place.pay(place.first(), tenders=wechat, surplus_to_prepaid=True)
    view = get_receipt(desk, post_receipt(desk, draft).id)
    assert view.row.total == 30_000
    assert [(line.kind, line.amount) for line in view.lines] == [
        ("charge", 25_060), ("prepayment", 4_940),
    ]  # fmt: skip
    account = Account.get()
    assert (account.unit_id, account.person_id) == (place.unit, place.owner)
    assert held(account.id) == 4_940
    post_receipt(desk, place.pay(LineDraft("prepayment", amount=60)))
    assert held(account.id) == 5_000 and Account.select().count() == 1


def test_cash_surplus_to_prepaid_gives_no_change(desk: Desk, place: Place) -> None:
    draft = place.pay(place.first(), cash=30_000, surplus_to_prepaid=True)
    view = get_receipt(desk, post_receipt(desk, draft).id)
    assert view.change == 0 and held(Account.get().id) == 4_940


def test_prepaid_pays(desk: Desk, place: Place) -> None:
    post_receipt(desk, place.pay(LineDraft("prepayment", amount=20_000)))
    account = Account.get().id
    tenders = (TenderDraft("prepaid", 20_000, account=account), TenderDraft("cash", 6_000))
    view = get_receipt(desk, post_receipt(desk, place.pay(place.first(), tenders=tenders)).id)
    assert held(account) == 0 and view.change == 940
    refused("account.too_little", desk, place.pay(
        LineDraft("charge", charge=place.debts[1], amount=1),
        tenders=(TenderDraft("prepaid", 1, account=account),),
    ))  # fmt: skip


def test_prepaid_is_its_owners(desk: Desk, place: Place) -> None:
    theirs = place.pay(LineDraft("prepayment", amount=20_000, unit=place.other))
    post_receipt(desk, ReceiptDraft(theirs.lines, theirs.tenders, place.other, place.stranger))
    account = Account.get().id
    tenders = (TenderDraft("prepaid", 10_000, account=account),)
    draft = place.pay(LineDraft("charge", charge=place.debts[1], amount=10_000), tenders=tenders)
    refused("till.foreign_account", desk, draft)
    again = (*draft.lines, LineDraft("prepayment", amount=1))
    refused("till.circular", desk, place.pay(*again, tenders=(
        TenderDraft("prepaid", 10_000, account=account), TenderDraft("cash", 1)
    )))  # fmt: skip


@pytest.mark.parametrize(("rule", "cutting"), [("tenth", 7), ("unit", 37)])
def test_rounding_of_cash(desk: Desk, place: Place, rule: str, cutting: int) -> None:
    setting(desk, "fees.rounding", rule)
    line = place.first(amount=10_037)
    refused("till.rounding", desk, place.pay(line, cash=10_036, rounding=1))
    wechat = (TenderDraft("wechat", 10_037 - cutting),)
    refused("till.rounding", desk, place.pay(line, tenders=wechat, rounding=cutting))
    row = post_receipt(desk, place.pay(line, cash=10_100, rounding=cutting))
    view = get_receipt(desk, row.id)
    assert (row.total, row.rounding) == (10_037, cutting)
    assert view.tenders[0].amount == 10_037 - cutting
    assert charge(place.debts[0]) == (10_037, 0, 15_023)
    post_receipt(desk, place.pay(place.first(amount=15_023)))  # nobody has to round


def test_the_same_click_twice(desk: Desk, place: Place) -> None:
    draft = place.pay(place.first(), cash=30_000)
    one = post_receipt(desk, draft, request="click-1")
    assert post_receipt(desk, draft, request="click-1") == one
    assert Receipt.select().count() == 1


def test_a_click_repeated_reads_the_receipt_not_its_new_account(desk: Desk, place: Place) -> None:
    draft = place.pay(LineDraft("prepayment", amount=1_000))
    Account.insert(kind="prepaid", unit=place.other, opened_on=desk.today, balance=0).execute()
    one = post_receipt(desk, draft, request="click-1")
    assert post_receipt(desk, draft, request="click-1").number == one.number


def test_two_tills_on_one_debt(desk: Desk, place: Place) -> None:
    seen = place.first(balance=25_060)
    post_receipt(desk, place.pay(place.first(amount=20_000)))
    error = refused("till.changed", desk, place.pay(seen))
    assert error.values["balance"] == "¥50.60" and error.values["unit"] == "3-1502"
    refused("till.changed", desk, place.pay(place.first(amount=5_000, balance=25_060)))
    post_receipt(desk, place.pay(place.first(amount=5_060)))
    error = refused("till.paid_already", desk, place.pay(seen))
    assert "物业费" in sentence(error)


def test_without_a_drawer(desk: Desk, place: Place) -> None:
    CashShift.update(state="closed").execute()
    refused("cash.no_shift", desk, place.pay(place.first()))
    CashShift.update(state="open", desk="other").execute()
    refused("cash.no_shift", desk, place.pay(place.first()))


def test_a_deposit(desk: Desk, place: Place) -> None:
    draft = place.pay(LineDraft("deposit", item=place.deposit, amount=200_000, text="装修"))
    row = post_receipt(desk, draft)
    account = Account.get()
    assert (row.kind, account.kind, account.number) == ("deposit", "deposit", "D260000001")
    assert held(account.id) == 200_000
    wrong = place.pay(LineDraft("deposit", item=place.fee, amount=1))
    refused("till.not_deposit", desk, wrong)
    refused("account.for_whom", desk, ReceiptDraft(draft.lines, draft.tenders))


def test_a_paid_service(desk: Desk, place: Place) -> None:
    line = LineDraft(
        "sundry", service=place.copying, quantity=30_000, price=5_000, amount=150, text=""
    )
    row = post_receipt(desk, ReceiptDraft((line,), (TenderDraft("cash", 200),)))
    view = get_receipt(desk, row.id)
    assert (row.kind, view.lines[0].text, view.lines[0].item_name) == (
        "service", "复印", "有偿服务",
    )  # fmt: skip
    wrong = LineDraft("sundry", service=place.copying, quantity=30_000, price=5_000, amount=149)
    refused("till.line_product", desk, place.pay(wrong))
    as_role(desk, Role.CASHIER)
    cheap = LineDraft("sundry", service=place.copying, quantity=30_000, price=4_000, amount=120)
    refused("till.price_list", desk, place.pay(cheap))
    as_role(desk, Role.SUPERVISOR)
    post_receipt(desk, place.pay(cheap))


def test_sundry(desk: Desk, place: Place) -> None:
    row = post_receipt(desk, place.pay(LineDraft("sundry", text="赔偿  门禁卡", amount=2_000)))
    assert row.kind == "sundry"
    assert get_receipt(desk, row.id).lines[0].text == "赔偿 门禁卡"


def test_a_discount_takes_a_right_and_a_reason(desk: Desk, place: Place) -> None:
    as_role(desk, Role.CASHIER)
    line = place.first(amount=20_000, discount=5_060, reason="空置减免")
    refused("till.discount_denied", desk, place.pay(line))
    refused("second.denied", desk, place.pay(line), second=("clerk", PASSWORD))
    bare = place.first(amount=20_000, discount=5_060)
    refused("till.reason_needed", desk, place.pay(bare), second=("supervisor", PASSWORD))
    post_receipt(desk, place.pay(line), second=("supervisor", PASSWORD))
    assert charge(place.debts[0]) == (20_000, 5_060, 0)
    body = json.loads(AuditEntry.select().order_by(AuditEntry.seq.desc()).get().body)
    assert (body["approved_by"], body["reason"]) == ("Supervisor", "空置减免")


def test_late_fee_paid_waived_and_left_over(desk: Desk, place: Place) -> None:
    debt = owe(place.unit, place.late, 100_000, date(2026, 10, 1), person=place.owner)
    # 32 days after due, 2 of grace: 30 × 0.0005 × 1000.00 = 15.00
    line = LineDraft("charge", charge=debt, amount=50_000, late_fee=500, late_waived=100,
                     reason="初次")  # fmt: skip
    row = post_receipt(desk, place.pay(line))
    assert row.total == 50_500
    late = Charge.get(Charge.source == "late")
    assert (late.amount, late.balance, late.item.purpose) == (150, 150, "late")
    assert (late.unit_id, late.person_id, late.due) == (place.unit, place.owner, desk.today)
    assert late.source_id == get_receipt(desk, row.id).lines[0].id
    assert charge(debt) == (50_000, 0, 50_000)
    too_much = LineDraft("charge", charge=debt, amount=50_000, late_fee=751)
    error = refused("till.late_changed", desk, place.pay(too_much))
    assert error.values["late"] == "¥7.50"


def test_no_late_fee_on_a_late_fee(desk: Desk, place: Place) -> None:
    debt = owe(place.unit, place.late, 9_000, date(2020, 1, 1), source="late")
    post_receipt(desk, place.pay(LineDraft("charge", charge=debt, amount=9_000)))
    assert not Charge.select().where((Charge.source == "late") & (Charge.id != debt)).exists()


def test_waiving_takes_a_right(desk: Desk, place: Place) -> None:
    as_role(desk, Role.CASHIER)
    debt = owe(place.unit, place.late, 100_000)
    line = LineDraft("charge", charge=debt, amount=100_000, late_waived=1_500, reason="x")
    refused("till.waive_denied", desk, place.pay(line))
    post_receipt(desk, place.pay(line), second=("manager", PASSWORD))
    assert Charge.select().where(Charge.source == "late").count() == 0


def test_drafts_that_make_no_sense(desk: Desk, place: Place) -> None:
    refused("till.nothing", desk, place.pay())
    refused("till.line_empty", desk, place.pay(place.first(amount=0)))
    refused("till.line_amount", desk, place.pay(place.first(amount=-1)))
    refused("till.twice", desk, place.pay(place.first(amount=1), place.first(amount=1)))
    refused("till.charge_unknown", desk, place.pay(place.first(charge=999)))
    refused("till.sundry_what", desk, place.pay(LineDraft("sundry", amount=1)))
    refused("till.line_discount", desk, place.pay(
        LineDraft("prepayment", amount=1, discount=1, reason="x")))  # fmt: skip
    refused("till.tender_account", desk, place.pay(
        place.first(), tenders=(TenderDraft("prepaid", 25_060),)))  # fmt: skip
    only = place.first(amount=0, discount=25_060, reason="x")
    refused("till.nothing_paid", desk, place.pay(only, cash=0))


def test_a_clerk_takes_no_money(desk: Desk, place: Place) -> None:
    as_role(desk, Role.CLERK)
    refused("access.denied", desk, place.pay(place.first()))
