"""The activity log: whatever is changed in it is found."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import peewee
import pytest

from desk.core.access import Permission
from desk.core.audit import TRIGGERS, Chain
from desk.core.desk import Desk
from desk.core.errors import StoreError
from desk.core.models import SavedView
from desk.core.storage import Storage

ENTRIES = 8
TABLES = {
    "audit_entry": ("seq",),
    "audit_touch": ("kind", "record", "entry"),
    "audit_head": ("id",),
}


@pytest.fixture
def open_log(desk: Desk) -> Desk:
    """A small log whose triggers somebody with the file's key has removed."""
    for n in range(ENTRIES):
        with desk.change(Permission.VIEWS_SAVE, "view.saved") as change:
            change.create(SavedView, staff=1, page="units", name=f"n{n}", data={"n": n})
            change.note(reason=f"因为 {n}")
    for trigger in TRIGGERS:
        desk.storage.database.execute_sql(f"DROP TRIGGER {trigger.split()[2]}")
    return desk


def _rows(storage: Storage, table: str) -> list[dict[str, Any]]:
    cursor = storage.database.execute_sql(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _where(table: str, row: dict[str, Any]) -> tuple[str, list[Any]]:
    keys = TABLES[table]
    return " AND ".join(f"{key} = ?" for key in keys), [row[key] for key in keys]


def _altered(value: Any) -> Iterator[Any]:
    """Every byte of a value changed, and what else it could be mistaken for."""
    if value is None:
        yield from (0, "", "x")
    elif isinstance(value, int):
        yield from (value + 1, value - 1, value ^ (1 << 40), str(value), None)
    elif isinstance(value, bytes):
        for place in range(len(value)):
            yield value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
        yield value[:-1]
        yield value.hex()
    else:
        raw = value.encode()
        for place in range(len(raw)):
            changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
            try:
                yield changed.decode()
            except UnicodeDecodeError:
                yield changed
        yield value + " "


def test_a_log_that_nobody_touched_is_whole(open_log: Desk) -> None:
    verdict = open_log.chain.verify()
    assert verdict.whole
    assert verdict.entries == len(_rows(open_log.storage, "audit_entry"))


@pytest.mark.parametrize("table", TABLES)
def test_every_byte_of_every_row_is_guarded(open_log: Desk, table: str) -> None:
    database = open_log.storage.database
    tried = 0
    for row in _rows(open_log.storage, table):
        where, keys = _where(table, row)
        for column, value in row.items():
            for changed in _altered(value):
                database.execute_sql("SAVEPOINT probe")
                try:
                    database.execute_sql(
                        f"UPDATE {table} SET {column} = ? WHERE {where}", (changed, *keys)
                    )
                except (peewee.PeeweeException, StoreError):
                    # The file itself does not take it: no way to tamper.
                    database.execute_sql("ROLLBACK TO probe")
                    continue
                after = database.execute_sql(
                    f"SELECT {column}, typeof({column}) FROM {table} WHERE {where}", keys
                ).fetchone()
                stored_alike = after is not None and after[0] == value
                found = not open_log.chain.verify().whole
                database.execute_sql("ROLLBACK TO probe")
                assert found or stored_alike, (table, column, value, changed)
                tried += 1
    assert tried > 100 or table == "audit_head"
    assert open_log.chain.verify().whole


@pytest.mark.parametrize("table", TABLES)
def test_every_missing_row_is_found(open_log: Desk, table: str) -> None:
    database = open_log.storage.database
    for row in _rows(open_log.storage, table):
        where, keys = _where(table, row)
        with database.atomic() as probe:
            database.execute_sql(f"DELETE FROM {table} WHERE {where}", keys)
            verdict = open_log.chain.verify()
            probe.rollback()
        assert not verdict.whole, row


def test_the_first_bad_entry_is_named(open_log: Desk) -> None:
    run = open_log.storage.database.execute_sql
    for seq in (2, 5, 7):
        with open_log.storage.database.atomic() as probe:
            run("UPDATE audit_entry SET who = 'nobody' WHERE seq >= ?", (seq,))
            verdict = open_log.chain.verify()
            probe.rollback()
        assert (verdict.fault, verdict.bad_seq) == ("entry", seq)


def test_two_entries_swapped_are_found(open_log: Desk) -> None:
    run = open_log.storage.database.execute_sql
    run("UPDATE audit_entry SET seq = -1 WHERE seq = 3")
    run("UPDATE audit_entry SET seq = 3 WHERE seq = 4")
    run("UPDATE audit_entry SET seq = 4 WHERE seq = -1")
    assert open_log.chain.verify().bad_seq == 3


def test_an_added_history_is_found(open_log: Desk) -> None:
    open_log.storage.database.execute_sql("INSERT INTO audit_touch VALUES ('saved_view', 1, 5)")
    assert not open_log.chain.verify().whole


def test_a_log_cut_to_an_older_head_is_found_by_its_anchor(open_log: Desk) -> None:
    anchor = open_log.chain.head()
    run = open_log.storage.database.execute_sql
    last = anchor[0]
    older_mac = bytes(run("SELECT mac FROM audit_entry WHERE seq = ?", (last - 1,)).fetchone()[0])
    run("DELETE FROM audit_entry WHERE seq = ?", (last,))
    run("DELETE FROM audit_touch WHERE entry = ?", (last,))
    # Only who holds the log's key could seal it anew; the paper still tells.
    seal = open_log.chain._seal(last - 1, older_mac)
    run("UPDATE audit_head SET seq = ?, seal = ?", (last - 1, seal))
    assert open_log.chain.verify().whole
    assert not open_log.chain.verify(anchor).whole


def test_the_log_refuses_update_and_delete(desk: Desk) -> None:
    for statement in (
        "UPDATE audit_entry SET who = ''",
        "DELETE FROM audit_entry",
        "UPDATE audit_touch SET entry = 1",
        "DELETE FROM audit_touch",
        "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry",
    ):
        with pytest.raises(Exception, match=r"append-only|UNIQUE"):
            desk.storage.database.execute_sql(statement)


def test_another_store_s_key_does_not_verify(open_log: Desk, monkeypatch: Any) -> None:
    chain = Chain(open_log.storage)
    chain._key = random.Random(1).randbytes(32)
    assert chain.verify().bad_seq == 1
