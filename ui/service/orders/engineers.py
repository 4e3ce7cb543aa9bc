"""Choosing who goes: codes for fields, and the window that assigns, hands on and plans.

choice = ask_engineers(page, desk, order)     # assign, or hand on with a reason; None if left
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from PySide6.QtWidgets import QWidget

from desk.core.desk import Desk
from desk.core.words import _, ngettext
from desk.service.orders import dispatch
from desk.service.orders.drafts import EngineerDraft
from desk.service.orders.rows import EngineerRow, OrderRow, engineers
from desk.service.orders.seen import WATCH
from ui.kit import actions
from ui.kit.datefields import DateField, TimeField
from ui.kit.fields import LinesField, TextField
from ui.kit.figure_fields import ChecksField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.plain import label
from ui.service.orders.times import moment, parts, span

STAFF = "staff."


def code_of(one: EngineerRow | EngineerDraft) -> str:
    """An engineer as a field's code."""
    return f"{STAFF}{one.staff}" if one.staff is not None else one.name


def draft_of_code(code: str) -> EngineerDraft | None:
    """The engineer that a code stands for."""
    if not code:
        return None
    if code.startswith(STAFF):
        return EngineerDraft(int(code.removeprefix(STAFF)))
    return EngineerDraft(name=code)


def words_of(one: EngineerRow) -> str:
    """An engineer with how much they have."""
    if not one.open:
        return one.name
    return f"{one.name} · {one.open}"


class EngineersForm(Form):
    """Who goes, when, and why if others had it."""

    def __init__(self, desk: Desk, order: OrderRow, reason: bool) -> None:
        super().__init__()
        self._desk, self._order = desk, order
        self.was = WATCH.seen(desk, order.id)
        crew = [(code_of(one), words_of(one)) for one in engineers(desk)]
        self.add(
            ChecksField("engineers", _("Engineers, the first one leads"), crew, wide=True,
                        hint=_("the figure: what they have already")),
            TextField("others", _("Somebody else, by name"), limit=80),
            DateField("day", _("Planned for"), today=lambda: desk.today),
            TimeField("plan_from", _("From")),
            TimeField("plan_until", _("Until")),
        )  # fmt: skip
        if reason:
            self.add(LinesField("reason", _("Why it changes hands"), limit=300, lines=2,
                                required=True))  # fmt: skip
        self.warning = label("", "hint", "due", wrap=True)
        self.add_widget(self.warning)
        self._fill()
        self.changed.connect(self._look)
        self.dirty = False

    def _fill(self) -> None:
        row = self._order
        start, end = row.plan_from or row.wanted_from, row.plan_until or row.wanted_until
        day, begin = parts(self._desk, start)
        _day, until = parts(self._desk, end)
        self.set_values({"day": day, "plan_from": begin, "plan_until": until})

    def chosen(self) -> tuple[EngineerDraft, ...]:
        """Who goes."""
        found = [draft_of_code(code) for code in self["engineers"].value()]
        other = self["others"].value()
        if other:
            found.append(EngineerDraft(name=other))
        return tuple(one for one in found if one is not None)

    def times(self) -> tuple[datetime | None, datetime | None]:
        """When they go; an hour where only its beginning is said."""
        day = self["day"].value()
        begin, until = self["plan_from"].value(), self["plan_until"].value()
        if begin is not None and until is None and begin.hour < 23:
            until = time(begin.hour + 1, begin.minute)
        return moment(self._desk, day, begin), moment(self._desk, day, until)

    def _look(self) -> None:
        start, end = self.times()
        who = self.chosen()
        found: list[OrderRow] = []
        if start is not None and end is not None and start < end and who:
            found = dispatch.clashes(self._desk, who, start, end, self._order.id)
        planned = replace(self._order, plan_from=start, plan_until=end)
        words = (clash_words(self._desk, found), window_words(self._desk, planned))
        self.warning.setText(" ".join(part for part in words if part))


def clash_words(desk: Desk, found: Sequence[OrderRow]) -> str:
    """What is planned for them at that time already."""
    if not found:
        return ""
    first = found[0]
    words = _("{engineers} has {number} at {time} already.").format(
        engineers=first.engineers, number=first.number,
        time=span(desk, first.plan_from, first.plan_until),
    )  # fmt: skip
    rest = len(found) - 1
    more = ngettext("And {n} more.", "And {n} more.", rest).format(n=rest) if rest else ""
    return f"{words} {more}".strip()


def window_words(desk: Desk, row: OrderRow) -> str:
    """A warning where it is planned outside the window that was agreed with the customer."""
    start, end = row.plan_from, row.plan_until
    if None in (start, end, row.wanted_from, row.wanted_until):
        return ""
    agreed = span(desk, row.wanted_from, row.wanted_until)
    assert start and end and row.wanted_from and row.wanted_until
    inside = row.wanted_from <= start and end <= row.wanted_until
    return "" if inside else _("The customer was promised {time}.").format(time=agreed)


def ask_engineers(page: QWidget, desk: Desk, order: OrderRow, hand_on: bool) -> OrderRow | None:
    """Assign an order, or hand it on with a reason; None if it was left."""
    form = EngineersForm(desk, order, hand_on)
    title = _("Hand {number} on") if hand_on else _("Assign {number}")
    dialog = FormDialog(
        page, title.format(number=order.number), form, yes=_("Hand on") if hand_on else _("Assign"),
        text=" · ".join(part for part in (order.where, order.kind_name, order.text[:80]) if part),
        high=520 if hand_on else 440,
    )  # fmt: skip

    def save() -> None:
        start, end = form.times()
        if hand_on:
            actions.run(
                form, dispatch.transfer, desk, order.id, form.chosen(),
                form["reason"].value() or "", start, end, was=form.was, request=form.request,
                done=dialog.close_with,
            )  # fmt: skip
        else:
            actions.run(form, dispatch.assign, desk, order.id, form.chosen(), start, end,
                        request=form.request, done=dialog.close_with)  # fmt: skip

    dialog.save = save
    if dialog.run() and isinstance(dialog.result_value, OrderRow):
        return dialog.result_value
    return None
