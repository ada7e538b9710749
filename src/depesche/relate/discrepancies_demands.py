"""The same list of demands, with other items in each report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from depesche.records import Position, Span
from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_pieces import alike
from depesche.relate.discrepancies_story import Line, Story, distance
from depesche.relate.words import words
from depesche.relations import Discrepancy, Member

_MOST = 12  # lists of one actor that are compared
_NEAR = 1  # days between the reports

Listed = tuple[str, Line, list[Position]]


def of_demands(story: Story) -> Iterator[Discrepancy]:
    """Lists of one actor's demands that share one item and of which each has another that the other report lacks."""
    for actor, lists in sorted(_lists(story).items()):
        for a, b in combinations(lists[:_MOST], 2):
            if a[0] != b[0] and (distance(story.day(a[0]), story.day(b[0])) or 0) <= _NEAR:
                yield from _compared(story, actor, a, b)


def _lists(story: Story) -> dict[str, list[Listed]]:
    """The sentences in which an actor makes two demands or more, by actor."""
    found: dict[str, list[Listed]] = {}
    for name, report in story.reports.items():
        held: dict[tuple[str, Line], list[Position]] = {}
        for position in report.positions:
            line = story.line_at(name, position.evidence[0].start) if position.evidence else None
            if position.act == "demand" and line is not None:
                held.setdefault((position.actor, line), []).append(position)
        for (actor, line), some in sorted(held.items(), key=lambda one: (one[0][0], one[0][1].start)):
            if len({one.issue for one in some}) > 1:
                found.setdefault(actor, []).append((name, line, some))
    return found


def _compared(story: Story, actor: str, a: Listed, b: Listed) -> Iterator[Discrepancy]:
    both = {one.issue for one in a[2]} & {one.issue for one in b[2]}
    if not both:
        return
    for mine in a[2]:
        for theirs in b[2]:
            spans = _own(story, a, mine, b), _own(story, b, theirs, a)
            if spans[0] and spans[1]:
                sides = [story.quoted(a[0], spans[0]), story.quoted(b[0], spans[1])]
                members = [Member(a[0], mine.id, spans[0].text), Member(b[0], theirs.id, spans[1].text)]
                about = f"what {actor} demands beside {min(both)}"
                yield entry("wording", "wording", about, sides, "selection", 0.5, (min(both),), members)
                return


def _own(story: Story, mine: Listed, position: Position, theirs: Listed) -> Span | None:
    """The words of a demand of which the other report has nothing like it, by this actor or another."""
    other = story.reports[theirs[0]]
    if any(position.issue == one.issue for one in other.positions):
        return None
    span = position.evidence[0]
    text = story.reports[mine[0]].text
    told = [word.stem for word in words(text, story.pack(mine[0]), span.start, span.end) if not word.idle]
    rare = [stem for stem in told if not any(alike(stem, one) for one in theirs[1].stems)]
    return span if rare and len(rare) * 2 >= len(told) else None
