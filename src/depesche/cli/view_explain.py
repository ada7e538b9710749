"""An explanation as text for a terminal of 80 columns."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.text import Text

from depesche.cli.layout import hanging, head, heading, labelled, plain
from depesche.records import Actor, Span
from depesche.run.explained import Explanation, Field
from depesche.texts import basis_words, long_day, name_of, text

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"content": "bold", "source": "underline", "cue": "italic"}
_UNMARKED = frozenset({"frame", "mentions"})
_NAME = 13


def show(console: Console, told: Explanation, basis: str | None, lang: str) -> None:
    """Write an explanation. basis: how the day of the report is known."""
    left = Text.assemble(plain(told.kind, "bold"), f" {told.record.id}")
    page = f", {text('report.page', lang, n=told.page)}" if told.page else ""
    head(console, left, f"{told.row.name}:{told.paragraph}{page}")
    day = " · ".join(filter(None, [long_day(told.row.published, lang), basis_words(basis, lang), told.row.outlet]))
    hanging(console, plain(day, "dim"), 2)
    heading(console, name_of("explained", "sentence", lang))
    hanging(console, _marked(told), 2)
    heading(console, name_of("explained", "fields", lang))
    for field in told.fields:
        _field(console, field)
    heading(console, f"{name_of('explained', 'rule', lang)}: {told.record.why}")
    hanging(console, plain(told.words), 2)
    if told.rows:
        heading(console, name_of("explained", "rows", lang))
    for table, row in told.rows:
        hanging(console, plain(f"{table}: " + " · ".join(f"{key} {cell}" for key, cell in row.items())), 2)
    _confidence(console, told, lang)
    if told.actor is not None:
        _actor(console, told.actor, lang)


def _field(console: Console, field: Field) -> None:
    where = ", ".join(f"{span.start}-{span.end}" for span in field.spans[:4])
    more = " ..." if len(field.spans) > 4 else ""
    labelled(console, plain(field.name, "dim"), plain(field.value), 2, _NAME)
    notes = ". ".join(filter(None, [field.because, f"[{where}{more}]" if where else ""]))
    if notes:
        hanging(console, plain(notes, "dim"), 2 + _NAME)


def _confidence(console: Console, told: Explanation, lang: str) -> None:
    heading(console, f"{name_of('explained', 'confidence', lang)}: {told.record.confidence:.2f}")
    for words, value in told.confidence:
        number = "" if value is None else f"{value:+.2f}  "
        hanging(console, plain(f"{number}{words}"), 2)


def _actor(console: Console, actor: Actor, lang: str) -> None:
    heading(console, f"{name_of('explained', 'actor record', lang)}: {actor.name}")
    about = ", ".join(filter(None, [actor.kind, actor.role, actor.acts_for and f"for {actor.acts_for}", actor.why]))
    hanging(console, plain(about), 2)
    hanging(console, plain(f"{name_of('explained', 'names', lang)}: {', '.join(actor.names)}"), 2)
    said = ", ".join(f"{span.text} [{span.start}]" for span in actor.mentions[:8])
    hanging(console, plain(f"{name_of('explained', 'mentions', lang)}: {said}", "dim"), 2)


def _marked(told: Explanation) -> Text:
    """The sentence with its spans in brackets, each with the name of its field."""
    start, end = told.sentence.start, told.sentence.end
    marks = [
        (span, field.name)
        for field in told.fields
        if field.name not in _UNMARKED or told.kind == "actor"
        for span in field.spans
        if start <= span.start and span.end <= end
    ]
    out = Text()  # piece by piece, so that what a report says is made harmless without losing its blanks
    places = sorted({start, end, *(place for span, _ in marks for place in (span.start, span.end))})
    for a, b in pairwise(places):
        out.append_text(Text("]" * sum(span.end == a for span, _ in marks)))
        opening = sorted((mark for mark in marks if mark[0].start == a), key=lambda mark: -mark[0].end)
        for _, name in opening:
            out.append_text(Text(f"[{name}: ", "dim"))
        out.append_text(
            _piece(told.sentence, a, b, [name for span, name in marks if span.start <= a and b <= span.end])
        )
    out.append_text(Text("]" * sum(span.end == end for span, _ in marks)))
    return out


def _piece(sentence: Span, start: int, end: int, names: list[str]) -> Text:
    words = sentence.text[start - sentence.start : end - sentence.start]
    before = " " if words[:1].isspace() else ""
    after = " " if words[-1:].isspace() and words.strip() else ""
    style = next((_STYLES[name] for name in names if name in _STYLES), "")
    piece = plain(words, style)
    return Text.assemble(before, piece, after)
