"""Fee formulas: arithmetic that people write, checked when saved, evaluated exactly."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

NAMES = ("area", "price", "months", "floor", "share")
FUNCTIONS = ("min", "max", "round", "ceil", "floor", "if")


def check(text: str, field: str = "formula") -> str:
    """The formula as it is kept. Raises Refused("formula.…") beside ``field``."""
    raise NotImplementedError


def evaluate(text: str, names: Mapping[str, Decimal | Fraction | int | None]) -> Fraction:
    """What the formula comes to in major units (yuan), exactly. Raises Refused("formula.…")."""
    raise NotImplementedError
