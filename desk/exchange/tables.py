"""Finds the tables of a sheet: where their headers are, which columns are theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desk.exchange import headers as heads
from desk.exchange import rooms
from desk.exchange.columns import Matching, by_title, propose
from desk.exchange.headers import is_blank
from desk.exchange.readers import Cell, Merge, Row, Sheet
from desk.exchange.values import Unclear, text

_SAMPLES = 200  # rows that are looked at to tell what a column holds
_SHOWN = 5  # rows of them that a person is shown


@dataclass(frozen=True)
class Table:
    """One table of a sheet. Rows and columns count from 0; ``right`` is one past the last.

    ``building`` is the one that the title or the sheet's name speaks of. ``titles`` are the texts
    above the header. ``samples`` are the first rows of data as people would read them.
    """

    sheet: str
    sheet_index: int
    header_row: int
    body: int
    left: int
    right: int
    headers: tuple[str, ...]
    matching: Matching
    building: str = ""
    titles: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = field(default=(), repr=False, compare=False)

    @property
    def fingerprint(self) -> str:
        """The same for tables of the same make; a matching is remembered by it."""
        return self.matching.fingerprint

    @property
    def has_rooms(self) -> bool:
        """Whether a column is matched to the room, without which nothing can be read."""
        return self.matching.column("room") is not None

    def with_matching(self, matching: Matching) -> Table:
        """The same table read another way. A matching for fewer or more columns is not taken."""
        return (
            replace(self, matching=matching) if len(matching.fields) == len(self.headers) else self
        )


@dataclass
class Plan:
    """Where a sheet's tables start, and the rows that are headers only."""

    starts: dict[int, list[Table]] = field(default_factory=dict)
    skips: set[int] = field(default_factory=set)

    @property
    def tables(self) -> list[Table]:
        """All tables of the sheet, from the top."""
        return [table for _at, tables in sorted(self.starts.items()) for table in tables]


@dataclass
class _Header:
    at: int
    body: int
    titles: list[str]
    above: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)


def plan(sheet: Sheet, index: int) -> Plan:
    """Look through a whole sheet once. A sheet without a table gives an empty plan.

    A table may lack a column that is known to hold rooms; ``has_rooms`` tells.
    """
    found = Plan()
    for header in list(_headers(sheet, found.skips)) or _untitled(sheet):
        tables = list(_split(header, sheet, index))
        if tables:
            found.starts[header.at] = tables
            found.skips.update(range(header.at, header.body))
    return found


def _headers(sheet: Sheet, skips: set[int]) -> Iterator[_Header]:
    """Each header that differs from the one before; repeats go to ``skips``."""
    current: _Header | None = None
    last: tuple[int, Row] = (-1, ())
    texts: list[str] = []
    for at, row in enumerate(sheet.rows()):
        if current and at == current.body and heads.is_second_row(current.titles, row):
            current.titles = heads.combined(current.titles, heads.spread(row, at, sheet.merges))
            current.body = at + 1
        elif heads.is_header(row):
            titles = heads.spread(row, at, sheet.merges)
            above = heads.spread(last[1], last[0], sheet.merges) if last[0] == at - 1 else []
            if above and heads.is_group_row(last[1], titles, sheet.merges, at - 1):
                titles = heads.combined(above, titles)
            if current and (titles == current.titles or _again(row, current)):
                skips.add(at)
            else:
                if current:
                    yield current
                current, texts = _Header(at, at + 1, titles, tuple(texts)), []
        elif current is None:
            texts += [cell.strip() for cell in row if isinstance(cell, str) and cell.strip()][:8]
            del texts[:-40]
        elif len(current.rows) < _SAMPLES and sum(not is_blank(c) for c in row) > 0:
            current.rows.append(row)
        last = (at, row)
    if current:
        yield current


def _again(row: Row, current: _Header) -> bool:
    """Whether a row repeats the header or, for one of two rows, either half of it."""
    titles = [heads.title_of(cell) for cell in row]
    pairs = [(t, c) for t, c in zip(titles, current.titles, strict=False) if t]
    return (
        bool(pairs)
        and all(c.endswith(t) or c.startswith(t) for t, c in pairs if c)
        and (sum(not c for _t, c in pairs) == 0)
    )


def _untitled(sheet: Sheet) -> list[_Header]:
    """A sheet whose titles say nothing, or that has none: the values have to tell."""
    rows: list[tuple[int, Row]] = []
    for at, row in enumerate(sheet.rows()):
        if sum(not is_blank(cell) for cell in row) > 1:
            rows.append((at, row))
        if len(rows) > _SAMPLES:
            break
    if not rows:
        return []
    width = max(len(row) for _at, row in rows)
    body = [row for _at, row in rows]
    guess = propose([""] * width, body[1:] or body)
    room = guess.column("room")
    if room is None:
        return []
    at, first = rows[0]
    cell = first[room] if room < len(first) else ""
    titled = len(rows) > 1 and isinstance(cell, str) and not any(c.isdigit() for c in cell)
    titles = [heads.title_of(c) if titled else "" for c in first]
    titles += [""] * (width - len(titles))
    return [_Header(at, at + 1 if titled else at, titles, (), body[1:] if titled else body)]


def _split(header: _Header, sheet: Sheet, index: int) -> Iterator[Table]:
    """The tables that stand side by side under one header row, notes beside them left out."""
    spans = _runs(header.titles) if any(header.titles) else [(0, len(header.titles))]
    spans = [part for span in spans for part in _cut_repeats(header.titles, span)]
    main = max(spans, key=lambda s: _worth(header.titles[s[0] : s[1]]), default=None)
    if main is None:
        return
    own = [s for s in spans if s != main and "room" in _fields(header.titles, s)]
    left, right = main
    for span in spans:
        if span != main and span not in own and _belongs(header, main, span):
            left, right = min(left, span[0]), max(right, span[1])
    for start, end in sorted([(left, right), *own]):
        yield _table(header, sheet, index, start, end)


def _runs(titles: Sequence[str]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for i, title in enumerate(titles):
        if not title:
            continue
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _cut_repeats(titles: Sequence[str], span: tuple[int, int]) -> list[tuple[int, int]]:
    """房号 业主 电话 房号 业主 电话 without a gap: two tables."""
    start, end = span
    rooms_at = [i for i in range(start, end) if titles[i] and by_title(titles[i]) == "room"]
    again = [i for i in rooms_at[1:] if titles[i] == titles[rooms_at[0]]]
    cuts = [i - (rooms_at[0] - start) for i in again]
    if not cuts or any(titles[c] != titles[start] for c in cuts):
        return [span]
    return list(zip([start, *cuts], [*cuts, end], strict=True))


def _fields(titles: Sequence[str], span: tuple[int, int]) -> set[str]:
    return {by_title(t) for t in titles[span[0] : span[1]]} - {""}


def _worth(titles: Sequence[str]) -> tuple[int, int]:
    fields = {by_title(t) for t in titles} - {""}
    return len(fields) + 3 * ("room" in fields), len(titles)


def _belongs(header: _Header, main: tuple[int, int], span: tuple[int, int]) -> bool:
    """Whether columns behind a gap are the table's: known titles, filled in the same rows."""
    fields = _fields(header.titles, span) - {"note"}
    if not fields - _fields(header.titles, main):
        return False
    beside = alone = rows = 0
    for row in header.rows:
        inside = sum(not is_blank(c) for c in row[main[0] : main[1]]) > 1
        filled = any(not is_blank(c) for c in row[span[0] : span[1]])
        rows += inside
        beside += inside and filled
        alone += filled and not inside
    return beside > 0.2 * rows and alone <= 0.2 * (beside + alone)


def _table(header: _Header, sheet: Sheet, index: int, left: int, right: int) -> Table:
    titles = tuple(header.titles[left:right])
    cells = [tuple(row[left:right]) for row in header.rows]
    full = [row for row in cells if sum(not is_blank(c) for c in row) > 1]
    named = [name for t in (*reversed(header.above), sheet.name) if (name := rooms.in_title(t))]
    return Table(
        sheet=sheet.name,
        sheet_index=index,
        header_row=header.at,
        body=header.body,
        left=left,
        right=right,
        headers=titles,
        matching=propose(titles, full),
        building=named[0] if named else "",
        titles=header.above,
        samples=tuple(tuple(map(_shown, row)) for row in full[:_SHOWN]),
        cells=tuple(cells),
    )


def _shown(cell: Cell) -> str:
    try:
        return text(cell)
    except Unclear:
        return str(cell).replace("\0", "�")


def letter(column: int) -> str:
    """A column's letters: 0 is A, 26 AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Filler:
    """Gives the cells under a merged one its value, row by row, for the columns that share."""

    def __init__(self, merges: Sequence[Merge]) -> None:
        self._tall: dict[int, list[Merge]] = {}
        for merge in merges:
            if merge.bottom > merge.top:
                self._tall.setdefault(merge.top, []).append(merge)
        self._open: list[tuple[Merge, Cell]] = []

    def fill(self, at: int, row: Row) -> Row:
        """The row at ``at`` with what merged cells above lend it."""
        if at not in self._tall and not self._open:
            return row
        filled = list(row)
        self._open = [(m, value) for m, value in self._open if m.bottom >= at]
        for merge, value in self._open:
            if merge.left < len(filled) and is_blank(filled[merge.left]):
                filled[merge.left] = value
        for merge in self._tall.get(at, ()):
            if merge.left < len(row):
                self._open.append((merge, row[merge.left]))
        return filled
