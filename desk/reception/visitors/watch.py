"""The watch list: do not admit 禁入, keep an eye on 留意."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean, mask_document, mask_phone
from desk.reception.models import WatchEntry
from desk.reception.visitors import guards
from desk.reception.visitors.drafts import WatchDraft, check_watch
from desk.reception.visitors.watching import fold_name, sound_of


@frozen
class WatchRow:
    """An entry of the list. ``state``: active, ended; phone and document are masked."""

    id: int
    kind: str
    state: str
    name: str
    phone: str
    document: str
    plate: str
    reason: str
    instruction: str
    valid_from: date
    valid_until: date | None
    at: datetime
    who: str


def watch_view(desk: Desk, row: WatchEntry) -> WatchRow:
    """The frozen row of an entry."""
    ended = not row.active or (row.valid_until is not None and row.valid_until < desk.today)
    return WatchRow(
        row.id, row.kind, "ended" if ended else "active", row.name, mask_phone(row.phone),
        mask_document(row.document), row.plate, row.reason, row.instruction, row.valid_from,
        row.valid_until, row.at, row.who,
    )  # fmt: skip


def get_watch(desk: Desk, entry: int) -> WatchRow:
    """One entry. Raises Refused("watch.unknown")."""
    desk.require(Permission.VISITOR_VIEW)
    return watch_view(desk, watch_row(entry))


@once(get_watch)
def add_watch(desk: Desk, draft: WatchDraft, *, request: str | None = None) -> WatchRow:
    """Put somebody on the list. Raises Refused or RefusedMany beside the fields at fault."""
    with desk.change(Permission.WATCH_EDIT, "watch.added", request) as change:
        row = change.create(
            WatchEntry, at=change.now, who=desk.session.name if desk.session else "",
            **_checked(desk, draft),
        )  # fmt: skip
    return watch_view(desk, row)


def update_watch(desk: Desk, entry: int, draft: WatchDraft) -> WatchRow:
    """Alter an entry. Raises as ``add_watch``."""
    with desk.change(Permission.WATCH_EDIT, "watch.updated") as change:
        row = watch_row(entry)
        change.update(row, **_checked(desk, draft))
    return watch_view(desk, row)


def end_watch(desk: Desk, entry: int, reason: str, *, request: str | None = None) -> WatchRow:
    """Take somebody off the list; the entry stays in the book.

    Raises Refused workflow.reason_needed, watch.ended.
    """
    desk.require(Permission.WATCH_EDIT)
    why = clean(reason, "reason", 300)
    if not why:
        raise Refused("workflow.reason_needed", "reason")
    with desk.change(Permission.WATCH_EDIT, "watch.ended", request, why) as change:
        row = watch_row(entry)
        if not row.active:
            raise Refused("watch.ended")
        change.update(row, active=False, valid_until=min(row.valid_until or desk.today, desk.today))
    return watch_view(desk, row)


def draft_of_watch(desk: Desk, entry: int) -> WatchDraft:
    """An entry as a draft, to alter it."""
    desk.require(Permission.WATCH_EDIT)
    row = watch_row(entry)
    return WatchDraft(
        row.kind, row.name, row.phone, row.document, row.plate, row.reason, row.instruction,
        row.valid_from, row.valid_until,
    )  # fmt: skip


def watch_row(entry: int) -> WatchEntry:
    """The table's row. Raises Refused("watch.unknown")."""
    row = WatchEntry.get_or_none(WatchEntry.id == entry)
    if row is None:
        raise Refused("watch.unknown")
    return row


def _checked(desk: Desk, draft: WatchDraft) -> dict[str, Any]:
    values = check_watch(draft, guards.terms(desk), desk.today)
    name = values["name"]
    return {**values, "folded": fold_name(name), "sound": sound_of(name)}
