"""A disk that gets full while a file is being imported: it is said, and nothing is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk import texts
from desk.core import words
from desk.core.desk import Desk
from desk.core.errors import StoreError
from desk.core.find import find
from desk.estate.models import ImportBatch, Person, Phone, Unit
from desk.exchange import command

ROWS = 6_000
MODELS = (Unit, Person, Phone, ImportBatch)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    lines = ["楼栋,房号,业主,电话"]
    lines += [f"{n // 500},{n % 500 + 1001},业主{n},137{n:08d}" for n in range(ROWS)]
    path = tmp_path / "台账.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def pages(desk: Desk) -> int:
    return int(desk.storage.database.execute_sql("PRAGMA page_count").fetchone()[0])


# Among the first rows, among the later ones, and near the end (some 930 pages in all).
@pytest.mark.parametrize("room", [30, 400, 700])
def test_a_full_disk_keeps_nothing_of_an_import(desk: Desk, file: Path, room: int) -> None:
    words.use("en")
    before = [model.select().count() for model in MODELS]
    run = desk.storage.database.execute_sql
    run(f"PRAGMA max_page_count = {pages(desk) + room}")
    with pytest.raises(StoreError) as caught:
        command.run(desk, file)
    assert caught.value.code == "store.disk_full"
    assert "nothing was saved" in texts.sentence(caught.value)
    assert [model.select().count() for model in MODELS] == before
    assert find(desk, "13700000001") == []
    assert desk.storage.problems() == []

    run("PRAGMA max_page_count = 1000000")
    report = command.run(desk, file)
    assert report.imported
    assert report.figures()["units_new"] == ROWS
