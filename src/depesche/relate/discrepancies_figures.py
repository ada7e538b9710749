"""The same thing counted or measured otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from depesche.packs import Pack
from depesche.records import Figure
from depesche.relate.discrepancies_amounts import compared
from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_story import Line, Story, Twin, distance, marks
from depesche.relate.words import stems
from depesche.relations import Discrepancy, Grade, Member

_SURE = 0.55  # weight of two sentences that count the same
_NEARLY = 0.65  # weight of two sentences of which one may leave out what it counts
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


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure where it stands. unit: its own, or `dead`, `injured`."""

    report: str
    figure: Figure
    line: Line
    unit: str


def of_figures(story: Story) -> Iterator[Discrepancy]:
    """Figures of the same in sentences that tell of the same."""
    held = {name: _held(story, name) for name in story.reports}
    for twin in story.mates:
        apart = distance(story.day(twin.a.report), story.day(twin.b.report)) or 0
        if twin.weight < _SURE or apart > _LONG_AGO:
            continue
        theirs = held[twin.b.report].get(twin.b.start, {})
        for unit, ours in held[twin.a.report].get(twin.a.start, {}).items():
            for a, b in _paired(story, ours, theirs.get(unit, [])):
                if _of_one(story, twin, a, b):
                    yield from _told(story, twin, a, b)


def _held(story: Story, name: str) -> dict[int, dict[str, list[Counted]]]:
    """The figures of a report by the sentence they stand in and by their unit, or what became of them: each place once."""
    found: dict[int, dict[str, list[Counted]]] = {}
    for line in story.lines[name]:
        figures = story.figures(line)
        for at, figure in enumerate(figures):
            if at and figures[at - 1].span == figure.span:
                continue
            behind = next((one.span.start for one in figures[at + 1 :] if one.span != figure.span), line.end)
            unit = _fate(story, line, figure, behind) or figure.unit
            found.setdefault(line.start, {}).setdefault(unit, []).append(Counted(name, figure, line, unit))
    return found


def _fate(story: Story, line: Line, figure: Figure, behind: int) -> str:
    """`dead` or `injured`, where people are counted and the words up to the next figure tell what became of them."""
    pack = story.pack(line.report)
    if figure.unit not in _people(pack):
        return ""
    fates = marks(pack)
    for word in _WORD.findall(story.reports[line.report].text, figure.span.end, behind):
        if word.lower() in fates["dead"]:
            return "dead"
        if word.lower() in fates["injured"]:
            return "injured"
    return ""


@lru_cache(maxsize=4)
def _people(pack: Pack) -> frozenset[str]:
    return frozenset(row["unit"] for row in pack.table("units") if row["kind"] == "persons") - {"dead", "injured"}


@lru_cache(maxsize=4)
def _measured(pack: Pack) -> frozenset[str]:
    return frozenset(row["unit"] for row in pack.table("units") if row["kind"] in {"money", "measure"})


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
    if not _same_about(story, twin, a, b) or _part(story, a) != _part(story, b):
        return False
    stem = stems(story.pack(a.report))
    counted = {stem(word)[0] for one in (a, b) for word in _WORD.findall(one.figure.span.text)}
    return len(twin.shared - counted) >= _SHARED


def _same_about(story: Story, twin: Twin, a: Counted, b: Counted) -> bool:
    """Whether what they are of agrees: the same words, one's among the other's, or measures in sentences that are nearly one."""
    if a.figure.about == b.figure.about:
        return True
    if a.unit != a.figure.unit or b.unit != b.figure.unit:  # people who died, whoever they are called
        return True
    mine, yours = ({*one.figure.about.lower().split()} for one in (a, b))
    if twin.weight >= _NEARLY and (mine <= yours or yours <= mine):
        return True
    return twin.weight >= _NEARLY and a.unit in _measured(story.pack(a.report))


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
            for unit, some in held.items():
                if len(some) == 1:
                    kinds.setdefault((unit, some[0].figure.about), []).append(some[0])
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
    about = f"number of {a.figure.about if a.figure.about == b.figure.about else a.unit}: {story.topic(twin.a, twin.shared)}"
    if how == "closer":
        yield entry("number", "precision", about, sides, "number_closer", 0.6, (), members)
        return
    days = [story.day(one.report) or "" for one in (a, b)]
    grade = _grade(story, a, b)
    rule = "number_grown" if grade == "superseded" else "number"
    known = 0.0 if all(days) or a.report == b.report else 0.15  # it may have grown between reports without a day
    yield entry("number", grade, about, sides, rule, min(0.95, 0.3 + twin.weight * 0.6) - known, days, members)


def _grade(story: Story, a: Counted, b: Counted) -> Grade:
    """What was counted later may have grown; on one day, or of what does not grow, both cannot be so."""
    apart = distance(story.day(a.report), story.day(b.report))
    growing = a.unit in _GROWING or apart is None or apart > 1
    return "superseded" if apart and growing else "conflict"
