"""What a complaint's moves ask before they are done: small forms in a window of their own.

asks = ComplaintAsks(page)
asks.respond(row)      # each gives True once it is done
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.find import find
from desk.core.staff import everyone
from desk.core.words import _
from desk.estate.departments import departments
from desk.service.complaints import ending, flow, handing, merging, moving
from desk.service.complaints.phrases import phrases
from desk.service.complaints.reading import KIND
from desk.service.complaints.rows import ComplaintRow, ComplaintView
from desk.service.complaints.seen import WATCH
from desk.service.complaints.similar import similar_to
from ui.kit import actions, messages
from ui.kit.datefields import DateField, TimeField
from ui.kit.fields import CheckField, ChoiceField, LinesField, TextField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.phrases import PhrasesField
from ui.kit.popup import Hit
from ui.kit.segments import SegmentField
from ui.kit.unit_people import PersonField
from ui.service.callbacks.form import moment
from ui.service.complaints.steps import numbered

MOST = 8
NOTE = 1000  # characters of a note
Verb = Callable[..., ComplaintRow]


class ComplaintAsks:
    """See the top of this module."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        self._page, self.desk = page, desk

    # -- said and found

    def respond(self, row: ComplaintRow, was: int | None = None) -> bool:
        """What was said to the complainant."""
        form = self._said("note", _("What was said to them"), "respond", 500)
        return self._ask(row, form, "respond", partial(moving.respond, self.desk, row.id), was)

    def start(self, row: ComplaintRow, was: int | None = None) -> bool:
        """The department's head begins; which one that is must be known."""
        if row.valid and row.department is None:
            if not self.transfer(row, was):
                return False
            was = None  # it is as this very person has just made it
        form = self._said("note", _("What is to be done"), "", 500)
        return self._ask(row, form, "start", partial(moving.start, self.desk, row.id), was)

    def feed_back(self, row: ComplaintRow, was: int | None = None) -> bool:
        """What the complainant was told of how far it is."""
        form = self._said("note", _("What was said to them"), "feed_back", 500)
        return self._ask(row, form, "feed_back", partial(moving.feed_back, self.desk, row.id), was)

    def resolve(self, row: ComplaintRow, was: int | None = None) -> bool:
        """What was done; then it waits for the callback."""
        if row.valid and row.department is None:
            if not self.transfer(row, was):
                return False
            was = None  # it is as this very person has just made it
        form = self._said("result", _("What was done about it"), "resolve", 4000)
        form["result"].set_value(row.result or None)
        return self._ask(row, form, "resolve", partial(ending.resolve, self.desk, row.id), was)

    def note(self, row: ComplaintRow) -> bool:
        """Something to be written down."""
        form = self._said("text", _("Note"), "", 1000)
        form["text"].required = True
        run = partial(handing.add_note, self.desk, row.id)
        return self._show(row, form, _("Note"), _("Save"), run)

    def _said(self, key: str, title: str, occasion: str, limit: int) -> Form:
        form = Form(columns=1)
        field = PhrasesField(key, title, limit=limit, lines=4)
        if occasion:
            field.offer(phrases(occasion))
        field.bind(form)
        form.add(field)
        return form

    # -- whose it is, and where it waits

    def step(self, view: ComplaintView) -> bool:
        """Tick a step that is done by hand, or pass it over."""
        row = view.row
        open_ = [step.key for step in view.steps if step.by_hand and step.at is None]
        form = Form(columns=1)
        form.add(
            SegmentField("key", _("Step"), [(key, numbered(row.kind, key)) for key in open_],
                         required=True),
            LinesField("note", _("What was found"), limit=500, lines=3),
            CheckField("skip", _("Pass this step over, for the reason above")),
        )  # fmt: skip
        form["key"].set_value(open_[0] if open_ else None)
        return self._ask(row, form, "step", partial(moving.do_step, self.desk, row.id), view.seen)

    def transfer(self, row: ComplaintRow, was: int | None = None) -> bool:
        """Which department answers for it, and who of the desk looks after it."""
        form = Form()
        offices = [(one.id, one.name) for one in departments(self.desk)]
        form.add(ChoiceField("department", _("Department"), offices, required=True).give_way())
        if self.desk.allows(Permission.STAFF_VIEW):
            people = [(0, ""), *((one.id, one.name) for one in everyone(self.desk) if one.active)]
            form.add(ChoiceField("owner", _("Looked after by"), people).give_way())
        form.add(LinesField("note", _("What they are asked to do"), limit=500, lines=3))
        form["department"].set_value(row.department)
        return self._ask(row, form, "transfer", partial(handing.transfer, self.desk, row.id), was)

    def pause(self, row: ComplaintRow, was: int | None = None) -> bool:
        """What it waits for, and until when."""
        form = Form()
        today = lambda: self.desk.today  # noqa: E731
        form.add(
            SegmentField("waiting_for", _("Waiting for"), texts.choices("complaint.waiting"),
                         required=True, wide=True),
            DateField("until", _("Ask again on"), today=today),
            TimeField("clock", _("at")),
            LinesField("reason", _("Why it waits"), limit=300, lines=3, required=True),
        )  # fmt: skip
        form["waiting_for"].set_value("customer")

        def run(*, until: Any = None, clock: Any = None, **values: Any) -> ComplaintRow:
            return moving.pause(
                self.desk, row.id, until=until and moment(self.desk, until, clock), **values
            )

        return self._ask(row, form, "pause", run, was)

    # -- together with others

    def merge(self, row: ComplaintRow) -> bool:
        """Which complaint it is a part of: those that look alike first."""
        alike = similar_to(self.desk, row)
        known = [each for each in (*alike.mine, *alike.near) if each.state in flow.UNCLOSED]

        def look(text: str) -> list[Hit]:
            if text:
                return [hit for hit in self._found(text, [KIND]) if hit.key[1] != row.id]
            return [
                Hit(each.number, " · ".join(p for p in (each.unit_code, each.text[:60]) if p),
                    "message-alert-outline", (KIND, each.id))
                for each in known
            ]  # fmt: skip

        form = Form(columns=1)
        hint = _("Number or words; Down: those that look alike")
        form.add(PersonField("into", _("Goes into"), find=look, required=True, placeholder=hint))
        first = look("")
        if first:
            form["into"].set_value(first[0])

        def run(*, into: Any, **values: Any) -> ComplaintRow:
            return merging.merge(self.desk, row.id, into[1], **values)

        return self._ask(row, form, "merge", run)

    def link(self, row: ComplaintRow) -> bool:
        """Another record that belongs to the matter."""
        form = Form(columns=1)
        form.add(PersonField("to", _("Belongs to"), find=lambda text: self._found(text, []),
                             required=True, placeholder=_("Number, name, unit")))  # fmt: skip

        def run(*, to: Any, **values: Any) -> ComplaintRow:
            return handing.add_link(self.desk, row.id, *to, **values)

        return self._show(row, form, _("Link a record"), _("Link"), run)

    def _found(self, text: str, kinds: Sequence[str]) -> list[Hit]:
        if not text:
            return []
        return [
            Hit(hit.title, hit.detail, "link-variant", (group.kind, hit.id))
            for group in find(self.desk, text, MOST)
            if not kinds or group.kind in kinds
            for hit in group.hits
        ]

    def closed(self, row: ComplaintRow, form: Form) -> bool:
        """What the complainant said, where no callback waits for it."""
        return self._ask(row, form, "close", partial(ending.close_complaint, self.desk, row.id))

    # -- showing

    def _ask(
        self, row: ComplaintRow, form: Form, move: str, run: Verb, was: int | None = None
    ) -> bool:
        title = texts.word("complaint.move", move)
        return self._show(row, form, title, title, run, was)

    def _show(
        self, row: ComplaintRow, form: Form, title: str, yes: str, run: Verb,
        was: int | None = None,
    ) -> bool:  # fmt: skip
        dialog = FormDialog(
            self._page, f"{title} · {row.number}", form, yes=yes, text=row.text[:160],
            high=_height(form),
        )  # fmt: skip
        hand_in = HandIn(self.desk, row, dialog, run, was)
        dialog.save = hand_in.save
        if not dialog.run():
            return False
        after = dialog.result_value
        words = texts.word("complaint.state", after.state)
        messages.say(self._page, _("{number}: {state}.").format(number=after.number, state=words))
        return True


class HandIn:
    """Carries out what a dialog asked; who comes second is told, and keeps what was typed."""

    def __init__(
        self, desk: Desk, row: ComplaintRow, dialog: FormDialog, run: Verb, was: int | None
    ) -> None:
        self.desk, self._row, self._dialog = desk, row, dialog
        self._run, self._was = run, was

    def save(self) -> None:
        """Hand in what stands there."""
        form, told = self._dialog.form, list[Refused]()

        def run(**values: Any) -> Any:
            try:
                return self._run(**values)
            except Refused as refused:
                told.append(refused)
                raise

        got = _entered(form)
        if self._was is not None:
            got["was"] = self._was
        actions.run(form, run, request=form.request, done=self._dialog.close_with, **got)
        if told and told[0].code == "complaint.changed_meanwhile":
            self._was = WATCH.seen(self.desk, self._row.id)  # told once; the next time it is meant
        elif told and told[0].code == "complaint.moved" and _typed(form):
            messages.say(
                self._dialog, texts.sentence(told[0]), "error", timeout=0,
                offer=(_("Keep it as a note"), self._keep),
            )  # fmt: skip

    def _keep(self) -> None:
        """Somebody was first; what was said here is not lost."""
        form = self._dialog.form
        made = actions.run(form, handing.add_note, self.desk, self._row.id, _typed(form),
                           request=f"{form.request}.note")  # fmt: skip
        if made is not None:
            self._dialog.close_with(made)


def _height(form: Form) -> int:
    """As much room as the fields take, in px at 100 %."""
    fields = list(form.fields.values())
    tall = sum(isinstance(field, LinesField) for field in fields)
    said = sum(isinstance(field, PhrasesField) for field in fields)
    narrow = sum(not field.wide for field in fields)
    lines = -(-narrow // form._columns) + len(fields) - narrow - tall
    return 160 + 66 * lines + 112 * tall + 80 * said


def _entered(form: Form) -> dict[str, Any]:
    got = {key: value for key, value in form.values().items() if value not in (None, 0)}
    for key, field in form.fields.items():
        if isinstance(field, (TextField, LinesField)) and not isinstance(field, PersonField):
            got.setdefault(key, "")
    for key in ("until", "clock"):
        if got.get(key) == "":
            got.pop(key)
    return got


def _typed(form: Form) -> str:
    """The words that stand in a form, as a note keeps them."""
    found = (field.value() for field in form.fields.values() if isinstance(field, LinesField))
    return "\n".join(str(words) for words in found if words)[:NOTE]
