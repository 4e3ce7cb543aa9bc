"""Whatever is typed, pasted or scanned is only text: refused in words, or kept and printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk.core.desk import Desk
from desk.core.find import find
from desk.reception.slip_tables import ReleaseSlip
from desk.reception.slips import checks, gate, listing, papers_out, stub_list, stubs, verbs
from desk.reception.slips.drafts import WHOLE, DecisionDraft, ItemDraft, RingDraft
from desk.reception.slips.exports import SLIPS as EXPORTS
from desk.reception.slips.goods import counted, paste_goods, suggest_goods
from desk.reception.slips.reading import draft_of, view_slip
from desk.reception.slips.seen_goods import Seen
from desk.reception.slips.stubs import StubDraft
from tests.desk.hostile import told, tried
from tests.desk.printing.samples import words_of
from tests.desk.reception.slips.conftest import Place

HOSTILE = {
    "markup": "<b>x</b> & <img src='file:///etc/passwd'/>",
    "formula": '=cmd|"/C calc"!A0',
    "quotes": "'; DROP TABLE release_slip; --\"",
    "braces": "{name} %s {0!r} \\N{BULLET}",
    "emoji": "👩‍👩‍👧‍👦 搬家🚚",
    "right to left": "a\u202etxt.exe\u202c \u200f",
    "control": "a\x07\x1b[31mb",
    "nul": "a\0b",
    "surrogate": "a\ud83d",
    "long": "长" * 100_000,
    "match": '" OR NEAR(* AND NOT -col:',
    "blank": "\u3000\u00a0 \u200b",
}
TEXTS = ("name", "document", "phone", "authority_name", "authority_note", "carrier", "plate",
         "note", "kind", "standing", "identity", "document_kind", "authority")  # fmt: skip
HARD = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


@HARD
def test_in_each_field(desk: Desk, place: Place, text: str) -> None:
    for key in TEXTS:
        before = ReleaseSlip.select().count()
        row = tried(verbs.save_slip, desk, replace(place.draft(), **{key: text}))
        if row is None:
            assert ReleaseSlip.select().count() == before
            continue
        assert draft_of(desk, row.id)
        view_slip(desk, row.id)
        if tried(verbs.check_slip, desk, row.id) is not None:
            verbs.issue_slip(desk, row.id)
            words_of(papers_out.print_slip(desk, row.id, missing="box"))
            assert gate.scan_slip(desk, row.number).good
    for export in EXPORTS:
        assert list(export.rows(desk)) is not None
    assert checks.states(desk) == []


@HARD
def test_in_goods_calls_decisions_and_at_the_gate(desk: Desk, place: Place, text: str) -> None:
    for item in (ItemDraft(text), ItemDraft("x", WHOLE, text), ItemDraft("x", WHOLE, "", text)):
        tried(verbs.save_slip, desk, place.draft(items=(item,)))
    number = "13800138000"
    for said in ((text, "a", "agreed"), (number, text, "agreed"), (number, "a", text),
                 (number, "a", "agreed", None, text)):  # fmt: skip
        tried(verbs.save_slip, desk, place.draft(rings=(RingDraft(*said),)))
    owing = place.draft(unit=place.owing)
    tried(verbs.complete_slip, desk, owing, DecisionDraft("override", text))
    tried(verbs.complete_slip, desk, owing, DecisionDraft(text, "x", date(2026, 11, 30)))
    row = verbs.complete_slip(desk, place.draft())
    fridge = view_slip(desk, row.id).items[0]
    tried(gate.report_mismatch, desk, row.id, [Seen(None, WHOLE, text)], text, guard=text)
    tried(gate.clear_mismatch, desk, row.id, text)
    tried(gate.release_slip, desk, row.id, {fridge.id: WHOLE}, guard=text, note=text)
    tried(gate.undo_release, desk, row.id, text)
    tried(verbs.reissue_slip, desk, row.id, text)
    tried(verbs.void_slip, desk, row.id, text)
    view_slip(desk, row.id)
    assert checks.states(desk) + checks.slip_numbers(desk) == []


@HARD
def test_read_searched_and_in_a_bundle(desk: Desk, place: Place, text: str) -> None:
    verbs.complete_slip(desk, place.draft())
    view = gate.scan_slip(desk, text)
    assert view.slip is None and view.refusal is not None and told(view.refusal)
    report = tried(stubs.compare_stubs, desk, [StubDraft(text)])
    assert report.rows[0].result in ("unknown", "unreadable")
    bundle = tried(stubs.take_in_stubs, desk, [StubDraft(text), StubDraft("L1", "", text)], None)
    if bundle is not None:
        words_of(stub_list.print_stub_list(desk, bundle.row.id, missing="box"))
    listing.SLIPS.open(desk, {"text": text}).rows(0, 9)
    find(desk, text)
    assert all(item.quantity > 0 for item in paste_goods(f"{text}\t2\n{text} x2\n{text}"))
    counted(text)
    suggest_goods(desk, text)
