"""Roles at a unit: ending one, mending its dates, share or note, handing a unit to new owners."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from desk.core.desk import Desk
from desk.core.words import _
from desk.estate import occupancy
from desk.estate.occupancy import RoleDraft
from desk.estate.people_list import RoleRow
from ui.estate import say
from ui.estate.dialogs import ask_form
from ui.kit import actions
from ui.kit.datefields import DateField
from ui.kit.fields import DecimalField, Field, LinesField


class ShareField(DecimalField):
    """An owner's share in per cent; ``value`` in ten-thousandths."""

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        if value is not None:  # 50 rather than 50.00
            self.edit.setText(f"{value / say.SHARE:g}")

    def no_number(self) -> str:
        return _("A number like 50 or 33.33.")


def end_role(widget: QWidget, desk: Desk, role: RoleRow) -> RoleRow | None:
    """Ask for the last day and end a role."""
    fields: list[Field] = [
        DateField("until", _("Last day"), today=lambda: desk.today, required=True),
        LinesField("note", _("Note"), limit=4000, lines=2),
    ]
    found: RoleRow | None = ask_form(
        widget, _("{name} leaves {unit}").format(name=role.person_name, unit=role.unit_code),
        fields,
        lambda form, v: actions.run(
            form, occupancy.move_out, desk, role.id, v["until"], v["note"] or ""
        ),
        start={"until": desk.today}, yes=_("End the role"),
    )  # fmt: skip
    return found


def edit_role(widget: QWidget, desk: Desk, role: RoleRow) -> RoleRow | None:
    """Mend dates, share or note of a role."""
    fields: list[Field] = [
        DateField("since", _("Since"), today=lambda: desk.today),
        DateField("until", _("Until"), today=lambda: desk.today),
        LinesField("note", _("Note"), limit=4000, lines=2),
    ]
    if role.role == "owner":
        fields.insert(2, ShareField("share", _("Share (%)"), limit=8))

    def save(form: Any, v: dict[str, Any]) -> Any:
        draft = RoleDraft(
            role.unit, role.person, role.role, v["since"], v["until"], v.get("share"),
            v["note"] or "",
        )  # fmt: skip
        return actions.run(form, occupancy.update_role, desk, role.id, draft)

    found: RoleRow | None = ask_form(
        widget, say.dot(role.unit_code, role.person_name, say.role(role)), fields, save,
        start={"since": role.since, "until": role.until, "share": role.share, "note": role.note},
    )  # fmt: skip
    return found
