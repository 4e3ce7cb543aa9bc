"""What can be set for callbacks."""

from __future__ import annotations

from desk.core.settings import Setting, declare
from desk.core.words import N_

GROUP = "service"

RETRY = declare(
    Setting(
        "callback.retry", 60, N_("Ring back again after"), GROUP, N_("working minutes"), 1, 10_000
    )
)
MOST_TRIES = declare(
    Setting("callback.most_tries", 3, N_("Attempts before giving up is offered"), GROUP, "", 1, 20)
)
