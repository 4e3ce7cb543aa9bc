"""The store: keys, a second program, changes that fail, what it is made with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import peewee as pw
import pytest

from desk.core import engine, folder
from desk.core.errors import StoreError
from desk.core.storage import Storage
from desk.texts.storage import ERRORS
from tests.desk.core.notes import KEY, OTHER, ROOT, Note, Part, closed, refused


def test_rows_survive_closing_and_the_file_is_encrypted(storage: Storage) -> None:
    Note.create(text="王小明")
    path = closed(storage)
    content = path.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert "王小明".encode() not in content
    again = Storage.open(path.parent, KEY)
    assert [note.text for note in Note.select()] == ["王小明"]
    assert again.problems() == []
    again.close()
    again.close()


@pytest.mark.parametrize("key", [b"", b"short", b"\0" * 32, b"x" * 33])
def test_key_that_would_not_encrypt_is_refused(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(ValueError, match="32 random bytes"):
        Storage.create(tmp_path, key)
    assert not (tmp_path / folder.DATABASE).exists()


def test_wrong_key(storage: Storage) -> None:
    path = closed(storage)
    before = path.read_bytes()
    assert refused(path.parent, OTHER).code == "store.wrong_key"
    assert path.read_bytes() == before


def test_missing_plain_and_existing(storage: Storage, tmp_path: Path) -> None:
    assert refused(tmp_path).code == "store.missing"
    path = closed(storage)
    with pytest.raises(StoreError) as caught:
        Storage.create(path.parent, OTHER)
    assert caught.value.code == "store.exists"
    Storage.open(path.parent, KEY).close()
    path.unlink()
    plain = pw.SqliteDatabase(str(path))
    plain.execute_sql("CREATE TABLE t (a)")
    plain.close()
    assert refused(path.parent).code == "store.not_encrypted"


def test_second_program_is_told_who_has_it(storage: Storage) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from desk.core.storage import Storage; from desk.core.errors import StoreError\n"
        "try: Storage.open(Path(sys.argv[1]), bytes(range(1, 33)))\n"
        "except StoreError as e: print(e.code, e.values['who'])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(storage.folder)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.startswith("store.in_use ")
    assert str(os.getpid()) in run.stdout
    with pytest.raises(StoreError) as caught:
        Storage.open(storage.folder, KEY)
    assert caught.value.code == "store.in_use"


def test_failed_change_leaves_nothing_and_nested_one_joins(storage: Storage) -> None:
    with pytest.raises(ZeroDivisionError), storage.transaction():
        Note.create(text="a")
        raise ZeroDivisionError
    assert Note.select().count() == 0
    with storage.transaction():
        Note.create(text="kept")
        with pytest.raises(ZeroDivisionError), storage.transaction():
            Note.create(text="undone")
            raise ZeroDivisionError
    assert [note.text for note in Note.select()] == ["kept"]


def test_broken_constraint_stays_an_integrity_error(storage: Storage) -> None:
    with pytest.raises(pw.IntegrityError), storage.transaction():
        Part.create(note=99)
    assert Part.select().count() == 0


def test_replace_cannot_slip_past_triggers(storage: Storage) -> None:
    storage.database.execute_sql(
        "CREATE TRIGGER keep BEFORE DELETE ON note BEGIN SELECT RAISE(ABORT, 'kept'); END"
    )
    Note.create(id=1, text="a")
    with pytest.raises(pw.IntegrityError):
        Note.replace(id=1, text="b").execute()
    assert Note.get_by_id(1).text == "a"


def test_derived_keys_are_the_standard_s() -> None:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    for length in (1, 16, 32):
        standard = HKDF(SHA256(), length, None, b"front desk: audit").derive(KEY)
        assert engine.derive(KEY, "audit", length) == standard
    with pytest.raises(ValueError, match="33"):
        engine.derive(KEY, "audit", 33)


def test_derived_keys(storage: Storage, tmp_path: Path) -> None:
    assert storage.derive("audit") == storage.derive("audit")
    assert len(storage.derive("audit")) == 32
    other = engine.derive(OTHER, "audit")
    assert len({storage.derive("audit"), storage.derive("tokens"), other, KEY}) == 4


def test_discarded_store_leaves_nothing_of_itself(storage: Storage) -> None:
    storage.discard()
    assert sorted(path.name for path in storage.folder.iterdir()) in ([], [folder.LOCK])
    Storage.create(storage.folder, OTHER).close()


def test_old_sqlite_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(StoreError) as caught:
        Storage.create(tmp_path, KEY)
    assert caught.value.code == "store.old_driver"


def test_every_sentence_can_be_filled() -> None:
    for code, message in ERRORS.items():
        assert message[0].isupper() or message.startswith("{"), code
        assert message.rstrip().endswith((".", ")", "}")), code
