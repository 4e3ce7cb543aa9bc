from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace

import pytest

from desk.core.errors import Refused
from desk.printing import from_data, lacking, raster, render, to_data
from desk.printing.visitor_pass import LAYOUTS
from tests.desk.printing.samples import PASS, TOKEN, codes_of, photo, words_of

LONG = "诸葛孔明之孙" * 50


@pytest.mark.parametrize("layout", LAYOUTS)
def test_says_who_where_when_and_its_code_is_the_token(layout: str) -> None:
    pdf = render(PASS, layout)
    words = words_of(pdf)
    for part in ("张伟", "3-1502", "李敏", "V260011287", "2026-11-22 14:32 – 18:00"):
        assert part in words
    assert codes_of(pdf) == [TOKEN]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "name",
    [
        "<b>Lukas</b>",
        '<img src="file:/etc/passwd">',
        "=1+1",
        'O\'Brien "Bob" & Co',
        "欧阳𨋢䶮",
        "a\nb",
        "",
    ],
)
def test_prints_odd_names_as_they_are(layout: str, name: str) -> None:
    printed = words_of(render(replace(PASS, visitor=name, company=name), layout))
    assert "".join(name.split()) in "".join(printed.split())


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", [LONG, "x" * 300, "Featherstonehaugh-" * 20])
def test_cuts_what_does_not_fit_visibly_and_keeps_the_code_whole(layout: str, name: str) -> None:
    paper = replace(
        PASS,
        **dict.fromkeys(("visitor", "company", "host", "purpose", "items", "site"), name),
    )
    pdf = render(paper, layout)
    words = words_of(pdf)
    assert "…" in words
    assert name[:6] in words
    assert "V260011287" in words
    assert codes_of(pdf) == [TOKEN]
    assert len(raster.sizes(pdf)) == 1


def test_beyond_the_first_plane_the_text_copies_out_right() -> None:
    if (tool := shutil.which("pdftotext")) is None:
        pytest.skip("poppler-utils is not installed")
    pdf = render(replace(PASS, visitor="𨋢䶮"))
    done = subprocess.run([tool, "-", "-"], input=pdf, capture_output=True, check=True)
    assert "𨋢䶮" in done.stdout.decode()


@pytest.mark.parametrize(
    ("name", "chars"), [("小王😀", "😀"), ("محمد", "م ح د"), ("שלום", "ש ל ו ם"), ("Ł😀Ł", "Ł 😀")]
)
def test_refuses_what_the_font_lacks_naming_it(name: str, chars: str) -> None:
    paper = replace(PASS, visitor=name)
    with pytest.raises(Refused) as caught:
        render(paper)
    assert caught.value.code == "paper.glyph_missing"
    assert caught.value.values == {"chars": chars}
    assert lacking(paper) == chars.replace(" ", "")


def test_prints_boxes_for_them_when_asked() -> None:
    paper = replace(PASS, visitor="小王😀", company="Nguyễn Čapek")
    printed = words_of(render(paper, "roll80", missing="box"))
    assert "小王□" in printed
    assert "Nguyễn Capek" in printed


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x7f", "\ud800"])
def test_refuses_control_characters(char: str) -> None:
    with pytest.raises(Refused, match="control_character"):
        render(replace(PASS, purpose=f"a{char}b"))


def test_marks_without_a_picture_are_left_out() -> None:
    plain = render(PASS)
    assert render(replace(PASS, visitor="\u202e张\u200b伟\ufeff\U000e0100")) == plain
    assert "Ren\u00e9" in words_of(render(replace(PASS, visitor="Rene\u0301")))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_photo_is_printed_and_kept_with_the_data(kind: str) -> None:
    paper = replace(PASS, photo=photo(kind=kind))
    pdf = render(paper)
    assert codes_of(pdf) == [TOKEN]
    assert pdf != render(PASS)
    kept = json.loads(json.dumps(to_data(paper)))
    assert from_data("visitor_pass", kept) == paper
    assert render(from_data("visitor_pass", kept)) == pdf


@pytest.mark.parametrize(
    "make", [lambda: b"", lambda: b"no picture", lambda: photo()[:200], lambda: photo((9000, 9000))]
)
def test_refuses_a_photo_that_is_none(make: Callable[[], bytes]) -> None:
    with pytest.raises(Refused, match="photo_unreadable"):
        render(replace(PASS, photo=make()))


def test_the_photo_does_not_carry_what_the_camera_wrote() -> None:
    from io import BytesIO

    from PIL import Image

    exif = Image.Exif()
    exif[0x010F] = "SecretCameraMaker"
    out = BytesIO()
    Image.new("RGB", (300, 400)).save(out, "JPEG", exif=exif)
    assert b"SecretCameraMaker" in out.getvalue()
    assert b"SecretCameraMaker" not in render(replace(PASS, photo=out.getvalue()))


def test_copies_are_marked() -> None:
    for layout in LAYOUTS:
        assert "Copy 3" in words_of(render(replace(PASS, copy=3), layout))
        assert "Copy" not in words_of(render(PASS, layout))


def test_standing_passes_show_days() -> None:
    paper = replace(PASS, standing=True, valid_until=PASS.valid_from.replace(month=12))
    assert "2026-11-22 – 2026-12-22" in words_of(render(paper))
    one_day = words_of(render(replace(paper, valid_until=paper.valid_from)))
    assert one_day.count("2026-11-22") == 1
    assert "From 2026-11-22" in words_of(render(replace(paper, valid_until=None)))


def test_sizes_are_those_of_the_paper() -> None:
    assert raster.sizes(render(PASS, "badge")) == [pytest.approx((86, 54), abs=0.1)]
    short, long = (raster.sizes(render(p, "roll80"))[0] for p in (replace(PASS, items=""), PASS))
    assert short[0] == pytest.approx(80, abs=0.1)
    assert short[1] < long[1]
    assert raster.sizes(render(PASS, "roll58"))[0][0] == pytest.approx(58, abs=0.1)


def test_refuses_a_size_it_does_not_come_in() -> None:
    with pytest.raises(Refused, match="layout_unknown"):
        render(PASS, "a3")


@pytest.mark.parametrize("language", ["zh_CN", "zh_HK", "en"])
def test_every_language_prints(language: str) -> None:
    assert codes_of(render(replace(PASS, language=language))) == [TOKEN]
