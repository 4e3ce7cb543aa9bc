"""What a new document is about, if it is begun from nowhere: a receipt, an account, a unit."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk import texts
from desk.core.desk import Desk
from desk.core.find import find
from desk.core.words import _
from desk.fees.accounts import AccountRow, deposits_of, prepaid_of
from ui.kit.display import money
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.popup import Hit
from ui.kit.suggest import SuggestField
from ui.kit.unit_field import UnitField

MOST = 8


def pick_receipt(widget: QWidget, desk: Desk, title: str) -> int | None:
    """Ask which receipt; None if left."""

    def look(text: str) -> list[Hit]:
        return [
            Hit(hit.title, hit.detail, "receipt-text-outline", hit.id)
            for group in find(desk, text, MOST)
            if group.kind == "receipt"
            for hit in group.hits
        ]

    field = SuggestField(
        "receipt", _("Receipt"), find=look, required=True, wide=True,
        placeholder=_("number of the receipt, payer, room"),
    )  # fmt: skip
    return _ask(widget, title, field)


def pick_account(widget: QWidget, desk: Desk, title: str) -> int | None:
    """Ask which deposit or prepaid account; None if left."""

    def look(text: str) -> list[Hit]:
        found: dict[int, Hit] = {}
        for group in find(desk, text, MOST):
            for hit in group.hits:
                if group.kind == "account":
                    found.setdefault(
                        hit.id, Hit(hit.title, hit.detail, "piggy-bank-outline", hit.id)
                    )
                elif group.kind in ("unit", "person"):
                    for row in _held(desk, group.kind, hit.id):
                        found.setdefault(row.id, account_hit(row))
        return list(found.values())[:MOST]

    field = SuggestField(
        "account", _("Deposit or prepaid account"), find=look, required=True, wide=True,
        placeholder=_("number of the deposit, room, name"),
    )  # fmt: skip
    return _ask(widget, title, field)


def pick_unit(widget: QWidget, desk: Desk, title: str) -> int | None:
    """Ask which unit; None if left."""
    return _ask(widget, title, UnitField("unit", _("Unit"), desk, required=True, wide=True))


def account_hit(row: AccountRow) -> Hit:
    """An account as one of the rows to choose from."""
    name = row.number or texts.word("account.kind", row.kind)
    where = " ".join(part for part in (row.unit_code, row.person_name) if part)
    about = " · ".join(part for part in (row.item_name, money(row.balance)) if part)
    return Hit(f"{name} {where}".strip(), about, "piggy-bank-outline", row.id)


def _held(desk: Desk, kind: str, record: int) -> list[AccountRow]:
    unit, person = (record, None) if kind == "unit" else (None, record)
    rows = (*deposits_of(desk, unit, person), *prepaid_of(desk, unit, person))
    return [row for row in rows if row.balance > 0]


def _ask(widget: QWidget, title: str, field: SuggestField) -> int | None:
    form = Form(columns=1)
    form.add(field)
    dialog = FormDialog(widget, title, form, yes=_("Go on"), high=230)
    dialog.save = lambda: dialog.close_with(field.value())
    dialog.run()
    found = dialog.result_value
    return found if isinstance(found, int) else None
