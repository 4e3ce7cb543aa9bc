"""Discounts, waivers and voids that take a right which the cashier may not hold."""

from __future__ import annotations

from collections.abc import Sequence

from desk.core import access
from desk.core.access import Permission, Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.staff import second_person

_DENIED = {
    Permission.RECEIPT_DISCOUNT: "till.discount_denied",
    Permission.LATE_FEE_WAIVE: "till.waive_denied",
    Permission.RECEIPT_VOID_ANY: "receipt.void_denied",
}


def consent(desk: Desk, needed: Sequence[Permission], second: tuple[str, str] | None) -> str:
    """The name of the second person who consents, "" where whoever is on duty holds ``needed``.

    To be called by those who may ask, outside of the change, so that a wrong password stays
    counted. Raises Refused
    till.discount_denied, till.waive_denied, receipt.void_denied, and as ``staff.second_person``.
    """
    lacking = [permission for permission in needed if not desk.allows(permission)]
    if not lacking:
        return ""
    if second is None:
        raise Refused(_DENIED[lacking[0]], "second")
    row = second_person(desk, *second, lacking[0])
    for permission in lacking[1:]:
        if not access.allows(Role(row.role), permission):
            raise Refused("second.denied", "account", name=row.name)
    return row.name
