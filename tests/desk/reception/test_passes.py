"""Passes: printed, printed again, scanned; standing passes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp

from desk import issuing
from desk.core import papers
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.log import history
from desk.core.models import AuditEntry, PrintedPaper
from desk.core.tokens import Seal, Token
from desk.reception.models import StandingPass, Visit
from desk.reception.visitors import amend, passes, standing, undo, verbs, watch
from desk.reception.visitors.drafts import StandingDraft, WatchDraft
from tests.desk.reception.conftest import Place
from tests.desk.reception.test_verbs import refused
from tests.stores import as_role


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def code_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        (code,) = zxingcpp.read_barcodes(document[0].render(scale=4).to_pil())
    finally:
        document.close()
    return str(code.text)


def helper(desk: Desk, place: Place, **values: object) -> StandingDraft:
    today = desk.today
    known = {
        "name": "周工", "purpose": "维修", "unit": place.unit, "company": "快捷电梯",
        "valid_from": today, "valid_until": today + timedelta(days=30), **values,
    }  # fmt: skip
    return StandingDraft(**known)  # type: ignore[arg-type]


def test_a_printed_pass_signs_out(desk: Desk, place: Place) -> None:
    row = verbs.sign_in(desk, place.draft("王建国", host=place.host, people=4))
    pdf = passes.issue_pass(desk, row.id)
    text = text_of(pdf)
    for part in ("王建国", "3-1502", "李敏", row.number, "阳光花园"):
        assert part in text
    result = passes.scan(desk, code_of(pdf).lower() + "\n")
    assert (result.good, result.next) == (True, "sign_out")
    assert passes.act(desk, result).state == "left"
    used = passes.scan(desk, code_of(pdf))
    assert used.refusal is not None
    assert (used.refusal.code, used.next) == ("pass.used", "")
    with refused("pass.used"):
        passes.act(desk, used)


@pytest.mark.parametrize("layout", ["badge", "roll80", "roll58"])
def test_every_layout_carries_the_code(desk: Desk, place: Place, layout: str) -> None:
    row = verbs.sign_in(desk, place.draft())
    pdf = passes.issue_pass(desk, row.id, layout, "en")
    assert passes.scan(desk, code_of(pdf)).good


def test_again_is_a_copy_by_the_same_clerk(desk: Desk, place: Place) -> None:
    row = verbs.sign_in(as_role(desk, Role.CLERK), place.draft())
    first = passes.issue_pass(desk, row.id, request="p1")
    assert passes.issue_pass(desk, row.id, request="p1") == first
    as_role(desk, Role.SUPERVISOR)
    second = passes.issue_pass(desk, row.id)
    kept = papers.papers_of("visit", row.id)
    assert [(paper.copy, paper.who) for paper in kept] == [(0, "Clerk"), (1, "Supervisor")]
    third = issuing.reprint(desk, kept[0].id, request="p3")
    assert issuing.reprint(desk, kept[0].id, request="p3") == third
    fourth = issuing.reprint(desk, kept[1].id, layout="roll80")
    assert [p.copy for p in papers.papers_of("visit", row.id)] == [0, 1, 2, 3]
    for pdf in (second, third, fourth):
        assert "Clerk" in text_of(pdf)
        assert code_of(pdf) == code_of(first)
    assert re.search(r"2", text_of(third))
    assert papers.draw_again(kept[0].id, issuing.draw) == first


def test_names_on_papers_stay_out_of_the_log(desk: Desk, place: Place) -> None:
    row = verbs.sign_in(desk, place.draft("欧阳秘密"))
    passes.issue_pass(desk, row.id)
    assert "欧阳" not in "".join(entry.body for entry in AuditEntry.select())
    assert "欧阳秘密" in str(PrintedPaper.get().data)


def test_a_replaced_pass_is_worthless(desk: Desk, place: Place) -> None:
    row = verbs.sign_in(desk, place.draft())
    lost = code_of(passes.issue_pass(desk, row.id))
    new = code_of(passes.issue_pass(desk, row.id, replace=True))
    found = passes.scan(desk, lost)
    assert found.refusal is not None
    assert found.refusal.code == "pass.superseded"
    assert passes.scan(desk, new).next == "sign_out"
    assert [paper.copy for paper in papers.papers_of("visit", row.id)] == [0, 0]
    assert history(desk, "visit", row.id)[0].action == "visitor.scan_refused"


def test_what_cannot_be_printed_is_not_kept(desk: Desk, place: Place) -> None:
    row = verbs.sign_in(desk, place.draft("王👩‍👧"))
    with refused("paper.glyph_missing"):
        passes.issue_pass(desk, row.id)
    assert papers.papers_of("visit", row.id) == []
    assert passes.issue_pass(desk, row.id, missing="box").startswith(b"%PDF")


def test_only_who_is_on_site_has_a_pass(desk: Desk, place: Place) -> None:
    row = verbs.expect(desk, place.draft(expected_at=desk.now))
    with refused("visit.not_now"):
        passes.issue_pass(desk, row.id)
    as_role(desk, Role.ENGINEER)
    with refused("access.denied"):
        passes.issue_pass(desk, row.id)


def test_wrong_codes_are_told_apart(desk: Desk, place: Place, clock: FixedClock) -> None:
    row = verbs.sign_in(desk, place.draft())
    code = passes.visit_token(desk, Visit.get_by_id(row.id))

    def told(text: str) -> str:
        result = passes.scan(desk, text)
        assert result.refusal is not None
        return result.refusal.code

    token = passes.seal(desk).read(code)
    assert told("hello") == "token.unreadable"
    assert told(code[:60] + ("B" if code[60] == "A" else "A") + code[61:]) == "token.altered"
    assert told(Seal(b"x" * 32, desk.site_tag).sign(token)) == "token.forged"
    assert told(Seal(b"x" * 32, "elsewhere").sign(token)) == "token.foreign_site"
    assert told(passes.seal(desk).sign(replace(token, record=999))) == "pass.unknown"
    assert told(passes.seal(desk).sign(replace(token, number="V990000001"))) == "pass.unknown"
    slip = Token(passes.Kind.SLIP, 1, "R1")
    assert told(passes.seal(desk).sign(slip)) == "pass.other_paper"
    clock.advance(timedelta(hours=13))
    assert told(code) == "pass.expired"
    assert passes.scan(desk, code).next == "sign_out"
    amend.extend(desk, row.id, desk.now + timedelta(hours=1))
    assert passes.scan(desk, code).good
    undo.undo_sign_in(desk, row.id)
    assert told(code) == "pass.not_in"


def test_standing_pass_in_and_out(desk: Desk, place: Place) -> None:
    row = standing.create_standing(desk, helper(desk, place))
    assert (row.number, row.state) == ("P260000001", "active")
    code = code_of(passes.issue_standing(desk, row.id))
    came = passes.act(desk, passes.scan(desk, code))
    assert (came.name, came.state, came.standing) == ("周工", "on_site", row.id)
    with refused("standing.on_site"):
        standing.sign_in_standing(desk, row.id)
    result = passes.scan(desk, code)
    assert (result.next, result.visit) == ("sign_out", came)
    assert passes.act(desk, result).state == "left"
    assert passes.act(desk, passes.scan(desk, code)).number == "V260000002"
    assert history(desk, "standing_pass", row.id)[0].action == "visitor.signed_in"


def test_standing_pass_ends(desk: Desk, place: Place, clock: FixedClock) -> None:
    row = standing.create_standing(desk, helper(desk, place))
    code = passes.standing_token(desk, StandingPass.get_by_id(row.id))

    def told() -> str:
        refusal = passes.scan(desk, code).refusal
        return refusal.code if refusal else ""

    assert standing.revoke(desk, row.id, "丢了").state == "revoked"
    assert told() == "standing.revoked"
    with refused("standing.revoked"):
        standing.sign_in_standing(desk, row.id)
    with refused("standing.revoked"):
        passes.issue_standing(desk, row.id)
    standing.restore(desk, row.id, "找到了")
    assert told() == "pass.superseded"
    code = passes.standing_token(desk, StandingPass.get_by_id(row.id))
    clock.advance(timedelta(days=30, hours=14))
    assert told() == ""
    clock.advance(timedelta(hours=2))
    assert told() == "standing.ended"
    renewed = standing.renew(desk, row.id, desk.today + timedelta(days=10))
    assert renewed.state == "active"
    assert told() == "pass.superseded"
    with refused("standing.until_past"):
        standing.renew(desk, row.id, desk.today - timedelta(days=1))


def test_standing_rules(desk: Desk, place: Place) -> None:
    later = helper(desk, place, valid_from=desk.today + timedelta(days=2))
    row = standing.create_standing(desk, later)
    assert row.state == "not_yet"
    with refused("standing.not_yet"):
        standing.sign_in_standing(desk, row.id)
    with refused("standing.until_past", "valid_until"):
        standing.create_standing(desk, helper(desk, place, valid_until=desk.today.replace(day=1)))
    with refused("standing.until_needed", "valid_until"):
        standing.create_standing(desk, helper(desk, place, valid_until=None))
    with refused("visit.host_needed", "host"):
        standing.create_standing(desk, helper(desk, place, unit=None))
    draft = standing.draft_of_standing(desk, row.id)
    assert draft.name == "周工"
    changed = standing.update_standing(desk, row.id, replace(draft, name="周师傅"))
    assert changed.name == "周师傅"


def test_banned_people_get_no_standing_pass(desk: Desk, place: Place) -> None:
    row = standing.create_standing(desk, helper(desk, place))
    watch.add_watch(desk, WatchDraft("banned", "周工", reason="偷盗"))
    as_role(desk, Role.CLERK)
    with refused("visit.banned"):
        standing.create_standing(desk, helper(desk, place))
    with refused("visit.banned"):
        standing.sign_in_standing(desk, row.id)


def test_holders_are_found_while_typing(desk: Desk, place: Place) -> None:
    row = standing.create_standing(desk, helper(desk, place, phone="13712348842"))
    standing.create_standing(
        desk, helper(desk, place, name="周师傅", valid_from=desk.today + timedelta(days=2))
    )
    for typed in ("周", "13712348842", "8842", row.number):
        assert [one.id for one in standing.holders(desk, typed)] == [row.id], typed
    assert standing.holders(desk, "王") == []
    standing.sign_in_standing(desk, row.id)
    assert standing.holders(desk, "周工") == [], "who is on site is not let in twice"
