"""What a billing run is asked for and what it tells: drafts and rows, as windows see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from datetime import date, datetime
from typing import TypeAlias

from desk.core.errors import Refused
from desk.core.frozen import frozen

Tick: TypeAlias = Callable[[int, int], None]
"""Told (done, total) as work goes on; what it raises stops the work and nothing is kept."""
SHOWN = 200
"""At most so many changed, skipped and wrong units are listed; the counts are of all."""


_STOPS = {
    "charge.too_large": "run.charge.too_large",
    "formula.by_zero": "run.formula.by_zero",
    "formula.condition": "run.formula.condition",
    "formula.negative": "run.formula.negative",
    "formula.no_value": "run.formula.no_value",
    "formula.not_a_number": "run.formula.not_a_number",
    "formula.places": "run.formula.places",
    "formula.too_large": "run.formula.too_large",
    "tariff.no_weight": "run.tariff.no_weight",
}
"""What may go wrong with one unit, and what is said when it stops a run."""


@frozen
class RunDraft:
    """What to bill: ``month`` (any day of it), the ``items``, and which ``units`` (None: all)."""

    month: date
    items: tuple[int, ...]
    units: tuple[int, ...] | None = None


@frozen
class ItemTotal:
    """What one item comes to, beside what was charged for the period before. Minor units."""

    item: int
    name: str
    count: int
    total: int
    last_count: int
    last_total: int


@frozen
class ChangeLine:
    """A unit that pays another amount than for the period before.

    ``why`` is a code of words domain ``billing.change``: new, gone, price, quantity, days, rate,
    payer, pool, other. ``amount`` is None when it is charged no more, ``last_amount`` when new.
    """

    unit: int
    unit_code: str
    item: int
    item_name: str
    amount: int | None
    last_amount: int | None
    why: str


@frozen
class SkippedLine:
    """A unit that is not charged, and why: ``code`` in words domain ``billing.skipped``.

    billed, no_tariff, no_area, no_payer, excluded, no_share. ``days`` counts the days left out
    when the rest of the period is charged (0: none of it is).
    """

    unit: int
    unit_code: str
    item: int
    item_name: str
    code: str
    days: int = 0


@frozen
class Problem:
    """A unit whose amount can't be worked out: the run stops. ``code`` and ``values`` as Refused.

    ``desk.texts.sentence(problem.error())`` says it in words.
    """

    unit: int
    unit_code: str
    item: int
    item_name: str
    code: str
    values: tuple[tuple[str, str], ...] = ()

    def error(self) -> Refused:
        """What stops the run, naming the unit."""
        values = dict(self.values)
        return Refused(_STOPS[self.code], unit=self.unit_code, item=self.item_name, **values)


@frozen
class RunPreview:
    """What posting would make. Minor units.

    ``changes``, ``skipped`` and ``problems`` list the first 200, the counts count all.
    ``skip_counts`` are (code, how many). ``digest`` names exactly these charges.
    """

    month: date
    count: int
    total: int
    by_item: tuple[ItemTotal, ...]
    changes: tuple[ChangeLine, ...]
    change_count: int
    skipped: tuple[SkippedLine, ...]
    skip_counts: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    problem_count: int
    digest: str

    @property
    def skipped_count(self) -> int:
        """How many units and items are not charged, or not for all days."""
        return sum(count for _, count in self.skip_counts)


@frozen
class RunRow:
    """One billing run. ``state``: posted, reversed (words ``billing_run.state``)."""

    id: int
    number: str
    month: date
    items: tuple[int, ...]
    item_names: tuple[str, ...]
    state: str
    count: int
    total: int
    at: datetime
    who: str
    reversed_at: datetime | None
    reversed_by: str
    reason: str


@frozen
class RunView:
    """A run in full: its totals by item (``last_…`` are 0) and what of it is paid or let off."""

    row: RunRow
    by_item: tuple[ItemTotal, ...]
    paid: int
    reduced: int
    open: int

    @property
    def reversible(self) -> bool:
        """Whether nothing of it is paid or let off yet."""
        return self.row.state == "posted" and not (self.paid or self.reduced)


@frozen
class ChargeDraft:
    """A single charge: ``amount`` in minor units, or ``quantity`` × ``price`` (ten-thousandths).

    The period's days are ``period_from``–``period_to`` (None: today), ``due`` None is by the
    item's due day. ``person`` None is who pays the item at that unit then.
    """

    unit: int
    item: int
    amount: int | None = None
    quantity: int | None = None
    price: int | None = None
    period_from: date | None = None
    period_to: date | None = None
    due: date | None = None
    text: str = ""
    person: int | None = None


@frozen
class ChargeRow:
    """One charge as lists show it. Amounts in minor units; ``billed`` stands for its period.

    ``source`` (words ``charge.source``), ``state`` (words ``charge.state``); ``source_number`` is
    the run's number.
    """

    id: int
    unit: int
    unit_code: str
    person: int | None
    person_name: str
    item: int
    item_name: str
    source: str
    source_id: int | None
    state: str
    billed: bool
    posted_on: date
    period_from: date
    period_to: date
    due: date
    amount: int
    paid: int
    reduced: int
    balance: int


@frozen
class AheadLine:
    """One charge that billing ahead makes; ``free`` months cost nothing. ``why`` as for charges."""

    period_from: date
    period_to: date
    due: date
    amount: int
    free: bool
    why: str


@frozen
class AheadQuote:
    """What billing ahead comes to, in minor units; ``saved`` is what the free months are worth."""

    unit: int
    item: int
    lines: tuple[AheadLine, ...]
    total: int
    saved: int
    skipped: tuple[SkippedLine, ...] = field(default=())


@frozen
class Opened:
    """Opening balances that were posted: how many, their sum, and how many units had theirs."""

    count: int
    total: int
    before: int
