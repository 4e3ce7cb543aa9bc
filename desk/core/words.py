"""Words in the user's language: one gettext catalogue for desk, papers and windows alike.

Message ids are English. ``_`` looks a word up when it is called, so a change of language
shows at the next painting; constants are marked with ``N_`` and looked up where they are used.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

LANGUAGES = ("zh_CN", "zh_HK", "en")
NAMES = {"zh_CN": "简体中文", "zh_HK": "繁體中文（香港）", "en": "English"}
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "i18n"

_language = "zh_CN"
_catalogue: _gettext.NullTranslations | None = None


@cache
def _load(language: str) -> _gettext.NullTranslations:
    return _gettext.translation("desk", str(FOLDER), [language], fallback=True)


def use(language: str) -> None:
    """Speak ``language`` from now on. Raises ValueError for one that is not in LANGUAGES."""
    global _language, _catalogue
    if language not in LANGUAGES:
        raise ValueError(language)
    _language, _catalogue = language, _load(language)


def machine_language() -> str:
    """The language this machine is set to, as far as it can be told; Chinese if not."""
    import os

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").partition(".")[0]
        if value.startswith("zh"):
            return "zh_HK" if value.endswith(("HK", "TW", "MO")) else "zh_CN"
        if value.startswith("en"):
            return "en"
    return "zh_CN"


def current() -> str:
    """The language that is spoken now."""
    return _language


def _now() -> _gettext.NullTranslations:
    return _catalogue if _catalogue is not None else _load(_language)


def gettext(message: str) -> str:
    """``message`` in the present language."""
    return _now().gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """``one`` or ``many`` for ``n`` things, in the present language."""
    return _now().ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """``message`` as it is meant in ``context``, in the present language."""
    return _now().pgettext(context, message)


def listed(parts: Iterable[str]) -> str:
    """``parts`` one after the other, with the comma that the present language lists things by."""
    return ("、" if current().startswith("zh") else ", ").join(parts)


def translator(language: str) -> Callable[[str], str]:
    """The look-up for one language, whatever the screen speaks (papers)."""
    return _load(language).gettext


def counter(language: str) -> Callable[[str, str, int], str]:
    """``ngettext`` of one language, as ``translator`` is its ``gettext``."""
    return _load(language).ngettext


def N_(message: str) -> str:  # noqa: N802  (gettext's own name for it)
    """Mark ``message`` for the catalogue; it is looked up later."""
    return message


_ = gettext
