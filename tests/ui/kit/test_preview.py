"""A paper on screen and out of the printer at its exact size."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor

from desk.core.errors import Refused
from desk.printing import raster
from ui.kit import preview


@pytest.fixture
def pdf() -> bytes:
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(86 * mm, 54 * mm))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 43 * mm, 54 * mm, stroke=0, fill=1)  # the left half red
    canvas.showPage()
    canvas.setPageSize((80 * mm, 120 * mm))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def dialog(qtbot: Any, pdf: bytes, **options: Any) -> preview.Preview:
    values: dict[str, Any] = {
        "title": "Visitor pass", "paper": "pass", "remembered": None, "remember": None,
        "printed": None, "name": "V26/1", **options,
    }  # fmt: skip
    made = preview.Preview(None, pdf=pdf, **values)
    qtbot.addWidget(made)
    made.show()
    return made


def test_pages_are_shown_in_their_colours(qtbot, pdf: bytes) -> None:
    made = dialog(qtbot, pdf)
    assert len(made.pages) == 2
    shown = made.pages[0].pixmap().toImage()
    middle = shown.height() // 2
    assert shown.pixelColor(5, middle) == QColor(255, 0, 0)
    assert shown.pixelColor(shown.width() - 5, middle) == QColor(255, 255, 255)
    assert made._size_words() == "86 × 54 mm · 2 pages"


def test_works_without_any_printer(
    qtbot, pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "printers", list)
    made = dialog(qtbot, pdf)
    assert not made.print_button.isEnabled()
    made.print_it()
    made.save(str(tmp_path / "pass.pdf"))
    assert (tmp_path / "pass.pdf").read_bytes() == pdf
    assert "pass.pdf" in made.message_bar.text
    made.save(str(tmp_path / "missing" / "pass.pdf"))
    assert "could not be saved" in made.message_bar.text


def test_the_last_printer_is_remembered(qtbot, pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, int]] = []
    monkeypatch.setattr(preview, "printers", lambda: ["Laser", "Roll 80"])
    monkeypatch.setattr(
        preview, "print_now", lambda data, printer, copies: sent.append((printer, copies))
    )
    kept: dict[str, str] = {"pass": "Roll 80"}
    done: list[Any] = []
    made = dialog(
        qtbot, pdf, remembered=kept.get, remember=kept.__setitem__,
        printed=lambda *what: done.append(what),
    )  # fmt: skip
    assert made.printer.currentText() == "Roll 80"
    made.printer.setCurrentText("Laser")
    made.copies.setValue(2)
    made.print_it()
    made.print_it()  # the second click of a double click
    assert sent == [("Laser", 2)]
    assert kept == {"pass": "Laser"}
    assert done == [("Laser", 2)]


def test_a_printer_that_is_gone_is_said(qtbot, pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "printers", lambda: ["Gone"])
    made = dialog(qtbot, pdf)
    made.print_it()
    assert "Gone" in made.message_bar.text
    assert made.print_button.isEnabled()


def test_paper_has_its_exact_size(qapp, pdf: bytes, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    preview.print_now(pdf, "", to_file=str(target))
    printed = target.read_bytes()
    for (wide, high), (asked_wide, asked_high) in zip(
        raster.sizes(printed), raster.sizes(pdf), strict=True
    ):
        assert abs(wide - asked_wide) < 0.5
        assert abs(high - asked_high) < 0.5
    page = preview.image(raster.page(printed, 0, 150))
    assert page.pixelColor(page.width() // 2 - 6, 40).red() > 200
    assert page.pixelColor(page.width() // 2 - 6, 40).green() < 60
    assert page.pixelColor(page.width() // 2 + 6, 40).green() > 200


def test_what_is_no_pdf_is_refused(qtbot) -> None:
    with pytest.raises(Refused):
        dialog(qtbot, b"no pdf")
