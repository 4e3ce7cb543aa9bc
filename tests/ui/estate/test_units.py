"""Units and the unit card, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.models import AuditEntry
from desk.estate import belongings, customers
from desk.estate import units as verbs
from tests.stores import as_role
from tests.ui.estate.conftest import Estate, Keys, MakeFrame
from ui.estate.candidates import Candidates
from ui.estate.unit_card import UnitCardScreen
from ui.estate.units import UnitsPage
from ui.kit.parts import PartView
from ui.kit.screens import FormScreen
from ui.main_window import MainFrame

Answer = Callable[..., None]


def part(widget: Any, title: str) -> PartView:
    return next(p for p in widget.findChildren(PartView) if p.accessibleName() == title)


def texts(widget: Any) -> str:
    from PySide6.QtWidgets import QLabel

    shown = [one.text() for one in widget.findChildren(QLabel)]
    shown += [one.text() for one in widget.findChildren(QPushButton)]
    return "\n".join(shown)


def wait_card(units: UnitsPage, unit: int, qtbot: Any) -> None:
    units.show_record("unit", unit)
    code = verbs.get_unit(units.desk, unit).code
    card = units.list.card
    qtbot.waitUntil(lambda: card.detail is not None and card.detail.heading == code)


def test_enter_opens_the_card_wide_and_escape_leads_back(
    units: UnitsPage, lived_in: Estate, keys: Keys, qtbot: Any
) -> None:
    wait_card(units, lived_in.unit, qtbot)
    keys(Qt.Key.Key_Return)
    screen = units.now
    assert isinstance(screen, UnitCardScreen)
    assert screen.heading.text() == "3-1502"
    assert "李敏" in texts(part(screen, "People here"))
    keys(Qt.Key.Key_Escape)
    assert units.on_list


def test_standing_instructions_come_first_and_as_they_are(
    units: UnitsPage, lived_in: Estate, desk: Desk, qtbot: Any
) -> None:
    belongings.add_note(desk, "<b>Ring</b> first", unit=lived_in.unit, standing=True)
    belongings.add_note(desk, "Has a dog", unit=lived_in.unit)
    units.list.refresh()
    wait_card(units, lived_in.unit, qtbot)
    units.list._show_detail()
    detail = units.list.card.detail
    assert detail is not None
    assert detail.notice == "<b>Ring</b> first"
    assert [p.title for p in detail.parts] == ["People here", "Notes"]


def test_numbers_are_masked_and_shown_on_purpose(
    units: UnitsPage, lived_in: Estate, desk: Desk, qtbot: Any, answer: Answer
) -> None:
    wait_card(units, lived_in.unit, qtbot)
    people = part(units.list.card, "People here")
    assert "138 **** 5678" in texts(people)
    eye = next(b for b in people.findChildren(QToolButton) if "Show in full" in b.accessibleName())
    answer(lambda dialog: dialog.form.finish())
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert "138 1234 5678\n139 0000 1111" in texts(people)
    last = AuditEntry.select().order_by(AuditEntry.seq.desc()).first()
    assert last.action == "personal.revealed"
    assert "To ring them" in last.body


def test_new_unit_by_keyboard(
    units: UnitsPage, lived_in: Estate, desk: Desk, keys: Keys, qtbot: Any
) -> None:
    keys.ctrl(Qt.Key.Key_N)
    assert isinstance(units.now, FormScreen)
    keys(Qt.Key.Key_Return)  # the building is there already
    keys(Qt.Key.Key_Return, "1601", Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return, "89.5")
    keys.ctrl(Qt.Key.Key_Return)
    made = verbs.find_unit(desk, "3-1601")
    assert made is not None
    assert (made.floor, made.area) == (16, 8950)
    assert units.on_list
    assert units.list.current().id == made.id


def test_what_is_wrong_stands_beside_the_field(
    units: UnitsPage, lived_in: Estate, qtbot: Any
) -> None:
    units.new()
    form = units._form[-1]  # type: ignore[index]
    form.set_values({"room": "1502"})
    form.finish()
    assert "3-1502" in form["room"].error
    assert not units.on_list


def test_a_form_that_is_left_is_there_again(
    units: UnitsPage, lived_in: Estate, keys: Keys, qtbot: Any
) -> None:
    units.new()
    form = units._form[-1]  # type: ignore[index]
    form["room"].edit.setText("77")
    keys(Qt.Key.Key_Escape)
    assert units.on_list
    units.new()
    again = units._form[-1]  # type: ignore[index]
    assert again["room"].value() == "77"
    assert "back" in units.now.message_bar.text  # type: ignore[attr-defined]


def test_somebody_new_comes_with_one_change(
    units: UnitsPage, lived_in: Estate, desk: Desk, keys: Keys, qtbot: Any
) -> None:
    before = AuditEntry.select().count()
    units.begin("person", unit=lived_in.other)
    form = units._form[-1]  # type: ignore[index]
    qtbot.waitUntil(form["name"].edit.hasFocus)
    keys("陈小梅")
    form["role"].set_value("tenant")
    form["phones"].lines[0].number.setText("13600001111")
    keys.ctrl(Qt.Key.Key_Return)
    assert AuditEntry.select().count() == before + 1
    (role,) = [r for r in verbs_roles(desk, lived_in.other) if r.running]
    assert (role.person_name, role.role) == ("陈小梅", "tenant")


def verbs_roles(desk: Desk, unit: int) -> Any:
    from desk.estate.occupancy import unit_roles

    return unit_roles(desk, unit)


def test_who_is_on_record_is_offered_and_used(
    units: UnitsPage, lived_in: Estate, desk: Desk, qtbot: Any
) -> None:
    units.begin("person", unit=lived_in.other)
    form = units._form[-1]  # type: ignore[index]
    form["role"].set_value("family")
    form["name"].edit.setText("李敏")
    beside = units.now.findChild(Candidates)
    beside.read()
    assert [c.name for c in beside.found] == ["李敏"]
    take = beside.findChild(QPushButton, f"take.{lived_in.li}")
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    form = units._form[-1]  # type: ignore[index]
    assert form["role"].value() == "family"
    form.finish()
    (role,) = verbs_roles(desk, lived_in.other)
    assert role.person == lived_in.li
    assert units.on_list


def test_the_same_telephone_is_a_likely_twin(
    units: UnitsPage, lived_in: Estate, qtbot: Any
) -> None:
    units.begin("person", unit=lived_in.other)
    form = units._form[-1]  # type: ignore[index]
    form["name"].edit.setText("X")
    form["phones"].lines[0].number.setText("139 0000 1111")
    beside = units.now.findChild(Candidates)
    beside.look(form.draft(), lived_in.other)  # type: ignore[attr-defined]
    beside.read()
    assert [(c.name, c.likely) for c in beside.found] == [("李敏", True)]


def test_a_role_ends_on_its_last_day(
    units: UnitsPage, lived_in: Estate, desk: Desk, qtbot: Any, answer: Answer
) -> None:
    from ui.estate.roles import end_role

    (role,) = verbs_roles(desk, lived_in.unit)
    answer(lambda dialog: dialog.form.finish())
    ended = end_role(units, desk, role)
    assert ended is not None
    assert ended.until == desk.today


def test_visitor_in_starts_with_the_unit(
    units: UnitsPage,
    lived_in: Estate,
    frame: MainFrame,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
) -> None:
    begun: list[Any] = []
    monkeypatch.setattr(frame, "begin", lambda *what, **values: begun.append((what, values)))
    card = units.cards.card(lived_in.unit)
    next(m for m in units.moves(card) if m.key == "visitor").run()
    assert begun == [(("visitors", "sign_in"), {"unit": lived_in.unit})]


def test_retired_and_restored(
    units: UnitsPage, lived_in: Estate, desk: Desk, qtbot: Any, answer: Answer
) -> None:
    def fill(dialog: Any) -> None:
        dialog.field.setPlainText("joined with 503")
        dialog.finish()

    answer(fill)
    units.retire(verbs.get_unit(desk, lived_in.other))
    assert not verbs.get_unit(desk, lived_in.other).active
    units.restore(verbs.get_unit(desk, lived_in.other))
    assert verbs.get_unit(desk, lived_in.other).active


def test_buildings_entrances_facilities(
    units: UnitsPage, lived_in: Estate, desk: Desk, qtbot: Any, answer: Answer
) -> None:
    from desk.estate.buildings import buildings
    from desk.estate.facilities import facilities

    units.begin("buildings")
    screen: Any = units.now

    def building(dialog: Any) -> None:
        dialog.form.set_values({"code": "5", "name": "五栋"})
        dialog.form.finish()

    answer(building)
    screen.add_building()
    assert [b.code for b in buildings(desk)] == ["3", "5"]
    assert screen.card.detail.heading == "五栋"

    def lift(dialog: Any) -> None:
        dialog.form.set_values({"name": "Lift 1", "place": "Lobby"})
        dialog.form.finish()

    answer(lift)
    screen.facility(None, screen._current())
    (found,) = facilities(desk)
    assert (found.name, found.building_name) == ("Lift 1", "五栋")
    assert "Lift 1" in texts(screen.card)
    screen.select(lived_in.building)
    answer(lambda dialog: dialog.finish())
    screen.remove_building(screen._rows[lived_in.building])
    assert "units" in screen.message_bar.text


@pytest.mark.parametrize("role", [Role.GUARD, Role.ENGINEER])
def test_who_may_not_see_customers_sees_units_alone(
    role: Role, desk: Desk, lived_in: Estate, make_frame: MakeFrame, qtbot: Any
) -> None:
    belongings.add_note(desk, "secret", unit=lived_in.unit, standing=True)
    as_role(desk, role)
    frame = make_frame()
    assert frame.go("customers") is None
    page: Any = frame.go("units")
    page.show_record("unit", lived_in.unit)
    page.list._show_detail()
    shown = texts(page.list)
    assert "3-1502" in shown
    assert "李敏" not in shown
    assert "secret" not in shown
    assert not {b.objectName() for b in page.list.card.findChildren(QToolButton)} & {
        "part.add_person"
    }


def test_a_name_of_300_characters_does_not_widen_the_card(
    units: UnitsPage, lived_in: Estate, desk: Desk, qtbot: Any
) -> None:
    from desk.estate.occupancy import RoleDraft, move_in_new

    move_in_new(
        desk, customers.PersonDraft("名" * 300, phones=()), RoleDraft(lived_in.unit, 0, "tenant")
    )
    wait_card(units, lived_in.unit, qtbot)
    units.list._show_detail()
    card = units.list.card
    qtbot.waitUntil(lambda: part(card, "People here").width() <= card.width())


def test_an_empty_site_is_told_the_first_step(make_frame: MakeFrame, qtbot: Any) -> None:
    frame = make_frame()
    page: Any = frame.go("units")
    qtbot.waitUntil(lambda: page.list.nothing.accessibleName() == "No units yet")
    qtbot.mouseClick(page.list.nothing.step, Qt.MouseButton.LeftButton)
    assert frame.key == "import"
