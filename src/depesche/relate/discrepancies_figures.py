"""The same thing counted or measured otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from depesche.records import Figure
from depesche.relate.discrepancies_amounts import compared
from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_story import Line, Story, Twin, distance, marks
from depesche.relate.words import stems
from depesche.relations import Discrepancy, Grade, Member

_SURE = 0.55  # weight of two sentences that count the same
_SHARED = 3  # stems that they share beside what is counted
_SURE_INSIDE = (
    0.5  # how much of the fuller sentence; of the same inside one report, where much is told twice and of other things
)
_MOST = 8  # figures of one kind in a report that are compared
_LONG_AGO = 45  # days after which another report counts something else, however alike it sounds
_WORDS = 2  # words before a figure, and
_BEFORE = 30  # characters before a figure in which a word may tell that it is a part of something
_WORD = re.compile(r"[^\W\d_]+")
_GROWING = frozenset(
    ["dead", "injured", "missing", "infected", "infections", "deaths", "victims", "arrests", "protesters", "refugees"]
)

Kind = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure where it stands."""

    report: str
    figure: Figure
    line: Line


def of_figures(story: Story) -> Iterator[Discrepancy]:
    """Figures of the same in sentences that tell of the same."""
    held = {name: _held(story, name) for name in story.reports}
    for twin in story.mates:
        apart = distance(story.day(twin.a.report), story.day(twin.b.report)) or 0
        if twin.weight < _SURE or apart > _LONG_AGO:
            continue
        theirs = held[twin.b.report].get(twin.b.start, {})
        for kind, ours in held[twin.a.report].get(twin.a.start, {}).items():
            for a, b in _paired(story, ours, theirs.get(kind, [])):
                if _of_one(story, twin, a, b):
                    yield from _told(story, twin, a, b)


def _held(story: Story, name: str) -> dict[int, dict[Kind, list[Counted]]]:
    """The figures of a report by the sentence they stand in and by what they are of: each place once."""
    found: dict[int, dict[Kind, list[Counted]]] = {}
    for figure in story.reports[name].figures:
        line = story.line_at(name, figure.span.start)
        if line is not None:
            kind = found.setdefault(line.start, {}).setdefault((figure.unit, figure.about), [])
            if not kind or kind[-1].figure.span != figure.span:
                kind.append(Counted(name, figure, line))
    return found


def _paired(story: Story, ours: list[Counted], theirs: list[Counted]) -> Iterator[tuple[Counted, Counted]]:
    """Which figure answers which: where a sentence has several of a kind, those with the same words around them."""
    if len(ours) == len(theirs) == 1:
        yield ours[0], theirs[0]
        return
    for one in ours[:_MOST]:
        fitting = [other for other in theirs[:_MOST] if _around(story, one) == _around(story, other)]
        back = [mine for mine in ours[:_MOST] if fitting and _around(story, mine) == _around(story, fitting[0])]
        if len(fitting) == len(back) == 1:
            yield one, fitting[0]


def _around(story: Story, one: Counted) -> tuple[str, ...]:
    """The words right before and right behind a figure."""
    text, span = story.reports[one.report].text, one.figure.span
    before = _WORD.findall(text, max(one.line.start, span.start - _BEFORE), span.start)[-_WORDS:]
    return (*before, "…", *_WORD.findall(text, span.end, min(one.line.end, span.end + _BEFORE))[:_WORDS])


def _of_one(story: Story, twin: Twin, a: Counted, b: Counted) -> bool:
    """Whether two figures count the same: kind, modifiers, and what their sentences tell of beside it."""
    if (a.figure.unit, a.figure.about) != (b.figure.unit, b.figure.about):
        return False
    if _part(story, a) != _part(story, b):
        return False
    stem = stems(story.pack(a.report))
    counted = {stem(word)[0] for one in (a, b) for word in _WORD.findall(one.figure.span.text)}
    return len(twin.shared - counted) >= _SHARED


def _part(story: Story, one: Counted) -> frozenset[str]:
    """Words right before a figure, or in it, that make it a part of a whole or something beside it."""
    text = story.reports[one.report].text
    span = one.figure.span
    before = _WORD.findall(text, max(one.line.start, span.start - _BEFORE), span.start)[-_WORDS:]
    around = {word.lower() for word in (*before, *_WORD.findall(span.text))}
    return frozenset(around & marks(story.pack(one.report))["part"])


def inside(story: Story) -> Iterator[Discrepancy]:
    """Two numbers of the same in one report, in sentences that tell of the same."""
    for name in story.reports:
        kinds: dict[tuple[str, str], list[Counted]] = {}
        for held in _held(story, name).values():
            for kind, some in held.items():
                kinds.setdefault(kind, []).extend(some if len(some) == 1 else ())
        for some in kinds.values():
            for a, b in combinations(some[:_MOST], 2):
                twin = story.twin(a.line, b.line)
                if twin and min(twin.weight - 0.2, twin.fuller) >= _SURE_INSIDE and _of_one(story, twin, a, b):
                    yield from (found for found in _told(story, twin, a, b) if found.grade == "conflict")


def _told(story: Story, twin: Twin, a: Counted, b: Counted) -> Iterator[Discrepancy]:
    how = compared(a.figure, b.figure, story.pack(a.report))
    if how == "same":
        return
    sides = [story.quoted(one.report, one.figure.span) for one in (a, b)]
    members = [Member(one.report, one.figure.id, one.figure.span.text) for one in (a, b)]
    about = f"number of {a.figure.about}: {story.topic(twin.a, twin.shared)}"
    if how == "closer":
        yield entry("number", "precision", about, sides, "number_closer", 0.6, (), members)
        return
    grade = _grade(story, a, b)
    rule = "number_grown" if grade == "superseded" else "number"
    sure = min(0.95, 0.3 + twin.weight * 0.6)
    yield entry("number", grade, about, sides, rule, sure, (), members)


def _grade(story: Story, a: Counted, b: Counted) -> Grade:
    """What was counted later may have grown; on one day, or of what does not grow, both cannot be so."""
    apart = distance(story.day(a.report), story.day(b.report))
    growing = a.figure.unit in _GROWING or apart is None or apart > 1
    return "superseded" if apart and growing else "conflict"
