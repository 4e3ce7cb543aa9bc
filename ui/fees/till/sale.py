"""What one customer pays for, as it stands on the cashier's screen. No widget, no sum of its own:
what a typed amount pays and what is left over says the desk (spread, reckon).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from desk.core.frozen import frozen
from desk.fees.till.checks import LINES
from desk.fees.till.debts import Debt
from desk.fees.till.drafts import LineDraft
from desk.fees.till.late import NEVER
from desk.fees.till.spread import Part, left_over, spread
from ui.fees.till.lines import Extra

PAY, WAIVE, LATER = "pay", "waive", "later"
"""What becomes of a late fee: paid now, let off, or owed from now on as a debt of its own."""


@frozen
class LetOff:
    """What of one debt is let off, and why; ``late`` says what becomes of its late fee."""

    discount: int = 0
    late: str = PAY
    reason: str = ""

    @property
    def anything(self) -> bool:
        """Whether it is another thing than paying as it is."""
        return bool(self.discount) or self.late != PAY


NOTHING = LetOff()


class Sale:
    """Debts, which are ticked, what is paid on them, what is let off, and what comes beside."""

    def __init__(self) -> None:
        self.debts: tuple[Debt, ...] = ()
        self.ticked: set[int] = set()
        self.typed: int | None = None
        self.off: dict[int, LetOff] = {}
        self.extras: list[Extra] = []
        self.parts: dict[int, Part] = {}
        self.over = 0

    def forget(self) -> None:
        """Nothing is owed and nothing chosen: before another customer."""
        self.off, self.extras, self.typed = {}, [], None
        self.show_debts(())

    def show_debts(self, debts: Sequence[Debt], ticked: Iterable[int] | None = None) -> None:
        """Other debts; all that one receipt holds are ticked unless it is said which."""
        self.debts = tuple(debts)
        known = {debt.id for debt in debts}
        oldest = {debt.id for debt in debts[:LINES]}
        self.ticked = oldest if ticked is None else known & set(ticked)
        self.off = {key: off for key, off in self.off.items() if key in known}
        self._spread()

    def tick(self, ids: Iterable[int]) -> None:
        """Pay these, wholly: what was typed before was for others."""
        self.ticked, self.typed = set(ids), None
        self._spread()

    def type(self, amount: int | None) -> None:
        """Pay so much on what is ticked, the oldest first; None is all of it."""
        self.typed = amount
        self._spread()

    def let_off(self, debt: int, off: LetOff) -> None:
        """Let something of a debt off; NOTHING takes it back."""
        self.off.pop(debt, None)
        if off.anything:
            self.off[debt] = off
            self.ticked.add(debt)
        self._spread()

    def _less(self, debt: Debt) -> Debt:
        """A debt without what is let off; its late fee counts only where it is paid now."""
        off = self.off.get(debt.id, NOTHING)
        if not off.anything:
            return debt
        terms = debt.terms if off.late == PAY else NEVER
        return replace(debt, balance=max(0, debt.balance - off.discount), terms=terms)

    def _spread(self) -> None:
        wanted = [self._less(debt) for debt in self.debts if debt.id in self.ticked]
        if self.typed is None:
            parts = [Part(d.id, d.balance, d.late_on(d.balance)) for d in wanted]
        else:
            parts = list(spread(self.typed, wanted))
        self.over = 0 if self.typed is None else left_over(self.typed, parts)
        self.parts = {part.charge: part for part in parts}

    def whole(self, debt: Debt) -> bool:
        """Whether nothing of a debt stays owed."""
        part = self.parts.get(debt.id)
        return part is not None and part.amount == self._less(debt).balance

    def debt_lines(self) -> tuple[LineDraft, ...]:
        """The lines for debts."""
        return tuple(
            self._line(debt, self.parts[debt.id]) for debt in self.debts if debt.id in self.parts
        )

    def _line(self, debt: Debt, part: Part) -> LineDraft:
        off = self.off.get(debt.id, NOTHING)
        grown = debt.late_on(part.amount, off.discount)
        return LineDraft(
            "charge", charge=debt.id, unit=debt.unit, amount=part.amount, discount=off.discount,
            late_fee=part.late_fee, late_waived=grown if off.late == WAIVE else 0,
            reason=off.reason, balance=debt.balance,
        )  # fmt: skip

    def lines(self) -> tuple[LineDraft, ...]:
        """Everything that is handed in."""
        return (*self.debt_lines(), *(extra.draft for extra in self.extras))

    @property
    def empty(self) -> bool:
        """Whether nothing has been put together yet that would be a pity to lose."""
        return not (self.extras or self.off) and self.typed is None and self.all_ticked

    @property
    def all_ticked(self) -> bool:
        """Whether it is as it is at first: everything is paid."""
        return self.ticked == {debt.id for debt in self.debts[:LINES]}

    # -- drafts

    def state(self) -> dict[str, Any]:
        """All that was chosen and typed, as a draft keeps it."""
        return {
            "ticked": sorted(self.ticked),
            "all": self.all_ticked,
            "typed": self.typed,
            "off": {key: asdict(off) for key, off in self.off.items()},
            "extras": [{"draft": asdict(one.draft), "title": one.title} for one in self.extras],
        }

    def restore(self, kept: Mapping[str, Any], debts: Sequence[Debt]) -> None:
        """Fill in a draft over the debts as they are now."""
        self.off = {int(key): LetOff(**off) for key, off in kept["off"].items()}
        self.extras = [Extra(LineDraft(**one["draft"]), one["title"]) for one in kept["extras"]]
        self.typed = kept["typed"]
        self.show_debts(debts, None if kept["all"] else kept["ticked"])
