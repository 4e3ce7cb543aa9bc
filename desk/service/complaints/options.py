"""What can be set for complaints: limits, what counts as neighbours' same thing, retention."""

from __future__ import annotations

from desk.core.settings import Setting, declare
from desk.core.words import N_

GROUP = "service"
_MOST = 100 * 24 * 60

CLOCK = declare(
    Setting(
        "complaint.clock", "working", N_("Complaints: time counts"), GROUP,
        choices=("working", "always"),
    )
)  # fmt: skip
RESPOND = declare(
    Setting("complaint.respond", 15, N_("Complaints: respond in"), GROUP, N_("minutes"), 1, _MOST)
)
FEEDBACK = declare(
    Setting(
        "complaint.feedback", 24 * 60, N_("Complaints: feed back in"), GROUP, N_("minutes"), 1,
        _MOST,
    )
)  # fmt: skip
CLOSE = declare(
    Setting(
        "complaint.close", 3 * 24 * 60, N_("Complaints: close in"), GROUP, N_("minutes"), 1, _MOST
    )
)
URGENT_FEEDBACK = declare(
    Setting(
        "complaint.urgent_feedback", 120, N_("Urgent complaints: feed back in"), GROUP,
        N_("minutes"), 1, _MOST,
    )
)  # fmt: skip
URGENT_CLOSE = declare(
    Setting(
        "complaint.urgent_close", 24 * 60, N_("Urgent complaints: close in"), GROUP, N_("minutes"),
        1, _MOST,
    )
)  # fmt: skip
CALLBACK_IN = declare(
    Setting(
        "complaint.callback", 24 * 60, N_("Complaints: call back in"), GROUP,
        N_("minutes after it is resolved"), 1, _MOST,
    )
)  # fmt: skip
NEAR_DAYS = declare(
    Setting(
        "complaint.near_days", 3, N_("Neighbours' same complaint within"), GROUP, N_("days"), 1, 60
    )
)
RETENTION_DAYS = declare(
    Setting(
        "complaint.retention", 1825, N_("Complaints keep names for"), GROUP, N_("days"), 180, 3650
    )
)
