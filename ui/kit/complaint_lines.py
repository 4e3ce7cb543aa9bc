"""The complaints that another record belongs to, as lines of its card.

linked(frame, "work_order", row.id)      # [((kind, id), Line)]; nothing for who may not see them
"""

from __future__ import annotations

from functools import partial

from desk import texts
from desk.core.access import Permission
from desk.core.words import _
from desk.service.complaints.reading import KIND, complaints_of
from ui.kit.detail import Line
from ui.kit.frame import Frame


def linked(frame: Frame, kind: str, record: int) -> list[tuple[tuple[str, int], Line]]:
    """One line a complaint that was tied to the record, the newest first."""
    if not frame.desk.allows(Permission.COMPLAINT_VIEW):
        return []
    made = []
    for row in complaints_of(frame.desk, kind, record):
        words = f"{row.number} {texts.word('complaint.state', row.state)}"
        opened = partial(frame.show_record, KIND, row.id)
        made.append(((KIND, row.id), Line(_("Complaint"), words, open=opened)))
    return made
