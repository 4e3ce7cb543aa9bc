"""Receipt 收据: A5 landscape, 241 × 93 mm continuous form, or a strip from an 80 mm roll."""

from __future__ import annotations

from datetime import date, datetime

from desk.core.frozen import frozen
from desk.printing.text import Missing

LAYOUTS = ("a5", "form241", "roll80")


@frozen
class ReceiptItem:
    """One line of a receipt.

    ``amount`` is what is paid of the principal, after ``discount``; ``late_fee`` is paid on top of
    it and ``late_waived`` was let off. ``quantity`` and ``price`` are ten-thousandths, shown when
    both are there; ``measure`` is the unit of measure (m²). ``text`` stands under the item.
    """

    item: str
    amount: int
    unit: str = ""
    period_from: date | None = None
    period_to: date | None = None
    quantity: int | None = None
    price: int | None = None
    measure: str = ""
    discount: int = 0
    late_fee: int = 0
    late_waived: int = 0
    text: str = ""


@frozen
class TenderLine:
    """How a part was paid. ``kind`` is a tender's code (cash, wechat, …) or a name of its own.

    ``given`` is the cash that was handed over; what exceeds ``amount`` is the change.
    """

    kind: str
    amount: int
    given: int = 0
    reference: str = ""


@frozen
class ReceiptPaper:
    """What a receipt says. ``at`` is local; money is minor units of ``currency``.

    ``total`` is the sum of the lines' ``amount`` + ``late_fee``; tenders + ``rounding`` = ``total``.
    ``payee`` is the company that takes the money, ``sheet`` the number of the pre-printed paper,
    ``prepaid`` the balance of the prepaid account afterwards, ``token`` the signed text of
    the QR code, ``copy`` 0 for the original and n for copy n (``clerk`` stays who took the money).
    """

    site: str
    number: str
    at: datetime
    total: int
    token: str
    lines: tuple[ReceiptItem, ...] = ()
    tenders: tuple[TenderLine, ...] = ()
    payee: str = ""
    kind: str = "fees"
    payer: str = ""
    unit: str = ""
    sheet: str = ""
    currency: str = "CNY"
    rounding: int = 0
    prepaid: int | None = None
    clerk: str = ""
    shift: str = ""
    note: str = ""
    voided: bool = False
    void_at: datetime | None = None
    void_by: str = ""
    void_reason: str = ""
    copy: int = 0
    language: str = "zh_CN"


def render(paper: ReceiptPaper, layout: str = "a5", missing: Missing = "refuse") -> bytes:
    """The receipt as PDF. Raises as ``visitor_pass.render`` does."""
    raise NotImplementedError
