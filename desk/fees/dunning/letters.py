"""What stands on a notice or a demand: a unit's debts and who is asked to pay them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.core.settings import SITE_PHONE
from desk.fees.billing.why import why_many
from desk.fees.dunning.rows import NoticeDraft
from desk.fees.options import PAY_TO, PAYEE
from desk.fees.reading import ask, currency
from desk.fees.till.debts import Debt, debts_of_unit

if TYPE_CHECKING:
    from desk.printing.notices import DebtLine, EarlierStep, FormalDemand, PaymentNotice

EARLIER = 8
_PREPAID = "SELECT SUM(balance) FROM account WHERE unit_id = ? AND kind = 'prepaid' AND balance > 0"
_EARLIER = (
    "SELECT c.business_date, c.way, COALESCE(n.number, '') FROM contact c "
    "LEFT JOIN notice n ON n.id = c.notice_id "
    f"WHERE c.unit_id = ? AND c.business_date >= ? ORDER BY c.id DESC LIMIT {EARLIER}"
)


@frozen
class Owed:
    """The debts that a letter is about; ``person`` owes the most of them."""

    rows: tuple[Debt, ...]
    person: int | None
    person_name: str
    total: int
    late: int


def debts(desk: Desk, unit: int, *, overdue_only: bool) -> Owed:
    """What a letter to a unit is about, oldest first."""
    rows = [debt for debt in debts_of_unit(desk, unit) if not overdue_only or debt.due < desk.today]
    sums: dict[tuple[int | None, str], int] = {}
    for debt in rows:
        key = (debt.person, debt.person_name)
        sums[key] = sums.get(key, 0) + debt.balance
    person, name = max(sums, key=lambda key: sums[key]) if sums else (None, "")
    return Owed(
        tuple(rows), person, name, sum(debt.balance for debt in rows),
        sum(debt.late_fee for debt in rows),
    )  # fmt: skip


def paper(
    desk: Desk, draft: NoticeDraft, unit: int, code: str, number: str, owed: Owed
) -> PaymentNotice | FormalDemand:
    """The letter to one unit."""
    from desk.printing.notices import FormalDemand, PaymentNotice

    get = desk.settings.get
    lines = _lines(desk, owed.rows, draft.language)
    who = desk.session.name if desk.session else ""
    if draft.kind == "demand":
        assert draft.deadline is not None
        return FormalDemand(
            site=desk.site, number=number, unit=code, issued_on=desk.today,
            deadline=draft.deadline, debts=lines, payee=get(PAYEE), person=owed.person_name,
            earlier=_earlier(desk, unit, owed.rows[0].due), pay_to=get(PAY_TO),
            contact=get(SITE_PHONE), currency=currency(desk), note=draft.note, issued_by=who,
            language=draft.language,
        )  # fmt: skip
    ((prepaid,),) = ask(desk, _PREPAID, unit)
    return PaymentNotice(
        site=desk.site, number=number, unit=code, issued_on=desk.today, debts=lines,
        payee=get(PAYEE), person=owed.person_name, pay_by=draft.deadline, pay_to=get(PAY_TO),
        contact=get(SITE_PHONE), prepaid=prepaid, currency=currency(desk), note=draft.note,
        issued_by=who, language=draft.language,
    )  # fmt: skip


def _lines(desk: Desk, rows: tuple[Debt, ...], language: str) -> tuple[DebtLine, ...]:
    from desk.printing.notices import DebtLine

    why = why_many(desk, [debt.id for debt in rows], language)
    return tuple(
        DebtLine(
            item=debt.item_name, amount=debt.balance, due=debt.due, period_from=debt.period_from,
            period_to=debt.period_to, late_fee=debt.late_fee, why=why.get(debt.id, ""),
        )
        for debt in rows
    )  # fmt: skip


def _earlier(desk: Desk, unit: int, since: date) -> tuple[EarlierStep, ...]:
    from desk.printing.notices import EarlierStep

    found = ask(desk, _EARLIER, unit, since.isoformat())
    steps = [EarlierStep(date.fromisoformat(on), way, number) for on, way, number in found]
    return tuple(reversed(steps))
