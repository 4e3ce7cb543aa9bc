"""Trying what was never meant: it is done, or refused in words that a person can read."""

from __future__ import annotations

from typing import Any

from desk import texts
from desk.core.errors import Refused, RefusedMany


def told(error: Refused) -> bool:
    """Whether every reason is said in words, short enough to be read."""
    reasons = error.reasons if isinstance(error, RefusedMany) else [error]
    said = [texts.sentence(each) for each in reasons]
    return all(words and len(words) < 400 for words in said)


def tried(verb: Any, *values: Any, **named: Any) -> Any:
    """What a verb gives, None where it refused."""
    try:
        return verb(*values, **named)
    except Refused as refusal:
        assert told(refusal), refusal
        return None
