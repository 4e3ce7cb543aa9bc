"""A list of complaints with its card and the form of a new one.

sheet = ComplaintsSheet(frame, COMPLAINTS)
sheet.begin("new", text=…, unit=…, links=(("call", 7),))      # the fields of a ComplaintDraft
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from desk.core.access import Permission
from desk.core.errors import DeskError, Refused
from desk.core.listing import Listing
from desk.core.meanwhile import rebased
from desk.core.words import _
from desk.service.complaints import making, merging, moving, reading, waiting
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.complaints.reading import KIND
from desk.service.complaints.rows import ComplaintRow
from desk.service.complaints.seen import ASKED
from desk.service.complaints.similar import similar_to
from ui.kit import actions, exporting, messages, saved_views, shortcuts
from ui.kit.actions import Action
from ui.kit.detail import Detail
from ui.kit.frame import Frame
from ui.kit.plain import button
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormScreen, FormsPage, may
from ui.service.complaints import scenes as complaint_scenes
from ui.service.complaints.card import ComplaintCard
from ui.service.complaints.form import ComplaintForm
from ui.service.complaints.moves import ComplaintMoves
from ui.service.complaints.similar import SimilarPanel

COLUMNS = ("number", "unit", "name", "category", "severity", "state", "due")
ALSO = ("callback",)
"""Records whose changes the list shows, too."""


class ComplaintsSheet(FormsPage):
    """See the top of this module."""

    def __init__(self, frame: Frame, listing: Listing[Any]) -> None:
        super().__init__(frame)
        self._listing = listing
        self.moves = ComplaintMoves(self)
        self.cards = ComplaintCard(frame, self.moves)
        self.form: ComplaintForm | None = None
        self.panel: SimilarPanel | None = None
        self.show_list(self._register())

    def _register(self) -> RegisterPage:
        new = Action("new", _("New complaint"), lambda: self.begin("new"), "plus", hint="F5",
                     primary=True, **may(self.desk, Permission.COMPLAINT_WORK))  # fmt: skip
        made = RegisterPage(
            self.desk, self._listing, icon="message-alert-outline", summary=self._summary,
            actions=[new, exporting.menu(lambda: self.list, self.frame)],
            detail=self._detail,
            empty=Empty(
                _("No complaints yet"),
                _("Whoever complains is asked first what it is: a failure of ours, or a talk. "
                  "Nothing of it is forgotten until they have been called back."),
                new,
            ),
            views=saved_views.stored(self.desk, self._listing.key),
            relevant=lambda news: news.about(KIND, *ALSO),
        )  # fmt: skip
        made.set_columns(COLUMNS)
        for keys, (title, filters) in {
            "Alt+1": (_("All open"), {"state": "open"}),
            "Alt+2": (_("Overdue"), {"late": True}),
            "Alt+3": (_("Nobody answered yet"), {"state": "registered"}),
            "Alt+4": (_("Mine"), {"mine": True, "state": "open"}),
            "Alt+5": (_("Today"), {"day": "today"}),
        }.items():
            made.add_quick(keys, title, {"filters": filters, "sort": None})
        return made

    # -- the list

    def _summary(self) -> str:
        now = waiting.count(self.desk)
        if now is None:
            return _("nothing open")
        words = _("open {n}").format(n=f"{now.number:,}")
        parts = [words, _("some overdue")] if now.alert else [words]
        return " · ".join(parts)

    def _detail(self, row: ComplaintRow) -> Detail | None:
        try:
            view = reading.view_complaint(self.desk, row.id)
            alike = similar_to(self.desk, view.row)
            moves, more = self.moves.of(view)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        adds = self.desk.allows(Permission.COMPLAINT_WORK) and not view.row.erased
        known = len(alike.mine) + len(alike.near)
        return self.cards.detail(view, known, moves, more, adds)

    def show_record(self, kind: str, record: int) -> None:
        """Show one complaint in the list."""
        self.home()
        if not self.list.show_record(record):
            messages.say(self.list, _("This complaint is not in this list."), "warn")

    # -- the form

    def begin(self, what: str, **values: Any) -> None:
        """``new`` with fields of a ComplaintDraft, or ``edit`` (complaint=id)."""
        if not self.desk.allows(Permission.COMPLAINT_WORK):
            messages.may_not(self.now)
        elif what == "edit":
            self.edit(reading.get_complaint(self.desk, values["complaint"]))
        elif what == "new":
            self._new(values)

    def _new(self, values: dict[str, Any]) -> None:
        open_ = self.form is not None and self._form is not None
        if open_ and not values and self.now is not self.list:  # F5 once more
            assert self.form is not None
            self.form.focus_first()
            return
        if open_:
            self.back()
        form = ComplaintForm(self.desk)
        key = f"complaint.new {sorted(values.items())}" if values else "complaint.new"
        if values:
            kind = values.pop("kind", "")
            form.fill(ComplaintDraft(**{"text": "", **values}))
            form["kind"].set_value(kind or None)
        screen = self._shown(form, key, _("New complaint"), self._save, _("Take it down"))
        keep = button(_("Take down and print") + " Ctrl+P", lambda: self._save(printing=True))
        screen.top.addWidget(keep)
        shortcuts.of(screen).add(
            "Ctrl+P", _("Take it down and print the form"), lambda: self._save(printing=True)
        )
        shortcuts.of(screen).add("Ctrl+M", _("It is the same matter: add it there"), self._same)
        if values:
            form.dirty = True
            self._look()

    def edit(self, row: ComplaintRow) -> None:
        """Put right what was written."""
        form = ComplaintForm(self.desk, edit=True)
        form.base = making.draft_of(self.desk, row.id)
        form.fill(form.base)
        title = _("Complaint {number}").format(number=row.number)
        self._shown(form, f"complaint.{row.id}", title, partial(self._put_right, form, row.id),
                    _("Save"), but=row.id)  # fmt: skip

    def _put_right(self, form: ComplaintForm, record: int) -> None:
        """Save; what somebody else wrote there meanwhile is shown once, then it is meant."""

        def amend(*args: Any, **values: Any) -> ComplaintRow:
            try:
                return making.amend(*args, **values)
            except Refused as refused:
                assert form.base is not None
                now = making.draft_of(self.desk, record)
                form.base = rebased(form.base, now, refused, ASKED)
                raise

        actions.run(form, amend, self.desk, record, form.draft(), form.base,
                    request=form.request, done=self._taken_in)  # fmt: skip

    def _shown(
        self, form: ComplaintForm, key: str, title: str, save: Callable[[], object], yes: str,
        but: int = 0,
    ) -> FormScreen:  # fmt: skip
        self.form = form
        self.panel = panel = SimilarPanel(self.desk, but)
        panel.opened.connect(partial(self.frame.show_record, KIND))
        panel.taken.connect(self._merge)
        screen = self.open_form(key, title, form, save, yes=yes, beside=panel)
        form.looked.connect(self._look)
        return screen

    def _look(self) -> None:
        """Look for the same matter while it is typed."""
        form, panel = self.form, self.panel
        if form is not None and panel is not None and self._form is not None:
            hit = form.person.hit()
            unit = form.unit.value()
            building = None if unit else form["building"].value() or None
            panel.look(unit=unit, person=hit.key if hit else None, building=building,
                       category=form.node)  # fmt: skip

    # -- handing in

    def _save(self, printing: bool = False) -> None:
        made = self._register_it()
        if made is None:
            return
        self._taken_in(made)
        words = _("{number} is registered. Respond by {when}.")
        if made.responded_at is not None:
            words = _("{number} is registered and responded to.")
        due = self.list.display.moment(made.respond_due) if made.respond_due else ""
        messages.say(self.list, words.format(number=made.number, when=due), "ok")
        if printing:
            self.moves.print_form(made)

    def _register_it(self) -> ComplaintRow | None:
        """Take it down, tick what was done at the counter, write down what was said."""
        form = self.form
        if form is None or self._form is None or not form.check():
            return None
        made: ComplaintRow | None = actions.run(
            form, making.register_complaint, self.desk, form.draft(), request=form.request
        )
        if made is None:
            return None
        ticked, said = form.follow()
        try:
            for key in ticked:
                request = f"{form.request}.{key}"
                made = moving.do_step(self.desk, made.id, key, request=request)
            if said:
                made = moving.respond(self.desk, made.id, said, request=f"{form.request}.said")
        except DeskError as error:  # it is taken down; what is left is offered by its card
            messages.sorry(form, error)
        return made

    def _same(self) -> None:
        into = self.panel.first() if self.panel is not None else None
        if into is not None:
            self._merge(into)

    def _merge(self, into: int) -> None:
        """Take it down as a part of another: its people stay with it, the other is urged."""
        form = self.form
        made = self._register_it()
        if made is None or form is None:
            return
        after = actions.run(form, merging.merge, self.desk, made.id, into,
                            request=f"{form.request}.merge")  # fmt: skip
        self._taken_in(after or made)
        if after is not None:
            words = _("{number} is registered and added to {other}.")
            messages.say(self.list, words.format(number=made.number, other=after.number), "ok")

    def _taken_in(self, row: ComplaintRow) -> None:
        self.saved()
        self.form = self.panel = None
        self.home()
        self.list.refresh()
        self.list.show_record(row.id)

    def scenes(self) -> dict[str, Callable[[], object]]:
        """The form empty, of each nature, with warnings; the card."""
        return complaint_scenes.scenes(self)
