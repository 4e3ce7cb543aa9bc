"""Values of the estate in words, as cards, forms and previews show them."""

from __future__ import annotations

from collections.abc import Iterable

from desk import texts
from desk.core.words import _, listed
from desk.estate.people_list import RoleRow
from desk.estate.unit_list import UnitRow
from desk.estate.words import STATE_TONES
from ui.kit import display

SHARE = 100  # ten-thousandths a per cent has


def tone_of(state: str) -> str:
    """The badge's tone for a unit's state."""
    tone = STATE_TONES.get(state, "void")
    return "accent" if tone == "plain" else tone


def tone(name: str) -> str | None:
    """A register's tone as the kit's labels take it."""
    return None if name in ("", "plain") else name


def dot(*parts: str | None) -> str:
    """What is not empty, with middle dots between."""
    return " · ".join(part for part in parts if part)


def share(parts: int | None) -> str:
    """An owner's share: 50 %."""
    return f"{parts / SHARE:g} %" if parts is not None else ""


def span(role: RoleRow) -> str:
    """From when to when a role runs or ran."""
    since = role.since.isoformat() if role.since else ""
    if role.until is None:
        return _("since {day}").format(day=since) if since else ""
    until = role.until.isoformat()
    return f"{since} – {until}" if since else _("until {day}").format(day=until)


def role(held: RoleRow) -> str:
    """Role and share: Owner 50 %."""
    return " ".join(filter(None, (texts.word("occupancy.role", held.role), share(held.share))))


def unit_line(unit: UnitRow) -> str:
    """Building, floor, kind and area of a unit in one line."""
    floor = _("floor {n}").format(n=unit.floor) if unit.floor is not None else ""
    return dot(
        unit.building_name, floor, texts.word("unit.kind", unit.kind),
        display.area(unit.area) if unit.area is not None else "",
    )  # fmt: skip


def few(names: Iterable[str], most: int = 3) -> str:
    """The first few names."""
    found = list(names)
    more = f" +{len(found) - most}" if len(found) > most else ""
    return listed(found[:most]) + more
