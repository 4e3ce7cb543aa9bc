"""Fee formulas: arithmetic that people write, checked when saved, evaluated exactly.

simpleeval walks the expression; what it may hold is listed here, and nothing else is let in: no
powers, no attributes, no text. Figures are fractions, so that a third times three is one and a
half fen is a half fen. A formula that names ``months`` gives the amount of the period (months may
be a fraction of one); any other gives that of one month.
"""

from __future__ import annotations

import ast
import re
import threading
import unicodedata
import warnings
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

import simpleeval  # type: ignore[import-untyped]

from desk.core.errors import Refused
from desk.core.money import MOST

NAMES = ("area", "price", "months", "floor", "share")
"""area in m², the tariff's price, months billed, the unit's floor and its share."""
FUNCTIONS = {"min": (1, 9), "max": (1, 9), "round": (1, 2), "ceil": (1, 1), "floor": (1, 1),
             "if": (3, 3)}  # fmt: skip
"""Functions with the fewest and most arguments they take. ``round`` goes half up."""
LENGTH, NODES, DIGITS, DEPTH = 300, 120, 15, 30

_ALIASES = {
    "面积": "area", "面積": "area", "单价": "price", "單價": "price", "月数": "months",
    "月數": "months", "楼层": "floor", "樓層": "floor", "份额": "share", "份額": "share",
}  # fmt: skip
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-", "，": ",", "；": ";"})
_IF, _IF_CALL = "if_", re.compile(r"\bif\s*\(")
_NUMBER = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_OPERATORS: dict[type[ast.AST], Any] = {
    kind: simpleeval.DEFAULT_OPERATORS[kind]
    for kind in (
        ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Eq, ast.NotEq, ast.Gt, ast.Lt, ast.GtE,
        ast.LtE, ast.Not, ast.USub, ast.UAdd,
    )
}  # fmt: skip
_NODES = (
    ast.Expression, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Call, ast.Name, ast.Load,
    ast.Constant, ast.And, ast.Or, *_OPERATORS,
)  # fmt: skip
_SAMPLE = {"area": 100, "price": 1, "months": 1, "floor": 3, "share": 1}


def _floor(value: Fraction) -> Fraction:
    return Fraction(value.__floor__())


def _ceil(value: Fraction) -> Fraction:
    return Fraction(value.__ceil__())


def _round(value: Fraction, places: Fraction = Fraction(0)) -> Fraction:
    if places not in range(7):
        raise Refused("formula.places", "formula")
    scale = 10 ** int(places)
    half = Fraction(1, 2)
    whole = (abs(value) * scale + half).__floor__()
    return Fraction(whole if value >= 0 else -whole, scale)


_CALLS: dict[str, Any] = {"min": min, "max": max, "round": _round, "ceil": _ceil, "floor": _floor}


class _Evaluator(simpleeval.SimpleEval):  # type: ignore[misc, unused-ignore]
    """simpleeval over fractions; ``if`` looks only at the branch that holds."""

    def _eval_call(self, node: ast.Call) -> Any:
        name = node.func.id  # type: ignore[attr-defined]
        if name == _IF:
            condition, then, otherwise = node.args
            if not isinstance(chosen := self._eval(condition), bool):
                raise Refused("formula.condition", "formula")
            return self._eval(then if chosen else otherwise)
        values = [_figure(self._eval(argument)) for argument in node.args]
        return _CALLS[name](*values)

    def _eval_binop(self, node: ast.BinOp) -> Any:
        left, right = _figure(self._eval(node.left)), _figure(self._eval(node.right))
        return self.operators[type(node.op)](left, right)

    @staticmethod
    def _eval_constant(node: ast.Constant) -> Any:
        return node.value


def normalise(text: str) -> str:
    """``text`` on one line with half-width signs, as formulas are kept."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SIGNS).split())


def check(text: str, field: str = "formula") -> str:
    """The formula as it is kept.

    Raises Refused beside ``field``: formula.required, formula.too_long, formula.not_understood
    (at a place), formula.unknown_name, formula.unknown_function, formula.arguments,
    formula.not_allowed, formula.number, formula.condition, formula.not_a_number.
    """
    kept = normalise(text)
    try:
        _compiled(kept)
        try:
            evaluate(kept, _SAMPLE)
        except Refused as refused:
            # With other figures than these it may well work out.
            if refused.code not in ("formula.by_zero", "formula.negative", "formula.too_large"):
                raise
    except Refused as refused:
        raise Refused(refused.code, field, **refused.values) from None
    return kept


def names_in(text: str) -> frozenset[str]:
    """Which of NAMES a formula asks for."""
    return _compiled(normalise(text))[1]


def evaluate(text: str, names: Mapping[str, Decimal | Fraction | int | None]) -> Fraction:
    """What the formula comes to in major units (yuan), exactly.

    Raises Refused: as ``check``, formula.no_value (a figure is not known), formula.by_zero,
    formula.negative, formula.too_large.
    """
    tree, wanted = _compiled(text)
    known: dict[str, Fraction] = {}
    for name in sorted(wanted):
        value = names.get(name)
        if value is None:
            raise Refused("formula.no_value", "formula", name=name)
        known[name] = Fraction(value)
    try:
        result = _figure(_evaluator(known).eval(text, tree))
    except ZeroDivisionError:
        raise Refused("formula.by_zero", "formula") from None
    if result < 0:
        raise Refused("formula.negative", "formula")
    if result >= MOST // 100:
        raise Refused("formula.too_large", "formula")
    return result


_kept = threading.local()


def _evaluator(names: dict[str, Fraction]) -> _Evaluator:
    # Making one costs more than using it.
    found: _Evaluator | None = getattr(_kept, "evaluator", None)
    if found is None:
        found = _kept.evaluator = _Evaluator(_OPERATORS, {}, names)
    found.names = names
    return found


def _figure(value: Any) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, Fraction):
        raise Refused("formula.not_a_number", "formula")
    return value


@lru_cache(maxsize=256)
def _compiled(text: str) -> tuple[ast.expr, frozenset[str]]:
    if not text:
        raise Refused("formula.required", "formula")
    if len(text) > LENGTH:
        raise Refused("formula.too_long", "formula", most=LENGTH)
    source = _IF_CALL.sub(_IF + "(", text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, SyntaxWarning, MemoryError, RecursionError) as error:
        place = getattr(error, "offset", None) or 1
        raise Refused("formula.not_understood", "formula", text=source[place - 1 :][:20]) from None
    _measure(tree)
    names = _exact(source, tree)
    return tree.body, frozenset(names)


def _measure(tree: ast.AST) -> None:
    nodes = list(ast.walk(tree))
    if len(nodes) > NODES or _depth(tree) > DEPTH:
        raise Refused("formula.too_long", "formula", most=LENGTH)
    for node in nodes:
        if not isinstance(node, _NODES):
            raise Refused("formula.not_allowed", "formula")


def _depth(tree: ast.AST) -> int:
    deepest, level = 0, [tree]
    while level and deepest <= DEPTH:
        deepest += 1
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return deepest


def _exact(source: str, tree: ast.Expression) -> set[str]:
    """Make every constant the number that is written; the names, all of which are known ones."""
    functions, names = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            functions.add(id(node.func))
            _check_call(node)
        elif isinstance(node, ast.Constant):
            written = ast.get_source_segment(source, node) or ""
            digits = sum(character.isdigit() for character in written)
            if not _NUMBER.fullmatch(written) or digits > DIGITS:
                raise Refused("formula.number", "formula", text=written[:20])
            node.value = Fraction(written)  # type: ignore[assignment]
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and id(node) not in functions:
            node.id = _ALIASES.get(node.id, node.id)
            names.add(node.id)
            if node.id not in NAMES:
                raise Refused("formula.unknown_name", "formula", name=node.id[:40])
    return names


def _check_call(node: ast.Call) -> None:
    if not isinstance(node.func, ast.Name) or node.keywords:
        raise Refused("formula.not_allowed", "formula")
    name = "if" if node.func.id == _IF else node.func.id
    if name not in FUNCTIONS:
        raise Refused("formula.unknown_function", "formula", name=name[:40])
    fewest, most = FUNCTIONS[name]
    if not fewest <= len(node.args) <= most or any(isinstance(a, ast.Starred) for a in node.args):
        raise Refused("formula.arguments", "formula", name=name)
