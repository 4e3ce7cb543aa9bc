"""The stock of pre-printed receipt books 票据本: what is left, what became of each sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.listing import Column, Filter
from desk.core.settings import DESK_NAME
from desk.core.words import N_, _, ngettext
from desk.fees import books
from desk.fees.books import BookDraft, BookRow
from ui.kit import actions, messages
from ui.kit.actions import Action
from ui.kit.datefields import DateField
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.fields import TextField
from ui.kit.form import Form
from ui.kit.frame import Frame
from ui.kit.parts import Part, PartRow
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage, may
from ui.kit.short_list import ShortList, no_filter

SHEETS = 30  # sheets that stand on the card, the last ones
USUAL = "used"


def _read(desk: Desk, filters: Mapping[str, Any]) -> Sequence[BookRow]:
    return books.books(desk, True if filters.get("active") else None)


def _state(row: BookRow) -> tuple[str, str, str]:
    if not row.active:
        return ("book.state", "inactive", _("Out of use"))
    if not row.left:
        return ("book.state", "inactive", _("Used up"))
    return ("book.state", "active", _("In use"))


BOOKS = ShortList(
    key="receipt_books",
    title=N_("Receipt books"),
    columns=(
        Column("first", N_("First sheet"), "code", lambda r: r.first, 130),
        Column("last", N_("Last sheet"), "code", lambda r: r.last, 130),
        Column("next", N_("Next sheet"), "code", lambda r: r.next, 130),
        Column("desk", N_("Desk"), "text", lambda r: r.desk, 110),
        Column("left", N_("Sheets left"), "int", lambda r: r.left, 80),
        Column("spoiled", N_("Spoiled"), "int", lambda r: r.spoiled, 80),
        Column("state", N_("State"), "state", _state, 100),
    ),
    read=_read,
    filters=(Filter("active", N_("In use"), no_filter, kind="flag"),),
    defaults={"active": True},
)


class BooksSheet(FormsPage):
    """The stock, and taking a book into it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._show = Display(self.desk.local, lambda: self.desk.today)
        add = Action("add", _("New book"), self.new, "plus", shortcut="Ctrl+N", primary=True,
                     **may(self.desk, Permission.RECEIPT_BOOK_EDIT))  # fmt: skip
        self.show_list(
            RegisterPage(
                self.desk, BOOKS, icon="book-open-page-variant-outline", actions=[add],  # type: ignore[arg-type]
                detail=self._detail,
                empty=Empty(
                    _("No receipt books"),
                    _("Only for sites that print on numbered paper: the program proposes the next "
                      "sheet and keeps what became of each."),
                    add,
                ),
                relevant=lambda news: news.about("receipt_book", "book_sheet", "receipt"),
            )
        )  # fmt: skip

    def show_record(self, kind: str, record: int) -> None:
        self.home()
        self.list.show_record(record)

    def new(self) -> None:
        """The form of a book that came into stock."""
        desk, form = self.desk, Form()
        form.add(
            TextField("first", _("First sheet"), limit=40, required=True, placeholder="A0001001"),
            TextField("last", _("Last sheet"), limit=40, required=True, placeholder="A0001100"),
            TextField("desk", _("For the desk"), limit=80, hint=_("empty: any desk"),
                      placeholder=str(desk.settings.get(DESK_NAME))),
            DateField("received_on", _("Received on"), today=lambda: desk.today),
        )  # fmt: skip
        form["received_on"].set_value(desk.today)

        def save() -> None:
            got = form.values()
            draft = BookDraft(got["first"] or "", got["last"] or "", got["desk"] or "",
                              got["received_on"])  # fmt: skip
            actions.run(form, books.add_book, desk, draft, request=form.request, done=done)

        def done(row: BookRow) -> None:
            self.saved()
            self.list.show_record(row.id)
            self.say(_("{first} – {last} are in stock.").format(first=row.first, last=row.last))

        self.open_form("book.new", _("New receipt book"), form, save)

    def _switch(self, row: BookRow) -> None:
        said = _("The book is out of use.") if row.active else _("The book is in use again.")
        actions.run(self.list, books.set_book_active, self.desk, row.id, not row.active,
                    done=lambda _row: self.say(said))  # fmt: skip

    def _detail(self, row: BookRow) -> Detail | None:
        try:
            fresh = books.get_book(self.desk, row.id)
            found = books.sheets(self.desk, row.id)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        code = _state(fresh)
        rights = may(self.desk, Permission.RECEIPT_BOOK_EDIT)
        off = _("Take out of use") if fresh.active else _("Take into use again")
        more = len(found) - SHEETS
        return Detail(
            heading=f"{fresh.first} – {fresh.last}",
            subtitle=fresh.desk or _("any desk"),
            state=code[2],
            tone="ok" if code[1] == "active" else "void",
            lines=[
                Line(_("Next sheet"), fresh.next or "—"),
                Line(_("Used"), f"{fresh.used:,}"),
                Line(_("Spoiled"), f"{fresh.spoiled:,}", "due" if fresh.spoiled else None),
                Line(_("Sheets left"), f"{fresh.left:,}"),
                Line(_("Received on"), fresh.received_on.isoformat()),
            ],
            parts=[
                Part(
                    _("Sheets"), [self._sheet(one) for one in reversed(found[-SHEETS:])],
                    empty=_("None is used yet."),
                    more=ngettext("and {n} more", "and {n} more", more).format(n=more)
                    if more > 0 else "",
                )
            ],
            moves=[Action("switch", off, partial(self._switch, fresh), **rights)],
        )  # fmt: skip

    def _sheet(self, one: Any) -> PartRow:
        words = texts.word("sheet.state", one.state)
        case = texts.word("sheet.case", one.case) if one.case else ""
        about = (case, one.reason, one.who, self._show.moment(one.at))
        usual = one.state == USUAL and not one.case
        return PartRow(
            one.number, " · ".join(part for part in about if part), tag=words,
            tone=None if usual else "due",
        )  # fmt: skip
