"""The frame that only writes down what it is asked, a page as large as in the window."""

from __future__ import annotations

from tests.ui.duty.conftest import FakeFrame, answer, frame, shown

__all__ = ["FakeFrame", "answer", "frame", "shown"]
