"""Printing payment notices and formal demands: for whom, how many that would be, then one PDF."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer

from desk import texts
from desk.core import words
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.words import _, listed, ngettext
from desk.estate.buildings import buildings
from desk.estate.units import get_unit
from desk.fees.dunning.notices import preview_notices
from desk.fees.dunning.rows import NOTICE_KINDS, NoticeDraft
from ui import theme
from ui.kit.datefields import DateField
from ui.kit.display import money
from ui.kit.fields import CheckField, ChoiceField, LinesField
from ui.kit.form import Form
from ui.kit.money_field import MoneyField
from ui.kit.plain import label
from ui.kit.segments import SegmentField

PAUSE = 150  # ms after the last key before the count is read again
NAMED = 8  # rooms that are named under the count


class NoticesForm(Form):
    """See the top of this module."""

    def __init__(
        self, desk: Desk, kind: str, building: int | None = None, unit: int | None = None
    ) -> None:
        super().__init__()
        self._desk, self._unit = desk, unit
        self.section(_("What"))
        kinds = [(code, texts.word("notice.kind", code)) for code in NOTICE_KINDS]
        self.kind = SegmentField("kind", _("Paper"), kinds, required=True)
        languages = [(code, words.NAMES[code]) for code in words.LANGUAGES]
        self.add(self.kind, ChoiceField("language", _("Language"), languages))
        self.add(DateField("deadline", _("To be paid by"), today=lambda: desk.today,
                           hint=_("as set if empty")))  # fmt: skip
        self.section(_("For whom"))
        self._add_scope(building)
        self.count = label("", "strong", wrap=True)
        self.add_widget(self.count)
        self.section(_("What stands below"))
        self.add(LinesField("note", _("A line of your own"), limit=300, lines=2))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        self.set_values({"kind": kind, "overdue_only": True, "language": words.current()})
        self.changed.connect(self._pause.start)
        self.kind.changed.connect(self._shown)
        self._shown()
        self.look()

    def _add_scope(self, building: int | None) -> None:
        places: list[tuple[Any, str]] = [(0, _("All buildings"))]
        places += [(one.id, one.name) for one in buildings(self._desk)]
        if self._unit is not None:
            places = [(-1, get_unit(self._desk, self._unit).code)]
        where = ChoiceField("building", _("Building or unit"), places, required=True)
        where.set_value(places[0][0] if building is None or self._unit is not None else building)
        self.add(where.give_way(), MoneyField("at_least", _("Who owes at least")))
        self.add(
            CheckField("overdue_only", _("Only what is late")),
            CheckField("step_only", _("Only where this step is due")),
        )
        if self._unit is not None:
            self.show_field("at_least", False)
            self.show_field("step_only", False)

    def _shown(self) -> None:
        self.show_field("deadline", self.kind.value() == "demand")

    def draft(self) -> NoticeDraft:
        """What was entered."""
        values = self.values()
        building = values["building"] or 0
        return NoticeDraft(
            kind=values["kind"] or "notice",
            units=(self._unit,) if self._unit is not None else None,
            building=building if building > 0 else None,
            overdue_only=values["overdue_only"],
            step_only=values.get("step_only", False),
            at_least=values.get("at_least") or 1,
            deadline=values.get("deadline"),
            language=values["language"] or "",
            note=values["note"] or "",
        )

    def look(self) -> None:
        """Say how many papers that would be."""
        self._pause.stop()
        try:
            found = preview_notices(self._desk, self.draft())
        except DeskError as error:
            self._say(texts.sentence(error), "late")
            return
        if not found.count:
            self._say(_("Nobody owes that much."), "due")
            return
        said = ngettext("{n} paper over {amount}", "{n} papers over {amount}", found.count)
        head = said.format(n=f"{found.count:,}", amount=money(found.total))
        rooms = listed(found.units[:NAMED])
        more = found.count - min(NAMED, len(found.units))
        if more > 0:
            rooms += " " + ngettext("and {n} more", "and {n} more", more).format(n=more)
        self._say(f"{head}\n{rooms}", "")

    def _say(self, text: str, tone: str) -> None:
        self.count.setText(text)
        theme.say(self.count, "tone", tone)
