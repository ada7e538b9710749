"""What a passage says, as terms that can be held against those of another: stems, families of words, parts of compounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from depesche.language import forms
from depesche.packs import Pack
from depesche.relate.words import stems

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-‑’'][^\W\d_]+)*|[.,;:!?–—]", re.UNICODE)
_HYPHEN = re.compile(r"[-‑]")
# How telling a word is: the weight of a family by its grade, that of a common word, of any other, and of a number.
_GRADES = {"1": 0.25, "2": 0.6, "3": 0.9}
_COMMON, _OTHER, _SHORT, _NUMBER = 0.25, 0.9, 0.6, 1.0
_SHORTEST, _SHORTEST_PART, _SHORTEST_HEAD = 5, 5, 4
# How far a particle looks back for its verb.
_BACK = 14
# What joins the parts of a compound, as it is left on the stem of the first.
_JOINTS = ("s", "es", "en", "n", "er", "e", "")
_KEPT = 50_000
# Of a passage no more terms are taken; none that anybody says is as long.
_MOST = 400
# How much it tells to share a stem, a family, a part of a compound, the family of a part.
SAME, FAMILY, PART, PART_FAMILY = 1.0, 0.9, 0.75, 0.65
# From which weight on a word tells something.
TELLING = 0.35

Keys = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Term:
    """A content word. keys: what it can be found by, with how much that tells; weight: how telling it is."""

    start: int
    end: int
    stem: str
    keys: Keys
    weight: float
    number: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """The terms of a passage in order, each stem once, and where it denies.

    denials: the offset of each, and whether it denies only what follows (`kein Aufschub`). hidden: whether a word denies by the way.
    """

    terms: tuple[Term, ...]
    denials: tuple[tuple[int, bool], ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """A word form without its place."""

    stem: str
    idle: bool
    weight: float
    keys: Keys


class Lexicon:
    """The tables of a pack for comparing passages, and the forms met so far."""

    def __init__(self, pack: Pack) -> None:
        self._stem, self._forms = stems(pack), forms.load(pack.folder)
        self._particles = frozenset(pack.words("verb_particles"))
        self._zu = tuple(f"{particle}zu" for particle in sorted(self._particles, key=len, reverse=True))
        negating = [(row["kind"], row["word"]) for row in pack.table("negating_words")]
        self._open = frozenset(word for kind, word in negating if kind != "hidden")
        self._before = frozenset(word for kind, word in negating if kind == "before")
        self._hidden = frozenset(self.stem(word) for kind, word in negating if kind == "hidden")
        self._phrases = _phrases(pack)
        self._numbers = {
            row["word"]: row["number"] for row in pack.table("numbers") if row["number"] and row["word"] != "beide"
        }
        self._common = frozenset(self.stem(word) for word in pack.words("common_words"))
        self._weights: dict[str, float] = {}
        self._families: dict[str, list[str]] = {}
        for number, row in enumerate(pack.table("word_families")):
            for word in row["words"].split(", "):
                stem = self.stem(word.lstrip("!"))
                self._families.setdefault(stem, []).append(f"~{number}")
                self._weights[stem] = max(self._weights.get(stem, 0.0), _GRADES[row["weight"]])
        self._kept: dict[str, _Entry] = {}
        self._split: dict[str, tuple[str, str] | None] = {}

    def stem(self, form: str) -> str:
        """The stem of a form; of a verb that of its infinitive. Where -en is left, it goes too, or `offenen` and `offen` would differ.

        >>> from depesche import packs
        >>> lexicon = lexicon_of(packs.load("de"))
        >>> lexicon.stem("zurückgewiesen") == lexicon.stem("zurückweisen") == lexicon.stem("zurückzuweisen")
        True
        """
        low = form.lower()
        if form[:1].islower():
            for zu in self._zu:
                if low.startswith(zu) and low.endswith("n") and len(low) > len(zu) + 3:
                    low = low[: len(zu) - 2] + low[len(zu) :]
                    break
            low = self._forms.infinitive(low) or low
        stem = self._stem(low)[0]
        return self._stem(stem)[0] if stem.endswith("en") else stem

    def passage(self, text: str, spans: Iterable[tuple[int, int]]) -> Passage:
        """Read the spans of a text."""
        terms: dict[str, Term] = {}
        denials: list[tuple[int, bool]] = []
        hidden = False
        for start, end in sorted(spans):
            tokens = list(self._tokens(text, start, end))
            for place, word in self._whole(tokens):
                low = word.lower()
                if low in self._open or low.startswith("nicht"):
                    denials.append((place[0], low in self._before))
                entry = self._entry(word)
                hidden = hidden or entry.stem in self._hidden
                if not entry.idle and entry.stem not in terms and len(terms) < _MOST:
                    number = entry.stem[0].isdigit()
                    terms[entry.stem] = Term(*place, entry.stem, entry.keys, entry.weight, number)
        return Passage(tuple(terms.values()), tuple(denials), hidden)

    def _tokens(self, text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], str]]:
        """The words and marks of a stretch; several words that stand for one are that one."""
        found = [((m.start(), m.end()), m[0]) for m in _TOKEN.finditer(text, start, end)]
        number = 0
        while number < len(found):
            place, word = found[number]
            for phrase, one in self._phrases.get(word.lower(), ()):
                if [w.lower() for _, w in found[number : number + len(phrase)]] == phrase:
                    place, word = (place[0], found[number + len(phrase) - 1][0][1]), one
                    number += len(phrase) - 1
                    break
            yield place, word
            number += 1

    def _whole(self, tokens: Sequence[tuple[tuple[int, int], str]]) -> Iterator[tuple[tuple[int, int], str]]:
        """The words of a stretch; a particle at the end of a clause is put before its verb: `wies ... zurück`."""
        verbs: dict[int, str] = {}
        gone: set[int] = set()
        for number, (_, word) in enumerate(tokens):
            low = word.lower()
            if low in self._particles and self._ends(tokens, number):
                for back in range(number - 1, max(-1, number - _BACK), -1):
                    before = tokens[back][1]
                    if not before[0].isalnum():
                        break
                    if self.known(whole := low + (self._forms.infinitive(before.lower()) or before.lower())):
                        verbs[back], gone = whole, gone | {number}
                        break
        for number, (place, word) in enumerate(tokens):
            if word[0].isalnum() and number not in gone:
                yield place, verbs.get(number, word)

    def _ends(self, tokens: Sequence[tuple[tuple[int, int], str]], number: int) -> bool:
        behind = tokens[number + 1][1] if number + 1 < len(tokens) else "."
        return not behind[0].isalnum() or behind in {"und", "oder"}

    def known(self, word: str) -> bool:
        """Whether a table knows the word in any form."""
        return self.stem(word) in self._families

    def _entry(self, word: str) -> _Entry:
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[word] = self._made(word)
        return found

    def _made(self, word: str) -> _Entry:
        stem, idle = (
            self._numbers.get(word.lower()) or self.stem(word),
            self._stem(word)[1] or word.lower() in self._open,
        )
        if not stem:
            return _Entry(word, True, 0.0, MappingProxyType({}))
        keys = {stem: SAME}
        for family in self._families.get(stem, ()):
            keys[family] = FAMILY
        for part in _HYPHEN.split(word)[1:] and _HYPHEN.split(word):
            self._add_part(keys, self.stem(part))
        return _Entry(stem, idle, self._weight(stem), MappingProxyType(keys))

    def _add_part(self, keys: dict[str, float], part: str) -> None:
        if len(part) > 1 and not self._stem(part)[1]:
            keys.setdefault(part, PART)
            for family in self._families.get(part, ()):
                keys.setdefault(family, PART_FAMILY)

    def _weight(self, stem: str) -> float:
        if stem[0].isdigit():
            return _NUMBER
        if stem in self._common:
            return _COMMON
        return self._weights.get(stem, _OTHER if len(stem) >= _SHORTEST else _SHORT)

    def compound(self, term: Term, known: frozenset[str]) -> Term:
        """The term with the parts of its compound, where the story or a table has words for them.

        known: the stems of the story.
        """
        parts = () if term.number or "-" in term.stem else self._parts(term.stem, known)
        if not parts:
            return term
        keys = dict(term.keys)
        for part in parts:
            self._add_part(keys, part)
        return Term(term.start, term.end, term.stem, MappingProxyType(keys), term.weight, term.number)

    def _parts(self, stem: str, known: frozenset[str]) -> tuple[str, ...]:
        for at in range(_SHORTEST_HEAD, len(stem) - _SHORTEST_PART + 1):
            tail = stem[at:]
            if tail in known or tail in self._families:
                head = next((h for j in _JOINTS if (h := self._head(stem[:at], j, known))), None)
                if head or at > _SHORTEST_HEAD:
                    return (tail, head) if head else (tail,)
        return ()

    def _head(self, piece: str, joint: str, known: frozenset[str]) -> str | None:
        head = piece.removesuffix(joint) if joint else piece
        if piece.endswith(joint) and len(head) >= _SHORTEST_HEAD:
            head = self._stem(head)[0]
            return head if head in known or head in self._families else None
        return None


def _phrases(pack: Pack) -> dict[str, list[tuple[list[str], str]]]:
    found: dict[str, list[tuple[list[str], str]]] = {}
    for row in pack.table("word_phrases"):
        phrase = row["phrase"].split(" ")
        found.setdefault(phrase[0], []).append((phrase, row["word"]))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


@lru_cache(maxsize=4)
def lexicon_of(pack: Pack) -> Lexicon:
    """The lexicon of a pack, made once."""
    return Lexicon(pack)
