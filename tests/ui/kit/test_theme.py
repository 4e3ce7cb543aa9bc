"""Colours that can be read, and switching while windows stand open."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton, QWidget

from ui import theme


def luminance(code: str) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    c = QColor(code)
    return 0.2126 * part(c.redF()) + 0.7152 * part(c.greenF()) + 0.0722 * part(c.blueF())


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("surface", "side", "card", "field", "hover", "accent_soft")


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=lambda p: p.name)
def test_words_have_aa_contrast(colours: theme.Palette) -> None:
    pairs = [(ink, ground) for ink in ("text", "muted") for ground in (*GROUNDS, "sunken")]
    tones = ("ok", "due", "late", "void", "accent")
    pairs += [(tone, ground) for tone in tones for ground in ("card", "surface", tone + "_soft")]
    pairs += [(tone, "accent_soft") for tone in tones]  # a selected row
    pairs += [("on_fill", f) for f in ("fill", "fill_hover", "fill_down")]
    pairs += [("on_late", "late_fill")]
    poor = {
        (ink, ground): round(contrast(getattr(colours, ink), getattr(colours, ground)), 2)
        for ink, ground in pairs
        if contrast(getattr(colours, ink), getattr(colours, ground)) < 4.5
    }
    assert poor == {}


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=lambda p: p.name)
def test_outlines_and_focus_can_be_seen(colours: theme.Palette) -> None:
    for ink in ("edge", "accent"):
        for ground in ("card", "field"):
            assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 3


def test_switching_dresses_open_windows(qtbot) -> None:
    page = QWidget()
    page.setProperty("role", "page")
    qtbot.addWidget(page)
    page.resize(40, 40)
    page.show()
    heard: list[str] = []
    theme.watch().changed.connect(lambda: heard.append(theme.palette().name))
    theme.set_mode("dark")
    assert page.grab().toImage().pixelColor(5, 5) == QColor(theme.DARK.surface)
    theme.set_mode("light")
    assert page.grab().toImage().pixelColor(5, 5) == QColor(theme.LIGHT.surface)
    assert heard == ["dark", "light"]


def test_text_size_scales_what_is_shown(qtbot) -> None:
    button = QPushButton("Save")
    qtbot.addWidget(button)
    button.show()
    before = button.sizeHint()
    theme.set_text_size(150)
    assert button.fontInfo().pixelSize() == 21
    assert button.sizeHint().height() > before.height()
    assert theme.px(8) == 12


def test_sizes_outside_are_held_and_unknown_modes_refused(qapp) -> None:
    theme.set_text_size(400)
    assert theme.text_size() == 150
    with pytest.raises(ValueError, match="pink"):
        theme.set_mode("pink")


def test_a_sheet_is_built_once(qapp) -> None:
    assert theme.sheet(theme.LIGHT, 100) is theme.sheet(theme.LIGHT, 100)
    assert "$" not in theme.sheet(theme.DARK, 125)


def test_icons_follow_the_theme(qapp) -> None:
    icon = theme.icon("phone-outline", "text")
    assert theme.icon("phone-outline", "text") is icon

    def inks() -> set[str]:
        image = icon.pixmap(QSize(24, 24)).toImage()
        spots = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
        return {c.name().upper() for c in spots if c.alpha() == 255}

    assert inks() == {theme.LIGHT.text}
    theme.set_mode("dark")
    assert inks() == {theme.DARK.text}


def test_the_kits_icons_exist(qapp) -> None:
    asked = re.compile(
        r'(?:icon\(|icon=|tool\(|Picture\(|button\([^\n]*, )"([a-z0-9]+(?:-[a-z0-9]+)+)"'
    )
    folder = Path(theme.__file__).parents[1] / "kit"
    names = {
        name for file in folder.glob("*.py") for name in asked.findall(file.read_text("utf-8"))
    }
    assert len(names) > 5
    assert [name for name in sorted(names) if not theme.knows_icon(name)] == []


def test_an_unknown_icon_is_blank_and_said_once(qapp, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        image = theme.icon("no-such-thing").pixmap(QSize(8, 8)).toImage()
        assert image.pixelColor(4, 4).alpha() == 0
    assert caplog.text.count("no-such-thing") == 1


def test_missing_fonts_warn_and_go_on(
    qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(theme._state, "fonts_loaded", False)
    monkeypatch.setattr(theme._state, "family", "")
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    with caplog.at_level(logging.WARNING):
        assert theme.load_fonts(tmp_path) == ""
    assert "no usable font" in caplog.text
