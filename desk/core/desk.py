"""The Desk: what every verb is handed first. Store, clock, settings, and who sits there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, overload
from zoneinfo import ZoneInfo

import peewee as pw

from desk.core import access
from desk.core.access import Permission, Role
from desk.core.audit import Chain
from desk.core.change import Change, Changed
from desk.core.clock import Clock
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.models import AuditEntry
from desk.core.settings import (
    DESK_NAME,
    REGION,
    SHIFTS,
    SITE_NAME,
    TIME_ZONE,
    Settings,
    shift_at,
)
from desk.core.storage import Storage

if TYPE_CHECKING:
    from desk.core.register import Register, SearchKind
    from desk.core.search import SearchIndex

CLOCK_SLACK = timedelta(minutes=10)
"""How far the machine's clock may stand behind the last entry before changes are refused."""


@frozen
class Session:
    """Who works at the desk now. ``staff`` is None for the program itself (command line)."""

    staff: int | None
    account: str
    name: str
    role: Role


SYSTEM = Session(None, "system", "system", Role.ADMINISTRATOR)


class Stamp(NamedTuple):
    """What the program stamps on every change, as the store keeps it."""

    at: Any
    business_date: Any
    desk: str
    shift: str


class Desk:
    """One open store with its clock, settings, registers and the person on duty.

    ``catalogue`` gives the registers. It is asked at their first use: the sign-in needs none of
    them, and reading all their modules takes longer than opening the store.
    """

    def __init__(
        self, storage: Storage, clock: Clock, catalogue: Callable[[], Sequence[Register]]
    ) -> None:
        self.storage = storage
        self.clock = clock
        self._catalogue = catalogue
        self.settings = Settings()
        self.settings.load()
        self.session: Session | None = None
        self.chain = Chain(storage)
        self._listeners: list[Callable[[Changed], None]] = []
        self._latest: datetime | None = None
        self._zone_name, self._zone = "", ZoneInfo("UTC")

    @cached_property
    def registers(self) -> tuple[Register, ...]:
        """Every register of the program, in the order of the catalogue."""
        return tuple(self._catalogue())

    @cached_property
    def search_kinds(self) -> dict[str, SearchKind]:
        """How records are found, by kind of record."""
        return {kind.kind: kind for register in self.registers for kind in register.search}

    @cached_property
    def search(self) -> SearchIndex:
        """The index behind the one box."""
        from desk.core.search import SearchIndex

        return SearchIndex(self.storage.database.execute_sql)

    @property
    def now(self) -> datetime:
        """The present moment, UTC."""
        return self.clock.now()

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        name = self.settings.get(TIME_ZONE)
        if name != self._zone_name:
            self._zone_name, self._zone = name, ZoneInfo(name)
        return self._zone

    @overload
    def local(self, moment: datetime) -> datetime: ...

    @overload
    def local(self, moment: None) -> None: ...

    def local(self, moment: datetime | None) -> datetime | None:
        """``moment`` on the site's wall clock; None stays None."""
        return None if moment is None else moment.astimezone(self.zone)

    @property
    def today(self) -> date:
        """The business date: the site's own calendar day."""
        return self.local(self.now).date()

    def day_start(self, day: date) -> datetime:
        """The first moment of a business date, UTC-comparable."""
        return datetime(day.year, day.month, day.day, tzinfo=self.zone)

    @property
    def regions(self) -> tuple[str, ...]:
        """Where a phone without a country's code is taken to be, in this order."""
        return ("HK", "CN") if self.settings.get(REGION) == "HK" else ("CN", "HK")

    @property
    def site(self) -> str:
        """The site's name."""
        return self.settings.get(SITE_NAME)

    @cached_property
    def site_tag(self) -> str:
        """Six characters that tell this store's signed papers from another site's."""
        return self.storage.derive("site").hex()[:6].upper()

    def stamp(self, moment: datetime) -> Stamp:
        """What is stamped on a change made at ``moment``."""
        local = self.local(moment)
        shift = shift_at(self.settings.get(SHIFTS), local.hour * 60 + local.minute)
        at = AuditEntry.at.db_value(moment)
        day = AuditEntry.business_date.db_value(local.date())
        return Stamp(at, day, self.settings.get(DESK_NAME), shift)

    def allows(self, permission: Permission) -> bool:
        """Whether the person on duty may do it."""
        return self.session is not None and access.allows(self.session.role, permission)

    def require(self, permission: Permission) -> None:
        """Raise Refused("access.not_signed_in") or Refused("access.denied")."""
        if self.session is None:
            raise Refused("access.not_signed_in")
        if not access.allows(self.session.role, permission):
            raise Refused("access.denied", permission=str(permission), role=str(self.session.role))

    def watch_clock(self, permission: Permission, now: datetime) -> None:
        """Refuse changes while the machine's clock stands before the last entry."""
        # Signing in must go on working, or nobody could come to accept the clock.
        if permission in (Permission.CLOCK_ACCEPT, Permission.STAFF_OWN):
            return
        last = self.last_entry
        if last is not None and now < last - CLOCK_SLACK:
            raise Refused(
                "clock.set_back",
                now=f"{self.local(now):%Y-%m-%d %H:%M}",
                last=f"{self.local(last):%Y-%m-%d %H:%M}",
            )

    @property
    def last_entry(self) -> datetime | None:
        """The latest moment in the log since a clock was accepted: now can't be before it."""
        if self._latest is None:
            e: Any = AuditEntry
            accepted = e.select(pw.fn.MAX(e.seq)).where(e.action == "clock.accepted").scalar()
            newest = e.select(e.at).where(e.seq >= (accepted or 0)).order_by(e.at.desc()).first()
            self._latest = newest.at if newest else None
        return self._latest

    def change(
        self,
        permission: Permission,
        action: str,
        request: str | None = None,
        reason: str | None = None,
    ) -> Change:
        """Begin a change; see ``desk.core.change``."""
        return Change(self, permission, action, request, reason)

    def on_change(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Hear of every committed change; call what comes back to stop hearing."""
        self._listeners.append(listener)

        def forget() -> None:
            if listener in self._listeners:  # a window may outlive the desk
                self._listeners.remove(listener)

        return forget

    def tell(self, news: Changed) -> None:
        """Pass on the news of a committed change."""
        now, last = self.now, self.last_entry
        if last is None or now > last or news.action == "clock.accepted":
            self._latest = now
        for listener in tuple(self._listeners):
            listener(news)

    def close(self) -> None:
        """Let go of the store."""
        self._listeners.clear()
        self.storage.close()
