"""The release slips' entry in the catalogue."""

from __future__ import annotations

from desk.core.later import later, these
from desk.core.register import Personal, Register
from desk.core.words import N_
from desk.reception.slips import options  # noqa: F401  (its settings are known from here on)

SLIP_REGISTER = Register(
    key="slips",
    area="reception",
    title=N_("Release slips"),
    models=these("desk.reception.slip_tables:MODELS"),
    series=("L",),
    search=these("desk.reception.slips.terms:SLIP_KIND"),
    listings=these("desk.reception.slips.listing:SLIPS"),
    workflows=these("desk.reception.slips.flow:SLIP"),
    papers=("release_slip", "promise_letter"),
    exports=these("desk.reception.slips.exports:SLIPS"),
    unit_card=later("desk.reception.slips.waiting:unit_card"),
    person_card=later("desk.reception.slips.waiting:person_card"),
    today=later("desk.reception.slips.waiting:today"),
    count=later("desk.reception.slips.waiting:count"),
    retention=later("desk.reception.slips.personal:erase_expired"),
    expired=later("desk.reception.slips.personal:expired"),
    personal=Personal(
        "slips",
        later("desk.reception.slips.personal:export_person"),
        later("desk.reception.slips.personal:erase_person"),
    ),
    checks=these("desk.reception.slips.checks:states", "desk.reception.slips.checks:slip_numbers"),
)
