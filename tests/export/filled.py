"""Any dataclass with the same words in every field that holds words: what hostile case files may do to a page."""

from __future__ import annotations

import types
import typing
from dataclasses import fields
from typing import Any

from depesche.export.parts import Part


def filled(kind: Any, words: str) -> Any:
    """A record of a kind, with records and words down to the last field; numbers are 1."""
    hints = typing.get_type_hints(kind)
    return kind(**{one.name: _value(hints[one.name], words) for one in fields(kind)})


def _value(hint: Any, words: str) -> Any:
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin is Part:
        return Part((_value(inside[0], words),), 99)
    if origin is tuple:
        return tuple(_value(one, words) for one in inside if one is not Ellipsis)
    if origin in {types.UnionType, typing.Union}:
        return _value(next(one for one in inside if one is not type(None)), words)
    if origin is typing.Literal:
        return words
    simple = {str: words, int: 1, float: 0.5, bool: True}
    return simple[hint] if hint in simple else filled(hint, words)
