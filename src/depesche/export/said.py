"""What was said: utterances that several reports have, each once in its best wording; where they are few, what only one has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from depesche.export.cites import Cites, Passage, Place
from depesche.export.parts import KEPT, Part, best
from depesche.export.versions import Version, versions
from depesche.export.words import joined
from depesche.records import Act, Mode, Span, Statement
from depesche.relations import Reason, Utterance

if TYPE_CHECKING:
    from depesche.store.rows import ReportRow

# What the guidelines call a source that nobody can name.
UNSPECIFIED = "unspecified"
# With what only one report has, a briefing is filled up to so many lines, and no more than so many of one actor.
_FILLED, _OF_ONE, _TRIED = 10, 3, 60
_MEMBERS = 24
_SHORTEST, _LONGEST = 6, 45
_MODES: dict[Mode, int] = {"direct": 0, "mixed": 1, "indirect": 2, "reported": 3}
_TELLING = ("inform", "assess")
_WORD = re.compile(r"[^\W\d_]{4,}")
_BARE = re.compile(r"\w{4,}|\d+")


@dataclass(frozen=True, slots=True)
class SaidLine:
    """An utterance in one line. actors: several where they speak as one. day: when it was said, ISO, or None.

    passage: the best wording. reports: how many have it. first: where it stood first, None where that is open. versions: every
    report's own words, empty where only one has it.
    """

    id: str
    actors: tuple[str, ...]
    act: Act | None
    day: str | None
    passage: Passage
    reports: int
    first: Place | None = None
    versions: tuple[Version, ...] = ()
    confidence: float = 0.5
    reasons: tuple[Reason, ...] = ()

    @property
    def told_in(self) -> str:
        """The report that is cited first."""
        return self.passage.place.report

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it stands, the best wording first."""
        others = (one.passage.place for one in self.versions if one.passage.place != self.passage.place)
        return self.passage.place, *others


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a report, cut down to the words that belong to an utterance."""

    report: str
    statement: Statement
    spans: tuple[Span, ...]

    @property
    def words(self) -> str:
        """In one line."""
        return joined(self.spans)


def said(cites: Cites, mode: Mode | None = None) -> Part[SaidLine]:
    """What was said, as far as it matters most.

    First comes what most reports have, the surest of equals; what lies within the words of an utterance told before is not told
    again. Of several wordings that in quotation marks is the best, then the one that most reports share, then the longest. Where
    utterances are few, statements follow that one report has: those in quotation marks before others, what demands, refuses,
    promises ... before what only tells, the actors first whom most reports name.

    Args:
        cites: the reports of the briefing.
        mode: only statements of this mode; an utterance has none.

    """
    once = _Once()
    lines: list[SaidLine] = []
    total = 0
    if mode is None:
        wanted = (one for one in cites.case.utterances() if cites.wants(*_reports(one)) and cites.about(one.actor))
        found, total = best(wanted, _rank, KEPT * 2)
        lines = list(islice(_utterances(cites, found, once), KEPT))
        total = total if total > len(found) else 0  # else all that is not told lies within what is
    if len(lines) < _FILLED:
        lines += islice(_singles(cites, mode, once), _FILLED - len(lines))
    return Part(tuple(once.joint(line) for line in lines), max(total, len(lines)))


class _Once:
    """Remembers which words were told, so that none are told twice."""

    def __init__(self) -> None:
        self._spans: dict[str, list[tuple[int, int, str]]] = {}
        self._also: dict[str, list[str]] = {}

    def add(self, identity: str, told: Sequence[Told]) -> None:
        """Note the words of a line."""
        for one in told:
            self._spans.setdefault(one.report, []).extend((span.start, span.end, identity) for span in one.spans)

    def home(self, told: Sequence[Told]) -> str | None:
        """The line within whose words, or around whose words, these lie in at least half of their reports."""
        votes = Counter(found for one in told if (found := self._within(one)))
        home, often = min(votes.items(), key=lambda one: (-one[1], one[0]), default=("", 0))
        return home if often * 2 >= len(told) > 0 else None

    def _within(self, told: Told) -> str | None:
        for start, end, identity in self._spans.get(told.report, ()):
            for span in told.spans:
                if (start <= span.start and span.end <= end) or (span.start <= start and end <= span.end):
                    return identity
        return None

    def also(self, home: str, actor: str, told: Sequence[Told]) -> None:
        """Note that somebody else says the very words of a line."""
        same = {(start, end) for start, end, identity in self._spans.get(told[0].report, ()) if identity == home}
        if all((span.start, span.end) in same for span in told[0].spans):
            self._also.setdefault(home, []).append(actor)

    def joint(self, line: SaidLine) -> SaidLine:
        """The line with all who say it."""
        return replace(line, actors=tuple(dict.fromkeys([*line.actors, *self._also.get(line.id, ())])))


def utterance(cites: Cites, one: Utterance) -> SaidLine | None:
    """An utterance in a line, with every report's own words; None where the reports do not have it any more."""
    told = _told(cites, one)
    return _line(cites, one, told) if told else None


def _reports(one: Utterance) -> tuple[str, ...]:
    return tuple(dict.fromkeys(member.report for member in one.members))


def _rank(one: Utterance) -> tuple[int, float, str]:
    return -len(_reports(one)), -one.confidence, one.id


def _utterances(cites: Cites, found: Iterable[Utterance], once: _Once) -> Iterator[SaidLine]:
    for one in found:
        told = _told(cites, one)
        if not told:
            continue
        home = once.home(told)
        if home is not None:
            once.also(home, one.actor, told)
            continue
        once.add(one.id, told)
        yield _line(cites, one, told)


def _told(cites: Cites, one: Utterance) -> list[Told]:
    """The members as they stand in their reports, each cut down to the pieces that share words with the others."""
    members = {*one.members[:_MEMBERS], one.members[one.longest], one.members[one.first or 0]}
    ordered = [member for member in one.members if member in members]
    found = [(member.report, cites.statement(member)) for member in ordered]
    whole = [Told(name, told, told.content or told.cue) for name, told in found if told and (told.content or told.cue)]
    stems = [_stems(told.words) for told in whole]
    often = Counter(stem for some in stems for stem in some)
    return [replace(told, spans=_shared(told.spans, often, some)) for told, some in zip(whole, stems, strict=True)]


def _shared(spans: tuple[Span, ...], often: Counter[str], own: frozenset[str]) -> tuple[Span, ...]:
    """The pieces of a statement that share most words with other members; all of them where none does."""
    if len(spans) == 1:
        return spans
    others = often - Counter(own)
    scores = [sum(stem in others for stem in _stems(span.text)) for span in spans]
    most = max(scores)
    return tuple(span for span, score in zip(spans, scores, strict=True) if score >= 0.6 * most)


def _stems(words: str) -> frozenset[str]:
    return frozenset(match[0].casefold()[:5] for match in _WORD.finditer(words))


def _line(cites: Cites, one: Utterance, told: Sequence[Told]) -> SaidLine:
    chosen = _chosen([each for each in told if cites.wants(each.report)] or told, told)
    first = one.members[one.first].report if one.first is not None else None
    made = versions(cites, told, first)
    return SaidLine(
        one.id,
        (one.actor,),
        chosen.statement.act,
        one.day,
        passage_of(cites, chosen),
        len(_reports(one)),
        next((each.passage.place for each in made if each.first), None),
        made,
        one.confidence,
        one.reasons,
    )


def _chosen(some: Sequence[Told], told: Sequence[Told]) -> Told:
    same = Counter(_bare(each.words) for each in told)
    often = Counter(stem for each in told for stem in _stems(each.words))

    def rank(each: Told) -> tuple[int, int, int, int]:
        shared = sum(often[stem] - 1 for stem in _stems(each.words))
        return _MODES.get(each.statement.mode, len(_MODES)), -same[_bare(each.words)], -shared, -len(each.words)

    return min(some, key=rank)


def _bare(words: str) -> str:
    return " ".join(_BARE.findall(words.casefold()))


def passage_of(cites: Cites, told: Told) -> Passage:
    """The words of a statement where they stand; those that are not in quotation marks with the sentence around them."""
    place = cites.place(told.report, told.spans[0].start if told.spans else 0)
    assert place is not None
    if told.statement.mode == "direct":
        return Passage(place, told.words, quoted=True)
    return cites.passage(told.report, told.spans) or Passage(place, told.words)


def _singles(cites: Cites, mode: Mode | None, once: _Once) -> Iterator[SaidLine]:
    """Statements that one report has, the weightiest first, no more than some of one actor."""
    wanted = (
        (row, one)
        for row, one in cites.case.statements(mode=mode, report=cites.single)
        if cites.wants(row.name) and one.content and one.actor and one.actor != UNSPECIFIED
        if cites.about(one.actor, cites.called(row, one.actor))
    )
    found, _ = best(wanted, lambda pair: _weight(cites, *pair), _TRIED)
    by: Counter[str] = Counter()
    seen: set[str] = set()
    for row, one in found:
        told = Told(row.name, one, one.content)
        name = cites.called(row, one.actor or "")
        if by[name] < _OF_ONE and once.home([told]) is None and _bare(told.words) not in seen:
            by[name] += 1
            seen.add(_bare(told.words))
            once.add(one.id, [told])
            yield SaidLine(
                one.id, (name,), one.act, row.published, passage_of(cites, told), 1, confidence=one.confidence
            )


def _weight(cites: Cites, row: ReportRow, one: Statement) -> tuple[bool, bool, bool, int, float, str, int, str]:
    words = sum(span.text.count(" ") + 1 for span in one.content)
    known = cites.cast.get(cites.called(row, one.actor or ""))
    return (
        one.mode not in {"direct", "mixed"},
        not _SHORTEST <= words <= _LONGEST,
        one.act in _TELLING,
        -known.reports if known else 0,
        -one.confidence,
        row.name,
        one.content[0].start,
        one.id,
    )
