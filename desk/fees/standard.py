"""Fee items to begin with, and those that the program itself books on."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.words import LANGUAGES, N_, translator
from desk.fees.items import ItemRow, get_item
from desk.fees.models import FeeItem

LATE, OPENING, REPAIR = "late", "opening", "repair"
"""Purposes: late fees that became charges, what was owed before the program came, repairs."""

_STANDARD = (
    (N_("Management fee"), "area", "owner", ""),
    (N_("Refuse collection"), "fixed", "occupant", ""),
    (N_("Shared water and electricity"), "shared", "occupant", ""),
    (N_("Decoration deposit"), "deposit", "owner", ""),
    (N_("Late fee"), "sundry", "owner", LATE),
    (N_("Sundry income"), "sundry", "owner", ""),
    (N_("Paid service income"), "sundry", "owner", ""),
)
_PURPOSES = {
    LATE: N_("Late fee"),
    OPENING: N_("Opening balance"),
    REPAIR: N_("Repairs and materials"),
}


def standard_items(
    desk: Desk, language: str = "zh_CN", *, request: str | None = None
) -> list[ItemRow]:
    """Make the fee items that most sites have, named in ``language``; those there are stay.

    Prices are for the user to enter: nothing is charged before an item has a tariff.
    """
    with desk.change(Permission.FEE_ITEM_EDIT, "fee_item.standard", request) as change:
        say = translator(language)
        made = []
        for position, (name, kind, payer, purpose) in enumerate(_STANDARD, 1):
            if _known(name, purpose) is None:
                row = change.create(
                    FeeItem, name=say(name), kind=kind, payer=payer, purpose=purpose,
                    position=position * 10, late_rate=_late_rate(purpose),
                )  # fmt: skip
                made.append(row.id)
    return [get_item(desk, item) for item in made]


def purpose_item(desk: Desk, change: Change, purpose: str) -> FeeItem:
    """The item that ``purpose`` (LATE, OPENING, REPAIR) is booked on, made when it is missing.

    For use inside a change: ``desk`` gives the language that a new one is named in.
    """
    found = _known(_PURPOSES[purpose], purpose)
    if found is None:
        name = translator(_language(desk))(_PURPOSES[purpose])
        return change.create(
            FeeItem,
            name=name,
            kind="sundry",
            payer="owner",
            purpose=purpose,
            position=900,
            late_rate=_late_rate(purpose),
        )
    if found.purpose != purpose:
        change.update(found, purpose=purpose)
    return found


def _late_rate(purpose: str) -> int | None:
    """Late fees bear none themselves, whatever the settings say."""
    return 0 if purpose == LATE else None


def _language(desk: Desk) -> str:
    from desk.core.settings import LANGUAGE

    return desk.settings.get(LANGUAGE)


def _known(name: str, purpose: str) -> FeeItem | None:
    """The item for a purpose, else one of that name in any language."""
    row: FeeItem | None = None
    if purpose:
        row = FeeItem.get_or_none(FeeItem.purpose == purpose)
    if row is None:
        names = [translator(language)(name) for language in LANGUAGES]
        free = FeeItem.name.in_(names) & (FeeItem.purpose == "")
        row = FeeItem.get_or_none(free)
    return row
