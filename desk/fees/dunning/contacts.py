"""Dunning contacts 催缴记录: who, when, in which way, what was said, what was promised."""

from __future__ import annotations

from typing import Any

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import from_millis
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.estate.models import Person
from desk.fees.dunning.promises import open_promises, settle_in
from desk.fees.dunning.rows import ANSWERS, OUTCOMES, WAYS, ContactDraft, ContactRow
from desk.fees.models import Contact
from desk.fees.reading import ask, day, unit_code

OWED = "SELECT COALESCE(SUM(balance), 0) FROM charge WHERE unit_id = ? AND balance > 0"
COLUMNS = (
    "c.id, c.unit_id, u.code, c.person_id, COALESCE(p.name, ''), c.way, c.outcome, c.spoken_to, "
    "c.said, c.answer, c.owed, c.promised_on, c.promised, c.promise, c.notice_id, "
    "COALESCE(n.number, ''), c.business_date, c.at, c.who"
)
TABLES = (
    "contact c JOIN unit u ON u.id = c.unit_id LEFT JOIN person p ON p.id = c.person_id "
    "LEFT JOIN notice n ON n.id = c.notice_id"
)


def contact_row(row: Any, states: dict[int, str]) -> ContactRow:
    """A raw tuple of COLUMNS; ``states`` tell how open promises stand today."""
    facts = list(row)
    if facts[13] == "open":
        facts[13] = states.get(facts[0], "open")
    facts[11], facts[16], facts[17] = day(facts[11]), day(facts[16]), from_millis(facts[17])
    return ContactRow(*facts)


def get_contact(desk: Desk, contact: int) -> ContactRow:
    """One contact. Raises Refused("contact.unknown")."""
    desk.require(Permission.FEES_VIEW)
    found = ask(desk, f"SELECT {COLUMNS} FROM {TABLES} WHERE c.id = ?", contact)
    if not found:
        raise Refused("contact.unknown", "contact")
    return contact_row(found[0], _states(desk, found[0][1]))


@once(get_contact)
def record_contact(desk: Desk, draft: ContactDraft, *, request: str | None = None) -> ContactRow:
    """Write down a contact. The desk promises nothing: a promise is the debtor's.

    Earlier promises of the unit that are decided are written down with it. Raises Refused beside
    the fields: unit.unknown, person.unknown, field.not_a_choice, contact.promise_day (none, or
    before today), contact.promise_amount (not above zero, or more than is owed),
    contact.no_promise (a day without the outcome promised), contact.said_needed (a question),
    dunning.nothing_owed (nothing to promise).
    """
    with desk.change(Permission.DUNNING_WORK, "contact.recorded", request) as change:
        code = unit_code(desk, draft.unit)
        ((owed,),) = ask(desk, OWED, draft.unit)
        values = _checked(desk, draft, owed)
        promises = open_promises(desk, draft.unit)
        session = desk.session
        row = change.create(
            Contact, unit=draft.unit, owed=owed, business_date=desk.today, at=change.now,
            staff=session.staff if session else None, who=session.name if session else "",
            **values,
        )  # fmt: skip
        settle_in(change, promises)
        change.about("unit", draft.unit)
        change.note(unit=code)
    return get_contact(desk, row.id)


def _checked(desk: Desk, draft: ContactDraft, owed: int) -> dict[str, Any]:
    with Faults() as faults:
        values: dict[str, Any] = {
            "way": faults.among(draft.way, WAYS, "way"),
            "outcome": faults.among(draft.outcome, OUTCOMES, "outcome"),
            "answer": faults.among(draft.answer, ANSWERS, "answer"),
            "spoken_to": faults.of(clean, draft.spoken_to, "spoken_to", 120),
            "said": faults.of(clean, draft.said, "said", 2000, lines=True),
            "person": draft.person,
        }
        if draft.person is not None and Person.get_or_none(Person.id == draft.person) is None:
            faults.add("person.unknown", "person")
        if draft.outcome == "question" and not draft.said.strip():
            faults.add("contact.said_needed", "said")
        if draft.outcome == "promised":
            _promise(desk, draft, owed, faults)
            values |= {
                "promise": "open", "promised_on": draft.promised_on,
                "promised": owed if draft.promised is None else draft.promised,
            }  # fmt: skip
        elif draft.promised_on is not None or draft.promised is not None:
            faults.add("contact.no_promise", "outcome")
    return values


def _promise(desk: Desk, draft: ContactDraft, owed: int, faults: Faults) -> None:
    if not owed:
        faults.add("dunning.nothing_owed", "outcome")
    elif draft.promised is not None and not 0 < draft.promised <= owed:
        faults.add("contact.promise_amount", "promised")
    if draft.promised_on is None or draft.promised_on < desk.today:
        faults.add("contact.promise_day", "promised_on")


def contacts_of(desk: Desk, unit: int, limit: int = 50) -> list[ContactRow]:
    """The latest contacts about a unit, newest first."""
    desk.require(Permission.FEES_VIEW)
    sql = f"SELECT {COLUMNS} FROM {TABLES} WHERE c.unit_id = ? ORDER BY c.id DESC LIMIT {limit:d}"
    states = _states(desk, unit)
    return [contact_row(row, states) for row in ask(desk, sql, unit)]


def contacts_with(desk: Desk, person: int, limit: int = 50) -> list[ContactRow]:
    """The latest contacts with a customer, newest first."""
    desk.require(Permission.FEES_VIEW)
    sql = f"SELECT {COLUMNS} FROM {TABLES} WHERE c.person_id = ? ORDER BY c.id DESC LIMIT {limit:d}"
    states = _states(desk)
    return [contact_row(row, states) for row in ask(desk, sql, person)]


def _states(desk: Desk, unit: int | None = None) -> dict[int, str]:
    return {promise.contact: promise.state for promise in open_promises(desk, unit)}
