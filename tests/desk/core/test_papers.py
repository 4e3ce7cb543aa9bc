"""Printed papers as data: kept, copied, erased."""

from __future__ import annotations

from typing import Any

import pytest

from desk.core import papers
from desk.core.access import Permission, Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.models import AuditEntry
from tests.stores import as_role


def draw(paper: str, data: dict[str, Any], layout: str) -> bytes:
    if data["text"] == "bad":
        raise Refused("paper.glyph_missing", chars="x")
    return f"{paper}|{layout}|{data['text']}|{data.get('copy', 0)}".encode()


def kept(desk: Desk, text: str = "hello", record: int = 7) -> int:
    with desk.change(Permission.PAPER_PRINT, "visitor.pass_printed") as change:
        return papers.keep(
            desk, change, kind="thing", record=record, paper="sheet", layout="a5",
            data={"text": text},
        )  # fmt: skip


def test_copies_are_counted(desk: Desk) -> None:
    first = kept(desk)
    assert papers.draw_again(first, draw) == b"sheet|a5|hello|0"
    assert papers.reprint(desk, first, draw) == b"sheet|a5|hello|1"
    assert papers.reprint(desk, first, draw, layout="a4") == b"sheet|a4|hello|2"
    copy = papers.papers_of("thing", 7)[-1]
    assert papers.reprint(desk, copy.id, draw) == b"sheet|a4|hello|3"


def test_each_original_has_its_own_copies(desk: Desk) -> None:
    first, second = kept(desk), kept(desk, "other")
    papers.reprint(desk, first, draw)
    assert papers.reprint(desk, second, draw).endswith(b"other|1")
    assert [(p.copy, p.layout) for p in papers.papers_of("thing", 7)][:2] == [(0, "a5")] * 2


def test_a_repeated_click_is_one_copy(desk: Desk) -> None:
    first = kept(desk)
    once = papers.reprint(desk, first, draw, request="r")
    assert papers.reprint(desk, first, draw, request="r") == once
    assert len(papers.papers_of("thing", 7)) == 2


def test_what_cannot_be_drawn_is_no_copy(desk: Desk) -> None:
    first = kept(desk, "bad")
    with pytest.raises(Refused):
        papers.reprint(desk, first, draw)
    assert len(papers.papers_of("thing", 7)) == 1


def test_erasing_leaves_that_it_was_printed(desk: Desk) -> None:
    first = kept(desk, "秘密")
    other = kept(desk, "else", record=8)
    with desk.change(Permission.RETENTION_RUN, "visitor.erased"):
        assert papers.erase("thing", [7]) == 1
        assert papers.erase_before("thing", desk.now) == 0
    assert papers.get_paper(first).erased
    assert not papers.get_paper(other).erased
    with pytest.raises(Refused) as caught:
        papers.reprint(desk, first, draw)
    assert caught.value.code == "paper.erased"
    assert "秘密" not in "".join(entry.body for entry in AuditEntry.select())


def test_unknown_paper_and_denied_role(desk: Desk) -> None:
    with pytest.raises(Refused) as caught:
        papers.get_paper(99)
    assert caught.value.code == "paper.gone"
    first = kept(desk)
    as_role(desk, Role.AUDITOR)
    with pytest.raises(Refused) as denied:
        papers.reprint(desk, first, draw)
    assert denied.value.code == "access.denied"
