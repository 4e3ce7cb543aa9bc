"""Stores for tests: one migrated template a run, copied for each test (0.1 ms)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk import app
from desk.core import words
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk, Session
from desk.core.models import Staff

START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
"""A Monday, nine in the morning at the site (Asia/Shanghai)."""
PASSWORD = "green-Tea-42"
"""Everybody's password in tests."""
FIRST = app.FirstRun(
    site="阳光花园", account="admin", name="陈佳慧", password=PASSWORD, keyring=False, plain=True
)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated store with one account a role, all with PASSWORD. Copied, never opened."""
    folder = tmp_path_factory.mktemp("template")
    words.use("zh_CN")
    desk, _code = app.create_store(folder, FIRST, FixedClock(START))
    secret = Staff.get(Staff.account == "admin").password
    for role in Role:
        if role is not Role.ADMINISTRATOR:
            Staff.create(account=str(role), name=str(role).title(), role=str(role), password=secret)
    desk.close()
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """The folder of a fresh store."""
    place = tmp_path / "store"
    shutil.copytree(template, place)
    return place


@pytest.fixture
def clock() -> FixedClock:
    """The clock that ``desk`` reads; stands at START until it is moved."""
    return FixedClock(START)


@pytest.fixture
def desk(folder: Path, clock: FixedClock) -> Iterator[Desk]:
    """An open store with the administrator on duty."""
    opened = app.open_desk(folder, clock=clock)
    as_role(opened, Role.ADMINISTRATOR)
    yield opened
    opened.close()


def as_role(desk: Desk, role: Role) -> Desk:
    """Seat the account of ``role`` without asking for its password."""
    account = "admin" if role is Role.ADMINISTRATOR else str(role)
    row = Staff.get(Staff.account == account)
    desk.session = Session(row.id, row.account, row.name, role)
    return desk
