"""A card that is filled at every key: what it shows is what a card made anew would show."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui.kit.actions import Action
from ui.kit.detail import Detail, DetailCard, Line
from ui.kit.parts import Part, PartRow
from ui.kit.quick_card import KEPT, QuickCard
from ui.kit.timeline import Entry


def words(card: QWidget) -> list[str]:
    """All that can be read on a card, sorted."""
    card.window().repaint()
    found = [*card.findChildren(QLabel), *card.findChildren(QPushButton)]
    return sorted(each.text() for each in found if each.isVisible() and each.text())


def known(name: str, *cases: str, owes: str = "", tone: str | None = None) -> Detail:
    """A card like that of a call."""
    lines = [Line("Unit", f"{name} & 1502", open=lambda: opened.append(name))]
    if owes:
        lines.append(Line("Owes", owes, "late"))
    rows = [PartRow(one, f"W {one}", tone, tag="Open", open=lambda: None) for one in cases]
    return Detail(name, f"138 {name}", lines=lines, parts=[Part("Cases", rows, empty="None")])


opened: list[str] = []


@pytest.fixture
def cards(qtbot: Any) -> tuple[QuickCard, DetailCard]:
    made = (QuickCard(), DetailCard())
    for card in made:
        qtbot.addWidget(card)
        card.resize(360, 600)
        card.show()
    return made


def test_it_shows_what_a_new_card_would(cards: tuple[QuickCard, DetailCard], qtbot: Any) -> None:
    quick, plain = cards
    for detail in (
        known("李敏", "tap", "light"), known("王强", "door"), known("陈佳慧"), None,
        known("<b>x</b>", "a", "b", "c"), known("周海", "tap", owes="¥ 12.00"),
        known("周海", "tap", tone="late"), Detail("400", "the first call"),
        known("李敏", "tap"), Detail("V1", timeline=[Entry("13:05", "came")]),
        Detail("V1", moves=[Action("leave", "Leave", lambda: None)]), known("李敏", "light"),
    ):  # fmt: skip
        quick.show_detail(detail)
        plain.show_detail(detail)
        qtbot.waitUntil(lambda: words(quick) == words(plain))


def test_a_link_opens_what_stands_there_now(cards: tuple[QuickCard, DetailCard]) -> None:
    quick, _plain = cards
    opened.clear()
    for name in ("李敏", "王强"):
        quick.show_detail(known(name))
        link = next(b for b in quick.findChildren(QPushButton) if b.text().startswith(name))
        link.click()
    assert opened == ["李敏", "王强"]


def test_the_same_widgets_serve_again(cards: tuple[QuickCard, DetailCard]) -> None:
    quick, _plain = cards
    quick.show_detail(known("李敏", "tap"))
    before = next(label for label in quick.findChildren(QLabel) if label.text() == "李敏")
    quick.show_detail(Detail("400", "the first call"))
    quick.show_detail(known("王强", "door"))
    assert before.text() == "王强"


def test_only_a_few_shapes_are_kept(cards: tuple[QuickCard, DetailCard]) -> None:
    quick, _plain = cards
    for n in range(KEPT + 3):
        quick.show_detail(Detail("x", lines=[Line(str(m), "v") for m in range(n)]))
    assert len(quick._kept) == KEPT
