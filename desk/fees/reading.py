"""What the fees read by: literal statements, days from the store, amounts with their sign."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.money import format_money
from desk.core.settings import REGION
from desk.fees.options import CURRENCY_OF


def ask(desk: Desk, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of a literal statement, as they are kept."""
    rows: list[tuple[Any, ...]] = desk.storage.database.execute_sql(sql, values).fetchall()
    return rows


def day(text: str | None) -> date | None:
    """A day as it is kept, or None."""
    return date.fromisoformat(text) if text else None


def marks(values: Iterable[object]) -> str:
    """As many question marks as there are values."""
    return ",".join("?" for _value in values)


def currency(desk: Desk) -> str:
    """The currency that this site takes: CNY, HKD …"""
    return CURRENCY_OF[desk.settings.get(REGION)]


def money(desk: Desk, minor: int) -> str:
    """``minor`` units with the sign of the site's currency, for sentences."""
    return format_money(minor, currency(desk))


def unit_code(desk: Desk, unit: int) -> str:
    """The room code of a unit. Raises Refused("unit.unknown")."""
    found = ask(desk, "SELECT code FROM unit WHERE id = ?", unit)
    if not found:
        raise Refused("unit.unknown", "unit")
    return str(found[0][0])
