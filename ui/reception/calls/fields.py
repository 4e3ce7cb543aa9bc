"""The fields of a call that stand for people: who rings, and whom it is for.

caller = CallerField(desk, lambda: (known, unit))     caller.is_(somebody)     caller.person
whom = WhomField(desk)                                whom.owner
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk import texts
from desk.core import pinyin
from desk.core.desk import Desk
from desk.core.words import _
from desk.reception.calls.known import Known
from desk.reception.calls.whom import Colleague, Somebody, colleagues, somebody
from ui.kit.fields import PhoneField
from ui.kit.popup import Hit
from ui.kit.unit_people import PersonField


class NumberField(PhoneField):
    """The number that rings; ``jump`` may take Enter for itself."""

    jump: Callable[[], bool] | None = None

    def enter(self) -> bool:
        return self.jump is not None and self.jump()


class _People(PersonField):
    """Somebody known, or only a name: the hit's key is an id."""

    def set_person(self, name: str, person: int | None) -> None:
        """Fill in somebody."""
        self.set_value(Hit(name, key=person) if person is not None else name or None)

    @property
    def person(self) -> int | None:
        """The id of who was chosen; None for a name that was typed."""
        hit = self.hit()
        return hit.key if hit else None

    @property
    def said(self) -> tuple[str, Hit | None]:
        """All that stands there, to compare and to keep."""
        return self.text(), self.hit()

    def put_back(self, said: tuple[str, Hit | None]) -> None:
        """Fill in what ``said`` gave."""
        self.set_value(said[1] or said[0] or None)


class CallerField(_People):
    """Who rings: the number's people first, then those of the unit, or any name."""

    def __init__(self, desk: Desk, ask: Callable[[], tuple[Known | None, int | None]]) -> None:
        self._desk, self._ask = desk, ask
        super().__init__(
            "name", _("Caller"), find=self._rows, free=True, limit=120,
            placeholder=_("Down: who it may be"),
        )  # fmt: skip

    def people(self) -> list[Somebody]:
        """Who it may be."""
        return somebody(self._desk, *self._ask())

    def _rows(self, text: str) -> list[Hit]:
        return [
            Hit(each.name, " · ".join(filter(None, (each.unit_code, _role(each.role)))),
                "account-outline", each)
            for each in self.people() if _fits(each.name, text)
        ]  # fmt: skip

    def take(self, hit: Hit) -> None:
        one: Somebody = hit.key
        super().set_hit(Hit(one.name, key=one.person))
        self.chosen.emit(one)


class WhomField(_People):
    """Whom it is for: somebody who works here, or any name."""

    def __init__(self, desk: Desk) -> None:
        self._all: list[Colleague] = colleagues(desk)
        super().__init__(
            "for_whom", _("Meant for"), find=self._rows, free=True, limit=120,
            placeholder=_("a name; Down: who works here"),
        )  # fmt: skip

    def _rows(self, text: str) -> list[Hit]:
        return [
            Hit(each.name, each.department or texts.word("role", each.role),
                "badge-account-outline", each.id)
            for each in self._all if _fits(each.name, text)
        ]  # fmt: skip


def _fits(name: str, text: Any) -> bool:
    low = str(text).casefold()
    return low in name.casefold() or pinyin.initials(name).startswith(low)


def _role(code: str) -> str:
    return texts.word("occupancy.role", code) if code else ""
