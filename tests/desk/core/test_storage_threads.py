"""The store and its threads: one moment a reader, one writer, an end for all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.core import engine
from desk.core.errors import StoreError
from desk.core.storage import Storage
from tests.desk.core.notes import KEY, Note


def test_pragmas_hold_on_every_thread(storage: Storage) -> None:
    found: list[dict[str, object]] = []

    def look() -> None:
        with storage.thread():
            found.append({name: storage.database.pragma(name) for name, _ in engine.PRAGMAS})

    look()
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found[0] == found[1]
    assert found[0]["journal_mode"] == "wal"
    assert found[0]["synchronous"] == 2
    assert found[0]["foreign_keys"] == 1
    assert found[0]["recursive_triggers"] == 1
    assert found[0]["trusted_schema"] == 0


def test_background_thread_reads_one_moment(storage: Storage) -> None:
    Note.create(text="before")
    began, written = threading.Event(), threading.Event()
    counts: list[int] = []

    def report() -> None:
        with storage.thread(), storage.reading():
            counts.append(Note.select().count())
            began.set()
            assert written.wait(10)
            counts.append(Note.select().count())

    thread = threading.Thread(target=report)
    thread.start()
    assert began.wait(10)
    with storage.transaction():
        Note.create(text="during")
    written.set()
    thread.join()
    assert counts == [1, 1]
    assert Note.select().count() == 2


def test_second_writer_waits_then_is_refused(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    errors: list[str] = []

    def write() -> None:
        with storage.thread():
            try:
                with storage.transaction():
                    Note.create(text="late")
            except StoreError as error:
                errors.append(error.code)

    with storage.transaction():
        Note.create(text="first")
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert errors == ["store.busy"]
    assert [note.text for note in Note.select()] == ["first"]


def test_closing_stops_background_jobs(storage: Storage) -> None:
    for _ in range(300):
        Note.create(text="x" * 200)
    ends: list[str] = []
    running = threading.Barrier(4)

    def read() -> None:
        storage.database.execute_sql(
            "WITH RECURSIVE g(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM g WHERE v < 1000000) "
            "SELECT count(*) FROM g, note WHERE text LIKE ?", ("%y%",)
        ).fetchall()  # fmt: skip

    def page() -> None:
        for _ in Note.select():
            pass

    def write() -> None:
        with storage.transaction():
            Note.create(text="w")

    def job(work: Callable[[], None]) -> None:
        try:
            with storage.thread():
                work() if work is not read else None
                running.wait(10)
                while True:
                    work()
        except StoreError as error:
            ends.append(error.code)

    threads = [threading.Thread(target=job, args=(work,)) for work in (read, page, write)]
    for thread in threads:
        thread.start()
    running.wait(10)
    storage.close()
    for thread in threads:
        thread.join()
    assert ends == ["store.closed"] * 3
    again = Storage.open(storage.folder, KEY)
    assert again.problems() == []
    again.close()


def test_swap_waits_for_nobody_who_forgot_to_say(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "CLOSE_SECONDS", 0.1)
    opened, leave = threading.Event(), threading.Event()

    def careless() -> None:
        Note.select().count()
        opened.set()
        leave.wait(10)

    thread = threading.Thread(target=careless)
    thread.start()
    assert opened.wait(10)
    storage.copy_to(tmp_path / "copy.db")
    with pytest.raises(StoreError, match=r"store\.busy"):
        storage.replace_by(tmp_path / "copy.db")
    leave.set()
    thread.join()
    storage.replace_by(tmp_path / "copy.db")
    Note.create(text="goes on")
