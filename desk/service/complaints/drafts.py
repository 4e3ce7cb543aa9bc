"""What is typed into a complaint's form, and how it is checked."""

from __future__ import annotations

from collections.abc import Sequence

from desk.core.frozen import frozen

VALID = "valid"
COMMUNICATIVE = ("help", "inquiry", "venting")
KINDS = (VALID, *COMMUNICATIVE)
"""What kind first: a failure of ours, or a talk that must not become one."""
SOURCES = ("visit", "call", "letter", "web", "patrol")
SEVERITIES = ("minor", "ordinary", "serious", "urgent")
STANDINGS = ("owner", "tenant", "family", "company", "passer_by", "anonymous", "other")
WAITING_FOR = ("customer", "parts", "other")


@frozen
class ComplaintDraft:
    """A complaint as it is taken down.

    ``kind`` is one of KINDS, ``category`` the id of a line or category (0: not known yet),
    ``building`` that of a public place (a unit tells its own). ``department`` and ``owner`` (a
    member of staff, oneself if None) may follow later. ``links`` are (kind, id) of records that
    it came from: the call, a work order.
    """

    text: str
    kind: str = VALID
    source: str = "visit"
    severity: str = "ordinary"
    unit: int | None = None
    building: int | None = None
    person: int | None = None
    name: str = ""
    phone: str = ""
    standing: str = ""
    place: str = ""
    category: int = 0
    wanted: str = ""
    department: int | None = None
    owner: int | None = None
    links: Sequence[tuple[str, int]] = ()
