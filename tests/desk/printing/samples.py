"""Papers to test with, and ways to read a PDF back."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdfium2
import zxingcpp
from PIL import Image

from desk.core.tokens import Kind, Seal, Token
from desk.printing import raster
from desk.printing.muster_list import MusterList, MusterRow
from desk.printing.recovery_code import RecoveryCode
from desk.printing.register_list import ListColumn, RegisterList
from desk.printing.visitor_pass import VisitorPass

NOW = datetime(2026, 11, 22, 14, 32)  # noqa: DTZ001  (papers show local time)
SEAL = Seal(bytes(range(32)), "site-1")
TOKEN = SEAL.sign(Token(Kind.VISIT, 11287, "V260011287", 1, datetime(2026, 11, 22, 10, tzinfo=UTC)))

# English, because its words do not change with the catalogues.
PASS = VisitorPass(
    site="阳光花园 Sunshine Garden",
    number="V260011287",
    visitor="张伟",
    company="快捷电梯维保有限公司",
    people=4,
    unit="3-1502",
    host="李敏",
    purpose="电梯维保 · 3 栋 2 号梯",
    items="工具箱 1，控制板 1",
    plate="粤B·12345",
    valid_from=NOW,
    valid_until=NOW.replace(hour=18, minute=0),
    issued_by="陈佳慧",
    badge="A-017",
    token=TOKEN,
    language="en",
)
MUSTER = MusterList(
    site="阳光花园",
    printed_at=NOW,
    printed_by="陈佳慧",
    rows=tuple(
        MusterRow(
            group=f"Tower {tower}",
            number=f"V26001{1000 + tower * 100 + n}",
            visitor=("张伟", "欧阳𨋢䶮", "Anna Müller", "<b>=1+1</b>")[n % 4],
            people=1 + n % 3,
            where=f"{tower}-{n:02}01 恒通贸易有限公司",
            since=NOW.replace(day=21 + n % 2, hour=9, minute=n),
            phone="137 **** 8842",
        )
        for tower in (1, 2, 3)
        for n in range(30)
    ),
    language="en",
)
RECOVERY = RecoveryCode(
    "阳光花园", "K7WQ-MX4P-2N8D-HT5R-9BVC-3FJY-6GZK-LM8Q", NOW, "admin", "1", language="en"
)
LIST = RegisterList(
    site="阳光花园",
    title="Activity log",
    printed_at=NOW,
    printed_by="陈佳慧",
    columns=(ListColumn("Time"), ListColumn("Who"), ListColumn("Sum", right=True)),
    rows=tuple((f"14:{n:02}", "陈佳慧 =1+1", f"{n * 13}.50") for n in range(60)),
    filters="Today · 陈佳慧",
    language="en",
)


def photo(size: tuple[int, int] = (300, 400), kind: str = "PNG") -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, (90, 140, 200)).save(out, kind)
    return out.getvalue()


def words_of(pdf: bytes) -> str:
    """All text of a PDF, pages parted by form feeds."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for number in range(len(document)):
            page = document[number]
            texts.append(page.get_textpage().get_text_range())
        return "\f".join(texts)
    finally:
        document.close()


def codes_of(pdf: bytes, dpi: float = 203) -> list[str]:
    """What a scanner reads from the first page, printed at ``dpi``."""
    page = image_of(raster.page(pdf, 0, dpi))
    # Ruled lines and type can pass for a short bar code; ours are all QR codes.
    return [code.text for code in zxingcpp.read_barcodes(page, zxingcpp.BarcodeFormat.QRCode)]


def image_of(picture: raster.Picture) -> Image.Image:
    """A page's picture for Pillow."""
    size = (picture.width, picture.height)
    return Image.frombuffer("RGB", size, picture.data, "raw", "BGRX", picture.stride, 1)


def edges_are_free(pdf: bytes, width: float) -> bool:
    """Whether nothing stands nearer than ``width`` points to the sides of any page."""
    for picture in raster.pages(pdf, 72):
        image, edge = image_of(picture), round(width)
        for left in (0, picture.width - edge):
            strip = image.crop((left, 0, left + edge, picture.height))
            if strip.getextrema() != ((255, 255),) * 3:
                return False
    return True
