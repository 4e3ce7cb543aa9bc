"""Complaints by keyboard: taken down, led on, merged, closed by a callback."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from desk.core.desk import Desk
from desk.service.callbacks.queue import queue
from desk.service.complaints import ending, handing, making, moving, reading
from desk.service.complaints.categories import find_category, tree
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.models.complaints import Complaint
from tests.ui.service.conftest import Keys
from ui.kit import drafts
from ui.main_window import MainFrame
from ui.service.callbacks.page import CallbacksPage, CallbacksSheet
from ui.service.complaints.categories import CategoriesSheet
from ui.service.complaints.form import ComplaintForm
from ui.service.complaints.page import ComplaintsPage
from ui.service.complaints.sheet import ComplaintsSheet

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
House = dict[str, int]


def sheet_of(frame: MainFrame) -> ComplaintsSheet:
    page = frame.go("complaints")
    assert isinstance(page, ComplaintsPage)
    found = page.sheet("all")
    assert isinstance(found, ComplaintsSheet)
    return found


def queue_of(frame: MainFrame) -> CallbacksSheet:
    page = frame.go("callbacks")
    assert isinstance(page, CallbacksPage)
    found = page.sheet("queue")
    assert isinstance(found, CallbacksSheet)
    return found


def taken(desk: Desk, house: House, **values: Any) -> int:
    draft = ComplaintDraft(
        **{"text": "Noise", "unit": house["one"], "person": house["person"], **values}
    )
    return making.register_complaint(desk, draft).id


def test_a_valid_one_by_keyboard(
    frame: MainFrame, desk: Desk, house: House, keys: Keys, qtbot: Any
) -> None:
    frame.go("visitors")
    qtbot.keyClick(frame, Qt.Key.Key_F5)
    assert keys.field() == "kind"
    keys("1", ENTER)
    page = frame._pages["complaints"]
    assert isinstance(page, ComplaintsPage)
    sheet = page.sheet("all")
    assert isinstance(sheet, ComplaintsSheet)
    form = sheet.form
    assert form is not None
    assert form["identity"].isHidden() and not form.strip.isHidden()
    keys("3-1502", ENTER)
    form["text"].widget.setFocus()
    keys("The lift shakes")
    form["department"].set_value(house["department"])
    keys.alt(Qt.Key.Key_1)
    assert form["answer"].value()
    keys.ctrl(ENTER)
    (row,) = Complaint.select()
    assert (row.kind, row.unit_id, row.state) == ("valid", house["one"], "responded")
    assert row.department_id == house["department"]
    shown = sheet.list.current()
    assert sheet.on_list and shown is not None and shown.id == row.id


def test_a_talk_keeps_its_own_steps(frame: MainFrame, desk: Desk, house: House) -> None:
    sheet = sheet_of(frame)
    sheet.begin("new", unit=house["one"], text="Why so dear?", kind="inquiry")
    form = sheet.form
    assert form is not None and not form["identity"].isHidden()
    form["identity"].set_value(True)
    form["payments"].set_value(True)
    form.finish()
    (row,) = Complaint.select()
    steps = {step.key: step for step in reading.view_complaint(desk, row.id).steps}
    assert steps["identity"].at and steps["payments"].at and steps["answer"].next


def test_what_is_missing_is_said_and_nothing_is_lost(frame: MainFrame, house: House) -> None:
    sheet = sheet_of(frame)
    sheet.begin("new")
    form = sheet.form
    assert form is not None
    form["text"].set_value("<b>x</b>\u202e & 尉迟")
    form.finish()
    assert form["kind"].error and not Complaint.select().exists()
    sheet.back()
    sheet.begin("new")
    assert sheet.form is not None and sheet.form["text"].value().startswith("<b>x</b>")


def test_the_same_matter_is_warned_of_and_merged(
    frame: MainFrame, desk: Desk, house: House
) -> None:
    category = find_category(desk, "noise")
    first = taken(desk, house, category=category)
    sheet = sheet_of(frame)
    sheet.begin("new", unit=house["two"], text="Noise here too", kind="valid", category=category)
    panel, form = sheet.panel, sheet.form
    assert panel is not None and form is not None and panel.found is not None
    assert [row.id for row in panel.found.near] == [first]
    sheet._same()
    merged = Complaint.get(Complaint.text == "Noise here too")
    assert (merged.state, merged.merged_into_id) == ("merged", first)
    assert sheet.list.current().id == first  # type: ignore[union-attr]


def test_the_first_move_is_the_next_step(frame: MainFrame, desk: Desk, house: House) -> None:
    sheet = sheet_of(frame)
    record = taken(desk, house)

    def first() -> str:
        return sheet.moves.of(reading.view_complaint(desk, record))[0][0].key

    assert first() == "respond"
    moving.respond(desk, record)
    assert first() == "transfer"
    handing.transfer(desk, record, house["department"])
    assert first() == "step"
    moving.do_step(desk, record, "visit")
    assert first() == "start"
    moving.start(desk, record)
    assert first() == "resolve"
    ending.resolve(desk, record, "done")
    assert first() == "close"
    detail = sheet._detail(reading.get_complaint(desk, record))
    assert detail is not None and len(detail.parts[0].rows) == 6


def test_closed_by_a_callback_with_three_keys(
    frame: MainFrame, desk: Desk, house: House, keys: Keys
) -> None:
    record = taken(desk, house, department=house["department"])
    moving.respond(desk, record)
    ending.resolve(desk, record, "mended")
    sheet = queue_of(frame)
    sheet.list.refresh()
    sheet.list.table.selectRow(0)
    sheet.list.table.setFocus()
    keys(ENTER)
    assert sheet.form is not None and keys.field() == "score"
    keys("5")
    keys.ctrl(ENTER)
    after = reading.get_complaint(desk, record)
    assert (after.state, after.score) == ("closed", 5)
    assert sheet.on_list and not queue(desk)


def test_nobody_answers(frame: MainFrame, desk: Desk, house: House, keys: Keys) -> None:
    record = taken(desk, house, department=house["department"])
    moving.respond(desk, record)
    ending.resolve(desk, record, "mended")
    (waiting,) = queue(desk)
    frame.begin("callbacks", "call", callback=waiting.id)
    keys.ctrl(Qt.Key.Key_N)
    (after,) = queue(desk)
    assert after.tries == 1 and after.due_at > waiting.due_at.replace(year=2000)


def test_not_settled_opens_it_again(frame: MainFrame, desk: Desk, house: House) -> None:
    record = taken(desk, house, department=house["department"])
    moving.respond(desk, record)
    ending.resolve(desk, record, "mended")
    (waiting,) = queue(desk)
    frame.begin("callbacks", "call", callback=waiting.id)
    form = queue_of(frame).form
    assert form is not None
    form["unsettled"].set_value(True)
    form.finish()
    assert form["words"].error
    form["words"].set_value("still loud")
    form.finish()
    assert reading.get_complaint(desk, record).state == "reopened"


def test_a_category_is_added_and_moved(frame: MainFrame, desk: Desk) -> None:
    page = frame.go("complaints")
    assert isinstance(page, ComplaintsPage)
    sheet = page.show_sheet("categories")
    assert isinstance(sheet, CategoriesSheet)
    before = [row for row in tree(desk) if row.parent is None]
    sheet._shift(before[1], -1)
    assert next(row.id for row in tree(desk) if row.parent is None) == before[1].id
    sheet.new(before[0].id)
    form = sheet._form[2]  # type: ignore[index]
    form["name"].set_value("Umbrellas")
    form.finish()
    assert any(row.name == "Umbrellas" and row.parent == before[0].id for row in tree(desk))


def test_what_is_typed_is_there_in_another_language_and_kept_only_once(
    frame: MainFrame, desk: Desk, keys: Keys, qtbot: Any
) -> None:
    qtbot.keyClick(frame, Qt.Key.Key_F5)
    sheet = sheet_of(frame)
    assert sheet.form is not None
    sheet.form["text"].widget.setFocus()
    keys("The lift shakes")
    frame._stow()  # the seat is handed over, the language is another
    assert drafts.titles(desk)
    sheet.saved()
    assert not drafts.titles(desk)  # else it would be taken down once more


def test_what_is_missing_squashes_nothing(
    frame: MainFrame, desk: Desk, house: House, keys: Keys, qtbot: Any
) -> None:
    qtbot.keyClick(frame, Qt.Key.Key_F5)
    form = keys.focus()
    while not isinstance(form, ComplaintForm):
        form = form.parentWidget()
    qtbot.waitUntil(lambda: form.area.verticalScrollBar().maximum() == 0)  # all of it is seen
    keys.ctrl(ENTER)
    kind = form["kind"]
    assert kind.error and form["text"].error
    segments = kind.widget
    qtbot.waitUntil(lambda: kind.height() >= kind.heightForWidth(kind.width()))
    assert segments.height() >= segments.heightForWidth(segments.width())
