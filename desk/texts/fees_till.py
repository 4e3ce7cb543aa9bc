"""Words of the till: receipts, accounts, books, and what may go wrong with money at the counter."""

from __future__ import annotations

from desk.core.words import N_

ERRORS = {
    "till.nothing": N_("Tick a debt or add a line first."),
    "till.too_many": N_(
        "At most {lines} lines and {tenders} ways of paying. Post a second receipt for the rest."
    ),
    "till.line_empty": N_("Line {line} has no amount. Enter one or leave the line out."),
    "till.line_amount": N_("Line {line}: these amounts don't go together. Enter the line anew."),
    "till.line_discount": N_("Line {line}: money that is held has no discount. Take it out."),
    "till.line_product": N_(
        "Line {line}: quantity times price is not the amount with its discount. Check them."
    ),
    "till.charge_unknown": N_("Line {line}: this debt is not there. Look the payer up again."),
    "till.twice": N_("The same debt stands on two lines. Take one of them out."),
    "till.sundry_what": N_("Line {line}: say what it is for."),
    "till.deposit_item": N_("Line {line}: choose which deposit it is."),
    "till.reason_needed": N_("Line {line}: give a reason for letting something off."),
    "till.tender_amount": N_("Payment {tender}: enter an amount."),
    "till.tender_account": N_(
        "Payment {tender}: choose the prepaid account, and only for prepaid."
    ),
    "till.paid_already": N_(
        "{item} of {unit} has just been paid at another desk. Nothing was taken; look again."
    ),
    "till.changed": N_(
        "{item} of {unit} has just changed: {balance} is owed now. Nothing was taken; look again."
    ),
    "till.late_changed": N_("Line {line}: the late fee is {late} today. Take the amounts anew."),
    "till.price_list": N_(
        "{name} is {price} on the price list. Somebody who may give discounts can change that."
    ),
    "till.not_deposit": N_("This item is no deposit. Choose one that is."),
    "till.is_deposit": N_("Deposits have a line of their own: choose the kind deposit."),
    "till.nothing_paid": N_("This comes to nothing. Write a credit instead of a receipt."),
    "till.rounding": N_("Only what is paid in cash is rounded, and only as the settings say."),
    "till.missing": N_("{amount} is still missing."),
    "till.no_change": N_(
        "{amount} too much, and only cash gives change. "
        "Take less, or put it on the prepaid account."
    ),
    "till.circular": N_("Prepaid money can't be paid in again. Use a transfer between accounts."),
    "till.foreign_account": N_("This account belongs to somebody else. Choose the payer's own."),
    "till.discount_denied": N_("A discount takes a supervisor. Ask one to sign with a password."),
    "till.waive_denied": N_("Waiving takes a supervisor. Ask one to sign with a password."),
    "account.unknown": N_("This account is not there. Look the payer up again."),
    "account.too_little": N_("Only {balance} is left on this account. Take less."),
    "account.for_whom": N_("Say whose money it is: choose a unit or a person."),
    "account.not_deposit": N_("Only a deposit has a slip. Print the receipt instead."),
    "receipt.unknown": N_("This receipt is not there."),
    "receipt.other_paper": N_("{number} is no receipt. Open it on its own page."),
    "receipt.other_shift": N_(
        "{number} belongs to another or a closed drawer and stays. Request a refund instead."
    ),
    "receipt.refunded": N_("Refund {refund} is about {number}. Withdraw it, or leave it at that."),
    "receipt.money_moved": N_("{document} has moved money of {number}. Request a refund instead."),
    "receipt.late_paid": N_(
        "The late fee left over from {number} has been paid or let off. Put that back first."
    ),
    "receipt.prepaid_spent": N_(
        "The prepayment of {number} has been used. Void what it was used for first."
    ),
    "receipt.deposit_used": N_("The deposit of {number} was paid back. It can't be voided."),
    "receipt.void_denied": N_(
        "Somebody else's receipt, or a large one: ask a supervisor to sign with a password."
    ),
    "receipt.changed": N_("This receipt was altered since it was printed: the number disagrees."),
    "book.unknown": N_("This book is not there."),
    "book.number": N_("Write the number as printed, ending in digits: A0001001."),
    "book.range": N_("First and last must differ in their digits alone, the first lower."),
    "book.too_large": N_("At most {most} sheets a book. Enter it in parts."),
    "book.overlap": N_("Some of these numbers are in stock already. Look at the other books."),
    "book.none_left": N_("No receipt book is left at this desk. Take one into stock first."),
    "book.disagree": N_(
        "{proposed} is the next sheet, not {sheet}. Say what happened to it, or take {proposed}."
    ),
    "book.case_reason": N_("Give a reason: it is kept with the sheet."),
    "book.no_such_sheet": N_("{sheet} is in no book in stock. Read the number on the paper again."),
    "book.taken": N_("Sheet {sheet} is used up already (receipt {receipt}). Read it again."),
    "book.not_after": N_(
        "The sheet must come after {proposed}: {least} or one soon after it. Or enter it by hand."
    ),
    "book.shift_closed": N_("The drawer of {number} is closed, or it is void: its sheet stays."),
}

WORDS = {
    ("line.kind", "charge"): N_("Debt"),
    ("line.kind", "prepayment"): N_("Prepayment"),
    ("line.kind", "deposit"): N_("Deposit"),
    ("line.kind", "sundry"): N_("Service or sundry"),
    ("sheet.state", "used"): N_("Used"),
    ("sheet.state", "spoiled"): N_("Spoiled"),
    ("sheet.state", "blank_void"): N_("Void, left blank"),
    ("sheet.case", "next_sheet"): N_("Printed again on the next sheet"),
    ("sheet.case", "both_void"): N_("Both sheets void"),
    ("sheet.case", "blank_void"): N_("The blank sheet is void"),
    ("sheet.case", "by_hand"): N_("Number entered by hand"),
    ("account.document", "receipt"): N_("Receipt"),
    ("account.document", "refund"): N_("Refund"),
    ("account.document", "adjustment"): N_("Adjustment"),
    ("account.state", "held"): N_("Held"),
    ("account.state", "empty"): N_("Empty"),
    ("action", "receipt.posted"): N_("Money taken"),
    ("action", "receipt.voided"): N_("Receipt voided"),
    ("action", "receipt.printed"): N_("Receipt printed"),
    ("action", "receipt.scan_refused"): N_("Receipt's code refused"),
    ("action", "receipt.sheet_moved"): N_("Receipt on another sheet"),
    ("action", "receipt_book.added"): N_("Receipt book taken into stock"),
    ("action", "receipt_book.updated"): N_("Receipt book altered"),
    ("action", "deposit.slip_printed"): N_("Deposit slip printed"),
}
