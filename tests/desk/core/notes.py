"""Two tables in a store of their own, for the tests of the store itself."""

from __future__ import annotations

from pathlib import Path

import peewee as pw
import pytest

from desk.core import fields, folder
from desk.core.errors import StoreError
from desk.core.storage import BaseModel, Storage
from desk.texts import sentence

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
