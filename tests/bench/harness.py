"""Ours and its limit in turn, medians and 99th percentiles, processes with their memory."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Result:
    """One figure: ours against its limit. ``reach`` is the ratio that is to be kept."""

    name: str
    unit: str
    median: float
    p99: float
    limit: float
    reach: float
    scale: str = ""

    @property
    def ratio(self) -> float:
        """How many times its limit ours takes."""
        return self.median / self.limit if self.limit else 0.0

    @property
    def good(self) -> bool:
        """Whether it reaches what it should."""
        return self.ratio <= self.reach

    def line(self) -> dict[str, Any]:
        """The figure as one JSON line."""
        return {
            "name": self.name,
            "unit": self.unit,
            "median": round(self.median, 4),
            "p99": round(self.p99, 4),
            "limit": round(self.limit, 4),
            "ratio": round(self.ratio, 3),
            "reach": self.reach,
            "scale": self.scale,
        }


def at(values: Sequence[float], part: float) -> float:
    """The value below which ``part`` of all lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def in_turn(
    ours: Callable[[], object], limit: Callable[[], object], times: int, warm: int = 2
) -> tuple[list[float], list[float]]:
    """Milliseconds of each, taken A B A B …, after some that don't count."""
    for _n in range(warm):
        ours()
        limit()
    mine: list[float] = []
    theirs: list[float] = []
    gc.collect()
    for n in range(times):
        # Who goes first changes, so that neither always finds the caches of the other.
        pair = ((ours, mine), (limit, theirs)) if n % 2 else ((limit, theirs), (ours, mine))
        for run, seen in pair:
            begin = time.perf_counter()
            run()
            seen.append((time.perf_counter() - begin) * 1000)
    return mine, theirs


def compared(
    name: str, mine: list[float], theirs: list[float], reach: float, scale: str, unit: str = "ms"
) -> Result:
    """The figure of two series."""
    return Result(name, unit, median(mine), at(mine, 0.99), median(theirs), reach, scale)


@dataclass(frozen=True)
class Run:
    """One process: milliseconds until it said ``ready`` (or ended), peak memory in MB."""

    ms: float
    peak: float


def process(module: str, *arguments: str) -> Run:
    """Run ``python -m module`` in a process of its own. It ends itself after ``ready``.

    Raises RuntimeError with what it wrote if it fails: a figure of a failed run is none.
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    # As on a user's machine: modules are compiled once, not at every start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begin = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stderr is not None
    said = child.stdout.readline().strip()
    ms = (time.perf_counter() - begin) * 1000
    peak = child.stdout.read().strip()
    errors = child.stderr.read()
    _pid, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if said != "ready" or child.returncode:
        raise RuntimeError(f"{module} failed ({child.returncode}): {errors[-2000:]}")
    return Run(ms, (int(peak) if peak else usage.ru_maxrss) / 1024)


def processes(ours: Sequence[str], limit: Sequence[str], times: int) -> tuple[list[Run], list[Run]]:
    """Both, in turn, after one of each that does not count."""
    mine: list[Run] = []
    theirs: list[Run] = []
    for n in range(times + 1):
        for what, seen in ((ours, mine), (limit, theirs)):
            run = process(*what)
            if n:
                seen.append(run)
    return mine, theirs
