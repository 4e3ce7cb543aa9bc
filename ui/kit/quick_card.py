"""A DetailCard for what is looked up at every key: what looks as before only changes its texts.

Dressing some fifty new widgets by the style sheet takes longer than all else between two keys.
Cards with moves, a timeline or masked values are made anew, as ever.
"""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from ui.kit.detail import LONG, Detail, DetailCard, Pieces
from ui.kit.plain import clear, escape_amp

KEPT = 4
"""Shapes of cards that are kept, each with its widgets."""


class QuickCard(DetailCard):
    """See the top of this module."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._kept: dict[object, tuple[QScrollArea, Pieces]] = {}
        super().__init__(parent)

    def show_detail(self, detail: Detail | None) -> None:
        for area, _pieces in self._kept.values():
            self._outer.removeWidget(area)
            area.hide()
        if detail is None or not _only_texts(detail):
            super().show_detail(detail)
            return
        self.detail = detail
        clear(self._outer)
        area = self._filled(detail)
        self._outer.addWidget(area, 1)
        area.show()

    def _filled(self, detail: Detail) -> QScrollArea:
        shape = _shape(detail)
        kept = self._kept.pop(shape, None)
        if kept is None:
            area = self._body(detail)
            kept = (area, self.pieces)
        else:
            _renew(kept[1], detail)
            kept[0].verticalScrollBar().setValue(0)
        self._kept[shape] = kept  # the last used comes last
        if len(self._kept) > KEPT:
            oldest, _pieces = self._kept.pop(next(iter(self._kept)))
            oldest.deleteLater()
        return kept[0]


def _only_texts(detail: Detail) -> bool:
    masked = any(one.reveal is not None for one in detail.lines)
    added = any(part.add is not None for part in detail.parts)
    return not (detail.moves or detail.more or detail.timeline or masked or added)


def _shape(detail: Detail) -> object:
    """What cards must have in common for their texts to change places."""
    crowded = len(detail.heading) + len(detail.state) > LONG
    return (
        bool(detail.state), detail.tone, bool(detail.state) and crowded, bool(detail.subtitle),
        bool(detail.notice), detail.notice_tone,
        tuple((one.label, one.tone, one.open is not None) for one in detail.lines),
        tuple(part.title for part in detail.parts),
    )  # fmt: skip


def _renew(pieces: Pieces, detail: Detail) -> None:
    texts = ((pieces.head, detail.heading), (pieces.state, detail.state),
             (pieces.subtitle, detail.subtitle), (pieces.notice, detail.notice))  # fmt: skip
    for words, text in texts:
        if words is not None:
            words.setText(text)
    for value, one in zip(pieces.values, detail.lines, strict=True):
        value.setText(escape_amp(one.value) if isinstance(value, QPushButton) else one.value)
    for view, part in zip(pieces.parts, detail.parts, strict=True):
        view.renew(part)
