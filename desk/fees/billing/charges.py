"""Single charges: added by hand, taken back, read."""

from __future__ import annotations

from datetime import date, timedelta

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.money import MOST
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.estate.models import Person
from desk.fees.amounts import HIGHEST, amount_of
from desk.fees.billing.drafts import ChargeDraft, ChargeRow
from desk.fees.billing.lists import charge_view, charges_query, made_with
from desk.fees.billing.periods import add_months, month_of
from desk.fees.billing.plan import pick_payer
from desk.fees.billing.special import Around, read_facts
from desk.fees.items import PERIODIC, item_row
from desk.fees.models import Charge, FeeItem


def get_charge(desk: Desk, charge: int) -> ChargeRow:
    """One charge. Raises Refused("charge.unknown")."""
    desk.require(Permission.FEES_VIEW)
    found = charges_query(desk).where(Charge.id == charge).tuples().first()
    if found is None:
        raise Refused("charge.unknown")
    return charge_view(desk, found)


@once(get_charge)
def add_charge(desk: Desk, draft: ChargeDraft, *, request: str | None = None) -> ChargeRow:
    """Charge a unit for something once. Raises Refused beside each field that is wrong.

    For a periodic item it stands for its days: no run charges them again, and it can't be added
    where they are charged already (charge.overlaps).
    """
    with desk.change(Permission.CHARGE_ADD, "charge.added", request) as change:
        first = draft.period_from or desk.today
        last = draft.period_to or first
        item, text = _checked(desk, draft, first, last)
        billed = item.kind in PERIODIC
        person = draft.person
        around = Around(desk, item, [draft.unit], first, last)
        if billed and around.taken[draft.unit]:
            taken = min(around.taken[draft.unit])
            raise Refused("charge.overlaps", "period_from", first=taken[0], last=taken[1])
        if person is None:
            person = pick_payer(item.payer, around.roles[draft.unit], first)[1]
        amount = draft.amount
        if amount is None:
            amount = amount_of(draft.quantity or 0, draft.price or 0)
        row = change.create(
            Charge, unit=draft.unit, person=person, item=item, source="manual", billed=billed,
            posted_on=desk.today, period_from=first, period_to=last,
            due=draft.due or first + timedelta(days=item.due_day),
            quantity=draft.quantity if draft.amount is None else None,
            price=draft.price if draft.amount is None else None,
            inputs={"text": text} if text else None, amount=amount, balance=amount,
        )  # fmt: skip
        change.about("unit", draft.unit)
    return get_charge(desk, row.id)


@once(get_charge)
def reverse_charge(
    desk: Desk, charge: int, reason: str, *, request: str | None = None
) -> ChargeRow:
    """Take a single charge back while nothing of it is paid or let off.

    One that was billed ahead goes with all that were made with it. Raises Refused: charge.paid,
    charge.reversed, charge.not_single (a late fee or what another register made),
    workflow.reason_needed, charge.unknown.
    """
    with desk.change(Permission.BILLING_REVERSE, "charge.reversed", request) as change:
        row: Charge | None = Charge.get_or_none(Charge.id == charge)
        if row is None:
            raise Refused("charge.unknown")
        change.result(charge)
        reason = clean(reason, "reason", 300)
        if not reason:
            raise Refused("workflow.reason_needed", "reason")
        if row.source not in ("run", "ahead", "manual", "opening"):
            raise Refused("charge.not_single")
        for one in _together(row):
            _refuse_settled(one)
            change.update(one, state="reversed", billed=False, reduced=one.amount, balance=0)
        change.about("unit", row.unit_id)
        change.note(reason=reason)
    return get_charge(desk, charge)


def _together(row: Charge) -> list[Charge]:
    if row.source != "ahead":
        return [row]
    batch = made_with("ahead", row.source_id or row.id)
    return list(Charge.select().where(batch).order_by(Charge.id))


def _refuse_settled(row: Charge) -> None:
    if row.state == "reversed":
        raise Refused("charge.reversed")
    if row.paid or row.reduced:
        raise Refused("charge.paid", first=row.period_from, last=row.period_to)


def _checked(desk: Desk, draft: ChargeDraft, first: date, last: date) -> tuple[FeeItem, str]:
    found: FeeItem | None = None
    with Faults() as faults:
        faults.of(read_facts, desk, draft.unit)
        found = faults.of(item_row, draft.item)
        text = faults.of(clean, draft.text, "text", 200) or ""
        if found is not None and found.kind == "deposit":
            faults.add("charge.deposit", "item", name=found.name)
        if found is not None and not found.active:
            faults.add("item.inactive", "item", name=found.name)
        if last < first:
            faults.add("tariff.until_before_since", "period_to")
        elif (
            found is not None and found.kind in PERIODIC and last >= add_months(month_of(first), 12)
        ):
            faults.add("charge.period_long", "period_to")
        if draft.person is not None and Person.get_or_none(id=draft.person) is None:
            faults.add("person.unknown", "person")
        _check_amount(faults, draft)
    if found is None:
        raise RefusedMany([Refused("item.unknown", "item")])
    return found, text


def _check_amount(faults: Faults, draft: ChargeDraft) -> None:
    if draft.amount is not None:
        if not 0 < draft.amount < MOST:
            faults.add("charge.amount", "amount")
    elif draft.quantity is None or not 0 < draft.quantity < HIGHEST:
        faults.add("charge.amount", "amount" if draft.quantity is None else "quantity")
    elif draft.price is None or not 0 < draft.price < HIGHEST:
        faults.add("tariff.price", "price")
    elif not amount_of(draft.quantity, draft.price):
        faults.add("charge.amount", "price")
