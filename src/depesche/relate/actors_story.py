"""Whom records stand for that only the other reports of their story can tell: offices without a name, misspelt names, short forms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from depesche.language.spelling import folded, slipped
from depesche.packs import Pack
from depesche.relate.actors_seen import Meant, Seen, called, plain
from depesche.relate.actors_tables import Tables, tables
from depesche.relations import Reason

_PEOPLE = 24  # persons of one first name, or of one role, that are compared with each other
_STATE = 4  # words of a state's name
_BODIES = frozenset(["organisation", "agency", "office", "group"])


def in_story(seen: Iterable[Seen], pack: Pack) -> tuple[Seen, ...]:
    """The records of one story, by report and record, with whom they stand for where the story alone tells.

    Hand in all records of the story at once; `key_of` and `merge` build on what is found here.
    """
    some = sorted((replace(one, meant=None) for one in seen), key=lambda one: (one.report, one.record))
    known = tables(pack)
    found: dict[tuple[str, str], Meant] = {}
    for rule in _RULES:
        for one, meant in rule(some, known):
            found.setdefault((one.report, one.record), meant)
    return tuple(replace(one, meant=found.get((one.report, one.record))) for one in some)


def _persons(some: Sequence[Seen], *, full: bool) -> list[Seen]:
    return [one for one in some if one.kind == "person" and not one.described and called(one.name).full is full]


def _offices(some: Sequence[Seen], known: Tables) -> Iterator[tuple[Seen, Meant]]:
    """`der russische Vizeaußenminister` is the one who another report says holds this office, if there is only one."""
    holders: dict[tuple[str, str], dict[str, Seen]] = defaultdict(dict)
    for one in (*_persons(some, full=True), *_persons(some, full=False)):
        for role in one.roles:
            if one.acts_for and known.single(role):
                holders[role, one.acts_for].setdefault(folded(called(one.name).surname), one)
    named = defaultdict(set)
    for (role, acts_for), people in holders.items():
        for one in people.values():
            named[one.report].add((role, acts_for))
    for one in some:
        if (
            one.kind != "person"
            or not one.described
            or not one.acts_for
            or len(one.roles) != 1
            or not _definite(one, known)
        ):
            continue
        office = (one.role or "", one.acts_for)
        people = holders.get(office, {})
        if len(people) == 1 and office not in named[one.report]:
            [holder] = people.values()
            reason = Reason("actors.office", (one.quote, holder.quote), (holder.name, *office))
            yield one, Meant(holder.name, "person", holder.acts_for, reason)


def _definite(one: Seen, known: Tables) -> bool:
    return any(form.partition(" ")[0].lower() in known.definite for form in one.names)


def _misspelt(some: Sequence[Seen], known: Tables) -> Iterator[tuple[Seen, Meant]]:
    """A surname with one letter changed, beside the same first name or alone, of somebody in the same role."""
    groups: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for one in (*_persons(some, full=True), *_persons(some, full=False)):
        firsts = folded("".join(called(one.name).firsts))
        for role in [role for role in one.roles if known.office(role)]:
            groups[firsts, role].append(one)
            if firsts:
                groups["", role].append(one)
    for (_, role), people in sorted(groups.items()):
        yield from _slips(people, role, known)


def _slips(people: Sequence[Seen], role: str, known: Tables) -> Iterator[tuple[Seen, Meant]]:
    """Those of a group whose surname is a slip of another's, which more reports have."""
    spelt: dict[str, list[Seen]] = defaultdict(list)
    for one in people:
        spelt[called(one.name).surname].append(one)
    ranked = sorted(spelt, key=lambda s: (-len(spelt[s]), -sum(one.mentions for one in spelt[s]), s))[:_PEOPLE]
    for at, wrong in enumerate(ranked):
        right = [other for other in ranked[:at] if folded(other) != folded(wrong) and slipped(other, wrong)]
        if len(right) != 1:
            continue
        model = max(spelt[right[0]], key=lambda one: (called(one.name).full, one.mentions, one.name))
        for one in spelt[wrong]:
            alike = called(one.name).firsts == called(model.name).firsts or not called(one.name).full
            if alike and known.compatible(one.acts_for, model.acts_for) is not False:
                reason = Reason("actors.slip", (one.quote, model.quote), (one.name, model.name, role))
                yield one, Meant(model.name, "person", model.acts_for, reason)


def _first_words(some: Sequence[Seen], known: Tables) -> Iterator[tuple[Seen, Meant]]:
    """`Tsu` is Tsu Linping: the first word of one full name in the story that is no first name where the tables come from."""
    begins: dict[str, dict[str, Seen]] = defaultdict(dict)
    surnames = {folded(called(one.name).surname) for one in _persons(some, full=True)}
    for one in _persons(some, full=True):
        begins[folded(one.name.split()[0])].setdefault(plain(one.name), one)
    for one in _persons(some, full=False):
        word = folded(one.name)
        people = list(begins.get(word, {}).values())
        if len(people) != 1 or word in surnames or " " in one.name:
            continue
        shared = set(one.roles) & set(people[0].roles)
        if not known.first_name(one.name) or shared:
            reason = Reason("actors.first-word", (one.quote, people[0].quote), (one.name, people[0].name))
            yield one, Meant(people[0].name, "person", people[0].acts_for, reason)


def _no_persons(some: Sequence[Seen], known: Tables) -> Iterator[tuple[Seen, Meant]]:
    """What one report takes for a person without saying what he is, and another for a body of the same name, is the body."""
    bodies = {plain(one.name): one for one in reversed(some) if one.kind != "person" and not one.described}
    for one in (*_persons(some, full=True), *_persons(some, full=False)):
        body = bodies.get(plain(one.name))
        firsts = called(one.name).firsts
        if body is not None and one.role is None and not (firsts and known.first_name(firsts[0])):
            yield one, Meant(body.name, body.kind, None, Reason("actors.kind", (one.quote, body.quote), (body.name,)))


def _shortened(some: Sequence[Seen], known: Tables) -> Iterator[tuple[Seen, Meant]]:
    """A short form that another report of the story explains (`das Seeamt Orsund (SAO)`)."""
    long: dict[str, dict[str, Seen]] = defaultdict(dict)
    for one in some:
        if one.kind in _BODIES:
            for form in one.names:
                if form.isupper() and len(form) > 1 and form != one.name:
                    long[form].setdefault(known.stemmed(one.name), one)
    for one in some:
        bodies = list(long.get(one.name, {}).values())
        if one.kind in _BODIES and len(bodies) == 1:
            reason = Reason("actors.short", (one.quote, bodies[0].quote), (one.name, bodies[0].name))
            yield one, Meant(bodies[0].name, bodies[0].kind, bodies[0].acts_for, reason)


def _placed(some: Sequence[Seen], known: Tables) -> Iterator[tuple[Seen, Meant]]:
    """`Coast Guard` is the `United States Coast Guard` where the story has no other: all but the state's name is the same."""
    longer: dict[str, dict[str, Seen]] = defaultdict(dict)
    for one in some:
        if one.kind in _BODIES and not one.described:
            words = known.stemmed(one.name).split()
            for cut in range(1, min(_STATE, len(words) - 1)):
                if known.of_a_state(" ".join(words[:cut])):
                    longer[" ".join(words[cut:])].setdefault(" ".join(words), one)
    for one in some:
        bodies = list(longer.get(known.stemmed(one.name), {}).values())
        if one.kind in _BODIES and not one.described and len(bodies) == 1:
            reason = Reason("actors.placed", (one.quote, bodies[0].quote), (one.name, bodies[0].name))
            yield one, Meant(bodies[0].name, bodies[0].kind, None, reason)


def _whose(some: Sequence[Seen], known: Tables) -> Iterator[tuple[Seen, Meant]]:
    """`das Außenministerium`, of which all other reports of the story that have it say whose it is."""
    whose: dict[str, Counter[str]] = defaultdict(Counter)
    told: dict[str, Seen] = {}
    for one in some:
        if one.described and one.kind in {"office", "organisation"} and one.acts_for:
            whose[known.stemmed(one.name)][one.acts_for] += 1
            told.setdefault(known.stemmed(one.name), one)
    for one in some:
        key = known.stemmed(one.name)
        if (
            one.described
            and one.kind in {"office", "organisation"}
            and not one.acts_for
            and len(whose.get(key, ())) == 1
        ):
            acts_for = next(iter(whose[key]))
            reason = Reason("actors.whose", (one.quote, told[key].quote), (one.name, acts_for))
            yield one, Meant(one.name, one.kind, acts_for, reason)


_Rule = Callable[[Sequence[Seen], Tables], Iterator[tuple[Seen, Meant]]]
_RULES: tuple[_Rule, ...] = (_offices, _misspelt, _first_words, _no_persons, _shortened, _placed, _whose)
