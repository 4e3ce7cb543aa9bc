"""Anything a cashier may do, in any order: the books hold after every step."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from desk.core import passwords
from tests.desk.fees.books_machine import Books
from tests.stores import PASSWORD

SHARES = 6
"""The short form runs in as many parts, so that they can run side by side."""


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password is hashed slowly on purpose; there are thousands of second persons here."""
    monkeypatch.setattr(passwords, "verify", lambda _secret, typed: typed == PASSWORD)


def _run(template: Path, part: int, runs: int, steps: int) -> None:
    machine = type(f"Books{part}", (Books,), {"template": template})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("part", range(SHARES))
def test_the_books_hold(template: Path, part: int) -> None:
    _run(template, part, 300 // SHARES, 30)


@pytest.mark.long
@pytest.mark.parametrize("part", range(8))
def test_the_books_hold_for_long(template: Path, part: int) -> None:
    _run(template, part + SHARES, 2000 // 8, 50)
