"""An entry of the activity log in words: which record, which field, what before, what after."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from desk import texts
from desk.core.desk import Desk
from desk.core.log import FieldChange, LogEntry
from desk.core.settings import REGISTRY
from desk.core.words import _, gettext, listed
from ui.kit.detail import Line
from ui.kit.display import Display

LONGEST = 160  # characters of one value; the whole stands in the record itself
NOTES = ("reason", "note", "count")


def kind_word(desk: Desk, kind: str) -> str:
    """What records of a table are called."""
    found = desk.search_kinds.get(kind)
    if found is not None:
        return gettext(found.title)
    word = texts.word("record", kind)
    return word if word != kind else kind.replace("_", " ")


def field_word(desk: Desk, kind: str, field: str) -> str:
    """What a field is called: as in its list, else a common word, else its name."""
    for register in desk.registers:
        for listing in register.listings:
            if listing.model._meta.table_name == kind:
                for column in listing.columns:
                    if column.key == field:
                        return gettext(column.title)
    word = texts.word("field", field)
    return word if word != field else field.replace("_", " ")


def value_word(show: Display, kind: str, field: str, value: Any) -> str:
    """A value as people read it."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, str):
        for domain in (f"{kind}.{field}", field):
            word = texts.word(domain, value)
            if word != value:
                return word
        return _cut(_moment(show, value))
    if isinstance(value, list | tuple):
        return _cut(listed(value_word(show, kind, field, one) for one in value)) or "—"
    return _cut(str(value))


def _moment(show: Display, text: str) -> str:
    if len(text) == 10 and text[4:5] == "-":
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            return text
    if len(text) >= 19 and text[4:5] == "-" and text[10:11] in "T ":
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return text
        return show.moment(moment, full=True) if moment.tzinfo else text
    return text


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def change_line(desk: Desk, show: Display, change: FieldChange) -> Line:
    """One field: before → after; personal values are only said to have changed."""
    name = field_word(desk, change.kind, change.field)
    if change.hidden:
        return Line(name, _("(personal)"), "muted")
    before = value_word(show, change.kind, change.field, change.before)
    after = value_word(show, change.kind, change.field, change.after)
    return Line(name, after if change.before is None else f"{before} → {after}")


def note_lines(desk: Desk, show: Display, entry: LogEntry) -> list[Line]:
    """What was noted beside the fields: reasons, counts, settings before and after."""
    notes = dict(entry.notes)
    before, after = notes.get("before"), notes.get("after")
    lines = []
    if isinstance(before, dict) and isinstance(after, dict):
        notes = {k: v for k, v in notes.items() if k not in ("before", "after")}
        for key in sorted(after):
            setting = REGISTRY.get(key)
            name = gettext(setting.title) if setting else key
            old = value_word(show, "setting", key.rpartition(".")[2], before.get(key))
            new = value_word(show, "setting", key.rpartition(".")[2], after[key])
            lines.append(Line(name, f"{old} → {new}"))
    ordered = sorted(notes, key=lambda key: (key not in NOTES, key))
    return lines + [
        Line(field_word(desk, "", key), value_word(show, "note", key, notes[key]))
        for key in ordered
        if notes[key] not in (None, "", [], {})
    ]
