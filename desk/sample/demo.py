"""The demo store: 12 buildings, 1,200 units, 60 days of traffic, in a throw-away folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

from desk import app
from desk.core import passwords
from desk.core.clock import Clock, FixedClock, SystemClock
from desk.core.desk import SYSTEM, Desk, Session
from desk.core.models import Counter, Staff
from desk.core.preferences import save
from desk.core.reindex import reindex
from desk.reception import models as reception
from desk.reception.visitors.options import BADGES
from desk.sample import (
    accounts,
    calls,
    cashier,
    complaints,
    estate,
    fees,
    orders,
    slips,
    traffic,
)

SIZE = estate.Size(buildings=12, floors=25, per_floor=4)
DAYS, VISITS, SEED = 60, 5200, 20261102
MONTHS = 10
SERVED = ((50, slips.fill), (38, complaints.fill), (25, orders.fill), (9, calls.fill))
"""What came to the counter, and how many minutes ago: each goes on numbering after the one before,
since a call becomes a complaint or a repair."""


@contextmanager
def throw_away(clock: Clock | None = None) -> Iterator[Path]:
    """A folder with a fresh demo store, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="front-desk-demo-"))
    try:
        make(folder, clock).close()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make(folder: Path, clock: Clock | None = None, language: str = "zh_CN") -> Desk:
    """Make the demo store in ``folder`` and hand it out, nobody signed in."""
    account, name, _role = accounts.PEOPLE[-1]
    first = app.FirstRun(
        site="阳光花园",
        account=account,
        name=name,
        password=accounts.PASSWORD,
        language=language,
        desk_name="一号台",
        keyring=False,
        plain=True,
    )
    real = clock or SystemClock()
    # Made some hours ago, so that this morning's work comes after it in the log.
    desk, _code = app.create_store(folder, first, FixedClock(real.now() - cashier.BEGUN))
    random = Random(SEED)
    desk.session = SYSTEM
    save(desk, {BADGES.key: "A-001..A-060"})
    desk.clock = real
    with desk.storage.transaction():
        _staff()
        estate.fill(desk, random, SIZE)
        fees.fill(desk, fees.Plan(MONTHS, rare=7, owed=9, services=40))
    cashier.morning(desk, random)
    with desk.storage.transaction():
        _served(desk, random)
        _traffic(desk, random)
        reindex(desk)
    desk.session = None
    return desk


def _staff() -> None:
    secret = passwords.hash_password(accounts.PASSWORD)
    for account, name, role in accounts.PEOPLE[:-1]:
        Staff.create(account=account, name=name, role=role, password=secret)


def _served(desk: Desk, random: Random) -> None:
    """Slips, complaints, repairs and calls, taken down by a clerk."""
    clock, seat = desk.clock, desk.session
    clerk = Staff.get(Staff.account == accounts.PEOPLE[0][0])
    desk.session = Session(clerk.id, clerk.account, clerk.name, SYSTEM.role)
    try:
        for minutes, fill in SERVED:
            desk.clock = FixedClock(clock.now() - timedelta(minutes=minutes))
            fill(desk, random)
    finally:
        desk.clock, desk.session = clock, seat


def _traffic(desk: Desk, random: Random) -> None:
    rows = list(traffic.visits(desk, random, VISITS, DAYS))
    traffic.present(desk, random, 23, rows)
    estate.insert(reception.Visit, rows)
    traffic.log(desk, rows)
    last = rows[-1]["number"]
    soon = list(traffic.expected(desk, random, 9, len(rows) + 1, int(last[3:]) + 1))
    estate.insert(reception.Visit, soon)
    traffic.counters(desk, soon[-1]["number"])
    passes = list(traffic.standing(desk, random, 24))
    estate.insert(reception.StandingPass, passes)
    Counter.insert(series="P", year=desk.today.year, last=len(passes)).execute()
    estate.insert(reception.WatchEntry, traffic.watch(desk))
