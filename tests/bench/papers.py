"""A visitor pass: ours, and the same drawn on a bare ReportLab canvas with a segno QR.

Run as ``python -m tests.bench.papers ours|bare`` it draws one in a fresh process.
"""

from __future__ import annotations

import io
import sys
from datetime import datetime

from tests.bench.harness import ROOT

FONTS = ROOT / "resources" / "fonts"
TOKEN = "FD1" + "ABCDEFGHJKMNPQRSTVWXYZ0123456789" * 4 + "ABCDEFGHJKMNPQRSTVWXYZ0"
WHEN = datetime(2026, 11, 2, 14, 32)  # noqa: DTZ001  (a site's wall clock, as passes show it)
TEXTS = (
    ("bold", 12, 150, 140, "访客证"),
    ("plain", 9.5, 12, 140, "阳光花园"),
    ("bold", 25, 12, 108, "{name}"),
    ("bold", 14, 12, 90, "3-1502  李敏"),
    ("plain", 7.5, 12, 74, "公司"),
    ("plain", 8, 40, 74, "快捷电梯维保有限公司"),
    ("plain", 7.5, 12, 63, "事由"),
    ("plain", 8, 40, 63, "电梯维保"),
    ("plain", 7.5, 12, 52, "随带"),
    ("plain", 8, 40, 52, "工具箱 1，控制板 1"),
    ("bold", 10.5, 12, 24, "2026-11-02 14:32 – 18:00"),
    ("plain", 7, 12, 13, "经办 陈佳慧"),
    ("bold", 10, 180, 40, "V260011285"),
)


def ours(name: str) -> bytes:
    """Data → PDF bytes, as the desk does it."""
    from desk.printing.visitor_pass import VisitorPass, render

    return render(
        VisitorPass(
            "阳光花园",
            "V260011285",
            name,
            WHEN,
            TOKEN,
            company="快捷电梯维保有限公司",
            unit="3-1502",
            host="李敏",
            purpose="电梯维保",
            items="工具箱 1，控制板 1",
            valid_until=WHEN.replace(hour=18),
            issued_by="陈佳慧",
        )
    )


def bare(name: str) -> bytes:
    """The same on a bare canvas: same font file, as many strings, the same QR by segno."""
    import segno
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    if "plain" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("plain", str(FONTS / "DeskSans-Regular.ttf")))
        pdfmetrics.registerFont(TTFont("bold", str(FONTS / "DeskSans-Bold.ttf")))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(243.8, 153.1), invariant=1)
    canvas.rect(0, 129, 243.8, 24.1, fill=1, stroke=0)
    for font, size, x, y, text in TEXTS:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text.format(name=name))
    _draw_code(canvas, segno.make(TOKEN, error="m", micro=False), 162, 50, 71)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_code(canvas: object, code: object, left: float, bottom: float, size: float) -> None:
    rows = list(code.matrix)  # type: ignore[attr-defined]
    cell = size / len(rows)
    path = canvas.beginPath()  # type: ignore[attr-defined]
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                # One rectangle for each run of dark modules: fair to the limit.
                top = bottom + size - (y + 1) * cell
                path.rect(left + start * cell, top, (x - start) * cell, cell)
                start = None
    canvas.drawPath(path, fill=1, stroke=0)  # type: ignore[attr-defined]


if __name__ == "__main__":
    made = {"ours": ours, "bare": bare}[sys.argv[1]]("刘思远")
    print("ready" if made.startswith(b"%PDF") else "no paper", flush=True)
