"""What is seen: debts, the payer's card, accounts, lists, and what the one box finds."""

from __future__ import annotations

from datetime import date

import pytest

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.find import find
from desk.core.reindex import reindex
from desk.estate.models import Occupancy
from desk.fees.accounts import ACCOUNTS, deposits_of, entries, get_account, prepaid_of
from desk.fees.models import Account, Charge
from desk.fees.till.debts import debts_of_person, debts_of_unit
from desk.fees.till.detail import get_receipt
from desk.fees.till.drafts import LineDraft, ReceiptDraft, TenderDraft
from desk.fees.till.late import LateTerms, terms
from desk.fees.till.listing import RECEIPTS
from desk.fees.till.payer import payer_card
from desk.fees.till.post import post_receipt
from desk.fees.till.rows import read_one
from desk.fees.till.void import void_receipt
from tests.desk.fees.till.conftest import Place, owe, setting


def test_debts_oldest_first_with_late_fee(desk: Desk, place: Place) -> None:
    old = owe(place.unit, place.late, 100_000, date(2026, 9, 1))
    found = debts_of_unit(desk, place.unit)
    assert [debt.id for debt in found] == [old, *place.debts]
    # 62 days after due, 2 of grace
    assert (found[0].days_late, found[0].late_fee, found[0].total) == (60, 3_000, 103_000)
    assert (found[1].unit_code, found[1].person_name, found[1].item_name) == (
        "3-1502", "李敏", "物业费",
    )  # fmt: skip
    assert found[1].late_fee == 0
    then = debts_of_unit(desk, place.unit, date(2026, 9, 13))
    assert then[0].late_fee == 500
    assert found[0].late_on(50_000) == 1_500 and found[0].late_on(50_000, 50_000) == 1_500


def test_settings_hold_where_an_item_says_nothing(desk: Desk, place: Place) -> None:
    setting(desk, "fees.late_rate", 1000)
    setting(desk, "fees.late_cap", 20)
    assert terms(desk, place.fee) == LateTerms(1000, 0, 20)
    assert terms(desk, place.late) == LateTerms(500, 2, 1000)
    with pytest.raises(Refused, match=r"item\.unknown"):
        terms(desk, 999)
    first = debts_of_unit(desk, place.unit)[0]
    assert first.late_fee == 501  # 2 % of 250.60, not 3.2 %


def test_debts_of_a_person(desk: Desk, place: Place) -> None:
    theirs = owe(place.other, place.fee, 500, date(2026, 8, 1), person=place.owner)
    other = owe(place.other, place.fee, 700, date(2026, 8, 2), person=place.stranger)
    assert [debt.id for debt in debts_of_person(desk, place.owner)] == [theirs, *place.debts]
    Occupancy.create(unit=place.other, person=place.owner, role="tenant", since=date(2026, 1, 1))
    assert [d.id for d in debts_of_person(desk, place.owner)] == [theirs, other, *place.debts]
    Occupancy.update(until=date(2026, 11, 1)).where(Occupancy.role == "tenant").execute()
    assert [d.id for d in debts_of_person(desk, place.owner)] == [theirs, *place.debts]
    post_receipt(desk, place.pay(LineDraft("charge", charge=theirs, amount=500)))
    assert [d.id for d in debts_of_person(desk, place.owner)] == list(place.debts)


def test_the_payers_card(desk: Desk, place: Place) -> None:
    post_receipt(desk, place.pay(
        LineDraft("prepayment", amount=500),
        LineDraft("deposit", item=place.deposit, amount=700),
    ))  # fmt: skip
    of_unit = payer_card(desk, place.unit)
    assert (of_unit.title, of_unit.name, of_unit.phones) == ("3-1502", "李敏", ("138 **** 8000",))
    assert (of_unit.total, of_unit.late_total, len(of_unit.debts)) == (38_393, 0, 3)
    assert [a.balance for a in of_unit.prepaid] == [500]
    assert [a.item_name for a in of_unit.deposits] == ["装修押金"]
    of_person = payer_card(desk, person=place.owner)
    assert (of_person.title, of_person.unit_code, of_person.total) == ("李敏", "3-1502", 38_393)
    assert [(u.code, u.role) for u in of_person.units] == [("3-1502", "owner")]
    Occupancy.create(unit=place.unit, person=place.stranger, role="tenant")
    assert payer_card(desk, place.unit).name == "王强"
    assert payer_card(desk, place.unit, place.owner).name == "李敏"
    for values in ({"unit": 99}, {"person": 99}, {}):
        with pytest.raises(Refused):
            payer_card(desk, **values)


def test_an_account_and_its_movements(desk: Desk, place: Place) -> None:
    top = post_receipt(desk, place.pay(LineDraft("prepayment", amount=500)))
    account = Account.get().id
    tenders = (TenderDraft("prepaid", 200, account=account),)
    used = post_receipt(desk, place.pay(place.first(amount=200), tenders=tenders))
    void_receipt(desk, used.id, "x")
    assert [(e.number, e.amount, e.balance) for e in entries(desk, account)] == [
        (top.number, 500, 500), (used.number, -200, 300), (used.number, 200, 500),
    ]  # fmt: skip
    assert get_account(desk, account).balance == 500
    assert prepaid_of(desk, person=place.owner) == prepaid_of(desk, place.unit)
    assert deposits_of(desk, place.unit) == ()
    with pytest.raises(Refused, match=r"account\.unknown"):
        entries(desk, 99)


def test_a_receipt_in_full(desk: Desk, place: Place) -> None:
    row = post_receipt(desk, place.pay(place.first(), note="代缴"))
    view = get_receipt(desk, row.id)
    (line,) = view.lines
    assert (line.period_from, line.period_to) == (date(2026, 10, 1), date(2026, 10, 30))
    assert (line.total, line.refunded, view.row.note) == (25_060, 0, "代缴")
    with pytest.raises(Refused, match=r"receipt\.unknown"):
        get_receipt(desk, 99)


def test_the_list(desk: Desk, place: Place) -> None:
    made = [post_receipt(desk, place.pay(place.first(amount=n + 1))).id for n in range(3)]
    line = LineDraft("sundry", text="工本费", amount=900)
    made.append(post_receipt(desk, ReceiptDraft((line,), (TenderDraft("wechat", 900),))).id)
    void_receipt(desk, made[0], "x")

    def listed(**filters: object) -> list[int]:
        source = RECEIPTS.open(desk, filters)
        rows = source.rows(0, 10)
        assert len(rows) == source.count()
        assert all(row == read_one(desk, row.id) for row in rows)
        return [row.id for row in rows]

    assert listed() == made[::-1]
    assert listed(day="today", state="voided") == [made[0]]
    assert listed(kind="sundry") == listed(tender="wechat") == [made[3]]
    assert listed(drawer=True) == made[::-1] and listed(drawer=False) == []
    assert listed(building="1") == made[2::-1]
    assert listed(text="李敏") == made[2::-1]
    assert listed(clerk=str(desk.session.staff if desk.session else 0)) == made[::-1]
    assert listed(day="2020-01-01") == []


def test_the_list_of_accounts(desk: Desk, place: Place) -> None:
    row = post_receipt(desk, place.pay(
        LineDraft("prepayment", amount=500), LineDraft("deposit", item=place.deposit, amount=700),
    ))  # fmt: skip

    def listed(**filters: object) -> list[tuple[str, int]]:
        return [(row.kind, row.balance) for row in ACCOUNTS.open(desk, filters).rows(0, 10)]

    assert listed() == [("deposit", 700), ("prepaid", 500)]
    assert listed(kind="deposit") == listed(item=str(place.deposit)) == [("deposit", 700)]
    assert listed(text="1502", building="1", held=True) == listed() == listed(text="李敏")
    assert listed(text="d260000001") == [("deposit", 700)] and listed(text="%") == []
    void_receipt(desk, row.id, "x")
    assert listed(held=True) == [] and len(listed(held=False)) == 2


def test_the_one_box(desk: Desk, place: Place) -> None:
    setting(desk, "fees.books", False)
    row = post_receipt(desk, place.pay(place.first(), sheet="A0007001"))
    post_receipt(desk, place.pay(LineDraft("deposit", item=place.deposit, amount=700)))
    for _again in range(2):
        for text in (row.number, "limin", "7001", "李敏"):
            assert "receipt" in {hit.kind for group in find(desk, text) for hit in group.hits}, text
        found = {hit.kind: hit for group in find(desk, "D260000001") for hit in group.hits}
        assert found["account"].state == ("account.state", "held")
        assert "装修押金" in found["account"].detail
        reindex(desk)
    assert Charge.select().count() == 3
