"""A register that there is not: umbrellas lent at the counter. It is made of what CONTRIBUTING.md
asks for and nothing else, to see that the rest of the program takes it in by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.fields import CodeField, UtcField
from desk.core.listing import Column, Listing, Order
from desk.core.register import (
    CardLine,
    CardPart,
    Count,
    Export,
    Hit,
    Register,
    SearchKind,
    TodayItem,
)
from desk.core.storage import BaseModel
from desk.core.terms import Terms
from desk.core.workflow import STAYS, Move, State, Workflow
from tests.contracts.walks import Walk
from ui.kit.detail import Detail
from ui.kit.frame import Frame
from ui.kit.moves import moves
from ui.kit.register_page import RegisterPage
from ui.kit.stacked import StackedPage

VIEW, LEND = Permission.CALL_VIEW, Permission.CALL_WRITE
"""A real one would have its own two lines in ``access``."""
DAY = timedelta(days=1)


class Umbrella(BaseModel):
    """One umbrella that was lent."""

    number = pw.CharField(max_length=20, unique=True)
    state = CodeField()
    name = pw.CharField(max_length=80)
    unit = pw.IntegerField(null=True)
    due = UtcField()
    staff = pw.IntegerField(null=True)


@dataclass(frozen=True)
class UmbrellaRow:
    """What is seen of it."""

    id: int
    number: str
    state: str
    name: str


def get_umbrella(desk: Desk, umbrella: int) -> UmbrellaRow:
    """One umbrella."""
    desk.require(VIEW)
    row = Umbrella.get_by_id(umbrella)
    return UmbrellaRow(row.id, row.number, row.state, row.name)


@once(get_umbrella)
def lend(desk: Desk, name: str, unit: int | None = None, *, request: str | None = None) -> Any:
    """Lend one until tomorrow."""
    with desk.change(LEND, "umbrella.lent", request) as change:
        row = change.create(
            Umbrella, number=change.number("U"), state="lent", name=name, unit=unit,
            due=change.now + DAY, staff=desk.session.staff if desk.session else None,
        )  # fmt: skip
    return get_umbrella(desk, row.id)


def _moved(key: str) -> Any:
    @once(get_umbrella)
    def verb(
        desk: Desk, umbrella: int, reason: str = "", *, request: str | None = None
    ) -> UmbrellaRow:
        move = UMBRELLA.move(key)
        with desk.change(move.permission, f"umbrella.{key}", request, reason or None) as change:
            row = Umbrella.get_by_id(umbrella)
            UMBRELLA.check(key, row.state, reason)
            change.touch(row)
            state = row.state if move.target == STAYS else move.target
            change.update(row, state=state, due=change.now + DAY)
        return get_umbrella(desk, umbrella)

    return verb


_take_back, _recall, _again = _moved("take_back"), _moved("recall"), _moved("again")
UMBRELLA = Workflow(
    "umbrella",
    states=(
        State("lent", "due"),
        State("back", "ok", final=True),
        State("lost", "void", final=True),
    ),
    moves=(
        Move("take_back", frozenset({"lent"}), "back", LEND, verb=_take_back, back=_again,
             today=("umbrella_out",)),
        Move("recall", frozenset({"lent"}), STAYS, LEND, verb=_recall, today=("umbrella_out",)),
        Move("lose", frozenset({"lent"}), "lost", Permission.TODAY_ALL, reason=True,
             verb=_moved("lose")),
        Move("again", frozenset({"back"}), "lent", LEND, undo=True, verb=_again),
    ),
)  # fmt: skip
WORDS = {
    ("umbrella.state", "lent"): "Lent",
    ("umbrella.state", "back"): "Back",
    ("umbrella.state", "lost"): "Lost",
    ("umbrella.move", "take_back"): "Take back",
    ("umbrella.move", "recall"): "Recall",
    ("umbrella.move", "lose"): "Write off",
    ("umbrella.move", "again"): "Still out",
    ("today", "umbrella_out"): "Umbrella not back",
    **{("action", f"umbrella.{key}"): f"umbrella {key}"
       for key in ("lent", "take_back", "recall", "lose", "again")},
}  # fmt: skip
WALK = Walk(Umbrella, lambda desk: int(lend(desk, "李敏").id))


def _out(now: datetime) -> list[Umbrella]:
    return list(Umbrella.select().where((Umbrella.state == "lent") & (Umbrella.due < now)))


def _today(desk: Desk) -> list[TodayItem]:
    return [
        TodayItem(
            "umbrella", row.id, row.name, ("today", "umbrella_out"), row.due, row.number, "late",
            int((desk.now - row.due) / timedelta(minutes=1)), row.state, (row.staff,),
        )
        for row in _out(desk.now)
    ]  # fmt: skip


def _count(desk: Desk) -> Count | None:
    found = len(_out(desk.now))
    return Count(found, alert=True) if found else None


def _card(desk: Desk, unit: int) -> CardPart | None:
    rows = Umbrella.select().where((Umbrella.unit == unit) & (Umbrella.state == "lent"))
    lines = tuple(CardLine(row.name, row.number, "umbrella", row.id) for row in rows)
    return CardPart("umbrellas", "Umbrellas", lines) if lines else None


def _terms(row: Umbrella) -> Terms:
    return Terms(names=(row.name,), numbers=(row.number,))


def _all_terms() -> Iterable[tuple[int, Terms]]:
    for row in Umbrella.select():
        yield row.id, _terms(row)


def _hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    rows = {row.id: row for row in Umbrella.select().where(Umbrella.id.in_(list(ids)))}
    return [
        Hit("umbrella", key, rows[key].number, rows[key].name, ("umbrella.state", rows[key].state))
        for key in ids
    ]


UMBRELLAS: Listing[UmbrellaRow] = Listing(
    key="umbrellas",
    title="Umbrellas",
    permission=VIEW,
    model=Umbrella,
    columns=(
        Column("number", "Number", "code", lambda r: r.number, 120),
        Column("state", "State", "state", lambda r: r.state, 120, "umbrella.state"),
    ),
    query=lambda desk: Umbrella.select(Umbrella.id, Umbrella.number, Umbrella.state, Umbrella.name),
    make=lambda desk, row: UmbrellaRow(*row),
    orders={"number": Order(Umbrella.number)},
    default_order="number",
)
REGISTER = Register(
    key="umbrellas",
    area="reception",
    title="Umbrellas",
    models=(Umbrella,),
    series=("U",),
    search=(SearchKind(250, "umbrella", "Umbrellas", VIEW, Umbrella, _terms, _hits, _all_terms),),
    listings=(UMBRELLAS,),
    workflows=(UMBRELLA,),
    unit_card=_card,
    today=_today,
    count=_count,
    exports=(Export("umbrellas", ("number",), lambda desk: ((r.number,) for r in _all())),),
)


def _all() -> Iterable[Umbrella]:
    return Umbrella.select().iterator()


class UmbrellasPage(StackedPage):
    """Its page: the list, and beside it a card whose buttons come from the workflow."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.show_list(
            RegisterPage(
                self.desk, UMBRELLAS, detail=self._detail,
                relevant=lambda news: news.about("umbrella"),
            )
        )  # fmt: skip

    def _detail(self, row: UmbrellaRow) -> Detail:
        made = moves(self.list, self.desk, UMBRELLA, row.id, row.state)
        return Detail(row.number, row.name, moves=made)

    def show_record(self, kind: str, record: int) -> None:
        self.home()
        self.list.show_record(record)
