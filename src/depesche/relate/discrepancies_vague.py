"""`Einige Abgeordnete` in one report, `zwei Abgeordnete` in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from depesche.packs import Pack
from depesche.records import Figure
from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_story import Line, Story, distance, marks
from depesche.relations import Discrepancy, Member

_SURE = 0.4  # weight of two sentences that tell of the same
_NEAR = 45  # days between the reports
_COUNTED = frozenset(["persons", "things"])


def of_vague(story: Story) -> Iterator[Discrepancy]:
    """A number in one sentence where the other that tells of the same has but `einige`, `mehrere`, `viele`."""
    for twin in story.mates:
        apart = distance(story.day(twin.a.report), story.day(twin.b.report)) or 0
        if twin.weight < _SURE or apart > _NEAR:
            continue
        for exact, loose in ((twin.a, twin.b), (twin.b, twin.a)):
            for figure in story.figures(exact):
                span = _span(story, loose, figure)
                if span is not None:
                    sides = [story.quoted(exact.report, figure.span), story.quote(loose.report, *span)]
                    members = [Member(exact.report, figure.id, figure.span.text)]
                    about = f"number of {figure.about}: {story.topic(exact, twin.shared)}"
                    yield entry("number", "precision", about, sides, "number_vague", 0.5, (), members)


def _span(story: Story, line: Line, figure: Figure) -> tuple[int, int] | None:
    """Where a sentence tells loosely how many there are, if it has no number of the kind."""
    pattern = _loose(story.pack(line.report)).get(figure.unit)
    if pattern is None or any(one.unit == figure.unit for one in story.figures(line)):
        return None
    found = [one.span() for one in pattern.finditer(story.reports[line.report].text, line.start, line.end)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4)
def _loose(pack: Pack) -> dict[str, re.Pattern[str]]:
    """By unit: a vague number word, an adjective perhaps, and a noun of the unit."""
    vague = "|".join(sorted(marks(pack)["vague"], key=len, reverse=True))
    return {
        row["unit"]: re.compile(
            rf"\b(?i:{vague})\s(?:[a-zäöüß]{{3,30}}\s)?(?:{'|'.join(map(re.escape, row['words'].split('|')))})\b"
        )
        for row in pack.table("units")
        if row["kind"] in _COUNTED
    }
