"""Settings: found, typed, refused beside the field, saved, guarded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desk.core import keyslots, preferences
from desk.core.access import Permission, Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.settings import IDLE_MINUTES, REGISTRY, SITE_NAME
from desk.estate.departments import departments
from desk.reception.visitors.verbs import sign_out
from tests.stores import PASSWORD, as_role
from tests.ui.duty.test_today import come
from ui.duty.settings import SettingsPage


def text_of(page: Any, section: str) -> str:
    from PySide6.QtWidgets import QLabel

    page.begin(section)
    for _turn in range(3):  # what was just laid out is shown in the next turn
        QApplication.processEvents()
    shown = page.stack.currentWidget()
    return "\n".join(label.text() for label in shown.findChildren(QLabel) if label.isVisible())


def press(page: Any, name: str) -> None:
    found = page.stack.currentWidget().findChild(QPushButton, name)
    assert found is not None, name
    found.click()


def test_every_declared_setting_has_a_field(frame: Any, shown: Any) -> None:
    page = shown(SettingsPage(frame))
    fields = {key: f for form in page.forms.values() for key, f in form.fields.items()}
    assert fields.keys() == REGISTRY.keys()
    assert not page._altered()
    assert not page.save_button.isEnabled()


def test_find_type_and_save_by_keyboard(qtbot: Any, frame: Any, shown: Any, desk: Desk) -> None:
    page = shown(SettingsPage(frame))
    page.search.setFocus()
    qtbot.keyClicks(page.search, "lock after")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    field = page.forms["desk"]["desk.idle_minutes"]
    assert field.widget.hasFocus()
    field.widget.selectAll()
    qtbot.keyClicks(field.widget, "12")
    assert "1" in page.unsaved.text()
    qtbot.keyClick(field.widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.settings.get(IDLE_MINUTES) == 12
    assert page.message_bar.text == "Saved."
    assert page.leaving()


def test_wrong_ones_stand_beside_their_fields(frame: Any, shown: Any, desk: Desk) -> None:
    page = shown(SettingsPage(frame))
    page.forms["desk"]["desk.shifts"].set_value("whenever")
    page.forms["site"]["site.phone"].set_value("0755")
    page.begin("site")
    page.save()
    assert "08:00" in page.forms["desk"]["desk.shifts"].error
    assert page._section() == "desk"
    assert desk.settings.get(REGISTRY["site.phone"]) == ""  # all or none
    page.forms["desk"]["desk.shifts"].set_value("08:00 A; 20:00 B")
    page.forms["desk"]["desk.idle_minutes"].set_value(9999)
    page.save()
    assert "240" in page.forms["desk"]["desk.idle_minutes"].error


def test_unsaved_work_is_asked_about(frame: Any, shown: Any, desk: Desk, answer: Any) -> None:
    page = shown(SettingsPage(frame))
    page.forms["site"]["site.name"].set_value("月亮湾")
    answer(lambda d: d.reject(), lambda d: d.accept())
    assert not page.leaving()
    assert page.forms["site"]["site.name"].value() == "月亮湾"
    assert page.leaving()
    assert page.forms["site"]["site.name"].value() == desk.settings.get(SITE_NAME)


def test_a_new_site_name_reaches_the_frame(qtbot: Any, frame: Any, shown: Any) -> None:
    page = shown(SettingsPage(frame))
    page.forms["site"]["site.name"].set_value("月亮湾")
    page.save()
    qtbot.waitUntil(lambda: ("rebuild",) in frame.asked)


def test_a_clerk_reads_why(frame: Any, shown: Any, desk: Desk) -> None:
    as_role(desk, Role.CLERK)
    page = shown(SettingsPage(frame))
    assert "administrator" in text_of(page, "site")
    assert not page.forms["site"].isEnabled()
    assert not page.save_button.isVisible()
    assert "administrator" in text_of(page, "keys")
    assert "supervisor" in text_of(page, "departments")
    page.forms["site"]["site.name"].set_value("x")
    page.save()
    assert desk.settings.get(SITE_NAME) != "x"


def test_this_computer(qtbot: Any, frame: Any, shown: Any) -> None:
    frame.local.put("printers", {"visitor_pass": "Brother QL"})
    page = shown(SettingsPage(frame))
    assert "Brother QL" in text_of(page, "computer")
    from ui.kit.fields import ChoiceField

    combos = page.stack.currentWidget().findChildren(ChoiceField)
    combos[1].combo.setCurrentIndex(1)
    combos[1].combo.activated.emit(1)
    qtbot.waitUntil(lambda: ("look", "dark") in frame.asked)
    next(b for b in page.stack.currentWidget().findChildren(QPushButton)
         if b.text() == "Forget").click()  # fmt: skip
    qtbot.waitUntil(lambda: "Brother QL" not in text_of(page, "computer"))


def test_departments(frame: Any, shown: Any, desk: Desk, answer: Any) -> None:
    page = shown(SettingsPage(frame))
    page.begin("departments")
    panel = page.stack.currentWidget()

    def add(dialog: Any) -> None:
        dialog.form.finish()
        assert dialog.form["name"].error
        dialog.form["name"].set_value("工程部")
        dialog.form.finish()

    def again(dialog: Any) -> None:
        dialog.form["name"].set_value("工程部")
        dialog.form.finish()
        assert dialog.form["name"].error
        dialog.form.dirty = False
        dialog.reject()

    def close(dialog: Any) -> None:
        dialog.form["active"].set_value(False)
        dialog.form.finish()

    answer(add, again, close)
    panel._add()
    panel._add()
    panel._edit(departments(desk)[0])
    assert departments(desk) == []
    assert "Not used any more" in text_of(page, "departments")


def test_saved_views_can_be_deleted(qtbot: Any, frame: Any, shown: Any, desk: Desk) -> None:
    preferences.save_view(desk, "log", "Mine", {})
    page = shown(SettingsPage(frame))
    assert "Mine" in text_of(page, "views")
    page.stack.currentWidget()._remove("log", "Mine")
    assert preferences.views(desk, "log") == {}


def test_erasing_counts_first(qtbot: Any, frame: Any, shown: Any, desk: Desk, clock: Any, answer):
    sign_out(desk, come(desk, "张伟").id)
    clock.advance(timedelta(days=200))
    page = shown(SettingsPage(frame))
    assert "1 record past its time" in text_of(page, "retention")
    answer(lambda d: d.reject(), lambda d: d.accept())
    panel = page.stack.currentWidget()
    panel.erase.click()
    assert "1 record past its time" in text_of(page, "retention")
    panel.erase.click()
    qtbot.waitUntil(lambda: "erased" in page.message_bar.text)
    assert "0 records past their time" in text_of(page, "retention")


def test_a_clock_set_back_is_accepted_with_a_reason(frame: Any, shown: Any, desk: Desk, clock: Any,
                                                   answer: Any):  # fmt: skip
    page = shown(SettingsPage(frame))
    assert "in order" in text_of(page, "clock")
    clock.advance(timedelta(days=30))
    preferences.save(desk, {"desk.idle_minutes": 7})
    clock.advance(timedelta(days=-30))
    with pytest.raises(Refused):
        preferences.save(desk, {"desk.idle_minutes": 8})
    page.refresh()
    assert "stands before" in text_of(page, "clock")

    def why(dialog: Any) -> None:
        dialog.field.setPlainText("battery")
        dialog.finish()

    answer(why)
    page.stack.currentWidget()._accept()
    preferences.save(desk, {"desk.idle_minutes": 8})
    assert "in order" in text_of(page, "clock")


def test_keys(frame: Any, shown: Any, desk: Desk, answer: Any) -> None:
    page = shown(SettingsPage(frame))
    assert "Passphrase" in text_of(page, "keys")
    seen: list[str] = []

    def passphrase(dialog: Any) -> None:
        for key, text in (("old", "wrong"), ("new", "three green hills"),
                          ("again", "three green hills")):  # fmt: skip
            dialog.inputs[key].setText(text)
        dialog.finish()
        assert "wrong" in dialog.wrong.text()
        dialog.inputs["old"].setText(PASSWORD)
        dialog.inputs["new"].setText("short")
        dialog.inputs["again"].setText("short")
        dialog.finish()
        assert "8" in dialog.wrong.text()
        for key in ("new", "again"):
            dialog.inputs[key].setText("three green hills")
        dialog.finish()

    def own(dialog: Any) -> None:
        dialog.inputs["old"].setText(PASSWORD)
        dialog.finish()

    def code(dialog: Any) -> None:
        seen.append(dialog._code)
        dialog.finish()
        assert dialog.wrong.text()
        dialog.reject()  # Esc does not lose the only sight of it
        dialog.typed.setText(seen[0][-5:].lower())
        dialog.finish()

    answer(passphrase, own, code, own)
    press(page, "keys.passphrase")
    press(page, "keys.recovery")
    folder = desk.storage.folder
    assert set(keyslots.slots(folder)) == {"plain", "passphrase", "recovery"}
    press(page, "keys.remove.passphrase")
    assert set(keyslots.slots(folder)) == {"plain", "recovery"}
    keyslots.remove(folder, desk.storage.key, "plain")
    assert keyslots.unlock(folder, recovery=seen[0]) == desk.storage.key


def test_no_key_store_is_said(frame: Any, shown: Any, desk: Desk, answer: Any) -> None:
    page = shown(SettingsPage(frame))
    page.begin("keys")

    def own(dialog: Any) -> None:
        dialog.inputs["old"].setText(PASSWORD)
        dialog.finish()
        assert "no key store" in dialog.wrong.text()
        dialog.reject()

    answer(own)
    press(page, "keys.keyring")
    assert desk.allows(Permission.KEYS_EDIT)
