"""The steps that a complaint is led through, as a line of numbers and words.

strip = StepStrip()
strip.show_kind("valid", filled={"record"})
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QSizePolicy, QWidget

from desk import texts
from desk.service.complaints.flow import steps_of
from ui import theme
from ui.kit.chips import Flow
from ui.kit.plain import clear, label

NUMBERS = "①②③④⑤⑥⑦"


def numbered(kind: str, key: str) -> str:
    """A step's number and name; only its name where it is none of this kind's."""
    keys = steps_of(kind)
    name = texts.word("complaint.step", key)
    return f"{NUMBERS[keys.index(key)]} {name}" if key in keys else name


class StepStrip(QWidget):
    """What comes first, what comes next; those done are green."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = Flow(self, gap=10)
        self._shown: tuple[str, frozenset[str]] = ("", frozenset())

    def show_kind(self, kind: str, filled: Collection[str]) -> None:
        """Show the steps of a kind; ``filled`` are those that are answered in the form."""
        wanted = (kind, frozenset(filled))
        if wanted == self._shown:
            return
        self._shown = wanted
        clear(self._flow)
        keys = steps_of(kind) if kind else ()
        said = []
        for key in keys:
            done = key in filled
            words = numbered(kind, key)
            made = label(words, "strong" if done else "muted", "ok" if done else None)
            made.setMinimumHeight(theme.px(20))
            self._flow.addWidget(made)
            made.show()
            said.append(words)
        self.setAccessibleName(" · ".join(said))
        self.updateGeometry()
