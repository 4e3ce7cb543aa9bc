"""What a unit owes and what was done about it, in words for the card beside the list."""

from __future__ import annotations

from functools import partial

from desk import texts
from desk.core.desk import Desk
from desk.core.words import _, ngettext
from desk.estate import personal
from desk.estate.customers import get_person
from desk.estate.occupancy import unit_roles
from desk.fees.billing.why import why_many
from desk.fees.dunning.contacts import contacts_of
from desk.fees.dunning.rows import ArrearsRow, ContactRow
from desk.fees.till.debts import Debt, debts_of_unit
from ui.kit import actions
from ui.kit.detail import Line
from ui.kit.display import Display, money, phone
from ui.kit.frame import Page
from ui.kit.parts import Part, PartRow, Reveal

DEBTS = 24  # on the card; the till shows all of them
CONTACTS = 8  # on the card, the newest


class ArrearsCard:
    """Reads and words one unit in arrears for ``page``."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self._page, self.desk = page, desk
        self._show = Display(desk.local, lambda: desk.today)

    def lines(self, row: ArrearsRow) -> list[Line]:
        """The figures and where it stands on the ladder."""
        made = [Line(_("Owed"), money(row.total))]
        if row.overdue != row.total:
            tone = "late" if row.overdue else None
            made.append(Line(_("Of it late"), money(row.overdue), tone))
        if row.late_fee:
            made.append(Line(_("Late fee"), money(row.late_fee)))
        made.append(Line(_("Oldest"), _("due {day}").format(day=row.oldest.isoformat())))
        step, tone = self.step(row)
        if step:
            made.append(Line(_("Next step"), step, tone))
        if row.promised_on is not None:
            amount = money(row.promised) if row.promised is not None else _("all of it")
            words = _("{amount} on {day}").format(amount=amount, day=row.promised_on.isoformat())
            made.append(Line(_("Promised"), words, "due"))
        return made

    def step(self, row: ArrearsRow) -> tuple[str, str | None]:
        """The step that is due, or why none is."""
        step = row.step
        if step.due:
            return texts.word("dunning.step", step.due), "due"
        if step.waits:
            return texts.word("dunning.step", step.waits), "muted"
        return "", None

    def state(self, row: ArrearsRow) -> tuple[str, str]:
        """The badge: how late it is."""
        if row.broken:
            return _("Promise broken"), "late"
        if row.days < 1:
            return _("Not late yet"), "void"
        words = ngettext("{n} day late", "{n} days late", row.days).format(n=row.days)
        return words, "late" if row.days > 30 else "due"

    # -- people, debts, contacts

    def people(self, unit: int) -> Part:
        """Who is to be rung, their numbers masked until somebody looks."""
        running = {r.person: r for r in unit_roles(self.desk, unit)[::-1] if r.running}
        rows = [self._person(r.person, r.person_name, r.role) for r in running.values()]
        return Part(_("Whom to reach"), rows[::-1])

    def _person(self, person: int, name: str, role: str) -> PartRow:
        numbers = [phone(each.number) for each in get_person(self.desk, person).phones]
        reveal = None
        if numbers:
            reveal = Reveal(" · ".join(numbers), partial(self._reveal, person))
        return PartRow(name, texts.word("occupancy.role", role), reveal=reveal)

    def _reveal(self, person: int) -> str | None:
        found = actions.run(
            self._page, personal.reveal, self.desk, person, "phones", _("Call about arrears")
        )
        return "\n".join(phone(number) for number in found) if found else None

    def debts(self, unit: int) -> Part:
        """Every open debt with the line that explains it."""
        found = debts_of_unit(self.desk, unit)
        why = why_many(self.desk, [debt.id for debt in found[:DEBTS]])
        rows = [self._debt(debt, why.get(debt.id, "")) for debt in found[:DEBTS]]
        left = len(found) - len(rows)
        more = ngettext("and {n} more", "and {n} more", left).format(n=left) if left > 0 else ""
        return Part(_("Debts, oldest first"), rows, more=more)

    def _debt(self, debt: Debt, why: str) -> PartRow:
        fee = ""
        if debt.late_fee:
            fee = ngettext(
                "late fee {amount} for {n} day", "late fee {amount} for {n} days", debt.days_late
            ).format(amount=money(debt.late_fee), n=debt.days_late)
        paid = ""
        if debt.balance != debt.amount:
            paid = _("of {amount}").format(amount=money(debt.amount))
        due = _("due {day}").format(day=debt.due.isoformat())
        detail = " · ".join(part for part in (due, fee, paid) if part)
        return PartRow(
            f"{debt.item_name} {period(debt)}".strip(),
            f"{why}\n{detail}" if why else detail,
            tag=money(debt.balance),
        )

    def contacts(self, unit: int) -> Part:
        """What was done about it, newest first."""
        found = contacts_of(self.desk, unit)
        left = len(found) - CONTACTS
        more = ngettext("and {n} earlier", "and {n} earlier", left).format(n=left)
        rows = [self._contact(one) for one in found[:CONTACTS]]
        return Part(_("Contacts, newest first"), rows, more=more if left > 0 else "",
                    empty=_("Nobody has been in touch yet."))  # fmt: skip

    def _contact(self, one: ContactRow) -> PartRow:
        outcome = one.notice_number or texts.word("contact.outcome", one.outcome)
        head = f"{texts.word('contact.way', one.way)} · {outcome}"
        whom = one.person_name or one.spoken_to
        lines = [" · ".join(part for part in (whom, one.who) if part), one.said]
        if one.answer:
            lines.append(texts.word("contact.answer", one.answer))
        if one.promised_on is not None:
            lines.append(self._promise(one))
        return PartRow(
            head, "\n".join(line for line in lines if line),
            "late" if one.promise == "broken" else None,
            tag=self._show.text("date", one.business_date),
        )  # fmt: skip

    def _promise(self, one: ContactRow) -> str:
        amount = money(one.promised) if one.promised is not None else _("all of it")
        words = _("Promised: {amount} on {day}, {state}")
        state = texts.word("contact.promise", one.promise)
        day = one.promised_on.isoformat() if one.promised_on else ""
        return words.format(amount=amount, day=day, state=state)


def period(debt: Debt) -> str:
    """The months or days that a debt is for: 2026-09, 2026-09 – 2026-11."""
    first, last = debt.period_from, debt.period_to
    if first == last:
        return first.isoformat()
    if first.day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first:%Y-%m-%d} – {last:%Y-%m-%d}"
