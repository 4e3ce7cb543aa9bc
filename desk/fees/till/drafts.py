"""What is entered at the till, and what it comes to: used by the verb and the window alike."""

from __future__ import annotations

from collections.abc import Sequence

from desk.core.frozen import frozen

LINE_KINDS = ("charge", "prepayment", "deposit", "sundry")
TENDERS = ("cash", "wechat", "alipay", "card", "transfer", "cheque", "prepaid")
ROUNDINGS = {"none": 1, "tenth": 10, "unit": 100}
"""Rules for cash 抹零: what is cut is what exceeds a multiple of so many minor units."""
SHEET_CASES = ("next_sheet", "both_void", "blank_void", "by_hand")


@frozen
class LineDraft:
    """One line of a receipt; money in minor units, quantity and price in ten-thousandths.

    ``kind``: charge (then ``charge``), prepayment (to the account of ``unit`` and the payer),
    deposit (``item`` of kind deposit), sundry (``service`` of the price list, or
    ``item`` or ``text``).
    ``amount`` is what is paid of the principal; ``discount`` is let off beside it, ``late_fee``
    paid on top, ``late_waived`` let off; late fee that is neither becomes a charge of its own.
    ``reason`` is for discount and waiver. ``balance`` is what the window showed as owed: if
    given, a debt that has changed since is refused even if it would still be enough.
    """

    kind: str
    charge: int | None = None
    item: int | None = None
    service: int | None = None
    unit: int | None = None
    text: str = ""
    quantity: int | None = None
    price: int | None = None
    amount: int = 0
    discount: int = 0
    late_fee: int = 0
    late_waived: int = 0
    reason: str = ""
    balance: int | None = None

    @property
    def total(self) -> int:
        """What is paid for this line."""
        return self.amount + self.late_fee


@frozen
class TenderDraft:
    """One way of paying: ``kind`` of TENDERS, ``given`` in minor units (cash before change).

    ``account`` is the prepaid account that is drawn on.
    """

    kind: str
    given: int
    reference: str = ""
    account: int | None = None


@frozen
class ReceiptDraft:
    """A receipt about to be posted.

    ``unit`` and ``person`` are the payer, ``payer`` the name on the paper (the person's if blank).
    ``rounding`` is cut off for cash 抹零. ``surplus_to_prepaid``: what was given too much goes to
    the prepaid account of ``unit`` and ``person`` and no change is handed out. ``sheet`` is the
    number on the pre-printed paper; ``sheet_case`` of SHEET_CASES when it isn't the proposed one.
    """

    lines: tuple[LineDraft, ...]
    tenders: tuple[TenderDraft, ...]
    unit: int | None = None
    person: int | None = None
    payer: str = ""
    rounding: int = 0
    surplus_to_prepaid: bool = False
    sheet: str = ""
    sheet_case: str = ""
    sheet_reason: str = ""
    note: str = ""


@frozen
class Reckoning:
    """What lines and tenders come to, in minor units.

    ``due`` = ``total`` - ``rounding`` is to be paid, ``paid`` was given. ``missing`` is still to
    come, ``surplus`` is too much; ``change`` is what of it can be handed back in cash.
    """

    total: int
    rounding: int
    paid: int
    change: int
    missing: int
    surplus: int

    @property
    def due(self) -> int:
        """What is to be paid after rounding."""
        return self.total - self.rounding

    @property
    def settled(self) -> bool:
        """Whether this can be posted as it is: all paid, and all of the surplus is change."""
        return not self.missing and self.surplus == self.change


def cut(rest: int, rule: str) -> int:
    """What ``rule`` (of ROUNDINGS) cuts off ``rest``, the part of a total that is paid in cash."""
    return max(0, rest) % ROUNDINGS[rule]


def reckon(
    lines: Sequence[LineDraft],
    tenders: Sequence[TenderDraft],
    rule: str = "none",
    rounding: int | None = None,
) -> Reckoning:
    """What is due, given, missing and handed back.

    ``rounding`` None is as ``rule`` says: only what is paid in cash is rounded, always down.
    """
    total = sum(line.total for line in lines)
    cash = sum(tender.given for tender in tenders if tender.kind == "cash")
    other = sum(tender.given for tender in tenders if tender.kind != "cash")
    if rounding is None:
        by_cash = any(tender.kind == "cash" for tender in tenders)
        rounding = cut(total - other, rule) if by_cash else 0
    over = cash + other - (total - rounding)
    surplus = max(0, over)
    return Reckoning(total, rounding, cash + other, min(cash, surplus), max(0, -over), surplus)
