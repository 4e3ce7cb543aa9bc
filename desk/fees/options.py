"""What can be set for fees: late fees, rounding, limits, papers, the dunning ladder."""

from __future__ import annotations

from desk.core.errors import Refused
from desk.core.settings import Setting, declare
from desk.core.words import N_

GROUP = "fees"
CURRENCY_OF = {"CN": "CNY", "HK": "HKD"}
LAYOUTS = ("a5", "form241", "roll80")


def _days(value: str) -> None:
    ladder_days(value)


def ladder_days(value: str) -> tuple[int, ...]:
    """``7; 15; 30; 60; 90`` as days after due for each step. Raises Refused("setting.ladder")."""
    parts = [part.strip() for part in value.replace("；", ";").split(";") if part.strip()]
    if len(parts) != 5 or not all(part.isdecimal() and len(part) < 5 for part in parts):
        raise Refused("setting.ladder", "fees.ladder")
    days = tuple(int(part) for part in parts)
    if list(days) != sorted(days):
        raise Refused("setting.ladder", "fees.ladder")
    return days


LATE_RATE = declare(
    Setting(
        "fees.late_rate", 0, N_("Late fee a day"), GROUP, N_("millionths of the principal"), 0, 5000
    )
)
GRACE = declare(Setting("fees.grace", 0, N_("Days of grace"), GROUP, N_("days"), 0, 365))
LATE_CAP = declare(
    Setting(
        "fees.late_cap", 1000, N_("Late fee at most"), GROUP, N_("thousandths of the principal"),
        0, 1000,
    )
)  # fmt: skip
ROUNDING = declare(
    Setting(
        "fees.rounding", "none", N_("Rounding of cash"), GROUP, choices=("none", "tenth", "unit")
    )
)
VOID_LIMIT = declare(
    Setting(
        "fees.void_limit", 100_000, N_("Voids above this need a second person"), GROUP,
        N_("in fen"), 0, 10**12,
    )
)  # fmt: skip
RECEIPT_LAYOUT = declare(
    Setting("fees.receipt_layout", "a5", N_("Receipt paper"), GROUP, choices=LAYOUTS)
)
BOOKS = declare(Setting("fees.books", False, N_("Pre-printed receipt books"), GROUP))
PAYEE = declare(Setting("fees.payee", "", N_("Name of the company on receipts"), GROUP))
PAY_TO = declare(Setting("fees.pay_to", "", N_("Where to pay, on notices"), GROUP))
LADDER = declare(
    Setting("fees.ladder", "1; 7; 15; 30; 60", N_("Dunning: days after due"), GROUP, check=_days)
)
DEMAND_DAYS = declare(
    Setting("fees.demand_days", 7, N_("Deadline of a formal demand"), GROUP, N_("days"), 1, 365)
)
