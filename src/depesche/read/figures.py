"""Figures: quantities that are asserted, what they are of and who asserts them (guidelines: Figure)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from depesche.packs import Pack
from depesche.read.amounts import amounts
from depesche.read.figures_about import about
from depesche.read.figures_find import Finder, Found
from depesche.read.figures_units import units
from depesche.read.local import learned
from depesche.read.lookup import lookup
from depesche.records import Figure, Report, Sentence, Span, Statement, record_id
from depesche.stages import stage

_NOBODY = "unspecified"
_BACK = 40  # statements that are looked at for who asserts a figure; no more overlap


@stage(needs=("sentences", "actors", "statements", "times"), gives=("figures",))
def read_figures(report: Report, pack: Pack) -> Report:
    """Find every figure; one that several actors assert makes a record for each."""
    tables = learned(lookup(pack), report.sentences)
    finder = Finder(amounts(pack), units(pack), tables)
    closed = Closed([*(time.span for time in report.times), *report.header.clutter])
    said = Said(report.statements)
    people = sorted(
        (span.start, actor.name) for actor in report.actors if actor.kind == "person" for span in actor.mentions
    )
    figures: list[Figure] = []
    digest = report.digest
    for sentence in report.sentences:
        for found in finder.figures(sentence.tokens, closed.free(sentence)):
            span = report.span(sentence.tokens[found.start].start, sentence.tokens[found.end - 1].end)
            of = about(found, sentence.tokens, finder.units, tables, people)
            figures += _records(digest, span, found, of, said.actors(span))
    return replace(report, figures=tuple(figures))


def _records(digest: str, span: Span, found: Found, of: str, actors: Sequence[str | None]) -> Iterator[Figure]:
    for slot, actor in enumerate(actors):
        yield Figure(
            id=record_id(digest, "figure", (span,), slot),
            span=span,
            value=found.value,
            unit=found.unit.name,
            about=of,
            actor=actor,
            confidence=found.weight,
            why=f"figures.{found.rule}",
        )


class Closed:
    """Stretches of the text that hold no figures: times and clutter."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._ends: list[int] = []
        self._starts: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def free(self, sentence: Sentence) -> list[bool]:
        """Which tokens of a sentence lie outside all stretches."""
        return [not self._holds(token.start, token.end) for token in sentence.tokens]

    def _holds(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._ends[at] > start


class Said:
    """Who asserts what stands at a place: the actors of the innermost statement that holds it."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._contents = sorted(((s.start, s.end, one) for one in statements for s in one.content), key=lambda c: c[:2])
        self._starts = [start for start, _, _ in self._contents]

    def actors(self, span: Span) -> list[str | None]:
        """The actors that assert it, in the order of their statements; `[None]` for the reporter."""
        at = bisect_right(self._starts, span.start)
        near = self._contents[max(0, at - _BACK) : at]
        holding = [(end - start, one) for start, end, one in near if end >= span.end]
        if not holding:
            return [None]
        least = min(length for length, _ in holding)
        names = dict.fromkeys(one.actor for length, one in holding if length == least)
        return [None if name in {_NOBODY, ""} else name for name in names]
