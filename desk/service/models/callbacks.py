"""Tables of callbacks: the queue, and each attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, UtcField
from desk.core.storage import BaseModel
from desk.estate.models import Person, Unit


class Callback(BaseModel):
    """One person to ring back about a record (``kind``, ``record`` as in the log).

    ``state``: open, done, given_up, dropped (its record went on without). ``tries`` counts all
    attempts, ``score`` is 1–5 or None for not asked; ``due_at`` moves on with each attempt,
    ``promised_at`` stays.
    """

    PERSONAL = frozenset({"name", "phone", "about", "words"})

    kind = CodeField()
    record = pw.IntegerField()
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT")
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    name = pw.CharField(max_length=120, default="")
    phone = pw.CharField(max_length=40, default="")
    about = pw.CharField(max_length=300, default="")
    promised_at = UtcField()
    due_at = UtcField()
    state = CodeField()
    tries = pw.IntegerField(default=0)
    tried_at = UtcField(null=True)
    score = pw.IntegerField(null=True)
    way = CodeField(default="")
    words = pw.TextField(default="")
    unsettled = pw.BooleanField(default=False)
    reason = pw.CharField(max_length=300, default="")
    done_at = UtcField(null=True)
    done_by = pw.IntegerField(null=True)
    doer = pw.CharField(max_length=80, default="")
    owner = pw.IntegerField(null=True)
    business_date = DateField()
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    erased_at = UtcField(null=True)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        unit_id: int | None
        person_id: int | None

    class Meta:
        indexes = ((("kind", "record"), False), (("due_at",), False))


Callback.add_index(
    Callback.index(Callback.due_at, where=(Callback.state == "open"), name="callback_open")
)
for _field, _name in (
    (Callback.unit, "callback_unit_open"), (Callback.person, "callback_person_open"),
):  # fmt: skip
    Callback.add_index(Callback.index(_field, where=(Callback.state == "open"), name=_name))


class CallbackTry(BaseModel):
    """An attempt in vain. ``outcome``: no_answer, busy, off, wrong_number, later."""

    PERSONAL = frozenset({"note"})

    callback = pw.ForeignKeyField(Callback, on_delete="RESTRICT", backref="attempts")
    outcome = CodeField()
    note = pw.CharField(max_length=300, default="")
    next_at = UtcField(null=True)
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        callback_id: int

    class Meta:
        table_name = "callback_try"


MODELS = (Callback, CallbackTry)
