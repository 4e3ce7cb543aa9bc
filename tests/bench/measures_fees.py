"""Money: the month's billing run, a receipt of six lines, debts, ageing, verifying the books."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count, pairwise
from pathlib import Path
from random import Random
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from desk.core.desk import Desk
from desk.core.storage import database
from tests.bench import data
from tests.bench.harness import Result, at, compared, in_turn
from tests.bench.measures_sheets import Memory

RUNS, RECEIPTS, LINES, UNITS = 5, 120, 6, 200
RUN_MEMORY = 100
PAUSE = 100
"""Milliseconds that a window may stand still while a run is worked out."""


class Bare:
    """A store opened by bare statements, with the same pragmas."""

    def __init__(self, place: Path) -> None:
        self.connection = sqlcipher.connect(str(place / "desk.db"), isolation_level=None)
        self.run: Any = self.connection.execute
        self.run(f"PRAGMA key = \"x'{data.full_key(place)}'\"")
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            self.run(f"PRAGMA {pragma}")

    def like(self, table: str, key: str = "id") -> list[Any]:
        """The last row of a table, to be written again under other keys."""
        return list(self.run(f"SELECT * FROM {table} ORDER BY {key} DESC LIMIT 1").fetchone())

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns, in order."""
        return [row[1] for row in self.run(f'PRAGMA table_info("{table}")')]


def _insert(table: str, row: list[Any]) -> str:
    return f'INSERT INTO "{table}" VALUES ({",".join("?" * len(row))})'


# -- the billing run


def billing(scale: str) -> Iterator[Result]:
    """10,000 units × 3 items (fewer on small), preview and post, against INSERT … SELECT."""
    from desk.fees.billing.drafts import RunDraft
    from desk.fees.billing.run import post, preview

    with tempfile.TemporaryDirectory() as place:
        desk = data.copied(scale, Path(place, scale))
        data.copy(scale, Path(place, "bare"))
        bare = Bare(Path(place, "bare"))
        months = (date(2027 + n // 12, n % 12 + 1, 1) for n in count())
        lengths: list[int] = []

        def ours() -> None:
            draft = RunDraft(next(months), (1, 2, 3))
            seen = preview(desk, draft)
            made = post(desk, draft, expected_total=seen.total)
            lengths.append(made.count)

        ours()
        raw = _raw_run(bare)
        mine, theirs = in_turn(ours, lambda: raw(lengths[0]), RUNS, warm=1)
        yield compared("billing_run", mine, theirs, 5.0, scale)
        with Memory() as memory:
            ours()
        yield Result("billing_memory", "MB", memory.growth, memory.growth, RUN_MEMORY, 1.0, scale)
        pauses = _pauses(desk, ours)
        yield Result("billing_pause", "ms", at(pauses, 0.99), max(pauses), PAUSE, 1.0, scale)
        bare.connection.close()
        desk.close()


def _raw_run(bare: Bare) -> Callable[[int], None]:
    """As many lines as a run makes, copied from the last month into one that is far off."""
    names = [name for name in bare.columns("charge") if name != "id"]
    months = count(1)
    last = bare.run("SELECT MAX(period_from) FROM charge WHERE billed = 1").fetchone()[0]
    taken = {"period_from": "?", "paid": "0", "reduced": "0", "balance": "amount"}
    shown = ", ".join(taken.get(name, f'"{name}"') for name in names)
    sql = (
        f"INSERT INTO charge ({', '.join(names)}) SELECT {shown} FROM charge "
        "WHERE billed = 1 AND period_from = ? LIMIT ?"
    )

    def run(lines: int) -> None:
        bare.run("BEGIN IMMEDIATE")
        bare.run(sql, (f"{2100 + next(months)}-01-01", last, lines))
        bare.run("COMMIT")

    return run


def _pauses(desk: Desk, work: Callable[[], None]) -> list[float]:
    """How long another thread waits for its turn, in ms, while ``work`` runs in the background."""

    def background() -> None:
        with desk.storage.thread():
            work()

    thread = threading.Thread(target=background)
    thread.start()
    seen = []
    while thread.is_alive():
        begin = time.perf_counter()
        time.sleep(0.001)
        seen.append((time.perf_counter() - begin) * 1000)
    thread.join()
    return seen or [0.0]


# -- a receipt


def receipt(scale: str) -> Iterator[Result]:
    """``post_receipt`` with six lines, durable; and on a grown store against an empty one."""
    with tempfile.TemporaryDirectory() as place:
        desk = data.copied(scale, Path(place, scale))
        ours = _cashier(desk)
        ours()
        data.copy(scale, Path(place, "bare"))
        bare = Bare(Path(place, "bare"))
        mine, theirs = in_turn(ours, _raw_receipt(bare, desk), RECEIPTS, warm=5)
        yield compared("receipt", mine, theirs, 3.0, scale)
        high = at(mine, 0.99)
        yield Result("receipt_p99", "ms", high, high, at(theirs, 0.99), 3.0, scale)
        fresh = data.copied("empty", Path(place, "empty"))
        grown, small = in_turn(_cashier(desk), _cashier(fresh), RECEIPTS, warm=10)
        yield compared("receipt_grown", grown, small, 1.2, scale)
        bare.connection.close()
        fresh.close()
        desk.close()


def _cashier(desk: Desk) -> Callable[[], None]:
    """Takes one receipt after the other from a unit with six debts each time."""
    from desk.fees.drawer.shifts import current_shift, open_shift
    from desk.fees.till.debts import debts_of_unit
    from desk.fees.till.drafts import LineDraft, ReceiptDraft, TenderDraft
    from desk.fees.till.post import post_receipt

    database.initialize(desk.storage.database)
    if current_shift(desk) is None:
        open_shift(desk, 50_000)
    drafts = []
    for unit in _with_debts(desk, 2 * RECEIPTS + 40):
        lines = tuple(
            LineDraft("charge", charge=debt.id, amount=10)
            for debt in debts_of_unit(desk, unit)[-LINES:]
        )
        drafts.append(ReceiptDraft(lines, (TenderDraft("wechat", 10 * LINES),), unit=unit))
    turn = count()

    def run() -> None:
        database.initialize(desk.storage.database)
        post_receipt(desk, drafts[next(turn) % len(drafts)])

    return run


def _with_debts(desk: Desk, wanted: int) -> list[int]:
    """Units with six debts of their own item each, made by bare statements."""
    run = desk.storage.database.execute_sql
    units = [row[0] for row in run("SELECT id FROM unit ORDER BY id LIMIT ?", (wanted,))]
    today = desk.today.isoformat()
    run(
        "INSERT OR IGNORE INTO fee_item (id, name, kind, payer, unit_kinds, cycle, cycle_start, "
        "due_day, active, position, note, purpose) "
        "VALUES (99, 'Bench', 'one_off', 'owner', '[]', 1, 1, 0, 1, 99, '', '')"
    )
    for unit in units:
        for _n in range(LINES):
            run(
                "INSERT INTO charge (unit_id, item_id, source, state, billed, posted_on, "
                "period_from, period_to, due, part, parts, rate, amount, paid, reduced, balance) "
                "VALUES (?, 99, 'manual', 'posted', 0, ?, ?, ?, '2099-01-01', 1, 1, 1000, "
                "100000, 0, 0, 100000)",
                (unit, today, today, today),
            )
    return units


def _raw_receipt(bare: Bare, like: Desk) -> Callable[[], None]:
    """The rows of one receipt by bare statements in one transaction."""
    pattern = _rows_of_last(like)
    charges = [
        row[0] for row in bare.run("SELECT id FROM charge ORDER BY id DESC LIMIT ?", (LINES,))
    ]
    shift = bare.run("SELECT MAX(id) FROM cash_shift").fetchone()[0]
    unit = bare.run("SELECT MAX(id) FROM unit").fetchone()[0]
    numbers = count(50_000_000)

    def run() -> None:
        number = next(numbers)
        bare.run("BEGIN IMMEDIATE")
        bare.run(
            "INSERT INTO counter (series, year, last) VALUES ('R', 2026, 1) "
            "ON CONFLICT (series, year) DO UPDATE SET last = last + 1 RETURNING last"
        ).fetchone()
        receipt = dict(pattern["receipt"])
        receipt |= {"id": number, "number": f"R99{number}", "shift_id": shift, "unit_id": unit}
        bare.run(_insert("receipt", list(receipt.values())), list(receipt.values()))
        for place, charge in enumerate(charges):
            line = dict(pattern["receipt_line"])
            line |= {"id": number * 10 + place, "receipt_id": number, "charge_id": charge}
            line |= {"item_id": 1, "unit_id": unit}
            bare.run(_insert("receipt_line", list(line.values())), list(line.values()))
            bare.run("UPDATE charge SET posted_on = posted_on, paid = paid WHERE id = ?", (charge,))
        tender = dict(pattern["tender"]) | {"id": number, "receipt_id": number}
        bare.run(_insert("tender", list(tender.values())), list(tender.values()))
        entry = dict(pattern["audit_entry"]) | {"seq": number, "request": None}
        bare.run(_insert("audit_entry", list(entry.values())), list(entry.values()))
        bare.run("INSERT INTO audit_touch VALUES ('receipt', ?, ?)", (number, number))
        bare.run("INSERT INTO audit_touch VALUES ('unit', ?, ?)", (unit, number))
        bare.run("UPDATE audit_head SET seq = ?", (number,))
        words = f"R99{number} 张 伟 zhangwei zw"
        bare.run("INSERT INTO search(rowid, tokens) VALUES (?, ?)", ((6 << 40) | number, words))
        bare.run("COMMIT")

    return run


def _rows_of_last(desk: Desk) -> dict[str, dict[str, Any]]:
    """The rows that the last receipt of ``desk`` came to, by table."""
    connection = desk.storage.database.connection()
    found = {}
    for table, key in (
        ("receipt", "id"), ("receipt_line", "id"), ("tender", "id"), ("audit_entry", "seq"),
    ):  # fmt: skip
        cursor = connection.execute(f"SELECT * FROM {table} ORDER BY {key} DESC LIMIT 1")
        row = cursor.fetchone()
        found[table] = dict(zip([d[0] for d in cursor.description], row, strict=True))
    return found


# -- reading


def debts(scale: str) -> Iterator[Result]:
    """All debts of a unit, and ageing of all units, against the bare SQL."""
    from desk.fees.dunning.ageing import ageing
    from desk.fees.till import debts as place
    from desk.fees.till.debts import debts_of_unit

    desk = data.opened(scale)
    try:
        random = Random(4)
        connection = desk.storage.database.connection()
        owing = [
            row[0]
            for row in connection.execute("SELECT DISTINCT unit_id FROM charge WHERE balance > 0")
        ]
        units = count()
        chosen = [random.choice(owing) for _n in range(UNITS)]
        mine, theirs = in_turn(
            lambda: debts_of_unit(desk, chosen[next(units) % UNITS]),
            lambda: connection.execute(place._OF_UNIT, (chosen[next(units) % UNITS],)).fetchall(),
            UNITS,
        )
        yield compared("debts", mine, theirs, 3.0, scale)
        sql = _ageing_sql(desk.today)
        mine, theirs = in_turn(lambda: ageing(desk), lambda: connection.execute(sql).fetchall(), 15)
        yield compared("ageing", mine, theirs, 1.5, scale)
    finally:
        desk.close()


def _ageing_sql(today: date) -> str:
    def edge(days: int) -> str:
        return (today - timedelta(days=days)).isoformat()

    edges = [0, 30, 60, 90, 180, 365]
    sums = [f"SUM(CASE WHEN c.due >= '{edge(0)}' THEN c.balance ELSE 0 END)"]
    for low, high in pairwise(edges):
        between = f"c.due < '{edge(low)}' AND c.due >= '{edge(high)}'"
        sums.append(f"SUM(CASE WHEN {between} THEN c.balance ELSE 0 END)")
    sums.append(f"SUM(CASE WHEN c.due < '{edge(365)}' THEN c.balance ELSE 0 END)")
    return (
        f"SELECT u.id, u.code, {', '.join(sums)}, SUM(c.balance), MIN(c.due), COUNT(*) "
        "FROM charge c JOIN unit u ON u.id = c.unit_id WHERE c.balance > 0 "
        "GROUP BY c.unit_id ORDER BY u.sort"
    )


def books(scale: str) -> Iterator[Result]:
    """Verifying the books against reading the same rows once."""
    desk = data.opened(scale)
    try:
        connection = desk.storage.database.connection()
        tables = ("receipt", "receipt_line", "tender", "charge", "account", "account_entry",
                  "cash_shift")  # fmt: skip

        def read() -> None:
            for table in tables:
                for _row in connection.execute(f"SELECT * FROM {table}"):
                    pass

        def ours() -> None:
            for register in desk.registers:
                if register.area == "fees":
                    for check in register.checks:
                        found = check(desk)
                        assert not found, found[:3]

        mine, theirs = in_turn(ours, read, 3, warm=1)
        yield compared("books", mine, theirs, 4.0, scale)
    finally:
        desk.close()
