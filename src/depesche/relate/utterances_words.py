"""What a passage says, as terms that can be held against those of another: stems, families of words, parts of compounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

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


class _Entry(NamedTuple):
    """A word or mark without its place.

    low: in small letters. denies: 0 no, 1 what stands around it, 2 what follows. hidden: whether it denies by the way.
    """

    word: str
    low: str
    stem: str = ""
    idle: bool = True
    weight: float = 0.0
    keys: Keys = MappingProxyType({})
    denies: int = 0
    hidden: bool = False
    mark: bool = False


Token = tuple[int, int, _Entry]


class Lexicon:
    """The tables of a pack for comparing passages, and the forms met so far."""

    def __init__(self, pack: Pack) -> None:
        self._stem, self._forms = stems(pack), forms.load(pack.folder)
        self._particles = frozenset(pack.words("verb_particles"))
        self._zu = tuple(f"{particle}zu" for particle in sorted(self._particles, key=len, reverse=True))
        self._joining = frozenset(pack.words("joining_words"))
        negating = [(row["kind"], row["word"]) for row in pack.table("negating_words")]
        self._open = frozenset(word for kind, word in negating if kind in {"open", "before"})
        self._beginnings = tuple(word for kind, word in negating if kind == "part")
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
            for word in row["words"].split("|"):
                stem = self.stem(word)
                self._families.setdefault(stem, []).append(f"~{number}")
                self._weights[stem] = max(self._weights.get(stem, 0.0), _GRADES[row["weight"]])
        self._kept: dict[str, _Entry] = {}

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
            for first, last, entry in self._whole(self._tokens(text, start, end)):
                if entry.denies:
                    denials.append((first, entry.denies > 1))
                hidden = hidden or entry.hidden
                if not entry.idle and entry.stem not in terms and len(terms) < _MOST:
                    number = entry.stem[0].isdigit()
                    terms[entry.stem] = Term(first, last, entry.stem, entry.keys, entry.weight, number)
        return Passage(tuple(terms.values()), tuple(denials), hidden)

    def _tokens(self, text: str, start: int, end: int) -> list[Token]:
        """The words and marks of a stretch; several words that stand for one are that one."""
        entry = self._entry
        found = [(*m.span(), entry(m[0])) for m in _TOKEN.finditer(text, start, end)]
        for number in range(len(found) - 1, -1, -1):
            for phrase, one in self._phrases.get(found[number][2].low, ()):
                if [token[2].low for token in found[number : number + len(phrase)]] == phrase:
                    last = number + len(phrase)
                    found[number:last] = [(found[number][0], found[last - 1][1], entry(one))]
                    break
        return found

    def _whole(self, tokens: list[Token]) -> list[Token]:
        """The words of a stretch; a particle at the end of a clause is put before its verb: `wies ... zurück`."""
        gone: set[int] = set()
        for number, (_, _, entry) in enumerate(tokens):
            if entry.low in self._particles and self._ends(tokens, number):
                for back in range(number - 1, max(-1, number - _BACK), -1):
                    start, end, before = tokens[back]
                    if before.mark:
                        break
                    whole = entry.low + (self._forms.infinitive(before.low) or before.low)
                    if self.known(whole):
                        tokens[back] = (start, end, self._entry(whole))
                        gone.add(number)
                        break
        return [token for number, token in enumerate(tokens) if not token[2].mark and number not in gone]

    def _ends(self, tokens: Sequence[Token], number: int) -> bool:
        behind = tokens[number + 1][2] if number + 1 < len(tokens) else None
        return behind is None or behind.mark or behind.low in self._joining

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
        low = word.lower()
        stem = (self._numbers.get(low) or self.stem(word)) if word[0].isalnum() else ""
        if not stem:
            return _Entry(word, low, mark=not word[0].isalnum())
        keys = {stem: SAME}
        for family in self._families.get(stem, ()):
            keys[family] = FAMILY
        parts = _HYPHEN.split(word)
        for part in parts if len(parts) > 1 else ():
            self._add_part(keys, self.stem(part))
        denies = 2 if low in self._before else int(low in self._open or low.startswith(self._beginnings))
        idle = self._stem(word)[1] or low in self._open
        return _Entry(word, low, stem, idle, self._weight(stem), MappingProxyType(keys), denies, stem in self._hidden)

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
