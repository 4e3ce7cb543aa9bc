"""Two at one record: what both wrote is put together, and what can't be is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.access import Permission
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.frozen import frozen
from desk.core.meanwhile import QUIET, merged, rebased, who_and_when

MEANWHILE = {"who": "Clerk", "time": "09:00"}
ASKED = {"person": "name"}
words = st.sampled_from("abc")


@frozen
class Draft:
    """What two people write."""

    name: str
    person: str = ""


drafts = st.builds(Draft, words, words)


def reads(name: str, value: object) -> str:
    return f"{name}={value}" if value else ""


@given(drafts, drafts, drafts)
def test_each_field_is_whose_who_changed_it(mine: Draft, base: Draft, theirs: Draft) -> None:
    both = {
        name for name in ("name", "person")
        if len({getattr(each, name) for each in (mine, base, theirs)}) == 3
    }  # fmt: skip
    try:
        made = merged(mine, base, theirs, reads, lambda: MEANWHILE)
    except Refused as refusal:
        reasons = refusal.reasons if isinstance(refusal, RefusedMany) else [refusal]
        assert {each.field for each in reasons} == both
        assert {each.code for each in reasons} == {"record.changed"}
        # told so, the same is handed in again: mine stands where both wrote, theirs elsewhere
        made = merged(mine, rebased(base, theirs, refusal), theirs, reads, lambda: MEANWHILE)
    else:
        assert not both
    for name in ("name", "person"):
        ours, old, new = (getattr(each, name) for each in (mine, base, theirs))
        assert getattr(made, name) == (new if ours == old else ours)


def test_a_form_that_knows_of_no_other_hands_in_what_it_has() -> None:
    mine = Draft("a")
    assert merged(mine, None, Draft("b"), reads, lambda: MEANWHILE) is mine


def test_it_is_told_beside_the_field_that_asks_for_it() -> None:
    base = Draft("a", "1")
    theirs = replace(base, person="")
    with pytest.raises(Refused) as refused:
        merged(replace(base, person="2"), base, theirs, reads, lambda: MEANWHILE, ASKED)
    assert refused.value.field == "name"
    assert refused.value.values == {"now": "—", **MEANWHILE}
    assert rebased(base, theirs, refused.value, ASKED) == theirs
    other = Refused("text.required", "name")
    assert rebased(base, theirs, other, ASKED) == base


def test_nobody_changed_what_is_new(desk: Desk) -> None:
    assert who_and_when(desk, "unit", 1) == {"who": "", "time": ""}


def test_the_day_is_said_if_it_was_another(desk: Desk, clock: FixedClock) -> None:
    for action in ("thing.changed", "personal.revealed", "thing.printed"):
        with desk.change(Permission.LOG_VIEW, action) as change:
            change.about("thing", 1)
    at = f"{desk.local(desk.now):%H:%M}"
    quiet = QUIET | {"thing.printed"}
    assert desk.session is not None
    assert who_and_when(desk, "thing", 1, quiet) == {"who": desk.session.name, "time": at}
    day = f"{desk.today:%m-%d}"
    clock.advance(timedelta(days=1))
    assert who_and_when(desk, "thing", 1, quiet)["time"] == f"{day} {at}"
