"""Asking for a write-off or credit of charges, and moving a payment to another unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk import texts
from desk.core.desk import Desk
from desk.core.words import _
from desk.estate.occupancy import unit_roles
from desk.fees.adjustments.drafts import (
    KINDS,
    AdjustmentDraft,
    AdjustmentLineDraft,
    total_of,
)
from desk.fees.refunds.limits import Refundable
from desk.fees.till.debts import Debt
from ui.fees.arrears.card import period
from ui.fees.documents.lines import LinesField, PickLine
from ui.kit.display import money
from ui.kit.fields import ChoiceField
from ui.kit.fields import LinesField as TextLines
from ui.kit.form import Form
from ui.kit.money_field import MoneyField
from ui.kit.plain import label
from ui.kit.segments import SegmentField
from ui.kit.unit_field import UnitField


class LetOffForm(Form):
    """Which debts, how much of each, and why."""

    def __init__(self, debts: Sequence[Debt], kind: str = "write_off") -> None:
        super().__init__()
        self.section(_("What is let off"))
        kinds = [(code, texts.word("adjustment.kind", code)) for code in KINDS]
        self.lines = LinesField(
            "lines", _("Debts of the unit, oldest first"), most=_("Owed"), amount=_("Let off")
        )
        self.lines.show_lines(
            [
                PickLine(debt.id, f"{debt.item_name} {period(debt)}",
                         _("due {day}").format(day=debt.due.isoformat()), debt.balance)
                for debt in debts
            ]
        )  # fmt: skip
        self.add(SegmentField("kind", _("Kind"), kinds, required=True, wide=True), self.lines)
        self.total = label("", "strong")
        self.add_widget(self.total)
        self.add(TextLines("reason", _("Reason"), limit=300, lines=2, required=True))
        self.set_values({"kind": kind})
        self.lines.changed.connect(self._sum)
        self._sum()

    def _sum(self) -> None:
        total = total_of(AdjustmentDraft("", self._picked()))
        self.total.setText(_("Let off: {amount}").format(amount=money(total)))

    def draft(self) -> AdjustmentDraft:
        """What was entered."""
        values = self.values()
        return AdjustmentDraft(values["kind"] or "", self._picked(), values["reason"] or "")

    def _picked(self) -> tuple[AdjustmentLineDraft, ...]:
        return tuple(AdjustmentLineDraft(one.key, one.amount) for one in self.lines.picked())


class MoveForm(Form):
    """A payment that was taken for the wrong unit: which line, and where it belongs."""

    def __init__(self, desk: Desk, lines: Sequence[Refundable]) -> None:
        super().__init__()
        self._desk = desk
        self._lines = {line.line: line for line in lines if line.charge is not None}
        self.section(_("Which payment"))
        choices = [
            (line.line, f"{line.item_name} {line.unit_code} · {money(line.amount + line.late_fee)}")
            for line in self._lines.values()
        ]
        self.line = ChoiceField("line", _("Line of the receipt"), choices, required=True)
        self.add(self.line.give_way(), MoneyField("amount", _("Amount"), zero=False,
                                       hint=_("all of it if empty")))  # fmt: skip
        self.section(_("Where it belongs"))
        self.unit = UnitField("target_unit", _("Unit"), desk, required=True)
        self.person = ChoiceField("target_person", _("Customer"))
        self.add(self.unit, self.person.give_way())
        self.add(TextLines("reason", _("Reason"), limit=300, lines=2, required=True))
        if choices:
            self.line.set_value(choices[0][0])
        self.unit.changed.connect(lambda: offer_people(desk, self.unit, self.person))


def offer_people(desk: Desk, unit: UnitField, person: ChoiceField) -> None:
    """Let one of the people of the unit be chosen, the first of them at once."""
    key = unit.value()
    found: list[tuple[Any, str]] = [(0, _("Nobody by name"))]
    if isinstance(key, int):
        held = {role.person: role for role in unit_roles(desk, key) if role.running}
        found += [
            (one, f"{role.person_name} ({texts.word('occupancy.role', role.role)})")
            for one, role in held.items()
        ]
    person.set_choices(found)
    if person.value() is None:
        person.set_value(found[min(1, len(found) - 1)][0])
