"""Service: a complaint taken down, durable, against the same rows by bare statements."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from desk.core.desk import Desk
from desk.core.storage import database
from tests.bench import data
from tests.bench.harness import Result, compared, in_turn
from tests.bench.measures_fees import Bare, _insert

TIMES = 150
TEXT = "3 栋 2 号电梯本周第三次停运，老人小孩上下楼不便，夜间值班电话无人接听。"


def complaint(scale: str) -> Iterator[Result]:
    """``register_complaint`` with a person, a unit and a category, durable."""
    with tempfile.TemporaryDirectory() as place:
        desk = data.copied(scale, Path(place, scale))
        ours = _clerk(desk)
        ours()
        data.copy(scale, Path(place, "bare"))
        bare = Bare(Path(place, "bare"))
        mine, theirs = in_turn(ours, _raw(bare, desk), TIMES, warm=5)
        yield compared("complaint", mine, theirs, 5.0, scale)
        bare.connection.close()
        desk.close()


def _clerk(desk: Desk) -> Callable[[], None]:
    from desk.service.complaints.categories import find_category
    from desk.service.complaints.drafts import ComplaintDraft
    from desk.service.complaints.making import register_complaint

    database.initialize(desk.storage.database)
    run = desk.storage.database.execute_sql
    units = [row[0] for row in run("SELECT id FROM unit ORDER BY id LIMIT 200")]
    lift = find_category(desk, "lift")
    turn = count()

    def take() -> None:
        database.initialize(desk.storage.database)
        unit = units[next(turn) % len(units)]
        draft = ComplaintDraft(TEXT, unit=unit, category=lift, name="欧阳佳慧", phone="13800138000")
        register_complaint(desk, draft)

    return take


def _raw(bare: Bare, like: Desk) -> Callable[[], None]:
    """The rows of one complaint by bare statements in one transaction."""
    connection = like.storage.database.connection()
    pattern: dict[str, dict[str, Any]] = {}
    for table, key in (("complaint", "id"), ("complaint_step", "id"), ("audit_entry", "seq")):
        cursor = connection.execute(f"SELECT * FROM {table} ORDER BY {key} DESC LIMIT 1")
        row = cursor.fetchone()
        pattern[table] = dict(zip([d[0] for d in cursor.description], row, strict=True))
    numbers = count(50_000_000)

    def run() -> None:
        number = next(numbers)
        bare.run("BEGIN IMMEDIATE")
        bare.run(
            "INSERT INTO counter (series, year, last) VALUES ('K', 2026, 1) "
            "ON CONFLICT (series, year) DO UPDATE SET last = last + 1 RETURNING last"
        ).fetchone()
        row = pattern["complaint"] | {"id": number, "number": f"K99{number}"}
        bare.run(_insert("complaint", list(row.values())), list(row.values()))
        step = pattern["complaint_step"] | {"id": number, "complaint_id": number}
        bare.run(_insert("complaint_step", list(step.values())), list(step.values()))
        entry = pattern["audit_entry"] | {"seq": number, "request": None}
        bare.run(_insert("audit_entry", list(entry.values())), list(entry.values()))
        for kind in ("complaint", "complaint_step", "unit"):
            bare.run("INSERT INTO audit_touch VALUES (?, ?, ?)", (kind, number, number))
        bare.run("UPDATE audit_head SET seq = ?", (number,))
        words = f"K99{number} 欧阳 佳慧 ouyang jiahui oyjh 13800138000 3 1502 {' '.join(TEXT)}"
        bare.run("INSERT INTO search(rowid, tokens) VALUES (?, ?)", ((14 << 40) | number, words))
        bare.run("COMMIT")

    return run
