"""Tables of the fees: what is charged, what was paid, what is held, and the drawer.

Amounts are minor units. Prices and quantities are in ten-thousandths (2.80 a m² is 28000, 89.50 m²
is 895000), ``rate`` in thousandths (1000 is all of it), daily late rates in millionths.
Posted documents are never edited: what changes are their running totals, and states on the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, JsonField, MoneyField, UtcField
from desk.core.storage import BaseModel
from desk.estate.models import Building, Person, Unit


class FeeItem(BaseModel):
    """A fee item 收费项目.

    ``kind``: area, fixed, shared, stepped, formula, one_off, deposit, sundry (metered and rent
    come with their registers). ``payer``: owner, tenant, occupant (the tenant if there is one,
    else the owner). ``cycle`` is how many months are billed at once, the first in ``cycle_start``
    (1–12). ``due_day``: the charge falls due that many days after its period's first day.
    ``late_rate``, ``grace`` (days) and ``late_cap`` (thousandths of the principal) are None
    where the settings hold. ``unit_kinds`` says which kinds of units it is for ([] is all).
    ``purpose`` marks the one item that the program itself books on: late, opening; "" is none.
    """

    name = pw.CharField(max_length=80, unique=True)
    kind = CodeField(index=True)
    payer = CodeField(default="owner")
    unit_kinds = JsonField(default=list)
    cycle = pw.IntegerField(default=1)
    cycle_start = pw.IntegerField(default=1)
    due_day = pw.IntegerField(default=0)
    late_rate = pw.IntegerField(null=True)
    grace = pw.IntegerField(null=True)
    late_cap = pw.IntegerField(null=True)
    active = pw.BooleanField(default=True)
    position = pw.IntegerField(default=0)
    note = pw.TextField(default="")
    purpose = CodeField(default="")

    class Meta:
        table_name = "fee_item"


FeeItem.add_index(
    FeeItem.index(
        FeeItem.purpose, unique=True, where=(FeeItem.purpose != ""), name="fee_item_purpose"
    )
)


class Tariff(BaseModel):
    """What an item costs from ``since`` to ``until`` (both included; None is open).

    ``building`` and ``unit_kind`` narrow it; the narrowest tariff holds. ``price`` a m², a month, a
    share. Shared items divide ``pool`` a month by ``basis`` (area, household, share). Stepped ones
    have ``steps`` [[up to quantity or null, price], …] over the area, formulas their text.
    ``vacant_rate`` is what a vacant unit pays, in thousandths.
    """

    item = pw.ForeignKeyField(FeeItem, on_delete="RESTRICT", backref="tariffs")
    since = DateField()
    until = DateField(null=True)
    building = pw.ForeignKeyField(Building, null=True, on_delete="RESTRICT")
    unit_kind = CodeField(default="")
    price = pw.BigIntegerField(default=0)
    pool = MoneyField(null=True)
    basis = CodeField(default="")
    steps = JsonField(default=list)
    formula = pw.TextField(default="")
    vacant_rate = pw.IntegerField(null=True)

    if TYPE_CHECKING:
        item_id: int
        building_id: int | None


class UnitFee(BaseModel):
    """What is different for one unit: another price or rate, a share, or nothing at all.

    ``excluded`` units are not billed. ``rate`` is what they pay, in thousandths; ``share`` their
    weight in shared items with basis share.
    """

    unit = pw.ForeignKeyField(Unit, on_delete="RESTRICT", backref="fees")
    item = pw.ForeignKeyField(FeeItem, on_delete="RESTRICT", backref="overrides")
    since = DateField(null=True)
    until = DateField(null=True)
    price = pw.BigIntegerField(null=True)
    rate = pw.IntegerField(null=True)
    share = pw.IntegerField(null=True)
    excluded = pw.BooleanField(default=False)
    reason = pw.CharField(max_length=200, default="")

    if TYPE_CHECKING:
        unit_id: int
        item_id: int

    class Meta:
        table_name = "unit_fee"
        indexes = ((("item", "unit"), False),)


class Offer(BaseModel):
    """Pay ``months`` ahead and get ``free`` more 预存送月, for those who pay from–to."""

    item = pw.ForeignKeyField(FeeItem, on_delete="RESTRICT", backref="offers")
    name = pw.CharField(max_length=80)
    months = pw.IntegerField()
    free = pw.IntegerField()
    since = DateField()
    until = DateField(null=True)
    active = pw.BooleanField(default=True)

    if TYPE_CHECKING:
        item_id: int


class Service(BaseModel):
    """One line of the price list of paid services 有偿服务价目: copying, a home repair."""

    name = pw.CharField(max_length=80, unique=True)
    category = pw.CharField(max_length=40, default="")
    measure = pw.CharField(max_length=20, default="")
    price = MoneyField()
    item = pw.ForeignKeyField(FeeItem, on_delete="RESTRICT")
    active = pw.BooleanField(default=True)
    position = pw.IntegerField(default=0)

    if TYPE_CHECKING:
        item_id: int


class BillingRun(BaseModel):
    """A billing run 出账: ``month`` is its first day; its charges are ``first``–``last``."""

    number = pw.CharField(max_length=20, unique=True)
    month = DateField()
    items = JsonField()
    state = CodeField(default="posted")
    count = pw.IntegerField(default=0)
    total = MoneyField(default=0)
    first = pw.IntegerField(null=True)
    last = pw.IntegerField(null=True)
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    reversed_at = UtcField(null=True)
    reversed_by = pw.CharField(max_length=80, default="")
    reason = pw.CharField(max_length=300, default="")

    class Meta:
        table_name = "billing_run"


class Charge(BaseModel):
    """One debt 应收: what a unit owes for an item and period.

    ``quantity`` × ``price`` × ``part``/``parts`` (whole months when parts is 1, else days of a
    month) × ``rate``, rounded once, is ``amount``; what else went in stands in ``inputs``.
    ``source``: run, ahead, manual, opening, service, late (metered, lease, work_order later)
    with ``source_id``. ``billed``: it stands for its period, no run makes another.
    ``balance`` = ``amount`` - ``paid`` - ``reduced``. ``state``: posted, reversed.
    """

    unit = pw.ForeignKeyField(Unit, on_delete="RESTRICT", backref="charges")
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)
    item = pw.ForeignKeyField(FeeItem, on_delete="RESTRICT", index=False)
    tariff = pw.ForeignKeyField(Tariff, null=True, on_delete="RESTRICT", index=False)
    source = CodeField()
    source_id = pw.IntegerField(null=True)
    state = CodeField(default="posted")
    billed = pw.BooleanField(default=False)
    posted_on = DateField()
    period_from = DateField()
    period_to = DateField()
    due = DateField()
    quantity = pw.BigIntegerField(null=True)
    price = pw.BigIntegerField(null=True)
    part = pw.IntegerField(default=1)
    parts = pw.IntegerField(default=1)
    rate = pw.IntegerField(default=1000)
    inputs = JsonField(null=True)
    amount = MoneyField()
    paid = MoneyField(default=0)
    reduced = MoneyField(default=0)
    balance = MoneyField()

    if TYPE_CHECKING:
        unit_id: int
        person_id: int | None
        item_id: int
        tariff_id: int | None

    class Meta:
        constraints = (
            pw.Check("balance = amount - paid - reduced"),
            pw.Check("amount >= 0 AND paid >= 0 AND reduced >= 0 AND balance >= 0"),
        )


_OPEN = Charge.balance > 0
Charge.add_index(Charge.index(Charge.unit, Charge.due, where=_OPEN, name="charge_open"))
Charge.add_index(Charge.index(Charge.person, where=_OPEN, name="charge_open_person"))
Charge.add_index(
    Charge.index(
        Charge.unit, Charge.item, Charge.period_from,
        unique=True, where=(Charge.billed == 1), name="charge_billed",
    )
)  # fmt: skip
Charge.add_index(
    Charge.index(
        Charge.source, Charge.source_id,
        where=(Charge.source != "run") & (Charge.source_id.is_null(False)), name="charge_source",
    )
)  # fmt: skip


class CashShift(BaseModel):
    """A drawer from opening to closing 收款班次. One is open at a desk at a time.

    ``counts`` are pieces by denomination (minor units as text → pieces). ``expected`` and
    ``counted`` are set when it is closed; ``anchor`` is the head of the log printed on its report.
    """

    number = pw.CharField(max_length=20, unique=True)
    desk = pw.CharField(max_length=80)
    state = CodeField(default="open")
    opened_at = UtcField()
    opened_by = pw.IntegerField(null=True)
    opener = pw.CharField(max_length=80)
    business_date = DateField()
    opening = MoneyField()
    opening_counts = JsonField(default=dict)
    closed_at = UtcField(null=True)
    closed_by = pw.IntegerField(null=True)
    closer = pw.CharField(max_length=80, default="")
    counts = JsonField(default=dict)
    counted = MoneyField(null=True)
    expected = MoneyField(null=True)
    difference = MoneyField(null=True)
    reason = pw.CharField(max_length=300, default="")
    supervisor = pw.CharField(max_length=80, default="")
    handed_in = MoneyField(null=True)
    handed_to = pw.CharField(max_length=80, default="")
    anchor = pw.CharField(max_length=80, default="")

    class Meta:
        table_name = "cash_shift"


CashShift.add_index(
    CashShift.index(
        CashShift.desk, unique=True, where=(CashShift.state == "open"), name="cash_shift_open"
    )
)


class CashMove(BaseModel):
    """Cash put into or taken out of the drawer beside receipts; ``amount`` is signed."""

    number = pw.CharField(max_length=20, unique=True)
    shift = pw.ForeignKeyField(CashShift, on_delete="RESTRICT", backref="moves")
    amount = MoneyField()
    reason = pw.CharField(max_length=200)
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)

    if TYPE_CHECKING:
        shift_id: int

    class Meta:
        table_name = "cash_move"


class Receipt(BaseModel):
    """A receipt 收据. ``total`` = lines; tenders + ``rounding`` (抹零) = ``total``.

    ``kind``: fees, prepayment, deposit, service, sundry. ``sheet`` is the number on the
    pre-printed paper. A voided one keeps its number, lines and paper.
    """

    PERSONAL = frozenset({"payer", "note"})

    number = pw.CharField(max_length=20, unique=True)
    kind = CodeField(index=True)
    state = CodeField(default="posted", index=True)
    shift = pw.ForeignKeyField(CashShift, on_delete="RESTRICT", backref="receipts")
    business_date = DateField(index=True)
    at = UtcField()
    staff = pw.IntegerField(null=True, index=True)
    who = pw.CharField(max_length=80)
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", backref="receipts")
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    payer = pw.CharField(max_length=300, default="")
    total = MoneyField()
    rounding = MoneyField(default=0)
    sheet = pw.CharField(max_length=40, default="")
    note = pw.CharField(max_length=300, default="")
    void_at = UtcField(null=True)
    void_by = pw.CharField(max_length=80, default="")
    void_second = pw.CharField(max_length=80, default="")
    void_reason = pw.CharField(max_length=300, default="")
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        shift_id: int
        unit_id: int | None
        person_id: int | None


class ReceiptLine(BaseModel):
    """One line of a receipt. ``kind``: charge, prepayment, deposit, sundry.

    ``amount`` is what is paid of the principal, ``discount`` what is let off it, ``late_fee``
    what is paid on top, ``late_waived`` what of it is let off.
    """

    receipt = pw.ForeignKeyField(Receipt, on_delete="RESTRICT", backref="lines")
    position = pw.IntegerField()
    kind = CodeField()
    item = pw.ForeignKeyField(FeeItem, null=True, on_delete="RESTRICT", index=False)
    charge = pw.ForeignKeyField(Charge, null=True, on_delete="RESTRICT", index=False)
    account = pw.IntegerField(null=True)
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", index=False)
    text = pw.CharField(max_length=200, default="")
    quantity = pw.BigIntegerField(null=True)
    price = pw.BigIntegerField(null=True)
    amount = MoneyField()
    discount = MoneyField(default=0)
    late_fee = MoneyField(default=0)
    late_waived = MoneyField(default=0)
    reason = pw.CharField(max_length=200, default="")

    if TYPE_CHECKING:
        receipt_id: int
        item_id: int | None
        charge_id: int | None
        unit_id: int | None

    class Meta:
        table_name = "receipt_line"


ReceiptLine.add_index(
    ReceiptLine.index(
        ReceiptLine.charge, where=ReceiptLine.charge.is_null(False), name="receipt_line_charge"
    )
)


class Tender(BaseModel):
    """How a receipt was paid 付款方式: cash, wechat, alipay, card, transfer, cheque, prepaid.

    ``amount`` counts towards the total; ``given`` is what was handed over in cash, the change
    being the difference. ``account`` is the prepaid account that was drawn on.
    """

    receipt = pw.ForeignKeyField(Receipt, on_delete="RESTRICT", backref="tenders")
    kind = CodeField()
    amount = MoneyField()
    given = MoneyField()
    reference = pw.CharField(max_length=60, default="")
    account = pw.IntegerField(null=True)

    if TYPE_CHECKING:
        receipt_id: int

    class Meta:
        indexes = ((("kind", "receipt"), False),)


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


class Refund(BaseModel):
    """Money given back 退款: request → approve → paid, or rejected or withdrawn.

    ``kind``: fees (of a receipt's lines), prepaid, deposit. ``amount`` is handed out,
    ``deducted`` is kept from a deposit. The drawer pays it in the shift it is paid in.
    """

    PERSONAL = frozenset({"payee"})

    number = pw.CharField(max_length=20, unique=True)
    kind = CodeField()
    state = CodeField(default="requested", index=True)
    receipt = pw.ForeignKeyField(Receipt, null=True, on_delete="RESTRICT", backref="refunds")
    account = pw.ForeignKeyField(Account, null=True, on_delete="RESTRICT", backref="refunds")
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", backref="refunds")
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    payee = pw.CharField(max_length=300, default="")
    amount = MoneyField()
    deducted = MoneyField(default=0)
    reason = pw.CharField(max_length=300)
    tender = CodeField(default="cash")
    reference = pw.CharField(max_length=60, default="")
    business_date = DateField()
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    decided_at = UtcField(null=True)
    decided_by = pw.IntegerField(null=True)
    decider = pw.CharField(max_length=80, default="")
    decision = pw.CharField(max_length=300, default="")
    paid_at = UtcField(null=True)
    paid_by = pw.IntegerField(null=True)
    payer_out = pw.CharField(max_length=80, default="")
    shift = pw.ForeignKeyField(CashShift, null=True, on_delete="RESTRICT", backref="refunds")
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        receipt_id: int | None
        account_id: int | None
        unit_id: int | None
        person_id: int | None
        shift_id: int | None


class RefundLine(BaseModel):
    """What a refund is of: a receipt's line, or a deduction from a deposit (``deducted``).

    ``reopen``: the debt is owed again; otherwise it is let off with the refund.
    """

    refund = pw.ForeignKeyField(Refund, on_delete="RESTRICT", backref="lines")
    line = pw.ForeignKeyField(ReceiptLine, null=True, on_delete="RESTRICT", backref="refunds")
    item = pw.ForeignKeyField(FeeItem, null=True, on_delete="RESTRICT", index=False)
    text = pw.CharField(max_length=200, default="")
    amount = MoneyField()
    late_fee = MoneyField(default=0)
    deducted = pw.BooleanField(default=False)
    reopen = pw.BooleanField(default=False)

    if TYPE_CHECKING:
        refund_id: int
        line_id: int | None
        item_id: int | None

    class Meta:
        table_name = "refund_line"


class Adjustment(BaseModel):
    """A correction without money: ``kind`` write_off 核销, credit 减免, transfer 转账.

    requested → posted or rejected or withdrawn. A transfer moves ``amount`` from ``account`` to
    ``target``; the others let off what their lines say.
    """

    number = pw.CharField(max_length=20, unique=True)
    kind = CodeField()
    state = CodeField(default="requested", index=True)
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", backref="adjustments")
    account = pw.ForeignKeyField(Account, null=True, on_delete="RESTRICT", index=False)
    target = pw.ForeignKeyField(Account, null=True, on_delete="RESTRICT", index=False)
    amount = MoneyField()
    reason = pw.CharField(max_length=300)
    business_date = DateField()
    at = UtcField()
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    decided_at = UtcField(null=True)
    decided_by = pw.IntegerField(null=True)
    decider = pw.CharField(max_length=80, default="")
    decision = pw.CharField(max_length=300, default="")

    if TYPE_CHECKING:
        unit_id: int | None
        account_id: int | None
        target_id: int | None


class AdjustmentLine(BaseModel):
    """What of one charge an adjustment lets off.

    A payment moved to another unit (a transfer) names the receipt's ``line``: what it had paid,
    with ``late_fee`` on top, is in the target account now, and the charge is owed again.
    """

    adjustment = pw.ForeignKeyField(Adjustment, on_delete="RESTRICT", backref="lines")
    charge = pw.ForeignKeyField(Charge, on_delete="RESTRICT", backref="adjustments")
    line = pw.ForeignKeyField(ReceiptLine, null=True, on_delete="RESTRICT", backref="moved")
    amount = MoneyField()
    late_fee = MoneyField(default=0)

    if TYPE_CHECKING:
        adjustment_id: int
        charge_id: int
        line_id: int | None

    class Meta:
        table_name = "adjustment_line"


class ReceiptBook(BaseModel):
    """A pre-printed book 票据本: sheets ``first``–``last`` after ``prefix``, ``width`` digits."""

    prefix = pw.CharField(max_length=20, default="")
    first = pw.IntegerField()
    last = pw.IntegerField()
    width = pw.IntegerField()
    next = pw.IntegerField()
    desk = pw.CharField(max_length=80, default="")
    active = pw.BooleanField(default=True)
    received_on = DateField()

    class Meta:
        table_name = "receipt_book"


class BookSheet(BaseModel):
    """What became of a sheet: ``state`` used, spoiled, blank_void; ``case`` how it came to that.

    ``case``: "" as proposed, next_sheet (printed again on the next), both_void, blank_void,
    by_hand (the number was entered by hand).
    """

    book = pw.ForeignKeyField(ReceiptBook, on_delete="RESTRICT", backref="sheets")
    sheet = pw.IntegerField()
    receipt = pw.ForeignKeyField(Receipt, null=True, on_delete="RESTRICT", backref="sheets")
    state = CodeField()
    case = CodeField(default="")
    reason = pw.CharField(max_length=200, default="")
    at = UtcField()
    who = pw.CharField(max_length=80)

    if TYPE_CHECKING:
        book_id: int
        receipt_id: int | None

    class Meta:
        table_name = "book_sheet"
        indexes = ((("book", "sheet"), True),)


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

MODELS = (
    FeeItem, Tariff, UnitFee, Offer, Service, BillingRun, Charge, CashShift, CashMove, Receipt,
    ReceiptLine, Tender, Account, AccountEntry, Refund, RefundLine, Adjustment, AdjustmentLine,
    ReceiptBook, BookSheet, Notice, Contact,
)  # fmt: skip
