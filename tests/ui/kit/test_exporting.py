"""What a list shows, into a file or on paper."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QPushButton

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.listing import Listing
from desk.core.log import LOG
from tests.stores import as_role
from ui.kit import exporting, jobs
from ui.kit.register_page import RegisterPage


@pytest.fixture
def page(qtbot, desk: Desk) -> RegisterPage:
    listing: Listing = LOG
    made = RegisterPage(desk, listing)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def said(page: RegisterPage) -> str:
    return page.message_bar.text


def test_csv_has_the_words_and_times_of_the_screen(qtbot, page: RegisterPage, tmp_path: Path):
    target = tmp_path / "log"
    assert exporting.export_list(page, exporting.CSV, str(target)) is not None
    qtbot.waitUntil(lambda: "Written: log.csv" in said(page))
    lines = (tmp_path / "log.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("No.,Time,Who,What")
    assert len(lines) == 1 + page.model.rowCount()
    assert "2026-11-02 09:00" in lines[1]
    links = [b.text() for b in page.message_bar.findChildren(QPushButton)]
    assert "Open folder" in links


def test_stopping_leaves_no_file(qtbot, page: RegisterPage, tmp_path: Path):
    job = exporting.export_list(page, exporting.EXCEL, str(tmp_path / "log.xlsx"))
    assert job is not None
    job.cancel()
    qtbot.waitUntil(lambda: bool(said(page)))
    assert said(page).startswith(("Stopped", "Written"))  # it may have been quicker
    if said(page).startswith("Stopped"):
        assert list(tmp_path.glob("*.xlsx")) == []


def test_a_folder_that_is_gone_is_said(qtbot, page: RegisterPage, tmp_path: Path):
    exporting.export_list(page, exporting.CSV, str(tmp_path / "gone" / "log.csv"))
    qtbot.waitUntil(lambda: bool(said(page)))
    assert "Written" not in said(page)
    assert jobs.stop_all()


def test_left_file_dialog_does_nothing(qtbot, page: RegisterPage, monkeypatch):
    monkeypatch.setattr(exporting, "ask_path", lambda *_: "")
    assert exporting.export_list(page) is None
    assert said(page) == ""


def test_printed_list(qtbot, page: RegisterPage):
    pdf = exporting.list_pdf(page)
    assert pdf is not None and pdf.startswith(b"%PDF")


def test_who_may_not_export_reads_why(qtbot, desk: Desk):
    frame = SimpleNamespace(desk=as_role(desk, Role.GUARD), local=None)
    action = exporting.menu(lambda: None, frame)  # type: ignore[arg-type,return-value]
    assert not action.enabled
    assert "role" in action.why


def test_too_long_for_paper(qtbot, page: RegisterPage, monkeypatch):
    monkeypatch.setattr(exporting, "ON_PAPER", 0)
    assert exporting.print_list(page) is False
    assert "Export it instead" in said(page)
