"""Pictures of the cashier's screen for ``shots``: with debts, in part, let off, posted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desk.fees.drawer.shifts import current_shift, open_shift
from ui.fees.till.sale import WAIVE, LetOff

if TYPE_CHECKING:
    from ui.fees.till.page import TillPage

FLOAT = 50_000
UNITS = 60  # how many units are tried for one that owes something


def scenes(page: TillPage) -> dict[str, Callable[[], object]]:
    """What to call first for each picture."""
    return {"debts": lambda: owing(page), "part": lambda: part(page), "done": lambda: done(page)}


def owing(page: TillPage) -> bool:
    """The first unit that owes more than two months."""
    return any(page.load("unit", unit) and len(page.sale.debts) > 2 for unit in range(1, UNITS))


def part(page: TillPage) -> None:
    """A part is paid, by two ways; something is let off."""
    if not owing(page):
        return
    first, second = page.sale.debts[:2]
    page.debts.amount.set_value(first.balance + second.balance // 2)
    page.sale.let_off(first.id, LetOff(0, WAIVE, "…"))
    page.show_parts()
    page.pay.tenders.rows[0].given.set_value(20000)
    page.pay.tenders.add("wechat")


def done(page: TillPage) -> None:
    """A receipt that was posted, with change."""
    if current_shift(page.desk) is None:
        open_shift(page.desk, FLOAT)
    if owing(page):
        page.pay.tenders.rows[0].given.set_value(page.pay.reckoned.due + 4550)
        page.posting.post(False)
