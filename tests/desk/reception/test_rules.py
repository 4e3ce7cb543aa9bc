"""Rules without a store: drafts, the watch list's comparing, settings that are lists."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.errors import Refused, RefusedMany
from desk.reception.visitors import options
from desk.reception.visitors.drafts import CompanionDraft, Terms, VisitDraft, check_visit
from desk.reception.visitors.watching import Probe, best, compare, fold_name, probe, sound_of

NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
NAMES = st.text("王李张伟敏娜wangLI 0123·", min_size=0, max_size=6)
NUMBERS = st.sampled_from(["", "A1", "B2", "13800138000"])
PROBES = st.builds(probe, NAMES, NUMBERS, NUMBERS, NUMBERS)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=30), st.integers(-3, 600))
def test_any_typing_is_kept_or_refused(name: str, phone: str, number: str, people: int) -> None:
    draft = VisitDraft(
        name=name, purpose="办事", unit=1, phone=phone, document_kind="passport", document=number,
        people=people,
    )  # fmt: skip
    try:
        values = check_visit(draft, Terms(NOW))
    except Refused as refusal:
        reasons = refusal.reasons if isinstance(refusal, RefusedMany) else [refusal]
        assert {r.field for r in reasons} <= {"name", "phone", "document", "people"}
        return
    assert "\0" not in "".join(str(v) for v in values.values())
    assert 1 <= values["people"] <= 500
    assert values["name"] == " ".join(values["name"].split()) != ""


@given(st.integers(0, 20), st.integers(-5, 30))
def test_people_count_the_companions(companions: int, people: int) -> None:
    named = tuple(CompanionDraft(f"客{n}") for n in range(companions))
    draft = VisitDraft(name="张", purpose="办事", unit=1, people=people, companions=named)
    if people > companions:
        assert check_visit(draft, Terms(NOW))["people"] == people
    else:
        with pytest.raises(Refused) as caught:
            check_visit(draft, Terms(NOW))
        assert caught.value.field == "people"


@given(st.timedeltas(timedelta(days=-3), timedelta(days=3)))
def test_leaving_lies_ahead(step: timedelta) -> None:
    draft = VisitDraft(name="张", purpose="办事", unit=1, leave_by=NOW + step)
    if step > timedelta(0):
        assert check_visit(draft, Terms(NOW))["leave_by"] == NOW + step
    else:
        with pytest.raises(Refused):
            check_visit(draft, Terms(NOW))


@given(PROBES)
def test_everybody_meets_themselves(person: Probe) -> None:
    match = compare(person, person)
    known = any([person.folded, person.phone, person.document, person.plate])
    assert (match is not None) == known
    if match is not None:
        assert match.strong


@given(PROBES, PROBES)
def test_comparing_has_no_direction(one: Probe, other: Probe) -> None:
    assert compare(one, other) == compare(other, one)


@given(PROBES, st.lists(PROBES, max_size=4))
def test_nothing_agrees_means_no_match(entry: Probe, people: list[Probe]) -> None:
    match = best(entry, people)
    if match is None:
        for person in people:
            assert not (entry.phone and entry.phone == person.phone)
            assert not (entry.folded and entry.folded == person.folded)
    elif match.strong:
        assert set(match.by) <= {"document", "phone", "plate", "name"}


@pytest.mark.parametrize(
    ("one", "other", "strong"),
    [
        ("张伟", "張偉", True),
        ("张伟", "章伟", False),
        ("Anna Müller", "anna müller", True),
        ("ＬＩ ＭＩＮ", "limin", True),
        ("张伟", "张卫", False),
        ("单雄信", "善雄信", False),
    ],
)
def test_names_meet_across_scripts_and_sounds(one: str, other: str, strong: bool) -> None:
    match = compare(probe(one), probe(other))
    assert match is not None
    assert match.strong is strong


@pytest.mark.parametrize(("one", "other"), [("张", "章"), ("张伟", "李伟"), ("", ""), ("Li", "李")])
def test_names_that_do_not_meet(one: str, other: str) -> None:
    assert compare(probe(one), probe(other)) is None


def test_same_name_with_another_document_is_weak() -> None:
    match = compare(probe("张伟", "A1"), probe("张伟", "B2"))
    assert match is not None
    assert not match.strong


def test_odd_names_have_no_sound() -> None:
    assert sound_of("䶮") == sound_of("<b>") == sound_of("👩‍👧") == ""
    assert fold_name("=1+1") == "11"


@pytest.mark.parametrize(
    ("text", "badges"),
    [
        ("", []),
        ("A-001..A-003; VIP1", ["A-001", "A-002", "A-003", "VIP1"]),
        ("1..3；9", ["1", "2", "3", "9"]),
        ("A8~10", ["A8", "A9", "A10"]),
    ],
)
def test_badges_are_read(text: str, badges: list[str]) -> None:
    assert options.parse_badges(text) == badges


@pytest.mark.parametrize("text", ["A9..A1", "1..99999", "x" * 41])
def test_badges_that_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        options.parse_badges(text)


@given(st.text(string.printable + "；：送货", max_size=30))
def test_settings_refuse_rather_than_break(text: str) -> None:
    for read in (options.parse_badges, options.parse_stays, options.parse_time):
        try:
            read(text)
        except Refused:
            continue


def test_stays_are_read() -> None:
    assert options.parse_stays("送货 30; 看 房 60") == {"送货": 30, "看 房": 60}
    with pytest.raises(Refused):
        options.parse_stays("送货")
