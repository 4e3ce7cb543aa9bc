"""The lines of a receipt made ready: each debt looked at as it is now, inside the change.

Literal statements: a queue stands at the till, and building a query takes longer than running it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.fees.accounts import open_deposit, prepaid_account
from desk.fees.reading import money
from desk.fees.till.drafts import LineDraft, ReceiptDraft
from desk.fees.till.late import LateTerms, chosen, days_late, defaults, on_part


@frozen
class Line:
    """A line as it will be kept. ``deferred`` is the late fee that is neither paid nor waived;
    ``days`` and ``terms`` tell how it grew, ``owner`` whose debt it is."""

    kind: str
    item: int | None
    charge: int | None
    account: int | None
    unit: int | None
    text: str
    quantity: int | None
    price: int | None
    amount: int
    discount: int
    late_fee: int
    late_waived: int
    reason: str
    deferred: int = 0
    days: int = 0
    rate: int = 0
    owner: int | None = None
    period: tuple[str, str] = ("", "")


_CHARGES = (
    "SELECT c.id, c.unit_id, c.item_id, c.person_id, c.due, c.balance, c.source, c.period_from, "
    "c.period_to, c.quantity, c.price, i.late_rate, i.grace, i.late_cap, i.purpose "
    "FROM charge c JOIN fee_item i ON i.id = c.item_id WHERE c.id IN ({})"
)
_NAMES = (
    "SELECT u.code, i.name FROM charge c JOIN unit u ON u.id = c.unit_id "
    "JOIN fee_item i ON i.id = c.item_id WHERE c.id = ?"
)


def ready(desk: Desk, change: Change, draft: ReceiptDraft) -> list[Line]:
    """The draft's lines with what the store says of them now.

    Raises Refused till.charge_unknown, till.paid_already, till.changed, till.late_changed,
    till.price_list, service.unknown, item.unknown, till.not_deposit, unit.unknown,
    account.for_whom.
    """
    wanted = [line.charge for line in draft.lines if line.charge is not None]
    charges = _charges(desk, wanted) if wanted else {}
    today, usual = desk.today, defaults(desk)
    made = []
    for number, line in enumerate(draft.lines, 1):
        if line.kind == "charge":
            made.append(_charge(desk, number, line, charges, today, usual))
        elif line.kind == "sundry":
            made.append(_sundry(desk, number, line, draft))
        else:
            made.append(_held(desk, change, line, draft))
    return made


def surplus_line(desk: Desk, change: Change, draft: ReceiptDraft, amount: int) -> Line:
    """What was given too much, as a prepayment of the payer's."""
    return _held(desk, change, LineDraft("prepayment", amount=amount), draft)


def _charges(desk: Desk, wanted: list[int]) -> dict[int, tuple[Any, ...]]:
    sql = _CHARGES.format(",".join("?" * len(wanted)))
    return {row[0]: row for row in desk.storage.database.execute_sql(sql, wanted)}


def _charge(
    desk: Desk, number: int, line: LineDraft, known: dict[int, tuple[Any, ...]], today: date,
    usual: LateTerms,
) -> Line:  # fmt: skip
    row = known.get(line.charge or 0)
    if row is None:
        raise Refused("till.charge_unknown", "lines", line=number)
    key, unit, item, person, due, balance, source, start, end, quantity, price, *own = row
    taken = line.amount + line.discount
    if taken > balance or line.balance not in (None, balance):
        _refuse_changed(desk, number, key, balance)
    terms = chosen(usual, own[0], own[1], own[2], source, own[3])
    days = days_late(date.fromisoformat(due), today, terms.grace) if terms.rate else 0
    grown = on_part(balance - line.discount, line.amount, days, terms) if days else 0
    deferred = grown - line.late_fee - line.late_waived
    if deferred < 0:
        raise Refused("till.late_changed", "lines", line=number, late=money(desk, grown))
    return Line(
        "charge", item, key, None, unit, line.text, quantity, price, line.amount, line.discount,
        line.late_fee, line.late_waived, line.reason, deferred, days, terms.rate, person,
        (start, end),
    )  # fmt: skip


def _refuse_changed(desk: Desk, number: int, charge: int, balance: int) -> None:
    unit, item = desk.storage.database.execute_sql(_NAMES, (charge,)).fetchone()
    if not balance:
        raise Refused("till.paid_already", "lines", line=number, unit=unit, item=item)
    raise Refused(
        "till.changed", "lines", line=number, unit=unit, item=item, balance=money(desk, balance)
    )


def _sundry(desk: Desk, number: int, line: LineDraft, draft: ReceiptDraft) -> Line:
    run = desk.storage.database.execute_sql
    item, text, price = line.item, line.text, line.price
    if line.service is not None:
        found = run(
            "SELECT name, price, item_id FROM service WHERE id = ? AND active", (line.service,)
        ).fetchone()
        if found is None:
            raise Refused("service.unknown", "lines", line=number)
        name, listed, item = found
        text = text or name
        said = (line.amount + line.discount) * 100 if price is None else price
        # Whoever may let something off may say another price; for others the list speaks.
        if listed and said != listed * 100 and not desk.allows(Permission.RECEIPT_DISCOUNT):
            listed_price = money(desk, listed)
            raise Refused("till.price_list", "lines", line=number, name=name, price=listed_price)
    elif item is not None:
        _refuse_item(desk, item, deposit=False)
    unit = draft.unit if line.unit is None else line.unit
    return Line(
        "sundry", item, None, None, unit, text, line.quantity, price, line.amount, line.discount,
        0, 0, line.reason,
    )  # fmt: skip


def _refuse_item(desk: Desk, item: int, *, deposit: bool) -> None:
    sql = "SELECT kind FROM fee_item WHERE id = ? AND active"
    found = desk.storage.database.execute_sql(sql, (item,)).fetchone()
    if found is None:
        raise Refused("item.unknown", "item")
    if (found[0] == "deposit") != deposit:
        raise Refused("till.not_deposit" if deposit else "till.is_deposit", "item")


def _held(desk: Desk, change: Change, line: LineDraft, draft: ReceiptDraft) -> Line:
    """A prepayment or a deposit, with the account that it goes to."""
    unit = draft.unit if line.unit is None else line.unit
    if line.kind == "deposit":
        assert line.item is not None
        _refuse_item(desk, line.item, deposit=True)
        if unit is None and draft.person is None:
            raise Refused("account.for_whom", "unit")
        account = open_deposit(desk, change, line.item, unit, draft.person, line.text)
    else:
        account = prepaid_account(desk, change, unit, draft.person)
    return Line(
        line.kind, line.item if line.kind == "deposit" else None, None, account, unit, line.text,
        None, None, line.amount, 0, 0, 0, "",
    )  # fmt: skip
