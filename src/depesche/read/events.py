"""Events of speech, thought and writing in speeches: a genre of its own, in which far more is said than in the news.

Only a report that is stated to be a speech (`genre`) is read so. What the rules for statements found there stays, but for those whose cue
holds a verb or noun: on these the model has judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast as typed

from depesche.language.clauses import clauses
from depesche.packs import Pack
from depesche.read.event_items import Item
from depesche.read.event_model import EventModel, event_model
from depesche.read.event_words import Word, words
from depesche.read.lexicon import Lexicon, lexicon
from depesche.read.local import learned
from depesche.read.lookup import Lookup, lookup
from depesche.read.named import read_cast
from depesche.read.reading import cue_ranges
from depesche.read.resolve import Resolver
from depesche.read.view import View
from depesche.records import Act, Mode, Report, Sentence, Span, Statement, record_id
from depesche.stages import stage

SPEECH = "speech"
_LIKELY = 0.4
_NOBODY = "unspecified"
_SPEAKER = frozenset(
    ["ich", "wir", "mich", "mir", "uns", "mein", "meine", "meiner", "meinem", "meines", "unser", "unsere"]
)
_CLAUSES = ("dass clause", "ob clause")
_QUOTES = '„“”"»«'


def is_speech(report: Report) -> bool:
    """Whether a report is stated to be a speech."""
    return any(fact.field == "genre" and fact.value == SPEECH for fact in report.facts)


@stage(needs=("sentences", "facts", "statements"), gives=("statements",))
def read_events(report: Report, pack: Pack) -> Report:
    """Find the events of a speech, each as a statement; any other report stays as it is."""
    if not is_speech(report):
        return report
    tables = learned(lookup(pack), report.sentences)
    reader = _Reader(report, report.digest, event_model(pack), lexicon(pack), tables)
    reader.names = {actor.name for actor in report.actors}
    reader.ruled = {s.cue[0].start: s.content for s in report.statements if s.cue and s.why.startswith(_CLAUSES)}
    events = [event for sentence in report.sentences for event in reader.events(sentence)]
    kept = [one for one in report.statements if not any(_holds(span, reader.judged) for span in one.cue)]
    ordered = sorted([*kept, *events], key=lambda one: (one.content[0].start, one.content[-1].end, one.why, one.id))
    return replace(report, statements=tuple({one.id: one for one in ordered}.values()))


def _holds(span: Span, places: set[int]) -> bool:
    return any(place in places for place in range(span.start, span.end))


@dataclass(slots=True)
class _Reader:
    """Reads the events of one speech.

    judged: where words begin that may name an event, whether they do or not. ruled: the clauses that the rules of the news
    found, by where the cue begins. names: the actors of the report.
    """

    report: Report
    digest: str
    model: EventModel
    cues: Lexicon
    tables: Lookup
    resolver: Resolver | None = None
    judged: set[int] = field(default_factory=set)
    ruled: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def events(self, sentence: Sentence) -> Iterator[Statement]:
        """The events of one sentence."""
        found = View(sentence, sentence.tokens, (), (), clauses(sentence.tokens))
        for word in words(found, self.cues, self.model.pairs, self.model.heads):
            self.judged.add(found.tokens[word.at].start)
            likely = self.model.likely(found, word, self.cues)
            if likely >= _LIKELY:
                yield self._statement(found, word, likely)

    def _statement(self, found: View, word: Word, likely: float) -> Statement:
        roles: dict[str, list[Item]] = {}
        for item, role in self.model.cast(found, word, self.tables, self.cues):
            roles.setdefault(role, []).append(item)
        reflexive = [i for item in roles.get("PTC", ()) for i in item.tokens]
        cue = self._runs(found, sorted({*word.cue, *reflexive}))
        topic, message = (self._spans(found, roles.get(role, ())) for role in ("Topic", "Message"))
        message = message or self.ruled.get(found.tokens[word.at].start, ())  # the model gives the clause to nobody
        source = self._longest(found, roles.get("Source", ()))
        content = (*self._whole(topic), *message) or cue
        return Statement(
            id=record_id(self.digest, "statement", (*content, *cue, *((source,) if source else ()))),
            mode=self._mode(message, roles.get("Message", ())),
            content=content,
            cue=cue,
            source=source,
            actor=self._actor(found, source),
            addressee=self._longest(found, roles.get("Addr", ())),
            via=self._longest(found, roles.get("Medium", ())),
            act=self._act(word),
            confidence=round(min(0.98, likely), 2),
            why=f"{_rule(bool(topic), bool(message))}: {word.lemma}",
        )

    def _runs(self, found: View, tokens: Sequence[int]) -> tuple[Span, ...]:
        """Tokens as spans, neighbours joined."""
        return tuple(self.report.span(a, b) for a, b in cue_ranges(found, tuple(tokens)))

    def _spans(self, found: View, played: Iterable[Item]) -> tuple[Span, ...]:
        """The items of one role as spans; a mark between two of them does not part them."""
        tokens = {i for item in played for i in item.tokens}
        marks = {i for i, token in enumerate(found.tokens) if token.tag[0] == "$" and {i - 1, i + 1} <= tokens}
        return self._runs(found, sorted(tokens | marks))

    def _whole(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """One span from the first to the last: a topic is the first span of a content."""
        return (self.report.span(spans[0].start, spans[-1].end),) if spans else ()

    def _longest(self, found: View, played: Iterable[Item]) -> Span | None:
        return max(self._spans(found, played), key=lambda span: (len(span.text), -span.start), default=None)

    def _mode(self, message: tuple[Span, ...], played: Iterable[Item]) -> Mode:
        if message and self.report.text[message[0].start - 1 : message[0].start] in _QUOTES and message[0].start:
            return "direct"
        return "indirect" if any(item.shape == "clause" for item in played) else "reported"

    def _actor(self, found: View, source: Span | None) -> str:
        """The speaker of the speech for `ich` and `wir`, whoever else is named otherwise."""
        if source is None:
            return _NOBODY
        if source.text.split()[0].lower() in _SPEAKER:
            return self.report.header.byline[0] if self.report.header.byline else _NOBODY
        if self.resolver is None:
            self.resolver = Resolver(read_cast(self.report.sentences, self.tables))
        inside = [i for i, token in enumerate(found.tokens) if source.start <= token.start < source.end]
        entities = self.resolver.actors(found.tokens, inside[0], inside[-1] + 1) if inside else []
        known = (entity.name for entity in entities if entity.name in self.names)
        return next(known, _NOBODY)

    def _act(self, word: Word) -> Act:
        """The act of the lexicon's first row for the word."""
        lemma = word.lemma.partition("+")[0]
        rows = self.cues.verbs.get(lemma, ())
        noun = self.cues.nouns.get(lemma.capitalize())
        return typed("Act", rows[0].act if rows else noun.act if noun else "inform")


def _rule(topic: bool, message: bool) -> str:
    if topic:
        return "event with topic" if message else "event about"
    return "event" if message else "event named"
