"""Statements in the conventions of SpkAtt-2023, a corpus of speeches with events of speech, thought and writing.

The corpus marks some things otherwise than our guidelines do. The writer turns our records into its conventions by the
rules of `events`, which docs/speeches.md lists, from the records and the words around them; it does not read again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depesche.records import Report, Sentence, Span, Statement, Token
from depesche.score.spkatt_files import PARTS, Event, Place, Speech

# Behind these prepositions stands what is spoken of; behind others (`erinnern an`, `pochen auf`) what is said.
_ABOUT = frozenset("über zu zum zur darüber dazu worüber wozu mit damit bei hinsichtlich bezüglich".split())  # noqa: SIM905
_WRITTEN = frozenset("in im aus auf unter laut darin dort".split())  # noqa: SIM905
_REFLEXIVE = frozenset(["sich", "mich", "mir", "uns", "dich", "euch"])
_WILL = "wants"
_OUTSIDE = frozenset(["$,", "$.", "$("])
_DROPPED = frozenset(["von", "vom", "durch", "seitens"])


def events(report: Report, speech: Speech) -> list[Event]:
    """The statements of a report as events of the corpus; the report must still have its sentences.

    Statements that differ in nothing but the actor are one event.
    """
    writer = Writer(report.sentences, speech)
    found: dict[tuple[tuple[Span, ...], tuple[Span, ...]], Event] = {}
    for statement in report.statements:
        if statement.why.startswith(_WILL):
            continue
        event = writer.event(statement)
        if event["Cue"]:
            found.setdefault((statement.content, statement.cue), event)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the statements of one report as events of a speech."""

    sentences: Iterable[Sentence]
    speech: Speech

    def event(self, statement: Statement) -> Event:
        """One statement as an event; a statement without a cue is none there."""
        parts: dict[str, set[Place]] = {part: set() for part in PARTS}
        cue = self._tokens(statement.cue)
        apart = (
            {t.start for t in cue if t.tag in {"PTKVZ", "PRF"} or t.text.lower() in _REFLEXIVE}
            if len(cue) > 1
            else set()
        )
        parts["PTC"] |= self._places(t for t in cue if t.start in apart)
        parts["Cue"] |= self._places(
            t for t in cue if t.start not in apart and t.tag not in {"ART", "APPRART", "PTKNEG"}
        )
        parts["Source"] |= self._source(statement.source)
        parts["Addr"] |= self._span(statement.addressee)
        parts["Medium"] |= self._span(statement.via)
        if statement.occasion and self._written(statement.occasion):
            parts["Medium"] |= self._span(statement.occasion)
        for role, span in self._contents(statement):
            parts[role] |= self._content(span)
        return {part: frozenset(places) for part, places in parts.items()}

    def _contents(self, statement: Statement) -> Iterable[tuple[str, Span]]:
        """Each span of a content with its role: what an act is about is the topic, what is said of it the message."""
        rule = statement.why.partition(":")[0]
        if rule.startswith("event"):
            yield from _of_event(rule, statement.content)
            return
        for span in statement.content:
            words = self._tokens((span,))
            about = statement.mode == "reported" and words and words[0].text.lower() in _ABOUT
            yield ("Topic" if about else "Message"), span

    def _content(self, span: Span) -> set[Place]:
        """A content without the marks at its edges."""
        words = self._tokens((span,))
        while words and words[0].tag in _OUTSIDE and words[0].text not in "„“":
            words = words[1:]
        while words and words[-1].tag in _OUTSIDE and words[-1].text not in "„“":
            words = words[:-1]
        return self._span(Span(words[0].start, words[-1].end, "")) if words else set()

    def _source(self, span: Span | None) -> set[Place]:
        words = self._tokens((span,)) if span else []
        if len(words) > 1 and words[0].text.lower() in _DROPPED:
            words = words[1:]
        return self._places(words)

    def _written(self, span: Span) -> bool:
        words = self._tokens((span,))
        return bool(words) and words[0].text.lower() in _WRITTEN

    def _tokens(self, spans: Iterable[Span]) -> list[Token]:
        return [
            token
            for span in spans
            for sentence in self.sentences
            if sentence.start < span.end and span.start < sentence.end
            for token in sentence.tokens
            if span.start <= token.start < span.end
        ]

    def _places(self, tokens: Iterable[Token]) -> set[Place]:
        return {place for token in tokens for place in self.speech.places(token.start, token.end)}

    def _span(self, span: Span | None) -> set[Place]:
        return set(self.speech.places(span.start, span.end)) if span else set()


def _of_event(rule: str, content: tuple[Span, ...]) -> Iterable[tuple[str, Span]]:
    """The spans of an event of a speech: its rule tells whether there is a topic, which is the first, and a message."""
    if rule == "event named":
        return
    for number, span in enumerate(content):
        yield ("Topic" if rule != "event" and number == 0 else "Message"), span
