"""What repairs add to the cards of units and customers: what is under way, then the last ones."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.register import CardLine, CardPart
from desk.core.words import N_, _, gettext, ngettext
from desk.fees.reading import ask
from desk.service.orders import flow
from desk.service.orders.own import own_sql
from desk.service.orders.said import STATES, kind_name

MOST, PAST = 6, 3
_ROWS = (
    "SELECT o.id, o.number, o.state, k.code, k.name, COALESCE(u.code, ''), o.text, o.at, o.due, "
    "o.urged, o.finished_at FROM work_order o JOIN order_kind k ON k.id = o.kind_id "
    "LEFT JOIN unit u ON u.id = o.unit_id WHERE o.{of} = ? {own}"
)
_ALIVE = _ROWS + "AND o.state NOT IN ('closed', 'cancelled') ORDER BY o.id DESC"
_PAST = _ROWS + f"AND o.state IN ('closed', 'cancelled') ORDER BY o.id DESC LIMIT {PAST}"


def unit_card(desk: Desk, unit: int) -> CardPart | None:
    """The repairs of a unit."""
    return _part(desk, "unit_id", unit)


def person_card(desk: Desk, person: int) -> CardPart | None:
    """The repairs that a customer reported."""
    return _part(desk, "person_id", person)


def _part(desk: Desk, of: str, key: int) -> CardPart | None:
    if not desk.allows(Permission.ORDER_VIEW):
        return None
    own, mine = own_sql(desk)
    alive = ask(desk, _ALIVE.format(of=of, own=own), key, *mine)
    past = ask(desk, _PAST.format(of=of, own=own), key, *mine)
    lines = [_line(desk, row, of == "person_id") for row in (*alive[:MOST], *past)]
    if not lines:
        return None
    more = max(0, len(alive) - MOST)
    return CardPart("orders", N_("Repairs"), tuple(lines), more)


def _line(desk: Desk, row: tuple[object, ...], with_unit: bool) -> CardLine:
    key, number, state, kind, own, code, text, at, due, urged, finished = row
    assert isinstance(at, int) and isinstance(urged, int) and isinstance(state, str)
    late = isinstance(due, int) and due < to_millis(desk.now) and state not in flow.OVER
    tone = "late" if late else "plain" if state in flow.OVER else flow.ORDER.state(state).tone
    said = [str(number), gettext(STATES[state])]
    if urged:
        said.append(ngettext("urged {n} time", "urged {n} times", urged).format(n=urged))
    moment = finished if isinstance(finished, int) and state in flow.OVER else at
    said.append(f"{desk.local(from_millis(moment)):%Y-%m-%d}")
    head = " ".join(
        str(part) for part in ((code if with_unit else ""), kind_name(str(kind), str(own))) if part
    )
    words = " ".join(str(text).split())[:60]
    line = _("{kind}: {text}").format(kind=head, text=words) if words else head
    return CardLine(line, " · ".join(said), "work_order", int(str(key)), tone)
