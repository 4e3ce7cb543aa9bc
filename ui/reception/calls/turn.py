"""What a call is turned into: one small form each, filled in with what was typed.

turned = CallTurns(page).complaint(draft)            # from the form, not yet in the book
turned = CallTurns(page).complaint(draft, call=17)   # from the book; None if it was left
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from desk import texts
from desk.core.desk import Desk
from desk.core.words import _
from desk.reception.calls import turning, verbs
from desk.reception.calls.drafts import CallDraft
from desk.reception.calls.rows import CallRow
from desk.service.complaints.categories import tree
from desk.service.complaints.drafts import KINDS, SEVERITIES
from desk.service.complaints.flow import OPEN
from desk.service.complaints.similar import similar
from desk.service.orders.flow import UNDONE
from desk.service.orders.kinds import kinds
from desk.service.orders.rows import similar as similar_orders
from ui.kit import actions
from ui.kit.datefields import DateField, TimeField
from ui.kit.fields import ChoiceField, LinesField, TextField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.plain import short
from ui.kit.segments import SegmentField
from ui.reception.inputs import tidy


class CallTurns:
    """See the top of this module."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        self._page, self.desk = page, desk

    def complaint(self, draft: CallDraft, call: int | None = None) -> CallRow | None:
        """A complaint: what kind first, its category, how bad it is; or one that is open."""
        into = turning.complaint_of(draft)
        form = Form()
        same = SameField("complaint", lambda category: self._open_complaints(draft, category))
        rows = [
            (row.id, row.name if row.parent is None else f"　{row.name}") for row in tree(self.desk)
        ]
        form.add(
            same,
            SegmentField(
                "kind",
                _("What kind is it"),
                _words("complaint.kind", KINDS),
                wide=True,
                required=True,
            ),
            ChoiceField("category", _("Category"), rows),
            SegmentField("severity", _("Severity"), _words("complaint.severity", SEVERITIES)),
            TextField("place", _("Place, if not the unit"), limit=200, wide=True),
            LinesField("text", _("What"), limit=4000, lines=4, required=True),
        )
        known = into.kind if draft.kind in ("complaint", "help") else None  # else it is asked
        form.set_values({"kind": known, "severity": into.severity, "text": into.text})
        same.watch(form, "category")

        def made() -> Any:
            values = form.values()
            return same.meant() or replace(
                into, kind=values["kind"] or into.kind,
                severity=values["severity"] or into.severity, category=values["category"] or 0,
                place=tidy(values["place"]), text=values["text"] or "",
            )  # fmt: skip

        return self._run(_("Complaint"), form, draft, call, made, turning.to_complaint)

    def order(self, draft: CallDraft, call: int | None = None) -> CallRow | None:
        """A work order: what kind of repair, how urgent, where if it is no unit; or one that is
        under way."""
        into = turning.order_of(draft)
        form = Form()
        same = SameField("work_order", lambda kind: self._open_orders(draft, kind))
        known = [(kind.id, kind.name) for kind in kinds(self.desk)]
        form.add(
            same,
            ChoiceField("kind", _("Kind of repair"), known, required=True),
            SegmentField("urgency", _("Urgency"), texts.choices("order.urgency")),
            TextField("place", _("Place, if not the unit"), limit=200, wide=True),
            LinesField("text", _("What"), limit=2000, lines=4, required=True),
        )
        form.set_values({"kind": into.kind, "urgency": into.urgency, "text": into.text})
        same.watch(form, "kind")

        def made() -> Any:
            values = form.values()
            return same.meant() or replace(
                into, kind=values["kind"] or 0, urgency=values["urgency"] or into.urgency,
                place=tidy(values["place"]), text=values["text"] or "",
            )  # fmt: skip

        return self._run(_("Work order"), form, draft, call, made, turning.to_order)

    def _open_complaints(self, draft: CallDraft, category: int) -> list[tuple[int, str]]:
        found = similar(self.desk, unit=draft.unit, person=draft.person, category=category)
        return [
            (row.id, _line(row.number, row.unit_code or row.place, row.text))
            for row in (*found.mine, *found.near) if row.state in OPEN
        ]  # fmt: skip

    def _open_orders(self, draft: CallDraft, kind: int) -> list[tuple[int, str]]:
        found = similar_orders(self.desk, unit=draft.unit, kind=kind)
        return [(row.id, _line(row.number, "", row.text)) for row in found if row.state in UNDONE]

    def visit(self, draft: CallDraft, call: int | None = None) -> CallRow | None:
        """A visitor who will come: who, when, what for."""
        into = turning.visit_of(self.desk, draft)
        form = Form()
        form.add(
            TextField("name", _("Visitor"), limit=300, required=True),
            TextField("purpose", _("Purpose"), limit=120, required=True),
            DateField("day", _("Day"), required=True, today=lambda: self.desk.today),
            TimeField("at", _("At"), required=True),
            LinesField("note", _("Note"), limit=2000, lines=3),
        )
        here = self.desk.local(into.expected_at or self.desk.now)
        form.set_values({
            "purpose": into.purpose, "day": here.date(), "at": here.time(), "note": into.note,
        })  # fmt: skip

        def made() -> Any:
            values = form.values()
            at = datetime.combine(values["day"], values["at"], self.desk.zone).astimezone(UTC)
            return replace(
                into, name=tidy(values["name"]), purpose=tidy(values["purpose"]), expected_at=at,
                note=values["note"] or "",
            )  # fmt: skip

        return self._run(_("Visitor expected"), form, draft, call, made, turning.to_visit)

    def message(self, call: CallRow) -> CallRow | None:
        """A call of the book that is to be handed on."""
        form = Form()
        form.add(TextField("for_whom", _("Meant for"), limit=120, wide=True))
        form["for_whom"].set_value(call.for_whom or None)
        dialog = FormDialog(
            self._page, _("Message of {number}").format(number=call.number), form,
            yes=_("Make a message"), high=240,
        )  # fmt: skip
        dialog.save = lambda: actions.run(
            form, turning.to_message, self.desk, call.id, tidy(form["for_whom"].value()),
            request=form.request, done=dialog.close_with,
        )  # fmt: skip
        return dialog.result_value if dialog.run() else None

    def settled(self, call: CallRow) -> CallRow | None:
        """What came of it."""
        handing = call.state == "message"
        form = Form()
        form.add(LinesField("outcome", _("What was said") if handing else _("Outcome"), lines=3))
        title = _("Handed on") if handing else _("Dealt with")
        dialog = FormDialog(self._page, f"{title} · {call.number}", form, yes=title, high=260)
        verb = verbs.deliver if handing else verbs.settle
        dialog.save = lambda: actions.run(
            form, verb, self.desk, call.id, form["outcome"].value() or "", request=form.request,
            done=dialog.close_with,
        )  # fmt: skip
        return dialog.result_value if dialog.run() else None

    def _run(
        self, title: str, form: Form, draft: CallDraft, call: int | None, made: Any, verb: Any
    ) -> CallRow | None:
        about = " · ".join(part for part in (draft.name, draft.phone) if part)
        dialog = FormDialog(
            self._page, title, form, yes=_("Save") + " Ctrl+Enter", text=about, high=480
        )

        def save() -> None:
            what = (turning.record_as, self.desk, draft) if call is None else (
                verb, self.desk, call
            )  # fmt: skip
            actions.run(form, *what, made(), request=form.request, done=dialog.close_with)

        dialog.save = save
        return dialog.result_value if dialog.run() else None


class SameField(ChoiceField):
    """Whether it is one of those that are open already: then that one is urged, and nothing else
    is asked. Hidden while there is none."""

    def __init__(self, kind: str, look: Callable[[int], list[tuple[int, str]]]) -> None:
        super().__init__("same", _("Is it one of these? It is urged then."), wide=True)
        self._kind, self._look = kind, look
        self._form: Form | None = None
        self.give_way()

    def watch(self, form: Form, key: str) -> None:
        """Look again when ``key`` of the form is something else."""
        self._form = form
        form[key].changed.connect(lambda: self._read(key))
        self.changed.connect(self._ask)
        self._read(key)

    def meant(self) -> turning.Same | None:
        """The one that is meant; None for a new one."""
        chosen = self.value()
        return turning.Same(self._kind, chosen) if chosen else None

    def _read(self, key: str) -> None:
        assert self._form is not None
        found = self._look(int(self._form[key].value() or 0))
        self.set_choices([(0, _("no, a new one")), *found])
        if self.value() is None:
            self.set_value(0)
        self._form.show_field("same", bool(found))

    def _ask(self) -> None:
        assert self._form is not None
        for key in self._form.fields:
            if key != "same":
                self._form.show_field(key, not self.value())


def _line(*parts: str) -> str:
    return short(" · ".join(" ".join(part.split()) for part in parts if part), 60)


def _words(domain: str, codes: Any) -> list[tuple[str, str]]:
    return [(code, texts.word(domain, code)) for code in codes]
