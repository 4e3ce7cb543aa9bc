"""What the windows rely on Qt for, and what they never let it do."""

from __future__ import annotations

import ast
import sys
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.contracts.source import ROOT, calls, modules, place, tree


def test_calls_that_return_nothing_keep_none_alive(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 gives away one reference to None a call, then aborts."""
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("first")
    before = sys.getrefcount(None)
    for number in range(100):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 20


def test_text_is_never_markup() -> None:
    """Whatever comes from outside is shown as it is, so nothing in ui reads HTML."""
    wrong = []
    for path in modules("ui"):
        for name, node in calls(path):
            if name in {"setHtml", "insertHtml", "appendHtml", "setMarkdown"}:
                wrong.append(place(path, node))
            if name == "setTextFormat":
                (argument,) = node.args
                if not (isinstance(argument, ast.Attribute) and argument.attr == "PlainText"):
                    wrong.append(place(path, node))
    assert not wrong, ", ".join(wrong)


def test_labels_and_tips_come_from_the_kit() -> None:
    """A bare QLabel or tooltip guesses whether its text is HTML; the kit's never do."""
    kit = ROOT / "ui" / "kit"
    wrong = [
        place(path, node)
        for path in modules("ui")
        if not path.is_relative_to(kit)
        for name, node in calls(path)
        if name in {"QLabel", "QMessageBox", "setToolTip", "setWhatsThis"}
    ]
    assert not wrong, "use ui.kit.plain: " + ", ".join(wrong)


def test_labels_of_the_kit_are_plain() -> None:
    for path in modules("ui/kit"):
        named = [name for name, _ in calls(path)]
        if "setPixmap" in named and "setText" not in named:
            continue  # labels that hold a picture
        assert named.count("setTextFormat") >= named.count("QLabel"), place(path, tree(path))


def test_enums_are_scoped() -> None:
    """`Qt.AlignLeft` is gone from later Qt for Python; `Qt.AlignmentFlag.AlignLeft` stays."""
    wrong = [
        place(path, node)
        for path in modules("ui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Qt"
        and isinstance(getattr(Qt, node.attr, None), Enum)
    ]
    assert not wrong
