"""What a person ruled on the actors of a case, and how it lies over what the machine brought together.

A ruling keeps the records it was made on and their names: it follows the records, by id and else by report and name, and where
none of them is left, the name of the actor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from depesche.relate.actors_made import of_members
from depesche.relate.actors_seen import Seen
from depesche.relations import CaseActor, Member, Reason, relation_id
from depesche.texts.reasons import told

Verb = Literal["merge", "split", "rename"]
_Record = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """An actor as it was when a person ruled on it. keys: those of its records (`key_of`)."""

    name: str
    members: tuple[Member, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided.

    `merge`: the sides are one actor. `split`: the records that go by the second side's name are not the first side; only those of
    `reports`, where any are named. `rename`: the side is called `name`. name: what the actor is called from now on, or None.
    """

    verb: Verb
    sides: tuple[Side, ...]
    name: str | None = None
    reports: tuple[str, ...] = ()
    who: str = ""
    when: str = ""

    @property
    def reason(self) -> Reason:
        """The ruling as a reason."""
        names = [side.name for side in self.sides]
        values = (" + ".join(names),) if self.verb == "merge" else (names[-1], names[0])
        return Reason(
            f"actors.ruled-{self.verb}", (), (*values, self.name or names[0], self.who or "-", self.when[:10] or "-")
        )


def describe(ruling: Ruling, lang: str = "en") -> str:
    """Say a ruling in one line.

    >>> describe(Ruling("rename", (Side("Ida Lund"),), "Ida Lund-Tamsen", who="jk", when="2031-03-04"))
    'Ida Lund is called Ida Lund-Tamsen (ruled by jk, 2031-03-04).'
    """
    return told(ruling.reason, lang)


def joined_keys(rulings: Iterable[Ruling], keys: Mapping[_Record, str]) -> dict[str, str]:
    """Which keys are to be merged at once because a ruling joins their records: every such key with the one that stands for all.

    keys: the key of every record that a ruling names and the case still has; a record that is gone counts by its key of old.
    """
    into: dict[str, str] = {}

    def end(key: str) -> str:
        while into.get(key, key) != key:
            key = into[key]
        return key

    for ruling in rulings:
        if ruling.verb != "merge":
            continue
        ends = sorted({end(key) for side in ruling.sides for key in _keys(side, keys)})
        for key in ends:
            into[key] = ends[0]
    return {key: end(key) for key in sorted(into)}


def _keys(side: Side, keys: Mapping[_Record, str]) -> Iterable[str]:
    found = {keys[m.report, m.record] for m in side.members if (m.report, m.record) in keys}
    return found or side.keys


class Case:
    """Actors of a case and their records, for rulings to change."""

    def __init__(self, actors: Iterable[CaseActor], seen: Iterable[Seen]) -> None:
        self.seen = {(one.report, one.record): one for one in seen}
        self._named = {(one.report, one.name): (one.report, one.record) for one in self.seen.values()}
        self.actors = {actor.id: actor for actor in actors}
        self._of = {(m.report, m.record): a.id for a in self.actors.values() for m in a.members}
        self._ids: dict[str, set[str]] = {}
        for actor in self.actors.values():
            self._ids.setdefault(actor.name, set()).add(actor.id)

    def record(self, member: Member) -> _Record | None:
        """The record of a member: by its id, else the one of the same name in the same report."""
        own = (member.report, member.record)
        return own if own in self.seen else self._named.get((member.report, member.text))

    def actor(self, side: Side) -> CaseActor | None:
        """Who a side is today: whoever has most of its records, else the one of its name."""
        held = Counter(self._of[r] for m in side.members if (r := self.record(m)) is not None and r in self._of)
        if held:
            return self.actors[min(held, key=lambda i: (-held[i], self.actors[i].name != side.name, i))]
        ids = self._ids.get(side.name, set())
        return self.actors[min(ids)] if ids else None

    def put(self, actor: CaseActor, *instead: CaseActor) -> None:
        """Put an actor in the place of others."""
        for old in instead:
            self.actors.pop(old.id, None)
            self._ids.get(old.name, set()).discard(old.id)
        self.actors[actor.id] = actor
        self._ids.setdefault(actor.name, set()).add(actor.id)
        self._of.update({(m.report, m.record): actor.id for m in actor.members})

    def made(self, records: Iterable[Member], like: CaseActor, ruling: Ruling, name: str, actor_id: str) -> CaseActor:
        """An actor of some records, as a person ruled."""
        some = [self.seen[m.report, m.record] for m in records if (m.report, m.record) in self.seen]
        reasons = (ruling.reason, *like.reasons)
        return replace(of_members(some, name, actor_id, reasons, 1.0), why=ruling.reason.rule)


def ruled(actors: Sequence[CaseActor], seen: Sequence[Seen], rulings: Sequence[Ruling]) -> list[CaseActor]:
    """The actors after everything that a person ruled, in the order of the rulings; one that finds nobody changes nothing."""
    if not rulings:
        return list(actors)
    case = Case(actors, seen)
    for ruling in rulings:
        _VERBS[ruling.verb](case, ruling)
    return [case.actors[key] for key in sorted(case.actors)]


def _merge(case: Case, ruling: Ruling) -> None:
    found = {a.id: a for side in ruling.sides if (a := case.actor(side)) is not None}
    if len(found) < 2:
        return
    first, *others = found.values()
    reasons = [reason for actor in found.values() for reason in actor.reasons]
    members = [member for actor in found.values() for member in actor.members]
    like = replace(first, reasons=tuple(dict.fromkeys(reasons)))
    case.put(case.made(members, like, ruling, ruling.name or first.name, first.id), first, *others)


def _split(case: Case, ruling: Ruling) -> None:
    actor = case.actor(ruling.sides[0])
    if actor is None:
        return
    out = _taken_out(case, actor, ruling)
    rest = [member for member in actor.members if member not in out]
    if not out or not rest:
        return
    form = ruling.sides[1].name
    new_id = relation_id("actor", actor.id, "split", form, *ruling.reports)
    name = actor.name if actor.name != form or ruling.reports else rest[0].text
    case.put(case.made(rest, actor, ruling, name, actor.id), actor)
    case.put(case.made(sorted(out), replace(actor, reasons=()), ruling, ruling.name or form, new_id))


def _taken_out(case: Case, actor: CaseActor, ruling: Ruling) -> set[Member]:
    """The members that a split takes out: all of the form's name, in the reports named; where none has it as its name, as a form."""
    within = [m for m in actor.members if not ruling.reports or m.report in ruling.reports]
    ruled_on = {case.record(member) for member in ruling.sides[1].members}
    form = ruling.sides[1].name
    out = {m for m in within if m.text == form or (m.report, m.record) in ruled_on}
    return out or {m for m in within if form in case.seen[m.report, m.record].names}


def _rename(case: Case, ruling: Ruling) -> None:
    actor = case.actor(ruling.sides[0])
    if actor is not None and ruling.name:
        reasons = (ruling.reason, *actor.reasons)
        case.put(replace(actor, name=ruling.name, reasons=reasons, why=ruling.reason.rule), actor)


_VERBS = {"merge": _merge, "split": _split, "rename": _rename}


def lost(rulings: Iterable[Ruling], actors: Iterable[CaseActor], seen: Iterable[Seen]) -> tuple[Ruling, ...]:
    """The rulings of which a side has neither a record nor an actor of its name any more: for a person to look at, never dropped.

    actors, seen: those of the keys that the rulings' records have.
    """
    case = Case(actors, seen)
    return tuple(
        r for r in rulings if any(case.actor(side) is None for side in r.sides[: 1 if r.verb == "split" else None])
    )
