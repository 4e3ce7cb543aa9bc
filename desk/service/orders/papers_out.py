"""Work orders and day sheets on paper: printed one by one or many at once, kept as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from desk.core import words
from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.tokens import Kind, Token, seal
from desk.fees.options import PAYEE
from desk.fees.reading import currency
from desk.issuing import draw, issue, keep, printed
from desk.printing import Missing, from_data, to_data
from desk.printing import render as render_paper
from desk.printing.day_sheet import DaySheet, SheetLane, SheetRow
from desk.printing.work_order import OrderItem, WorkOrderPaper, batch
from desk.service.orders import flow
from desk.service.orders.board import Lane, board
from desk.service.orders.detail import lines_of
from desk.service.orders.drafts import EngineerDraft
from desk.service.orders.options import COMPANY, TERMS
from desk.service.orders.rows import KIND, OrderRow, get_order, order_row
from desk.service.orders.said import STATES

PAPER = "work_order"
MOST = 500
"""Orders in one batch."""


@once(printed)
def print_order(
    desk: Desk,
    order: int,
    layout: str = "a5",
    language: str | None = None,
    *,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """A work order as PDF, a sheet each for desk, customer and engineers, kept as data.

    Printed again as nothing has changed it is a copy; once it says something else, a new paper.
    Raises Refused order.unknown, paper.* (nothing is kept then).
    """
    with desk.change(Permission.ORDER_WORK, "order.printed", request) as change:
        paper = paper_of(desk, order, language or words.current())
        return issue(desk, change, (KIND, order), paper, layout, missing, _same(paper))


def print_orders(
    desk: Desk,
    orders: Sequence[int],
    layout: str = "a5",
    language: str | None = None,
    *,
    missing: Missing = "box",
) -> bytes:
    """Many orders in one PDF, in the order given; each is kept with its record.

    Raises Refused paper.none, order.too_many (``most``), order.unknown, paper.*.
    """
    if len(orders) > MOST:
        raise Refused("order.too_many", "orders", most=MOST)
    with desk.change(Permission.ORDER_WORK, "order.printed") as change:
        made = [_kept(desk, change, order, layout, language) for order in dict.fromkeys(orders)]
        return batch(made, layout, missing)


def _kept(
    desk: Desk, change: Change, order: int, layout: str, language: str | None
) -> WorkOrderPaper:
    paper = paper_of(desk, order, language or words.current())
    _id, data = keep(desk, change, (KIND, order), paper, layout, _same(paper))
    made: WorkOrderPaper = from_data(PAPER, data)
    return made


def preview(desk: Desk, order: int, layout: str = "a5", language: str | None = None) -> bytes:
    """What would be printed now; nothing is kept."""
    paper = paper_of(desk, order, language or words.current())
    return draw(PAPER, to_data(paper), layout, "box")


def paper_of(desk: Desk, order: int, language: str = "zh_CN") -> WorkOrderPaper:
    """What stands on an order's paper now. Needs order.view. Raises Refused order.unknown."""
    row, kept = get_order(desk, order), order_row(order)
    items = tuple(
        OrderItem(
            line.text, line.quantity, line.price, line.amount, line.measure,
            line.kind, line.payer,
        )
        for line in lines_of(order)
    )  # fmt: skip
    return WorkOrderPaper(
        site=desk.site, company=desk.settings.get(COMPANY) or desk.settings.get(PAYEE),
        number=row.number, kind=row.kind_name, where=row.where, text=row.text,
        at=desk.local(row.at), urgency=row.urgency, name=row.name, phone=kept.phone,
        window_from=desk.local(row.wanted_from or row.plan_from),
        window_until=desk.local(row.wanted_until or row.plan_until),
        arrive_by=desk.local(row.arrive_by), engineers=row.engineers, paid=row.paid,
        arrived_at=desk.local(row.arrived_at), finished_at=desk.local(row.finished_at),
        result=row.result, items=items, total=row.to_pay, terms=desk.settings.get(TERMS),
        clerk=row.who, state=row.state, cancelled=row.state == flow.CANCELLED,
        token=seal(desk).sign(Token(Kind.ORDER, row.id, row.number)),
        currency=currency(desk), language=language,
    )  # fmt: skip


def read_order_code(desk: Desk, text: str) -> OrderRow:
    """The order that a paper's scanned code belongs to. Needs order.view.

    Raises Refused token.unreadable, token.altered, token.forged, token.foreign_site,
    order.other_paper (``number``).
    """
    desk.require(Permission.ORDER_VIEW)
    token = seal(desk).read(text)
    if token.kind is not Kind.ORDER:
        raise Refused("order.other_paper", number=token.number)
    row = get_order(desk, token.record)
    if row.number != token.number:
        raise Refused("order.other_paper", number=token.number)
    return row


def print_day_sheet(
    desk: Desk,
    day: date | None = None,
    engineers: Sequence[EngineerDraft] = (),
    language: str | None = None,
    *,
    missing: Missing = "box",
) -> bytes:
    """The sheets of the engineers (all who have something if none is named) of a day as PDF.

    Nothing is kept: tomorrow it is another sheet. Raises Refused paper.none.
    """
    spoken = language or words.current()
    with desk.change(Permission.ORDER_WORK, "order.day_sheet_printed") as change:
        day = day or desk.today
        wanted = {(one.staff, "" if one.staff is not None else one.name) for one in engineers}
        lanes = [
            lane
            for lane in board(desk, day).lanes
            if (_key(lane) in wanted if wanted else lane.slots or lane.rest)
        ]
        paper = DaySheet(
            site=desk.site, day=day, printed_at=desk.local(change.now),
            printed_by=desk.session.name if desk.session else "",
            lanes=tuple(_lane(desk, lane, spoken) for lane in lanes), language=spoken,
        )  # fmt: skip
        pdf = render_paper(paper, missing=missing)
        change.note(day=day.isoformat(), engineers=len(lanes))
    return pdf


def _same(paper: WorkOrderPaper) -> Callable[[dict[str, object]], bool]:
    now = to_data(paper)
    passed = ("language", "copy", "_of")

    def same(kept: dict[str, object]) -> bool:
        return {k: v for k, v in kept.items() if k not in passed} == {
            k: v for k, v in now.items() if k not in passed
        }

    return same


def _key(lane: Lane) -> tuple[int | None, str]:
    engineer = lane.engineer
    return engineer.staff, "" if engineer.staff is not None else engineer.name


def _lane(desk: Desk, lane: Lane, language: str) -> SheetLane:
    timed = [(slot.row, _span(desk, slot.start, slot.end)) for slot in lane.slots]
    rows = timed + [(row, "") for row in lane.rest]
    say = words.translator(language)
    return SheetLane(
        lane.engineer.name,
        tuple(
            SheetRow(
                time, row.number, row.where, row.text, row.name, order_row(row.id).phone,
                row.kind_name, row.urgency, say(STATES[row.state]),
            )
            for row, time in rows
            if row.state in flow.WITH_SOMEBODY
        ),
    )  # fmt: skip


def _span(desk: Desk, start: datetime, end: datetime) -> str:
    return f"{desk.local(start):%H:%M}–{desk.local(end):%H:%M}"
