"""Two at one complaint, and hostile words in every field: nothing that is typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton

from desk import texts
from desk.core import files
from desk.core.access import Role
from desk.core.desk import Desk
from desk.service.callbacks import queue, verbs
from desk.service.complaints import ending, handing, making, moving, reading
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.models.complaints import Complaint
from tests.desk.service.test_complaint_hostile import HOSTILE
from tests.stores import as_role
from tests.ui.service.test_complaint_moves import sheet
from tests.ui.service.test_complaints import queue_of, taken
from ui.kit import attachments
from ui.kit.dialogs import AskText
from ui.kit.form_dialog import FormDialog
from ui.main_window import MainFrame
from ui.service.complaints.sheet import ComplaintsSheet

__all__ = ["sheet"]
House = dict[str, int]
HARD = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


def while_asked(run: Callable[[], object], act: Callable[[Any], object]) -> None:
    """Do something while the dialog of a move stands there."""
    met: list[object] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        met.append(dialog)
        try:
            act(dialog)
        finally:
            if isinstance(dialog, FormDialog) and dialog.isVisible():
                dialog.form.dirty = False
                dialog.reject()

    QTimer.singleShot(0, look)
    run()
    assert met


def move_of(sheet: ComplaintsSheet, record: int, key: str) -> Any:
    moves, more = sheet.moves.of(reading.view_complaint(sheet.desk, record))
    return next(each for each in (*moves, *more) if each.key == key)


def by_another(desk: Desk, run: Callable[[], object]) -> None:
    """What somebody at another desk does meanwhile."""
    mine = desk.session
    as_role(desk, Role.CASHIER)
    run()
    desk.session = mine


def test_who_comes_second_keeps_what_was_said_as_a_note(
    sheet: ComplaintsSheet, desk: Desk, house: House
) -> None:
    record = taken(desk, house)
    respond = move_of(sheet, record, "respond")

    def act(dialog: FormDialog) -> None:
        dialog.form["note"].set_value("我已告知业主明天上门")
        by_another(desk, lambda: moving.respond(desk, record, "别人先说了"))
        dialog.form.finish()
        assert dialog.isVisible() and "Cashier" in dialog.message_bar.text
        assert dialog.form["note"].value() == "我已告知业主明天上门"
        links = dialog.message_bar.findChildren(QPushButton)
        next(each for each in links if "note" in each.text()).click()
        assert not dialog.isVisible()

    while_asked(respond.run, act)
    notes = reading.view_complaint(desk, record).notes
    assert [note.text for note in notes] == ["别人先说了", "我已告知业主明天上门"]


def test_what_still_fits_is_asked_about_once(
    sheet: ComplaintsSheet, desk: Desk, house: House
) -> None:
    record = taken(desk, house)
    transfer = move_of(sheet, record, "transfer")

    def act(dialog: FormDialog) -> None:
        dialog.form.set_values({"department": house["department"], "note": "请上门"})
        by_another(desk, lambda: handing.transfer(desk, record, house["other"]))
        dialog.form.finish()
        assert dialog.isVisible() and "Cashier" in dialog.message_bar.text
        assert reading.get_complaint(desk, record).department == house["other"]
        dialog.form.finish()
        assert not dialog.isVisible()

    while_asked(transfer.run, act)
    row = reading.get_complaint(desk, record)
    assert (row.department, row.transferred) == (house["department"], 1)


def test_two_put_the_same_right(sheet: ComplaintsSheet, desk: Desk, house: House) -> None:
    record = taken(desk, house)
    sheet.edit(reading.get_complaint(desk, record))
    form = sheet.form
    assert form is not None
    base = form.base
    assert base is not None
    form["wanted"].set_value("赔偿")
    form["severity"].set_value("serious")

    def theirs() -> None:
        draft = ComplaintDraft(**{**vars(base), "wanted": "道歉", "place": "大堂"})
        making.amend(desk, record, draft, base)

    by_another(desk, theirs)
    form.finish()
    assert "Cashier" in form["wanted"].error and "道歉" in form["wanted"].error
    assert form["wanted"].value() == "赔偿" and not sheet.on_list
    form.finish()
    row = reading.get_complaint(desk, record)
    assert (row.wanted, row.severity, row.place) == ("赔偿", "serious", "大堂")
    assert sheet.on_list


def test_a_draft_left_for_a_while_does_not_undo_what_others_wrote(
    sheet: ComplaintsSheet, desk: Desk, house: House
) -> None:
    record = taken(desk, house)
    sheet.edit(reading.get_complaint(desk, record))
    assert sheet.form is not None and sheet.form.base is not None
    base = sheet.form.base
    sheet.form["wanted"].set_value("道歉")
    sheet.back()
    changed = ComplaintDraft(**{**vars(base), "text": "电梯又停了", "place": "2 号电梯"})
    by_another(desk, lambda: making.amend(desk, record, changed, base))
    sheet.edit(reading.get_complaint(desk, record))
    assert sheet.form["wanted"].value() == "道歉"
    sheet.form.finish()
    row = reading.get_complaint(desk, record)
    assert (row.text, row.place, row.wanted) == ("电梯又停了", "2 号电梯", "道歉")


def test_two_ring_the_same(frame: MainFrame, desk: Desk, house: House) -> None:
    record = taken(desk, house, department=house["department"])
    moving.respond(desk, record)
    ending.resolve(desk, record)
    (waiting,) = queue.queue(desk)
    frame.begin("callbacks", "call", callback=waiting.id)
    page = queue_of(frame)
    assert page.form is not None
    page.form.set_values({"score": 4, "words": "还可以"})
    by_another(desk, lambda: verbs.done(desk, waiting.id, 5))
    page.form.finish()
    assert "Cashier" in page.now.message_bar.text and page.form["words"].value() == "还可以"
    assert reading.get_complaint(desk, record).score == 5


def test_a_low_score_is_not_settled_unless_somebody_says_so(
    frame: MainFrame, desk: Desk, house: House
) -> None:
    record = taken(desk, house, department=house["department"])
    moving.respond(desk, record)
    ending.resolve(desk, record)
    (waiting,) = queue.queue(desk)
    frame.begin("callbacks", "call", callback=waiting.id)
    form = queue_of(frame).form
    assert form is not None
    for score, unsettled in ((2, True), (3, False), (1, True)):
        form["score"].set_value(score)
        assert bool(form["unsettled"].value()) is unsettled
    form["unsettled"].set_value(False)
    form.finish()
    row = reading.get_complaint(desk, record)
    assert (row.state, row.score) == ("closed", 1)


def test_giving_up_says_what_is_missing(frame: MainFrame, desk: Desk, house: House) -> None:
    record = taken(desk, house, department=house["department"])
    moving.respond(desk, record)
    ending.resolve(desk, record)
    as_role(desk, Role.CLERK)
    page = queue_of(frame)
    (waiting,) = queue.queue(desk)
    _moves, more = page._moves(waiting)
    (give_up,) = [each for each in more if each.key == "give_up"]
    assert not give_up.enabled and "0" in give_up.why and "3" in give_up.why
    for _n in range(3):
        verbs.tried(desk, waiting.id)
    moves, _more = page._moves(queue.get_callback(desk, waiting.id))
    assert [each.enabled for each in moves if each.key == "give_up"] == [True]


def test_files_are_looked_at_kept_and_taken_off(
    sheet: ComplaintsSheet, desk: Desk, house: House, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    record = taken(desk, house)
    photo, copy = tmp_path / "漏水.png", tmp_path / "copy.png"
    assert QImage(4, 4, QImage.Format.Format_RGB32).save(str(photo))
    picker = "PySide6.QtWidgets.QFileDialog."
    monkeypatch.setattr(picker + "getOpenFileName", lambda *_a, **_k: (str(photo), ""))
    monkeypatch.setattr(picker + "getSaveFileName", lambda *_a, **_k: (str(copy), ""))
    move_of(sheet, record, "attach").run()
    row = reading.get_complaint(desk, record)
    (file,) = reading.view_complaint(desk, record).attachments
    shown: list[str] = []
    monkeypatch.setattr(attachments.Picture, "exec", lambda made: shown.append(made.windowTitle()))
    sheet.moves.show_file(row, file)
    assert shown == ["漏水.png"]
    sheet.moves.keep_file(row, file)
    assert copy.read_bytes() == photo.read_bytes()

    def why(dialog: AskText) -> None:
        dialog.field.setPlainText("拍错了")  # type: ignore[union-attr]
        dialog.finish()

    while_asked(lambda: sheet.moves.take_off(row, file), why)
    assert reading.view_complaint(desk, record).attachments == ()
    assert not files.FileContent.select().exists()


@HARD
def test_hostile_words_in_the_form(
    sheet: ComplaintsSheet, desk: Desk, house: House, text: str
) -> None:
    for key in ("text", "place", "wanted", "phone", "answer"):
        sheet.begin("new", unit=house["one"], text="电梯停运", kind="valid")
        form = sheet.form
        assert form is not None
        form[key].set_value(text)
        entered = form[key].value()
        before = Complaint.select().count()
        form.finish()
        if Complaint.select().count() == before:  # refused: it is said beside it, and still there
            assert sheet.form is form and form[key].value() == entered
            assert form[key].error or key == "answer", key
            form.dirty = False
            sheet.back()
            continue
        shown = sheet.list.current()
        assert shown is not None
        card = sheet._detail(shown)
        assert card is not None and card.heading
        assert all(isinstance(line.value, str) for line in card.lines)


@HARD
def test_hostile_words_while_it_rings(
    frame: MainFrame, desk: Desk, house: House, text: str
) -> None:
    record = taken(desk, house, department=house["department"])
    moving.respond(desk, record)
    ending.resolve(desk, record)
    (waiting,) = queue.queue(desk)
    frame.begin("callbacks", "call", callback=waiting.id)
    form = queue_of(frame).form
    assert form is not None
    form.set_values({"score": 3, "words": text})
    form.finish()
    done = queue.get_callback(desk, waiting.id)
    if done.state == "open":
        assert form["words"].error and form["words"].value()
        assert texts.word("callback.state", "open")
        form.dirty = False
    else:
        assert done.score == 3
