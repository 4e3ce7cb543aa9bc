"""The legal pack: all that a lawyer needs of one unit's debts, as one file."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from desk.core import papers, words
from desk.core.access import Permission
from desk.core.change import Repeated
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import to_millis
from desk.core.money import plain
from desk.core.words import translator
from desk.fees.billing.why import why_many
from desk.fees.dunning import letters, notices
from desk.fees.dunning.contacts import contacts_of
from desk.fees.dunning.rows import ContactRow, NoticeRow
from desk.fees.dunning.said import KINDS_SAID, OUTCOMES_SAID, WAYS_SAID
from desk.fees.models import Contact
from desk.fees.reading import unit_code

if TYPE_CHECKING:
    from desk.printing.register_list import RegisterList

MOST = 1_000
"""Contacts and notices that go into a pack: the latest."""


def legal_pack(
    desk: Desk, unit: int, *, language: str = "", request: str | None = None
) -> tuple[str, bytes]:
    """A file name and a ZIP: the debts with their reasons, the contacts and the notices as lists,
    and every notice as it was printed, all in PDF. Written down as a contact.

    Needs notice.print. Raises Refused unit.unknown, dunning.nothing_owed, and paper.* when a name
    can't be spelt.
    """
    said = language or words.current()
    try:
        with desk.change(Permission.NOTICE_PRINT, "dunning.legal_pack", request) as change:
            code = unit_code(desk, unit)
            owed = letters.debts(desk, unit, overdue_only=True)
            if not owed.rows:
                raise Refused("dunning.nothing_owed", "unit")
            pack = _pack(desk, unit, code, owed, said)
            session = desk.session
            change.create(
                Contact, unit=unit, person=owed.person, way="legal", outcome="sent",
                owed=owed.total, business_date=desk.today, at=change.now,
                staff=session.staff if session else None, who=session.name if session else "",
            )  # fmt: skip
            change.about("unit", unit)
            change.note(debts=len(owed.rows), total=owed.total, until=to_millis(change.now))
    except Repeated:
        code = unit_code(desk, unit)
        pack = _pack(desk, unit, code, letters.debts(desk, unit, overdue_only=True), said)
    return f"{code}-{desk.today:%Y%m%d}.zip", pack


def _pack(desk: Desk, unit: int, code: str, owed: letters.Owed, language: str) -> bytes:
    from desk.printing import render

    contacts, printed = contacts_of(desk, unit, MOST), notices.notices_of(desk, unit, MOST)
    lists = {
        "1-debts.pdf": _debts(desk, code, owed, language),
        "2-contacts.pdf": _contacts(desk, code, contacts, language),
        "3-notices.pdf": _notices(desk, code, printed, language),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, (title, heads, right, rows) in lists.items():
            paper = _list(desk, title, heads, right, rows, language)
            pack.writestr(name, render(paper, missing="box"))
        for notice in printed:
            if any(not paper.erased for paper in papers.papers_of("notice", notice.id)):
                pack.writestr(f"notices/{notice.number}.pdf", notices.kept_notice(desk, notice.id))
    return out.getvalue()


Table = tuple[str, tuple[str, ...], frozenset[int], list[tuple[str, ...]]]


def _list(
    desk: Desk,
    title: str,
    heads: tuple[str, ...],
    right: frozenset[int],
    rows: list[tuple[str, ...]],
    language: str,
) -> RegisterList:
    from desk.printing.register_list import ListColumn, RegisterList

    return RegisterList(
        site=desk.site, title=title, printed_at=desk.local(desk.now),
        printed_by=desk.session.name if desk.session else "",
        columns=tuple(ListColumn(head, n in right) for n, head in enumerate(heads)),
        rows=tuple(rows), language=language,
    )  # fmt: skip


def _debts(desk: Desk, code: str, owed: letters.Owed, language: str) -> Table:
    _ = translator(language)
    reasons = why_many(desk, [debt.id for debt in owed.rows], language)
    heads: tuple[str, ...] = (
        _("Item"), _("From"), _("To"), _("Due on"), _("Amount"), _("Owed"), _("Late fee"),
        _("Days late"), _("Why this amount"),
    )  # fmt: skip
    rows: list[tuple[str, ...]] = [
        (
            debt.item_name, debt.period_from.isoformat(), debt.period_to.isoformat(),
            debt.due.isoformat(), plain(debt.amount), plain(debt.balance), plain(debt.late_fee),
            str((desk.today - debt.due).days), reasons.get(debt.id, ""),
        )
        for debt in owed.rows
    ]  # fmt: skip
    rows.append((_("Sum"), "", "", "", "", plain(owed.total), plain(owed.late), "", ""))
    title = " ".join(part for part in (_("Debts"), code, owed.person_name) if part)
    return title, heads, frozenset({4, 5, 6, 7}), rows


def _contacts(desk: Desk, code: str, contacts: list[ContactRow], language: str) -> Table:
    _ = say = translator(language)
    heads: tuple[str, ...] = (
        _("Date"), _("Way"), _("Outcome"), _("Spoken to"), _("What was said"), _("Promised for"),
        _("Amount promised"), _("Owed then"), _("Notice"), _("Who"),
    )  # fmt: skip
    rows: list[tuple[str, ...]] = [
        (
            f"{desk.local(row.at):%Y-%m-%d %H:%M}", say(WAYS_SAID[row.way]),
            say(OUTCOMES_SAID[row.outcome]) if row.outcome in OUTCOMES_SAID else "",
            row.person_name or row.spoken_to, row.said,
            row.promised_on.isoformat() if row.promised_on else "",
            plain(row.promised) if row.promised is not None else "", plain(row.owed),
            row.notice_number, row.who,
        )
        for row in reversed(contacts)
    ]  # fmt: skip
    title = _("Dunning contacts")
    return f"{title} {code}", heads, frozenset({6, 7}), rows


def _notices(desk: Desk, code: str, printed: list[NoticeRow], language: str) -> Table:
    _ = say = translator(language)
    heads: tuple[str, ...] = (
        _("Number"), _("Kind"), _("Date"), _("Addressed to"), _("Amount"), _("Late fee"),
        _("Deadline"), _("Who"),
    )  # fmt: skip
    rows: list[tuple[str, ...]] = [
        (
            row.number, say(KINDS_SAID[row.kind]), row.business_date.isoformat(), row.person_name,
            plain(row.amount), plain(row.late_fee),
            row.deadline.isoformat() if row.deadline else "", row.who,
        )
        for row in reversed(printed)
    ]  # fmt: skip
    title = _("Payment notices")
    return f"{title} {code}", heads, frozenset({4, 5}), rows
