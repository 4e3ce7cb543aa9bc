"""The owner's letter and other papers kept with a slip: attached by scan, looked at, taken off.

letters = SlipLetters(page, desk)
letters.add(slip, done=show);  letters.part(slip)      # the card's section

line = LettersLine(letters)      # in the form, beneath who authorises it
line.show_slip(slip);  line.asked.connect(…)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.files import AttachmentRow, Incoming
from desk.core.words import _, listed
from desk.reception.slips import attached
from ui.kit import actions, attachments, messages
from ui.kit.actions import Action, new_request
from ui.kit.display import Display
from ui.kit.parts import Part, PartRow
from ui.kit.plain import button, label, row, short

Done = Callable[[], object]


class SlipLetters:
    """See the top of this module."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        self._page, self.desk = page, desk
        self._show = Display(desk.local, lambda: desk.today)

    def files(self, slip: int | None) -> list[AttachmentRow]:
        """What is kept with a slip; nothing for those who may not see it."""
        if slip is None or not self.desk.allows(Permission.CUSTOMER_VIEW):
            return []
        try:
            return attached.files_of(self.desk, slip)
        except DeskError as error:
            messages.sorry(self._page, error)
            return []

    def add(self, slip: int, done: Done | None = None, path: str = "") -> None:
        """Choose a scan or a photo and keep it with the slip."""

        def take(file: Incoming) -> None:
            kept = actions.run(self._page, attached.attach, self.desk, slip, file,
                               request=new_request())  # fmt: skip
            if kept is not None:
                messages.say(self._page, _("{name} is attached.").format(name=file.name), "ok")
                if done is not None:
                    done()

        attachments.add(self._page, take, path)

    def part(self, slip: int) -> Part | None:
        """The section of the card; None where nothing is to be seen."""
        found = self.files(slip)
        add = None
        if self.desk.allows(Permission.SLIP_ISSUE):
            add = Action("attach", _("Attach a letter or a photo …"), partial(self.add, slip))
        if not (found or add):
            return None
        return Part(_("Letters and photos"), [self._row(file) for file in found], add=add)

    def _row(self, file: AttachmentRow) -> PartRow:
        moves = []
        if self.desk.allows(Permission.SLIP_ISSUE):
            moves.append(Action("detach", _("Take off …"), partial(self._detach, file)))
        about = f"{attachments.size_words(file.size)} · {self._show.moment(file.added_at)}"
        return PartRow(file.name, about, open=partial(self.open, file), moves=moves)

    def open(self, file: AttachmentRow) -> None:
        """Look at one."""
        attachments.show(self._page, file, partial(attached.read_file, self.desk))

    def _detach(self, file: AttachmentRow) -> None:
        why = messages.ask_reason(
            self._page, _("Take {name} off?").format(name=file.name),
            _("The file is erased. Say why."), yes=_("Take off"), danger=True,
        )  # fmt: skip
        if why:
            actions.run(self._page, attached.detach, self.desk, file.id, why,
                        request=new_request())  # fmt: skip


class LettersLine(QWidget):
    """What is attached, and the button that attaches more; ``asked`` is emitted by it."""

    asked = Signal()

    def __init__(self, letters: SlipLetters) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._letters = letters
        self.words = label("", "muted", wrap=True)
        self.attach = button(_("Attach the letter") + " Ctrl+O", self.asked.emit, icon="paperclip")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        line = row(self.attach, gap=10)
        line.addWidget(self.words, 1)
        box.addLayout(line)
        self.show_slip(None)

    def show_slip(self, slip: int | None) -> None:
        """Say what is kept with a slip already."""
        names = [short(file.name, 30) for file in self._letters.files(slip)]
        if names:
            self.words.setText(_("Attached: {what}.").format(what=listed(names)))
        else:
            self.words.setText(_("The scanned letter stays with the slip."))
