"""The store against trouble: keys, damage, a second program, disks, threads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import peewee as pw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core import copies, engine, fields, folder
from desk.core.errors import StoreError
from desk.core.storage import BaseModel, Storage
from desk.texts import sentence
from desk.texts.storage import ERRORS

KEY = bytes(range(1, 33))
OTHER = bytes(range(2, 34))
ROOT = Path(__file__).resolve().parents[3]


class Note(BaseModel):
    text = pw.CharField(default="")
    money = fields.MoneyField(default=0)
    at = fields.UtcField(null=True)
    day = fields.DateField(null=True)
    data = fields.JsonField(null=True)
    code = fields.CodeField(default="new")


class Part(BaseModel):
    note = pw.ForeignKeyField(Note)


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    made = Storage.create(tmp_path / "store", KEY)
    made.database.create_tables([Note, Part])
    yield made
    made.close()


def closed(storage: Storage, rows: int = 0) -> Path:
    """The file of a store with some rows, closed."""
    with storage.transaction():
        for number in range(rows):
            Note.create(text=f"{number}" * 60)
    storage.close()
    return storage.path


def refused(path: Path, key: bytes = KEY) -> StoreError:
    with pytest.raises(StoreError) as caught:
        Storage.open(path, key)
    assert "…" not in sentence(caught.value)
    # What failed must hold nothing: the folder can be locked again.
    folder.FolderLock(path).release()
    return caught.value


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


def test_full_file_keeps_what_was_there(storage: Storage) -> None:
    Note.create(text="kept")
    storage.database.execute_sql("PRAGMA max_page_count = 1")
    with pytest.raises(StoreError) as caught, storage.transaction():
        for _ in range(2000):
            Note.create(text="x" * 250)
    assert caught.value.code == "store.disk_full"
    storage.database.execute_sql("PRAGMA max_page_count = 1000000")
    with storage.transaction():
        Note.create(text="after")
    assert [note.text for note in Note.select()] == ["kept", "after"]
    assert storage.problems() == []


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "tiny"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)],
        capture_output=True, check=False,
    ) if sys.platform == "linux" and os.geteuid() == 0 else None  # fmt: skip
    if made is None or made.returncode:
        pytest.skip("needs the right to mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_really_full_disk(tiny_disk: Path) -> None:
    storage = Storage.create(tiny_disk / "store", KEY)
    try:
        storage.database.create_tables([Note])
        assert [warning.code for warning in storage.warnings] == ["store.low_space"]
        kept = 0
        with pytest.raises(StoreError) as caught:
            while True:
                with storage.transaction():
                    Note.create(text="x" * 250)
                    Note.create(text="y" * 250)
                kept += 2
        assert caught.value.code == "store.disk_full"
        assert Note.select().count() == kept
        with pytest.raises(StoreError) as caught:
            storage.copy_to(tiny_disk / "copy.db")
        assert caught.value.code == "store.disk_full"
        assert not (tiny_disk / "copy.db").exists()
    finally:
        storage.close()
    subprocess.run(["mount", "-o", "remount,size=4m", str(tiny_disk)], check=True)
    again = Storage.open(tiny_disk / "store", KEY)
    assert Note.select().count() == kept
    assert again.problems() == []
    again.close()


def test_starting_on_a_full_disk(tiny_disk: Path) -> None:
    Storage.create(tiny_disk / "store", KEY).close()
    with pytest.raises(OSError, match="space"), (tiny_disk / "film").open("wb", 0) as file:
        while True:
            file.write(b"x" * 4096)
    for make in (Storage.open, Storage.create):
        with pytest.raises(StoreError) as caught:
            make(tiny_disk / ("store" if make == Storage.open else "new"), KEY)
        assert caught.value.code == "store.disk_full"
    (tiny_disk / "film").unlink()
    Storage.open(tiny_disk / "store", KEY).close()


def test_read_only_disk(tiny_disk: Path) -> None:
    Storage.create(tiny_disk / "store", KEY).close()
    subprocess.run(["mount", "-o", "remount,ro", str(tiny_disk)], check=True)
    for make in (Storage.open, Storage.create):
        with pytest.raises(StoreError) as caught:
            make(tiny_disk / ("store" if make == Storage.open else "new"), KEY)
        assert caught.value.code == "store.read_only"
    subprocess.run(["mount", "-o", "remount,rw", str(tiny_disk)], check=True)
    Storage.open(tiny_disk / "store", KEY).close()


def test_folder_names_that_look_like_addresses(tmp_path: Path) -> None:
    for name in ("a#b?c=1&d", "50% 数据", "x'y"):
        storage = Storage.create(tmp_path / name, KEY)
        storage.database.create_tables([Note])
        storage.close()
        assert (tmp_path / name / folder.DATABASE).stat().st_size > 4096
        Storage.open(tmp_path / name, KEY).close()


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


def test_folder_that_cannot_be_written(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    path = closed(storage)
    monkeypatch.setattr(folder, "writable", lambda _: False)
    assert refused(path.parent).code == "store.read_only"


def test_little_space_is_a_warning(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    path = closed(storage)
    monkeypatch.setattr(folder, "free_bytes", lambda _: 5 * 1024 * 1024)
    again = Storage.open(path.parent, KEY)
    assert [(w.code, w.values) for w in again.warnings] == [("store.low_space", {"free": 5})]
    again.close()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("nfs4", True), ("cifs", True), ("smb3", True), ("9p", True), ("fuse.sshfs", True),
        ("fuse.rclone", True), ("vboxsf", True), ("ext4", False), ("tmpfs", False),
        ("fuseblk", False), ("fuse.gocryptfs", False), ("overlay", False), ("apfs", False),
    ],
)  # fmt: skip
def test_shares_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, expected: bool
) -> None:
    share = tmp_path / "a share"
    share.mkdir()
    (tmp_path / "link").symlink_to(share)
    monkeypatch.setattr(folder, "_mounts", lambda: [("/", "ext4"), (str(share), kind)])
    for place in (share, share / "not" / "yet", tmp_path / "link"):
        assert folder.is_network(place) is expected
    assert not folder.is_network(tmp_path / "a share's neighbour")
    if expected:
        with pytest.raises(StoreError) as caught:
            Storage.create(share / "store", KEY)
        assert caught.value.code == "store.network_folder"
        assert not (share / "store").exists()


def test_mount_table_escapes() -> None:
    assert folder._unescaped("/mnt/a\\040b\\134c") == "/mnt/a b\\c"


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


def test_copy_is_encrypted_whole_and_usable(storage: Storage, tmp_path: Path) -> None:
    for number in range(300):
        Note.create(text=f"{number}" * 50)
    steps: list[tuple[int, int]] = []
    storage.copy_to(tmp_path / "copy.db", lambda left, total: steps.append((left, total)))
    assert steps
    assert steps[-1][0] == 0
    assert copies.verify(tmp_path / "copy.db", KEY) == []
    assert b"SQLite" not in (tmp_path / "copy.db").read_bytes()[:16]
    with pytest.raises(StoreError) as caught:
        storage.copy_to(tmp_path / "copy.db")
    assert caught.value.code == "store.exists"
    with pytest.raises(StoreError) as caught:
        copies.verify(tmp_path / "copy.db", OTHER)
    assert caught.value.code == "store.wrong_key"
    Note.delete().execute()
    storage.replace_by(tmp_path / "copy.db")
    assert Note.select().count() == 300
    assert not (tmp_path / "copy.db").exists()


def test_stopped_copy_leaves_nothing(storage: Storage, tmp_path: Path) -> None:
    def stop(left: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        storage.copy_to(tmp_path / "copy.db", stop)
    assert not list(tmp_path.glob("copy.db*"))
    Note.create(text="still works")


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


MONEY = st.integers(-(2**63) + 1, 2**63 - 1)
MOMENTS = st.datetimes(
    datetime(1, 1, 3),  # noqa: DTZ001  (Hypothesis wants them naive)
    datetime(9999, 12, 29),  # noqa: DTZ001
    timezones=st.timezones() | st.just(timezone(timedelta(hours=8))),
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@given(MONEY, MOMENTS, st.dates(), PLAIN)
def test_fields_round_trip(money: int, at: datetime, day: date, data: object) -> None:
    assert Note.money.python_value(Note.money.db_value(money)) == money
    back = Note.at.python_value(Note.at.db_value(at))
    assert back.tzinfo is UTC
    assert timedelta(0) <= at - back < timedelta(milliseconds=1)
    assert Note.day.python_value(Note.day.db_value(day)) == day
    if data is not None:
        assert Note.data.python_value(Note.data.db_value(data)) == data


def test_fields_through_the_store(storage: Storage) -> None:
    at = datetime(2026, 2, 3, 4, 5, 6, 789000, tzinfo=UTC)
    Note.create(money=-5, at=at, day=date(2026, 2, 3), data={"b": [1], "a": None}, code="on_site")
    row = Note.get((Note.at == at) & (Note.day <= date(2026, 2, 3)) & (Note.code == "on_site"))
    assert (row.money, row.at, row.day, row.data) == (
        -5,
        at,
        date(2026, 2, 3),
        {"a": None, "b": [1]},
    )
    stored = storage.database.execute_sql("SELECT money, at, day, data, code FROM note").fetchone()
    assert stored == (-5, 1770091506789, "2026-02-03", '{"a":null,"b":[1]}', "on_site")
    assert json.loads(stored[3]) == row.data


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Note.money, 1.0), (Note.money, True), (Note.money, "5"), (Note.money, 2**63),
        (Note.at, datetime(2026, 1, 1)), (Note.at, 5), (Note.at, date(2026, 1, 1)),  # noqa: DTZ001
        (Note.day, datetime(2026, 1, 1, tzinfo=UTC)), (Note.day, "2026-01-01"),
        (Note.data, float("nan")), (Note.data, {1, 2}),
        (Note.code, "Ünsafe"), (Note.code, "a b"), (Note.code, "x" * 41), (Note.code, 5),
    ],
)  # fmt: skip
def test_fields_refuse_what_they_would_change(field: pw.Field, value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        field.db_value(value)
    assert field.db_value(None) is None
