"""Who rings, and all that should be known before answering: filled in while the number is typed.

Literal statements, each over an index: it runs between two keys (see CONTRIBUTING, What is quick).
A limit is no parameter: SQLite would prepare the statement anew at each call.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import from_millis, to_millis
from desk.core.frozen import frozen
from desk.fees.reading import ask
from desk.reception.calls.told import Script, scripts_at
from desk.reception.visitors.drafts import phone_number

LAST = 5
SHORTEST = 3
"""Digits from which a number is looked up."""
_WHO = (
    "SELECT p.id, p.name, f.label, o.unit_id, coalesce(u.code, ''), coalesce(o.role, ''), "
    "u.building_id FROM phone f JOIN person p ON p.id = f.person_id AND p.erased_at IS NULL "
    "LEFT JOIN occupancy o ON o.person_id = p.id AND (o.until IS NULL OR o.until >= ?) "
    "LEFT JOIN unit u ON u.id = o.unit_id WHERE f.number = ? ORDER BY f.position LIMIT 20"
)
_UNIT = "SELECT id, code, building_id FROM unit WHERE id = ?"
_PERSON = "SELECT id, name FROM person WHERE id = ?"
_SELECT = "SELECT id, number, at, kind, state, subject, name, unit_id, person_id, who FROM call "
_BY_PHONE = _SELECT + "WHERE phone = ? AND phone <> '' ORDER BY id DESC LIMIT 5"
_BY_UNIT = _SELECT + "WHERE unit_id = ? ORDER BY id DESC LIMIT 5"
_HERE, _WHOSE = "IN ({units})", "IN ({people})"
_OVER_ORDER = "('closed','cancelled')"


def _arms(columns: str, table: str, open_: str) -> tuple[str, str]:
    """A register's open cases of the units, and of the people."""
    ask = f"SELECT {columns} FROM {table} WHERE "
    return f"{ask}unit_id {_HERE} AND {open_}", f"{ask}person_id {_WHOSE} AND {open_}"


_VISIT = "SELECT 'visit', id, number, state, name, leave_by FROM visit WHERE "
_COMING = "IN ('expected', 'on_site')"


_CASES = {
    Permission.COMPLAINT_VIEW: _arms(
        "'complaint', id, number, state, substr(text, 1, 80), next_due", "complaint",
        "closed_at IS NULL",
    ),
    Permission.ORDER_VIEW: _arms(
        "'work_order', id, number, state, substr(text, 1, 80), due", "work_order",
        f"state NOT IN {_OVER_ORDER}",
    ),
    Permission.CALLBACK_WORK: _arms(
        "'callback', id, '', state, about, due_at", "callback", "state = 'open'"
    ),
    # Of a host there are years of visits, of those who are here or expected a few.
    Permission.VISITOR_VIEW: (
        f"{_VISIT}unit_id {_HERE} AND at > {{since}} AND +state {_COMING}",
        f"{_VISIT}+host_id {_WHOSE} AND at > {{since}} AND state {_COMING}",
    ),
    Permission.SLIP_VIEW: _arms(
        "'release_slip', id, number, state, name, NULL", "release_slip",
        "+state IN ('draft','checked','issued','part','mismatch') AND at > {since}",
    ),
}  # fmt: skip
_NOTES = tuple(
    f"SELECT '', 0, '', '', text, NULL FROM note WHERE {of} AND standing "
    "AND (until IS NULL OR until >= {today})"
    for of in (f"unit_id {_HERE}", f"person_id {_WHOSE}")
)
_OWED = (
    "SELECT 'owed', coalesce(sum(balance), 0), '', '', '', NULL FROM charge "
    f"INDEXED BY charge_open WHERE balance > 0 AND unit_id {_HERE}"
)
_MONTH = 31 * 86_400_000


@frozen
class Caller:
    """Somebody whose number it is. ``role`` at the unit (occupancy.role), both may be blank."""

    person: int
    name: str
    label: str
    unit: int | None
    unit_code: str
    role: str
    building: int | None


@frozen
class Case:
    """Something open. ``kind``, ``id`` open it; its state is a code of ``<kind>.state`` (that of
    slips is called slip.state); ``due`` is UTC."""

    kind: str
    id: int
    number: str
    state: str
    text: str
    due: datetime | None
    late: bool

    @property
    def words(self) -> str:
        """The domain of its state."""
        return "slip.state" if self.kind == "release_slip" else f"{self.kind}.state"


@frozen
class LastCall:
    """A call before."""

    id: int
    number: str
    at: datetime
    kind: str
    state: str
    subject: str
    name: str
    unit: int | None
    person: int | None
    who: str


@frozen
class Known:
    """All of it. ``number`` as it is kept; ``owed`` in minor units, None for who may not see it.

    ``answers`` are the standing instructions of unit and person, ``scripts`` what every caller
    from there is told now. ``unit``, ``person`` and ``name`` are the likeliest to fill in;
    ``nuisance`` is how many of the last calls from this number were one.
    """

    number: str
    callers: tuple[Caller, ...] = ()
    cases: tuple[Case, ...] = ()
    calls: tuple[LastCall, ...] = ()
    answers: tuple[str, ...] = ()
    scripts: tuple[Script, ...] = ()
    owed: int | None = None
    unit: int | None = None
    unit_code: str = ""
    person: int | None = None
    name: str = ""
    nuisance: int = 0


def known(
    desk: Desk, number: str = "", unit: int | None = None, person: int | None = None
) -> Known:
    """What is known of a number, of a unit and a person chosen by hand. Needs call.view."""
    desk.require(Permission.CALL_VIEW)
    bare = comparable(desk, number)
    callers = _callers(desk, bare) if bare else ()
    mine = _calls(desk, _BY_PHONE, bare) if bare else []
    first = _meant(callers, unit, person)
    last = mine[0] if mine and not callers else None
    person = person or (first.person if first else last.person if last else None)
    unit = unit or (first.unit if first else last.unit if last else None)
    code, building = (first.unit_code, first.building) if first else ("", None)
    if unit is not None and not (first and first.unit == unit):
        ((_id, code, building),) = ask(desk, _UNIT, unit) or ((unit, "", None),)
    name = first.name if first else last.name if last else ""
    if person is not None and not (first and first.person == person):
        name = next((each for _id, each in ask(desk, _PERSON, person)), name)
    calls = {each.id: each for each in mine}
    if unit is not None:
        calls |= {each.id: each for each in _calls(desk, _BY_UNIT, unit)}
    units = {each.unit for each in callers if each.unit} | ({unit} if unit else set())
    people = {each.person for each in callers} | ({person} if person else set())
    cases, answers, owed = _open(desk, sorted(units), sorted(people))
    return Known(
        bare, callers, cases, tuple(sorted(calls.values(), key=lambda each: -each.id)[:LAST]),
        answers, scripts_at(desk, building), owed, unit, code, person, name,
        sum(each.kind == "harassment" for each in mine),
    )  # fmt: skip


def _meant(callers: Sequence[Caller], unit: int | None, person: int | None) -> Caller | None:
    """Whom of those that a number belongs to: who was chosen, who lives there, else the first."""
    wanted = [each for each in callers if person in (None, each.person)]
    return next((each for each in wanted if unit in (None, each.unit)), wanted[0] if wanted else
                None)  # fmt: skip


def comparable(desk: Desk, number: str) -> str:
    """A number as it is kept; "" while it is none yet."""
    bare = number.strip().replace(" ", "").replace("-", "")
    if len(bare) < SHORTEST:
        return ""
    if bare.isascii() and bare.isdecimal() and len(bare) < 11:
        return bare
    try:
        return phone_number(bare, "phone", desk.regions)
    except Refused:
        return ""


def _callers(desk: Desk, number: str) -> tuple[Caller, ...]:
    if not desk.allows(Permission.CUSTOMER_VIEW):
        return ()
    return tuple(Caller(*row) for row in ask(desk, _WHO, desk.today.isoformat(), number))


def _calls(desk: Desk, sql: str, of: object) -> list[LastCall]:
    return [LastCall(row[0], row[1], from_millis(row[2]), *row[3:]) for row in ask(desk, sql, of)]


@lru_cache(maxsize=64)
def _statement(allowed: tuple[Permission, ...], units: int, people: int) -> str:
    """One statement for all of it: ``units`` places come first, then ``people``, then two."""
    arms = [arm for may in allowed if may in _CASES for arm in _CASES[may]] + list(_NOTES)
    if Permission.FEES_VIEW in allowed:
        arms.append(_OWED)
    values = {
        "units": ",".join(f"?{n + 1}" for n in range(units)),
        "people": ",".join(f"?{n + units + 1}" for n in range(people)),
        "since": f"?{units + people + 1}", "today": f"?{units + people + 2}",
    }  # fmt: skip
    kept = [arm for arm in arms if units or "{units}" not in arm]
    kept = [arm for arm in kept if people or "{people}" not in arm]
    return " UNION ALL ".join(arm.format(**values) for arm in kept) + " LIMIT 200"


def _open(
    desk: Desk, units: list[int], people: list[int]
) -> tuple[tuple[Case, ...], tuple[str, ...], int | None]:
    """Open cases, standing instructions and what is owed, each once."""
    if not units and not people:
        return (), (), None
    allowed = tuple(may for may in (*_CASES, Permission.FEES_VIEW) if desk.allows(may))
    sql, now = _statement(allowed, len(units), len(people)), to_millis(desk.now)
    rows = ask(desk, sql, *units, *people, now - _MONTH, desk.today.isoformat())
    cases: dict[tuple[str, int], Case] = {}
    answers: dict[str, None] = {}
    owed = None
    for kind, key, number, state, text, due in rows:
        if kind == "owed":
            owed = int(key)
        elif not kind:
            answers[text] = None
        else:
            at = None if due is None else from_millis(due)
            late = due is not None and due < now
            cases[kind, key] = Case(kind, key, number, state, text, at, late)
    found = sorted(cases.values(), key=lambda case: (not case.late, case.kind, -case.id))
    return tuple(found), tuple(answers), owed
