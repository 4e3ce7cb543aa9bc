"""Files of an order: the signed paper scanned in, photos before and after 维修前后照片."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.files import Attachment, Incoming, drop_unused, values_for
from desk.core.text import clean
from desk.service.models.orders import OrderFile
from desk.service.orders.detail import OrderView, view_order
from desk.service.orders.drafts import LABELS
from desk.service.orders.rows import KIND, order_taken
from desk.service.orders.verbs import refuse_stranger


@once(view_order)
def attach(
    desk: Desk, order: int, file: Incoming, label: str = "other", *, request: str | None = None
) -> OrderView:
    """Attach a file: ``label`` before, after, signed (the customer's signature), other.

    Raises Refused field.not_a_choice (label), order.unknown, order.not_yours.
    """
    with desk.change(Permission.ORDER_WORK, "order.file_attached", request) as change:
        row = order_taken(change, order)
        refuse_stranger(desk, row)
        if label not in LABELS:
            raise Refused("field.not_a_choice", "label")
        staff = desk.session.staff if desk.session else None
        values = values_for(file, KIND, order, change.now)
        made = change.create(Attachment, staff=staff, **values)
        change.create(OrderFile, order=order, attachment=made.id, label=label)
        change.note(label=label)
    return view_order(desk, order)


@once(view_order)
def relabel(
    desk: Desk, order: int, file: int, label: str, *, request: str | None = None
) -> OrderView:
    """Say otherwise what a file shows. Raises Refused file.unknown, field.not_a_choice,
    order.not_yours."""
    with desk.change(Permission.ORDER_WORK, "order.file_labelled", request) as change:
        refuse_stranger(desk, order_taken(change, order))
        if label not in LABELS:
            raise Refused("field.not_a_choice", "label")
        change.update(_file(order, file), label=label)
    return view_order(desk, order)


@once(view_order)
def detach(
    desk: Desk, order: int, file: int, reason: str, *, request: str | None = None
) -> OrderView:
    """Take off a file that does not belong here; its bytes are erased.

    Raises Refused file.unknown, workflow.reason_needed.
    """
    with desk.change(Permission.ORDER_WRITE, "order.file_removed", request) as change:
        order_taken(change, order)
        why = clean(reason, "reason", 300)
        if not why:
            raise Refused("workflow.reason_needed", "reason")
        found = _file(order, file)
        attachment = Attachment.get_by_id(found.attachment_id)
        change.remove(found)
        change.remove(attachment)
        drop_unused()
        change.note(reason=why)
    return view_order(desk, order)


def _file(order: int, file: int) -> OrderFile:
    mine = (OrderFile.id == file) & (OrderFile.order == order)
    row: OrderFile | None = OrderFile.get_or_none(mine)
    if row is None:
        raise Refused("file.unknown")
    return row
