"""Migrations: from nothing, step by step, cut off, failing, and against a newer store."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import peewee as pw
import pytest

from desk.core import copies, migrate, schema
from desk.core.errors import StoreError
from desk.core.fields import CodeField, MoneyField
from desk.core.storage import BaseModel, Storage

KEY = bytes(range(1, 33))
ROOT = Path(__file__).resolve().parents[3]


class Owner(BaseModel):
    name = pw.CharField(max_length=80, index=True)
    kind = CodeField()
    balance = MoneyField(default=0, constraints=[pw.Check("balance >= 0 AND kind <> ')'")])

    class Meta:
        table_name = "owner"
        constraints = [pw.Check("length(name) > 0")]


class Room(BaseModel):
    owner = pw.ForeignKeyField(Owner, on_delete="RESTRICT", null=True)
    number = pw.CharField()
    left = pw.BooleanField(default=False)

    class Meta:
        table_name = "room"
        indexes = ((("number", "owner"), True),)


Room.add_index(Room.index(Room.number, unique=True, where=(Room.left == False)))  # noqa: E712


class Link(BaseModel):
    a = pw.IntegerField()
    b = pw.IntegerField()

    class Meta:
        table_name = "link"
        primary_key = pw.CompositeKey("a", "b")
        without_rowid = True


MODELS = [Room, Owner, Link]
ADD = 'def up(migrator, db):\n    db.execute_sql("ALTER TABLE owner ADD COLUMN note TEXT")\n'
FAIL = (
    "def up(migrator, db):\n"
    '    db.execute_sql("ALTER TABLE owner ADD COLUMN more TEXT")\n'
    '    db.execute_sql("DELETE FROM owner")\n'
    "    raise ValueError('no')\n"
)
ORPHAN = (
    "def up(migrator, db):\n"
    "    db.execute_sql(\"INSERT INTO room (owner_id, number, left) VALUES (99, 'x', 0)\")\n"
)


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_first.py").write_text(schema.draft(MODELS), "utf-8")
    return folder


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    made = Storage.create(tmp_path / "store", KEY)
    yield made
    made.close()


def test_from_nothing_equals_the_models(storage: Storage, steps: Path) -> None:
    assert migrate.bring_up(storage, MODELS, steps) == ["0001_first"]
    assert schema.differences(storage.database, MODELS) == []
    assert migrate.version(storage) == 1
    assert migrate.bring_up(storage, MODELS, steps) == []
    assert not (storage.folder / migrate.BACKUPS).exists()
    with pytest.raises(pw.IntegrityError):
        Owner.create(name="", kind="x")
    with pytest.raises(pw.IntegrityError):
        Owner.create(name="a", kind="x", balance=-1)


def test_draft_is_what_peewee_would_make(storage: Storage, steps: Path) -> None:
    migrate.bring_up(storage, MODELS, steps)
    query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'schema_migration%'"
    ours = {
        (kind, name): schema._pretty(" ".join(str(sql).split())).split()
        for kind, name, sql in storage.database.execute_sql(query)
    }
    plain = pw.SqliteDatabase(":memory:")
    for sql in schema.statements(MODELS):
        plain.execute_sql(sql)
    theirs = {
        (kind, name): schema._pretty(" ".join(str(sql).split())).split()
        for kind, name, sql in plain.execute_sql(query)
    }
    plain.close()
    assert ours.keys() == theirs.keys()
    assert "CHECK" in str(ours["table", "owner"])


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("ALTER TABLE owner ADD COLUMN more TEXT", "unexpected column more TEXT"),
        ("DROP INDEX owner_name", "missing index on ['name"),
        ("CREATE INDEX x ON room (number DESC)", "unexpected index on ['number desc=1"),
        ("DROP TABLE link", "missing column a INTEGER"),
    ],
)
def test_differences_are_named(storage: Storage, steps: Path, sql: str, expected: str) -> None:
    migrate.bring_up(storage, MODELS, steps)
    storage.database.execute_sql(sql)
    found = schema.differences(storage.database, MODELS)
    assert any(expected in line for line in found), found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"balance" INTEGER NOT NULL', '"balance" INTEGER'),
        ('"balance" INTEGER', '"balance" REAL'),
        ("balance >= 0", "balance >= 1"),
        ("length(name) > 0", "length(name) > 1"),
        ("WITHOUT ROWID", ""),
        ("ON DELETE RESTRICT", "ON DELETE CASCADE"),
        ('WHERE ("left" = 0)', ""),
        ('WHERE ("left" = 0)', 'WHERE ("left" = 1)'),
    ],
)
def test_differences_that_schema_diff_passes_over(
    storage: Storage, steps: Path, old: str, new: str
) -> None:
    path = steps / "0001_first.py"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(StoreError) as caught:
        migrate.bring_up(storage, MODELS, steps)
    assert caught.value.code == "store.migration_failed"
    assert "missing" in str(caught.value.values["detail"])


def filled(storage: Storage, steps: Path) -> None:
    migrate.bring_up(storage, MODELS, steps)
    Owner.create(name="王小明", kind="person")


def test_next_step_keeps_rows_and_the_old_file(storage: Storage, steps: Path) -> None:
    filled(storage, steps)
    (steps / "0002_note.py").write_text(ADD)
    assert migrate.bring_up(storage, [], steps) == ["0002_note"]
    assert storage.database.execute_sql("SELECT name, note FROM owner").fetchall() == [
        ("王小明", None)
    ]
    assert migrate.version(storage) == 2
    backup = storage.folder / migrate.BACKUPS / "desk-before-0002.db"
    assert copies.verify(backup, KEY) == []
    old = storage.beside(backup)
    assert old.execute_sql("PRAGMA user_version").fetchone() == (1,)
    assert old.execute_sql("SELECT name FROM owner").fetchone() == ("王小明",)
    old.close_all()


@pytest.mark.parametrize("bad", [FAIL, ORPHAN, "def up(migrator, db)", "import nowhere"])
def test_failing_step_leaves_the_old_file(storage: Storage, steps: Path, bad: str) -> None:
    filled(storage, steps)
    (steps / "0002_note.py").write_text(ADD)
    (steps / "0003_bad.py").write_text(bad)
    with pytest.raises(StoreError) as caught:
        migrate.bring_up(storage, [], steps)
    assert caught.value.code == "store.migration_failed"
    assert caught.value.values["name"] == "0003_bad"
    assert migrate.version(storage) == 1
    assert [owner.name for owner in Owner.select()] == ["王小明"]
    assert schema.differences(storage.database, MODELS) == []
    assert not list(storage.folder.glob("desk.next*"))
    (steps / "0003_bad.py").unlink()
    assert migrate.bring_up(storage, [], steps) == ["0002_note"]


def test_newer_store_is_refused(storage: Storage, steps: Path) -> None:
    filled(storage, steps)
    storage.database.execute_sql("PRAGMA user_version = 9")
    with pytest.raises(StoreError, match=r"store\.newer_schema") as caught:
        migrate.bring_up(storage, MODELS, steps)
    assert caught.value.values["version"] == 9
    storage.database.execute_sql("PRAGMA user_version = 0")
    storage.database.execute_sql("UPDATE schema_migration SET name = '0001_other'")
    with pytest.raises(StoreError, match=r"store\.newer_schema"):
        migrate.bring_up(storage, MODELS, steps)
    assert [owner.name for owner in Owner.select()] == ["王小明"]


def test_lost_version_mark_is_set_again(storage: Storage, steps: Path) -> None:
    filled(storage, steps)
    storage.database.execute_sql("PRAGMA user_version = 0")
    assert migrate.bring_up(storage, MODELS, steps) == []
    assert migrate.version(storage) == 1
    assert Owner.select().count() == 1


def test_no_space_for_the_copy(
    storage: Storage, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(storage, steps)
    (steps / "0002_note.py").write_text(ADD)
    monkeypatch.setattr("desk.core.folder.free_bytes", lambda _: 4096)
    with pytest.raises(StoreError, match=r"store\.disk_full"):
        migrate.bring_up(storage, [], steps)
    assert migrate.version(storage) == 1


def test_killed_in_the_middle(storage: Storage, steps: Path) -> None:
    filled(storage, steps)
    storage.close()
    (steps / "0002_note.py").write_text(
        "import os, signal\n" + ADD + "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    script = (
        "import sys; from pathlib import Path\n"
        "from desk.core import migrate; from desk.core.storage import Storage\n"
        "storage = Storage.open(Path(sys.argv[1]), bytes(range(1, 33)))\n"
        "migrate.bring_up(storage, [], Path(sys.argv[2]))\n"
    )
    if sys.platform == "win32":
        pytest.skip("has no SIGKILL")
    run = subprocess.run(
        [sys.executable, "-c", script, str(storage.folder), str(steps)], cwd=ROOT, check=False
    )
    assert run.returncode == -9
    (steps / "0002_note.py").write_text(ADD)
    again = Storage.open(storage.folder, KEY)
    try:
        assert migrate.version(again) == 1
        assert Owner.select().count() == 1
        assert migrate.bring_up(again, [], steps) == ["0002_note"]
        assert Owner.select().count() == 1
        assert not list(again.folder.glob("desk.next*"))
    finally:
        again.close()
