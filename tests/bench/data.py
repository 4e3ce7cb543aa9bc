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
from desk.sample import estate, fees, traffic
from tests.bench.harness import ROOT

NOW = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
PASSWORD = "bench-Tea-42"

MADE_FROM = (
    "desk/migrations/0*.py", "desk/core/search/*.py", "desk/sample/estate.py",
    "desk/sample/fees.py", "desk/sample/names.py", "desk/sample/traffic.py", "tests/bench/data.py",
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


SCALES = {
    "empty": Scale(estate.Size(1, 5, 4), 0, 1),
    "small": Scale(estate.Size(10, 25, 4), 20_000, 180, 12, 500),
    "10y": Scale(estate.Size(50, 25, 8, 1.2), 1_000_000, 3650, 120, 120_000),
    "30y": Scale(estate.Size(50, 25, 8, 1.2), 3_000_000, 10_950),
}


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
        _make(place, SCALES[scale])
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


def _make(place: Path, scale: Scale) -> None:
    first = app.FirstRun(
        site="阳光花园", account="admin", name="陈佳慧", password=PASSWORD, desk_name="一号台",
        keyring=False, plain=True,
    )  # fmt: skip
    desk, _code = app.create_store(place, first, FixedClock(NOW))
    desk.session = SYSTEM
    # Indexes of millions of rows are built in memory, or every page would be ciphered many times.
    desk.storage.database.execute_sql("PRAGMA cache_size = -1500000")
    random = Random(7)
    with desk.storage.transaction():
        estate.fill(desk, random, scale.size)
        if scale.visits:
            estate.insert(Visit, traffic.visits(desk, random, scale.visits, scale.days))
            last = Visit.select(Visit.number).order_by(Visit.id.desc()).get().number
            traffic.counters(desk, last)
        estate.insert(StandingPass, traffic.standing(desk, random, 200))
        estate.insert(WatchEntry, traffic.watch(desk))
        if scale.months:
            fees.fill(desk, fees.Plan(scale.months, 3, 9, scale.services))
        reindex(desk)
    desk.storage.database.execute_sql("ANALYZE")
    desk.close()


def full_key(place: Path) -> str:
    """The store's key and salt in hex, for the limits that open it by bare statements."""
    raw = keyslots.unlock(place)
    return raw.hex() + engine.derive(raw, "desk.db salt", engine.SALT_BYTES).hex()
