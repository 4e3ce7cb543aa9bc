"""Receipts 收据: every receipt, what stands on it, and what can still be done with it.

``begin``: ``void``, ``print``, ``sheet`` with ``receipt=id``; a scanned receipt is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from desk import texts
from desk.core import tokens
from desk.core.access import Permission
from desk.core.errors import DeskError, Refused
from desk.core.money import format_money
from desk.core.words import _
from desk.fees.reading import currency
from desk.fees.till.day import day_sum
from desk.fees.till.detail import get_receipt
from desk.fees.till.listing import RECEIPTS, TODAY
from desk.fees.till.papers_out import read_receipt_code
from desk.fees.till.rows import ReceiptRow
from desk.fees.till.void import needs_second, void_receipt
from ui.fees.receipts.card import card
from ui.fees.receipts.papers import ReceiptPapers
from ui.fees.sheet_form import ask_sheet
from ui.kit import actions, exporting, messages, saved_views, shortcuts
from ui.kit.actions import Action
from ui.kit.detail import Detail
from ui.kit.frame import Frame
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.stacked import StackedPage

KINDS = ("receipt", "refund", "printed_paper", "book_sheet")


class ReceiptsPage(StackedPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.papers = ReceiptPapers(self, frame)
        self.show_list(self._register())
        self.list.set_columns(("number", "at", "unit", "payer", "total", "state"))
        self.message_bar = self.list.message_bar
        keys = shortcuts.of(self.list)
        keys.add("Ctrl+P", _("Print a copy of the selected receipt"), lambda: self.list.do("print"))
        keys.add("Ctrl+D", _("Void the selected receipt"), lambda: self.list.do("void"))

    def _register(self) -> RegisterPage:
        take = Action(
            "take", _("Take payment"), lambda: self.frame.begin("till", "pay"), "cash-plus",
            hint="F7", primary=True, enabled=self.desk.allows(Permission.RECEIPT_POST),
            why=_("A cashier takes money."),
        )  # fmt: skip
        made = RegisterPage(
            self.desk, RECEIPTS, icon="receipt-text-outline", summary=self._today,
            actions=[take, exporting.menu(lambda: self.list, self.frame)],
            detail=self._detail,
            empty=Empty(
                _("No receipts yet"),
                _("Every payment stands here with its lines, how it was paid, and its paper."),
                take,
            ),
            views=saved_views.stored(self.desk, RECEIPTS.key),
            relevant=lambda news: news.about(*KINDS),
        )  # fmt: skip
        for keys, title, filters in (
            ("Alt+1", _("Open drawer"), {"drawer": True}),
            ("Alt+2", _("Today"), {"day": TODAY}),
            ("Alt+3", _("Voided"), {"state": "voided"}),
        ):
            made.add_quick(keys, title, {"filters": filters})
        return made

    def _today(self) -> str:
        day = day_sum(self.desk)
        return _("{n} today, {sum}").format(
            n=day.count, sum=format_money(day.total, currency(self.desk))
        )

    def _detail(self, row: ReceiptRow) -> Detail | None:
        try:
            return card(self.desk, get_receipt(self.desk, row.id), self)
        except DeskError as error:
            messages.sorry(self, error)
            return None

    # -- what the card asks (receipt_card.Acts)

    def open_record(self, kind: str, record: int) -> None:
        """Open another record."""
        self.frame.show_record(kind, record)

    def print_copy(self, receipt: ReceiptRow) -> None:
        """The receipt once more, marked as a copy."""
        words = _("It will be the same paper, marked as a copy with its number.")
        if messages.confirm(self, _("Print a copy?"), words, yes=_("Print a copy")):
            self.papers.hand_out_receipt(receipt.id, receipt.number)

    def void(self, receipt: ReceiptRow) -> None:
        """Void a receipt of the open drawer: why, and who signs for it."""
        reason = messages.ask_reason(
            self, _("Void receipt {number}?").format(number=receipt.number),
            _("What was paid is owed again. The number and the paper stay, marked as void."),
            yes=_("Void"), danger=True,
        )  # fmt: skip
        if reason:
            self._void(receipt, reason, actions.new_request())

    def _void(self, receipt: ReceiptRow, reason: str, request: str) -> None:
        second = None
        if needs_second(self.desk, receipt.id):
            second = messages.ask_second_person(
                self, _("A second person signs for it"),
                _("Somebody else's receipt, or one above the limit, is voided by two."),
                yes=_("Void"),
            )  # fmt: skip
            if second is None:
                return
        actions.run(
            self, void_receipt, self.desk, receipt.id, reason, second=second, request=request,
            done=self._voided, refused=partial(self._not_voided, receipt),
        )  # fmt: skip

    def _voided(self, receipt: ReceiptRow) -> None:
        words = _("Receipt {number} is void.").format(number=receipt.number)
        messages.say(self, words, "ok")

    def _not_voided(self, receipt: ReceiptRow, error: Refused) -> None:
        if error.code in ("receipt.other_shift", "receipt.money_moved") and self._may_refund():
            offer = (_("Request a refund …"), partial(self.refund, receipt))
            messages.say(self, texts.sentence(error), "error", offer=offer)
        else:
            messages.sorry(self, error)

    def _may_refund(self) -> bool:
        return self.desk.allows(Permission.REFUND_REQUEST)

    def refund(self, receipt: ReceiptRow) -> None:
        """Begin a refund of this receipt."""
        self.frame.begin("documents", "refund", receipt=receipt.id)

    def sheet(self, receipt: ReceiptRow) -> None:
        """Say on which pre-printed sheet it really stands."""
        number = ask_sheet(self, self.desk, receipt)
        if number is not None:
            words = _("{receipt} stands on sheet {sheet} now.")
            messages.say(self, words.format(receipt=receipt.number, sheet=number), "ok")

    def again(self, receipt: ReceiptRow) -> None:
        """Take the next payment of the same payer."""
        payer = {"unit": receipt.unit} if receipt.unit else {"person": receipt.person}
        self.frame.begin("till", "pay", **payer)

    # -- what the window asks

    def show_record(self, kind: str, record: int) -> None:
        """Show one receipt in the list."""
        self.home()
        if not self.list.show_record(record):
            messages.say(self, _("This receipt is not in the list. Look again."), "warn")

    def begin(self, what: str, **values: Any) -> None:
        """Do something with one receipt; anything else goes to the till."""
        record = values.get("receipt")
        run: dict[str, Callable[[ReceiptRow], object]] = {
            "void": self.void, "print": self.print_copy, "sheet": self.sheet,
        }  # fmt: skip
        if record is None or what not in run:
            self.frame.begin("till", what, **values)
            return
        self.show_record("receipt", record)
        run[what](get_receipt(self.desk, record).row)

    def scanned(self, text: str) -> bool:
        """Show the receipt whose code was scanned, or say what is wrong with it."""
        if not tokens.looks_like(text):
            return False
        try:
            receipt = read_receipt_code(self.desk, text)
        except Refused as error:
            if error.code == "receipt.other_paper":
                return False
            messages.sorry(self, error)
            return True
        self.show_record("receipt", receipt.id)
        return True
