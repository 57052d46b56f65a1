"""Write any frozen record of the library as plain JSON, and read it back the same.

A record becomes a map with its kind under "=", in the order of its fields; a mapping becomes a list of pairs, so its order stays.
"""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
_KIND = "="


class RecordError(Exception):
    """A stored record does not have the shape its kind asks for."""


def written(record: object) -> str:
    """Write a record on one line, always the same way.

    >>> from counterpoise.domain.words import Text
    >>> written(Text("Xã", "Commune"))
    '{"=": "Text", "vi": "Xã", "en": "Commune"}'
    """
    return json.dumps(_plain(record), ensure_ascii=False)


def digest(text: str) -> str:
    """Give the address of a text by its content."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read(kind: type[T], text: str) -> T:
    """Read a record of this kind.

    >>> from counterpoise.domain.words import Text
    >>> read(Text, written(Text("Xã", "Commune")))
    Text(vi='Xã', en='Commune')
    """
    return cast("T", _record(kind, json.loads(text)))


def _plain(value: object) -> Any:
    if is_dataclass(value):
        shown = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        return {_KIND: type(value).__name__, **shown}
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case date():
            return value.isoformat()
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case tuple():
            return [_plain(item) for item in value]
        case Mapping():
            return [[_plain(key), _plain(item)] for key, item in value.items()]
    raise RecordError(f"no way to write a {type(value).__name__}")


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _record(kind: Any, data: Any) -> Any:
    """Read data as one kind: a record, a choice of kinds, a tuple, a mapping or a plain value."""
    while isinstance(kind, NewType):
        kind = kind.__supertype__
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _chosen(inside, data)
    if origin is tuple:
        kinds = inside[:1] * len(data) if inside[-1] is Ellipsis else inside
        return tuple(_record(one, item) for one, item in zip(kinds, data, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {_record(inside[0], key): _record(inside[1], item) for key, item in data}
    if is_dataclass(kind):
        if not isinstance(data, dict) or data.get(_KIND) != cast("type", kind).__name__:
            raise RecordError(f"this is no {cast('type', kind).__name__}: {str(data)[:80]}")
        hints = _hints(cast("type", kind))
        return kind(**{name: _record(hints[name], item) for name, item in data.items() if name != _KIND})  # type: ignore[operator]
    return _value(kind, data)


def _chosen(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None:
        return None
    others = [kind for kind in kinds if kind is not type(None)]
    if isinstance(data, dict):
        others = [kind for kind in others if getattr(kind, "__name__", "") == data.get(_KIND)]
    elif len(others) > 1:
        others = [kind for kind in others if kind is type(data)]
    if len(others) != 1:
        raise RecordError(f"none of the kinds fits: {str(data)[:80]}")
    return _record(others[0], data)


def _value(kind: Any, data: Any) -> Any:
    if kind is date:
        return date.fromisoformat(data)
    if kind in (str, int, bool) and not isinstance(data, kind):
        raise RecordError(f"this is no {kind.__name__}: {str(data)[:80]}")
    return kind(data)
