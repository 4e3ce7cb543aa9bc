"""The entry of callbacks in the catalogue."""

from __future__ import annotations

from desk.core.later import later, these
from desk.core.register import Personal, Register
from desk.core.words import N_
from desk.service.callbacks import options  # noqa: F401  (its settings are known from here on)

CALLBACK_REGISTER = Register(
    key="callbacks",
    area="service",
    title=N_("Callbacks"),
    models=these("desk.service.models.callbacks:MODELS"),
    listings=these(
        "desk.service.callbacks.listing:QUEUE", "desk.service.callbacks.listing:CALLBACKS"
    ),
    workflows=these("desk.service.callbacks.flow:CALLBACK"),
    unit_card=later("desk.service.callbacks.waiting:unit_card"),
    person_card=later("desk.service.callbacks.waiting:person_card"),
    today=later("desk.service.callbacks.waiting:today"),
    count=later("desk.service.callbacks.waiting:count"),
    exports=these("desk.service.complaints.exports:CALLBACKS"),
    checks=these("desk.service.complaints.checks:callbacks"),
    retention=later("desk.service.complaints.personal:erase_expired_callbacks"),
    expired=later("desk.service.complaints.personal:expired_callbacks"),
    personal=Personal(
        "callbacks",
        later("desk.service.complaints.personal:export_callbacks"),
        later("desk.service.complaints.personal:erase_callbacks"),
    ),
)
