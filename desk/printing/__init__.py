"""Papers: a dataclass goes in, the bytes of a PDF come out. Knows nothing of the store.

``PAPERS`` is the list of all there are. What was printed is kept with its record as
``to_data(paper)``, and ``from_data`` makes the same paper again. Importing this costs nothing: the
papers themselves are read when one of these names is first asked for, ReportLab, zxing-cpp,
Pillow and PDFium when something is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desk.printing.papers import (
        PAPERS,
        Paper,
        batch,
        from_data,
        lacking,
        of,
        render,
        to_data,
        warm,
    )
    from desk.printing.text import Missing

__all__ = [
    "PAPERS", "Missing", "Paper", "batch", "from_data", "lacking", "of", "render", "to_data",
    "warm",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from desk.printing import papers

    return getattr(papers, name)
