"""How visits, standing passes and documents of money come to be: more walks for test_workflows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from desk.core.desk import Desk
from desk.core.models import Staff
from desk.fees.adjustments.drafts import AdjustmentDraft, AdjustmentLineDraft
from desk.fees.adjustments.verbs import request_adjustment
from desk.fees.billing import run
from desk.fees.billing.drafts import RunDraft
from desk.fees.items import ItemDraft, create_item
from desk.fees.models import Adjustment, BillingRun, Charge, FeeItem, Receipt, ReceiptLine, Refund
from desk.fees.refunds.drafts import RefundDraft, RefundLineDraft
from desk.fees.refunds.verbs import request_refund
from desk.fees.tariffs import TariffDraft, add_tariff
from desk.fees.till.drafts import LineDraft
from desk.fees.till.post import post_receipt
from desk.reception.models import StandingPass, Visit
from desk.reception.visitors import standing, verbs
from desk.reception.visitors.drafts import StandingDraft, VisitDraft
from tests.contracts.walks import Walk, some_unit
from tests.desk.fees.till.conftest import Place, furnish, owe

_PLACES: dict[int, Place] = {}


def _me(desk: Desk) -> int:
    assert desk.session is not None and desk.session.staff is not None
    return desk.session.staff


def _somebody_else(desk: Desk) -> int:
    return int(Staff.get(Staff.id != _me(desk)).id)


# -- visits


def _visit(desk: Desk) -> int:
    draft = VisitDraft(name="张伟", purpose="办事", unit=some_unit(), expected_at=desk.now)
    return verbs.expect(desk, draft).id


def _sign_in(desk: Desk, record: int, **given: Any) -> Any:
    draft = VisitDraft(name="张伟", purpose="办事", unit=some_unit())
    return verbs.sign_in(desk, draft, expected=record, **given)


def _came_unasked(_desk: Desk, record: int) -> None:
    Visit.update(expected_at=None).where(Visit.id == record).execute()


def _mine(desk: Desk, record: int) -> None:
    Visit.update(in_by=_me(desk), out_by=_me(desk)).where(Visit.id == record).execute()


def _standing(desk: Desk) -> int:
    until = desk.today + timedelta(days=30)
    draft = StandingDraft("周工", "电梯维保", desk.today, until, unit=some_unit())
    return standing.create_standing(desk, draft).id


# -- money


def till(desk: Desk) -> Place:
    """The till's small estate, once a store."""
    found = _PLACES.get(id(desk))
    if found is None or not FeeItem.select().exists():
        _PLACES.clear()
        found = _PLACES[id(desk)] = furnish(desk)
    return found


def _receipt(desk: Desk) -> int:
    place = till(desk)
    debt = owe(place.unit, place.fee, 1_000, person=place.owner)
    return post_receipt(desk, place.pay(LineDraft("charge", charge=debt, amount=1_000))).id


def _refund(desk: Desk) -> int:
    receipt = _receipt(desk)
    line = ReceiptLine.get(ReceiptLine.receipt == receipt).id
    draft = RefundDraft("fees", receipt, lines=(RefundLineDraft(line, 100),), reason="多收")
    return request_refund(desk, draft).id


def _adjustment(desk: Desk) -> int:
    place = till(desk)
    debt = owe(place.unit, place.fee, 1_000, person=place.owner)
    draft = AdjustmentDraft("write_off", (AdjustmentLineDraft(debt, 100),), "坏账")
    return request_adjustment(desk, draft).id


def _run(desk: Desk) -> int:
    """Each in a month of its own: nothing is billed twice."""
    place = till(desk)
    item = create_item(desk, ItemDraft(f"垃圾费{BillingRun.select().count()}", "fixed")).id
    add_tariff(desk, TariffDraft(item, date(2020, 1, 1), price=80_000))
    made = run.post(desk, RunDraft(date(2026, 11, 1), (item,)))
    assert Charge.select().where(Charge.unit == place.unit).exists()
    return made.id


def _not_mine(model: Any) -> Any:
    def seat(desk: Desk, record: int) -> None:
        model.update(staff=_somebody_else(desk)).where(model.id == record).execute()

    return seat


def _own(model: Any) -> Any:
    def seat(desk: Desk, record: int) -> None:
        model.update(staff=_me(desk)).where(model.id == record).execute()

    return seat


FIRST: dict[str, Walk] = {
    "visit": Walk(
        Visit,
        _visit,
        verbs={"sign_in": _sign_in},
        needs={"extend": lambda desk, record: {"leave_by": desk.now + timedelta(hours=3)}},
        before={"void_sign_in": _came_unasked},
        seat={"undo_sign_in": _mine, "void_sign_in": _mine, "undo_sign_out": _mine},
    ),
    "standing": Walk(
        StandingPass,
        _standing,
        needs={"renew": lambda desk, record: {"valid_until": desk.today + timedelta(days=90)}},
    ),
    "receipt": Walk(Receipt, _receipt, seat={"void": _own(Receipt)}),
    "billing_run": Walk(BillingRun, _run),
    "refund": Walk(
        Refund,
        _refund,
        seat={
            "approve": _not_mine(Refund), "reject": _not_mine(Refund), "withdraw": _own(Refund),
        },
    ),
    "adjustment": Walk(
        Adjustment,
        _adjustment,
        seat={
            "approve": _not_mine(Adjustment), "reject": _not_mine(Adjustment),
            "withdraw": _own(Adjustment),
        },
    ),
}  # fmt: skip
