"""Two at one call: which changes count, and what the second is told (desk.core.meanwhile)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desk.core.desk import Desk
from desk.core.meanwhile import QUIET, Watch
from desk.core.models import Staff
from desk.core.words import _, gettext
from desk.estate.models import Building, Department, Person, Unit
from desk.reception.call_tables import Outage
from desk.reception.calls import flow, said
from desk.service.callbacks.flow import ATTEMPTS

WATCH = Watch("call", flow.CALL, said.STATES, "call.moved", quiet=QUIET | ATTEMPTS)
_NAMED: dict[str, tuple[Any, str]] = {
    "unit": (Unit, "code"), "person": (Person, "name"), "department": (Department, "name"),
    "owner": (Staff, "name"), "building": (Building, "name"), "outage": (Outage, "title"),
}  # fmt: skip


def reads(desk: Desk, name: str, value: Any) -> str:
    """How a field of a draft reads to people."""
    if name == "building" and value is None:
        return _("everywhere")
    words = said.OUTAGES if name == "kind" and value in said.OUTAGES else said.OF_FIELDS.get(name)
    if words is not None and value in words:
        return gettext(words[value])
    if name in _NAMED and value:
        model, column = _NAMED[name]
        row = model.get_or_none(model.id == value)
        return str(getattr(row, column, "")) or "—"
    if isinstance(value, datetime):
        return f"{desk.local(value):%Y-%m-%d %H:%M}"
    return str(value) if value else "—"
