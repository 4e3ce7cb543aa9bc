"""Every verb × every role: who may not is refused before anything happens.

Verbs are found in the source: public functions that take ``desk`` first and open a change or ask
for a permission. A new verb is tested without being named here.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest

from desk.core.access import MATRIX, Permission, Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.models import AuditEntry
from tests.stores import as_role

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {"sample", "migrations", "printing"}
# Signing in is for whoever is not there yet; a password tried in vain is written down.
OPEN = {"sign_in", "sign_out", "check_password"}


def _asked(node: ast.FunctionDef) -> list[str]:
    """Permissions that a function names in desk.change(...) or desk.require(...)."""
    found = []
    for call in ast.walk(node):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
            continue
        first = call.args[0]
        named = isinstance(first, ast.Attribute) and ast.unparse(first.value) == "Permission"
        if call.func.attr in ("change", "require") and named:
            found.append(first.attr)  # type: ignore[attr-defined]
    return found


def _verbs() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted((ROOT / "desk").rglob("*.py")):
        if SKIPPED & set(path.parts) or path.name == "change.py":
            continue
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(path.read_text("utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            arguments = [argument.arg for argument in node.args.args]
            asked = _asked(node)
            if asked and arguments[:1] == ["desk"] and node.name not in OPEN:
                found.append((module, node.name, asked[0]))
    return found


VERBS = _verbs()
# What an order's verbs ask for that no move of its workflow names: those are walked.
BESIDE_ORDERS = {
    "create_order": "ORDER_WRITE",
    "update_order": "ORDER_WRITE",
    "close_all": "ORDER_WRITE",
    "take_back_urge": "ORDER_WRITE",
    "plan": "ORDER_DISPATCH",
    "called_back": "CALLBACK_WORK",
    "attach": "ORDER_WORK",
    "attach_scans": "ORDER_WORK",
    "relabel": "ORDER_WORK",
    "detach": "ORDER_WRITE",
    "print_order": "ORDER_WORK",
    "print_orders": "ORDER_WORK",
    "print_day_sheet": "ORDER_WORK",
    "create_kind": "ORDER_SET_UP",
    "update_kind": "ORDER_SET_UP",
    "create_price": "ORDER_SET_UP",
    "update_price": "ORDER_SET_UP",
    "reveal_phone": "PERSONAL_REVEAL",
    "erase_expired": "RETENTION_RUN",
}


def test_there_are_verbs() -> None:
    assert len(VERBS) > 40


def test_what_the_verbs_beside_an_order_s_moves_ask_for() -> None:
    """Verbs found in the source are held to what they say; one that says nothing is not found."""
    asked = {name: asked for module, name, asked in VERBS if ".service.orders." in module}
    assert {name: asked.get(name) for name in BESIDE_ORDERS} == BESIDE_ORDERS


@pytest.mark.parametrize(("module", "name", "permission"), VERBS, ids=lambda value: str(value))
def test_who_may_not_is_refused(desk: Desk, module: str, name: str, permission: str) -> None:
    verb = getattr(importlib.import_module(module), name)
    before = AuditEntry.select().count()
    for role in Role:
        if Permission[permission] in MATRIX[role]:
            continue
        as_role(desk, role)
        with pytest.raises(Refused) as refusal:
            _call(verb, desk)
        assert refusal.value.code == "access.denied", role
    desk.session = None
    with pytest.raises(Refused) as refusal:
        _call(verb, desk)
    assert refusal.value.code == "access.not_signed_in"
    assert AuditEntry.select().count() == before


def _call(verb: Callable[..., Any], desk: Desk) -> None:
    required = [
        parameter
        for parameter in list(inspect.signature(verb).parameters.values())[1:]
        if parameter.default is inspect.Parameter.empty
    ]
    given = [MagicMock() for p in required if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    named = {p.name: MagicMock() for p in required if p.kind is inspect.Parameter.KEYWORD_ONLY}
    result = verb(desk, *given, **named)
    if inspect.isgenerator(result):
        next(result)
