"""What is noted of a unit or a person: dialogs for notes, instructions, vehicles and pets."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from desk.core.desk import Desk
from desk.core.words import _
from desk.estate import belongings
from desk.estate.belongings import NoteRow, PetRow, VehicleRow
from ui.estate.dialogs import ask_form
from ui.kit import actions, messages
from ui.kit.datefields import DateField
from ui.kit.fields import CheckField, Field, LinesField, PlateField, TextField


def add_note(
    widget: QWidget, desk: Desk, owner: dict[str, Any], name: str, *, standing: bool = False
) -> NoteRow | None:
    """Write a note on a unit or a person (``owner`` as the verb takes it)."""
    pattern = _("Standing instruction for {name}") if standing else _("Note on {name}")
    return _ask_note(
        widget, desk, pattern.format(name=name), {"standing": standing},
        lambda form, v: actions.run(
            form, belongings.add_note, desk, v["text"] or "", request=form.request,
            standing=v["standing"], until=v["until"], **owner,
        ),
    )  # fmt: skip


def edit_note(widget: QWidget, desk: Desk, note: NoteRow) -> NoteRow | None:
    """Mend a note or end an instruction."""
    return _ask_note(
        widget, desk, _("Edit the note"),
        {"text": note.text, "standing": note.standing, "until": note.until},
        lambda form, v: actions.run(
            form, belongings.update_note, desk, note.id, v["text"] or "",
            standing=v["standing"], until=v["until"],
        ),
    )  # fmt: skip


def _ask_note(
    widget: QWidget, desk: Desk, title: str, start: dict[str, Any], save: Any
) -> NoteRow | None:
    fields: list[Field] = [
        LinesField("text", _("Text"), limit=4000, required=True, lines=4),
        CheckField("standing", _("Standing instruction: shown first on the card, to be followed")),
        DateField("until", _("Until (empty: for good)"), today=lambda: desk.today),
    ]
    found: NoteRow | None = ask_form(widget, title, fields, save, start=start)
    return found


def remove_note(widget: QWidget, desk: Desk, note: NoteRow) -> None:
    """Take a note away after asking."""
    short = note.text if len(note.text) <= 120 else note.text[:119] + "…"
    if messages.confirm(widget, _("Remove this note?"), short, yes=_("Remove"), danger=True):
        actions.run(widget, belongings.remove_note, desk, note.id)


def add_vehicle(widget: QWidget, desk: Desk, owner: dict[str, Any], name: str) -> VehicleRow | None:
    """Note a vehicle of a unit or a person."""
    found: VehicleRow | None = ask_form(
        widget, _("Vehicle of {name}").format(name=name),
        [PlateField("plate", _("Plate"), required=True),
         TextField("note", _("Note"), limit=200, placeholder=_("Colour, model, space"))],
        lambda form, v: actions.run(
            form, belongings.add_vehicle, desk, v["plate"] or "", note=v["note"] or "",
            request=form.request, **owner,
        ),
    )  # fmt: skip
    return found


def remove_vehicle(widget: QWidget, desk: Desk, vehicle: VehicleRow) -> None:
    """Take a vehicle out of the list after asking."""
    question = _("Remove vehicle {plate}?").format(plate=vehicle.plate)
    if messages.confirm(widget, question, yes=_("Remove"), danger=True):
        actions.run(widget, belongings.remove_vehicle, desk, vehicle.id)


def add_pet(widget: QWidget, desk: Desk, owner: dict[str, Any], name: str) -> PetRow | None:
    """Note a pet of a unit or a person."""
    found: PetRow | None = ask_form(
        widget, _("Pet of {name}").format(name=name),
        [TextField("kind", _("Kind of animal"), limit=60, required=True),
         TextField("name", _("Name"), limit=80),
         TextField("licence", _("Licence number"), limit=60)],
        lambda form, v: actions.run(
            form, belongings.add_pet, desk, v["kind"] or "", v["name"] or "", v["licence"] or "",
            request=form.request, **owner,
        ),
    )  # fmt: skip
    return found


def remove_pet(widget: QWidget, desk: Desk, pet: PetRow) -> None:
    """Take a pet out of the list after asking."""
    question = _("Remove {name}?").format(name=pet.name or pet.kind)
    if messages.confirm(widget, question, yes=_("Remove"), danger=True):
        actions.run(widget, belongings.remove_pet, desk, pet.id)
