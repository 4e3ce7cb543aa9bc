"""The stock of pre-printed receipt books: what is there, what is left, taking one in.

BooksDialog(page, desk).run()
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.core.desk import Desk
from desk.core.settings import DESK_NAME
from desk.core.words import _, ngettext
from desk.fees.books import BookDraft, BookRow, add_book, books, set_book_active
from ui.kit import actions, messages
from ui.kit.actions import Action
from ui.kit.fields import CheckField, TextField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.parts import Part, PartRow, PartView
from ui.kit.plain import column


class BooksDialog(FormDialog):
    """See the top of this module."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._desk = desk
        form = Form(columns=2)
        super().__init__(
            parent, _("Receipt books"), form, yes=_("Take into stock"), high=560,
            text=_("The next number is proposed with each receipt, in the order of the books."),
        )  # fmt: skip
        self.stock = QWidget()
        self.stock.setProperty("role", "clear")
        self._box = column()
        self.stock.setLayout(self._box)
        form.add_widget(self.stock)
        form.section(_("Another book"))
        form.add(
            TextField("first", _("First number"), limit=32, required=True, placeholder="A0001001"),
            TextField("last", _("Last number"), limit=32, required=True, placeholder="A0001050"),
            CheckField("here", _("For this desk only"), wide=True),
        )
        self.no.setText(_("Close"))
        self.save = self._add
        self._show()

    def _show(self) -> None:
        while self._box.count():
            gone = self._box.takeAt(0)
            widget = gone.widget() if gone is not None else None
            if widget is not None:
                widget.deleteLater()
        rows = [self._row(book) for book in books(self._desk, None)]
        self._box.addWidget(PartView(Part(_("In stock"), rows, empty=_("No book is in stock."))))

    def _row(self, book: BookRow) -> PartRow:
        left = ngettext("{count} sheet left", "{count} sheets left", book.left)
        said = [left.format(count=book.left), book.desk]
        if book.spoiled:
            said.append(_("{count} void").format(count=book.spoiled))
        if book.next and book.active:
            said.append(_("next {number}").format(number=book.next))
        title = _("Take out of use") if book.active else _("Take into use again")
        move = Action("active", title, lambda: self._switch(book))
        return PartRow(
            f"{book.first} – {book.last}", " · ".join(filter(None, said)),
            tone=None if book.active and book.left else "void", moves=(move,),
            tag="" if book.active else _("not in use"),
        )  # fmt: skip

    def _switch(self, book: BookRow) -> None:
        actions.run(self, set_book_active, self._desk, book.id, not book.active,
                    done=lambda _row: self._show())  # fmt: skip

    def _add(self) -> None:
        values = self.form.values()
        at = self._desk.settings.get(DESK_NAME) if values["here"] else ""
        draft = BookDraft(values["first"] or "", values["last"] or "", at)
        actions.run(self.form, add_book, self._desk, draft, request=self.form.request,
                    done=self._added)  # fmt: skip

    def _added(self, book: BookRow) -> None:
        self.form.clear()
        self._show()
        words = _("{first} to {last} are in stock.").format(first=book.first, last=book.last)
        messages.say(self, words, "ok")
        self.form.focus_first()
