"""Full names of one surname: which of them are one person's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from depesche.language.spelling import folded, slipped
from depesche.relate.actors_seen import Called, Seen, called, plain
from depesche.relate.actors_tables import Tables
from depesche.relations import Reason

_LONG, _LONGEST = 5, 24  # letters of a first name in which a slip of the pen is believed
_CROWD = 200  # longer names with the same first name; where there are more, none is the one that is meant


@dataclass(slots=True)
class Person:
    """Everything that the reports of a case say of whoever has one name, or one of several that are held to be one.

    roles: offices alone, as what few hold at a time, with the number of records that tell them. acts: what they act for.
    via: why names are held to be one.
    """

    called: Called
    gender: str
    seen: list[Seen] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)
    acts: set[str] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    via: list[Reason] = field(default_factory=list)
    sure: float = 0.95

    def add(self, one: Seen, known: Tables) -> None:
        """Take a record in."""
        self.seen.append(one)
        self.roles.update(role for role in one.roles if known.office(role))
        self.stories.add(one.story)
        self.reports.add(one.report)
        if one.acts_for:
            self.acts.add(one.acts_for)

    def absorb(self, other: Person, reason: Reason, sure: float) -> None:
        """Become one with another person, for a reason."""
        self.seen += other.seen
        self.roles += other.roles
        self.acts |= other.acts
        self.stories |= other.stories
        self.reports |= other.reports
        self.via += [*other.via, reason]
        self.sure = min(self.sure, other.sure, sure)
        self.gender = self.gender or other.gender

    def against(self, acts_for: str, known: Tables) -> bool:
        """Whether all that it is known to act for speaks against its acting for another state or body."""
        pairs = [known.compatible(own, acts_for) for own in self.acts]
        return bool(pairs) and all(pair is False for pair in pairs)

    @property
    def model(self) -> Seen:
        """The record that stands for it in reasons: one of the commonest full name."""
        full = [one for one in self.seen if called(_name(one)).full] or self.seen
        counted = Counter(map(_name, full))
        return min(full, key=lambda one: (-counted[_name(one)], one.name, one.report, one.record))


def people(seen: Iterable[Seen], known: Tables) -> list[Person]:
    """The persons behind the full names of one surname, in the order of their names."""
    by_name: dict[tuple[str, str], Person] = {}
    for one in seen:
        name = called(_name(one))
        key = (plain(" ".join((*name.firsts, name.surname))), name.after)
        person = by_name.get(key)
        if person is None:
            gender = known.gender(name.firsts[0]) if name.firsts else ""
            person = by_name[key] = Person(name, gender)
        person.add(one, known)
    found = [by_name[key] for key in sorted(by_name)]
    for step in (_spelt, _genitives, _longer, _slips):
        found = step(found, known)
    return found


def _name(one: Seen) -> str:
    return one.meant.name if one.meant else one.name


def _joined(found: Sequence[Person], pairs: Iterable[tuple[Person, Person, Reason, float]]) -> list[Person]:
    """The persons after bringing pairs together; the first of a pair goes on under its name."""
    into: dict[int, Person] = {}
    for keeps, goes, reason, sure in pairs:
        one, other = _end(into, keeps), _end(into, goes)
        if one is not other:
            one.absorb(other, reason, sure)
            into[id(other)] = one
    return [person for person in found if id(person) not in into]


def _end(into: dict[int, Person], person: Person) -> Person:
    while id(person) in into:
        person = into[id(person)]
    return person


def _why(rule: str, one: Person, other: Person, *values: str) -> Reason:
    a, b = one.model, other.model
    return Reason(rule, (a.quote, b.quote), (_name(a), _name(b), *values))


def unlike(one: Person, other: Person, known: Tables) -> bool:
    """Whether something speaks against two being one: gender, states of which no two go together, a report that keeps them apart."""
    return not one.reports.isdisjoint(other.reports) or opposed(one, other, known)


def opposed(one: Person, other: Person, known: Tables) -> bool:
    """Whether what is said of two speaks against their being one: different genders, or states of which no two go together."""
    if one.gender and other.gender and one.gender != other.gender:
        return True
    if one.called.after != other.called.after:
        return True
    pairs = [known.compatible(a, b) for a in one.acts for b in other.acts]
    return bool(pairs) and all(pair is False for pair in pairs)


def evidence(one: Person, other: Person, known: Tables) -> str | None:
    """What speaks for two being one beside their names: `story`, a shared role, or None."""
    if one.stories & other.stories:
        return "story"
    shared = sorted(one.roles.keys() & other.roles.keys())
    return shared[0] if shared and not unlike(one, other, known) else None


def _spelt(found: Sequence[Person], known: Tables) -> list[Person]:
    """`Sergej Rjabkow`, `Sergey Ryabkov`: names that sound the same."""
    alike: dict[tuple[str, str, str], list[Person]] = defaultdict(list)
    for person in found:
        name = person.called
        alike[folded("".join(name.firsts)), folded(name.surname), name.after].append(person)
    return _joined(found, _near(alike.values(), "actors.spelling", 0.92, known))


def _near(
    groups: Iterable[list[Person]], rule: str, sure: float, known: Tables
) -> Iterator[tuple[Person, Person, Reason, float]]:
    for group in groups:
        first, *others = sorted(group, key=lambda p: (-len(p.seen), p.called))
        for other in others:
            if not opposed(first, other, known):  # one report may well have two spellings
                yield first, other, _why(rule, other, first), sure


def _genitives(found: Sequence[Person], known: Tables) -> list[Person]:
    """`Ida Tamsens` where others write `Ida Tamsen`."""
    by_name = {(folded("".join(p.called.firsts)), folded(p.called.surname), p.called.after): p for p in found}
    pairs = []
    for (firsts, surname, after), person in sorted(by_name.items()):
        bare = by_name.get((firsts, surname.removesuffix("s"), after)) if surname.endswith("s") else None
        if bare is not None and firsts and evidence(bare, person, known) and not unlike(bare, person, known):
            pairs.append((bare, person, _why("actors.genitive", person, bare), 0.85))
    return _joined(found, pairs)


def _longer(found: Sequence[Person], known: Tables) -> list[Person]:
    """`Karl Tamsen`, `Karl B. Tamsen`, `K. Tamsen`: one name has all first names of the other, or their initials."""
    by_word: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in found:
        for word in dict.fromkeys(folded(first) for first in person.called.firsts):
            for key in {word, word[:1]}:
                by_word[folded(person.called.surname), key].append(person)
    pairs = []
    for person in found:
        longer = _unique(person, by_word, known)
        if longer is not None:
            told = evidence(longer, person, known)
            rule = "actors.initial" if any(len(folded(f)) < 2 for f in person.called.firsts) else "actors.longer"
            if told is not None or (rule == "actors.longer" and person.called.firsts[0] == longer.called.firsts[0]):
                sure = 0.9 if told else 0.75
                pairs.append((longer, person, _why(rule, person, longer), sure))
    return _joined(found, pairs)


def _unique(person: Person, by_word: dict[tuple[str, str], list[Person]], known: Tables) -> Person | None:
    """The one longer name that can be a person's; of several only one of the same story."""
    surname = folded(person.called.surname)
    words = [folded(first) for first in person.called.firsts]
    buckets = [by_word[surname, word] for word in words if by_word.get((surname, word))]
    if not buckets or person.called.after:
        return None
    near = min(buckets, key=len)
    if len(near) > _CROWD:
        return None
    fit = [p for p in near if p is not person and _within(person.called, p.called) and not unlike(p, person, known)]
    if len(fit) > 1:
        fit = [p for p in fit if p.stories & person.stories]
    return fit[0] if len(fit) == 1 else None


def _within(short: Called, long: Called) -> bool:
    """Whether the first names of one are the other's, in their order, some left out or shortened to an initial."""
    a, b = ([folded(first) for first in name.firsts] for name in (short, long))
    if "".join(a) == "".join(b) or sum(map(len, a)) >= sum(map(len, b)) or short.after != long.after:
        return False
    rest = iter(b)
    return all(any(word == other or (len(word) == 1 and other[:1] == word) for other in rest) for word in a)


def _slips(found: Sequence[Person], known: Tables) -> list[Person]:
    """`Margaret`, `Margret`: a letter slipped in a long first name, of somebody of the same story or role."""
    by_shape: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in found:
        if person.called.firsts and _LONG <= len(person.called.firsts[0]) <= _LONGEST:
            for shape in _shapes(folded(person.called.firsts[0])):
                by_shape[folded(person.called.surname), shape].append(person)
    pairs = []
    for _, near in sorted(by_shape.items()):
        first, *others = sorted(near, key=lambda p: (-len(p.seen), p.called))
        pairs += [
            (first, other, _why("actors.slip-first", other, first), 0.85)
            for other in others
            if _slip(first.called.firsts[0], other.called.firsts[0])
            and not unlike(first, other, known)
            and evidence(first, other, known)
        ]
    return _joined(found, pairs)


def _slip(one: str, other: str) -> bool:
    """Whether a first name is another with a slip of the pen; one that ends in a or s more is another name (`Andrea`, `Andreas`)."""
    short, long = sorted((folded(one), folded(other)), key=len)
    return slipped(one, other) and long not in {short + "a", short + "s"}


def _shapes(word: str) -> set[str]:
    """What is left of a word when one letter goes, and its letters in order: words with one letter changed share one of these."""
    gaps = {word[:i] + mark + word[i + 1 :] for i in range(len(word)) for mark in ("", ".")}
    return {word, "".join(sorted(word))} | gaps
