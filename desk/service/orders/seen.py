"""Two at one order: which changes count, and what the second is told (desk.core.meanwhile)."""

from __future__ import annotations

from desk.core.meanwhile import QUIET, Watch
from desk.service.callbacks.flow import ATTEMPTS
from desk.service.orders import flow
from desk.service.orders.said import STATES

WATCH = Watch(
    "work_order", flow.ORDER, STATES, "order.moved",
    quiet=QUIET | ATTEMPTS | {
        "order.printed", "order.day_sheet_printed", "order.urged", "order.urge_undone",
        "order.file_attached", "order.file_labelled", "order.file_removed",
    },
)  # fmt: skip
