"""Posting at the cashier's screen: what is still asked before, and what is shown after.

A request id stands for one customer's payment: pressed twice, it is posted once.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desk import texts
from desk.core.errors import DeskError, Refused
from desk.core.money import format_money
from desk.core.words import _
from desk.fees import books, options
from desk.fees.drawer.shifts import current_shift
from desk.fees.reading import currency
from desk.fees.till.detail import get_receipt
from desk.fees.till.drafts import ReceiptDraft
from desk.fees.till.payer import PayerCard
from desk.fees.till.post import post_receipt
from desk.fees.till.rows import ReceiptRow
from ui.fees.receipts.papers import RECEIPT, ReceiptPapers
from ui.fees.sheet_form import ask_sheet
from ui.fees.till.done import DonePanel
from ui.fees.till.drawer import ask_open
from ui.kit import actions, messages
from ui.kit.actions import Action
from ui.kit.papers_out import FIRST, NOTHING

if TYPE_CHECKING:
    from ui.fees.till.page import TillPage

CLOSED = "cash.no_shift"
SECOND = ("till.discount_denied", "till.waive_denied")
STALE = ("till.changed", "till.paid_already", "till.late_changed", "till.charge_unknown")


class Posting:
    """See the top of this module."""

    def __init__(self, page: TillPage) -> None:
        self.page, self.desk = page, page.desk
        self.papers = ReceiptPapers(page, page.frame)
        self.request = actions.new_request()
        self._proposed = ""

    # -- before

    def begin(self, card: PayerCard | None) -> None:
        """Another customer: another receipt."""
        self.request = actions.new_request()
        use = bool(self.desk.settings.get(options.BOOKS))
        self._proposed = books.propose(self.desk) if use else ""
        self.page.pay.start(card, self._proposed, use)

    def show_drawer(self) -> None:
        """Say which drawer is open, or offer to open it."""
        shift = current_shift(self.desk)
        self.page.drawer.setVisible(shift is None)
        if shift is None:
            self.page.about.setText(_("The drawer is closed"))
        else:
            words = _("Drawer {number} since {time}")
            at = self.desk.local(shift.opened_at)
            day = "" if shift.business_date == self.desk.today else f"{at:%m-%d} "
            self.page.about.setText(words.format(number=shift.number, time=f"{day}{at:%H:%M}"))

    def open_drawer(self) -> bool:
        """Open the drawer here and now; False if it was left."""
        shift = ask_open(self.page, self.desk)
        self.show_drawer()
        if shift is not None:
            amount = format_money(shift.opening, currency(self.desk))
            words = _("Drawer {number} is open with {amount}.")
            messages.say(self.page, words.format(number=shift.number, amount=amount), "ok")
        return shift is not None

    def draft(self) -> ReceiptDraft:
        """The receipt as it stands on the screen."""
        page = self.page
        values = page.pay.values()
        card = page.card
        person = values.pop("person", None) or (card.person if card else None)
        sheet = str(page.pay.sheet.value() or "") if page.pay.sheet.isVisibleTo(page.pay) else ""
        by_hand = bool(sheet) and sheet != self._proposed
        return ReceiptDraft(
            lines=page.sale.lines(), unit=page.more.unit, person=person, sheet=sheet,
            sheet_case="by_hand" if by_hand else "",
            sheet_reason=_("Typed at the till") if by_hand else "", **values,
        )  # fmt: skip

    def _ready(self) -> bool:
        """Whether nothing on the screen stands in the way; the cursor goes to what does."""
        page = self.page
        found = page.pay.reckoned
        if page.debts.amount.problem():
            page.debts.focus_amount()
        elif page.pay.tenders.problem():
            page.pay.tenders.focus_first()
        elif not page.sale.lines():
            messages.say(page, _("Nothing is on the receipt yet."), "warn")
            page.focus_payer()
        elif found.missing:
            amount = format_money(found.missing, currency(self.desk))
            messages.say(page, _("{amount} is still missing.").format(amount=amount), "warn")
            page.pay.tenders.focus_first()
        else:
            return found.settled or page.pay.keep.isChecked() or self._ask_surplus()
        return False

    def _ask_surplus(self) -> bool:
        """More than is due came by another way than cash: there is no change for that."""
        surplus = self.page.pay.reckoned.surplus
        amount = format_money(surplus, currency(self.desk))
        keep = messages.confirm(
            self.page, _("{amount} too much").format(amount=amount),
            _("It did not come in cash, so it is not handed back. "
              "It can stand on the prepaid account of the payer."),
            yes=_("Into the prepaid account"),
        )  # fmt: skip
        if keep:
            self.page.pay.keep.setChecked(True)
        return keep

    # -- posting

    def post(self, printing: bool, second: tuple[str, str] | None = None) -> None:
        """Post what is on the screen, and print it."""
        page = self.page
        if not page.pay.asking:
            page.next()
            return
        if not self._ready():
            return
        if current_shift(self.desk) is None and not self.open_drawer():
            return
        refusals: list[Refused] = []
        actions.run(
            page, post_receipt, self.desk, self.draft(), second=second, request=self.request,
            done=partial(self._posted, printing=printing), refused=refusals.append,
        )  # fmt: skip
        for error in refusals:  # after the run: what is asked then may post again
            self._refused(error, printing)

    def _refused(self, error: Refused, printing: bool) -> None:
        if error.code in SECOND:
            second = messages.ask_second_person(
                self.page, _("A second person signs for it"), texts.sentence(error), yes=_("Post")
            )
            if second is not None:
                self.post(printing, second)
            return
        if error.code in STALE:
            self.page.refresh()
        if error.code == CLOSED:
            self.show_drawer()
        messages.sorry(self.page, error)

    def _posted(self, receipt: ReceiptRow, printing: bool) -> None:
        self.page.message_bar.hide()
        self.page.clear()
        printed = printing and self.papers.way(RECEIPT) != NOTHING
        if printed:
            self._done(receipt, _("Being printed …"))
            printed = self.papers.hand_out_receipt(receipt.id, receipt.number)
        self._done(receipt, self._paper_words(printed))
        self.page.focus_payer()

    def _paper_words(self, printed: bool) -> str:
        if not printed:
            return _("Not printed")
        printer = self.papers.printer(RECEIPT)
        if self.papers.way(RECEIPT) == FIRST or not printer:
            return _("The paper was shown")
        return _("Printed on {printer}").format(printer=printer)

    # -- after

    def _done(self, receipt: ReceiptRow, printed: str) -> None:
        try:
            view = get_receipt(self.desk, receipt.id)
        except DeskError as error:
            messages.sorry(self.page, error)
            return
        sheet = view.row.sheet
        words = [printed, _("on sheet {sheet}").format(sheet=sheet) if sheet else ""]
        panel = DonePanel(
            view, " · ".join(filter(None, words)), currency(self.desk),
            self._moves(view.row, printed),
        )  # fmt: skip
        self.page.pay.show_done(panel)

    def _moves(self, receipt: ReceiptRow, printed: str) -> list[Action]:
        again = partial(self._print_again, receipt)
        show = partial(self.page.frame.show_record, "receipt", receipt.id)
        moves = [
            Action("print", _("Print a copy"), again, "printer-outline"),
            Action("show", _("Show the receipt"), show, "receipt-text-outline"),
        ]
        if receipt.sheet or self.desk.settings.get(options.BOOKS):
            sheet = partial(self._sheet, receipt, printed)
            moves.insert(
                0, Action("sheet", _("The sheet's number differs …"), sheet, "file-alert-outline")
            )
        nxt = Action("next", _("Next customer"), self.page.next, hint="Ctrl+N", primary=True)
        return [*moves, nxt]

    def _print_again(self, receipt: ReceiptRow) -> None:
        printed = self.papers.hand_out_receipt(receipt.id, receipt.number)
        self._done(receipt, self._paper_words(printed))
        self.page.focus_payer()

    def _sheet(self, receipt: ReceiptRow, printed: str) -> None:
        if ask_sheet(self.page, self.desk, receipt) is not None:
            self._done(receipt, printed)
            messages.say(self.page, _("It stands on the other sheet now."), "ok")
        self.page.focus_payer()
