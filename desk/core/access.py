"""Who may do what: roles, permissions, and the whole matrix in one table.

Enforced by ``Desk.change`` and ``Desk.require``; the windows only ask so as not to offer in vain.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a member of staff is at the desk (domain.md, People)."""

    CLERK = "clerk"
    CASHIER = "cashier"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    GUARD = "guard"
    ENGINEER = "engineer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that may be allowed. Named ``<register>.<what>``."""

    STAFF_VIEW = "staff.view"
    STAFF_EDIT = "staff.edit"
    STAFF_OWN = "staff.own"
    SETTINGS_EDIT = "settings.edit"
    KEYS_EDIT = "keys.edit"
    LOG_VIEW = "log.view"
    LOG_EXPORT = "log.export"
    CLOCK_ACCEPT = "clock.accept"
    PERSONAL_REVEAL = "personal.reveal"
    PERSONAL_EXPORT = "personal.export"
    PERSONAL_ERASE = "personal.erase"
    RETENTION_RUN = "retention.run"
    EXPORT_ALL = "export.all"
    LIST_EXPORT = "list.export"
    IMPORT_RUN = "import.run"
    PAPER_PRINT = "paper.print"
    TODAY_ALL = "today.all"

    ESTATE_VIEW = "estate.view"
    ESTATE_EDIT = "estate.edit"
    CUSTOMER_VIEW = "customer.view"
    CUSTOMER_EDIT = "customer.edit"
    CUSTOMER_MERGE = "customer.merge"

    VISITOR_VIEW = "visitor.view"
    VISITOR_EXPECT = "visitor.expect"
    VISITOR_SIGN_IN = "visitor.sign_in"
    VISITOR_SIGN_OUT = "visitor.sign_out"
    VISITOR_EDIT = "visitor.edit"
    VISITOR_UNDO_ANY = "visitor.undo_any"
    VISITOR_SWEEP = "visitor.sweep"
    VISITOR_ADMIT_LISTED = "visitor.admit_listed"
    STANDING_EDIT = "standing.edit"
    WATCH_EDIT = "watch.edit"
    VIEWS_SAVE = "views.save"

    FEES_VIEW = "fees.view"
    FEE_ITEM_EDIT = "fee_item.edit"
    BILLING_RUN = "billing.run"
    BILLING_REVERSE = "billing.reverse"
    CHARGE_ADD = "charge.add"
    RECEIPT_POST = "receipt.post"
    RECEIPT_DISCOUNT = "receipt.discount"
    RECEIPT_VOID = "receipt.void"
    RECEIPT_VOID_ANY = "receipt.void_any"
    LATE_FEE_WAIVE = "late_fee.waive"
    REFUND_REQUEST = "refund.request"
    REFUND_APPROVE = "refund.approve"
    REFUND_PAY = "refund.pay"
    ADJUSTMENT_REQUEST = "adjustment.request"
    ADJUSTMENT_APPROVE = "adjustment.approve"
    ACCOUNT_TRANSFER = "account.transfer"
    RECEIPT_BOOK_EDIT = "receipt_book.edit"
    CASH_WORK = "cash.work"
    CASH_VIEW = "cash.view"
    CASH_APPROVE = "cash.approve"
    DUNNING_WORK = "dunning.work"
    NOTICE_PRINT = "notice.print"

    SLIP_VIEW = "slip.view"
    SLIP_ISSUE = "slip.issue"
    SLIP_OVERRIDE = "slip.override"
    SLIP_RELEASE = "slip.release"
    CALL_VIEW = "call.view"
    CALL_WRITE = "call.write"
    OUTAGE_EDIT = "outage.edit"
    COMPLAINT_VIEW = "complaint.view"
    COMPLAINT_WORK = "complaint.work"
    COMPLAINT_FORCE = "complaint.force"
    COMPLAINT_SET_UP = "complaint.set_up"
    ORDER_VIEW = "order.view"
    ORDER_WRITE = "order.write"
    ORDER_DISPATCH = "order.dispatch"
    ORDER_WORK = "order.work"
    ORDER_SET_UP = "order.set_up"
    CALLBACK_WORK = "callback.work"


_ALL = frozenset(Permission)
_LOOK = frozenset(
    {Permission.ESTATE_VIEW, Permission.CUSTOMER_VIEW, Permission.VISITOR_VIEW}
    | {Permission.FEES_VIEW, Permission.STAFF_OWN, Permission.VIEWS_SAVE}
    | {Permission.SLIP_VIEW, Permission.CALL_VIEW}
    | {Permission.COMPLAINT_VIEW, Permission.ORDER_VIEW}
)
_COUNTER = _LOOK | {
    Permission.PERSONAL_REVEAL,
    Permission.LIST_EXPORT,
    Permission.PAPER_PRINT,
    Permission.RETENTION_RUN,
    Permission.CUSTOMER_EDIT,
    Permission.VISITOR_EXPECT,
    Permission.VISITOR_SIGN_IN,
    Permission.VISITOR_SIGN_OUT,
    Permission.VISITOR_EDIT,
    Permission.VISITOR_SWEEP,
    Permission.STANDING_EDIT,
    Permission.DUNNING_WORK,
    Permission.SLIP_ISSUE,
    Permission.SLIP_RELEASE,
    Permission.CALL_WRITE,
    Permission.COMPLAINT_WORK,
    Permission.ORDER_WRITE,
    Permission.ORDER_DISPATCH,
    Permission.ORDER_WORK,
    Permission.CALLBACK_WORK,
}
_CASHIER = {
    Permission.BILLING_RUN,
    Permission.CHARGE_ADD,
    Permission.RECEIPT_POST,
    Permission.RECEIPT_VOID,
    Permission.REFUND_REQUEST,
    Permission.REFUND_PAY,
    Permission.ADJUSTMENT_REQUEST,
    Permission.CASH_WORK,
    Permission.CASH_VIEW,
    Permission.NOTICE_PRINT,
}
_LEAD = (
    _COUNTER
    | _CASHIER
    | {
        Permission.STAFF_VIEW,
        Permission.LOG_VIEW,
        Permission.TODAY_ALL,
        Permission.CUSTOMER_MERGE,
        Permission.ESTATE_EDIT,
        Permission.IMPORT_RUN,
        Permission.VISITOR_UNDO_ANY,
        Permission.VISITOR_ADMIT_LISTED,
        Permission.WATCH_EDIT,
        Permission.FEE_ITEM_EDIT,
        Permission.BILLING_REVERSE,
        Permission.RECEIPT_DISCOUNT,
        Permission.RECEIPT_VOID_ANY,
        Permission.LATE_FEE_WAIVE,
        Permission.REFUND_APPROVE,
        Permission.ADJUSTMENT_APPROVE,
        Permission.ACCOUNT_TRANSFER,
        Permission.RECEIPT_BOOK_EDIT,
        Permission.CASH_APPROVE,
        Permission.SLIP_OVERRIDE,
        Permission.OUTAGE_EDIT,
        Permission.COMPLAINT_FORCE,
        Permission.COMPLAINT_SET_UP,
        Permission.ORDER_SET_UP,
    }
)

MATRIX: dict[Role, frozenset[Permission]] = {
    Role.CLERK: _COUNTER,
    Role.CASHIER: _COUNTER | _CASHIER,
    Role.SUPERVISOR: _LEAD,
    Role.MANAGER: _LEAD
    | {
        Permission.LOG_EXPORT,
        Permission.PERSONAL_EXPORT,
        Permission.PERSONAL_ERASE,
        Permission.EXPORT_ALL,
        Permission.CLOCK_ACCEPT,
    },
    Role.GUARD: frozenset(
        {Permission.ESTATE_VIEW, Permission.VISITOR_VIEW, Permission.STAFF_OWN}
        | {Permission.VISITOR_SIGN_OUT, Permission.PAPER_PRINT, Permission.VIEWS_SAVE}
        | {Permission.SLIP_VIEW, Permission.SLIP_RELEASE}
    ),
    Role.ENGINEER: frozenset(
        {Permission.ESTATE_VIEW, Permission.STAFF_OWN, Permission.VIEWS_SAVE}
        | {Permission.ORDER_VIEW, Permission.ORDER_WORK}
    ),
    Role.AUDITOR: _LOOK
    | {
        Permission.STAFF_VIEW,
        Permission.LOG_VIEW,
        Permission.TODAY_ALL,
        Permission.LOG_EXPORT,
        Permission.LIST_EXPORT,
        Permission.EXPORT_ALL,
        Permission.CASH_VIEW,
    },
    Role.ADMINISTRATOR: _ALL,
}


def allows(role: Role, permission: Permission) -> bool:
    """Whether ``role`` holds ``permission``."""
    return permission in MATRIX[role]
