"""REGISTERS: every register of the desk, one line each. The order is that of pages and results."""

from __future__ import annotations

from desk.core.register import Register

REGISTERS: tuple[Register, ...] = ()
