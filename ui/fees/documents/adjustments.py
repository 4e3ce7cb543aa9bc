"""Write-offs 核销, credits 减免, transfers 转账 and moved payments: corrections without money."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.words import _
from desk.estate.units import get_unit
from desk.fees import flow
from desk.fees.adjustments import moving, rows, verbs
from desk.fees.adjustments.listing import ADJUSTMENTS
from desk.fees.adjustments.rows import AdjustmentLine, AdjustmentRow, AdjustmentView
from desk.fees.refunds.limits import refundable_lines
from desk.fees.till.debts import debts_of_unit
from desk.fees.till.rows import read_one
from ui.fees.documents.adjust_forms import LetOffForm, MoveForm
from ui.fees.documents.decide import Decider
from ui.fees.documents.pick import pick_receipt, pick_unit
from ui.fees.documents.refund_card import decided
from ui.kit import actions, exporting, messages
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, money
from ui.kit.frame import Frame
from ui.kit.parts import Part, PartRow
from ui.kit.plain import short
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage
from ui.kit.timeline import Entry

COLUMNS = ("number", "kind", "unit", "amount", "target", "state")


class AdjustmentsTab(FormsPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._show = Display(self.desk.local, lambda: self.desk.today)
        self.decide = Decider(self, flow.ADJUSTMENT)
        self.show_list(self._register())

    def _register(self) -> RegisterPage:
        asks = self.desk.allows(Permission.ADJUSTMENT_REQUEST)
        moves = self.desk.allows(Permission.ACCOUNT_TRANSFER)
        let_off = Action("write_off", _("Write off or credit debts …"),
                         lambda: self.begin("write_off"), enabled=asks)  # fmt: skip
        menu = (
            let_off,
            Action("move", _("Move a payment to another unit …"), lambda: self.begin("move"),
                   enabled=moves),
            Action("transfer", _("Transfer from a prepaid account …"),
                   lambda: self.frame.go("accounts"), enabled=moves),
        )  # fmt: skip
        new = Action(
            "new", _("New correction"), lambda: self.begin("write_off"), "file-edit-outline",
            primary=True, shortcut="Ctrl+N", enabled=asks or moves,
            why=_("A cashier asks for corrections."), menu=menu,
        )  # fmt: skip
        made = RegisterPage(
            self.desk, ADJUSTMENTS, icon="file-edit-outline",
            actions=[new, exporting.menu(lambda: self.list, self.frame)], detail=self._detail,
            empty=Empty(
                _("No corrections yet"),
                _("What is let off, written off or moved to another unit has a document of its own "
                  "here, approved by somebody else."),
                let_off if asks else None,
            ),
            relevant=lambda news: news.about("adjustment"),
        )  # fmt: skip
        made.set_columns(COLUMNS)
        return made

    # -- the card

    def _detail(self, row: AdjustmentRow) -> Detail | None:
        try:
            found = rows.view_adjustment(self.desk, row.id)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        fresh = found.row
        waits, made = self.decide.waits(fresh.state), self.decide.moves(fresh)
        return Detail(
            heading=money(fresh.amount),
            subtitle=" · ".join(p for p in (fresh.number, fresh.unit_code) if p),
            state=texts.word("adjustment.state", fresh.state),
            tone=fresh.tone,
            notice=self.decide.why_second(fresh.staff) if waits else "",
            lines=self._lines(fresh),
            parts=self._charges(found),
            timeline=self._timeline(fresh),
            moves=made[:2],
            more=made[2:],
        )

    def _lines(self, row: AdjustmentRow) -> list[Line]:
        show = self.frame.show_record
        made = [Line(_("Kind"), texts.word("adjustment.kind", row.kind))]
        if row.unit is not None:
            made.append(Line(_("Unit"), row.unit_code, open=partial(show, "unit", row.unit)))
        if row.account is not None:
            name = row.person_name or _("Prepaid account")
            made.append(Line(_("Moved from"), name, open=partial(show, "account", row.account)))
        if row.target is not None:
            name = " ".join(p for p in (row.target_unit_code, row.target_name) if p)
            made.append(Line(_("Moved to"), name, open=partial(show, "account", row.target)))
        made.append(Line(_("Reason"), row.reason))
        return made

    def _charges(self, found: AdjustmentView) -> list[Part]:
        if not found.lines:
            return []
        moved = found.row.kind == "transfer"
        title = _("Moved away from") if moved else _("Let off")
        return [Part(title, [self._charge(line) for line in found.lines])]

    def _charge(self, line: AdjustmentLine) -> PartRow:
        details = [
            line.unit_code, f"{line.period_from:%Y-%m-%d} – {line.period_to:%Y-%m-%d}",
            _("{amount} owed now").format(amount=money(line.balance)),
        ]  # fmt: skip
        if line.late_fee:
            details.append(_("late fee {amount}").format(amount=money(line.late_fee)))
        if line.receipt_number:
            details.append(line.receipt_number)
        show = partial(self.frame.show_record, "receipt", line.receipt) if line.receipt else None
        return PartRow(line.item_name, " · ".join(details), tag=money(line.amount), open=show)

    def _timeline(self, row: AdjustmentRow) -> list[Entry]:
        made = []
        at = self._show.moment
        if row.decided_at is not None and row.kind != "transfer":
            made.append(Entry(at(row.decided_at), decided(row.state, row.decider, row.decision)))
        made.append(Entry(at(row.at), _("{who} entered it").format(who=row.who)))
        return made

    # -- asking for one

    def _let_off(self, unit: int, kind: str) -> None:
        debts = debts_of_unit(self.desk, unit)
        known = get_unit(self.desk, unit)
        if not debts:
            self.say(_("{unit} owes nothing.").format(unit=known.code), "info")
            return
        form = LetOffForm(debts, kind)

        def save() -> None:
            actions.run(form, verbs.request_adjustment, self.desk, form.draft(),
                        request=form.request, done=done)  # fmt: skip

        def done(made: AdjustmentRow) -> None:
            self.saved()
            self.show_record("adjustment", made.id)
            self.say(_("{number} waits for approval by somebody else.").format(number=made.number))

        title = _("Write off or credit: {unit}").format(unit=known.code)
        self.open_form(f"let_off.{unit}", title, form, save, yes=_("Ask for it"))

    def _move(self, receipt: int) -> None:
        row = read_one(self.desk, receipt)
        lines = [
            line for line in refundable_lines(self.desk, receipt)
            if line.charge is not None and line.amount + line.late_fee
        ]  # fmt: skip
        if not lines:
            words = _("{number} has no payment of a debt that could be moved.")
            self.say(words.format(number=row.number), "warn")
            return
        form = MoveForm(self.desk, lines)

        def save() -> None:
            v = form.values()
            actions.run(
                form, moving.move_payment, self.desk, v["line"], v["target_unit"],
                v["target_person"] or None, v["reason"] or "", v["amount"], request=form.request,
                done=done,
            )  # fmt: skip

        def done(made: AdjustmentRow) -> None:
            self.saved()
            self.show_record("adjustment", made.id)
            words = _("{number}: {amount} is on the prepaid account of {unit} now.")
            self.say(
                words.format(
                    number=made.number, amount=money(made.amount), unit=made.target_unit_code
                )
            )

        title = _("Move a payment of {number}").format(number=row.number)
        where = " · ".join(part for part in (row.unit_code, row.payer) if part)
        self.open_form(f"move.{receipt}", title, form, save, yes=_("Move"), subtitle=short(where))

    # -- the window asks

    def begin(self, what: str, **values: Any) -> None:
        """``write_off`` or ``credit`` of ``unit=id``, ``move`` of ``receipt=id``; asked for if not
        given."""
        needed = Permission.ACCOUNT_TRANSFER if what == "move" else Permission.ADJUSTMENT_REQUEST
        try:
            self.desk.require(needed)
            if what == "move":
                found = values.get("receipt") or pick_receipt(self, self.desk, _("Which receipt?"))
                if found is not None:
                    self._move(found)
                return
            found = values.get("unit") or pick_unit(self, self.desk, _("Whose debts?"))
            if found is not None:
                self._let_off(found, what)
        except DeskError as error:
            messages.sorry(self.list, error)

    def show_record(self, kind: str, record: int) -> None:
        """Show one document in the list."""
        self.home()
        self.list.show_record(record)

    def scenes(self) -> dict[str, Callable[[], object]]:
        row = self.list.model.row_at(0)
        if row is None or row.unit is None:
            return {}
        return {"let_off": partial(self._let_off, row.unit, "write_off")}
