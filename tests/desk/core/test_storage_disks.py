"""The store on disks that are full, locked, far away or oddly named."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.core import folder
from desk.core.errors import StoreError
from desk.core.storage import Storage
from tests.desk.core.notes import KEY, Note, closed, refused


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
