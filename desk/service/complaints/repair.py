"""A complaint that needs a repair: the work order made from it, tied to it in one change."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.text import clean
from desk.service.complaints.making import about, link, refuse_ended
from desk.service.complaints.reading import KIND, complaint_row
from desk.service.orders.drafts import OrderDraft
from desk.service.orders.rows import OrderRow, get_order
from desk.service.orders.verbs import make_order

ORDER = "work_order"


def order_draft(desk: Desk, complaint: int) -> OrderDraft:
    """What the form of a work order is opened with; its kind is still to be chosen.

    Needs complaint.work. Raises Refused("complaint.unknown").
    """
    desk.require(Permission.COMPLAINT_WORK)
    row = complaint_row(complaint)
    return OrderDraft(
        unit=row.unit_id, person=row.person_id, name=row.name, phone=row.phone,
        place=row.place, urgency="urgent" if row.severity == "urgent" else "ordinary",
        text=clean(row.text, "text", 4000, lines=True)[:2000], source="complaint",
        from_kind=KIND, from_id=row.id,
    )  # fmt: skip


@once(get_order)
def make_repair(
    desk: Desk, complaint: int, draft: OrderDraft, *, request: str | None = None
) -> OrderRow:
    """Report the repair that a complaint asks for. Gives the work order.

    Raises Refused complaint.unknown, complaint.ended, and as ``orders.verbs.create_order``.
    """
    desk.require(Permission.COMPLAINT_WORK)
    with desk.change(Permission.ORDER_WRITE, "complaint.repair_made", request) as change:
        row = complaint_row(complaint)
        refuse_ended(row)
        made = make_order(desk, change, draft)
        link(change, row, ORDER, made.id)
        change.touch(row)
        about(change, row)
        change.result(made.id)
    return get_order(desk, made.id)
