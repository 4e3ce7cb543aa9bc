"""What a register tells the rest of the program about itself: one entry in the catalogue.

The one box, the unit card, Today, exports, retention and tests read these entries, so a new
register joins all of them without any of them changing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from desk.core.access import Permission
from desk.core.frozen import frozen

if TYPE_CHECKING:
    from datetime import datetime

    from desk.core.change import Change
    from desk.core.desk import Desk
    from desk.core.listing import Listing
    from desk.core.search import Terms
    from desk.core.storage import BaseModel
    from desk.core.workflow import Workflow


@frozen
class Hit:
    """One thing found by the one box: what it is (``kind``, ``id``) and how it reads.

    ``tone`` marks what needs attention; ``state`` is a (domain, code) for words.
    """

    kind: str
    id: int
    title: str
    detail: str = ""
    state: tuple[str, str] | None = None
    tone: str = "plain"


@frozen
class SearchKind:
    """How rows of a table are found: a fixed ``code`` (1–255, never reused) and three functions.

    ``terms`` gives the words to find a row by; ``hits`` reads the rows to show, in the order of
    the ids; ``all_terms`` yields every (id, terms) to build the index anew.
    """

    code: int
    kind: str
    title: str
    permission: Permission
    model: type[BaseModel]
    terms: Callable[[Any], Terms]
    hits: Callable[[Desk, Sequence[int]], list[Hit]]
    all_terms: Callable[[], Iterable[tuple[int, Terms]]] | None = None


@frozen
class CardLine:
    """One line of a part of the unit card; ``kind``/``id`` say what opens on a click."""

    text: str
    detail: str = ""
    kind: str = ""
    id: int = 0
    tone: str = "plain"


@frozen
class CardPart:
    """What one register has to say of a unit. ``title`` is a message id."""

    key: str
    title: str
    lines: tuple[CardLine, ...]
    more: int = 0


@frozen
class TodayItem:
    """Something that waits for a person: what, since or until when, how pressing.

    ``why`` is a (domain, code) for words: ``("today", "visit_overdue")``; ``minutes`` counts
    how late it is or, below zero, how long there is still. ``state`` narrows the moves that are
    offered to those of that state. ``whose`` are the staff it belongs to: who took it down, whom it
    was given to; nobody's is everybody's.
    """

    kind: str
    id: int
    title: str
    why: tuple[str, str]
    at: datetime | None = None
    detail: str = ""
    tone: str = "plain"
    minutes: int = 0
    state: str = ""
    whose: tuple[int | None, ...] = ()


@frozen
class TodayMove:
    """What can be done with a waiting thing on Today and is no move of a workflow of its own.

    Moves are offered by their own declaration (``Move.today``). ``whys`` are the codes of
    ``TodayItem.why`` that this suits; ``title`` and ``done`` message ids. ``run`` is a verb that
    takes the record's id; ``undo`` takes it back. Without ``run`` the record's page opens and does
    what it calls ``key``.
    """

    key: str
    title: str
    permission: Permission
    whys: tuple[str, ...]
    run: Callable[..., Any] | None = None
    done: str = ""
    undo: Callable[..., Any] | None = None


@frozen
class Notice:
    """What everybody at the desk must have before them from ``since`` until ``until`` (UTC).

    ``kind``/``id`` open it; ``where`` is in words already, it may be blank.
    """

    kind: str
    id: int
    title: str
    where: str
    text: str
    since: datetime
    until: datetime


@frozen
class Count:
    """What stands beside a page in the sidebar; ``alert`` paints it red."""

    number: int
    alert: bool = False


@frozen
class Export:
    """One CSV of the full export: a file name, stable English column keys, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Desk], Iterable[Sequence[object]]]


@frozen
class BoardCell:
    """One square of the building board: its ``tone``, a short text, a (domain, code) for words."""

    tone: str = "plain"
    text: str = ""
    state: tuple[str, str] | None = None


@frozen
class BoardMode:
    """One way to colour the building board; ``colours`` takes unit ids, may leave some out."""

    key: str
    title: str
    colours: Callable[[Desk, Sequence[int]], dict[int, BoardCell]]


@frozen
class Personal:
    """What a register keeps about one person.

    ``export`` gives the records as plain values under English keys. ``erase`` blanks what names
    the person inside the caller's change, keeps the counts, and tells how many records it was.
    """

    key: str
    export: Callable[[Desk, int], list[dict[str, object]]]
    erase: Callable[[Desk, Change, int], int]


@frozen
class Register:
    """One register's entry. ``title`` is a message id.

    Functions are given by ``later``, tables, lists and the like by ``these`` (core.later): the
    entry is read for the first window, what it names when somebody asks for it.
    ``notices`` are those in force and those of the next hours.
    ``retention`` erases what is past its time and tells how many records; ``expired`` only counts.
    """

    key: str
    area: str
    title: str
    models: Sequence[type[BaseModel]]
    series: tuple[str, ...] = ()
    search: Sequence[SearchKind] = ()
    listings: Sequence[Listing[Any]] = ()
    workflows: Sequence[Workflow] = ()
    papers: tuple[str, ...] = ()
    exports: Sequence[Export] = ()
    unit_card: Callable[[Desk, int], CardPart | None] | None = None
    person_card: Callable[[Desk, int], CardPart | None] | None = None
    today: Callable[[Desk], list[TodayItem]] | None = None
    today_moves: tuple[TodayMove, ...] = ()
    count: Callable[[Desk], Count | None] | None = None
    notices: Callable[[Desk], list[Notice]] | None = None
    retention: Callable[[Desk], int] | None = None
    expired: Callable[[Desk], int] | None = None
    board: Sequence[BoardMode] = ()
    personal: Personal | None = None
    checks: Sequence[Callable[[Desk], list[str]]] = ()
