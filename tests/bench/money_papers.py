"""A receipt and payment notices: ours, and the same strings on a bare canvas with a segno QR.

The bare canvas draws just the strings that ours draws, where it draws them: they are recorded, so
the limit goes with the paper. Run as ``python -m tests.bench.money_papers ours|bare FILE`` it draws
one receipt in a fresh process; ``bare`` reads the strings from FILE.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.bench.papers import FONTS, TOKEN, _draw_code

if TYPE_CHECKING:
    from desk.printing.notices import PaymentNotice

WHEN = datetime(2026, 11, 22, 14, 32)  # noqa: DTZ001  (a site's wall clock, as papers show it)
NUMBER = "R260004711"
SIZE = (595.28, 419.53)


class Call(NamedTuple):
    """One drawString."""

    bold: bool
    size: float
    x: float
    y: float
    text: str


def receipt(number: str = NUMBER) -> bytes:
    """Data → PDF bytes, as the desk does it: six lines, two tenders, A5."""
    from desk.printing.receipt import ReceiptItem, ReceiptPaper, TenderLine, render

    months = [(date(2026, month, 1), date(2026, month, 28)) for month in range(6, 12)]
    lines = tuple(
        ReceiptItem("物业服务费", 25060, "3-1502", *span, 895000, 28000, "m²", late_fee=12 * n)
        for n, span in enumerate(months)
    )
    total = sum(line.amount + line.late_fee for line in lines)
    paid = (TenderLine("cash", 50000, 60000), TenderLine("wechat", total - 50000, 0, "4200001234"))
    return render(
        ReceiptPaper(
            "阳光花园", number, WHEN, total, TOKEN, lines, paid, "阳光花园物业服务有限公司",
            payer="李敏", unit="3-1502", prepaid=120000, clerk="陈佳慧", shift="S260000317",
        )
    )  # fmt: skip


def notice(n: int) -> PaymentNotice:
    """One of many notices: four debts, each with why it is what it is."""
    from desk.printing.notices import DebtLine, PaymentNotice

    debts = tuple(
        DebtLine("物业服务费", 25060, date(2026, m, 28), date(2026, m, 1), date(2026, m, 28), 376,
                 "面积 89.50 m² × ¥2.80 × 1 月 = ¥250.60")
        for m in (8, 9, 10, 11)
    )  # fmt: skip
    return PaymentNotice(
        "阳光花园", _number(n), _unit(n), WHEN.date(), debts, "阳光花园物业服务有限公司", "李敏",
        pay_by=date(2026, 12, 5), pay_to="1 号楼大堂服务中心，每日 8:30–20:00",
        contact="服务中心 0755-8888 6666", token=_token(n), issued_by="陈佳慧",
    )  # fmt: skip


def notices(count: int) -> bytes:
    """All in one file."""
    from desk.printing.notices import batch

    return batch(notice(n) for n in range(count))


def _number(n: int) -> str:
    return f"N26{n:07d}"


def _unit(n: int) -> str:
    return f"{n // 100 + 10}-{n % 100 + 1000}"


def _token(n: int) -> str:
    return f"{TOKEN[:-6]}{n:06d}"


def recorded(draw: Any) -> list[Call]:
    """The strings that ``draw`` puts on its canvas."""
    from reportlab.pdfgen.canvas import Canvas

    found: list[Call] = []
    real = Canvas.drawString

    def record(self: Any, x: float, y: float, text: str, *rest: Any, **more: Any) -> None:
        found.append(Call("Bold" in self._fontname, self._fontsize, x, y, text))
        real(self, x, y, text, *rest, **more)

    Canvas.drawString = record  # type: ignore[method-assign]
    try:
        draw()
    finally:
        Canvas.drawString = real  # type: ignore[method-assign]
    return found


def bare(calls: Iterable[Call], number: str = NUMBER) -> bytes:
    """A receipt's strings and code."""
    out = io.BytesIO()
    canvas = _canvas(out, SIZE)
    _page(canvas, calls, {NUMBER: number}, TOKEN)
    canvas.save()
    return out.getvalue()


def bare_notices(calls: Iterable[Call], count: int) -> bytes:
    """As many notices as ours draws."""
    out = io.BytesIO()
    canvas = _canvas(out, (SIZE[1], SIZE[0]))
    for n in range(count):
        _page(canvas, calls, {_number(0): _number(n), _unit(0): _unit(n)}, _token(n))
    canvas.save()
    return out.getvalue()


def _canvas(out: io.BytesIO, size: tuple[float, float]) -> Any:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    if "plain" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("plain", str(FONTS / "DeskSans-Regular.ttf")))
        pdfmetrics.registerFont(TTFont("bold", str(FONTS / "DeskSans-Bold.ttf")))
    return Canvas(out, pagesize=size, invariant=1)


def _page(canvas: Any, calls: Iterable[Call], other: dict[str, str], token: str) -> None:
    import segno

    for call in calls:
        text = call.text
        for old, new in other.items():
            text = text.replace(old, new)
        canvas.setFont("bold" if call.bold else "plain", call.size)
        canvas.drawString(call.x, call.y, text)
    _draw_code(canvas, segno.make(token, error="m", micro=False), 300, 60, 71)
    canvas.showPage()


def main() -> None:
    """One receipt in this process."""
    what, file = sys.argv[1:]
    if what == "ours":
        made = receipt()
    else:
        made = bare([Call(*call) for call in json.loads(Path(file).read_text("utf-8"))])
    print("ready" if made.startswith(b"%PDF") else "no paper", flush=True)


if __name__ == "__main__":
    main()
