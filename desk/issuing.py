"""Papers of documents: drawn, kept with their record, and marked as copies when they come again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from desk.core import papers
from desk.core.change import Change
from desk.core.desk import Desk
from desk.printing import PAPERS, Missing, from_data, to_data


def draw(paper: str, data: dict[str, Any], layout: str, missing: Missing = "refuse") -> bytes:
    """The PDF of kept data. Raises Refused paper.*."""
    return PAPERS[paper].render(from_data(paper, data), layout, missing)


def printed(desk: Desk, paper: int) -> bytes:
    """A kept paper as it was printed, for a repeated request."""
    return papers.draw_again(paper, draw)


def reprint(
    desk: Desk,
    paper: int,
    *,
    layout: str | None = None,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """A kept paper once more, as its next copy, for who may see the record that it belongs to.

    Raises as ``papers.reprint``.
    """
    known = desk.search_kinds.get(papers.get_paper(paper).kind)
    if known is not None:
        desk.require(known.permission)

    def drawn(key: str, data: dict[str, Any], form: str) -> bytes:
        return draw(key, data, form, missing)

    return papers.reprint(desk, paper, drawn, layout=layout, request=request)


def issue(
    desk: Desk,
    change: Change,
    record: tuple[str, int],
    paper: object,
    layout: str,
    missing: Missing,
    same: Callable[[dict[str, Any]], bool] = lambda kept: True,
    news: Sequence[str] = (),
) -> bytes:
    """Keep ``paper`` as ``keep`` does and draw it, inside a change.

    Raises Refused paper.*, and then nothing is kept.
    """
    made, data = keep(desk, change, record, paper, layout, same, news)
    change.result(made)
    return draw(_key(paper), data, layout, missing)


def keep(
    desk: Desk,
    change: Change,
    record: tuple[str, int],
    paper: object,
    layout: str,
    same: Callable[[dict[str, Any]], bool] = lambda kept: True,
    news: Sequence[str] = (),
) -> tuple[int, dict[str, Any]]:
    """Keep ``paper`` of ``record`` (kind, id), inside a change; gives its id and what to draw.

    If a paper of that kind was printed of it before and is the ``same``, this one is its next
    copy: as it was then, but for what is in ``news`` (that it was voided since), in the language
    that is asked for now.
    """
    kind, number = record
    key = _key(paper)
    data = to_data(paper)
    for row in papers.papers_of(kind, number):
        if row.paper == key and not row.erased and same(papers.kept_data(row.id)):
            data = {**papers.as_copy(row.id), **{part: data[part] for part in (*news, "language")}}
            break
    made = papers.keep(desk, change, kind=kind, record=number, paper=key, layout=layout, data=data)
    return made, data


def _key(paper: object) -> str:
    return next(each.key for each in PAPERS.values() if isinstance(paper, each.type))
