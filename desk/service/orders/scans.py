"""Signed papers that were scanned in, a whole stack at once: each goes to the order on its code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.files import Attachment, FileContent, Incoming, incoming
from desk.core.frozen import frozen
from desk.printing import scans
from desk.service.orders.files import attach
from desk.service.orders.papers_out import read_order_code
from desk.service.orders.rows import KIND, OrderRow

SIGNED = "signed"
Paper = tuple[Incoming, Sequence[str]]
"""A paper that was scanned, and the texts of its codes."""


@frozen
class Scan:
    """What became of a file: ``order`` it was attached to, or ``refused`` says why not."""

    name: str
    order: OrderRow | None = None
    refused: Refused | None = None


def papers_in(file: Incoming) -> list[Paper]:
    """The papers in a file, a stack taken apart, each with what a scanner reads on it.

    Takes its time, a fifth of a second a page; asks no store.
    """
    found = scans.sheets(file.data)
    if len(found) == 1:
        return [(file, found[0][0])]
    stem = file.name.rsplit(".", 1)[0]
    return [
        (incoming(f"{stem}-{number}.pdf", data), codes)
        for number, (codes, data) in enumerate(found, 1)
    ]


def attach_scans(
    desk: Desk,
    found: Iterable[Paper],
    label: str = SIGNED,
    *,
    request: str | None = None,
) -> list[Scan]:
    """Attach papers (``papers_in``) to the orders whose codes they carry; each a change of its own.

    A file that is there already is not attached twice. Needs order.work; what is wrong with one
    file (order.no_code, order.scanned_already, token.*, order.*) keeps none of the others back.
    """
    desk.require(Permission.ORDER_WORK)
    made = []
    for number, (file, codes) in enumerate(found):
        own = f"{request}.{number}" if request else None
        made.append(_attached(desk, file, codes, label, own))
    return made


def _attached(
    desk: Desk, file: Incoming, codes: Sequence[str], label: str, request: str | None
) -> Scan:
    refused = Refused("order.no_code", name=file.name)
    for code in codes:
        try:
            order = read_order_code(desk, code)
            if _there(order.id, file):
                raise Refused("order.scanned_already", name=file.name, number=order.number)
            return Scan(file.name, attach(desk, order.id, file, label, request=request).row)
        except Refused as reason:
            refused = reason
    return Scan(file.name, refused=refused)


def _there(order: int, file: Incoming) -> bool:
    mine = (Attachment.kind == KIND) & (Attachment.record == order)
    query = Attachment.select().join(FileContent).where(mine & (FileContent.sha256 == file.sha256))
    return bool(query.exists())
