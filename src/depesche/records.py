"""The nouns of Depesche. Field names and meanings are those of docs/guidelines.md.

Every class is frozen and slotted: a record, once made, is never edited. The `verdict` of a record says what people ruled on it, which
the case lays over it: `accepted`, `corrected`, `added`, `disputed`, `rejected`; empty where nobody did.
Spans are offsets in code points of `Report.text`.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, Literal

Mode = Literal["direct", "indirect", "mixed", "reported"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
ActorKind = Literal["person", "office", "state", "organisation", "agency", "group"]
Status = Literal["proposed", "planned", "under way", "held", "broken off", "cancelled"]
Stance = Literal["pro", "contra", "neutral"]
Act = Literal[
    "demand", "offer", "accept", "refuse", "threaten", "warn", "deny", "accuse", "commit", "assess", "call", "inform"
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a report's text: `text == report.text[start:end]`."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut a span out of a text.

        >>> Span.of("Moskau schweigt.", 0, 6)
        Span(start=0, end=6, text='Moskau')
        """
        return cls(start, end, text[start:end])

    def covers(self, other: Span) -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


def digest(data: str | bytes) -> str:
    """The sha256 of a text or of bytes, in hex.

    A text that holds lone surrogates has a digest too: they are hashed as they are.

    >>> digest("Genf")[:12]
    '7d423ec51414'
    """
    return hashlib.sha256(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data).hexdigest()


def record_id(text_digest: str, kind: str, spans: tuple[Span, ...], slot: int = 0) -> str:
    """The stable name of a record: the same text, kind, spans and actor slot always give the same 16 hex digits.

    Args:
        text_digest: digest of the report's text.
        kind: `statement`, `time`, `actor` ...
        spans: the spans that make the record what it is (for a statement: content, cue and source).
        slot: which of several actors that share the spans, as in `Washington und Kiew`.

    """
    where = ",".join(f"{s.start}-{s.end}" for s in spans)
    return digest(f"{text_digest}|{kind}|{where}|{slot}")[:16]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report's text came from.

    origin: what identifies the source over several builds: the resolved path, or `stdin:NAME`.
    kind: `text`, `page` (HTML), or what another source calls it (`pdf`, `mail` ...).
    bytes_digest: sha256 of the bytes as read. encoding_basis: how the encoding was found; replaced counts U+FFFD.
    extractor: name and version of what turned the bytes into text. pages: where in the text each page begins, for what has pages.
    as_of: when this version was taken or issued (ISO date and time), where the source tells.
    """

    origin: str
    kind: str
    bytes_digest: str
    encoding: str
    encoding_basis: str
    replaced: int
    extractor: str
    pages: tuple[int, ...] = ()
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing stated about a report from outside its article: `published`, `outlet`, `byline`, `title`, `language`.

    basis: who states it: `person`, `table`, `file name`, `page` (with the tag it stands in).
    """

    field: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that the source marks off: kind is `article`, `clutter` or `title`; why says by what."""

    start: int
    end: int
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Published:
    """The day of a report: ISO `value` or None, `interval` where several days fit, `basis` in words."""

    value: str | None = None
    interval: tuple[str, str] | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What a report says of itself, and which of its spans are no part of the article."""

    published: Published = Published()
    outlet: str | None = None
    agencies: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    dateline: tuple[str, ...] = ()
    clutter: tuple[Span, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its STTS tag (`VVFIN`, `VVPP`, `ADJA` ...), lemma and, for finite verbs, mood.

    text: as it is usually written, without soft hyphens and with accents on their letters, whatever stands in the report.
    mood: `ind`, `sub`, `both` where the form does not tell; empty for all other words.
    opens: a noun that begins a phrase of its own right behind another (`warnte die Nato | Moskau`).
    """

    start: int
    end: int
    text: str
    tag: str = ""
    lemma: str = ""
    mood: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its tokens; `paragraph` counts from 0 and tells which sentences stand together."""

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One utterance as the report renders it: said, written or let be known (guidelines: Statement)."""

    id: str
    mode: Mode
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: Span | None = None
    actor: str | None = None
    addressee: Span | None = None
    occasion: Span | None = None
    via: Span | None = None
    frame: tuple[Span, ...] = ()
    act: Act | None = None
    confidence: float = 0.5
    why: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """How an open time hangs on the report's day, for `language.calendar.resolve`.

    unit: `day`, `week`, `weekday`, `month`, `quarter`, `year`, `year-start`, `date` (day and month without a year), `easter` ...
    offset: whole units from the report's day (`gestern`: day -1); None where direction decides.
    direction: `past`, `future`, `near` (tense does not tell) or ``.
    part: what is added to the resolved day (`TEV`, `T20:30`).
    """

    unit: str
    offset: int | None = None
    direction: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """The other end of a range as the text tells it: the value, anchor and mod that a time of its own would have."""

    open: str
    anchor: Anchor | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression (guidelines: Time).

    open: the TIMEX3 value as far as the text alone tells (`XXXX-WXX-1`). value: the value as far as it is known now:
    equal to `open` until the report's day is known, then derived from open, anchor and day, never stored by hand.
    begin, end: ISO bounds of ranges and vague values, or None. Both ends of a range (`vom 3. bis 7. Mai`) have the bounds of
    the whole; since: where the range begins whose end this is. until: where the range ends whose beginning this is.
    """

    id: str
    span: Span
    type: TimeType
    value: str
    open: str
    mod: str | None = None
    anchor: Anchor | None = None
    begin: str | None = None
    end: str | None = None
    since: Edge | None = None
    until: Edge | None = None
    confidence: float = 0.5
    why: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts in the report (guidelines: Actor). `name` is the guidelines' `id`: the canonical name.

    acts_for: the state or body acted for (`for` in the export). mentions: where the report names the actor.
    """

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...]
    role: str | None = None
    acts_for: str | None = None
    mentions: tuple[Span, ...] = ()
    confidence: float = 0.5
    why: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """A meeting between parties (guidelines: Talk).

    when: the times that tell its day, at most two. date: derived from their values, never stored by hand.
    """

    id: str
    name: str
    participants: tuple[str, ...]
    status: str
    evidence: tuple[Span, ...]
    forum: str | None = None
    place: str | None = None
    date: str | None = None
    duration: str | None = None
    outcome: Span | None = None
    when: tuple[Span, ...] = ()
    confidence: float = 0.5
    why: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on an issue, and by which act that became known (guidelines: Position).

    issue: its English name where one can be put together, else that in the report's language, which is issue_text.
    plover: the event class of the act, None for those that PLOVER leaves out.
    """

    id: str
    actor: str
    act: Act
    issue: str
    stance: str
    evidence: tuple[Span, ...]
    acts_for: str | None = None
    addressee: str | None = None
    condition: Span | None = None
    issue_text: str = ""
    plover: str | None = None
    confidence: float = 0.5
    why: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that is asserted (guidelines: Figure)."""

    id: str
    span: Span
    value: float | tuple[float, float]
    unit: str
    about: str
    actor: str | None = None
    confidence: float = 0.5
    why: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person ruled on a record or stated about a report. Append-only: a later one lies over an earlier one.

    target: the id of the record ruled on, or `report:NAME`. verdict: `accept`, `reject`, `correct`, `flag`, `add`, `state` ...
    fields: what was ruled, as JSON. anchor: the quoted text with 32 characters either side, to find it again.
    """

    target: str
    verdict: str
    fields: dict[str, Any]
    who: str
    when: str
    anchor: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """One news text and what was read out of it.

    name: the file name as given, with its folder below the path that was named. text never changes after ingest.
    sentences and cast are working material of the readers and are not stored. unread says why nothing was read, else None.
    """

    name: str
    text: str
    source: Source
    facts: tuple[Fact, ...] = ()
    blocks: tuple[Block, ...] = ()
    language: str | None = None
    unread: str | None = None
    header: Header = Header()
    sentences: tuple[Sentence, ...] = ()
    cast: Any = field(default=None, compare=False, repr=False)
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[Time, ...] = ()
    talks: tuple[Talk, ...] = ()
    positions: tuple[Position, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def digest(self) -> str:
        """The sha256 of the text: with the name it identifies this version of the report."""
        return digest(self.text)

    @property
    def id(self) -> str:
        """The stable name of this version of the report: 16 hex digits of name and text digest."""
        return digest(f"{self.name}|{self.digest}")[:16]

    def page_at(self, place: int) -> int | None:
        """On which page of its source a place of the text stands, from 1; None for what has no pages."""
        return bisect_right(self.source.pages, place) if self.source.pages else None

    def span(self, start: int, end: int) -> Span:
        """Cut a span out of the report's text."""
        return Span.of(self.text, start, end)


def spans_of(report: Report) -> list[Span]:
    """Every span that any record of the report points at, in no particular order."""
    found: list[Span] = list(report.header.clutter)
    for s in report.statements:
        found += [*s.content, *s.cue, *s.frame]
        found += [x for x in (s.source, s.addressee, s.occasion, s.via) if x]
    found += [t.span for t in report.times]
    for a in report.actors:
        found += a.mentions
    for talk in report.talks:
        found += [*talk.evidence, *talk.when, *((talk.outcome,) if talk.outcome else ())]
    for p in report.positions:
        found += [*p.evidence, *((p.condition,) if p.condition else ())]
    found += [f.span for f in report.figures]
    return found
