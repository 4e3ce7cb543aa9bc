"""A paper on the screen, to a printer, or into a file.

    preview.show_paper(
        self, title=_("Visitor pass"), pdf=pdf_bytes, paper="visitor_pass",
        remembered=lambda paper: desk_setting, remember=lambda paper, printer: ...,
        printed=lambda printer, copies: ...,          # after it went to a printer
    )
    preview.print_now(pdf, printer_name, copies)      # without asking (Ctrl+Enter at the counter)

Pages come from ``desk.printing.raster`` one at a time; on paper they have exactly their size.
Without any printer the paper can still be saved as PDF.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QImage,
    QKeySequence,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desk.core.errors import DeskError
from desk.core.words import _, ngettext
from desk.printing import raster
from ui import theme
from ui.kit import messages
from ui.kit.plain import button, card, column, label, row, scrolling, spin

PRINT_DPI = 300
SHOWN = 20  # pages painted on screen; a longer list is printed in full all the same


def image(picture: raster.Picture) -> QImage:
    """A raster page as Qt draws it; shares no memory with ``picture``."""
    form = QImage.Format.Format_Grayscale8 if picture.grey else QImage.Format.Format_RGB32
    made = QImage(picture.data, picture.width, picture.height, picture.stride, form)
    return made.copy()


def printers() -> list[str]:
    """Names of the system's printers, its default first."""
    from PySide6.QtPrintSupport import QPrinterInfo  # with the first paper, not at the start

    names = list(QPrinterInfo.availablePrinterNames())
    default = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: name != default)


def print_now(pdf: bytes, printer: str, copies: int = 1, to_file: str = "") -> None:
    """Send every page to ``printer`` at its exact size. Raises OSError if it can't be reached.

    ``to_file`` prints into a PDF file instead (tests; and where a system has no printer).
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    if to_file:
        target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        target.setOutputFileName(to_file)
    else:
        target.setPrinterName(printer)
        if printer not in QPrinterInfo.availablePrinterNames() or not target.isValid():
            raise OSError(_("Printer {name} can't be reached.").format(name=printer))
    target.setResolution(PRINT_DPI)
    target.setFullPage(True)
    target.setCopyCount(copies)
    painter = QPainter()
    try:
        for number, (wide, high) in enumerate(raster.sizes(pdf)):
            _set_page(target, wide, high)
            if number == 0:
                if not painter.begin(target):
                    raise OSError(_("Printer {name} can't be reached.").format(name=printer))
            elif not target.newPage():
                raise OSError(_("Printer {name} stopped.").format(name=printer))
            page = image(raster.page(pdf, number, PRINT_DPI))
            scale = target.resolution() / 25.4
            painter.drawImage(QRectF(0, 0, wide * scale, high * scale), page)
    finally:
        if painter.isActive():
            painter.end()


def _set_page(target: QPagedPaintDevice, wide: float, high: float) -> None:
    across = wide > high
    size = QSizeF(min(wide, high), max(wide, high))
    page = QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(
        page,
        QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
    layout.setMode(QPageLayout.Mode.FullPageMode)
    target.setPageLayout(layout)


class Preview(QDialog):
    """The dialog; use ``show_paper``."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        pdf: bytes,
        paper: str,
        remembered: Callable[[str], str | None] | None,
        remember: Callable[[str, str], object] | None,
        printed: Callable[[str, int], object] | None,
        name: str,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setProperty("role", "page")
        self._pdf, self._paper, self._name = pdf, paper, name or title
        self._remember, self._printed = remember, printed
        self.message_bar = messages.MessageBar()
        self.pages: list[QLabel] = []
        names = printers()
        self.printer = QComboBox()
        self.printer.addItems(names)
        last = remembered(paper) if remembered else None
        if last in names:
            self.printer.setCurrentText(last)
        self.printer.setAccessibleName(_("Printer"))
        self.copies = spin(1, 99)
        self.copies.setAccessibleName(_("Copies"))
        self.print_button = button(_("Print"), self.print_it, "primary", "printer-outline")
        self.print_button.setEnabled(bool(names))
        self.print_button.setDefault(True)
        self.save_button = button(_("Save as PDF …"), self.save, icon="content-save-outline")
        self._build(title, bool(names))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.print_it)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_it)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        self.resize(theme.px(860), theme.px(640))
        (self.print_button if names else self.save_button).setFocus()

    def _build(self, title: str, any_printer: bool) -> None:
        sheets = QWidget()
        sheets.setProperty("role", "clear")
        self._sheets = QVBoxLayout(sheets)
        self._sheets.setContentsMargins(20, 20, 20, 20)
        self._sheets.setSpacing(14)
        self._show_pages()
        side = card()
        side.setFixedWidth(theme.px(270))
        hint = label(
            _("No printer is set up on this computer. The paper can be saved as a PDF file."),
            "muted", wrap=True,
        )  # fmt: skip
        names = [label(_("Printer"), "label"), label(_("Copies"), "label")]
        close = button(_("Close"), self.reject)
        side.setLayout(
            column(
                label(title, "heading", wrap=True),
                label(self._size_words(), "muted"),
                hint,
                names[0],
                self.printer,
                names[1],
                self.copies,
                None,
                self.print_button,
                self.save_button,
                close,
                margin=16,
            )
        )
        left = column(self.message_bar, scrolling(sheets))
        whole = row(left, side, margin=12, gap=12)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        # Not before they have their place: until then each would be a window of its own.
        hint.setVisible(not any_printer)
        for one in (*names, self.printer, self.copies):
            one.setVisible(any_printer)

    def _size_words(self) -> str:
        sizes = raster.sizes(self._pdf)
        wide, high = sizes[0]
        pages = ngettext("{count} page", "{count} pages", len(sizes)).format(count=len(sizes))
        return f"{wide:.0f} × {high:.0f} mm · {pages}"

    def _show_pages(self) -> None:
        ratio = self.devicePixelRatioF()
        sizes = raster.sizes(self._pdf)
        room = theme.px(500)
        for number, (wide, _high) in enumerate(sizes[:SHOWN]):
            # as large as on paper where that fits, never larger than twice
            dpi = min(room / wide * 25.4, 192)
            made = QPixmap.fromImage(image(raster.page(self._pdf, number, dpi * ratio)))
            made.setDevicePixelRatio(ratio)
            sheet = QLabel()
            sheet.setPixmap(made)
            sheet.setProperty("role", "sheet")
            sheet.setAccessibleName(_("Page {number}").format(number=number + 1))
            self.pages.append(sheet)
            self._sheets.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        if len(sizes) > SHOWN:
            more = _("and {count} more pages").format(count=len(sizes) - SHOWN)
            self._sheets.addWidget(label(more, "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
        self._sheets.addStretch(1)

    def print_it(self) -> None:
        """Send it to the chosen printer and close."""
        if not self.print_button.isEnabled():
            return
        name, copies = self.printer.currentText(), self.copies.value()
        self.print_button.setEnabled(False)  # one click, one print
        try:
            print_now(self._pdf, name, copies)
        except (OSError, DeskError) as error:
            self.print_button.setEnabled(True)
            if isinstance(error, DeskError):
                messages.sorry(self, error)
            else:
                messages.say(self, str(error), "error")
            return
        if self._remember is not None:
            self._remember(self._paper, name)
        if self._printed is not None:
            self._printed(name, copies)
        self.accept()

    def save(self, path: str = "") -> None:
        """Save the PDF, asking where."""
        if not path:
            start = "".join(c if c not in '\\/:*?"<>|\0' else "_" for c in self._name)
            path, _kind = QFileDialog.getSaveFileName(
                self, _("Save as PDF"), f"{start}.pdf", "PDF (*.pdf)"
            )
        if not path:
            return
        try:
            target = Path(path)
            part = target.with_name(target.name + ".part")
            part.write_bytes(self._pdf)
            part.replace(target)
        except OSError as error:
            words = _("It could not be saved: {why}").format(why=error.strerror or error)
            messages.say(self, words, "error")
            return
        messages.say(self, _("Saved: {name}").format(name=target.name), "ok")


def show_paper(
    parent: QWidget | None,
    *,
    title: str,
    pdf: bytes,
    paper: str = "",
    name: str = "",
    remembered: Callable[[str], str | None] | None = None,
    remember: Callable[[str, str], object] | None = None,
    printed: Callable[[str, int], object] | None = None,
) -> bool:
    """Show a paper; True if it was printed. ``name`` is the file name offered on saving."""
    window = parent.window() if parent is not None else None
    dialog = Preview(window, title, pdf, paper, remembered, remember, printed, name)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted
