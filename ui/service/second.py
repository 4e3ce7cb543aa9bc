"""Who comes second is told once what somebody else wrote; handed in again, theirs is replaced."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from desk.core.errors import Refused, RefusedMany

D = TypeVar("D")
ALSO = {"name": ("person",)}
"""Fields of a draft that a form asks for in one."""


def told(refused: Refused, base: D, now: D) -> D:
    """``base`` as it is known from here on: with what was just said to have changed."""
    reasons = refused.reasons if isinstance(refused, RefusedMany) else [refused]
    fields = {each.field for each in reasons if each.code == "complaint.changed" and each.field}
    fields |= {other for field in fields for other in ALSO.get(field, ())}
    known = {field: getattr(now, field) for field in fields if hasattr(base, field)}
    return replace(base, **known)  # type: ignore[type-var]
