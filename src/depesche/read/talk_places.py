"""Where a meeting takes place: towns and states behind `in` and `nach`, and adjectives such as `Genfer`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from depesche.packs import Pack
from depesche.read.cast import Cast
from depesche.read.lookup import Lookup, Named
from depesche.records import Token

_INTO = frozenset(["in", "im", "nach", "bei", "nahe"])
_AHEAD = 6  # tokens behind the preposition in which the place is looked for
_BACK = 10  # tokens before a word in which a name that holds it may begin
_WORDS = 3  # the longest name of a place, in words


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its English name; state: the code of the state it lies in, or is; is_state: whether it is one."""

    name: str
    state: str
    is_state: bool = False


class Places:
    """The places of a pack by their German names."""

    def __init__(self, pack: Pack) -> None:
        self._names: dict[str, Place] = {}
        self._adjectives: dict[str, Place] = {}
        for row in pack.table("places"):
            if not row["name_de"]:
                continue
            place = Place(row["name_en"], row["code"])
            self._names.setdefault(row["name_de"], place)
            if row["kind"] == "city" and row["ambiguous"] != "yes":
                stem = row["name_de"].removesuffix("e")
                self._adjectives.setdefault(row["adjective"] or f"{stem}er", place)
        for town in pack.words("towns"):
            self._names.setdefault(town, Place(town, ""))

    def adjective(self, word: str) -> Place | None:
        """The town of an adjective: `Genfer`."""
        return self._adjectives.get(word)

    def is_town(self, word: str) -> bool:
        """Whether a word is the name of a town or region."""
        return word in self._names

    def town(self, name: str) -> Place | None:
        """The place of a name, in whatever letters."""
        return self._names.get(name) or self._names.get(name.title())

    def named(self, tokens: Sequence[Token], i: int, end: int, tables: Lookup) -> tuple[int, Place] | None:
        """The longest place that begins at a token, and where it ends."""
        for width in range(min(_WORDS, end - i), 0, -1):
            if found := self._names.get(" ".join(t.text for t in tokens[i : i + width])):
                return i + width, found
        known = tables.name_at([t.text for t in tokens[i : i + _WORDS]], 0)
        if known is None or known[1].kind != "state":
            return None
        return i + known[0], _of(known[1], tokens[i].text)

    def behind(self, tokens: Sequence[Token], prep: int, end: int, cast: Cast) -> list[Place]:
        """The places of a phrase that begins with `in` or `nach`: the first name in it, and those joined to it."""
        if tokens[prep].text.lower() not in _INTO or _in_name(tokens, prep, cast):
            return []
        found: list[Place] = []
        i = prep + 1
        while i < min(end, prep + 1 + _AHEAD):
            token = tokens[i]
            if token.tag[0] in "V$" and not (token.text == "," and found):
                break
            if token.tag in {"APPR", "APPRART"} or (
                token.tag in {"ART", "PPOSAT"} and i > prep + 1 and not _und(tokens[i - 1])
            ):
                break
            hit = self.named(tokens, i, end, cast.tables) if token.text[0].isupper() else None
            first = i == prep + 1 or (i == prep + 2 and tokens[i - 1].tag == "ADJA")
            if hit is None and token.tag == "NE" and not found and first:
                hit = self._unknown(tokens, i, cast)
            if hit is None and found and not (_und(token) or token.tag in {"ART", "ADJA"}):
                break
            if hit is not None:
                found.append(hit[1])
                i = hit[0]
            else:
                i += 1
        towns = [place for place in found if not place.is_state]
        return towns or found

    @staticmethod
    def _unknown(tokens: Sequence[Token], i: int, cast: Cast) -> tuple[int, Place] | None:
        """A name that no table has and that is no person's is a place by its own name."""
        token = tokens[i]
        if token.text.isupper() or any(e.kind != "state" for _, _, e in cast.at(token.start, token.end)):
            return None
        return i + 1, Place(token.text, "")


def _in_name(tokens: Sequence[Token], i: int, cast: Cast) -> bool:
    """Whether a word stands inside somebody's name: the `in` of `Organisation für Sicherheit und Zusammenarbeit in Europa`."""
    first, last = max(0, i - _BACK), min(len(tokens), i + _WORDS)
    return any(a < tokens[i].start < b for a, b, _ in cast.at(tokens[first].start, tokens[last - 1].end))


def _und(token: Token) -> bool:
    return token.text in {"und", "sowie", ","}


def _of(named: Named, word: str) -> Place:
    return Place(word if named.seat else named.name, named.code, is_state=not named.seat)


@lru_cache(maxsize=4)
def places(pack: Pack) -> Places:
    """The compiled tables of a pack."""
    return Places(pack)
