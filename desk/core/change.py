"""One user action = one change = one transaction.

``with desk.change(permission, action) as change:`` checks the permission, opens the transaction,
gives numbers, keeps before and after, writes the audit entry, refreshes the one box, commits,
and only then tells the windows. A request id makes a repeated click one change, not two.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import cache, wraps
from types import TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Self, TypeVar, cast

from desk.core import numbering
from desk.core.access import Permission
from desk.core.audit import canonical, personal, plain
from desk.core.errors import DeskError
from desk.core.frozen import frozen
from desk.core.storage import BaseModel
from desk.core.text import clean

if TYPE_CHECKING:
    from desk.core.desk import Desk
    from desk.core.search import Terms

LONGEST_REASON = 300
P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=BaseModel)


@frozen
class Changed:
    """The news after a change: the action and the (kind, id) of all it touched."""

    action: str
    touched: frozenset[tuple[str, int]]
    seq: int

    def about(self, *kinds: str) -> bool:
        """Whether anything of these kinds was touched."""
        return any(kind in kinds for kind, _ in self.touched)


class Repeated(DeskError):
    """The request was carried out before; ``record`` is what it made. Caught by ``once``."""

    def __init__(self, record: int) -> None:
        super().__init__("request.repeated")
        self.record = record


def once(
    read: Callable[[Desk, int], R],
) -> Callable[[Callable[Concatenate[Desk, P], R]], Callable[Concatenate[Desk, P], R]]:
    """Make a verb safe to repeat: the second call with a request id reads what the first made."""

    def wrap(verb: Callable[Concatenate[Desk, P], R]) -> Callable[Concatenate[Desk, P], R]:
        @wraps(verb)
        def run(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return verb(desk, *args, **kwargs)
            except Repeated as repeated:
                return read(desk, repeated.record)

        return run

    return wrap


def _key(value: Any) -> Any:
    """What the table keeps of ``value``: another row's id for the row."""
    return cast(Any, value).get_id() if isinstance(value, BaseModel) else value


def kind_of(model: type[BaseModel] | BaseModel) -> str:
    """The name under which a table's records are known: in the log, in news, in search."""
    return str(model._meta.table_name)


def identity(row: BaseModel) -> int:
    """A row's id."""
    return int(cast(Any, row).get_id())


@cache
def _insert_sql(model: type[BaseModel], with_key: bool) -> tuple[str, tuple[Any, ...]]:
    meta: Any = model._meta
    fields = tuple(f for f in meta.sorted_fields if with_key or f is not meta.primary_key)
    names = ", ".join(f'"{f.column_name}"' for f in fields)
    marks = ", ".join("?" * len(fields))
    return f'INSERT INTO "{meta.table_name}" ({names}) VALUES ({marks})', fields


def _insert(model: type[M], values: dict[str, Any]) -> M:
    # Peewee builds an insert's text anew each time, which costs more than the insert itself.
    row: Any = model(**values)
    meta: Any = model._meta
    key = meta.primary_key
    with_key = not key or key.name in row.__data__
    sql, fields = _insert_sql(model, with_key)
    data = row.__data__
    cursor = meta.database.execute_sql(sql, [f.db_value(data.get(f.name)) for f in fields])
    if not with_key:
        row._pk = cursor.lastrowid
    row._dirty.clear()
    return cast(M, row)


class Change:
    """A change under way. Made by ``Desk.change``; used only inside its ``with`` block."""

    def __init__(
        self,
        desk: Desk,
        permission: Permission,
        action: str,
        request: str | None = None,
        reason: str | None = None,
    ) -> None:
        self._desk = desk
        self._permission = permission
        self._action = action
        self._request = request
        self._transaction: AbstractContextManager[Any] = desk.storage.transaction()
        self._before: dict[tuple[str, int], dict[str, Any] | None] = {}
        self._rows: dict[tuple[str, int], BaseModel] = {}
        # As it was at first: a change that erases a record takes its salt away.
        self._salts: dict[tuple[str, int], bytes | None] = {}
        self._reason = reason
        self._note: dict[str, Any] = {}
        self._extra: set[tuple[str, int]] = set()
        self._result: int | None = None
        self.now = desk.now

    def __enter__(self) -> Self:
        self._desk.require(self._permission)
        reason = clean(self._reason or "", "reason", LONGEST_REASON)
        if reason:
            self._note["reason"] = reason
        self._desk.watch_clock(self._permission, self.now)
        self._transaction.__enter__()
        try:
            self._refuse_repeat()
        except BaseException as error:
            self._transaction.__exit__(type(error), error, error.__traceback__)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._transaction.__exit__(kind, error, trace)
            return
        try:
            seq = self._write_entry()
            self._refresh_search()
        except BaseException as late:
            self._transaction.__exit__(type(late), late, late.__traceback__)
            raise
        self._transaction.__exit__(None, None, None)
        self._desk.tell(Changed(self._action, frozenset(self._rows) | self._extra, seq))

    @property
    def desk(self) -> Desk:
        """The desk that the change is made at."""
        return self._desk

    def number(self, series: str) -> str:
        """The next gapless number of a series for this business year."""
        return numbering.take(self._desk.storage, series, self._desk.today.year)

    def create(self, model: type[M], **values: Any) -> M:
        """Insert a row and keep it for the log. The first row made is the change's result."""
        if "salt" in model._meta.fields and "salt" not in values:
            values["salt"] = secrets.token_bytes(12)
        row = _insert(model, values)
        key = (kind_of(model), identity(row))
        self._before[key], self._rows[key] = None, row
        self._salts[key] = getattr(row, "salt", None)
        if self._result is None:
            self._result = key[1]
        return row

    def update(self, row: BaseModel, **values: Any) -> None:
        """Set fields of a row, keeping what they were. Fields that don't change cost nothing."""
        before = {name: row.__data__.get(name) for name in values}
        changed = {name: value for name, value in values.items() if before[name] != _key(value)}
        if not changed:
            return
        key = self.touch(row)
        known = self._before.setdefault(key, {})
        for name, value in changed.items():
            if known is not None:
                known.setdefault(name, before[name])
            setattr(row, name, value)
        row.save(only=[row._meta.fields[name] for name in changed])

    def remove(self, row: BaseModel) -> None:
        """Delete a row that is not a document (a setting, a saved view, a watch entry's line)."""
        key = self.touch(row)
        self._before[key] = {n: getattr(row, n) for n in row._meta.sorted_field_names}
        row.delete_instance()
        self._note.setdefault("removed", []).append(f"{key[0]}:{key[1]}")

    def touch(self, row: BaseModel) -> tuple[str, int]:
        """Say that this change is about ``row``: it enters its history and its search terms."""
        key = (kind_of(row), identity(row))
        self._rows.setdefault(key, row)
        self._salts.setdefault(key, getattr(row, "salt", None))
        self._before.setdefault(key, {})
        if self._result is None:
            self._result = key[1]
        return key

    def about(self, kind: str, record: int) -> None:
        """Put this change into the history of a record that it does not alter."""
        self._extra.add((kind, record))

    def result(self, record: int) -> None:
        """Name the record that a repeated request should get."""
        self._result = record

    def note(self, **values: Any) -> None:
        """Add to the log entry what the rows don't say. Never personal data."""
        self._note.update(values)

    def index(self, code: int, entries: Iterable[tuple[int, Terms]]) -> None:
        """Put many rows made by set-based statements into the one box."""
        self._desk.search.put_many((code, record, terms) for record, terms in entries)

    def _refuse_repeat(self) -> None:
        if self._request is None:
            return
        done = self._desk.storage.database.execute_sql(
            "SELECT result FROM audit_entry WHERE request = ?", (self._request,)
        ).fetchone()
        if done:
            raise Repeated(done[0])

    def _body(self) -> str:
        changed = []
        for (kind, record), row in self._rows.items():
            before = self._before[(kind, record)]
            names = row._meta.sorted_field_names if before is None else before
            salt = self._salts[(kind, record)]
            entry: dict[str, Any] = {"kind": kind, "id": record}
            if before:
                entry["before"] = {n: self._shown(row, n, v, salt) for n, v in before.items()}
            data = row.__data__
            # What a new row leaves blank says nothing.
            entry["after"] = {
                n: self._shown(row, n, data.get(n), salt) for n in names if before or data.get(n)
            }
            changed.append(entry)
        return canonical({"changed": changed, **self._note})

    @staticmethod
    def _shown(row: BaseModel, name: str, value: Any, salt: bytes | None) -> Any:
        hidden: frozenset[str] = getattr(row, "PERSONAL", frozenset())
        if name in getattr(row, "UNLOGGED", frozenset()) or name == "salt":
            return None
        if isinstance(value, BaseModel):
            value = identity(value)
        return personal(salt, value) if name in hidden else plain(value)

    def _write_entry(self) -> int:
        desk, session = self._desk, self._desk.session
        stamp = desk.stamp(self.now)
        fields = (
            stamp.at,
            stamp.business_date,
            session.staff if session else None,
            session.name if session else "",
            stamp.desk,
            stamp.shift,
            self._action,
            self._request,
            self._result,
            self._body(),
        )
        return desk.chain.append(fields, set(self._rows) | self._extra)

    def _refresh_search(self) -> None:
        kinds = self._desk.search_kinds
        for (kind, record), row in self._rows.items():
            found = kinds.get(kind)
            if found is None:
                continue
            if f"{kind}:{record}" in self._note.get("removed", ()):
                self._desk.search.remove(found.code, record)
            else:
                self._desk.search.put(found.code, record, found.terms(row))
