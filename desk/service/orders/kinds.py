"""Kinds of repairs 报修类别: the site's own list; migration 0003 began it with the usual ones."""

from __future__ import annotations

from dataclasses import fields
from functools import partial

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.meanwhile import merged, who_and_when
from desk.core.text import clean
from desk.core.words import gettext
from desk.estate.checks import Faults
from desk.service.models.orders import OrderKind
from desk.service.orders import said
from desk.service.orders.drafts import CALLBACKS
from desk.service.orders.said import KINDS, PAID, USED, kind_name


@frozen
class KindDraft:
    """A kind of repair as it is entered. ``name`` blank keeps the program's word, where there is
    one. ``callback``: always, paid, urgent, never;
    ``callback_hours`` after the end of the work. ``paid``: the customer usually pays."""

    name: str
    callback: str = "always"
    callback_hours: int = 24
    paid: bool = False
    position: int = 0
    active: bool = True


@frozen
class KindRow:
    """A kind of repair; see KindDraft. ``name`` as it is shown, ``own_name`` as it was typed."""

    id: int
    code: str
    name: str
    own_name: str
    callback: str
    callback_hours: int
    paid: bool
    position: int
    active: bool


def kinds(desk: Desk, *, active: bool | None = True) -> list[KindRow]:
    """The kinds in their order; None for those no longer used, too."""
    desk.require(Permission.ORDER_VIEW)
    query = OrderKind.select().order_by(OrderKind.position, OrderKind.id)
    if active is not None:
        query = query.where(OrderKind.active == active)
    return [_view(row) for row in query]


def get_kind(desk: Desk, kind: int) -> KindRow:
    """One kind. Raises Refused("order.kind_unknown")."""
    desk.require(Permission.ORDER_VIEW)
    return _view(_row(kind))


@once(get_kind)
def create_kind(desk: Desk, draft: KindDraft, *, request: str | None = None) -> KindRow:
    """Add a kind. Raises Refused beside each field that is wrong, order.kind_taken (name)."""
    with desk.change(Permission.ORDER_SET_UP, "order_kind.created", request) as change:
        row = change.create(OrderKind, **_checked(draft))
    return get_kind(desk, row.id)


@once(get_kind)
def update_kind(
    desk: Desk,
    kind: int,
    draft: KindDraft,
    base: KindDraft | None = None,
    *,
    request: str | None = None,
) -> KindRow:
    """Alter a kind, or take it off the list (``active``): orders of it stay.

    ``base`` is what the form was opened with; raises record.changed as ``update_order`` does.
    """
    with desk.change(Permission.ORDER_SET_UP, "order_kind.updated", request) as change:
        row = _row(kind)
        change.touch(row)
        who = partial(who_and_when, desk, "order_kind", kind)
        draft = merged(draft, base, draft_of(_view(row)), _reads, who)
        change.update(row, **_checked(draft, row))
    return get_kind(desk, kind)


def draft_of(row: KindRow) -> KindDraft:
    """What the form of a kind is opened with."""
    return KindDraft(row.name, *(getattr(row, f.name) for f in fields(KindDraft)[1:]))


def _reads(name: str, value: object) -> str:
    """How a field of the draft reads to people."""
    words = {"paid": PAID, "active": USED, "callback": said.CALLBACKS}.get(name)
    return gettext(words[value]) if words else str(value)  # type: ignore[index]


def _checked(draft: KindDraft, row: OrderKind | None = None) -> dict[str, object]:
    with Faults() as faults:
        needed = row is None or not row.code
        name = faults.of(clean, draft.name, "name", 60, required=needed) or ""
        faults.among(draft.callback, CALLBACKS, "callback")
        if not 0 <= draft.callback_hours <= 720:
            faults.add("order.callback_hours", "callback_hours", most=720)
        mine = row.id if row is not None else 0
        others = OrderKind.select().where(OrderKind.id != mine)
        if name and name in {kind_name(other.code, other.name) for other in others}:
            faults.add("order.kind_taken", "name", name=name)
        if row is not None and row.code and name == gettext(KINDS[row.code]):
            name = ""  # the program's own word: it follows the language
    return {
        "name": name, "callback": draft.callback, "callback_hours": draft.callback_hours,
        "paid": draft.paid, "position": draft.position, "active": draft.active,
    }  # fmt: skip


def _row(kind: int) -> OrderKind:
    row: OrderKind | None = OrderKind.get_or_none(OrderKind.id == kind)
    if row is None:
        raise Refused("order.kind_unknown", "kind")
    return row


def _view(row: OrderKind) -> KindRow:
    return KindRow(
        row.id, row.code, kind_name(row.code, row.name), row.name, row.callback,
        row.callback_hours, row.paid, row.position, row.active,
    )  # fmt: skip
