"""An amount of money spread over debts, the oldest first. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from desk.core.frozen import frozen
from desk.fees.till.debts import Debt
from desk.fees.till.late import on_part


@frozen
class Part:
    """What of one charge is paid: ``amount`` of the principal and the ``late_fee`` on that part."""

    charge: int
    amount: int
    late_fee: int

    @property
    def total(self) -> int:
        """What is paid for this charge."""
        return self.amount + self.late_fee


def spread(amount: int, debts: Sequence[Debt]) -> tuple[Part, ...]:
    """``amount`` spread over ``debts`` in their order, each with the late fee on the part paid.

    What is over (``left_over``) is a prepayment or change. Where the late fee's rounding makes a
    sum unreachable, one fen goes on to the next debt.
    """
    parts, rest = [], amount
    for debt in debts:
        if rest <= 0:
            break
        paid = _most(rest, debt)
        if paid:
            parts.append(Part(debt.id, paid, debt.late_on(paid)))
            rest -= parts[-1].total
    return tuple(parts)


def left_over(amount: int, parts: Sequence[Part]) -> int:
    """What of ``amount`` is not needed for ``parts``."""
    return amount - sum(part.total for part in parts)


def _most(rest: int, debt: Debt) -> int:
    """The largest part of the principal that ``rest`` pays with the late fee on it."""
    low, high = 0, min(debt.balance, rest)
    while low < high:
        middle = (low + high + 1) // 2
        if middle + on_part(debt.balance, middle, debt.days_late, debt.terms) <= rest:
            low = middle
        else:
            high = middle - 1
    return low
