"""Words of complaints, callbacks and working time."""

from __future__ import annotations

from desk.core.words import N_
from desk.printing.complaint_words import (
    KINDS,
    SEVERITIES,
    SOURCES,
    STANDINGS,
    STATES,
    STEPS,
    WAYS,
)
from desk.service.callbacks.said import OUTCOMES, SCORES
from desk.service.callbacks.said import STATES as CALLBACK_STATES
from desk.service.complaints.tree import NAMES

ERRORS = {
    "setting.work_week": N_(
        "Write working hours as days and times: 1-5 09:00-12:00 13:30-18:00; 6 09:00-12:00."
    ),
    "setting.work_days": N_(
        "Write single days as 2026-10-10 09:00-18:00; 2026-10-12 closed; 2026-10-17 work."
    ),
    "category.unknown": N_("This category is not in the list any more. Choose another."),
    "category.name_taken": N_("{name} is there already. Choose another name."),
    "category.parent": N_("Categories stand below a line, and a line with categories stays one."),
    "category.limit": N_("Enter minutes from 1 to {most}, or leave it blank."),
    "category.last": N_("One line must stay in use."),
    "complaint.unknown": N_("There is no such complaint."),
    "complaint.nobody": N_("Say who complains or where it is: unit, place, name or phone."),
    "complaint.links": N_("Not more than {most} records can be linked at once."),
    "complaint.link_unknown": N_("There is no such record to link."),
    "complaint.moved": N_(
        "{who} has gone on with complaint {number} meanwhile ({time}): it is “{state}” now. What "
        "you typed is still here."
    ),
    "complaint.changed_meanwhile": N_(
        "{who} has changed complaint {number} meanwhile ({time}); it is “{state}”. Hand in once "
        "more to do this all the same."
    ),
    "complaint.ended": N_("Complaint {number} has ended. Reopen it to go on."),
    "complaint.erased": N_("The people of complaint {number} are erased; it stays as it is."),
    "complaint.department_first": N_(
        "Judge first which department answers for it: hand it to a department."
    ),
    "complaint.same_department": N_("It is with {name} already. Choose another department."),
    "complaint.no_step": N_("This is not a step to tick now."),
    "complaint.skip_note": N_("Say why this step is passed over."),
    "complaint.until_past": N_("Choose a time to come."),
    "complaint.just_urged": N_("Complaint {number} was urged just now."),
    "complaint.already_valid": N_("Complaint {number} is a valid one already."),
    "complaint.merge_self": N_("A complaint can't go into itself. Choose the other one."),
    "complaint.merge_ended": N_("Complaint {number} has ended. Reopen it first."),
    "callback.unknown": N_("There is no such callback."),
    "callback.score": N_("Enter how content they are from 1 to 5."),
    "callback.unsettled_words": N_("Write down what is not settled."),
    "callback.moved": N_(
        "{who} has ended this callback meanwhile ({time}): {state}. What you typed is still here."
    ),
    "callback.too_early": N_(
        "Rung {tries} of {most} times. Ring again first, put it off, or ask a supervisor."
    ),
    "callback.next_past": N_("Choose a time to come for the next attempt."),
}


def _words(domain: str, words: dict[str, str]) -> dict[tuple[str, str], str]:
    return {(domain, code): text for code, text in words.items()}


WORDS = {
    **_words("complaint.kind", KINDS),
    **_words("complaint.source", SOURCES),
    **_words("complaint.severity", SEVERITIES),
    **_words("complaint.standing", STANDINGS),
    **_words("complaint.step", STEPS),
    **_words("complaint.category", NAMES),
    **_words("callback.way", WAYS),
    **_words("callback.state", CALLBACK_STATES),
    **_words("callback.outcome", OUTCOMES),
    **_words("callback.score", SCORES),
    ("complaint.nature", "valid"): N_("Valid complaint"),
    ("complaint.nature", "communicative"): N_("Communicative complaint"),
    ("complaint.waiting", "customer"): N_("The customer"),
    ("complaint.waiting", "parts"): N_("Parts"),
    ("complaint.waiting", "other"): N_("Something else"),
    ("complaint.clock", ""): N_("As the line"),
    ("complaint.clock", "working"): N_("Working time"),
    ("complaint.clock", "always"): N_("Around the clock"),
    ("complaint.state", "open"): N_("All open"),
    **_words("complaint.state", STATES),
    ("complaint.move", "respond"): N_("Respond"),
    ("complaint.move", "start"): N_("Start"),
    ("complaint.move", "resume"): N_("Go on"),
    ("complaint.move", "resolve"): N_("Resolved"),
    ("complaint.move", "close"): N_("Close"),
    ("complaint.move", "feed_back"): N_("Feed back"),
    ("complaint.move", "step"): N_("Step done"),
    ("complaint.move", "pause"): N_("Pause"),
    ("complaint.move", "transfer"): N_("Hand to department"),
    ("complaint.move", "take"): N_("Take it over"),
    ("complaint.move", "urge"): N_("Urge"),
    ("complaint.move", "convert"): N_("Has become valid"),
    ("complaint.move", "merge"): N_("Merge"),
    ("complaint.move", "reopen"): N_("Reopen"),
    ("complaint.move", "invalid"): N_("Mark invalid"),
    ("complaint.move", "force_close"): N_("Close by force"),
    ("callback.move", "done"): N_("Reached"),
    ("callback.move", "tried"): N_("No answer"),
    ("callback.move", "put_off"): N_("Put off"),
    ("callback.move", "give_up"): N_("Give up"),
    ("record.kind", "complaint"): N_("Complaint"),
    ("record.kind", "work_order"): N_("Work order"),
    ("today", "complaint_respond"): N_("Respond to a complaint"),
    ("today", "complaint_feedback"): N_("Tell the complainant how far it is"),
    ("today", "complaint_close"): N_("Complaint to be settled"),
    ("today", "complaint_waited"): N_("Complaint waits; go on?"),
    ("today", "callback"): N_("Call back"),
    ("settings.group", "work"): N_("Working time"),
    ("settings.group", "service"): N_("Service"),
    ("permission", "complaint.view"): N_("See complaints"),
    ("permission", "complaint.work"): N_("Take down and work on complaints"),
    ("permission", "complaint.force"): N_("Mark complaints invalid, close them by force"),
    ("permission", "complaint.set_up"): N_("Set up lines and categories of complaints"),
    ("permission", "callback.work"): N_("Call back"),
    ("action", "complaint.registered"): N_("took down a complaint"),
    ("action", "complaint.amended"): N_("corrected a complaint"),
    ("action", "complaint.responded"): N_("responded to a complaint"),
    ("action", "complaint.started"): N_("began to handle a complaint"),
    ("action", "complaint.fed_back"): N_("told the complainant how far it is"),
    ("action", "complaint.step_done"): N_("did a step of a complaint"),
    ("action", "complaint.paused"): N_("paused a complaint"),
    ("action", "complaint.resumed"): N_("went on with a complaint"),
    ("action", "complaint.transferred"): N_("handed a complaint to a department"),
    ("action", "complaint.taken"): N_("took over a complaint"),
    ("action", "complaint.urged"): N_("urged a complaint"),
    ("action", "complaint.converted"): N_("judged a complaint to have become valid"),
    ("action", "complaint.linked"): N_("linked a record to a complaint"),
    ("action", "complaint.repair_made"): N_("made a work order from a complaint"),
    ("action", "complaint.noted"): N_("wrote a note about a complaint"),
    ("action", "complaint.attached"): N_("attached a file to a complaint"),
    ("action", "complaint.detached"): N_("took a file off a complaint"),
    ("action", "complaint.resolved"): N_("resolved a complaint"),
    ("action", "complaint.closed"): N_("closed a complaint"),
    ("action", "complaint.reopened"): N_("reopened a complaint"),
    ("action", "complaint.invalid"): N_("marked a complaint invalid"),
    ("action", "complaint.forced"): N_("closed a complaint by force"),
    ("action", "complaint.merged"): N_("merged two complaints"),
    ("action", "complaint.printed"): N_("printed a complaint form"),
    ("action", "complaint.erased"): N_("erased people from old complaints"),
    ("action", "category.created"): N_("added a category of complaints"),
    ("action", "category.updated"): N_("changed a category of complaints"),
    ("action", "callback.done"): N_("called back"),
    ("action", "callback.tried"): N_("called back in vain"),
    ("action", "callback.put_off"): N_("put a callback off"),
    ("action", "callback.given_up"): N_("gave a callback up"),
    ("action", "callback.erased"): N_("erased people from old callbacks"),
}
