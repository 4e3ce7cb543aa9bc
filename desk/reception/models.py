"""Tables of the reception: visits, standing passes, do-not-admit and watch list."""

from __future__ import annotations

import peewee as pw

from desk.core.fields import CodeField, DateField, UtcField
from desk.core.files import Attachment
from desk.core.storage import BaseModel
from desk.estate.models import Department, Person, Unit


class StandingPass(BaseModel):
    """A pass with dates for contractors and regular helpers 长期通行 (施工/保洁/家教)."""

    PERSONAL = frozenset({"name", "phone", "document", "plate", "note"})

    number = pw.CharField(max_length=20, unique=True)
    name = pw.CharField(max_length=300)
    sex = CodeField(default="")
    phone = pw.CharField(max_length=40, default="", index=True)
    document_kind = CodeField(default="")
    document = pw.CharField(max_length=60, default="")
    company = pw.CharField(max_length=300, default="")
    plate = pw.CharField(max_length=40, default="")
    purpose = pw.CharField(max_length=120)
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT")
    department = pw.ForeignKeyField(Department, null=True, on_delete="RESTRICT")
    host = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    host_name = pw.CharField(max_length=300, default="")
    valid_from = DateField()
    valid_until = DateField(index=True)
    state = CodeField(default="active")
    serial = pw.IntegerField(default=1)
    note = pw.TextField(default="")
    photo = pw.ForeignKeyField(Attachment, null=True, on_delete="SET NULL")
    erased_at = UtcField(null=True)
    salt = pw.BlobField(null=True)

    class Meta:
        table_name = "standing_pass"


class Visit(BaseModel):
    """One visit 访客登记. ``at`` is when it came or is expected: what the list is sorted by.

    ``state``: expected, on_site, left, cancelled, no_show. ``confirmed``: phone, intercom,
    in_person, appointment, none. ``reception``: waiting, guided, sent_up. ``serial`` counts the
    passes issued for it: only the newest one opens. ``leave_by`` is the expected leaving time.
    """

    PERSONAL = frozenset(
        {"name", "phone", "document", "plate", "host_name", "confirmed_by", "note", "items"}
    )

    number = pw.CharField(max_length=20, unique=True)
    state = CodeField()
    at = UtcField(index=True)
    name = pw.CharField(max_length=300)
    sex = CodeField(default="")
    document_kind = CodeField(default="")
    document = pw.CharField(max_length=60, default="", index=True)
    phone = pw.CharField(max_length=40, default="", index=True)
    company = pw.CharField(max_length=300, default="")
    people = pw.IntegerField(default=1)
    plate = pw.CharField(max_length=40, default="")
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", backref="visits")
    department = pw.ForeignKeyField(Department, null=True, on_delete="RESTRICT")
    host = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    host_name = pw.CharField(max_length=300, default="")
    purpose = pw.CharField(max_length=120)
    items = pw.TextField(default="")
    badge = pw.CharField(max_length=40, default="")
    identity = CodeField(default="")
    confirmed = CodeField(default="")
    confirmed_by = pw.CharField(max_length=300, default="")
    reception = CodeField(default="")
    water = pw.BooleanField(default=False)
    note = pw.TextField(default="")
    expected_at = UtcField(null=True)
    leave_by = UtcField(null=True)
    in_at = UtcField(null=True)
    in_by = pw.IntegerField(null=True)
    out_at = UtcField(null=True)
    out_by = pw.IntegerField(null=True)
    out_how = CodeField(default="")
    standing = pw.ForeignKeyField(StandingPass, null=True, on_delete="RESTRICT")
    serial = pw.IntegerField(default=0)
    photo = pw.ForeignKeyField(Attachment, null=True, on_delete="SET NULL")
    erased_at = UtcField(null=True)
    salt = pw.BlobField(null=True)

    class Meta:
        indexes = ((("state", "at"), False),)


class Companion(BaseModel):
    """Another person of the same visit (groups: one host, many names)."""

    PERSONAL = frozenset({"name", "document"})

    visit = pw.ForeignKeyField(Visit, on_delete="CASCADE", backref="companions")
    name = pw.CharField(max_length=300)
    document = pw.CharField(max_length=60, default="")
    salt = pw.BlobField(null=True)


class WatchEntry(BaseModel):
    """Do not admit 禁入 (``kind`` banned) or keep an eye on 留意 (``watch``), and what to do."""

    PERSONAL = frozenset({"name", "phone", "document", "plate", "reason"})

    kind = CodeField()
    name = pw.CharField(max_length=300, default="")
    phone = pw.CharField(max_length=40, default="", index=True)
    document = pw.CharField(max_length=60, default="", index=True)
    plate = pw.CharField(max_length=40, default="", index=True)
    reason = pw.TextField()
    instruction = pw.TextField(default="")
    valid_from = DateField()
    valid_until = DateField(null=True)
    active = pw.BooleanField(default=True)
    at = UtcField()
    who = pw.CharField(max_length=80)
    salt = pw.BlobField(null=True)

    class Meta:
        table_name = "watch_entry"


MODELS = (StandingPass, Visit, Companion, WatchEntry)
