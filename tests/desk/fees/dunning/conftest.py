"""The till's small estate, for dunning."""

from __future__ import annotations

from tests.desk.fees.till.conftest import place

__all__ = ["place"]
