"""A unit passes to new owners, by its own screen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desk.core.desk import Desk
from desk.estate.occupancy import unit_roles
from tests.ui.estate.conftest import Estate
from ui.estate.units import UnitsPage
from ui.kit.popup import Hit
from ui.kit.screens import FormScreen


def test_a_unit_passes_to_a_new_owner(
    units: UnitsPage, lived_in: Estate, desk: Desk, qtbot: Any
) -> None:
    card = units.cards.card(lived_in.unit)
    next(one for one in units.moves(card) if one.key == "owner").run()
    screen = units.now
    assert isinstance(screen, FormScreen)
    form = screen.form
    form.finish()
    assert units.now is screen, "nobody was chosen"
    new: Any = next(iter(units.people.people_like("王")))
    assert isinstance(new, Hit)
    form["person"].take(new)  # type: ignore[attr-defined]
    tomorrow = desk.today + timedelta(days=1)
    form["since"].set_value(tomorrow)
    form.finish()
    assert units.now is not screen
    held = [(one.person, one.since, one.until) for one in unit_roles(desk, lived_in.unit)]
    assert held == [(new.key, tomorrow, None), (lived_in.li, desk.today, desk.today)]
