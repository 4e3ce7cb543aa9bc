"""Deposits and prepaid accounts 押金预存: what is held for whom, and every movement of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.papers import papers_of
from desk.core.words import N_, _, gettext, ngettext
from desk.fees import accounts
from desk.fees.accounts import ACCOUNTS, AccountRow, EntryRow
from desk.fees.adjustments.moving import transfer
from desk.fees.adjustments.rows import AdjustmentRow
from desk.fees.till.papers_out import issue_deposit_slip
from desk.printing import Missing
from ui.fees.accounts.forms import TransferForm
from ui.kit import actions, exporting, messages
from ui.kit.actions import Action, new_request
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, money
from ui.kit.frame import Frame
from ui.kit.papers_out import PapersOut
from ui.kit.parts import Part, PartRow
from ui.kit.plain import short
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage

SLIP = "deposit_slip"
DOCUMENTS = {
    "receipt": N_("Receipt"), "refund": N_("Refund"), "adjustment": N_("Correction"),
}  # fmt: skip
MOVEMENTS = 40  # on the card, the newest


class AccountsPage(FormsPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.papers = PapersOut(self, frame)
        self._show = Display(self.desk.local, lambda: self.desk.today)
        self.show_list(self._register())

    def _register(self) -> RegisterPage:
        begin = self.frame.begin
        kinds = (
            Action("deposit", _("A deposit …"), lambda: begin("till", "deposit")),
            Action("prepay", _("A prepayment …"), lambda: begin("till", "prepay")),
        )
        take = Action(
            "take", _("Take money"), lambda: begin("till", "deposit"), "cash-plus",
            shortcut="Ctrl+N", primary=True, enabled=self.desk.allows(Permission.RECEIPT_POST),
            why=_("A cashier takes money."), menu=kinds,
        )  # fmt: skip
        return RegisterPage(
            self.desk, ACCOUNTS, icon="piggy-bank-outline",
            actions=[take, exporting.menu(lambda: self.list, self.frame)], detail=self._detail,
            empty=Empty(
                _("Nothing is held"),
                _("Deposits and prepayments stand here with all of their movements."),
                kinds[0] if take.enabled else None,
            ),
            relevant=lambda news: news.about("account", "receipt", "refund", "adjustment"),
        )  # fmt: skip

    # -- the card

    def _detail(self, row: AccountRow) -> Detail | None:
        try:
            fresh = accounts.get_account(self.desk, row.id)
            moved = accounts.entries(self.desk, row.id)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        moves = self._moves(fresh)
        return Detail(
            heading=fresh.number or texts.word("account.kind", fresh.kind),
            subtitle=" · ".join(p for p in (fresh.unit_code, fresh.person_name) if p),
            state=money(fresh.balance),
            tone="ok" if fresh.balance else "void",
            lines=self._lines(fresh),
            parts=[self._movements(moved)],
            moves=moves[:3],
            more=moves[3:],
        )

    def _lines(self, row: AccountRow) -> list[Line]:
        made = [Line(_("Kind"), texts.word("account.kind", row.kind))]
        if row.item_name:
            made.append(Line(_("Item"), row.item_name))
        show = self.frame.show_record
        if row.unit is not None:
            made.append(Line(_("Unit"), row.unit_code, open=partial(show, "unit", row.unit)))
        if row.person is not None:
            made.append(
                Line(_("Customer"), row.person_name, open=partial(show, "person", row.person))
            )
        made.append(Line(_("Since"), row.opened_on.isoformat()))
        if row.note:
            made.append(Line(_("Note"), row.note))
        for paper in papers_of("account", row.id)[-2:]:
            copy = _("copy {n}").format(n=paper.copy) if paper.copy else ""
            parts = (copy, self._show.moment(paper.at), paper.who)
            made.append(Line(_("Printed"), " · ".join(part for part in parts if part)))
        return made

    def _movements(self, moved: tuple[EntryRow, ...]) -> Part:
        rows = [self._movement(one) for one in moved[::-1][:MOVEMENTS]]
        left = len(moved) - len(rows)
        more = ngettext("and {n} earlier", "and {n} earlier", left).format(n=left) if left else ""
        return Part(_("Movements, newest first"), rows, more=more)

    def _movement(self, one: EntryRow) -> PartRow:
        kind = gettext(DOCUMENTS[one.document])
        left = _("{amount} after it").format(amount=money(one.balance))
        sign = "+" if one.amount > 0 else ""
        return PartRow(
            f"{kind} {one.number}".strip(),
            f"{self._show.text('date', one.business_date)} · {left}",
            tag=f"{sign}{money(one.amount)}",
            open=partial(self.frame.show_record, one.document, one.document_id),
        )

    def _moves(self, row: AccountRow) -> list[Action]:
        made: list[Action] = []

        def offer(permission: Permission, key: str, title: str, run: Callable[[], object],
                  primary: bool = False, needs: bool = True) -> None:  # fmt: skip
            if self.desk.allows(permission):
                why = "" if needs else _("Nothing is left on this account.")
                made.append(Action(key, title, run, primary=primary, enabled=needs, why=why))

        held = row.balance > 0
        offer(Permission.REFUND_REQUEST, "refund", _("Refund …"), partial(self._refund, row),
              True, held)  # fmt: skip
        if row.kind == "deposit":
            offer(Permission.PAPER_PRINT, "slip", _("Print the slip"), partial(self._slip, row))
        else:
            offer(Permission.ACCOUNT_TRANSFER, "transfer", _("Transfer …"),
                  partial(self._transfer, row), False, held)  # fmt: skip
        if row.unit is not None:
            offer(Permission.RECEIPT_POST, "pay", _("Go to the till"),
                  partial(self.frame.begin, "till", "pay", unit=row.unit))  # fmt: skip
        return made

    # -- doing

    def _slip(self, row: AccountRow) -> None:
        request = new_request()

        def draw(_layout: str, missing: Missing) -> bytes:
            return issue_deposit_slip(self.desk, row.id, missing=missing, request=request)

        self.papers.hand_out(SLIP, draw, _("Deposit slip"), row.number)

    def _refund(self, row: AccountRow) -> None:
        self.frame.begin("documents", "deposit_refund", account=row.id)

    def _transfer(self, row: AccountRow) -> None:
        form = TransferForm(self.desk, row)

        def save() -> None:
            unit, person = form.target()
            values = form.values()
            actions.run(
                form, transfer, self.desk, row.id, unit, person, values["amount"],
                values["reason"], request=form.request, done=done,
            )  # fmt: skip

        def done(made: AdjustmentRow) -> None:
            self.saved()
            words = _("{number}: {amount} was transferred.")
            self.say(words.format(number=made.number, amount=money(made.amount)))

        where = " · ".join(part for part in (row.unit_code, row.person_name) if part)
        title = _("Transfer from the prepaid account")
        self.open_form(
            f"transfer.{row.id}", title, form, save, yes=_("Transfer"), subtitle=short(where)
        )

    # -- the window asks

    def begin(self, what: str, **values: Any) -> None:
        """``transfer`` or ``slip`` of ``account=id``."""
        row = accounts.get_account(self.desk, values["account"])
        self.show_record("account", row.id)
        if what == "transfer":
            self._transfer(row)
        elif what == "slip":
            self._slip(row)

    def show_record(self, kind: str, record: int) -> None:
        """Show one account in the list."""
        self.home()
        self.list.show_record(record)

    def scenes(self) -> dict[str, Callable[[], object]]:
        def move() -> None:
            row = self.list.current()
            if row is not None:
                self._transfer(row)

        return {"transfer": move}
