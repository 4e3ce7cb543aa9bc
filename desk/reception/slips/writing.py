"""The parts of changing a slip that happen inside a change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.meanwhile import who_and_when
from desk.core.storage import BaseModel
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.reception.slip_tables import ReleaseSlip, SlipItem, SlipRing
from desk.reception.slips import figures, flow
from desk.reception.slips.drafts import (
    Kept,
    SlipDraft,
    Terms,
    authority_needed,
    check_draft,
)
from desk.reception.slips.options import COPIES, LONGEST_DAYS
from desk.reception.slips.reading import RECORD, item_rows, ring_rows

SERIES = "L"
_THERE = {
    "unit": "SELECT active FROM unit WHERE id = ?",
    "person": "SELECT merged_into_id IS NULL AND erased_at IS NULL FROM person WHERE id = ?",
}
_ROLES = (
    "SELECT role FROM occupancy WHERE unit_id = ? AND person_id = ? "
    "AND (since IS NULL OR since <= ?) AND (until IS NULL OR until >= ?)"
)
_WHOSE = (
    "SELECT p.name, o.role FROM phone f JOIN person p ON p.id = f.person_id "
    "JOIN occupancy o ON o.person_id = p.id WHERE f.number = ? AND o.unit_id = ? "
    "AND (o.since IS NULL OR o.since <= ?) AND (o.until IS NULL OR o.until >= ?)"
)


def terms(desk: Desk) -> Terms:
    """The rules that a draft is looked at under now."""
    return Terms(desk.today, desk.settings.get(LONGEST_DAYS), desk.regions)


def who(desk: Desk) -> str:
    """The name of who works at the desk."""
    return desk.session.name if desk.session else ""


def kept_of(desk: Desk, draft: SlipDraft) -> Kept:
    """A draft as it is kept; its places are there. Raises as ``check_draft``, place.unknown."""
    kept = check_draft(draft, terms(desk))
    with Faults() as faults:
        for key, sql in _THERE.items():
            if kept.values[key] is not None:
                found = desk.storage.database.execute_sql(sql, (kept.values[key],)).fetchone()
                if found is None or not found[0]:
                    faults.add("place.unknown", key)
    return kept


def refuse_false_standing(desk: Desk, values: dict[str, Any]) -> None:
    """Raise Refused("slip.not_owner") if somebody known as something else says to be the owner."""
    if values["standing"] != "owner" or values["person"] is None:
        return
    today = desk.today.isoformat()
    run = desk.storage.database.execute_sql
    roles = {r for (r,) in run(_ROLES, (values["unit"], values["person"], today, today))}
    if roles and "owner" not in roles:
        raise Refused("slip.not_owner", "standing", name=values["name"])


def refuse_own_word(desk: Desk, kept: Kept) -> None:
    """The last call to the owner was one: nobody can agree for themselves, nor a tenant for the
    owner. Raises Refused slip.ring_own, slip.ring_not_owner.
    """
    values = kept.values
    if values["authority"] != "phone" or not kept.rings:
        return
    if not authority_needed(values["kind"], values["standing"]):
        return
    number = kept.rings[-1]["number"]
    if number == values["phone"]:
        raise Refused("slip.ring_own", "rings")
    today = desk.today.isoformat()
    asked = desk.storage.database.execute_sql(_WHOSE, (number, values["unit"], today, today))
    known = {role: name for name, role in asked}
    if values["kind"] == "moving_out" and known and "owner" not in known:
        raise Refused("slip.ring_not_owner", "rings", name=next(iter(known.values())))


def refuse_stale(desk: Desk, row: ReleaseSlip, seen: int | None) -> None:
    """Raise Refused("record.changed_meanwhile") if another has changed what was on screen."""
    if seen is not None and seen != row.version:
        meanwhile = who_and_when(desk, RECORD, row.id)
        raise Refused("record.changed_meanwhile", number=row.number, **meanwhile)


def begin(desk: Desk, change: Change, kept: Kept, replaces: int | None = None) -> ReleaseSlip:
    """A new draft with its number."""
    row = change.create(
        ReleaseSlip, number=change.number(SERIES), state=flow.DRAFT, at=change.now,
        staff=desk.session.staff if desk.session else None, who=who(desk), replaces=replaces,
        copies=desk.settings.get(COPIES), **kept.values,
    )  # fmt: skip
    put_parts(desk, change, row, kept)
    keep_look(desk, change, row)
    change.result(row.id)
    return row


def amend(desk: Desk, change: Change, row: ReleaseSlip, kept: Kept) -> None:
    """A draft as it is now; what was paid since the first look stays known."""
    old = row.unit_id
    update(change, row, **kept.values)
    put_parts(desk, change, row, kept)
    if row.unit_id != old:
        change.update(row, arrears=None)
    keep_look(desk, change, row)
    change.result(row.id)


def reason_of(change: Change, reason: str) -> str:
    """A reason as it is kept, in the log too. Raises Refused text.*."""
    why = clean(reason, "reason", 300)
    if why:
        change.note(reason=why)
    return why


def update(change: Change, row: ReleaseSlip, **values: Any) -> None:
    """Change a slip and count it, so that nobody writes over it unseen."""
    change.update(row, version=row.version + 1, **values)


def move(change: Change, row: ReleaseSlip, key: str, reason: str | None = None,
         **values: Any) -> None:  # fmt: skip
    """Take a slip to its next state. Raises Refused workflow.not_now, workflow.reason_needed."""
    target = values.pop("state", None) or flow.SLIP.move(key).target
    flow.SLIP.check(key, row.state, reason)
    update(change, row, state=target, **values)


def put_parts(desk: Desk, change: Change, row: ReleaseSlip, kept: Kept) -> None:
    """Make goods and calls those of the draft; lists that did not change stay as they are."""
    rings = [{**each, "at": each["at"] or change.now} for each in kept.rings]
    known = ring_rows(row.id)
    names = ("number", "name", "answer", "note")
    if _facts(known, names) != [tuple(ring[key] for key in names) for ring in rings]:
        _replace(change, SlipRing, known, [{**r, "slip": row.id, "who": who(desk)} for r in rings])
    goods = item_rows(row.id)
    columns = ("position", "name", "quantity", "measure", "note")
    if _facts(goods, columns) != [tuple(item[key] for key in columns) for item in kept.items]:
        _replace(change, SlipItem, goods, [{**item, "slip": row.id} for item in kept.items])


def _facts(rows: Sequence[BaseModel], names: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return [tuple(getattr(row, name) for name in names) for row in rows]


def _replace(
    change: Change, model: type[BaseModel], old: Sequence[BaseModel], new: list[dict[str, Any]]
) -> None:
    for row in old:
        change.remove(row)
    for values in new:
        change.create(model, **values)


def keep_look(desk: Desk, change: Change, row: ReleaseSlip) -> figures.Figures | None:
    """Look at what is owed now and keep it, with what was paid since it was looked at first."""
    if row.unit_id is None:
        return None
    now = figures.since(desk, row.unit_id, row.kind, figures.from_json(row.arrears))
    change.update(
        row, arrears=figures.to_json(now), looked_at=now.at, owed=now.owed, late_fee=now.late_fee
    )
    return now
