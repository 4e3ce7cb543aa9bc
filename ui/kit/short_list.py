"""A register of a few dozen rows that the desk hands over whole: fee items, a price list.

    PRICES = ShortList("services", N_("Price list"), columns, read=lambda desk, filters: [...])
    RegisterPage(desk, PRICES, ...)

Takes the place of a ``desk.core.listing.Listing``; every column can be sorted by what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any

from desk.core.frozen import frozen
from desk.core.listing import Column, Filter
from ui.kit.tick_table import Held


@frozen
class ByWords:
    """An order by what a column says; ``descending`` at first."""

    column: Column[Any] | None = None
    descending: bool = False


@frozen
class ShortList:
    """See the top of this module. ``read(desk, filters)`` gives all rows, each with its ``id``."""

    key: str
    title: str
    columns: tuple[Column[Any], ...]
    read: Callable[[Any, Mapping[str, Any]], Sequence[Any]]
    filters: tuple[Filter, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    default_order: str = ""

    @property
    def orders(self) -> dict[str, ByWords]:
        """The desk's own order, and one a column that has a ``sort``."""
        named = {c.sort: ByWords(c) for c in self.columns if c.sort}
        return {self.default_order: ByWords(), **named}

    def open(
        self, desk: Any, filters: Mapping[str, Any] | None = None,
        sort: tuple[str, bool] | None = None,
    ) -> Held:  # fmt: skip
        """The rows, in ``sort`` order (order key, descending)."""
        rows = list(self.read(desk, filters or {}))
        name, descending = sort or (self.default_order, False)
        by = self.orders[name].column
        if by is not None:
            rows.sort(key=lambda row: _rank(by.value(row)), reverse=descending)
        return Held(rows)


def _rank(value: Any) -> tuple[bool, Any]:
    return (value is not None, value if value is not None else 0)


def no_filter(desk: Any, query: Any, value: Any) -> Any:
    """A Filter's ``apply`` where ``read`` itself minds what is filtered."""
    return query
