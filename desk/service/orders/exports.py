"""The repairs' part of the full export: unmasked, under stable English keys, money in minor
units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from desk.core.desk import Desk
from desk.core.fields import from_millis
from desk.core.register import Export

# name: (key, column) pairs and the tables. A key that ends in _at is a moment.
_TABLES: dict[str, tuple[tuple[tuple[str, str], ...], str]] = {
    "work_orders": (
        (
            ("id", "o.id"), ("number", "o.number"), ("state", "o.state"),
            ("kind", "COALESCE(NULLIF(k.name, ''), k.code)"),
            ("urgency", "o.urgency"), ("unit", "COALESCE(u.code, '')"), ("place", "o.place"),
            ("facility", "COALESCE(f.name, '')"), ("name", "o.name"), ("phone", "o.phone"),
            ("text", "o.text"), ("source", "o.source"), ("from_kind", "o.from_kind"),
            ("from_id", "o.from_id"), ("paid", "o.paid"), ("reported_at", "o.at"),
            ("who", "o.who"), ("wanted_from_at", "o.wanted_from"),
            ("wanted_until_at", "o.wanted_until"), ("plan_from_at", "o.plan_from"),
            ("plan_until_at", "o.plan_until"), ("arrive_by_at", "o.arrive_by"),
            ("due_at", "o.due"), ("pauses", "o.pauses"), ("urged", "o.urged"),
            ("returned", "o.returned"), ("redone", "o.redone"), ("assigned_at", "o.assigned_at"),
            ("accepted_at", "o.accepted_at"), ("arrived_at", "o.arrived_at"),
            ("finished_at", "o.finished_at"), ("called_back_at", "o.called_back_at"),
            ("closed_at", "o.closed_at"), ("result", "o.result"), ("score", "o.score"),
            ("amount", "o.amount"), ("reason", "o.reason"),
        ),
        (
            "work_order o JOIN order_kind k ON k.id = o.kind_id "
            "LEFT JOIN unit u ON u.id = o.unit_id LEFT JOIN facility f ON f.id = o.facility_id "
            "ORDER BY o.id"
        ),
    ),
    "work_order_engineers": (
        (
            ("order", "o.number"), ("name", "e.name"), ("staff", "e.staff"),
            ("since_at", "e.since"), ("until_at", "e.until"), ("accepted_at", "e.accepted_at"),
        ),
        "order_engineer e JOIN work_order o ON o.id = e.order_id ORDER BY e.id",
    ),
    "work_order_lines": (
        (
            ("order", "o.number"), ("position", "l.position"), ("kind", "l.kind"),
            ("text", "l.text"), ("measure", "l.measure"), ("quantity", "l.quantity"),
            ("price", "l.price"), ("amount", "l.amount"), ("payer", "l.payer"),
            ("charge", "l.charge_id"),
        ),
        "order_line l JOIN work_order o ON o.id = l.order_id ORDER BY l.id",
    ),
    "work_order_files": (
        (
            ("order", "o.number"), ("label", "f.label"), ("name", "a.name"),
            ("media_type", "a.media_type"), ("size", "a.size"), ("sha256", "c.sha256"),
            ("added_at", "a.added_at"),
        ),
        (
            "order_file f JOIN work_order o ON o.id = f.order_id "
            "JOIN attachment a ON a.id = f.attachment_id "
            "JOIN file_content c ON c.id = a.content_id ORDER BY f.id"
        ),
    ),
    "work_order_kinds": (
        (
            ("id", "k.id"), ("code", "k.code"), ("name", "k.name"), ("callback", "k.callback"),
            ("callback_hours", "k.callback_hours"), ("paid", "k.paid"), ("active", "k.active"),
        ),
        "order_kind k ORDER BY k.position, k.id",
    ),
    "repair_prices": (
        (
            ("id", "p.id"), ("kind", "p.kind"), ("name", "p.name"), ("category", "p.category"),
            ("measure", "p.measure"), ("price", "p.price"), ("item", "COALESCE(i.name, '')"),
            ("active", "p.active"),
        ),
        "material_price p LEFT JOIN fee_item i ON i.id = p.item_id ORDER BY p.id",
    ),
}  # fmt: skip


def _rows(name: str, desk: Desk) -> Iterator[Sequence[object]]:
    columns, tables = _TABLES[name]
    chosen = ", ".join(column for _key, column in columns)
    moments = [key.endswith("_at") for key, _column in columns]
    query: Any = desk.storage.database.execute_sql(f"SELECT {chosen} FROM {tables}")
    for row in query:
        yield [
            from_millis(value) if moment and value is not None else value
            for value, moment in zip(row, moments, strict=True)
        ]


ORDER_EXPORTS = tuple(
    Export(name, tuple(key for key, _column in columns), partial(_rows, name))
    for name, (columns, _tables) in _TABLES.items()
)
