"""Tables of repairs 报修: work orders, their engineers, labour and materials, lists behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import peewee as pw

from desk.core.fields import CodeField, DateField, MoneyField, UtcField
from desk.core.files import Attachment
from desk.core.storage import BaseModel
from desk.estate.models import Facility, Person, Unit
from desk.fees.models import Charge, FeeItem


class OrderKind(BaseModel):
    """A kind of repair: 水, 电, 门窗, 空调, 电梯.

    ``code`` names those that the program began with: their words are the program's until ``name``
    is filled in.
    ``callback``: always, paid, urgent, never; how a finished order of this kind is called back,
    ``callback_hours`` after its end. ``paid``: the customer usually pays.
    """

    code = CodeField(default="")
    name = pw.CharField(max_length=60, default="")
    callback = CodeField(default="always")
    callback_hours = pw.IntegerField(default=24)
    paid = pw.BooleanField(default=False)
    position = pw.IntegerField(default=0)
    active = pw.BooleanField(default=True)

    class Meta:
        table_name = "order_kind"


OrderKind.add_index(
    OrderKind.index(
        OrderKind.code, unique=True, where=(OrderKind.code != ""), name="order_kind_code"
    )
)
OrderKind.add_index(
    OrderKind.index(
        OrderKind.name, unique=True, where=(OrderKind.name != ""), name="order_kind_name"
    )
)


class MaterialPrice(BaseModel):
    """The price list of labour 人工 and materials 材料. ``price`` in minor units a ``measure``.

    ``kind``: labour, material. ``item`` is the fee item (sundry) that the income is booked on;
    None is the one for repairs.
    """

    kind = CodeField(default="material")
    name = pw.CharField(max_length=120)
    category = pw.CharField(max_length=60, default="")
    measure = pw.CharField(max_length=20, default="")
    price = MoneyField(default=0)
    item = pw.ForeignKeyField(FeeItem, null=True, on_delete="RESTRICT", index=False)
    position = pw.IntegerField(default=0)
    active = pw.BooleanField(default=True)

    if TYPE_CHECKING:
        item_id: int | None

    class Meta:
        table_name = "material_price"
        indexes = ((("kind", "name"), True),)


class WorkOrder(BaseModel):
    """A repair 工单. Where: ``unit``, or ``place`` and ``facility`` of the public areas.

    ``source``: visit, call, letter, web, patrol, complaint; ``from_kind``/``from_id`` name the
    record it came from. ``due``: when the next step has to be taken at the latest (on site first,
    then done), None while nothing is due; ``arrive_by`` is the first of these, kept. While paused
    (since ``paused_at``), ``held`` is the due that stands still, ``due`` when it should go on.
    ``plan_from`` to ``plan_until`` is when the dispatcher has planned it, ``wanted_from`` to
    ``wanted_until`` the window agreed with the customer. ``amount`` is what the customer pays,
    in minor units. ``erased_at``: what named anybody is gone.
    """

    PERSONAL = frozenset({"name", "phone", "text", "result"})

    number = pw.CharField(max_length=20, unique=True)
    state = CodeField(default="open")
    kind = pw.ForeignKeyField(OrderKind, on_delete="RESTRICT", index=False)
    urgency = CodeField(default="ordinary")
    unit = pw.ForeignKeyField(Unit, null=True, on_delete="RESTRICT", index=False)
    place = pw.CharField(max_length=200, default="")
    facility = pw.ForeignKeyField(Facility, null=True, on_delete="RESTRICT", index=False)
    person = pw.ForeignKeyField(Person, null=True, on_delete="RESTRICT", index=False)
    name = pw.CharField(max_length=300, default="")
    phone = pw.CharField(max_length=40, default="")
    text = pw.TextField(default="")
    source = CodeField(default="visit")
    from_kind = CodeField(default="")
    from_id = pw.IntegerField(null=True)
    paid = pw.BooleanField(default=False)
    wanted_from = UtcField(null=True)
    wanted_until = UtcField(null=True)
    plan_from = UtcField(null=True)
    plan_until = UtcField(null=True)
    at = UtcField()
    business_date = DateField(index=True)
    staff = pw.IntegerField(null=True)
    who = pw.CharField(max_length=80)
    arrive_by = UtcField()
    due = UtcField(null=True)
    held = UtcField(null=True)
    paused_at = UtcField(null=True)
    pauses = pw.IntegerField(default=0)
    pause_reason = pw.CharField(max_length=300, default="")
    urged = pw.IntegerField(default=0)
    urged_at = UtcField(null=True)
    returned = pw.IntegerField(default=0)
    redone = pw.IntegerField(default=0)
    assigned_at = UtcField(null=True)
    accepted_at = UtcField(null=True)
    arrived_at = UtcField(null=True)
    finished_at = UtcField(null=True)
    called_back_at = UtcField(null=True)
    closed_at = UtcField(null=True)
    result = pw.TextField(default="")
    score = pw.IntegerField(null=True)
    amount = MoneyField(default=0)
    reason = pw.CharField(max_length=300, default="")
    erased_at = UtcField(null=True)
    salt = pw.BlobField(null=True)

    if TYPE_CHECKING:
        kind_id: int
        unit_id: int | None
        facility_id: int | None
        person_id: int | None

    class Meta:
        table_name = "work_order"


_ALIVE = pw.SQL("state NOT IN ('closed', 'cancelled')")
WorkOrder.add_index(
    WorkOrder.index(WorkOrder.state, WorkOrder.due, where=_ALIVE, name="work_order_alive")
)
WorkOrder.add_index(
    WorkOrder.index(
        WorkOrder.unit, WorkOrder.id, where=WorkOrder.unit.is_null(False), name="work_order_unit"
    )
)
WorkOrder.add_index(WorkOrder.index(WorkOrder.unit, where=_ALIVE, name="work_order_unit_alive"))
WorkOrder.add_index(WorkOrder.index(WorkOrder.person, where=_ALIVE, name="work_order_person_alive"))
WorkOrder.add_index(
    WorkOrder.index(
        WorkOrder.person, WorkOrder.id, where=WorkOrder.person.is_null(False),
        name="work_order_person",
    )
)  # fmt: skip
WorkOrder.add_index(
    WorkOrder.index(
        WorkOrder.facility, WorkOrder.id, where=WorkOrder.facility.is_null(False),
        name="work_order_facility",
    )
)  # fmt: skip
WorkOrder.add_index(
    WorkOrder.index(
        WorkOrder.from_kind, WorkOrder.from_id, where=WorkOrder.from_id.is_null(False),
        name="work_order_from",
    )
)  # fmt: skip
WorkOrder.add_index(
    WorkOrder.index(
        WorkOrder.closed_at, where=WorkOrder.erased_at.is_null(), name="work_order_unerased"
    )
)
WorkOrder.add_index(WorkOrder.index(WorkOrder.kind, WorkOrder.number, name="work_order_kind"))


class OrderEngineer(BaseModel):
    """Somebody who works on an order: of the staff (``staff``), or only a ``name``.

    ``until`` is set when the order went to others.
    """

    order = pw.ForeignKeyField(WorkOrder, on_delete="CASCADE", backref="engineers")
    staff = pw.IntegerField(null=True)
    name = pw.CharField(max_length=80)
    since = UtcField()
    until = UtcField(null=True)
    accepted_at = UtcField(null=True)

    if TYPE_CHECKING:
        order_id: int

    class Meta:
        table_name = "order_engineer"


OrderEngineer.add_index(
    OrderEngineer.index(
        OrderEngineer.staff, OrderEngineer.order, where=OrderEngineer.until.is_null(),
        name="order_engineer_now",
    )
)  # fmt: skip


class OrderLine(BaseModel):
    """Labour or material of an order. ``quantity`` in ten-thousandths, ``price`` in minor units.

    ``payer``: owner, tenant, company, warranty. ``charge`` is the debt that an owner's or tenant's
    line is in.
    """

    order = pw.ForeignKeyField(WorkOrder, on_delete="RESTRICT", backref="lines")
    position = pw.IntegerField()
    kind = CodeField()
    listed = pw.ForeignKeyField(MaterialPrice, null=True, on_delete="RESTRICT")
    text = pw.CharField(max_length=120)
    measure = pw.CharField(max_length=20, default="")
    quantity = pw.BigIntegerField()
    price = MoneyField()
    amount = MoneyField()
    payer = CodeField(default="owner")
    charge = pw.ForeignKeyField(Charge, null=True, on_delete="RESTRICT")

    if TYPE_CHECKING:
        order_id: int
        listed_id: int | None
        charge_id: int | None

    class Meta:
        table_name = "order_line"


class OrderFile(BaseModel):
    """What an attached file of an order shows: ``label`` before, after, signed, other."""

    order = pw.ForeignKeyField(WorkOrder, on_delete="RESTRICT", backref="files")
    attachment = pw.ForeignKeyField(Attachment, unique=True, on_delete="CASCADE")
    label = CodeField(default="other")

    if TYPE_CHECKING:
        order_id: int
        attachment_id: int

    class Meta:
        table_name = "order_file"


MODELS = (OrderKind, MaterialPrice, WorkOrder, OrderEngineer, OrderLine, OrderFile)
