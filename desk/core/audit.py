"""The append-only, keyed chain of what was done, and the verifier that names its first bad entry.

Each entry's code is HMAC-SHA256 over its canonical JSON and the code before it. Personal values
stand in an entry as hashes salted per record: erasing the record's salt later makes them
meaningless and leaves the chain whole. A sealed head tells how far the chain reaches.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from desk.core.frozen import frozen
from desk.core.storage import Storage

START = b"\0" * 32
TICK = 1000  # entries between two looks at who waits for the verdict
TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}\n"
    f"BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
    for table in ("audit_entry", "audit_touch")
    for verb in ("UPDATE", "DELETE")
)
_COLUMNS = "seq, at, business_date, staff, who, desk, shift, action, request, result, body, mac"


@frozen
class Verdict:
    """What verifying found: ``entries`` that were read and the first bad one, if any.

    ``fault``: None, or ``entry`` (altered), ``gap`` (missing or out of order), ``head``
    (the end was cut off or the head altered), ``touch`` (a record's history was altered).
    """

    entries: int
    bad_seq: int | None = None
    fault: str | None = None
    head: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing was found wrong."""
        return self.fault is None


def plain(value: Any) -> Any:
    """``value`` as it stands in canonical JSON."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return "sha256:" + sha256(bytes(value)).hexdigest()
    return value


def canonical(value: Any) -> str:
    """One and only one JSON text for ``value``."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain
    )


def personal(salt: bytes | None, value: Any) -> str | None:
    """A personal value as the chain keeps it: a hash that means nothing once the salt is gone."""
    if value in (None, ""):
        return value or None
    return "#" + sha256((salt or b"") + canonical(value).encode()).hexdigest()[:24]


class Chain:
    """Appends to the audit chain of a store and verifies it."""

    def __init__(self, storage: Storage) -> None:
        self._db = storage.database
        self._key = storage.derive("audit")

    def _mac(self, previous: bytes, fields: Iterable[Any]) -> bytes:
        text = canonical(list(fields)).encode()
        return hmac.digest(self._key, previous + text, "sha256")

    def _seal(self, seq: int, mac: bytes) -> bytes:
        return hmac.digest(self._key, b"head" + seq.to_bytes(8, "big") + mac, "sha256")

    def append(self, fields: tuple[Any, ...], touched: Iterable[tuple[str, int]]) -> int:
        """Add one entry inside the caller's transaction and give back its sequence number.

        ``fields`` are the stored values of at … body, in the order of the table.
        """
        run = self._db.execute_sql
        row = run("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1").fetchone()
        last, previous = (row[0], bytes(row[1])) if row else (0, START)
        seq = int(last) + 1
        kinds = sorted(touched)
        mac = self._mac(previous, (seq, *fields, kinds))
        run(f"INSERT INTO audit_entry ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (seq, *fields, mac))  # fmt: skip
        for kind, record in kinds:
            run("INSERT INTO audit_touch (kind, record, entry) VALUES (?,?,?)", (kind, record, seq))
        run("INSERT INTO audit_head (id, seq, seal) VALUES (1, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, seal = excluded.seal",
            (seq, self._seal(seq, mac)))  # fmt: skip
        return seq

    def head(self) -> tuple[int, str]:
        """The last sequence number and its code in hex: the anchor that papers carry."""
        sql = "SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1"
        row = self._db.execute_sql(sql).fetchone()
        return (int(row[0]), bytes(row[1]).hex()) if row else (0, "")

    def _entries(self) -> Iterator[tuple[Any, ...]]:
        yield from self._db.execute_sql(f"SELECT {_COLUMNS} FROM audit_entry ORDER BY seq")

    def verify(
        self,
        anchor: tuple[int, str] | None = None,
        tick: Callable[[int], object] | None = None,
    ) -> Verdict:
        """Read the whole chain and name the first bad entry; ``anchor`` is a head printed before.

        ``tick`` is told now and then how many entries were read, and may raise to stop.
        """
        touches = self._touches()
        previous, seq = START, 0
        for row in self._entries():
            seq += 1
            if tick is not None and seq % TICK == 0:
                tick(seq)
            if row[0] != seq:
                return Verdict(seq - 1, seq, "gap")
            kinds = sorted(touches.pop(seq, []))
            try:
                expected = self._mac(previous, (*row[:-1], kinds))
                stored = bytes(row[-1])
            except (TypeError, ValueError, AttributeError):
                return Verdict(seq - 1, seq, "entry")
            if not hmac.compare_digest(expected, stored):
                return Verdict(seq - 1, seq, "entry")
            if anchor and anchor[0] == seq and not stored.hex().startswith(anchor[1]):
                return Verdict(seq - 1, seq, "entry")
            previous = stored
        return self._verify_end(seq, previous, touches, anchor)

    def _verify_end(
        self,
        seq: int,
        mac: bytes,
        left: dict[int, list[tuple[str, int]]],
        anchor: tuple[int, str] | None,
    ) -> Verdict:
        heads = self._db.execute_sql("SELECT id, seq, seal FROM audit_head").fetchall()
        if not heads and seq == 0 and not left:
            return Verdict(0)
        good = (
            len(heads) == 1
            and heads[0][:2] == (1, seq)
            and isinstance(heads[0][2], bytes)
            and hmac.compare_digest(heads[0][2], self._seal(seq, mac))
        )
        if not good or (anchor and anchor[0] > seq):
            return Verdict(seq, seq + 1, "head")
        if left:
            return Verdict(seq, min(left, key=str), "touch")
        return Verdict(seq, head=mac.hex())

    def _touches(self) -> dict[Any, list[tuple[str, int]]]:
        found: dict[Any, list[tuple[str, int]]] = {}
        for kind, record, entry in self._db.execute_sql(
            "SELECT kind, record, entry FROM audit_touch"
        ):
            found.setdefault(entry, []).append((kind, record))
        return found
