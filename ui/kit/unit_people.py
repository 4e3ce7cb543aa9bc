"""Who lives at a unit, offered while a name is typed.

who = PersonField("name", _("Name"), find=lambda text: matching(people, text), free=True)
people = people_at(desk, unit)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk import texts
from desk.core import pinyin
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.frozen import frozen
from desk.core.words import _
from desk.estate.unit_card import unit_card
from ui.kit.popup import Group, Hit
from ui.kit.suggest import SuggestField


@frozen
class AtUnit:
    """Somebody at a unit now: the row to choose, and the role they have there."""

    hit: Hit
    role: str


class PersonField(SuggestField):
    """Somebody by name; Down in the empty field shows everybody of the unit."""

    def search(self) -> None:
        if self.text() or not self.edit.hasFocus():
            super().search()
            return
        self._wait.stop()
        hits = list(self._find(""))
        self.popup.show_groups([Group("", hits)], "" if hits else _("Nobody is known there."))

    def state(self) -> Any:
        return self.hit() or self.edit.text()


def people_at(desk: Desk, unit: int | None) -> list[AtUnit]:
    """Everybody at a unit now; nobody for those who may not see customers."""
    if unit is None or not desk.allows(Permission.CUSTOMER_VIEW):
        return []
    try:
        people = unit_card(desk, unit).now
    except DeskError:
        return []
    return [
        AtUnit(
            Hit(
                held.role.person_name,
                " · ".join([texts.word("occupancy.role", held.role.role), *held.phones[:1]]),
                "account-outline",
                held.role.person,
            ),
            held.role.role,
        )
        for held in people
    ]


def matching(people: Sequence[AtUnit], text: str) -> list[Hit]:
    """Those whose name or its initials fit ``text``; all for none."""
    low = text.casefold()
    return [
        one.hit for one in people
        if low in one.hit.title.casefold() or pinyin.initials(one.hit.title).startswith(low)
    ]  # fmt: skip
