"""Values into words: the one place that decides how a date, a state or a sum looks.

    show = Display(desk.local, lambda: desk.today)
    show.text("time", visit.arrived)        # "14:32" today, "11-21 14:32" before
    show.text("state", ("visit.state", "on_site"))   # the word for the code
    show.tone("state", ("visit.state", "overdue"))   # "late"
    display.TONES["visit.state", "no_show"] = "void" # an area adds its own tones

A state value is ``(domain, code)``, ``(domain, code, words)``, an object with ``text`` and
``tone``, or a bare code (then ``Column.words`` says whose it is).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache

from desk import texts
from desk.core.words import _

RIGHT = frozenset({"int", "area", "money"})
QUIET = frozenset({"code", "time", "date", "datetime"})

# What is no state of a workflow: by (domain, code); a code alone counts for every domain.
TONES: dict[tuple[str, str] | str, str] = {
    "ok": "ok", "active": "ok", "admitted": "ok", "occupied": "ok", "open": "ok",
    "due": "due", "waiting": "due", "due_soon": "due", "watch": "due",
    "overdue": "late", "late": "late", "refused": "late", "expired": "late", "locked": "late",
    "banned": "late",
    "void": "void", "ended": "void", "inactive": "void", "vacant": "void",
}  # fmt: skip


@cache
def declared() -> dict[tuple[str, str], str]:
    """How the states of every workflow look, as they are declared: (domain, code) → tone."""
    from desk.catalogue import REGISTERS  # with the first state without a tone of its own

    return {
        (f"{workflow.name}.state", state.key): state.tone
        for register in REGISTERS
        for workflow in register.workflows
        for state in workflow.states
        if state.tone != "plain"
    }


class Display:
    """Formats values for the screen in site-local time and the language in force."""

    def __init__(
        self,
        local: Callable[[datetime], datetime] | None = None,
        today: Callable[[], date] | None = None,
    ) -> None:
        self._local = local or (lambda moment: moment.astimezone())
        self._today = today or date.today

    def text(self, kind: str, value: object, domain: str = "") -> str:
        """``value`` as words; "" for None. Unknown kinds are shown as they are."""
        if value is None or value == "":
            return ""
        if kind == "text" or kind == "code":
            return value if isinstance(value, str) else str(value)
        maker = _MAKERS.get(kind)
        return maker(self, value, domain) if maker else str(value)

    def tone(self, kind: str, value: object, domain: str = "") -> str | None:
        """Which of theme.TONES suits ``value``; None for the plain text colour."""
        if kind == "state" and value is not None:
            return self.state_tone(value, domain)
        if kind == "money" and isinstance(value, int) and value < 0:
            return "late"
        return "muted" if kind in QUIET else None

    def state_tone(self, value: object, domain: str = "") -> str | None:
        """The tone of a state value (see the top of this module)."""
        own = getattr(value, "tone", None)
        if own:
            return str(own)
        if isinstance(value, tuple):
            domain, value = value[0], value[1]
        code = str(value)
        return TONES.get((domain, code)) or declared().get((domain, code)) or TONES.get(code)

    def moment(self, value: datetime, full: bool = False) -> str:
        """A time of day if it was today, else with its date; ``full`` always gives the date."""
        here = self._local(value)
        today = self._today()
        clock = f"{here:%H:%M}"
        if here.date() == today and not full:
            return clock
        if here.year == today.year and not full:
            return f"{here:%m-%d} {clock}"
        return f"{here:%Y-%m-%d} {clock}"

    def _time(self, value: object, domain: str) -> str:
        if isinstance(value, datetime):
            return self.moment(value)
        return f"{value:%H:%M}" if isinstance(value, time) else str(value)

    def _datetime(self, value: object, domain: str) -> str:
        return self.moment(value, full=True) if isinstance(value, datetime) else str(value)

    def _date(self, value: object, domain: str) -> str:
        if isinstance(value, datetime):
            value = self._local(value).date()
        return value.isoformat() if isinstance(value, date) else str(value)

    def _state(self, value: object, domain: str) -> str:
        words = getattr(value, "text", None)
        if words:
            return str(words)
        if isinstance(value, tuple):
            if len(value) > 2 and value[2]:
                return str(value[2])
            return texts.word(value[0], value[1])
        return texts.word(domain, str(value)) if domain else str(value)

    def _int(self, value: object, domain: str) -> str:
        return f"{value:,}" if isinstance(value, int) else str(value)

    def _money(self, value: object, domain: str) -> str:
        return money(value) if isinstance(value, int) else str(value)

    def _area(self, value: object, domain: str) -> str:
        return area(value) if isinstance(value, int) else f"{value} m²"

    def _phone(self, value: object, domain: str) -> str:
        return phone(str(value))


_MAKERS: dict[str, Callable[[Display, object, str], str]] = {
    "time": Display._time,
    "date": Display._date,
    "datetime": Display._datetime,
    "state": Display._state,
    "int": Display._int,
    "money": Display._money,
    "area": Display._area,
    "phone": Display._phone,
}


def money(minor: int) -> str:
    """Minor units (cents) as 1,234.50."""
    sign = "−" if minor < 0 else ""
    whole, rest = divmod(abs(minor), 100)
    return f"{sign}{whole:,}.{rest:02d}"


def area(hundredths: int) -> str:
    """Hundredths of a square metre as 89.50 m²."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}.{rest:02d} m²"


def phone(number: str) -> str:
    """137 1234 8842 for eleven characters, 9123 4567 for eight; else as it is."""
    if " " in number or not all(c.isdigit() or c == "*" for c in number):
        return number
    if len(number) == 11 and number[0] == "1":
        return f"{number[:3]} {number[3:7]} {number[7:]}"
    return f"{number[:4]} {number[4:]}" if len(number) == 8 else number


def length(span: timedelta) -> str:
    """How long, in words: 35 min, 1 h 27 min, 3 days."""
    minutes = int(abs(span.total_seconds()) // 60)
    hours, minutes = divmod(minutes, 60)
    if hours >= 48:
        return _("{days} days").format(days=hours // 24)
    if hours:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    return _("{minutes} min").format(minutes=minutes)
