"""The colours of both themes, by name."""

from __future__ import annotations

from desk.core.frozen import frozen


@frozen
class Palette:
    """Named colours; ``x_soft`` is the quiet ground that ``x`` is readable on."""

    name: str
    surface: str  # behind cards
    side: str  # sidebar and top bar
    card: str
    field: str  # ground of what can be typed into
    sunken: str  # search box, chips
    hover: str
    line: str  # hairlines between things
    edge: str  # outline of what can be operated (3:1 on card)
    text: str
    muted: str
    accent: str
    accent_soft: str
    fill: str  # primary buttons
    fill_hover: str
    fill_down: str
    on_fill: str
    ok: str
    ok_soft: str
    due: str
    due_soft: str
    late: str
    late_soft: str
    late_fill: str  # count badges
    on_late: str
    void: str
    void_soft: str


LIGHT = Palette(
    name="light",
    surface="#F5F6F8", side="#FFFFFF", card="#FFFFFF", field="#FFFFFF", sunken="#EEF0F4",
    hover="#F0F3F8", line="#E3E6EB", edge="#868F9F", text="#171C26", muted="#5D6675",
    accent="#1A64D9", accent_soft="#E6EFFD",
    fill="#1F6BE6", fill_hover="#195DCB", fill_down="#144DAA", on_fill="#FFFFFF",
    ok="#14784C", ok_soft="#E2F4EB", due="#8A5A00", due_soft="#FDF1D8",
    late="#C62A24", late_soft="#FDE8E7", late_fill="#CF322B", on_late="#FFFFFF",
    void="#5F6877", void_soft="#EEF0F4",
)  # fmt: skip
DARK = Palette(
    name="dark",
    surface="#14161B", side="#1A1D24", card="#1F232B", field="#191C23", sunken="#2A2F39",
    hover="#272C36", line="#2E343F", edge="#727B8B", text="#E9EBEF", muted="#A0A8B5",
    accent="#6CAEFF", accent_soft="#20324E",
    fill="#3272DE", fill_hover="#2D6CD8", fill_down="#285EBD", on_fill="#FFFFFF",
    ok="#4CC38A", ok_soft="#183528", due="#E3A93C", due_soft="#3A2E14",
    late="#FF7C74", late_soft="#47211F", late_fill="#D03C35", on_late="#FFFFFF",
    void="#99A1AE", void_soft="#2A2F39",
)  # fmt: skip
