"""The decision on arrears: settled now, a written promise, or a supervisor's override.

A debt never blocks silently and never passes silently: without a decision nothing is issued, and
what was decided is kept with the figures of that moment.
"""

from __future__ import annotations

from typing import Any

from desk.core import staff
from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.fees.dunning.contacts import OWED
from desk.fees.dunning.promises import open_promises, settle_in
from desk.fees.models import Contact
from desk.fees.reading import money
from desk.reception.slip_tables import ReleaseSlip
from desk.reception.slips.drafts import DECISIONS, DecisionDraft
from desk.reception.slips.figures import Figures, look
from desk.reception.slips.writing import who

SETTLED, PROMISE, OVERRIDE = DECISIONS


def approval(desk: Desk, decision: DecisionDraft | None, second: tuple[str, str] | None) -> str:
    """Who overrides: the person on duty, or a ``second`` person (account, password) whom they
    called. Checked outside of the change, so that a wrong password stays counted.

    Raises Refused("slip.override_denied") and as ``staff.second_person``.
    """
    desk.require(Permission.SLIP_ISSUE)
    if decision is None or decision.kind != OVERRIDE:
        return ""
    if second is not None:
        return staff.second_person(desk, *second, Permission.SLIP_OVERRIDE).name
    if not desk.allows(Permission.SLIP_OVERRIDE):
        raise Refused("slip.override_denied", "second")
    return who(desk)


def decide(
    desk: Desk, now: Figures, decision: DecisionDraft | None, approved: str
) -> dict[str, Any]:
    """The columns of a decision on ``now``. Raises Refused slip.arrears_decide,
    slip.not_settled, slip.nothing_owed, and beside the fields of a promise or an override.
    """
    kind = decision.kind if decision else ""
    blank = {"decision_reason": "", "decided_by": "", "promised": None, "promised_on": None}
    if not now.total:
        if kind in (PROMISE, OVERRIDE):
            raise Refused("slip.nothing_owed", "decision")
        paid = bool(now.before)
        return {
            **blank,
            "decision": SETTLED if paid else "",
            "decided_by": who(desk) if paid else "",
        }
    owed = money(desk, now.total)
    if decision is None or kind not in DECISIONS:
        raise Refused("slip.arrears_decide", "decision", amount=owed)
    if kind == SETTLED:
        raise Refused("slip.not_settled", "decision", amount=owed)
    with Faults() as faults:
        reason = (
            faults.of(clean, decision.reason, "decision_reason", 300, required=kind == OVERRIDE)
            or ""
        )
        values = {**blank, "decision": kind, "decision_reason": reason,
                  "decided_by": approved or who(desk)}  # fmt: skip
        if kind == PROMISE:
            values |= _promise(desk, decision, now, faults)
    return values


def _promise(desk: Desk, decision: DecisionDraft, now: Figures, faults: Faults) -> dict[str, Any]:
    promised = now.total if decision.promised is None else decision.promised
    if not 0 < promised <= now.total:
        faults.add("slip.promise_amount", "promised", amount=money(desk, now.total))
    if decision.promised_on is None or decision.promised_on < desk.today:
        faults.add("slip.promise_day", "promised_on")
    return {"promised": promised, "promised_on": decision.promised_on}


def keep_promise(desk: Desk, change: Change, row: ReleaseSlip) -> None:
    """Put a promise into the book of contacts: there it is watched until it is kept or broken."""
    if row.decision != PROMISE or row.unit_id is None:
        return
    ((owed,),) = desk.storage.database.execute_sql(OWED, (row.unit_id,)).fetchall()
    earlier = open_promises(desk, row.unit_id)
    # Late fees are no debts of their own there: what is promised is of the principal.
    made = change.create(
        Contact, unit=row.unit_id, person=row.person_id, way="visit", outcome="promised",
        spoken_to=row.name[:120], said=row.number, owed=owed, promised_on=row.promised_on,
        promised=min(row.promised or owed, owed), promise="open", business_date=desk.today,
        at=change.now, staff=desk.session.staff if desk.session else None, who=who(desk),
    )  # fmt: skip
    settle_in(change, earlier)
    change.update(row, contact=made.id)
    before = ReleaseSlip.get_or_none(ReleaseSlip.id == row.replaces_id)
    if before is not None:  # what was promised with the slip before is promised with this one
        withdraw_promise(change, before)


def withdraw_promise(change: Change, row: ReleaseSlip) -> None:
    """Nothing leaves with a slip as it was: what would have been promised with it is not."""
    made = Contact.get_or_none(Contact.id == row.contact)
    if made is not None and made.promise == "open":
        change.update(made, promise="")
    change.update(row, contact=None)


def refuse_grown(desk: Desk, row: ReleaseSlip, code: str = "slip.arrears_changed") -> None:
    """Raise Refused(``code``) if more is owed than was decided on."""
    if row.unit_id is None:
        return
    now = look(desk, row.unit_id, row.kind)
    decided = row.decision in (PROMISE, OVERRIDE)
    # Late fees grow from day to day: not by them alone is it another debt.
    if now.owed > (row.owed if decided else 0):
        raise Refused(code, "decision", amount=money(desk, now.total))
