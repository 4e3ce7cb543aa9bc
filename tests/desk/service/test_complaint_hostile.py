"""Whatever is typed about a complaint is only text: refused in words, or kept, found, printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from desk.core import files
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.find import find
from desk.core.text import clean
from desk.exchange.sheets_out import OutColumn, write
from desk.service.callbacks import queue, verbs
from desk.service.callbacks.listing import CALLBACKS
from desk.service.complaints import (
    attached,
    cards,
    categories,
    checks,
    ending,
    handing,
    making,
    merging,
    moving,
    reading,
)
from desk.service.complaints.categories import CategoryDraft
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.complaints.exports import EXPORTS
from desk.service.complaints.listing import COMPLAINTS
from desk.service.complaints.paper import issue_complaint_form
from desk.service.complaints.repair import make_repair, order_draft
from desk.service.models.complaints import Complaint
from desk.service.models.orders import OrderKind
from tests.desk.hostile import tried
from tests.desk.printing.samples import words_of
from tests.desk.service.test_complaints import PNG, house

__all__ = ["house"]
HOSTILE = {
    "markup": "<b>x</b> & <img src='file:///etc/passwd'/>",
    "formula": '=cmd|"/C calc"!A0',
    "quotes": "'; DROP TABLE complaint; --\"",
    "braces": "{name} %s {0!r} \\N{BULLET}",
    "emoji": "👩‍👩‍👧‍👦 投诉🛗",
    "right to left": "a\u202etxt.exe\u202c \u200f",
    "control": "a\x07\x1b[31mb",
    "nul": "a\0b",
    "surrogate": "a\ud83d",
    "long": "长" * 100_000,
    "match": '" OR NEAR(* AND NOT -col:',
    "blank": "\u3000\u00a0 \u200b",
}
FIELDS = ("text", "name", "phone", "place", "wanted", "kind", "source", "severity", "standing")
HARD = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


@HARD
@pytest.mark.parametrize("field", FIELDS)
def test_in_each_field(
    desk: Desk, house: dict[str, int], tmp_path: Path, field: str, text: str
) -> None:
    draft = ComplaintDraft("电梯停运", unit=house["one"], name="李敏")
    row = tried(making.register_complaint, desk, replace(draft, **{field: text}))
    if row is None:
        assert not Complaint.select().exists()
        return
    kept = getattr(row, field)
    assert kept == clean(text, field, 4000, lines=field == "text")
    assert row.number in words_of(issue_complaint_form(desk, row.id, missing="box"))
    shown = COMPLAINTS.open(desk).rows(0, 1)
    assert getattr(shown[0], field) == kept
    target = tmp_path / "out.xlsx"
    write(target, [OutColumn("x")], [[kept]])
    read = CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()
    assert read[1:] in ([[kept]], []) or not kept
    for export in EXPORTS:
        assert list(export.rows(desk)) is not None
    card = cards.unit_card(desk, house["one"])
    assert card is not None and card.lines[0].id == row.id
    assert tried(making.amend, desk, row.id, making.draft_of(desk, row.id)) == row


@HARD
def test_in_all_that_is_said_on_the_way(
    desk: Desk, house: dict[str, int], clock: FixedClock, text: str
) -> None:
    draft = ComplaintDraft("电梯停运", unit=house["one"], department=house["department"])
    row, other = (making.register_complaint(desk, draft) for _n in range(2))
    tried(moving.respond, desk, row.id, text)
    tried(moving.do_step, desk, row.id, text, text)
    tried(moving.do_step, desk, row.id, "visit", text, skip=True)
    tried(moving.start, desk, row.id, text)
    tried(moving.feed_back, desk, row.id, text)
    tried(handing.transfer, desk, row.id, house["other"], text)
    tried(handing.urge, desk, row.id, text)
    tried(handing.add_note, desk, row.id, text)
    tried(handing.add_link, desk, row.id, text, 1)
    tried(moving.pause, desk, row.id, text, text)
    if tried(moving.pause, desk, row.id, text) is not None:
        moving.resume(desk, row.id)
    tried(handing.convert, desk, other.id, text)
    tried(
        make_repair,
        desk,
        row.id,
        replace(order_draft(desk, row.id), kind=OrderKind.get().id, text=text),
    )
    if "\ud83d" not in text:  # the name of a file on a disk is text, too, but never half of a sign
        attached.attach(desk, row.id, files.incoming(text, PNG))
        (file,) = reading.view_complaint(desk, row.id).attachments
        assert len(file.name) < 200 and not any(c in file.name for c in "/\\\0\u202e")
        tried(attached.detach, desk, row.id, file.id, text)
    tried(moving.start, desk, row.id)
    assert tried(ending.resolve, desk, row.id, text) or ending.resolve(desk, row.id)
    tried(ending.reopen, desk, row.id, text)
    tried(ending.invalid, desk, other.id, text)
    tried(ending.force_close, desk, other.id, text)
    tried(merging.merge, desk, other.id, row.id)
    view = reading.view_complaint(desk, row.id)
    assert view.history and view.steps
    words_of(issue_complaint_form(desk, row.id, missing="box"))
    assert checks.states(desk) + checks.numbers(desk) == []


@HARD
def test_in_callbacks(desk: Desk, house: dict[str, int], clock: FixedClock, text: str) -> None:
    draft = ComplaintDraft("电梯停运", unit=house["one"], department=house["department"])
    for _n in range(2):
        row = making.register_complaint(desk, draft)
        moving.respond(desk, row.id)
        ending.resolve(desk, row.id)
    one, two = queue.queue(desk)
    tried(verbs.tried, desk, one.id, text)
    tried(verbs.tried, desk, one.id, "", None, text)
    tried(verbs.put_off, desk, one.id, text, clock.now() + timedelta(hours=1))
    tried(verbs.done, desk, one.id, text, "x")
    tried(verbs.done, desk, one.id, 3, "x", text)
    done = tried(verbs.done, desk, one.id, 2, text, unsettled=True)
    if done is not None:
        assert done.words == text.strip() or not text.strip()
    tried(verbs.give_up, desk, two.id, text)
    assert len(CALLBACKS.open(desk).rows(0, 9)) == 2
    assert checks.callbacks(desk) + checks.states(desk) == []


@HARD
def test_looked_for_and_as_a_category(desk: Desk, house: dict[str, int], text: str) -> None:
    making.register_complaint(desk, ComplaintDraft("电梯停运", unit=house["one"], name="李敏"))
    COMPLAINTS.open(desk, {"text": text}).rows(0, 9)
    find(desk, text)
    made = tried(categories.create_category, desk, CategoryDraft(text))
    tried(categories.create_category, desk, CategoryDraft("x", clock=text))
    if made is not None:
        row = making.register_complaint(desk, ComplaintDraft("x", unit=1, category=made.id))
        assert row.category_name == made.name == " ".join(text.split())
        words_of(issue_complaint_form(desk, row.id, missing="box"))
