"""The people of one row: names, numbers, documents and roles from the cells that hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from desk.exchange import kinds, people
from desk.exchange.people import Named
from desk.exchange.readers import Cell
from desk.exchange.units import LONGEST_NAME, PersonRow, joined_people
from desk.exchange.values import Unclear, is_filler, is_nothing, text

# Most cells: two to four Han characters, none of which is in a word for "nobody".
_SURELY_NAME = re.compile(
    f"(?!.*[空未吉招租售无無自开開闲閒置待不没沒同暂暫定交])[{people.HAN}]{{2,4}}"
)


@dataclass(slots=True)
class Found:
    """Who is in a row, what else was said there, and whether it says that nobody is."""

    people: tuple[PersonRow, ...] = ()
    vacant: bool = False
    own_use: bool = False
    remarks: list[str] = field(default_factory=list)

    def add(self, rows: Sequence[PersonRow]) -> None:
        if not self.people and len(rows) < 2:
            self.people = tuple(rows)
            return
        self.people = joined_people(self.people, tuple(rows))


def read_names(found: Found, cell: Cell) -> list[Named]:
    """The names of a cell, or none if it says that the unit is empty. Raises Unclear."""
    value = text(cell)
    if _SURELY_NAME.fullmatch(value):
        return [Named(value)]
    if is_nothing(value):
        return []
    if kinds.says_vacant(value):
        found.vacant = True
        return []
    if kinds.says_own_use(value):
        found.own_use = True
        return []
    names = people.people(cell)
    if any(len(n.name) > LONGEST_NAME for n in names):
        raise Unclear("name_long")
    return names


def read_phones(found: Found, named: list[Named], cells: Sequence[tuple[str, Cell]]) -> list[Named]:
    """The names with the numbers of the phone columns, given as (title, cell).

    A number beside a name in its cell is that person's; the others are the first one's. What
    a cell says besides is kept as a remark, and so are numbers that belong to nobody.
    """
    if len(cells) == 1 and len(named) == 1 and not named[0].phones:
        number = text(cells[0][1])
        if people.MOBILE.fullmatch(number) and not is_filler(number):  # most rows
            return [Named(named[0].name, (number,))]
    if not cells and all(n.name for n in named):
        return named
    numbers: dict[str, list[str]] = {n.name: list(n.phones) for n in named if n.name}
    first = next(iter(numbers), "")
    loose = [phone for n in named if not n.name for phone in n.phones]
    for title, cell in cells:
        if not people.words_beside(cell):
            loose += people.phones(cell)
            continue
        rest = []
        for one in people.people(cell):
            if one.name in numbers:
                numbers[one.name] += one.phones
            else:
                loose += one.phones
                rest.append(one.name)
        if any(rest):
            found.remarks.append(f"{title}：{text(cell)}" if title else text(cell))
    if loose and first:
        numbers[first] = [*numbers[first], *loose] if named[0].phones else [*loose, *numbers[first]]
    elif loose:
        found.remarks.append("、".join(dict.fromkeys(loose)))
    return [Named(name, tuple(dict.fromkeys(phones))) for name, phones in numbers.items()]


def as_rows(
    named: Sequence[Named], role: str, documents: Sequence[str] = (), sexes: Sequence[str] = ()
) -> list[PersonRow]:
    """Names in a role, with documents and sexes in the same order."""
    return [
        PersonRow(
            one.name,
            role,
            one.phones,
            documents[i] if i < len(documents) else "",
            sexes[i] if i < len(sexes) else "",
        )
        for i, one in enumerate(named)
    ]
