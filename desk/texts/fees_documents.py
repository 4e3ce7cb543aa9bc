"""Words of refunds, adjustments and the drawer."""

from __future__ import annotations

from desk.core.words import N_

ERRORS = {
    "cash.already_open": N_(
        "The drawer is open already: {number} by {opener}. Close it first, or go on with it."
    ),
    "cash.no_shift": N_("No drawer is open at this desk. Open one with its float first."),
    "cash.unknown": N_("There is no such shift of the drawer."),
    "cash.closed": N_(
        "Shift {number} is closed and stays as it is. Correct it by a new document of this shift."
    ),
    "cash.still_open": N_("Shift {number} is still open. Count and close it, then print."),
    "cash.float": N_("Enter the float as an amount from zero on."),
    "cash.denomination": N_("There is no note or coin of {value}. Count those of the list."),
    "cash.pieces": N_("Enter pieces as whole numbers from 0 to {most}."),
    "cash.move_amount": N_("Enter how much is put in or taken out; nothing can't be moved."),
    "cash.count_first": N_("Count the drawer and hand in the count before closing."),
    "cash.count_differs": N_(
        "These pieces are not those counted last. Hand them in as a new count first."
    ),
    "cash.count_again": N_("Money was taken or given since the count. Count again, then close."),
    "cash.reason_needed": N_("The count differs by {difference}. Write down the reason."),
    "cash.second_needed": N_(
        "The count differs by {difference}. A supervisor who did not count has to sign."
    ),
    "cash.second_counted": N_("{name} counted the drawer. Let somebody else sign the difference."),
    "cash.hand_in": N_("Hand in between nothing and the {counted} that were counted."),
    "cash.handed_to": N_("Write down to whom the money is handed."),
    "document.own": N_("You asked for this yourself. Let somebody else decide."),
    "document.not_yours": N_("Somebody else asked for this. They or a supervisor can withdraw it."),
    "refund.unknown": N_("There is no such refund."),
    "refund.other_paper": N_("{number} is not a refund slip. Scan it where it belongs."),
    "refund.receipt_needed": N_("Choose the receipt that is refunded."),
    "refund.account_needed": N_("Choose the account that is refunded."),
    "refund.account_kind": N_("This account is of another kind. Choose the kind that fits it."),
    "refund.nothing": N_("Choose at least one line to give back, and at most a hundred."),
    "refund.line_twice": N_("A line of the receipt is there twice. Put it into one."),
    "refund.line_unknown": N_("This line is not on the receipt. Open the receipt again."),
    "refund.line_kind": N_(
        "Line {line} is a prepayment or deposit. Refund it from its account instead."
    ),
    "refund.lines_fees": N_("Lines of a receipt can't be refunded from an account."),
    "refund.amount": N_("Enter an amount above zero."),
    "refund.too_much": N_("Only {left} of it can still be given back. Enter that or less."),
    "refund.late_goes_too": N_(
        "A debt that is owed again grows its late fee anew: give back {least} of it, too."
    ),
    "refund.late_charged": N_(
        "The late fee of this payment is a charge of its own, {amount}, and the debt would grow it "
        "once more. Let it off by a credit or refund it first."
    ),
    "refund.receipt_voided": N_("Receipt {number} is voided; nothing of it can be given back."),
    "refund.deduct_deposit": N_("Only from a deposit something can be kept."),
    "refund.deducted_too_much": N_("More than {left} can't be kept. Lower the deductions."),
    "refund.deduct_item": N_("Choose the fee item that what is kept is income of; not a deposit."),
    "refund.already_paid": N_("Refund {number} was paid out by {who} at {time}. Don't pay again."),
    "adjustment.unknown": N_("There is no such adjustment."),
    "adjustment.nothing": N_("Choose at least one charge, and at most {most}."),
    "adjustment.twice": N_("A charge is there twice. Put it into one line."),
    "adjustment.amount": N_("Enter an amount above zero for each charge."),
    "adjustment.charge_unknown": N_("This charge does not stand any more. Choose another."),
    "adjustment.too_much": N_("Only {owed} is still owed of this charge. Enter that or less."),
    "transfer.prepaid_only": N_("Only prepaid money can be moved. Refund a deposit instead."),
    "transfer.same": N_("The money is in this account already. Choose another unit or person."),
    "transfer.amount": N_("Enter an amount above zero."),
    "transfer.target": N_("There is no such unit or person to move the money to. Choose again."),
    "move.charge_only": N_("Only what paid for a charge can be moved to another unit."),
}

WORDS = {
    ("refund.kind", "fees"): N_("Fees"),
    ("refund.kind", "prepaid"): N_("Prepaid"),
    ("refund.kind", "deposit"): N_("Deposit"),
    ("adjustment.kind", "write_off"): N_("Write-off"),
    ("adjustment.kind", "credit"): N_("Credit"),
    ("adjustment.kind", "transfer"): N_("Transfer"),
    ("action", "cash.opened"): N_("opened the drawer"),
    ("action", "cash.moved"): N_("put cash in or took it out"),
    ("action", "cash.counted"): N_("handed in a count"),
    ("action", "cash.closed"): N_("closed the drawer"),
    ("action", "cash.report_printed"): N_("printed the shift report"),
    ("action", "refund.requested"): N_("asked for a refund"),
    ("action", "refund.approved"): N_("approved a refund"),
    ("action", "refund.rejected"): N_("rejected a refund"),
    ("action", "refund.withdrawn"): N_("withdrew a refund"),
    ("action", "refund.paid"): N_("paid a refund out"),
    ("action", "refund.slip_printed"): N_("printed a refund slip"),
    ("action", "adjustment.requested"): N_("asked for a write-off or credit"),
    ("action", "adjustment.posted"): N_("posted a write-off or credit"),
    ("action", "adjustment.rejected"): N_("rejected a write-off or credit"),
    ("action", "adjustment.withdrawn"): N_("withdrew a write-off or credit"),
    ("action", "account.transferred"): N_("moved prepaid money"),
    ("action", "payment.moved"): N_("moved a payment to another unit"),
}
