"""One office under two names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from depesche.packs import Pack
from depesche.records import Actor
from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_spelling import near, sounding
from depesche.relate.discrepancies_story import Story, distance, marks
from depesche.relations import Discrepancy, Member, Quote

_BEFORE = 60  # characters before a name in which its office stands
_NEAR = 14  # days within which an office does not change hands without a word
_MENTIONS = 4  # mentions of a person at which the office is looked for
_MOST = 40  # persons whose names are compared with one another
_NAME = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)\s+$")


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody named with an office: the words, from the office to the name."""

    report: str
    actor: Actor
    quote: Quote


def of_offices(story: Story) -> Iterator[Discrepancy]:
    """The head or minister of a state under two names in reports of about the same time."""
    held: dict[tuple[str, str], dict[str, Holder]] = {}
    for name, report in story.reports.items():
        acting = {statement.actor for statement in report.statements}
        for actor in report.actors:  # who says nothing may have held the office long ago
            if actor.kind == "person" and actor.name in acting and (found := _office(story, name, actor)):
                key, holder = found
                held.setdefault(key, {}).setdefault(f"{actor.name}|{name}", holder)
    for (office, state), holders in sorted(held.items()):
        seen = set()
        for a, b in combinations([holders[key] for key in sorted(holders)][:_MOST], 2):
            pair = tuple(sorted((a.actor.name, b.actor.name)))
            if a.report == b.report or pair in seen or _one_person(story.pack(a.report), a.actor, b.actor):
                continue
            if _succeeds(story, a, b) or _succeeds(story, b, a):
                continue
            apart = distance(story.day(a.report), story.day(b.report))
            if apart is None or apart > _NEAR:
                continue
            seen.add(pair)
            members = [Member(one.report, one.actor.id, one.actor.name) for one in (a, b)]
            about = f"who is {office} of {state}"
            yield entry("name", "conflict", about, [a.quote, b.quote], "office", 0.55, pair, members)


def _office(story: Story, name: str, actor: Actor) -> tuple[tuple[str, str], Holder] | None:
    """The office that stands right before a name, if only one at a time holds it: with the state, and nothing that takes it back."""
    pack = story.pack(name)
    text = story.reports[name].text
    for span in actor.mentions[:_MENTIONS]:
        start = max(0, span.start - _BEFORE)
        last = _LAST.search(text, start, span.start)
        if last is None or not actor.acts_for:
            continue
        prefix, _, noun = last[1].rpartition("-")
        role = _unique(pack).get(noun)
        before = [prefix, *reversed(_NAME.findall(text[start : last.start()])[-3:])]
        if role is None or {word.lower() for word in before} & marks(pack)["former"]:
            continue
        if not prefix and _states(pack).get(before[1] if len(before) > 1 else "") != actor.acts_for:
            continue
        return (role, actor.acts_for), Holder(name, actor, story.quote(name, last.start(), span.end))
    return None


def _succeeds(story: Story, one: Holder, other: Holder) -> bool:
    """Whether the report that has one names the other too: it tells then of both, as of a predecessor."""
    names = _NAME.findall(other.actor.name)
    return bool(names) and names[-1] in story.reports[one.report].text


@lru_cache(maxsize=4)
def _unique(pack: Pack) -> dict[str, str]:
    """The nouns of offices of which a state has but one."""
    known = marks(pack)["office"]
    rows = [row for row in pack.table("roles") if (row["m"] or row["f"]).lower() in known]
    return {form: row["role_en"] for row in rows for form in row["forms"].split("|")}


@lru_cache(maxsize=4)
def _states(pack: Pack) -> dict[str, str]:
    """The inflected adjectives of states."""
    return {
        row["adjective"] + ending: row["name_en"]
        for row in pack.table("states")
        if row["adjective"]
        for ending in ("e", "en", "er", "em", "es")
    }


def _one_person(pack: Pack, a: Actor, b: Actor) -> bool:
    """Whether two names may be one person's: a part in common, whatever its spelling."""
    parts = [{sounding(word, pack) for word in _NAME.findall(" ".join((one.name, *one.names)))} for one in (a, b)]
    return bool(parts[0] & parts[1]) or any(near(x, y) for x in parts[0] for y in parts[1])
