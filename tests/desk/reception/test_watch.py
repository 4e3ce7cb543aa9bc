"""The do-not-admit and watch list at the counter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.log import history
from desk.core.models import AuditEntry
from desk.reception.models import Visit
from desk.reception.visitors import amend, guards, suspicion, verbs, waiting, watch
from desk.reception.visitors.drafts import CompanionDraft, WatchDraft
from tests.desk.reception.conftest import Place
from tests.desk.reception.test_verbs import refused
from tests.stores import PASSWORD, as_role


def _banned(desk: Desk, **values: object) -> watch.WatchRow:
    draft = {"kind": "banned", "reason": "闹事", "instruction": "请保安陪同", **values}
    return watch.add_watch(desk, WatchDraft(**draft))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entry", "visitor", "by"),
    [
        ({"phone": "137 0000 1111"}, {"phone": "13700001111"}, "phone"),
        ({"document": "h-1234 5678"}, {"document_kind": "home_return", "document": "H12345678"},
         "document"),
        ({"plate": "粤B·12345"}, {"plate": "粤b12345"}, "plate"),
        ({"name": "張偉"}, {"name": "张伟"}, "name"),
    ],
)  # fmt: skip
def test_banned_people_are_stopped(
    desk: Desk, place: Place, entry: dict[str, str], visitor: dict[str, str], by: str
) -> None:
    _banned(desk, **entry)
    draft = place.draft(**{"name": "某人", **visitor})
    (hit,) = guards.check(desk, draft)
    assert (hit.stops, hit.by, hit.instruction) == (True, (by,), "请保安陪同")
    as_role(desk, Role.CLERK)
    with refused("visit.banned", "name") as caught:
        verbs.sign_in(desk, draft, reason="他说可以")
    assert caught.value.values["instruction"] == "请保安陪同"
    assert not Visit.select().exists()


def test_a_supervisor_admits_with_a_reason(desk: Desk, place: Place) -> None:
    entry = _banned(desk, name="张伟")
    as_role(desk, Role.SUPERVISOR)
    with refused("visit.banned"):
        verbs.sign_in(desk, place.draft())
    row = verbs.sign_in(desk, place.draft(), reason="业主担保")
    step = history(desk, "visit", row.id)[0]
    assert step.reason == "业主担保"
    assert history(desk, "watch_entry", entry.id)[0].action == "visitor.signed_in"
    assert '"watch":["1:banned:name"]' in AuditEntry.get_by_id(step.seq).body


def test_a_second_person_admits(desk: Desk, place: Place) -> None:
    _banned(desk, name="张伟")
    as_role(desk, Role.CLERK)
    with refused("sign_in.wrong"):
        verbs.sign_in(desk, place.draft(), reason="x", second=("supervisor", "falsch"))
    with refused("second.denied"):
        verbs.sign_in(desk, place.draft(), reason="x", second=("guard", PASSWORD))
    row = verbs.sign_in(desk, place.draft(), reason="担保", second=("manager", PASSWORD))
    assert row.state == "on_site"
    assert '"approved_by":"Manager"' in AuditEntry.select().order_by(AuditEntry.seq.desc())[0].body


def test_weak_hits_and_watched_people_pass_but_are_noted(desk: Desk, place: Place) -> None:
    _banned(desk, name="章伟")
    watch.add_watch(desk, WatchDraft(name="李四", reason="推销", instruction="留意"))
    draft = place.draft(people=2, companions=(CompanionDraft("李四"),))
    hits = guards.check(desk, draft)
    assert [(hit.kind, hit.strong, hit.by) for hit in hits] == [
        ("watch", True, ("name",)), ("banned", False, ("sound",)),
    ]  # fmt: skip
    row = verbs.sign_in(as_role(desk, Role.CLERK), draft)
    body = AuditEntry.get_by_id(history(desk, "visit", row.id)[0].seq).body
    assert "2:watch:name" in body
    assert "1:banned:sound" in body


def test_entries_start_and_end(desk: Desk, place: Place, clock: FixedClock) -> None:
    entry = _banned(desk, name="张伟", valid_from=desk.today + timedelta(days=1))
    assert guards.check(desk, place.draft()) == []
    clock.advance(timedelta(days=1))
    assert guards.check(desk, place.draft())
    assert desk.search.find("张伟", [5])
    with refused("workflow.reason_needed"):
        watch.end_watch(desk, entry.id, " ")
    assert watch.end_watch(desk, entry.id, "和解").state == "ended"
    assert guards.check(desk, place.draft()) == []
    assert not desk.search.find("张伟", [5])
    with refused("watch.ended"):
        watch.end_watch(desk, entry.id, "again")


def test_only_leads_edit_the_list(desk: Desk) -> None:
    as_role(desk, Role.CLERK)
    with refused("access.denied"):
        _banned(desk, name="张伟")
    as_role(desk, Role.SUPERVISOR)
    with refused("watch.nothing_to_know_by", "name"):
        watch.add_watch(desk, WatchDraft(reason="x"))
    row = _banned(desk, name="张伟", phone="13700001111")
    changed = watch.update_watch(
        desk, row.id, WatchDraft("watch", "王五", reason="y", valid_from=desk.today)
    )
    assert (changed.kind, changed.name, changed.phone) == ("watch", "王五", "")


def test_a_suspicious_person_stands_on_today(desk: Desk, place: Place) -> None:
    as_role(desk, Role.CLERK)
    row = verbs.sign_in(desk, place.draft())
    with pytest.raises(Refused) as caught:
        suspicion.report_suspicion(desk, row.id, " ")
    assert caught.value.field == "text"
    report = suspicion.report_suspicion(desk, row.id, "打听业主作息")
    (item,) = waiting.today(desk)
    assert (item.why, item.tone, item.detail) == (("today", "suspicion_open"), "late", report.text)
    assert history(desk, "visit", row.id)[0].action == "visitor.suspicion_reported"
    suspicion.settle_suspicion(desk, report.id, "已核实，是中介")
    assert waiting.today(desk) == []
    with refused("suspicion.settled"):
        suspicion.settle_suspicion(desk, report.id, "x")


def test_a_second_person_admits_whoever_is_recognised_later(desk: Desk, place: Place) -> None:
    _banned(desk, name="张伟")
    as_role(desk, Role.CLERK)
    row = verbs.sign_in(desk, place.draft("王平"))
    found = replace(amend.draft_of(desk, row.id), name="张伟")
    with refused("visit.banned"):
        amend.edit(desk, row.id, found, reason="担保")
    with refused("second.denied"):
        amend.edit(desk, row.id, found, reason="x", second=("guard", PASSWORD))
    after = amend.edit(desk, row.id, found, reason="担保", second=("manager", PASSWORD))
    assert after.name == "张伟"
    assert '"approved_by":"Manager"' in AuditEntry.select().order_by(AuditEntry.seq.desc())[0].body
