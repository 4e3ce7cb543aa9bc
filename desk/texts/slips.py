"""Words of the release slips."""

from __future__ import annotations

from desk.core.words import N_
from desk.printing.slip_words import AUTHORITIES, DECISIONS, KINDS, STANDINGS
from desk.reception.slips.said import LEFT, STATES, STUBS

ERRORS = {
    "slip.unknown": N_("There is no release slip {number}. Look at the paper and type it again."),
    "slip.gone": N_("This release slip is not there."),
    "slip.unit_needed": N_("Choose the unit that the goods come from."),
    "slip.name_needed": N_("Write down who asks for the slip."),
    "slip.kind_needed": N_("Choose what it is for."),
    "slip.standing_needed": N_("Ask for the person's standing and choose it."),
    "slip.identity_needed": N_("Ask to see a document, or say that the person is known."),
    "slip.document_needed": N_("Choose which document was shown."),
    "slip.goods_needed": N_("Write down at least one thing that leaves."),
    "slip.item_name": N_("Line {line}: say what it is."),
    "slip.item_quantity": N_("Line {line}: the quantity has to be above zero."),
    "slip.item_unknown": N_("The goods have just changed. Read the slip again."),
    "slip.quantity": N_("{text} is no quantity. Type a number such as 2 or 1.5."),
    "slip.too_many_items": N_("At most {most} lines. Write a second slip for the rest."),
    "slip.too_many_rings": N_("At most {most} calls."),
    "slip.owner_needed": N_(
        "A tenant who moves out needs the owner's authority. Ring the owner, or ask for a letter."
    ),
    "slip.authority_needed": N_(
        "Somebody of the unit has to agree. Ring them, or ask for a letter."
    ),
    "slip.authority_name_needed": N_("Say who has signed."),
    "slip.owner_refused": N_("The owner refused on the telephone. Nothing may leave."),
    "slip.ring_number": N_("Write down the number that was rung."),
    "slip.ring_needed": N_("Ring the owner and write down what was answered."),
    "slip.ring_own": N_(
        "This is the number of the person who stands here. Ring somebody who may agree."
    ),
    "slip.ring_not_owner": N_(
        "This is the number of {name}, who is not the owner. Ring the owner, or ask for a letter."
    ),
    "slip.not_owner": N_("{name} is known here, but not as the owner. Choose the standing again."),
    "slip.until_past": N_("The last day has to lie after the first, and not in the past."),
    "slip.too_long": N_("A slip is good for at most {days} days."),
    "slip.copies": N_("A slip has two or three copies."),
    "slip.arrears_decide": N_(
        "{amount} is owed for this unit. Take the money now, have a promise signed, "
        "or ask a supervisor."
    ),
    "slip.not_settled": N_("{amount} is still owed. Take the money first, or decide otherwise."),
    "slip.nothing_owed": N_("Nothing is owed any more: no promise or supervisor is needed."),
    "slip.arrears_changed": N_(
        "{amount} is owed now, more than was decided on. Take the slip back and decide anew."
    ),
    "slip.arrears_grown": N_(
        "{amount} is owed now, more than was decided on. Issue the slip anew and decide again."
    ),
    "slip.override_denied": N_("Only a supervisor can release with a debt. Ask one to sign."),
    "slip.promise_amount": N_("Promise an amount up to {amount}."),
    "slip.promise_day": N_("Say by which day it will be paid, today or later."),
    "slip.no_promise": N_("No promise was made for {number}."),
    "slip.other_paper": N_("{number} is not a release slip."),
    "slip.superseded": N_(
        "A newer paper of {number} was printed. This one opens nothing: keep it."
    ),
    "slip.voided": N_("{number} was made void: {reason}. Keep the paper; nothing may leave."),
    "slip.used": N_("{number} was used already: its goods left on {time}."),
    "slip.not_issued": N_("{number} has not been issued yet. Ask the desk."),
    "slip.mismatched": N_("{number} was refused because the goods differ. Send them to the desk."),
    "slip.outdated": N_("{number} was good until {day}. Send them to the desk."),
    "slip.not_yet": N_("{number} is good from {day} on."),
    "slip.too_much": N_("{name}: less is left than that. Count again."),
    "slip.nothing_out": N_("Say what leaves."),
    "slip.nothing_differs": N_("Say what differs, in the list or in words."),
    "slip.begun": N_("Goods have left with {number}. Issue a new one for the rest instead."),
    "slip.still_good": N_("This slip is good until {day}. Void it if it is not needed."),
    "slip.no_stubs": N_("Scan or type the stubs first."),
    "slip.too_many_stubs": N_("At most {most} stubs at once."),
    "slip.bundle_unknown": N_("This bundle is not there."),
}
WORDS = {
    **{("slip.state", code): text for code, text in STATES.items()},
    ("slip.state", "not_back"): N_("Stub not back"),
    **{("slip.kind", code): text for code, text in KINDS.items()},
    **{("slip.standing", code): text for code, text in STANDINGS.items()},
    **{("slip.authority", code): text for code, text in AUTHORITIES.items()},
    **{("slip.decision", code): text for code, text in DECISIONS.items()},
    ("slip.answer", "agreed"): N_("Agreed"),
    ("slip.answer", "refused"): N_("Refused"),
    ("slip.answer", "no_answer"): N_("No answer"),
    ("slip.identity", "document"): N_("Document seen"),
    ("slip.identity", "known"): N_("Known by sight"),
    ("slip.identity", "not_checked"): N_("Not checked"),
    **{("slip.left", code): text for code, text in LEFT.items()},
    **{("slip.stub", code): text for code, text in STUBS.items()},
    ("slip.move", "check"): N_("Check"),
    ("slip.move", "issue"): N_("Issue"),
    ("slip.move", "reopen"): N_("Alter again"),
    ("slip.move", "release"): N_("Release"),
    ("slip.move", "release_part"): N_("Release a part"),
    ("slip.move", "mismatch"): N_("Goods differ"),
    ("slip.move", "file"): N_("File the stub"),
    ("slip.move", "reissue"): N_("Issue anew"),
    ("slip.move", "extend"): N_("Extend"),
    ("slip.move", "expire"): N_("Close as expired"),
    ("slip.move", "clear"): N_("Goods were right"),
    ("slip.move", "undo_release"): N_("Take the release back"),
    ("slip.move", "unfile"): N_("Stub was another one's"),
    ("slip.move", "void"): N_("Void"),
    ("today", "slip_mismatch"): N_("Goods differ at the gate"),
    ("today", "slip_expired"): N_("Release slip not used in time"),
    ("today", "slip_not_back"): N_("Stub not back from the gate"),
    ("today", "slip_draft"): N_("Release slip not finished"),
    ("today", "slip_at_gate"): N_("May go out today"),
    ("settings.group", "slips"): N_("Release slips"),
    ("permission", "slip.view"): N_("See release slips"),
    ("permission", "slip.issue"): N_("Issue release slips"),
    ("permission", "slip.override"): N_("Release in spite of arrears"),
    ("permission", "slip.release"): N_("Release at the gate"),
    ("action", "slip.begun"): N_("began a release slip"),
    ("action", "slip.amended"): N_("altered a release slip"),
    ("action", "slip.checked"): N_("checked a release slip"),
    ("action", "slip.issued"): N_("issued a release slip"),
    ("action", "slip.reopened"): N_("took a release slip back to alter it"),
    ("action", "slip.voided"): N_("voided a release slip"),
    ("action", "slip.reissued"): N_("issued a release slip anew"),
    ("action", "slip.extended"): N_("extended a release slip"),
    ("action", "slip.expired"): N_("closed an expired release slip"),
    ("action", "slip.filed"): N_("filed a stub"),
    ("action", "slip.unfiled"): N_("took a stub out of the file"),
    ("action", "slip.stubs_taken"): N_("took in a bundle of stubs"),
    ("action", "slip.released"): N_("let goods out"),
    ("action", "slip.release_undone"): N_("took a release back"),
    ("action", "slip.refused_at_gate"): N_("refused goods at the gate"),
    ("action", "slip.cleared"): N_("found the goods to be right"),
    ("action", "slip.scan_refused"): N_("refused a scanned release slip"),
    ("action", "slip.printed"): N_("printed a release slip"),
    ("action", "slip.stubs_printed"): N_("printed a list of missing and different stubs"),
    ("action", "slip.promise_printed"): N_("printed a promise to pay"),
    ("action", "slip.file_attached"): N_("attached a file to a release slip"),
    ("action", "slip.file_removed"): N_("took a file off a release slip"),
    ("action", "slip.erased"): N_("erased release slips past their time"),
}
