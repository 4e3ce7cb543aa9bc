"""Goods typed quickly: rows pasted from a sheet, quantities as people write them, suggestions."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.pinyin import spellings
from desk.core.text import normalise
from desk.reception.slips.drafts import MOST_ITEMS, MOST_QUANTITY, WHOLE, ItemDraft
from desk.reception.slips.options import FREQUENT
from desk.reception.visitors.options import split

_QUANTITY = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,4})0*)?\s*([^\W\d_][^\d]{0,19})?")
_TITLES = {
    "name": {"名称", "品名", "物品", "物品名称", "货物", "货品", "名稱", "物品名稱", "貨物",
             "name", "item", "goods", "description"},
    "quantity": {"数量", "件数", "數量", "件數", "quantity", "qty", "count", "number", "pcs"},
    "measure": {"单位", "單位", "unit", "measure"},
    "note": {"备注", "說明", "说明", "備註", "備注", "规格", "型号", "規格", "型號", "note",
             "notes", "remark", "remarks"},
    "": {"序号", "序號", "编号", "編號", "no", "no.", "#"},
}  # fmt: skip
_TOTALS = frozenset("合计 总计 小计 共计 合計 總計 小計 共計 total subtotal sum".split())
_ORDER = ("name", "quantity", "measure", "note")
_RECENT = (
    "SELECT i.name, i.measure, count(*) AS n FROM slip_item i "
    "WHERE i.slip_id > (SELECT coalesce(max(id), 0) - 500 FROM release_slip) "
    "GROUP BY i.name, i.measure ORDER BY n DESC, max(i.id) DESC LIMIT 200"
)


def quantity_of(text: str, field: str = "quantity") -> tuple[int, str]:
    """``3``, ``１．５``, ``2台`` as (ten-thousandths, measure). Blank is one piece.

    Raises Refused("slip.quantity").
    """
    typed = normalise(text)
    if not typed:
        return WHOLE, ""
    match = _QUANTITY.fullmatch(typed)
    if match is None:
        raise Refused("slip.quantity", field, text=typed[:40])
    amount = int(match[1].replace(",", "")) * WHOLE + int((match[2] or "").ljust(4, "0"))
    if not 0 < amount <= MOST_QUANTITY:
        raise Refused("slip.quantity", field, text=typed[:40])
    return amount, (match[3] or "").strip()


def paste_goods(text: str) -> list[ItemDraft]:
    """Rows copied from a sheet (tabs and line ends) or a list typed one a line, as goods.

    A heading and running numbers are passed over. What is no quantity where one should be goes
    into the note: nothing that was pasted is lost. At most as many rows as a slip takes.
    """
    rows = [[" ".join(cell.split()) for cell in row] for row in _cells(text)]
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    order, body = _columns(rows)
    return [item for row in body[:MOST_ITEMS] if (item := _item(row, order)) is not None]


def _cells(text: str) -> list[list[str]]:
    lines = text.replace("\0", "").replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    plain = [line.split("\t") for line in lines.split("\n")]
    # A cell with a line end in it is quoted by every spreadsheet; an inch sign is no quote.
    if not any(cell.startswith('"') for row in plain for cell in row):
        return plain
    try:
        return list(csv.reader(io.StringIO(lines), delimiter="\t", strict=True))
    except csv.Error:
        return plain


def _columns(rows: list[list[str]]) -> tuple[Sequence[str], list[list[str]]]:
    """Which column is what, and the rows under the heading, which may have a title over it."""
    known = {title: key for key, titles in _TITLES.items() for title in titles}
    for at, row in enumerate(rows[:3]):
        heading = [known.get(normalise(cell).lower()) for cell in row]
        if "name" in heading and (not at or len(row) > 1):
            return [key or "" for key in heading], rows[at + 1 :]
        if sum(map(bool, row)) > 1:
            break
    numbers = [row[0] for row in rows]
    counted = [str(n) for n in range(1, len(rows) + 1)]
    if numbers == counted and all(len(row) > 1 and not row[1].isdecimal() for row in rows):
        return ("", *_ORDER), rows
    return _ORDER, rows


def _item(row: list[str], order: Sequence[str]) -> ItemDraft | None:
    found: dict[str, str] = {}
    for key, cell in zip(order, row, strict=False):
        if key and cell:
            found[key] = f"{found[key]} {cell}" if key in found else cell
    extra = [cell for cell in row[len(order) :] if cell]
    name, note = found.get("name", ""), found.get("note", "")
    if not (name or note):
        return None
    quantity, measure = WHOLE, found.get("measure", "")
    if "quantity" in found:
        try:
            quantity, unit = quantity_of(found["quantity"])
            measure = measure or unit
        except Refused:
            extra.insert(0, found["quantity"])
    elif sum(map(bool, row)) == 1 and (known := counted(name)):
        name, quantity, measure = known.name, known.quantity, known.measure
    if normalise(name).lower() in _TOTALS:
        return None
    note = " ".join((note, *extra)).strip()
    return ItemDraft(name[:120], quantity, measure[:20], note[:200])


_FIRST = re.compile(r"(?P<count>\d{1,6})\s*[xX×*]\s*(?P<name>[^\d\s].*)")
_LAST = re.compile(
    r"(?P<name>.*?[^\s×*])(?P<gap>\s*)(?P<by>(?:(?<![A-Za-z0-9])[xX]|[×*])\s*)?"
    r"(?P<count>\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d{1,4})?)(?P<room>\s*)(?P<measure>[^\W\d_]{0,6})\.?\s*[×*]?"
)
_SIZES = frozenset(
    "寸 英寸 吋 英吋 米 厘米 毫米 公分 平方 平米 升 毫升 匹 瓦 伏 门 門 座 人 层 層 代 号 號 "
    "m cm mm l ml inch in w kw v hz gb tb g k p ii iii pro max plus se".split()
)
"""What stands behind a number that says how large a thing is, not how many there are."""


def counted(line: str, sure: bool = False) -> ItemDraft | None:
    """``沙发 2张``, ``Box 6pcs``, ``Xbox x2``, ``2 x Chair`` as goods; None if nothing is counted.

    What only looks like a number of things is none: ``A4``, ``电视55寸``, ``床 1.8米``. With
    ``sure`` a number alone (``iPhone 15``) does not count either.
    """
    typed = normalise(line)
    if match := _FIRST.fullmatch(typed):
        return ItemDraft(match["name"], int(match["count"]) * WHOLE or WHOLE)
    match = _LAST.fullmatch(typed)
    if match is None or _part_of_the_name(match):
        return None
    if sure and not (match["measure"] or match["by"]):
        return None
    try:
        amount = quantity_of(match["count"])[0]
    except Refused:  # none of it
        return None
    same = line if len(line) == len(typed) else typed  # （大） stays as it was typed
    return ItemDraft(same[: match.end("name")].strip(), amount, match["measure"])


def _part_of_the_name(match: re.Match[str]) -> bool:
    name, measure = match["name"], match["measure"]
    if not any(map(str.isalpha, name)):
        return True
    if match["by"]:
        return False
    if measure.lower() in _SIZES:
        return True
    if match["gap"]:
        return False
    if name[-1].isascii() and name[-1].isalnum():  # T480, A4纸, 2x4 timber; but Chair4pcs
        return not measure or not measure.isascii() or bool(match["room"])
    return name[-1] in "-.,/:#"


def suggest_goods(desk: Desk, typed: str = "", limit: int = 8) -> list[ItemDraft]:
    """Goods that begin with what is typed, also by pinyin or its initials: those that were on
    slips most often of late, then those that are set."""
    wanted = normalise(typed).lower().replace(" ", "")
    often = [ItemDraft(name, WHOLE, measure)
             for name, measure, _n in desk.storage.database.execute_sql(_RECENT)]  # fmt: skip
    found: dict[str, ItemDraft] = {}
    for item in (*often, *usual_goods(desk)):
        if item.name not in found and _fits(item.name, wanted):
            found[item.name] = item
            if len(found) == limit:
                break
    return list(found.values())


def usual_goods(desk: Desk) -> list[ItemDraft]:
    """The goods to choose from as they are set: ``冰箱 台; 纸箱 箱``."""
    parts = (part.rpartition(" ") for part in split(desk.settings.get(FREQUENT)))
    return [
        ItemDraft(name or measure, WHOLE, measure if name else "") for name, _, measure in parts
    ]


def _fits(name: str, wanted: str) -> bool:
    plain = normalise(name).lower().replace(" ", "")
    if not wanted or wanted in plain:
        return True
    if not wanted.isascii():
        return False
    return any(full.startswith(wanted) or initials.startswith(wanted)
               for full, initials in spellings(plain))  # fmt: skip
