"""The book of contacts and the book of printed notices, over all units."""

from __future__ import annotations

from functools import partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.listing import Listing
from desk.core.words import _
from desk.fees.dunning.lists import CONTACTS, NOTICES
from desk.fees.dunning.rows import ContactRow, NoticeRow
from ui.fees.arrears.papers import ArrearsPapers
from ui.kit import exporting
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, money
from ui.kit.frame import Frame
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage

TONES = {"broken": "late", "open": "due", "kept": "ok"}


class RecordsTab(FormsPage):
    """What both books have: a list, a card, the way to the unit."""

    listing: Listing[Any]
    kind = ""
    icon = ""
    columns: tuple[str, ...] = ()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._show = Display(self.desk.local, lambda: self.desk.today)
        made = RegisterPage(
            self.desk, self.listing, icon=self.icon,
            actions=[exporting.menu(lambda: self.list, frame)], detail=self.detail,
            empty=self.empty(), relevant=lambda news: news.about(self.kind, "receipt"),
        )  # fmt: skip
        if self.columns:
            made.set_columns(self.columns)
        self.show_list(made)

    def empty(self) -> Empty:
        """What belongs here."""
        raise NotImplementedError

    def detail(self, row: Any) -> Detail:
        """The card of one line."""
        raise NotImplementedError

    def to_unit(self, unit: int) -> Action:
        """To the unit in the list of arrears."""
        return Action("arrears", _("Arrears of the unit"),
                      partial(self.frame.show_record, "arrears", unit), primary=True)  # fmt: skip

    def show_record(self, kind: str, record: int) -> None:
        """Show one line."""
        self.list.show_record(record)


class ContactsTab(RecordsTab):
    """Every contact: who, when, in which way, what was said and promised."""

    listing, kind, icon = CONTACTS, "contact", "phone-log-outline"
    columns = ("day", "unit", "way", "outcome", "said", "promised_on", "promise")

    def empty(self) -> Empty:
        words = _("What was said to whom is written down at the unit in the list of arrears.")
        return Empty(_("No contacts yet"), words)

    def detail(self, row: ContactRow) -> Detail:
        """One contact in full."""
        lines = [Line(_("Outcome"), texts.word("contact.outcome", row.outcome))]
        whom = row.person_name or row.spoken_to
        if whom:
            lines.append(Line(_("Spoken to"), whom))
        if row.said:
            lines.append(Line(_("What was said"), row.said))
        if row.answer:
            lines.append(Line(_("Question"), texts.word("contact.answer", row.answer)))
        lines.append(Line(_("Owed then"), money(row.owed)))
        if row.promised_on is not None:
            amount = money(row.promised) if row.promised is not None else _("all of it")
            words = _("{amount} on {day}").format(amount=amount, day=row.promised_on.isoformat())
            lines.append(Line(_("Promised"), words, TONES.get(row.promise)))
        if row.notice is not None:
            open_ = partial(self.frame.show_record, "notice", row.notice)
            lines.append(Line(_("Paper"), row.notice_number, open=open_))
        return Detail(
            heading=row.unit_code,
            subtitle=f"{self._show.moment(row.at, full=True)} · {row.who}",
            state=texts.word("contact.promise", row.promise) if row.promise
            else texts.word("contact.way", row.way),
            tone=TONES.get(row.promise, "void"),
            lines=lines,
            moves=[self.to_unit(row.unit)],
        )  # fmt: skip


class NoticesTab(RecordsTab):
    """Every printed notice and formal demand."""

    listing, kind, icon = NOTICES, "notice", "file-document-outline"
    columns = ("number", "day", "kind", "unit", "person", "amount", "deadline")

    def __init__(self, frame: Frame) -> None:
        self.papers = ArrearsPapers(self, frame)
        super().__init__(frame)

    def empty(self) -> Empty:
        words = _("Payment notices and formal demands keep their number here.")
        return Empty(_("No papers yet"), words)

    def detail(self, row: NoticeRow) -> Detail:
        """One paper and its copies."""
        lines = [Line(_("Unit"), row.unit_code,
                      open=partial(self.frame.show_record, "unit", row.unit))]  # fmt: skip
        if row.person_name:
            lines.append(Line(_("Sent to"), row.person_name))
        lines.append(Line(_("Amount"), money(row.amount)))
        if row.late_fee:
            lines.append(Line(_("Late fee"), money(row.late_fee)))
        if row.deadline is not None:
            late = row.deadline < self.desk.today
            lines.append(Line(_("Deadline"), row.deadline.isoformat(), "late" if late else "due"))
        moves = [self.to_unit(row.unit)]
        if self.desk.allows(Permission.PAPER_PRINT):
            moves.append(Action("again", _("Print a copy"), partial(self.papers.again, row)))
        return Detail(
            heading=row.number,
            subtitle=f"{self._show.moment(row.at, full=True)} · {row.who}",
            state=texts.word("notice.kind", row.kind),
            tone="late" if row.kind == "demand" else "due",
            lines=lines,
            moves=moves,
        )
