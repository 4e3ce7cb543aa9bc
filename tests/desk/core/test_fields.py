"""The kinds of columns: what goes in comes out, or is refused."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import peewee as pw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.storage import Storage
from tests.desk.core.notes import Note

MONEY = st.integers(-(2**63) + 1, 2**63 - 1)
MOMENTS = st.datetimes(
    datetime(1, 1, 3),  # noqa: DTZ001  (Hypothesis wants them naive)
    datetime(9999, 12, 29),  # noqa: DTZ001
    timezones=st.timezones() | st.just(timezone(timedelta(hours=8))),
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@given(MONEY, MOMENTS, st.dates(), PLAIN)
def test_fields_round_trip(money: int, at: datetime, day: date, data: object) -> None:
    assert Note.money.python_value(Note.money.db_value(money)) == money
    back = Note.at.python_value(Note.at.db_value(at))
    assert back.tzinfo is UTC
    assert timedelta(0) <= at - back < timedelta(milliseconds=1)
    assert Note.day.python_value(Note.day.db_value(day)) == day
    if data is not None:
        assert Note.data.python_value(Note.data.db_value(data)) == data


def test_fields_through_the_store(storage: Storage) -> None:
    at = datetime(2026, 2, 3, 4, 5, 6, 789000, tzinfo=UTC)
    Note.create(money=-5, at=at, day=date(2026, 2, 3), data={"b": [1], "a": None}, code="on_site")
    row = Note.get((Note.at == at) & (Note.day <= date(2026, 2, 3)) & (Note.code == "on_site"))
    assert (row.money, row.at, row.day, row.data) == (
        -5,
        at,
        date(2026, 2, 3),
        {"a": None, "b": [1]},
    )
    stored = storage.database.execute_sql("SELECT money, at, day, data, code FROM note").fetchone()
    assert stored == (-5, 1770091506789, "2026-02-03", '{"a":null,"b":[1]}', "on_site")
    assert json.loads(stored[3]) == row.data


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Note.money, 1.0), (Note.money, True), (Note.money, "5"), (Note.money, 2**63),
        (Note.at, datetime(2026, 1, 1)), (Note.at, 5), (Note.at, date(2026, 1, 1)),  # noqa: DTZ001
        (Note.day, datetime(2026, 1, 1, tzinfo=UTC)), (Note.day, "2026-01-01"),
        (Note.data, float("nan")), (Note.data, {1, 2}),
        (Note.code, "Ünsafe"), (Note.code, "a b"), (Note.code, "x" * 41), (Note.code, 5),
    ],
)  # fmt: skip
def test_fields_refuse_what_they_would_change(field: pw.Field, value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        field.db_value(value)
    assert field.db_value(None) is None
