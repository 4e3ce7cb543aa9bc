"""Likely causes of a drawer's difference, found among what happened in the shift. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from desk.core.frozen import frozen
from desk.core.money import format_money
from desk.core.words import N_, gettext

MOST, MOST_OF_ONE = 12, 3
"""How many causes are proposed, and how many of one sort."""


@frozen
class Cause:
    """One likely cause: ``code``, and the record (``kind``, ``id``, ``number``) it is about.

    ``amount`` is what the record says, ``other`` what would explain the difference (minor units).
    ``say`` puts it into words.
    """

    code: str
    kind: str = ""
    id: int = 0
    number: str = ""
    amount: int = 0
    other: int = 0


@frozen
class Taken:
    """A receipt: ``cash`` it counts, ``change`` handed back, ``others`` paid in other ways.

    ``payer`` tells receipts of the same unit apart from others (None: unknown).
    """

    id: int
    number: str
    cash: int
    change: int = 0
    others: tuple[int, ...] = ()
    voided: bool = False
    payer: int | None = None


@frozen
class Given:
    """A refund that was paid out, in cash or not."""

    id: int
    number: str
    amount: int
    cash: bool = True


@frozen
class Moved:
    """Cash put in (above zero) or taken out."""

    id: int
    number: str
    amount: int


@frozen
class Seen:
    """What is known of a shift. ``denominations`` are the pieces that are counted; ``left`` is
    what the drawer's last closing left in it (None: unknown)."""

    taken: tuple[Taken, ...] = ()
    given: tuple[Given, ...] = ()
    moves: tuple[Moved, ...] = ()
    opening: int = 0
    left: int | None = None
    denominations: tuple[int, ...] = ()


def causes(seen: Seen, difference: int) -> tuple[Cause, ...]:
    """What may have made ``difference`` (counted less expected), the likeliest first."""
    if not difference:
        return ()
    found: list[Cause] = []
    many: Counter[str] = Counter()
    for rule in _SHORT if difference < 0 else _OVER:
        for cause in rule(seen, difference):
            many[cause.code] += 1
            if many[cause.code] <= MOST_OF_ONE:
                found.append(cause)
    return tuple(found[:MOST])


Rule = Callable[[Seen, int], Iterator[Cause]]


def _receipt(code: str, each: Taken, amount: int, other: int = 0) -> Cause:
    return Cause(code, "receipt", each.id, each.number, amount, other)


def _valid(seen: Seen) -> Iterator[Taken]:
    return (each for each in reversed(seen.taken) if not each.voided)


def _twice(seen: Seen, difference: int) -> Iterator[Cause]:
    """Posted twice for one payment."""
    alike = Counter((each.payer, each.cash) for each in _valid(seen) if each.payer)
    for each in _valid(seen):
        if each.cash == -difference and alike[each.payer or 0, each.cash] > 1:
            yield _receipt("posted_twice", each, each.cash)


def _cash_was_other(seen: Seen, difference: int) -> Iterator[Cause]:
    for each in _valid(seen):
        if each.cash == -difference:
            yield _receipt("cash_was_other", each, each.cash)


def _other_was_cash(seen: Seen, difference: int) -> Iterator[Cause]:
    for each in _valid(seen):
        if difference in each.others:
            yield _receipt("other_was_cash", each, difference)


def _void_kept(seen: Seen, difference: int) -> Iterator[Cause]:
    for each in reversed(seen.taken):
        if each.voided and each.cash == difference:
            yield _receipt("void_kept", each, each.cash)


def _change(seen: Seen, difference: int) -> Iterator[Cause]:
    for each in _valid(seen):
        if each.change == abs(difference):
            code = "change_twice" if difference < 0 else "change_kept"
            yield _receipt(code, each, each.change)


def _no_receipt(seen: Seen, difference: int) -> Iterator[Cause]:
    for each in _valid(seen):
        if each.cash == difference:
            yield _receipt("no_receipt", each, each.cash)


def _refunds(seen: Seen, difference: int) -> Iterator[Cause]:
    for each in reversed(seen.given):
        if each.amount != abs(difference):
            continue
        if difference > 0 and each.cash:
            yield Cause("refund_not_cash", "refund", each.id, each.number, each.amount)
        if difference < 0:
            code = "refund_twice" if each.cash else "refund_was_cash"
            yield Cause(code, "refund", each.id, each.number, each.amount)


def _moves(seen: Seen, difference: int) -> Iterator[Cause]:
    for each in reversed(seen.moves):
        if difference == -2 * each.amount:
            yield Cause("move_sign", "cash_move", each.id, each.number, each.amount)
        if difference == each.amount:
            yield Cause("move_twice", "cash_move", each.id, each.number, each.amount)


def _opening(seen: Seen, difference: int) -> Iterator[Cause]:
    if seen.left is not None and seen.left - seen.opening == difference:
        yield Cause("float", amount=seen.opening, other=seen.left)


def _typed(seen: Seen, difference: int) -> Iterator[Cause]:
    """Digits that changed places, and a nought too many or too few: both differ by nines."""
    if difference % 9:
        return
    for each in _valid(seen):
        real = each.cash + difference
        if each.cash <= 0 or real <= 0:
            continue
        if transposed(each.cash, real):
            yield _receipt("transposed", each, each.cash, real)
        elif each.cash in (real * 10, real * 100) or real in (each.cash * 10, each.cash * 100):
            yield _receipt("slid", each, each.cash, real)


def _half(seen: Seen, difference: int) -> Iterator[Cause]:
    size = abs(difference)
    for each in _valid(seen):
        if each.cash == 2 * size:
            yield _receipt("half", each, each.cash, size)
        elif 2 * each.cash == size:
            yield _receipt("double", each, each.cash, size)


def _piece(seen: Seen, difference: int) -> Iterator[Cause]:
    """One piece counted wrong, or taken for its neighbour."""
    size = abs(difference)
    if size in seen.denominations:
        yield Cause("piece", amount=size)
    for large, small in zip(seen.denominations, seen.denominations[1:], strict=False):
        if large - small == size and size not in seen.denominations:
            yield Cause("piece_swapped", amount=large, other=small)


_SHORT: tuple[Rule, ...] = (
    _twice, _cash_was_other, _change, _refunds, _moves, _opening, _typed, _half, _piece,
)  # fmt: skip
_OVER: tuple[Rule, ...] = (
    _other_was_cash, _void_kept, _change, _refunds, _no_receipt, _moves, _opening, _typed, _half,
    _piece,
)  # fmt: skip


def transposed(one: int, two: int) -> bool:
    """Whether two amounts differ by two neighbouring digits that changed places."""
    if len(str(one)) != len(str(two)):
        return False
    differ = [n for n, (a, b) in enumerate(zip(str(one), str(two), strict=True)) if a != b]
    if len(differ) != 2 or differ[1] - differ[0] != 1:
        return False
    first, last = differ[0], differ[1] + 1
    return str(one)[first:last] == str(two)[first:last][::-1]


_SAID = {
    "posted_twice": N_("Receipt {number} over {amount} in cash may have been posted twice."),
    "cash_was_other": N_("Receipt {number} has {amount} in cash: was it paid in another way?"),
    "other_was_cash": N_("Receipt {number} has {amount} not in cash: was it paid in cash?"),
    "void_kept": N_("Receipt {number} was voided: were its {amount} in cash given back?"),
    "change_twice": N_("Receipt {number}: {amount} of change may have been handed out twice."),
    "change_kept": N_("Receipt {number}: {amount} of change may not have been handed out."),
    "no_receipt": N_("{amount} may have been taken without a receipt, as on receipt {number}."),
    "refund_not_cash": N_("Refund {number}: its {amount} may not have been paid in cash."),
    "refund_twice": N_("Refund {number} over {amount} may have been paid out twice."),
    "refund_was_cash": N_("Refund {number}: its {amount} may have been paid in cash."),
    "move_sign": N_("Cash {number}: {amount} may have gone the other way, in for out."),
    "move_twice": N_("Cash {number}: {amount} may have been moved twice."),
    "float": N_("The float was entered as {amount}; the last closing left {other} in the drawer."),
    "transposed": N_("Receipt {number} has {amount} in cash: digits changed places for {other}?"),
    "slid": N_("Receipt {number} has {amount} in cash: a nought too many or too few for {other}?"),
    "half": N_("Receipt {number} has {amount} in cash: was half of it paid in another way?"),
    "double": N_("Receipt {number} has {amount} in cash, half of the difference: in for out?"),
    "piece": N_("One piece of {amount} may have been counted wrong."),
    "piece_swapped": N_("A piece of {amount} and one of {other} may have been confused."),
}


def say(cause: Cause, money: str = "CNY") -> str:
    """A cause as one sentence in the user's language; ``money`` is the currency."""
    return gettext(_SAID[cause.code]).format(
        number=cause.number,
        amount=format_money(cause.amount, money),
        other=format_money(cause.other, money),
    )
