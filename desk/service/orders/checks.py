"""What must hold of work orders, whatever was done to them: found wrong by ``main.py check``."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.numbering import gapless
from desk.core.words import _
from desk.fees.amounts import ONE
from desk.fees.reading import ask, money
from desk.service.orders import flow
from desk.service.orders.verbs import SERIES

MOST = 20
_STATES = (
    f"SELECT number FROM work_order WHERE {flow.ORDER.undeclared()} "
    "OR (state IN ('working', 'paused', 'done') AND arrived_at IS NULL) "
    "OR (state IN ('done', 'called_back') AND finished_at IS NULL) "
    "OR (state IN ('closed', 'cancelled')) <> (closed_at IS NOT NULL) "
    "OR (state = 'paused') <> (paused_at IS NOT NULL) "
    "OR finished_at < arrived_at "
    "OR (state IN ('open', 'assigned', 'accepted', 'working') AND due IS NULL) LIMIT ?"
)
_NOBODY = (
    "SELECT o.number FROM work_order o WHERE o.state NOT IN ('closed', 'cancelled') "
    "AND (o.state IN ('assigned', 'accepted', 'working', 'paused')) <> EXISTS (SELECT 1 "
    "FROM order_engineer e WHERE e.order_id = o.id AND e.until IS NULL) "
    "AND o.state NOT IN ('done', 'called_back') LIMIT ?"
)
_AMOUNTS = (
    "SELECT o.number, o.amount, (SELECT COALESCE(SUM(l.amount), 0) FROM order_line l "
    "WHERE l.order_id = o.id AND l.payer IN ('owner', 'tenant')), "
    "(SELECT COALESCE(SUM(c.amount), 0) FROM charge c WHERE c.source = 'work_order' "
    "AND c.source_id = o.id AND c.state = 'posted'), o.state FROM work_order o "
    "WHERE o.amount <> 0 OR EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id)"
)
_LINES = (
    "SELECT o.number FROM charge c JOIN work_order o ON o.id = c.source_id "
    "WHERE c.source = 'work_order' AND c.state = 'posted' AND c.amount <> "
    "(SELECT COALESCE(SUM(l.amount), 0) FROM order_line l WHERE l.charge_id = c.id) LIMIT ?"
)
_RECKONED = (
    "SELECT DISTINCT o.number FROM order_line l JOIN work_order o ON o.id = l.order_id "
    f"WHERE l.amount <> (l.quantity * l.price * 2 + {ONE}) / {2 * ONE} LIMIT ?"
)
_STRAY = (
    "SELECT c.id FROM charge c LEFT JOIN work_order o ON o.id = c.source_id "
    "WHERE c.source = 'work_order' AND c.state = 'posted' "
    "AND (o.id IS NULL OR o.state = 'cancelled') LIMIT ?"
)


def numbers(desk: Desk) -> list[str]:
    """Gaps in the numbers of work orders."""
    return gapless(desk.storage, "work_order", SERIES)


def states(desk: Desk) -> list[str]:
    """Orders whose state and times, or state and engineers, contradict each other."""
    faults = [
        _("Work order {number}: its state and its times do not agree.").format(number=number)
        for (number,) in ask(desk, _STATES, MOST)
    ]
    return faults + [
        _("Work order {number}: its state does not fit who has it.").format(number=number)
        for (number,) in ask(desk, _NOBODY, MOST)
    ]


def charges(desk: Desk) -> list[str]:
    """Orders whose lines, debts and amount differ; debts of orders that are not there."""
    faults = []
    for number, amount, lines, owed, state in ask(desk, _AMOUNTS):
        if amount != owed or (state != "cancelled" and amount != lines):
            sentence = _("Work order {number}: {amount}, its lines {lines}, its debts {owed}.")
            faults.append(
                sentence.format(
                    number=number,
                    amount=money(desk, amount),
                    lines=money(desk, lines),
                    owed=money(desk, owed),
                )
            )
    faults += [
        _("Work order {number}: a debt is not what its lines come to.").format(number=number)
        for number in dict.fromkeys(
            number for sql in (_LINES, _RECKONED) for (number,) in ask(desk, sql, MOST)
        )
    ]
    faults += [
        _("Debt {charge}: no work order stands behind it.").format(charge=charge)
        for (charge,) in ask(desk, _STRAY, MOST)
    ]
    return faults[: 3 * MOST]
