"""Pictures and papers of a complaint: photographs, scanned letters, the signed form."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.files import Attachment, Incoming, drop_unused, load, values_for
from desk.core.text import clean
from desk.service.complaints.reading import KIND, complaint_row, get_complaint
from desk.service.complaints.rows import ComplaintRow
from desk.service.models.complaints import Complaint


@once(get_complaint)
def attach(
    desk: Desk, complaint: int, file: Incoming, *, request: str | None = None
) -> ComplaintRow:
    """Attach a picture or paper (``files.read_incoming``), in any state.

    Raises Refused complaint.unknown, complaint.erased.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.attached", request) as change:
        row = _kept(change, complaint)
        staff = desk.session.staff if desk.session else None
        change.create(Attachment, **values_for(file, KIND, row.id, change.now), staff=staff)
        change.result(row.id)
    return get_complaint(desk, complaint)


@once(get_complaint)
def detach(
    desk: Desk, complaint: int, file: int, reason: str, *, request: str | None = None
) -> ComplaintRow:
    """Take off a file that does not belong here; its bytes are erased.

    Raises Refused file.unknown, workflow.reason_needed, complaint.unknown, complaint.erased.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.detached", request) as change:
        row = _kept(change, complaint)
        why = clean(reason, "reason", 300)
        if not why:
            raise Refused("workflow.reason_needed", "reason")
        change.remove(_file(row.id, file))
        drop_unused()
        change.note(reason=why)
    return get_complaint(desk, complaint)


def read_file(desk: Desk, complaint: int, file: int) -> bytes:
    """The bytes of an attached file. Needs complaint.view. Raises Refused("file.unknown")."""
    desk.require(Permission.COMPLAINT_VIEW)
    return load(int(_file(complaint, file).id))


def _file(complaint: int, file: int) -> Attachment:
    mine = (Attachment.id == file) & (Attachment.kind == KIND) & (Attachment.record == complaint)
    found: Attachment | None = Attachment.get_or_none(mine)
    if found is None:
        raise Refused("file.unknown")
    return found


def _kept(change: Change, complaint: int) -> Complaint:
    row = complaint_row(complaint)
    if row.erased_at is not None:
        raise Refused("complaint.erased", number=row.number)
    change.touch(row)
    return row
