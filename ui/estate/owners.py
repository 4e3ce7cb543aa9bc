"""A unit passes to new owners: who, from when, with which shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desk.core.words import _, listed
from desk.estate import occupancy
from desk.estate.people_list import RoleRow
from desk.estate.unit_list import UnitRow
from ui.estate.roles import ShareField
from ui.kit import actions
from ui.kit.datefields import DateField
from ui.kit.form import Form
from ui.kit.popup import Hit
from ui.kit.screens import FormsPage
from ui.kit.suggest import SuggestField

Find = Callable[[str], Sequence[Hit]]
PLACES = ("", "2")  # more owners are added as roles afterwards


def change_owner(page: FormsPage, unit: UnitRow, people_like: Find) -> None:
    """Ask for the new owners; who owned until now ends the day before."""
    form, desk = Form(), page.desk
    form.section(_("New owners"))
    form.add(DateField("since", _("Since"), today=lambda: desk.today, required=True))
    for place in PLACES:
        first = not place
        form.add(
            SuggestField(
                f"person{place}", _("Owner") if first else _("Second owner"), find=people_like,
                required=first, hint=_("a customer; add new people first") if first else "",
            ),
            ShareField(f"share{place}", _("Share (%)"), limit=8),
        )  # fmt: skip
    form.set_values({"since": desk.today, "share": 100 * 100})

    def save() -> None:
        v = form.values()
        owners = [(v[f"person{p}"], v[f"share{p}"]) for p in PLACES if v[f"person{p}"] is not None]
        actions.run(form, occupancy.change_owner, desk, unit.id, owners, v["since"], done=done)

    def done(roles: tuple[RoleRow, ...]) -> None:
        page.saved()
        names = [held.person_name for held in roles if held.role == "owner" and held.until is None]
        page.say(_("{unit} now belongs to {name}.").format(unit=unit.code, name=listed(names)))

    title = _("Change of owner: {unit}").format(unit=unit.code)
    page.open_form(f"unit.{unit.id}.owner", title, form, save, yes=_("Change owner"))
