"""Tables of money held: prepaid accounts and deposits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, MoneyField, UtcField
from desk.core.storage import BaseModel
from desk.estate.models import Person, Unit
from desk.fees.models.items import FeeItem


class Account(BaseModel):
    """Money held: ``kind`` prepaid 预存款 (one a unit and person) or deposit 押金 (one a deposit).

    ``balance`` is the sum of its entries and never below zero.
    """

    number = pw.CharField(max_length=20, null=True, unique=True)
    kind = CodeField()
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", backref="accounts")
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT", backref="accounts")
    item = pw.ForeignKeyField(FeeItem, null=True, on_delete="RESTRICT", index=False)
    balance = MoneyField(default=0)
    opened_on = DateField()
    note = pw.CharField(max_length=200, default="")

    if TYPE_CHECKING:
        unit_id: int | None
        person_id: int | None
        item_id: int | None

    class Meta:
        constraints = (pw.Check("balance >= 0"),)


class AccountEntry(BaseModel):
    """One movement of an account; ``document`` (receipt, refund, adjustment) and its id say why."""

    account = pw.ForeignKeyField(Account, on_delete="RESTRICT", backref="entries")
    document = CodeField()
    document_id = pw.IntegerField()
    amount = MoneyField()
    business_date = DateField()
    at = UtcField()

    if TYPE_CHECKING:
        account_id: int

    class Meta:
        table_name = "account_entry"
        indexes = ((("document", "document_id"), False),)
