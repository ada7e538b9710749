"""Talks: meetings of parties that were held, are under way, planned, called for or called off (guidelines: Talk)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from depesche.language.intervals import day_of
from depesche.packs import Pack
from depesche.read.actors import cast_of
from depesche.read.resolve import Resolver
from depesche.read.talk_find import Finder
from depesche.read.talk_merge import Meeting, Merger
from depesche.read.talk_names import forum, participants, slug
from depesche.read.talk_parties import Parties
from depesche.read.talk_passage import Passage
from depesche.read.talk_places import Place, Places, places
from depesche.read.talk_words import TalkWords, talk_words
from depesche.read.times_context import Context
from depesche.read.view import view
from depesche.records import Report, Sentence, Span, Talk, Time, record_id
from depesche.stages import stage

_CREDITS = 200  # tokens of the credits that are looked at


@stage(needs=("sentences", "actors", "statements", "times"), gives=("talks",))
def read_talks(report: Report, pack: Pack) -> Report:
    """Find every meeting; what the report tells of one in several places becomes one record."""
    words = talk_words(pack)
    resolver = Resolver(cast_of(report, pack))
    parties = Parties(pack, words, places(pack), resolver, report.sentences)
    merger, context = Merger(parties), Context(report, pack)
    finder = Finder(words, places(pack), parties, report.header.published.value)
    speakers = _Speakers(report, resolver)
    times = sorted(report.times, key=lambda time: time.span)
    starts = [time.span.start for time in times]
    clutter = sorted(report.header.clutter)
    for sentence in report.sentences:
        speakers.until(sentence.start)
        if not _worth(sentence, words) or any(c.covers(Span(sentence.start, sentence.end, "")) for c in clutter):
            continue
        named = [(a, b) for a, b, _ in resolver.cast.at(sentence.start, sentence.end)]
        within = times[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        passage = Passage(view(sentence, (), report.text, named), context, resolver.tables, within)
        for mention in finder.mentions(passage):
            merger.add(mention)
    _place_of_writing(report, merger, places(pack))
    return replace(report, talks=tuple(_records(report, merger, words)))


def _place_of_writing(report: Report, merger: Merger, known: Places) -> None:
    """`GENF, 4. März (nda) - A und B beendeten ihre Gespräche`: the first meeting that was held is where it was written of.

    Without a dateline that is the first town in the credits behind the text. Not so in a capital of one of the parties, from
    where much is reported.
    """
    first = merger.meetings[0] if merger.meetings else None
    if first is None or first.place is not None or first.status not in {"held", "under way"}:
        return
    dateline = [known.town(name) for name in report.header.dateline]
    towns = dateline or _credited(report, merger, known)
    if len(dateline) > 1 or not towns or towns[0] is None:
        return
    codes = {code for entity in first.parties for code in entity.codes}
    if towns[0].state not in codes:
        first.place = towns[0]


def _credited(report: Report, merger: Merger, known: Places) -> Sequence[Place | None]:
    """The towns of credits in brackets at the end: `(Weitere Berichte von A. Berg in Genf; P. Kolb in Wien)`."""
    last = (
        [one for one in report.sentences if one.paragraph == report.sentences[-1].paragraph] if report.sentences else []
    )
    if not last or report.text[last[0].start] != "(":
        return []
    tokens = [token for sentence in last for token in sentence.tokens][:_CREDITS]
    preps = [i for i, token in enumerate(tokens) if token.text == "in"]
    towns = [
        place for i in preps for place in known.behind(tokens, i, min(i + 3, len(tokens)), merger.parties.cast)[:1]
    ]
    return towns if len(towns) > 1 else []


class _Speakers:
    """Tells the resolver who has spoken up to a place, so that pronouns find the last speaker."""

    def __init__(self, report: Report, resolver: Resolver) -> None:
        by_name = {entity.name: entity for entity in resolver.cast.entities}
        said = [(s.content[0].start, by_name.get(s.actor or "")) for s in report.statements if s.content]
        self._said = sorted(((at, entity) for at, entity in said if entity), key=lambda one: one[0])
        self._resolver, self._next = resolver, 0

    def until(self, place: int) -> None:
        while self._next < len(self._said) and self._said[self._next][0] < place:
            at, entity = self._said[self._next]
            self._resolver.spoken(at, [entity])
            self._next += 1


def _worth(sentence: Sentence, words: TalkWords) -> bool:
    """Whether a sentence holds a noun or a verb of meeting, so that its clauses need be looked at."""
    particle = {t.text.lower() for t in sentence.tokens if t.tag == "PTKVZ"} | {""}
    for token in sentence.tokens:
        if token.tag[:2] == "VV" and any(words.tells(token.lemma.lower(), one) for one in particle):
            return True
        if token.text[0].isupper() and words.noun(token.text):
            return True
    return False


def _records(report: Report, merger: Merger, words: TalkWords) -> Iterable[Talk]:
    digest = report.digest
    taken: dict[str, int] = {}
    made: set[str] = set()
    for meeting in merger.meetings:
        names = participants(meeting, merger.parties)
        if not names:
            continue
        setting = forum(meeting, names, words, merger.parties)
        place = meeting.place.name if meeting.place else None
        name = slug(meeting, names, setting, place, merger.parties)
        taken[name] = taken.get(name, 0) + 1
        evidence = tuple(dict.fromkeys(report.span(*one) for one in meeting.evidence))
        when = tuple(time.span for time in meeting.when)
        made.add(identity := _identity(digest, evidence, taken[name], made))
        yield Talk(
            id=identity,
            name=name if taken[name] == 1 else f"{name}-{taken[name]}",
            participants=tuple(names),
            status=meeting.status,
            evidence=evidence,
            forum=setting,
            place=place,
            date=day_of([time.value for time in meeting.when]),
            when=when,
            duration=meeting.lasting.value if meeting.lasting else None,
            outcome=report.span(*meeting.outcome) if meeting.outcome else None,
            confidence=round(_weight(meeting, names), 2),
            why=f"talks.{meeting.rule}",
        )


def _identity(digest: str, evidence: tuple[Span, ...], slot: int, made: set[str]) -> str:
    """An id of its own, also where one clause tells of two meetings."""
    while (identity := record_id(digest, "talk", evidence, slot)) in made:
        slot += 1
    return identity


def _weight(meeting: Meeting, names: list[str]) -> float:
    """What is told in several places, with who, where and when, is surer."""
    return min(
        0.95, meeting.weight + 0.05 * (meeting.place is not None) + 0.05 * bool(meeting.when) + 0.05 * (len(names) > 1)
    )


def dated_talks(talks: Iterable[Talk], times: Iterable[Time]) -> tuple[Talk, ...]:
    """The talks with the dates that their times have now: they follow whenever the report's day becomes known."""
    values = {time.span: time.value for time in times}
    return tuple(replace(talk, date=day_of([values[span] for span in talk.when if span in values])) for talk in talks)
