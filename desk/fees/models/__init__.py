"""Tables of the fees: what is charged, what was paid, what is held, and the drawer.

Amounts are minor units. Prices and quantities are in ten-thousandths (2.80 a m² is 28000, 89.50 m²
is 895000), ``rate`` in thousandths (1000 is all of it), daily late rates in millionths.
Posted documents are never edited: what changes are their running totals, and states on the way.
"""

from __future__ import annotations

from desk.fees.models.accounts import Account, AccountEntry
from desk.fees.models.charges import BillingRun, Charge
from desk.fees.models.documents import Adjustment, AdjustmentLine, Refund, RefundLine
from desk.fees.models.drawer import CashMove, CashShift
from desk.fees.models.dunning import Contact, Notice
from desk.fees.models.items import FeeItem, Offer, Service, Tariff, UnitFee
from desk.fees.models.receipts import BookSheet, Receipt, ReceiptBook, ReceiptLine, Tender

__all__ = [
    "MODELS",
    "Account",
    "AccountEntry",
    "Adjustment",
    "AdjustmentLine",
    "BillingRun",
    "BookSheet",
    "CashMove",
    "CashShift",
    "Charge",
    "Contact",
    "FeeItem",
    "Notice",
    "Offer",
    "Receipt",
    "ReceiptBook",
    "ReceiptLine",
    "Refund",
    "RefundLine",
    "Service",
    "Tariff",
    "Tender",
    "UnitFee",
]

MODELS = (
    FeeItem, Tariff, UnitFee, Offer, Service, BillingRun, Charge, CashShift, CashMove, Receipt,
    ReceiptLine, Tender, Account, AccountEntry, Refund, RefundLine, Adjustment, AdjustmentLine,
    ReceiptBook, BookSheet, Notice, Contact,
)  # fmt: skip
