"""Known errors: a code and values. The sentence for a code is found by ``desk.texts``."""

from __future__ import annotations


class DeskError(Exception):
    """Something that went wrong in a way the program knows.

    ``code`` is dotted (``visit.already_left``); ``values`` fill the sentence's places.
    """

    exit_code = 1

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Refused(DeskError):
    """A person asked for what may not be or has a mistake in it; they can mend it.

    ``field`` names the form field to stand beside, or is None when no field is at fault.
    """

    exit_code = 2

    def __init__(self, code: str, field: str | None = None, **values: object) -> None:
        super().__init__(code, **values)
        self.field = field


class RefusedMany(Refused):
    """Several fields of one form are wrong; ``reasons`` holds one refusal each, first first."""

    def __init__(self, reasons: list[Refused]) -> None:
        first = reasons[0]
        super().__init__(first.code, first.field, **first.values)
        self.reasons = reasons


def refuse_all(reasons: list[Refused]) -> None:
    """Raise what was found, all of it at once; nothing if nothing was."""
    if reasons:
        raise reasons[0] if len(reasons) == 1 else RefusedMany(reasons)


class StoreError(DeskError):
    """The store can't be used: wrong key, damage, full disk, in use. Nothing was lost by it."""

    exit_code = 3
