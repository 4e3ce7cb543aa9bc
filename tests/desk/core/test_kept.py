"""Queries whose text is built once: the same rows as Peewee's, for any values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from desk.core.desk import Desk
from desk.core.kept import Kept
from desk.core.models import PrintedPaper

NOW = datetime(2026, 11, 2, 6, 30, 15, 123000, tzinfo=UTC)
P: Any = PrintedPaper


def _since(kind: Any, at: Any) -> Any:
    return (
        P.select(P.id, P.kind, P.data, P.at, P.staff)
        .where((P.kind == kind) & (P.at >= at) & (P.copy == 0))
        .order_by(P.id)
    )


def _paper(kind: str, at: datetime, **data: object) -> int:
    row = P.create(kind=kind, record=1, paper="x", layout="a5", data=data, at=at, who="陈佳慧")
    return int(row.id)


def test_rows_are_those_of_the_query(desk: Desk) -> None:
    kept = Kept(_since, "sample", NOW - timedelta(days=9999))
    assert kept("call", NOW) == []
    first = _paper("call", NOW, words=["一", "二"])
    _paper("visit", NOW)
    last = _paper("call", NOW + timedelta(hours=1))
    for values in (("call", NOW), ("call", NOW + timedelta(minutes=1)), ("visit", NOW)):
        assert kept(*values) == [list(row) for row in _since(*values).tuples()]
    assert [row[0] for row in kept("call", NOW)] == [first, last]
    assert kept("call", NOW)[0][2:4] == [{"words": ["一", "二"]}, NOW]


def test_a_day_is_asked_for_as_it_is_kept(desk: Desk) -> None:
    from desk.core.models import AuditEntry

    e: Any = AuditEntry
    kept = Kept(lambda day: e.select(e.seq).where(e.business_date == day), date.min)
    known = [[row.seq] for row in e.select().where(e.business_date == desk.today)]
    assert known and kept(desk.today) == known
    assert kept(desk.today + timedelta(days=1)) == []


def test_a_sample_that_is_not_asked_for_is_a_fault(desk: Desk) -> None:
    with pytest.raises(ValueError, match="does not ask"):
        Kept(lambda kind, _other: P.select(P.id).where(P.kind == kind), "sample", -1)("call", 1)
