"""What can be set for visitors, and reading the settings that are lists."""

from __future__ import annotations

import re
from datetime import time

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.settings import Setting, declare
from desk.core.words import N_

GROUP = "visitors"
_BADGES = re.compile(
    r"(?P<head>\D*)(?P<first>\d{1,6})\s*(?:\.\.|–|~)\s*(?P=head)?(?P<last>\d{1,6})"
)
MOST_BADGES = 2000


def split(text: str) -> list[str]:
    """The parts of a setting that is a list, written with ``;`` or ``；``."""
    return [part.strip() for part in re.split("[;；]", text) if part.strip()]


def parse_stays(text: str) -> dict[str, int]:
    """``送货 30; 外卖 15`` as minutes by purpose. Raises Refused("setting.stays")."""
    found: dict[str, int] = {}
    for part in split(text):
        purpose, _blank, minutes = part.rpartition(" ")
        if not purpose.strip() or not minutes.isdecimal() or not 1 <= int(minutes) <= 10_080:
            raise Refused("setting.stays", "visitors.stays")
        found[purpose.strip()] = int(minutes)
    return found


def parse_badges(text: str) -> list[str]:
    """``A-001..A-050; VIP1`` as every single badge. Raises Refused("setting.badges")."""
    found: list[str] = []
    for part in split(text):
        run = _BADGES.fullmatch(part)
        if run is None:
            found.append(part)
            continue
        first, last = int(run["first"]), int(run["last"])
        if not first <= last < first + MOST_BADGES:
            raise Refused("setting.badges", "visitors.badges")
        width = len(run["first"])
        found += [f"{run['head']}{number:0{width}d}" for number in range(first, last + 1)]
    if len(found) > MOST_BADGES or any(len(badge) > 40 for badge in found):
        raise Refused("setting.badges", "visitors.badges")
    return list(dict.fromkeys(found))


def parse_time(text: str) -> time:
    """``22:00`` as a time of day. Raises Refused("setting.time")."""
    hour, colon, minute = text.partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal()):
        raise Refused("setting.time", "visitors.closing_time")
    if int(hour) > 23 or int(minute) > 59:
        raise Refused("setting.time", "visitors.closing_time")
    return time(int(hour), int(minute))


def _check_stays(text: str) -> None:
    parse_stays(text)


def _check_badges(text: str) -> None:
    parse_badges(text)


def _check_time(text: str) -> None:
    parse_time(text)


RETENTION_DAYS = declare(
    Setting(
        "visitors.retention_days", 180, N_("Erase visitors' personal data after"), GROUP,
        N_("days"), 1, 3650,
    )
)  # fmt: skip
PURPOSES = declare(
    Setting(
        "visitors.purposes",
        "探亲访友; 商务洽谈; 送货; 外卖; 快递; 维修; 装修; 保洁; 家教; 看房; 面试; 办事; 其他",
        N_("Purposes to choose from"),
        GROUP,
    )
)
STAY_MINUTES = declare(
    Setting(
        "visitors.stay_minutes", 240, N_("Usual length of a visit"), GROUP, N_("minutes"), 1, 10_080
    )
)
STAYS = declare(
    Setting(
        "visitors.stays", "送货 30; 外卖 20; 快递 20; 看房 60", N_("Length by purpose"), GROUP,
        check=_check_stays,
    )
)  # fmt: skip
DOCUMENT_REQUIRED = declare(
    Setting("visitors.document_required", False, N_("A document must be shown"), GROUP)
)
BADGES = declare(Setting("visitors.badges", "", N_("Badges to lend"), GROUP, check=_check_badges))
BADGE_ONCE = declare(
    Setting("visitors.badge_once", True, N_("A badge is lent to one visitor at a time"), GROUP)
)
PASS_HOURS = declare(
    Setting(
        "visitors.pass_hours", 12, N_("A pass is good for at least"), GROUP, N_("hours"), 1, 720
    )
)
LATE_MINUTES = declare(
    Setting(
        "visitors.late_minutes", 60, N_("An expected visitor is late after"), GROUP,
        N_("minutes"), 1, 1440,
    )
)  # fmt: skip
CLOSING_TIME = declare(
    Setting(
        "visitors.closing_time", "22:00", N_("Who is still here is asked at"), GROUP,
        check=_check_time,
    )
)  # fmt: skip
STANDING_DAYS = declare(
    Setting(
        "visitors.standing_days", 7, N_("Standing passes are shown before they end"), GROUP,
        N_("days"), 0, 90,
    )
)  # fmt: skip


def purposes(desk: Desk) -> list[str]:
    """The purposes to choose from, in their order."""
    return split(desk.settings.get(PURPOSES))


def stay_minutes(desk: Desk, purpose: str) -> int:
    """How long a visit for ``purpose`` usually takes, in minutes."""
    known = parse_stays(desk.settings.get(STAYS))
    return known.get(purpose.strip(), desk.settings.get(STAY_MINUTES))
