"""The lines of a bundle of stubs: what was read, what is missing."""

from __future__ import annotations

from typing import Any

from desk.core.frozen import frozen
from desk.core.listing import Column
from desk.core.words import N_
from desk.reception.slips.stubs import StubRow


@frozen
class StubLine:
    """A stub in its place; the last one read stands first."""

    id: int
    stub: StubRow

    @property
    def place(self) -> str:
        slip = self.stub.slip
        return " · ".join(p for p in (slip.unit_code, slip.name) if p) if slip else ""

    @property
    def goods(self) -> str:
        slip = self.stub.slip
        if slip is None:
            return ""
        return slip.first if slip.goods < 2 else f"{slip.first} +{slip.goods - 1}"


READ: tuple[Column[Any], ...] = (
    Column("stub", N_("Stub"), "code", lambda one: one.stub.stub, 112),
    Column("place", N_("Who"), "text", lambda one: one.place, 140),
    Column("goods", N_("Goods"), "text", lambda one: one.goods, 110),
    Column("said", N_("Written on it"), "state", lambda one: one.stub.said or None, 100,
           words="slip.left"),
    Column("result", N_("Compared"), "state", lambda one: one.stub.result, 150,
           words="slip.stub", tone=lambda one: "ok" if one.stub.good else "late"),
)  # fmt: skip
MISSING: tuple[Column[Any], ...] = (
    Column("number", N_("Number"), "code", lambda one: one.number, 112),
    Column("place", N_("Who"), "text", lambda one: f"{one.unit_code} {one.name}".strip(), 110),
    Column("until", N_("Good until"), "date", lambda one: one.valid_until, 104,
           tone=lambda one: "late"),
)  # fmt: skip
