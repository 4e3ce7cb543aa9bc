"""The open drawer: since when and by whom, cash in and out. What should be in it is not told."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.words import _, pgettext
from desk.fees.drawer import shifts
from desk.fees.drawer.read import moves_of
from desk.fees.drawer.rows import MoveRow, ShiftRow
from ui import theme
from ui.fees.billing.preview import signed
from ui.fees.items.words import sign
from ui.kit import actions, messages, shortcuts
from ui.kit.detail import Detail, DetailCard, Line
from ui.kit.display import Display, money
from ui.kit.fields import TextField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.money_field import MoneyField
from ui.kit.plain import button, card, column, label, row, tip
from ui.kit.screens import may
from ui.kit.sheet import Sheet

REASONS = 200


class ShiftView(QWidget):
    """See the top of this module. ``closing`` asks for the count."""

    closing = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.desk, self._sign = desk, sign(desk)
        self._show = Display(desk.local, lambda: desk.today)
        self.shift: ShiftRow | None = None
        self.subtitle = label("", "subtitle")
        rights = may(desk, Permission.CASH_WORK)
        into = button(_("Cash in") + " Ctrl+I", lambda: self.move_cash(1), icon="cash-plus")
        out = button(_("Cash out") + " Ctrl+O", lambda: self.move_cash(-1), icon="cash-minus")
        self.close_ = button(_("Count and close") + " Ctrl+↵", self.closing.emit, "primary",
                             "cash-lock")  # fmt: skip
        for made in (into, out, self.close_):
            made.setEnabled(rights["enabled"])
            tip(made, rights["why"])
        self.moves, self.none = Sheet(), label("", "muted", wrap=True)
        self.card = DetailCard()
        self.card.setFixedWidth(theme.px(356))
        left = card()
        left.setLayout(
            column(label(_("Cash in and out beside receipts"), "section"), self.none, self.moves,
                   margin=16, gap=8)
        )  # fmt: skip
        both = row(gap=12)
        both.addWidget(left, 1)
        both.addWidget(self.card)
        head = row(label(_("Drawer"), "title"), self.subtitle, None, into, out, self.close_, gap=12)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 12)
        box.setSpacing(12)
        box.addLayout(head)
        box.addLayout(both, 1)
        keys = shortcuts.of(self).name(_("Drawer"))
        keys.add("Ctrl+I", _("Cash in"), lambda: self.move_cash(1))
        keys.add("Ctrl+O", _("Cash out"), lambda: self.move_cash(-1))
        keys.add("Ctrl+Return", _("Count and close"), self.closing.emit)

    def show_shift(self, shift: ShiftRow) -> None:
        """Show this drawer."""
        self.shift = shift
        since = self._show.moment(shift.opened_at)
        self.subtitle.setText(
            _("{number}, open since {time}").format(number=shift.number, time=since)
        )
        found = moves_of(self.desk, shift.id) if self.desk.allows(Permission.CASH_VIEW) else []
        self.none.setText("" if found else _("Nothing was put in or taken out."))
        self.none.setVisible(not found)
        self.moves.setVisible(bool(found))
        rows = [
            [self._show.moment(m.at), m.number, signed(m.amount), m.reason, m.who]
            for m in reversed(found)
        ]
        titles = [_("Time"), _("Number"), _("Amount"), _("Reason"), _("Who")]
        self.moves.show_rows(titles, rows, right={2}, stretch=3)
        self.card.show_detail(self._detail(shift, found))

    def _detail(self, shift: ShiftRow, found: list[MoveRow]) -> Detail:
        into = sum(m.amount for m in found if m.amount > 0)
        out = -sum(m.amount for m in found if m.amount < 0)
        lines = [
            Line(_("Opened by"), f"{shift.opener} · {self._show.moment(shift.opened_at)}"),
            Line(_("Business date"), shift.business_date.isoformat()),
            Line(_("Float"), self._sign + money(shift.opening)),
        ]
        if found:
            lines += [Line(_("Put in"), self._sign + money(into)),
                      Line(_("Taken out"), self._sign + money(out))]  # fmt: skip
        yesterday = shift.business_date < self.desk.today
        notice = _("This drawer was not closed on its day. Count and close it first.")
        return Detail(
            heading=shift.number,
            subtitle=shift.desk,
            state=pgettext("drawer", "Open"),
            tone="late" if yesterday else "ok",
            notice=notice if yesterday else _(
                "What should be in the drawer is told only after you have counted it."
            ),
            notice_tone="late" if yesterday else "accent",
            lines=lines,
        )  # fmt: skip

    def move_cash(self, way: int) -> None:
        """Ask what is put in (1) or taken out (-1)."""
        if not self.close_.isEnabled():
            return
        form = Form(columns=1)
        form.add(
            MoneyField("amount", _("Amount"), required=True, zero=False, hint=self._sign),
            TextField("reason", _("Reason"), limit=REASONS, required=True,
                      placeholder=_("Change from the bank") if way > 0 else _("Cash to the safe")),
        )  # fmt: skip
        title = _("Cash into the drawer") if way > 0 else _("Cash out of the drawer")
        dialog = FormDialog(self, title, form, yes=_("Put in") if way > 0 else _("Take out"),
                            high=300)  # fmt: skip

        def save() -> None:
            amount = way * int(form["amount"].value() or 0)
            actions.run(form, shifts.cash_move, self.desk, amount, form["reason"].value() or "",
                        request=form.request, done=dialog.close_with)  # fmt: skip

        dialog.save = save
        if dialog.run():
            made: MoveRow = dialog.result_value
            words = _("{number}: {amount} {reason}").format(
                number=made.number, amount=signed(made.amount), reason=made.reason
            )
            messages.say(self, words, "ok")

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.close_.setFocus()
