"""Which step is due for whom, and what is promised."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk.core import words
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.today import today
from desk.fees.dunning.contacts import contacts_of, get_contact, record_contact
from desk.fees.dunning.ladder import STEPS, Past, Step, step_due, step_of
from desk.fees.dunning.listing import ARREARS
from desk.fees.dunning.lists import CONTACTS
from desk.fees.dunning.promises import broken_promises, settle
from desk.fees.dunning.rows import ContactDraft
from desk.fees.models import Contact
from desk.fees.till.drafts import LineDraft
from desk.fees.till.post import post_receipt
from tests.desk.fees.till.conftest import Place, owe
from tests.stores import as_role

DAYS = (1, 7, 15, 30, 60)
DUE = date(2026, 10, 1)
HUNDRED = DUE + timedelta(days=100)


def whys(desk: Desk) -> list[tuple[str, int]]:
    return [(item.why[1], item.id) for item in today(desk)]


@pytest.mark.parametrize(
    ("after", "past", "due", "waits"),
    [
        (0, Past(), "", ""),
        (1, Past(), "message", ""),
        (100, Past(), "message", ""),  # an old debt climbs from the first step on
        (6, Past(1, DUE + timedelta(days=1)), "", ""),
        (7, Past(1, DUE + timedelta(days=1)), "call", ""),
        (100, Past(1, HUNDRED), "", "pause"),  # reminded only today
        (100, Past(1, HUNDRED - timedelta(days=6)), "call", ""),
        (100, Past(3, HUNDRED - timedelta(days=20)), "demand", ""),
        (100, Past(4, DUE + timedelta(days=50), HUNDRED), "", "deadline"),
        (100, Past(4, DUE + timedelta(days=50), HUNDRED - timedelta(days=1)), "legal", ""),
        (100, Past(5, DUE + timedelta(days=90)), "", ""),
        (100, Past(2, DUE, None, HUNDRED), "", "promise"),
        (100, Past(2, DUE, None, HUNDRED - timedelta(days=1)), "visit", ""),
    ],
)
def test_a_step(after: int, past: Past, due: str, waits: str) -> None:
    step = step_of(DAYS, DUE, DUE + timedelta(days=after), past)
    assert (step.due, step.waits) == (due, waits)
    assert step.done == (STEPS[past.rank - 1] if past.rank else "")


def test_a_unit_climbs_the_ladder(desk: Desk, place: Place, clock: FixedClock) -> None:
    assert step_due(desk, place.unit).due == "message"
    assert step_due(desk, place.other) == Step()
    (waits,) = [item for item in today(desk) if item.why == ("today", "dunning_message")]
    words.use("en")
    assert (waits.kind, waits.id, today(desk)[0].title) == ("ladder", 1, "1 unit")
    words.use("zh_CN")
    record_contact(desk, ContactDraft(place.unit, "message", "sent"))
    assert step_due(desk, place.unit).waits == "pause"
    clock.advance(timedelta(days=6))
    assert step_due(desk, place.unit).due == "call"
    record_contact(desk, ContactDraft(place.unit, "call", "no_answer"))
    assert step_due(desk, place.unit).due == "call"  # nobody answered: call again
    record_contact(desk, ContactDraft(place.unit, "call", "refused", said="不交"))
    assert step_due(desk, place.unit).done == "call"


def test_a_promise_kept(desk: Desk, place: Place, clock: FixedClock) -> None:
    day = desk.today + timedelta(days=3)
    made = record_contact(
        desk, ContactDraft(place.unit, "call", "promised", promised_on=day, promised=25_060)
    )
    assert (made.promise, made.owed, made.promised) == ("open", 38_393, 25_060)
    assert step_due(desk, place.unit).waits in ("promise", "pause")
    clock.advance(timedelta(days=3))
    assert ("promise_today", place.unit) in whys(desk)
    post_receipt(desk, place.pay(place.first()))
    assert get_contact(desk, made.id).promise == "kept"
    clock.advance(timedelta(days=2))
    assert get_contact(desk, made.id).promise == "kept"
    assert broken_promises(desk) == []
    assert settle(desk) == 1
    assert Contact.get_by_id(made.id).promise == "kept"
    assert settle(desk) == 0


def test_a_promise_broken_surfaces_until_somebody_speaks_again(
    desk: Desk, place: Place, clock: FixedClock
) -> None:
    day = desk.today + timedelta(days=1)
    made = record_contact(
        desk, ContactDraft(place.unit, "visit", "promised", place.owner, promised_on=day)
    )
    assert made.promised == 38_393
    clock.advance(timedelta(days=2))
    # Paid in part, and too late for the rest.
    post_receipt(desk, place.pay(LineDraft("charge", charge=place.debts[0], amount=100)))
    assert get_contact(desk, made.id).promise == "broken"
    assert ("promise_broken", place.unit) in whys(desk)
    assert ARREARS.open(desk, {"broken": True}).rows(0, 9)[0].broken
    assert settle(desk) == 0  # stays to be seen
    record_contact(desk, ContactDraft(place.unit, "call", "refused"))
    assert Contact.get_by_id(made.id).promise == "broken"
    assert ("promise_broken", place.unit) not in whys(desk)
    assert [row.promise for row in contacts_of(desk, place.unit)] == ["", "broken"]
    assert [row.promise for row in CONTACTS.open(desk).rows(0, 5)] == ["", "broken"]


def test_new_debts_do_not_break_a_promise(desk: Desk, place: Place, clock: FixedClock) -> None:
    day = desk.today + timedelta(days=1)
    draft = ContactDraft(place.unit, "call", "promised", promised_on=day, promised=100)
    made = record_contact(desk, draft)
    clock.advance(timedelta(minutes=1))
    post_receipt(desk, place.pay(LineDraft("charge", charge=place.debts[0], amount=100)))
    clock.advance(timedelta(days=5))
    owe(place.unit, place.fee, 500, desk.today - timedelta(days=1))
    assert get_contact(desk, made.id).promise == "kept"


def test_a_question_taken_away_waits_for_an_answer(desk: Desk, place: Place) -> None:
    asked = ContactDraft(place.unit, "call", "question", said="面积不对", answer="taken_away")
    record_contact(desk, asked)
    assert ("question_open", place.unit) in whys(desk)
    record_contact(desk, ContactDraft(place.unit, "call", "no_answer"))
    assert ("question_open", place.unit) in whys(desk)
    record_contact(desk, ContactDraft(place.unit, "call", "reached", answer="answered"))
    assert ("question_open", place.unit) not in whys(desk)


def test_what_may_not_be_written_down(desk: Desk, place: Place) -> None:
    day = desk.today
    wrong: dict[str, ContactDraft] = {
        "unit.unknown": ContactDraft(9_999, "call", "reached"),
        "person.unknown": ContactDraft(place.unit, "call", "reached", 9_999),
        "field.not_a_choice": ContactDraft(place.unit, "pigeon", "reached"),
        "contact.said_needed": ContactDraft(place.unit, "call", "question"),
        "contact.no_promise": ContactDraft(place.unit, "call", "reached", promised_on=day),
        "contact.promise_day": ContactDraft(place.unit, "call", "promised"),
        "contact.promise_amount": ContactDraft(
            place.unit, "call", "promised", promised_on=day, promised=10**9
        ),
        "dunning.nothing_owed": ContactDraft(place.other, "call", "promised", promised_on=day),
    }
    for code, draft in wrong.items():
        with pytest.raises((Refused, RefusedMany)) as refused:
            record_contact(desk, draft)
        reasons = getattr(refused.value, "reasons", None) or [refused.value]
        assert code in [reason.code for reason in reasons]
    yesterday = day - timedelta(days=1)
    with pytest.raises(Refused, match=r"contact\.promise_day"):
        record_contact(desk, ContactDraft(place.unit, "call", "promised", promised_on=yesterday))
    assert Contact.select().count() == 0


def test_a_second_click_writes_it_down_once(desk: Desk, place: Place) -> None:
    draft = ContactDraft(place.unit, "call", "reached")
    first = record_contact(desk, draft, request="r1")
    assert record_contact(desk, draft, request="r1") == first
    assert Contact.select().count() == 1
    as_role(desk, Role.GUARD)
    with pytest.raises(Refused, match=r"access\.denied"):
        record_contact(desk, draft)
    assert whys(desk) == []
