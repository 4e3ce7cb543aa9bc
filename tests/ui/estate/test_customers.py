"""Customers: added, merged, handed out, erased; who may do which."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from desk.core.access import Role
from desk.core.desk import Desk
from desk.estate import customers as verbs
from desk.estate import merging
from tests.stores import as_role
from tests.ui.estate.conftest import Estate, Keys, MakeFrame
from tests.ui.estate.test_units import texts
from ui.estate.customers import CustomersPage
from ui.estate.merge import MergeScreen
from ui.estate.person_form import PersonForm

Answer = Callable[..., None]


def give_reason(dialog: Any) -> None:
    dialog.field.setPlainText("asked for it")
    dialog.finish()


def test_new_customer_by_keyboard(
    customers: CustomersPage, lived_in: Estate, desk: Desk, keys: Keys, qtbot: Any
) -> None:
    keys.ctrl(Qt.Key.Key_N)
    keys("恒通贸易", Qt.Key.Key_Return)
    customers._form[-1]["kind"].set_value("company")  # type: ignore[index]
    keys(Qt.Key.Key_Return)  # no sex asked of a company
    keys("13600001111", ",", "02088886666", Qt.Key.Key_Return, "office")
    keys.ctrl(Qt.Key.Key_Return)
    assert customers.on_list
    made = verbs.get_person(desk, customers.list.current().id)
    assert (made.name, made.kind) == ("恒通贸易", "company")
    assert [p.label for p in made.phones] == ["", "office"]


def test_a_wrong_number_is_said_beneath_the_numbers(
    customers: CustomersPage, lived_in: Estate, qtbot: Any
) -> None:
    customers.people.new()
    form = customers._form[-1]  # type: ignore[index]
    form["name"].edit.setText("X")
    form["phones"].lines[0].number.setText("12")
    form.finish()
    assert form["phones"].error


def test_editing_keeps_numbers_that_stay_masked(
    customers: CustomersPage, lived_in: Estate, desk: Desk, qtbot: Any
) -> None:
    before = verbs.get_person(desk, lived_in.li)
    customers.people.edit(before)
    form = customers._form[-1]  # type: ignore[index]
    form["note"].set_value("speak slowly")
    form["phones"].lines[0].label.setText("home")
    form.finish()
    after = verbs.get_person(desk, lived_in.li)
    assert [p.number for p in after.phones] == [p.number for p in before.phones]
    assert [p.label for p in after.phones] == ["home", "office"]
    assert after.document == before.document
    assert after.note == "speak slowly"


def test_a_role_for_somebody_on_record(
    customers: CustomersPage, lived_in: Estate, desk: Desk, keys: Keys, qtbot: Any
) -> None:
    customers.people.role(verbs.get_person(desk, lived_in.wang))
    form = customers._form[-1]  # type: ignore[index]
    qtbot.waitUntil(form["unit"].edit.hasFocus)
    keys("502")
    qtbot.waitUntil(lambda: form["unit"].popup.isVisible())
    keys(Qt.Key.Key_Return)
    form["role"].set_value("tenant")
    form.finish()
    (role,) = verbs.get_person(desk, lived_in.wang).roles
    assert (role.unit_code, role.role) == ("3-2-502", "tenant")


def test_merge_keeps_the_chosen_one(
    customers: CustomersPage, lived_in: Estate, desk: Desk, qtbot: Any, answer: Answer
) -> None:
    customers.merge(lived_in.wang, lived_in.li)
    screen = customers.now
    assert isinstance(screen, MergeScreen)
    assert screen.keeps == lived_in.li  # the one with roles is proposed
    screen.findChild(QRadioButton, f"keep.{lived_in.wang}").setChecked(True)
    answer(give_reason)
    screen.merge()
    assert verbs.get_person(desk, lived_in.li).merged_into == lived_in.wang
    assert customers.on_list
    customers.show_record("person", lived_in.li)
    assert customers.list.current().id == lived_in.wang


def test_merging_nobody_is_not_offered(
    customers: CustomersPage, lived_in: Estate, qtbot: Any
) -> None:
    customers.merge(lived_in.wang)
    screen: Any = customers.now
    assert not screen.yes.isEnabled()
    screen.other.take(screen.other._find("李敏")[0])
    assert screen.yes.isEnabled()


def test_data_is_handed_out(
    customers: CustomersPage, lived_in: Estate, desk: Desk, tmp_path: Path, qtbot: Any
) -> None:
    path = tmp_path / "li.xlsx"
    customers.hand_out_to(verbs.get_person(desk, lived_in.li), str(path))
    qtbot.waitUntil(lambda: "Written" in customers.list.message_bar.text)
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert ("customer", "1", "name", "李敏") in rows


def test_erase_asks_again_while_a_role_runs(
    customers: CustomersPage, lived_in: Estate, desk: Desk, qtbot: Any, answer: Answer
) -> None:
    asked: list[str] = []

    def sure(dialog: Any) -> None:
        asked.append(dialog.windowTitle())
        dialog.finish()

    answer(give_reason, sure)
    customers.erase(verbs.get_person(desk, lived_in.li))
    qtbot.waitUntil(lambda: verbs.get_person(desk, lived_in.li).erased_at is not None)
    assert len(asked) == 1
    assert "李敏" in asked[0]
    customers.show_record("person", lived_in.li)
    assert "erased" in customers.list.message_bar.text


def test_a_clerk_may_neither_merge_nor_erase(
    desk: Desk, lived_in: Estate, make_frame: MakeFrame, qtbot: Any
) -> None:
    as_role(desk, Role.CLERK)
    page: Any = make_frame().go("customers")
    moves = {m.key: m for m in page.moves(verbs.get_person(desk, lived_in.li))}
    for key in ("merge", "export", "erase"):
        assert not moves[key].enabled
        assert moves[key].why
    assert moves["edit"].enabled


def test_an_auditor_reads_and_cannot_reveal(
    desk: Desk, lived_in: Estate, make_frame: MakeFrame, qtbot: Any
) -> None:
    as_role(desk, Role.AUDITOR)
    page: Any = make_frame().go("customers")
    page.show_record("person", lived_in.li)
    page.list._show_detail()
    detail = page.list.card.detail
    assert not any(line.reveal for line in detail.lines)
    assert not any(move.enabled for move in (*detail.moves, *detail.more))


def test_last_visits_stand_on_the_card(
    customers: CustomersPage, lived_in: Estate, desk: Desk, qtbot: Any
) -> None:
    from desk.reception.visitors.drafts import VisitDraft
    from desk.reception.visitors.verbs import sign_in

    draft = VisitDraft(name="张伟", purpose="delivery", unit=lived_in.unit, host=lived_in.li)
    sign_in(desk, draft)
    customers.show_record("person", lived_in.li)
    customers.list._show_detail()
    assert "张伟" in texts(customers.list.card)


def test_merged_records_are_followed(
    customers: CustomersPage, lived_in: Estate, desk: Desk, qtbot: Any
) -> None:
    merging.merge(desk, lived_in.li, lived_in.wang)
    customers.show_record("person", lived_in.wang)
    assert customers.list.current().id == lived_in.li


def test_a_document_number_can_be_taken_out(desk: Desk, qtbot: Any) -> None:
    made = verbs.create_person(
        desk, verbs.PersonDraft("王芳", document_kind="other", document="X1234567")
    )
    form = PersonForm(desk, verbs.get_person(desk, made.id))
    qtbot.addWidget(form)
    assert form.draft().document is None, "it stays unless somebody says so"
    form["no_document"].set_value(True)
    assert verbs.update_person(desk, made.id, form.draft()).document == ""
