"""Frozen values as plain data for a file, and back, by the types that their fields declare.

What comes back is looked at as what it is, a file that anything may have happened to:
whatever does not fit its type is refused.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
_PLAIN = (str, bool, int, float)


def pack(value: Any) -> Any:
    """Values of NamedTuples, enumerations, times and collections as lists, maps and words."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [pack(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): pack(each) for key, each in value.items()}
    return value.value if isinstance(value, StrEnum) else value


def unpack(kind: type[_T], data: Any) -> _T:
    """The value of this type that was packed.

    Raises:
        ValueError: the data is none of that type; it names the type, never what was found.
    """
    return _unpack(kind, data)  # type: ignore[no-any-return]


def _unpack(kind: Any, data: Any) -> Any:
    origin = get_origin(kind)
    if origin is not None:
        return _of_several(origin, get_args(kind), data)
    if kind in _PLAIN:
        return _of(kind, data)
    if issubclass(kind, tuple):
        return _named(kind, _of(list, data))
    if issubclass(kind, datetime):
        return _moment(_of(str, data))
    return kind(_of(str, data))


def _of_several(origin: Any, inner: tuple[Any, ...], data: Any) -> Any:
    """A union, a tuple or set of one kind, or a map from words."""
    if origin in (Union, UnionType):
        return _one_of(inner, data)
    if issubclass(origin, Mapping):
        return {key: _unpack(inner[1], each) for key, each in _of(dict, data).items()}
    return origin(_unpack(inner[0], each) for each in _of(list, data))


def _one_of(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None and NoneType in kinds:
        return None
    for kind in kinds:
        try:
            return _unpack(kind, data)
        except (ValueError, TypeError):
            continue
    raise ValueError(f"none of {len(kinds)} types")


def _named(kind: Any, data: list[Any]) -> Any:
    fields = _fields(kind)
    if len(data) != len(fields):
        raise ValueError(f"no {kind.__name__}")
    return kind(*(_unpack(field, each) for field, each in zip(fields, data, strict=True)))


@cache
def _fields(kind: Any) -> tuple[Any, ...]:
    hints = get_type_hints(kind)
    return tuple(hints[name] for name in kind._fields)


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at


def _of(kind: Any, data: Any) -> Any:
    if type(data) is not kind:
        raise ValueError(f"no {kind.__name__}")
    return data
