"""What must hold of slips, whatever was done to them: found wrong by ``main.py check``."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.numbering import gapless
from desk.core.words import _
from desk.reception.slips import flow
from desk.reception.slips.writing import SERIES

_TIMES = (
    f"SELECT number FROM release_slip WHERE {flow.SLIP.undeclared()} "
    "OR (state IN ('draft', 'checked') AND issued_at IS NOT NULL) "
    "OR (state IN ('issued', 'part', 'released', 'filed', 'mismatch', 'expired') "
    "AND issued_at IS NULL) OR (state IN ('part', 'released', 'filed') AND out_at IS NULL) "
    "OR (state = 'filed') <> (filed_at IS NOT NULL) "
    "OR (state = 'voided') <> (void_at IS NOT NULL) LIMIT 20"
)
_DECIDED = (
    "SELECT number FROM release_slip WHERE issued_at IS NOT NULL AND (owed > 0 OR late_fee > 0) "
    "AND decision NOT IN ('promise', 'override') LIMIT 20"
)
_FIGURES = (
    "SELECT number FROM release_slip WHERE arrears IS NOT NULL "
    "AND (arrears ->> '$.owed' IS NOT owed OR arrears ->> '$.late_fee' IS NOT late_fee) LIMIT 20"
)
_GOODS = (
    "SELECT DISTINCT s.number FROM release_slip s LEFT JOIN slip_item i ON i.slip_id = s.id "
    "WHERE (i.id IS NULL AND s.issued_at IS NOT NULL) "
    "OR i.quantity <= 0 OR i.released < 0 OR i.released > i.quantity "
    "OR (s.state = 'released' AND i.released < i.quantity) "
    "OR (s.state IN ('draft', 'checked', 'issued', 'expired') AND i.released > 0) LIMIT 20"
)


def _numbers(desk: Desk, sql: str) -> list[str]:
    return [number for (number,) in desk.storage.database.execute_sql(sql)]


def states(desk: Desk) -> list[str]:
    """Slips whose state contradicts their times, their goods, or what was owed."""
    return [
        *[
            _("Release slip {number}: its times do not fit its state.").format(number=number)
            for number in _numbers(desk, _TIMES)
        ],
        *[
            _("Release slip {number} was issued with a debt and no decision.").format(number=number)
            for number in _numbers(desk, _DECIDED)
        ],
        *[
            _("Release slip {number}: what was owed is not what was kept.").format(number=number)
            for number in _numbers(desk, _FIGURES)
        ],
        *[
            _("Release slip {number}: what left is not possible.").format(number=number)
            for number in _numbers(desk, _GOODS)
        ],
    ]


def slip_numbers(desk: Desk) -> list[str]:
    """Gaps in the numbers of slips."""
    return gapless(desk.storage, "release_slip", SERIES)
