"""Made-up fees: items, months of charges, who paid them how, the drawers, deposits.

Set-based: the bench takes millions of rows from here, the demo some thousands. What is decided by
chance hangs on the numbers of unit and month, so that the same estate gives the same books.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from desk.core.desk import Desk
from desk.core.fields import to_millis
from desk.core.settings import DESK_NAME
from desk.fees import models as m
from desk.sample.estate import insert

PROPERTY, ENERGY, RUBBISH, DEPOSIT, SERVICE, LATE = range(1, 7)
ITEMS = (
    (PROPERTY, "物业服务费", "area", 28000),
    (ENERGY, "公共能耗费", "fixed", 150000),
    (RUBBISH, "垃圾清运费", "fixed", 50000),
    (DEPOSIT, "装修押金", "deposit", 0),
    (SERVICE, "有偿服务", "sundry", 0),
    (LATE, "违约金", "sundry", 0),
)
PRICES = (
    ("复印 A4", "打印", "张", 50), ("彩色打印 A4", "打印", "张", 300), ("传真", "打印", "页", 200),
    ("快递代存", "代办", "件", 200), ("上门换灯", "维修", "次", 3000),
    ("疏通下水道", "维修", "次", 8000), ("家居保洁", "保洁", "小时", 4500),
    ("门禁卡工本费", "代办", "张", 2000),
)  # fmt: skip
OPENING = 50_000


@dataclass(frozen=True)
class Plan:
    """How many months of the past are billed; of ``rare`` units each owes the last ``owed``."""

    months: int
    rare: int = 9
    owed: int = 5
    services: int = 0


def fill(desk: Desk, plan: Plan) -> None:
    """Write the fees of ``plan`` up to yesterday; inside the caller's transaction."""
    months = _months(desk.today, plan.months)
    _items(months[0])
    _tables(desk, months, plan)
    _charges(desk)
    _shifts(desk, months[0])
    _receipts(desk, plan)
    _runs(desk, months)
    _counters(desk)
    for name in ("sample_month", "sample_payer", "sample_pay"):
        desk.storage.database.execute_sql(f"DROP TABLE temp.{name}")


def _months(today: date, count: int) -> list[date]:
    year, month, found = today.year, today.month, []
    for _n in range(count):
        found.append(date(year, month, 1))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return found[::-1]


def _items(since: date) -> None:
    late = {"late_rate": 500, "grace": 15}
    insert(
        m.FeeItem,
        (
            {
                "id": key, "name": name, "kind": kind, "position": key, "unit_kinds": [],
                **(late if key == PROPERTY else {}),
            }
            for key, name, kind, _price in ITEMS
        ),
    )  # fmt: skip
    insert(
        m.Tariff,
        (
            {"id": key, "item": key, "since": since, "price": price, "steps": []}
            for key, _name, _kind, price in ITEMS
            if price
        ),
    )
    insert(
        m.Service,
        (
            {
                "id": n, "name": name, "category": category, "measure": measure, "price": price,
                "item": SERVICE, "position": n,
            }
            for n, (name, category, measure, price) in enumerate(PRICES, 1)
        ),
    )  # fmt: skip


def _tables(desk: Desk, months: list[date], plan: Plan) -> None:
    run = desk.storage.database.execute_sql
    run("CREATE TEMP TABLE sample_month (n INTEGER PRIMARY KEY, first TEXT, last TEXT)")
    for n, first in enumerate(months, 1):
        last = first.replace(day=monthrange(first.year, first.month)[1])
        run("INSERT INTO sample_month VALUES (?, ?, ?)", (n, first.isoformat(), last.isoformat()))
    run(
        "CREATE TEMP TABLE sample_payer AS SELECT u.id AS unit, MIN(o.person_id) AS person, "
        "COALESCE(p.name, '') AS name FROM unit u LEFT JOIN occupancy o ON o.unit_id = u.id "
        "AND o.role = 'owner' AND o.until IS NULL LEFT JOIN person p ON p.id = o.person_id "
        "GROUP BY u.id"
    )
    run("CREATE UNIQUE INDEX temp.sample_payer_unit ON sample_payer (unit)")
    # Who paid which month on which day; the rare ones have not paid the last few.
    run("CREATE TEMP TABLE sample_pay (id INTEGER PRIMARY KEY, unit INTEGER, n INTEGER, day TEXT)")
    run(
        "INSERT INTO sample_pay (unit, n, day) SELECT u.id, t.n, "
        "date(t.first, '+' || ((u.id * 37 + t.n * 11) % 27) || ' days') AS day "
        "FROM unit u CROSS JOIN sample_month t "
        "WHERE NOT (u.id % ? = 1 AND t.n > ? - 1 - (u.id / ?) % ?) "
        "AND date(t.first, '+' || ((u.id * 37 + t.n * 11) % 27) || ' days') < ? ORDER BY day, u.id",
        (plan.rare, plan.months, plan.rare, plan.owed, desk.today.isoformat()),
    )
    run("CREATE UNIQUE INDEX temp.sample_pay_by ON sample_pay (unit, n)")


def _charges(desk: Desk) -> None:
    desk.storage.database.execute_sql(
        "INSERT INTO charge (unit_id, person_id, item_id, tariff_id, source, source_id, state, "
        "billed, posted_on, period_from, period_to, due, quantity, price, part, parts, rate, "
        "amount, paid, reduced, balance) "
        "SELECT unit, person, item, item, 'run', n, 'posted', 1, first, first, last, last, "
        "quantity, price, 1, 1, 1000, amount, CASE WHEN paid THEN amount ELSE 0 END, 0, "
        "CASE WHEN paid THEN 0 ELSE amount END FROM ("
        "SELECT y.unit, y.person, i.id AS item, t.n, t.first, t.last, r.price, "
        "CASE i.kind WHEN 'area' THEN COALESCE(u.area, 0) * 100 ELSE 10000 END AS quantity, "
        "CASE i.kind WHEN 'area' THEN (COALESCE(u.area, 0) * r.price + 5000) / 10000 "
        "ELSE r.price / 100 END AS amount, s.id IS NOT NULL AS paid "
        "FROM sample_month t CROSS JOIN sample_payer y JOIN unit u ON u.id = y.unit "
        "CROSS JOIN tariff r JOIN fee_item i ON i.id = r.item_id "
        "LEFT JOIN sample_pay s ON s.unit = y.unit AND s.n = t.n ORDER BY t.n, y.unit, i.id)"
    )


def _shifts(desk: Desk, first: date) -> None:
    days = (desk.today - first).days
    name = desk.settings.get(DESK_NAME)
    count: dict[int, int] = {}

    def rows() -> Iterator[dict[str, Any]]:
        for n in range(days):
            day = first + timedelta(days=n)
            count[day.year] = count.get(day.year, 0) + 1
            yield {
                "id": n + 1, "number": f"S{day.year % 100:02d}{count[day.year]:07d}",
                "desk": name, "state": "closed", "opened_at": _at(desk, day, 8),
                "opened_by": 2, "opener": "林晓彤", "business_date": day, "opening": OPENING,
                "opening_counts": {"10000": 3, "1000": 20}, "closed_at": _at(desk, day, 18),
                "closed_by": 2, "closer": "林晓彤", "counts": {}, "difference": 0,
                "handed_to": "财务部",
            }  # fmt: skip

    insert(m.CashShift, rows())


def _at(desk: Desk, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), desk.zone).astimezone(UTC)


def _receipts(desk: Desk, plan: Plan) -> None:
    run = desk.storage.database.execute_sql
    first = run("SELECT first FROM sample_month WHERE n = 1").fetchone()[0]
    zero = to_millis(_at(desk, date.fromisoformat(first), 9))
    run(
        "INSERT INTO receipt (id, number, kind, state, shift_id, business_date, at, staff, who, "
        "unit_id, person_id, payer, total, rounding, sheet, note, void_by, void_second, "
        "void_reason, salt) "
        "SELECT s.id, 'R' || substr(s.day, 3, 2) || printf('%07d', ROW_NUMBER() OVER "
        "(PARTITION BY substr(s.day, 1, 4) ORDER BY s.id)), 'fees', 'posted', "
        "CAST(julianday(s.day) - julianday(?) AS INTEGER) + 1, s.day, "
        "? + 86400000 * CAST(julianday(s.day) - julianday(?) AS INTEGER) + (s.id % 480) * 60000, "
        "2, '林晓彤', s.unit, y.person, y.name, 0, 0, '', '', '', '', '', randomblob(12) "
        "FROM sample_pay s JOIN sample_payer y ON y.unit = s.unit ORDER BY s.id",
        (first, zero, first),
    )
    run(
        "INSERT INTO receipt_line (receipt_id, position, kind, item_id, charge_id, unit_id, text, "
        "quantity, price, amount, discount, late_fee, late_waived, reason) "
        "SELECT s.id, c.item_id, 'charge', c.item_id, c.id, c.unit_id, '', c.quantity, c.price, "
        "c.amount, 0, 0, 0, '' FROM sample_pay s JOIN sample_month t ON t.n = s.n "
        "JOIN charge c ON c.unit_id = s.unit AND c.period_from = t.first AND c.billed = 1 "
        "ORDER BY s.id, c.item_id"
    )
    _services(desk, plan)
    run(
        "UPDATE receipt SET total = (SELECT SUM(amount) FROM receipt_line l "
        "WHERE l.receipt_id = receipt.id)"
    )
    run(
        "INSERT INTO tender (receipt_id, kind, amount, given, reference) "
        "SELECT id, kind, total, CASE kind WHEN 'cash' THEN (total + 9999) / 10000 * 10000 "
        "ELSE total END, '' FROM (SELECT id, total, CASE (id * 13) % 10 WHEN 0 THEN 'cash' "
        "WHEN 1 THEN 'cash' WHEN 2 THEN 'alipay' WHEN 3 THEN 'alipay' WHEN 4 THEN 'card' "
        "WHEN 5 THEN 'transfer' ELSE 'wechat' END AS kind FROM receipt) ORDER BY id"
    )
    run(
        "UPDATE cash_shift SET expected = opening + COALESCE((SELECT SUM(t.amount) FROM receipt r "
        "JOIN tender t ON t.receipt_id = r.id WHERE r.shift_id = cash_shift.id "
        "AND t.kind = 'cash'), 0)"
    )
    run("UPDATE cash_shift SET counted = expected, handed_in = expected - opening")


def _services(desk: Desk, plan: Plan) -> None:
    """Quick sales of one line, on the last day that has a shift."""
    run = desk.storage.database.execute_sql
    last = run("SELECT MAX(id), MAX(business_date), MAX(closed_at) FROM cash_shift").fetchone()
    if not plan.services or last[0] is None:
        return
    start = run("SELECT COALESCE(MAX(id), 0) FROM receipt").fetchone()[0]
    known = run(
        "SELECT COUNT(*) FROM receipt WHERE business_date >= ?", (last[1][:4] + "-01-01",)
    ).fetchone()[0]
    run(
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ?) "
        "INSERT INTO receipt (id, number, kind, state, shift_id, business_date, at, staff, who, "
        "payer, total, rounding, sheet, note, void_by, void_second, void_reason, salt) "
        "SELECT ? + n, 'R' || ? || printf('%07d', ? + n), 'service', 'posted', ?, ?, ?, 2, "
        "'林晓彤', '', 0, 0, '', '', '', '', '', randomblob(12) FROM c",
        (plan.services, start, last[1][2:4], known, last[0], last[1], last[2]),
    )
    run(
        "INSERT INTO receipt_line (receipt_id, position, kind, item_id, text, quantity, price, "
        "amount, discount, late_fee, late_waived, reason) SELECT r.id, 1, 'sundry', s.item_id, "
        "s.name, 20000, s.price * 100, s.price * 2, 0, 0, 0, '' FROM receipt r "
        "JOIN service s ON s.id = 1 + r.id % 8 WHERE r.id > ?",
        (start,),
    )


def _runs(desk: Desk, months: list[date]) -> None:
    run = desk.storage.database.execute_sql
    found = run(
        "SELECT source_id, COUNT(*), SUM(amount), MIN(id), MAX(id) FROM charge GROUP BY source_id"
    ).fetchall()
    count: dict[int, int] = {}

    def rows() -> Iterator[dict[str, Any]]:
        for n, number, total, low, high in sorted(found):
            month = months[n - 1]
            count[month.year] = count.get(month.year, 0) + 1
            yield {
                "id": n, "number": f"B{month.year % 100:02d}{count[month.year]:07d}",
                "month": month, "items": [PROPERTY, ENERGY, RUBBISH], "count": number,
                "total": total, "first": low, "last": high, "at": _at(desk, month, 9),
                "staff": 3, "who": "周敏仪",
            }  # fmt: skip

    insert(m.BillingRun, rows())


def _counters(desk: Desk) -> None:
    run = desk.storage.database.execute_sql
    for series, table in (("R", "receipt"), ("B", "billing_run"), ("S", "cash_shift")):
        run(
            "INSERT INTO counter (series, year, last) "
            "SELECT ?, 2000 + CAST(substr(number, 2, 2) AS INTEGER), "
            "MAX(CAST(substr(number, 4) AS INTEGER)) "
            f"FROM {table} GROUP BY substr(number, 2, 2)",
            (series,),
        )
