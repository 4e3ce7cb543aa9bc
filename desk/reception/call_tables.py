"""Tables of the telephone log 电话记录: calls, and what every caller is told 统一口径."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, UtcField
from desk.core.storage import BaseModel
from desk.estate.models import Building, Department, Person, Unit


class Outage(BaseModel):
    """What callers are told while something is out, in one building or (None) in all of them.

    In force from ``since`` until ``until``; ``ended_at`` is when somebody said that it is over.
    """

    kind = CodeField()
    building = pw.ForeignKeyField(Building, null=True, on_delete="RESTRICT", index=False)
    title = pw.CharField(max_length=80)
    text = pw.TextField()
    since = UtcField()
    until = UtcField()
    ended_at = UtcField(null=True)
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)

    if TYPE_CHECKING:
        building_id: int | None

    class Meta:
        indexes = ((("until",), False),)


class Call(BaseModel):
    """One call, or a message left. ``at`` is when it was written down.

    ``direction``: in, out. ``kind``: inquiry, repair, complaint, help, message, transfer,
    harassment. ``state``: answered, to_do, message, callback, passed, voided. ``due`` is what was
    promised; ``next_due`` the same while somebody still waits for it here (a callback waits in its
    own queue). ``became_kind`` and ``became_id`` name the record that it was turned into.
    """

    PERSONAL = frozenset({"name", "phone", "subject", "answer", "for_whom", "outcome"})

    number = pw.CharField(max_length=20, unique=True)
    direction = CodeField()
    kind = CodeField()
    state = CodeField()
    name = pw.CharField(max_length=120, default="")
    phone = pw.CharField(max_length=40, default="")
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", index=False)
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)
    subject = pw.TextField(default="")
    answer = pw.TextField(default="")
    for_whom = pw.CharField(max_length=120, default="")
    department = pw.ForeignKeyField(Department, null=True, on_delete="RESTRICT", index=False)
    owner = pw.IntegerField(null=True)
    due = UtcField(null=True)
    next_due = UtcField(null=True)
    outcome = pw.TextField(default="")
    outage = pw.ForeignKeyField(Outage, null=True, on_delete="RESTRICT", index=False)
    became_kind = CodeField(default="")
    became_id = pw.IntegerField(null=True)
    delivered_at = UtcField(null=True)
    settled_at = UtcField(null=True)
    settler = pw.CharField(max_length=80, default="")
    reason = pw.CharField(max_length=300, default="")
    business_date = DateField(index=True)
    at = UtcField(index=True)
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    erased_at = UtcField(null=True)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        unit_id: int | None
        person_id: int | None
        department_id: int | None
        outage_id: int | None


for _field in (Call.unit, Call.person, Call.next_due, Call.became_id, Call.outage):
    Call.add_index(Call.index(_field, where=_field.is_null(False)))
Call.add_index(Call.index(Call.phone, where=(Call.phone != ""), name="call_phone"))
Call.add_index(Call.index(Call.at, where=Call.erased_at.is_null(), name="call_unerased"))

MODELS = (Outage, Call)
