"""Two at one complaint: which changes count, and what the second is told (desk.core.meanwhile)."""

from __future__ import annotations

from typing import Any

from desk.core.meanwhile import QUIET, Watch
from desk.core.words import gettext
from desk.estate.models import Building, Department, Person, Unit
from desk.printing.complaint_words import SEVERITIES, SOURCES, STANDINGS, STATES
from desk.service.callbacks.flow import ATTEMPTS
from desk.service.complaints import flow
from desk.service.complaints.tree import shown
from desk.service.models.complaints import Category

WATCH = Watch(
    "complaint", flow.COMPLAINT, STATES, "complaint.moved", "complaint.changed_meanwhile",
    quiet=QUIET | ATTEMPTS | {
        "complaint.printed", "complaint.attached", "complaint.detached", "complaint.noted",
        "complaint.linked",
    },
)  # fmt: skip
ASKED = {"person": "name"}
"""Where a form asks for a field of the draft under another name."""
_WORDS = {"severity": SEVERITIES, "source": SOURCES, "standing": STANDINGS}
_NAMED = {"unit": Unit, "building": Building, "person": Person, "department": Department}


def reads(name: str, value: Any) -> str:
    """How a field of the draft reads to people."""
    if not value:
        return ""
    if name in _NAMED:
        row: Any = _NAMED[name].get_or_none(_NAMED[name].id == value)
        return str(getattr(row, "code" if name == "unit" else "name", "")) if row else ""
    if name == "category":
        node = Category.get_or_none(Category.id == value)
        return shown(node.code, node.name) if node is not None else ""
    if name in _WORDS:
        return gettext(_WORDS[name][str(value)])
    return str(value)
