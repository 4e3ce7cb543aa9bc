"""The reception's entries in the catalogue."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.later import later, these
from desk.core.register import Personal, Register, TodayMove
from desk.core.words import N_
from desk.reception.calls.register import CALL_REGISTER
from desk.reception.slips.register import SLIP_REGISTER
from desk.reception.visitors import options  # noqa: F401  (its settings are known from here on)

VISITOR_REGISTER = Register(
    key="visitors",
    area="reception",
    title=N_("Visitors"),
    models=these(
        "desk.reception.models:Visit",
        "desk.reception.models:Companion",
        "desk.reception.models:Suspicion",
    ),
    series=("V",),
    search=these("desk.reception.visitors.terms:VISIT_KIND"),
    listings=these("desk.reception.visitors.listing:VISITS"),
    workflows=these("desk.reception.visitors.flow:VISIT"),
    papers=("visitor_pass", "muster_list"),
    exports=these("desk.reception.visitors.exports:VISITORS"),
    unit_card=later("desk.reception.visitors.board:unit_card"),
    person_card=later("desk.reception.visitors.board:person_card"),
    today=later("desk.reception.visitors.waiting:today"),
    today_moves=(
        TodayMove("settle", N_("Settle"), Permission.VISITOR_EDIT, ("suspicion_open",)),
        TodayMove("sweep", N_("Sweep"), Permission.VISITOR_SWEEP, ("sweep_due",)),
    ),
    count=later("desk.reception.visitors.waiting:count"),
    retention=later("desk.reception.visitors.retention:erase_expired"),
    expired=later("desk.reception.visitors.retention:expired"),
    board=these("desk.reception.visitors.board:ON_SITE_MODE"),
    personal=Personal(
        "visitors",
        later("desk.reception.visitors.retention:export_person"),
        later("desk.reception.visitors.retention:erase_person"),
    ),
    checks=these(
        "desk.reception.visitors.checks:states", "desk.reception.visitors.checks:visit_numbers"
    ),
)
STANDING_REGISTER = Register(
    key="standing_passes",
    area="reception",
    title=N_("Standing passes"),
    models=these("desk.reception.models:StandingPass"),
    series=("P",),
    search=these("desk.reception.visitors.terms:STANDING_KIND"),
    listings=these("desk.reception.visitors.listing:STANDING_PASSES"),
    workflows=these("desk.reception.visitors.flow:STANDING"),
    papers=("visitor_pass",),
    exports=these("desk.reception.visitors.exports:STANDING_PASSES"),
    checks=these("desk.reception.visitors.checks:pass_numbers"),
)
WATCH_REGISTER = Register(
    key="watch_list",
    area="reception",
    title=N_("Watch list"),
    models=these("desk.reception.models:WatchEntry"),
    search=these("desk.reception.visitors.terms:WATCH_KIND"),
    listings=these("desk.reception.visitors.listing:WATCH_LIST"),
    exports=these("desk.reception.visitors.exports:WATCH_LIST"),
)
REGISTERS = (VISITOR_REGISTER, STANDING_REGISTER, WATCH_REGISTER, SLIP_REGISTER, CALL_REGISTER)
