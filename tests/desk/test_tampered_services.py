"""What somebody wrote past the program into slips, calls, complaints and repairs is found."""

from __future__ import annotations

import pytest

from desk import checks
from desk.core.desk import Desk
from desk.reception.calls import verbs as calls
from desk.reception.calls.drafts import CallDraft
from desk.reception.slips import verbs as slips
from desk.reception.slips.drafts import WHOLE, ItemDraft, SlipDraft
from desk.service.complaints import ending, making
from desk.service.complaints.drafts import ComplaintDraft
from tests.desk.service.orders.conftest import Site, site

__all__ = ["site"]
ALTERED = {
    "slip, a state that there is not": "UPDATE release_slip SET state = 'gone'",
    "slip, issued and a draft again": "UPDATE release_slip SET state = 'draft'",
    "slip, what was owed": "UPDATE release_slip SET owed = owed + 1, decision = 'override'",
    "slip, without its goods": "DELETE FROM slip_item",
    "call, a state that there is not": "UPDATE call SET state = 'gone' WHERE state = 'answered'",
    "call, not to be rung back": "UPDATE call SET state = 'answered' WHERE state = 'callback'",
    "complaint, a state that there is not": "UPDATE complaint SET state = 'gone'",
    "complaint, ended without a reason": "UPDATE complaint SET reason = ''",
    "order, a state that there is not": "UPDATE work_order SET state = 'gone'",
    "order, quantity": "UPDATE order_line SET quantity = quantity * 2",
    "order, who pays": "UPDATE order_line SET payer = 'company'",
}


@pytest.fixture
def served(desk: Desk, site: Site) -> Desk:
    """One of each: a slip issued, two calls, a complaint closed by force, a finished repair."""
    goods = (ItemDraft("冰箱", WHOLE, "台"),)
    slips.complete_slip(
        desk,
        SlipDraft(
            unit=site.unit, kind="repair_out", person=site.owner, name="李敏", standing="owner",
            identity="known", items=goods, authority="self",
        ),
    )  # fmt: skip
    calls.record_call(desk, CallDraft(subject="开放时间", answer="九点"))
    calls.record_call(desk, CallDraft(phone="13800138000", subject="电梯", then="callback"))
    row = making.register_complaint(desk, ComplaintDraft("电梯停运", name="李敏"))
    ending.force_close(desk, row.id, "重复")
    site.at("done")
    return desk


@pytest.mark.parametrize("sql", ALTERED.values(), ids=ALTERED)
def test_what_was_altered_is_found(served: Desk, sql: str) -> None:
    assert checks.run(served).good, checks.run(served).lines()
    assert served.storage.database.execute_sql(sql).rowcount
    assert not checks.run(served).good
