"""Surnames that stand alone: whose they are, by the story, or by the office that goes with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from depesche.language.spelling import folded
from depesche.relate.actors_full import Person
from depesche.relate.actors_seen import Seen, called, plain
from depesche.relate.actors_tables import Tables
from depesche.relations import Reason

_SAME_STORY, _SAME_OFFICE, _KNOWN, _NOBODY = 0.9, 0.85, 0.75, 0.6

_FEW = 50  # persons of one surname who are asked whether they rule a state or serve a party, those met most often
_OFTEN = 8  # times as often must one hold an office for others to be misread

_ENOUGH = 2  # records of the only bearer of a surname

_Kind = tuple[str, str, frozenset[str], str]


def attach(alone: Iterable[Seen], found: Sequence[Person], known: Tables) -> list[Person]:
    """Give every surname that stands alone to the person it means; those that could be several people's stay by themselves.

    Looked at by kind (same story, surname and office), as a frequent name stands alone in thousands of reports.
    """
    kinds: dict[_Kind, list[Seen]] = defaultdict(list)
    for one in alone:
        offices = frozenset(role for role in one.roles if known.office(role))
        name = called(one.meant.name if one.meant else one.name)
        kinds[one.story, name.surname, offices, one.acts_for or ""].append(one)
    index = _Index(found, known)
    meant = {kind: index.meant(kind) for kind in sorted(kinds, key=_order)}  # all before any is taken in
    told: set[tuple[int, str, str]] = set()
    for kind, one_meant in meant.items():
        if one_meant is None:
            continue
        person, rule, sure = one_meant
        if (id(person), kind[1], rule) not in told:  # one reason for all that are alike
            told.add((id(person), kind[1], rule))
            person.via.append(_why(rule, kinds[kind][0], person))
            person.sure = min(person.sure, sure)
        for one in kinds[kind]:
            person.add(one, known)
    return [*found, *_left({kind: kinds[kind] for kind, one_meant in meant.items() if one_meant is None}, index)]


def _order(kind: _Kind) -> tuple[str, str, list[str], str]:
    return kind[0], kind[1], sorted(kind[2]), kind[3]


def _why(rule: str, one: Seen, person: Person) -> Reason:
    model = person.model
    name = model.meant.name if model.meant else model.name
    return Reason(rule, (one.quote, model.quote), (one.name, name, one.role or "", one.acts_for or ""))


class _Index:
    """The persons of a surname by story and by office."""

    def __init__(self, found: Sequence[Person], known: Tables) -> None:
        self.known = known
        self.by_story: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self.by_office: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        self._held: dict[tuple[str, frozenset[str], str], list[Person]] = {}
        for person in found:
            surname = folded(person.called.surname)
            self.by_name[surname].append(person)
            for story in person.stories:
                self.by_story[surname, story].append(person)
            for role in person.roles:
                self.by_office[surname, role].append(person)
        for some in self.by_name.values():
            some.sort(key=lambda p: -len(p.seen))

    def meant(self, kind: _Kind) -> tuple[Person, str, float] | None:
        """Whom a kind of surname means, by which rule, and how surely."""
        story, surname, roles, acts_for = kind
        for word in _bare(surname):
            here = [p for p in self.by_story.get((word, story), ()) if not p.against(acts_for, self.known)]
            held = (word, roles, acts_for)
            if held not in self._held:
                self._held[held] = self._holders(*held)
            holders = self._held[held]
            best = [p for p in here if p.roles.keys() & roles] or here
            if len(best) == 1 and not (len(holders) == 1 and roles and not best[0].roles.keys() & roles):
                return best[0], "actors.surname", _SAME_STORY
            if len(holders) == 1 and (not here or holders[0] in here):
                return holders[0], self._rule(holders[0], roles, acts_for), _SAME_OFFICE
            if here or holders:
                return None
            if word in self.by_name and not roles:
                return self._eminent(word, surname, acts_for)
        return None

    def _rule(self, holder: Person, roles: frozenset[str], acts_for: str) -> str:
        if holder.roles.keys() & roles:
            return "actors.surname-office"
        return "actors.surname-rules" if self.known.state(acts_for) == acts_for else "actors.surname-for"

    def _holders(self, word: str, roles: frozenset[str], acts_for: str) -> list[Person]:
        """Who in the whole case bears the surname and holds the office, for the same state or body where both are told.

        A head of state may be called president, monarch or only that; a party or body is office enough, a state is not.
        """
        found = {id(p): p for role in sorted(roles) for p in self.by_office.get((word, role), ())}
        fit = [p for p in found.values() if not p.against(acts_for, self.known)]
        if not fit and acts_for:
            rules = any(self.known.rules(role) for role in roles)
            near = self.by_name.get(word, ())[:_FEW]
            return [p for p in near if (rules and self._rules(p, acts_for)) or self._serves(p, acts_for)]
        weights = {id(p): max(p.roles[role] for role in roles) for p in fit}
        fit.sort(key=lambda p: -weights[id(p)])
        misread = len(fit) > 1 and weights[id(fit[0])] >= _OFTEN * weights[id(fit[1])]
        return fit[:1] if misread else fit  # a misread `Präsidentengattin` makes no second president

    def same_office(self, kind: _Kind) -> tuple[str, ...]:
        """What makes a surname that stands alone the same person in other stories: office and state, or an office that
        few hold, where the case knows nobody else of that surname (`Papst Otto`); empty where nothing does.
        """
        _, surname, roles, acts_for = kind
        word = folded(surname)
        few = any(self.known.known_by_name(role) for role in roles) and word not in self.by_name
        return (word, acts_for, *sorted(roles)) if roles and (acts_for or few) else ()

    def _rules(self, person: Person, acts_for: str) -> bool:
        own = any(self.known.compatible(acts, acts_for) for acts in person.acts)
        return own and any(self.known.rules(role) for role in person.roles)

    def _serves(self, person: Person, acts_for: str) -> bool:
        return acts_for in person.acts and self.known.state(acts_for) != acts_for

    def _eminent(self, word: str, surname: str, acts_for: str) -> tuple[Person, str, float] | None:
        """Whoever has the surname nearly to himself in the case: a report that says no more of him takes him to be known."""
        first, *others = self.by_name[word][:2]
        several = bool(others) or self.known.first_name(surname)
        enough = len(first.seen) >= (_OFTEN * max(1, *(len(p.seen) for p in others), 1) if several else _ENOUGH)
        same = plain(first.called.surname) in {plain(surname), plain(surname).removesuffix("s")}
        if not enough or not same or first.against(acts_for, self.known):
            return None
        return first, "actors.surname-known", _KNOWN


def _bare(surname: str) -> list[str]:
    """The surname as it stands, then without what may be a genitive's s."""
    word = folded(surname)
    return [word, word.removesuffix("s")] if word.endswith("s") and len(word) > 3 else [word]


def _left(kinds: Mapping[_Kind, Sequence[Seen]], index: _Index) -> list[Person]:
    """Surnames by themselves: one person for each story, and over stories where the same office is told."""
    by_office: dict[tuple[str, ...], Person] = {}
    in_story: dict[tuple[str, str], dict[int, Person]] = defaultdict(dict)
    for kind in sorted(kinds, key=lambda k: (not index.same_office(k), _order(k))):
        story, surname, roles, acts_for = kind
        here = in_story[folded(surname), story]
        key = index.same_office(kind)
        person = by_office.get(key)
        if not key and len(here) == 1 and not next(iter(here.values())).against(acts_for, index.known):
            person = next(iter(here.values()))
        if person is None:
            person = Person(called(surname), "", sure=_NOBODY)
            by_office[key or (folded(surname), story, "story", *sorted(roles), acts_for)] = person
        here[id(person)] = person
        for one in kinds[kind]:
            person.add(one, index.known)
    return list(by_office.values())
