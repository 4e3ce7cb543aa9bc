"""Slips on paper: printed, printed again, after an extension; the code read back from the PDF."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk.core import papers
from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.reception.slips import gate, papers_out, verbs
from desk.reception.slips.drafts import DecisionDraft
from tests.desk.printing.samples import codes_of, words_of
from tests.desk.reception.slips.conftest import Place
from tests.stores import as_role


def test_printed_scanned_and_printed_again(desk: Desk, place: Place) -> None:
    as_role(desk, Role.CLERK)
    row = verbs.complete_slip(desk, place.draft(), copies=2)
    first = papers_out.print_slip(desk, row.id, "en", request="print")
    assert papers_out.print_slip(desk, row.id, "en", request="print") == first
    said = words_of(first)
    for part in (row.number, "3-1502", "王强", "冰箱", "粤B12345", "139 **** 0001", "Clerk"):
        assert part in said
    assert "E12345678" not in said
    (code,) = codes_of(first)
    assert gate.scan_slip(desk, code).good
    assert "Copy 1" in words_of(papers_out.print_slip(desk, row.id, "en"))
    verbs.extend_slip(desk, row.id, desk.today + timedelta(days=1))
    fresh = papers_out.print_slip(desk, row.id, "en")
    assert "Copy" not in words_of(fresh)
    assert gate.scan_slip(desk, codes_of(fresh)[0]).good
    assert not gate.scan_slip(desk, code).good
    kept = papers.papers_of("release_slip", row.id)
    assert [paper.copy for paper in kept] == [0, 1, 0]
    assert "Copy 2" in words_of(papers_out.reprint(desk, kept[0].id))


def test_what_is_not_issued_has_no_paper(desk: Desk, place: Place) -> None:
    row = verbs.save_slip(desk, place.draft())
    with pytest.raises(Refused, match=r"slip\.not_issued"):
        papers_out.print_slip(desk, row.id)
    with pytest.raises(Refused, match=r"slip\.no_promise"):
        papers_out.print_promise(desk, row.id)
    assert papers.papers_of("release_slip", row.id) == []


def test_a_promise_to_be_signed(desk: Desk, place: Place) -> None:
    promise = DecisionDraft("promise", "", date(2026, 11, 20), 20_000)
    row = verbs.save_slip(desk, place.draft(unit=place.owing))
    verbs.check_slip(desk, row.id, promise)
    said = words_of(papers_out.print_promise(desk, row.id, "en"))
    for part in (row.number, "物业费", "250.60", "200.00", "2026-11-20", "王强"):
        assert part in said
    verbs.issue_slip(desk, row.id)
    slip = words_of(papers_out.print_slip(desk, row.id, "en"))
    assert "Written promise" in slip
    assert "Copy 1" in words_of(papers_out.print_promise(desk, row.id, "en"))
    verbs.void_slip(desk, row.id, "取消")
    assert "VOID" in words_of(papers_out.print_slip(desk, row.id, "en"))
