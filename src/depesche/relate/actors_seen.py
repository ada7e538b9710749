"""Actors as single reports have them, in the small form in which a case keeps them for bringing them together."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from depesche.language.spelling import folded, without_article
from depesche.records import Actor, Report
from depesche.relations import Member, Quote, Reason

_NUMERAL = re.compile(r"[IVX]+\.?")
_PARTICLES = frozenset(["Al", "El", "Bin", "Ibn", "Bint", "De", "Di", "Von", "Van", "Zu"])  # as they begin a sentence
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_YOUNGER = {"jr": "jr", "jun": "jr", "junior": "jr", "sr": "sr", "sen": "sr", "senior": "sr"}


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a record stands for though its own name does not say so, as the story it belongs to shows; and why."""

    name: str
    kind: str
    acts_for: str | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One actor record of one report.

    story: which story the report belongs to. day: ISO or None. mentions: how often the report names the actor.
    quote: where it names the actor most fully. described: nobody names it, the report describes it (`die Ministerin`).
    meant: filled by `in_story`.
    """

    report: str
    record: str
    name: str
    kind: str
    quote: Quote
    names: tuple[str, ...] = ()
    role: str | None = None
    acts_for: str | None = None
    story: str = ""
    day: str | None = None
    mentions: int = 1
    described: bool = False
    meant: Meant | None = None

    @property
    def member(self) -> Member:
        """The record as a member of a relation."""
        return Member(self.report, self.record, self.name)

    @property
    def roles(self) -> tuple[str, ...]:
        """Each of its roles, as it is now: a former minister is a minister here."""
        return _roles(self.role or "")


class Called(NamedTuple):
    """A person's name in its parts.

    firsts: the first names as written. surname: without article; the first name of those who have a number instead.
    after: what tells bearers of one name apart, in small letters.
    """

    firsts: tuple[str, ...]
    surname: str
    after: str

    @property
    def full(self) -> bool:
        """Whether this is more than a surname."""
        return bool(self.firsts or self.after)


@lru_cache(maxsize=50_000)
def called(name: str) -> Called:
    """A person's name in its parts.

    >>> called("Hafis Karim al-Tamsi")
    Called(firsts=('Hafis', 'Karim'), surname='Tamsi', after='')
    >>> called("Karl II.").after, called("von der Tannen").full
    ('ii', False)
    """
    words = name.split() or [name]
    if len(words) > 1 and _NUMERAL.fullmatch(words[-1]):
        return Called((), words[0], " ".join(words[1:]).rstrip(".").lower())
    after = _YOUNGER.get(words[-1].rstrip(".").lower(), "") if len(words) > 1 else ""
    words = words[:-1] if after else words
    firsts = (word for word in words[:-1] if not word.islower() and word not in _PARTICLES)
    return Called(tuple(firsts), without_article(words[-1]), after)


def sound(name: str) -> str:
    """The folded surname of a name, without the s that may be a genitive's: what all records of one surname share.

    >>> sound("Jelena Rjabkowa") == sound("Ryabkova"), sound("Tamsens") == sound("Ida Tamsen")
    (True, True)
    """
    surname = called(name).surname
    word = folded(surname) or surname.lower()
    return word.removesuffix("s") or word


@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """A name in small letters, without accents and marks: names that are equal here do not differ for a German ear.

    >>> plain("Béla O'Dowd"), plain("Köhler") == plain("Kohler")
    ('bela odowd', False)
    """
    spelt = unicodedata.normalize("NFC", name.lower()).translate(_UMLAUTS)
    return "".join(c for c in unicodedata.normalize("NFKD", spelt) if c.isalnum() or c == " ")


@lru_cache(maxsize=5_000)
def _roles(role: str) -> tuple[str, ...]:
    parts = (part.strip() for part in role.split(","))
    return tuple(part.removeprefix("former ").removeprefix("acting ") for part in parts if part)


def seen(report: Report, story: str) -> tuple[Seen, ...]:
    """The actors of a report as a case keeps them."""
    day = report.header.published.value
    return tuple(_seen(report.name, actor, story, day) for actor in report.actors if actor.mentions)


def _seen(report: str, actor: Actor, story: str, day: str | None) -> Seen:
    exact = next((m for m in actor.mentions if m.text == actor.name), None)
    span = exact or max(actor.mentions, key=lambda m: (len(m.text), -m.start))
    return Seen(
        report=report,
        record=actor.id,
        name=actor.name,
        kind=actor.kind,
        quote=Quote(report, span.start, span.end, span.text),
        names=actor.names,
        role=actor.role,
        acts_for=actor.acts_for,
        story=story,
        day=day,
        mentions=len(actor.mentions),
        described=actor.why.startswith("described"),
    )
