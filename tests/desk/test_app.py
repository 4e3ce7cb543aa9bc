"""Making and opening a store: what was cut off, what is there already, what is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desk import app
from desk.core import folder as place
from desk.core.errors import RefusedMany, StoreError
from tests.stores import FIRST


def test_a_set_up_that_was_cut_off_is_no_store(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    for name in (app.MAKING, place.KEYS, place.DATABASE):
        (folder / name).write_bytes(b"torn")
    assert not app.has_store(folder)
    desk, _code = app.create_store(folder, FIRST)
    desk.close()
    assert app.has_store(folder)
    app.open_desk(folder).close()


def test_a_store_is_never_made_over_another(folder: Path) -> None:
    before = (folder / place.DATABASE).read_bytes()
    with pytest.raises(StoreError, match=r"store\.exists"):
        app.create_store(folder, FIRST)
    assert (folder / place.DATABASE).read_bytes() == before
    assert app.has_store(folder)


def test_a_failed_set_up_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from desk.core import preferences

    def fails(*_given: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(preferences, "save", fails)
    with pytest.raises(OSError, match="no space"):
        app.create_store(tmp_path, FIRST)
    assert {path.name for path in tmp_path.iterdir()} <= {place.LOCK}


def test_what_was_typed_is_checked_before_anything_is_made(tmp_path: Path) -> None:
    from dataclasses import replace

    with pytest.raises(RefusedMany):
        app.create_store(tmp_path, replace(FIRST, account="a b", password="short"))
    assert list(tmp_path.iterdir()) == []


def test_no_store_is_said_as_such(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"store\.missing"):
        app.open_desk(tmp_path)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_second_program_on_the_same_folder_is_refused(folder: Path) -> None:
    held = app.open_desk(folder)
    try:
        with pytest.raises(StoreError, match=r"store\.in_use"):
            app.open_desk(folder)
    finally:
        held.close()
