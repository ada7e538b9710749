"""One name written in two ways: a slip of the pen, or letters of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from depesche.packs import Pack
from depesche.records import Actor, Span
from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_story import Story
from depesche.relations import Discrepancy, Member

_LONG = 6  # letters of a name that may be misspelt
_MOST = 400  # names that are compared with one another
_ALIKE = 8  # names of one sound that are compared
_KEPT = 50_000  # names of which it is remembered how they sound
_CAPITAL = re.compile(r"(?<![^\W\d_])[^\W\d_a-zäöüß][^\W\d_]{3,}")
_DOUBLED = re.compile(r"(.)\1+")
_Q = re.compile(r"q(?!u[aeiouäöü])")
_ENDINGS = frozenset(["s", "es", "'", "’", "n", "en", "e", "er"])

Bearer = tuple[str, Actor, Span]


def of_spellings(story: Story) -> Iterator[Discrepancy]:
    """Names of persons that sound the same or are one letter apart, and names of anything in letters of two languages."""
    found = {
        tuple(sorted(form.rstrip("s") for form in one.reasons[0].values)): one
        for one in (*_things(story), *_persons(story))
    }
    yield from (found[key] for key in sorted(found))


def _persons(story: Story) -> Iterator[Discrepancy]:
    """Surnames that sound the same, or are one letter apart with the same first name or office."""
    persons: dict[str, list[Bearer]] = {}
    for name, report in story.reports.items():
        for actor in report.actors:
            if actor.kind == "person":
                for span in actor.mentions:
                    persons.setdefault(span.text.split()[-1], []).append((name, actor, span))
    sounds: dict[str, list[str]] = {}
    for form in sorted(persons)[:_MOST]:
        for key in _keys(form, story.pack(persons[form][0][0])):
            sounds.setdefault(key, []).append(form)
    pairs = {pair for _, some in sorted(sounds.items()) for pair in combinations(some[:_ALIKE], 2)}
    for x, y in sorted(pairs):
        if _misspelt(story, persons[x], persons[y], x, y):
            bearers = persons[x][0], persons[y][0]
            sides = [story.quoted(name, span) for name, _, span in bearers]
            members = [Member(name, actor.id, span.text) for name, actor, span in bearers]
            yield entry("name", "wording", f"spelling: {x} or {y}", sides, "spelling", 0.5, (x, y), members)


def _keys(form: str, pack: Pack) -> set[str]:
    """What a name is found by: its sound, and where it is long its sound without any one letter."""
    sound = sounding(form, pack)
    return {sound} | ({sound[:i] + sound[i + 1 :] for i in range(2, len(sound))} if len(sound) >= _LONG else set())


def _misspelt(story: Story, xs: list[Bearer], ys: list[Bearer], x: str, y: str) -> bool:
    """Whether two forms are one name written in two ways, and not two names or two cases of one."""
    if _inflected(x, y):
        return False
    pack = story.pack(xs[0][0])
    if sounding(x, pack) == sounding(y, pack):
        firsts = [{_first(span.text, actor) for _, actor, span in some} - {""} for some in (xs, ys)]
        return not firsts[0] or not firsts[1] or bool(firsts[0] & firsts[1])
    if not near(sounding(x, pack), sounding(y, pack)):
        return False
    return any(_same_bearer(a, b) for _, a, _ in xs[:5] for _, b, _ in ys[:5])


def _inflected(x: str, y: str) -> bool:
    """Whether two forms differ by case, by an ending or by how ß is written."""
    short, long = sorted((x.lower().replace("ß", "ss"), y.lower().replace("ß", "ss")), key=len)
    return short == long or (long.startswith(short) and long[len(short) :] in _ENDINGS)


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


def _things(story: Story) -> Iterator[Discrepancy]:
    """Words with a capital that sound the same, one of them in letters that German words do not have."""
    first: dict[str, tuple[str, int, int]] = {}
    for name, report in story.reports.items():
        for line in story.lines[name]:
            for found in _CAPITAL.finditer(report.text, line.start, line.end):
                first.setdefault(found[0], (name, *found.span()))
    sounds: dict[str, list[str]] = {}
    for word in sorted(first):
        if not word.isupper():
            sounds.setdefault(sounding(word, story.pack(first[word][0])), []).append(word)
    for _, some in sorted(sounds.items()):
        for x, y in combinations(some[:_ALIKE], 2):
            pack = story.pack(first[x][0])
            if not _inflected(x, y) and (_foreign(x, pack) != _foreign(y, pack)):
                sides = [story.quote(*first[x]), story.quote(*first[y])]
                yield entry("name", "wording", f"spelling: {x} or {y}", sides, "spelling", 0.5, (x, y))


def _foreign(word: str, pack: Pack) -> bool:
    """Whether a word has letters that only names from other languages have."""
    low = word.lower()
    return any(row["foreign"] and row["letters"] in low for row in pack.table("spellings")) or bool(_Q.search(low))


def near(one: str, other: str) -> bool:
    """Whether two long names are one letter apart."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG or len(long) - len(short) > 1 or short[:2] != long[:2]:
        return False
    at = next((i for i, (p, q) in enumerate(zip(short, long, strict=False)) if p != q), len(short))
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])


class _Sounds(dict[str, str]):
    """Names as they sound."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._rows = [(row["letters"], row["as"]) for row in pack.table("spellings")]

    def __missing__(self, name: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        sound = name.lower()
        for letters, one in self._rows:
            if letters in sound:
                sound = sound.replace(letters, one)
        told = self[name] = _DOUBLED.sub(r"\1", sound)
        return told


@lru_cache(maxsize=4)
def _sounds(pack: Pack) -> _Sounds:
    return _Sounds(pack)


def sounding(name: str, pack: Pack) -> str:
    """A name as it sounds, whatever letters it is written with.

    >>> from depesche import packs
    >>> len({sounding(name, packs.load("de")) for name in ("Saryschkin", "Sarishkin", "Saryshkin")})
    1
    """
    return _sounds(pack)[name]
