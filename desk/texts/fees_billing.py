"""Words of fee items and billing: what is refused, what is skipped, why amounts differ."""

from __future__ import annotations

from desk.core.words import N_

ERRORS = {
    "price.range": N_("A price lies from 0 to 999,999,999.9999."),
    "rate.range": N_("A rate lies from 0 % to 1,000 %."),
    "item.unknown": N_("This fee item is not in the list."),
    "item.inactive": N_("{name} is no longer in use. Choose another item or put it back in use."),
    "item.name_taken": N_("There is a fee item {name} already."),
    "item.kind_fixed": N_(
        "{name} has prices or charges already, so its kind stays. Make a new item instead."
    ),
    "item.cycle": N_("Bill 1, 2, 3, 6 or 12 months at once."),
    "item.cycle_start": N_("The first month lies between 1 and 12."),
    "item.due_day": N_("A charge falls due 0 to 366 days after its period begins."),
    "item.late_rate": N_("The late fee lies between 0 and 5,000 millionths a day (0.5 %)."),
    "item.grace": N_("The days of grace lie between 0 and 365."),
    "item.late_cap": N_("The late fee is capped between 0 and 100 % of what is owed."),
    "tariff.unknown": N_("This price is not in the list."),
    "tariff.not_periodic": N_(
        "{name} is not billed by the month, so it has no price by date. Choose another item."
    ),
    "tariff.until_before_since": N_("The last day lies before the first."),
    "tariff.overlaps": N_(
        "A price for the same units holds from {since} on. End that one, or choose other days."
    ),
    "tariff.used": N_("Something was charged by this price; end it instead of taking it back."),
    "tariff.price": N_("Enter a price above 0."),
    "tariff.pool": N_("Enter the amount that is shared each month, above 0."),
    "tariff.steps": N_(
        "Enter steps with growing limits; the last one has none. At least one costs something."
    ),
    "tariff.vacant_rate": N_("Vacant units pay between 0 and 100 %."),
    "tariff.no_weight": N_("There is nothing to divide the shared amount by."),
    "override.unknown": N_("This exception is not in the list."),
    "override.overlaps": N_(
        "The unit has an exception for these days already. End that one first."
    ),
    "override.nothing": N_("Enter a price, a rate or a share, or exclude the unit."),
    "override.share": N_("Enter a share above 0."),
    "override.until": N_("Choose a last day within the time that the exception holds."),
    "offer.unknown": N_("This offer is not in the list."),
    "offer.months": N_("Enter between 1 and {most} months."),
    "service.unknown": N_("This service is not in the price list."),
    "service.name_taken": N_("{name} is in the price list already."),
    "service.item_kind": N_("{name} is not for services. Choose an item for services and sundry."),
    "formula.required": N_("Write a formula, such as area * 2.80."),
    "formula.too_long": N_("Keep the formula short: at most {most} characters, few brackets."),
    "formula.not_understood": N_("The formula can't be read from here on: {text}"),
    "formula.not_allowed": N_(
        "A formula holds numbers, + - * / ( ), comparisons and the functions min, max, round, "
        "ceil, floor, if(condition, then, otherwise)."
    ),
    "formula.unknown_name": N_("{name} is not known. Use area, price, months, floor or share."),
    "formula.unknown_function": N_(
        "{name} is no function. Use min, max, round, ceil, floor or if(condition, then, otherwise)."
    ),
    "formula.arguments": N_("{name} has too few or too many values in its brackets."),
    "formula.number": N_("Write {text} as a plain number, such as 2.80, with at most 15 digits."),
    "formula.condition": N_("The first value of if is a comparison, such as area > 90."),
    "formula.not_a_number": N_("The formula must come to an amount, not to yes or no."),
    "formula.places": N_("round takes a whole number of places from 0 to 6."),
    "formula.no_value": N_("{name} is not known for this unit."),
    "formula.by_zero": N_("The formula divides by zero."),
    "formula.negative": N_("The formula comes to less than zero."),
    "formula.too_large": N_("The formula comes to more than can be charged."),
    "run.unknown": N_("This billing run is not in the list."),
    "run.no_items": N_("Choose at least one fee item."),
    "run.not_periodic": N_("{name} is not billed by the month, or no longer in use."),
    "run.not_this_month": N_(
        "{name} is billed every {cycle} months and not in this one. Leave it out or choose the "
        "month in which its period begins."
    ),
    "run.too_far": N_(
        "{month} lies more than {most} months ahead. A run is for a month at hand; who wants to "
        "pay earlier is billed ahead by itself."
    ),
    "run.nothing": N_(
        "There is nothing to charge: all of it is billed already, or no unit has a price."
    ),
    "run.changed": N_(
        "Something has changed since the preview; it comes to {total} now. Look at it again."
    ),
    "run.paid": N_(
        "{count} charges of this run are paid or let off already. Void those receipts first, or "
        "correct single charges."
    ),
    "run.formula.no_value": N_(
        "{item}, {unit}: the formula needs {name}, which the unit does not have. Enter it or "
        "exclude the unit; nothing was charged."
    ),
    "run.formula.by_zero": N_(
        "{item}, {unit}: the formula divides by zero. Correct the formula; nothing was charged."
    ),
    "run.formula.negative": N_(
        "{item}, {unit}: the formula comes to less than zero. Correct it; nothing was charged."
    ),
    "run.formula.too_large": N_(
        "{item}, {unit}: the formula comes to too much. Correct it; nothing was charged."
    ),
    "run.formula.condition": N_(
        "{item}, {unit}: the first value of if is no comparison. Correct the formula; nothing was "
        "charged."
    ),
    "run.formula.not_a_number": N_(
        "{item}, {unit}: the formula does not come to an amount. Correct it; nothing was charged."
    ),
    "run.formula.places": N_(
        "{item}, {unit}: round takes 0 to 6 places. Correct the formula; nothing was charged."
    ),
    "run.charge.too_large": N_(
        "{item}, {unit}: the amount is too large. Correct the price; nothing was charged."
    ),
    "run.tariff.no_weight": N_(
        "{item}, {unit}: there is nothing to divide the shared amount by. Correct the price; "
        "nothing was charged."
    ),
    "charge.unknown": N_("This charge is not in the list."),
    "charge.too_large": N_("The amount is too large."),
    "charge.amount": N_("Enter an amount above 0, or a quantity and a price."),
    "charge.deposit": N_("{name} is a deposit: take it at the till, it is held and not owed."),
    "charge.period_long": N_("A single charge of this item covers at most twelve months."),
    "charge.overlaps": N_("{first} to {last} is charged already. Choose other days."),
    "charge.paid": N_(
        "The charge for {first} to {last} is paid or let off already. Void the receipt or give "
        "the money back first."
    ),
    "charge.reversed": N_("This charge was taken back already."),
    "charge.not_single": N_("This charge was not made by hand or by billing; correct its source."),
    "ahead.months": N_("Enter between 1 and {most} months, free ones included."),
    "ahead.cycle": N_("This item is billed {cycle} months at once: choose a multiple of it."),
    "ahead.unit_kind": N_("{name} is not charged for this kind of unit."),
    "ahead.offer": N_("The offer {name} is not given now, or belongs to another item."),
    "ahead.offer_months": N_("{name} is for {months} months or a multiple of it."),
    "ahead.no_tariff": N_("There is no price for {unit} from {first} on. Enter one first."),
    "ahead.no_area": N_("{unit} has no area. Enter it first."),
    "ahead.no_payer": N_("Nobody is on record at {unit} who pays from {first} on."),
    "ahead.no_share": N_("{unit} has no share in this item. Enter it first."),
    "ahead.excluded": N_("{unit} is excluded from this item in the time from {first} on."),
    "ahead.billed": N_("{unit} is billed for a part of the time from {first} on already."),
}

WORDS = {
    ("billing.change", "new"): N_("Not charged before"),
    ("billing.change", "gone"): N_("No longer charged"),
    ("billing.change", "price"): N_("Another price"),
    ("billing.change", "quantity"): N_("Another area or share"),
    ("billing.change", "days"): N_("Other days"),
    ("billing.change", "rate"): N_("Another rate"),
    ("billing.change", "pool"): N_("Another shared amount"),
    ("billing.change", "other"): N_("Other reasons"),
    ("billing.skipped", "billed"): N_("Billed already"),
    ("billing.skipped", "no_tariff"): N_("No price for these days"),
    ("billing.skipped", "no_area"): N_("No area entered"),
    ("billing.skipped", "no_payer"): N_("Nobody on record who pays then"),
    ("billing.skipped", "no_share"): N_("No share entered"),
    ("billing.skipped", "excluded"): N_("Excluded"),
    ("action", "fee_item.created"): N_("Fee item added"),
    ("action", "fee_item.updated"): N_("Fee item changed"),
    ("action", "fee_item.standard"): N_("Usual fee items made"),
    ("action", "tariff.added"): N_("Price added"),
    ("action", "tariff.ended"): N_("Price ended"),
    ("action", "tariff.removed"): N_("Price taken back"),
    ("action", "override.set"): N_("Exception for a unit added"),
    ("action", "override.ended"): N_("Exception for a unit ended"),
    ("action", "override.removed"): N_("Exception for a unit taken back"),
    ("action", "offer.created"): N_("Offer added"),
    ("action", "offer.updated"): N_("Offer changed"),
    ("action", "service.created"): N_("Service added to the price list"),
    ("action", "service.updated"): N_("Price list changed"),
    ("action", "billing.posted"): N_("Billing run posted"),
    ("action", "billing.reversed"): N_("Billing run reversed"),
    ("action", "charge.added"): N_("Charge added"),
    ("action", "charge.reversed"): N_("Charge taken back"),
    ("action", "charge.billed_ahead"): N_("Billed ahead"),
}
