"""Names: one office under two persons, one person spelt in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from depesche.packs import Pack
from depesche.records import Actor, Span
from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_story import Story, distance, marks
from depesche.relations import Discrepancy, Member, Quote

_BEFORE = 60  # characters before a name in which its office stands
_NEAR = 14  # days within which an office does not change hands without a word
_LONG = 6  # letters of a name that may be misspelt
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


def of_names(story: Story) -> Iterator[Discrepancy]:
    """Two persons in one office, and two spellings of one name."""
    yield from _offices(story)
    yield from _spellings(story)


def _offices(story: Story) -> Iterator[Discrepancy]:
    """The head or minister of a state under two names in reports of about the same time."""
    held: dict[tuple[str, str], dict[str, Holder]] = {}
    for name, report in story.reports.items():
        acting = {s.actor for s in report.statements} | {p for talk in report.talks for p in talk.participants}
        for actor in report.actors:  # who does nothing may have held the office long ago
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
    return bool(parts[0] & parts[1]) or any(_near(x, y) for x in parts[0] for y in parts[1])


def _spellings(story: Story) -> Iterator[Discrepancy]:
    """Surnames of persons that sound the same, or are one letter apart with the same first name or office."""
    persons: dict[str, list[tuple[str, Actor, Span]]] = {}
    for name, report in story.reports.items():
        for actor in report.actors:
            if actor.kind == "person":
                for span in actor.mentions:
                    persons.setdefault(span.text.split()[-1], []).append((name, actor, span))
    forms = sorted(persons)[: _MOST * 10]
    sounds: dict[str, list[str]] = {}
    for form in forms:
        for key in _keys(form, story.pack(persons[form][0][0])):
            sounds.setdefault(key, []).append(form)
    done = set()
    for _, some in sorted(sounds.items()):
        for x, y in combinations(some[:8], 2):
            if (x, y) not in done and _misspelt(story, persons[x], persons[y], x, y):
                done.add((x, y))
                (report, a, span), (other, b, there) = persons[x][0], persons[y][0]
                sides = [story.quoted(report, span), story.quoted(other, there)]
                members = [Member(report, a.id, x), Member(other, b.id, y)]
                yield entry("name", "wording", f"spelling: {x} or {y}", sides, "spelling", 0.5, (x, y), members)


def _keys(form: str, pack: Pack) -> set[str]:
    """What a name is found by: its sound, and where it is long its sound without any one letter."""
    sound = sounding(form, pack)
    return {sound} | ({sound[:i] + sound[i + 1 :] for i in range(2, len(sound))} if len(sound) >= _LONG else set())


def _misspelt(
    story: Story, xs: list[tuple[str, Actor, Span]], ys: list[tuple[str, Actor, Span]], x: str, y: str
) -> bool:
    """Whether two forms are one name written in two ways, and not two names or two cases of one."""
    short, long = sorted((x, y), key=len)
    if (
        short.lower() == long.lower()
        or (long.startswith(short)
        and long[len(short) :] in {"s", "es", "'", "’", "n", "en"})
    ):
        return False
    pack = story.pack(xs[0][0])
    if sounding(x, pack) == sounding(y, pack):
        firsts = [{_first(span.text, actor) for _, actor, span in some} - {""} for some in (xs, ys)]
        return not firsts[0] or not firsts[1] or bool(firsts[0] & firsts[1])
    if not _near(sounding(x, pack), sounding(y, pack)):
        return False
    return any(_same_bearer(a, b) for _, a, _ in xs[:5] for _, b, _ in ys[:5])


def _first(text: str, actor: Actor) -> str:
    """The first name of somebody, where the report has it."""
    parts = text.split() if " " in text else actor.name.split()
    return parts[0] if len(parts) > 1 else ""


def _same_bearer(a: Actor, b: Actor) -> bool:
    """The same first name, or the same office where one of them has no first name."""
    one, other = (actor.name.split() for actor in (a, b))
    if len(one) > 1 and len(other) > 1:
        return one[0] == other[0]
    return bool(a.role and b.role and {*a.role.split(", ")} & {*b.role.split(", ")})


def _near(one: str, other: str) -> bool:
    """Whether two long names are one letter apart."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG or len(long) - len(short) > 1 or short[:2] != long[:2]:
        return False
    at = next((i for i, (p, q) in enumerate(zip(short, long, strict=False)) if p != q), len(short))
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])


def sounding(name: str, pack: Pack) -> str:
    """A name as it sounds, whatever letters it is written with.

    >>> from depesche import packs
    >>> len({sounding(name, packs.load("de")) for name in ("Saryschkin", "Sarishkin", "Saryshkin")})
    1
    """
    sound = name.lower()
    for row in pack.table("spellings"):
        sound = sound.replace(row["letters"], row["as"])
    return re.sub(r"(.)\1+", r"\1", sound)
