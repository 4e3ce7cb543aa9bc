"""The telephone log's entry in the catalogue."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.later import later, these
from desk.core.register import Personal, Register, TodayMove
from desk.core.words import N_
from desk.reception.calls import options  # noqa: F401  (its settings are known from here on)
from desk.service.callbacks.after import after_callback
from desk.service.complaints.scripts import tell_scripts

after_callback("call", later("desk.reception.calls.verbs:after_callback"))
tell_scripts(later("desk.reception.calls.outages:told"))

CALL_REGISTER = Register(
    key="calls",
    area="reception",
    title=N_("Telephone log"),
    models=these("desk.reception.call_tables:MODELS"),
    series=("T",),
    search=these("desk.reception.calls.terms:CALL_KIND"),
    listings=these("desk.reception.calls.listing:CALLS", "desk.reception.calls.listing:OUTAGES"),
    workflows=these("desk.reception.calls.flow:CALL"),
    exports=these("desk.reception.calls.exports:CALL_EXPORTS"),
    unit_card=later("desk.reception.calls.waiting:unit_card"),
    person_card=later("desk.reception.calls.waiting:person_card"),
    today=later("desk.reception.calls.waiting:today"),
    today_moves=(
        TodayMove(
            "end",
            N_("It is over"),
            Permission.OUTAGE_EDIT,
            ("outage_ends",),
            later("desk.reception.calls.outages:end_outage"),
            N_("{title}: callers are told no more."),
        ),
    ),
    count=later("desk.reception.calls.waiting:count"),
    notices=later("desk.reception.calls.told:notices"),
    retention=later("desk.reception.calls.personal:erase_expired"),
    expired=later("desk.reception.calls.personal:expired"),
    personal=Personal(
        "calls",
        later("desk.reception.calls.personal:export_person"),
        later("desk.reception.calls.personal:erase_person"),
    ),
    checks=these("desk.reception.calls.checks:states", "desk.reception.calls.checks:numbers"),
)
