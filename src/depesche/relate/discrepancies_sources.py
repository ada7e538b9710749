"""The same words under different sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from depesche.records import Report, Span, Statement
from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_story import Story, Twin
from depesche.relate.words import words
from depesche.relations import Discrepancy, Grade, Member

_SURE = 0.6  # weight of two sentences in which the same may be said
_SAME = 0.75  # share of the words that both contents have, of the longer one
_LEAST = 6  # content words that both have
_NOBODY = frozenset(["unspecified", ""])
_QUOTED = frozenset(["direct", "mixed"])
_NAME = re.compile(r"[^\W\d_]+")


def of_sources(story: Story) -> Iterator[Discrepancy]:
    """Statements that say nearly the same in sentences that tell of the same, each under another actor."""
    for twin in story.mates:
        if twin.weight < _SURE:
            continue
        ours, theirs = (story.statements(line) for line in (twin.a, twin.b))
        actors = [{statement.actor for _, statement in some} for some in (ours, theirs)]
        for (span, a), (other, b) in product(ours[:6], theirs[:6]):
            named = a.actor and b.actor and not {a.actor, b.actor} & _NOBODY
            if not named or a.actor in actors[1] or b.actor in actors[0] or _one_person(story, twin, a, b):
                continue
            if _same(story, twin.a.report, span, twin.b.report, other):
                grade, rule = _judged(story, twin.a.report, a, twin.b.report, b)
                yield _made(story, (twin.a.report, span, a), (twin.b.report, other, b), grade, rule)


def _one_person(story: Story, twin: Twin, a: Statement, b: Statement) -> bool:
    """Whether two persons share a part of their names: with and without the first name they may be one."""
    persons = _is_person(story.reports[twin.a.report], a.actor) and _is_person(story.reports[twin.b.report], b.actor)
    return persons and bool({*_NAME.findall(a.actor or "")} & {*_NAME.findall(b.actor or "")})


def _same(story: Story, mine: str, span: Span, theirs: str, other: Span) -> bool:
    """Whether two contents are nearly the same words."""
    both = []
    for name, one in ((mine, span), (theirs, other)):
        told = words(story.reports[name].text, story.pack(name), one.start, min(one.end, one.start + 2000))
        both.append({word.stem for word in told if not word.idle})
    shared = both[0] & both[1]
    return len(shared) >= _LEAST and len(shared) >= _SAME * max(len(both[0]), len(both[1]))


def _judged(story: Story, mine: str, a: Statement, theirs: str, b: Statement) -> tuple[Grade, str]:
    """A person and the state spoken for are one source, told more or less exactly; two who are named are not."""
    reports = story.reports[mine], story.reports[theirs]
    if _speaks_for(reports, a.actor or "", b.actor or "") or a.via or b.via:
        return "precision", "source_closer"
    both = {a.mode, b.mode} <= _QUOTED and _is_person(reports[0], a.actor) and _is_person(reports[1], b.actor)
    return ("conflict", "source") if both else ("wording", "source_other")


def _speaks_for(reports: tuple[Report, Report], one: str, other: str) -> bool:
    """Whether one acts for the other, both act for the same, one of them is an agency, or their names share a word."""
    if {*_NAME.findall(one.lower())} & {*_NAME.findall(other.lower())}:
        return True
    known = {actor.name: actor for report in reports for actor in report.actors}
    a, b = known.get(one), known.get(other)
    if a is None or b is None:
        return True
    sides = {a.name, a.acts_for}, {b.name, b.acts_for}
    persons = a.kind == b.kind == "person"
    return "agency" in {a.kind, b.kind} or bool((sides[0] & sides[1]) - {None} and not persons)


def _is_person(report: Report, name: str | None) -> bool:
    return any(actor.name == name and actor.kind == "person" for actor in report.actors)


def _made(
    story: Story, ours: tuple[str, Span, Statement], theirs: tuple[str, Span, Statement], grade: Grade, rule: str
) -> Discrepancy:
    sides = [story.quoted(name, one.source or span) for name, span, one in (ours, theirs)]
    actors = [one.actor or "" for _, _, one in (ours, theirs)]
    members = [Member(name, one.id, span.text) for name, span, one in (ours, theirs)]
    about = f"who said it, {actors[0]} or {actors[1]}: {ours[1].text[:80]}"
    return entry("attribution", grade, about, sides, rule, 0.6, actors, members)
