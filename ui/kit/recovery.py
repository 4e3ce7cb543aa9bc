"""The recovery code on the screen and on its sheet: used by the first run and by Settings."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desk.core.words import _, current
from desk.printing import recovery_code as paper
from ui.kit import preview
from ui.kit.plain import card, column, label

PER_LINE = 4


def code_view(code: str) -> QWidget:
    """The code, large, in its groups; it can't be copied to the clipboard, paper is its place."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(22)
    grid.setVerticalSpacing(10)
    for number, group in enumerate(paper.groups(code)):
        made = label(group, "code")
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(made, number // PER_LINE, number % PER_LINE)
    made_card = card()
    made_card.setAccessibleName(_("Recovery code: {code}").format(code=code))
    made_card.setLayout(column(grid, margin=16))
    return made_card


def last_group(code: str) -> str:
    """What has to be typed back to show that it is on paper."""
    return paper.groups(code)[-1]


def typed_right(code: str, typed: str) -> bool:
    """Whether ``typed`` is the last group; O for 0, I and L for 1 and any case will do."""
    alike = str.maketrans({"O": "0", "I": "1", "L": "1"})
    plain = "".join(c for c in typed.upper() if c.isalnum()).translate(alike)
    return plain == last_group(code)


def sheet(site: str, code: str, made_at: datetime, made_by: str) -> bytes:
    """The sheet to put away, as PDF."""
    made = paper.RecoveryCode(site, code, made_at, made_by, language=current())
    return paper.render(made, missing="box")


def show_sheet(parent: QWidget, pdf: bytes) -> bool:
    """Preview the sheet; True if it was printed."""
    return preview.show_paper(parent, title=_("Recovery code"), pdf=pdf, paper="recovery_code")
