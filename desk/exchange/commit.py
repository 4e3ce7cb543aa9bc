"""A file's rows into the store: what would come of it, and all of it or nothing in one change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.estate.models import ColumnMatching, ImportBatch
from desk.exchange import opening
from desk.exchange.columns import Matching
from desk.exchange.ease import at_ease
from desk.exchange.known import Difference, Known, Outcome
from desk.exchange.rows import Reading
from desk.exchange.units import RowProblem, UnitRow
from desk.exchange.writer import Writer

CHUNK = 2_000
STEP = 250
SHOWN = 20
MOST_PROBLEMS = 1_000
LONGEST = {"building": 20, "entrance": 20, "room": 40}

Progress = Callable[[int, int | None], None]
Cancelled = Callable[[], bool]


class Rows(Protocol):
    """What an import reads: ``Reading``, or rows made by a program."""

    def __iter__(self) -> Any: ...


@dataclass(frozen=True)
class Line:
    """One row of the preview. ``differences`` are before → after, people under their role."""

    sheet: str
    row: int
    unit: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Warning:  # noqa: A001  (what it is to the user)
    """Something to know before importing: a code of the domain import.warning, and how often."""

    code: str
    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What importing a file would come to.

    ``counts``: units_new, units_changed, units_unchanged, people_new, roles_new, phones_new,
    vehicles_new, buildings_new, rows_bad, roles_ended, owners_gone; arrears (units that get an
    opening balance) and arrears_total (minor units), arrears_known (units that have one already),
    arrears_twice (rows that tell another sum of a unit), arrears_credit. The lines are the
    first few of each kind; ``problems`` the rows that can't be taken, with their cells.
    """

    counts: dict[str, int]
    new: tuple[Line, ...]
    changed: tuple[Line, ...]
    unchanged: tuple[Line, ...]
    problems: tuple[RowProblem, ...]
    warnings: tuple[Warning, ...]
    imported_before: datetime | None = None

    @property
    def units(self) -> int:
        """How many units the file speaks of."""
        return sum(self.counts.get(f"units_{s}", 0) for s in ("new", "changed", "unchanged"))


@dataclass(frozen=True)
class Imported:
    """An import that was carried out."""

    id: int
    at: datetime
    who: str
    counts: dict[str, int]


@dataclass
class _Run:
    """One pass over a file."""

    known: Known
    lines: dict[str, list[Line]] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)


def remembered(desk: Desk) -> dict[str, Matching]:
    """The matchings of earlier imports by fingerprint: hand them to ``rows.read``."""
    desk.require(Permission.IMPORT_RUN)
    found = {}
    for row in ColumnMatching.select():
        try:
            found[row.fingerprint] = Matching.from_values(row.matching)
        except ValueError:  # from a version with other fields
            continue
    return found


def preview(
    desk: Desk,
    reading: Reading,
    *,
    shown: int = SHOWN,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Preview:
    """What ``commit`` would do, without doing it. Needs import.run.

    Raises Refused("import.cancelled"); what is wrong with rows is told, not raised.
    """
    desk.require(Permission.IMPORT_RUN)
    with desk.storage.reading():
        run = _Run(Known(desk, explain=True))
        for row, outcome in _outcomes(run, reading, progress, cancelled):
            run.known.batch.clear()
            kind = run.lines.setdefault(outcome.status, [])
            run.known.explain = len(run.lines.get("new", ())) < shown
            if len(kind) < shown:
                differences = tuple(outcome.differences)
                kind.append(Line(row.sheet, row.row, outcome.code, differences))
        before = _imported_before(_digest(reading))
    counts = _counts(run)
    told = _warnings(desk, run, counts, before)
    new, changed, same = (
        tuple(run.lines.get(kind, ())) for kind in ("new", "changed", "unchanged")
    )
    return Preview(counts, new, changed, same, tuple(run.problems), told, before)


def get_import(desk: Desk, batch: int) -> Imported:
    """An import that was carried out."""
    row = ImportBatch.get_by_id(batch)
    return Imported(row.id, row.at, row.who, row.counts)


def past(desk: Desk, limit: int = 5) -> list[Imported]:
    """The imports that were carried out, newest first."""
    desk.require(Permission.IMPORT_RUN)
    rows = ImportBatch.select().order_by(ImportBatch.id.desc()).limit(limit)
    return [Imported(row.id, row.at, row.who, row.counts) for row in rows]


@once(get_import)
def commit(
    desk: Desk,
    reading: Reading,
    *,
    skip_bad: bool = False,
    request: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Imported:
    """Import a file: all of it, or nothing, in one change.

    Rows that can't be taken stop it with Refused("import.problems") unless ``skip_bad`` leaves
    them out. ``progress`` is told (rows done, rows in all); when ``cancelled`` says so, nothing
    was changed and Refused("import.cancelled") is raised. Also raises Refused("import.nothing"),
    and StoreError (a full disk) when the rows could not be kept: nothing of them is, then.
    """
    with (
        at_ease(),
        desk.change(Permission.IMPORT_RUN, "import.committed", request) as change,
        Writer(desk.storage.database) as writer,
    ):
        digest = _digest(reading)
        who = desk.session.name if desk.session else ""
        batch = change.create(ImportBatch, digest=digest, at=change.now, who=who, counts={})
        run = _Run(Known(desk))
        changes: list[list[Any]] = []
        waiting = 0
        for _, outcome in _outcomes(run, reading, progress, cancelled):
            if outcome.status == "changed":
                changes.append(_logged(outcome))
                change.about("unit", outcome.unit)
            waiting += 1
            if waiting == CHUNK:
                run.known.batch.write(desk, writer)
                waiting = 0
        counts = _counts(run)
        _refuse(counts, skip_bad)
        run.known.batch.finish(desk, writer)
        opening.write(desk, change, run.known.arrears, batch.id)
        _remember(change, reading)
        change.update(batch, counts=counts)
        change.note(counts=counts, changes=changes, created=_created(run.known))
    return Imported(batch.id, batch.at, batch.who, counts)


def _outcomes(
    run: _Run, reading: Reading, progress: Progress | None, cancelled: Cancelled | None
) -> Iterable[tuple[UnitRow, Outcome]]:
    total = getattr(reading, "rows", None)
    done = 0
    take = run.known.take
    for row in reading:
        done += 1
        if done % STEP == 0:
            if cancelled is not None and cancelled():
                raise Refused("import.cancelled")
            if progress is not None:
                progress(getattr(reading, "at", done), total)
        if isinstance(row, UnitRow):
            long = _too_long(row)
            if long is None:
                yield row, take(row)
                continue
            row = long
        run.known.counts["rows_bad"] += 1
        if len(run.problems) < MOST_PROBLEMS:
            run.problems.append(row)
    if cancelled is not None and cancelled():
        raise Refused("import.cancelled")
    if progress is not None:
        progress(total or done, total)


def _too_long(row: UnitRow) -> RowProblem | None:
    if len(row.room) <= 20 and len(row.building) <= 20 and len(row.entrance) <= 20:
        return None
    for name, most in LONGEST.items():
        value = getattr(row, name)
        if len(value) > most:
            values = {"value": value[:60], "most": most}
            return RowProblem(row.sheet, row.row, str(row.row), "import.row.place_long", values)
    return None


def _counts(run: _Run) -> dict[str, int]:
    counts = dict(run.known.counts)
    if run.known.gone:
        counts["owners_gone"] = len(run.known.gone)
    return counts


def _refuse(counts: dict[str, int], skip_bad: bool) -> None:
    bad = counts.get("rows_bad", 0)
    if bad and not skip_bad:
        raise Refused("import.problems", count=bad)
    if not any(key.startswith("units_") for key in counts):
        raise Refused("import.nothing")


def _warnings(
    desk: Desk, run: _Run, counts: dict[str, int], before: datetime | None
) -> tuple[Warning, ...]:
    gone = tuple(f"{code} {name}" for code, name in list(run.known.gone.values())[:SHOWN])
    found = (
        Warning("imported_before", 1 if before else 0),
        Warning("owner_gone", len(gone) and counts["owners_gone"], gone),
        Warning("role_ended", counts.get("roles_ended", 0)),
        *(Warning(*each) for each in opening.warnings(desk, counts)),
    )
    return tuple(warning for warning in found if warning.count)


def _digest(reading: Reading) -> str:
    path = getattr(reading, "path", None)
    if path is None:
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _imported_before(digest: str) -> datetime | None:
    if not digest:
        return None
    query = ImportBatch.select().where(ImportBatch.digest == digest)
    row = query.order_by(ImportBatch.id.desc()).first()
    return row.at if row else None


def _remember(change: Change, reading: Reading) -> None:
    tables: Sequence[Any] = getattr(reading, "tables", ())
    for matching in {table.fingerprint: table.matching for table in tables}.values():
        values = matching.as_values()
        known = ColumnMatching.get_or_none(ColumnMatching.fingerprint == matching.fingerprint)
        if known is None:
            change.create(ColumnMatching, fingerprint=matching.fingerprint, matching=values)
        else:
            change.update(known, matching=values)


def _logged(outcome: Outcome) -> list[Any]:
    """What the log keeps of a changed unit: what is personal only by its name."""
    plain = {"kind", "area", "state", "floor", "since"}
    said = [
        [d.field, d.before, d.after] if d.field in plain else [d.field] for d in outcome.differences
    ]
    return [outcome.unit, said]


def _created(known: Known) -> dict[str, list[int]]:
    """The ids that the import gave, first and last."""
    made = {
        "unit": [known.first_unit, known.next_unit - 1],
        "person": [known.first_person, known.next_person - 1],
    }
    return {kind: span for kind, span in made.items() if span[1] >= span[0]}
