"""Tables of complaints: the tree of lines and categories, complaints, their steps and pauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, UtcField
from desk.core.storage import BaseModel
from desk.estate.models import Building, Department, Person, Unit


class Category(BaseModel):
    """A node of the tree: without ``parent`` a line (service, cleaning…), below it a category.

    ``code`` names those that the program began with: their words are the program's until ``name``
    is filled in. Limits are minutes, None takes the line's or else the setting's; ``clock`` is
    working, always or "" for the line's.
    """

    parent = pw.ForeignKeyField("self", null=True, on_delete="RESTRICT", backref="children")
    code = CodeField(default="")
    name = pw.CharField(max_length=80, default="")
    respond = pw.IntegerField(null=True)
    feedback = pw.IntegerField(null=True)
    close = pw.IntegerField(null=True)
    clock = CodeField(default="")
    position = pw.IntegerField(default=0)
    active = pw.BooleanField(default=True)

    if TYPE_CHECKING:
        parent_id: int | None

    class Meta:
        table_name = "complaint_category"


class Complaint(BaseModel):
    """One complaint 投诉单.

    ``kind``: valid, or communicative as help, inquiry, venting; ``was_kind`` before it became
    valid. ``source``: visit, call, letter, web, patrol. ``severity``: minor, ordinary, serious,
    urgent. ``clock`` is working or always; ``next_due`` is the soonest thing that is owed.
    ``counted_from`` is when its clock began, anew with each reopening. ``respond_took`` and
    ``close_took`` are minutes on its own clock.
    """

    PERSONAL = frozenset({"name", "phone", "text", "wanted", "place", "result"})

    number = pw.CharField(max_length=20, unique=True)
    kind = CodeField()
    was_kind = CodeField(default="")
    converted_at = UtcField(null=True)
    state = CodeField()
    severity = CodeField(default="ordinary")
    source = CodeField()
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", index=False)
    building = pw.ForeignKeyField(Building, null=True, on_delete="RESTRICT", index=False)
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    name = pw.CharField(max_length=120, default="")
    phone = pw.CharField(max_length=40, default="")
    standing = CodeField(default="")
    place = pw.CharField(max_length=200, default="")
    category = pw.ForeignKeyField(Category, on_delete="RESTRICT", index=False)
    line = pw.ForeignKeyField(Category, on_delete="RESTRICT", index=False)
    text = pw.TextField()
    wanted = pw.CharField(max_length=500, default="")
    department = pw.ForeignKeyField(Department, null=True, on_delete="RESTRICT", index=False)
    owner = pw.IntegerField(null=True)
    owner_name = pw.CharField(max_length=80, default="")
    clock = CodeField(default="working")
    counted_from = UtcField()
    respond_due = UtcField(null=True)
    feedback_due = UtcField(null=True)
    close_due = UtcField(null=True)
    next_due = UtcField(null=True)
    responded_at = UtcField(null=True)
    fed_back_at = UtcField(null=True)
    resolved_at = UtcField(null=True)
    closed_at = UtcField(null=True)
    paused_at = UtcField(null=True)
    paused_until = UtcField(null=True)
    waiting_for = CodeField(default="")
    respond_took = pw.IntegerField(null=True)
    close_took = pw.IntegerField(null=True)
    urged = pw.IntegerField(default=0)
    urged_at = UtcField(null=True)
    transferred = pw.IntegerField(default=0)
    reopened = pw.IntegerField(default=0)
    result = pw.TextField(default="")
    reason = pw.CharField(max_length=300, default="")
    score = pw.IntegerField(null=True)
    merged_into = pw.ForeignKeyField("self", null=True, on_delete="RESTRICT", index=False)
    business_date = DateField(index=True)
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    erased_at = UtcField(null=True)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        unit_id: int | None
        building_id: int | None
        person_id: int | None
        category_id: int
        line_id: int
        department_id: int | None
        merged_into_id: int | None

    class Meta:
        indexes = ((("unit", "id"), False), (("line", "id"), False), (("state", "id"), False))


Complaint.add_index(
    Complaint.index(
        Complaint.next_due, where=Complaint.next_due.is_null(False), name="complaint_next_due"
    )
)
Complaint.add_index(
    Complaint.index(
        Complaint.building, Complaint.category, Complaint.at,
        where=Complaint.building.is_null(False), name="complaint_near",
    )
)  # fmt: skip
Complaint.add_index(
    Complaint.index(
        Complaint.merged_into, where=Complaint.merged_into.is_null(False), name="complaint_merged"
    )
)
for _field, _name in (
    (Complaint.unit, "complaint_unit_open"), (Complaint.person, "complaint_person_open"),
):  # fmt: skip
    Complaint.add_index(Complaint.index(_field, where=Complaint.closed_at.is_null(), name=_name))


class ComplaintStep(BaseModel):
    """A step that was done: who and when. ``round`` counts reopenings; a step is done once each."""

    PERSONAL = frozenset({"note"})

    complaint = pw.ForeignKeyField(Complaint, on_delete="RESTRICT", backref="steps", index=False)
    round = pw.IntegerField(default=0)
    key = CodeField()
    skipped = pw.BooleanField(default=False)
    note = pw.CharField(max_length=500, default="")
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        complaint_id: int

    class Meta:
        table_name = "complaint_step"
        indexes = ((("complaint", "round", "key"), True),)


class ComplaintPause(BaseModel):
    """A time that does not count: waiting for the customer, for parts, or for another reason."""

    complaint = pw.ForeignKeyField(Complaint, on_delete="RESTRICT", backref="pauses")
    waiting_for = CodeField()
    reason = pw.CharField(max_length=300, default="")
    since = UtcField()
    until = UtcField(null=True)
    who = pw.CharField(max_length=80)

    if TYPE_CHECKING:
        complaint_id: int

    class Meta:
        table_name = "complaint_pause"


class ComplaintLink(BaseModel):
    """What else it is about: another register's record, named as in the log."""

    complaint = pw.ForeignKeyField(Complaint, on_delete="RESTRICT", backref="links", index=False)
    kind = CodeField()
    record = pw.IntegerField()
    at = UtcField()
    who = pw.CharField(max_length=80)

    if TYPE_CHECKING:
        complaint_id: int

    class Meta:
        table_name = "complaint_link"
        indexes = ((("complaint", "kind", "record"), True), (("kind", "record"), False))


class ComplaintNote(BaseModel):
    """What was said or found at a move (``what`` is its key), or just noted."""

    PERSONAL = frozenset({"text"})

    complaint = pw.ForeignKeyField(Complaint, on_delete="RESTRICT", backref="notes")
    what = CodeField()
    text = pw.CharField(max_length=1000)
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        complaint_id: int

    class Meta:
        table_name = "complaint_note"


MODELS = (Category, Complaint, ComplaintStep, ComplaintPause, ComplaintLink, ComplaintNote)
