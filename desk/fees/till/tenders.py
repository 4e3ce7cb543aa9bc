"""How a receipt is paid: each tender's part of the total, rounding, change, accounts drawn on."""

from __future__ import annotations

from collections.abc import Sequence

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.fees.options import ROUNDING
from desk.fees.reading import money
from desk.fees.till.drafts import ReceiptDraft, Reckoning, TenderDraft, cut, reckon
from desk.fees.till.lines import Line


@frozen
class Paid:
    """A tender as it is kept: ``amount`` counts towards the total, ``given`` was handed over."""

    kind: str
    amount: int
    given: int
    reference: str
    account: int | None


def reckoned(desk: Desk, draft: ReceiptDraft) -> Reckoning:
    """What the draft comes to, if it can be posted like that.

    Raises Refused till.nothing_paid, till.rounding, till.missing, till.no_change.
    """
    sums = reckon(draft.lines, draft.tenders, rounding=draft.rounding)
    if sums.total <= 0:
        raise Refused("till.nothing_paid", "lines")
    if draft.rounding:
        cash = any(tender.kind == "cash" for tender in draft.tenders)
        other = sum(tender.given for tender in draft.tenders if tender.kind != "cash")
        rule = desk.settings.get(ROUNDING)
        if not cash or draft.rounding != cut(sums.total - other, rule):
            raise Refused("till.rounding", "rounding")
    if sums.missing:
        raise Refused("till.missing", "tenders", amount=money(desk, sums.missing))
    if not (sums.settled or draft.surplus_to_prepaid):
        raise Refused("till.no_change", "tenders", amount=money(desk, sums.surplus - sums.change))
    return sums


def settled(desk: Desk, draft: ReceiptDraft, lines: Sequence[Line], change: int) -> list[Paid]:
    """The tenders to keep: cash as one, less ``change``; accounts with enough in them.

    Raises Refused till.circular, account.unknown, account.too_little, till.foreign_account.
    """
    cash = [tender for tender in draft.tenders if tender.kind == "cash"]
    rest = [t for t in draft.tenders if t.kind not in ("cash", "prepaid") and t.given]
    drawn = _drawn(desk, draft, lines)
    given = sum(tender.given for tender in cash)
    paid = [Paid("cash", given - change, given, _said(cash), None)] if given else []
    paid += [Paid(t.kind, t.given, t.given, t.reference, None) for t in rest]
    paid += [Paid("prepaid", amount, amount, "", account) for account, amount in drawn.items()]
    return paid


def _said(tenders: Sequence[TenderDraft]) -> str:
    return next((tender.reference for tender in tenders if tender.reference), "")


def _drawn(desk: Desk, draft: ReceiptDraft, lines: Sequence[Line]) -> dict[int, int]:
    """What is taken from which prepaid account."""
    drawn: dict[int, int] = {}
    for tender in draft.tenders:
        if tender.account is not None and tender.given:
            drawn[tender.account] = drawn.get(tender.account, 0) + tender.given
    if drawn and any(line.kind == "prepayment" for line in lines):
        raise Refused("till.circular", "tenders")
    for account, amount in drawn.items():
        _refuse_account(desk, draft, lines, account, amount)
    return drawn


def _refuse_account(
    desk: Desk, draft: ReceiptDraft, lines: Sequence[Line], account: int, amount: int
) -> None:
    found = desk.storage.database.execute_sql(
        "SELECT unit_id, person_id, balance FROM account WHERE id = ? AND kind = 'prepaid'",
        (account,),
    ).fetchone()
    if found is None:
        raise Refused("account.unknown", "tenders")
    unit, person, balance = found
    if balance < amount:
        raise Refused("account.too_little", "tenders", balance=money(desk, balance))
    if person is not None and person == draft.person:
        return
    units = {draft.unit, *(line.unit for line in lines)} - {None}
    owners = {line.owner for line in lines if line.unit == unit} | {None}
    if unit not in units or not (person in owners or _lives_there(desk, unit, person)):
        raise Refused("till.foreign_account", "tenders")


def _lives_there(desk: Desk, unit: int, person: int | None) -> bool:
    """Whether the account's person still has a part in the unit: money stays with who left."""
    today = desk.today.isoformat()
    found = desk.storage.database.execute_sql(
        "SELECT 1 FROM occupancy WHERE unit_id = ? AND person_id = ? "
        "AND (until IS NULL OR until >= ?) LIMIT 1",
        (unit, person, today),
    ).fetchone()
    return found is not None
