"""What stands on a complaint form in words, by code; the windows read the same."""

from __future__ import annotations

from desk.core.words import N_

KINDS = {
    "valid": N_("Valid complaint"),
    "help": N_("Asks for help"),
    "inquiry": N_("Inquiry"),
    "venting": N_("Lets off steam"),
}
SOURCES = {
    "visit": N_("Came in person"),
    "call": N_("Telephone"),
    "letter": N_("Letter"),
    "web": N_("Internet"),
    "patrol": N_("Patrol"),
}
SEVERITIES = {
    "minor": N_("Minor"),
    "ordinary": N_("Ordinary"),
    "serious": N_("Serious"),
    "urgent": N_("Urgent"),
}
STANDINGS = {
    "owner": N_("Owner"),
    "tenant": N_("Tenant"),
    "family": N_("Family"),
    "company": N_("Company"),
    "passer_by": N_("Passer-by"),
    "anonymous": N_("Anonymous"),
    "other": N_("Other"),
}
STATES = {
    "registered": N_("Registered"),
    "responded": N_("Responded"),
    "in_progress": N_("In progress"),
    "paused": N_("Paused"),
    "resolved": N_("To be called back"),
    "closed": N_("Settled and closed"),
    "reopened": N_("Reopened"),
    "invalid": N_("Invalid"),
    "forced": N_("Ended by force"),
    "merged": N_("Merged"),
}
STEPS = {
    "record": N_("Record"),
    "nature": N_("Judge the nature"),
    "department": N_("Judge the responsible department"),
    "visit": N_("Go and look with its head"),
    "handling": N_("Its head leads the handling"),
    "identity": N_("Confirm who it is"),
    "payments": N_("Look at the payments"),
    "answer": N_("Answer, or pass to the department"),
    "callback": N_("Call back"),
}
WAYS = {
    "call": N_("Telephone"),
    "visit": N_("Visit"),
    "message": N_("Message"),
    "counter": N_("At the counter"),
}
