"""The fees' entries in the catalogue."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.later import later, these
from desk.core.register import Personal, Register, TodayMove
from desk.core.words import N_
from desk.fees import options  # noqa: F401  (its settings are known from here on)

PROMISES = ("promise_broken", "promise_today", "question_open")
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
    listings=these("desk.fees.billing.lists:CHARGES", "desk.fees.billing.lists:BILLING_RUNS"),
    workflows=these("desk.fees.flow:RUN"),
    unit_card=later("desk.fees.cards:unit_arrears"),
    person_card=later("desk.fees.cards:person_arrears"),
    board=these("desk.fees.board:ARREARS_MODE"),
    checks=these(
        "desk.fees.checks:charges", "desk.fees.checks:runs", "desk.fees.checks:late_charges"
    ),
    exports=these("desk.fees.exports:CHARGES"),
    personal=Personal(
        "charges", later("desk.fees.personal:export_charges"), later("desk.fees.personal:keep")
    ),
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
    search=these("desk.fees.till.terms:RECEIPT_KIND"),
    listings=these("desk.fees.till.listing:RECEIPTS"),
    workflows=these("desk.fees.flow:RECEIPT"),
    papers=("receipt",),
    unit_card=later("desk.fees.cards:unit_receipts"),
    person_card=later("desk.fees.cards:person_receipts"),
    checks=these(
        "desk.fees.checks:receipts",
        "desk.fees.checks:voids",
        "desk.fees.cash_checks:numbers",
        "desk.fees.cash_checks:papers",
    ),
    exports=these("desk.fees.exports:RECEIPTS"),
    personal=Personal(
        "receipts", later("desk.fees.personal:export_receipts"), later("desk.fees.personal:keep")
    ),
)
ACCOUNT_REGISTER = Register(
    key="accounts",
    area="fees",
    title=N_("Deposits and prepaid"),
    models=these("desk.fees.models:Account", "desk.fees.models:AccountEntry"),
    series=("D",),
    search=these("desk.fees.till.terms:ACCOUNT_KIND"),
    listings=these("desk.fees.accounts:ACCOUNTS"),
    papers=("deposit_slip",),
    unit_card=later("desk.fees.cards:unit_accounts"),
    person_card=later("desk.fees.cards:person_accounts"),
    board=these("desk.fees.board:DEPOSITS_MODE"),
    checks=these("desk.fees.cash_checks:accounts"),
    exports=these("desk.fees.exports:ACCOUNTS"),
    personal=Personal(
        "accounts", later("desk.fees.personal:export_accounts"), later("desk.fees.personal:keep")
    ),
)
REFUND_REGISTER = Register(
    key="refunds",
    area="fees",
    title=N_("Refunds"),
    models=these("desk.fees.models:Refund", "desk.fees.models:RefundLine"),
    series=("F",),
    search=these("desk.fees.refunds.listing:REFUND_KIND"),
    listings=these("desk.fees.refunds.listing:REFUNDS"),
    workflows=these("desk.fees.flow:REFUND"),
    papers=("refund_slip",),
    today=later("desk.fees.dunning.waiting:refunds"),
    checks=these("desk.fees.cash_checks:refunds"),
    exports=these("desk.fees.exports:REFUNDS"),
    personal=Personal(
        "refunds", later("desk.fees.personal:export_refunds"), later("desk.fees.personal:keep")
    ),
)
ADJUSTMENT_REGISTER = Register(
    key="adjustments",
    area="fees",
    title=N_("Adjustments"),
    models=these("desk.fees.models:Adjustment", "desk.fees.models:AdjustmentLine"),
    series=("A",),
    search=these("desk.fees.adjustments.listing:ADJUSTMENT_KIND"),
    listings=these("desk.fees.adjustments.listing:ADJUSTMENTS"),
    workflows=these("desk.fees.flow:ADJUSTMENT"),
    today=later("desk.fees.dunning.waiting:adjustments"),
    exports=these("desk.fees.exports:ADJUSTMENTS"),
)
CASH_REGISTER = Register(
    key="cash",
    area="fees",
    title=N_("Drawer and day close"),
    models=these("desk.fees.models:CashShift", "desk.fees.models:CashMove"),
    series=("S", "C"),
    search=these("desk.fees.drawer.listing:SHIFT_KIND"),
    listings=these("desk.fees.drawer.listing:SHIFTS"),
    workflows=these("desk.fees.flow:SHIFT"),
    papers=("shift_report",),
    today=later("desk.fees.dunning.waiting:drawers"),
    checks=these("desk.fees.cash_checks:shifts"),
    exports=these("desk.fees.exports:CASH"),
)
DUNNING_REGISTER = Register(
    key="dunning",
    area="fees",
    title=N_("Arrears and dunning"),
    models=these("desk.fees.models:Notice", "desk.fees.models:Contact"),
    series=("N",),
    listings=these(
        "desk.fees.dunning.listing:ARREARS",
        "desk.fees.dunning.lists:CONTACTS",
        "desk.fees.dunning.lists:NOTICES",
    ),
    papers=("payment_notice", "formal_demand"),
    unit_card=later("desk.fees.cards:unit_contacts"),
    person_card=later("desk.fees.cards:person_contacts"),
    today=later("desk.fees.dunning.waiting:today"),
    today_moves=(
        TodayMove("contact", N_("Contact"), Permission.DUNNING_WORK, PROMISES),
        TodayMove("pay", N_("Take payment"), Permission.RECEIPT_POST, PROMISES),
    ),
    count=later("desk.fees.dunning.waiting:count"),
    exports=these("desk.fees.exports:DUNNING"),
    personal=Personal(
        "dunning",
        later("desk.fees.personal:export_dunning"),
        later("desk.fees.personal:erase_dunning"),
    ),
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
