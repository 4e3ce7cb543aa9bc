"""What a guard saw at the gate against what stands on the slip. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean
from desk.reception.slip_tables import SlipItem
from desk.reception.slips.drafts import MOST_ITEMS, MOST_QUANTITY, ItemDraft, SlipDraft


@frozen
class Seen:
    """What was seen of one kind of goods: ``item`` of the slip, or None with a ``name`` for what
    stands on no line. ``quantity`` in ten-thousandths, 0 for nothing of it.
    """

    item: int | None
    quantity: int
    name: str = ""


def differences(items: Sequence[SlipItem], seen: Sequence[Seen]) -> list[list[Any]]:
    """[name, listed, seen] of all that was not as it should be; lines not named were right.

    Raises Refused slip.item_unknown, slip.item_quantity, slip.item_name.
    """
    known = {item.id: item for item in items}
    found: list[list[Any]] = []
    for line, each in enumerate(seen[:MOST_ITEMS], 1):
        if not 0 <= each.quantity <= MOST_QUANTITY:
            raise Refused("slip.item_quantity", "seen", line=line)
        if each.item is None:
            name = clean(each.name, "seen", 120)
            if not name:
                raise Refused("slip.item_name", "seen", line=line)
            found.append([name, 0, each.quantity])
            continue
        if each.item not in known:
            raise Refused("slip.item_unknown", "seen")
        item = known[each.item]
        left = item.quantity - item.released
        if each.quantity != left:
            found.append([item.name, left, each.quantity])
    return found


def corrected(
    desk: Desk, draft: SlipDraft, items: Sequence[SlipItem], mismatch: list[list[Any]] | None
) -> SlipDraft:
    """A draft made anew from today: less what has left, and as the guard saw the goods."""
    seen = {(name, listed): quantity for name, listed, quantity in mismatch or ()}
    goods = []
    for each in items:
        left = each.quantity - each.released
        quantity = seen.pop((each.name, left), left)
        if quantity > 0:
            goods.append(ItemDraft(each.name, quantity, each.measure, each.note))
    goods += [ItemDraft(name, number) for (name, listed), number in seen.items()
              if not listed and number > 0]  # fmt: skip
    return replace(
        draft, items=tuple(goods), valid_from=desk.today,
        valid_until=max(desk.today, draft.valid_until or desk.today),
    )  # fmt: skip
