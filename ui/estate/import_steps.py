"""The first and the last view of an import: drop a file here; what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.desk import Desk
from desk.core.words import _, ngettext
from desk.exchange.commit import Imported
from ui import theme
from ui.kit.plain import Picture, card, label, row


def start_card(*buttons: QWidget) -> QWidget:
    """What can be imported, what is promised, and the buttons below each other."""
    words = (
        _("Any Excel workbook, OpenDocument sheet or CSV with a list of rooms: the header row, "
          "the meaning of the columns, buildings, owners and tenants are found by themselves, "
          "and you see everything before it is kept."),
        _("All of a file is imported, or nothing. Importing a file again adds nothing twice, "
          "ends nobody's role and deletes nothing."),
    )  # fmt: skip
    inner = QVBoxLayout()
    inner.setSpacing(12)
    inner.addStretch(2)
    inner.addLayout(row(None, Picture("file-table-outline", "accent", 48), None))
    inner.addLayout(row(None, label(_("Drop a workbook here"), "heading"), None))
    for text in words:
        said = label(text, "muted")
        said.setWordWrap(True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said.setFixedWidth(theme.px(560))
        inner.addLayout(row(None, said, None))
    inner.addSpacing(8)
    for made in buttons:
        inner.addLayout(row(None, made, None))
    inner.addStretch(3)
    ground = card()
    ground.setLayout(inner)
    return ground


def done_card(file: str, counts: dict[str, int], links: Sequence[QWidget]) -> QWidget:
    """What came of an import, and where to go from here."""
    inner = QVBoxLayout()
    inner.setSpacing(10)
    inner.addStretch(2)
    inner.addLayout(row(None, Picture("check-circle-outline", "ok", 48), None))
    inner.addLayout(row(None, label(_("Imported: {file}").format(file=file), "heading"), None))
    for text in outcome(counts):
        inner.addLayout(row(None, label(text), None))
    inner.addSpacing(8)
    inner.addLayout(row(None, *links, None))
    inner.addStretch(3)
    ground = card()
    ground.setLayout(inner)
    return ground


def past_words(desk: Desk, found: Sequence[Imported]) -> str:
    """Who imported what lately, a line each; empty where nobody has."""
    lines = [
        " · ".join((f"{desk.local(one.at):%Y-%m-%d %H:%M}", one.who, outcome(one.counts)[0]))
        for one in found
    ]
    return "\n".join([_("Earlier imports"), *lines]) if lines else ""


def outcome(counts: dict[str, int]) -> list[str]:
    """Counts of an import in words, one line each."""

    def n(key: str) -> int:
        return counts.get(key, 0)

    said = [
        _("{new} units new, {changed} changed, {unchanged} unchanged").format(
            new=f"{n('units_new'):,}", changed=f"{n('units_changed'):,}",
            unchanged=f"{n('units_unchanged'):,}",
        )
    ]  # fmt: skip
    if n("people_new") or n("roles_new"):
        said.append(
            _("{people} people new, {roles} roles at units, {phones} telephones").format(
                people=f"{n('people_new'):,}", roles=f"{n('roles_new'):,}",
                phones=f"{n('phones_new'):,}",
            )
        )  # fmt: skip
    if n("rows_bad"):
        words = ngettext("{n} row left out", "{n} rows left out", n("rows_bad"))
        said.append(words.format(n=f"{n('rows_bad'):,}"))
    if not n("units_new") and not n("units_changed"):
        said.append(_("Everything was there already."))
    return said
