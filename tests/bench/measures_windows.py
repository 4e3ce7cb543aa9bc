"""Windows: starting, and jumping about in a list of a million."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench import data
from tests.bench.harness import Result, compared, processes

STARTS = 9
MEMORY = 1.3
WAIT = 100.0
"""Milliseconds from a key to the painted answer that nobody takes for a wait."""


def start(scale: str) -> Iterator[Result]:
    """To the sign-in, and to the main window, against a bare window over the same store."""
    folder = data.folder(scale)
    key = data.full_key(folder)
    limit = ("tests.bench.bare_window", str(folder), key)
    for name, target, reach in (("start_sign_in", "sign_in", 1.3), ("start_main", "main", 1.6)):
        ours, bare = processes(("tests.bench.own_window", str(folder), target), limit, STARTS)
        mine, theirs = [run.ms for run in ours], [run.ms for run in bare]
        yield compared(name, mine, theirs, reach, scale)
        mine, theirs = [run.peak for run in ours], [run.peak for run in bare]
        yield compared(f"{name}_memory", mine, theirs, MEMORY, scale, "MB")


def jump(scale: str) -> Iterator[Result]:
    """Anywhere in the list of all visits, painted, against the same list over constant rows."""
    from tests.bench.long_list import run

    mine, theirs, grown = run(scale)
    yield compared("jump", mine, theirs, 1.3, scale)
    yield compared("jump_memory", [grown], [30.0], 1.0, scale, "MB")


def known_number(scale: str) -> Iterator[Result]:
    """The last digit of a known number typed in the form of a call, until its card is filled."""
    from tests.bench.known_number import run

    mine, theirs, painted = run(scale)
    yield compared("known_number", mine, theirs, 20.0, scale)
    yield compared("known_number_seen", painted, [WAIT], 1.0, scale)
