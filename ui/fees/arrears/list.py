"""The list of units in arrears, and the next step against each: ring, write, print, take money."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.errors import DeskError
from desk.core.words import _, listed, ngettext
from desk.fees.dunning import contacts, notices
from desk.fees.dunning.ladder import STEPS
from desk.fees.dunning.listing import ARREARS, arrears_of, arrears_summary
from desk.fees.dunning.rows import ArrearsRow, ContactRow, NoticeDraft
from ui import theme
from ui.fees.arrears.card import ArrearsCard
from ui.fees.arrears.contact import ContactForm
from ui.fees.arrears.notices import NoticesForm
from ui.fees.arrears.papers import ArrearsPapers
from ui.kit import actions, exporting, messages
from ui.kit.actions import Action
from ui.kit.detail import Detail, DetailCard
from ui.kit.display import money
from ui.kit.frame import Frame
from ui.kit.plain import button, short
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage, may

LARGE = 115  # % of text size
COLUMNS = ("unit", "names", "total", "days", "step", "last", "promised")
KINDS = ("charge", "receipt", "contact", "notice", "refund", "adjustment", "billing_run")


class ArrearsTab(FormsPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.cards = ArrearsCard(self, self.desk)
        self.papers = ArrearsPapers(self, frame)
        self.column.insertWidget(0, self.papers.bar)
        self.show_list(self._register())

    def _register(self) -> RegisterPage:
        contact = Action("contact", _("Write down a contact"), self._contact_current, "phone-plus",
                         shortcut="Ctrl+N", primary=True,
                         **may(self.desk, Permission.DUNNING_WORK))  # fmt: skip
        print_ = Action("notices", _("Print notices …"), lambda: self.begin("notices"),
                        "printer-outline", shortcut="Ctrl+P",
                        **may(self.desk, Permission.NOTICE_PRINT))  # fmt: skip
        made = RegisterPage(
            self.desk, ARREARS, icon="cash-clock", summary=self._summary,
            actions=[contact, print_, exporting.menu(lambda: self.list, self.frame)],
            detail=self._detail,
            empty=Empty(
                _("Nobody owes anything"),
                _("Units whose charges are not paid stand here from the day they fall due."),
            ),
            relevant=lambda news: news.about(*KINDS),
        )  # fmt: skip
        # With large text there is no room for the last contact; the card tells it.
        large = theme.text_size() > LARGE
        made.set_columns([key for key in COLUMNS if not large or key != "last"])
        return made

    def _summary(self) -> str:
        found = arrears_summary(self.desk)
        units = ngettext("{n} unit", "{n} units", found.units).format(n=f"{found.units:,}")
        parts = [units, _("{amount} late").format(amount=money(found.overdue))]
        if found.broken:
            words = ngettext("{n} promise broken", "{n} promises broken", found.broken)
            parts.append(words.format(n=found.broken))
        return " · ".join(parts)

    # -- the card

    def _detail(self, row: ArrearsRow) -> Detail | None:
        try:
            return self.detail(row, self._moves(row))
        except DeskError as error:
            messages.sorry(self, error)
            return None

    def detail(self, row: ArrearsRow, moves: list[Action]) -> Detail:
        """A unit's card; beside the contact's form it stands without moves."""
        state, tone = self.cards.state(row)
        return Detail(
            heading=row.unit_code,
            subtitle=" · ".join(part for part in (row.building_name, *row.names) if part),
            state=state,
            tone=tone,
            lines=self.cards.lines(row),
            parts=[
                self.cards.people(row.id),
                self.cards.contacts(row.id),
                self.cards.debts(row.id),
            ],
            moves=moves[:3],
            more=moves[3:],
        )

    def _moves(self, row: ArrearsRow) -> list[Action]:
        desk, unit = self.desk, row.id
        allowed = desk.allows
        made: list[Action] = []

        def offer(permission: Permission, key: str, title: str, run: Callable[[], object],
                  primary: bool = False) -> None:  # fmt: skip
            if allowed(permission):
                made.append(Action(key, title, run, primary=primary))

        offer(Permission.DUNNING_WORK, "contact", _("Contact"), partial(self._contact, row), True)
        offer(Permission.RECEIPT_POST, "pay", _("Take payment"),
              partial(self.frame.begin, "till", "pay", unit=unit))  # fmt: skip
        offer(Permission.NOTICE_PRINT, "notice", _("Notice"), partial(self._one, row, "notice"))
        offer(Permission.NOTICE_PRINT, "demand", _("Formal demand …"),
              partial(self.begin, "notices", unit=unit, kind="demand"))  # fmt: skip
        offer(
            Permission.NOTICE_PRINT, "legal", _("Pack for the lawyer …"), partial(self._legal, row)
        )
        offer(Permission.ADJUSTMENT_REQUEST, "write_off", _("Write off or credit …"),
              partial(self.frame.begin, "documents", "write_off", unit=unit))  # fmt: skip
        offer(Permission.ESTATE_VIEW, "unit", _("Unit card"),
              partial(self.frame.show_record, "unit", unit))  # fmt: skip
        made += self._earlier(unit)
        return made

    def _earlier(self, unit: int) -> list[Action]:
        """The last papers, to be printed once more."""
        if not self.desk.allows(Permission.PAPER_PRINT):
            return []
        return [
            Action(f"again.{one.id}", _("Copy of {number} …").format(number=one.number),
                   partial(self.papers.again, one))
            for one in notices.notices_of(self.desk, unit, 3)
        ]  # fmt: skip

    # -- a contact

    def _contact_current(self) -> None:
        row = self.list.current()
        if row is not None:
            self._contact(row)

    def _contact(self, row: ArrearsRow) -> None:
        form, desk = ContactForm(self.desk, row), self.desk

        def save() -> None:
            actions.run(form, contacts.record_contact, desk, form.draft(), request=form.request,
                        done=done)  # fmt: skip

        def done(made: ContactRow) -> None:
            self.saved()
            words = _("The contact about {unit} is written down.")
            self.say(words.format(unit=made.unit_code))

        beside = DetailCard()
        beside.show_detail(self.detail(row, []))
        title = _("Contact: {unit}").format(unit=row.unit_code)
        screen = self.open_form(
            f"contact.{row.id}", title, form, save, beside=beside, subtitle=short(listed(row.names))
        )
        if row.overdue and desk.allows(Permission.RECEIPT_POST):
            pay = partial(self.frame.begin, "till", "pay", unit=row.id)
            screen.top.addWidget(button(_("Take payment"), pay))

    # -- papers

    def _one(self, row: ArrearsRow, kind: str) -> None:
        draft = NoticeDraft(kind=kind, units=(row.id,), overdue_only=row.overdue > 0)
        self.papers.issue(draft)

    def _legal(self, row: ArrearsRow) -> None:
        asked = messages.confirm(
            self, _("Pack for the lawyer: {unit}").format(unit=row.unit_code),
            _("One file with the debts and their reasons, all contacts and all papers. That it was "
              "made is written down as a step of the dunning."),
            yes=_("Save …"),
        )  # fmt: skip
        if asked:
            self.papers.legal(row)

    def _notices(self, unit: int | None, kind: str) -> None:
        building = self.list.filters.values.get("building")
        form = NoticesForm(self.desk, kind, int(building) if building else None, unit)

        def save() -> None:
            self.papers.issue(form.draft(), form, done=self.saved)

        self.open_form(
            f"notices.{unit or 0}.{kind}", _("Print notices"), form, save, yes=_("Print")
        )

    # -- the window asks

    def begin(self, what: str, **values: Any) -> None:
        """``contact`` or ``unit`` (``unit=id``); ``notices`` (``unit=id``, ``kind``)."""
        unit = values.get("unit")
        if what == "notices":
            self._notices(unit, values.get("kind", "notice"))
        elif unit is not None:
            self.show_unit(unit)
            row = arrears_of(self.desk, unit)
            if what == "contact" and row is not None:
                self._contact(row)

    def show_unit(self, unit: int) -> None:
        """Show one unit in the list."""
        self.home()
        if not self.list.show_record(unit):
            messages.say(self.list, _("Nothing is owed there any more."), "info")

    def show_record(self, kind: str, record: int) -> None:
        """Show one unit (``arrears``), or all at one step of the ladder (``ladder``)."""
        if kind == "ladder":
            self.home()
            self.list.set_filters({"step": STEPS[record - 1]})
            return
        self.show_unit(record)

    def changed(self, news: Changed) -> None:
        """The list hears of it by itself."""

    def scenes(self) -> dict[str, Callable[[], object]]:
        return {
            "record": lambda: self.list.table.select(0),
            "contact": self._contact_current,
            "notices": partial(self.begin, "notices"),
            "demand": partial(self.begin, "notices", kind="demand"),
        }
