"""What the passages of positions say, and whether two of them speak of the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from depesche.language.issues import issue_words
from depesche.packs import Pack
from depesche.relate.issue_keys import Name, keyed
from depesche.relate.words import words
from depesche.relations import Held

_LONG = 9
_KEPT = 50_000
# Passages are short; of what is longer only so much is looked at.
_LOOKED_AT = 1_500
# A word that stands in more passages of an actor than this is none of the thing's own.
_RARE_SHARE, _RARE_LEAST = 0.2, 4


@dataclass(frozen=True, slots=True)
class Seen:
    """A position with what its passage says. states: those that it names beside the actor and those spoken to."""

    held: Held
    stems: frozenset[str]
    states: frozenset[str]
    weighing: bool

    @property
    def day(self) -> str:
        """The day, empty where none is known."""
        return self.held.day or ""


class Reader:
    """Reads passages by the tables of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._names = issue_words(pack)
        self._states = frozenset(row["name_en"] for row in pack.table("states"))
        self._weighing = tuple(f" {word}" for word in pack.words("position_weighing"))
        self._telling = self._stems_of(row["cue"] for row in pack.table("position_verbs"))
        self._keys: dict[str, tuple[frozenset[str], bool]] = {}

    def seen(self, held: Held) -> Seen:
        """A position with what its passage says."""
        text = held.quote.text[:_LOOKED_AT]
        stems = {word.stem for word in words(text, self._pack) if not word.idle} - self._telling
        stems |= {piece for stem in stems if "-" in stem for piece in stem.split("-") if len(piece) > 2}
        line = f" {' '.join(text.lower().split())}"
        others = self._states_in(text) - {held.actor, held.acts_for}
        return Seen(held, frozenset(stems), others, any(word in line for word in self._weighing))

    def _states_in(self, text: str) -> frozenset[str]:
        found = set()
        tokens = [word for word in text.replace(",", " ").split() if word[:1].isalpha()]
        for at, word in enumerate(tokens):
            plain = word.strip(".;:!?\"'„“»«()")
            name = self._names.name_at([plain, *tokens[at + 1 : at + 4]], 0) if plain[:1].isupper() else None
            state = self._names.state(plain)
            found |= {one for one in (name[1] if name else None, state[0] if state else None) if one in self._states}
        return frozenset(found)

    def _stems_of(self, told: Iterable[str]) -> frozenset[str]:
        return frozenset(word.stem for one in told for word in words(one, self._pack) if not word.idle)

    def issue(self, held: Held) -> tuple[frozenset[str], bool]:
        """The stems of what an issue is called, and whether more than one noun tells it from others."""
        if held.words not in self._keys:
            if len(self._keys) >= _KEPT:
                self._keys.clear()
            key = keyed(Name(held.words, held.words), self._pack).key
            self._keys[held.words] = self._stems_of([held.words]), not key.bare
        return self._keys[held.words]


@lru_cache(maxsize=4)
def reader_of(pack: Pack) -> Reader:
    """What reads passages by a pack."""
    return Reader(pack)


class Rare:
    """How often words stand in the passages of an actor."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        passages = {one.stems for one in seen}
        self._in = Counter(stem for stems in passages for stem in stems)
        self._most = max(_RARE_LEAST, int(len(passages) * _RARE_SHARE))

    def is_rare(self, stem: str) -> bool:
        """Whether a word stands in few of the passages."""
        return self._in[stem] <= self._most

    def shared(self, a: Seen, b: Seen) -> frozenset[str]:
        """The rare words of two passages."""
        return frozenset(stem for stem in a.stems & b.stems if self.is_rare(stem))


def weight_of(stems: Iterable[str]) -> int:
    """A long word tells more than a short one."""
    return sum(2 if len(stem) >= _LONG else 1 for stem in stems)


def is_another(one: Seen, other: Seen) -> bool:
    """Whether two passages name different states, so that they speak of two things."""
    return bool(one.states and other.states) and not one.states & other.states
