"""The monthly run 出账: preview, post, reverse; and the runs that were made."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.fees.billing.drafts import RunDraft, RunPreview, RunRow, RunView, Tick


def preview(desk: Desk, draft: RunDraft, tick: Tick | None = None) -> RunPreview:
    """What ``post`` would charge, without keeping anything. Safe on a background thread.

    Raises Refused: run.no_items, run.not_periodic, item.unknown. Units whose amount can't be
    worked out are in ``problems``; ``post`` refuses while there are any.
    """
    desk.require(Permission.BILLING_RUN)
    raise NotImplementedError


def get_run(desk: Desk, run: int) -> RunRow:
    """One run. Raises Refused("run.unknown")."""
    desk.require(Permission.FEES_VIEW)
    raise NotImplementedError


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
    posted. Raises Refused: run.nothing (all is billed already), run.changed, the first problem.
    """
    with desk.change(Permission.BILLING_RUN, "billing.posted", request):
        raise NotImplementedError


def reverse(desk: Desk, run: int, reason: str, *, request: str | None = None) -> RunRow:
    """Take a run back as a whole. Raises Refused: run.paid, workflow.not_now, …reason_needed."""
    with desk.change(Permission.BILLING_REVERSE, "billing.reversed", request):
        raise NotImplementedError


def run_rows(desk: Desk, limit: int = 50) -> list[RunRow]:
    """The latest runs, newest first."""
    desk.require(Permission.FEES_VIEW)
    raise NotImplementedError


def run_view(desk: Desk, run: int) -> RunView:
    """A run in full."""
    desk.require(Permission.FEES_VIEW)
    raise NotImplementedError
