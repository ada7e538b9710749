"""What a figure counts and what it is of, in short English words where the tables have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from depesche.packs import Pack
from depesche.read.lookup import Lookup, Role, cells
from depesche.records import Token


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in English; kind: money, measure, share, age, things, persons, or `words` for the report's own noun."""

    name: str
    kind: str


class Units:
    """The tables of units and of what amounts are of."""

    def __init__(self, pack: Pack) -> None:
        self.by_word: dict[str, Unit] = {}
        for row in pack.table("units"):
            for form in cells(row["words"]):
                self.by_word.setdefault(form, Unit(row["unit"], row["kind"]))
        self.abouts = {form: row["about"] for row in pack.table("abouts") for form in cells(row["words"])}
        self.adjectives = {row["code"]: row["adjective_en"] for row in pack.table("states")}

    def of(self, word: str, tables: Lookup) -> Unit:
        """The unit that a noun is: of the table, of a role (`Richter`: judges), of a compound's last part, or the noun itself.

        >>> from depesche.packs import load; from depesche.read.lookup import lookup
        >>> [units(load("de")).of(w, lookup(load("de"))).name for w in ("Tonnen", "Richter", "US-Soldaten", "Äpfel")]
        ['tonnes', 'judges', 'soldiers', 'Äpfel']
        """
        head = word.rpartition("-")[2]
        for form in (word, head):
            if form in self.by_word:
                return self.by_word[form]
        if word in tables.demonyms:
            state = tables.demonyms[word][0]
            return Unit(f"{self.adjectives.get(state.code) or state.name} people", "persons")
        role: Role | None = tables.role(word)
        if role is not None:
            return Unit(plural(role.english), "persons")
        return self._compound(head) or Unit(word, "words")

    def _compound(self, word: str) -> Unit | None:
        """`Landtagsmandate` are seats: the longest end of a word that the table has, of five letters or more."""
        for cut in range(2, len(word) - 4):
            found = self.by_word.get(word[cut:].capitalize())
            if found is not None and found.kind in {"things", "persons"}:
                return found
        return None

    def described(self, tokens: Sequence[Token], tables: Lookup) -> str:
        """The states that adjectives before a noun name, in English: `russische` is Russian."""
        found = [tables.nationality(token.text) for token in tokens if token.tag == "ADJA"]
        return " ".join(self.adjectives.get(named.code) or named.name for named in found if named is not None)

    def about(self, word: str) -> str | None:
        """What an amount is of, in English: `Schaden` is damage."""
        return self.abouts.get(word) or self.abouts.get(word.rpartition("-")[2])


def plural(english: str) -> str:
    """The plural of an English noun that names a role.

    >>> plural("soldier"), plural("member of parliament"), plural("deputy"), plural("policewoman")
    ('soldiers', 'members of parliament', 'deputies', 'policewomen')
    """
    head, of, rest = english.partition(" of ")
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        head = head[:-1] + "ies"
    elif head.endswith("man"):
        head = head[:-2] + "en"
    elif not head.endswith(("s", "people")):
        head += "s"
    return head + of + rest


@lru_cache(maxsize=4)
def units(pack: Pack) -> Units:
    """The compiled tables of a pack."""
    return Units(pack)
