"""QR codes as one filled path: sharp at any resolution, and no picture to decode."""

from __future__ import annotations

import re

import zxingcpp

from desk.core.errors import Refused

DARK = re.compile(b"\x00+")


def modules(text: str, level: str = "M") -> tuple[int, list[bytes]]:
    """The side in modules and the rows (0 dark, 255 light) of ``text``'s code, no quiet zone.

    Raises Refused("paper.code_too_long").
    """
    try:
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    except (ValueError, RuntimeError) as error:
        raise Refused("paper.code_too_long") from error
    image = zxingcpp.write_barcode_to_image(code, add_quiet_zones=False)
    side = image.shape[0]
    flat = bytes(memoryview(image))  # type: ignore[arg-type]
    return side, [flat[n : n + side] for n in range(0, side * side, side)]


def path(side: int, rows: list[bytes]) -> str:
    """PDF operators that fill the code over ``side`` × ``side`` units, origin bottom left.

    All runs are one path: filled together, neighbours leave no hairline between them.
    """
    runs = [
        f"{run.start()} {side - 1 - y} {run.end() - run.start()} 1 re"
        for y, row in enumerate(rows)
        for run in DARK.finditer(row)
    ]
    return " ".join(runs) + " f"
