"""FIGURES: name → what measures it. Each gives one Result or more."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tests.bench import (
    measures_desk,
    measures_fees,
    measures_papers,
    measures_service,
    measures_sheets,
    measures_today,
    measures_windows,
)
from tests.bench.harness import Result

FIGURES: dict[str, Callable[[str], Iterable[Result]]] = {
    "start": measures_windows.start,
    "search": measures_desk.search,
    "sign_in": measures_desk.sign_in,
    "jump": measures_windows.jump,
    "pass": measures_sheets.visitor_pass,
    "receipt_paper": measures_papers.receipt,
    "notices": measures_papers.notices,
    "import": measures_sheets.imported,
    "export": measures_sheets.exported,
    "billing": measures_fees.billing,
    "receipt": measures_fees.receipt,
    "debts": measures_fees.debts,
    "books": measures_fees.books,
    "complaint": measures_service.complaint,
    "today": measures_today.today,
    "unit_card": measures_today.card,
    "known_number": measures_windows.known_number,
    "release_slip": measures_papers.slip,
}
