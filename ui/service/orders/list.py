"""Work orders: the list, the form of a repair, how it ended, what is done with one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from desk.core.access import Permission, Role
from desk.core.change import Changed
from desk.core.desk import Desk
from desk.core.errors import DeskError, Refused
from desk.core.words import _
from desk.service.orders import amend, dispatch, finish, flow, verbs, waiting
from desk.service.orders.detail import view_order
from desk.service.orders.drafts import OrderDraft
from desk.service.orders.listing import ORDERS
from desk.service.orders.papers_out import MOST, read_order_code
from desk.service.orders.rows import KIND, OrderRow, get_order, order_by_number
from ui.kit import actions, exporting, messages, saved_views
from ui.kit.actions import Action
from ui.kit.detail import Detail
from ui.kit.frame import Frame
from ui.kit.papers_out import PapersOut
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormScreen, FormsPage, may
from ui.service.orders import scenes as orders_scenes
from ui.service.orders.card import OrderCard
from ui.service.orders.files import OrderFiles
from ui.service.orders.finish import FinishForm
from ui.service.orders.form import OrderForm
from ui.service.orders.moves import OrderMoves
from ui.service.orders.papers import OrderPapers
from ui.service.orders.pay import OrderPay
from ui.service.orders.similar import SimilarCard

COLUMNS = ("number", "urgency", "kind", "unit", "text", "state", "due", "engineers")
NEW = "order.new"


class OrdersSheet(FormsPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.papers = OrderPapers(self.desk, PapersOut(self, frame))
        self.files = OrderFiles(self)
        self.pay = OrderPay(self)
        self.moves = OrderMoves(self)
        self.cards = OrderCard(self, self.files, self.papers)
        self.show_list(self._register())

    # -- building

    def _register(self) -> RegisterPage:
        new = Action("new", _("New repair"), self.new, "plus", hint="F6", primary=True,
                     **may(self.desk, Permission.ORDER_WRITE))  # fmt: skip
        made = RegisterPage(
            self.desk, ORDERS, icon="wrench-outline", summary=self._summary,
            actions=[new, exporting.menu(lambda: self.list, self.frame), self._print_menu()],
            detail=self._detail,
            empty=Empty(
                _("No repairs yet"),
                _("A dripping tap, a stuck door, the lift: what is reported stands here until it "
                  "is done, paid and asked about."),
                new,
            ),
            views=saved_views.stored(self.desk, ORDERS.key),
            relevant=lambda news: news.action != "personal.revealed"
            and news.about(KIND, "callback", "receipt", "charge"),
        )  # fmt: skip
        made.set_columns(COLUMNS)
        for keys, (title, filters) in {
            "Alt+1": (_("Nobody has them"), {"state": "open"}),
            "Alt+2": (_("Late"), {"late": True}),
            "Alt+3": (_("Not finished"), {"state": "undone"}),
            "Alt+4": (_("To be closed"), {"state": "to_close"}),
        }.items():
            made.add_quick(keys, title, {"filters": filters, "sort": None})
        session = self.desk.session
        if session is not None and session.role is Role.ENGINEER:
            mine = {"engineer": str(session.staff), "state": "undone"}
            made.add_quick("Alt+5", _("Mine"), {"filters": mine, "sort": None})
            made.set_filters(mine)
        return made

    def _print_menu(self) -> Action:
        writes = may(self.desk, Permission.ORDER_WRITE)
        prints = may(self.desk, Permission.ORDER_WORK)
        return Action(
            "print", _("Print"), self.print_listed, "printer-outline",
            menu=(
                Action("batch", _("All that are listed"), self.print_listed, **prints),
                Action("sheet", _("Day sheets of the engineers"), self.print_sheets, **prints),
                Action("scans", _("Attach scanned papers …"), self.files.ask_scans, **prints),
                Action("close", _("Close what is finished …"), self.moves.close_all, **writes),
            ),
        )  # fmt: skip

    def _summary(self) -> str:
        now = waiting.summary(self.desk)
        parts = [
            _("not assigned {n}").format(n=f"{now.open:,}"),
            _("under way {n}").format(n=f"{now.under_way:,}"),
        ]
        if now.late:
            parts.append(_("late {n}").format(n=f"{now.late:,}"))
        if now.to_close:
            parts.append(_("to close {n}").format(n=f"{now.to_close:,}"))
        return " · ".join(parts)

    def _detail(self, row: OrderRow) -> Detail | None:
        try:
            view = view_order(self.desk, row.id)
            return self.cards.detail(view, *self.moves.of(view))
        except DeskError as error:
            messages.sorry(self, error)
            return None

    # -- a new one, and what was reported altered

    def new(self, **draft: Any) -> None:
        """The form of a repair; ``draft`` is what is known already, as OrderDraft."""
        key = NEW if not draft else f"{NEW}.{sorted(draft.items())!r}"
        if not draft and self._form is not None and self._form[0] == NEW:
            self._form[2].focus_first()
            return
        form = OrderForm(self.desk)
        form.start(**draft)
        self._show_form(key, _("New repair"), form, partial(self._create, form), self._yes())

    def edit(self, order: int) -> None:
        """Alter what was reported."""
        try:
            base = amend.draft_of(self.desk, order)
            row = get_order(self.desk, order)
        except DeskError as error:
            messages.sorry(self, error)
            return
        form = OrderForm(self.desk, assigns=False)
        form.start_with(base)
        # compared with what the form makes of it: seconds and blanks are not changes
        first = [form.draft()]

        def update(desk: Desk, draft: OrderDraft, base: OrderDraft, request: str) -> OrderRow:
            try:
                return amend.update_order(desk, order, draft, base, request=request)
            except Refused as refusal:
                # what somebody else has altered is seen now: saved again, mine stands over it
                first[0] = amend.known_now(desk, order, base, refusal)
                raise

        def save() -> None:
            actions.run(form, update, self.desk, form.draft(), first[0], request=form.request,
                        done=self._saved)  # fmt: skip

        title = _("Repair {number}").format(number=row.number)
        self._show_form(f"order.{order}", title, form, save, "", order)

    def _show_form(
        self, key: str, title: str, form: OrderForm, save: Callable[[], object], yes: str,
        leave_out: int = 0,
    ) -> FormScreen:  # fmt: skip
        beside = SimilarCard(self.frame, leave_out)
        form.asked.connect(lambda: beside.look(form))
        made = self.open_form(key, title, form, save, yes=yes, beside=beside)
        beside.look(form)
        return made

    def _yes(self) -> str:
        return _("Take it down and print") if self.papers.may else _("Take it down")

    def _create(self, form: OrderForm) -> None:
        def done(row: OrderRow) -> None:
            engineer = form.engineer()
            if engineer is not None:
                given = actions.run(
                    self.list, dispatch.assign, self.desk, row.id, (engineer,), row.wanted_from,
                    row.wanted_until, request=f"{form.request}.assign",
                )  # fmt: skip
                row = given or row
            self._saved(row)
            self.papers.print_new(row)

        actions.run(form, verbs.create_order, self.desk, form.draft(), request=form.request,
                    done=done)  # fmt: skip

    def _saved(self, row: OrderRow) -> None:
        self.saved()
        self.home()
        self.list.show_record(row.id)
        who = row.engineers or _("nobody yet")
        words = _("{number} is kept: {where}, {engineers}.")
        self.say(words.format(number=row.number, where=row.where, engineers=who))

    # -- how it ended

    def finish(self, order: int) -> None:
        """The form of what was done, with what, who pays."""
        try:
            view = view_order(self.desk, order)
        except DeskError as error:
            messages.sorry(self, error)
            return
        form, row = FinishForm(self.desk, view), view.row
        verb: Any = finish.correct if row.state == flow.DONE else finish.finish

        more: dict[str, Any] = {"was": view.seen} if verb is finish.correct else {}

        def save() -> None:
            actions.run(form, verb, self.desk, order, form.draft(), request=form.request,
                        done=self._finished, **more)  # fmt: skip

        about = " · ".join(part for part in (row.where, row.kind_name, row.text[:60]) if part)
        self.open_form(f"order.finish.{order}", _("Finish {number}").format(number=row.number),
                       form, save, yes=_("Finished"), subtitle=about)  # fmt: skip

    def _finished(self, row: OrderRow) -> None:
        self.saved()
        self.home()
        self.list.show_record(row.id)
        words = _("{number} is finished.").format(number=row.number)
        pays = row.to_pay and row.unit is not None and self.desk.allows(Permission.RECEIPT_POST)
        offer = None
        if pays:
            offer = (_("Take payment"), partial(self.pay.go, row))
        messages.say(self.now, words, "ok", offer=offer, timeout=0 if pays else None)

    # -- paper

    def print_listed(self) -> None:
        """All orders that the list shows now, one after the other."""
        source = self.list.model.source
        count = self.list.model.rowCount()
        if not count or count > MOST:
            words = _("From 1 to {most} orders are printed at once. Filter the list first.")
            self.say(words.format(most=MOST), "warn")
            return
        self.papers.print_many([row.id for row in source.rows(0, count)])

    def print_sheets(self) -> None:
        """Today's sheets of all engineers."""
        self.papers.print_day(self.desk.today)

    # -- what the window asks

    def begin(self, what: str, **values: Any) -> None:
        """``new`` (a draft), ``edit``, ``finish``, ``assign`` (order=), ``back`` from the till."""
        if what == "back" or (what == "new" and not values and self.pay.waits):
            self.pay.back()  # F6 at the till, too: back to what waits
        elif what == "new":
            if not self.desk.allows(Permission.ORDER_WRITE):
                messages.may_not(self.now)
                return
            self.new(**values)
        elif values.get("order"):
            self.show_record(KIND, values["order"])
            if what == "finish":
                self.finish(values["order"])
            elif what == "assign":
                self.moves.assign(get_order(self.desk, values["order"]))
            else:
                self.edit(values["order"])

    def show_record(self, kind: str, record: int) -> None:
        """One order, or (``orders_to_close``) all that only have to be closed."""
        self.pay.forget()
        self.home()
        if kind == "orders_to_close":
            self.list.set_filters({"state": flow.DONE})
        elif not self.list.show_record(record):
            self.say(_("There is no such work order."), "warn")

    def scanned(self, text: str) -> bool:
        """An order's paper came back: its card, and what is next with it."""
        try:
            row = read_order_code(self.desk, text)
        except DeskError as error:
            try:
                row = order_by_number(self.desk, text)
            except DeskError:
                messages.sorry(self.now, error)
                return True
        self.show_record(KIND, row.id)
        return True

    def changed(self, news: Changed) -> None:
        """The list hears of changes by itself."""

    def scenes(self) -> dict[str, Callable[[], object]]:
        """The form empty, full and refused; the end; each state's card."""
        return orders_scenes.scenes(self)
