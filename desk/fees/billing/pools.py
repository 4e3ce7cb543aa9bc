"""Among how many a shared cost is divided: all units that its tariff is for, billed now or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from desk.core.desk import Desk
from desk.fees.amounts import ONE
from desk.fees.billing.facts import Tariff
from desk.fees.billing.plan import is_for, pick_tariff

_WEIGHTS = {"area": "sum(u.area) * 100", "household": f"count(*) * {ONE}", "share": "sum(o.share)"}


@dataclass
class Pools:
    """The whole weights of an item's pools in one period.

    Counted on the first day of the period on which the tariff holds: every active unit of the
    item's kinds for which it is the narrowest tariff, save those that are excluded that day.
    Vacant units and those without a payer weigh too: others don't pay for them.
    """

    desk: Desk
    item: int
    unit_kinds: list[str]
    first: date
    tariffs: list[Tariff]
    _totals: dict[int, int] = field(default_factory=dict)

    def total(self, tariff: Tariff) -> int:
        """The whole weight in ten-thousandths (m², households, shares); 0 if there is none."""
        if tariff.id not in self._totals:
            self._totals[tariff.id] = self._weigh(tariff, max(self.first, tariff.since))
        return self._totals[tariff.id]

    def _weigh(self, tariff: Tariff, day: date) -> int:
        sql = self.desk.storage.database.execute_sql
        places = [
            (building, kind)
            for building, kind in sql(
                "SELECT DISTINCT building_id, kind FROM unit WHERE active = 1"
            ).fetchall()
            if is_for(self.unit_kinds, kind)
            and pick_tariff(self.tariffs, building, kind, day) == tariff
        ]
        text = (
            f"SELECT {_WEIGHTS[tariff.basis]} FROM unit u LEFT JOIN unit_fee o "
            "ON o.unit_id = u.id AND o.item_id = ? AND (o.since IS NULL OR o.since <= ?) "
            "AND (o.until IS NULL OR o.until >= ?) "
            "WHERE u.active = 1 AND u.building_id = ? AND u.kind = ? AND o.excluded IS NOT 1"
        )
        whole = 0
        for place in places:
            found = sql(text, (self.item, day.isoformat(), day.isoformat(), *place)).fetchone()
            whole += found[0] or 0
        return whole
