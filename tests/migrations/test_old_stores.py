"""Every released schema keeps a store of its time: it is brought up and nothing of it is lost."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from desk import app
from desk.core import migrate
from desk.core.desk import SYSTEM
from desk.core.find import find
from desk.core.schema import differences
from desk.estate.models import Person, Unit
from desk.reception.models import Visit

OLD = sorted(Path(__file__).parent.glob("[0-9]*.zip"))


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
