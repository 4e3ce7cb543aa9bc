"""REGISTERS: every register of the desk, one line each, in the order of results and exports."""

from __future__ import annotations

from desk.core.register import Register
from desk.estate import register as estate
from desk.fees import register as fees
from desk.reception import register as reception
from desk.service import register as service

REGISTERS: tuple[Register, ...] = (
    *estate.REGISTERS,
    *fees.REGISTERS,
    *service.REGISTERS,
    *reception.REGISTERS,
)
