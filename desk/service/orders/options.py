"""What can be set for repairs: limits, people without an account, how long names are kept."""

from __future__ import annotations

import re

from desk.core.desk import Desk
from desk.core.settings import Setting, declare
from desk.core.words import N_

GROUP = "orders"

URGENT_MINUTES = declare(
    Setting(
        "orders.urgent_minutes", 30, N_("Urgent repairs: on site within"), GROUP, N_("minutes"),
        1, 1440,
    )
)  # fmt: skip
URGENT_ALWAYS = declare(
    Setting("orders.urgent_always", True, N_("Urgent repairs run round the clock"), GROUP)
)
ORDINARY_HOURS = declare(
    Setting(
        "orders.ordinary_hours", 24, N_("Other repairs: on site within"), GROUP, N_("hours"), 1, 720
    )
)
FINISH_HOURS = declare(
    Setting("orders.finish_hours", 48, N_("Finished after arrival within"), GROUP, N_("hours"), 1,
            720)
)  # fmt: skip
PAUSE_HOURS = declare(
    Setting("orders.pause_hours", 72, N_("A pause is looked at after"), GROUP, N_("hours"), 1, 2160)
)
NAMES = declare(
    Setting("orders.names", "", N_("Engineers without an account (names, apart by ;)"), GROUP)
)
COMPANY = declare(Setting("orders.company", "", N_("Name of the company on work orders"), GROUP))
TERMS = declare(Setting("orders.terms", "", N_("What stands at the foot of work orders"), GROUP))
RETENTION_DAYS = declare(
    Setting(
        "orders.retention_days", 1095, N_("Erase personal data of repairs after"), GROUP,
        N_("days"), 30, 3650,
    )
)  # fmt: skip


def names(desk: Desk) -> list[str]:
    """Engineers who have no account, as set."""
    parts = re.split("[;；]", desk.settings.get(NAMES))
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
