"""Pictures and papers that belong to a record: added, looked at, kept on disk.

add(page, lambda file: actions.run(page, handing.attach, desk, row.id, file))
show(page, attachment)
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desk.core import files
from desk.core.errors import DeskError
from desk.core.files import AttachmentRow, Incoming, read_incoming
from desk.core.media import IMAGES, SUFFIXES
from desk.core.words import _
from ui import theme
from ui.kit import messages, preview
from ui.kit.plain import button, column, label, row, scrolling

PDF = "application/pdf"


def add(page: QWidget, attach: Callable[[Incoming], object], path: str = "") -> None:
    """Ask for a file (unless ``path`` is given) and hand it to ``attach``."""
    endings = " ".join(f"*.{end}" for ends in SUFFIXES.values() for end in ends)
    if not path:
        kinds = _("Pictures and papers") + f" ({endings})"
        path, _kind = QFileDialog.getOpenFileName(page.window(), _("Choose a file"), "", kinds)
    if not path:
        return
    try:
        file = read_incoming(Path(path))
    except DeskError as error:
        messages.sorry(page, error)
        return
    attach(file)


def size_words(size: int) -> str:
    """How large a file is."""
    if size >= 1024 * 1024:
        return _("{n} MB").format(n=f"{size / 1024 / 1024:.1f}")
    return _("{n} kB").format(n=max(1, size // 1024))


def show(
    page: QWidget, attachment: AttachmentRow, read: Callable[[int], bytes] = files.load
) -> None:
    """Show a picture or a PDF; what can't be shown is offered to be kept on disk.

    ``read`` gives the bytes of an attachment, and says whether one may.
    """
    try:
        data = read(attachment.id)
    except DeskError as error:
        messages.sorry(page, error)
        return
    if attachment.media_type == PDF:
        preview.show_paper(page, title=attachment.name, pdf=data, name=attachment.name)
        return
    picture = QPixmap()
    if attachment.media_type in IMAGES and picture.loadFromData(data):
        dialog = Picture(page, attachment.name, picture, data)
        dialog.exec()
        dialog.deleteLater()
        return
    save(page, attachment.name, data)


def save(page: QWidget, name: str, data: bytes) -> None:
    """Keep a copy on disk, where the person chooses."""
    path, _kind = QFileDialog.getSaveFileName(page.window(), _("Save a copy"), name)
    if not path:
        return
    try:
        with files.write_atomic(Path(path)) as file:
            file.write(data)
    except DeskError as error:
        messages.sorry(page, error)


class Picture(QDialog):
    """One picture as large as the window lets it; Esc closes."""

    def __init__(self, page: QWidget, name: str, picture: QPixmap, data: bytes) -> None:
        super().__init__(page.window())
        self.setWindowTitle(name)
        shown = label("")
        room = page.window().size() * 0.8
        if picture.width() > room.width() or picture.height() > room.height():
            picture = picture.scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )  # fmt: skip
        shown.setPixmap(picture)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setAccessibleName(name)
        keep = button(_("Save a copy …"), lambda: save(page, name, data))
        box = column(scrolling(shown), row(None, keep, button(_("Close"), self.accept)), margin=16)
        self.setLayout(box)
        wide = max(picture.width() + 48, theme.px(320))
        self.resize(wide, max(picture.height() + theme.px(90), theme.px(200)))
