"""Masked numbers shown on purpose: asks why once, the desk logs who, when and why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.words import _
from desk.estate import personal
from ui.estate.dialogs import ask_form
from ui.kit import actions
from ui.kit.display import phone
from ui.kit.fields import ChoiceField
from ui.kit.parts import Reveal


def revealer(
    widget: QWidget, desk: Desk, person: int, name: str, field: str
) -> Callable[[], str | None] | None:
    """What shows ``field`` (phones, document) of a person; None where the role may not."""
    if not desk.allows(Permission.PERSONAL_REVEAL):
        return None

    def show() -> str | None:
        found: tuple[str, ...] | None = ask_form(
            widget,
            _("Show the numbers of {name}?").format(name=name),
            [ChoiceField("reason", _("Why (this is logged)"), _reasons(), typed=True, limit=200,
                         required=True)],
            lambda form, values: actions.run(
                form, personal.reveal, desk, person, field, values["reason"] or ""
            ),
            start={"reason": _reasons()[0][0]},
            yes=_("Show"),
        )  # fmt: skip
        if not found:
            return None
        return "\n".join(phone(number) for number in found) if field == "phones" else found[0]

    return show


def phones(
    widget: QWidget, desk: Desk, person: int, name: str, numbers: tuple[str, ...]
) -> Reveal | None:
    """A person's masked telephones with the way to see them; None without any."""
    if not numbers:
        return None
    masked = " · ".join(phone(number) for number in numbers)
    return Reveal(masked, revealer(widget, desk, person, name, "phones"))


def _reasons() -> list[tuple[str, str]]:
    words = (
        _("To ring them"),
        _("They asked to check their number"),
        _("To tell who they are"),
        _("Urgent: something happened at the unit"),
    )
    return [(text, text) for text in words]
