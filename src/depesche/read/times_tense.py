"""Which tense the verbs of a sentence tell, and the participles that stand before a noun."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import attrgetter

from depesche.records import Token

ATTRIBUTE = 15  # tokens behind a time within which the participle that it belongs to stands
# What may stand right before a participle that is no part of a phrase of its own: `im Mai aus dem Amt geschiedene`.
OPEN = frozenset({"NN", "NE", "ADV", "ADJD", "CARD", "PROAV", "PAV", "PTKNEG", "PRF"})
PERFECT = re.compile(r"(?:\w*ge\w+(?:t|en)|(?:be|emp|ent|er|ver|zer|miss)\w{2,}(?:t|en)|\w+iert)(?:e|er|es|em|en)$")
PRESENT = re.compile(r"\w{3,}end(?:e|er|es|em|en)$")
ENDING = re.compile(r"(?:e|er|es|em|en)$")


def attribute(tokens: Sequence[Token], end: int, tenses: Mapping[str, str]) -> str | None:
    """Which side the participle before a noun puts a time on: `der im Mai ausgeschiedene Minister` is past.

    None where the time belongs to no such participle. `das für Sonntag geplante Treffen` and `die am Montag beginnende Runde`
    are to come.
    """
    first = bisect_left(tokens, end, key=attrgetter("start"))
    phrase = False  # whether a phrase with a preposition waits for its noun, whose adjectives are its own
    for before, token in pairwise(tokens[max(first - 1, 0) : first + ATTRIBUTE]):
        if (
            token.tag.endswith("FIN")
            or token.tag[0] == "$"
            or (token.tag == "ART" and before.tag not in {"APPR", "KON"})
        ):
            return None
        phrase = token.tag in {"APPR", "APPRART"} or (phrase and token.tag not in {"NN", "NE"})
        ends = token.tag == "ADJA" and not phrase and (before.tag in OPEN or token is tokens[first])
        if ends and (told := _participle(token, tenses)):
            return told
    return None


def _participle(token: Token, tenses: Mapping[str, str]) -> str | None:
    form = token.text.lower()
    if tenses.get(ENDING.sub("", form)) == "planned":
        return "future"
    if PERFECT.match(form):
        return "past"
    return "future" if PRESENT.match(form) else None


def verbs(tokens: Sequence[Token], tenses: dict[str, str], shifts: frozenset[str]) -> list[tuple[int, str]]:
    """Where the verbs of a sentence stand that tell its tense, and which tense they tell."""
    perfect = any(t.tag == "VVPP" for t in tokens)
    done = any(a.tag in {"VVPP", "VAPP"} and b.text.lower() in {"sein", "haben"} for a, b in pairwise(tokens))
    bare = not any(t.tag.endswith("FIN") for t in tokens)
    found = []
    for n, token in enumerate(tokens):
        known = tenses.get(token.text.lower())
        if known == "planned":
            found.append((token.start, known))
        elif token.tag in {"VVIZU", "PTKZU"}:
            if told := _infinitive(tokens, n):
                found.append((token.start, told))
        elif done and token.tag == "VMFIN":
            found.append((token.start, "past"))  # `soll am Mittwoch beschossen worden sein`
        elif token.tag.endswith("FIN") or (
            bare and token.tag == "VAINF" and known
        ):  # `am Montag werden sie entscheiden`
            found.append((token.start, known or _tense(token, shifts, perfect=perfect)))
    return sorted(found)


def _infinitive(tokens: Sequence[Token], zu: int) -> str | None:
    """What an infinitive with zu tells: `kündigte an, am Freitag weiterzureden` and `am Dienstag angereist zu sein`.

    None where its auxiliary tells the tense: `wie am Montag zu hören war`.
    """
    if zu and tokens[zu - 1].tag == "VVPP":
        return "past"
    behind = zu + (1 if tokens[zu].tag == "VVIZU" else 2)
    return None if behind < len(tokens) and tokens[behind].tag == "VAFIN" else "future"


def pluperfect(tokens: Sequence[Token], had: frozenset[str]) -> list[tuple[int, bool]]:
    """Where the clauses of a sentence begin, as far as commas tell, and whether each stands in the pluperfect."""
    clauses = []
    start, auxiliary, participle = 0, False, False
    for token in tokens:
        if token.tag == "$,":
            clauses.append((start, auxiliary and participle))
            start, auxiliary, participle = token.start, False, False
        auxiliary = auxiliary or (token.tag == "VAFIN" and token.text.lower() in had)
        participle = participle or token.tag == "VVPP"
    return [*clauses, (start, auxiliary and participle)]


VOWELS = re.compile("[aeiouäöüy]+")


def _tense(token: Token, shifts: frozenset[str], *, perfect: bool) -> str:
    """The tense of a finite verb from its form and its lemma: `past`, `now`, or `present` where the form does not tell.

    A preterite ends in -te(n), or has a vowel of its own: hielt (halten), litt (leiden), kamen (kommen).
    """
    form, lemma = token.text.lower(), token.lemma.lower()
    if token.tag == "VAFIN" and lemma in {"haben", "sein"}:
        return "past" if perfect else "present" if token.mood == "sub" else "now"
    if token.tag == "VAFIN":
        return "present"
    if token.mood == "sub" or (token.tag == "VMFIN" and form.endswith(("te", "ten"))):
        return "present"
    if token.tag == "VMFIN":
        return "now"
    if form == lemma:
        return "now"
    if form.endswith(("te", "ten")) or not form.endswith(("t", "e", "st")):
        return "past"
    here, there = VOWELS.findall(form.removesuffix("et").removesuffix("e")), VOWELS.findall(lemma.removesuffix("en"))
    if not here or not there or here[-1] == there[-1] or f"{there[-1]}>{here[-1]}" in shifts:
        return "now"
    return "past"
