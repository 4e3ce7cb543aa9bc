"""A person's photo for a paper: small, upright, and without what the camera wrote into it."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageOps

from desk.core.errors import Refused

SIDE = 400  # pixels of the longer side: 21 mm at 480 dpi
LIMIT = 60_000_000  # pixels; more is a bomb or a mistake
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,  # raised where warnings are errors
)


def picture(data: bytes, ratio: float) -> Any:
    """``data`` (JPEG, PNG, BMP, WebP) cut to ``ratio`` (width / height) for ReportLab to embed.

    Raises Refused("paper.photo_unreadable"). Place and device that a camera notes are dropped.
    """
    from reportlab.lib.utils import ImageReader

    try:
        opened = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "BMP", "WEBP"))
        if opened.width * opened.height > LIMIT:
            raise Refused("paper.photo_unreadable", field="photo")
        opened.draft("RGB", (SIDE * 2, SIDE * 2))
        image = ImageOps.exif_transpose(opened).convert("RGB")
    except BROKEN as error:
        raise Refused("paper.photo_unreadable", field="photo") from error
    size = (SIDE, round(SIDE / ratio)) if ratio > 1 else (round(SIDE * ratio), SIDE)
    image = ImageOps.fit(image, size, centering=(0.5, 0.35))  # faces are above the middle
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    out.seek(0)
    return ImageReader(out)
