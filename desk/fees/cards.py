"""What fees add to the cards of units and customers: arrears, deposits, receipts, promises."""

from __future__ import annotations

from datetime import date

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.register import CardLine, CardPart
from desk.core.words import N_, _, gettext
from desk.fees.dunning.contacts import contacts_of, contacts_with
from desk.fees.dunning.rows import ContactRow
from desk.fees.dunning.said import OUTCOMES_SAID, WAYS_SAID
from desk.fees.reading import ask, money
from desk.fees.till.debts import Debt, debts_of_person, debts_of_unit

MOST = 5
_KINDS = {"prepaid": N_("Prepaid"), "deposit": N_("Deposit")}
_ACCOUNTS = (
    "SELECT a.id, COALESCE(a.number, ''), a.kind, a.balance, COALESCE(i.name, ''), a.opened_on, "
    "COALESCE(u.code, '') FROM account a LEFT JOIN fee_item i ON i.id = a.item_id "
    "LEFT JOIN unit u ON u.id = a.unit_id WHERE a.{of} = ? AND a.balance > 0 ORDER BY a.id"
)
_RECEIPTS = (
    "SELECT id, number, total, business_date, state, who FROM receipt WHERE {of} = ? "
    "ORDER BY id DESC LIMIT 3"
)


def unit_arrears(desk: Desk, unit: int) -> CardPart | None:
    """What a unit owes: the sum, then its oldest debts."""
    if not desk.allows(Permission.FEES_VIEW):
        return None
    return _owed(desk, debts_of_unit(desk, unit), "arrears", unit, named=False)


def person_arrears(desk: Desk, person: int) -> CardPart | None:
    """What a customer owes and what is owed for their units."""
    if not desk.allows(Permission.FEES_VIEW):
        return None
    debts = debts_of_person(desk, person)
    first = debts[0].unit if debts else 0
    return _owed(desk, debts, "arrears", first, named=True)


def _owed(desk: Desk, debts: list[Debt], kind: str, key: int, *, named: bool) -> CardPart | None:
    if not debts:
        return None
    late = [debt for debt in debts if debt.due < desk.today]
    total = sum(debt.balance for debt in debts)
    fee = sum(debt.late_fee for debt in debts)
    said = [_("since {day}").format(day=debts[0].due.isoformat())]
    if fee:
        said.append(_("late fee {amount}").format(amount=money(desk, fee)))
    text = _("Owes {amount}").format(amount=money(desk, total))
    lines = [CardLine(text, " · ".join(said), kind, key, "late" if late else "due")]
    for debt in debts[:MOST]:
        words = " ".join(part for part in (debt.unit_code if named else "", debt.item_name) if part)
        about = f"{_period(debt.period_from, debt.period_to)} · {money(desk, debt.balance)}"
        tone = "late" if debt.due < desk.today else "plain"
        lines.append(CardLine(words, about, "charge", debt.id, tone))
    return CardPart("arrears", N_("Arrears"), tuple(lines), max(0, len(debts) - MOST))


def _period(since: date, until: date) -> str:
    if (since.year, since.month) == (until.year, until.month):
        return f"{since:%Y-%m}"
    return f"{since:%Y-%m} – {until:%Y-%m}"


def unit_accounts(desk: Desk, unit: int) -> CardPart | None:
    """Deposits held and prepaid money of a unit."""
    return _accounts(desk, "unit_id", unit)


def person_accounts(desk: Desk, person: int) -> CardPart | None:
    """Deposits held and prepaid money of a customer."""
    return _accounts(desk, "person_id", person)


def _accounts(desk: Desk, of: str, key: int) -> CardPart | None:
    if not desk.allows(Permission.FEES_VIEW):
        return None
    lines = []
    for account, number, kind, balance, item, opened, code in ask(
        desk, _ACCOUNTS.format(of=of), key
    ):
        name = item or gettext(_KINDS[kind])
        text = f"{name} {money(desk, balance)}"
        where = code if of == "person_id" else ""
        detail = " · ".join(part for part in (where, number, opened) if part)
        lines.append(CardLine(text, detail, "account", account))
    return CardPart("accounts", N_("Deposits and prepaid"), tuple(lines)) if lines else None


def unit_receipts(desk: Desk, unit: int) -> CardPart | None:
    """The last receipts of a unit."""
    return _receipts(desk, "unit_id", unit)


def person_receipts(desk: Desk, person: int) -> CardPart | None:
    """The last receipts of a customer."""
    return _receipts(desk, "person_id", person)


def _receipts(desk: Desk, of: str, key: int) -> CardPart | None:
    if not desk.allows(Permission.FEES_VIEW):
        return None
    lines = []
    for receipt, number, total, day, state, who in ask(desk, _RECEIPTS.format(of=of), key):
        void = _("Voided") if state == "voided" else ""
        detail = " · ".join(part for part in (number, day, who, void) if part)
        lines.append(
            CardLine(money(desk, total), detail, "receipt", receipt, "void" if void else "plain")
        )
    return CardPart("receipts", N_("Receipts"), tuple(lines)) if lines else None


def unit_contacts(desk: Desk, unit: int) -> CardPart | None:
    """Promises and the last dunning contacts of a unit."""
    if not desk.allows(Permission.FEES_VIEW):
        return None
    return _contacts(desk, contacts_of(desk, unit, 10))


def person_contacts(desk: Desk, person: int) -> CardPart | None:
    """Promises and the last dunning contacts with a customer."""
    if not desk.allows(Permission.FEES_VIEW):
        return None
    return _contacts(desk, contacts_with(desk, person, 10))


def _contacts(desk: Desk, rows: list[ContactRow]) -> CardPart | None:
    if not rows:
        return None
    # An open or broken promise first, whatever was said since.
    shown = [row for row in rows if row.promise in ("open", "broken")][:1]
    shown += [row for row in rows if row not in shown][: 3 - len(shown)]
    tones = {"broken": "late", "open": "due"}
    lines = []
    for row in shown:
        text = _promised(desk, row) or gettext(WAYS_SAID[row.way])
        tone = tones.get(row.promise, "plain")
        lines.append(CardLine(text, _about(row), "contact", row.id, tone))
    return CardPart("dunning", N_("Dunning"), tuple(lines), max(0, len(rows) - len(shown)))


def _about(row: ContactRow) -> str:
    said = [row.business_date.isoformat()]
    if row.outcome in OUTCOMES_SAID:
        said.append(gettext(OUTCOMES_SAID[row.outcome]))
    return " · ".join([*said, row.who])


def _promised(desk: Desk, row: ContactRow) -> str:
    if row.promise not in ("open", "broken") or row.promised_on is None:
        return ""
    said = {
        "open": _("Promised {amount} for {day}"),
        "broken": _("Promise broken: {amount} for {day}"),
    }[row.promise]
    amount = money(desk, row.promised or row.owed)
    return said.format(amount=amount, day=row.promised_on.isoformat())
