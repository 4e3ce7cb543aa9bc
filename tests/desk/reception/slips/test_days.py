"""Slips over days: good until midnight, promises kept and broken, a letter that goes along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from desk.core.access import Role
from desk.core.clock import FixedClock, SystemClock
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.files import incoming
from desk.core.log import history
from desk.core.today import today
from desk.fees.models import Charge, Contact
from desk.reception.slips import attached, gate, listing, papers_out, verbs
from desk.reception.slips.drafts import DecisionDraft, RingDraft
from desk.reception.slips.papers_out import slip_token
from desk.reception.slips.reading import get_slip, slip_row, view_slip
from tests.desk.reception.slips.conftest import Place, pay
from tests.stores import as_role

PROMISE = DecisionDraft("promise", "月底发工资", date(2026, 11, 9))


def refusal(desk: Desk, text: str) -> str:
    found = gate.scan_slip(desk, text).refusal
    return found.code if found else ""


@contextmanager
def at(desk: Desk, moment: datetime) -> Iterator[None]:
    """The computer's own clock stands at ``moment``."""
    with time_machine.travel(moment, tick=False):
        desk.clock = SystemClock()
        yield


def test_good_to_the_last_second_of_its_day(desk: Desk, place: Place) -> None:
    day = desk.today
    row = verbs.complete_slip(desk, place.draft())
    token = slip_token(desk, slip_row(row.id))
    midnight = desk.day_start(day + timedelta(days=1)).astimezone(UTC)
    with at(desk, midnight - timedelta(seconds=1)):
        assert refusal(desk, token) == refusal(desk, row.number) == ""
        assert get_slip(desk, row.id).shown_state == "issued"
    with at(desk, midnight):
        assert refusal(desk, token) == refusal(desk, row.number) == "slip.outdated"
        assert get_slip(desk, row.id).shown_state == "expired"
        with pytest.raises(Refused, match=r"slip\.outdated"):
            gate.release_slip(desk, row.id)
        assert [item.why[1] for item in today(desk) if item.kind == "release_slip"] == [
            "slip_expired"
        ]
    with at(desk, midnight - timedelta(hours=1)):  # the clock was set back
        assert refusal(desk, token) == ""
        assert gate.release_slip(desk, row.id).state == "released"


def test_not_before_its_first_day(desk: Desk, place: Place, clock: FixedClock) -> None:
    first = desk.today + timedelta(days=3)
    row = verbs.complete_slip(desk, place.draft(valid_from=first, valid_until=first))
    clock.set(desk.day_start(first) - timedelta(seconds=1))
    assert refusal(desk, row.number) == "slip.not_yet"
    clock.set(desk.day_start(first))
    assert refusal(desk, row.number) == ""


def test_a_broken_promise_comes_up_on_today(desk: Desk, place: Place, clock: FixedClock) -> None:
    row = verbs.complete_slip(desk, place.draft(unit=place.owing), PROMISE)

    def broken() -> list[str]:
        return [item.why[1] for item in today(desk) if item.kind == "arrears"]

    clock.set(desk.day_start(date(2026, 11, 9)))
    assert "promise_broken" not in broken()
    clock.set(desk.day_start(date(2026, 11, 10)) + timedelta(hours=9))
    assert "promise_broken" in broken()
    assert Contact.get().said == row.number
    as_role(desk, Role.CLERK)
    assert "promise_broken" in broken()


def test_a_kept_promise_does_not(desk: Desk, place: Place, clock: FixedClock) -> None:
    verbs.complete_slip(desk, place.draft(unit=place.owing), PROMISE)
    clock.advance(timedelta(days=2))
    Charge.update(balance=25_060).where(Charge.id == place.debts[0]).execute()
    pay(desk, place, place.debts[0], 25_060)
    clock.advance(timedelta(days=20))
    assert "promise_broken" not in [item.why[1] for item in today(desk)]


def test_a_void_slip_promises_nothing(desk: Desk, place: Place) -> None:
    row = verbs.complete_slip(desk, place.draft(unit=place.owing), PROMISE)
    assert Contact.get().promise == "open"
    verbs.void_slip(desk, row.id, "不搬了")
    assert Contact.get().promise == ""
    view = view_slip(desk, row.id)
    assert (view.row.decision, view.promised) == ("promise", 25_060)  # as it was decided then


def test_nobody_agrees_for_themselves(desk: Desk, place: Place) -> None:
    draft = place.draft(kind="moving_out", authority="phone")

    def rung(number: str, **values: str) -> str:
        ring = RingDraft(number, "李敏", "agreed")
        try:
            verbs.complete_slip(desk, replace(draft, rings=(ring,), **values))
        except Refused as refused:
            return refused.code
        return ""

    assert rung("13912340001") == "slip.ring_own"
    assert rung("139 1234 0001", phone="") == "slip.ring_not_owner"  # the tenant's on record
    assert rung("+86 13800138000") == ""
    assert rung("02088880000") == ""  # a number that nobody has on record
    assert rung("13912340001", kind="materials", standing="renovation", phone="") == ""


def test_a_letter_goes_over_to_the_slip_made_anew(desk: Desk, place: Place) -> None:
    draft = place.draft(kind="moving_out", authority="letter", authority_name="李敏")
    row = verbs.complete_slip(desk, draft)
    attached.attach(desk, row.id, incoming("委托书.pdf", b"%PDF-1.4 letter"))
    new = verbs.reissue_slip(desk, row.id, "数量不符")
    (kept,) = attached.files_of(desk, new.id)
    assert attached.read_file(desk, kept.id) == b"%PDF-1.4 letter"
    assert len(attached.files_of(desk, row.id)) == 1
    as_role(desk, Role.GUARD)
    with pytest.raises(Refused, match=r"access\.denied"):
        attached.read_file(desk, kept.id)


def test_the_guard_learns_no_amount_by_any_way(desk: Desk, place: Place) -> None:
    decision = DecisionDraft("override", "欠 250.60，月底一次付清")
    row = verbs.complete_slip(desk, place.draft(unit=place.owing), decision)
    verbs.complete_slip(desk, place.draft())
    papers_out.print_slip(desk, row.id)
    as_role(desk, Role.GUARD)
    view = view_slip(desk, row.id)
    assert (view.decision_reason, view.papers, view.figures) == ("", (), None)
    assert listing.SLIPS.open(desk, {"owing": True}).count() == 2
    for asked in (papers_out.print_slip, papers_out.print_promise, papers_out.reprint):
        with pytest.raises(Refused, match=r"access\.denied"):
            asked(desk, row.id)
    assert "250" not in repr(gate.scan_slip(desk, row.number))


def test_more_is_owed_when_it_is_to_be_extended(
    desk: Desk, place: Place, clock: FixedClock
) -> None:
    row = verbs.complete_slip(desk, place.draft(unit=place.owing), PROMISE)
    Charge.update(due=date(2026, 11, 1)).where(Charge.id == place.debts[1]).execute()
    clock.advance(timedelta(days=1))
    with pytest.raises(Refused, match=r"slip\.arrears_grown"):
        verbs.extend_slip(desk, row.id)
    new = verbs.reissue_slip(desk, row.id, "改期")
    done = verbs.complete_slip(
        desk, verbs.draft_of(desk, new.id), PROMISE, new.id, seen=new.version
    )
    assert (done.state, done.owed) == ("issued", 35_060)
    assert "slip.reissued" in [step.action for step in history(desk, "release_slip", row.id)]
    assert [c.promise for c in Contact.select().order_by(Contact.id)].count("open") == 1


@pytest.mark.parametrize("then", ["void", "override"])
def test_nothing_left_with_a_slip_made_anew_so_nothing_is_promised(
    desk: Desk, place: Place, then: str
) -> None:
    row = verbs.complete_slip(desk, place.draft(unit=place.owing), PROMISE)
    assert _open_promises() == 1
    new = verbs.reissue_slip(desk, row.id, "改期")
    if then == "void":
        verbs.void_slip(desk, new.id, "不搬了")
    else:
        override = DecisionDraft("override", "月底一次付清")
        draft = verbs.draft_of(desk, new.id)
        verbs.complete_slip(desk, draft, override, new.id, seen=new.version)
    assert _open_promises() == 0


def _open_promises() -> int:
    return int(Contact.select().where(Contact.promise == "open").count())
