"""What the tables of a pack tell about names: which forms are one body's, which state somebody acts for, what a role weighs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from depesche.packs import Pack
from depesche.relate.actors_seen import plain
from depesche.relate.words import stems

# Roles that one person holds at a time, or nearly so: sharing one says something.
_OFFICES = frozenset(["head", "minister", "deputy", "spokesperson", "military", "official", "politician"])
# Those of whom a state or body has one alone, so that `der Vizeaußenminister` can be somebody.
_SINGLE = frozenset(["head", "minister", "deputy", "spokesperson", "official"])
# Canonical names of roles: those that so few hold that a surname is enough, and whoever rules a state, under any of its names.
_KNOWN_BY_NAME = frozenset([
    "pope", "pontiff", "Dalai Lama", "king", "queen", "emperor", "empress", "chancellor", "federal president", "head of state",
    "head of government",
])  # fmt: skip
_RULERS = _KNOWN_BY_NAME | frozenset([
    "president", "prime minister", "monarch", "ruler", "military ruler", "dictator", "despot", "autocrat", "regent",
    "supreme leader", "sultan", "emir", "shah",
])  # fmt: skip
_VAGUE = frozenset(["predecessor", "successor", "incumbent"])  # of whom, and in what?
_WORD = re.compile(r"\w+(?:[-‑’'.]\w+)*")
_KEPT = 50_000


class Tables:
    """The names, states and roles of one pack, for look-up by canonical name or by any form."""

    def __init__(self, pack: Pack) -> None:
        self._stem = stems(pack)
        self._keys: dict[str, str] = {}
        self._state: dict[str, str] = {}
        states = {row["code"]: row["name_en"] for row in pack.table("states")}
        self._state.update((name, name) for name in states.values())
        told = set(states.values())
        forms: dict[str, set[str]] = {}
        countries: dict[str, set[str]] = {}
        for name, code, some in _bodies(pack):
            if code in states:
                self._state.setdefault(name, states[code])
            for form in some:
                (countries if name in told else forms).setdefault(self.stemmed(form), set()).add(name)
        self._names, self._countries = _unambiguous(forms), _unambiguous(countries)
        self._parties = frozenset(row["name_en"] for row in pack.table("parties"))
        self._media = frozenset(row["name_en"] for row in pack.table("agencies_media"))
        self._papers_as_written = frozenset(
            plain(form) for name, _, some in _bodies(pack) if name in self._media for form in some
        )
        self._papers = frozenset(
            self.stemmed(form)
            for row in pack.table("bodies")
            if row["kind"] == "media"
            for form in row["forms"].split("|")
        )
        self._nouns = frozenset(self.stemmed(form) for row in pack.table("bodies") for form in row["forms"].split("|"))
        self._ministries = dict(self._housed(pack, states))
        self.definite = frozenset(pack.words("definite"))
        self._of_states = frozenset(_placing(pack, self.stemmed))
        self._levels = {row["role_en"]: row["level"] for row in pack.table("roles")}
        self._genders = {row["name"]: row["gender"] for row in pack.table("firstnames")}

    def stemmed(self, name: str) -> str:
        """The stems of a name's words, which are the same in every case of the noun."""
        found = self._keys.get(name)
        if found is None:
            if len(self._keys) >= _KEPT:
                self._keys.clear()
            told = [(word, *self._stem(word)) for word in _WORD.findall(name)]
            kept = [stem for word, stem, idle in told if not idle or word.isupper()]  # `US-Armee`, `IG Bau`
            found = " ".join(kept or [stem for _, stem, _ in told])
            self._keys[name] = found
        return found

    def canonical(self, name: str, kind: str, *, described: bool = False) -> str | None:
        """The canonical name of the body that a name is a form of; of a paper also behind its noun (`die Zeitung Elbanzeiger`).

        described: whether the name is a description, which a common noun alone makes nobody's.
        """
        key = self.stemmed(name)
        if kind == "state":
            return self._countries.get(key)
        if described and key in self._nouns:
            return None
        found = self._names.get(key)
        if found is not None:
            people = (
                described and kind == "group" and found in self._media and plain(name) not in self._papers_as_written
            )
            return None if people else found  # `Österreicher` are no paper
        words = name.split()
        at = next((i for i, word in enumerate(words[:-1]) if self.stemmed(word) in self._papers), None)
        if (
            at is None
            or not all(word[0].islower() or i == 0 for i, word in enumerate(words[:at]))
            or self._idle(words[:at])
        ):
            return None
        found = self._names.get(self.stemmed(" ".join(words[at + 1 :])))
        return found if found in self._media else None

    def _idle(self, words: Sequence[str]) -> bool:
        """Whether articles or the like are among some words: `Reporter der Nachrichtenagentur Elbpost` are not the agency."""
        return any(self._stem(word)[1] for word in words)

    def of_a_state(self, words: str) -> bool:
        """Whether stems are a state's name or adjective, such as stand before the name of one of its bodies."""
        return words in self._of_states

    def ministry(self, state: str | None, role: str | None) -> str | None:
        """The house that a description means (`das Außenministerium` of a state), if the tables have one."""
        return self._ministries.get((state or "", role or ""))

    def state(self, acts_for: str | None) -> str | None:
        """The state that somebody acts for who acts for a state or for a body of it."""
        return self._state.get(acts_for or "")

    def compatible(self, one: str | None, other: str | None) -> bool | None:
        """Whether one person can act for both: for a state and its bodies, but not for two states or two parties of one.

        None where that is open: where either is not told, or is of no state (a commissioner of the EU is from somewhere too).
        """
        if not one or not other:
            return None
        if one == other:
            return True
        a, b = self.state(one), self.state(other)
        if a is None or b is None:
            return None
        return a == b and not (one in self._parties and other in self._parties)

    def office(self, role: str) -> bool:
        """Whether few hold a role at a time."""
        return self._level(role) in _OFFICES

    def single(self, role: str) -> bool:
        """Whether a state or body has one person in a role."""
        return self._level(role) in _SINGLE

    def rules(self, role: str) -> bool:
        """Whether a role is that of the head of a state or government, whatever it is called."""
        return role in _RULERS

    def known_by_name(self, role: str) -> bool:
        """Whether few hold a role in the whole world, so that a surname with it is one person's."""
        return role in _KNOWN_BY_NAME

    def gender(self, first: str) -> str:
        """The gender that a first name tells: `m`, `f` or none."""
        found = self._genders.get(first) or self._genders.get(first.partition("-")[0], "")
        return found if found in {"m", "f"} else ""

    def first_name(self, word: str) -> bool:
        """Whether a word is the first name of men or of women."""
        return bool(self.gender(word))

    def _level(self, role: str) -> str:
        """The level of a role; `deputy foreign minister` has that of its last words."""
        rest = role if role not in _VAGUE else ""
        while rest and rest not in self._levels:
            rest = rest.partition(" ")[2]
        return self._levels.get(rest, "")

    @staticmethod
    def _housed(pack: Pack, states: dict[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
        """The ministries of the tables by their state and by what they are in English."""
        english = {row["noun"]: row["name_en"] for row in pack.table("bodies") if row["kind"] == "government"}
        for row in pack.table("organisations"):
            for noun in row["descriptions"].split("|"):
                if row["state"] in states and english.get(noun, "").endswith("ministry"):
                    yield (states[row["state"]], english[noun]), row["name_en"]


def _bodies(pack: Pack) -> Iterator[tuple[str, str, list[str]]]:
    """Canonical name, state and forms of everything in the tables that is no person."""
    for row in pack.table("states"):
        yield row["name_en"], row["code"], [row["name_en"], *row["names_de"].split("|")]
    for table in ("organisations", "parties", "agencies_media"):
        for row in pack.table(table):
            forms = [row["name_en"], *row["names_de"].split("|"), *row.get("abbreviations", "").split("|")]
            yield row["name_en"], row["state"], [form for form in forms if form]


def _placing(pack: Pack, stemmed: Callable[[str], str]) -> Iterator[str]:
    """The stems of the names and adjectives of states, in the pack's language and in English."""
    for row in pack.table("states"):
        for word in (row["name_en"], row["adjective_en"], *row["names_de"].split("|"), *row["adjective"].split("|")):
            if word:
                yield stemmed(word)
                yield stemmed(f"{word}e") if word.islower() else stemmed(word)


def _unambiguous(forms: dict[str, set[str]]) -> dict[str, str]:
    return {form: next(iter(names)) for form, names in forms.items() if len(names) == 1 and form}


@lru_cache(maxsize=4)
def tables(pack: Pack) -> Tables:
    """The tables of a pack, compiled once."""
    return Tables(pack)
