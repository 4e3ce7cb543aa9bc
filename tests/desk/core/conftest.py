"""A store that holds two tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.core.storage import Storage
from tests.desk.core.notes import KEY, Note, Part


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    made = Storage.create(tmp_path / "store", KEY)
    made.database.create_tables([Note, Part])
    yield made
    made.close()
