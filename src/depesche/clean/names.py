"""Who is who in a credit: agencies, outlets, people, initials, and the house itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from depesche.packs import Pack

_WORD = r"[A-ZÄÖÜÀ-Þ][\w’'-]*\.?"
_SMALL = r"(?:von|van|vom|zu|zur|de|del|della|der|den|di|da|dos|du|la|le|al|el|bin|ibn|ter|ten)"
_PERSON = re.compile(rf"{_WORD}(?: {_SMALL}){{0,2}}(?: (?:{_SMALL} )?{_WORD}){{1,3}}")
_INITIALS = re.compile(r"[a-zäöüß]{2,6}\.?|[a-zäöü](?:\.[a-zäöü])+\.?")


@dataclass(frozen=True, slots=True)
class Known:
    """What a pack knows of those who make reports; keys are folded, values as we write them."""

    agencies: dict[str, str]
    pictures: frozenset[str]
    own: frozenset[str]
    outlets: dict[str, str]
    domains: dict[str, str]
    marks: dict[str, str]
    self_naming: re.Pattern[str]
    away: re.Pattern[str]
    common: re.Pattern[str]

    def agency(self, word: str) -> str | None:
        """The agency that a word of a credit names."""
        return self.agencies.get(fold(word))

    def outlet(self, word: str) -> str | None:
        """The outlet that a word of a credit, a file name or an address names."""
        folded = fold(word)
        return self.outlets.get(folded) or self.domains.get(folded.removeprefix("www."))


def fold(word: str) -> str:
    """A name without what writers differ in.

    >>> fold("Süddeutsche-Zeitung ") == fold("sueddeutsche_zeitung")
    True
    """
    word = word.casefold().strip()
    for letter, two in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        word = word.replace(letter, two)
    return re.sub(r"[\s_-]+", " ", word)


@lru_cache(maxsize=8)
def known(pack: Pack) -> Known:
    """Read the agencies and outlets of a pack."""
    kinds: dict[str, dict[str, str]] = {"news": {}, "photo": {}, "self": {}}
    quoted = pack.table("agencies_media")
    for row in quoted:
        # An agency without an abbreviation is known from texts; in credits its name may be anything.
        if row["kind"] == "agency" and row["abbreviations"]:
            kinds["news"] |= {fold(form): row["name_en"] for form in (row["name_en"], *_parts(row["abbreviations"]))}
    for row in pack.table("agencies"):
        for form in (row["name"], *_parts(row["forms"])):
            kinds[row["kind"]][fold(form)] = row["name"]
    rows = pack.table("outlets")
    outlets = {fold(form): row["name_en"] for row in quoted for form in _media_forms(row)}
    outlets |= {fold(form): row["name"] for row in rows for form in (row["name"], *_parts(row["forms"]))}
    domains = {domain: row["name"] for row in rows for domain in _parts(row["domains"])}
    marks = {mark: row["name"] for row in rows for mark in _parts(row["marks"])}
    names = {row["name"]: row["name"] for row in rows}
    words = words_of(pack)
    return Known(
        kinds["news"],
        frozenset(kinds["photo"]) | frozenset(kinds["news"]),
        frozenset(kinds["self"]),
        outlets,
        domains,
        marks | names,
        _self_naming(marks, names, words["own"]),
        re.compile(rf"\s{words['from']}\s[A-ZÄÖÜ][^,;]{{1,40}}$"),
        re.compile(words["common"]),
    )


def _media_forms(row: dict[str, str]) -> tuple[str, ...]:
    return (row["name_en"], *_parts(row["names_de"])) if row["kind"] == "media" else ()


def _self_naming(marks: Iterable[str], names: Iterable[str], own: str) -> re.Pattern[str]:
    """How outlets speak of themselves: `SPIEGEL+`, `ZEIT-Abo`, `© SZ`."""
    stems, whole = _any(marks), _any((*marks, *names))
    return re.compile(
        rf"(?<![\w+-])(?:(?P<stem>{stems})(?:\+|[ -]{own})(?!\w)"
        rf"|(?:©|Copyright:?) ?(?:\d{{4}} )?(?P<name>{whole})(?!\w))"
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def words_of(pack: Pack) -> dict[str, str]:
    """The patterns of `credits.tsv` by kind, those of a kind joined."""
    kinds: dict[str, list[str]] = {}
    for row in pack.table("credits"):
        kinds.setdefault(row["kind"], []).append(row["pattern"])
    return {kind: f"(?:{'|'.join(all_of)})" for kind, all_of in kinds.items()}


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def person(words: str, who: Known) -> str | None:
    """A person's name out of a credit, without the place that was reported from.

    >>> from depesche.packs import load
    >>> who = known(load("de"))
    >>> person("Anna Beispiel aus Genf", who), person("Karl von Muster", who), person("nach dem Spiel", who)
    ('Anna Beispiel', 'Karl von Muster', None)
    """
    words = who.away.sub("", words.strip(" .*"))
    return words if _PERSON.fullmatch(words) else None


def initials(word: str, who: Known) -> str | None:
    """The initials with which an editor signs.

    >>> from depesche.packs import load
    >>> who = known(load("de"))
    >>> initials("asc", who), initials("stu.", who), initials("und", who)
    ('asc', 'stu', None)
    """
    bare = word.strip().rstrip(".")
    return bare if _INITIALS.fullmatch(word.strip()) and not who.common.fullmatch(bare) else None
