"""Files of an order: photos before and after, the signed paper; chosen, shown, taken off.

OrderFiles(page).add(order, "before");  .part(view) -> Part for the card
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.files import AttachmentRow, read_incoming
from desk.core.words import _, ngettext
from desk.service.orders import files, scans
from desk.service.orders.detail import OrderView, file_data
from desk.service.orders.drafts import LABELS
from desk.service.orders.rows import FileRow
from ui.kit import actions, attachments, jobs, messages
from ui.kit.actions import Action, new_request
from ui.kit.display import Display
from ui.kit.fields import ChoiceField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.parts import Part, PartRow
from ui.kit.screens import FormsPage

KINDS = "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.pdf"
TOLD = 3  # papers whose refusal is told


class OrderFiles:
    """See the top of this module."""

    def __init__(self, page: FormsPage) -> None:
        self._page, self.desk = page, page.desk
        self.job: jobs.Job | None = None
        self._show = Display(self.desk.local, lambda: self.desk.today)

    def part(self, view: OrderView) -> Part | None:
        """The files on the card; None where there are none and nobody may add one."""
        add = None
        if self.desk.allows(Permission.ORDER_WORK):
            add = Action("attach", _("Attach photos or the signed paper"),
                         partial(self.ask, view.row.id))  # fmt: skip
        if add is None and not view.files:
            return None
        rows = [self._row(view.row.id, file) for file in view.files]
        return Part(_("Photos and papers"), rows, add=add,
                    empty=_("No photos, no signed paper yet."))  # fmt: skip

    def _row(self, order: int, file: FileRow) -> PartRow:
        moves = []
        if self.desk.allows(Permission.ORDER_WORK):
            moves += [
                Action(f"label.{code}", words, partial(self._relabel, order, file, code))
                for code, words in texts.choices("order.file") if code != file.label
            ]  # fmt: skip
        if self.desk.allows(Permission.ORDER_WRITE):
            moves.append(Action("detach", _("Take off …"), partial(self._detach, order, file)))
        return PartRow(
            texts.word("order.file", file.label),
            f"{file.name} · {self._show.moment(file.added_at)}",
            open=partial(self.show, order, file), moves=moves,
        )  # fmt: skip

    # -- in

    def ask(self, order: int, label: str = "") -> None:
        """Choose files, then say what they show."""
        title = _("Photos, or the signed paper")
        found, _kind = QFileDialog.getOpenFileNames(
            self._page.window(), title, "", f"{title} ({KINDS})"
        )
        if found:
            self.add(order, [Path(name) for name in found], label)

    def ask_scans(self) -> None:
        """Choose scanned papers: each goes to the order whose code it carries."""
        title = _("Signed papers that were scanned")
        found, _kind = QFileDialog.getOpenFileNames(
            self._page.window(), title, "", f"{title} ({KINDS})"
        )
        if found:
            self.add_scans([Path(name) for name in found])

    def add_scans(self, paths: list[Path]) -> None:
        """Read the codes off the window's thread, then attach."""

        wrong: list[DeskError] = []

        def read(tick: jobs.Tick) -> list[scans.Paper]:
            made: list[scans.Paper] = []
            for number, path in enumerate(paths):
                tick(number, len(paths))
                try:
                    made += scans.papers_in(read_incoming(path))
                except DeskError as error:
                    wrong.append(error)
            return made

        self._page.say(_("Reading the papers …"), "info")
        self.job = jobs.start(read, partial(self._attach_scans, wrong), owner=self._page)

    def _attach_scans(self, wrong: list[DeskError], found: list[scans.Paper]) -> None:
        try:
            made = scans.attach_scans(self.desk, found, request=new_request())
        except DeskError as error:
            messages.sorry(self._page.now, error)
            return
        n = sum(scan.order is not None for scan in made)
        words = [ngettext("{n} paper is attached.", "{n} papers are attached.", n).format(n=n)]
        wrong += [scan.refused for scan in made if scan.refused is not None]
        words += [texts.sentence(error) for error in wrong[:TOLD]]
        self._page.say(" ".join(words), "warn" if wrong else "ok")

    def add(self, order: int, paths: list[Path], label: str = "") -> None:
        """Attach these files as ``label``; it is asked for where it is not said."""
        chosen = label or self._label(len(paths))
        for path in paths if chosen else ():
            try:
                files.attach(self.desk, order, read_incoming(path), chosen, request=new_request())
            except DeskError as error:
                messages.sorry(self._page.now, error)
                return
        if chosen:
            self._page.say(_("Attached: {what}.").format(what=texts.word("order.file", chosen)))

    def _label(self, count: int) -> str:
        form = Form(columns=1)
        form.add(ChoiceField("label", _("What they show") if count > 1 else _("What it shows"),
                             texts.choices("order.file"), required=True))  # fmt: skip
        form["label"].set_value(LABELS[0])
        dialog = FormDialog(self._page, _("Attach files"), form, yes=_("Attach"), high=230)
        dialog.save = lambda: dialog.close_with(form["label"].value())
        return str(dialog.result_value) if dialog.run() else ""

    # -- out

    def show(self, order: int, file: FileRow) -> None:
        """Look at a file."""
        row = AttachmentRow(file.attachment, file.name, file.media_type, file.size, file.added_at)
        attachments.show(self._page, row, partial(file_data, self.desk, order))

    def _relabel(self, order: int, file: FileRow, label: str) -> None:
        actions.run(self._page.now, files.relabel, self.desk, order, file.id, label,
                    request=new_request())  # fmt: skip

    def _detach(self, order: int, file: FileRow) -> None:
        title = _("Take {name} off?").format(name=file.name)
        why = messages.ask_reason(self._page, title, _("The file is erased. Say why."),
                                  yes=_("Take off"), danger=True)  # fmt: skip
        if why:
            actions.run(self._page.now, files.detach, self.desk, order, file.id, why,
                        request=new_request())  # fmt: skip
