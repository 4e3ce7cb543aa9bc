"""Dunning contacts 催缴记录: who, when, in which way, what was said, what was promised."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.fees.dunning.rows import ContactDraft, ContactRow


def get_contact(desk: Desk, contact: int) -> ContactRow:
    """One contact. Raises Refused("contact.unknown")."""
    raise NotImplementedError


def record_contact(desk: Desk, draft: ContactDraft, *, request: str | None = None) -> ContactRow:
    """Write down a contact. Nothing is promised by the desk: a promise is the debtor's.

    Raises Refused beside the fields: unit.unknown, field.not_a_choice, contact.promise_day (none or
    before today), contact.promise_amount (not above zero or more than is owed),
    contact.no_promise (a day without the outcome promised), contact.said_needed (a question).
    """
    raise NotImplementedError


def contacts_of(desk: Desk, unit: int, limit: int = 50) -> list[ContactRow]:
    """The latest contacts about a unit, newest first."""
    raise NotImplementedError
