"""Words that a translator can find: literal where they are marked, never shadowed."""

from __future__ import annotations

import ast
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from types import ModuleType

import pytest

from desk.core import words
from tests.contracts.source import ROOT, calls, modules, place, text_of, tree

# Which arguments are messages. `gettext(variable)` is free: it looks up what N_ has marked.
MARKED = {
    "_": (0,),
    "N_": (0,),
    "ngettext": (0, 1),
    "pgettext": (0, 1),
    "npgettext": (0, 1, 2),
}
OWN = ROOT / "desk" / "core" / "words.py"


def test_every_marked_message_is_a_literal() -> None:
    wrong = [
        place(path, node)
        for path in modules("desk", "ui")
        if path != OWN
        for name, node in calls(path)
        for index in MARKED.get(name, ())
        if len(node.args) <= index or text_of(node.args[index]) is None
    ]
    assert not wrong, "write the words out, then .format(): " + ", ".join(wrong)


def test_no_marked_message_is_empty() -> None:
    # gettext answers "" with the catalogue's header.
    wrong = [
        place(path, node)
        for path in modules("desk", "ui")
        for name, node in calls(path)
        for index in MARKED.get(name, ())
        if len(node.args) > index and text_of(node.args[index]) == ""
    ]
    assert not wrong


def test_look_ups_keep_their_names() -> None:
    """The translators' tool knows them by name: under another one their words are not collected."""
    wrong = [
        place(path, node)
        for path in modules("desk", "ui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "desk.core.words"
        for alias in node.names
        if alias.name in MARKED and alias.asname not in (None, alias.name)
    ]
    assert not wrong


def test_nothing_shadows_the_look_up() -> None:
    wrong = []
    for path in modules("desk", "ui"):
        for function in ast.walk(tree(path)):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            inside = list(ast.walk(function))
            stores = any(
                isinstance(n, ast.Name) and n.id == "_" and isinstance(n.ctx, ast.Store)
                for n in inside
            )
            speaks = any(
                isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "_"
                for n in inside
            )
            # A paper may speak another language: `_ = translator(language)` is the look-up itself.
            own = any(
                isinstance(n, ast.Assign)
                and isinstance(n.value, ast.Call)
                and any(isinstance(t, ast.Name) and t.id == "_" for t in n.targets)
                for n in inside
            )
            if stores and speaks and not own:
                wrong.append(place(path, function))
    assert not wrong, "`_` is a variable and the look-up in one function: " + ", ".join(wrong)


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    loader = SourceFileLoader("words_tool", str(ROOT / ".ci" / "words"))
    spec = spec_from_loader("words_tool", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_catalogue_is_complete_and_compiled(tool: ModuleType, language: str) -> None:
    assert list(tool.faults(language)) == []


def test_tool_and_program_know_the_same_languages(tool: ModuleType) -> None:
    assert tool.LANGUAGES == words.LANGUAGES


@pytest.mark.parametrize(
    ("message", "translation", "fits"),
    [
        ("Pass {number}", "证 {number}", True),
        ("Pass {number}", "证 {nummer}", False),
        ("Pass {number}", "证", False),
        ("{{a}} {b}", "{{甲}} {b}", True),
    ],
)
def test_places_are_compared(tool: ModuleType, message: str, translation: str, fits: bool) -> None:
    assert (tool.places(message) == tool.places(translation)) is fits


WORDS = {"_", "N_", "gettext", "ngettext", "pgettext", "npgettext"}


def test_no_word_is_looked_up_inside_an_f_string() -> None:
    """Babel does not see it there before Python 3.12, and the word would stay untranslated."""
    wrong = [
        place(path, call)
        for path in modules("desk", "ui")
        for text in ast.walk(tree(path))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in WORDS
    ]
    assert not wrong, "take it out of the f-string: " + ", ".join(wrong)
