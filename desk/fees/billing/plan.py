"""One unit, one item, one period: which days are charged, by which tariff, to whom. Pure.

This is the rule in full. Units with nothing particular about them are charged by statements
(``sheet``) that come to the same lines; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from desk.core.frozen import frozen
from desk.fees.billing.facts import Facts, Left, Line, Override, Role, Tariff
from desk.fees.billing.figures import line_of, missing
from desk.fees.billing.periods import DAY


@frozen
class _State:
    code: str
    tariff: Tariff | None = None
    override: Override | None = None
    person: int | None = None


def is_for(unit_kinds: Sequence[str], kind: str) -> bool:
    """Whether an item with these ``unit_kinds`` is charged for units of ``kind``.

    None named is all but public ones: corridors and pump rooms owe nothing unless that is said.
    """
    return kind in unit_kinds if unit_kinds else kind != "public"


def runs(since: date | None, until: date | None, day: date) -> bool:
    """Whether ``day`` lies within ``since``–``until``, None being open."""
    return (since is None or since <= day) and (until is None or day <= until)


def pick_tariff(tariffs: Sequence[Tariff], building: int, kind: str, day: date) -> Tariff | None:
    """The narrowest tariff that holds there on ``day``."""
    found = [t for t in tariffs if t.suits(building, kind) and runs(t.since, t.until, day)]
    return max(found, key=lambda t: t.narrow, default=None)


def pick_payer(payer: str, roles: Sequence[Role], day: date) -> tuple[bool, int | None]:
    """(whether the unit is charged that day, who pays).

    An owner's item at a unit without any owner on record is charged to the unit itself.
    """
    wanted = {"owner": ("owner",), "tenant": ("tenant",)}.get(payer, ("tenant", "owner"))
    for role in wanted:
        held = [r for r in roles if r.role == role and runs(r.since, r.until, day)]
        if held:
            return True, min(held, key=lambda r: (-r.share, r.id)).person
    known = any(r.role in wanted for r in roles)
    return payer != "tenant" and not known, None


def cuts(first: date, last: date, times: Sequence[tuple[date | None, date | None]]) -> list[date]:
    """The days within ``first``–``last`` on which one of ``times`` begins or has just ended."""
    found = {first}
    for since, until in times:
        if since is not None and first < since <= last:
            found.add(since)
        if until is not None and first <= until < last:
            found.add(until + DAY)
    return sorted(found)


def plan(
    facts: Facts,
    kind: str,
    payer: str,
    first: date,
    last: date,
    tariffs: Sequence[Tariff],
    overrides: Sequence[Override],
    roles: Sequence[Role],
    taken: Sequence[tuple[date, date]],
    total: Callable[[Tariff], int],
) -> tuple[list[Line], list[Left]]:
    """The lines of a unit for ``first``–``last`` and the days that are left out.

    ``taken`` are the days that charges stand for already; ``total`` gives a pool's whole weight.
    Raises Refused where an amount can't be worked out.
    """
    mine = [t for t in tariffs if t.suits(facts.building, facts.kind)]

    def state(day: date) -> _State:
        if any(start <= day <= end for start, end in taken):
            return _State("billed")
        tariff = pick_tariff(mine, facts.building, facts.kind, day)
        if tariff is None:
            return _State("no_tariff")
        override = next((o for o in overrides if runs(o.since, o.until, day)), None)
        if override is not None and override.excluded:
            return _State("excluded")
        charged, person = pick_payer(payer, roles, day)
        if not charged:
            return _State("no_payer")
        code = missing(facts, kind, tariff, override)
        return _State(code) if code else _State("", tariff, override, person)

    times: list[tuple[date | None, date | None]] = [*taken]
    times += [(t.since, t.until) for t in mine]
    times += [(o.since, o.until) for o in overrides]
    times += [(r.since, r.until) for r in roles]
    starts = cuts(first, last, times)
    stretches: list[tuple[date, date, _State]] = []
    for start, following in zip(starts, [*starts[1:], last + DAY], strict=True):
        now = state(start)
        if stretches and stretches[-1][2] == now:
            stretches[-1] = (stretches[-1][0], following - DAY, now)
        else:
            stretches.append((start, following - DAY, now))
    lines = [
        line_of(facts, kind, s.tariff, s.override, s.person, (start, end), total)
        for start, end, s in stretches
        if s.tariff is not None
    ]
    left = _left([(s.code, (end - start).days + 1) for start, end, s in stretches if s.code])
    return lines, left


def _left(days: list[tuple[str, int]]) -> list[Left]:
    sums: dict[str, int] = {}
    for code, count in days:
        sums[code] = sums.get(code, 0) + count
    return [Left(code, count) for code, count in sums.items()]
