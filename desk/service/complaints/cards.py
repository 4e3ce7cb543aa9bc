"""What complaints add to the cards of units and customers, and to the building board."""

from __future__ import annotations

from collections.abc import Sequence

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.register import BoardCell, BoardMode, CardLine, CardPart
from desk.core.words import N_, _
from desk.fees.reading import ask
from desk.service.complaints import flow
from desk.service.complaints.tree import shown

MOST = 5
_OPEN = "('registered','responded','in_progress','paused','resolved','reopened')"
_OF = (
    "SELECT c.id, c.number, c.state, c.text, g.code, g.name, c.at, c.next_due, c.name "
    "FROM complaint c JOIN complaint_category g ON g.id = c.category_id "
    "WHERE c.{of} = ? AND c.closed_at IS {over}NULL ORDER BY c.id DESC LIMIT 100"
)
_LAST = _OF.replace("LIMIT 100", "LIMIT 1")
_BOARD = (
    "SELECT unit_id, count(*), min(next_due) FROM complaint "
    f"WHERE state IN {_OPEN} AND unit_id IS NOT NULL GROUP BY unit_id"
)


def unit_card(desk: Desk, unit: int) -> CardPart | None:
    """The open complaints of a unit, or else its last one."""
    return _part(desk, "unit_id", unit)


def person_card(desk: Desk, person: int) -> CardPart | None:
    """The open complaints of a customer, or else the last one."""
    return _part(desk, "person_id", person)


def _part(desk: Desk, of: str, key: int) -> CardPart | None:
    if not desk.allows(Permission.COMPLAINT_VIEW):
        return None
    rows = ask(desk, _OF.format(of=of, over=""), key)
    more = max(0, len(rows) - MOST)
    rows = rows[:MOST] or ask(desk, _LAST.format(of=of, over="NOT "), key)
    if not rows:
        return None
    now, lines = to_millis(desk.now), []
    for each, number, state, text, code, own, at, due, name in rows:
        late = due is not None and due < now
        tone = "late" if late else flow.COMPLAINT.state(state).tone
        day = f"{desk.local(from_millis(at)):%Y-%m-%d}"
        detail = " · ".join(part for part in (number, shown(code, own), name, day) if part)
        lines.append(CardLine(text.replace("\n", " ")[:120], detail, "complaint", each, tone))
    return CardPart("complaints", N_("Complaints"), tuple(lines), more)


def _colours(desk: Desk, units: Sequence[int]) -> dict[int, BoardCell]:
    if not desk.allows(Permission.COMPLAINT_VIEW):
        return {}
    wanted, now, cells = set(units), to_millis(desk.now), {}
    for unit, number, due in ask(desk, _BOARD):
        if unit in wanted:
            late = due is not None and due < now
            cells[unit] = BoardCell("late" if late else "due", _("{n} open").format(n=number))
    return cells


COMPLAINT_MODE = BoardMode("complaints", N_("Open complaints"), _colours)
