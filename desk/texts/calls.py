"""Words of the telephone log."""

from __future__ import annotations

from desk.core.words import N_
from desk.reception.calls import said

ERRORS = {
    "call.unknown": N_("This call is not in the book."),
    "call.subject_needed": N_("Write down what the call was about."),
    "call.whom_needed": N_("Say whom it is for: a name or a department."),
    "call.phone_needed": N_("Write down a number to ring back."),
    "call.due_past": N_("This time is past. Choose a later one."),
    "call.moved": N_(
        "That does not fit call {number} any more: {who} changed it at {time}, it is “{state}”."
    ),
    "call.erased": N_("The personal data of {number} were erased. It can't be changed any more."),
    "call.over": N_(
        "{who} passed call {number} on or voided it at {time}. Go on with what became of it."
    ),
    "outage.unknown": N_("This announcement is not there any more."),
    "outage.over": N_(
        "{who} ended “{title}” at {time}. Make a new announcement if it is out again."
    ),
    "outage.until_needed": N_("Say until when callers are to be told."),
    "outage.until_past": N_("It has to end later than it begins, and later than now."),
}
WORDS = {
    **{("call.state", code): words for code, words in said.STATES.items()},
    **{("call.kind", code): words for code, words in said.KINDS.items()},
    **{("call.direction", code): words for code, words in said.DIRECTIONS.items()},
    **{("call.then", code): words for code, words in said.THEN.items()},
    **{("outage.kind", code): words for code, words in said.OUTAGES.items()},
    ("call.state", "waiting"): N_("Waiting"),
    ("call.move", "deliver"): N_("Handed on"),
    ("call.move", "settle"): N_("Dealt with"),
    ("call.move", "call_back"): N_("Ring back"),
    ("call.move", "to_complaint"): N_("To complaint"),
    ("call.move", "to_order"): N_("To work order"),
    ("call.move", "to_message"): N_("Make a message"),
    ("call.move", "to_visit"): N_("Expect a visitor"),
    ("call.move", "reopen"): N_("Not done yet"),
    ("call.move", "void"): N_("Void"),
    ("outage.state", "planned"): N_("Planned"),
    ("outage.state", "on"): N_("In force"),
    ("outage.state", "over"): N_("Over"),
    ("record.kind", "call"): N_("Call"),
    ("record.kind", "callback"): N_("Callback"),
    ("record.kind", "visit"): N_("Visitor"),
    ("record.kind", "release_slip"): N_("Release slip"),
    ("today", "call_message"): N_("message to hand on"),
    ("today", "outage_ends"): N_("announcement runs out: is it over?"),
    ("today", "call_to_do"): N_("caller waits to hear"),
    ("permission", "call.view"): N_("see the telephone log"),
    ("permission", "call.write"): N_("write calls down"),
    ("permission", "outage.edit"): N_("say what callers are told"),
    ("action", "call.recorded"): N_("wrote the call down"),
    ("action", "call.amended"): N_("put the call right"),
    ("action", "call.delivered"): N_("handed the message on"),
    ("action", "call.settled"): N_("settled it"),
    ("action", "call.reopened"): N_("took it up again"),
    ("action", "call.to_be_rung"): N_("promised to ring back"),
    ("action", "call.to_be_handed_on"): N_("made a message of it"),
    ("action", "call.passed_on"): N_("passed the call on"),
    ("action", "call.voided"): N_("voided the call"),
    ("action", "call.erased"): N_("erased personal data of calls"),
    ("action", "outage.announced"): N_("announced what callers are told"),
    ("action", "outage.reworded"): N_("changed what callers are told"),
    ("action", "outage.ended"): N_("ended an announcement"),
    ("settings.group", "calls"): N_("Telephone"),
}
