"""A slip at the counter: the four steps, the decision on arrears, what may come after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desk import texts
from desk.core.access import Permission, Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.log import history
from desk.fees.models import Charge, Contact
from desk.reception.slip_tables import ReleaseSlip
from desk.reception.slips import checks, flow, verbs
from desk.reception.slips.drafts import DecisionDraft, ItemDraft, RingDraft, SlipDraft
from desk.reception.slips.reading import draft_of, get_slip, view_slip
from tests.desk.reception.slips.conftest import Place, pay
from tests.stores import PASSWORD, as_role

PROMISE = DecisionDraft("promise", "月底发工资", date(2026, 11, 30))


def codes(error: pytest.ExceptionInfo[Refused]) -> set[str]:
    found = error.value.reasons if isinstance(error.value, RefusedMany) else [error.value]
    assert all(texts.sentence(each) for each in found)
    return {each.code for each in found}


def test_a_slip_of_a_unit_that_owes_nothing(desk: Desk, place: Place) -> None:
    as_role(desk, Role.CLERK)
    row = verbs.complete_slip(desk, place.draft(), request="one")
    again = verbs.complete_slip(desk, place.draft(), request="one")
    assert row == again
    assert (row.number, row.state, row.goods, row.first) == ("L260000001", "issued", 2, "冰箱")
    assert (row.valid_from, row.valid_until) == (desk.today, desk.today)
    view = view_slip(desk, row.id)
    assert (view.document, row.phone, row.plate) == ("E1*****78", "139 **** 0001", "粤B12345")
    assert view.figures is not None and view.figures.total == 0
    assert (row.decision, view.checked_by, view.serial) == ("", "Clerk", 1)
    assert [step.action for step in history(desk, "release_slip", row.id)] == ["slip.issued"]


def test_a_draft_may_be_left_with_nothing_but_a_number(desk: Desk, place: Place) -> None:
    row = verbs.save_slip(desk, SlipDraft())
    assert (row.state, row.unit, row.goods) == ("draft", None, 0)
    with pytest.raises(Refused) as error:
        verbs.check_slip(desk, row.id)
    assert codes(error) == {
        f"slip.{key}_needed" for key in ("unit", "name", "kind", "standing", "identity", "goods")
    }
    assert get_slip(desk, row.id) == row
    verbs.save_slip(desk, place.draft(), row.id, seen=row.version)
    assert draft_of(desk, row.id) == replace(
        place.draft(), plate="粤B12345", valid_from=desk.today, valid_until=desk.today
    )
    assert verbs.check_slip(desk, row.id).state == "checked"
    assert verbs.issue_slip(desk, row.id, 2).state == "issued"


def test_a_debt_neither_blocks_nor_passes_silently(desk: Desk, place: Place) -> None:
    as_role(desk, Role.CLERK)
    draft = place.draft(unit=place.owing)
    with pytest.raises(Refused) as error:
        verbs.complete_slip(desk, draft)
    assert codes(error) == {"slip.arrears_decide"}
    assert "250.60" in str(error.value.values["amount"])
    with pytest.raises(Refused) as error:
        verbs.complete_slip(desk, draft, DecisionDraft("settled"))
    assert codes(error) == {"slip.not_settled"}
    assert not ReleaseSlip.select().exists()


def test_paid_at_the_till_and_back(desk: Desk, place: Place) -> None:
    row = verbs.save_slip(desk, place.draft(unit=place.owing))
    assert (row.owed, row.decision) == (25_060, "")
    receipt = pay(desk, place, place.debts[0], 25_060)
    done = verbs.check_slip(desk, row.id, DecisionDraft("settled"), seen=row.version)
    figures = view_slip(desk, row.id).figures
    assert figures is not None
    assert (done.owed, done.decision, figures.before) == (0, "settled", 25_060)
    assert (figures.receipts, figures.not_due) == ((receipt,), 10_000)
    assert verbs.issue_slip(desk, row.id).state == "issued"
    assert checks.states(desk) + checks.slip_numbers(desk) == []


def test_a_promise_is_kept_with_the_figures_of_then(desk: Desk, place: Place) -> None:
    as_role(desk, Role.CLERK)
    row = verbs.complete_slip(desk, place.draft(unit=place.owing), PROMISE)
    pay_later = view_slip(desk, row.id)
    assert (row.decision, pay_later.promised, pay_later.promised_on) == (
        "promise", 25_060, date(2026, 11, 30),
    )  # fmt: skip
    contact = Contact.get()
    assert (contact.promised, contact.promise, contact.said) == (25_060, "open", row.number)
    Charge.update(balance=0, paid=25_060).where(Charge.id == place.debts[0]).execute()
    figures = view_slip(desk, row.id).figures
    assert figures is not None
    line = figures.lines[0]
    assert (figures.owed, line.item, line.balance, line.counts) == (25_060, "物业费", 25_060, True)
    assert "250.60" in line.why


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (DecisionDraft("promise"), "slip.promise_day"),
        (DecisionDraft("promise", promised_on=date(2026, 11, 1)), "slip.promise_day"),
        (replace(PROMISE, promised=25_061), "slip.promise_amount"),
        (replace(PROMISE, promised=0), "slip.promise_amount"),
        (DecisionDraft("override"), "text.required"),
        (DecisionDraft("whatever"), "slip.arrears_decide"),
    ],
)
def test_a_decision_that_decides_nothing(
    desk: Desk, place: Place, decision: DecisionDraft, code: str
) -> None:
    with pytest.raises(Refused) as error:
        verbs.complete_slip(desk, place.draft(unit=place.owing), decision)
    assert codes(error) == {code}


def test_an_override_is_a_supervisors(desk: Desk, place: Place) -> None:
    as_role(desk, Role.CLERK)
    draft, decision = place.draft(unit=place.owing), DecisionDraft("override", "经理电话同意")
    for second, code in (
        (None, "slip.override_denied"), (("cashier", PASSWORD), "second.denied"),
        (("clerk", PASSWORD), "second.same_person"), (("supervisor", "wrong"), "access.wrong"),
    ):  # fmt: skip
        with pytest.raises(Refused) as error:
            verbs.complete_slip(desk, draft, decision, second=second)
        assert codes(error) == {code} or code == "access.wrong"
    assert not desk.allows(Permission.SLIP_OVERRIDE)
    row = verbs.complete_slip(desk, draft, decision, second=("supervisor", PASSWORD))
    view = view_slip(desk, row.id)
    assert (row.decision, view.decided_by, view.decision_reason) == (
        "override", "Supervisor", "经理电话同意",
    )  # fmt: skip
    assert history(desk, "release_slip", row.id)[0].reason == "经理电话同意"
    as_role(desk, Role.SUPERVISOR)
    own = verbs.complete_slip(desk, draft, decision)
    assert view_slip(desk, own.id).decided_by == "Supervisor"


def test_the_gate_does_not_see_what_is_owed(desk: Desk, place: Place) -> None:
    row = verbs.complete_slip(desk, place.draft(unit=place.owing), PROMISE)
    assert row.owed == 25_060
    as_role(desk, Role.GUARD)
    view = view_slip(desk, row.id)
    assert (view.row.owed, view.figures, view.promised) == (0, None, None)
    assert view.row.decision == "promise"


def test_nothing_owed_needs_no_promise(desk: Desk, place: Place) -> None:
    with pytest.raises(Refused, match=r"slip\.nothing_owed"):
        verbs.complete_slip(desk, place.draft(), PROMISE)


def test_moving_out_counts_what_is_not_due_yet(desk: Desk, place: Place) -> None:
    row = verbs.save_slip(desk, place.draft(unit=place.owing, kind="moving_out"))
    assert row.owed == 35_060
    other = verbs.save_slip(desk, place.draft(unit=place.owing), row.id, seen=row.version)
    assert other.owed == 25_060


def test_a_tenant_who_moves_out_needs_the_owner(desk: Desk, place: Place) -> None:
    draft = place.draft(kind="moving_out")
    ring = RingDraft("13800138000", "李敏", "no_answer", desk.now)
    steps: tuple[tuple[dict[str, Any], str], ...] = (
        ({}, "slip.owner_needed"),
        ({"authority": "phone"}, "slip.ring_needed"),
        ({"authority": "phone", "rings": (ring,)}, "slip.ring_needed"),
        ({"authority": "phone", "rings": (ring, replace(ring, answer="refused"))},
         "slip.owner_refused"),
        ({"authority": "letter"}, "slip.authority_name_needed"),
    )  # fmt: skip
    for values, code in steps:
        with pytest.raises(Refused) as error:
            verbs.complete_slip(desk, replace(draft, **values))
        assert codes(error) == {code}
    rings = (ring, replace(ring, answer="agreed", note="同意搬走", at=None))
    row = verbs.complete_slip(desk, replace(draft, authority="phone", rings=rings))
    seen = view_slip(desk, row.id).rings
    assert [(each.answer, each.number) for each in seen] == [
        ("no_answer", "138 **** 8000"), ("agreed", "138 **** 8000"),
    ]  # fmt: skip
    assert seen[1].at == desk.now
    as_owner = place.draft(kind="moving_out", person=place.owner, standing="owner", name="李敏")
    assert verbs.complete_slip(desk, as_owner).state == "issued"
    with pytest.raises(Refused) as error:
        verbs.complete_slip(desk, place.draft(kind="moving_out", standing="owner"))
    assert codes(error) == {"slip.not_owner"}


def test_more_debt_since_the_check_is_told_at_issuing(
    desk: Desk, place: Place, clock: FixedClock
) -> None:
    row = verbs.check_slip(desk, verbs.save_slip(desk, place.draft(unit=place.owing)).id, PROMISE)
    Charge.update(due=date(2026, 11, 1)).where(Charge.id == place.debts[1]).execute()
    with pytest.raises(Refused, match=r"slip\.arrears_changed"):
        verbs.issue_slip(desk, row.id)
    back = verbs.reopen_slip(desk, row.id)
    assert (back.state, back.decision) == ("draft", "")
    verbs.check_slip(desk, row.id, PROMISE)
    assert verbs.issue_slip(desk, row.id).owed == 35_060
    assert [(c.promise, c.promised) for c in Contact.select().order_by(Contact.id)] == [
        ("", 25_060), ("open", 35_060),
    ]  # fmt: skip
    clock.advance(timedelta(days=1))
    with pytest.raises(Refused, match=r"workflow\.not_now"):
        verbs.issue_slip(desk, row.id)


def test_two_clerks_on_one_slip(desk: Desk, place: Place) -> None:
    row = verbs.save_slip(desk, place.draft())
    as_role(desk, Role.CLERK)
    theirs = verbs.save_slip(desk, place.draft(name="王小强"), row.id, seen=row.version)
    as_role(desk, Role.SUPERVISOR)
    with pytest.raises(Refused) as error:
        verbs.save_slip(desk, place.draft(name="王大强"), row.id, seen=row.version)
    assert codes(error) == {"record.changed_meanwhile"}
    assert error.value.values["who"] == "Clerk"
    assert get_slip(desk, row.id).name == "王小强"
    assert verbs.check_slip(desk, row.id, seen=theirs.version).state == "checked"


def test_expired_extended_closed_voided(desk: Desk, place: Place, clock: FixedClock) -> None:
    row = verbs.complete_slip(desk, place.draft())
    with pytest.raises(Refused, match=r"slip\.still_good"):
        verbs.expire_slip(desk, row.id)
    clock.advance(timedelta(days=2))
    late = get_slip(desk, row.id)
    assert (late.state, late.shown_state, late.tone) == ("issued", "expired", "late")
    assert verbs.expire_slip(desk, row.id).state == "expired"
    with pytest.raises(Refused, match=r"slip\.too_long"):
        verbs.extend_slip(desk, row.id, desk.today + timedelta(days=7))
    with pytest.raises(Refused, match=r"slip\.until_past"):
        verbs.extend_slip(desk, row.id, desk.today - timedelta(days=1))
    good = verbs.extend_slip(desk, row.id, desk.today + timedelta(days=1))
    assert (good.state, good.shown_state) == ("issued", "issued")
    assert view_slip(desk, row.id).serial == 2
    with pytest.raises(Refused, match=r"workflow\.reason_needed"):
        verbs.void_slip(desk, row.id, " ")
    void = verbs.void_slip(desk, row.id, "客户取消")
    assert (void.state, view_slip(desk, row.id).void_reason) == ("voided", "客户取消")
    assert checks.states(desk) + checks.slip_numbers(desk) == []


def test_anew_in_place_of_another(desk: Desk, place: Place) -> None:
    row = verbs.complete_slip(desk, place.draft())
    new = verbs.reissue_slip(desk, row.id, "日期写错", request="again")
    assert new == verbs.reissue_slip(desk, row.id, "日期写错", request="again")
    assert (new.state, new.replaces, new.number) == ("draft", row.id, "L260000002")
    view = view_slip(desk, row.id)
    assert (view.row.state, view.replaced_by, view.replaced_number) == (
        "voided", new.id, new.number,
    )  # fmt: skip
    assert view_slip(desk, new.id).replaces_number == row.number
    assert draft_of(desk, new.id).items == place.draft().items


def test_hostile_text_is_kept_or_refused(desk: Desk, place: Place) -> None:
    odd = "'; DROP TABLE release_slip;-- <b>%s{x}</b> \u202f𨋢"
    row = verbs.complete_slip(desk, place.draft(name=odd, items=(ItemDraft(odd, note=odd),)))
    assert row.name == " ".join(odd.split())
    with pytest.raises(Refused) as error:
        verbs.complete_slip(desk, place.draft(name="a\0b", carrier="a\x07", note="x" * 2001))
    assert codes(error) == {"text.nul", "text.control", "text.too_long"}
    with pytest.raises(Refused) as error:
        verbs.save_slip(desk, place.draft(unit=999, kind="gift", items=(ItemDraft("x", 0),)))
    assert codes(error) == {"field.not_a_choice", "slip.item_quantity"}
    with pytest.raises(Refused) as error:
        verbs.save_slip(desk, place.draft(unit=999))
    assert codes(error) == {"place.unknown"}


def test_every_move_has_a_verb_and_a_word() -> None:
    for move in flow.SLIP.moves:
        assert move.verb is not None
        assert texts.word("slip.move", move.key) != move.key
    for state in flow.SLIP.states:
        assert texts.word("slip.state", state.key) != state.key
