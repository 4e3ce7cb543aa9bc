"""Where on the dispatch board each order stands: lanes, levels, minutes. No painting here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.service.orders.board import Board, Lane
from desk.service.orders.drafts import EngineerDraft
from desk.service.orders.rows import EngineerRow, OrderRow

STEP = 30  # minutes that a key moves an order by
HOUR = 60
FIRST, LAST = 8 * HOUR, 20 * HOUR  # what is shown at least
SHOWN = 8 * HOUR  # of today
DAY = 24 * HOUR
SHORTEST = 30


@frozen
class Block:
    """One order in one lane: minutes of the day, ``start`` None where it has no time today."""

    row: OrderRow
    lane: int
    level: int
    start: int | None
    end: int
    planned: bool

    @property
    def place(self) -> tuple[int, int, int]:
        """Its order within the lane: those without a time first."""
        return (self.start if self.start is not None else -1, self.level, self.row.id)


@frozen
class Track:
    """An engineer's lane: how many orders stand above each other in it at most."""

    engineer: EngineerRow
    levels: int
    blocks: tuple[Block, ...]

    @property
    def who(self) -> EngineerDraft:
        """The engineer, as the desk is told."""
        one = self.engineer
        return EngineerDraft(one.staff, "" if one.staff is not None else one.name)


@frozen
class Plan:
    """The whole board; ``first`` and ``last`` are the minutes of the day that are shown."""

    tracks: tuple[Track, ...]
    first: int
    last: int

    def blocks(self) -> list[Block]:
        """Every block, lane by lane."""
        return [block for track in self.tracks for block in track.blocks]


def plan_of(desk: Desk, board: Board) -> Plan:
    """Lay a board out."""
    start = desk.day_start(board.day)
    tracks = tuple(_track(start, n, lane) for n, lane in enumerate(board.lanes))
    timed = [b for track in tracks for b in track.blocks if b.start is not None]
    last = max([LAST, *(-(-b.end // HOUR) * HOUR for b in timed)])
    early = FIRST
    if board.day == desk.today:  # hours that are over are of no use to who plans
        now = minute(start, desk.now) // HOUR * HOUR - HOUR
        early = max(FIRST, min(now, last - SHOWN))
    first = min([early, *((b.start or 0) // HOUR * HOUR for b in timed)])
    return Plan(tracks, max(0, first), min(DAY, last))


def minute(start: datetime, at: datetime) -> int:
    """Minutes of the day, held within it."""
    return max(0, min(DAY, int((at - start) / timedelta(minutes=1))))


def _track(start: datetime, number: int, lane: Lane) -> Track:
    blocks = [
        Block(row, number, level, None, 0, planned=False) for level, row in enumerate(lane.rest)
    ]
    free: list[int] = []  # until when each level is taken
    for slot in lane.slots:
        begin = minute(start, slot.start)
        end = max(begin + SHORTEST, minute(start, slot.end))
        level = next((n for n, until in enumerate(free) if until <= begin), len(free))
        free[level : level + 1] = [end]
        blocks.append(Block(slot.row, number, level, begin, end, slot.planned))
    return Track(lane.engineer, max(1, len(free), len(lane.rest)),
                 tuple(sorted(blocks, key=lambda b: b.place)))  # fmt: skip


def beside(blocks: Sequence[Block], now: Block | None, across: int, down: int) -> Block | None:
    """The block that an arrow key leads to; None where there is none."""
    if now is None:
        return blocks[0] if blocks else None
    if across:
        lane = [b for b in blocks if b.lane == now.lane]
        at = next((n for n, b in enumerate(lane) if b.row.id == now.row.id), 0) + across
        return lane[at] if 0 <= at < len(lane) else None
    ahead = [b for b in blocks if (b.lane - now.lane) * down > 0]
    here = now.start if now.start is not None else -1
    return min(
        ahead,
        key=lambda b: (abs(b.lane - now.lane), abs((-1 if b.start is None else b.start) - here)),
        default=None,
    )
