"""What stands in the way of a visit: unknown places, lent badges, the watch list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.estate.checks import Faults
from desk.reception.visitors import flow
from desk.reception.visitors.drafts import Terms, VisitDraft, phone_number, plate_number
from desk.reception.visitors.options import BADGE_ONCE, DOCUMENT_REQUIRED
from desk.reception.visitors.watching import Probe, best, probes

_PLACES = {
    "unit": "SELECT active FROM unit WHERE id = ?",
    "department": "SELECT active FROM department WHERE id = ?",
    "host": "SELECT merged_into_id IS NULL AND erased_at IS NULL FROM person WHERE id = ?",
}
_ENTRIES = (
    "SELECT id, kind, instruction, valid_from, valid_until, folded, sound, phone, document, plate "
    "FROM watch_entry WHERE active AND ("
)
_KEYS = ("folded", "sound", "phone", "document", "plate")


@frozen
class WatchHit:
    """Somebody on the list, told discreetly: ``kind`` banned or watch, what to do, and why so.

    ``by`` names what agreed: document, phone, plate, name, sound. A weak hit (``strong`` false)
    may well be somebody else and stops nobody.
    """

    entry: int
    kind: str
    instruction: str
    strong: bool
    by: tuple[str, ...]

    @property
    def stops(self) -> bool:
        """Whether this person may only come in on a supervisor's word."""
        return self.kind == "banned" and self.strong


def terms(desk: Desk, *, arriving: bool = True) -> Terms:
    """The rules that a draft is looked at under now."""
    return Terms(desk.now, desk.settings.get(DOCUMENT_REQUIRED), desk.regions, arriving)


def refuse_unknown_places(desk: Desk, values: dict[str, Any]) -> None:
    """Raise Refused place.unknown beside unit, department or host that is there no more."""
    with Faults() as faults:
        for key, sql in _PLACES.items():
            if values.get(key) is None:
                continue
            found = desk.storage.database.execute_sql(sql, (values[key],)).fetchone()
            if found is None or not found[0]:
                faults.add("place.unknown", key)


def refuse_lent_badge(desk: Desk, badge: str, visit: int | None = None) -> None:
    """Raise Refused("visit.badge_taken") if somebody on site has this badge."""
    if not badge or not desk.settings.get(BADGE_ONCE):
        return
    sql = "SELECT number, name FROM visit WHERE state = ? AND badge = ? AND id <> ? LIMIT 1"
    found = desk.storage.database.execute_sql(sql, (flow.ON_SITE, badge, visit or 0)).fetchone()
    if found is not None:
        raise Refused("visit.badge_taken", "badge", badge=badge, number=found[0], name=found[1])


def check(desk: Desk, draft: VisitDraft) -> list[WatchHit]:
    """Who of a draft is on the watch list, the most serious first. May be asked on typing.

    Numbers that are not finished yet simply meet nobody.
    """
    desk.require(Permission.VISITOR_VIEW)
    regions = terms(desk).regions
    phone = plate = ""
    try:
        phone = phone_number(draft.phone, "phone", regions)
        plate = plate_number(draft.plate)
    except Refused:
        pass
    return watch_hits(desk, probes(draft, phone, plate), desk.today)


def watch_hits(desk: Desk, people: Sequence[Probe], today: date) -> list[WatchHit]:
    """The entries in force that anybody of ``people`` meets."""
    ways, values = [], []
    for key in _KEYS:
        known = {getattr(person, key) for person in people} - {""}
        if known:
            ways.append(f"{key} IN ({', '.join('?' * len(known))})")
            values += sorted(known)
    if not ways:
        return []
    found = desk.storage.database.execute_sql(_ENTRIES + " OR ".join(ways) + ")", values)
    hits, day = [], today.isoformat()
    for entry, kind, instruction, since, until, *keys in found.fetchall():
        if since > day or (until is not None and until < day):
            continue
        match = best(Probe(*keys), people)
        if match is not None:
            hits.append(WatchHit(entry, kind, instruction, match.strong, match.by))
    return sorted(hits, key=lambda hit: (not hit.stops, not hit.strong, hit.kind, hit.entry))


def admit(
    desk: Desk, change: Change, hits: Sequence[WatchHit], reason: str | None, approved: str = ""
) -> None:
    """Let people on the list pass or refuse them; what was known is noted either way they pass.

    Raises Refused visit.banned (``instruction``) without a reason or the right to admit;
    ``approved`` is the name of a second person who holds it and has signed.
    """
    stopped = [hit for hit in hits if hit.stops]
    if stopped and not ((reason or "").strip() and (approved or _may_admit(desk))):
        first = stopped[0]
        raise Refused(
            "visit.banned", "name", instruction=first.instruction or "—", entry=first.entry
        )
    if hits:
        change.note(watch=[f"{hit.entry}:{hit.kind}:{'+'.join(hit.by)}" for hit in hits])
        for hit in hits:
            if hit.strong:
                change.about("watch_entry", hit.entry)
    if stopped and approved:
        change.note(approved_by=approved)


def _may_admit(desk: Desk) -> bool:
    return desk.allows(Permission.VISITOR_ADMIT_LISTED)
