"""Tables of the reception: visits, standing passes, do-not-admit and watch list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, UtcField
from desk.core.files import Attachment
from desk.core.storage import BaseModel
from desk.estate.models import Department, Person, Unit


class StandingPass(BaseModel):
    """A pass with dates for contractors and regular helpers 长期通行 (施工/保洁/家教)."""

    PERSONAL = frozenset(
        {"name", "phone", "document", "company", "plate", "purpose", "host_name", "note"}
    )

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

    if TYPE_CHECKING:
        unit_id: int | None
        department_id: int | None
        host_id: int | None
        photo_id: int | None

    class Meta:
        table_name = "standing_pass"


class Visit(BaseModel):
    """One visit 访客登记. ``at`` is when it came or is expected: what the list is sorted by.

    ``state``: expected, on_site, left, cancelled, no_show. ``confirmed``: phone, intercom,
    in_person, appointment, none. ``reception``: waiting, guided, sent_up. ``serial`` counts the
    passes issued for it: only the newest one opens. ``leave_by`` is the expected leaving time.
    ``gone`` counts those of a group who have left before the others.
    """

    PERSONAL = frozenset(
        {"name", "phone", "document", "company", "plate", "host_name", "purpose", "items", "note"}
        | {"confirmed_by"}
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
    gone = pw.IntegerField(default=0)
    plate = pw.CharField(max_length=40, default="")
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", backref="visits", index=False)
    department = pw.ForeignKeyField(Department, null=True, on_delete="RESTRICT", index=False)
    host = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)
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
    standing = pw.ForeignKeyField(StandingPass, null=True, on_delete="RESTRICT", index=False)
    serial = pw.IntegerField(default=0)
    photo = pw.ForeignKeyField(Attachment, null=True, on_delete="SET NULL", index=False)
    erased_at = UtcField(null=True)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        unit_id: int | None
        department_id: int | None
        host_id: int | None
        photo_id: int | None
        standing_id: int | None

    class Meta:
        indexes = ((("state", "at"), False), (("unit", "at"), False))


# Most visits have none of these, and those that have been erased are most of ten years' worth:
# an index over the rest alone keeps signing in fast and the nightly erasing short.
for _field in (Visit.department, Visit.host, Visit.standing, Visit.photo):
    Visit.add_index(Visit.index(_field, where=_field.is_null(False)))
Visit.add_index(Visit.index(Visit.at, where=Visit.erased_at.is_null(), name="visit_unerased"))


class Companion(BaseModel):
    """Another person of the same visit (groups: one host, many names)."""

    PERSONAL = frozenset({"name", "document"})

    visit = pw.ForeignKeyField(Visit, on_delete="CASCADE", backref="companions")
    name = pw.CharField(max_length=300)
    document = pw.CharField(max_length=60, default="")
    left_at = UtcField(null=True)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        visit_id: int


class Suspicion(BaseModel):
    """A suspicious person was reported to security; open until ``closed_at`` says it is settled."""

    PERSONAL = frozenset({"text", "outcome"})

    visit = pw.ForeignKeyField(Visit, on_delete="RESTRICT", backref="suspicions")
    text = pw.TextField()
    at = UtcField()
    who = pw.CharField(max_length=80)
    closed_at = UtcField(null=True, index=True)
    closed_by = pw.CharField(max_length=80, default="")
    outcome = pw.TextField(default="")
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        visit_id: int


class WatchEntry(BaseModel):
    """Do not admit 禁入 (``kind`` banned) or keep an eye on 留意 (``watch``), and what to do.

    ``folded`` and ``sound`` are the name as it is compared: without case, width and script, and
    by its pinyin.
    """

    PERSONAL = frozenset(
        {"name", "folded", "sound", "phone", "document", "plate", "reason", "instruction"}
    )

    kind = CodeField()
    name = pw.CharField(max_length=300, default="")
    folded = pw.CharField(max_length=300, default="", index=True)
    sound = pw.CharField(max_length=300, default="", index=True)
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
    erased_at = UtcField(null=True)
    salt = pw.BlobField(null=True)

    class Meta:
        table_name = "watch_entry"


MODELS = (StandingPass, Visit, Companion, Suspicion, WatchEntry)
