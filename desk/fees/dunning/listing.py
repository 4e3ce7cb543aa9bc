"""The list of units in arrears, as the windows open one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.core.listing import Column, Filter, Listing, Order, Source
from desk.core.words import N_, listed
from desk.estate.models import Building, Unit
from desk.fees.dunning import arrears
from desk.fees.dunning.arrears import Owing, arrears_of, arrears_summary
from desk.fees.dunning.ladder import STEPS
from desk.fees.dunning.rows import ArrearsRow
from desk.fees.models import Charge

__all__ = ["ARREARS", "ArrearsSource", "arrears_of", "arrears_summary"]


class ArrearsSource(Source[ArrearsRow]):
    """The units that owe, held as tuples; what the screen shows of them is read by the page."""

    _owing: list[Owing] | None = None

    def _all(self) -> list[Owing]:
        with self._lock:
            if self._owing is None:
                rows: Any = arrears.owing(self.desk)
                for key, value in self.filters.items():
                    rows = self.listing.filter(key).apply(self.desk, rows, value)
                key, descending = self.sort
                rows.sort(key=lambda row: (row.sort, row.id))
                rows.sort(key=arrears.SORTS[key], reverse=descending)
                self._owing = rows
            return self._owing

    def count(self) -> int:
        """How many units there are."""
        return len(self._all())

    def build_jumps(self) -> None:
        """Read the whole list; rows are at hand from then on."""
        self._all()

    def rows(self, start: int, count: int) -> list[ArrearsRow]:
        """``count`` rows from row ``start`` on, fewer at the end."""
        return arrears.in_full(self.desk, self._all()[start : start + count])

    def index_of(self, record: int) -> int | None:
        """Where a unit stands in this list; None if it is not in it."""
        found = (place for place, row in enumerate(self._all()) if row.id == record)
        return next(found, None)

    def all(self) -> Iterator[ArrearsRow]:
        """Every row in order."""
        for start in range(0, self.count(), 512):
            yield from self.rows(start, 512)


@frozen
class ArrearsListing(Listing[ArrearsRow]):
    """A list whose rows are sums: opened as an ``ArrearsSource``."""

    def open(
        self,
        desk: Desk,
        filters: Mapping[str, Any] | None = None,
        sort: tuple[str, bool] | None = None,
    ) -> ArrearsSource:
        """The units in arrears that pass ``filters``, in ``sort`` order."""
        desk.require(self.permission)
        return ArrearsSource(self, desk, dict(filters or {}), sort)


def buildings(desk: Desk) -> list[tuple[str, str]]:
    """The buildings to choose from."""
    query: Any = Building.select(Building.id, Building.name).order_by(Building.sort)
    return [(str(key), name) for key, name in query.tuples()]


def codes(*known: str) -> Any:
    """Codes to choose from."""
    return lambda desk: [(code, code) for code in known]


def _aged(desk: Desk, rows: list[Owing], value: str) -> list[Owing]:
    passes = arrears.older_than(int(value), desk.today)
    return [row for row in rows if passes(row)]


def _text(desk: Desk, rows: list[Owing], value: str) -> list[Owing]:
    wanted = value.strip().lower()
    return [row for row in rows if wanted in row.code.lower()]


def _never(desk: Desk, row: Any = None) -> Any:
    raise NotImplementedError("the list of arrears is opened as an ArrearsSource")


_SUMS = (
    N_("Not due yet"), N_("1–30 days"), N_("31–60 days"), N_("61–90 days"), N_("91–180 days"),
    N_("181–365 days"), N_("Over a year"),
)  # fmt: skip


def _bucket(number: int) -> Column[ArrearsRow]:
    return Column(
        f"bucket{number}", _SUMS[number], "money", lambda r: r.buckets[number] or None, 104,
        shown=False,
    )  # fmt: skip


ARREARS: Listing[ArrearsRow] = ArrearsListing(
    key="arrears",
    title=N_("Arrears"),
    permission=Permission.FEES_VIEW,
    model=Unit,
    columns=(
        Column("unit", N_("Unit"), "code", lambda r: r.unit_code, 90, sort="sort"),
        Column("names", N_("Owner, tenant"), "text", lambda r: listed(r.names), 150),
        Column("phone", N_("Telephone"), "phone", lambda r: r.phone, 120, shown=False),
        Column("building", N_("Building"), "text", lambda r: r.building_name, 100, shown=False),
        Column("kind", N_("Kind"), "state", lambda r: r.kind, 90, "unit.kind", shown=False),
        Column("total", N_("Owed"), "money", lambda r: r.total, 112, sort="total"),
        Column("overdue", N_("Past due"), "money", lambda r: r.overdue, 112, sort="overdue"),
        Column("late_fee", N_("Late fee"), "money", lambda r: r.late_fee or None, 96),
        Column("oldest", N_("Since"), "date", lambda r: r.oldest, 104, sort="oldest"),
        Column(
            "days", N_("Days late"), "int", lambda r: max(r.days, 0), 84,
            tone=lambda r: "late" if r.days > 90 else None,
        ),
        Column(
            "step", N_("Next step"), "state", lambda r: r.step.due or r.step.waits or None, 120,
            "dunning.step", tone=lambda r: "due" if r.step.due else "muted",
        ),
        Column(
            "last", N_("Last contact"), "date", lambda r: r.last_contact, 104,
        ),
        Column(
            "promised", N_("Promised for"), "date", lambda r: r.promised_on, 104,
            tone=lambda r: "late" if r.broken else None,
        ),
        *(_bucket(number) for number in range(len(_SUMS))),
    ),
    query=_never,
    make=_never,
    # By sums, all but the first: only the keys matter here.
    orders={
        "sort": Order(Unit.sort),
        "total": Order(Charge.balance, descending=True),
        "overdue": Order(Charge.amount, descending=True),
        "oldest": Order(Charge.due),
    },
    default_order="total",
    filters=(
        Filter(
            "building", N_("Building"),
            lambda d, rows, v: [row for row in rows if row.building == int(v)],
            choices=buildings,
        ),
        Filter(
            "age", N_("Late by more than"), _aged,
            choices=codes("0", "30", "60", "90", "180", "365"), words="dunning.age",
        ),
        Filter(
            "step", N_("Step due"),
            lambda d, rows, v: [row for row in rows if row.step.due == v],
            choices=codes(*STEPS), words="dunning.step",
        ),
        Filter(
            "kind", N_("Kind"), lambda d, rows, v: [row for row in rows if row.kind == v],
            words="unit.kind",
        ),
        Filter(
            "broken", N_("Promise broken"),
            lambda d, rows, v: [row for row in rows if row.broken == bool(v)], "flag",
        ),
        Filter("text", N_("Unit"), _text, "text"),
    ),
)  # fmt: skip
