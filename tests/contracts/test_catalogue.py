"""Adding a register touches a few places; these tests name whichever is missing."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from desk import app, texts
from desk.catalogue import REGISTERS
from desk.core.access import MATRIX, Permission, Role
from desk.core.desk import Desk
from desk.core.later import at
from desk.core.register import Register
from desk.core.schema import differences
from desk.core.settings import REGISTRY
from desk.printing import PAPERS
from ui.pages import GROUPS, PAGES, PageEntry

ROOT = Path(__file__).resolve().parents[2]
DESK = [path for path in (ROOT / "desk").rglob("*.py") if "sample" not in path.parts]


def _calls(name: str) -> list[tuple[Path, ast.Call]]:
    found = []
    for path in DESK:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                own = called.attr if isinstance(called, ast.Attribute) else ""
                if own == name:
                    found.append((path, node))
    return found


def test_a_fresh_store_is_what_the_models_say(desk: Desk) -> None:
    assert differences(desk.storage.database, app.models()) == []


def test_every_table_belongs_to_a_register_or_the_core(desk: Desk) -> None:
    known = {model._meta.table_name for model in app.models()}
    tables = {name for name in desk.storage.database.get_tables() if not name.startswith("search")}
    assert tables - known == {"schema_migration"}


def test_codes_and_keys_are_one_of_a_kind() -> None:
    keys = [register.key for register in REGISTERS]
    codes = [kind.code for register in REGISTERS for kind in register.search]
    series = [name for register in REGISTERS for name in register.series]
    files = [export.name for register in REGISTERS for export in register.exports]
    for each in (keys, codes, series, files, [page.key for page in PAGES]):
        assert len(each) == len(set(each)), each


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.key)
def test_a_register_is_whole(register: Register, desk: Desk) -> None:
    for listing in register.listings:
        assert listing.default_order in listing.orders
        source = listing.open(desk)
        assert source.rows(0, 5) is not None
        for column in listing.columns:
            assert column.sort is None or column.sort in listing.orders
    for workflow in register.workflows:
        for state in workflow.states:
            assert texts.word(f"{workflow.name}.state", state.key) != state.key, state
    for paper in register.papers:
        assert paper in PAPERS
    for export in register.exports:
        assert len(set(export.columns)) == len(export.columns)
        assert list(export.rows(desk)) is not None
    for kind in register.search:
        assert any(kind.kind in page.kinds for page in PAGES), f"no page shows {kind.kind}"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_page_can_be_opened(page: PageEntry) -> None:
    from ui import theme
    from ui.kit.frame import Page

    assert page.group in GROUPS
    assert theme.knows_icon(page.icon), page.icon
    assert issubclass(page.load(), Page)


def test_every_role_and_permission_has_words_and_somebody() -> None:
    for role in Role:
        assert texts.word("role", role) != role
    for permission in Permission:
        assert texts.word("permission", permission) != permission
        assert any(permission in held for held in MATRIX.values())


def test_every_action_that_is_logged_has_words() -> None:
    missing = set()
    for path, call in _calls("change"):
        action = call.args[1] if len(call.args) > 1 else None
        literals = (
            [node.value for node in ast.walk(action) if isinstance(node, ast.Constant)]
            if action
            else []
        )
        for literal in literals:
            if (
                isinstance(literal, str)
                and "." in literal
                and ("action", literal) not in texts.words()
            ):
                missing.add(f"{path.relative_to(ROOT)}: {literal}")
    assert not missing


def test_every_permission_is_asked_for_somewhere() -> None:
    source = "\n".join(path.read_text("utf-8") for path in DESK if path.name != "access.py")
    source += "\n".join(path.read_text("utf-8") for path in (ROOT / "ui").rglob("*.py"))
    unused = [name for name in Permission.__members__ if f"Permission.{name}" not in source]
    assert not unused


def test_every_setting_s_group_and_choices_have_words() -> None:
    for setting in REGISTRY.values():
        assert texts.word("settings.group", setting.group) != setting.group, setting.key


def test_what_registers_name_for_later_is_there() -> None:
    for path in DESK:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("later", "these"):
                for place in node.args:
                    assert isinstance(place, ast.Constant), f"{path.relative_to(ROOT)}: a literal"
                    assert at(place.value) is not None
