"""Words of repairs and work orders."""

from __future__ import annotations

from desk.core.words import N_
from desk.service.orders.said import CALLBACKS, KINDS, LINES, STATES, URGENCIES

ERRORS = {
    "order.unknown": N_("There is no such work order."),
    "order.place_needed": N_("Say where it is: a unit, a public place or a facility."),
    "order.kind_needed": N_("Choose the kind of repair."),
    "order.kind_unknown": N_("This kind of repair is not in use. Choose another."),
    "order.kind_taken": N_("There is a kind {name} already. Choose another name."),
    "order.callback_hours": N_("Enter hours from 0 to {most}."),
    "order.window": N_("A time window needs both ends, in order, and is no longer than a week."),
    "order.changed": N_(
        "{who} changed this at {time}. It reads now: {now}. Yours is still here: save again to "
        "keep it."
    ),
    "order.changed_meanwhile": N_(
        "{who} changed {number} at {time}. What you typed is still here: look at theirs, then save."
    ),
    "order.moved": N_(
        "That does not fit work order {number} any more: {who} changed it at {time}, it is "
        "“{state}” now."
    ),
    "order.not_urged": N_("Work order {number} was not urged."),
    "order.not_yours": N_("Work order {number} is not with you. Ask the front desk to assign it."),
    "order.moment": N_("This time can't be: it lies before the report or in the time to come."),
    "order.until": N_("Choose a time to come."),
    "order.engineer_needed": N_("Choose from one to {most} engineers."),
    "order.engineer_unknown": N_("This engineer does not work here any more. Choose another."),
    "order.transfer_instead": N_(
        "Work order {number} is accepted already. Hand it on with a reason instead."
    ),
    "order.arrived_needed": N_("Enter when they were on site, as it stands on the paper."),
    "order.quantity": N_("Enter a quantity above zero."),
    "order.price": N_("Enter a price from zero on."),
    "order.payer_unit": N_("In public areas nobody can be charged. Let the company pay."),
    "order.no_tenant": N_("Nobody rents {unit}. Let the owner pay."),
    "order.no_code": N_(
        "{name}: no code of a work order can be read. Attach it from the card of its order."
    ),
    "order.scanned_already": N_("{name} is attached to {number} already."),
    "order.too_many_lines": N_("Not more than {most} lines of labour and materials."),
    "order.too_many": N_("Not more than {most} work orders at once."),
    "order.charge_paid": N_(
        "{paid} of work order {number} is settled already. Refund it at the till instead."
    ),
    "order.callback_first": N_(
        "The customer of work order {number} waits to be called back. Do that first."
    ),
    "order.other_paper": N_("{number} is not a work order. Scan it where it belongs."),
    "price.unknown": N_("This line is not in the price list any more. Choose another."),
}

WORDS = {
    **{("work_order.state", key): words for key, words in STATES.items()},
    **{("order.kind", code): words for code, words in KINDS.items()},
    # Several states at once, in the list's filter.
    ("work_order.state", "alive"): N_("All not closed"),
    ("work_order.state", "undone"): N_("Not finished"),
    ("work_order.state", "to_close"): N_("To be closed"),
    ("work_order.move", "assign"): N_("Assign"),
    ("work_order.move", "accept"): N_("Accept"),
    ("work_order.move", "arrive"): N_("Arrived on site"),
    ("work_order.move", "finish"): N_("Finish"),
    ("work_order.move", "resume"): N_("Go on"),
    ("work_order.move", "pause"): N_("Pause"),
    ("work_order.move", "call_back"): N_("Called back"),
    ("work_order.move", "close"): N_("Close order"),
    ("work_order.move", "urge"): N_("Urge"),
    ("work_order.move", "correct"): N_("Correct"),
    ("work_order.move", "transfer"): N_("Hand on"),
    ("work_order.move", "return"): N_("Give back"),
    ("work_order.move", "redo"): N_("Do again"),
    ("work_order.move", "cancel"): N_("Cancel order"),
    **{("order.urgency", code): words for code, words in URGENCIES.items()},
    ("order.source", "visit"): N_("At the counter"),
    ("order.source", "call"): N_("Telephone"),
    ("order.source", "letter"): N_("Letter"),
    ("order.source", "web"): N_("Online"),
    ("order.source", "patrol"): N_("Patrol"),
    ("order.source", "complaint"): N_("Complaint"),
    **{("order.line", code): words for code, words in LINES.items()},
    ("order.payer", "owner"): N_("Owner"),
    ("order.payer", "tenant"): N_("Tenant"),
    ("order.payer", "company"): N_("Company"),
    ("order.payer", "warranty"): N_("Warranty"),
    ("order.file", "before"): N_("Before"),
    ("order.file", "after"): N_("After"),
    ("order.file", "signed"): N_("Signed paper"),
    ("order.file", "other"): N_("Other file"),
    **{("order.callback", code): words for code, words in CALLBACKS.items()},
    ("orders.board", "open"): N_("Under way"),
    ("orders.board", "late"): N_("Late"),
    ("today", "order_unassigned"): N_("Repair not assigned"),
    ("today", "order_not_accepted"): N_("Repair not accepted"),
    ("today", "order_not_there"): N_("Engineer not on site"),
    ("today", "order_not_done"): N_("Repair not finished"),
    ("today", "order_paused"): N_("Repair waits"),
    ("today", "order_urged"): N_("Repair urged"),
    ("today", "orders_to_close"): N_("Work orders to close"),
    ("settings.group", "orders"): N_("Repairs"),
    ("permission", "order.view"): N_("See work orders"),
    ("permission", "order.write"): N_("Take down, urge, close and cancel repairs"),
    ("permission", "order.dispatch"): N_("Assign repairs to engineers"),
    ("permission", "order.work"): N_("Note the work on repairs"),
    ("permission", "order.set_up"): N_("Set up kinds of repairs and prices"),
    ("action", "order.created"): N_("took a repair down"),
    ("action", "order.updated"): N_("changed a repair"),
    ("action", "order.urged"): N_("urged a repair"),
    ("action", "order.urge_undone"): N_("took an urging back"),
    ("action", "order.assigned"): N_("assigned a repair"),
    ("action", "order.assign_undone"): N_("took an assignment back"),
    ("action", "order.transferred"): N_("handed a repair on"),
    ("action", "order.returned"): N_("gave a repair back"),
    ("action", "order.planned"): N_("planned a repair"),
    ("action", "order.accepted"): N_("accepted a repair"),
    ("action", "order.arrived"): N_("noted the arrival on site"),
    ("action", "order.arrival_undone"): N_("took an arrival back"),
    ("action", "order.paused"): N_("paused a repair"),
    ("action", "order.resumed"): N_("went on with a repair"),
    ("action", "order.finished"): N_("finished a repair"),
    ("action", "order.corrected"): N_("corrected a finished repair"),
    ("action", "order.redone"): N_("had a repair done again"),
    ("action", "order.called_back"): N_("called back about a repair"),
    ("action", "order.closed"): N_("closed a repair"),
    ("action", "order.closed_all"): N_("closed finished repairs"),
    ("action", "order.cancelled"): N_("cancelled a repair"),
    ("action", "order.file_attached"): N_("attached a file to a repair"),
    ("action", "order.file_labelled"): N_("said what a repair's file shows"),
    ("action", "order.file_removed"): N_("took a file off a repair"),
    ("action", "order.printed"): N_("printed work orders"),
    ("action", "order.day_sheet_printed"): N_("printed day sheets of engineers"),
    ("action", "order.erased"): N_("erased people from old repairs"),
    ("action", "order_kind.created"): N_("added a kind of repair"),
    ("action", "order_kind.updated"): N_("changed a kind of repair"),
    ("action", "order_kind.standard"): N_("added the usual kinds of repairs"),
    ("action", "order_price.created"): N_("added a repair price"),
    ("action", "order_price.updated"): N_("changed a repair price"),
}
