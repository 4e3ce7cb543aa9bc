"""Units that something is particular about: read in handfuls and worked out one by one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.fees.billing.drafts import SHOWN, Problem
from desk.fees.billing.facts import Facts, Left, Line, Override, Role, Tariff
from desk.fees.billing.periods import add_months
from desk.fees.billing.plan import plan
from desk.fees.billing.pools import Pools
from desk.fees.billing.sheet import Sheet
from desk.fees.models import FeeItem

HANDFUL = 500
_LINE = f"INSERT INTO bill_line VALUES ({','.join('?' * 14)})"
_FACTS = """
SELECT u.id, u.code, u.building_id, u.kind, u.area, u.floor, u.state = 'vacant' FROM unit u
"""


def charge_special(sheet: Sheet, item: FeeItem, tariffs: list[Tariff], pools: Pools) -> None:
    """Write the lines, the skipped days and the problems of the units that are left to this."""
    first, last = sheet.period(item)
    for handful in _handfuls(sheet, item):
        around = Around(sheet.desk, item, [facts.unit for facts in handful], first, last)
        lines: list[Sequence[Any]] = []
        left: list[Sequence[Any]] = []
        for facts in handful:
            try:
                made, omitted = around.plan(facts, tariffs, pools)
            except Refused as refused:
                _note(sheet, item, facts, refused)
                continue
            lines += [row_of(facts, item, line) for line in made]
            left += [(facts.unit, item.id, one.code, one.days if made else 0) for one in omitted]
        sheet.many(_LINE, lines)
        sheet.many("INSERT INTO bill_left VALUES (?,?,?,?)", left)
        sheet.move(len(handful))


def row_of(facts: Facts, item: FeeItem, line: Line) -> tuple[Any, ...]:
    """A line as the working sheet keeps it."""
    due = line.first + timedelta(days=item.due_day)
    return (
        facts.unit, item.id, line.first.isoformat(), line.last.isoformat(), line.person,
        line.tariff, due.isoformat(), line.quantity, line.price, line.part, line.parts, line.rate,
        line.inputs, line.amount,
    )  # fmt: skip


def read_facts(desk: Desk, unit: int) -> Facts:
    """What billing knows of a unit. Raises Refused("unit.unknown", "unit")."""
    found = desk.storage.database.execute_sql(_FACTS + "WHERE u.id = ?", (unit,)).fetchone()
    if found is None:
        raise Refused("unit.unknown", "unit")
    return _facts(found)


class Around:
    """What concerns some units and one item on the days ``first``–``last``."""

    def __init__(
        self, desk: Desk, item: FeeItem, units: Sequence[int], first: date, last: date
    ) -> None:
        self.desk, self.item, self.first, self.last = desk, item, first, last
        self._units = json.dumps(list(units))
        self.roles, self.overrides = self._roles(), self._overrides()
        self.taken = self._taken(units)

    def plan(
        self, facts: Facts, tariffs: list[Tariff], pools: Pools
    ) -> tuple[list[Line], list[Left]]:
        """The lines of one unit; see ``plan.plan``."""
        return plan(
            facts, self.item.kind, self.item.payer, self.first, self.last, tariffs,
            self.overrides[facts.unit], self.roles[facts.unit], self.taken[facts.unit],
            pools.total,
        )  # fmt: skip

    def _sql(self, text: str, *values: Any) -> Any:
        return self.desk.storage.database.execute_sql(text, values)

    def _roles(self) -> dict[int, list[Role]]:
        found: dict[int, list[Role]] = defaultdict(list)
        for unit, key, person, role, share, since, until in self._sql(
            "SELECT unit_id, id, person_id, role, coalesce(share, 0), since, until FROM occupancy "
            "WHERE unit_id IN (SELECT value FROM json_each(?)) AND role IN ('owner', 'tenant')",
            self._units,
        ):
            found[unit].append(Role(key, person, role, share, _day(since), _day(until)))
        return found

    def _overrides(self) -> dict[int, list[Override]]:
        found: dict[int, list[Override]] = defaultdict(list)
        for unit, since, until, price, rate, share, excluded, reason in self._sql(
            "SELECT unit_id, since, until, price, rate, share, excluded, reason FROM unit_fee "
            "WHERE item_id = ? AND unit_id IN (SELECT value FROM json_each(?)) ORDER BY id",
            self.item.id,
            self._units,
        ):
            found[unit].append(
                Override(_day(since), _day(until), price, rate, share, bool(excluded), reason)
            )
        return found

    def _taken(self, units: Sequence[int]) -> dict[int, list[tuple[date, date]]]:
        """Days that charges stand for. None of them is longer than a year."""
        found: dict[int, list[tuple[date, date]]] = {}
        early = add_months(self.first, -12).isoformat()
        first, last = self.first.isoformat(), self.last.isoformat()
        for unit in units:
            rows = self._sql(
                "SELECT period_from, period_to FROM charge WHERE unit_id = ? AND item_id = ? "
                "AND billed = 1 AND period_from BETWEEN ? AND ? AND period_to >= ?",
                unit,
                self.item.id,
                early,
                last,
                first,
            )
            found[unit] = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in rows]
        return found


def _handfuls(sheet: Sheet, item: FeeItem) -> Iterator[list[Facts]]:
    after = 0
    while True:
        rows = sheet.sql(
            _FACTS + "JOIN bill_state s ON s.unit = u.id WHERE s.item = :item "
            "AND s.code = 'special' AND s.unit > :after ORDER BY s.unit LIMIT :most",
            item=item.id,
            after=after,
            most=HANDFUL,
        ).fetchall()
        if not rows:
            return
        yield [_facts(row) for row in rows]
        after = rows[-1][0]


def _facts(row: Sequence[Any]) -> Facts:
    unit, code, building, kind, area, floor, vacant = row
    return Facts(unit, code, building, kind, area, floor, bool(vacant))


def _note(sheet: Sheet, item: FeeItem, facts: Facts, refused: Refused) -> None:
    sheet.problem_count += 1
    if len(sheet.problems) < SHOWN:
        values = tuple((name, str(value)) for name, value in sorted(refused.values.items()))
        sheet.problems.append(
            Problem(facts.unit, facts.code, item.id, item.name, refused.code, values)
        )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
