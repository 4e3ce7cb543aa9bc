"""Tables as models say and tables as they are: SQL for migrations, and what differs.

``python -c "from desk.core.schema import draft; ..."`` is a developer's tool; the program itself
only calls ``differences`` after a migration.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import peewee
from peewee import sort_models  # type: ignore[attr-defined,unused-ignore]

Model: TypeAlias = type[peewee.Model]

_TEMPLATE = '''"""{title}

Frozen once released: never edit, never import models. Drafted by ``desk.core.schema.draft``.
"""

from __future__ import annotations

from typing import Any

STATEMENTS = (
{statements})


def up(migrator: Any, db: Any) -> None:
    """Run by desk.core.migrate inside one transaction."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
'''


def statements(models: Iterable[Model]) -> list[str]:
    """The CREATE TABLE and CREATE INDEX that ``models`` amount to, in an order that works."""
    memory = peewee.SqliteDatabase(":memory:")
    found = []
    for model in sort_models(list(models)):
        # A schema manager of our own: the models stay bound to whatever store is open.
        manager = type(model._schema)(model, memory)
        made = [manager._create_table(safe=False)]
        if model._meta.table_name not in _virtual([model]):
            made += manager._create_indexes(safe=False)
        for context in made:
            sql, values = context.query()
            if values:
                raise ValueError(f"{model.__name__}: DDL can't hold bound values: {sql}")
            found.append(sql)
    return found


def draft(models: Iterable[Model], title: str = "", extra: Sequence[str] = ()) -> str:
    """The text of a migration that makes all tables of ``models``, then runs ``extra`` (triggers).

    For a later migration give only the new models and write ALTER TABLE into ``extra``;
    ``differences`` says what is still missing.
    """
    blocks = [_pretty(sql) for sql in statements(models)] + [sql.strip() for sql in extra]
    text = "".join(f'    """\n{_indent(block)}\n    """,\n' for block in blocks)
    return _TEMPLATE.format(
        title=title or "The tables as they are first released.", statements=text
    )


def differences(database: peewee.Database, models: Sequence[Model]) -> list[str]:
    """What the tables of ``models`` should be and are not; empty when all is as the models say.

    Compares columns (type, NOT NULL, default, key), CHECKs, foreign keys, indexes (order,
    uniqueness, condition) and WITHOUT ROWID. Tables that no model names are not looked at.
    """
    plain = [model for model in models if model._meta.table_name not in _virtual(models)]
    wanted = peewee.SqliteDatabase(":memory:")
    try:
        for sql in statements(plain):
            _run(wanted, sql)
        found = []
        for name in sorted({str(model._meta.table_name) for model in plain}):
            want, have = _shape(wanted, name), _shape(database, name)
            found += [f"{name}: missing {line}" for line in sorted(want - have)]
            found += [f"{name}: unexpected {line}" for line in sorted(have - want)]
        return found
    finally:
        wanted.close()


def _virtual(models: Iterable[Model]) -> set[str]:
    """Names of FTS and other virtual tables, which have no shape of their own."""
    return {m._meta.table_name for m in models if getattr(m._meta, "extension_module", None)}


def _shape(database: peewee.Database, table: str) -> set[str]:
    def rows(sql: str, *values: str) -> list[Any]:
        return list(_run(database, sql, values).fetchall())

    lines = {
        f"column {name} {kind} notnull={notnull} default={default} key={key}"
        for _, name, kind, notnull, default, key, _ in rows(f'PRAGMA table_xinfo("{table}")')
    }
    lines |= {
        f"reference {source} to {target}({column}) delete={delete} update={update}"
        for _, _, target, source, column, update, delete, _ in rows(
            f'PRAGMA foreign_key_list("{table}")'
        )
    }
    for _, _, kind, _, without_rowid, strict in rows(
        "SELECT * FROM pragma_table_list WHERE schema = 'main' AND name = ?", table
    ):
        lines.add(f"{kind} without_rowid={without_rowid} strict={strict}")
    for (sql,) in rows("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", table):
        lines |= {f"check {check}" for check in _checks(sql)}
    for name, sql in rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", table
    ):
        columns = [
            f"{column or '(expression)'} desc={desc} {collation}"
            for _, _, column, desc, collation, key in rows(f'PRAGMA index_xinfo("{name}")')
            if key
        ]
        where = re.search(r"\bWHERE\b(.*)", sql or "", re.IGNORECASE | re.DOTALL)
        unique = sql is None or bool(re.match(r"CREATE\s+UNIQUE", sql, re.IGNORECASE))
        expression = _plain(sql) if "(expression)" in str(columns) else ""
        lines.add(
            f"index on {columns} unique={unique} {_plain(where.group(1)) if where else ''}"
            f"{expression}"
        )
    return lines


def _run(database: Any, sql: str, values: Sequence[str] = ()) -> Any:
    return database.execute_sql(sql, values)


def _checks(sql: str) -> list[str]:
    return [_plain(sql[m.end() - 1 : _closing(sql, m.end() - 1)]) for m in _CHECK.finditer(sql)]


_CHECK = re.compile(r"\bCHECK\s*\(", re.IGNORECASE)


def _closing(sql: str, start: int) -> int:
    """The place after the bracket that closes the one at ``start``."""
    depth = 0
    for place, char in _unquoted(sql, start):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if not depth:
            return place + 1
    return len(sql)


def _unquoted(sql: str, start: int) -> Iterator[tuple[int, str]]:
    """Each place from ``start`` with its character, which is "" within quotes."""
    quote = ""
    for place in range(start, len(sql)):
        char = sql[place]
        if quote:
            quote = "" if char == quote else quote
            yield place, ""
        elif char in "'\"":
            quote = char
            yield place, ""
        else:
            yield place, char


def _plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace('"', "")).strip()


def _pretty(sql: str) -> str:
    """One column a line, so that a migration can be read and lines stay short."""
    start = sql.find("(")
    end = _closing(sql, start)
    if not sql.startswith("CREATE TABLE") or start < 0:
        return sql
    lines, depth, begin = [], 0, start + 1
    for place, char in _unquoted(sql[: end - 1], start + 1):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "," and not depth:
            lines.append(sql[begin:place].strip())
            begin = place + 1
    lines.append(sql[begin : end - 1].strip())
    return f"{sql[: start + 1]}\n    " + ",\n    ".join(lines) + f"\n){sql[end:]}"


def _indent(block: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in block.splitlines())
