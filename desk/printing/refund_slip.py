"""Refund slip 退款单: what is given back, what is kept, who asked, approved and paid."""

from __future__ import annotations

from datetime import datetime

from desk.core.frozen import frozen
from desk.printing.text import Missing

LAYOUTS = ("a5",)


@frozen
class RefundItem:
    """What is given back: ``amount`` of the principal, ``late_fee`` on top.

    ``reopen``: the debt is owed again.
    """

    text: str
    amount: int
    late_fee: int = 0
    reopen: bool = False


@frozen
class Deduction:
    """What is kept of a deposit, and for what."""

    text: str
    amount: int


@frozen
class RefundSlip:
    """A refund. ``amount`` is handed out: the items less the deductions.

    ``kind`` is fees, prepaid or deposit; ``state`` the document's; ``tender`` a tender's code.
    ``receipt`` and ``account`` are numbers of what is refunded. Times are local; ``company`` pays,
    ``payee`` receives.
    """

    site: str
    number: str
    kind: str
    amount: int
    payee: str
    at: datetime
    items: tuple[RefundItem, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    company: str = ""
    unit: str = ""
    receipt: str = ""
    account: str = ""
    reason: str = ""
    tender: str = "cash"
    reference: str = ""
    state: str = "requested"
    requested_by: str = ""
    approver: str = ""
    approved_at: datetime | None = None
    decision: str = ""
    paid_by: str = ""
    paid_at: datetime | None = None
    shift: str = ""
    token: str = ""
    currency: str = "CNY"
    copy: int = 0
    language: str = "zh_CN"


def render(paper: RefundSlip, layout: str = "a5", missing: Missing = "refuse") -> bytes:
    """The slip as PDF, A5 landscape. Raises as ``visitor_pass.render`` does."""
    raise NotImplementedError
