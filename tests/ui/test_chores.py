"""What the program does by itself while the desk is quiet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QObject

from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.fees.dunning.contacts import record_contact
from desk.fees.dunning.rows import ContactDraft
from desk.fees.models import Contact
from desk.fees.till.post import post_receipt
from tests.desk.fees.till.conftest import Place, place
from tests.stores import as_role
from ui.chores import Chores
from ui.kit import jobs

__all__ = ["place"]


@pytest.fixture
def kept(desk: Desk, place: Place, clock: FixedClock) -> int:
    """A promise that was kept, and nobody has written it down yet."""
    day = desk.today + timedelta(days=3)
    draft = ContactDraft(place.unit, "call", "promised", promised_on=day, promised=25_060)
    made = record_contact(desk, draft)
    clock.advance(timedelta(days=1))
    post_receipt(desk, place.pay(place.first()))
    Contact.update(promise="open").where(Contact.id == made.id).execute()
    return made.id


def test_promises_are_written_down(desk: Desk, kept: int, qtbot: Any) -> None:
    frame = QObject()
    chores = Chores(frame, desk)
    chores._promises()
    qtbot.waitUntil(lambda: Contact.get_by_id(kept).promise == "kept")
    chores.stop()
    assert jobs.stop_all()


def test_only_by_those_who_may(desk: Desk, kept: int) -> None:
    as_role(desk, Role.GUARD)
    frame = QObject()
    chores = Chores(frame, desk)
    chores._promises()
    chores.stop()
    assert jobs.stop_all()
    assert Contact.get_by_id(kept).promise == "open"
