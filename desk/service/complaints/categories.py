"""The tree of lines and categories, and the limits that each gives its complaints."""

from __future__ import annotations

from functools import partial
from typing import Any

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.meanwhile import merged, who_and_when
from desk.core.text import clean, normalise
from desk.estate.checks import Faults
from desk.service.complaints import options
from desk.service.complaints.rows import CategoryRow
from desk.service.complaints.tree import OTHER, shown
from desk.service.models.complaints import Category, Complaint

KIND = "complaint_category"
CLOCKS = ("working", "always")
LONGEST = 100 * 24 * 60
_NODES = (
    "SELECT c.id, c.parent_id, c.code, c.name, c.respond, c.feedback, c.close, c.clock, "
    "c.position, c.active, p.respond, p.feedback, p.close, p.clock FROM complaint_category c "
    "LEFT JOIN complaint_category p ON p.id = c.parent_id "
)
_TREE = (
    _NODES + "ORDER BY coalesce(p.position, c.position), coalesce(p.id, c.id), p.id IS NOT NULL, "
    "c.position, c.id"
)
_ONE = _NODES + "WHERE c.id = ?"


@frozen
class CategoryDraft:
    """A node as it is edited. ``name`` blank keeps the program's word where there is one.

    ``parent`` None makes a line. Limits in minutes; None and "" take the line's or the setting's.
    """

    name: str
    parent: int | None = None
    respond: int | None = None
    feedback: int | None = None
    close: int | None = None
    clock: str = ""
    position: int = 0
    active: bool = True


@frozen
class Limits:
    """How long a complaint may take, in minutes, and on which clock."""

    respond: int
    feedback: int
    close: int
    always: bool

    @property
    def clock(self) -> str:
        """working or always, as the table keeps it."""
        return "always" if self.always else "working"


def tree(desk: Desk, *, everything: bool = False) -> list[CategoryRow]:
    """Lines, each followed by its categories; with ``everything`` those out of use too.

    Needs complaint.view.
    """
    desk.require(Permission.COMPLAINT_VIEW)
    rows = desk.storage.database.execute_sql(_TREE).fetchall()
    used: dict[int, int] = {}
    if everything:
        sql = "SELECT category_id, count(*) FROM complaint GROUP BY category_id"
        used = dict(desk.storage.database.execute_sql(sql).fetchall())
    return [_row(desk, row, used) for row in rows if everything or row[9]]


def get_category(desk: Desk, category: int) -> CategoryRow:
    """One node. Needs complaint.view. Raises Refused("category.unknown")."""
    desk.require(Permission.COMPLAINT_VIEW)
    return _row(desk, _raw(desk, category), {})


def find_category(desk: Desk, code: str) -> int:
    """The id of a node that the program began with (``noise``); the line of other things if gone.

    For conversions from a call that know a code. Needs complaint.view.
    """
    desk.require(Permission.COMPLAINT_VIEW)
    return node_of(desk, code)


def node_of(desk: Desk, code: str) -> int:
    """The same without asking who is there."""
    sql = (
        "SELECT id FROM complaint_category WHERE code IN (?, ?) AND active "
        "ORDER BY code = ? LIMIT 1"
    )
    found = desk.storage.database.execute_sql(sql, (code, OTHER, OTHER)).fetchone()
    if found is None:
        found = desk.storage.database.execute_sql(
            "SELECT id FROM complaint_category ORDER BY active DESC, parent_id IS NOT NULL LIMIT 1"
        ).fetchone()
    return int(found[0])


def limits_of(desk: Desk, category: int, severity: str) -> tuple[int, Limits]:
    """The line of a category and its limits; urgent ones have their own, around the clock.

    Raises Refused("category.unknown").
    """
    raw = _raw(desk, category)
    line = raw[1] or raw[0]
    respond, feedback, close, clock = _in_force(desk, raw)
    if severity == "urgent":
        get = desk.settings.get
        feedback = min(feedback, get(options.URGENT_FEEDBACK))
        close = min(close, get(options.URGENT_CLOSE))
        return line, Limits(respond, feedback, close, True)
    return line, Limits(respond, feedback, close, clock == "always")


@once(get_category)
def create_category(desk: Desk, draft: CategoryDraft, *, request: str | None = None) -> CategoryRow:
    """Add a line or a category. Raises Refused or RefusedMany: category.name_taken,
    category.parent, category.limit, field.not_a_choice, text.*."""
    with desk.change(Permission.COMPLAINT_SET_UP, "category.created", request) as change:
        values = _checked(desk, draft, None)
        row = change.create(Category, **values)
    return get_category(desk, row.id)


@once(get_category)
def update_category(
    desk: Desk,
    category: int,
    draft: CategoryDraft,
    base: CategoryDraft | None = None,
    *,
    request: str | None = None,
) -> CategoryRow:
    """Rename a node, move it, give it other limits, or take it out of use; records keep it.

    ``base`` is what the form was opened with: what somebody else altered since stays, fields that
    both altered refuse with record.changed. Raises as ``create_category`` and Refused
    category.unknown, category.last.
    """
    with desk.change(Permission.COMPLAINT_SET_UP, "category.updated", request) as change:
        row = Category.get_or_none(Category.id == category)
        if row is None:
            raise Refused("category.unknown")
        who = partial(who_and_when, desk, KIND, category)
        draft = merged(draft, base, _draft(row), _reads, who)
        values = _checked(desk, draft, row)
        others = (Category.id != row.id) & Category.active & Category.parent.is_null()
        if not draft.active and not Category.select().where(others).exists():
            raise Refused("category.last", "active")
        change.update(row, **values)
        _follow(row)
    return get_category(desk, category)


def _draft(row: Category) -> CategoryDraft:
    return CategoryDraft(
        row.name, row.parent_id, row.respond, row.feedback, row.close, row.clock, row.position,
        row.active,
    )  # fmt: skip


def _reads(name: str, value: Any) -> str:
    if name == "parent" and value is not None:
        line = Category.get_by_id(value)
        return shown(line.code, line.name)
    return "" if value is None else str(value)


def _follow(row: Category) -> None:
    """Complaints of a category that moved to another line count there."""
    line = row.parent_id or row.id
    where = (Complaint.category == row.id) & (Complaint.line != line)
    Complaint.update(line=line).where(where).execute()


def _checked(desk: Desk, draft: CategoryDraft, row: Category | None) -> dict[str, Any]:
    code = row.code if row else ""
    with Faults() as faults:
        name = faults.of(clean, draft.name, "name", 80, required=not code) or ""
        faults.among(draft.clock, ("", *CLOCKS), "clock")
        for field in ("respond", "feedback", "close"):
            value = getattr(draft, field)
            if value is not None and not 0 < value <= LONGEST:
                faults.add("category.limit", field, most=LONGEST)
        _check_parent(faults, draft, row)
        if name and _taken(desk, name, draft.parent, row):
            faults.add("category.name_taken", "name", name=name)
    return {
        "name": name, "parent": draft.parent, "respond": draft.respond,
        "feedback": draft.feedback, "close": draft.close, "clock": draft.clock,
        "position": draft.position, "active": draft.active,
    }  # fmt: skip


def _check_parent(faults: Faults, draft: CategoryDraft, row: Category | None) -> None:
    """Two levels, no more: a category's parent is a line, and a line with categories stays one."""
    if draft.parent is None:
        return
    above = Category.get_or_none(Category.id == draft.parent)
    has_children = row is not None and Category.select().where(Category.parent == row.id).exists()
    if above is None or above.parent_id is not None or has_children or (row and row.id == above.id):
        faults.add("category.parent", "parent")


def _taken(desk: Desk, name: str, parent: int | None, row: Category | None) -> bool:
    wanted = normalise(name).casefold()
    beside = Category.parent.is_null() if parent is None else Category.parent == parent
    return any(
        normalise(shown(each.code, each.name)).casefold() == wanted
        for each in Category.select().where(beside)
        if row is None or each.id != row.id
    )


def _raw(desk: Desk, category: int) -> tuple[Any, ...]:
    found = desk.storage.database.execute_sql(_ONE, (category,)).fetchone()
    if found is None:
        raise Refused("category.unknown", "category")
    return tuple(found)


def _in_force(desk: Desk, raw: tuple[Any, ...]) -> tuple[int, int, int, str]:
    get = desk.settings.get

    def first(place: int, setting: Any) -> Any:
        return raw[place] or raw[place + 6] or get(setting)

    return (
        first(4, options.RESPOND), first(5, options.FEEDBACK), first(6, options.CLOSE),
        first(7, options.CLOCK),
    )  # fmt: skip


def _row(desk: Desk, raw: tuple[Any, ...], used: dict[int, int]) -> CategoryRow:
    respond, feedback, close, clock = _in_force(desk, raw)
    return CategoryRow(
        raw[0], raw[1], raw[2], shown(raw[2], raw[3]), raw[3], respond, feedback, close, clock,
        raw[4], raw[5], raw[6], raw[7], raw[8], bool(raw[9]), used.get(raw[0], 0),
    )  # fmt: skip
