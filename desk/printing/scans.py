"""Codes on papers that were scanned or photographed: which record each sheet belongs to."""

from __future__ import annotations

import io
from typing import Any

import zxingcpp
from PIL import Image, ImageOps

from desk.core.errors import Refused
from desk.printing import raster
from desk.printing.photo import BROKEN, LIMIT

DPI = 200
PAGES = 200
"""Pages of a PDF that are looked at."""
LONGEST = 4000  # pixels of a picture's longer side that are looked at
Sheet = tuple[list[str], bytes]


def sheets(data: bytes) -> list[Sheet]:
    """A scan taken apart: the texts of the QR codes of each paper in it, and its bytes.

    A picture is one paper. A stack in one PDF is parted where another code begins; pages without
    a code belong to the one before. What can't be read is one paper without codes.
    """
    try:
        if data.startswith(b"%PDF-"):
            return _stack(data)
        return [(_codes(_picture(data)), data)]
    except (Refused, *BROKEN):
        return [([], data)]


def _picture(data: bytes) -> Any:
    opened = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "BMP", "WEBP", "TIFF"))
    if opened.width * opened.height > LIMIT:
        raise Refused("paper.photo_unreadable")
    opened.draft("L", (LONGEST, LONGEST))
    image = ImageOps.exif_transpose(opened).convert("L")
    image.thumbnail((LONGEST, LONGEST))
    return image


def _codes(image: Any) -> list[str]:
    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(image, formats=wanted)
    return list(dict.fromkeys(code.text for code in found if code.text))


def _stack(data: bytes) -> list[Sheet]:
    papers: list[tuple[list[str], list[int]]] = []
    for number, shown in enumerate(raster.pages(data, DPI, grey=True)):
        if number >= PAGES:
            break
        size = (shown.width, shown.height)
        codes = _codes(Image.frombuffer("L", size, shown.data, "raw", "L", shown.stride, 1))
        if papers and (not codes or codes == papers[-1][0]):
            papers[-1][1].append(number)
        else:
            papers.append((codes, [number]))
    if len(papers) < 2:
        return [(papers[0][0] if papers else [], data)]
    return [(codes, raster.taken_out(data, pages)) for codes, pages in papers]
