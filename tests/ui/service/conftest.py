"""The real frame on a small house."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from desk.core.desk import Desk
from desk.core.reindex import reindex
from tests.desk.service.test_complaints import house
from tests.ui.reception.conftest import Keys, framed, keys
from ui.main_window import MainFrame

__all__ = ["Keys", "house", "keys"]


@pytest.fixture
def frame(qtbot: Any, desk: Desk, house: dict[str, int]) -> Iterator[MainFrame]:
    """The frame with the complaints open."""
    with desk.storage.transaction():
        reindex(desk)
    with framed(qtbot, desk, "complaints") as made:
        yield made
