"""The house itself: directions of imports, sizes, what may lie in the repository."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.source import ROOT, modules, place, tracked, tree

LIMIT = 400  # lines; 300 is the aim (CONTRIBUTING.md)


def imported(path: Path) -> set[str]:
    """The dotted names a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def test_imports_run_one_way() -> None:
    command = "from importlinter.cli import lint_imports_command as run; run()"
    done = subprocess.run(  # noqa: PLW1510  (the exit code is looked at)
        [sys.executable, "-c", command, "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_desk_needs_no_screen() -> None:
    roots = {"PySide6", "shiboken6", "qtawesome", "qtpy", "ui"}
    wrong = [
        place(path, tree(path))
        for path in modules("desk")
        if {name.partition(".")[0] for name in imported(path)} & roots
    ]
    assert not wrong


def test_windows_touch_no_tables() -> None:
    roots = {"peewee", "playhouse", "reportlab", "sqlcipher3", "sqlite3"}
    wrong = [
        place(path, tree(path))
        for path in modules("ui")
        for name in imported(path)
        if name.partition(".")[0] in roots
        or re.match(r"desk\.(\w+\.)*(models|storage)(\.|$)", name)
    ]
    assert not wrong


def test_main_is_thin() -> None:
    assert len((ROOT / "main.py").read_text("utf-8").splitlines()) <= 40


def test_no_module_outgrows_its_room() -> None:
    frozen = ROOT / "desk" / "migrations"  # drafted SQL: nobody reads on in it, nobody splits it
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in modules("desk", "ui", "tests")
        if not path.is_relative_to(frozen)
        and (lines := len(path.read_text("utf-8").splitlines())) > LIMIT
    }
    assert not long, f"make it a package: {long}"


def test_every_module_says_what_it_is() -> None:
    bare = [
        place(path, tree(path))
        for path in modules("desk", "ui")
        if path.read_text("utf-8").strip() and not ast.get_docstring(tree(path))
    ]
    assert not bare


# What would tie the repository to one machine or one registry. Put together here, so that this
# file does not find itself.
TIES = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(?:work|root|opt|home)/" + r"\w",
            r"(?<![\w.$}])/tm" + r"p/\w",
            r"[A-Z]:\\+Users" + r"\\+\w",
            r"pypi\.or" + "g",
            "pythonhosted" + r"\.org",
            r"npmjs\." + "(?:org|com)",
            r"debian\." + "org",
        ]
    )
)


def test_no_machine_and_no_registry_is_named() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if TIES.search(line):
                found.append(f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:80]}")
    assert not found, "\n".join(found)


def test_every_font_has_its_licence() -> None:
    fonts = [p for p in (ROOT / "resources").rglob("*") if p.suffix in {".ttf", ".otf"}]
    if not fonts:
        pytest.skip("no fonts yet")
    bare = [
        font.name for font in fonts if not any((font.parent / n).exists() for n in ("OFL.txt",))
    ]
    assert not bare


def test_without_packages_it_says_how_to_get_them() -> None:
    done = subprocess.run(  # noqa: PLW1510  (the exit code is looked at)
        [sys.executable, "-E", "-s", "-S", str(ROOT / "main.py"), "--demo"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
    )
    assert done.returncode == 4, done.stderr
    assert "requirements.txt" in done.stderr
    assert "Traceback" not in done.stderr
