"""One work order in full: lines, files, debts, papers, callbacks; the number behind the mask."""

from __future__ import annotations

from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.files import Attachment, load
from desk.core.frozen import frozen
from desk.core.papers import PaperRow, papers_of
from desk.fees.billing.elsewhere import Owed, owed_by
from desk.service.callbacks.queue import callbacks_of
from desk.service.callbacks.rows import CallbackRow
from desk.service.models.orders import OrderEngineer, OrderFile, OrderLine
from desk.service.orders.charging import payers, usual_payer
from desk.service.orders.rows import (
    KIND,
    EngineerRow,
    FileRow,
    LineRow,
    OrderRow,
    get_order,
    order_row,
)
from desk.service.orders.seen import WATCH


@frozen
class OrderView:
    """A work order in full. ``engineers`` have it now, ``before`` had it; the timeline is
    ``log.history(desk, "work_order", id)``. ``payer``, one of ``payers``, is who pays unless it is
    said otherwise; ``seen`` goes back with what is typed, so that nobody writes over others
    unseen.
    """

    row: OrderRow
    engineers: tuple[EngineerRow, ...]
    before: tuple[EngineerRow, ...]
    lines: tuple[LineRow, ...]
    files: tuple[FileRow, ...]
    debts: tuple[Owed, ...]
    callbacks: tuple[CallbackRow, ...]
    papers: tuple[PaperRow, ...]
    payer: str
    payers: tuple[str, ...]
    seen: int

    @property
    def signed(self) -> bool:
        """Whether the signed paper is attached."""
        return any(file.label == "signed" for file in self.files)

    @property
    def owed(self) -> int:
        """What of it is still to be paid at the till, in minor units."""
        return sum(debt.balance for debt in self.debts)


def view_order(desk: Desk, order: int) -> OrderView:
    """One order in full. Needs order.view. Raises Refused("order.unknown")."""
    row = get_order(desk, order)
    people = list(
        OrderEngineer.select().where(OrderEngineer.order == order).order_by(OrderEngineer.id)
    )
    debts = owed_by(KIND, order)
    settled = {debt.id for debt in debts if debt.settled}
    return OrderView(
        row,
        tuple(EngineerRow(p.staff, p.name) for p in people if p.until is None),
        tuple(EngineerRow(p.staff, p.name) for p in people if p.until is not None),
        lines_of(order, settled),
        files_of(order),
        tuple(debts),
        tuple(callbacks_of(desk, KIND, order)),
        tuple(papers_of(KIND, order)),
        usual_payer(desk, order_row(order)),
        payers(desk, order_row(order)),
        WATCH.seen(desk, order),
    )


def lines_of(order: int, settled: set[int] | None = None) -> tuple[LineRow, ...]:
    """The labour and materials of an order; ``settled`` are charges that stay as they are."""
    done = settled or set()
    return tuple(
        LineRow(
            line.id, line.kind, line.listed_id, line.text, line.measure, line.quantity, line.price,
            line.amount, line.payer, line.charge_id, line.charge_id in done,
        )
        for line in OrderLine.select().where(OrderLine.order == order).order_by(OrderLine.position)
    )  # fmt: skip


def files_of(order: int) -> tuple[FileRow, ...]:
    """The files of an order, oldest first."""
    query: Any = (
        OrderFile.select(
            OrderFile.id, Attachment.id, OrderFile.label, Attachment.name, Attachment.media_type,
            Attachment.size, Attachment.added_at,
        )
        .join(Attachment)
        .where(OrderFile.order == order)
        .order_by(OrderFile.id)
    )  # fmt: skip
    return tuple(FileRow(*row) for row in query.tuples())


def file_data(desk: Desk, order: int, attachment: int) -> bytes:
    """The bytes of an order's file. Raises Refused order.unknown, file.unknown."""
    get_order(desk, order)
    if all(file.attachment != attachment for file in files_of(order)):
        return load(0)
    return load(attachment)


def reveal_phone(desk: Desk, order: int, reason: str = "") -> str:
    """The telephone number in full; who looked is logged. Raises Refused("order.unknown")."""
    with desk.change(Permission.PERSONAL_REVEAL, "personal.revealed", reason=reason) as change:
        row = order_row(order)
        change.about(KIND, order)
        change.note(field="phone")
    return row.phone
