"""Pages of a PDF as pictures, for the preview and for printing. No Qt, no Pillow."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

from desk.core.errors import Refused

_lock = Lock()  # PDFium must not be entered from two threads


@dataclass(frozen=True)
class Picture:
    """A page: ``data`` holds rows of BGRA (four bytes a pixel) or, if ``grey``, one byte each.

    Its rows are ``stride`` bytes apart. ``width_mm`` and ``height_mm`` are the paper's size.
    """

    width: int
    height: int
    stride: int
    data: bytes
    grey: bool
    width_mm: float
    height_mm: float


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in millimetres. Raises Refused("paper.pdf_unreadable")."""
    with _lock:
        document = _open(pdf)
        try:
            return [_millimetres(document.get_page_size(n)) for n in range(len(document))]
        finally:
            document.close()


def page(pdf: bytes, number: int, dpi: float = 96, grey: bool = False) -> Picture:
    """Page ``number`` (from 0) at ``dpi``. Raises Refused("paper.pdf_unreadable")."""
    with _lock:
        document = _open(pdf)
        try:
            if not 0 <= number < len(document):
                raise Refused("paper.pdf_unreadable")
            return _picture(document, number, dpi, grey)
        finally:
            document.close()


def pages(pdf: bytes, dpi: float = 96, grey: bool = False) -> Iterator[Picture]:
    """All pages, one at a time, so that a long list never is in memory as a whole."""
    for number in range(len(sizes(pdf))):
        yield page(pdf, number, dpi, grey)


def _open(pdf: bytes) -> Any:
    import pypdfium2  # only when a first paper is shown

    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise Refused("paper.pdf_unreadable") from error


def _picture(document: Any, number: int, dpi: float, grey: bool) -> Picture:
    loaded = document[number]
    try:
        bitmap = loaded.render(scale=dpi / 72, grayscale=grey, prefer_bgrx=not grey)
        try:
            data = ctypes.string_at(bitmap.buffer, bitmap.stride * bitmap.height)
            wide, high = _millimetres(loaded.get_size())
            return Picture(bitmap.width, bitmap.height, bitmap.stride, data, grey, wide, high)
        finally:
            bitmap.close()
    finally:
        loaded.close()


def _millimetres(size: tuple[float, float]) -> tuple[float, float]:
    return size[0] * 25.4 / 72, size[1] * 25.4 / 72


def taken_out(pdf: bytes, numbers: list[int]) -> bytes:
    """Some pages (from 0) as a PDF of their own. Raises Refused("paper.pdf_unreadable")."""
    import pypdfium2

    with _lock:
        document, made = _open(pdf), pypdfium2.PdfDocument.new()
        try:
            made.import_pages(document, numbers)
            out = io.BytesIO()
            made.save(out)
            return out.getvalue()
        finally:
            made.close()
            document.close()
