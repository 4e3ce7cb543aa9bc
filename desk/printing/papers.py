"""The list of all papers, and what can be done with any of them (see the package)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desk.core.errors import Refused
from desk.core.words import N_
from desk.printing import (
    complaint_form,
    data,
    day_sheet,
    deposit_slip,
    muster_list,
    notices,
    page,
    promise_letter,
    receipt,
    recovery_code,
    refund_slip,
    register_list,
    release_slip,
    shift_report,
    text,
    visitor_pass,
    work_order,
)
from desk.printing.text import Missing

warm = page.warm
batch = notices.batch


@dataclass(frozen=True)
class Paper:
    """A kind of paper. ``kept`` says whether its data stays with the record that it is of."""

    key: str
    title: str
    type: type[Any]
    render: Callable[..., bytes]
    layouts: tuple[str, ...]
    kept: bool = True


PAPERS: dict[str, Paper] = {
    paper.key: paper
    for paper in (
        Paper(
            "visitor_pass",
            N_("Visitor pass"),
            visitor_pass.VisitorPass,
            visitor_pass.render,
            visitor_pass.LAYOUTS,
        ),
        Paper(
            "muster_list",
            N_("People on site"),
            muster_list.MusterList,
            muster_list.render,
            muster_list.LAYOUTS,
        ),
        Paper(
            "recovery_code",
            N_("Recovery code"),
            recovery_code.RecoveryCode,
            recovery_code.render,
            recovery_code.LAYOUTS,
            kept=False,
        ),
        Paper(
            "register_list",
            N_("List"),
            register_list.RegisterList,
            register_list.render,
            register_list.LAYOUTS,
            kept=False,
        ),
        Paper("receipt", N_("Receipt"), receipt.ReceiptPaper, receipt.render, receipt.LAYOUTS),
        Paper(
            "payment_notice",
            N_("Payment notice"),
            notices.PaymentNotice,
            notices.render_notice,
            notices.NOTICE_LAYOUTS,
        ),
        Paper(
            "formal_demand",
            N_("Formal demand"),
            notices.FormalDemand,
            notices.render_demand,
            notices.DEMAND_LAYOUTS,
        ),
        Paper(
            "deposit_slip",
            N_("Deposit slip"),
            deposit_slip.DepositSlip,
            deposit_slip.render,
            deposit_slip.LAYOUTS,
        ),
        Paper(
            "complaint_form",
            N_("Complaint form"),
            complaint_form.ComplaintForm,
            complaint_form.render,
            complaint_form.LAYOUTS,
        ),
        Paper(
            "refund_slip",
            N_("Refund slip"),
            refund_slip.RefundSlip,
            refund_slip.render,
            refund_slip.LAYOUTS,
        ),
        Paper(
            "release_slip",
            N_("Release slip"),
            release_slip.ReleaseSlipPaper,
            release_slip.render,
            release_slip.LAYOUTS,
        ),
        Paper(
            "promise_letter",
            N_("Promise to pay"),
            promise_letter.PromiseLetter,
            promise_letter.render,
            promise_letter.LAYOUTS,
        ),
        Paper(
            "shift_report",
            N_("Shift report"),
            shift_report.ShiftReport,
            shift_report.render,
            shift_report.LAYOUTS,
        ),
        Paper(
            "work_order",
            N_("Work order"),
            work_order.WorkOrderPaper,
            work_order.render,
            work_order.LAYOUTS,
        ),
        Paper(
            "day_sheet",
            N_("Day sheet"),
            day_sheet.DaySheet,
            day_sheet.render,
            day_sheet.LAYOUTS,
            kept=False,
        ),
    )
}


def of(paper: object) -> Paper:
    """The kind of ``paper``. Raises Refused("paper.unknown")."""
    for kind in PAPERS.values():
        if type(paper) is kind.type:
            return kind
    raise Refused("paper.unknown", paper=type(paper).__name__)


def render(paper: object, layout: str | None = None, missing: Missing = "refuse") -> bytes:
    """``paper`` as PDF in ``layout`` (the first of its kind's if None). Raises Refused."""
    kind = of(paper)
    return kind.render(paper, layout or kind.layouts[0], missing)


def lacking(paper: object) -> str:
    """The characters of ``paper`` that can't be printed: what ``missing="box"`` would replace."""
    return text.lacking(paper, page.known())


def to_data(paper: object) -> dict[str, Any]:
    """``paper`` in JSON's types, to be kept. A recovery code is a secret and never is."""
    if not of(paper).kept:
        raise ValueError(f"{type(paper).__name__} is not kept")
    encoded: dict[str, Any] = data.encode(paper)
    return encoded


def from_data(key: str, kept: dict[str, Any]) -> Any:
    """The paper that ``to_data`` made ``kept`` from, of kind ``key``.

    Raises Refused("paper.unknown") or Refused("paper.data_damaged").
    """
    if key not in PAPERS:
        raise Refused("paper.unknown", paper=key)
    return data.decode(PAPERS[key].type, kept)
