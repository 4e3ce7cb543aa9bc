"""Codes into words: errors, states, kinds, permissions and actions, one module an area.

Each module may hold ``ERRORS: dict[code, message]`` and ``WORDS: dict[(domain, code), message]``,
their messages marked with ``N_``.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Any

from desk.core.errors import DeskError, RefusedMany
from desk.core.words import _, gettext


@cache
def errors() -> dict[str, str]:
    """Every known error code with its English sentence."""
    return _merged("ERRORS")


@cache
def words() -> dict[tuple[str, str], str]:
    """Every known (domain, code) with its English word."""
    return _merged("WORDS")


def sentence(error: DeskError) -> str:
    """What happened and what to do, in the user's language."""
    message = errors().get(error.code)
    if message is None:
        return _("This did not work ({code}).").format(code=error.code)
    return gettext(message).format_map(_Values(error.values))


def sentences(error: DeskError) -> list[str]:
    """All sentences of an error: one each for a form with several wrong fields."""
    if isinstance(error, RefusedMany):
        return [sentence(reason) for reason in error.reasons]
    return [sentence(error)]


def word(domain: str, code: str) -> str:
    """The word for ``code`` in ``domain`` (``visit.state``, ``unit.kind``); the code if unknown."""
    message = words().get((domain, code))
    return code if message is None else gettext(message)


def choices(domain: str) -> list[tuple[str, str]]:
    """All (code, word) of a domain, in the order they are declared."""
    return [(code, gettext(text)) for (name, code), text in words().items() if name == domain]


class _Values(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def _merged(name: str) -> dict[Any, str]:
    found: dict[Any, str] = {}
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
        found.update(getattr(importlib.import_module(f"{__name__}.{module}"), name, {}))
    return found
