"""Lists of a register: columns, filters, order, and a source that pages by key.

A million rows scroll without being loaded: the source keeps the key of every 64th row and reads
from the nearest one (skipping with OFFSET costs four times as much). Windows, exports and
printed lists all read the same columns, so they show the same figures.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import peewee as pw

from desk.core.access import Permission
from desk.core.frozen import frozen
from desk.core.storage import BaseModel

if TYPE_CHECKING:
    from desk.core.desk import Desk

R = TypeVar("R", bound="HasId")
STEP = 64
NEAR = 2_000


class HasId(Protocol):
    """Any row of a list: a frozen view with the record's id."""

    @property
    def id(self) -> int: ...


@frozen
class Column(Generic[R]):
    """One column. ``kind`` tells how it reads: text, code, time, date, state, int, area, money,
    phone, datetime. ``words`` is the domain for kind state; ``sort`` names an order of the listing;
    ``tone`` gives ok, due, late, void, muted or None; ``shown`` whether it stands there at first.
    """

    key: str
    title: str
    kind: str
    value: Callable[[R], Any]
    width: int = 120
    words: str = ""
    sort: str | None = None
    tone: Callable[[R], str | None] | None = None
    shown: bool = True


@frozen
class Filter:
    """One way to narrow a list. ``kind``: choice, text, day, flag.

    ``choices`` gives (value, words) pairs; where ``words`` names a domain, codes are put into
    words by the window. ``apply`` narrows the query.
    """

    key: str
    title: str
    apply: Callable[[Desk, Any, Any], Any]
    kind: str = "choice"
    choices: Callable[[Desk], Sequence[tuple[str, str]]] | None = None
    words: str = ""


@frozen
class Order:
    """A field to sort by, with an index behind it; ties go by id the same way."""

    field: pw.Field
    descending: bool = False


@frozen
class Listing(Generic[R]):
    """A register's list.

    ``query`` gives the joined select, its filters touching the main table alone, so that
    counting and keys need no join; ``make`` turns one tuple into a frozen view. ``base`` is what
    every row of the list fulfils, whatever is filtered; ``export`` is needed to take it out.
    """

    key: str
    title: str
    permission: Permission
    model: type[BaseModel]
    columns: tuple[Column[R], ...]
    query: Callable[[Desk], Any]
    make: Callable[[Desk, Any], R]
    orders: Mapping[str, Order]
    default_order: str
    filters: tuple[Filter, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    base: pw.Expression | None = None
    export: Permission = Permission.LIST_EXPORT

    def open(
        self,
        desk: Desk,
        filters: Mapping[str, Any] | None = None,
        sort: tuple[str, bool] | None = None,
    ) -> Source[R]:
        """The rows that pass ``filters``, in ``sort`` order (order key, descending)."""
        desk.require(self.permission)
        return Source(self, desk, dict(filters or {}), sort)

    def filter(self, key: str) -> Filter:
        """The filter called ``key``."""
        return next(found for found in self.filters if found.key == key)


class Source(Generic[R]):
    """The rows of one opened list. Reading is safe from any thread."""

    def __init__(
        self,
        listing: Listing[R],
        desk: Desk,
        filters: dict[str, Any],
        sort: tuple[str, bool] | None,
    ) -> None:
        self.listing, self.desk, self.filters = listing, desk, filters
        key, descending = sort or (
            listing.default_order,
            listing.orders[listing.default_order].descending,
        )
        self.sort = (key, descending)
        self._field: Any = listing.orders[key].field
        self._id: Any = listing.model._meta.primary_key
        self._descending = descending
        self._count: int | None = None
        self._jumps: list[tuple[Any, int]] | None = None
        self._lock = threading.Lock()

    def _filtered(self, query: Any) -> Any:
        if self.listing.base is not None:
            query = query.where(self.listing.base)
        for key, value in self.filters.items():
            query = self.listing.filter(key).apply(self.desk, query, value)
        return query

    def _keys(self) -> Any:
        return self._filtered(self.listing.model.select(self._field, self._id))

    def _ordered(self, query: Any) -> Any:
        return query.order_by(*self._order_terms())

    def _after(self, query: Any, key: tuple[Any, int]) -> Any:
        value, record = key
        if self._field is self._id:
            edge = self._id <= record if self._descending else self._id >= record
            return query.where(edge)
        row, at = self._pair(value, record)
        return query.where(row <= at if self._descending else row >= at)

    def count(self) -> int:
        """How many rows there are."""
        if self._count is None:
            self._count = int(self._filtered(self.listing.model.select(self._id)).count())
        return self._count

    def build_jumps(self) -> None:
        """Note the key of every 64th row. Slow over a million rows: call off the GUI thread."""
        with self._lock:
            if self._jumps is not None:
                return
            number: Any = pw.fn.ROW_NUMBER().over(order_by=self._order_terms()).alias("n")
            inner = self._filtered(
                self.listing.model.select(self._field.alias("k"), self._id.alias("i"), number)
            ).alias("rows")
            database = self.desk.storage.database
            query = (
                pw.Select([inner], [inner.c.k, inner.c.i])
                # Not the remainder: Peewee says GLOB for % on SQLite.
                .where((inner.c.n - 1) / STEP * STEP == inner.c.n - 1)
                .order_by(inner.c.n)
                .bind(database)
            )
            self._jumps = [
                (self._field.python_value(k), i) for k, i in database.execute(query).fetchall()
            ]

    def _order_terms(self) -> list[Any]:
        fields = [self._field] if self._field is self._id else [self._field, self._id]
        return [f.desc() if self._descending else f.asc() for f in fields]

    def rows(self, start: int, count: int) -> list[R]:
        """``count`` rows from row ``start`` on, fewer at the end."""
        if start > NEAR and self._jumps is None:
            self.build_jumps()
        query, skip = self.listing.query(self.desk), start
        query = self._filtered(query)
        if self._jumps and start >= STEP:
            nearest = min(start // STEP, len(self._jumps) - 1)
            query = self._after(query, self._jumps[nearest])
            skip = start - nearest * STEP
        found = self._ordered(query).limit(count).offset(skip).tuples()
        return [self.listing.make(self.desk, row) for row in found]

    def index_of(self, record: int) -> int | None:
        """Where a record stands in this list; None if it is not in it."""
        own = self._keys().where(self._id == record).tuples().first()
        if own is None:
            return None
        value, _ = own
        if self._field is self._id:
            edge = self._id > record if self._descending else self._id < record
        else:
            row, at = self._pair(value, record)
            edge = row > at if self._descending else row < at
        return int(self._keys().where(edge).count())

    def _pair(self, value: Any, record: int) -> tuple[Any, Any]:
        at = pw.Tuple(pw.Value(value, converter=self._field.db_value), record)
        return pw.Tuple(self._field, self._id), at

    def all(self) -> Iterator[R]:
        """Every row in order, read in pages so that memory stays flat."""
        start = 0
        while True:
            page = self.rows(start, 512)
            yield from page
            start += len(page)
            if len(page) < 512:
                return
