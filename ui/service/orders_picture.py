"""A photo in a window of its own, as large as it fits."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from desk.core.words import _
from ui import theme
from ui.kit.plain import button, column, label, row


class PictureDialog(QDialog):
    """See the top of this module; Esc closes."""

    def __init__(self, parent: QWidget, title: str, data: bytes) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self._whole = QPixmap()
        self._whole.loadFromData(data)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(theme.px(200), theme.px(160))
        if self._whole.isNull():
            self.picture.setText(_("This picture can't be shown."))
        box = column(label(title, "heading"), gap=8)
        box.addWidget(self.picture, 1)
        box.addLayout(row(None, button(_("Close"), self.accept)))
        box.setContentsMargins(20, 16, 20, 16)
        self.setLayout(box)
        self.resize(theme.px(760), theme.px(600))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._whole.isNull():
            room = self.picture.size().boundedTo(QSize(4000, 4000))
            self.picture.setPixmap(self._whole.scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            ))  # fmt: skip


def show_picture(parent: QWidget, title: str, data: bytes) -> None:
    """Show a photo until it is closed."""
    dialog = PictureDialog(parent, title, data)
    dialog.exec()
    dialog.deleteLater()
