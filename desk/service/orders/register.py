"""The entry of repairs in the catalogue."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.later import later, these
from desk.core.register import Personal, Register, TodayMove
from desk.core.words import N_
from desk.service.callbacks.after import after_callback
from desk.service.orders import options  # noqa: F401  (its settings are known from here on)

after_callback("work_order", later("desk.service.orders.finish:after_callback"))

ORDER_REGISTER = Register(
    key="orders",
    area="service",
    title=N_("Work orders"),
    models=these("desk.service.models.orders:MODELS"),
    series=("W",),
    search=these("desk.service.orders.terms:ORDER_KIND"),
    listings=these("desk.service.orders.listing:ORDERS"),
    workflows=these("desk.service.orders.flow:ORDER"),
    papers=("work_order", "day_sheet"),
    unit_card=later("desk.service.orders.cards:unit_card"),
    person_card=later("desk.service.orders.cards:person_card"),
    today=later("desk.service.orders.waiting:today"),
    today_moves=(
        TodayMove(
            "order_assign",
            N_("Assign to who has least"),
            Permission.ORDER_DISPATCH,
            ("order_unassigned",),
            later("desk.service.orders.dispatch:assign_next"),
            N_("{title} assigned."),
            later("desk.service.orders.dispatch:undo_assign"),
        ),
        TodayMove(
            "orders_close",
            N_("Close them all"),
            Permission.ORDER_WRITE,
            ("orders_to_close",),
            later("desk.service.orders.finish:close_waiting"),
            N_("{title} closed."),
        ),
    ),
    count=later("desk.service.orders.waiting:count"),
    retention=later("desk.service.orders.personal:erase_expired"),
    expired=later("desk.service.orders.personal:expired"),
    board=these("desk.service.orders.board:REPAIRS_MODE"),
    personal=Personal(
        "orders",
        later("desk.service.orders.personal:export_person"),
        later("desk.service.orders.personal:erase_person"),
    ),
    checks=these(
        "desk.service.orders.checks:numbers",
        "desk.service.orders.checks:states",
        "desk.service.orders.checks:charges",
    ),
    exports=these("desk.service.orders.exports:ORDER_EXPORTS"),
)
