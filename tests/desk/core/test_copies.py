"""Copies of the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.core import copies
from desk.core.errors import StoreError
from desk.core.storage import Storage
from tests.desk.core.notes import KEY, OTHER, Note


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
