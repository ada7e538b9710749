"""States and towns that no table knows and no adjective tells, by the words around their names.

`Karvelien und Norwegen`, `Karvelien fordert`: a name in -ien or -stan, or one beside a state, is a state's. `in Lubrina`, `nach Lubrina`: a
town, which is never a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from depesche.read.lookup import Lookup
from depesche.records import Sentence, Token

_COUNTRIES = ("ien", "stan")  # names that end so are hardly ever a person's
_BESIDE = ("ien", "stan", "land", "ia", "a", "en", "ei", "e")
_INTO = frozenset(["in", "nach", "aus"])
_NAMES = frozenset(["NE", "FM", "XY"])
_VERBS = frozenset(["VVFIN", "VAFIN", "VMFIN"])
_DETERMINERS = frozenset(["ART", "PPOSAT", "PDAT", "PIAT", "ADJA", "APPRART"])
_AND = frozenset(["und", "sowie"])
_SHORTEST = 4


@dataclass(slots=True)
class _Heard:
    """What the words around one name said, all its places taken together."""

    acts: bool = False  # beside a verb
    beside: bool = False  # joined with a state, or with a name that ends like one
    place: bool = False  # behind `in`, or behind the noun of a place
    spoilt: bool = False  # behind an article or beside another name
    joined: set[str] = field(default_factory=set)


def unheard(tables: Lookup, sentences: Sequence[Sentence]) -> tuple[list[str], list[str]]:
    """The names of states, and those of towns, that a report has besides those of the tables."""
    heard: dict[str, _Heard] = {}
    for sentence in sentences:
        for i, name in _names(sentence.tokens, tables):
            _hear(heard.setdefault(name, _Heard()), sentence.tokens, i, tables)
    kept = {name: one for name, one in heard.items() if not one.spoilt}
    states = {name for name, one in kept.items() if name.endswith(_COUNTRIES) and (one.acts or one.beside)}
    states |= {n for n, one in kept.items() if n.endswith(_BESIDE) and (one.beside or one.joined & states)}
    return sorted(states), sorted(name for name, one in kept.items() if one.place and name not in states)


def _names(tokens: Sequence[Token], tables: Lookup) -> Iterator[tuple[int, str]]:
    for i, token in enumerate(tokens):
        if token.tag == "NE" and token.text[0].isupper() and len(token.text) > _SHORTEST and token.text.isalpha():
            name = token.text.capitalize() if token.text.isupper() else token.text
            bare = name.removesuffix("s")
            if not _known(name, tables) and not _known(bare, tables):
                yield i, bare


def _known(name: str, tables: Lookup) -> bool:
    known = (tables.names, tables.doubtful, tables.firstnames, tables.surnames, tables.places, tables.demonyms)
    return any(name in table for table in known) or tables.role(name) is not None or tables.body(name) is not None


def _hear(one: _Heard, tokens: Sequence[Token], i: int, tables: Lookup) -> None:
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if before is not None:
        noun = tables.part(before.text, "before")
        role = before.tag == "NN" and (tables.role(before.text) is not None or (bool(noun) and noun != "place"))
        one.spoilt |= before.tag in _DETERMINERS | _NAMES or role or before.text in tables.titles
        one.place |= before.text.lower() in _INTO or noun == "place"
    one.spoilt |= after is not None and after.tag in _NAMES
    one.acts |= any(t is not None and t.tag in _VERBS for t in (before, after))
    for other in (_joined(tokens, i, -1), _joined(tokens, i, 1)):
        named = tables.name_at([other], 0) if other else None
        state = named is not None and named[1].kind == "state" and not named[1].seat
        one.beside |= state or other.endswith(_COUNTRIES)
        one.joined |= {other} - {""}


def _joined(tokens: Sequence[Token], i: int, step: int) -> str:
    """The name that `und` joins with the one at i, before it or behind it."""
    at = i + 2 * step
    if 0 <= at < len(tokens) and tokens[i + step].text in _AND and tokens[at].tag == "NE":
        return tokens[at].text
    return ""
