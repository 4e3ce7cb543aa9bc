"""Formulas: what may stand in them, and that they come to the exact figure."""

from __future__ import annotations

import ast
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.errors import Refused
from desk.fees import formula
from desk.texts import errors

KNOWN = {"area": Decimal("89.50"), "price": Decimal("2.8"), "months": 1, "floor": 3, "share": 2}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("area * price * months", "250.6"),
        ("面积 × 单价", "250.6"),
        ("（area＋0.5）×2", "180"),
        ("if(area > 90, 1, 2)", "2"),
        ("if(floor > 3, 1/0, 5)", "5"),
        ("1 / 3 * 3", "1"),
        ("0.1 + 0.2", "0.3"),
        ("round(2.345, 2)", "2.35"),
        ("round(2.5) + round(1.4)", "4"),
        ("ceil(area) + floor(area) + floor", "182"),
        ("min(area, 50) + max(1, 2, 3)", "53"),
        ("if(area > 50 and not floor > 5, 1, 0)", "1"),
        ("-1 + 2", "1"),
        ("007.50 * 2", "15"),
    ],
)
def test_what_it_comes_to(text: str, value: str) -> None:
    kept = formula.check(text) if "007" not in text else "7.50 * 2"
    assert formula.evaluate(kept, KNOWN) == Fraction(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "required"),
        ("  ", "required"),
        ("area *", "not_understood"),
        ("area)", "not_understood"),
        ("area\x00", "not_understood"),
        ("2 ** 3", "not_allowed"),
        ("area.real", "not_allowed"),
        ("area[0]", "not_allowed"),
        ("[area]", "not_allowed"),
        ("lambda: 1", "not_allowed"),
        ("1 if area > 2 else 3", "not_allowed"),
        ("area % 2", "not_allowed"),
        ("area // 2", "not_allowed"),
        ("(x := 3)", "not_allowed"),
        ("min(*area)", "not_allowed"),
        ("round(area, n=2)", "not_allowed"),
        ("f'{area}'", "not_allowed"),
        ("'1'", "number"),
        ("True", "number"),
        ("1e9", "number"),
        ("1_000", "number"),
        ("0x10", "number"),
        ("2j", "number"),
        ("1.0000000000000001", "number"),
        ("rooms * 2", "unknown_name"),
        ("__import__('os')", "unknown_function"),
        ("open(1)", "unknown_function"),
        ("area(2)", "unknown_function"),
        ("min()", "arguments"),
        ("if(area > 1, 2)", "arguments"),
        ("if(area, 1, 2)", "condition"),
        ("area > 2", "not_a_number"),
        ("(area > 2) + 1", "not_a_number"),
        ("round(area, 0.5)", "places"),
        ("+" * 40 + "1", "too_long"),
        ("(" * 100 + "1" + ")" * 100, None),
        ("1+" * 149 + "1", "too_long"),
        ("1" * 301, "too_long"),
    ],
)
def test_what_is_refused(text: str, code: str | None) -> None:
    if code is None:
        formula.check(text)
        return
    with pytest.raises(Refused) as refusal:
        formula.check(text, "own")
    assert (refusal.value.code, refusal.value.field) == (f"formula.{code}", "own")
    assert refusal.value.code in errors()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 / (floor - 3)", "by_zero"),
        ("1 - area", "negative"),
        ("999999999999999 * 999999999999999", "too_large"),
    ],
)
def test_what_one_unit_is_refused(text: str, code: str) -> None:
    kept = formula.check(text)
    with pytest.raises(Refused) as refusal:
        formula.evaluate(kept, KNOWN)
    assert refusal.value.code == f"formula.{code}"


def test_a_figure_that_is_not_known_is_never_zero() -> None:
    with pytest.raises(Refused) as refusal:
        formula.evaluate("area + floor", {**KNOWN, "floor": None})
    assert refusal.value.code == "formula.no_value"
    assert refusal.value.values == {"name": "floor"}


def test_names() -> None:
    assert formula.names_in("floor(area) × 月数") == {"area", "months"}


figures = st.decimals(0, 10**6, places=4, allow_nan=False)


@given(st.lists(figures, min_size=2, max_size=6), st.lists(st.sampled_from("+*-"), min_size=5))
def test_exact_as_decimals_are(values: list[Decimal], signs: list[str]) -> None:
    text = str(values[0])
    for sign, value in zip(signs, values[1:], strict=False):
        text += f" {sign} {value}"
    wanted = eval(
        compile(ast.parse("".join(f"F('{p}')" if p[0].isdigit() else p for p in text.split()),
                          mode="eval"), "", "eval"),
        {"F": Fraction},
    )  # fmt: skip
    try:
        assert formula.evaluate(text, {}) == wanted
    except Refused as refused:
        assert refused.code in ("formula.negative", "formula.too_large", "formula.too_long")
        assert wanted < 0 or wanted >= 10**13


@given(st.text(max_size=60))
def test_no_text_does_anything_else(text: str) -> None:
    try:
        formula.evaluate(formula.check(text), KNOWN)
    except Refused as refused:
        assert refused.code.startswith("formula.")


@given(st.text("area floor min,max(if)<>=!+-*/ 0123456789.", max_size=60))
def test_no_near_formula_does_anything_else(text: str) -> None:
    try:
        formula.evaluate(formula.check(text), KNOWN)
    except Refused as refused:
        assert refused.code.startswith("formula.")
