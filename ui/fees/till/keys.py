"""The keys of the cashier's screen: everything can be done by them alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desk.core.words import _
from desk.fees.till.drafts import TENDERS
from ui.fees.till.tenders import tender_word
from ui.kit import shortcuts

if TYPE_CHECKING:
    from ui.fees.till.page import TillPage


def bind(page: TillPage) -> None:
    """Bind the keys of the cashier's screen and list them."""
    keys = shortcuts.of(page).name(_("Take payment"))
    keys.add("Ctrl+Enter", _("Post and print"), lambda: page.posting.post(True))
    other = QShortcut(QKeySequence("Ctrl+Return"), page)  # the same key to whoever presses it
    other.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    other.activated.connect(lambda: page.posting.post(True))
    keys.add("Ctrl+S", _("Post without printing"), lambda: page.posting.post(False))
    keys.add("Ctrl+N", _("Next customer"), page.next)
    keys.add("Ctrl+D", _("Discount or late fee of the selected debt"),
             page.debts.let_off_current)  # fmt: skip
    keys.add("Ctrl+U", _("Another unit of this payer, or all of them"), page.strip.next)
    keys.add("Ctrl+1", _("Paid service"), page.quick.service.widget.setFocus)
    for action in page.more.actions():
        keys.add(action.shortcut, action.title, action.run)
    for number, kind in enumerate(TENDERS, 1):
        keys.add(f"Alt+{number}", tender_word(kind),
                 partial(page.pay.tenders.add, kind))  # fmt: skip
    keys.add("Alt+D", _("To the debts"), page.debts.table.setFocus)
    keys.add("Alt+A", _("To the amount"), page.debts.focus_amount)
    keys.add("Alt+P", _("To the payer"), page.focus_payer)
    keys.tell(_("Space"), _("Pay the selected debt, or not"))
    keys.tell("Ctrl+A", _("Pay all debts, or none"))
    keys.tell("Enter", _("On: payer, amount, money given, post"))
    keys.tell("Esc", _("Back to the search box; what was typed is kept"))
