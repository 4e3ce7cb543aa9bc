"""Tables of dunning: printed demands and contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, MoneyField, UtcField
from desk.core.storage import BaseModel
from desk.estate.models import Person, Unit


class Notice(BaseModel):
    """A printed demand: ``kind`` notice 缴费通知单 or demand 催款函 with a ``deadline``."""

    number = pw.CharField(max_length=20, unique=True)
    kind = CodeField()
    unit = pw.ForeignKeyField(Unit, on_delete="RESTRICT", backref="notices")
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    amount = MoneyField()
    late_fee = MoneyField(default=0)
    deadline = DateField(null=True)
    business_date = DateField()
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)

    if TYPE_CHECKING:
        unit_id: int
        person_id: int | None


class Contact(BaseModel):
    """One dunning contact 催缴记录: who, when, in which way, what was said, what was promised.

    ``way``: message, call, visit, notice, demand, legal. ``outcome``: reached, no_answer, refused,
    question, promised. ``answer``: "" nothing asked, answered on the spot, taken_away.
    ``promise``: "" none, open, kept, broken.
    """

    PERSONAL = frozenset({"spoken_to", "said"})

    unit = pw.ForeignKeyField(Unit, on_delete="RESTRICT", backref="contacts")
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    way = CodeField()
    outcome = CodeField()
    spoken_to = pw.CharField(max_length=120, default="")
    said = pw.TextField(default="")
    answer = CodeField(default="")
    owed = MoneyField()
    promised_on = DateField(null=True)
    promised = MoneyField(null=True)
    promise = CodeField(default="")
    notice = pw.ForeignKeyField(Notice, null=True, on_delete="RESTRICT", index=False)
    business_date = DateField()
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        unit_id: int
        person_id: int | None
        notice_id: int | None


Contact.add_index(
    Contact.index(Contact.promised_on, where=(Contact.promise == "open"), name="contact_promised")
)
