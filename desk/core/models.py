"""Tables of the core: staff, settings, numbers, the audit chain, files, printed papers, views."""

from __future__ import annotations

import peewee as pw

from desk.core.fields import CodeField, DateField, JsonField, UtcField
from desk.core.storage import BaseModel


class Staff(BaseModel):
    """A member of staff who may sign in. ``failures`` counts wrong passwords since a right one."""

    UNLOGGED = frozenset({"password"})

    account = pw.CharField(max_length=40, unique=True)
    name = pw.CharField(max_length=80)
    role = CodeField()
    department = pw.CharField(max_length=80, default="")
    password = pw.CharField(max_length=200)
    must_change = pw.BooleanField(default=False)
    active = pw.BooleanField(default=True)
    failures = pw.IntegerField(default=0)
    failed_at = UtcField(null=True)
    locked_until = UtcField(null=True)
    signed_in_at = UtcField(null=True)


class Setting(BaseModel):
    """One setting that differs from its default; ``value`` is JSON of the declared type."""

    key = CodeField(primary_key=True)
    value = JsonField()


class Counter(BaseModel):
    """The last number given in a series and year."""

    series = CodeField()
    year = pw.IntegerField()
    last = pw.IntegerField()

    class Meta:
        primary_key = pw.CompositeKey("series", "year")
        without_rowid = True


class AuditEntry(BaseModel):
    """One change: who, when, at which desk, what, before and after; chained by ``mac``.

    ``body`` is canonical JSON; personal values stand in it as salted hashes.
    ``request`` is the id of the click that made it; ``result`` the id of the record it made.
    """

    seq = pw.IntegerField(primary_key=True)
    at = UtcField(index=True)
    business_date = DateField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    desk = pw.CharField(max_length=80)
    shift = pw.CharField(max_length=20)
    action = CodeField(index=True)
    request = pw.CharField(max_length=40, null=True, unique=True)
    result = pw.IntegerField(null=True)
    body = pw.TextField()
    mac = pw.BlobField()

    class Meta:
        table_name = "audit_entry"


class AuditTouch(BaseModel):
    """Which entry touched which record: the way from a record to its history."""

    kind = CodeField()
    record = pw.IntegerField()
    entry = pw.IntegerField()

    class Meta:
        table_name = "audit_touch"
        primary_key = pw.CompositeKey("kind", "record", "entry")
        without_rowid = True


class AuditHead(BaseModel):
    """How far the chain reaches; sealed, so that a cut end shows."""

    id = pw.IntegerField(primary_key=True)
    seq = pw.IntegerField()
    seal = pw.BlobField()

    class Meta:
        table_name = "audit_head"


class PrintedPaper(BaseModel):
    """What was printed, as data, so that a reprint is the same paper; ``copy`` 0 is the first."""

    kind = CodeField()
    record = pw.IntegerField()
    paper = CodeField()
    layout = CodeField()
    data = JsonField()
    copy = pw.IntegerField(default=0)
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)

    class Meta:
        table_name = "printed_paper"
        indexes = ((("kind", "record"), False),)


class SavedView(BaseModel):
    """A list as someone likes it: filters, columns and order of a page, under a name."""

    staff = pw.IntegerField()
    page = CodeField()
    name = pw.CharField(max_length=80)
    data = JsonField()

    class Meta:
        table_name = "saved_view"
        indexes = ((("staff", "page", "name"), True),)


MODELS = (
    Staff,
    Setting,
    Counter,
    AuditEntry,
    AuditTouch,
    AuditHead,
    PrintedPaper,
    SavedView,
)
