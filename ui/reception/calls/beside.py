"""What stands beside the form of a call: all that is known of who rings, else how to answer.

beside = Beside(frame, choose=form.choose, read=form.read)
card.show_detail(beside.detail(known))
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desk import texts
from desk.core.words import _, ngettext
from desk.reception.calls.known import Caller, Case, Known, LastCall
from desk.reception.calls.told import Script
from desk.reception.calls.whom import Somebody
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, money, phone
from ui.kit.frame import Frame
from ui.kit.parts import Part, PartRow

MOST = 8


class Beside:
    """See the top of this module."""

    def __init__(
        self, frame: Frame, choose: Callable[[Somebody], object], read: Callable[[int], object]
    ) -> None:
        self._frame, self.desk = frame, frame.desk
        self._choose, self._read = choose, read
        self._show = Display(self.desk.local, lambda: self.desk.today)

    def detail(self, found: Known) -> Detail:
        """The card: who it is, else a number that nobody knows, else what to ask."""
        told = self._told(found.scripts)
        if found.unit or found.person or found.calls:
            return self._known(found, told)
        if not found.number:
            return Detail(
                _("Answering a call"),
                parts=[Part(_("In this order"), [PartRow(line) for line in self._guide()]), *told],
            )
        return Detail(
            phone(found.number), _("Nobody we know; the first call."),
            lines=[Line(_("Ask"), _("who it is, which unit"))], parts=told,
        )  # fmt: skip

    def _guide(self) -> list[str]:
        return [
            _("1. Answer within three rings and name the place: “{site}, good day.”").format(
                site=self.desk.site
            ),
            _("2. Ask who it is and which unit."),
            _("3. Hear it out and write it down."),
            _("4. Answer, or take the number and find the department."),
            _("5. Promise nothing that the department has not confirmed; ring back in time."),
        ]

    def _known(self, found: Known, told: list[Part]) -> Detail:
        show = self._frame.show_record
        roles = {texts.word("occupancy.role", c.role): None for c in found.callers if c.role}
        lines = []
        if found.unit is not None:
            unit = found.unit
            lines.append(Line(_("Unit"), found.unit_code, open=lambda: show("unit", unit)))
        if found.person is not None:
            person = found.person
            lines.append(Line(_("Customer"), found.name, open=lambda: show("person", person)))
        lines += [self._also(each) for each in found.callers if self._other(each, found)][:MOST]
        if found.owed:
            lines.append(Line(_("Owes"), money(found.owed), "late"))
        notice = "\n".join(found.answers)
        if found.nuisance:
            words = ngettext(
                "{n} of the last calls from this number was a nuisance.",
                "{n} of the last calls from this number were a nuisance.", found.nuisance,
            )  # fmt: skip
            notice = "\n".join(filter(None, (words.format(n=found.nuisance), notice)))
        return Detail(
            heading=found.name or found.unit_code or phone(found.number),
            subtitle=" · ".join((*roles, *filter(None, [phone(found.number)]))),
            notice=notice,
            lines=lines,
            parts=[
                *told,
                Part(_("Open cases"), [self._case(case) for case in found.cases[:MOST]],
                     empty=_("Nothing is open."), more=_more(len(found.cases) - MOST)),
                Part(_("Last calls"), [self._last(call) for call in found.calls],
                     empty=_("Never rang before.")),
            ],
        )  # fmt: skip

    @staticmethod
    def _other(caller: Caller, found: Known) -> bool:
        return (caller.person, caller.unit) != (found.person, found.unit)

    def _also(self, each: Caller) -> Line:
        """Somebody else with this number, or another unit of theirs: a click says that it is it."""
        role = texts.word("occupancy.role", each.role) if each.role else ""
        words = " · ".join(part for part in (each.unit_code, each.name, role) if part)
        one = Somebody(each.person, each.name, each.role, each.unit, each.unit_code)
        return Line(_("Or"), words, open=partial(self._choose, one))

    def _told(self, scripts: tuple[Script, ...]) -> list[Part]:
        if not scripts:
            return []
        rows = []
        for number, each in enumerate(scripts):
            until = _("until {time}").format(time=self._show.moment(each.until))
            where = " · ".join(part for part in (each.building_name, until) if part)
            key = f"Alt+{number + 1}" if number < 9 else ""
            rows.append(PartRow(each.title, where, tag=key, open=partial(self._read, number)))
            rows.append(PartRow(each.text))
        return [Part(_("To be told now"), rows)]

    def _case(self, case: Case) -> PartRow:
        due = self._show.moment(case.due) if case.due else ""
        kind = texts.word("record.kind", case.kind)
        about = " · ".join(part for part in (kind, case.number, due) if part)
        tone = "late" if case.late else "due"
        state = texts.word(case.words, case.state)
        return PartRow(
            case.text.replace("\n", " ") or case.number, about, tone, tag=state,
            open=lambda: self._frame.show_record(case.kind, case.id),
        )  # fmt: skip

    def _last(self, call: LastCall) -> PartRow:
        when = self._show.moment(call.at)
        about = " · ".join(part for part in (call.number, when, call.name, call.who) if part)
        words = call.subject.replace("\n", " ") or texts.word("call.kind", call.kind)
        return PartRow(
            words, about, tag=texts.word("call.state", call.state),
            open=lambda: self._frame.show_record("call", call.id),
        )  # fmt: skip


def _more(number: int) -> str:
    return ngettext("and {n} more", "and {n} more", number).format(n=number) if number > 0 else ""
