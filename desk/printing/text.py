"""Text that fits its place on a paper, and the check that every character can be printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass, replace
from typing import Any, Literal, NamedTuple, TypeVar

from desk.core.errors import Refused

Missing = Literal["refuse", "box"]
T = TypeVar("T")

BOX = "□"
NOT_FIRST = set("、，。．；：？！）」』】》〉〕’”…‥・ー％℃°,.;:?!)]}%")
NOT_LAST = set("（「『【《〈〔‘“([{")
BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Letters and digits stay together up to a hyphen; a Chinese character may stand alone on a line.
PIECES = re.compile(r"[^\s\-\u2e80-\U0003ffff]+-?|\s|.", re.DOTALL)
# e and its accent apart become one character; the rest of a text stays as it was typed (NFC of
# all would replace the variant characters of some Hong Kong and Korean names).
MARKED = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")
INVISIBLE = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class Fitted(NamedTuple):
    """Lines at a size in points; ``cut`` says that some of the text did not fit."""

    size: float
    lines: list[str]
    cut: bool


def prepare(paper: T, known: Collection[str], missing: Missing = "refuse") -> T:
    """``paper`` (a dataclass, or tuples of them) with every text cleaned for printing.

    Raises Refused("paper.glyph_missing", chars=…) naming all characters that the font lacks,
    unless ``missing`` is "box" (□ instead, Č as C), and Refused("paper.control_character")
    for NUL and its like.
    """
    cleaned, lacking = _walk(paper, known)
    if lacking and missing == "refuse":
        raise Refused("paper.glyph_missing", chars=" ".join(lacking))
    return cleaned  # type: ignore[no-any-return]


def lacking(paper: object, known: Collection[str]) -> str:
    """The characters of ``paper`` that the font lacks, each once, as they come."""
    return "".join(_walk(paper, known)[1])


def _walk(paper: Any, known: Collection[str]) -> tuple[Any, list[str]]:
    found: dict[str, None] = {}

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return clean_text(value, known, found)
        if isinstance(value, tuple):
            return tuple(clean(v) for v in value)
        if is_dataclass(value) and not isinstance(value, type):
            new = {f.name: clean(getattr(value, f.name)) for f in fields(value)}
            return replace(value, **new)
        return value

    return clean(paper), list(found)


def clean_text(text: str, known: Collection[str], found: dict[str, None]) -> str:
    """``text`` in characters that the font has; the others get a stand-in.

    Those are noted in ``found``. Raises Refused("paper.control_character").
    """
    text = MARKED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    if all(c in known for c in text):
        return text
    text = BREAKS.sub("\n", text).replace("\t", " ")
    kept = []
    for char in INVISIBLE.sub("", text):
        category = unicodedata.category(char)
        if category in ("Cc", "Cs") and char != "\n":
            raise Refused("paper.control_character", number=f"U+{ord(char):04X}")
        if category != "Cf":  # joiners and direction marks have no picture of their own
            kept.append(char)
    return "".join([c if c in known or c == "\n" else _stand_in(c, known, found) for c in kept])


def _stand_in(char: str, known: Collection[str], found: dict[str, None]) -> str:
    """The letter without its accent if that can be printed, else a box."""
    found[char] = None
    base = unicodedata.normalize("NFD", char)[0]
    return base if base in known else BOX


Measure = Callable[[str], float]


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """``text`` in lines no wider than ``width``; words stay whole where they can."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if measure(paragraph) <= width:
            lines.append(paragraph.strip())
            continue
        line, used = "", 0.0
        for piece in PIECES.findall(paragraph):
            wide = measure(piece)
            if used + wide <= width or (piece in NOT_FIRST and line and used <= width):
                line, used = line + piece, used + wide
                continue
            line, rest = _carry(line)
            if line.strip():
                lines.append(line.strip())
            line, used = (rest + piece).lstrip(), 0.0
            while measure(line) > width and len(line) > 1:
                at = _reach(line, width, measure)
                lines.append(line[:at])
                line = line[at:]
            used = measure(line)
        lines.append(line.strip())
    return lines


def _carry(line: str) -> tuple[str, str]:
    """An opening bracket at the end of a line goes over to the next one."""
    keep = len(line)
    while keep > 1 and line[keep - 1] in NOT_LAST:
        keep -= 1
    return line[:keep], line[keep:]


def _reach(text: str, width: float, measure: Measure) -> int:
    """How many leading characters of ``text`` fit ``width``; at least one."""
    used = 0.0
    for n, char in enumerate(text):
        used += measure(char)
        if used > width:
            return max(n, 1)
    return len(text)


def shorten(text: str, width: float, measure: Measure) -> str:
    """``text`` on one line, its end replaced by … when it is wider than ``width``."""
    text = " ".join(text.split())
    if measure(text) <= width:
        return text
    return text[: _reach(text, width - measure("…"), measure)].rstrip() + "…"


def fit(
    text: str,
    width: float,
    height: float,
    measure: Callable[[str, float], float],
    sizes: tuple[float, float],
    leading: float = 1.25,
) -> Fitted:
    """The largest size of ``sizes`` (largest, smallest) at which ``text`` fits the place.

    It wraps where it must; what does not fit at the smallest size ends in ….
    """
    size, smallest = sizes
    words = set(PIECES.findall(text))

    def measured(part: str) -> float:
        return measure(part, size)

    while True:
        room = int((height + 0.01) / (size * leading))
        if size <= smallest:
            room = max(room, 1)
        whole = all(measure(word, size) <= width for word in words)
        if size <= smallest or (whole and room and room * width * 1.05 >= measure(text, size)):
            lines = wrap(text, width, measured)
            if len(lines) <= room:
                return Fitted(size, lines, False)
        if size <= smallest:
            return Fitted(size, clip(lines, room, width, measured), True)
        size = max(size - 1, smallest)


def clip(lines: list[str], most: int, width: float, measure: Measure) -> list[str]:
    """At most ``most`` of ``lines``; the last ends in … when there were more."""
    if len(lines) <= most:
        return lines
    last = shorten(lines[most - 1], width - measure("…"), measure).rstrip("…") + "…"
    return [*lines[: most - 1], last]
