"""Columns that keep what the trade needs exactly: money, moments, days, JSON and codes.

Every field refuses a value that it could only keep by changing it (a float for money, a time
without zone, NaN in JSON); the TypeError or ValueError is a bug of the caller, not of the user.
``fn.COUNT`` over a UtcField, DateField or JsonField needs ``.coerce(False)``, since Peewee reads
a function's result through the field of its first argument.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from types import GenericAlias
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from peewee import BigIntegerField, CharField, TextField

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
MAX_INTEGER = 2**63 - 1
CODE_LENGTH = 40
_CODE = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_.:+-]*)?")

V = TypeVar("V")

if TYPE_CHECKING:
    _Integer = BigIntegerField
    _Chars = CharField
    _Text = TextField
else:
    # Peewee's stubs are generic, its classes are not: let both be subscripted.
    class _Integer(BigIntegerField):
        __class_getitem__ = classmethod(GenericAlias)

    class _Chars(CharField):
        __class_getitem__ = classmethod(GenericAlias)

    class _Text(TextField):
        __class_getitem__ = classmethod(GenericAlias)


class MoneyField(_Integer[V]):
    """An amount in minor units (fen, cents) as an integer; floats and Decimals are refused."""

    if TYPE_CHECKING:

        @overload
        def __new__(cls, *, null: Literal[True], **kwargs: Any) -> MoneyField[int | None]: ...
        @overload
        def __new__(cls, *, null: Literal[False] = ..., **kwargs: Any) -> MoneyField[int]: ...
        def __new__(cls, **kwargs: Any) -> Any: ...

    def db_value(self, value: object) -> int | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"{self.name}: money is an int of minor units, not {value!r}")
        if abs(value) > MAX_INTEGER:
            raise ValueError(f"{self.name}: amount out of range")
        return int(value)

    def python_value(self, value: Any) -> Any:
        return value


class UtcField(_Integer[V]):
    """A moment as an aware UTC datetime, kept as whole milliseconds since 1970 (cut, not rounded).

    Any aware datetime is taken; a naive one is refused.
    """

    if TYPE_CHECKING:

        @overload
        def __new__(cls, *, null: Literal[True], **kwargs: Any) -> UtcField[datetime | None]: ...
        @overload
        def __new__(cls, *, null: Literal[False] = ..., **kwargs: Any) -> UtcField[datetime]: ...
        def __new__(cls, **kwargs: Any) -> Any: ...

    def db_value(self, value: object) -> int | None:
        if value is None:
            return None
        if not isinstance(value, datetime) or value.tzinfo is None:
            raise TypeError(f"{self.name}: needs an aware datetime, not {value!r}")
        return to_millis(value)

    def python_value(self, value: Any) -> Any:
        return from_millis(value) if isinstance(value, int) else value


class DateField(_Text[V]):
    """A calendar day as ``date``, kept as ISO text (sorts and reads as it stands)."""

    if TYPE_CHECKING:

        @overload
        def __new__(cls, *, null: Literal[True], **kwargs: Any) -> DateField[date | None]: ...
        @overload
        def __new__(cls, *, null: Literal[False] = ..., **kwargs: Any) -> DateField[date]: ...
        def __new__(cls, **kwargs: Any) -> Any: ...

    def db_value(self, value: object) -> str | None:
        if value is None:
            return None
        # A datetime is a date too, but which day it is depends on the zone: the caller must say.
        if not isinstance(value, date) or isinstance(value, datetime):
            raise TypeError(f"{self.name}: needs a date, not {value!r}")
        return value.isoformat()

    def python_value(self, value: Any) -> Any:
        return date.fromisoformat(value) if isinstance(value, str) else value


class JsonField(_Text[V]):
    """Plain data (dict, list, str, int, bool, None) as canonical JSON text; NaN is refused."""

    if TYPE_CHECKING:

        @overload
        def __new__(cls, *, null: Literal[True], **kwargs: Any) -> JsonField[Any]: ...
        @overload
        def __new__(cls, *, null: Literal[False] = ..., **kwargs: Any) -> JsonField[Any]: ...
        def __new__(cls, **kwargs: Any) -> Any: ...

    def db_value(self, value: object) -> str | None:
        return None if value is None else canonical_json(value)

    def python_value(self, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value


class CodeField(_Chars[V]):
    """A short ASCII code or none (``on_site``, ``visitor.sign_in``); a StrEnum is kept as text."""

    if TYPE_CHECKING:

        @overload
        def __new__(
            cls, max_length: int = ..., *, null: Literal[True], **kwargs: Any
        ) -> CodeField[str | None]: ...
        @overload
        def __new__(
            cls, max_length: int = ..., *, null: Literal[False] = ..., **kwargs: Any
        ) -> CodeField[str]: ...
        def __new__(cls, max_length: int = ..., **kwargs: Any) -> Any: ...
    else:

        def __init__(self, max_length: int = CODE_LENGTH, **kwargs: Any) -> None:
            super().__init__(max_length=max_length, **kwargs)

    def db_value(self, value: object) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):
            raise TypeError(f"{self.name}: a code is text, not {value!r}")
        code = str(value)
        if len(code) > self.max_length or not _CODE.fullmatch(code):
            raise ValueError(f"{self.name}: not a code: {code!r}")
        return code

    def python_value(self, value: Any) -> Any:
        return value


def to_millis(moment: datetime) -> int:
    """Whole milliseconds since 1970 of an aware ``moment``, for set-based SQL."""
    return (moment - EPOCH) // MILLISECOND


def from_millis(millis: int) -> datetime:
    """The aware UTC datetime for ``millis``."""
    return EPOCH + millis * MILLISECOND


def canonical_json(value: object) -> str:
    """The one spelling of ``value`` as JSON: sorted keys, no blanks, no NaN."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
