"""Ageing 账龄: who owes how much since when."""

from __future__ import annotations

from datetime import date, timedelta

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.fees.dunning.rows import AGEING_BY, EDGES, AgeingRow

# Each bucket's sum from two that are nested would be cheaper to write, not to run: one comparison
# of texts a bucket, ended by the first that fits.
BUCKET_SUMS = (
    "SUM(CASE WHEN c.due >= :e0 THEN c.balance ELSE 0 END), "
    + ", ".join(
        f"SUM(CASE WHEN c.due < :e{n} AND c.due >= :e{n + 1} THEN c.balance ELSE 0 END)"
        for n in range(len(EDGES) - 1)
    )
    + ", SUM(CASE WHEN c.due < :e5 THEN c.balance ELSE 0 END), SUM(c.balance), MIN(c.due)"
)
OPEN_BY_UNIT = (
    f"SELECT c.unit_id AS unit, {BUCKET_SUMS} FROM charge c WHERE c.balance > 0 GROUP BY c.unit_id"
)
_WHERE = {
    "unit": "c.unit_id IN (SELECT id FROM unit WHERE building_id = :building)",
    "building": "u.building_id = :building",
    "item": "c.unit_id IN (SELECT id FROM unit WHERE building_id = :building)",
}
_BY = {
    "unit": (
        "SELECT a.*, u.code FROM (SELECT c.unit_id, {sums} FROM charge c WHERE c.balance > 0"
        "{where} GROUP BY c.unit_id) a JOIN unit u ON u.id = a.unit_id ORDER BY u.sort, u.id"
    ),
    "building": (
        "SELECT b.id, {sums}, b.name FROM charge c JOIN unit u ON u.id = c.unit_id "
        "JOIN building b ON b.id = u.building_id WHERE c.balance > 0{where} "
        "GROUP BY b.id ORDER BY b.sort, b.id"
    ),
    "item": (
        "SELECT i.id, {sums}, i.name FROM charge c JOIN fee_item i ON i.id = c.item_id "
        "WHERE c.balance > 0{where} GROUP BY i.id ORDER BY i.position, i.id"
    ),
}


def edges(on: date) -> dict[str, str]:
    """The first day due of each bucket on ``on``, as the statements take them."""
    return {f"e{n}": (on - timedelta(days=late)).isoformat() for n, late in enumerate(EDGES)}


def statement(by: str, building: int | None = None) -> str:
    """The statement behind ``ageing``: key, the seven buckets, total, oldest, title."""
    where = f" AND {_WHERE[by]}" if building is not None else ""
    return _BY[by].format(sums=BUCKET_SUMS, where=where)


def ageing(
    desk: Desk, by: str = "unit", on: date | None = None, building: int | None = None
) -> list[AgeingRow]:
    """What is open now by age on ``on`` (today), for each unit, building or item (AGEING_BY).

    Buckets go by days after due; money in minor units. Needs fees.view.
    Raises Refused("field.not_a_choice").
    """
    desk.require(Permission.FEES_VIEW)
    if by not in AGEING_BY:
        raise Refused("field.not_a_choice", "by")
    values: dict[str, object] = {**edges(on or desk.today)}
    if building is not None:
        values["building"] = building
    found = desk.storage.database.execute_sql(statement(by, building), values)
    parse = date.fromisoformat
    days: dict[str, date] = {}  # a few hundred due days among thousands of units
    rows = []
    for row in found.fetchall():
        oldest = days.get(row[9])
        if oldest is None:
            oldest = days[row[9]] = parse(row[9])
        rows.append(AgeingRow(row[0], row[10], row[1:8], row[8], oldest))
    return rows
