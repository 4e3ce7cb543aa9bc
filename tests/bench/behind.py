"""The bare SQL behind a view: what it asks the store, each statement once, run again as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk.core.desk import Desk


class Behind:
    """The statements of one run of ``view``, to be run by the driver alone.

    A statement that the view asks again and again counts once: the bare side would ask it for all
    rows at a time.
    """

    def __init__(self, desk: Desk, view: Callable[[], object]) -> None:
        database = desk.storage.database
        asked: dict[str, tuple[Any, ...] | dict[str, Any]] = {}
        ours = database.execute_sql

        def spy(sql: str, params: Any = None, *rest: Any, **named: Any) -> Any:
            asked.setdefault(sql, params or ())
            return ours(sql, params, *rest, **named)

        vars(database)["execute_sql"] = spy
        try:
            view()
        finally:
            del vars(database)["execute_sql"]
        self.statements = [(sql, values) for sql, values in asked.items() if "SELECT" in sql]
        self._execute = database.connection().execute

    def __call__(self) -> None:
        """Run them and fetch every row."""
        for sql, values in self.statements:
            self._execute(sql, values).fetchall()
