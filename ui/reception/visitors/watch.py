"""The watch list: who is not to be admitted, whom to keep an eye on, and what to do then."""

from __future__ import annotations

from functools import partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.log import history
from desk.core.words import _
from desk.reception.visitors import watch
from desk.reception.visitors.drafts import WatchDraft
from desk.reception.visitors.listing import WATCH_LIST
from desk.reception.visitors.watch import WatchRow
from ui.kit import actions, display, exporting, messages
from ui.kit.actions import Action
from ui.kit.datefields import DateField
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.fields import DocumentField, LinesField, PhoneField, PlateField, TextField
from ui.kit.form import Form
from ui.kit.frame import Frame
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.segments import SegmentField
from ui.kit.timeline import Entry
from ui.reception.inputs import tidy
from ui.reception.outcomes import OutcomePage
from ui.reception.visitors.record_form import RecordForm
from ui.reception.visitors.seen import Seen


class WatchPage(OutcomePage):
    """The list, its form, and taking somebody off it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.form_screen = RecordForm(_("Watch list"), self._make_form(), self.message_bar)
        self.keep(self.form_screen)
        self.form_screen.left.connect(self.home)
        self.form_screen.saved.connect(self._save)
        self._edited: int | None = None
        self.seen = Seen(self, self.desk)
        self.show_list(self._register())

    def unfinished(self) -> list[tuple[str, dict[str, Any]]]:
        return self.form_screen.unfinished()

    def _register(self) -> RegisterPage:
        may = self.desk.allows(Permission.WATCH_EDIT)
        add = Action("add", _("New entry"), lambda: self.begin("new"), "plus",
                     shortcut="Ctrl+N", primary=True, enabled=may,
                     why=_("A supervisor keeps this list."))  # fmt: skip
        made = RegisterPage(
            self.desk, WATCH_LIST, icon="account-alert-outline",
            actions=[add, exporting.menu(lambda: self.list, self.frame)], detail=self._detail,
            empty=Empty(
                _("Nobody is on the list"),
                _("Who must not be admitted, or needs an eye, is told discreetly at the desk."),
                add if may else None,
            ),
            relevant=lambda news: (
                news.action != "personal.revealed" and news.about("watch_entry")
            ),
        )  # fmt: skip
        made.selected.connect(self.seen.selected)
        made.set_columns(("kind", "name", "instruction", "reason"))
        return made

    def _make_form(self) -> Form:
        desk, form = self.desk, Form()
        form.section(_("What the desk should do"))
        form.add(
            SegmentField("kind", _("Kind"), texts.choices("watch.kind"), required=True, wide=True),
            LinesField("instruction", _("What to do"), limit=1000, lines=2,
                       hint=_("shown at the counter")),
            LinesField("reason", _("Reason"), limit=1000, lines=2, required=True,
                       hint=_("seen on this page only")),
        )  # fmt: skip
        form.section(_("Whom; one of these is enough"))
        form.add(
            TextField("name", _("Name"), limit=300),
            PhoneField("phone", _("Telephone")),
            DocumentField("document", _("Document number")),
            PlateField("plate", _("Plate")),
        )
        form.section(_("How long"))
        form.add(
            DateField("valid_from", _("From"), today=lambda: desk.today),
            DateField("valid_until", _("Until, open if empty"), today=lambda: desk.today),
        )
        return form

    def begin(self, what: str, **values: Any) -> None:
        """Start a new entry (``new``) or put one right (``edit`` with ``entry=id``)."""
        if not self.desk.allows(Permission.WATCH_EDIT):
            messages.say(self, _("A supervisor keeps this list."), "warn")
            return
        self._edited = values.get("entry")
        self.open(self.form_screen)
        if self.form_screen.start(("watch", self._edited)):
            return
        start: dict[str, Any] = {"kind": "watch", "valid_from": self.desk.today}
        if self._edited is not None:
            draft = watch.draft_of_watch(self.desk, self._edited)
            start = {key: value or None for key, value in vars(draft).items()}
        start |= {key: value for key, value in values.items() if key in ("name", "phone", "kind")}
        self.form_screen.form.set_values(start)
        self.form_screen.ready(_("Edit entry") if self._edited else _("New entry"))

    def show_record(self, kind: str, record: int) -> None:
        """Show one entry in the list."""
        self.home()
        self.list.show_record(record)

    def _save(self) -> None:
        form = self.form_screen.form
        values = form.values()
        draft = WatchDraft(
            valid_from=values["valid_from"], valid_until=values["valid_until"],
            **{
                key: tidy(values[key])
                for key in ("kind", "name", "phone", "document", "plate", "reason", "instruction")
            },
        )  # fmt: skip
        if self._edited is None:
            actions.run(form, watch.add_watch, self.desk, draft, request=form.request,
                        done=self._saved)  # fmt: skip
        else:
            actions.run(form, watch.update_watch, self.desk, self._edited, draft, done=self._saved)

    def _saved(self, row: WatchRow) -> None:
        self.form_screen.done()
        self.home()
        self.list.show_record(row.id)
        messages.say(self, _("The entry is kept."), "ok")

    # -- the card

    def _detail(self, row: WatchRow) -> Detail | None:
        try:
            fresh = watch.get_watch(self.desk, row.id)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        show = Display(self.desk.local, lambda: self.desk.today)
        until = f"{fresh.valid_until:%Y-%m-%d}" if fresh.valid_until else _("open")
        lines = [Line(_("Reason"), fresh.reason)]
        for field, name, value in (
            ("phone", _("Telephone"), display.phone(fresh.phone)),
            ("document", _("Document"), fresh.document),
        ):
            if value:
                full, ask = self.seen.offer("watch_entry", fresh.id, field)
                lines.append(Line(name, full or value, reveal=ask))
        if fresh.plate:
            lines.append(Line(_("Plate"), fresh.plate))
        lines.append(Line(_("Valid"), f"{fresh.valid_from:%Y-%m-%d} – {until}"))
        lines.append(Line(_("Entered by"), f"{fresh.who} · {show.moment(fresh.at)}"))
        tone = "void" if fresh.state == "ended" else "late" if fresh.kind == "banned" else "due"
        ended = fresh.state == "ended"
        return Detail(
            heading=fresh.name or fresh.plate or "…",
            state=texts.word("watch.state", "ended") if ended
            else texts.word("watch.kind", fresh.kind),
            tone=tone,
            notice=fresh.instruction,
            notice_tone=tone,
            lines=lines,
            timeline=[
                Entry(show.moment(step.at), self._words(step.who, step.action, step.reason))
                for step in history(self.desk, "watch_entry", fresh.id)
            ],
            moves=self._moves(fresh),
        )  # fmt: skip

    def _words(self, who: str, action: str, reason: str) -> str:
        words = f"{who} {texts.word('action', action)}".strip()
        return _("{what}: {reason}").format(what=words, reason=reason) if reason else words

    def _moves(self, row: WatchRow) -> list[Action]:
        if row.state == "ended" or not self.desk.allows(Permission.WATCH_EDIT):
            return []
        edit = partial(self.begin, "edit", entry=row.id)
        return [
            Action("edit", _("Edit"), edit),
            Action("end", _("Take off the list"), partial(self._end, row), danger=True),
        ]

    def _end(self, row: WatchRow) -> None:
        reason = messages.ask_reason(
            self, _("Take off the list?"), _("The entry stays in the book as ended."),
            yes=_("Take off"), danger=True,
        )  # fmt: skip
        if reason:

            def done(_row: WatchRow) -> None:
                messages.say(self, _("Taken off the list."), "ok")

            actions.run(self, watch.end_watch, self.desk, row.id, reason, done=done)
