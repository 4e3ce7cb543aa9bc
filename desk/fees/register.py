"""The fees' entries in the catalogue."""

from __future__ import annotations

from desk.core.later import these
from desk.core.register import Register
from desk.core.words import N_
from desk.fees import options  # noqa: F401  (its settings are known from here on)

CHARGE_REGISTER = Register(
    key="charges",
    area="fees",
    title=N_("Charges"),
    models=these(
        "desk.fees.models:FeeItem",
        "desk.fees.models:Tariff",
        "desk.fees.models:UnitFee",
        "desk.fees.models:Offer",
        "desk.fees.models:BillingRun",
        "desk.fees.models:Charge",
    ),
    series=("B",),
    workflows=these("desk.fees.flow:RUN"),
)
RECEIPT_REGISTER = Register(
    key="receipts",
    area="fees",
    title=N_("Receipts"),
    models=these(
        "desk.fees.models:Service",
        "desk.fees.models:Receipt",
        "desk.fees.models:ReceiptLine",
        "desk.fees.models:Tender",
        "desk.fees.models:ReceiptBook",
        "desk.fees.models:BookSheet",
    ),
    series=("R",),
    workflows=these("desk.fees.flow:RECEIPT"),
)
ACCOUNT_REGISTER = Register(
    key="accounts",
    area="fees",
    title=N_("Deposits and prepaid"),
    models=these("desk.fees.models:Account", "desk.fees.models:AccountEntry"),
    series=("D",),
)
REFUND_REGISTER = Register(
    key="refunds",
    area="fees",
    title=N_("Refunds"),
    models=these("desk.fees.models:Refund", "desk.fees.models:RefundLine"),
    series=("F",),
    workflows=these("desk.fees.flow:REFUND"),
)
ADJUSTMENT_REGISTER = Register(
    key="adjustments",
    area="fees",
    title=N_("Adjustments"),
    models=these("desk.fees.models:Adjustment", "desk.fees.models:AdjustmentLine"),
    series=("A",),
    workflows=these("desk.fees.flow:ADJUSTMENT"),
)
CASH_REGISTER = Register(
    key="cash",
    area="fees",
    title=N_("Drawer and day close"),
    models=these("desk.fees.models:CashShift", "desk.fees.models:CashMove"),
    series=("S", "C"),
    workflows=these("desk.fees.flow:SHIFT"),
)
DUNNING_REGISTER = Register(
    key="dunning",
    area="fees",
    title=N_("Arrears and dunning"),
    models=these("desk.fees.models:Notice", "desk.fees.models:Contact"),
    series=("N",),
)
REGISTERS = (
    CHARGE_REGISTER,
    RECEIPT_REGISTER,
    ACCOUNT_REGISTER,
    REFUND_REGISTER,
    ADJUSTMENT_REGISTER,
    CASH_REGISTER,
    DUNNING_REGISTER,
)
