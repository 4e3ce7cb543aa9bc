"""What a file says, held against what the store knows already: what is new, changed, unchanged.

A unit is known by its room code. A person is the same if the name is and either the unit or a
telephone is; two who only share a name stay two. An import never ends or deletes anything.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from desk.core.desk import Desk
from desk.core.identity import Document, compact
from desk.core.settings import REGION
from desk.estate.codes import floor_of, sort_key, unit_code, unit_sort
from desk.estate.customers import sort_name
from desk.estate.occupancy import derived_state
from desk.exchange.batch import Batch
from desk.exchange.held import Fact, Held
from desk.exchange.units import PersonRow, UnitRow

_COMPANY = re.compile(
    r"公司|集团|集團|中心|银行|銀行|商行|药房|藥房|超市|学校|學校|幼儿园|事务所|事務所|工作室|酒店|餐厅|餐廳|诊所|"
    r"診所|医院|醫院|协会|協會|合作社|有限|\b(?:ltd|limited|co|inc|llc|corp)\b",
    re.IGNORECASE,
)
_ID_CARD = re.compile(r"\d{17}[\dX]|\d{15}")
_HKID = re.compile(r"[A-Z]{1,2}\d{6}[\dA]")


@dataclass(frozen=True)
class Difference:
    """One thing that a file says otherwise: ``field`` (kind, area, state, …, or a role)."""

    field: str
    before: Any
    after: Any


@dataclass(slots=True)
class Outcome:
    """What one row comes to: ``new``, ``changed`` or ``unchanged``, and the differences."""

    code: str
    unit: int
    status: str = "unchanged"
    differences: list[Difference] = field(default_factory=list)


class Known(Held):
    """Takes the rows of a file one after the other and says what each comes to.

    What is to be written is gathered in ``batch``; ``counts`` adds up; ``gone`` are the owners
    on record whom the file no longer names: (unit, person) → (room code, name). ``arrears`` are
    the opening balances to be: unit → minor units.
    """

    def __init__(self, desk: Desk, *, explain: bool = False) -> None:
        self.batch = Batch()
        self.explain = explain  # whether new units come with their people, too
        self.counts: Counter[str] = Counter()
        self.gone: dict[tuple[int, int], tuple[str, str]] = {}
        self.arrears: dict[int, int] = {}
        self._suffix = "座" if desk.settings.get(REGION) == "HK" else "栋"
        super().__init__()
        self.first_unit, self.first_person = self.next_unit, self.next_person

    # -- one row ------------------------------------------------------------------------------

    def take(self, row: UnitRow) -> Outcome:
        """What ``row`` comes to; what it takes is added to the batch."""
        code = unit_code(row.building, row.entrance, row.room)
        fact = self._units.get(code)
        if fact is None:
            fact = self._new_unit(code, row)
            outcome = Outcome(code, fact.id, "new")
        else:
            outcome = Outcome(code, fact.id)
            self._compare(fact, row, outcome)
        if row.people:
            self._people(fact, row, outcome)
        if row.plates:
            self._vehicles(fact, row, outcome)
        if not fact.seen:
            if outcome.status == "unchanged":
                self._miss_owners(fact, row, outcome)
            if outcome.differences and outcome.status == "unchanged":
                outcome.status = "changed"
            self.counts["units_" + outcome.status] += 1
            fact.seen = True
        if row.arrears:
            self._arrears(fact.id, row.arrears)
        return outcome

    def _arrears(self, unit: int, owed: int) -> None:
        """What is owed becomes an opening balance, once for a unit: this file's or an earlier's."""
        if owed < 0:
            self.counts["arrears_credit"] += 1
        elif unit in self._opened:
            self.counts["arrears_known"] += 1
        elif unit not in self.arrears:
            self.arrears[unit] = owed
            self.counts["arrears"] += 1
            self.counts["arrears_total"] += owed
        elif self.arrears[unit] != owed:
            self.counts["arrears_twice"] += 1

    def _new_unit(self, code: str, row: UnitRow) -> Fact:
        building, sort = self._building(row.building)
        entrance = self._entrance(building, row.entrance) if row.entrance else None
        key = self.next_unit
        self.next_unit += 1
        roles = {person.role for person in row.people}
        floor = floor_of(row.room) if row.floor is None else row.floor
        state = row.state or derived_state("owner" in roles, "tenant" in roles)
        kind = row.kind or "residence"
        self._units[code] = fact = Fact(key, kind, row.area, state, floor, row.note)
        self.batch.units.append(
            (key, building, entrance, row.room, code, unit_sort(sort, row.entrance, row.room),
             floor, kind, row.area, state, row.note)
        )  # fmt: skip
        return fact

    def _building(self, code: str) -> tuple[int, str]:
        found = self._buildings.get(code)
        if found is None:
            key = self._next_building
            self._next_building += 1
            name = code + self._suffix if len(code) <= 3 and code.isascii() else code
            found = self._buildings[code] = (key, sort_key(code, 60))
            self.batch.buildings.append((key, code, name, found[1]))
            self.counts["buildings_new"] += 1
        return found

    def _entrance(self, building: int, code: str) -> int:
        found = self._entrances.get((building, code))
        if found is None:
            found = self._entrances[building, code] = self._next_entrance
            self._next_entrance += 1
            self.batch.entrances.append((found, building, code))
        return found

    def _compare(self, fact: Fact, row: UnitRow, outcome: Outcome) -> None:
        """What the row says of the unit itself; a second row in one file only fills gaps."""
        state = row.state
        if state == "vacant" and fact.seen:
            state = ""
        told = {"kind": row.kind, "area": row.area, "state": state, "floor": row.floor}
        for name, after in told.items():
            before = getattr(fact, name)
            if after in (None, "") or after == before or (fact.seen and before not in (None, "")):
                continue
            outcome.differences.append(Difference(name, before, after))
            setattr(fact, name, after)
        missing = [line for line in row.note.splitlines() if line and line not in fact.note]
        if missing:
            after = "\n".join(filter(None, (fact.note, *missing)))
            outcome.differences.append(Difference("note", fact.note, after))
            fact.note = after
        if outcome.differences:
            self._update(fact)

    def _update(self, fact: Fact) -> None:
        self.batch.unit_updates.append(
            (fact.kind, fact.area, fact.state, fact.floor, fact.note, fact.id)
        )

    # -- its people ---------------------------------------------------------------------------

    def _people(self, fact: Fact, row: UnitRow, outcome: Outcome) -> None:
        owned = any(person.role == "owner" for person in row.people)
        moved_in = row.moved_in.isoformat() if row.moved_in else None
        for person in row.people:
            key = self._person(fact.id, person, outcome)
            since = moved_in if person.role == "owner" or not owned else None
            self._role(fact, key, person, since, outcome)
            self.gone.pop((fact.id, key), None)

    def _person(self, unit: int, person: PersonRow, outcome: Outcome) -> int:
        name = person.name
        key = self._at.get((unit, name))
        if key is None:
            for number in person.phones:
                key = self._numbers.get((name, number))
                if key is not None:
                    break
            else:
                if not person.phones:
                    key = self._companies.get(name)
            if key is None:
                key = self._new_person(person)
            self._at[unit, name] = key
        elif person.sex or person.document:
            self._fill(key, person, outcome)
        for number in person.phones:
            if (key, number) not in self._dialled:
                self._dialled.add((key, number))
                self._numbers.setdefault((name, number), key)
                self.batch.phones.append((key, number, self._positions[key]))
                self._positions[key] += 1
                self.counts["phones_new"] += 1
                if self.explain or outcome.status != "new":
                    outcome.differences.append(Difference("phone", "", number))
        return key

    def _new_person(self, person: PersonRow) -> int:
        key = self.next_person
        self.next_person += 1
        name = person.name
        company = len(name) > 3 and _COMPANY.search(name) is not None
        if company:
            self._companies.setdefault(name, key)
        kind, document = _document(person.document) if person.document else ("", "")
        if person.sex or document:
            self._details[key] = (person.sex, document)
        self.batch.people.append(
            (key, "company" if company else "person", name, sort_name(name), person.sex, kind,
             document)
        )  # fmt: skip
        self.counts["people_new"] += 1
        return key

    def _fill(self, key: int, person: PersonRow, outcome: Outcome) -> None:
        """Sex and document that were not known yet; what is known stays."""
        sex, document = self._details.get(key, ("", ""))
        kind, given = _document(person.document) if person.document else ("", "")
        if (sex or not person.sex) and (document or not given):
            return
        if given and not document:
            outcome.differences.append(Difference("document", "", given))
        if person.sex and not sex:
            outcome.differences.append(Difference("sex", "", person.sex))
        kept = document or given
        self._details[key] = (sex or person.sex, kept)
        known = _document(kept)[0] if document else kind
        self.batch.person_updates.append((sex or person.sex, known, kept, key))

    def _role(
        self, fact: Fact, key: int, person: PersonRow, since: str | None, outcome: Outcome
    ) -> None:
        known = self._roles.get((fact.id, key, person.role))
        if known is None:
            self._roles[fact.id, key, person.role] = _going_on(since)
            self.batch.roles.append((fact.id, key, person.role, since))
            self.counts["roles_new"] += 1
            if outcome.status != "new":
                self._arrived(fact, person.role, outcome)
            elif not self.explain:
                return
            outcome.differences.append(Difference(person.role, "", person.name))
            return
        before, ended = known
        if ended:
            self.counts["roles_ended"] += 1
        elif since is not None and since != before and not (fact.seen and before):
            self._roles[fact.id, key, person.role] = _going_on(since)
            self.batch.since_updates.append((since, fact.id, key, person.role))
            outcome.differences.append(Difference("since", before, since))

    def _arrived(self, fact: Fact, role: str, outcome: Outcome) -> None:
        """Somebody new at a unit that is there already may make it inhabited."""
        state = {"owner": "owner_occupied", "tenant": "let"}.get(role, fact.state)
        if (role == "tenant" or fact.state == "vacant") and fact.state not in (state, "decorating"):
            outcome.differences.append(Difference("state", fact.state, state))
            fact.state = state
            self._update(fact)

    def _miss_owners(self, fact: Fact, row: UnitRow, outcome: Outcome) -> None:
        if row.state != "vacant" and not any(person.role == "owner" for person in row.people):
            return
        named = {self._at.get((fact.id, person.name)) for person in row.people}
        for owner in self._owners.get(fact.id, ()):
            if owner not in named:
                name = next(iter(self._names.get(owner, ())), "")
                self.gone[fact.id, owner] = (outcome.code, name)

    def _vehicles(self, fact: Fact, row: UnitRow, outcome: Outcome) -> None:
        owner = self._at.get((fact.id, row.people[0].name)) if row.people else None
        for plate in row.plates:
            if (fact.id, plate) not in self._plates:
                self._plates.add((fact.id, plate))
                self.batch.vehicles.append((fact.id, owner, plate))
                self.counts["vehicles_new"] += 1
                outcome.differences.append(Difference("plate", "", plate))


@lru_cache(maxsize=4096)
def _going_on(since: str | None) -> tuple[str | None, bool]:
    """A role without an end; people move in on the same days, which share one."""
    return since, False


def _document(number: str) -> tuple[str, str]:
    """The kind that a document number looks like, and the number as it is kept."""
    kept = compact(number)[:40]
    if _ID_CARD.fullmatch(kept):
        return str(Document.ID_CARD), kept
    return str(Document.HKID if _HKID.fullmatch(kept) else Document.OTHER), kept
