"""Payment notice 缴费通知单 and formal demand 催款函: what is owed, one by one or in one file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.words import translator
from desk.printing import page
from desk.printing.page import Sheet
from desk.printing.text import Missing, prepare

NOTICE_LAYOUTS = ("a5", "a4")
DEMAND_LAYOUTS = ("a4",)


@frozen
class DebtLine:
    """One debt: ``amount`` is what is still owed of it, ``late_fee`` on the day of the notice.

    ``why`` is the line that explains the amount.
    """

    item: str
    amount: int
    due: date
    period_from: date | None = None
    period_to: date | None = None
    late_fee: int = 0
    why: str = ""


@frozen
class EarlierStep:
    """What was done before a formal demand: ``way`` in words or a contact's code (call, visit…)."""

    on: date
    way: str
    text: str = ""


@frozen
class PaymentNotice:
    """What a unit owes on ``issued_on``. ``person`` is whom it is addressed to.

    ``pay_to`` says where and how to pay (lines allowed), ``contact`` whom to ask; ``token`` is
    the text of a QR code, "" for none. ``prepaid`` is what the unit has on its prepaid account.
    """

    site: str
    number: str
    unit: str
    issued_on: date
    debts: tuple[DebtLine, ...]
    payee: str = ""
    person: str = ""
    pay_by: date | None = None
    pay_to: str = ""
    contact: str = ""
    prepaid: int | None = None
    currency: str = "CNY"
    token: str = ""
    note: str = ""
    issued_by: str = ""
    copy: int = 0
    language: str = "zh_CN"


@frozen
class FormalDemand:
    """A letter that sets a ``deadline``. ``address`` is where it goes if not to the unit."""

    site: str
    number: str
    unit: str
    issued_on: date
    deadline: date
    debts: tuple[DebtLine, ...]
    payee: str = ""
    person: str = ""
    address: str = ""
    earlier: tuple[EarlierStep, ...] = ()
    pay_to: str = ""
    contact: str = ""
    currency: str = "CNY"
    token: str = ""
    note: str = ""
    issued_by: str = ""
    copy: int = 0
    language: str = "zh_CN"


def render_notice(paper: PaymentNotice, layout: str = "a5", missing: Missing = "refuse") -> bytes:
    """The notice as PDF, upright A5 or A4. Raises as ``visitor_pass.render`` does."""
    return batch((paper,), layout, missing)


def render_demand(paper: FormalDemand, layout: str = "a4", missing: Missing = "refuse") -> bytes:
    """The demand as PDF, an A4 letter. Raises as ``visitor_pass.render`` does."""
    return batch((paper,), layout, missing)


def batch(
    papers: Iterable[PaymentNotice | FormalDemand],
    layout: str | None = None,
    missing: Missing = "refuse",
) -> bytes:
    """All of ``papers`` in one PDF, in the order given, each from a page of its own.

    They are drawn as they come, so an iterator may make them (and count, or stop by raising).
    ``layout`` None is the first of the first one's kind. Raises as ``visitor_pass.render`` does,
    and Refused("paper.none") when there is no paper at all.
    """
    from desk.printing import letters  # it needs this module's classes

    sheet: Sheet | None = None
    for paper in papers:
        if sheet is None:
            sheet = _sheet(paper, layout)
        else:
            sheet.next_page()
        letters.draw(sheet, prepare(paper, page.known(), missing))
    if sheet is None:
        raise Refused("paper.none")
    return sheet.save()


def title(paper: PaymentNotice | FormalDemand) -> str:
    """What kind of letter it is, and which copy."""
    _ = translator(paper.language)
    said = _("Payment notice") if isinstance(paper, PaymentNotice) else _("Formal demand")
    return f"{said}  " + _("Copy {n}").format(n=paper.copy) if paper.copy else said


def _sheet(paper: PaymentNotice | FormalDemand, layout: str | None) -> Sheet:
    layouts = NOTICE_LAYOUTS if isinstance(paper, PaymentNotice) else DEMAND_LAYOUTS
    if layout is not None and layout not in layouts:
        raise Refused("paper.layout_unknown", layout=layout)
    size = {"a5": page.A5, "a4": page.A4}[layout or layouts[0]]
    return Sheet(size, f"{title(paper)} {paper.number}", paper.language)
