"""What is named now and read with its module when it is first used: ``module:name``.

A register says much about itself, and little of it is needed before the first window is painted.
A misspelt place would be found by whoever uses it; a contract test finds it before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from importlib import import_module
from typing import Any, overload


def at(place: str) -> Any:
    """What stands at ``module:name``. Raises ImportError or AttributeError."""
    module, _colon, name = place.partition(":")
    return getattr(import_module(module), name)


class _Later:
    def __init__(self, place: str) -> None:
        self.place = place

    def __call__(self, *args: Any, **values: Any) -> Any:
        return at(self.place)(*args, **values)


class _These(Sequence[Any]):
    def __init__(self, *places: str) -> None:
        self.places = places

    @cached_property
    def _all(self) -> tuple[Any, ...]:
        found: list[Any] = []
        for place in self.places:
            one = at(place)
            found += one if isinstance(one, tuple) else (one,)
        return tuple(found)

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all)


def later(place: str) -> Callable[..., Any]:
    """The function at ``place``, read when it is first called."""
    return _Later(place)


def these(*places: str) -> Sequence[Any]:
    """What stands at ``places``, read when first looked at; each holds one thing or a tuple."""
    return _These(*places)
