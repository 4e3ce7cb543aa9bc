"""Refunds 退款: asked for, approved by somebody else, paid out of the open drawer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.words import _
from desk.fees import accounts, flow
from desk.fees.drawer.shifts import current_shift
from desk.fees.refunds import limits, rows, slip, verbs
from desk.fees.refunds.listing import REFUNDS
from desk.fees.refunds.rows import RefundRow
from desk.fees.till.rows import read_one
from desk.printing import Missing
from ui.fees.documents.decide import Decider
from ui.fees.documents.pay import PayOut
from ui.fees.documents.pick import pick_account, pick_receipt
from ui.fees.documents.refund_card import RefundCard
from ui.fees.documents.refund_forms import AccountRefund, ReceiptRefund, RefundForm
from ui.kit import actions, exporting, messages
from ui.kit.actions import Action, new_request
from ui.kit.detail import Detail
from ui.kit.display import money
from ui.kit.frame import Frame
from ui.kit.moves import title_of
from ui.kit.papers_out import PapersOut
from ui.kit.plain import short
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage

COLUMNS = ("number", "kind", "unit", "payee", "amount", "state")
SLIP = "refund_slip"


class RefundsTab(FormsPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.papers = PapersOut(self, frame)
        self.cards = RefundCard(frame)
        self.decide = Decider(self, flow.REFUND)
        self.show_list(self._register())

    def _register(self) -> RegisterPage:
        may = self.desk.allows(Permission.REFUND_REQUEST)
        of_receipt = Action("receipt", _("Of a receipt …"), lambda: self.begin("refund"))
        of_account = Action("account", _("Of a deposit or prepaid account …"),
                            lambda: self.begin("deposit_refund"))  # fmt: skip
        new = Action(
            "new", _("New refund"), lambda: self.begin("refund"), "cash-refund", primary=True,
            shortcut="Ctrl+N", enabled=may, why=_("A cashier asks for refunds."),
            menu=(of_receipt, of_account),
        )  # fmt: skip
        made = RegisterPage(
            self.desk, REFUNDS, icon="cash-refund",
            actions=[new, exporting.menu(lambda: self.list, self.frame)], detail=self._detail,
            empty=Empty(
                _("No refunds yet"),
                _("Money is given back by a document of its own: asked for, approved by somebody "
                  "else, then paid out. The receipt stays as it is."),
                of_receipt if may else None,
            ),
            relevant=lambda news: news.about("refund"),
        )  # fmt: skip
        made.set_columns(COLUMNS)
        return made

    # -- the card

    def _detail(self, row: RefundRow) -> Detail | None:
        try:
            found = rows.view_refund(self.desk, row.id)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        waits = self.decide.waits(found.row.state)
        why = self.decide.why_second(found.row.staff) if waits else ""
        return self.cards.detail(found, self._moves(found.row), why)

    def _moves(self, row: RefundRow) -> list[Action]:
        made = self.decide.moves(row)
        pay = flow.REFUND.move("pay")
        if row.state in pay.sources and self.desk.allows(pay.permission):
            title = title_of(flow.REFUND, pay) + " …"
            made.insert(0, Action("pay", title, partial(self._pay, row), primary=True))
        if self.desk.allows(Permission.PAPER_PRINT):
            made.append(Action("slip", _("Print the slip"), partial(self._slip, row)))
        return made

    def _pay(self, row: RefundRow) -> None:
        if current_shift(self.desk) is None:
            messages.say(
                self.list, _("Money is paid out of an open drawer, and none is open here."), "warn",
                offer=(_("Open the drawer"), lambda: self.frame.begin("drawer", "open")),
            )  # fmt: skip
            return
        found = PayOut(self.window(), row).ask()
        if found is None:
            return

        def done(paid: RefundRow) -> None:
            words = _("{number} is paid out: {amount} to {payee}.")
            self.say(
                words.format(number=paid.number, amount=money(paid.amount), payee=paid.payee or "…")
            )
            if self.desk.allows(Permission.PAPER_PRINT):
                self._slip(paid)

        tender, reference = found
        actions.run(
            self.list, verbs.pay_refund, self.desk, row.id, tender, reference,
            request=new_request(), done=done,
        )  # fmt: skip

    def _slip(self, row: RefundRow) -> None:
        request = new_request()

        def draw(layout: str, missing: Missing) -> bytes:
            return slip.issue_refund_slip(
                self.desk, row.id, layout, missing=missing, request=request
            )

        self.papers.hand_out(SLIP, draw, _("Refund slip"), row.number)

    # -- asking for one

    def _ask(self, key: str, title: str, subtitle: str, form: RefundForm) -> None:
        def save() -> None:
            actions.run(form, verbs.request_refund, self.desk, form.draft(), request=form.request,
                        done=done)  # fmt: skip

        def done(made: RefundRow) -> None:
            self.saved()
            self.show_record("refund", made.id)
            self.say(_("{number} waits for approval by somebody else.").format(number=made.number))

        self.open_form(key, title, form, save, yes=_("Ask for the refund"),
                       subtitle=short(subtitle))  # fmt: skip

    def _of_receipt(self, receipt: int) -> None:
        row = read_one(self.desk, receipt)
        lines = limits.refundable_lines(self.desk, receipt)
        if not any(line.refundable and line.amount + line.late_fee for line in lines):
            words = _("Nothing of {number} is left to give back.").format(number=row.number)
            if any(not line.refundable for line in lines):
                words += " " + _("Deposits and prepayments are given back from their account.")
            self.say(words, "warn")
            return
        where = " · ".join(part for part in (row.unit_code, row.payer) if part)
        title = _("Refund of {number}").format(number=row.number)
        self._ask(f"receipt.{receipt}", title, where, ReceiptRefund(self.desk, row, lines))

    def _of_account(self, account: int) -> None:
        row = accounts.get_account(self.desk, account)
        where = " · ".join(part for part in (row.unit_code, row.person_name) if part)
        title = _("Refund of the prepaid account")
        if row.kind == "deposit":
            title = _("Refund of the deposit {number}").format(number=row.number)
        self._ask(f"account.{account}", title, where, AccountRefund(self.desk, row))

    # -- the window asks

    def begin(self, what: str, **values: Any) -> None:
        """``refund`` of ``receipt=id``, ``deposit_refund`` of ``account=id``; asked for if not
        given."""
        if not self.desk.allows(Permission.REFUND_REQUEST):
            messages.say(self.list, _("A cashier asks for refunds."), "warn")
            return
        try:
            if what == "refund":
                found = values.get("receipt") or pick_receipt(self, self.desk, _("Which receipt?"))
                if found is not None:
                    self._of_receipt(found)
            elif what == "deposit_refund":
                found = values.get("account") or pick_account(self, self.desk, _("Of which money?"))
                if found is not None:
                    self._of_account(found)
        except DeskError as error:
            messages.sorry(self.list, error)

    def show_record(self, kind: str, record: int) -> None:
        """Show one refund in the list."""
        self.home()
        self.list.show_record(record)

    def scenes(self) -> dict[str, Callable[[], object]]:
        found: dict[str, Callable[[], object]] = {}
        for key, what in (("receipt", "refund"), ("account", "deposit_refund")):
            found[what] = partial(self._scene, key)
        return found

    def _scene(self, key: str) -> None:
        row = self.list.model.row_at(0)
        if row is not None and key == "receipt" and row.receipt is not None:
            self._of_receipt(row.receipt)
        elif row is not None and row.account is not None:
            self._of_account(row.account)
