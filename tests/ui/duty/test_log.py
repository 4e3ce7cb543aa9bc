"""The activity log's page."""

from __future__ import annotations

from typing import Any

from desk.core import staff
from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.preferences import save
from tests.stores import as_role
from ui.duty.log import LogPage
from ui.kit.detail import Detail


def detail(page: Any, number: int = 0) -> Detail:
    page.register.table.select(number)
    page.register._enter = lambda: None
    found = page._detail(page.register.current())
    assert found is not None
    return found


def lines(found: Detail) -> dict[str, str]:
    return {line.label: line.value for line in found.lines}


def test_before_and_after_in_words(frame: Any, shown: Any, desk: Desk) -> None:
    row = next(r for r in staff.everyone(desk) if r.account == "clerk")
    staff.update(desk, row.id, staff.StaffDraft("clerk", "Li", Role.CASHIER, "前台"))
    page = shown(LogPage(frame))
    found = detail(page)
    assert found.heading == "changed a member of staff"
    said = lines(found)
    assert said["Role"] == "Clerk → Cashier"
    assert said["Department"] == "— → 前台"
    opens = next(line for line in found.lines if line.label == "Member of staff")
    assert opens.open is not None
    opens.open()
    assert frame.asked == [("show_record", "staff", row.id)]


def test_settings_are_named(frame: Any, shown: Any, desk: Desk) -> None:
    save(desk, {"desk.idle_minutes": 9})
    said = lines(detail(shown(LogPage(frame))))
    assert said["Lock after"] == "5 → 9"


def test_a_whole_log_is_green(qtbot: Any, frame: Any, shown: Any, desk: Desk) -> None:
    page = shown(LogPage(frame))
    page.verify()
    page.verify()  # the second click waits for the first
    qtbot.waitUntil(lambda: "whole" in page.register.message_bar.text)
    assert desk.chain.head()[1][:16] in page.register.message_bar.text
    assert page._job is None


def test_the_first_bad_entry_is_named(qtbot: Any, frame: Any, shown: Any, desk: Desk) -> None:
    run = desk.storage.database.execute_sql
    save(desk, {"desk.idle_minutes": 9})
    bad = desk.chain.head()[0]
    save(desk, {"desk.idle_minutes": 10})
    run("DROP TRIGGER audit_entry_no_update")
    run("UPDATE audit_entry SET who = 'x' WHERE seq = ?", (bad,))
    page = shown(LogPage(frame))
    page.verify()
    qtbot.waitUntil(lambda: bool(page.register.message_bar.text))
    assert f"entry {bad} was altered" in page.register.message_bar.text
    assert page.register.current().id == bad


def test_who_may_not_export(frame: Any, shown: Any, desk: Desk) -> None:
    as_role(desk, Role.SUPERVISOR)
    page = shown(LogPage(frame))
    assert not page.register._actions["export"].isEnabled()
    assert page.register._actions["verify"].isEnabled()
