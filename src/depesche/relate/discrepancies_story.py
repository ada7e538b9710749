"""The reports of a story, cut into sentences, and which sentences of different reports tell of the same."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log

from depesche.packs import Pack
from depesche.paragraphs import paragraphs
from depesche.records import Figure, Report, Span, Statement, Time
from depesche.relate.words import stems
from depesche.relations import Member, Quote

_WORD = re.compile(r"[^\W\d_]+(?:[-‑’'][^\W\d_]+)*")
_STOP = re.compile(r"[.!?…][“”\"«»’')\]]*\s+(?=[„“\"»«‚‘(\[]*[A-ZÄÖÜ0-9])")
_LONGEST = 1500  # characters; a stretch without a stop is cut there
_RAREST = 8  # stems of a sentence by which others are sought
_COMMON = 64  # sentences that may hold a stem that is sought by
_BEST = 2  # how many sentences of another report a sentence is compared with
_SHARED = 3  # stems that two sentences must share at least
_KEPT = 50_000  # words of which it is remembered what they count as
_TOPIC = 3  # words by which it is told what two sentences are about
_ALIKE = 0.4  # and which share of the weight of the lesser one


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence of a report, and the stems of what it is about, without numbers, days and months; there is one for each place."""

    report: str
    start: int
    end: int
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Twin:
    """Two sentences that tell of the same. weight: how much of the lesser one they share, from 0 to 1; rare words count for more.

    fuller: how much of the other.
    """

    a: Line
    b: Line
    shared: frozenset[str]
    weight: float
    fuller: float


class Story:
    """The reports of one story by name, with what is looked up in them again and again."""

    def __init__(self, reports: Iterable[Report], packs: Mapping[str, Pack]) -> None:
        self.packs = packs
        known = [one for one in reports if one.unread is None and one.language in packs]
        self.reports = {one.name: one for one in sorted(known, key=lambda one: one.name)}

    def pack(self, report: str) -> Pack:
        """The pack of the language that a report is in."""
        return self.packs[self.reports[report].language or ""]

    def day(self, report: str) -> str | None:
        """The day of a report, ISO, or None."""
        return self.reports[report].header.published.value

    def quote(self, report: str, start: int, end: int) -> Quote:
        """Words of a report, without white space at their edges."""
        text = self.reports[report].text
        cut = text[start:end]
        start += len(cut) - len(cut.lstrip())
        end = max(start, end - (len(cut) - len(cut.rstrip())))
        return Quote(report, start, end, text[start:end])

    def quoted(self, report: str, span: Span) -> Quote:
        """The words of a span."""
        return self.quote(report, span.start, span.end)

    def topic(self, line: Line, shared: frozenset[str]) -> str:
        """What a sentence shares with another, in its own words: the rarest three, in their order."""
        stem = stems(self.pack(line.report))
        rare = sorted(shared, key=lambda one: (len(self.postings.get(one, ())), one))[:_TOPIC]
        words = _WORD.findall(self.reports[line.report].text, line.start, line.end)
        first: dict[str, str] = {}
        for word in words:
            first.setdefault(stem(word)[0], word)
        return ", ".join(word for one, word in first.items() if one in rare)

    @cached_property
    def lines(self) -> dict[str, tuple[Line, ...]]:
        """The sentences of each report, in order, without those in clutter."""
        return {name: tuple(_lines(report, self.pack(name))) for name, report in self.reports.items()}

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        return {name: [line.start for line in lines] for name, lines in self.lines.items()}

    def line_at(self, report: str, offset: int) -> Line | None:
        """The sentence of a report that holds a place."""
        at = bisect_right(self._starts[report], offset) - 1
        if at < 0 or self.lines[report][at].end <= offset:
            return None
        return self.lines[report][at]

    def times(self, line: Line) -> tuple[Time, ...]:
        """The times that a sentence names."""
        times = self._times[line.report]
        at = bisect_left(times, line.start, key=lambda time: time.span.start)
        end = bisect_left(times, line.end, key=lambda time: time.span.start)
        return tuple(times[at:end])

    @cached_property
    def _times(self) -> dict[str, list[Time]]:
        return {
            name: sorted(report.times, key=lambda time: (time.span.start, time.span.end, time.id))
            for name, report in self.reports.items()
        }

    def figures(self, line: Line) -> tuple[Figure, ...]:
        """The figures that a sentence has."""
        figures = self._figures[line.report]
        at = bisect_left(figures, line.start, key=lambda figure: figure.span.start)
        end = bisect_left(figures, line.end, key=lambda figure: figure.span.start)
        return tuple(figures[at:end])

    def has_figure(self, report: str, span: Span) -> bool:
        """Whether a figure lies within a span."""
        figures = self._figures[report]
        at = bisect_left(figures, span.start, key=lambda figure: figure.span.start)
        end = bisect_right(figures, span.end, key=lambda figure: figure.span.start)
        return any(figures[i].span.end <= span.end for i in range(at, end))

    def statement(self, member: Member) -> Statement | None:
        """The statement that a member of a relation is."""
        return self._statements.get(member.report, {}).get(member.record)

    @cached_property
    def _statements(self) -> dict[str, dict[str, Statement]]:
        return {name: {one.id: one for one in reversed(report.statements)} for name, report in self.reports.items()}

    @cached_property
    def _figures(self) -> dict[str, list[Figure]]:
        return {
            name: sorted(report.figures, key=lambda one: (one.span.start, one.span.end, one.id))
            for name, report in self.reports.items()
        }

    def statements(self, line: Line) -> tuple[tuple[Span, Statement], ...]:
        """The statements of which some content begins in a sentence, with that content."""
        said = self._said[line.report]
        at = bisect_left(said, line.start, key=lambda one: one[0].start)
        end = bisect_left(said, line.end, key=lambda one: one[0].start)
        return tuple(said[at:end])

    @cached_property
    def _said(self) -> dict[str, list[tuple[Span, Statement]]]:
        return {
            name: sorted(((span, one) for one in report.statements for span in one.content), key=_place)
            for name, report in self.reports.items()
        }

    @cached_property
    def postings(self) -> dict[str, list[Line]]:
        """The sentences that hold each stem."""
        found: dict[str, list[Line]] = {}
        for lines in self.lines.values():
            for line in lines:
                for stem in line.stems:
                    found.setdefault(stem, []).append(line)
        return found

    @cached_property
    def twins(self) -> tuple[Twin, ...]:
        """Pairs of sentences of different reports that tell of the same, each with its best few, by report and place."""
        kept = {}
        for name, lines in self.lines.items():
            for line in lines:
                for twin in self._of(name, line):
                    kept[twin.a, twin.b] = twin
        order = sorted(kept.values(), key=lambda twin: (twin.a.report, twin.a.start, twin.b.report, twin.b.start))
        return tuple(order)

    @cached_property
    def mates(self) -> tuple[Twin, ...]:
        """The twins of which each is the other's best in its report, but for those in the same words: they differ in nothing."""
        best: dict[tuple[Line, str], float] = {}
        for twin in self.twins:
            for line, other in ((twin.a, twin.b), (twin.b, twin.a)):
                key = line, other.report
                best[key] = max(best.get(key, 0.0), twin.weight + twin.fuller)
        return tuple(
            twin
            for twin in self.twins
            if twin.weight + twin.fuller >= max(best[twin.a, twin.b.report], best[twin.b, twin.a.report])
            and self._text(twin.a) != self._text(twin.b)
        )

    def _text(self, line: Line) -> str:
        return self.reports[line.report].text[line.start : line.end]

    def _of(self, name: str, line: Line) -> Iterable[Twin]:
        """The twins of a sentence in the reports that come after its own by name."""
        by = sorted(line.stems, key=lambda stem: (len(self.postings[stem]), stem))[:_RAREST]
        met = Counter(
            other
            for stem in by
            if len(self.postings[stem]) <= _COMMON
            for other in self.postings[stem]
            if other.report > name
        )
        best: dict[str, list[Twin]] = {}
        for other, times in met.items():
            if times >= min(2, len(by)) and (twin := self.twin(line, other)):
                best.setdefault(other.report, []).append(twin)
        for found in best.values():
            yield from sorted(found, key=lambda twin: (-twin.weight, twin.b.start))[:_BEST]

    def twin(self, a: Line, b: Line) -> Twin | None:
        """Two sentences as a pair that tells of the same, if they do."""
        shared = a.stems & b.stems
        if len(shared) < _SHARED:
            return None
        weight = sum(map(self._weights.__getitem__, shared))
        mine, yours = self._heavy[a] or 1, self._heavy[b] or 1
        less, more = (mine, yours) if mine < yours else (yours, mine)
        return Twin(a, b, shared, weight / less, weight / more) if weight >= _ALIKE * less else None

    @cached_property
    def _weights(self) -> dict[str, int]:
        """What each stem weighs: the rarer, the more. That two sentences have one does not make it common.

        Whole numbers, so that sums do not depend on the order of what is added.
        """
        return {stem: int(1e6 * log(self._whole / max(1, len(some) - 1))) for stem, some in self.postings.items()}

    @cached_property
    def _heavy(self) -> dict[Line, int]:
        """What the stems of each sentence weigh together."""
        weights = self._weights
        return {line: sum(map(weights.__getitem__, line.stems)) for lines in self.lines.values() for line in lines}

    @cached_property
    def _whole(self) -> int:
        return 2 + sum(len(lines) for lines in self.lines.values())


def _place(one: tuple[Span, Statement]) -> tuple[int, int, str]:
    return one[0].start, one[0].end, one[1].id


def _lines(report: Report, pack: Pack) -> Iterable[Line]:
    heard = _heard(pack)
    clutter = sorted(report.header.clutter)
    for start, end in _cut(report.text, pack):
        if any(span.start <= start < span.end for span in clutter):
            continue
        told = {heard[word] for word in _WORD.findall(report.text, start, end)}
        yield Line(report.name, start, end, frozenset(told - {""}))


class _Heard(dict[str, str]):
    """What a word counts as: its stem, or nothing where it is idle or tells when and how many."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._stem, self._unheard = stems(pack), _unheard(pack)

    def __missing__(self, word: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        stem, idle = self._stem(word)
        told = self[word] = "" if idle or word.lower() in self._unheard else stem
        return told


@lru_cache(maxsize=4)
def _heard(pack: Pack) -> _Heard:
    return _Heard(pack)


def _cut(text: str, pack: Pack) -> Iterable[tuple[int, int]]:
    """Where sentences begin and end: at stops before a capital, not behind a number or an abbreviation."""
    short = _shortened(pack)
    for first, last in paragraphs(text):
        cuts = [first]
        for stop in _STOP.finditer(text, first, last):
            before = text[max(first, stop.start() - 12) : stop.start() + 1].rsplit(None, 1)[-1:]
            word = before[0].lstrip('(„"»') if before else ""
            if not (word in short or word[:-1].isdigit() or len(word) < 3):
                cuts.append(stop.end())
        for start, end in pairwise([*cuts, last]):
            yield from ((at, min(at + _LONGEST, end)) for at in range(start, end, _LONGEST))


@lru_cache(maxsize=4)
def _shortened(pack: Pack) -> frozenset[str]:
    return frozenset(pack.words("abbreviations"))


@lru_cache(maxsize=4)
def _unheard(pack: Pack) -> frozenset[str]:
    """Words that tell when and how many: what differs between two sentences of the same."""
    days = [day.lower() for day in pack.words("weekdays")]
    months = [form.lower() for row in pack.table("months") for form in (row["month"], *row["other"].split())]
    numbers = [row["word"].lower() for row in pack.table("numbers")]
    return frozenset([*days, *months, *numbers, "uhr"])


@lru_cache(maxsize=4)
def marks(pack: Pack) -> dict[str, frozenset[str]]:
    """The words that change what is said, by what they do (wording_marks.tsv)."""
    return {row["mark"]: frozenset(row["words"].split("|")) for row in pack.table("wording_marks")}


def distance(a: str | None, b: str | None) -> int | None:
    """The days between two ISO days, None where one is open.

    >>> distance("2022-01-10", "2022-01-12"), distance(None, "2022-01-12")
    (2, None)
    """
    try:
        return abs((date.fromisoformat(a or "") - date.fromisoformat(b or "")).days)
    except ValueError:
        return None
