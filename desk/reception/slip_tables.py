"""Tables of the release slips 放行条: slips, goods, calls to the owner, stubs that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, JsonField, MoneyField, UtcField
from desk.core.storage import BaseModel
from desk.estate.models import Person, Unit


class ReleaseSlip(BaseModel):
    """One slip. ``at`` is when it was begun: what the list is sorted by.

    ``state``: draft, checked, issued, part, released, filed, expired, voided, mismatch. ``kind``:
    moving_out, moving_in, repair_out, materials, other. ``standing``: owner, tenant, renovation,
    company, other. ``identity``: "", document, known, not_checked. ``authority``: "", self,
    signature, letter, phone.

    ``arrears`` are the figures as they were at ``looked_at`` (slips/figures.py), ``owed`` and
    ``late_fee`` what of them counts for this kind of slip. ``decision``: "" none needed or none
    yet, settled, promise, override; ``contact`` the promise in the book of contacts.
    ``version`` counts the changes, so that two clerks don't write over each other; ``serial`` the
    issues: only the newest paper opens the gate. ``mismatch`` is what the guard saw instead.
    ``replaces`` is the slip that this one was made for anew.
    """

    PERSONAL = frozenset(
        {"name", "document", "phone", "authority_name", "authority_note", "carrier", "plate"}
        | {"note", "gate_note"}
    )

    number = pw.CharField(max_length=20, unique=True)
    state = CodeField()
    version = pw.IntegerField(default=1)
    at = UtcField(index=True)
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", index=False)
    kind = CodeField(default="")
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)
    name = pw.CharField(max_length=300, default="")
    standing = CodeField(default="")
    identity = CodeField(default="")
    document_kind = CodeField(default="")
    document = pw.CharField(max_length=60, default="")
    phone = pw.CharField(max_length=40, default="")
    authority = CodeField(default="")
    authority_name = pw.CharField(max_length=300, default="")
    authority_note = pw.CharField(max_length=300, default="")
    carrier = pw.CharField(max_length=300, default="")
    plate = pw.CharField(max_length=40, default="")
    valid_from = DateField()
    valid_until = DateField()
    note = pw.TextField(default="")
    arrears = JsonField(null=True)
    looked_at = UtcField(null=True)
    owed = MoneyField(default=0)
    late_fee = MoneyField(default=0)
    decision = CodeField(default="")
    decision_reason = pw.CharField(max_length=300, default="")
    decided_by = pw.CharField(max_length=80, default="")
    promised = MoneyField(null=True)
    promised_on = DateField(null=True)
    contact = pw.IntegerField(null=True)
    checked_at = UtcField(null=True)
    checked_by = pw.CharField(max_length=80, default="")
    issued_at = UtcField(null=True)
    issued_by = pw.CharField(max_length=80, default="")
    copies = pw.IntegerField(default=3)
    serial = pw.IntegerField(default=0)
    out_at = UtcField(null=True)
    guard = pw.CharField(max_length=80, default="")
    gate_note = pw.CharField(max_length=300, default="")
    mismatch_at = UtcField(null=True)
    mismatch = JsonField(null=True)
    filed_at = UtcField(null=True)
    filed_by = pw.CharField(max_length=80, default="")
    void_at = UtcField(null=True)
    void_by = pw.CharField(max_length=80, default="")
    void_reason = pw.CharField(max_length=300, default="")
    replaces = pw.ForeignKeyField("self", null=True, on_delete="RESTRICT", index=False)
    erased_at = UtcField(null=True)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        unit_id: int | None
        person_id: int | None
        replaces_id: int | None

    class Meta:
        table_name = "release_slip"
        indexes = ((("state", "valid_until"), False), (("unit", "at"), False))


for _fields in ((ReleaseSlip.person, ReleaseSlip.at), (ReleaseSlip.replaces,)):
    ReleaseSlip.add_index(ReleaseSlip.index(*_fields, where=_fields[0].is_null(False)))
ReleaseSlip.add_index(
    ReleaseSlip.index(
        ReleaseSlip.valid_until, where=ReleaseSlip.erased_at.is_null(), name="slip_unerased"
    )
)


class SlipItem(BaseModel):
    """One kind of goods on a slip; ``quantity`` and ``released`` in ten-thousandths."""

    PERSONAL = frozenset({"note"})

    slip = pw.ForeignKeyField(ReleaseSlip, on_delete="CASCADE", backref="items", index=False)
    position = pw.IntegerField()
    name = pw.CharField(max_length=120)
    quantity = pw.BigIntegerField()
    measure = pw.CharField(max_length=20, default="")
    note = pw.CharField(max_length=200, default="")
    released = pw.BigIntegerField(default=0)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        slip_id: int

    class Meta:
        table_name = "slip_item"
        indexes = ((("slip", "position"), False),)


class SlipRing(BaseModel):
    """A call to the owner: number rung, who answered, when, and what they said.

    ``answer``: agreed, refused, no_answer.
    """

    PERSONAL = frozenset({"name", "number", "note"})

    slip = pw.ForeignKeyField(ReleaseSlip, on_delete="CASCADE", backref="rings")
    at = UtcField()
    number = pw.CharField(max_length=40)
    name = pw.CharField(max_length=300, default="")
    answer = CodeField()
    note = pw.CharField(max_length=300, default="")
    who = pw.CharField(max_length=80)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        slip_id: int

    class Meta:
        table_name = "slip_ring"


class SlipBundle(BaseModel):
    """A bundle of stubs from the gate, taken in at once; for slips good until ``until``.

    ``counts`` is how many were filed, different and missing then.
    """

    at = UtcField(index=True)
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    until = DateField()
    stubs = pw.IntegerField()
    counts = JsonField()
    note = pw.CharField(max_length=300, default="")

    class Meta:
        table_name = "slip_bundle"


class SlipCheck(BaseModel):
    """What became of one slip in a bundle.

    ``result``: filed, missing, or what differs; ``stub`` is the number that was read.
    """

    PERSONAL = frozenset({"note"})

    bundle = pw.ForeignKeyField(SlipBundle, on_delete="CASCADE", backref="checks")
    slip = pw.ForeignKeyField(ReleaseSlip, null=True, on_delete="RESTRICT", backref="bundled")
    stub = pw.CharField(max_length=40, default="")
    said = CodeField(default="")
    result = CodeField()
    note = pw.CharField(max_length=300, default="")
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        bundle_id: int
        slip_id: int | None

    class Meta:
        table_name = "slip_check"


MODELS = (ReleaseSlip, SlipItem, SlipRing, SlipBundle, SlipCheck)
