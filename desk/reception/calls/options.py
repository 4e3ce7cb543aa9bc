"""What can be set for the telephone log."""

from __future__ import annotations

from desk.core.settings import Setting, declare
from desk.core.words import N_

GROUP = "calls"
MESSAGE_MINUTES = declare(
    Setting(
        "calls.message_minutes", 60, N_("Messages are handed on within"), GROUP,
        N_("working minutes"), 5, 10_000,
    )
)  # fmt: skip
DUE_MINUTES = declare(
    Setting(
        "calls.due_minutes", 240, N_("Callers hear from us within"), GROUP,
        N_("working minutes"), 5, 10_000,
    )
)  # fmt: skip
RETENTION_DAYS = declare(
    Setting(
        "calls.retention_days", 365, N_("Erase personal data of calls after"), GROUP, N_("days"),
        30, 3650,
    )
)  # fmt: skip
