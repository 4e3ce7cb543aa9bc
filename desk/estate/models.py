"""Tables of the estate: buildings, units, people and companies, who lives where since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, JsonField, UtcField
from desk.core.storage import BaseModel


class Building(BaseModel):
    """A building 楼栋. ``code`` is how it is spoken of in a room code: 3, A."""

    code = pw.CharField(max_length=20, unique=True)
    name = pw.CharField(max_length=80)
    sort = pw.CharField(max_length=60, index=True)
    note = pw.TextField(default="")


class Entrance(BaseModel):
    """An entrance 单元 of a building."""

    building = pw.ForeignKeyField(Building, on_delete="RESTRICT", backref="entrances")
    code = pw.CharField(max_length=20)
    name = pw.CharField(max_length=80, default="")

    if TYPE_CHECKING:
        building_id: int

    class Meta:
        indexes = ((("building", "code"), True),)


class Department(BaseModel):
    """A department of the company that visitors and callers are sent to."""

    name = pw.CharField(max_length=80, unique=True)
    phone = pw.CharField(max_length=40, default="")
    active = pw.BooleanField(default=True)


class Unit(BaseModel):
    """One unit 房屋. ``code`` is the full room code (3-1502); ``area`` hundredths of a m².

    ``kind``: residence, shop, office, parking, storage, advertising, public.
    ``state``: vacant, owner_occupied, let, decorating. ``floor`` may be below zero.
    """

    building = pw.ForeignKeyField(Building, on_delete="RESTRICT", backref="units")
    entrance = pw.ForeignKeyField(Entrance, null=True, on_delete="RESTRICT")
    room = pw.CharField(max_length=40)
    code = pw.CharField(max_length=80, unique=True)
    sort = pw.CharField(max_length=120, index=True)
    floor = pw.IntegerField(null=True)
    kind = CodeField(default="residence")
    area = pw.IntegerField(null=True)
    state = CodeField(default="vacant", index=True)
    active = pw.BooleanField(default=True)
    note = pw.TextField(default="")

    if TYPE_CHECKING:
        building_id: int
        entrance_id: int | None


class Facility(BaseModel):
    """A public facility 公共设施 and its basics: lift, pump, gate, playground."""

    building = pw.ForeignKeyField(Building, null=True, on_delete="RESTRICT")
    name = pw.CharField(max_length=120)
    kind = CodeField(default="other")
    place = pw.CharField(max_length=200, default="")
    maker = pw.CharField(max_length=120, default="")
    installed = DateField(null=True)
    keeper = pw.CharField(max_length=120, default="")
    phone = pw.CharField(max_length=60, default="")
    active = pw.BooleanField(default=True)
    note = pw.TextField(default="")

    if TYPE_CHECKING:
        building_id: int | None


class Person(BaseModel):
    """A person or company known to the site. ``merged_into`` points to who it turned out to be."""

    PERSONAL = frozenset({"name", "sort", "document", "note"})

    kind = CodeField(default="person")
    name = pw.CharField(max_length=300)
    sort = pw.CharField(max_length=300, index=True)
    sex = CodeField(default="")
    document_kind = CodeField(default="")
    document = pw.CharField(max_length=60, default="", index=True)
    note = pw.TextField(default="")
    merged_into = pw.ForeignKeyField("self", null=True, on_delete="RESTRICT")
    erased_at = UtcField(null=True)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        merged_into_id: int | None


class Phone(BaseModel):
    """A telephone number: digits as dialled; the first by ``position`` is rung first."""

    PERSONAL = frozenset({"number", "label"})

    person = pw.ForeignKeyField(Person, on_delete="CASCADE", backref="phones")
    number = pw.CharField(max_length=40, index=True)
    label = pw.CharField(max_length=60, default="")
    position = pw.IntegerField(default=0)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        person_id: int


class Occupancy(BaseModel):
    """A person's role at a unit over time. ``share`` is an owner's part in ten-thousandths.

    ``role``: owner, tenant, family, employee, agent, emergency, other. Without ``until`` it runs.
    """

    unit = pw.ForeignKeyField(Unit, on_delete="RESTRICT", backref="occupancies")
    person = pw.ForeignKeyField(Person, on_delete="RESTRICT", backref="occupancies")
    role = CodeField()
    share = pw.IntegerField(null=True)
    since = DateField(null=True)
    until = DateField(null=True)
    note = pw.TextField(default="")

    if TYPE_CHECKING:
        unit_id: int
        person_id: int


class Vehicle(BaseModel):
    """A vehicle of a person or a unit, by its plate (normalised)."""

    PERSONAL = frozenset({"plate"})

    person = pw.ForeignKeyField(Person, null=True, on_delete="CASCADE", backref="vehicles")
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", backref="vehicles")
    plate = pw.CharField(max_length=40, index=True)
    note = pw.CharField(max_length=200, default="")
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        person_id: int | None
        unit_id: int | None


class Pet(BaseModel):
    """A pet kept in a unit."""

    person = pw.ForeignKeyField(Person, null=True, on_delete="CASCADE", backref="pets")
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", backref="pets")
    kind = pw.CharField(max_length=60)
    name = pw.CharField(max_length=80, default="")
    licence = pw.CharField(max_length=60, default="")

    if TYPE_CHECKING:
        person_id: int | None
        unit_id: int | None


class Note(BaseModel):
    """A note on a unit or a person; ``standing`` ones are instructions to follow 常设指示."""

    PERSONAL = frozenset({"text"})

    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", backref="notes")
    person = pw.ForeignKeyField(Person, null=True, on_delete="CASCADE", backref="notes_about")
    standing = pw.BooleanField(default=False)
    text = pw.TextField()
    at = UtcField()
    who = pw.CharField(max_length=80)
    until = DateField(null=True)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        unit_id: int | None
        person_id: int | None


class ImportBatch(BaseModel):
    """One import that was carried out: which file, and what came of it."""

    digest = pw.CharField(max_length=64, index=True)
    at = UtcField()
    who = pw.CharField(max_length=80)
    counts = JsonField()

    class Meta:
        table_name = "import_batch"


class ColumnMatching(BaseModel):
    """How the columns of a kind of workbook were matched, remembered by its headers."""

    fingerprint = pw.CharField(max_length=64, unique=True)
    matching = JsonField()

    class Meta:
        table_name = "column_matching"


MODELS = (
    Building,
    Entrance,
    Department,
    Unit,
    Facility,
    Person,
    Phone,
    Occupancy,
    Vehicle,
    Pet,
    Note,
    ImportBatch,
    ColumnMatching,
)
