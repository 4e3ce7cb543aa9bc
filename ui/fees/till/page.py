"""The cashier's screen 收款: who pays, what is owed, how it is paid, and the receipt.

The window asks it by ``begin("pay", unit=…)`` or ``person=…`` (F7: an empty one), ``begin("sell")``
for a paid service, ``begin("deposit" | "prepay" | "ahead", unit=…)``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from desk.core.change import Changed
from desk.core.errors import DeskError
from desk.core.words import _
from desk.fees.till.payer import PayerCard, payer_card
from ui.fees.till import keys as till_keys
from ui.fees.till import scenes as till_scenes
from ui.fees.till.add import Additions
from ui.fees.till.debts import DebtsPanel
from ui.fees.till.kept import Kept
from ui.fees.till.lines import Extra, ExtraLines, QuickSale
from ui.fees.till.pay import PayPanel
from ui.fees.till.payer import Payer, PayerField, PayerStrip, payer_hit
from ui.fees.till.post import Posting
from ui.fees.till.sale import Sale
from ui.kit import messages
from ui.kit.detail import menu_of
from ui.kit.frame import Frame, Page
from ui.kit.messages import MessageBar
from ui.kit.plain import button, label, row

KINDS = ("charge", "receipt", "account", "adjustment", "refund", "cash_shift")


class TillPage(Page):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.frame, self.desk = frame, frame.desk
        self.sale = Sale()
        self.card: PayerCard | None = None
        self.shown: Payer | None = None
        self.message_bar = MessageBar()
        self.payer = PayerField(self.desk)
        self.strip = PayerStrip()
        self.debts = DebtsPanel(self.desk, self.sale)
        self.quick = QuickSale(self.desk)
        self.extras = ExtraLines()
        self.pay = PayPanel(self.desk)
        self.posting = Posting(self)
        self.more = Additions(self)
        self.kept = Kept(self)
        self._filling = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._wire()
        till_keys.bind(self)
        self.next()
        self.posting.show_drawer()

    # -- building

    def _build(self) -> None:
        self.about = label("", "subtitle")
        self.drawer = button(_("Open the drawer …"), self.posting.open_drawer, icon="cash-register")
        paper = button(_("Paper"), icon="printer-outline")
        paper.setMenu(self.posting.papers.menu("receipt", paper))
        anew = button(_("Next customer") + " Ctrl+N", self.next)
        top = row(
            label(_("Take payment"), "title"), self.about, None, self.drawer, paper, anew, gap=12
        )
        more = button(_("More"), icon="plus")
        more.setMenu(menu_of(self.more.actions(), more))
        quick = row(gap=8)
        quick.addWidget(self.quick, 1)
        quick.addWidget(more, 0, Qt.AlignmentFlag.AlignBottom)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.payer)
        left.addWidget(self.strip)
        left.addWidget(self.debts, 1)
        left.addWidget(self.extras)
        left.addLayout(quick)
        whole = row(gap=12)
        whole.addLayout(left, 1)
        whole.addWidget(self.pay)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 12)
        box.setSpacing(10)
        box.addLayout(top)
        box.addWidget(self.message_bar)
        box.addLayout(whole, 1)

    def _wire(self) -> None:
        self.payer.chosen.connect(lambda hit: self.load(*hit.key))
        self.strip.switched.connect(self.load)
        self.strip.asked.connect(self.frame.show_record)
        self.debts.changed.connect(self._changed)
        self.debts.let_off.connect(self.more.let_off)
        self.debts.done.connect(self.pay.tenders.focus_first)
        self.quick.sold.connect(self.add)
        self.extras.removed.connect(self._take_off)
        self.pay.post.connect(lambda: self.posting.post(True))
        self.pay.changed.connect(self._keep)
        self._later.timeout.connect(self.refresh)

    # -- the payer

    def load(self, kind: str, record: int) -> bool:
        """Show a payer; what was typed for them before comes back."""
        try:
            card = payer_card(self.desk, **{kind: record})
        except DeskError as error:
            messages.sorry(self, error)
            return False
        self.message_bar.hide()
        carried = self.sale.extras if self.shown is None and self.pay.asking else []
        if carried:  # what was put on the receipt before anybody said for whom
            self.kept.forget()
        self._filling = True
        self.card, self.shown = card, (kind, record)
        self.payer.set_hit(payer_hit(card, self.shown))
        self.strip.show_card(card, self.shown)
        self.posting.begin(card)
        self.sale.forget()
        if self.kept.restore():
            messages.say(self, _("What you had typed is back."), "info",
                         offer=(_("Start anew"), self._anew))  # fmt: skip
        else:
            self.sale.show_debts(card.debts)
        self.sale.extras += carried
        self._filling = False
        self._show()
        if card.debts:
            self.debts.focus_amount()
        else:
            self.quick.service.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _anew(self) -> None:
        assert self.shown is not None
        self.kept.forget()
        self.load(*self.shown)

    def _show(self) -> None:
        """Show the sale as it is."""
        if self.card is None:
            self.debts.say_nothing(
                "account-search-outline", _("Who pays?"),
                _("Type a room, a name or the tail of a phone above. "
                  "A paid service needs nobody: find it below."),
            )  # fmt: skip
        else:
            self.debts.say_nothing(
                "check-circle-outline",
                _("Nothing is owed"),
                _("Months ahead, deposits and paid services can be added below."),
            )
        self.debts.show_debts()
        self.extras.show_lines(self.sale.extras)
        self._changed()

    def _changed(self) -> None:
        self.pay.show_lines(self.sale.lines())

    def refresh(self) -> None:
        """Read the payer's debts anew: somebody may have been at them."""
        self._later.stop()
        self.posting.show_drawer()
        if self.card is None or self.shown is None or not self.pay.asking:
            return
        kind, record = self.shown
        try:
            card = payer_card(self.desk, **{kind: record})
        except DeskError as error:
            messages.sorry(self, error)
            return
        whole = self.sale.all_ticked
        self.card = card
        self.strip.show_card(card, self.shown)
        self.pay.tenders.offer(card.prepaid)
        self.sale.show_debts(card.debts, None if whole else self.sale.ticked)
        self._show()

    def changed(self, news: Changed) -> None:
        """Debts may be others now."""
        if news.about(*KINDS):
            self._later.start()

    # -- lines beside debts

    def add(self, extra: Extra | None) -> None:
        """Put one more line on the receipt."""
        if extra is None:
            return
        if not self.pay.asking:
            self.posting.begin(self.card)
        self.sale.extras.append(extra)
        self.extras.show_lines(self.sale.extras)
        self._changed()

    def _take_off(self, place: int) -> None:
        del self.sale.extras[place]
        self.extras.show_lines(self.sale.extras)
        self._changed()

    def take_in(self, charges: list[int]) -> None:
        """Charges that were just made are paid as well."""
        ticked = self.sale.ticked | set(charges)
        self.refresh()
        self.sale.tick(ticked)
        self._show()

    def show_parts(self) -> None:
        """The same debts, but something else is paid of them."""
        self.debts.show_parts()
        self._changed()

    # -- drafts, the next one, leaving

    def _keep(self) -> None:
        if not self._filling and self.pay.asking:
            self.kept.keep()

    def clear(self) -> None:
        """Nobody and nothing: ready for the next customer. The last receipt stays in sight."""
        self.kept.forget()
        self._empty()

    def _empty(self) -> None:
        self._filling = True
        self.card = self.shown = None
        self.sale.forget()
        self.payer.set_hit(None)
        self.strip.show_card(None)
        self._show()
        self._filling = False
        self.focus_payer()

    def next(self) -> None:
        """The next customer; what was typed for this one is kept."""
        self.message_bar.hide()
        self._empty()
        self.posting.begin(None)
        if self.kept.restore():
            self._show()

    def focus_payer(self) -> None:
        """Put the cursor into the payer's box."""
        self.payer.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.payer.edit.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.frame.focus_box()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.card is not None and self.sale.debts and self.pay.asking:
            self.debts.focus_amount()
        else:
            self.focus_payer()

    # -- what the window asks

    def begin(self, what: str, **values: Any) -> None:
        """``pay`` a unit or a person; ``sell`` a service; ``deposit``, ``prepay``, ``ahead``."""
        payer = next(((k, values[k]) for k in ("unit", "person") if values.get(k)), None)
        if payer is not None:
            if not self.load(*payer):
                return
        elif not self.pay.asking:
            self.next()
        else:
            self.focus_payer()
        run: dict[str, Callable[[], object]] = {
            "sell": self.quick.service.widget.setFocus,
            "deposit": self.more.deposit,
            "prepay": self.more.prepayment,
            "ahead": self.more.ahead,
        }
        if what in run:
            run[what]()

    def scenes(self) -> dict[str, Callable[[], object]]:
        """A payer with debts, part of it paid, a receipt posted, no drawer."""
        return till_scenes.scenes(self)
