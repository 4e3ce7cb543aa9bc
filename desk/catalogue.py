"""REGISTERS: every register of the desk, one line each. The order is that of pages and results."""

from __future__ import annotations

from desk.core.register import Register
from desk.estate.register import REGISTERS as ESTATE

REGISTERS: tuple[Register, ...] = (*ESTATE,)
