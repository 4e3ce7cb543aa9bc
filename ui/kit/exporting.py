"""What a list shows, into a workbook or a CSV, or on paper.

    exporting.menu(lambda: self.register, frame, Permission.LIST_EXPORT)   # an Action for a page
    exporting.export_list(register)      # asks where, writes in the background, offers the folder
    exporting.print_list(register, frame.local)
    exporting.save(widget, name, EXCEL, write, desk)    # any other file: write(path, tick) -> rows

Columns, filters, order and words are those on the screen, so what is masked there stays masked.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.local import Local
from desk.core.words import _, current, gettext, ngettext
from ui.kit import jobs, messages, preview
from ui.kit.actions import Action
from ui.kit.display import RIGHT, Display
from ui.kit.register_page import RegisterPage

EXCEL, CSV = "xlsx", "csv"
ON_PAPER = 3000  # rows beyond which a list belongs into a workbook

Write = Callable[[Path, jobs.Tick], int]


def menu(
    page: Callable[[], RegisterPage],
    frame: Any,
    permission: Permission = Permission.LIST_EXPORT,
) -> Action:
    """The Export button of a page: workbook, CSV, paper. Says why where it may not be."""
    may, prints = frame.desk.allows(permission), frame.desk.allows(Permission.PAPER_PRINT)
    why = _("Your role may not do this. Ask a supervisor or the administrator.")
    lines = (
        Action("excel", _("Excel workbook …"), lambda: export_list(page(), EXCEL), enabled=may),
        Action("csv", _("CSV file …"), lambda: export_list(page(), CSV), enabled=may),
        Action("print", _("Print the list …"), lambda: print_list(page(), frame.local),
               enabled=may and prints),
    )  # fmt: skip
    return Action(
        "export", _("Export"), lambda: None, icon="file-export-outline", enabled=may,
        why="" if may else why, menu=lines,
    )  # fmt: skip


def export_list(page: RegisterPage, kind: str = EXCEL, path: str = "") -> jobs.Job | None:
    """Write the shown list to a file, asked for unless ``path`` is given; None if left."""
    desk, title = page.desk, gettext(page.listing.title)
    page.refresh()
    source: Any = page.model.source
    columns = list(page.model.columns)

    def write(target: Path, tick: jobs.Tick) -> int:
        from desk.exchange.export import export_list as written  # with the first export

        def progress(done: int, total: int | None) -> None:
            tick(done, total or 0)

        return written(desk, source, target, word=texts.word, columns=columns, progress=progress)

    return save(page, f"{title} {desk.today:%Y-%m-%d}", kind, write, desk, path)


def save(
    widget: QWidget, name: str, kind: str, write: Write, desk: Any, path: str = ""
) -> jobs.Job | None:
    """Ask where, let ``write`` work in the background with a stop button, then say what is there.

    ``write`` gives the number of rows; it leaves nothing behind when it is stopped.
    """
    path = path or ask_path(widget, name, kind)
    if not path:
        return None
    target = Path(path)
    if target.suffix.lower() not in (".xlsx", ".csv"):
        target = target.with_name(f"{target.name}.{kind}")
    bar = bar_of(widget)

    def work(tick: jobs.Tick) -> int:
        with desk.storage.thread():
            return write(target, tick)

    job = jobs.start(
        work,
        done=lambda rows: _written(widget, target, rows),
        failed=lambda error: _failed(widget, error),
        owner=widget,
    )
    bar.follow(job, _("Writing {name} …").format(name=target.name))
    return job


def ask_path(widget: QWidget, name: str, kind: str) -> str:
    """Where to write to; "" if left."""
    start = "".join(c if c not in '\\/:*?"<>|\0' else "_" for c in name)
    kinds = {EXCEL: _("Excel workbook (*.xlsx)"), CSV: _("CSV file (*.csv)")}
    path, _kind = QFileDialog.getSaveFileName(
        widget.window(), _("Export"), f"{start}.{kind}", kinds[kind]
    )
    return path


def bar_of(widget: QWidget) -> jobs.JobBar:
    """The page's bar of work under way; put below its message bar when first needed."""
    found = getattr(widget, "job_bar", None)
    if isinstance(found, jobs.JobBar):
        return found
    made = jobs.JobBar()
    widget.job_bar = made  # type: ignore[attr-defined]
    box = widget.layout()
    bar = messages.bar_of(widget)
    if isinstance(box, QVBoxLayout):
        box.insertWidget(max(0, box.indexOf(bar) + 1) if bar is not None else 0, made)
    return made


def open_folder(target: Path) -> None:
    """Show the file's folder in the system's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent)))


def _written(widget: QWidget, target: Path, rows: int) -> None:
    words = ngettext("{count} line", "{count} lines", rows).format(count=f"{rows:,}")
    text = _("Written: {name} ({lines})").format(name=target.name, lines=words)
    messages.say(
        widget, text, "ok", timeout=0, offer=(_("Open folder"), lambda: open_folder(target))
    )


def _failed(widget: QWidget, error: Exception) -> None:
    if isinstance(error, jobs.Cancelled):
        messages.say(widget, _("Stopped. No file was written."), "info")
    elif isinstance(error, DeskError):
        messages.sorry(widget, error)
    else:
        raise error


def print_list(page: RegisterPage, local: Local | None = None) -> bool:
    """Show the list as it would be printed; True if it was."""
    pdf = list_pdf(page)
    if pdf is None:
        words = _("A list of more than {count} lines is too long for paper. Export it instead.")
        messages.say(page, words.format(count=f"{ON_PAPER:,}"), "warn")
        return False
    title = gettext(page.listing.title)
    return preview.show_paper(
        page, title=title, pdf=pdf, paper="register_list",
        name=f"{title} {page.desk.today:%Y-%m-%d}", **printers(local),
    )  # fmt: skip


def list_pdf(page: RegisterPage) -> bytes | None:
    """The shown list as a paper; None if it is too long for one."""
    from desk.printing import register_list as paper

    desk = page.desk
    page.refresh()
    source: Any = page.model.source
    if source.count() > ON_PAPER:
        return None
    show = Display(desk.local, lambda: desk.today)
    columns = list(page.model.columns)
    made = paper.RegisterList(
        site=desk.site,
        title=gettext(page.listing.title),
        printed_at=desk.local(desk.now),
        printed_by=desk.session.name if desk.session else "",
        columns=tuple(paper.ListColumn(gettext(c.title), c.kind in RIGHT) for c in columns),
        rows=tuple(
            tuple(show.text(c.kind, c.value(row), c.words) for c in columns) for row in source.all()
        ),
        filters=" · ".join(page.filters.words(k, v) for k, v in page.filters.values.items()),
        language=current(),
    )
    return paper.render(made, missing="box")


def printers(local: Local | None) -> dict[str, Any]:
    """What ``preview.show_paper`` needs to remember the printer of each paper."""
    if local is None:
        return {}

    def remember(paper: str, printer: str) -> None:
        local.put("printers", {**local.get("printers", {}), paper: printer})

    return {
        "remembered": lambda paper: local.get("printers", {}).get(paper),
        "remember": remember,
    }
