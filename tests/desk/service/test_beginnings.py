"""What every site begins with: the migration's rows and the program's words are the same lists."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.service.complaints.tree import SEEDS
from desk.service.models.complaints import Category
from desk.service.models.orders import OrderKind
from desk.service.orders.said import KINDS


def test_each_line_and_category_has_a_word(desk: Desk) -> None:
    rows = {row.id: row for row in Category.select()}
    begun = {
        (rows[row.parent_id].code if row.parent_id else None, row.code) for row in rows.values()
    }
    words = {(None, line) for line in SEEDS}
    words |= {(line, code) for line, (_title, below) in SEEDS.items() for code, _word in below}
    assert begun == words


def test_each_kind_of_repair_has_a_word(desk: Desk) -> None:
    assert [row.code for row in OrderKind.select().order_by(OrderKind.position)] == list(KINDS)
