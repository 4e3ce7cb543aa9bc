"""One person's data: shown on purpose, handed out on request, erased for good.

Other registers answer for what they keep through ``Register.personal``; erasing keeps rows, so
that counts stay, and blanks whatever names the person. Salts go too, which makes the hashes in
the audit chain meaningless while the chain stays whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.models import PrintedPaper
from desk.core.text import clean
from desk.core.words import listed
from desk.estate.customers import person_row
from desk.estate.models import Note, Occupancy, Person, Pet, Phone, Unit, Vehicle
from desk.estate.reading import ids, tuples

REVEALED = ("document", "phones")


def reveal(desk: Desk, person: int, field: str, reason: str) -> tuple[str, ...]:
    """The numbers behind the mask: ``document`` or ``phones``. Who, when and why is logged.

    Raises Refused("personal.reason_needed") and ("personal.unknown_field").
    """
    desk.require(Permission.PERSONAL_REVEAL)
    reason = clean(reason, "reason", 300)
    with desk.change(Permission.PERSONAL_REVEAL, "personal.revealed") as change:
        row = person_row(person)
        if field not in REVEALED:
            raise Refused("personal.unknown_field", "field")
        if not reason:
            raise Refused("personal.reason_needed", "reason")
        change.about("person", person)
        change.note(field=field, reason=reason)
        if field == "document":
            return (row.document,) if row.document else ()
        return tuple(_numbers(person))


def export_person(desk: Desk, person: int) -> dict[str, list[dict[str, object]]]:
    """Everything that any register keeps about one person, by register; a logged change."""
    with desk.change(Permission.PERSONAL_EXPORT, "personal.exported") as change:
        change.about("person", person_row(person).id)
        return {
            part.key: part.export(desk, person)
            for register in desk.registers
            if (part := register.personal) is not None
        }


def export_rows(data: dict[str, list[dict[str, object]]]) -> Iterator[tuple[str, str, str, str]]:
    """What ``export_person`` gave as rows for a sheet: register, record, field, value."""
    for register, records in data.items():
        for place, record in enumerate(records, 1):
            for key, value in record.items():
                yield register, str(place), key, "" if value is None else str(value)


def erase_person(desk: Desk, person: int, reason: str, *, force: bool = False) -> int:
    """Blank all that names a person, in every register; gives how many records it was.

    Raises Refused("person.occupies") while a role runs, unless ``force``: then the role ends
    today. A ``reason`` is always needed.
    """
    desk.require(Permission.PERSONAL_ERASE)
    reason = clean(reason, "reason", 300)
    with desk.change(Permission.PERSONAL_ERASE, "personal.erased") as change:
        row = person_row(person)
        if not reason:
            raise Refused("personal.reason_needed", "reason")
        _end_roles(desk, change, row, force)
        count = 0
        # The estate last: others know a person by the phones and documents that stand there.
        for register in reversed(desk.registers):
            if register.personal is not None:
                count += register.personal.erase(desk, change, person)
        change.note(reason=reason, records=count)
    desk.search.optimize()
    return count


def export_own(desk: Desk, person: int) -> list[dict[str, object]]:
    """The estate's own records about a person, under English keys."""
    row = person_row(person)
    found: list[dict[str, object]] = [
        {
            "name": row.name, "kind": row.kind, "sex": row.sex, "note": row.note,
            "document_kind": row.document_kind, "document": row.document,
        }
    ]  # fmt: skip
    found += [{"phone": number} for number in _numbers(person)]
    for held in (
        Occupancy.select(Occupancy, Unit.id, Unit.code).join(Unit).where(Occupancy.person == row)
    ):
        found.append(
            {
                "unit": held.unit.code, "role": held.role, "since": held.since,
                "until": held.until, "note": held.note,
            }
        )  # fmt: skip
    for vehicle in Vehicle.select().where(Vehicle.person == row):
        found.append({"plate": vehicle.plate, "note": vehicle.note})
    for pet in Pet.select().where(Pet.person == row):
        found.append({"pet": pet.kind, "name": pet.name, "licence": pet.licence})
    for note in Note.select().where(Note.person == row):
        found.append({"note": note.text, "at": note.at, "who": note.who})
    return found


def erase_own(desk: Desk, change: Change, person: int) -> int:
    """Blank the estate's own records about a person and whoever was merged into them."""
    people = [person, *_merged(person)]
    count = len(people)
    plates = Vehicle.person.in_(people) & Vehicle.unit.is_null(False)
    for unit in list(Unit.select().join(Vehicle).where(plates)):
        change.touch(unit)  # no longer found by the plate
    for model in (Phone, Vehicle, Pet, Note):
        count += model.delete().where(model.person.in_(people)).execute()
    Occupancy.update(note="").where(Occupancy.person.in_(people)).execute()
    # Not by change.update: with the salt gone, what was there before would enter the log unsalted.
    Person.update(
        name="", sort="", sex="", document="", document_kind="", note="", salt=None,
        erased_at=change.now,
    ).where(Person.id.in_(people)).execute()  # fmt: skip
    for key in people:
        change.touch(Person.get_by_id(key))
        erase_papers("person", key)
    return count


def erase_papers(kind: str, record: int) -> int:
    """Forget the data of papers printed for a record; that they were printed stays known."""
    papers = (PrintedPaper.kind == kind) & (PrintedPaper.record == record)
    return int(PrintedPaper.update(data={}).where(papers).execute())


def _end_roles(desk: Desk, change: Change, row: Person, force: bool) -> None:
    running = list(Occupancy.select().where((Occupancy.person == row) & Occupancy.until.is_null()))
    if running and not force:
        units = listed(held.unit.code for held in running[:5])
        raise Refused("person.occupies", "person", name=row.name, units=units)
    for held in running:
        since = held.since or desk.today
        change.update(held, until=max(desk.today, since))
        change.touch(held.unit)


def _numbers(person: int) -> list[str]:
    query = Phone.select(Phone.number).where(Phone.person == person)
    return [number for (number,) in tuples(query.order_by(Phone.position, Phone.id))]


def _merged(person: int) -> list[int]:
    """Everybody who was merged into a person, directly (merging re-points earlier ones)."""
    return ids(Person.select(Person.id).where(Person.merged_into == person))
