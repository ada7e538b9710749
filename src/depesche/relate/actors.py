"""One name for one actor: the actor records of many reports brought together, each merge with its evidence.

`in_story` looks at the records of one story, `key_of` says which records may meet at all, `merge` brings those of one key together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from depesche.packs import Pack
from depesche.relate.actors_alone import attach
from depesche.relate.actors_full import people
from depesche.relate.actors_keys import key_of
from depesche.relate.actors_made import body, person, told_apart
from depesche.relate.actors_rulings import Ruling, ruled
from depesche.relate.actors_seen import Seen, called
from depesche.relate.actors_tables import Tables, tables
from depesche.relations import CaseActor, relation_id


def merge(seen: Iterable[Seen], pack: Pack, rulings: Sequence[Ruling] = ()) -> tuple[CaseActor, ...]:
    """The actors behind the records of one key, or of several that rulings join, by their names.

    The order in which the records are handed in does not matter, and time grows with their number, not with its square.
    """
    known = tables(pack)
    by_record = {(one.report, one.record): one for one in seen}
    some = [by_record[record] for record in sorted(by_record)]
    by_key: dict[str, list[Seen]] = defaultdict(list)
    for one in some:
        by_key[key_of(one, pack)].append(one)
    actors: list[CaseActor] = []
    for key in sorted(by_key):
        actors += _persons(by_key[key], known) if key.startswith("person ") else [body(by_key[key], key)]
    return tuple(told_apart(ruled(_distinct(actors), some, rulings)))


def _persons(seen: Sequence[Seen], known: Tables) -> list[CaseActor]:
    full: list[Seen] = []
    alone: list[Seen] = []
    for one in seen:
        (full if called(one.meant.name if one.meant else one.name).full else alone).append(one)
    return [person(one) for one in attach(alone, people(full, known), known)]


def _distinct(actors: Sequence[CaseActor]) -> list[CaseActor]:
    """Actors with ids of their own: two persons whose names sound the same differ by their first records."""
    taken: set[str] = set()
    found = []
    for actor in sorted(actors, key=lambda a: (a.id, -len(a.members), a.name)):
        first = min(actor.members)
        new = relation_id("actor", actor.id, first.report, first.record) if actor.id in taken else actor.id
        taken.add(new)
        found.append(replace(actor, id=new))
    return found


def names_in(actors: Iterable[CaseActor], seen: Iterable[Seen]) -> dict[str, dict[str, str]]:
    """For every report its own names of actors with the names of the case, for `renamed`.

    Where a report has two records of one name (a ship and its owner), the one named more often gives the name.
    """
    case = {(member.report, member.record): actor.name for actor in actors for member in actor.members}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in sorted(seen, key=lambda one: (one.report, one.mentions, one.record)):
        name = case.get((one.report, one.record))
        if name is not None:
            found[one.report][one.name] = name
    return dict(found)
