"""Checking a form's fields so that everything wrong is said at once, each beside its field."""

from __future__ import annotations

from collections.abc import Callable, Collection
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from desk.core.errors import Refused, RefusedMany, refuse_all

P = ParamSpec("P")
R = TypeVar("R")


class Faults:
    """Collects refusals; leaving the ``with`` block raises what was found, all of it at once."""

    def __init__(self) -> None:
        self.reasons: list[Refused] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            refuse_all(self.reasons)

    def of(self, check: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R | None:
        """What ``check`` gives, or None where it refuses (which is then raised at the end)."""
        try:
            return check(*args, **kwargs)
        except RefusedMany as many:
            self.reasons += many.reasons
        except Refused as refused:
            self.reasons.append(refused)
        return None

    def add(self, code: str, field: str | None = None, **values: object) -> None:
        """Note one more thing that is wrong."""
        self.reasons.append(Refused(code, field, **values))

    def among(self, value: str, known: Collection[str], field: str) -> str:
        """``value`` if it is one of the ``known`` codes."""
        if value not in known:
            self.add("field.not_a_choice", field)
        return value
