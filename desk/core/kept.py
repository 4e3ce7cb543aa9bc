"""A Peewee query whose text is built once: building it takes longer than running it.

    _OF = Kept(lambda unit: Note.select(...).where(Note.unit == unit), -1)
    for row in _OF(3): ...

For what is read before the first painting, at every key, or many at a time for one card.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

import peewee as pw

from desk.core.fields import DateField, JsonField, UtcField, to_millis
from desk.core.storage import database

_READ = (UtcField, DateField, JsonField, pw.BooleanField)


class _Text(NamedTuple):
    sql: str
    parameters: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    readers: tuple[tuple[int, Callable[[Any], Any]], ...]


class Kept:
    """``build`` makes a select from values; ``samples`` are such, unlike all others within it."""

    def __init__(self, build: Callable[..., Any], *samples: Any) -> None:
        self._build, self._samples = build, samples

    def __call__(self, *values: Any) -> list[list[Any]]:
        """The rows for these values, columns as Peewee's tuples have them."""
        text = self._text
        parameters = list(text.parameters)
        for place, number in text.places:
            parameters[place] = _stored(values[number])
        rows = [list(row) for row in database.execute_sql(text.sql, parameters)]
        for row in rows:
            for place, read in text.readers:
                row[place] = read(row[place])
        return rows

    @cached_property
    def _text(self) -> _Text:
        query = self._build(*self._samples)
        sql, parameters = query.sql()
        known = [_stored(sample) for sample in self._samples]
        places = tuple((n, known.index(one)) for n, one in enumerate(parameters) if one in known)
        if {number for _place, number in places} != set(range(len(known))):
            raise ValueError("a sample that the query does not ask for")
        readers = tuple(
            (n, column.python_value)
            for n, column in enumerate(query.selected_columns)
            if isinstance(column, _READ)
        )
        return _Text(str(sql), tuple(parameters), places, readers)


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return to_millis(value)
    return value.isoformat() if isinstance(value, date) else value
