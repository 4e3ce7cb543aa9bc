"""The lists of contacts and of printed notices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.words import N_
from desk.estate.models import Person, Unit
from desk.fees.dunning.listing import buildings, codes
from desk.fees.dunning.promises import open_promises
from desk.fees.dunning.rows import NOTICE_KINDS, WAYS, ContactRow, NoticeRow
from desk.fees.models import Contact, Notice

LEFT = pw.JOIN.LEFT_OUTER


def _contact_query(desk: Desk) -> Any:
    c = Contact
    return (
        c.select(
            c.id, c.unit, Unit.code, c.person, Person.name, c.way, c.outcome, c.spoken_to, c.said,
            c.answer, c.owed, c.promised_on, c.promised, c.promise, c.notice, Notice.number,
            c.business_date, c.at, c.who,
        )
        .join(Unit)
        .join_from(c, Person, LEFT, on=(c.person == Person.id))
        .join_from(c, Notice, LEFT, on=(c.notice == Notice.id))
    )  # fmt: skip


def _contact_view(desk: Desk, row: Any) -> ContactRow:
    facts = list(row)
    facts[4], facts[15] = facts[4] or "", facts[15] or ""
    if facts[13] == "open" and facts[11] < desk.today:
        states = {each.contact: each.state for each in open_promises(desk, facts[1])}
        facts[13] = states.get(facts[0], "open")
    return ContactRow(*facts)


def _in_building(model: Any) -> Any:
    def narrow(desk: Desk, query: Any, value: Any) -> Any:
        units = Unit.select(Unit.id).where(Unit.building == int(value))
        return query.where((model.unit + 0).in_(units))

    return narrow


def _of_unit(model: Any) -> Any:
    def narrow(desk: Desk, query: Any, value: str) -> Any:
        units = Unit.select(Unit.id).where(Unit.code.startswith(value.strip()))
        return query.where(model.unit.in_(units))

    return narrow


CONTACTS: Listing[ContactRow] = Listing(
    key="contacts",
    title=N_("Dunning contacts"),
    permission=Permission.FEES_VIEW,
    model=Contact,
    columns=(
        Column("day", N_("Date"), "date", lambda r: r.business_date, 104, sort="id"),
        Column("unit", N_("Unit"), "code", lambda r: r.unit_code, 96),
        Column("way", N_("Way"), "state", lambda r: r.way, 110, "contact.way"),
        Column("outcome", N_("Outcome"), "state", lambda r: r.outcome, 110, "contact.outcome"),
        Column("person", N_("Spoken to"), "text", lambda r: r.person_name or r.spoken_to, 110),
        Column("said", N_("What was said"), "text", lambda r: r.said, 240),
        Column("promised_on", N_("Promised for"), "date", lambda r: r.promised_on, 104),
        Column("promised", N_("Amount promised"), "money", lambda r: r.promised, 112),
        Column(
            "promise", N_("Promise"), "state", lambda r: r.promise or None, 90, "contact.promise",
            tone=lambda r: {"broken": "late", "kept": "ok", "open": "due"}.get(r.promise),
        ),
        Column("owed", N_("Owed then"), "money", lambda r: r.owed, 112, shown=False),
        Column("notice", N_("Notice"), "code", lambda r: r.notice_number, 110, shown=False),
        Column("who", N_("Who"), "text", lambda r: r.who, 90),
    ),
    query=_contact_query,
    make=_contact_view,
    orders={"id": Order(Contact.id, descending=True)},
    default_order="id",
    filters=(
        Filter("building", N_("Building"), _in_building(Contact), choices=buildings),
        Filter(
            "way", N_("Way"), lambda d, q, v: q.where(Contact.way == v),
            choices=codes(*WAYS), words="contact.way",
        ),
        Filter("unit", N_("Unit"), _of_unit(Contact), "text"),
    ),
)  # fmt: skip


def notices_query(desk: Desk) -> Any:
    """The joined select behind lists of notices; ``notice_view`` reads its rows."""
    n = Notice
    return (
        n.select(
            n.id, n.number, n.kind, n.unit, Unit.code, n.person, Person.name, n.amount, n.late_fee,
            n.deadline, n.business_date, n.at, n.who,
        )
        .join(Unit)
        .join_from(n, Person, LEFT, on=(n.person == Person.id))
    )  # fmt: skip


def notice_view(desk: Desk, row: Sequence[Any]) -> NoticeRow:
    """One tuple of ``notices_query`` as a frozen row."""
    facts = list(row)
    facts[6] = facts[6] or ""
    return NoticeRow(*facts)


NOTICES: Listing[NoticeRow] = Listing(
    key="notices",
    title=N_("Payment notices"),
    permission=Permission.FEES_VIEW,
    model=Notice,
    columns=(
        Column("number", N_("Number"), "code", lambda r: r.number, 116, sort="id"),
        Column("day", N_("Date"), "date", lambda r: r.business_date, 104),
        Column("kind", N_("Kind"), "state", lambda r: r.kind, 120, "notice.kind"),
        Column("unit", N_("Unit"), "code", lambda r: r.unit_code, 96),
        Column("person", N_("Addressed to"), "text", lambda r: r.person_name, 120),
        Column("amount", N_("Amount"), "money", lambda r: r.amount, 112),
        Column("late_fee", N_("Late fee"), "money", lambda r: r.late_fee or None, 96),
        Column("deadline", N_("Deadline"), "date", lambda r: r.deadline, 104),
        Column("who", N_("Who"), "text", lambda r: r.who, 90),
    ),
    query=notices_query,
    make=notice_view,
    orders={"id": Order(Notice.id, descending=True)},
    default_order="id",
    filters=(
        Filter("building", N_("Building"), _in_building(Notice), choices=buildings),
        Filter(
            "kind", N_("Kind"), lambda d, q, v: q.where(Notice.kind == v),
            choices=codes(*NOTICE_KINDS), words="notice.kind",
        ),
        Filter("unit", N_("Unit"), _of_unit(Notice), "text"),
    ),
)  # fmt: skip
