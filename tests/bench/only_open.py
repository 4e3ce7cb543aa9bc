"""A store with what is open in another and nothing else: the same estate, no history.

The rows are copied as they are, so that both stores have the same answer to give.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desk.core.desk import Desk

ALL = (
    "department", "building", "facility", "unit", "person", "phone", "occupancy", "vehicle", "note",
    "setting", "counter", "fee_item", "tariff", "service", "standing_pass", "watch_entry",
    "complaint_category", "order_kind", "material_price", "outage",
)  # fmt: skip
OPEN = {
    "charge": "balance > 0",
    "visit": "state IN ('on_site', 'expected')",
    "release_slip": "state NOT IN ('filed', 'voided')",
    "call": "next_due IS NOT NULL OR state = 'callback'",
    "complaint": "closed_at IS NULL",
    "work_order": "closed_at IS NULL",
    "callback": "state = 'open'",
}
PARTS = {
    "slip_item": "slip_id IN (SELECT id FROM release_slip)",
    "slip_ring": "slip_id IN (SELECT id FROM release_slip)",
    "complaint_step": "complaint_id IN (SELECT id FROM complaint)",
    "complaint_note": "complaint_id IN (SELECT id FROM complaint)",
    "complaint_pause": "complaint_id IN (SELECT id FROM complaint)",
    "order_engineer": "order_id IN (SELECT id FROM work_order)",
    "order_line": "order_id IN (SELECT id FROM work_order)",
    "callback_try": "callback_id IN (SELECT id FROM callback)",
}
"""What hangs on them; read against this store's own rows."""


def fill(desk: Desk, other: Path, key: str) -> None:
    """Take over what is open in the store in ``other``, whose key and salt are ``key`` in hex."""
    run: Any = desk.storage.database.connection().execute
    run(f"ATTACH DATABASE ? AS whole KEY \"x'{key}'\"", (str(other / "desk.db"),))
    run("PRAGMA foreign_keys = OFF")
    run("BEGIN")
    for table in ALL:
        run(f'DELETE FROM main."{table}"')
    wanted = {**dict.fromkeys(ALL, "1"), **OPEN, **PARTS}
    for table, rows in wanted.items():
        asked = rows.replace("FROM ", "FROM main.")
        run(f'INSERT INTO main."{table}" SELECT * FROM whole."{table}" WHERE {asked}')
    run("COMMIT")
    broken = run("PRAGMA main.foreign_key_check").fetchall()
    assert not broken, broken[:5]
    run("PRAGMA foreign_keys = ON")
    run("DETACH DATABASE whole")
