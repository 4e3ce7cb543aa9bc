"""Papers as JSON-able data and back, so that a reprint is the same paper."""

from __future__ import annotations

import base64
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from desk.core.errors import Refused

T = TypeVar("T")


def encode(value: Any) -> Any:
    """``value`` (a paper or a part of one) in JSON's types; bytes as base64, times as ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [encode(v) for v in value]
    return value


def decode(kind: type[T], data: Any) -> T:
    """The paper of type ``kind`` that ``encode`` made ``data`` from.

    Fields that came later take their default, fields that are gone are passed over. Raises
    Refused("paper.data_damaged", part=…).
    """
    hints = _hints(kind)  # type: ignore[arg-type]
    if not isinstance(data, dict):
        raise Refused("paper.data_damaged", part=kind.__name__)
    values = {}
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name in data:
            try:
                values[field.name] = _value(hints[field.name], data[field.name])
            except (ValueError, TypeError) as error:
                raise Refused("paper.data_damaged", part=field.name) from error
        elif field.default is MISSING and field.default_factory is MISSING:
            raise Refused("paper.data_damaged", part=field.name)
    return kind(**values)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, data: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):  # X | None is the only one that papers use
        inner = next(a for a in get_args(hint) if a is not type(None))
        return None if data is None else _value(inner, data)
    if get_origin(hint) is tuple:
        if not isinstance(data, list):
            raise TypeError(hint)
        return tuple(_value(get_args(hint)[0], v) for v in data)
    if is_dataclass(hint):
        return decode(hint, data)  # type: ignore[arg-type]
    if hint is bytes:
        return base64.b64decode(data, validate=True)
    if hint in (datetime, date):
        return hint.fromisoformat(data)
    if type(data) is not hint:
        raise TypeError(hint)
    return data
