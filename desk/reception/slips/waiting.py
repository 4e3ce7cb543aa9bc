"""Slips that wait for somebody: Today, the sidebar, the cards of units and customers.

Literal statements: building their text with Peewee takes longer than running them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.frozen import frozen
from desk.core.register import CardLine, CardPart, Count, TodayItem
from desk.core.words import N_, gettext
from desk.fees.reading import ask
from desk.reception.slips import flow
from desk.reception.slips.options import BACK_DAYS
from desk.reception.slips.said import STATES

if TYPE_CHECKING:
    from desk.reception.slips.rows import SlipRow

_BASE = (
    "SELECT s.id, s.number, s.name, coalesce(u.code, ''), s.valid_until, s.at, s.out_at, "
    "s.mismatch_at, coalesce((SELECT i.name FROM slip_item i WHERE i.slip_id = s.id "
    "ORDER BY i.position LIMIT 1), ''), s.state, s.staff "
    "FROM release_slip s LEFT JOIN unit u ON u.id = s.unit_id "
    "WHERE "
)
_MISMATCH = _BASE + "s.state = 'mismatch' ORDER BY s.id"
_EXPIRED = _BASE + "s.state = 'issued' AND s.valid_until < ? ORDER BY s.valid_until, s.id"
_NOT_BACK = (
    _BASE + "s.state IN ('part', 'released') AND s.valid_until < ? AND s.out_at < ? "
    "ORDER BY s.valid_until, s.id"
)
_DRAFTS = _BASE + "s.state IN ('draft', 'checked') AND s.at < ? ORDER BY s.id"
_AT_GATE = (
    _BASE + "s.state IN ('issued', 'part') AND s.valid_from <= ? AND s.valid_until >= ? "
    "ORDER BY s.valid_until, s.id"
)
_COUNTS = (
    "SELECT s.state, count(*), sum(s.valid_until < ?) FROM release_slip s "
    "WHERE s.state IN ('issued', 'part', 'mismatch', 'released') GROUP BY s.state"
)
QUIET = timedelta(minutes=30)
"""A draft is somebody's work at the counter for so long, then it was left lying."""


@frozen
class SlipCounts:
    """The figures above the list: good and not out yet, outdated, refused at the gate, stubs that
    are not back."""

    issued: int
    expired: int
    mismatch: int
    out: int


def summary(desk: Desk) -> SlipCounts:
    """The figures above the list."""
    desk.require(Permission.SLIP_VIEW)
    found = {s: (n, late or 0) for s, n, late in ask(desk, _COUNTS, desk.today.isoformat())}
    issued, late = found.get(flow.ISSUED, (0, 0))
    out = sum(found.get(state, (0, 0))[0] for state in (flow.PART, flow.RELEASED))
    return SlipCounts(issued - late, late, found.get(flow.MISMATCH, (0, 0))[0], out)


def count(desk: Desk) -> Count | None:
    """Slips refused at the gate and slips that may still go out, for the sidebar."""
    if not desk.allows(Permission.SLIP_VIEW):
        return None
    seen = summary(desk)
    return Count(seen.issued + seen.mismatch, seen.mismatch > 0)


def today(desk: Desk) -> list[TodayItem]:
    """What waits: refused at the gate, outdated, stubs not back, drafts left lying.

    At the gate it is what may go out today.
    """
    if not desk.allows(Permission.SLIP_ISSUE):
        return _at_gate(desk) if desk.allows(Permission.SLIP_RELEASE) else []
    day = desk.today.isoformat()
    back = desk.today - timedelta(days=desk.settings.get(BACK_DAYS))
    edge = desk.day_start(back + timedelta(days=1)).astimezone(UTC)
    drafts = ask(desk, _DRAFTS, to_millis(desk.now - QUIET))
    back_by = ask(desk, _NOT_BACK, day, to_millis(edge))
    return [
        *[_item(desk, row, "slip_mismatch", "late") for row in ask(desk, _MISMATCH)],
        *[_item(desk, row, "slip_expired", "late") for row in ask(desk, _EXPIRED, day)],
        *[_item(desk, row, "slip_not_back", "due") for row in back_by],
        *[_item(desk, row, "slip_draft", "plain") for row in drafts],
    ]


def _at_gate(desk: Desk) -> list[TodayItem]:
    day = desk.today.isoformat()
    rows = ask(desk, _AT_GATE, day, day)
    return [_item(desk, row, "slip_at_gate", "plain") for row in rows]


def _item(desk: Desk, row: tuple[Any, ...], why: str, tone: str) -> TodayItem:
    key, number, name, unit, until, begun, _out, refused, goods, state, staff = row
    if why in ("slip_expired", "slip_not_back", "slip_at_gate"):
        ended = datetime.fromisoformat(until).date() + timedelta(days=1)
        at = desk.day_start(ended).astimezone(UTC)
    else:
        at = from_millis(refused if why == "slip_mismatch" and refused else begun)
    title = " ".join(part for part in (unit, name) if part) or number
    detail = " · ".join(part for part in (number, goods) if part)
    late = int((desk.now - at) / timedelta(minutes=1))
    whose = (staff,) if why == "slip_draft" else ()
    return TodayItem(
        "release_slip", key, title, ("today", why), at, detail, tone, late, state, whose
    )


def unit_card(desk: Desk, unit: int) -> CardPart | None:
    """What slips add to a unit's card: those that are open, and the last few."""
    return _card(desk, "s.unit_id = ?", unit)


def person_card(desk: Desk, person: int) -> CardPart | None:
    """The slips that a customer asked for: open ones first, then the last few."""
    return _card(desk, "s.person_id = ?", person)


def _card(desk: Desk, of: str, key: int) -> CardPart | None:
    if not desk.allows(Permission.SLIP_VIEW):
        return None
    from desk.reception.slips.reading import read_where  # reads tables: not before the first window

    rows = read_where(desk, f"{of} ORDER BY s.at DESC LIMIT 8", (key,))
    if not rows:
        return None
    rows.sort(key=lambda row: flow.SLIP.state(row.state).final or row.state == flow.RELEASED)
    lines = tuple(_line(desk, row) for row in rows[:4])
    return CardPart("slips", N_("Release slips"), lines, max(0, len(rows) - 4))


def _line(desk: Desk, row: SlipRow) -> CardLine:
    goods = row.first if row.goods < 2 else f"{row.first} +{row.goods - 1}"
    state = gettext(STATES[row.shown_state])
    text = " · ".join(part for part in (state, goods or row.number) if part)
    detail = f"{row.number} · {row.valid_until.isoformat()}"
    return CardLine(text, detail, "release_slip", row.id, row.tone)
