"""Fonts, text that fits, data and pictures of pages."""

from __future__ import annotations

import shutil
import sys
import threading
from pathlib import Path
from subprocess import run

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab import rl_config
from reportlab.pdfbase import ttfonts

from desk.core.errors import Refused, StoreError
from desk.printing import fonts, from_data, of, page, raster, render, to_data
from desk.printing.page import Sheet
from desk.printing.text import fit, shorten, wrap
from tests.desk.printing.samples import PASS


def measure(text: str) -> float:
    return fonts.load(fonts.REGULAR).measure(text, 10)


def test_the_quick_reader_reads_what_reportlab_reads() -> None:
    for name in (fonts.REGULAR, fonts.BOLD):
        ours = fonts.load(name).face
        theirs = ttfonts.TTFontFace(str(fonts.FOLDER / f"{name}.ttf"))
        assert ours.charToGlyph == theirs.charToGlyph
        assert ours.charWidths == theirs.charWidths
        assert ours.hmetrics == theirs.hmetrics
        assert list(ours.glyphPos) == theirs.glyphPos
        assert ours.defaultWidth == theirs.defaultWidth
        some = [0, *map(ord, "访客é𨋢䶮Aü")]
        assert ours.makeSubset(some) == theirs.makeSubset(some)


@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "noise"])
def test_a_missing_or_damaged_font_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    path = tmp_path / f"{fonts.BOLD}.ttf"
    if damage != "gone":
        whole = (fonts.FOLDER / path.name).read_bytes()
        noise = b"\x00\x01\x00\x00" + bytes(range(256)) * 8
        path.write_bytes({"empty": b"", "cut": whole[:150_000], "noise": noise}[damage])
    shutil.copy(fonts.FOLDER / f"{fonts.REGULAR}.ttf", tmp_path)
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    fonts._load.cache_clear()
    try:
        with pytest.raises(StoreError) as caught:
            render(PASS)
        assert caught.value.code == "paper.font_missing"
        page.warm().join()  # does not raise on its thread
    finally:
        monkeypatch.undo()
        fonts._load.cache_clear()


def test_many_threads_may_print_at_once() -> None:
    expected = render(PASS)
    got: list[bytes] = []
    threads = [threading.Thread(target=lambda: got.append(render(PASS))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [expected] * 8


def test_importing_papers_imports_nothing_heavy() -> None:
    code = (
        "import sys, desk.printing, desk.printing.raster;"
        "print([m for m in ('reportlab', 'PIL', 'zxingcpp', 'pypdfium2') if m in sys.modules])"
    )
    root = Path(__file__).parents[3]
    done = run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_papers_fetch_nothing() -> None:
    page.known()
    assert rl_config.trustedSchemes == []
    drawn = page.paragraph('<img src="file:/etc/passwd"/> <b>x</b> & \n y')
    assert drawn.getPlainText().startswith('<img src="file:/etc/passwd"/> <b>x</b> &')


def test_a_sheet_refuses_what_the_font_lacks() -> None:
    sheet = Sheet(page.A5, "x")
    with pytest.raises(Refused, match="glyph_missing"):
        sheet.text(10, 10, "😀", page.Style(10))
    with pytest.raises(Refused, match="code_too_long"):
        sheet.qr(0, 0, 100, "A" * 9000)


ALPHABET = st.text(alphabet="ab -é访客，。（）Ｗ1\n", max_size=80)


@given(ALPHABET, st.floats(min_value=12, max_value=200))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, width: float) -> None:
    lines = wrap(text, width, measure)
    assert "".join("".join(lines).split()) == "".join(text.split())
    # a closing mark may hang over the edge by itself
    assert all(measure(line.rstrip("，。）")) <= width + 0.01 or len(line) == 1 for line in lines)


@given(ALPHABET, st.floats(min_value=20, max_value=200))
def test_shortening_keeps_the_width(text: str, width: float) -> None:
    short = shorten(text, width, measure)
    assert measure(short) <= width + 0.01
    assert short == " ".join(text.split()) or short.endswith("…")


@given(ALPHABET, st.floats(min_value=30, max_value=200), st.floats(min_value=12, max_value=90))
def test_fitting_keeps_the_height_or_says_that_it_cut(
    text: str, width: float, height: float
) -> None:
    font = fonts.load(fonts.BOLD)
    fitted = fit(text, width, height, font.measure, (25, 8))
    assert 8 <= fitted.size <= 25
    assert len(fitted.lines) * fitted.size * 1.25 <= max(height, 10) + 0.1
    assert fitted.cut or "".join("".join(fitted.lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("key", "change", "code"),
    [
        ("nothing", {}, "paper.unknown"),
        ("visitor_pass", {"visitor": None}, "paper.data_damaged"),
        ("visitor_pass", {"valid_from": "yesterday"}, "paper.data_damaged"),
        ("visitor_pass", {"photo": "no base64"}, "paper.data_damaged"),
        ("visitor_pass", {"people": "4"}, "paper.data_damaged"),
        ("muster_list", {"rows": 3}, "paper.data_damaged"),
    ],
)
def test_damaged_data_is_refused(key: str, change: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as caught:
        from_data(key, {**to_data(PASS), **change})
    assert caught.value.code == code


def test_data_of_another_version_is_read() -> None:
    kept = to_data(PASS)
    kept["later"] = 1
    del kept["badge"]
    assert from_data("visitor_pass", kept).badge == ""
    with pytest.raises(Refused, match="data_damaged"):
        from_data("visitor_pass", {"site": "x"})
    with pytest.raises(Refused, match="unknown"):
        of("no paper")


def test_pages_become_pictures() -> None:
    pdf = render(PASS)
    picture = raster.page(pdf, 0, 100)
    assert (picture.width, picture.height) == (339, 213)
    assert len(picture.data) == picture.stride * picture.height
    assert picture.stride >= picture.width * 4
    assert picture.data[4 * 10 : 4 * 10 + 3] == b"\0\0\0"  # the black band
    grey = raster.page(pdf, 0, 100, grey=True)
    assert grey.stride < picture.width * 4
    assert len(list(raster.pages(pdf))) == 1
    with pytest.raises(Refused, match="pdf_unreadable"):
        raster.page(pdf, 1)
    with pytest.raises(Refused, match="pdf_unreadable"):
        raster.sizes(b"no pdf")
