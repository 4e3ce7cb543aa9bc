"""The bench's own beginning; see the package."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.bench import figures
from tests.bench.harness import Result

if TYPE_CHECKING:
    from desk.commands import Start


def run(start: Start) -> int:
    """Measure and print; 0 when all reach what they should, 1 when not, 2 for a wrong name."""
    unknown = [name for name in start.names if name not in figures.FIGURES]
    if unknown or start.scale not in ("small", "10y", "30y"):
        known = ", ".join(figures.FIGURES)
        sys.stderr.write(f"Known figures: {known}; scales: small, 10y, 30y\n")
        return 2
    good = True
    for result in measure(start.names or tuple(figures.FIGURES), start.scale):
        print(json.dumps(result.line(), ensure_ascii=False), flush=True)
        good = good and result.good
    return 0 if good else 1


def measure(names: tuple[str, ...], scale: str) -> Iterator[Result]:
    """The results of the named figures, one after the other."""
    for name in names:
        yield from figures.FIGURES[name](scale)
