"""At the gate: scanned, released whole and in part, refused; stubs that come back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import texts
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.log import history
from desk.core.models import AuditEntry
from desk.core.tokens import Kind, Seal, Token
from desk.reception.slips import checks, flow, gate, stub_list, stubs, verbs
from desk.reception.slips.drafts import WHOLE
from desk.reception.slips.papers_out import slip_token
from desk.reception.slips.reading import draft_of, slip_row, view_slip
from desk.reception.slips.rows import Difference, SlipRow
from desk.reception.slips.seen_goods import Seen
from desk.reception.slips.stubs import StubDraft
from tests.desk.printing.samples import words_of
from tests.desk.reception.slips.conftest import Place
from tests.stores import as_role


def issued(desk: Desk, place: Place, **values: object) -> SlipRow:
    return verbs.complete_slip(desk, place.draft(**values))


def refused(desk: Desk, text: str) -> str:
    view = gate.scan_slip(desk, text)
    assert view.refusal is not None
    assert texts.sentence(view.refusal)
    return view.refusal.code


def test_scanned_and_let_out(desk: Desk, place: Place) -> None:
    row = issued(desk, place)
    code = slip_token(desk, slip_row(row.id))
    as_role(desk, Role.GUARD)
    view = gate.scan_slip(desk, code.lower() + "\r\n")
    assert view.good and view.slip is not None
    assert [(item.name, item.left) for item in view.items] == [("冰箱", WHOLE), ("纸箱", 6 * WHOLE)]
    out = gate.release_slip(desk, row.id, request="out")
    assert (out.state, out.guard, out.out_at) == ("released", "Guard", desk.now)
    assert gate.release_slip(desk, row.id, request="out") == out
    assert refused(desk, code) == "slip.used"
    with pytest.raises(Refused, match=r"slip\.used"):
        gate.release_slip(desk, row.id)
    assert refused(desk, row.number) == "slip.used"


def test_in_part_and_the_rest_later(desk: Desk, place: Place) -> None:
    row = issued(desk, place)
    fridge, boxes = view_slip(desk, row.id).items
    for out, code in (
        ({boxes.id: 7 * WHOLE}, "slip.too_much"), ({boxes.id: -1}, "slip.too_much"),
        ({boxes.id: 0}, "slip.nothing_out"), ({}, "slip.nothing_out"),
        ({999: 1}, "slip.item_unknown"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code.replace(".", r"\.")):
            gate.release_slip(desk, row.id, out)
    part = gate.release_part(desk, row.id, {boxes.id: 4 * WHOLE}, guard="老周")
    assert (part.state, part.guard) == ("part", "老周")
    assert [item.left for item in gate.scan_slip(desk, row.number).items] == [WHOLE, 2 * WHOLE]
    assert gate.release_slip(desk, row.id, {fridge.id: WHOLE, boxes.id: 2 * WHOLE}).state == (
        "released"
    )
    back = gate.undo_release(desk, row.id, "扫错了单")
    assert (back.state, back.out_at) == ("issued", None)
    assert [item.released for item in view_slip(desk, row.id).items] == [0, 0]
    assert checks.states(desk) == []


def test_goods_that_differ_go_back_to_the_desk(desk: Desk, place: Place) -> None:
    row = issued(desk, place)
    as_role(desk, Role.GUARD)
    fridge, boxes = view_slip(desk, row.id).items
    with pytest.raises(Refused, match=r"slip\.nothing_differs"):
        gate.report_mismatch(desk, row.id, (Seen(fridge.id, WHOLE),))
    seen = (Seen(fridge.id, WHOLE), Seen(boxes.id, 8 * WHOLE), Seen(None, WHOLE, "电视机"))
    held = gate.report_mismatch(desk, row.id, seen, "多了两箱和一台电视")
    assert (held.state, held.tone) == ("mismatch", "late")
    assert view_slip(desk, row.id).differences == (
        Difference("纸箱", 6 * WHOLE, 8 * WHOLE), Difference("电视机", 0, WHOLE),
    )  # fmt: skip
    assert refused(desk, row.number) == "slip.mismatched"
    with pytest.raises(Refused, match=r"access\.denied"):
        verbs.reissue_slip(desk, row.id, "x")
    as_role(desk, Role.CLERK)
    new = verbs.reissue_slip(desk, row.id, "实物不符")
    goods = [(item.name, item.quantity // WHOLE) for item in draft_of(desk, new.id).items]
    assert goods == [("冰箱", 1), ("纸箱", 8), ("电视机", 1)]
    assert verbs.issue_slip(desk, verbs.check_slip(desk, new.id).id).replaces == row.id


def test_the_guard_was_mistaken(desk: Desk, place: Place) -> None:
    row = issued(desk, place)
    gate.report_mismatch(desk, row.id, (), "看不清")
    with pytest.raises(Refused, match=r"workflow\.reason_needed"):
        gate.clear_mismatch(desk, row.id, "")
    assert gate.clear_mismatch(desk, row.id, "核对无误").state == "issued"


def test_papers_that_open_nothing(desk: Desk, place: Place, clock: FixedClock) -> None:
    row = issued(desk, place, valid_until=desk.today + timedelta(days=1))
    old = slip_token(desk, slip_row(row.id))
    forged = Seal(b"x" * 32, desk.site_tag).sign(Token(Kind.SLIP, row.id, row.number, 1))
    assert refused(desk, forged) == "token.forged"
    assert refused(desk, old[:-9]) == "token.altered"
    assert refused(desk, "L269999999") == "slip.unknown"
    before = AuditEntry.select().where(AuditEntry.action == "slip.scan_refused").count()
    assert before == 2
    verbs.extend_slip(desk, row.id, desk.today + timedelta(days=2))
    assert refused(desk, old) == "slip.superseded"
    clock.advance(timedelta(days=3))
    assert refused(desk, slip_token(desk, slip_row(row.id))) == "slip.outdated"
    with pytest.raises(Refused, match=r"slip\.outdated"):
        gate.release_slip(desk, row.id)
    later = issued(desk, place, valid_from=desk.today + timedelta(days=1))
    assert refused(desk, later.number) == "slip.not_yet"
    draft = verbs.save_slip(desk, place.draft())
    assert refused(desk, draft.number) == "slip.not_issued"
    verbs.void_slip(desk, draft.id, "不办了")
    assert refused(desk, draft.number) == "slip.voided"


def test_stubs_come_back_in_a_bundle(desk: Desk, place: Place, clock: FixedClock) -> None:
    slips = [issued(desk, place) for _n in range(7)]
    whole, part, unread, void, lost, other, wrong = slips
    gate.release_slip(desk, whole.id)
    gate.release_slip(desk, wrong.id)
    boxes = view_slip(desk, part.id).items[1]
    gate.release_slip(desk, part.id, {boxes.id: WHOLE})
    verbs.void_slip(desk, void.id, "取消")
    gate.release_slip(desk, other.id)
    clock.advance(timedelta(days=1))
    bundle = (
        StubDraft(slip_token(desk, slip_row(whole.id))),
        StubDraft(f" {part.number.lower()} ", "part"),
        StubDraft(unread.number, "all", "门岗手写 9:40"), StubDraft(void.number),
        StubDraft(whole.number), StubDraft("L269999999"), StubDraft("FD1" + "A" * 60),
        StubDraft(wrong.number, "none"),
    )  # fmt: skip
    as_role(desk, Role.CLERK)
    report = stubs.compare_stubs(desk, bundle)
    results = ["agrees", "agrees", "released", "voided", "twice", "unknown", "unreadable", "whole"]
    assert [row.result for row in report.rows] == results
    assert [row.id for row in report.missing] == [lost.id, other.id]
    done = stubs.take_in_stubs(desk, bundle, request="in")
    assert stubs.take_in_stubs(desk, bundle, request="in") == done
    assert (done.row.filed, done.row.different, done.row.missing) == (3, 5, 2)
    assert [row.result for row in done.stubs] == results
    assert {slip_row(s.id).state for s in (whole, part, unread)} == {"filed"}
    assert slip_row(unread.id).out_at == desk.now
    assert stubs.get_bundle(desk, done.row.id) == done
    assert stubs.last_bundles(desk) == [done.row]
    again = stubs.take_in_stubs(desk, (StubDraft(whole.number), StubDraft(other.number)))
    assert [row.result for row in again.stubs] == ["filed_before", "agrees"]
    assert [row.id for row in again.missing] == [lost.id, wrong.id]
    assert verbs.unfile_slip(desk, part.id, "另一张").state == "part"
    assert checks.states(desk) + checks.slip_numbers(desk) == []
    with pytest.raises(Refused, match=r"slip\.no_stubs"):
        stubs.take_in_stubs(desk, ())


@given(st.sampled_from([s.key for s in flow.SLIP.states]), st.sampled_from(stubs.LEFT))
def test_every_stub_has_a_result_in_words(state: str, said: str) -> None:
    result = stubs.result_of(state, said)
    assert texts.word("slip.stub", result) != result
    if result in ("agrees", "released"):
        assert state in (flow.ISSUED, flow.PART, flow.RELEASED) and said != "none"


def test_stubs_until_a_day(desk: Desk, place: Place) -> None:
    row = issued(desk, place)
    gate.release_slip(desk, row.id)
    assert stubs.compare_stubs(desk, ()).missing == ()
    assert [s.id for s in stubs.compare_stubs(desk, (), date(2026, 11, 2)).missing] == [row.id]


@pytest.mark.parametrize("language", ["zh_CN", "zh_HK", "en"])
def test_what_to_ask_the_gate_for_is_printed(desk: Desk, place: Place, language: str) -> None:
    lost, wrong = issued(desk, place, name="诸葛孔明" * 60), issued(desk, place)
    gate.release_slip(desk, lost.id)
    gate.release_slip(desk, wrong.id)
    bundle = stubs.take_in_stubs(
        desk, (StubDraft(wrong.number, "part", "<b>only & one</b>"), StubDraft("=cmd()|'x'")),
        desk.today,
    )  # fmt: skip
    said = words_of(stub_list.print_stub_list(desk, bundle.row.id, language))
    for word in (lost.number, wrong.number, "诸葛孔明", "<b>only & one</b>", "=CMD"):
        assert word in said
    assert history(desk, "slip_bundle", bundle.row.id)[0].action == "slip.stubs_printed"
    as_role(desk, Role.GUARD)
    with pytest.raises(Refused, match=r"access\.denied"):
        stub_list.print_stub_list(desk, bundle.row.id)
