"""What a finished callback does to the record that it was about.

A register says it once, where its entry for the catalogue is made; so the queue knows no register.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.core.change import Change
    from desk.core.desk import Desk
    from desk.service.callbacks.rows import Outcome

Effect = Callable[["Desk", "Change", int, "Outcome"], None]
_EFFECTS: dict[str, Effect] = {}


def after_callback(kind: str, effect: Effect) -> None:
    """Let ``effect(desk, change, record, outcome)`` run in the change that ends a callback."""
    _EFFECTS[kind] = effect


def kinds() -> list[str]:
    """The kinds of records that somebody is rung back about."""
    return sorted(_EFFECTS)


def run(desk: Desk, change: Change, kind: str, record: int, outcome: Outcome) -> None:
    """Tell the register of ``kind`` how the callback ended; nothing if it did not ask."""
    effect = _EFFECTS.get(kind)
    if effect is not None:
        effect(desk, change, record, outcome)
