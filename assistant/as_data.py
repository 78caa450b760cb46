"""Nouns to plain values and back, whatever they hold: what JSON keeps, and nothing lost on the way.

One pair of functions follows the types of the dataclasses, so that a noun that gains a field needs no line here.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

_LONGEST_SHOWN = 40


class Misshapen(ValueError):
    """Values that are not those of the noun; `place` is where ("fields.name.status"), `found` what stands there."""

    def __init__(self, place: str, found: object) -> None:
        super().__init__(place)
        self.place = place
        self.found = repr(found)[:_LONGEST_SHOWN]


def to_data(value: Any) -> Any:
    """Turn a noun into dicts, lists, texts and numbers."""
    if is_dataclass(value):
        return {field.name: to_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_data(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [to_data(one) for one in value]
    return value


def from_data(kind: Any, data: Any, place: str = "") -> Any:
    """Build a noun of this type; `Misshapen` where the values are of another, or where one is missing or unknown.

    What a type leaves open (`Any`, `object`) is kept as it is: lists there stay lists.
    """
    if kind in (Any, object):
        return data
    if is_dataclass(kind):
        return _dataclass(kind, data, place)
    if get_origin(kind) in (UnionType, Union):
        return _one_of(get_args(kind), data, place)
    if get_origin(kind) is not None:
        return _generic(kind, data, place)
    if hasattr(kind, "_fields"):
        return _named_tuple(kind, data, place)
    return _scalar(kind, data, place)


def _dataclass(kind: Any, data: Any, place: str) -> Any:
    if not isinstance(data, dict):
        raise Misshapen(place, data)
    if stray := data.keys() - _hints(kind).keys():
        raise Misshapen(_at(place, min(stray)), data[min(stray)])
    values = {key: from_data(hint, data[key], _at(place, key)) for key, hint in _hints(kind).items() if key in data}
    try:
        return kind(**values)
    except TypeError as error:  # what has no default is missing
        raise Misshapen(place, data) from error


def _generic(kind: Any, data: Any, place: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal and isinstance(data, str) and data in inner:
        return data
    if origin is tuple and isinstance(data, list):
        return tuple(from_data(inner[0], one, _at(place, number)) for number, one in enumerate(data))
    if origin is Mapping and isinstance(data, dict):
        return {key: from_data(inner[1], one, _at(place, key)) for key, one in data.items()}
    raise Misshapen(place, data)


def _one_of(kinds: tuple[Any, ...], data: Any, place: str) -> Any:
    if data is None and NoneType in kinds:
        return None
    return from_data(next(kind for kind in kinds if kind is not NoneType), data, place)


def _named_tuple(kind: Any, data: Any, place: str) -> Any:
    hints = list(_hints(kind).values())
    if not isinstance(data, list) or len(data) != len(hints):
        raise Misshapen(place, data)
    return kind(*(from_data(hint, one, place) for hint, one in zip(hints, data, strict=True)))


def _scalar(kind: Any, data: Any, place: str) -> Any:
    if kind is float and type(data) is int:
        return float(data)
    if type(data) is not kind:
        raise Misshapen(place, data)
    return data


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _at(place: str, key: object) -> str:
    return f"{place}.{key}" if place else str(key)
