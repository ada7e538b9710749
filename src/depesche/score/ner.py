"""Measures the actors against corpora of named entities: which names were found, and whether of the right class.

The corpora mark some things otherwise than our guidelines do. `marks` turns our records into their conventions by the
rules that docs/actors.md lists, from the records alone; nothing is read again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from depesche.records import Report
from depesche.score.ner_files import Gold, Text
from depesche.score.tables import Miss, Table

Reader = Callable[[str], Report]
IsState = Callable[[str], bool]

CLASSES = {"person": "persons", "organisation": "organisations", "place": "places"}
STATES = "state"
KINDS = {"person": "person", "organisation": "organisation", "agency": "organisation", "state": "place"}
# Actors that the report only describes (`ein Beamter`, `das Ministerium`) have no name to be marked.
DESCRIBED = "described"
# Of one class at most so many errors are listed.
_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that we mark, with its class."""

    start: int
    end: int
    name: str


@dataclass(slots=True)
class Scored:
    """What was measured: figures by class, strict and relaxed, and what went wrong."""

    table: Table = field(default_factory=Table)

    def figures(self) -> dict[str, float]:
        """F1 by class (`ner.person`, `ner.person.relaxed` ...), and the share of named states that was found."""
        return self.table.figures()

    def lines(self) -> list[str]:
        """The table for people, at most 80 columns wide."""
        return list(self.table.lines())

    def errors(self) -> Iterator[str]:
        """What went wrong by class with counts, most frequent first, and examples of each."""
        counts = Counter((miss.kind, miss.of, miss.note) for miss in self.table.misses)
        for (kind, of, note), number in counts.most_common():
            yield f"{of}, {kind}{f' {note}' if note else ''}: {number}"
            same = [m for m in self.table.misses if (m.kind, m.of, m.note) == (kind, of, note)]
            for miss in same[:_SHOWN]:
                yield f"  {miss.report} {miss.text}"

    def as_json(self) -> dict[str, Any]:
        """The table for programs, with every error."""
        return self.table.as_json()


def score(texts: Iterable[Text], reader: Reader, is_state: IsState) -> Scored:
    """Read every text and measure what was found in it.

    Args:
        texts: the corpus, as `ner_files.load` gives it.
        reader: from a text to what was read of it.
        is_state: whether a name is one of a state; of the places that a corpus marks only those can be actors.

    """
    scored = Scored()
    for name, shown in CLASSES.items():  # the order of the table
        scored.table.found(f"ner.{name}", shown, 0, 0, 0)
        scored.table.found(f"ner.{name}.relaxed", "  overlapping", 0, 0, 0)
    scored.table.right("ner.place.states", "  of places that are states", 0, 0)
    scored.table.found("ner", "all", 0, 0, 0)
    scored.table.found("ner.relaxed", "  overlapping", 0, 0, 0)
    for number, one in enumerate(texts, start=1):
        _measure(scored.table, number, one, marks(reader(one.text)), is_state)
    return scored


def marks(report: Report) -> list[Mark]:
    """Our actors in the conventions of the corpora: where they are named, with the class of what names them; and the authors."""
    found = {
        Mark(span.start, span.end, KINDS[actor.kind])
        for actor in report.actors
        if actor.kind in KINDS and not actor.why.startswith(DESCRIBED)
        for span in actor.mentions
    }
    held = [(mark.start, mark.end) for mark in found]
    for author in report.header.byline:
        for match in re.finditer(rf"\b{re.escape(author)}\b", report.text):
            if not any(a < match.end() and match.start() < b for a, b in held):
                found.add(Mark(match.start(), match.end(), "person"))
    return sorted(found, key=lambda mark: (mark.start, mark.end, mark.name))


def _measure(table: Table, number: int, one: Text, ours: Sequence[Mark], is_state: IsState) -> None:
    gold = [g for g in one.gold if g.name]
    kept = _held_against(ours, one.gold)
    exact = {(g.start, g.end, g.name) for g in gold} & {(m.start, m.end, m.name) for m in kept}
    near = _overlapping(gold, kept)
    for name in CLASSES:
        sizes = (sum(g.name == name for g in gold), sum(m.name == name for m in kept))
        hits = (sum(e[2] == name for e in exact), near[name])
        for ending, hit in zip(("", ".relaxed"), hits, strict=True):
            table.found(f"ner.{name}{ending}", "", hit, *sizes)
            table.found(f"ner{ending}", "", hit, *sizes)
    states = [g for g in gold if g.name == "place" and is_state(one.text[g.start : g.end])]
    table.right("ner.place.states", "", sum((g.start, g.end, g.name) in exact for g in states), len(states))
    table.misses += _misses(number, one, gold, kept, exact)


def _held_against(ours: Sequence[Mark], gold: Sequence[Gold]) -> list[Mark]:
    """Our marks but for those on what a corpus marks as something near our classes."""
    exact = {(g.start, g.end) for g in gold if g.name}
    neutral = [g for g in gold if not g.name]
    return [
        m for m in ours if (m.start, m.end) in exact or not any(m.start < g.end and g.start < m.end for g in neutral)
    ]


def _overlapping(gold: Sequence[Gold], ours: Sequence[Mark]) -> Counter[str]:
    """By class, how many pairs of one class share a character, each taken once and in the order of the text."""
    found: Counter[str] = Counter()
    left = list(ours)
    for g in gold:
        mate = next((m for m in left if m.name == g.name and m.start < g.end and g.start < m.end), None)
        if mate is not None:
            left.remove(mate)
            found[g.name] += 1
    return found


def _misses(
    number: int, one: Text, gold: Sequence[Gold], ours: Sequence[Mark], exact: set[tuple[int, int, str]]
) -> Iterator[Miss]:
    wrong = [m for m in ours if (m.start, m.end, m.name) not in exact]
    met: set[int] = set()
    for g in gold:
        if (g.start, g.end, g.name) in exact:
            continue
        mate = next((i for i, m in enumerate(wrong) if i not in met and m.start < g.end and g.start < m.end), None)
        text = _shown(one.text, g.start, g.end)
        if mate is None:
            yield Miss("missed", g.name, str(number), 0, text)
            continue
        met.add(mate)
        m = wrong[mate]
        if m.name == g.name:
            yield Miss("wrong span", g.name, str(number), 0, f"{text} ours: {one.text[m.start : m.end]!r}")
        else:
            yield Miss("wrong class", g.name, str(number), 0, f"{text} ours: {one.text[m.start : m.end]!r}", m.name)
    for i, m in enumerate(wrong):
        if i not in met:
            yield Miss("extra", m.name, str(number), 0, _shown(one.text, m.start, m.end))


def _shown(text: str, start: int, end: int) -> str:
    before, behind = text[max(start - 30, 0) : start], text[end : end + 25]
    return f"{before}[{text[start:end]}]{behind}".replace("\n", " ")
