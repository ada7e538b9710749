"""What the name of an issue is about, in words that German and English names share: the key that a codebook groups by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from depesche.language.issues import IssueNoun, Part, issue_words, parse
from depesche.packs import Pack

_WORD = re.compile(r"[^\W_]+(?:[-‐'’.][^\W_]+)*", re.UNICODE)
_LONGEST_PHRASE = 5
# Names are short; of what is longer only so much is looked at.
_LONGEST_NAME = 300
# How many names are remembered: those of some 100,000 reports, which take 200 MB then. A codebook asks for each of its own four
# times, in the same order each time, so that fewer than it has would be none.
_REMEMBERED = 1 << 19
_END = "end"
_WHEN = frozenset(["before", "since", "until"])
_NO_PART = frozenset(["the", "a", "an"])


class Name(NamedTuple):
    """What positions call an issue: `Position.issue`, and `Position.issue_text`, the words of the report."""

    issue: str
    text: str = ""

    @property
    def own(self) -> str:
        """The name in the report's own words, else the only one there is."""
        return self.text or self.issue


class GroupKey(NamedTuple):
    """What an issue is about. head: the noun that names it; what narrows it down is parted into nouns, adjectives and proper names.

    Words are English and in small letters where a table knows them, else stems of the report's language.
    """

    head: str
    topics: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @property
    def bare(self) -> bool:
        """Whether nothing narrows the issue down."""
        return not (self.topics or self.marks or self.names)

    @property
    def words(self) -> tuple[str, ...]:
        """All words in the order in which English names have them."""
        return (*sorted(self.names), *sorted(self.marks), *sorted(self.topics), self.head)


class Keyed(NamedTuple):
    """A key, and what the name says beside it.

    turned: whether it is for less of the issue (`Ende der NATO-Osterweiterung`). wordy: whether it has words that the key leaves out.
    """

    key: GroupKey
    turned: bool = False
    wordy: bool = False


@dataclass(slots=True)
class _Piece:
    """One phrase of a name: what links it, the German noun if a table knows it, its word in keys, and what stands with it."""

    link: str = ""
    base: str = ""
    word: str = ""
    topics: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


class _Group(NamedTuple):
    into: str
    where: str
    way: str


class GroupWords:
    """What the tables of a pack know of grouping issues."""

    def __init__(self, pack: Pack) -> None:
        self.known = issue_words(pack)
        self.light = {row["noun"]: row["way"] for row in pack.table("issue_light")}
        self.groups = {
            self._noun(row["noun"]): _Group(row["as"], row["where"], row["way"]) for row in pack.table("issue_groups")
        }
        self.drops: defaultdict[str, set[str]] = defaultdict(set)
        for noun, group in self.groups.items():
            if group.where == "behind":
                self.drops[group.into].add(self.word_of(noun))
        self.single = frozenset(self.word_of(noun) for noun in pack.words("issue_single"))
        wide = pack.words("issue_wide")
        self.wide = frozenset(self.word_of(word) for word in wide if word[0].isupper())
        self.wide_marks = frozenset(self.known.adjectives[word].lower() for word in wide if word[0].islower())
        self.marks = frozenset(self.known.adjectives.values())
        self.names = frozenset(name for forms in self.known.names.values() for _, name in forms)
        self.states = frozenset(row["name_en"].lower() for row in pack.table("states"))
        # These are called in English as a whole (`Verlauf der Gespräche`: quality of talks), not word by word.
        self.topics = {row["name"].casefold(): row["en"] for row in pack.table("position_topics")}
        self.phrases = dict(self._english())
        self.links = frozenset(self.known.links.values()) | {"of", "for", "on", "about", "over"}

    def _noun(self, word: str) -> str:
        """How `parse` calls a noun, whether a table knows it or not."""
        found = self.known.nouns.get(word)
        parts = [] if found else parse(word, self.known)
        return found.base if found else parts[0].noun if parts else word

    def word_of(self, noun: str) -> str:
        """The word that stands for a noun in keys: English where a table knows it."""
        found = self.known.nouns.get(noun)
        return _clean(self.known.kept(found).en) if found and found.en else noun.lower()

    def _english(self) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
        """English phrases with their kind and what they stand for; where several rows have one, the first of the last kind wins."""
        for english in self.known.adjectives.values():
            yield _split(english), ("mark", english.lower())
        for name, adjective in self.known.states.values():
            if adjective:
                yield _split(adjective), ("name", name)
        for name in sorted(self.names):
            yield _split(name), ("name", name)
        nouns = sorted(set(self.known.nouns.values()), key=lambda noun: (not noun.same, noun.base), reverse=True)
        for noun in nouns:
            yield from self._noun_phrases(noun)

    @staticmethod
    def _noun_phrases(noun: IssueNoun) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
        for english in (noun.en, noun.en_plural):
            if english:
                yield _split(_clean(english)), ("noun", noun.base)


def _clean(english: str) -> str:
    return english.replace("~", "").strip().lower()


def _split(phrase: str) -> tuple[str, ...]:
    return tuple(match.group().lower() for match in _WORD.finditer(phrase))


@lru_cache(maxsize=4)
def group_words(pack: Pack) -> GroupWords:
    """The words of a pack that issues are grouped by."""
    return GroupWords(pack)


@lru_cache(maxsize=_REMEMBERED)
def keyed(name: Name, pack: Pack) -> Keyed:
    """What a name is about. The report's own words tell it where there are any, else the English name.

    >>> from depesche.packs import load
    >>> de = load("de")
    >>> keyed(Name("NATO enlargement"), de).key == keyed(Name("NATO enlargement", "Nato-Osterweiterung"), de).key
    True
    >>> keyed(Name("end of the NATO enlargement"), de).turned
    True
    """
    words = group_words(pack)
    own, german = name.own[:_LONGEST_NAME], bool(name.text)
    topic = words.topics.get(own.casefold())
    read = _from_english if topic else _german if german else _either
    pieces = read(topic or own, words)
    if not pieces:
        return Keyed(GroupKey(" ".join(_split(own)) or own.casefold().strip()))
    return _made(pieces, words)


def _either(own: str, words: GroupWords) -> list[_Piece]:
    """A name of which nobody says in which language it is: the one whose tables know more of its words."""
    english, german = _from_english(own, words), _german(own, words)
    return english if sum(bool(p.base) for p in english) >= sum(bool(p.base) for p in german) and english else german


def _german(own: str, words: GroupWords) -> list[_Piece]:
    return [_piece(part, words) for part in parse(own, words.known)]


def _piece(part: Part, words: GroupWords) -> _Piece:
    piece = _Piece(part.link, part.base)
    for about in part.about:
        _sort_in(about, piece, words)
    if part.base:
        piece.word = words.word_of(part.base)
    elif part.noun:
        mark = words.known.adjective(part.noun)
        if mark is None:
            piece.base, piece.word = "", part.noun.lower()
        else:
            piece.marks.add(mark.lower())  # `die Offene Tür`
    if part.name and part.en:
        piece.names.add(part.en.lower())
    return piece


def _sort_in(about: str, piece: _Piece, words: GroupWords) -> None:
    if about in words.known.nouns:
        piece.topics.add(words.word_of(about))
    elif about in words.marks:
        piece.marks.add(about.lower())
    elif about[0].isupper() or about in words.names:
        piece.names.add(about.lower())
    else:
        piece.topics.add(about)


def _from_english(own: str, words: GroupWords) -> list[_Piece]:
    pieces, nouns = [], list[tuple[str, str]]()
    piece = _Piece()
    for kind, what in (*_phrases(_split(own), words), ("link", "")):
        if kind == "link":
            if _close(piece, nouns, words):
                pieces.append(piece)
            piece, nouns = _Piece(), []
        elif kind == "name":
            piece.names.add(what.lower())
        elif kind == "mark":
            piece.marks.add(what)
        else:
            nouns.append((kind, what))
    return pieces if pieces and pieces[0].word else []


def _close(piece: _Piece, nouns: list[tuple[str, str]], words: GroupWords) -> bool:
    """The last noun of a phrase is its head; whether the phrase holds anything."""
    said = [(what if kind == "noun" else "", words.word_of(what) if kind == "noun" else what) for kind, what in nouns]
    if said:
        piece.base, piece.word = said[-1]
        piece.topics |= {word for _, word in said[:-1]}
    elif len(piece.names) == 1:
        piece.word = min(piece.names)  # a name alone
    return bool(said or piece.names or piece.marks)


def _phrases(tokens: Sequence[str], words: GroupWords) -> Iterator[tuple[str, str]]:
    """The longest known phrases, links, and words that nobody knows without the `s` of their plural."""
    at = 0
    while at < len(tokens):
        for size in range(min(_LONGEST_PHRASE, len(tokens) - at), 0, -1):
            found = words.phrases.get(tuple(tokens[at : at + size]))
            if found:
                yield found
                break
        else:
            size, token = 1, tokens[at]
            if token in words.links:
                yield "link", ""
            elif token not in _NO_PART:
                yield "word", token[:-1] if token.endswith("s") and not token.endswith("ss") else token
        at += size


def _made(pieces: list[_Piece], words: GroupWords) -> Keyed:
    """Put the pieces together: nouns that only say what is to become of the issue are left out at the head."""
    turned = False
    while len(pieces) > 1 and pieces[0].base in words.light and pieces[1].word and not pieces[0].topics:
        turned ^= words.light[pieces[0].base] == "contra"
        pieces = pieces[1:]
    first, *rest = pieces
    group = words.groups.get(first.base or first.word.capitalize())
    if group and (group.where == "any" or (group.where == "head" and (rest or first.topics))):
        turned ^= group.way == "contra"
        first.base, first.word = group.into, words.word_of(group.into)
    rest = _without_times(rest)
    topics = {word for piece in (first, *rest) for word in piece.topics}
    topics |= {word for piece in rest for word in _behind(piece, words)}
    marks = {mark for piece in (first, *rest) for mark in piece.marks}
    names = {name for piece in (first, *rest) for name in piece.names}
    wide = words.wide | words.drops.get(first.base, set())
    key = GroupKey(
        first.word,
        frozenset(topics - wide - {"", first.word}),
        frozenset(marks - words.wide_marks),
        frozenset(names - {first.word}),
    )
    return Keyed(key, turned, wordy=bool(topics & words.wide or marks & words.wide_marks))


def _without_times(rest: list[_Piece]) -> list[_Piece]:
    """`Auflösung des Parlaments vor Ablauf der Frist`: when it is to be makes no other issue, where it is told what."""
    cut = next((i for i, piece in enumerate(rest) if piece.link in _WHEN and i), len(rest))
    return rest[:cut]


def _behind(piece: _Piece, words: GroupWords) -> set[str]:
    """The words of a phrase behind the head: `Garantien für ein Ende der X` and `für eine Nicht-X` are about the same."""
    group = words.groups.get(piece.base or piece.word.capitalize())
    if group and group.way == "contra":
        return {words.word_of(group.into), _END}
    if piece.base in words.light:
        return {_END} if words.light[piece.base] == "contra" else set()
    return {piece.word} - piece.names
