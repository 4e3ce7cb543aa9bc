"""The entry of complaints in the catalogue."""

from __future__ import annotations

from desk.core import worktime  # noqa: F401  (its settings are known from here on)
from desk.core.later import later, these
from desk.core.register import Personal, Register
from desk.core.words import N_
from desk.service.callbacks.after import after_callback
from desk.service.complaints import options  # noqa: F401

after_callback("complaint", later("desk.service.complaints.ending:called_back"))


COMPLAINT_REGISTER = Register(
    key="complaints",
    area="service",
    title=N_("Complaints"),
    models=these("desk.service.models.complaints:MODELS"),
    series=("K",),
    search=these("desk.service.complaints.terms:COMPLAINT_KIND"),
    listings=these(
        "desk.service.complaints.listing:COMPLAINTS",
        "desk.service.complaints.listing:COMPLAINTS_DUE",
    ),
    workflows=these("desk.service.complaints.flow:COMPLAINT"),
    papers=("complaint_form",),
    unit_card=later("desk.service.complaints.cards:unit_card"),
    person_card=later("desk.service.complaints.cards:person_card"),
    today=later("desk.service.complaints.waiting:today"),
    count=later("desk.service.complaints.waiting:count"),
    board=these("desk.service.complaints.cards:COMPLAINT_MODE"),
    exports=these("desk.service.complaints.exports:EXPORTS"),
    checks=these("desk.service.complaints.checks:states", "desk.service.complaints.checks:numbers"),
    retention=later("desk.service.complaints.personal:erase_expired"),
    expired=later("desk.service.complaints.personal:expired"),
    personal=Personal(
        "complaints",
        later("desk.service.complaints.personal:export_complaints"),
        later("desk.service.complaints.personal:erase_complaints"),
    ),
)
