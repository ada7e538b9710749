"""Between records and JSON, without loss.

A span is written as `[start, end]`: its words are the report's own and are cut out of the text again. Fields that
have their default are left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from depesche.errors import ReportError
from depesche.records import Report, Span, digest, spans_of

Decoder = Callable[[Any, str], Any]
_PLAIN = frozenset({str, int, float, bool, NoneType})


class DamagedError(Exception):
    """What was stored is not what this module writes."""


def encode(value: Any) -> Any:
    """Turn a record, or a tuple of records, into what JSON can hold.

    >>> encode(Span(0, 6, "Moskau"))
    [0, 6]
    """
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is Span:
        return [value.start, value.end]
    if kind is tuple:
        return [encode(one) for one in value]
    parts = ((name, getattr(value, name), default) for name, default in _parts(kind))
    return {name: encode(part) for name, part, default in parts if part != default}


def decode(kind: Any, data: Any, text: str = "") -> Any:
    """Turn JSON back into a record of the given kind, whose spans are cut out of the text.

    >>> decode(tuple[Span, ...], [[0, 6]], "Moskau schweigt.")
    (Span(start=0, end=6, text='Moskau'),)

    Raises:
        DamagedError: if the data does not have the form of the record.

    """
    try:
        return _decoder(kind)(data, text)
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        raise DamagedError(str(error)) from error


def from_json(words: str) -> Any:
    """Read JSON.

    Raises:
        DamagedError: if it is none.

    """
    try:
        return json.loads(words)
    except ValueError as error:
        raise DamagedError(str(error)) from error


def basis(report: Report) -> str:
    """The digest of everything that the readers are given: text, facts and blocks."""
    return digest(_canonical([report.digest, encode(report.facts), encode(report.blocks)]))


def content(report: Report) -> str:
    """The digest of everything that was read of a report; values that derive from its day are none of it."""
    times = tuple(replace(time, value="", begin=None, end=None) for time in report.times)
    report = replace(report, times=times, talks=tuple(replace(talk, date=None) for talk in report.talks))
    kept = (one.name for one in fields(Report) if one.name not in {"text", "source", "sentences", "cast"})
    return digest(_canonical([report.digest, {name: encode(getattr(report, name)) for name in kept}]))


def check_spans(report: Report) -> None:
    """Make sure that every record points at the report's own words, which is what lets spans be stored as offsets.

    Raises:
        ReportError: if one does not; this is a mistake of a reader's.

    """
    for span in spans_of(report):
        if not 0 <= span.start <= span.end <= len(report.text) or report.text[span.start : span.end] != span.text:
            raise ReportError(
                f"A reader claims words that the report does not contain: {span.text[:60]!r} at {span.start}.",
                where=report.name,
                hint="This is a mistake in Depesche; please report it with the text.",
            )


def spans_in(value: Any) -> Iterator[Span]:
    """Every span in a record, however deep."""
    kind: Any = type(value)
    if kind is Span:
        yield value
    elif kind is tuple:
        for one in value:
            yield from spans_in(one)
    elif kind not in _PLAIN:
        for name, _ in _parts(kind):
            yield from spans_in(getattr(value, name))


def _canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=64)
def _parts(kind: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a record's class with their defaults; looked up once, because a report has thousands of them."""
    return tuple(
        (one.name, one.default_factory() if one.default_factory is not MISSING else one.default) for one in fields(kind)
    )


@lru_cache(maxsize=256)
def _decoder(kind: Any) -> Decoder:
    """Make the function that decodes one kind, once per kind."""
    if kind is Span:
        return lambda data, text: Span.of(text, *data)
    if is_dataclass(kind):
        return _of_dataclass(kind)
    if get_origin(kind) in {Union, UnionType}:
        return _of_union(get_args(kind))
    if get_origin(kind) is tuple:
        return _of_tuple(get_args(kind))
    return lambda data, _: data


def _of_dataclass(kind: Any) -> Decoder:
    parts = {name: _decoder(hint) for name, hint in get_type_hints(kind).items()}
    return lambda data, text: kind(**{name: parts[name](part, text) for name, part in data.items()})


def _of_tuple(kinds: tuple[Any, ...]) -> Decoder:
    if kinds[-1] is Ellipsis:
        each = _decoder(kinds[0])
        return lambda data, text: tuple(each(one, text) for one in data)
    parts = [_decoder(one) for one in kinds]
    return lambda data, text: tuple(part(one, text) for part, one in zip(parts, data, strict=True))


def _of_union(kinds: tuple[Any, ...]) -> Decoder:
    """Tell the members apart as far as the records need it: one that JSON writes as list or object, and plain ones."""
    shaped = [one for one in kinds if is_dataclass(one) or get_origin(one) is tuple]
    inner = _decoder(shaped[0]) if shaped else None

    def of_union(data: Any, text: str) -> Any:
        return inner(data, text) if inner and isinstance(data, (list, dict)) else data

    return of_union
