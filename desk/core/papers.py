"""Printed papers kept as data: what was handed out, and the same paper again as a copy 副本.

How a paper is drawn is not known here: ``draw`` makes the PDF of (paper key, data, layout).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from desk.core.access import Permission
from desk.core.change import Change, Repeated
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.models import PrintedPaper

OF = "_of"
"""Under this key a copy's data names its original; papers pass over what they do not know."""

Draw = Callable[[str, dict[str, Any], str], bytes]


@frozen
class PaperRow:
    """A paper that was printed. ``copy`` 0 is the original; ``erased`` ones can't come again."""

    id: int
    kind: str
    record: int
    paper: str
    layout: str
    copy: int
    at: datetime
    who: str
    erased: bool


def keep(
    desk: Desk,
    change: Change,
    *,
    kind: str,
    record: int,
    paper: str,
    layout: str,
    data: dict[str, Any],
) -> int:
    """Keep what is about to be printed of a record, inside the change; gives the paper's id.

    The data stays out of the log, for it names people: erasing them later must reach all of it.
    """
    session = desk.session
    row = PrintedPaper.create(
        kind=kind, record=record, paper=paper, layout=layout, data=data,
        copy=int(data.get("copy", 0)), at=change.now,
        staff=session.staff if session else None, who=session.name if session else "",
    )  # fmt: skip
    change.about(kind, record)
    change.note(paper=paper, layout=layout, copy=row.copy, printed=row.id)
    return int(row.id)


def papers_of(kind: str, record: int) -> list[PaperRow]:
    """What was printed of one record, oldest first."""
    mine = (PrintedPaper.kind == kind) & (PrintedPaper.record == record)
    return [_view(row) for row in PrintedPaper.select().where(mine).order_by(PrintedPaper.id)]


def get_paper(paper: int) -> PaperRow:
    """One printed paper. Raises Refused("paper.gone")."""
    return _view(_row(paper))


def kept_data(paper: int) -> dict[str, Any]:
    """What was printed. Raises Refused paper.gone, paper.erased."""
    return _data(_row(paper))


def draw_again(paper: int, draw: Draw) -> bytes:
    """A kept paper's PDF just as it was, for a preview or a repeated request: no new copy."""
    row = _row(paper)
    return draw(row.paper, _data(row), row.layout)


def as_copy(paper: int) -> dict[str, Any]:
    """What stands on the next copy of a printed paper, original or itself a copy.

    Raises Refused paper.gone, paper.erased.
    """
    row = _row(paper)
    data = _data(row)
    original = data.get(OF, row.id)
    last = max(each.copy for each in _copies(row, original))
    return {**data, "copy": last + 1, OF: original}


def reprint(
    desk: Desk,
    paper: int,
    draw: Draw,
    *,
    layout: str | None = None,
    request: str | None = None,
) -> bytes:
    """The same paper once more, marked with its copy's number; the clerk's name on it stays.

    Raises Refused paper.gone, paper.erased, and as ``draw``: then no copy was made.
    """
    try:
        with desk.change(Permission.PAPER_PRINT, "paper.reprinted", request) as change:
            row = _row(paper)
            data = as_copy(paper)
            form = layout or row.layout
            pdf = draw(row.paper, data, form)
            made = keep(
                desk, change, kind=row.kind, record=row.record, paper=row.paper, layout=form,
                data=data,
            )  # fmt: skip
            change.result(made)
    except Repeated as repeated:
        return draw_again(repeated.record, draw)
    return pdf


def erase(kind: str, records: list[int]) -> int:
    """Forget what stands on the papers of some records; that they were printed stays known.

    Inside a change only.
    """
    mine = (PrintedPaper.kind == kind) & PrintedPaper.record.in_(records)
    return int(PrintedPaper.update(data={}).where(mine).execute())


def erase_before(kind: str, moment: datetime) -> int:
    """The same for papers of a kind of record printed before ``moment``."""
    return int(PrintedPaper.update(data={}).where(_before(kind, moment)).execute())


def any_before(kind: str, moment: datetime) -> bool:
    """Whether there is anything for ``erase_before``."""
    return bool(PrintedPaper.select().where(_before(kind, moment)).exists())


def _before(kind: str, moment: datetime) -> Any:
    mine = (PrintedPaper.kind == kind) & (PrintedPaper.at < moment)
    return mine & (PrintedPaper.data != {})


def _row(paper: int) -> PrintedPaper:
    row = PrintedPaper.get_or_none(PrintedPaper.id == paper)
    if row is None:
        raise Refused("paper.gone")
    return row


def _data(row: PrintedPaper) -> dict[str, Any]:
    if not row.data:
        raise Refused("paper.erased")
    return dict(row.data)


def _copies(row: PrintedPaper, original: int) -> list[PrintedPaper]:
    mine = (PrintedPaper.kind == row.kind) & (PrintedPaper.record == row.record)
    known = PrintedPaper.select().where(mine).order_by(PrintedPaper.id)
    return [each for each in known if original in (each.id, each.data.get(OF))]


def _view(row: PrintedPaper) -> PaperRow:
    return PaperRow(
        row.id, row.kind, row.record, row.paper, row.layout, row.copy, row.at, row.who, not row.data
    )
