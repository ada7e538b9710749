"""Depesche as a component of spaCy pipelines: `nlp.add_pipe("depesche")`. Only spaCy comes here, through its entry points."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from depesche.errors import UsageError
from depesche.records import Fact, Report, Source, digest
from depesche.records import Span as Stretch
from depesche.run.plan import read_in, read_report
from depesche.store.codec import decode, encode

KEY = "depesche"
COLOURS = {
    "direct": "#f3d9b1",
    "indirect": "#d7e3f4",
    "mixed": "#e6dbf2",
    "reported": "#e3e3e3",
    "DATE": "#d3ead3",
    "TIME": "#d3ead3",
}
"""For displaCy, by the label of a span."""

_KINDS = ("statements", "times", "actors", "talks", "positions", "figures")
_LABELS = {
    "statements": "mode",
    "times": "type",
    "actors": "kind",
    "talks": "status",
    "positions": "act",
    "figures": "unit",
}


@Language.factory(KEY, default_config={"day": None, "language": None}, assigns=["doc._.depesche", "doc.spans"])
def make_component(nlp: Language, name: str, day: str | None, language: str | None) -> Reader:  # noqa: ARG001 (spaCy's)
    """Make the component.

    Args:
        nlp: the pipeline; any that has a tokenizer.
        name: what the component is called there.
        day: the day on which all texts were published (ISO); `doc._.published` says it for one of them.
        language: the language of all texts, if it need not be found out.

    Raises:
        UsageError: if the day is none.

    """
    return Reader(_iso(day), language)


class Reader:
    """Reads the text of a document and writes down what it found: `doc._.depesche`, and a group of spans for every kind of record."""

    def __init__(self, day: str | None, language: str | None) -> None:
        self.day, self.language = day, language

    def __call__(self, doc: Doc) -> Doc:
        """Read a document. Spans cover the tokens that a record's words touch; its own offsets stay exact.

        Raises:
            UsageError: if the document's own day is none.

        """
        source = Source("spacy:doc", "text", digest(doc.text), "utf-8", "spaCy", 0, "spacy 1")
        day = _iso(doc._.published) or self.day
        report = Report("doc", doc.text, source, (Fact("published", day, "person"),) if day else ())
        report = read_in(report, self.language) if self.language else read_report(report)
        kept = {key: value for key, value in encode(report).items() if key not in {"text", "sentences", "cast"}}
        doc.user_data[KEY] = json.dumps(kept)
        for kind in _KINDS:
            doc.spans[kind] = SpanGroup(doc, name=kind, spans=list(_spans(doc, kind, getattr(report, kind))))
        return doc


def _iso(day: object) -> str | None:
    """A day as ISO writes it, from that or from a date or time of Python's; None where nothing is said."""
    if not day:
        return None
    try:
        return date.fromisoformat(str(day)[:10]).isoformat()
    except ValueError as error:
        raise UsageError(f"{day!r} is no day.", hint="Write it as 2031-03-05.") from error


def _spans(doc: Doc, kind: str, records: tuple[Any, ...]) -> Iterator[Span]:
    for record in records:
        label = str(getattr(record, _LABELS[kind]) or kind)
        for stretch in stretches(record):
            span = doc.char_span(stretch.start, stretch.end, label=label, span_id=record.id, alignment_mode="expand")
            if span is not None:
                yield span


def stretches(record: Any) -> tuple[Stretch, ...]:
    """The words that a record rests on."""
    for name in ("content", "evidence", "mentions", "span"):
        found = getattr(record, name, None)
        if found:
            return (found,) if isinstance(found, Stretch) else tuple(found)
    return tuple(getattr(record, "cue", ()))


def report_of(doc: Doc) -> Report | None:
    """What was read of a document; None for one that the component has not seen, also if it is cut out of one that it has."""
    kept = doc.user_data.get(KEY)
    return None if kept is None else _report(kept, doc.text)


@lru_cache(maxsize=16)
def _report(kept: str, text: str) -> Report | None:
    told = json.loads(kept)
    if told["source"]["bytes_digest"] != digest(text):
        return None
    report: Report = decode(Report, {**told, "text": text}, text)
    return report


def record_of(span: Span) -> Any:
    """The record that a span is of; None for any other span."""
    report = report_of(span.doc)
    records = (one for kind in _KINDS for one in getattr(report, kind)) if report else ()
    return next((one for one in records if one.id == span.id_), None)


Doc.set_extension(KEY, getter=report_of, force=True)
if not Doc.has_extension("published"):  # whoever has one of that name knows the day too
    Doc.set_extension("published", default=None)
Span.set_extension(KEY, getter=record_of, force=True)
