"""Tells a header row from data, and puts titles of two rows together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desk.exchange.columns import by_title
from desk.exchange.readers import Cell, Merge, Row

_RUN_OF_DIGITS = re.compile(r"\d{3}")
_TENANT = re.compile(r"租户|租客|承租|租戶|tenant|lessee", re.IGNORECASE)
_OWNER = re.compile(r"业主|業主|产权|產權|owner", re.IGNORECASE)
LONGEST_TITLE = 40


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return cell == "" or (type(cell) is str and not cell.strip())


def title_of(cell: Cell) -> str:
    """A cell as a column's title, on one line; empty if it can't be one."""
    if not isinstance(cell, str):
        return ""
    value = " ".join(cell.split())
    return value if len(value) <= LONGEST_TITLE else ""


def may_be_header(row: Row) -> bool:
    """A quick look that sends nearly every row of data away: numbers among its first cells."""
    seen = 0
    for cell in row:
        if cell == "":
            continue
        if type(cell) is not str or _RUN_OF_DIGITS.search(cell):
            return False
        seen += 1
        if seen == 3:
            return True
    return seen > 1


def is_header(row: Row) -> bool:
    """Whether a row is a table's header: enough cells that are titles of something we know."""
    if not may_be_header(row):
        return False
    titles = [cell for cell in row if not is_blank(cell)]
    known = [by_title(title) for cell in titles if (title := title_of(cell))]
    fields = set(known) - {""}
    recognised = sum(bool(f) for f in known) / len(titles)
    if any(
        len(t) > LONGEST_TITLE * 2 or "：" in t.strip("：") for t in titles if isinstance(t, str)
    ):
        recognised -= 0.2
    if len(fields) >= 3:
        return recognised >= 0.3
    return len(fields) == 2 and recognised >= 0.99 and ("room" in fields or "building" in fields)


def spread(row: Row, at: int, merges: Sequence[Merge]) -> list[str]:
    """A header row's titles, each over all columns that its merged cell covers."""
    titles = [title_of(cell) for cell in row]
    for merge in merges:
        if merge.top <= at <= merge.bottom and merge.left < len(titles):
            if merge.right - merge.left > 60:
                continue
            for column in range(merge.left + 1, min(merge.right + 1, len(titles))):
                titles[column] = titles[column] or titles[merge.left]
    return titles


def is_second_row(above: Sequence[str], row: Row) -> bool:
    """Whether a row goes on with the header above it: 业主 over 姓名, 电话."""
    filled = [(i, title_of(cell)) for i, cell in enumerate(row) if not is_blank(cell)]
    if not filled or not all(title for _i, title in filled):
        return False
    if any(_RUN_OF_DIGITS.search(title) for _i, title in filled):
        return False
    if all(i < len(above) and above[i] == title for i, title in filled):
        return False  # the header again
    known = sum(bool(by_title(title)) for _i, title in filled)
    return known >= max(2, 0.6 * len(filled)) and known > 0


def is_group_row(row: Row, below: Sequence[str], merges: Sequence[Merge], at: int) -> bool:
    """Whether the row over a header groups its columns: 业主 and 租户, each over 姓名, 电话."""
    groups = [title for cell in row if not is_blank(cell) and (title := title_of(cell))]
    if len(groups) < 2 or any("：" in g or _RUN_OF_DIGITS.search(g) for g in groups):
        return False
    if not any(_TENANT.search(g) or _OWNER.search(g) for g in groups):
        return False
    twice = len([t for t in below if t]) != len({t for t in below if t})
    wide = any(m.top == at and m.right > m.left for m in merges)
    return twice or wide


def combined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Titles of two header rows as one: 租户 over 电话 is 租户电话, 面积 over nothing stays."""
    width = max(len(above), len(below))
    top = [*above, *[""] * (width - len(above))]
    sub = [*below, *[""] * (width - len(below))]
    for column in range(1, width):  # without merged cells a group's title stands once, leftmost
        if sub[column] and not top[column] and sub[column - 1]:
            top[column] = top[column - 1]
    return [_one(group, title) for group, title in zip(top, sub, strict=True)]


def _one(group: str, title: str) -> str:
    if not title or group == title:
        return group
    person = "租户" if _TENANT.search(group) else ""
    if person and not _TENANT.search(title) and by_title(title) in ("owner", "phone"):
        return person + title
    if not by_title(title) and group:
        return f"{group} {title}"
    return title
