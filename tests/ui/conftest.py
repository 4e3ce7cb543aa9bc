"""Fixtures for everything with a window: a dressed application, no screen needed."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desk.core import words
from ui import theme


@pytest.fixture(scope="session")
def qapp(qapp):  # type: ignore[no-untyped-def]
    """pytest-qt's application, dressed as the program dresses it."""
    theme.start(qapp, "light", 100)
    return qapp


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """A test that switches language or theme leaves no trace."""
    language = words.current()
    words.use("en")
    yield
    words.use(language)
    if theme.mode() != "light":
        theme.set_mode("light")
    if theme.text_size() != 100:
        theme.set_text_size(100)
