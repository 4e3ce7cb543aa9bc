"""The same matter was taken down twice: one goes into the other, and its people with it."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.service.complaints import flow
from desk.service.complaints.ending import end
from desk.service.complaints.making import about, link
from desk.service.complaints.progress import settle
from desk.service.complaints.reading import complaint_row, get_complaint
from desk.service.complaints.ringing import ring
from desk.service.complaints.rows import ComplaintRow
from desk.service.complaints.seen import WATCH
from desk.service.models.complaints import Complaint, ComplaintLink


@once(get_complaint)
def merge(desk: Desk, complaint: int, into: int, *, request: str | None = None) -> ComplaintRow:
    """End a complaint as a part of ``into``, which takes its links and counts as urged once more.

    Its own text and people stay with it; they are rung back, too, when the other is resolved. Gives
    the one that goes on. Raises Refused complaint.unknown,
    complaint.merge_self, complaint.merge_ended, complaint.moved.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.merged", request) as change:
        change.result(into)
        row = complaint_row(complaint)
        WATCH.step(desk, row, "merge")
        kept = complaint_row(into)
        if kept.id == row.id:
            raise Refused("complaint.merge_self", "into")
        if kept.state not in flow.UNCLOSED:
            raise Refused("complaint.merge_ended", "into", number=kept.number)
        for each in ComplaintLink.select().where(ComplaintLink.complaint == row.id):
            link(change, kept, each.kind, each.record)
        # What went into this one before goes along, so that nothing is found two steps away.
        for earlier in Complaint.select().where(Complaint.merged_into == row.id):
            change.update(earlier, merged_into=kept.id)
        end(desk, change, row, flow.MERGED, merged_into=kept.id)
        if kept.state == flow.RESOLVED:
            ring(desk, change, row)
        settle(change, kept, urged=kept.urged + 1, urged_at=change.now)
        about(change, kept)
        change.result(kept.id)
    return get_complaint(desk, into)
