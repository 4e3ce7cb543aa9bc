"""Neutral phrases for what is said to a complainant: the desk promises nothing by itself."""

from __future__ import annotations

from desk.core.words import N_, gettext

_SAID = {
    "respond": (
        N_("Thank you for telling us. We have taken it down and passed it on."),
        N_("The department in charge will look at it and get in touch."),
        N_("I can't say yet when it will be done; we will tell you how far it is."),
        N_("We are sorry for the trouble."),
    ),
    "feed_back": (
        N_("The department is at it; it is not finished yet."),
        N_("It has been looked at on the spot; the way to mend it is being decided."),
        N_("We are waiting for parts or for others to answer, and will tell you when they have."),
    ),
    "resolve": (
        N_("Looked at on the spot and put right."),
        N_("Explained by the rules that apply; the complainant knows where to ask further."),
        N_("Spoken to the people concerned."),
    ),
}


def phrases(occasion: str) -> list[str]:
    """What may be said at a move (respond, feed_back, resolve), in the language in force."""
    return [gettext(text) for text in _SAID.get(occasion, _SAID["respond"])]
