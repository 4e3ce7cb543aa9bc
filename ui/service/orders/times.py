"""Days and times of day as they are typed, moments as the desk keeps them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from desk.core.desk import Desk
from ui.kit.display import Display


def moment(desk: Desk, day: date | None, at: time | None) -> datetime | None:
    """The moment of a day (today if None) and a time at the site; None without a time."""
    if at is None:
        return None
    return datetime.combine(day or desk.today, at, tzinfo=desk.zone).astimezone(UTC)


def parts(desk: Desk, at: datetime | None) -> tuple[date | None, time | None]:
    """A moment as day and time of the site."""
    if at is None:
        return None, None
    here = desk.local(at)
    return here.date(), here.time().replace(second=0, microsecond=0, tzinfo=None)


def span(desk: Desk, start: datetime | None, end: datetime | None) -> str:
    """Two moments in words: 11-22 14:00 – 16:00."""
    if start is None or end is None:
        return ""
    show = Display(desk.local, lambda: desk.today)
    one, other = desk.local(start), desk.local(end)
    last = f"{other:%H:%M}" if one.date() == other.date() else show.moment(end)
    return f"{show.moment(start)} – {last}"
