"""The records of a report in a line each, as they are listed beside its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from depesche.export.highlight import place_of
from depesche.paragraphs import number_at, paragraphs
from depesche.records import Report, Statement
from depesche.texts import name_of, text

KINDS = ("statements", "times", "actors", "talks", "positions", "figures")
ORDERS = ("place", "actor", "confidence")
_WORDS = 90


@dataclass(frozen=True, slots=True)
class Line:
    """A record in a line. head: who or what; sort: what it is, in a word or two; words: the report's own."""

    kind: str
    id: str
    head: str
    sort: str
    words: str
    paragraph: int
    confidence: float
    start: int
    verdict: str = ""


def lines(report: Report, kind: str, order: str, lang: str) -> list[Line]:
    """The records of a kind, by their place in the text, by actor, or the least sure first."""
    cut = paragraphs(report.text)
    found = [_line(kind, one, cut, lang) for one in getattr(report, kind)]
    keys: dict[str, Any] = {
        "place": lambda one: (one.start, one.id),
        "actor": lambda one: (one.head.casefold(), one.start, one.id),
        "confidence": lambda one: (one.confidence, one.start, one.id),
    }
    return sorted(found, key=keys[order])


def _line(kind: str, record: Any, cut: tuple[tuple[int, int], ...], lang: str) -> Line:
    head, sort, words = head_of(kind, record, lang)
    start = start_of(record)
    shown = " ".join(words.split())
    shown = shown if len(shown) <= _WORDS else f"{shown[:_WORDS].rstrip()}…"
    return Line(kind, record.id, head, sort, shown, number_at(cut, start), record.confidence, start, record.verdict)


def head_of(kind: str, one: Any, lang: str) -> tuple[str, str, str]:
    """Who or what a record is about, which sort it is, and its words."""
    if kind == "statements":
        sort = name_of("act", one.act, lang) or name_of("mode", one.mode, lang)
        spans = one.content or one.cue or one.frame
        return actor_words(one.actor, lang), sort, " … ".join(span.text for span in spans)
    if kind == "times":
        return one.span.text, one.value, one.span.text
    if kind == "actors":
        return one.name, one.role or name_of("being", one.kind, lang), ", ".join(one.names)
    if kind == "talks":
        return one.name, name_of("status", one.status, lang), " … ".join(span.text for span in one.evidence)
    if kind == "positions":
        sort = " ".join(filter(None, [name_of("act", one.act, lang), name_of("stance", one.stance, lang)]))
        return f"{actor_words(one.actor, lang)}: {one.issue}", sort, " … ".join(span.text for span in one.evidence)
    return one.span.text, one.unit, one.about


def actor_words(name: str | None, lang: str) -> str:
    """An actor's name, or in words that the report names nobody."""
    return text("unspecified", lang) if name in {None, "", "unspecified"} else str(name)


def spans_of(record: Any) -> Iterator[Any]:
    """The spans that a record rests on."""
    for name in ("content", "cue", "frame", "mentions", "evidence"):
        yield from getattr(record, name, ())
    if (one := getattr(record, "span", None)) is not None:
        yield one


def start_of(record: Any) -> int:
    """Where a record begins in the text."""
    if isinstance(record, Statement):
        return place_of(record)
    return min((span.start for span in spans_of(record)), default=0)
