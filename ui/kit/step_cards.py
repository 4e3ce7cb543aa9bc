"""A form whose steps stand in numbered cards, as the conversation at the counter goes.

grid = step_grid(6)
grid.addWidget(step(1, _("Who it is")), 0, 0, 1, 6)
card = step_card(grid)
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from ui import theme
from ui.kit.plain import card, label

TOP = Qt.AlignmentFlag.AlignTop
WIDE = 960  # px at 100 % from which two cards stand beside each other
GAP = 7  # px between two lines


def step(number: int, words: str) -> QLabel:
    """The heading of a step."""
    return label(f"{number}  {words}", "section")


def step_grid(columns: int, gap: int = GAP) -> QGridLayout:
    """Room for the fields of a step, in columns of one width."""
    made = QGridLayout()
    made.setHorizontalSpacing(12)
    made.setVerticalSpacing(gap)
    for number in range(columns):
        made.setColumnStretch(number, 1)
        made.setColumnMinimumWidth(number, theme.px(40))
    return made


def step_card(grid: QGridLayout, fills: bool = False) -> QFrame:
    """The card of a step; ``fills``: its fields take all of the height."""
    made = card()
    box = QVBoxLayout(made)
    box.setContentsMargins(16, 10, 16, 12)
    box.addLayout(grid, 1 if fills else 0)
    if not fills:
        box.addStretch(1)
    return made
