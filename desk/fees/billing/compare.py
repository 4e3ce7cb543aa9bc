"""What a worked-out sheet tells: totals, what differs from the period before, what is left out."""

from __future__ import annotations

import json
from typing import Any

from desk.fees.billing.drafts import SHOWN, ChangeLine, ItemTotal, RunPreview, SkippedLine
from desk.fees.billing.sheet import Sheet

# LIMIT keeps SQLite from summing up each unit's lines more than once.
# Of a unit that is billed already nothing is said; of an item's first run everything is new.
_CHANGED = """
SELECT unit, item, amount, last FROM (
    SELECT s.unit AS unit, s.item AS item, s.last AS last,
        (SELECT sum(amount) FROM bill_line l WHERE l.unit = s.unit AND l.item = s.item) AS amount
    FROM bill_state s
    WHERE s.code <> 'billed' AND s.item IN (SELECT item FROM bill_state WHERE last IS NOT NULL)
    LIMIT -1)
WHERE amount IS NOT last AND NOT (amount IS NULL AND coalesce(last, 0) = 0)
"""
_SKIPPED = """
(SELECT unit, item, code, 0 AS days FROM bill_state
 WHERE code NOT IN ('', 'special', 'inactive')
 UNION ALL SELECT unit, item, code, days FROM bill_left)
"""
_DIGEST = """
SELECT count(*), coalesce(sum(amount), 0), coalesce(sum(
    (unit * 1000003 + item * 8191 + amount * 131 + coalesce(person, 0) * 31
     + CAST(replace(first, '-', '') AS INTEGER)) % 2147483647), 0)
FROM bill_line
"""


def digest(sheet: Sheet) -> tuple[int, int, str]:
    """(how many charges, their sum, a mark that changes with any of them)."""
    count, total, mark = sheet.sql(_DIGEST).fetchone()
    return count, total, f"{count}-{total}-{mark:x}"


def told(sheet: Sheet) -> RunPreview:
    """The preview of a sheet that was worked out."""
    count, total, mark = digest(sheet)
    changes, change_count = _changes(sheet)
    return RunPreview(
        month=sheet.month,
        count=count,
        total=total,
        by_item=_totals(sheet),
        changes=changes,
        change_count=change_count,
        skipped=_skipped(sheet),
        skip_counts=tuple(
            (code, many)
            for code, many in sheet.sql(
                f"SELECT code, count(*) FROM {_SKIPPED} GROUP BY code ORDER BY count(*) DESC"
            )
        ),
        problems=tuple(sheet.problems),
        problem_count=sheet.problem_count,
        digest=mark,
    )


def _totals(sheet: Sheet) -> tuple[ItemTotal, ...]:
    now = {
        item: (count, total)
        for item, count, total in sheet.sql(
            "SELECT item, count(*), sum(amount) FROM bill_line GROUP BY item"
        )
    }
    last = {
        item: (count, total or 0)
        for item, count, total in sheet.sql(
            "SELECT item, count(last), sum(last) FROM bill_state GROUP BY item"
        )
    }
    return tuple(
        ItemTotal(item.id, item.name, *now.get(item.id, (0, 0)), *last.get(item.id, (0, 0)))
        for item in sheet.items
    )


def _changes(sheet: Sheet) -> tuple[tuple[ChangeLine, ...], int]:
    names = {item.id: item for item in sheet.items}
    rows = sheet.sql(
        "SELECT count(*) OVER (), c.unit, unit.code, c.item, c.amount, c.last FROM ("
        f"{_CHANGED}) c "
        "JOIN unit ON unit.id = c.unit ORDER BY unit.sort, unit.id, c.item LIMIT :most",
        most=SHOWN,
    ).fetchall()
    lines = []
    for _count, unit, code, item, amount, last in rows:
        why = "new" if last is None else "gone" if amount is None else _why(sheet, unit, item)
        lines.append(ChangeLine(unit, code, item, names[item].name, amount, last, why))
    return tuple(lines), rows[0][0] if rows else 0


def _why(sheet: Sheet, unit: int, item: int) -> str:
    row = next(found for found in sheet.items if found.id == item)
    now = sheet.sql(
        "SELECT quantity, price, part, parts, rate, inputs, first FROM bill_line "
        "WHERE unit = :unit AND item = :item ORDER BY first",
        unit=unit,
        item=item,
    ).fetchall()
    last = sheet.sql(
        "SELECT quantity, price, part, parts, rate, inputs, period_from FROM charge "
        "WHERE unit_id = :unit AND item_id = :item AND billed = 1 "
        "AND period_from >= :before AND period_from < :first ORDER BY period_from",
        unit=unit,
        item=item,
        before=sheet.before(row),
        first=sheet.month,
    ).fetchall()
    return _difference(now, last)


def _difference(now: list[Any], last: list[Any]) -> str:
    if len(now) != len(last) or len(now) > 1:
        return "days"
    (quantity, price, part, parts, rate, inputs, _), old = now[0], last[0]
    if part * old[3] != old[2] * parts:
        return "days"
    if rate != old[4]:
        return "rate"
    if quantity != old[0]:
        return "quantity"
    if price != old[1]:
        return "price"
    mine, former = json.loads(inputs or "{}"), json.loads(old[5] or "{}")
    changed = {key for key in {*mine, *former} if mine.get(key) != former.get(key)}
    if changed & {"pool", "total"}:
        return "pool"
    return "price" if "steps" in changed else "other"


def _skipped(sheet: Sheet) -> tuple[SkippedLine, ...]:
    names = {item.id: item.name for item in sheet.items}
    rows = sheet.sql(
        f"SELECT k.unit, unit.code, k.item, k.code, k.days FROM {_SKIPPED} k "
        "JOIN unit ON unit.id = k.unit ORDER BY k.code = 'billed', unit.sort, unit.id LIMIT :most",
        most=SHOWN,
    )
    return tuple(
        SkippedLine(unit, code, item, names[item], why, days)
        for unit, code, item, why, days in rows
    )
