"""The monthly run 出账: preview, post, reverse; and the runs that were made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.money import plain
from desk.core.text import clean
from desk.fees.billing.compare import digest as mark_of
from desk.fees.billing.compare import told
from desk.fees.billing.drafts import ItemTotal, RunDraft, RunPreview, RunRow, RunView, Tick
from desk.fees.billing.groups import tariffs_in
from desk.fees.billing.periods import add_months, begins_cycle, month_of
from desk.fees.billing.pools import Pools
from desk.fees.billing.sheet import (
    Sheet,
    charge_ordinary,
    drop_tables,
    open_tables,
    sort_units,
)  # fmt: skip
from desk.fees.billing.special import charge_special
from desk.fees.flow import RUN
from desk.fees.items import PERIODIC, item_row
from desk.fees.models import BillingRun, FeeItem

HANDFUL = 1_000
"""Units whose charges one statement posts: between them it can be stopped."""
AHEAD = 12
"""Months that a run may lie ahead: a mistyped year would bill everybody for it."""

_POST = """
INSERT INTO charge (unit_id, person_id, item_id, tariff_id, source, source_id, state, billed,
    posted_on, period_from, period_to, due, quantity, price, part, parts, rate, inputs,
    amount, paid, reduced, balance)
SELECT unit, person, item, tariff, 'run', :run, 'posted', 1, :today, first, last, due, quantity,
    price, part, parts, rate, inputs, amount, 0, 0, amount
FROM bill_line WHERE unit BETWEEN :low AND :high ORDER BY unit, item, first
"""
_OF_RUN = "id BETWEEN :first AND :last AND source = 'run' AND source_id = :run"


def preview(desk: Desk, draft: RunDraft, tick: Tick | None = None) -> RunPreview:
    """What ``post`` would charge, without keeping anything. Safe on a background thread.

    Raises Refused: run.no_items, run.not_periodic, run.not_this_month, run.too_far (more than a
    year ahead), item.unknown. Units whose amount can't be worked out are in ``problems``;
    ``post`` refuses while there are any.
    """
    desk.require(Permission.BILLING_RUN)
    with desk.storage.reading(), _worked_out(_sheet(desk, draft, tick)) as sheet:
        return told(sheet)


def get_run(desk: Desk, run: int) -> RunRow:
    """One run. Raises Refused("run.unknown")."""
    desk.require(Permission.FEES_VIEW)
    return run_views([_row(run)])[0]


@once(get_run)
def post(
    desk: Desk,
    draft: RunDraft,
    *,
    expected_total: int | None = None,
    digest: str | None = None,
    tick: Tick | None = None,
    request: str | None = None,
) -> RunRow:
    """Charge the month: one run, one transaction, one entry in the log.

    ``expected_total`` and ``digest`` of the preview make sure that what was looked at is what is
    posted. Raises Refused as ``preview``, and: run.nothing (all is billed already), run.changed,
    the first problem as run.….
    """
    with desk.change(Permission.BILLING_RUN, "billing.posted", request) as change:
        sheet = _sheet(desk, draft, tick)
        sheet.steps = 2
        with _worked_out(sheet):
            if sheet.problems:
                raise sheet.problems[0].error()
            count, total, mark = mark_of(sheet)
            if not count:
                raise Refused("run.nothing")
            if expected_total not in (None, total) or digest not in (None, mark):
                raise Refused("run.changed", total=plain(total))
            row = _keep(desk, change, sheet, count, total)
    return get_run(desk, row.id)


@once(get_run)
def reverse(desk: Desk, run: int, reason: str, *, request: str | None = None) -> RunRow:
    """Take a run back as a whole, while nothing of it is paid or let off.

    Raises Refused: run.paid, workflow.not_now, workflow.reason_needed, run.unknown.
    """
    with desk.change(Permission.BILLING_REVERSE, "billing.reversed", request) as change:
        row = _row(run)
        reason = clean(reason, "reason", 300)
        RUN.check("reverse", row.state, reason)
        values = {"first": row.first, "last": row.last, "run": row.id}
        sql = desk.storage.database.execute_sql
        paid = sql(
            f"SELECT count(*) FROM charge WHERE {_OF_RUN} AND state = 'posted' "
            "AND (paid > 0 OR reduced > 0)",
            values,
        ).fetchone()[0]
        if paid:
            raise Refused("run.paid", count=paid)
        sql(
            "UPDATE charge SET state = 'reversed', billed = 0, reduced = amount, balance = 0 "
            f"WHERE {_OF_RUN} AND state = 'posted'",
            values,
        )
        who = desk.session.name if desk.session else ""
        change.update(row, state="reversed", reversed_at=change.now, reversed_by=who, reason=reason)
    return get_run(desk, run)


def run_rows(desk: Desk, limit: int = 50) -> list[RunRow]:
    """The latest runs, newest first."""
    desk.require(Permission.FEES_VIEW)
    return run_views(list(BillingRun.select().order_by(BillingRun.id.desc()).limit(limit)))


def run_view(desk: Desk, run: int) -> RunView:
    """A run in full."""
    desk.require(Permission.FEES_VIEW)
    row = _row(run)
    view = run_views([row])[0]
    found = desk.storage.database.execute_sql(
        "SELECT c.item_id, i.name, count(*), sum(c.amount), sum(c.paid), "
        "sum(CASE WHEN c.state = 'posted' THEN c.reduced ELSE 0 END), sum(c.balance) "
        f"FROM charge c JOIN fee_item i ON i.id = c.item_id WHERE c.{_OF_RUN} "
        "GROUP BY c.item_id ORDER BY i.position, i.id",
        {"first": row.first, "last": row.last, "run": row.id},
    ).fetchall()
    items = tuple(
        ItemTotal(item, name, count, total, 0, 0) for item, name, count, total, *_ in found
    )
    paid, reduced, left = (sum(line[at] for line in found) for at in (4, 5, 6))
    return RunView(view, items, paid, reduced, left)


def _sheet(desk: Desk, draft: RunDraft, tick: Tick | None) -> Sheet:
    if not draft.items:
        raise Refused("run.no_items", "items")
    month, items = month_of(draft.month), [item_row(item) for item in dict.fromkeys(draft.items)]
    if month > add_months(desk.today, AHEAD):
        raise Refused("run.too_far", "month", month=f"{month:%Y-%m}", most=AHEAD)
    for item in items:
        if item.kind not in PERIODIC or not item.active:
            raise Refused("run.not_periodic", "items", name=item.name)
        if not begins_cycle(month, item.cycle, item.cycle_start):
            raise Refused("run.not_this_month", "items", name=item.name, cycle=item.cycle)
    return Sheet(desk, month, items, draft.units, tick)


@contextmanager
def _worked_out(sheet: Sheet) -> Iterator[Sheet]:
    open_tables(sheet)
    sheet.move(0)
    for item in sheet.items:
        first, last = sheet.period(item)
        tariffs = tariffs_in(item.id, first, last)
        pools = Pools(sheet.desk, item.id, list(item.unit_kinds), first, tariffs)
        sort_units(sheet, item, tariffs, pools)
        charge_ordinary(sheet, item)
        special = sheet.sql(
            "SELECT count(*) FROM bill_state WHERE item = :item AND code = 'special'", item=item.id
        ).fetchone()[0]
        sheet.move(sheet.units_there - special)
        charge_special(sheet, item, tariffs, pools)
    yield sheet
    drop_tables(sheet)


def _keep(desk: Desk, change: Change, sheet: Sheet, count: int, total: int) -> BillingRun:
    session = desk.session
    row = change.create(
        BillingRun, number=change.number("B"), month=sheet.month,
        items=[item.id for item in sheet.items], at=change.now,
        staff=session.staff if session else None, who=session.name if session else "",
    )  # fmt: skip
    first = (sheet.sql("SELECT max(id) FROM charge").fetchone()[0] or 0) + 1
    ids = [unit for (unit,) in sheet.sql("SELECT DISTINCT unit FROM bill_line ORDER BY unit")]
    for start in range(0, len(ids), HANDFUL):
        part = ids[start : start + HANDFUL]
        sheet.sql(_POST, run=row.id, today=desk.today, low=part[0], high=part[-1])
        sheet.move(len(part) * len(sheet.items))
    last = sheet.sql("SELECT max(id) FROM charge").fetchone()[0]
    change.update(row, count=count, total=total, first=first, last=last)
    return row


def _row(run: int) -> BillingRun:
    row: BillingRun | None = BillingRun.get_or_none(BillingRun.id == run)
    if row is None:
        raise Refused("run.unknown")
    return row


def run_views(rows: list[BillingRun]) -> list[RunRow]:
    """Runs as lists show them."""
    names = {item.id: item.name for item in FeeItem.select()}
    return [
        RunRow(
            row.id, row.number, row.month, tuple(row.items),
            tuple(names.get(item, "") for item in row.items), row.state, row.count, row.total,
            row.at, row.who, row.reversed_at, row.reversed_by, row.reason,
        )
        for row in rows
    ]  # fmt: skip
