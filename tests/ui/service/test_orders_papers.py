"""Repairs on paper and their photos: printed, scanned back, attached, looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel

from desk.core.desk import Desk
from desk.service.orders.detail import view_order
from tests.desk.printing.samples import codes_of, words_of
from tests.ui.service.orders_acts import Site, do, frame, listed, meet, sent, site
from ui.kit import messages
from ui.main_window import MainFrame

__all__ = ["frame", "sent", "site"]


def picture(folder: Path) -> Path:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0xFF3366)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    path = folder / "维修前 <b>.png"
    path.write_bytes(bytes(buffer.data().data()))
    return path


def test_photos_before_and_after(
    frame: MainFrame, desk: Desk, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, sheet = site.at("working"), listed(frame)
    chosen = str(picture(tmp_path))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([chosen], ""))
    meet(lambda dialog: dialog.form.finish())
    do(sheet, row.id, "attach")
    (file,) = view_order(desk, row.id).files
    assert file.label == "before"
    seen: list[bool] = []

    def look(dialog: Any) -> None:
        seen.append(any(not one.pixmap().isNull() for one in dialog.findChildren(QLabel)))
        dialog.accept()

    meet(look)
    sheet.files.show(row.id, file)
    assert seen == [True]
    sheet.files._relabel(row.id, file, "after")
    assert view_order(desk, row.id).files[0].label == "after"
    monkeypatch.setattr(messages, "ask_reason", lambda *_a, **_k: "错图")
    sheet.files._detach(row.id, file)
    assert not view_order(desk, row.id).files


def test_many_on_paper_and_the_day_sheets(
    frame: MainFrame, desk: Desk, site: Site, sent: list[bytes]
) -> None:
    rows = [site.at("open"), site.at("assigned"), site.at("working")]
    sheet = listed(frame)
    sheet.list.refresh()
    sheet.print_listed()
    words = words_of(sent[0])
    assert all(row.number in words for row in rows)
    sheet.print_sheets()
    assert rows[1].number in words_of(sent[1]) and len(sent) == 2


def test_a_paper_that_is_scanned_shows_its_order(
    frame: MainFrame, desk: Desk, site: Site, sent: list[bytes]
) -> None:
    site.report()
    row = site.report(text="Lift")
    site.report()
    sheet = listed(frame)
    sheet.papers.print_order(row)
    frame.go("visitors")
    (code,) = set(codes_of(sent[0]))
    frame.scanned(code)
    shown = listed(frame).list.current()
    assert frame.key == "orders" and shown is not None and shown.id == row.id


def test_scanned_papers_find_their_orders(
    frame: MainFrame, desk: Desk, site: Site, sent: list[bytes], tmp_path: Path, qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    rows = [site.at("done"), site.at("working")]
    sheet = listed(frame)
    sheet.papers.print_many([row.id for row in rows])
    stack, other = tmp_path / "stack.pdf", tmp_path / "other.txt"
    stack.write_bytes(sent[0])
    other.write_text("no paper")
    chosen = [str(stack), str(other)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: (chosen, ""))
    sheet.files.ask_scans()
    job = sheet.files.job
    assert job is not None
    qtbot.waitUntil(lambda: all(view_order(desk, row.id).signed for row in rows))
    qtbot.waitUntil(lambda: "other.txt" in sheet.list.message_bar.text)
    chosen[:] = [str(tmp_path / "gone.pdf"), str(stack)]
    sheet.files.ask_scans()
    qtbot.waitUntil(lambda: "gone.pdf" in sheet.list.message_bar.text)
    assert all(len(view_order(desk, row.id).files) <= 2 for row in rows)
