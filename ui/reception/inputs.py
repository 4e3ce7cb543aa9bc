"""Fields that only the reception has: one of a few codes, the purpose, the host, a photo.

PurposeField("purpose", _("Purpose"), ["送货", "维修"])    a chip, its digit, its initials
HostField("host", _("Room, name"), desk)                   value: HostChoice
PhotoField("photo", _("Photo"))                            value: Incoming
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QPushButton, QSizePolicy, QWidget

from desk import texts
from desk.core import pinyin
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.files import Incoming, read_incoming
from desk.core.media import IMAGES
from desk.core.words import _
from desk.reception.visitors.hosts import HostChoice, find_hosts
from ui import theme
from ui.kit.chips import Flow
from ui.kit.fields import Field, TextField, clean
from ui.kit.plain import button, escape_amp, label, row, tip, tool
from ui.kit.popup import Hit
from ui.kit.suggest import SuggestField


class PurposeField(TextField):
    """What somebody comes for: one of the site's purposes or words of one's own.

    A digit (Alt and the digit anywhere in the form), initials or a click choose a chip.
    """

    def __init__(self, key: str, title: str, purposes: Sequence[str], **options: Any) -> None:
        self.purposes = list(purposes)
        super().__init__(key, title, limit=120, **options)
        self.chips = QWidget()
        self.chips.setProperty("role", "clear")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.chips.setSizePolicy(policy)
        flow = Flow(self.chips, gap=6)
        self.buttons = [self._chip(number, words) for number, words in enumerate(self.purposes)]
        for made in self.buttons:
            flow.addWidget(made)
        self.edit.editingFinished.connect(self.resolve)
        self.changed.connect(self.mark)

    def _chip(self, number: int, words: str) -> QPushButton:
        shown = words if len(words) < 24 else words[:23] + "…"
        made = button(f"{number + 1} {shown}" if number < 9 else shown, role="chip")
        made.clicked.connect(lambda _checked=False: self.pick(number))
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setFixedHeight(theme.px(26))
        if number < 9:
            tip(made, f"Alt+{number + 1}")
        return made

    def pick(self, number: int) -> None:
        """Choose a purpose by its place."""
        if number < len(self.purposes):
            self.set_value(self.purposes[number])
            self.mark()

    def resolve(self) -> None:
        """Make a digit or initials into the purpose that they mean."""
        text = self.edit.text().strip().casefold()
        if text.isdecimal() and text.isascii() and 1 <= int(text) <= len(self.purposes):
            self.pick(int(text) - 1)
            return
        if not text or self.edit.text().strip() in self.purposes:
            return
        ways = [(each, each.casefold(), pinyin.initials(each)) for each in self.purposes]
        found = [each for each, *known in ways if any(way.startswith(text) for way in known)]
        if found:
            self.set_value(found[0])

    def enter(self) -> bool:
        self.resolve()
        return False

    def mark(self) -> None:
        """Show which chip says the same as the line."""
        text = self.edit.text().strip()
        for made, words in zip(self.buttons, self.purposes, strict=True):
            made.setChecked(words == text)


def host_words(choice: HostChoice) -> str:
    """A host in one line: 3-1502 李敏, 工程部 周工."""
    where = choice.unit_code or choice.department_name
    return " ".join(part for part in (where, choice.name) if part)


def host_hit(choice: HostChoice) -> Hit:
    """A row of the suggestions."""
    role = texts.word("occupancy.role", choice.role) if choice.role else ""
    state = texts.word("unit.state", choice.unit_state) if choice.unit_state else ""
    about = " · ".join(part for part in (role, choice.phone, state) if part)
    icon = "account-group-outline" if choice.department else "account-outline"
    if choice.person is None and choice.unit:
        icon = "home-outline"
    tag = _("instruction") if choice.instructions else ""
    return Hit(host_words(choice), about, icon, choice, tag, "due")


class HostField(SuggestField):
    """Whom somebody comes to: found by room, name, initials, phone or department.

    Words after a room or department that know nobody by that name are the person's name:
    ``工程部 周工``.
    """

    def __init__(self, key: str, title: str, desk: Desk, **options: Any) -> None:
        self._desk = desk
        super().__init__(key, title, find=self._look, limit=300, **options)

    def _look(self, text: str) -> list[Hit]:
        found = find_hosts(self._desk, text)
        if found:
            return [host_hit(choice) for choice in found]
        head, _blank, name = text.rpartition(" ")
        named = []
        for choice in find_hosts(self._desk, head) if head and name else []:
            bare = HostChoice(
                choice.unit, choice.unit_code, choice.unit_state, choice.department,
                choice.department_name, None, name, "", "", choice.instructions,
            )  # fmt: skip
            if bare not in named:
                named.append(bare)
        return [host_hit(choice) for choice in named]

    def choice(self) -> HostChoice | None:
        """The chosen host."""
        value = self.value()
        return value if isinstance(value, HostChoice) else None

    def set_choice(self, choice: HostChoice | None) -> None:
        """Fill a host in."""
        self.set_hit(host_hit(choice) if choice else None)

    def state(self) -> Any:
        return self.hit() or self.edit.text()


class PhotoField(Field):
    """A picture from a file, with a small preview."""

    def __init__(self, key: str, title: str, **options: Any) -> None:
        super().__init__(key, title, **options)
        self._photo: Incoming | None = None
        self.pick = button(_("Choose …"), self.choose, icon="camera-outline")
        self.drop = tool("close", _("Take the photo away"), lambda: self.set_value(None))
        self.thumb = label("")
        self.thumb.setFixedSize(QSize(theme.px(32), theme.px(32)))
        self.thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.thumb.setAccessibleName(title)
        body = QWidget()
        body.setProperty("role", "clear")
        body.setLayout(row(self.pick, self.thumb, self.drop, None, gap=6))
        self._put(body, self.pick)
        self._show()

    def choose(self) -> None:
        """Ask for a file."""
        kinds = _("Pictures") + " (*.jpg *.jpeg *.png)"
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose a photo"), "", kinds)
        if path:
            self.take(Path(path))

    def take(self, path: Path) -> None:
        """Take the picture of a file, or say what is wrong with it."""
        try:
            photo = read_incoming(path)
        except Refused as error:
            self.set_error(texts.sentence(error))
            return
        if photo.media_type not in IMAGES:
            self.set_error(_("Choose a picture: JPEG or PNG."))
            return
        self.set_value(photo)

    def value(self) -> Incoming | None:
        return self._photo

    def set_value(self, value: Any) -> None:
        self._photo = value if isinstance(value, Incoming) else None
        self._show()
        self._touched()

    def _show(self) -> None:
        picture = QPixmap()
        if self._photo is not None:
            picture.loadFromData(self._photo.data)
        shown = not picture.isNull()
        if shown:
            fill = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self.thumb.setPixmap(picture.scaled(self.thumb.size(), fill, smooth))
        self.thumb.setVisible(shown)
        self.drop.setVisible(self._photo is not None)
        words = _("Choose …") if self._photo is None else self._photo.name
        self.pick.setText(escape_amp(words if len(words) < 14 else words[:12] + "…"))
        tip(self.pick, self._photo.name if self._photo else "")


def tidy(value: Any) -> str:
    """A field's value as the desk's drafts take text."""
    return clean(str(value), lines=True) if value else ""
