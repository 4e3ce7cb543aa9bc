"""How the records of each register come to be and what its moves need: for test_workflows.

A register whose moves name their verbs adds one Walk here; nothing else has to be written to have
all of its states, moves and roles tried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.models import Staff
from desk.core.storage import BaseModel
from desk.estate.models import Building, Department, Unit
from desk.fees.amounts import ONE
from desk.reception.call_tables import Call
from desk.reception.calls.drafts import CallDraft
from desk.reception.calls.verbs import record_call
from desk.reception.slip_tables import ReleaseSlip, SlipItem
from desk.reception.slips.drafts import WHOLE, ItemDraft, SlipDraft
from desk.reception.slips.verbs import save_slip
from desk.reception.visitors.drafts import VisitDraft
from desk.service.callbacks.options import MOST_TRIES
from desk.service.callbacks.queue import open_callback
from desk.service.complaints import ending, making, moving
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.models.callbacks import Callback
from desk.service.models.complaints import Complaint
from desk.service.models.orders import OrderKind, WorkOrder
from desk.service.orders.dispatch import assign
from desk.service.orders.drafts import EngineerDraft, FinishDraft, LineDraft, OrderDraft
from desk.service.orders.finish import finish
from desk.service.orders.verbs import create_order

Arguments = Callable[[Desk, int], Mapping[str, Any]]
Before = Callable[[Desk, int], object]


@dataclass(frozen=True)
class Walk:
    """How to try a workflow.

    ``begin`` makes a record in its first state; ``needs`` gives a move's arguments beside the
    reason; ``before`` runs before a move (keys: move, or move and state); ``lands`` says where a
    move may end other than its target; ``reach`` makes records in states that no move leads to.
    ``unfit`` are moves that such a record refuses in any state: the walk of another kind does them.
    ``verbs`` carry out moves whose own verb takes more than the record; ``seat`` runs once the one
    who moves is seated, for what only who did the step before may do.
    """

    model: type[BaseModel]
    begin: Callable[[Desk], int]
    needs: Mapping[str, Arguments] = field(default_factory=dict)
    before: Mapping[str | tuple[str, str], Before] = field(default_factory=dict)
    lands: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    reach: Mapping[str, Callable[[Desk], int]] = field(default_factory=dict)
    unfit: frozenset[str] = frozenset()
    verbs: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    seat: Mapping[str, Before] = field(default_factory=dict)

    def state(self, record: int) -> str:
        """The state of a record as it is kept."""
        return str(self.model.get_by_id(record).state)  # type: ignore[attr-defined]


def some_unit() -> int:
    """A unit, the same one each time."""
    building = Building.get_or_none() or Building.create(code="3", name="3栋", sort="3")
    found = Unit.get_or_none()
    made = found or Unit.create(building=building, room="1502", code="3-1502", sort="3-1502")
    return int(made.id)


def _department() -> int:
    return int(Department.create(name=f"部门 {Department.select().count() + 1}").id)


def _later(desk: Desk, step: timedelta) -> None:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(step)


_COMPLAINT = ComplaintDraft("电梯停运", kind="inquiry", name="李敏")


def _complaint(desk: Desk, **values: Any) -> int:
    draft = replace(_COMPLAINT, unit=some_unit(), department=_department(), **values)
    return making.register_complaint(desk, draft).id


def _valid(desk: Desk) -> int:
    return _complaint(desk, kind="valid")


def _resolved(desk: Desk) -> int:
    complaint = _complaint(desk)
    moving.respond(desk, complaint)
    ending.resolve(desk, complaint)
    return complaint


def _callback(desk: Desk) -> int:
    found = open_callback("complaint", _resolved(desk))
    assert found is not None
    return int(found.id)


def _callback_of_a_call(desk: Desk) -> int:
    draft = CallDraft("13760238842", "李敏", some_unit(), subject="水龙头滴水", then="callback")
    found = open_callback("call", record_call(desk, draft).id)
    assert found is not None
    return int(found.id)


def _callback_of_an_order(desk: Desk) -> int:
    OrderKind.update(callback="always").execute()
    order = _order(desk, phone="13760238842")
    assign(desk, order, **_engineers(desk, order))
    finish(desk, order, **_finish(desk, order))
    found = open_callback("work_order", order)
    assert found is not None
    return int(found.id)


def _dropped(desk: Desk) -> int:
    complaint = _resolved(desk)
    found = open_callback("complaint", complaint)
    assert found is not None
    ending.reopen(desk, complaint, "又坏了")
    return int(found.id)


def _order(desk: Desk, **values: Any) -> int:
    draft = OrderDraft(unit=some_unit(), name="李敏", kind=OrderKind.get().id, text="水龙头滴水")
    return create_order(desk, replace(draft, **values)).id


def _engineers(desk: Desk, record: int) -> dict[str, Any]:
    return {"engineers": (EngineerDraft(Staff.get(Staff.account == "engineer").id),)}


def _others(desk: Desk, record: int) -> dict[str, Any]:
    return {"engineers": (EngineerDraft(name=f"王师傅 {desk.now:%H%M}"),)}


def _finish(desk: Desk, record: int) -> dict[str, Any]:
    line = LineDraft(ONE, kind="labour", text="人工", measure="次", price=5000, payer="company")
    return {"draft": FinishDraft("已换阀芯", (line,), arrived_at=desk.now)}


def _nobody_rings(desk: Desk, record: int) -> None:
    """An order is closed without a callback once that has been given up."""
    Callback.update(state="given_up", done_at=desk.now).where(
        (Callback.kind == "work_order") & (Callback.record == record)
    ).execute()


def _rung_enough(desk: Desk, record: int) -> None:
    """A callback is given up once it was tried as often as is set."""
    Callback.update(tries=desk.settings.get(MOST_TRIES)).where(Callback.id == record).execute()


def _slip(desk: Desk) -> int:
    draft = SlipDraft(
        unit=some_unit(), kind="repair_out", name="李敏", standing="owner", identity="known",
        authority="self", items=(ItemDraft("冰箱", 2 * WHOLE, "台"),),
    )  # fmt: skip
    return save_slip(desk, draft).id


def _one_piece(desk: Desk, record: int) -> dict[str, Any]:
    return {"out": {SlipItem.get(SlipItem.slip == record).id: WHOLE // 2}}


def _call(desk: Desk) -> int:
    draft = CallDraft("13760238842", "李敏", some_unit(), subject="水龙头滴水", for_whom="王工")
    return record_call(desk, draft).id


# By the workflow's name; where it has records that go different ways, a word more after a comma.
WALKS: dict[str, Walk] = {
    "call": Walk(
        Call,
        _call,
        needs={
            "to_visit": lambda desk, record: {
                "into": VisitDraft(
                    name="王师傅", purpose="维修", unit=some_unit(), expected_at=desk.now
                )
            }
        },
    ),
    "complaint": Walk(
        Complaint,
        _complaint,
        needs={
            "transfer": lambda desk, record: {"department": _department()},
            "merge": lambda desk, record: {"into": _complaint(desk)},
            "step": lambda desk, record: {"key": "identity"},
        },
        before={"urge": lambda desk, record: _later(desk, timedelta(minutes=1))},
    ),
    "complaint, valid": Walk(
        Complaint,
        _valid,
        needs={
            "transfer": lambda desk, record: {"department": _department()},
            "merge": lambda desk, record: {"into": _valid(desk)},
            "step": lambda desk, record: {"key": "visit"},
        },
        before={"urge": lambda desk, record: _later(desk, timedelta(minutes=1))},
        unfit=frozenset({"convert"}),
    ),
    "callback": Walk(
        Callback, _callback, before={"give_up": _rung_enough}, reach={"dropped": _dropped}
    ),
    "callback, of a call": Walk(
        Callback, _callback_of_a_call, before={"give_up": _rung_enough}, reach={"dropped": _dropped}
    ),
    "callback, of an order": Walk(
        Callback, _callback_of_an_order, before={"give_up": _rung_enough},
        reach={"dropped": _dropped},
    ),
    "work_order": Walk(
        WorkOrder,
        _order,
        needs={
            "assign": _engineers, "transfer": _others, "finish": _finish, "correct": _finish,
        },
        before={("close", "done"): _nobody_rings},
    ),
    "slip": Walk(
        ReleaseSlip,
        _slip,
        needs={
            "release_part": _one_piece,
            "mismatch": lambda desk, record: {"note": "少一台"},
        },
        before={"expire": lambda desk, record: _later(desk, timedelta(days=1))},
        lands={
            ("extend", "part"): frozenset({"part"}),
            ("clear", "mismatch"): frozenset({"issued", "part"}),
            ("unfile", "filed"): frozenset({"released", "part"}),
        },
    ),
}  # fmt: skip
