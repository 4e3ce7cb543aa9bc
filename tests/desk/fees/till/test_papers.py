"""Receipts and deposit slips on paper, as copies, and read back by their code."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.papers import kept_data, papers_of
from desk.core.tokens import Kind, Seal, Token, seal
from desk.fees.models import Account
from desk.fees.till.drafts import LineDraft, TenderDraft
from desk.fees.till.papers_out import (
    issue_deposit_slip,
    issue_receipt,
    read_receipt_code,
    receipt_paper,
    receipt_token,
)
from desk.fees.till.post import post_receipt
from desk.fees.till.void import void_receipt
from tests.desk.fees.till.conftest import Place, setting
from tests.stores import as_role


def said(pdf: bytes, tmp_path: Path) -> str:
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize("layout", ["a5", "form241", "roll80"])
def test_what_stands_on_the_paper(desk: Desk, place: Place, tmp_path: Path, layout: str) -> None:
    setting(desk, "fees.payee", "阳光物业有限公司")
    row = post_receipt(desk, place.pay(place.first(), cash=30_000))
    text = said(issue_receipt(desk, row.id, layout, "zh_CN"), tmp_path)
    for part in (row.number, "250.60", "贰佰伍拾元陆角", "3-1502", "李敏", "阳光物业有限公司"):
        assert part in text


def test_the_first_is_the_original_then_copies(desk: Desk, place: Place) -> None:
    row = post_receipt(as_role(desk, Role.CASHIER), place.pay(place.first()))
    first = issue_receipt(desk, row.id, language="zh_CN", request="p1")
    assert issue_receipt(desk, row.id, language="zh_CN", request="p1") == first
    as_role(desk, Role.SUPERVISOR)
    issue_receipt(desk, row.id, language="en")
    issue_receipt(desk, row.id)
    papers = papers_of("receipt", row.id)
    assert [paper.copy for paper in papers] == [0, 1, 2]
    assert [paper.who for paper in papers] == ["Cashier", "Supervisor", "Supervisor"]
    assert {kept_data(paper.id)["clerk"] for paper in papers} == {"Cashier"}
    assert kept_data(papers[1].id)["language"] == "en"


def test_a_voided_receipt_says_so_on_its_copy(desk: Desk, place: Place, tmp_path: Path) -> None:
    row = post_receipt(desk, place.pay(place.first()))
    issue_receipt(desk, row.id, language="zh_CN")
    void_receipt(desk, row.id, "打错了")
    text = said(issue_receipt(desk, row.id, language="zh_CN"), tmp_path)
    assert "打错了" in text and row.number in text


def test_the_prepaid_balance_afterwards_stays(desk: Desk, place: Place) -> None:
    top = post_receipt(desk, place.pay(LineDraft("prepayment", amount=20_000)))
    account = Account.get().id
    tenders = (TenderDraft("prepaid", 5_000, account=account),)
    used = post_receipt(desk, place.pay(place.first(amount=5_000), tenders=tenders))
    cash = post_receipt(desk, place.pay(place.first(amount=1)))
    after = [receipt_paper(desk, row.id, "en").prepaid for row in (top, used, cash)]
    assert after == [20_000, 15_000, None]


def test_quantity_and_price_of_what_was_charged(desk: Desk, place: Place) -> None:
    from desk.fees.models import Charge

    Charge.update(quantity=895_000, price=28_000).where(Charge.id == place.debts[0]).execute()
    row = post_receipt(desk, place.pay(
        place.first(),
        LineDraft("sundry", service=place.copying, quantity=30_000, price=5_000, amount=150),
    ))  # fmt: skip
    fee, copying = receipt_paper(desk, row.id, "zh_CN").lines
    assert (fee.item, fee.quantity, fee.price, fee.measure) == ("物业费", 895_000, 28_000, "m²")
    assert (copying.item, copying.text, copying.measure) == ("有偿服务", "复印", "页")


def test_a_deposit_slip(desk: Desk, place: Place, tmp_path: Path) -> None:
    line = LineDraft("deposit", item=place.deposit, amount=200_000, text="装修")
    post_receipt(desk, place.pay(line))
    account = Account.get()
    text = said(issue_deposit_slip(desk, account.id, "zh_CN"), tmp_path)
    assert str(account.number) in text and "2,000.00" in text and "装修押金" in text
    issue_deposit_slip(desk, account.id, "zh_CN")
    assert [paper.copy for paper in papers_of("account", account.id)] == [0, 1]
    post_receipt(desk, place.pay(LineDraft("prepayment", amount=1)))
    with pytest.raises(Refused, match=r"account\.not_deposit"):
        issue_deposit_slip(desk, Account.get(Account.kind == "prepaid").id)


def test_a_code_is_read_back(desk: Desk, place: Place) -> None:
    row = post_receipt(desk, place.pay(place.first()))
    code = receipt_token(desk, row)
    assert read_receipt_code(desk, code.lower()) == row
    void_receipt(desk, row.id, "x")
    assert read_receipt_code(desk, code).state == "voided"
    token = seal(desk).read(code)
    wrong = {
        "receipt.other_paper": seal(desk).sign(Token(Kind.VISIT, 1, "V1")),
        "receipt.unknown": seal(desk).sign(replace(token, record=999)),
        "token.forged": Seal(b"x" * 32, desk.site_tag).sign(token),
        "token.unreadable": "FD1",
    }
    for problem, text in wrong.items():
        with pytest.raises(Refused) as caught:
            read_receipt_code(desk, text)
        assert caught.value.code == problem
    with pytest.raises(Refused, match=r"receipt\.unknown"):
        read_receipt_code(desk, seal(desk).sign(replace(token, number="R9")))


def test_nothing_is_kept_of_what_cannot_be_drawn(desk: Desk, place: Place) -> None:
    row = post_receipt(desk, place.pay(place.first()))
    with pytest.raises(Refused, match=r"paper\.layout_unknown"):
        issue_receipt(desk, row.id, "a0")
    assert papers_of("receipt", row.id) == []
