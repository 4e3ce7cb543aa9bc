"""What is entered of a work order, and the rules that it has to pass by itself. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.money import MOST
from desk.core.text import clean, phone
from desk.estate.checks import Faults
from desk.fees.amounts import HIGHEST, ONE, divide

URGENCIES = ("urgent", "ordinary")
SOURCES = ("visit", "call", "letter", "web", "patrol", "complaint")
LINE_KINDS = ("labour", "material")
PAYERS = ("owner", "tenant", "company", "warranty")
CUSTOMERS = ("owner", "tenant")
"""Payers who are charged at the till; the others settle it inside the house."""
LABELS = ("before", "after", "signed", "other")
CALLBACKS = ("always", "paid", "urgent", "never")
MOST_LINES = 100
MOST_ENGINEERS = 10
LONGEST_WINDOW = timedelta(days=7)


@frozen
class OrderDraft:
    """A repair about to be reported. Moments are aware; ids are rows of the store.

    ``unit``, or ``place`` (public area, free text) and ``facility``. ``name`` and ``phone`` of who
    reported it; ``person`` if known to the site. ``kind`` is an order kind's id, 0 while none is
    chosen (which is refused). ``wanted_from`` to ``wanted_until`` is the window agreed on.
    ``source`` with ``from_kind`` and ``from_id`` is where it came from: ("call", "call", 17).
    ``paid`` None is as the kind usually is.
    """

    unit: int | None = None
    person: int | None = None
    name: str = ""
    phone: str = ""
    place: str = ""
    facility: int | None = None
    kind: int = 0
    urgency: str = "ordinary"
    text: str = ""
    source: str = "visit"
    from_kind: str = ""
    from_id: int | None = None
    wanted_from: datetime | None = None
    wanted_until: datetime | None = None
    paid: bool | None = None


@frozen
class EngineerDraft:
    """Who shall do it: one of the ``staff``, or somebody outside by ``name``."""

    staff: int | None = None
    name: str = ""


@frozen
class LineDraft:
    """Labour or material that was needed. ``quantity`` in ten-thousandths.

    ``listed`` is a line of the price list; what is left blank (None, "") is taken from there.
    ``price`` in minor units. ``payer``: owner, tenant, company, warranty.
    """

    quantity: int = ONE
    listed: int | None = None
    kind: str = "material"
    text: str = ""
    measure: str = ""
    price: int | None = None
    payer: str = "owner"


@frozen
class FinishDraft:
    """How it ended: what was done (``result``) and with what. Moments as written on the paper.

    ``arrived_at`` is needed where nobody has noted the arrival yet; ``finished_at`` None is now.
    """

    result: str
    lines: tuple[LineDraft, ...] = ()
    arrived_at: datetime | None = None
    finished_at: datetime | None = None


def amount_of(quantity: int, price: int) -> int:
    """Minor units of ``quantity`` (ten-thousandths) × ``price`` (minor units), halves up, once."""
    return divide(quantity * price, ONE)


def check_order(draft: OrderDraft) -> OrderDraft:
    """``draft`` with its texts as they are kept. Raises Refused or RefusedMany by field."""
    with Faults() as faults:
        faults.among(draft.urgency, URGENCIES, "urgency")
        faults.among(draft.source, SOURCES, "source")
        name = faults.of(clean, draft.name, "name", 300) or ""
        number = faults.of(phone, draft.phone) or ""
        place = faults.of(clean, draft.place, "place", 200) or ""
        text = faults.of(clean, draft.text, "text", 2000, required=True, lines=True) or ""
        if draft.unit is None and draft.facility is None and not place:
            faults.add("order.place_needed", "unit")
        if not draft.kind:
            faults.add("order.kind_needed", "kind")
        check_window(faults, draft.wanted_from, draft.wanted_until, "wanted_from")
    return replace(draft, name=name, phone=number, place=place, text=text)


def check_window(faults: Faults, start: datetime | None, end: datetime | None, field: str) -> None:
    """A window has both ends, in order, and is no longer than a week."""
    if start is None and end is None:
        return
    if start is None or end is None or not timedelta() < end - start <= LONGEST_WINDOW:
        faults.add("order.window", field)


def check_to_come(until: datetime | None, now: datetime, field: str) -> None:
    """A window that is to be kept isn't over. Raises Refused order.until beside ``field``."""
    if until is not None and until <= now:
        raise Refused("order.until", field)


def check_engineers(who: tuple[EngineerDraft, ...]) -> tuple[EngineerDraft, ...]:
    """Each engineer once, names as they are kept. Raises Refused order.engineer_needed."""
    if not who or len(who) > MOST_ENGINEERS:
        raise Refused("order.engineer_needed", "engineers", most=MOST_ENGINEERS)
    cleaned = [
        one if one.staff is not None
        else EngineerDraft(name=clean(one.name, "engineers", 80, required=True))
        for one in who
    ]  # fmt: skip
    return tuple(dict.fromkeys(cleaned))


def check_line(faults: Faults, line: LineDraft) -> LineDraft:
    """A line with its texts as they are kept; its fields are all ``lines``."""
    faults.among(line.kind, LINE_KINDS, "lines")
    faults.among(line.payer, PAYERS, "lines")
    if not 0 < line.quantity < HIGHEST:
        faults.add("order.quantity", "lines")
    if line.price is None or not 0 <= line.price < MOST:
        faults.add("order.price", "lines")
    elif amount_of(line.quantity, line.price) >= MOST:
        faults.add("charge.too_large", "lines")
    text = faults.of(clean, line.text, "lines", 120, required=True) or ""
    measure = faults.of(clean, line.measure, "lines", 20) or ""
    return replace(line, text=text, measure=measure)
