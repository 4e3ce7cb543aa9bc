"""Likely causes of a drawer's difference, found among what happened in the shift."""

from __future__ import annotations

from desk.core.frozen import frozen


@frozen
class Cause:
    """One likely cause: ``code``, and the record (``kind``, ``id``, ``number``) it is about.

    ``amount`` is what the record says, ``other`` what would explain the difference (minor units).
    ``say`` puts it into words.
    """

    code: str
    kind: str = ""
    id: int = 0
    number: str = ""
    amount: int = 0
    other: int = 0


def say(cause: Cause, money: str = "CNY") -> str:
    """A cause as one sentence in the user's language."""
    raise NotImplementedError
