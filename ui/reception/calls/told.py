"""What callers are told 统一口径: all announcements, and the window in which one is written.

told = Told(page)      page.open(told.list())      told.announce()
"""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.words import _
from desk.estate.buildings import buildings as all_buildings
from desk.reception.calls import outages
from desk.reception.calls.drafts import OutageDraft
from desk.reception.calls.listing import OUTAGES
from desk.reception.calls.rows import OutageRow
from ui.kit import actions, messages
from ui.kit.actions import Action
from ui.kit.datefields import DateField, TimeField
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.fields import ChoiceField, LinesField, TextField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.register_page import Empty, RegisterPage
from ui.reception.inputs import tidy

if TYPE_CHECKING:
    from ui.reception.calls.page import CallsPage

COLUMNS = ("until", "kind", "building", "title", "state", "text")


class Told:
    """See the top of this module."""

    def __init__(self, page: CallsPage) -> None:
        self._page, self.desk = page, page.desk
        self._show = Display(self.desk.local, lambda: self.desk.today)

    def list(self) -> RegisterPage:
        """All announcements, those in force with what can be done about them."""
        may = self.desk.allows(Permission.OUTAGE_EDIT)
        new = Action("outage", _("Announce"), self.announce, "plus", shortcut="Ctrl+N",
                     primary=True, enabled=may, why=_("A supervisor says it."))  # fmt: skip
        made = RegisterPage(
            self.desk, OUTAGES, icon="bullhorn-outline", actions=[new],
            detail=self._detail,
            empty=Empty(
                _("Nothing is out"),
                _("While water or a lift is out, every clerk reads the same words to callers."),
                new if may else None,
            ),
            relevant=lambda news: news.about("outage"),
        )  # fmt: skip
        made.set_columns(COLUMNS)
        made.escaped.connect(self._page.back)
        return made

    def _detail(self, row: OutageRow) -> Detail:
        show, moves = self._show, []
        if self.desk.allows(Permission.OUTAGE_EDIT) and row.state != "over":
            moves = [
                Action("end", _("It is over"), partial(self._end, row), primary=True),
                Action("reword", _("Edit"), partial(self.announce, row)),
            ]
        where = row.building_name or _("everywhere")
        return Detail(
            row.title, f"{texts.word('outage.kind', row.kind)} · {where}",
            texts.word("outage.state", row.state), row.tone,
            lines=[
                Line(_("From"), show.moment(row.since)), Line(_("Until"), show.moment(row.until)),
                Line(_("Words for callers"), row.text), Line(_("By"), row.who),
            ],
            moves=moves,
        )  # fmt: skip

    def announce(self, row: OutageRow | None = None) -> None:
        """Write one; ``row`` is put right."""
        desk = self.desk
        base = outages.draft_of_outage(desk, row.id) if row else outages.usual_draft(desk)
        form = OutageForm(desk)
        form.fill(base)
        dialog = FormDialog(
            self._page, _("What callers are told"), form, high=520,
            yes=_("Save") if row else _("Announce"),
        )  # fmt: skip
        dialog.save = partial(self._save, dialog, form, row)
        dialog.run()

    def _save(self, dialog: FormDialog, form: OutageForm, row: OutageRow | None) -> None:
        desk, draft, known = self.desk, form.draft(), form.request
        if row is None:
            actions.run(form, outages.announce, desk, draft, request=known, done=dialog.close_with)
            return
        done = actions.run(form, outages.reword, desk, row.id, draft, form.base,
                           request=known,
                        done=dialog.close_with)  # fmt: skip
        if done is None:
            theirs = outages.draft_of_outage(desk, row.id)
            if theirs != form.base:
                form.rebase(theirs)

    def _end(self, row: OutageRow) -> None:
        words = _("{title}: callers are told no more.").format(title=row.title)
        actions.run(
            self._page.now, outages.end_outage, self.desk, row.id, request=actions.new_request(),
            done=lambda _row: messages.say(self._page.now, words, "ok"),
        )  # fmt: skip


class OutageForm(Form):
    """What is out, where, the words, from when until when."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.base = OutageDraft("", "")
        places = [(row.id, row.name) for row in all_buildings(desk)]
        self.add(
            ChoiceField("kind", _("What is out"), texts.choices("outage.kind"), required=True),
            ChoiceField("building", _("Where"), [(0, _("everywhere")), *places]),
            TextField("title", _("Title"), limit=80, required=True, wide=True),
            LinesField("text", _("Words for callers"), limit=2000, lines=4, required=True),
            DateField("from_day", _("From"), today=lambda: desk.today, placeholder=_("now")),
            TimeField("from_at", _("At")),
            DateField("day", _("Until"), required=True, today=lambda: desk.today),
            TimeField("at", _("At"), required=True),
        )

    def fill(self, draft: OutageDraft) -> None:
        """Show a draft; it is what is compared with when somebody else has changed it too."""
        self.base = draft
        desk = self.desk
        until, since = desk.local(draft.until or desk.now), desk.local(draft.since or desk.now)
        later = draft.since is not None and draft.since > desk.now
        self.set_values({
            "kind": draft.kind, "building": draft.building or 0, "title": draft.title or None,
            "text": draft.text or None, "day": until.date(), "at": until.time(),
            "from_day": since.date() if later else None, "from_at": since.time() if later else None,
        })  # fmt: skip

    def draft(self) -> OutageDraft:
        """What stands there."""
        values, base = self.values(), self.base
        since = base.since
        if values["from_day"] or values["from_at"]:
            since = self._moment(values["from_day"], values["from_at"], base.since)
        return OutageDraft(
            tidy(values["title"]), values["text"] or "", values["kind"] or "other",
            values["building"] or None, since,
            self._moment(values["day"], values["at"], base.until),
        )  # fmt: skip

    def rebase(self, theirs: OutageDraft) -> None:
        """Somebody else has saved it meanwhile: theirs where nothing was typed here."""
        mine, base = self.draft(), self.base
        errors = {key: field.error for key, field in self.fields.items() if field.error}
        kept = {
            each.name: getattr(
                theirs if getattr(mine, each.name) == getattr(base, each.name) else mine, each.name
            )
            for each in fields(OutageDraft)
        }
        self.fill(OutageDraft(**kept))
        self.base = theirs
        self.show_errors(errors)

    def _moment(self, day: Any, at: Any, base: datetime | None) -> datetime:
        here = self.desk.local(self.desk.now)
        at = at or here.time().replace(hour=0, minute=0, second=0, microsecond=0)
        made = datetime.combine(day or here.date(), at, self.desk.zone).astimezone(UTC)
        if base is not None and abs((made - base).total_seconds()) < 60:
            return base  # the field shows whole minutes
        return made

    def show_errors(self, errors: Any) -> dict[str, str]:
        place = {"until": "day", "since": "from_day"}
        return super().show_errors({place.get(key, key): text for key, text in errors.items()})
