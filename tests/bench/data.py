"""The bench's stores: made once per scale with bulk statements, kept in the cache folder."""

from __future__ import annotations

import hashlib
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import platformdirs

from desk import app
from desk.core import engine, keyslots
from desk.core.clock import FixedClock
from desk.core.desk import SYSTEM, Desk
from desk.core.reindex import reindex
from desk.reception.models import StandingPass, Visit, WatchEntry
from desk.sample import calls, complaints, estate, fees, orders, slips, traffic
from tests.bench import only_open, open_things
from tests.bench.harness import ROOT

NOW = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
PASSWORD = "bench-Tea-42"

MADE_FROM = (
    "desk/migrations/0*.py", "desk/core/search/*.py", "desk/sample/bulk.py",
    "desk/sample/calls.py", "desk/sample/complaints.py", "desk/sample/estate.py",
    "desk/sample/fees.py", "desk/sample/names.py", "desk/sample/orders.py",
    "desk/sample/slips.py", "desk/sample/traffic.py", "tests/bench/data.py",
    "tests/bench/only_open.py", "tests/bench/open_things.py",
)  # fmt: skip
"""What the stores are made from: when one of these changes they are made anew."""


@dataclass(frozen=True)
class Scale:
    """How much there is."""

    size: estate.Size
    visits: int
    days: int
    months: int = 0
    services: int = 0
    complaints: int = 0
    orders: int = 0
    slips: int = 0
    calls: int = 0


SCALES = {
    "empty": Scale(estate.Size(1, 5, 4), 0, 1),
    "small": Scale(
        estate.Size(10, 25, 4), 20_000, 180, 12, 500,
        complaints=4_000, orders=8_000, slips=5_000, calls=12_000,
    ),
    "10y": Scale(
        estate.Size(50, 25, 8, 1.2), 1_000_000, 3650, 120, 120_000,
        complaints=200_000, orders=400_000, slips=250_000, calls=600_000,
    ),
    "30y": Scale(estate.Size(50, 25, 8, 1.2), 3_000_000, 10_950),
}  # fmt: skip
OPEN = "open-"
"""Before a scale's name: a store with what is open there and nothing else."""


def folder(scale: str) -> Path:
    """The store of ``scale``, made now if it is not there or the schema has changed."""
    mark = hashlib.sha256()
    for path in sorted(file for pattern in MADE_FROM for file in ROOT.glob(pattern)):
        mark.update(path.read_bytes())
    base = Path(platformdirs.user_cache_dir("FrontDeskBench", appauthor=False))
    place = base / f"{scale}-{mark.hexdigest()[:12]}"
    if not (place / "made").exists():
        for old in base.glob(f"{scale}-*"):
            shutil.rmtree(old, ignore_errors=True)
        sys.stderr.write(f"making the {scale} store …\n")
        _make(place, scale)
        (place / "made").touch()
    return place


def opened(scale: str) -> Desk:
    """That store, with the program itself on duty and a clock that stands."""
    desk = app.open_desk(folder(scale), clock=FixedClock(NOW))
    desk.session = SYSTEM
    return desk


def copy(scale: str, to: Path) -> None:
    """The files of that store once more, for who opens them by bare statements."""
    shutil.copytree(folder(scale), to, ignore=shutil.ignore_patterns("desk.lock", "backups"))


def copied(scale: str, to: Path) -> Desk:
    """A copy of that store to write into."""
    copy(scale, to)
    desk = app.open_desk(to, clock=FixedClock(NOW))
    desk.session = SYSTEM
    return desk


def _make(place: Path, scale: str) -> None:
    first = app.FirstRun(
        site="阳光花园", account="admin", name="陈佳慧", password=PASSWORD, desk_name="一号台",
        keyring=False, plain=True,
    )  # fmt: skip
    clock = FixedClock(NOW - open_things.BEGUN)
    desk, _code = app.create_store(place, first, clock)
    desk.session, desk.clock = SYSTEM, FixedClock(NOW)
    # Indexes of millions of rows are built in memory, or every page would be ciphered many times.
    desk.storage.database.execute_sql("PRAGMA cache_size = -1500000")
    if scale.startswith(OPEN):
        whole = folder(scale.removeprefix(OPEN))
        only_open.fill(desk, whole, full_key(whole))
    with desk.storage.transaction():
        if not scale.startswith(OPEN):
            _fill(desk, SCALES[scale])
        reindex(desk)
    desk.storage.database.execute_sql("ANALYZE")
    desk.close()


def _fill(desk: Desk, scale: Scale) -> None:
    random = Random(7)
    estate.fill(desk, random, scale.size)
    if scale.visits:
        estate.insert(Visit, traffic.visits(desk, random, scale.visits, scale.days))
        last = Visit.select(Visit.number).order_by(Visit.id.desc()).get().number
        traffic.counters(desk, last)
    estate.insert(StandingPass, traffic.standing(desk, random, 200))
    estate.insert(WatchEntry, traffic.watch(desk))
    if scale.months:
        fees.fill(desk, fees.Plan(scale.months, 3, 9, scale.services))
    if scale.complaints:
        orders.prices()
        complaints.past(desk, random, scale.complaints, scale.days)
        orders.past(desk, random, scale.orders, scale.days)
        slips.past(desk, random, scale.slips, scale.days)
        calls.past(desk, random, scale.calls, scale.days)
        open_things.fill(desk)


def full_key(place: Path) -> str:
    """The store's key and salt in hex, for the limits that open it by bare statements."""
    raw = keyslots.unlock(place)
    return raw.hex() + engine.derive(raw, "desk.db salt", engine.SALT_BYTES).hex()
