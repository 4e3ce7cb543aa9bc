"""Rows are written beside the reading: what ends an import in the middle leaves nothing behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from desk.core.desk import Desk
from desk.core.errors import Refused, StoreError
from desk.core.find import find
from desk.estate.models import ImportBatch, Occupancy, Person, Phone, Unit
from desk.exchange.commit import commit
from desk.exchange.rows import read
from desk.exchange.units import PersonRow, UnitRow
from desk.exchange.writer import Writer

ROWS = 5_000
MODELS = (Unit, Person, Phone, Occupancy, ImportBatch)
INSERT = "INSERT INTO person (kind, name, sort, sex, document_kind, document, note, salt) "
ONE = INSERT + "SELECT 'person', value, value, '', '', '', '', x'00' FROM json_each(?)"


class Made:
    """Rows made by a program, as ``commit`` takes them; ``at`` runs before row ``where``."""

    def __init__(self, rows: int = ROWS, where: int = -1, at: object = None) -> None:
        self._rows, self._where, self._at = rows, where, at

    def __iter__(self) -> Iterator[UnitRow]:
        for n in range(self._rows):
            if n == self._where and callable(self._at):
                self._at()
            owner = PersonRow(f"业主{n}", "owner", (f"137{n:08d}",))
            yield UnitRow("表", n + 1, str(n // 500), "", str(1001 + n % 500), people=(owner,))


def held(desk: Desk) -> list[int]:
    return [model.select().count() for model in MODELS]


def nothing_kept(desk: Desk, before: list[int]) -> None:
    assert held(desk) == before
    assert find(desk, "13700000001") == []
    assert desk.storage.problems() == []
    assert not any(t.name.startswith("import-writer") for t in threading.enumerate())
    commit(desk, Made())  # and the next one succeeds
    assert held(desk)[0] == before[0] + ROWS
    assert find(desk, "13700000001")


def test_rows_come_in_as_they_were(desk: Desk) -> None:
    name, note = 'O\'"Brien\\ [1] {"a":null} 😀', '["x"]\n%s null'
    person = PersonRow(name, "owner", ("075526001234#801",), "440301199001010011", "female")
    rows = [
        UnitRow("表", 1, "7", "", "007", None, people=(person,), note=note, plates=("粤B12345",)),
        UnitRow("表", 2, "7", "2", "1e3", -1, "shop", 7651, people=(PersonRow("12", "tenant"),)),
    ]
    commit(desk, rows)  # type: ignore[arg-type]
    first, second = (Unit.get(Unit.room == room) for room in ("007", "1e3"))
    assert (first.note, first.area, second.floor, second.area) == (note, None, -1, 7651)
    owner = Person.get(Person.name == name)
    assert (owner.sex, owner.document) == ("female", "440301199001010011")
    assert Person.get(Person.name == "12").document == ""
    salts = {bytes(row.salt) for row in (*Person.select(), *Phone.select())}
    assert all(len(salt) == 12 for salt in salts)
    assert len(salts) == Person.select().count() + Phone.select().count()
    kinds = "SELECT DISTINCT typeof(room), typeof(note), typeof(id), typeof(sort) FROM unit"
    assert list(desk.storage.database.execute_sql(kinds)) == [("text", "text", "integer", "text")]


def test_an_error_of_the_writer_ends_the_import(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(desk)
    calls = count()
    real = Writer.write

    def write(self: Writer, statements: list[tuple[str, str]]) -> None:
        if next(calls) == 1:  # the second two thousand
            statements = [*statements, ("INSERT INTO search(rowid) VALUES (json(?))", "[")]
        real(self, statements)

    monkeypatch.setattr(Writer, "write", write)
    with pytest.raises(Exception, match="malformed JSON") as caught:
        commit(desk, Made())
    assert not isinstance(caught.value, StoreError)  # a bug, and reported as one
    monkeypatch.undo()
    nothing_kept(desk, before)


def test_a_cancelled_import_waits_for_its_writer(desk: Desk) -> None:
    before, done = held(desk), []
    with pytest.raises(Refused) as caught:
        commit(
            desk,
            Made(),
            progress=lambda at, _all: done.append(at),
            cancelled=lambda: bool(done) and done[-1] >= 2_000,
        )
    assert caught.value.code == "import.cancelled"
    nothing_kept(desk, before)


def test_a_row_that_can_not_be_read_leaves_nothing(desk: Desk) -> None:
    def broken() -> None:
        raise RuntimeError("a bug")

    before = held(desk)
    with pytest.raises(RuntimeError, match="a bug"):
        commit(desk, Made(where=4_001, at=broken))
    nothing_kept(desk, before)


def test_a_full_disk_in_the_writer_is_the_stores_trouble(desk: Desk) -> None:
    before = held(desk)
    run = desk.storage.database.execute_sql
    pages = run("PRAGMA page_count").fetchone()[0]
    run(f"PRAGMA max_page_count = {pages + 60}")
    with pytest.raises(StoreError) as caught:
        commit(desk, Made())
    assert caught.value.code == "store.disk_full"
    run("PRAGMA max_page_count = 1000000")
    nothing_kept(desk, before)


def test_closing_the_store_ends_an_import(desk: Desk) -> None:
    before = held(desk)
    closing, errors = threading.Event(), []

    def close() -> None:
        closing.set()
        while not desk.storage.database.closing:
            threading.Event().wait(0.001)

    def job() -> None:
        try:
            with desk.storage.thread():
                commit(desk, Made(where=2_500, at=close))
        except StoreError as error:
            errors.append(error.code)

    thread = threading.Thread(target=job)
    thread.start()
    assert closing.wait(60)
    desk.storage.close_connections()
    thread.join()
    assert errors == ["store.closed"]
    nothing_kept(desk, before)


def test_the_writer_stops_with_its_block(desk: Desk) -> None:
    database = desk.storage.database
    before = Person.select().count()
    with desk.storage.transaction(), Writer(database) as writer:
        writer.write([(ONE, '["甲"]'), (ONE, '["乙"]')])
        writer.write([(ONE, '["丙"]')])
    assert Person.select().count() == before + 3
    with pytest.raises(KeyError), desk.storage.transaction(), Writer(database) as writer:
        writer.write([(ONE, '["丁"]')] * 50)
        raise KeyError
    assert Person.select().count() == before + 3


def test_nothing_is_written_outside_the_transaction(desk: Desk) -> None:
    before = Person.select().count()
    with Writer(desk.storage.database) as writer:
        writer.write([(ONE, '["甲"]')])
    assert Person.select().count() == before


def test_what_changes_is_written_after_what_is_new(desk: Desk, tmp_path: Path) -> None:
    lines = ["楼栋,房号,面积,业主,性别,入住时间"]
    # The unit's second row stands apart, so it is an update of a row of the same two thousand.
    lines += ["1,101,,张三,,", "1,102,,李四,,", "1,101,88.8,张三,女,2020-01-02"]
    path = tmp_path / "台账.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    with read(path) as reading:
        commit(desk, reading)
    unit = Unit.get(Unit.code == "1-101")
    assert unit.area == 8880
    assert Person.get(Person.name == "张三").sex == "female"
    assert str(Occupancy.get(Occupancy.unit == unit).since) == "2020-01-02"
