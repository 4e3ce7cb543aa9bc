"""The store against damage and a program that is killed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from desk.core.errors import StoreError
from desk.core.storage import Storage
from tests.desk.core.notes import KEY, ROOT, Note, closed


@pytest.mark.parametrize("length", [0, 7, 100, 4096, 5000])
def test_truncated_file(storage: Storage, length: int) -> None:
    path = closed(storage, rows=400)
    with path.open("rb+") as file:
        file.truncate(length)
    try:
        again = Storage.open(path.parent, KEY)
    except StoreError as error:
        assert error.code == "store.damaged"
        return
    try:
        with pytest.raises(StoreError) as caught, again.transaction():
            list(Note.select())
        assert caught.value.code == "store.damaged"
    finally:
        again.close()


def test_flipped_bytes_are_found_wherever_they_are(storage: Storage) -> None:
    path = closed(storage, rows=400)
    whole = path.read_bytes()
    assert len(whole) > 10 * 4096
    for place in [20, 100, 4095, *range(4096, len(whole), 4096 * 3 + 1)]:
        broken = bytearray(whole)
        broken[place] ^= 0x40
        path.write_bytes(broken)
        try:
            again = Storage.open(path.parent, KEY)
        except StoreError as error:
            assert error.code == "store.damaged", place
            continue
        try:
            found: list[str] = []
            try:
                found = again.problems()
            except StoreError as error:
                found = [error.code]
            assert found, place
        finally:
            again.close()
    path.write_bytes(whole)
    again = Storage.open(path.parent, KEY)
    assert again.problems() == []
    again.close()


def test_damage_met_while_reading_rows_is_known(storage: Storage) -> None:
    path = closed(storage, rows=4000)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = os.urandom(len(content) - len(content) // 2)
    path.write_bytes(content)
    again = Storage.open(path.parent, KEY)
    cursor = again.database.execute_sql("SELECT * FROM note")
    with pytest.raises(Exception, match="malformed") as caught:
        cursor.fetchall()
    known = again.known(caught.value)
    assert known is not None
    assert known.code == "store.damaged"
    assert again.known(ValueError("no")) is None
    again.close()


LOOP = """
import sys
from pathlib import Path
from desk.core.storage import Storage
storage = Storage.open(Path(sys.argv[1]), bytes(range(1, 33)))
for number in range(1_000_000):
    with storage.transaction():
        storage.database.execute_sql(
            "INSERT INTO note (text, money, code) VALUES (?, 0, 'x')", (str(number),))
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 40, 90])
def test_killed_program_loses_nothing_acknowledged(storage: Storage, after: int) -> None:
    path = closed(storage)
    process = subprocess.Popen(
        [sys.executable, "-c", LOOP, str(path.parent)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(after)]
    process.kill()
    said += process.stdout.read().splitlines(keepends=True)
    process.wait()
    process.stdout.close()
    acknowledged = [line.strip() for line in said if line.endswith("\n")]
    again = Storage.open(path.parent, KEY)
    kept = [note.text for note in Note.select().order_by(Note.id)]
    assert kept[: len(acknowledged)] == acknowledged
    assert len(kept) <= len(acknowledged) + 1
    assert again.problems() == []
    again.close()
