"""The entries of service in the catalogue."""

from __future__ import annotations

from desk.service.callbacks.register import CALLBACK_REGISTER
from desk.service.complaints.register import COMPLAINT_REGISTER
from desk.service.orders.register import ORDER_REGISTER

REGISTERS = (COMPLAINT_REGISTER, ORDER_REGISTER, CALLBACK_REGISTER)
