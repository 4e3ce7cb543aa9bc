"""Coming and going on a real store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.log import history
from desk.core.models import AuditEntry
from desk.reception.models import Visit
from desk.reception.visitors import amend, checks, guards, undo, verbs
from desk.reception.visitors.drafts import CompanionDraft, VisitDraft
from desk.reception.visitors.rows import get
from tests.desk.reception.conftest import Place
from tests.stores import as_role

ID_CARD = "11010519491231002X"


def refused(code: str, field: str | None = None) -> pytest.RaisesExc[Refused]:
    return pytest.RaisesExc(
        Refused, check=lambda e: e.code == code and (field is None or e.field == field)
    )


def test_a_visitor_comes_and_goes(desk: Desk, place: Place, clock: FixedClock) -> None:
    row = verbs.sign_in(
        desk,
        place.draft(
            "王建国", host=place.host, people=4, phone="137 1234 8842", plate="粤b·12345",
            document_kind="id_card", document="11010519491231002x", badge="a-017",
            companions=(CompanionDraft("李四"), CompanionDraft("赵六", "K1234567")),
        ),
    )  # fmt: skip
    assert (row.number, row.state, row.tone) == ("V260000001", "on_site", "ok")
    assert row.place == "3-1502 李敏"
    assert row.phone == "137 **** 8842"
    assert row.plate == "粤B12345"
    assert row.badge == "A-017"
    assert row.here == 4
    assert row.clerk == "陈佳慧"
    assert row.leave_by == desk.now + timedelta(minutes=30)
    clock.advance(timedelta(minutes=10))
    gone = verbs.sign_out(desk, row.id)
    assert (gone.state, gone.out_at, gone.here) == ("left", desk.now, 0)
    with refused("visit.already_left"):
        verbs.sign_out(desk, row.id)
    assert [step.action for step in history(desk, "visit", row.id)] == [
        "visitor.signed_out", "visitor.signed_in",
    ]  # fmt: skip
    assert desk.chain.verify().whole
    assert checks.states(desk) == checks.visit_numbers(desk) == []


def test_every_field_at_fault_is_named(desk: Desk) -> None:
    with pytest.raises(RefusedMany) as caught:
        verbs.sign_in(
            desk,
            VisitDraft(
                name=" ", phone="12", document_kind="id_card", document="110105194912310021",
                people=1, companions=(CompanionDraft("甲"),), note="a\0b", purpose="x" * 200,
                leave_by=desk.now, sex="?",
            ),
        )  # fmt: skip
    assert {reason.field for reason in caught.value.reasons} == {
        "name", "phone", "document", "people", "note", "purpose", "leave_by", "sex", "host",
    }  # fmt: skip
    assert not Visit.select().exists()


@pytest.mark.parametrize(
    "name", ["<b>王</b>", "=1+1", 'O\'Neil "Bob"', "👩‍👧 小明", "䶮", "𨋢", "长" * 300, "%_*"]
)
def test_any_name_is_kept_and_found(desk: Desk, place: Place, name: str) -> None:
    row = verbs.sign_in(desk, place.draft(name))
    assert get(desk, row.id).name == name
    if any(c.isalnum() for c in name):
        found = desk.search.find(name, [3])
        assert found
        assert row.id in found[0][1]


@pytest.mark.parametrize("name", ["a\0b", "长" * 301, "", "\u202eevil"])
def test_names_that_are_refused(desk: Desk, place: Place, name: str) -> None:
    with pytest.raises(Refused) as caught:
        verbs.sign_in(desk, place.draft(name))
    assert caught.value.field == "name"


def test_document_may_be_required(desk: Desk, place: Place) -> None:
    from desk.core.preferences import save

    save(desk, {"visitors.document_required": True})
    with refused("visit.document_needed", "document"):
        verbs.sign_in(desk, place.draft())
    verbs.expect(desk, place.draft(expected_at=desk.now))


def test_unknown_places_are_refused(desk: Desk, place: Place) -> None:
    for key in ("unit", "department", "host"):
        with refused("place.unknown", key):
            verbs.sign_in(desk, place.draft(**{key: 999}))


def test_a_repeated_request_is_one_visit(desk: Desk, place: Place) -> None:
    first = verbs.sign_in(desk, place.draft(), request="r1")
    assert verbs.sign_in(desk, place.draft(), request="r1").id == first.id
    assert Visit.select().count() == 1


def test_an_expected_visitor_is_matched(desk: Desk, place: Place, clock: FixedClock) -> None:
    when = desk.now + timedelta(hours=1)
    awaited = verbs.expect(desk, place.draft(phone="13700000001", expected_at=when))
    assert (awaited.state, awaited.at) == ("expected", when)
    clock.advance(timedelta(minutes=50))
    came = verbs.sign_in(desk, place.draft("张先生", phone="13700000001"))
    assert (came.id, came.number, came.state) == (awaited.id, awaited.number, "on_site")
    assert came.name == "张先生"
    assert came.expected_at == when
    other = verbs.sign_in(desk, place.draft("张先生", phone="13700000001"))
    assert other.id != awaited.id
    assert Visit.select().count() == 2


def test_apart_and_explicit(desk: Desk, place: Place) -> None:
    awaited = verbs.expect(desk, place.draft(expected_at=desk.now))
    assert verbs.sign_in(desk, place.draft(), apart=True).id != awaited.id
    someone = verbs.sign_in(desk, place.draft("完全另一个人"), expected=awaited.id)
    assert someone.id == awaited.id
    with refused("workflow.not_now"):
        verbs.sign_in(desk, place.draft("第三人"), expected=awaited.id)


def test_expecting_needs_a_day_to_come(desk: Desk, place: Place) -> None:
    with refused("visit.when_needed", "expected_at"):
        verbs.expect(desk, place.draft())
    with refused("visit.in_past", "expected_at"):
        verbs.expect(desk, place.draft(expected_at=desk.now - timedelta(days=1)))


def test_badges_are_lent_once(desk: Desk, place: Place) -> None:
    first = verbs.sign_in(desk, place.draft(badge="A1"))
    with refused("visit.badge_taken", "badge"):
        verbs.sign_in(desk, place.draft("李四", badge="a1"))
    assert verbs.sign_out_badge(desk, " a1 ").id == first.id
    with refused("visit.badge_not_out"):
        verbs.sign_out_badge(desk, "A1")
    second = verbs.sign_in(desk, place.draft("李四", badge="A1"))
    with refused("visit.badge_taken"):
        undo.undo_sign_out(desk, first.id)
    assert second.badge == "A1"


def test_cancel_no_show_and_back(desk: Desk, place: Place, clock: FixedClock) -> None:
    one = verbs.expect(desk, place.draft(expected_at=desk.now))
    two = verbs.expect(desk, place.draft("李四", expected_at=desk.now))
    three = verbs.expect(desk, place.draft("王五", expected_at=desk.now))
    assert amend.cancel(desk, one.id, "来不了").state == "cancelled"
    assert amend.no_show(desk, two.id).state == "no_show"
    assert undo.undo_cancel(desk, one.id).state == "expected"
    assert verbs.sign_in(desk, place.draft("李四"), expected=two.id).state == "on_site"
    clock.advance(timedelta(days=1))
    assert amend.sweep_no_shows(desk) == 2
    assert amend.sweep_no_shows(desk) == 0
    assert get(desk, three.id).state == "no_show"


def test_extend_and_overdue(desk: Desk, place: Place, clock: FixedClock) -> None:
    row = verbs.sign_in(desk, place.draft())
    clock.advance(timedelta(minutes=31))
    late = get(desk, row.id)
    assert (late.overdue, late.shown_state, late.tone) == (True, "overdue", "late")
    with refused("visit.leave_in_past", "leave_by"):
        amend.extend(desk, row.id, desk.now)
    with refused("visit.stay_too_long"):
        amend.extend(desk, row.id, desk.now + timedelta(days=90))
    assert not amend.extend(desk, row.id, desk.now + timedelta(hours=1)).overdue


def test_edit_on_site(desk: Desk, place: Place) -> None:
    row = verbs.sign_in(desk, place.draft(people=2, companions=(CompanionDraft("李四"),)))
    draft = amend.draft_of(desk, row.id)
    changed = amend.edit(
        desk, row.id,
        VisitDraft(**{**draft.__dict__, "name": "张玮", "companions": (CompanionDraft("王五"),)}),
    )  # fmt: skip
    assert changed.name == "张玮"
    assert changed.leave_by == row.leave_by
    assert [c.name for c in amend.draft_of(desk, row.id).companions] == ["王五"]
    assert desk.search.find("王五", [3])
    assert not desk.search.find("李四", [3])
    verbs.sign_out(desk, row.id)
    with refused("visit.not_now"):
        amend.edit(desk, row.id, draft)


def test_groups_leave_in_parts(desk: Desk, place: Place) -> None:
    row = verbs.sign_in(desk, place.draft(people=4, companions=(CompanionDraft("李四"),)))
    from desk.reception.models import Companion

    companion = Companion.get(Companion.visit == row.id)
    assert amend.companions_left(desk, row.id, (companion.id,), 1).here == 2
    with refused("visit.companion_unknown"):
        amend.companions_left(desk, row.id, (companion.id,))
    with refused("visit.too_many_left"):
        amend.companions_left(desk, row.id, (), 2)
    assert verbs.sign_out(desk, row.id).here == 0


def test_sweep_is_one_change(desk: Desk, place: Place) -> None:
    ids = [verbs.sign_in(desk, place.draft(f"客{n}")).id for n in "甲乙丙"]
    before = AuditEntry.select().count()
    assert verbs.sweep_out(desk, ids) == 3
    assert AuditEntry.select().count() == before + 1
    with refused("visit.already_left"):
        verbs.sweep_out(desk, ids)


def test_undo_by_who_did_it(desk: Desk, place: Place) -> None:
    as_role(desk, Role.CLERK)
    awaited = verbs.expect(desk, place.draft("李四", expected_at=desk.now))
    came = verbs.sign_in(desk, place.draft("李四"))
    assert undo.undo_sign_in(desk, came.id).state == "expected"
    assert awaited.id == came.id
    walk_in = verbs.sign_in(desk, place.draft())
    undone = undo.undo_sign_in(desk, walk_in.id)
    assert (undone.state, undone.in_at, undone.number) == ("cancelled", None, walk_in.number)
    with refused("visit.was_voided"):
        undo.undo_cancel(desk, walk_in.id)
    here = verbs.sign_in(desk, place.draft("王五"))
    verbs.sign_out(desk, here.id)
    assert undo.undo_sign_out(desk, here.id).state == "on_site"
    assert [step.action for step in history(desk, "visit", here.id)] == [
        "visitor.sign_out_undone", "visitor.signed_out", "visitor.signed_in",
    ]  # fmt: skip
    assert checks.states(desk) == []


def test_undo_by_others_needs_right_and_reason(desk: Desk, place: Place) -> None:
    row = verbs.sign_in(as_role(desk, Role.CLERK), place.draft())
    as_role(desk, Role.CASHIER)
    with refused("visit.undo_other"):
        undo.undo_sign_in(desk, row.id, "不是我")
    as_role(desk, Role.SUPERVISOR)
    with refused("visit.undo_reason", "reason"):
        undo.undo_sign_in(desk, row.id)
    assert undo.undo_sign_in(desk, row.id, "登记错了").state == "cancelled"
    newest = history(desk, "visit", row.id)[0]
    assert (newest.action, newest.reason, newest.who) == (
        "visitor.sign_in_undone", "登记错了", "Supervisor",
    )  # fmt: skip
    as_role(desk, Role.ENGINEER)
    with refused("access.denied"):
        undo.undo_sign_in(desk, row.id, "x")


def test_no_personal_value_enters_the_log(desk: Desk, place: Place) -> None:
    verbs.sign_in(
        desk,
        place.draft("欧阳秘密", phone="13711112222", document_kind="id_card", document=ID_CARD,
                    note="密语", company="秘密公司", items="秘宝", plate="粤B99999"),
    )  # fmt: skip
    bodies = "".join(entry.body for entry in AuditEntry.select())
    for secret in ("欧阳", "13711112222", ID_CARD, "密语", "秘密公司", "秘宝", "99999"):
        assert secret not in bodies


def test_check_is_for_typing(desk: Desk, place: Place) -> None:
    assert guards.check(desk, place.draft(phone="1", document="\0")) == []
