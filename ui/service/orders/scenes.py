"""Pictures of the repairs' page for ``shots``: each screen empty, usual and with very much."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desk.service.orders import flow
from desk.service.orders.drafts import LineDraft
from desk.service.orders.listing import ORDERS
from desk.service.orders.prices import prices
from desk.service.orders.rows import OrderRow
from ui.service.orders.add_line import line_of
from ui.service.orders.finish import FinishForm

if TYPE_CHECKING:
    from ui.service.orders.list import OrdersSheet

LONG = (
    "Maximiliana Freifrau von Hohenstein-Waldburg-Zeil zu Trauchburg und Wurzach 尉迟俊熙国际贸易"
    "（深圳）有限公司南山分公司装修工程项目部驻场代表"
)


def scenes(page: OrdersSheet) -> dict[str, Callable[[], object]]:
    """What to call first for each picture."""
    found: dict[str, Callable[[], object]] = {
        "new": lambda: page.begin("new"),
        "full": lambda: full(page),
        "wrong": lambda: wrong(page),
        "finish": lambda: finish(page),
    }
    for state in (flow.OPEN, flow.PAUSED, flow.DONE, flow.CLOSED):
        found[f"card_{state}"] = partial(card, page, state)
    return found


def one(page: OrdersSheet, state: str) -> OrderRow | None:
    """An order in this state, the newest."""
    rows = ORDERS.open(page.desk, {"state": state}).rows(0, 1)
    return rows[0] if rows else None


def card(page: OrdersSheet, state: str) -> None:
    """The card of an order in this state."""
    row = one(page, state)
    if row is not None:
        page.show_record("work_order", row.id)


def full(page: OrdersSheet) -> None:
    """A repair of a unit where something is under way, with very long words."""
    row = one(page, flow.ASSIGNED)
    unit = row.unit if row is not None else None
    page.begin("new", unit=unit, name=LONG, phone="13712348842", text=LONG, kind=1,
               urgency="urgent", source="call")  # fmt: skip


def wrong(page: OrdersSheet) -> None:
    """Handed in with everything missing."""
    page.home()
    page.begin("new", source="letter")
    form = page._form[2] if page._form is not None else None
    if form is not None:
        form.finish()


def finish(page: OrdersSheet) -> None:
    """What was done, with labour and materials."""
    page.home()
    row = one(page, flow.WORKING)
    if row is None:
        return
    page.finish(row.id)
    form = page._form[2] if page._form is not None else None
    if isinstance(form, FinishForm):
        form["result"].set_value("更换厨房水龙头阀芯，试水十分钟无渗漏。")
        for price in prices(page.desk)[:5]:
            form.lines.take(line_of(price, 20_000))
        form.lines.take(LineDraft(5_000, text=LONG[:80], price=1_234, payer="company"))
