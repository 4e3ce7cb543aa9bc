"""The index itself: an FTS5 table inside the encrypted store.

A row's id is the record's kind and id in one number, so the newest of one kind come first and
reading stops as soon as a kind has enough, however many millions match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Protocol, cast

from desk.core.search.marks import KIND, KINDS, kind_mark
from desk.core.search.query import parse
from desk.core.search.tokens import tokens
from desk.core.terms import Terms

SCHEMA = (
    """CREATE VIRTUAL TABLE search USING fts5(
        tokens, content='', contentless_delete=1, detail=none, tokenize='ascii')""",
    # SQLCipher keeps 80 bytes of each 4096-byte page for itself. FTS5's own page size would
    # spill every page of the index into a second one.
    "INSERT INTO search(search, rank) VALUES('pgsz', 3900)",
    # Bytes gathered before a piece is written: an import leaves fewer pieces to merge.
    "INSERT INTO search(search, rank) VALUES('hashsize', 8388608)",
)
"""The statements that make the index, for the first migration."""

_ID_BITS = 40
_ID_MASK = (1 << _ID_BITS) - 1
PUT_ALL = (
    "INSERT OR REPLACE INTO search(rowid, tokens) SELECT value->>0, value->>1 FROM json_each(?)"
)
"""Puts what ``SearchIndex.lines`` gave, as JSON, in one statement: as quick as ``put_many``, and
other threads run meanwhile."""
_PUT = "INSERT OR REPLACE INTO search(rowid, tokens) VALUES (?, ?)"
# A branch for each question of each kind, all in one statement: starting a statement costs more
# than asking. The newest come first, so a branch ends as soon as it has enough.
_BRANCH = (
    "SELECT * FROM (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT {})"
)
_WIDE = (
    "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC"
)
# Reading on over a few rows that nobody needs is cheaper than asking again.
_READ_ON = 24

Found = list[tuple[int, list[int], bool]]


class Cursor(Protocol):
    """What a statement gives back (DB-API): rows one by one, and a way to stop early."""

    def __iter__(self) -> Iterator[Any]: ...
    def close(self) -> None: ...


class Connection(Protocol):
    """A DB-API connection that executes by itself, as sqlcipher3's does."""

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Any: ...


Execute = Callable[[str, Sequence[Any]], Any]


class SearchIndex:
    """Finds records by what a person would type. Runs inside the caller's transaction."""

    def __init__(self, execute: Execute | Connection) -> None:
        """``execute`` runs one statement with its parameters and returns its DB-API cursor, whose
        ``connection`` is the driver's own."""
        # A connection is callable too (it compiles SQL), so its method is asked for first.
        self._execute = cast("Execute", getattr(execute, "execute", execute))

    def create(self) -> None:
        """Make the empty index (the first migration runs ``SCHEMA`` itself)."""
        for statement in SCHEMA:
            self._execute(statement, ())

    def put(self, kind_code: int, record_id: int, terms: Terms) -> None:
        """Record ``record_id`` of kind ``kind_code`` is found by ``terms`` from now on.

        Kinds are 0 to 6,399, ids 0 to 2**40 - 1; raises ValueError for others.
        """
        line = _line(kind_code, terms)
        key = _key(kind_code, record_id)
        if line:
            self._execute(_PUT, (key, line))
        else:
            self._execute("DELETE FROM search WHERE rowid = ?", (key,))

    def put_many(self, records: Iterable[tuple[int, int, Terms]]) -> int:
        """``put`` for many (kind, id, terms) at once; returns how many there were."""
        total = 0

        def rows() -> Iterator[tuple[int, str]]:
            nonlocal total
            for kind_code, record_id, terms in records:
                total += 1
                yield _key(kind_code, record_id), _line(kind_code, terms)

        # The driver's own loop: half the time of statements, or of many rows in one statement.
        self._execute("SELECT 1", ()).connection.executemany(_PUT, rows())
        return total

    def lines(self, records: Iterable[tuple[int, int, Terms]]) -> list[tuple[int, str]]:
        """What the index keeps for (kind, id, terms), for ``PUT_ALL``."""
        return [
            (_key(kind_code, record_id), _line(kind_code, terms))
            for kind_code, record_id, terms in records
        ]

    def remove(self, kind_code: int, record_id: int) -> None:
        """The record is found no more. Its tokens leave the file with ``optimize``."""
        self._execute("DELETE FROM search WHERE rowid = ?", (_key(kind_code, record_id),))

    def rebuild(self, records: Iterable[tuple[int, int, Terms]]) -> int:
        """Forget everything and index ``records`` anew; returns how many there were."""
        self._execute("INSERT INTO search(search) VALUES('delete-all')", ())
        total = self.put_many(records)
        self.optimize()
        return total

    def optimize(self) -> None:
        """Write the index in one piece, without what was removed (after erasing people)."""
        self._execute("INSERT INTO search(search) VALUES('optimize')", ())

    def tidy(self, pages: int = 200) -> bool:
        """Bring the index nearer to one piece by writing about ``pages`` pages of 4 KB.

        True while there is more to do. For idle moments: a query looks into each piece, and
        every change leaves a new one. Runs inside the caller's transaction.
        """
        before = self._changes()
        self._execute("INSERT INTO search(search, rank) VALUES('merge', ?)", (-pages,))
        return self._changes() - before > 1

    def _changes(self) -> int:
        return int(next(iter(self._execute("SELECT total_changes()", ())))[0])

    def find(self, text: str, kinds: Sequence[int], limit: int = 6) -> Found:
        """Records found by ``text``: (kind, ids, whether there are more) in the order of ``kinds``.

        At most ``limit`` ids a kind, exact matches first, then the newest; kinds without a
        match are left out. Any text is fine; one without letters or digits finds nothing.
        """
        query = parse(text)
        if query is None or not kinds or limit < 1:
            return []
        enough = limit + 1
        found: dict[int, list[int]] = {kind: [] for kind in kinds}
        self._ask_kinds(query.loose, found, enough)
        self._ask_all(query.wide, found, enough)
        # What is exact is among these too. Only where there is a choice it is asked for by itself.
        first: dict[int, list[int]] = {kind: [] for kind, ids in found.items() if len(ids) > 1}
        self._ask_kinds(query.exact, first, enough)
        self._ask_all(query.whole, first, enough)
        for kind, ids in first.items():
            found[kind] = ids + [record_id for record_id in found[kind] if record_id not in ids]
        return [(kind, ids[:limit], len(ids) > limit) for kind, ids in found.items() if ids]

    def _ask_kinds(self, match: str, found: dict[int, list[int]], enough: int) -> None:
        """Add to ``found`` what fits a question that is put for each kind."""
        if not match or not found:
            return
        matches = [match.replace(KIND, kind_mark(kind)) for kind in found]
        for (key,) in self._execute(_branches(len(matches), enough), matches):
            found[key >> _ID_BITS].append(key & _ID_MASK)

    def _ask_all(self, match: str, found: dict[int, list[int]], enough: int) -> None:
        """Add to ``found`` what matches, down through the kinds, asking again only to leap."""
        if not match:
            return
        open_kinds = [kind for kind in sorted(found) if len(found[kind]) < enough]
        while open_kinds:
            lowest, highest = open_kinds[0] << _ID_BITS, open_kinds[-1] << _ID_BITS | _ID_MASK
            cursor = self._execute(_WIDE, (match, lowest, highest))
            stopped_at = _read(cursor, found, enough)
            if stopped_at is None:
                return
            cursor.close()
            open_kinds = [
                kind for kind in open_kinds if kind < stopped_at and len(found[kind]) < enough
            ]


@lru_cache(maxsize=64)
def _branches(count: int, enough: int) -> str:
    return " UNION ALL ".join([_BRANCH.format(enough)] * count)


def _read(cursor: Cursor, found: dict[int, list[int]], enough: int) -> int | None:
    """Read until the end (None) or until too much of one kind (that kind) is not needed."""
    idle = 0
    for (key,) in cursor:
        kind = key >> _ID_BITS
        ids = found.get(kind)
        if ids is None or len(ids) >= enough:
            idle += 1
            if idle > _READ_ON:
                return int(kind)
            continue
        record_id = key & _ID_MASK
        if record_id not in ids:
            ids.append(record_id)
            idle = 0
    return None


def _line(kind_code: int, terms: Terms) -> str:
    return tokens(terms).replace(KIND, kind_mark(kind_code))


def _key(kind_code: int, record_id: int) -> int:
    if not (0 <= kind_code < KINDS and 0 <= record_id <= _ID_MASK):
        raise ValueError((kind_code, record_id))
    return kind_code << _ID_BITS | record_id
