"""The working sheet of a run: temporary tables with a line for each charge to be.

Units with nothing particular about them (one payer all the time, no override, nothing billed yet)
are charged here, by statements over whole tables; the others go through ``plan`` one by one. Both
come to the same lines. The tables live on the thread's own connection, in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desk.core.desk import Desk
from desk.fees.amounts import FULL, ONE
from desk.fees.billing.drafts import Problem, Tick
from desk.fees.billing.facts import Tariff
from desk.fees.billing.groups import group_of
from desk.fees.billing.periods import add_months, cycle_from
from desk.fees.billing.plan import is_for
from desk.fees.billing.pools import Pools
from desk.fees.models import FeeItem

_TABLES = """
CREATE TEMP TABLE bill_unit (
    unit INTEGER PRIMARY KEY, building INTEGER, kind TEXT, area INTEGER, vacant INTEGER,
    active INTEGER);
CREATE TEMP TABLE bill_payer (unit INTEGER PRIMARY KEY, person INTEGER, simple INTEGER);
CREATE TEMP TABLE bill_role (
    role TEXT, unit INTEGER, person INTEGER, touching INTEGER, whole INTEGER,
    PRIMARY KEY (role, unit)) WITHOUT ROWID;
CREATE TEMP TABLE bill_kind (
    building INTEGER, kind TEXT, code TEXT, weigh TEXT, most INTEGER,
    PRIMARY KEY (building, kind)) WITHOUT ROWID;
CREATE TEMP TABLE bill_group (
    building INTEGER, kind TEXT, first TEXT, last TEXT, due TEXT, tariff INTEGER, factor INTEGER,
    price INTEGER, part INTEGER, parts INTEGER, divisor INTEGER, vacant_rate INTEGER,
    inputs TEXT, inputs_vacant TEXT,
    PRIMARY KEY (building, kind, first)) WITHOUT ROWID;
CREATE TEMP TABLE bill_state (
    unit INTEGER, item INTEGER, code TEXT, last INTEGER,
    PRIMARY KEY (item, unit)) WITHOUT ROWID;
CREATE TEMP TABLE bill_line (
    unit INTEGER, item INTEGER, first TEXT, last TEXT, person INTEGER, tariff INTEGER, due TEXT,
    quantity INTEGER, price INTEGER, part INTEGER, parts INTEGER, rate INTEGER, inputs TEXT,
    amount INTEGER, PRIMARY KEY (unit, item, first)) WITHOUT ROWID;
CREATE TEMP TABLE bill_left (unit INTEGER, item INTEGER, code TEXT, days INTEGER);
"""
NAMES = (
    "bill_unit", "bill_role", "bill_payer", "bill_kind", "bill_group", "bill_state", "bill_line",
    "bill_left", "bill_scope",
)  # fmt: skip

# Who holds a role as long as the period lasts, read once for all items of a period.
# A bare column beside max() comes from the row of the max.
_ROLES = """
INSERT INTO bill_role
SELECT :role, unit_id, person_id, touching, whole
FROM (
    SELECT unit_id, person_id, sum(touches) AS touching, sum(whole) AS whole,
        max(CASE WHEN whole THEN coalesce(share, 0) * 1099511627776 - id END)
    FROM (
        SELECT id, unit_id, person_id, share,
            (since IS NULL OR since <= :last) AND (until IS NULL OR until >= :first) AS touches,
            (since IS NULL OR since <= :first) AND (until IS NULL OR until >= :last) AS whole
        FROM occupancy WHERE role = :role)
    GROUP BY unit_id)
"""
_PAYERS = """
INSERT INTO bill_payer
SELECT u.unit, CASE WHEN {touching} THEN {person} END,
    CASE WHEN {nobody} THEN {unknown} WHEN {touching} THEN {simple} ELSE 0 END
FROM bill_unit u {joins}
"""
_ROLE = "LEFT JOIN bill_role {role} ON {role}.role = '{role}' AND {role}.unit = u.unit "
_STATE = """
INSERT INTO bill_state
SELECT u.unit, :item,
    CASE
        WHEN NOT u.active THEN 'inactive'
        WHEN c.period_to >= :first THEN
            CASE WHEN c.period_from <= :first AND c.period_to >= :last THEN 'billed'
                ELSE 'special' END
        WHEN k.code <> '' THEN k.code
        WHEN o.unit_id IS NOT NULL OR p.simple IS NOT 1 THEN 'special'
        WHEN k.weigh = 'area' AND coalesce(u.area, 0) = 0 THEN 'no_area'
        WHEN CASE k.weigh WHEN 'area' THEN u.area * 100 ELSE {one} END > k.most THEN 'special'
        ELSE '' END,
    CASE
        WHEN c.period_from = :before THEN c.amount
        WHEN c.period_from > :before THEN (
            SELECT sum(amount) FROM charge WHERE unit_id = u.unit AND item_id = :item
            AND billed = 1 AND period_from >= :before AND period_from < :first) END
FROM bill_unit u
JOIN bill_kind k ON k.building = u.building AND k.kind = u.kind
LEFT JOIN bill_payer p ON p.unit = u.unit
LEFT JOIN (
    SELECT DISTINCT unit_id FROM unit_fee WHERE item_id = :item
    AND (since IS NULL OR since <= :last) AND (until IS NULL OR until >= :first)
) o ON o.unit_id = u.unit
LEFT JOIN charge c ON c.id = (
    SELECT id FROM charge WHERE unit_id = u.unit AND item_id = :item AND billed = 1
    AND period_from <= :last ORDER BY period_from DESC LIMIT 1)
"""
# Rounded half up in whole numbers: (2n + d) / 2d. ``most`` keeps it within 64 bits.
_LINES = """
INSERT INTO bill_line
SELECT unit, :item, first, last, person, tariff, due, quantity, price, part, parts, rate, inputs,
    (2 * quantity * factor * part * rate + divisor) / (2 * divisor)
FROM (
    SELECT u.unit AS unit, g.first AS first, g.last AS last, p.person AS person,
        g.tariff AS tariff, g.due AS due,
        CASE k.weigh WHEN 'area' THEN u.area * 100 ELSE {one} END AS quantity,
        g.price AS price, g.part AS part, g.parts AS parts, g.factor AS factor,
        g.divisor AS divisor,
        CASE WHEN u.vacant THEN coalesce(g.vacant_rate, {full}) ELSE {full} END AS rate,
        CASE WHEN u.vacant THEN g.inputs_vacant ELSE g.inputs END AS inputs
    FROM bill_state s
    JOIN bill_unit u ON u.unit = s.unit
    JOIN bill_kind k ON k.building = u.building AND k.kind = u.kind
    JOIN bill_group g ON g.building = u.building AND g.kind = u.kind
    JOIN bill_payer p ON p.unit = u.unit
    WHERE s.item = :item AND s.code = '')
"""


@dataclass
class Sheet:
    """What a run works with: its items, their periods, and how far it has come."""

    desk: Desk
    month: date
    items: list[FeeItem]
    units: tuple[int, ...] | None
    tick: Tick | None = None
    steps: int = 1
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    done: int = 0
    total: int = 0
    units_there: int = 0
    _payers: tuple[str, date | None, date | None] = ("", None, None)

    def sql(self, text: str, **values: Any) -> Any:
        """Run a statement with named values; days are given as dates."""
        plain = {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}
        return self.desk.storage.database.execute_sql(text, plain)

    def many(self, text: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement for each of ``rows``."""
        self.desk.storage.database.connection().executemany(text, rows)

    def move(self, count: int) -> None:
        """Tell how far it is; may raise to stop."""
        self.done = min(self.done + count, self.total)
        if self.tick is not None:
            self.tick(self.done, self.total)

    def period(self, item: FeeItem) -> tuple[date, date]:
        """The days that the run charges an item for."""
        return cycle_from(self.month, item.cycle)

    def before(self, item: FeeItem) -> date:
        """The first day of the period before."""
        return add_months(self.month, -item.cycle)


def open_tables(sheet: Sheet) -> None:
    """Make the tables and write down which units there are."""
    drop_tables(sheet)
    for statement in _TABLES.strip().split(";\n"):
        sheet.sql(statement)
    sheet.sql(
        "INSERT INTO bill_unit SELECT id, building_id, kind, area, state = 'vacant', "
        "active FROM unit"
    )
    if sheet.units is not None:
        sheet.sql("CREATE TEMP TABLE bill_scope (unit INTEGER PRIMARY KEY)")
        sheet.many("INSERT OR IGNORE INTO bill_scope VALUES (?)", [(u,) for u in sheet.units])
        sheet.sql("DELETE FROM bill_unit WHERE unit NOT IN (SELECT unit FROM bill_scope)")
    sheet.units_there = sheet.sql("SELECT count(*) FROM bill_unit").fetchone()[0]
    sheet.total = sheet.units_there * len(sheet.items) * sheet.steps


def drop_tables(sheet: Sheet) -> None:
    """Take the tables away."""
    for name in NAMES:
        sheet.sql(f"DROP TABLE IF EXISTS temp.{name}")


def sort_units(sheet: Sheet, item: FeeItem, tariffs: list[Tariff], pools: Pools) -> None:
    """Say of each unit whether statements charge it, ``plan`` does, or nobody, and why."""
    first, last = sheet.period(item)
    _fill_payers(sheet, item.payer, first, last)
    sheet.sql("DELETE FROM bill_kind")
    sheet.sql("DELETE FROM bill_group")
    kinds, groups = [], []
    for building, kind in sheet.sql("SELECT DISTINCT building, kind FROM bill_unit").fetchall():
        if not is_for(item.unit_kinds, kind):
            continue
        code, weigh, most, rows = group_of(item, tariffs, pools, (building, kind), first, last)
        kinds.append((building, kind, code, weigh, most))
        groups += [(building, kind, *row) for row in rows]
    sheet.many("INSERT INTO bill_kind VALUES (?,?,?,?,?)", kinds)
    sheet.many("INSERT INTO bill_group VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", groups)
    sheet.sql(
        _STATE.format(one=ONE), item=item.id, first=first, last=last, before=sheet.before(item)
    )


def charge_ordinary(sheet: Sheet, item: FeeItem) -> None:
    """Write the lines of all units that have nothing particular about them."""
    sheet.sql(_LINES.format(one=ONE, full=FULL), item=item.id)


def _fill_payers(sheet: Sheet, payer: str, first: date, last: date) -> None:
    if sheet._payers == (payer, first, last):
        return
    if sheet._payers[1:] != (first, last):
        sheet.sql("DELETE FROM bill_role")
        for role in ("owner", "tenant"):
            sheet.sql(_ROLES, role=role, first=first, last=last)
    sheet._payers = (payer, first, last)
    sheet.sql("DELETE FROM bill_payer")
    if payer == "occupant":
        # The tenant where there is one, else the owner.
        values = {
            "person": "CASE WHEN tenant.touching THEN tenant.person ELSE owner.person END",
            "touching": "coalesce(nullif(tenant.touching, 0), owner.touching)",
            "simple": "CASE WHEN tenant.touching THEN tenant.touching = tenant.whole "
            "ELSE owner.touching = owner.whole END",
            "nobody": "tenant.unit IS NULL AND owner.unit IS NULL",
            "joins": _ROLE.format(role="tenant") + _ROLE.format(role="owner"),
        }
    else:
        values = {
            "person": f"{payer}.person",
            "touching": f"{payer}.touching",
            "simple": f"{payer}.touching = {payer}.whole",
            "nobody": f"{payer}.unit IS NULL",
            "joins": _ROLE.format(role=payer),
        }
    sheet.sql(_PAYERS.format(unknown=0 if payer == "tenant" else 1, **values))
