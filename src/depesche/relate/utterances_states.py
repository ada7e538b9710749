"""For which state somebody speaks or acts, as far as the reports of a story tell together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from depesche.packs import Pack
from depesche.records import Report, Statement
from depesche.relate.positions import governments

Sides = Mapping[str, str]
"""The state or body that persons and offices act for, by their names."""

_ACTING = frozenset(["person", "office"])
_WORD = re.compile(r"[^\W\d_]+")


def sides_of(reports: Sequence[Report], pack: Pack) -> Sides:
    """Whom persons and offices act for: by the tables, and by the reports of a story where these do not tell different things."""
    told: dict[str, set[str]] = {}
    for name, state in governments(pack):
        told.setdefault(name, set()).add(state)
    for report in reports:
        for actor in report.actors:
            if actor.acts_for and actor.kind in _ACTING:
                told.setdefault(actor.name, set()).add(actor.acts_for)
    return {name: min(some) for name, some in told.items() if len(some) == 1}


def by_government(statement: Statement, pack: Pack) -> bool:
    """Whether not the actor but the government called by their name did it (`Ida Lunds Regierung`, `das Kabinett Lund`)."""
    words = _WORD.findall(statement.source.text.lower()) if statement.source else []
    return not _governments(pack).isdisjoint(words)


@lru_cache(maxsize=4)
def _governments(pack: Pack) -> frozenset[str]:
    return frozenset(pack.words("governments"))


@lru_cache(maxsize=4)
def states_of(pack: Pack) -> frozenset[str]:
    """The names of all states."""
    return frozenset(row["name_en"] for row in pack.table("states"))
