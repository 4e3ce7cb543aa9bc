"""The program's own source, read once, for the tests that hold the house to its rules."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def modules(*folders: str) -> tuple[Path, ...]:
    """Every Python file under ``folders`` of the project."""
    return tuple(sorted(path for name in folders for path in (ROOT / name).rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a module with the last part of the called name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr, node


def place(path: Path, node: ast.AST) -> str:
    """``desk/core/money.py:12``, as an editor opens it."""
    return f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 1)}"


def text_of(node: ast.expr | None) -> str | None:
    """The string that is written there, or None if it is put together while running."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps here; empty where there is no git."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    paths = (ROOT / name for name in listed.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())
