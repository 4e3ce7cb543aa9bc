"""The codes of the estate: kinds and states of units, roles of people, kinds of facilities."""

from __future__ import annotations

UNIT_KINDS = ("residence", "shop", "office", "parking", "storage", "advertising", "public")
UNIT_STATES = ("vacant", "owner_occupied", "let", "decorating")
ROLES = ("owner", "tenant", "family", "employee", "agent", "emergency", "other")
PERSON_KINDS = ("person", "company")
SEXES = ("", "male", "female")
FACILITY_KINDS = (
    "lift", "fire", "water", "power", "access", "camera", "parking", "garden", "sport", "other",
)  # fmt: skip
STATE_TONES = {"vacant": "void", "owner_occupied": "ok", "let": "plain", "decorating": "due"}
