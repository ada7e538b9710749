"""What stands around a time: its sentence, and the tense that says which Monday is meant."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from depesche.packs import Pack
from depesche.records import Report, Sentence, Token

BREAK = re.compile(r"(?:(?<!\d)[.]|[!?…:])[\"'“”»«)]*\s+(?=[\"'„“»«(]?[A-ZÄÖÜ0-9])|\n+")
WORD = re.compile(r"[^\W\d_]+")
NEAR = 250  # how far back, in characters, the day of an evening is looked for
SHORT = 20  # characters before a time in which words that go with it are looked for


class Context:
    """The sentences of a report and their tenses, looked up only for the times that ask."""

    def __init__(self, report: Report, pack: Pack) -> None:
        self._text = report.text
        self._tenses, self._gaps = _tenses(pack), _gaps(pack)
        self._shifts = frozenset(form for form, tense in self._tenses.items() if tense == "shift")
        self._sentences: Sequence[Sentence] = report.sentences
        self._verbs: dict[int, list[tuple[int, str]]] = {}
        self._had = _had(pack)
        self._pluperfect: dict[int, list[tuple[int, bool]]] = {}
        self._starts = [s.start for s in report.sentences] if report.sentences else _starts(report.text)

    def sentence(self, place: int) -> int:
        """The number of the sentence that a place lies in."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def between(self, start: int, end: int, gap: str) -> bool:
        """Whether nothing but one kind of gap lies between two places."""
        return end - start < NEAR and self._gaps[gap].fullmatch(self._text, start, end) is not None

    def before(self, place: int, gap: str) -> bool:
        """Whether a kind of gap ends at a place."""
        return self._gaps[gap].search(self._text, max(0, place - SHORT), place) is not None

    def background(self, place: int) -> bool:
        """Whether the clause around a place tells what had happened before, in the pluperfect."""
        if not self._sentences:
            return False
        n = self.sentence(place)
        if n not in self._pluperfect:
            self._pluperfect[n] = _background(self._sentences[n].tokens, self._had)
        clauses = self._pluperfect[n]
        return bool(clauses) and clauses[bisect_right(clauses, (place, True)) - 1][1]

    def direction(self, start: int, end: int) -> str:
        """Whether the clause around a time tells of the past or of the future; `near` where it does not say."""
        verbs = self._tagged(start) if self._sentences else self._listed(start)
        inside = [v for v in verbs if not self._comma_between(v[0], start, end)]
        tenses = [tense for _, tense in (inside or verbs)]
        if "planned" in tenses:
            return "future"
        if "past" in tenses and "future" not in tenses:
            return "past"
        if "future" in tenses and "past" not in tenses:
            return "future"
        return "future" if tenses and set(tenses) == {"now"} else "near"

    def _comma_between(self, verb: int, start: int, end: int) -> bool:
        gap = self._text[end:verb] if verb >= end else self._text[verb:start]
        return "," in gap

    def _bounds(self, place: int) -> tuple[int, int]:
        n = self.sentence(place)
        if self._sentences:
            return self._sentences[n].start, self._sentences[n].end
        return self._starts[n], self._starts[n + 1] if n + 1 < len(self._starts) else len(self._text)

    def _listed(self, place: int) -> list[tuple[int, str]]:
        """Without tags: the forms of the table."""
        first, last = self._bounds(place)
        words = WORD.finditer(self._text, max(first, place - NEAR), min(last, place + NEAR))
        return [(w.start(), tense) for w in words if (tense := self._tenses.get(w.group().lower()))]

    def _tagged(self, place: int) -> list[tuple[int, str]]:
        """With tags: the finite verbs of the sentence, and the participles that turn a perfect to the future."""
        n = self.sentence(place)
        if n not in self._verbs:
            self._verbs[n] = _verbs(self._sentences[n].tokens, self._tenses, self._shifts)
        verbs = self._verbs[n]
        return verbs[bisect_left(verbs, (place - NEAR, "")) : bisect_left(verbs, (place + NEAR, ""))]


def _verbs(tokens: Sequence[Token], tenses: dict[str, str], shifts: frozenset[str]) -> list[tuple[int, str]]:
    """Where the verbs of a sentence stand that tell its tense, and which tense they tell."""
    perfect = any(t.tag == "VVPP" for t in tokens)
    done = any(a.tag in {"VVPP", "VAPP"} and b.text.lower() in {"sein", "haben"} for a, b in pairwise(tokens))
    found = []
    for token, before in zip(tokens, (None, *tokens), strict=False):
        known = tenses.get(token.text.lower())
        if known == "planned":
            found.append((token.start, known))
        elif token.tag in {"VVIZU", "PTKZU"}:
            behind = before is not None and before.tag == "VVPP"  # `am Dienstag angereist zu sein`
            found.append((token.start, "past" if behind else "future"))  # `kündigte an, am Freitag weiterzureden`
        elif done and token.tag == "VMFIN" and token.lemma.lower() == "sollen":
            found.append((token.start, "past"))  # hearsay: `soll am Mittwoch beschossen worden sein`
        elif token.tag.endswith("FIN"):
            found.append((token.start, known or _tense(token, shifts, perfect=perfect)))
    return sorted(found)


def _background(tokens: Sequence[Token], had: frozenset[str]) -> list[tuple[int, bool]]:
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
    if token.tag == "VAFIN":
        return "past" if perfect and lemma in {"haben", "sein"} else "present"
    if token.tag == "VMFIN" or token.mood == "sub":
        return "present"
    if form == lemma:
        return "now"
    if form.endswith(("te", "ten")) or not form.endswith(("t", "e", "st")):
        return "past"
    here, there = VOWELS.findall(form.removesuffix("et").removesuffix("e")), VOWELS.findall(lemma.removesuffix("en"))
    if not here or not there or here[-1] == there[-1] or f"{there[-1]}>{here[-1]}" in shifts:
        return "now"
    return "past"


@lru_cache(maxsize=4)
def _tenses(pack: Pack) -> dict[str, str]:
    rows = [row for row in pack.table("times_tense") if row["tense"] != "had"]
    return {form: row["tense"] for row in rows for form in row["forms"].split()}


@lru_cache(maxsize=4)
def _had(pack: Pack) -> frozenset[str]:
    """The forms that make a pluperfect of a participle."""
    return frozenset(
        form for row in pack.table("times_tense") if row["tense"] == "had" for form in row["forms"].split()
    )


@lru_cache(maxsize=4)
def _gaps(pack: Pack) -> dict[str, re.Pattern[str]]:
    return {row["gap"]: re.compile(row["pattern"]) for row in pack.table("times_gaps")}


def _starts(text: str) -> list[int]:
    return [0, *(found.end() for found in BREAK.finditer(text))]
