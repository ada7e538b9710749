"""Positions of a case: who holds what, on which issue of the codebook, on which day, and for whom somebody speaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from depesche.packs import Pack
from depesche.records import Act, Position, Report
from depesche.relations import Member, Quote, Stand

# Acts by which somebody wants something done or left; all others tell or judge.
WANTING: frozenset[Act] = frozenset(["demand", "offer", "accept", "refuse", "threaten", "commit", "call"])
_OPPOSITE = {"pro": "contra", "contra": "pro"}
_LONGEST_CHAIN = 5


@dataclass(frozen=True, slots=True)
class Held:
    """One position of one report, as the case has it.

    day: when it was said, else the report's; ISO or None. actor: the case's name. issue, name: id and name in the codebook.
    stance: towards the issue as the codebook names it. words: what the report calls the issue.
    """

    report: str
    record: str
    day: str | None
    actor: str
    act: Act
    issue: str
    name: str
    stance: str
    quote: Quote
    acts_for: str | None = None
    addressee: str | None = None
    condition: str | None = None
    outlet: str | None = None
    words: str = ""
    confidence: float = 0.5

    @property
    def stand(self) -> Stand:
        """Where the actor stood by it."""
        line = " ".join(self.quote.text.split())
        return Stand(Member(self.report, self.record, line), self.day, self.act, self.stance, self.quote)

    @property
    def order(self) -> tuple[str, str, int, str]:
        """By day, report and place; those without a day first."""
        return self.day or "", self.report, self.quote.start, self.record


def held_of(
    report: Report,
    codes: Mapping[tuple[str, str], str],
    names: Mapping[str, str],
    turned: Collection[tuple[str, str]] = (),
) -> Iterator[Held]:
    """The positions of a report in the terms of the codebook; what no issue covers is left out.

    Args:
        report: with the case's names of actors, and its day where one is known.
        codes: what `codebook.code` gives.
        names: the names of the issues by id; positions on others are left out, so that hidden ones can be.
        turned: what `issues.turned` gives.

    """
    for position in report.positions:
        name = (position.issue, position.issue_text)
        issue = codes.get(name)
        if issue is not None and issue in names and position.evidence:
            stance = _OPPOSITE.get(position.stance, position.stance) if name in turned else position.stance
            yield _held(report, position, issue, names[issue], stance)


def _held(report: Report, position: Position, issue: str, name: str, stance: str) -> Held:
    first = position.evidence[0]
    return Held(
        report.name,
        position.id,
        report.header.published.value,
        position.actor,
        position.act,
        issue,
        name,
        stance,
        Quote(report.name, first.start, first.end, first.text),
        position.acts_for,
        position.addressee,
        " ".join(position.condition.text.split()) if position.condition else None,
        report.header.outlet,
        position.issue_text or position.issue,
        position.confidence,
    )


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


def is_wanting(held: Held) -> bool:
    """Whether somebody wants something by it; what merely tells or judges is no stand that can be held against another."""
    return held.act in WANTING
