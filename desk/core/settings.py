"""Settings, each declared once with its type and default; only what differs is stored."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Generic, TypeVar, cast

from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.models import Setting as Row
from desk.core.words import N_

T = TypeVar("T")


@frozen
class Setting(Generic[T]):
    """One thing that can be set.

    ``check`` raises Refused for a value that may not be; ``choices`` are codes to choose from;
    ``group`` is the heading it stands under; ``unit`` is said beside it (minutes, days).
    """

    key: str
    default: T
    title: str
    group: str
    unit: str = ""
    low: int | None = None
    high: int | None = None
    choices: tuple[str, ...] = ()
    check: Callable[[T], None] | None = None

    def accept(self, value: Any) -> T:
        """``value`` as this setting keeps it. Raises Refused beside the setting's own field."""
        if type(value) is not type(self.default):
            raise Refused("setting.wrong_type", self.key)
        low, high = self.low, self.high
        if low is not None and high is not None and not low <= cast(int, value) <= high:
            raise Refused("setting.out_of_range", self.key, low=low, high=high)
        if self.choices and value not in self.choices:
            raise Refused("setting.not_a_choice", self.key)
        if self.check is not None:
            self.check(value)
        return value


REGISTRY: dict[str, Setting[Any]] = {}


def declare(setting: Setting[T]) -> Setting[T]:
    """Make a setting known; done once where the area's module is read."""
    if setting.key in REGISTRY:
        raise ValueError(f"setting {setting.key} is declared twice")
    REGISTRY[setting.key] = setting
    return setting


def _shifts(value: str) -> None:
    shift_at(value, 0)


def shift_at(shifts: str, minute: int) -> str:
    """The name of the shift that covers ``minute`` of the day.

    ``shifts`` reads ``08:00 A; 16:00 B; 00:00 C``. Raises Refused("setting.shifts").
    """
    starts = _starts(shifts)
    begun = [name for start, name in starts if start <= minute]
    if begun:
        return begun[-1]
    return starts[-1][1] if starts else ""


@cache
def _starts(shifts: str) -> list[tuple[int, str]]:
    starts: list[tuple[int, str]] = []
    for part in filter(None, (piece.strip() for piece in shifts.split(";"))):
        clock, _, name = part.partition(" ")
        hour, _, rest = clock.partition(":")
        if not (hour.isdigit() and rest.isdigit() and int(hour) < 24 and int(rest) < 60 and name):
            raise Refused("setting.shifts", "desk.shifts")
        starts.append((int(hour) * 60 + int(rest), name.strip()))
    return sorted(starts)


def _zone(value: str) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused("setting.time_zone", "site.time_zone") from None


SITE_NAME = declare(Setting("site.name", "", N_("Site name"), "site"))
SITE_ADDRESS = declare(Setting("site.address", "", N_("Address"), "site"))
SITE_PHONE = declare(Setting("site.phone", "", N_("Desk telephone"), "site"))
TIME_ZONE = declare(
    Setting("site.time_zone", "Asia/Shanghai", N_("Time zone"), "site", check=_zone)
)
REGION = declare(Setting("site.region", "CN", N_("Region"), "site", choices=("CN", "HK")))
DESK_NAME = declare(Setting("desk.name", "", N_("Name of this desk"), "desk"))
SHIFTS = declare(
    Setting(
        "desk.shifts", "08:00 早班; 16:00 中班; 00:00 夜班", N_("Shifts"), "desk", check=_shifts
    )
)
IDLE_MINUTES = declare(
    Setting("desk.idle_minutes", 5, N_("Lock after"), "desk", N_("minutes"), 1, 240)
)
LANGUAGE = declare(
    Setting("desk.language", "zh_CN", N_("Language"), "desk", choices=("zh_CN", "zh_HK", "en"))
)
LOCK_AFTER = declare(
    Setting("security.lock_after", 8, N_("Wrong passwords before lock-out"), "security", "", 3, 50)
)
LOCK_MINUTES = declare(
    Setting("security.lock_minutes", 15, N_("Lock-out lasts"), "security", N_("minutes"), 1, 1440)
)


class Settings:
    """The settings of one store, held in memory and read anew after a change."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    def load(self) -> None:
        """Read what is stored; a stored value that is no longer allowed counts as unset."""
        found = {}
        for row in Row.select():
            known = REGISTRY.get(row.key)
            if known is None:
                continue
            try:
                found[row.key] = known.accept(row.value)
            except Refused:
                continue
        self._values = found

    def get(self, setting: Setting[T]) -> T:
        """The value in force."""
        return self._values.get(setting.key, setting.default)  # type: ignore[no-any-return]

    def all(self) -> dict[str, Any]:
        """Every declared setting's value in force, by key."""
        return {key: self.get(setting) for key, setting in REGISTRY.items()}
