"""Every released schema keeps a store of its time: it is brought up and nothing of it is lost."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from desk import app, checks
from desk.core import migrate
from desk.core.desk import SYSTEM
from desk.core.find import find
from desk.core.schema import differences
from desk.estate.models import Person, Unit
from desk.fees.models import Charge, Receipt
from desk.reception.models import Visit

OLD = sorted(Path(__file__).parent.glob("[0-9]*.zip"))


PAID = [("R260000001", 41_095, "posted"), ("R260000002", 60_920, "posted")]


def test_every_schema_but_the_newest_has_one() -> None:
    assert [path.stem for path in OLD] == [f"{n:04d}" for n in range(1, migrate.latest())]


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_an_old_store_comes_up_whole(old: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(old) as packed:
        packed.extractall(tmp_path)
    desk = app.open_desk(tmp_path)
    try:
        desk.session = SYSTEM
        assert migrate.version(desk.storage) == migrate.latest()
        assert differences(desk.storage.database, app.models()) == []
        assert (Unit.select().count(), Visit.select().count()) == (6, 5)
        assert Person.select().exists()
        assert desk.chain.verify().whole
        assert find(desk, Visit.get().number)
        assert (tmp_path / "backups" / f"desk-before-{int(old.stem) + 1:04d}.db").exists()
    finally:
        desk.close()


@pytest.mark.parametrize("old", OLD[1:], ids=lambda path: path.stem)
def test_the_books_of_an_old_store_are_whole(old: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(old) as packed:
        packed.extractall(tmp_path)
    desk = app.open_desk(tmp_path)
    try:
        desk.session = SYSTEM
        rows = Receipt.select().order_by(Receipt.id)
        taken = [(row.number, row.total, row.state) for row in rows]
        assert taken == [*PAID, ("R260000003", 41_095, "voided")]
        assert Charge.select().where(Charge.paid > 0).count() == 5
        report = checks.run(desk)
        assert report.good, report.lines()
    finally:
        desk.close()
