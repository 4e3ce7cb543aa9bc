"""The desk without its windows: the one box, and letting a visitor in."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from desk.core.desk import Desk
from desk.core.find import find
from desk.core.search.marks import KIND, kind_mark
from desk.core.search.query import parse
from desk.core.storage import database
from desk.estate.models import Person, Phone, Unit
from desk.reception.models import Visit
from desk.reception.visitors.drafts import VisitDraft
from desk.reception.visitors.verbs import sign_in as verb
from desk.sample import names
from tests.bench import data
from tests.bench.harness import Result, at, compared, in_turn

QUERIES = 200
SMALLER = {"30y": "10y", "10y": "small"}
SIGN_INS = 150
_RAW = (
    "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? "
    "ORDER BY rowid DESC LIMIT 7"
)
ROWS = {
    "unit": "SELECT u.code, u.state, p.name, f.number FROM unit u "
    "LEFT JOIN occupancy o ON o.unit_id = u.id AND o.role = 'owner' "
    "LEFT JOIN person p ON p.id = o.person_id LEFT JOIN phone f ON f.person_id = p.id "
    "WHERE u.id IN ({})",
    "person": "SELECT p.name, u.code, f.number FROM person p "
    "LEFT JOIN occupancy o ON o.person_id = p.id LEFT JOIN unit u ON u.id = o.unit_id "
    "LEFT JOIN phone f ON f.person_id = p.id WHERE p.id IN ({})",
    "visit": "SELECT v.number, v.name, v.state, v.at, u.code FROM visit v "
    "LEFT JOIN unit u ON u.id = v.unit_id WHERE v.id IN ({})",
    "standing_pass": "SELECT s.number, s.name, s.state, u.code FROM standing_pass s "
    "LEFT JOIN unit u ON u.id = s.unit_id WHERE s.id IN ({})",
    "watch_entry": "SELECT w.name, w.kind FROM watch_entry w WHERE w.id IN ({})",
    "receipt": "SELECT r.number, r.payer, r.total, r.state, r.at, u.code FROM receipt r "
    "LEFT JOIN unit u ON u.id = r.unit_id WHERE r.id IN ({})",
    "account": "SELECT a.number, a.balance, p.name, u.code FROM account a "
    "LEFT JOIN person p ON p.id = a.person_id LEFT JOIN unit u ON u.id = a.unit_id "
    "WHERE a.id IN ({})",
    "refund": "SELECT r.number, r.payee, r.amount, r.state FROM refund r WHERE r.id IN ({})",
    "adjustment": "SELECT a.number, a.amount, a.state FROM adjustment a WHERE a.id IN ({})",
    "release_slip": "SELECT s.number, s.state, s.name, s.plate, s.valid_until, u.code, i.name "
    "FROM release_slip s LEFT JOIN unit u ON u.id = s.unit_id "
    "LEFT JOIN slip_item i ON i.slip_id = s.id AND i.position = 1 WHERE s.id IN ({})",
    "call": "SELECT c.number, c.state, c.name, c.subject, c.at, c.next_due, u.code FROM call c "
    "LEFT JOIN unit u ON u.id = c.unit_id WHERE c.id IN ({})",
    "complaint": "SELECT c.number, c.state, c.name, c.at, c.next_due, u.code, g.code, g.name "
    "FROM complaint c JOIN complaint_category g ON g.id = c.category_id "
    "LEFT JOIN unit u ON u.id = c.unit_id WHERE c.id IN ({})",
    "work_order": "SELECT o.number, o.state, o.text, o.at, o.due, u.code, k.code, k.name "
    "FROM work_order o JOIN order_kind k ON k.id = o.kind_id "
    "LEFT JOIN unit u ON u.id = o.unit_id WHERE o.id IN ({})",
    "cash_shift": "SELECT s.number, s.opener, s.state FROM cash_shift s WHERE s.id IN ({})",
}


def queries(random: Random) -> list[str]:
    """200 things a clerk types, made of what is in the store and of what is not."""
    people = [row.name for row in Person.select(Person.name).limit(4000)]
    phones = [row.number for row in Phone.select(Phone.number).limit(2000)]
    rooms = [row.code for row in Unit.select(Unit.code).limit(4000)]
    numbers = [row.number for row in Visit.select(Visit.number).limit(3000)]
    makers = (
        lambda: random.choice(people)[:1],
        lambda: random.choice(people)[:2],
        lambda: random.choice(people)[:3],
        lambda: "".join(random.choices("zlwcyshjx", k=random.choice((1, 2, 3)))),
        lambda: random.choice(("zhang", "wei", "liu", "ouyang", "chen", "zhangw", "li")),
        lambda: random.choice(rooms),
        lambda: random.choice(rooms).partition("-")[2],
        lambda: random.choice(phones)[-4:],
        lambda: random.choice(numbers or ["V260000001"]),
        lambda: random.choice(("qqqzzz", "9999999999", "龘靐齉", "AND OR", '"*', "x y z w")),
    )
    return [makers[n % len(makers)]() for n in range(QUERIES)]


def _limit(desk: Desk, text: str, wanted: dict[str, list[int]]) -> None:
    """The raw statement with its rows: what ``find`` gave, by bare SQL."""
    run = desk.storage.database.connection().execute
    asked = parse(text)
    if asked is None:
        return
    for match in filter(None, (asked.loose, asked.wide)):
        # As wide a question as ours: the newest of each kind.
        for kind in desk.search_kinds.values():
            lowest = kind.code << 40
            question = match.replace(KIND, kind_mark(kind.code))
            run(_RAW, (question, lowest, lowest | ((1 << 40) - 1))).fetchall()
    for name, ids in wanted.items():
        run(ROWS[name].format(",".join("?" * len(ids))), ids).fetchall()


def search(scale: str) -> Iterator[Result]:
    """The one box against the raw FTS5 statement with its rows, and against a smaller store."""
    yield from _against_raw(scale)
    if scale in SMALLER:
        yield from _against_smaller(scale, SMALLER[scale])


def _against_smaller(scale: str, smaller: str) -> Iterator[Result]:
    """The same mix of 200 on both stores, a round on each in turn."""
    grown: list[float] = []
    fresh: list[float] = []
    for _round in range(3):
        for name, seen in ((scale, grown), (smaller, fresh)):
            desk = data.opened(name)
            try:
                texts = queries(Random(11))
                for warm in (True, False):
                    for text in texts:
                        begin = time.perf_counter()
                        find(desk, text)
                        if not warm:
                            seen.append((time.perf_counter() - begin) * 1000)
            finally:
                desk.close()
    yield compared("search_grown", grown, fresh, 1.5, scale)


def _against_raw(scale: str) -> Iterator[Result]:
    desk = data.opened(scale)
    try:
        texts = queries(Random(11))
        wanted = {
            text: {group.kind: [hit.id for hit in group.hits] for group in find(desk, text)}
            for text in texts
        }
        mine: list[float] = []
        theirs: list[float] = []
        for turn in range(4):
            for n, text in enumerate(texts):
                ours = (partial(find, desk, text), mine)
                bare = (partial(_limit, desk, text, wanted[text]), theirs)
                # Who goes first deciphers the pages for the other: that changes, too.
                for run, seen in (ours, bare) if (turn + n) % 2 else (bare, ours):
                    begin = time.perf_counter()
                    run()
                    seen.append((time.perf_counter() - begin) * 1000)
        yield compared("search_p50", mine, theirs, 4.0, scale)
        high = Result(
            "search_p95", "ms", at(mine, 0.95), at(mine, 0.99), at(theirs, 0.95), 2, scale
        )
        yield high
    finally:
        desk.close()


def draft(random: Random, units: int) -> VisitDraft:
    """What a clerk types for one visitor."""
    return VisitDraft(
        name=names.person(random),
        phone=names.mobile(random),
        purpose=names.purpose(random),
        unit=random.randrange(1, units + 1),
        confirmed="phone",
        items="工具箱 1",
    )


class Bare:
    """The same rows by bare statements in one transaction, over a store of its own."""

    def __init__(self, place: Path, like: Desk) -> None:
        self._run = sqlcipher.connect(str(place / "desk.db"), isolation_level=None)
        self._run.execute(f"PRAGMA key = \"x'{data.full_key(place)}'\"")
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            self._run.execute(f"PRAGMA {pragma}")
        self._ids = count(10_000_000)
        connection = like.storage.database.connection()
        self._rows = {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY {key} DESC").fetchone()
            for table, key in (("visit", "id"), ("audit_entry", "seq"), ("audit_touch", "entry"))
        }
        self._tokens = "张 伟 zhangwei zw 13800000000 3-1502 1502 V260001234 4321 1234 工 具 箱"

    def sign_in(self) -> None:
        """One visit, its number, its log entry and its words in the one box."""
        number = next(self._ids)
        run: Any = self._run.execute
        run("BEGIN IMMEDIATE")
        run("SELECT id FROM watch_entry WHERE phone = ?", ("x",)).fetchall()
        run("SELECT id FROM visit WHERE phone = ? AND state = 'expected'", ("x",)).fetchall()
        run(
            "INSERT INTO counter (series, year, last) VALUES ('V', 2026, 1) "
            "ON CONFLICT (series, year) DO UPDATE SET last = last + 1 RETURNING last"
        ).fetchone()
        visit = list(self._rows["visit"])
        visit[0], visit[1] = number, f"V99{number}"
        run(f"INSERT INTO visit VALUES ({','.join('?' * len(visit))})", visit)
        entry = list(self._rows["audit_entry"])
        entry[0] = number
        entry[8] = None
        run(f"INSERT INTO audit_entry VALUES ({','.join('?' * len(entry))})", entry)
        run("INSERT INTO audit_touch VALUES ('visit', ?, ?)", (number, number))
        run("UPDATE audit_head SET seq = ?", (number,))
        run("INSERT INTO search(rowid, tokens) VALUES (?, ?)", ((3 << 40) | number, self._tokens))
        run("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._run.close()


def sign_in(scale: str) -> Iterator[Result]:
    """``sign_in``, durable, against bare statements; and on a grown store against an empty one."""
    with tempfile.TemporaryDirectory() as place:
        desk = data.copied(scale, Path(place, scale))
        mine, theirs = _sign_ins(desk, Path(place, "bare"), scale)
        yield compared("sign_in", mine, theirs, 3.0, scale)
        small = data.copied("empty", Path(place, "empty"))
        grown, fresh = _in_both(desk, small)
        yield compared("sign_in_grown", grown, fresh, 1.2, scale)
        small.close()
        desk.close()


def _in_both(grown: Desk, fresh: Desk) -> tuple[list[float], list[float]]:
    """Signing in on two open stores in turn: the tables are bound to the one that is asked."""
    random = Random(6)

    def signer(desk: Desk) -> Callable[[], None]:
        database.initialize(desk.storage.database)
        units = Unit.select().count()

        def run() -> None:
            database.initialize(desk.storage.database)
            verb(desk, draft(random, units))

        return run

    return in_turn(signer(grown), signer(fresh), SIGN_INS, warm=20)


def _sign_ins(desk: Desk, place: Path, scale: str) -> tuple[list[float], list[float]]:
    random = Random(5)
    units = Unit.select().count()
    verb(desk, draft(random, units))
    data.copy(scale, place)
    bare = Bare(place, desk)
    try:
        return in_turn(lambda: verb(desk, draft(random, units)), bare.sign_in, SIGN_INS, warm=5)
    finally:
        bare.close()
