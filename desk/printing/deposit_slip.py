"""Deposit slip 押金单: what was left as a security, to be brought back for its return."""

from __future__ import annotations

from datetime import datetime

from desk.core.frozen import frozen
from desk.printing.receipt import TenderLine
from desk.printing.text import Missing

LAYOUTS = ("a5",)


@frozen
class DepositSlip:
    """A deposit taken. ``number`` is the account's, ``receipt`` the number it was taken with.

    ``terms`` says when it is paid back.
    """

    site: str
    number: str
    at: datetime
    item: str
    amount: int
    token: str = ""
    payee: str = ""
    payer: str = ""
    unit: str = ""
    receipt: str = ""
    tenders: tuple[TenderLine, ...] = ()
    terms: str = ""
    note: str = ""
    currency: str = "CNY"
    clerk: str = ""
    shift: str = ""
    voided: bool = False
    copy: int = 0
    language: str = "zh_CN"


def render(paper: DepositSlip, layout: str = "a5", missing: Missing = "refuse") -> bytes:
    """The slip as PDF, A5 landscape. Raises as ``visitor_pass.render`` does."""
    raise NotImplementedError
