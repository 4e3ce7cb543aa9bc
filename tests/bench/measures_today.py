"""What a person looks at first: Today, and the card of a unit, against the bare SQL behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from desk.core.desk import Desk
from desk.core.storage import database
from desk.core.today import today as waiting
from desk.estate.unit_card import unit_card
from tests.bench import data
from tests.bench.behind import Behind
from tests.bench.harness import Result, compared, in_turn

LOOKS, CARDS = 60, 120
_BUSY = (
    "SELECT u.id FROM unit u WHERE EXISTS (SELECT 1 FROM work_order o WHERE o.unit_id = u.id "
    "AND o.state NOT IN ('closed', 'cancelled')) OR EXISTS (SELECT 1 FROM complaint c "
    "WHERE c.unit_id = u.id AND c.closed_at IS NULL) ORDER BY u.id LIMIT 200"
)


def today(scale: str) -> Iterator[Result]:
    """Store → rows, with 400 things open; and against a store that has nothing but those."""
    desk = data.opened(scale)
    alone = data.opened(data.OPEN + scale)
    try:
        whole, small = _looker(desk), _looker(alone)
        found = len(whole())
        assert 0 < found == len(small()), "both stores have the same things open"
        database.initialize(desk.storage.database)
        mine, theirs = in_turn(whole, Behind(desk, whole), LOOKS)
        yield compared("today", mine, theirs, 4.0, scale)
        grown, fresh = in_turn(whole, small, LOOKS)
        yield compared("today_grown", grown, fresh, 1.2, scale)
    finally:
        alone.close()
        desk.close()


def _looker(desk: Desk) -> Callable[[], list[Any]]:
    def look() -> list[Any]:
        database.initialize(desk.storage.database)
        return waiting(desk)

    return look


def card(scale: str) -> Iterator[Result]:
    """The cards of units with something open, in turn: people, money, and every register's part."""
    desk = data.opened(scale)
    try:
        units = [row[0] for row in desk.storage.database.execute_sql(_BUSY)]
        behind = [Behind(desk, lambda u=unit: unit_card(desk, u)) for unit in units]  # type: ignore[misc]
        turn, again = count(), count()
        mine, theirs = in_turn(
            lambda: unit_card(desk, units[next(turn) % len(units)]),
            lambda: behind[next(again) % len(units)](),
            CARDS,
        )
        yield compared("unit_card", mine, theirs, 4.0, scale)
    finally:
        desk.close()
