"""Positions of a case: who holds what, on which issue of the codebook, on which day, and for whom somebody speaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from depesche.packs import Pack
from depesche.records import Act, Position, Report
from depesche.relate.issue_topics import ways
from depesche.relations import Held, Issue, Quote

# Acts by which somebody wants something done or left; all others tell or judge.
WANTING: frozenset[Act] = frozenset(["demand", "offer", "accept", "refuse", "threaten", "commit", "call"])
_OPPOSITE = {"pro": "contra", "contra": "pro"}
_LONGEST_CHAIN = 5


def held_of(report: Report) -> Iterator[Held]:
    """The positions of a report, with the case's names of actors and its day where one is known, before an issue is given to them."""
    for position in report.positions:
        if position.evidence:
            yield _held(report, position)


def _held(report: Report, position: Position) -> Held:
    first = position.evidence[0]
    return Held(
        id=position.id,
        report=report.name,
        day=report.header.published.value,
        actor=position.actor,
        act=position.act,
        stance=position.stance,
        quote=Quote(report.name, first.start, first.end, first.text),
        called=(position.issue, position.issue_text),
        acts_for=position.acts_for,
        addressee=position.addressee,
        condition=" ".join(position.condition.text.split()) if position.condition else None,
        outlet=report.header.outlet,
        confidence=position.confidence,
    )


def coded(
    held: Held,
    codes: Mapping[tuple[str, str], str],
    names: Mapping[str, str],
    turned: Collection[tuple[str, str]] = (),
    sides: Mapping[str, str] | None = None,
    topics: Mapping[str, tuple[str, int]] | None = None,
) -> Held | None:
    """A position in the terms of the codebook; None where no issue covers it.

    Args:
        held: as `held_of` gives it.
        codes: what `codebook.code` gives.
        names: the names of the issues by id; positions on others are left out, so that hidden ones can be.
        turned: what `issues.turned` gives.
        sides: what `sides` gives.
        topics: what `topics` gives.

    """
    issue = codes.get(held.called)
    if issue is None or issue not in names:
        return None
    stance = _OPPOSITE.get(held.stance, held.stance) if held.called in turned else held.stance
    topic, way = (topics or {}).get(issue, ("", 0))
    return replace(
        held,
        issue=issue,
        name=names[issue],
        stance=stance,
        side=(sides or {}).get(held.actor),
        topic=topic,
        toward=_toward(stance, way) if topic else "",
    )


def _toward(stance: str, way: int) -> str:
    return stance if way > 0 else _OPPOSITE.get(stance, stance) if way < 0 else "neutral"


def topics(codebook: Iterable[Issue], pack: Pack) -> dict[str, tuple[str, int]]:
    """The topic of each issue by its id, and whether who is for the issue is for its topic (1), against it (-1) or neither (0)."""
    issues = [issue for issue in codebook if issue.topic]
    way = ways(issues, pack)
    return {issue.id: (issue.topic, way.get(issue.id, 0)) for issue in issues}


def sides(told: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """For whom each actor acts in the end: the state or body at the end of the chain.

    told: each actor with whom they act for, once for each record that tells it; where records differ, most of them decide.

    >>> sides([("Ida Kolb", "Außenamt"), ("Ida Kolb", None), ("Außenamt", "Varnia")])
    {'Außenamt': 'Varnia', 'Ida Kolb': 'Varnia'}
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for actor, other in told:
        if other and other != actor:
            votes[actor][other] += 1
    first = {actor: min(vote, key=lambda one: (-vote[one], one)) for actor, vote in votes.items()}
    return {actor: _end(actor, first) for actor in sorted(first)}


def _end(actor: str, first: Mapping[str, str]) -> str:
    seen = {actor}
    now = first[actor]
    for _ in range(_LONGEST_CHAIN):
        after = first.get(now)
        if after is None or after in seen:
            break
        seen.add(now)
        now = after
    return now


@lru_cache(maxsize=4)
def governments(pack: Pack) -> tuple[tuple[str, str], ...]:
    """Ministries and their like with the state whose government they are part of, to be told to `sides` with the rest."""
    endings = pack.words("government_bodies")
    states = {row["code"]: row["name_en"] for row in pack.table("states")}
    found = []
    for row in pack.table("organisations"):
        called = [*row["names_de"].split("|"), *row["descriptions"].split("|")]
        if row["state"] in states and any(word.lower().endswith(endings) for word in called):
            found.append((row["name_en"], states[row["state"]]))
    return tuple(found)
