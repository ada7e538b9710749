"""Issues: what a German noun phrase is about, so that those of many reports can be brought together.

`issue_key` is what groups them: a head and its modifiers, whatever the words in which a report puts them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from depesche.packs import Pack

_WORD = re.compile(r"[^\W_]+(?:[-‐'’.][^\W_]+)*", re.UNICODE)
_ENDINGS = ("en", "er", "em", "es", "e", "n", "s")
# What joins the parts of a compound (`Friedens-plan`, `Gefangenen-austausch`), and what its first part may have lost (`Grenz-zaun`).
_JOINTS, _LOST = ("", "s", "es", "n", "en", "e", "er"), ("e", "en", "n")
_AT, _AT_THE = "at", frozenset(["der", "dem"])
_PLACING = frozenset(["in", "to", "from", "at"])
_SHORTEST = 3
# The least length of the parts of a compound whose first part no table knows.
_UNKNOWN = 4
_NOTHING: Mapping[str, str] = MappingProxyType({})


class IssueNoun(NamedTuple):
    """A noun of the table: its nominative, gender, plural, English names, and the noun that it is kept under."""

    base: str
    gender: str
    plural: str
    en: str
    en_plural: str
    same: str


class IssueKey(NamedTuple):
    """What an issue is about: the noun at its head, and everything that narrows it down."""

    head: str
    modifiers: frozenset[str]


@dataclass(slots=True)
class Part:
    """One phrase of an issue's name. link: `` for the first, `of` for a genitive, else its preposition.

    before: English words in front of the noun, None among them where a word is not known. about: what it adds to the key.
    noun: the one under which its issues are kept. base: the noun that stands there, if a table knows it.
    """

    link: str
    before: list[str | None] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    noun: str = ""
    base: str = ""
    en: str | None = None
    name: bool = False
    definite: bool = False


class IssueWords:
    """What the tables of a pack know of the words that issues are named by."""

    def __init__(self, pack: Pack) -> None:
        self.nouns: dict[str, IssueNoun] = {}
        self.plurals: set[str] = set()
        self.adjectives = {row["stem"]: row["en"] for row in pack.table("issue_adjectives")}
        self.states: dict[str, tuple[str, str]] = {}
        self.names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.seats = frozenset(
            town
            for row in pack.table("states")
            for town in (*row["capitals_de"].split("|"), *row["capital_adjectives"].split("|"))
        )
        self.links = {row["word"]: row["en"] for row in pack.table("issue_links")}
        self.idle = frozenset(pack.words("issue_idle"))
        for row in pack.table("issue_nouns"):
            self._noun(row)
        for row in pack.table("states"):
            for stem in row["adjective"].split("|"):
                self.states.setdefault(stem.strip().lower(), (row["name_en"], row["adjective_en"]))
            self._name(row["names_de"] + "|" + row["capitals_de"] + "|" + row["seats"], row["name_en"])
        for row in (*pack.table("organisations"), *pack.table("issue_names")):
            self._name(row["names_de"], row["name_en"])

    def _noun(self, row: dict[str, str]) -> None:
        plural = row["plural"]
        noun = IssueNoun(
            row["noun"], row["gender"], plural, row["en"], row["en_plural"] or row["en"] + "s", row["same"]
        )
        forms = [noun.base] if noun.gender == "f" else [noun.base, noun.base + "s", noun.base + "es", noun.base + "e"]
        for form in forms:
            self.nouns[form] = noun
        if plural == noun.base:
            self.nouns.setdefault(plural + "n", noun)
            self.plurals.add(plural + "n")
        elif plural:
            for form in (plural, plural + "n"):
                self.nouns.setdefault(form, noun)
                self.plurals.add(form)

    def _name(self, cell: str, english: str) -> None:
        for form in cell.split("|"):
            words = tuple(form.split())
            if words:
                self.names.setdefault(words[0], []).append((words, english))

    def name_at(self, words: list[str], i: int) -> tuple[int, str] | None:
        """The longest name that begins at a word, in its length in words and in English; a genitive counts."""
        word = words[i]
        stems = [word, word[:-1]] if word.endswith("s") else [word]
        best: tuple[int, str] | None = None
        for stem in stems:
            for form, english in self.names.get(stem, ()):
                if tuple(words[i + 1 : i + len(form)]) == form[1:] and (best is None or len(form) > best[0]):
                    best = (len(form), english)
        return best

    def state(self, word: str) -> tuple[str, str] | None:
        """The English name and adjective of the state that an adjective belongs to (`russische`)."""
        low = word.lower()
        return self.states.get(low) or self.states.get(_stem(low))

    def kept(self, noun: IssueNoun) -> IssueNoun:
        """The noun under which issues named by a noun are kept."""
        return self.nouns.get(noun.same, noun) if noun.same else noun

    def adjective(self, word: str) -> str | None:
        """What an adjective that tells issues apart is called in English."""
        low = word.lower()
        return self.adjectives.get(low) or self.adjectives.get(_stem(low))

    def split(self, word: str) -> tuple[list[str], str]:
        """The parts of a compound before its head, and its head; a noun that is none is all head.

        >>> from depesche.packs import load
        >>> issue_words(load("de")).split("Friedensgespräche")
        (['Frieden'], 'Gespräche')
        """
        first, hyphen, last = word.rpartition("-")
        if hyphen:
            before, head = self.split(last)
            return [first, *before], head
        if word in self.nouns or word.capitalize() in self.nouns:
            return [], word if word in self.nouns else word.capitalize()
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            head = word[cut:].capitalize()
            if head in self.nouns and (before := self._first(word[:cut])):
                return before, head
        for cut in range(_UNKNOWN, len(word) - _UNKNOWN + 1):
            if word[cut:].capitalize() in self.nouns:
                return [word[:cut]], word[cut:].capitalize()
        return [], word

    def _first(self, part: str) -> list[str]:
        """The nouns that the first part of a compound is made of; none if no noun of ours fits."""
        found = self.name_at([part], 0)
        if found:
            return [part]
        known = self._known(part)
        if known:
            return [known]
        for cut in range(_SHORTEST, len(part) - _SHORTEST + 1):
            more = self._known(part[cut:].capitalize())
            if more and (before := self._first(part[:cut])):
                return [*before, more]
        return []

    def _known(self, part: str) -> str | None:
        """The noun that a part of a compound stands for, with what joins it to the next, or without what it has lost."""
        for joint in _JOINTS:
            stem = part[: len(part) - len(joint)] if joint and part.endswith(joint) else part if not joint else ""
            if len(stem) >= _SHORTEST:
                found = next((self.nouns[stem + more] for more in ("", *_LOST) if stem + more in self.nouns), None)
                if found:
                    return found.base
        return None


def _stem(low: str) -> str:
    for ending in _ENDINGS[:5]:
        if low.endswith(ending) and len(low) > len(ending) + 2:
            return low[: -len(ending)]
    return low


def _noun_stem(word: str) -> str:
    """A noun that no table knows, without what inflection may have added."""
    for ending in ("en", "es", "er", "n", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + _SHORTEST:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=4)
def issue_words(pack: Pack) -> IssueWords:
    """The words of a pack that issues are named by."""
    return IssueWords(pack)


def issue_key(name: str, pack: Pack, local: Mapping[str, str] = _NOTHING) -> IssueKey:
    """What an issue of a German name is about: names of one issue, in whatever words, have the same key.

    local: what only the report knows, by the word that stands there: `{"karvelische": "Karvelien"}`.

    >>> from depesche.packs import load
    >>> de = load("de")
    >>> issue_key("NATO-Osterweiterung", de) == issue_key("weitere Ausdehnung der Nato nach Osten", de)
    True
    """
    parts = parse(name, issue_words(pack), local)
    if not parts:
        return IssueKey("", frozenset())
    about = [word for part in parts for word in part.about]
    about += [part.noun for part in parts[1:] if part.noun]
    return IssueKey(parts[0].noun, frozenset(about) - {parts[0].noun})


def english(name: str, pack: Pack, local: Mapping[str, str] = _NOTHING) -> str | None:
    """The English name of an issue, put together from those of its words; None where one of them is not known.

    >>> from depesche.packs import load
    >>> english("Sanktionen gegen russische Banken", load("de"))
    'sanctions on Russian banks'
    """
    parts = parse(name, issue_words(pack), local)
    if not parts or not parts[0].en or any(_unknown(part) for part in parts):
        return None
    first, *rest = parts
    said = _said(first)
    if "~" in said:  # `NATO enlargement`, `Ukraine membership`: what names the party goes in front
        fronted = next((p for p in rest if p.name and p.link == "of"), None)
        said = said.replace("~", (fronted.en or "") if fronted else "")
        within = next((p for p in rest if p.name and p.link == "to"), None)
        if within is not None:  # `Ukraine NATO membership`
            at = said.rfind(" ") + 1
            said = f"{said[:at]}{within.en} {said[at:]}"
        rest = [p for p in rest if p is not fronted and p is not within]
    for part in rest:
        said += f" {part.link} {'the ' if part.definite and not part.name else ''}{_said(part).replace('~', '')}"
    return " ".join(said.split())


def _unknown(part: Part) -> bool:
    return part.en is None or None in part.before


def _said(part: Part) -> str:
    head = part.en or ""
    before = " ".join(word for word in part.before if word)
    return head.replace("~", f"~ {before}") if "~" in head else f"{before} {head}"


def parse(name: str, known: IssueWords, local: Mapping[str, str] = _NOTHING) -> list[Part]:
    """The phrases of a name, from its head on."""
    words = [match.group() for match in _WORD.finditer(name)]
    parts = [Part("")]
    i = 0
    while i < len(words):
        if words[i] in local:
            _take_local(words[i], local[words[i]], parts)
            i += 1
        else:
            i += _take(words, i, parts, known)
    first = parts[0]
    if not first.noun and first.about:  # a name alone
        first.noun, first.about, first.before = first.about[0], first.about[1:], []
    return [part for part in parts if part.noun or part.name] if first.noun else []


def _take(words: list[str], i: int, parts: list[Part], known: IssueWords) -> int:
    """Take one word, or one name of several, into the last part or into a new one; how many words that was."""
    word, last = words[i], parts[-1]
    low = word.lower()
    if word == low and low in known.links:
        link = _link(words, i, known)
        if last.noun or last.name:
            parts.append(Part("of" if link == "the" else link, definite=link == "the" or low.endswith("m")))
        else:
            last.definite = last.definite or link == "the"
        return 1
    found = known.name_at(words, i)
    if _is_town(word, last, known):
        _take_town(word, parts)
        return 1
    if found and word[0].isupper():
        _take_name(found[1], parts)
        return found[0]
    _take_word(word, parts, known)
    return 1


def _link(words: list[str], i: int, known: IssueWords) -> str:
    """What links the next phrase; `an der Grenze` is where something is, `an die Grenze` where it goes."""
    following = words[i + 1].lower() if i + 1 < len(words) else ""
    return _AT if words[i] == "an" and following in _AT_THE else known.links[words[i].lower()]


def _is_town(word: str, last: Part, known: IssueWords) -> bool:
    """Whether a capital is meant as a place: behind `in`, `nach`, `aus`, or as an adjective (`Wiener Runde`)."""
    if word not in known.seats:
        return False
    return (last.link in _PLACING and not last.noun) or known.name_at([word], 0) is None


def _take_town(word: str, parts: list[Part]) -> None:
    """A town narrows an issue down; what it is called in English no table says."""
    if parts[-1].noun:
        parts.append(Part("of"))
    parts[-1].about.append(word.removesuffix("er"))
    parts[-1].before.append(None)
    parts[-1].name = True


def _take_local(word: str, name: str, parts: list[Part]) -> None:
    """A name that only the report knows; what its adjective is in English nobody knows, so the name stands for it."""
    if word[0].isupper():
        _take_name(name, parts)
    else:
        if parts[-1].noun:
            parts.append(Part("of"))
        parts[-1].before.append(name)
        parts[-1].about.append(name)


def _take_name(name: str, parts: list[Part]) -> None:
    if parts[-1].name and parts[-1].en == name:
        return  # `die Nordatlantikvertrags-Organisation (NATO)`
    if parts[-1].noun or parts[-1].name:
        parts.append(Part("of"))
    last = parts[-1]
    last.name, last.en = True, name
    last.about.append(name)
    if len(parts) == 1:
        last.before.append(name)


def _take_word(word: str, parts: list[Part], known: IssueWords) -> None:
    state = known.state(word)
    adjective = None if state or word[0].isupper() else known.adjective(word)
    if state or adjective:
        if parts[-1].noun:
            parts.append(Part("of"))
        parts[-1].before.append(state[1] or None if state else adjective)
        parts[-1].about.append(state[0] if state else adjective or "")
    elif word[0].isupper() and word not in known.idle:
        if parts[-1].noun:
            parts.append(Part("of"))
        _take_noun(word, parts[-1], known)


def _take_noun(word: str, part: Part, known: IssueWords) -> None:
    before, head = known.split(word)
    for piece in before:
        name = known.name_at([piece], 0)
        noun = known.nouns.get(piece)
        part.before.append(name[1] if name else noun.en if noun else None)
        part.about.append(name[1] if name else known.kept(noun).base if noun else piece.lower())
    noun = known.nouns.get(head)
    if part.name and part.en and part.en not in part.before:
        part.before.insert(0, part.en)
    part.name = False
    if noun is None:
        part.noun, part.en = _noun_stem(head), None
        return
    kept = known.kept(noun)
    part.base = noun.base
    part.noun, part.en = kept.base, kept.en_plural if head in known.plurals else kept.en
