"""Files kept with a slip: the signed letter of authority, a photo of the goods."""

from __future__ import annotations

from typing import Any

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.files import (
    Attachment,
    AttachmentRow,
    Incoming,
    drop_unused,
    listed,
    load,
    values_for,
)
from desk.core.text import clean
from desk.reception.slips.reading import RECORD, slip_row


def files_of(desk: Desk, slip: int) -> list[AttachmentRow]:
    """The files of a slip, oldest first, without their bytes. Needs customer.view, too."""
    desk.require(Permission.SLIP_VIEW)
    desk.require(Permission.CUSTOMER_VIEW)
    return listed(RECORD, slip)


def _files(desk: Desk, slip: int) -> list[AttachmentRow]:
    return listed(RECORD, slip)


@once(_files)
def attach(
    desk: Desk, slip: int, file: Incoming, *, request: str | None = None
) -> list[AttachmentRow]:
    """Keep a file with a slip, encrypted inside the store. Raises Refused("slip.gone")."""
    with desk.change(Permission.SLIP_ISSUE, "slip.file_attached", request) as change:
        row = slip_row(slip)
        staff = desk.session.staff if desk.session else None
        change.create(Attachment, staff=staff, **values_for(file, RECORD, row.id, change.now))
        change.touch(row)
        change.result(row.id)
    return listed(RECORD, slip)


@once(_files)
def detach(
    desk: Desk, file: int, reason: str, *, request: str | None = None
) -> list[AttachmentRow]:
    """Take a file off a slip. Raises Refused file.unknown, text.required."""
    with desk.change(Permission.SLIP_ISSUE, "slip.file_removed", request) as change:
        change.note(reason=clean(reason, "reason", 300, required=True))
        row = _of_a_slip(file)
        slip = row.record
        change.remove(row)
        drop_unused()
        change.about(RECORD, slip)
        change.result(slip)
    return listed(RECORD, slip)


def read_file(desk: Desk, file: int) -> bytes:
    """The bytes of a file of a slip. Raises Refused("file.unknown")."""
    desk.require(Permission.SLIP_VIEW)
    desk.require(Permission.CUSTOMER_VIEW)
    _of_a_slip(file)
    return load(file)


def carry_over(change: Change, old: int, new: int) -> None:
    """A slip is made anew: the letter that came with it is the new one's, too."""
    mine = (Attachment.kind == RECORD) & (Attachment.record == old)
    names = ("content", "name", "media_type", "size", "added_at", "staff")
    query: Any = Attachment.select(*[getattr(Attachment, name) for name in names])
    for values in list(query.where(mine).order_by(Attachment.id).tuples()):
        change.create(Attachment, kind=RECORD, record=new, **dict(zip(names, values, strict=True)))


def _of_a_slip(file: int) -> Attachment:
    row = Attachment.get_or_none((Attachment.id == file) & (Attachment.kind == RECORD))
    if row is None:
        raise Refused("file.unknown")
    return row
