"""Every error code has a sentence, and every place in a sentence is given a value."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from desk import texts
from desk.core import errors
from tests.contracts.source import calls, modules, place, text_of

# Every kind of known error that is made from a code.
KINDS = {
    name
    for name, kind in vars(errors).items()
    if inspect.isclass(kind)
    and issubclass(kind, errors.DeskError)
    and "code" in inspect.signature(kind).parameters
}
# A form's faults are listed before they are raised together: faults.add("unit.taken", "code").
CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+$")


def raised() -> Iterator[tuple[Path, ast.Call, ast.expr]]:
    """Every place that makes an error, with each code it may have."""
    for path in modules("desk", "ui"):
        for name, node in calls(path):
            listed = name == "add" and node.args and CODE.match(text_of(node.args[0]) or "")
            if node.args and (name in KINDS or listed):
                code = node.args[0]
                either = [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]
                for expression in either:
                    yield path, node, expression


def test_codes_are_never_glued_together() -> None:
    wrong = [
        place(path, node)
        for path, node, code in raised()
        if isinstance(code, ast.JoinedStr | ast.BinOp | ast.Call)
    ]
    assert not wrong, "a code is written out, so that it can be found: " + ", ".join(wrong)


def test_every_code_has_a_sentence() -> None:
    missing = {
        f"{text_of(code)} ({place(path, node)})"
        for path, node, code in raised()
        if text_of(code) is not None and text_of(code) not in texts.errors()
    }
    assert not missing, "no sentence in desk/texts: " + ", ".join(sorted(missing))


def test_every_place_is_given_a_value() -> None:
    wrong = []
    for path, node, code in raised():
        sentence = texts.errors().get(text_of(code) or "")
        if sentence is None or any(keyword.arg is None for keyword in node.keywords):
            continue  # no sentence is another test's matter; ** can't be known from here
        given = {keyword.arg for keyword in node.keywords} - {"field"}
        wanted = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        if lacking := wanted - given:
            wrong.append(f"{place(path, node)} gives no {sorted(lacking)}")
    assert not wrong, "; ".join(wrong)


def test_no_area_overwrites_the_words_of_another() -> None:
    for name in ("ERRORS", "WORDS"):
        found: Counter[object] = Counter()
        for module in pkgutil.iter_modules(texts.__path__, f"{texts.__name__}."):
            found.update(list(getattr(importlib.import_module(module.name), name, {})))
        assert [key for key, times in found.items() if times > 1] == []
