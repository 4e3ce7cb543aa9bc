"""Stubs that come back from the gate in a bundle: what agrees is filed, what is missing or
different is listed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean
from desk.reception.slip_tables import ReleaseSlip, SlipBundle, SlipCheck
from desk.reception.slips import flow
from desk.reception.slips.gate import found, let_out
from desk.reception.slips.reading import read_ids, read_one, read_where, slip_row
from desk.reception.slips.rows import SlipRow
from desk.reception.slips.verbs import file_in
from desk.reception.slips.writing import who

LEFT = ("", "all", "part", "none")
FILED, AGREES, RELEASED, MISSING = "filed", "agrees", "released", "missing"
MOST_STUBS = 1000
_GOOD = (AGREES, RELEASED)
_MISSING = (
    "s.valid_until <= ? AND (s.state IN ('part', 'released') "
    "OR (s.state = 'issued' AND s.valid_until < ?)) ORDER BY s.valid_until, s.id"
)


@frozen
class StubDraft:
    """One stub: its code scanned or its number typed.

    ``left`` is what the guard wrote on it: all, part, none, or blank for nothing to the contrary.
    """

    text: str
    left: str = ""
    note: str = ""


@frozen
class StubRow:
    """How a stub compares. ``result`` in words' domain ``slip.stub``: agrees, released (agrees,
    and its goods are written out with it), or what is wrong: twice, filed_before, voided, expired,
    mismatch, superseded, not_issued, part, whole, unknown, unreadable.
    """

    stub: str
    slip: SlipRow | None
    said: str
    result: str
    note: str = ""

    @property
    def good(self) -> bool:
        """Whether it may be filed."""
        return self.result in _GOOD


@frozen
class StubReport:
    """A bundle compared: every stub, and the slips whose stubs should be in it and are not."""

    rows: tuple[StubRow, ...]
    missing: tuple[SlipRow, ...]

    @property
    def different(self) -> tuple[StubRow, ...]:
        """The stubs that do not agree."""
        return tuple(row for row in self.rows if not row.good)


@frozen
class BundleRow:
    """A bundle that was taken in; ``until`` is the last day whose stubs should be in it."""

    id: int
    at: datetime
    who: str
    until: date
    stubs: int
    filed: int
    different: int
    missing: int
    note: str


@frozen
class BundleView:
    """A bundle in full: what became of each stub, and what was missing then."""

    row: BundleRow
    stubs: tuple[StubRow, ...]
    missing: tuple[SlipRow, ...]


def compare_stubs(desk: Desk, stubs: Sequence[StubDraft], until: date | None = None) -> StubReport:
    """Compare a bundle with the slips good until ``until`` (None: yesterday); nothing changes."""
    desk.require(Permission.SLIP_VIEW)
    day = until or desk.today.fromordinal(desk.today.toordinal() - 1)
    rows: list[StubRow] = []
    known: set[int] = set()
    for stub in stubs[:MOST_STUBS]:
        row = _compare(desk, stub, known)
        rows.append(row)
        if row.slip is not None:
            known.add(row.slip.id)
    missing = read_where(desk, _MISSING, (day.isoformat(), desk.today.isoformat()))
    return StubReport(tuple(rows), tuple(row for row in missing if row.id not in known))


def _compare(desk: Desk, stub: StubDraft, known: set[int]) -> StubRow:
    if stub.left not in LEFT:
        raise Refused("field.not_a_choice", "left")
    note = clean(stub.note, "note", 300)
    shown = "".join(filter(str.isprintable, " ".join(stub.text.split())))[:40]
    try:
        row, token = found(desk, stub.text)
    except Refused as refusal:
        result = "unknown" if refusal.code == "slip.unknown" else "unreadable"
        return StubRow(str(refusal.values.get("number", shown))[:40], None, stub.left, result, note)
    if row.id in known:
        result = "twice"
    elif token is not None and token.serial != row.serial:
        result = "superseded"
    else:
        result = result_of(row.state, stub.left)
    return StubRow(row.number, read_one(desk, row.id), stub.left, result, note)


_WRONG = {
    flow.FILED: "filed_before",
    flow.VOIDED: "voided",
    flow.EXPIRED: "expired",
    flow.MISMATCH: "mismatch",
    flow.DRAFT: "not_issued",
    flow.CHECKED: "not_issued",
}


def result_of(state: str, said: str) -> str:
    """What a stub that says so is worth for a slip in ``state``. Pure.

    A stub that says nothing tells that all has left. A gate without the program leaves its slips
    issued: the stub releases them.
    """
    if state in _WRONG:
        return _WRONG[state]
    if state == flow.RELEASED:
        return AGREES if said in ("", "all") else "whole"
    if state == flow.PART:
        return AGREES if said == "part" else "part"
    return RELEASED if said in ("", "all") else "part"


def _read_bundle(desk: Desk, bundle: int) -> BundleView:
    row = SlipBundle.get_or_none(SlipBundle.id == bundle)
    if row is None:
        raise Refused("slip.bundle_unknown")
    checks = list(SlipCheck.select().where(SlipCheck.bundle == bundle).order_by(SlipCheck.id))
    slips = {s.id: s for s in read_ids(desk, [c.slip_id for c in checks if c.slip_id])}
    stubs = tuple(
        StubRow(c.stub, slips.get(c.slip_id or 0), c.said, c.result, c.note)
        for c in checks if c.result != MISSING
    )  # fmt: skip
    missing = tuple(slips[c.slip_id] for c in checks if c.result == MISSING and c.slip_id)
    return BundleView(_bundle_row(row), stubs, missing)


def get_bundle(desk: Desk, bundle: int) -> BundleView:
    """A bundle that was taken in. Raises Refused("slip.bundle_unknown")."""
    desk.require(Permission.SLIP_VIEW)
    return _read_bundle(desk, bundle)


def last_bundles(desk: Desk, limit: int = 20) -> list[BundleRow]:
    """The bundles that were taken in last, newest first."""
    desk.require(Permission.SLIP_VIEW)
    query = SlipBundle.select().order_by(SlipBundle.id.desc()).limit(limit)
    return [_bundle_row(row) for row in query]


@once(_read_bundle)
def take_in_stubs(
    desk: Desk,
    stubs: Sequence[StubDraft],
    until: date | None = None,
    note: str = "",
    *,
    request: str | None = None,
) -> BundleView:
    """File the stubs that agree and keep what was different or missing.

    Raises Refused slip.no_stubs, slip.too_many_stubs.
    """
    if not stubs:
        raise Refused("slip.no_stubs", "stubs")
    if len(stubs) > MOST_STUBS:
        raise Refused("slip.too_many_stubs", "stubs", most=MOST_STUBS)
    with desk.change(Permission.SLIP_ISSUE, "slip.stubs_taken", request) as change:
        report = compare_stubs(desk, stubs, until)
        good = [row for row in report.rows if row.good]
        counts = [len(good), len(report.different), len(report.missing)]
        bundle = change.create(
            SlipBundle, at=change.now, staff=desk.session.staff if desk.session else None,
            who=who(desk), until=until or desk.today.fromordinal(desk.today.toordinal() - 1),
            stubs=len(report.rows), counts=counts, note=clean(note, "note", 300),
        )  # fmt: skip
        for row in report.rows:
            _keep(desk, change, bundle, row)
        for slip in report.missing:
            change.create(SlipCheck, bundle=bundle.id, slip=slip.id, result=MISSING)
        change.result(bundle.id)
    return _read_bundle(desk, bundle.id)


def _keep(desk: Desk, change: Change, bundle: SlipBundle, row: StubRow) -> None:
    slip = row.slip.id if row.slip else None
    change.create(
        SlipCheck, bundle=bundle.id, slip=slip, stub=row.stub, said=row.said, result=row.result,
        note=row.note,
    )  # fmt: skip
    if slip is None or not row.good:
        return
    known: ReleaseSlip = slip_row(slip)
    if row.result == RELEASED:
        let_out(desk, change, known, None, "", row.note)
    file_in(desk, change, known)


def _bundle_row(row: SlipBundle) -> BundleRow:
    filed, different, missing = row.counts
    return BundleRow(
        row.id, row.at, row.who, row.until, row.stubs, filed, different, missing, row.note
    )
