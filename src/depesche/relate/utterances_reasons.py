"""Why statements are held to render the same words: what they share, who says it, when, and in which words they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from depesche.records import Report, Span
from depesche.relate.utterances_days import one_month
from depesche.relate.utterances_match import other_numbers
from depesche.relate.utterances_pairs import Pair, one_act
from depesche.relate.utterances_units import Unit
from depesche.relations import Quote, Reason
from depesche.wording import differences

# How many shared words, and how many stretches that only one side has, are shown.
_WORDS, _ONLY, _LONGEST = 8, 4, 600
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """An utterance as it was found.

    units: its sentences. links: pairs of them, the surest first. longest: the statement that renders most, by report and number.
    """

    reports: Mapping[str, Report]
    units: Sequence[Unit]
    links: Sequence[tuple[Unit, Unit, Pair]]
    longest: tuple[str, int]

    def quote(self, unit: Unit) -> Quote:
        """The words of a sentence."""
        return _quote(self.reports[unit.report], *unit.span)


def reasons(found: Evidence) -> tuple[Reason, ...]:
    """All reasons for an utterance, those for it first."""
    return (*_words(found), _actor(found), *_time(found), *_occasion(found), *_contradictions(found), *_only(found))


def _quote(report: Report, start: int, end: int) -> Quote:
    while end > start and report.text[end - 1].isspace():
        end -= 1
    return Quote(report.name, start, end, report.text[start:end])


def _words(found: Evidence) -> Iterator[Reason]:
    """The words that the surest pair shares."""
    if not found.links:
        return
    a, b, pair = found.links[0]
    quotes = (found.quote(a), found.quote(b))
    if pair.compared.identical:
        yield Reason("utterances.verbatim", quotes)
        return
    text = found.reports[a.report].text
    spoken = [one.a for one in pair.compared.shared if a.span[0] <= one.a.start < a.span[1]]
    yield Reason("utterances.words", quotes, (", ".join(text[t.start : t.end] for t in spoken[:_WORDS]),))


def _actor(found: Evidence) -> Reason:
    names = speakers(found.units)
    if len(names) > 1:
        return Reason("utterances.spoken-for", (), (names[0], names[1]))
    return Reason("utterances.actor", (), (names[0],))


def speakers(found: Sequence[Unit]) -> list[str]:
    """Who said it: a person before an office, that before the state spoken for."""
    return [name for *_, name in sorted({(not unit.person, unit.actor == unit.side, unit.actor) for unit in found})]


def _time(found: Evidence) -> Iterator[Reason]:
    """What the days of the surest pair say."""
    if not found.links:
        return
    a, b, pair = found.links[0]
    if pair.days is None and one_act(a, b):
        yield Reason("utterances.month", (), (one_month(a.when, b.when),))
    elif pair.days is None:
        yield Reason("utterances.undated", (), (a.report, b.report))
    elif pair.days:
        yield Reason("utterances.retold", (), (str(pair.days),))
    else:
        yield Reason("utterances.days", (), (a.report, b.report))


def _occasion(found: Evidence) -> Iterator[Reason]:
    for a, b, pair in found.links:
        one, other = a.statement.occasion, b.statement.occasion
        if one is not None and other is not None and "occasion" in pair.around:
            rule = "utterances.occasion" if pair.around["occasion"] > 0 else "utterances.other-occasion"
            yield Reason(rule, (_of(found, a, one), _of(found, b, other)))
            return


def _of(found: Evidence, unit: Unit, span: Span) -> Quote:
    return _quote(found.reports[unit.report], span.start, span.end)


def _contradictions(found: Evidence) -> Iterator[Reason]:
    """Where one side denies what the other says, or counts otherwise, though all else is the same."""
    for a, b, pair in found.links:
        if "denial" in pair.compared.told:
            yield Reason("utterances.denial", (found.quote(a), found.quote(b)))
            break
    for a, b, pair in found.links:
        numbers = other_numbers(a.passage, b.passage, pair.compared.shared)
        if numbers:
            (one, other) = numbers[0]
            yield Reason("utterances.numbers", (_counting(found, a, one), _counting(found, b, other)))
            break


def _counting(found: Evidence, unit: Unit, number: tuple[int, int]) -> Quote:
    return _quote(found.reports[unit.report], *number)


def _only(found: Evidence) -> Iterator[Reason]:
    """Stretches of words that only the longest version has, held against the one most like it; and the other way round."""
    for a, b, _ in found.links:
        keys = {(a.report, a.place[0]), (b.report, b.place[0])}
        if found.longest in keys and len(keys) > 1:
            one, other = (a, b) if (a.report, a.place[0]) == found.longest else (b, a)
            yield from only_in(found.reports[one.report], one.span, found.reports[other.report], other.span)
            return


def only_in(a: Report, span_a: tuple[int, int], b: Report, span_b: tuple[int, int]) -> list[Reason]:
    """The stretches of words that only one of two passages has, in their order."""
    one, other = a.text[span_a[0] : span_a[1]][:_LONGEST], b.text[span_b[0] : span_b[1]][:_LONGEST]
    told: list[Reason] = []
    for change in differences(one, other):
        left = _quote(a, span_a[0] + change.start_a, span_a[0] + change.end_a)
        right = _quote(b, span_b[0] + change.start_b, span_b[0] + change.end_b)
        if change.kind == "changed" and _says(left) and _says(right):
            told.append(Reason("utterances.changed", (left, right), (a.name, b.name)))
        elif change.kind in {"removed", "changed"} and _says(left):
            told.append(Reason("utterances.only", (left,), (a.name,)))
        elif change.kind in {"added", "changed"} and _says(right):
            told.append(Reason("utterances.only", (right,), (b.name,)))
    return told[:_ONLY]


def _says(quote: Quote) -> bool:
    return sum(map(str.isalpha, quote.text)) >= _SHORTEST
