"""Drawers that were closed, and the one that is open: figures, counts, the report again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.settings import DESK_NAME
from desk.core.words import _, current, ngettext
from desk.fees.drawer import report
from desk.fees.drawer.listing import SHIFTS
from desk.fees.drawer.read import view_shift
from desk.fees.drawer.rows import ShiftRow, ShiftView
from desk.printing import Missing
from desk.printing.shift_report import SumLine
from ui.fees.billing.preview import signed
from ui.fees.drawer.close import CloseView
from ui.fees.items.words import sign
from ui.kit import exporting, messages
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, money
from ui.kit.frame import Frame
from ui.kit.papers_out import NOTHING, PapersOut
from ui.kit.parts import Part, PartRow
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import may
from ui.kit.stacked import StackedPage

REPORT = "shift_report"
SHOWN = ("number", "day", "state", "opener", "counted", "difference")


class ShiftsSheet(StackedPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._sign = sign(self.desk)
        self._show = Display(self.desk.local, lambda: self.desk.today)
        self.papers = PapersOut(self, frame)
        self.show_list(
            RegisterPage(
                self.desk, SHIFTS, icon="cash-clock",
                actions=[exporting.menu(lambda: self.list, frame)], detail=self._detail,
                empty=Empty(
                    _("No drawer was opened yet"),
                    _("Each opening of the drawer stands here with its counts and its report."),
                ),
                relevant=lambda news: news.about("cash_shift", "cash_move"),
            )
        )  # fmt: skip

        self.list.set_columns(SHOWN)

    def show_record(self, kind: str, record: int) -> None:
        self.home()
        self.list.show_record(record)

    def print_closed(self, shift: ShiftRow) -> None:
        """Print the report of a drawer that was just closed, unless this desk prints none."""
        if self.papers.way(REPORT) != NOTHING and self.desk.allows(Permission.PAPER_PRINT):
            self.print_report(shift)

    def print_report(self, shift: ShiftRow) -> None:
        """Print the report; again it is a copy."""

        def draw(layout: str, missing: Missing) -> bytes:
            return report.issue_shift_report(self.desk, shift.id, layout, missing=missing)

        title = _("Shift report {number}").format(number=shift.number)
        if self.papers.hand_out(REPORT, draw, title, name=f"{title}.pdf"):
            self.list.refresh()

    # -- the card

    def _detail(self, row: ShiftRow) -> Detail | None:
        try:
            found = view_shift(self.desk, row.id)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        shift = found.row
        return Detail(
            heading=shift.number,
            subtitle=" · ".join(p for p in (shift.desk, shift.business_date.isoformat()) if p),
            state=self._state(shift),
            tone=shift.tone,
            notice=shift.reason,
            notice_tone="due",
            lines=self._lines(shift),
            parts=self._parts(found),
            moves=self._moves(shift),
        )

    def _state(self, shift: ShiftRow) -> str:
        if shift.difference:
            return signed(shift.difference)
        return texts.word("cash_shift.state", shift.state)

    def _lines(self, shift: ShiftRow) -> list[Line]:
        opened = f"{shift.opener} · {self._show.moment(shift.opened_at)}"
        lines = [Line(_("Opened by"), opened), Line(_("Float"), self._sign + money(shift.opening))]
        if shift.closed_at is None:
            return lines
        lines.append(Line(_("Closed by"), f"{shift.closer} · {self._show.moment(shift.closed_at)}"))
        for name, value in (
            (_("Expected cash"), shift.expected), (_("Counted"), shift.counted),
            (_("Handed in"), shift.handed_in), (_("Left as float"), shift.left),
        ):  # fmt: skip
            if value is not None:
                lines.append(Line(name, self._sign + money(value)))
        if shift.difference:
            lines.append(Line(_("Difference"), signed(shift.difference), "late"))
        for name, words in (
            (_("Handed to"), shift.handed_to), (_("Signed by"), shift.supervisor),
            (_("Anchor"), shift.anchor),
        ):  # fmt: skip
            if words:
                lines.append(Line(name, words))
        return lines

    def _parts(self, found: ShiftView) -> list[Part]:
        parts = self._sums(found.row)
        if found.counts:
            parts.append(Part(_("Counted by piece"), self._pieces(found.counts)))
        if found.moves:
            moves = [
                PartRow(m.reason, f"{self._show.moment(m.at)} · {m.number} · {m.who}",
                        tag=signed(m.amount))
                for m in found.moves
            ]  # fmt: skip
            parts.append(Part(_("Cash in and out"), moves))
        if len(found.tries) > 1:
            tries = [
                PartRow(self._sign + money(t.counted), f"{self._show.moment(t.at)} · {t.who}",
                        tag=signed(t.difference))
                for t in found.tries
            ]  # fmt: skip
            parts.append(Part(_("Counts that were handed in"), tries))
        if found.papers:
            papers = [
                PartRow(
                    _("copy {n}").format(n=p.copy) if p.copy else _("original"),
                    f"{self._show.moment(p.at)} · {p.who}",
                )
                for p in found.papers
            ]  # fmt: skip
            parts.append(Part(_("Printed reports"), papers))
        return parts

    def _sums(self, shift: ShiftRow) -> list[Part]:
        """What was taken, as the report has it; of an open drawer nothing is told."""
        if shift.closed_at is None:
            return []
        found = report.report_of(self.desk, shift.id, current())
        parts = [
            self._sum(_("By tender"), found.tenders, "tender"),
            self._sum(_("By item"), found.items),
            self._sum(_("By clerk"), found.clerks),
        ]
        return [part for part in parts if part.rows]

    def _sum(self, title: str, lines: Sequence[SumLine], domain: str = "") -> Part:
        rows = []
        for one in lines:
            count = ngettext("{n} receipt", "{n} receipts", one.count).format(n=f"{one.count:,}")
            name = texts.word(domain, one.name) if domain else one.name
            rows.append(PartRow(name, count, tag=self._sign + money(one.amount)))
        return Part(title, rows)

    def _pieces(self, counts: Sequence[tuple[int, int]]) -> list[PartRow]:
        rows = []
        for value, pieces in counts:
            name = self._sign + (money(value) if value % 100 else f"{value // 100:,}")
            count = ngettext("{n} piece", "{n} pieces", pieces).format(n=f"{pieces:,}")
            rows.append(PartRow(f"{name} × {count}", tag=money(value * pieces)))
        return rows

    def _moves(self, shift: ShiftRow) -> list[Action]:
        if shift.closed_at is None:
            return [self._open_move(shift)]
        words = _("Print again") if shift.anchor else _("Print the report")
        return [Action("print", words, partial(self.print_report, shift), primary=True,
                       **may(self.desk, Permission.CASH_VIEW))]  # fmt: skip

    def _open_move(self, shift: ShiftRow) -> Action:
        """To this desk's drawer; another desk's is closed right here by who may approve."""
        if shift.desk == self.desk.settings.get(DESK_NAME):
            go = partial(self.frame.begin, "drawer", "now")
            return Action("close", _("To the drawer"), go, primary=True)
        return Action("close", _("Count and close"), partial(self._close, shift), primary=True,
                      **may(self.desk, Permission.CASH_APPROVE))  # fmt: skip

    def _close(self, shift: ShiftRow) -> None:
        screen = CloseView(self.desk, self.frame.show_record, shift)
        screen.left.connect(self.back)

        def closed(made: ShiftRow) -> None:
            self.back()
            self.list.show_record(made.id)
            words = _("{number} is closed.").format(number=made.number)
            messages.say(self.list, words, "warn" if made.difference else "ok")
            self.print_closed(made)

        screen.closed.connect(closed)
        self.open(screen)
