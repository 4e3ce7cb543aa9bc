"""The collection rate 收缴率: what of the debts of a time was paid."""

from __future__ import annotations

from datetime import date

from desk.core.desk import Desk
from desk.fees.dunning.rows import CollectionRow


def collection_rate(desk: Desk, since: date, until: date, by: str = "all") -> list[CollectionRow]:
    """Of what fell due from ``since`` to ``until`` (both included), how much is paid by now.

    One row for each of ``by`` (COLLECTION_BY); for months the key is 202611. Needs fees.view.
    """
    raise NotImplementedError
