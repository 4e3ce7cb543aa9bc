"""Papers of money: a receipt, warm and in a fresh process, and notices by the thousand."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.bench import money_papers, slip_paper
from tests.bench.harness import Result, compared, in_turn, processes
from tests.bench.measures_sheets import Memory

RECEIPTS = 60
NOTICES = 2_000
GROWTH = 100


def receipt(scale: str) -> Iterator[Result]:
    """Data → PDF bytes."""
    calls = money_papers.recorded(money_papers.receipt)
    turn, again = count(), count()
    mine, theirs = in_turn(
        lambda: money_papers.receipt(f"R26{next(turn):07d}"),
        lambda: money_papers.bare(calls, f"R26{next(again):07d}"),
        RECEIPTS,
    )
    yield compared("receipt_paper_warm", mine, theirs, 0.85, scale)
    with tempfile.TemporaryDirectory() as place:
        strings = Path(place, "strings.json")
        strings.write_text(json.dumps(calls), "utf-8")
        module = "tests.bench.money_papers"
        ours, bare = processes((module, "ours", ""), (module, "bare", str(strings)), 9)
    mine, theirs = [run.ms for run in ours], [run.ms for run in bare]
    yield compared("receipt_paper_fresh", mine, theirs, 1.2, scale)


def slip(scale: str) -> Iterator[Result]:
    """A release slip of twelve kinds of goods, three sheets: data → PDF bytes."""
    calls = money_papers.recorded(slip_paper.slip)
    turn, again = count(), count()
    mine, theirs = in_turn(
        lambda: slip_paper.slip(f"L26{next(turn):07d}"),
        lambda: slip_paper.bare(calls, f"L26{next(again):07d}"),
        RECEIPTS,
    )
    yield compared("release_slip", mine, theirs, 0.85, scale)


def notices(scale: str) -> Iterator[Result]:
    """2,000 notices in one file, and how much the process grows by them."""
    many = NOTICES if scale != "small" else NOTICES // 10
    calls = money_papers.recorded(lambda: money_papers.notices(1))
    with Memory() as memory:  # the first time grows a process most
        money_papers.notices(many)
    mine, theirs = in_turn(
        lambda: money_papers.notices(many),
        lambda: money_papers.bare_notices(calls, many),
        3,
        warm=0,
    )
    yield compared("notices", mine, theirs, 0.7, scale)
    yield compared("notices_memory", [memory.growth], [float(GROWTH)], 1.0, scale, "MB")
