"""What stands around a time: the tense that says which Monday is meant, and the day that an evening belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise, zip_longest

from depesche.packs import Pack
from depesche.records import Anchor, Report, Sentence, Token

BREAK = re.compile(r"(?:(?<!\d)[.]|[!?…:])[\"'“”»«)]*\s+(?=[\"'„“»«(]?[A-ZÄÖÜ0-9])|\n+")
WORD = re.compile(r"[^\W\d_]+")
NEAR = 250  # how far back, in characters, the day of an evening is looked for


@dataclass(frozen=True, slots=True)
class Draft:
    """A time before it is a record. floating: a part of a day or a clock time that has no day of its own yet.

    follows: days from the day told before (`am nächsten Tag`: 1), else None.
    """

    start: int
    end: int
    type: str
    open: str
    anchor: Anchor | None
    mod: str | None
    confidence: float
    why: str
    floating: bool = False
    follows: int | None = None


class Context:
    """The sentences of a report and their tenses, looked up only for the times that ask."""

    def __init__(self, report: Report, pack: Pack) -> None:
        self._text = report.text
        self._tenses, self._gaps = _tenses(pack), _gaps(pack)
        self._shifts = frozenset(form for form, tense in self._tenses.items() if tense == "shift")
        self._sentences: Sequence[Sentence] = report.sentences
        self._verbs: dict[int, list[tuple[int, str]]] = {}
        self._starts = [s.start for s in report.sentences] if report.sentences else _starts(report.text)

    def sentence(self, place: int) -> int:
        """The number of the sentence that a place lies in."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def between(self, start: int, end: int, gap: str) -> bool:
        """Whether nothing but one kind of gap lies between two places."""
        return self._gaps[gap].fullmatch(self._text, start, end) is not None

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
    return {form: row["tense"] for row in pack.table("times_tense") for form in row["forms"].split()}


@lru_cache(maxsize=4)
def _gaps(pack: Pack) -> dict[str, re.Pattern[str]]:
    return {row["gap"]: re.compile(row["pattern"]) for row in pack.table("times_gaps")}


def _starts(text: str) -> list[int]:
    return [0, *(found.end() for found in BREAK.finditer(text))]


def hang(drafts: list[Draft], context: Context) -> list[Draft]:
    """Give each clock time and part of a day the day that it belongs to, and each following day its number.

    The day told before in the same sentence counts, or the one that follows at once (`um 20 Uhr am Montag`); an
    evening also takes the day of a sentence shortly before. Else it is the report's own day. A weekday that stands
    beside its whole date (`am Samstagmorgen, dem 3. Februar 2018`) is that day.
    """
    done: list[Draft] = []
    last: Draft | None = None
    for draft, after in zip_longest(drafts, drafts[1:]):
        one = draft
        if draft.floating:
            one = _hung(draft, _day_for(draft, last, after, context))
        elif draft.follows is not None:
            one = _after(draft, last)
        elif after and "X" not in after.open and _is_weekday(draft) and _beside(draft, after, context, "apposed"):
            one = _hung(draft, after)
        if _names_day(one):
            last = one
        done.append(one)
    return done


def _beside(draft: Draft, after: Draft, context: Context, gap: str) -> bool:
    """Whether a day stands right behind a time, with nothing between them but what the pack's table calls this gap."""
    names = gap == "at once" or re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d", after.open)
    return bool(names) and after.start - draft.end < NEAR and context.between(draft.end, after.start, gap)


def _is_weekday(draft: Draft) -> bool:
    return draft.anchor is not None and draft.anchor.unit == "weekday"


def _names_day(draft: Draft) -> bool:
    core = draft.open.partition("T")[0]
    known = re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d|XXXX-WXX-[1-7]", core)
    return draft.type in {"DATE", "TIME"} and bool(known or (core == "XXXX-XX-XX" and draft.anchor))


def _day_for(draft: Draft, last: Draft | None, after: Draft | None, context: Context) -> Draft | None:
    follows = after if after and not after.floating and _names_day(after) else None
    if follows and _beside(draft, follows, context, "genitive"):
        return follows
    sentence = context.sentence(draft.start)
    if last and context.sentence(last.start) == sentence:
        return last
    if follows and _beside(draft, follows, context, "at once"):
        return follows
    clock = ":" in draft.open
    if last and not clock and draft.start - last.end <= NEAR and sentence - context.sentence(last.start) <= 2:
        return last
    return None


def _hung(draft: Draft, day: Draft | None) -> Draft:
    part = draft.open[draft.open.index("T") :] if "T" in draft.open else ""
    if day is None:
        return replace(draft, anchor=Anchor("day", 0, "", part))
    core = day.open.partition("T")[0]
    anchor = replace(day.anchor, part=part) if day.anchor else None
    return replace(draft, open=core + part, anchor=anchor)


def _after(draft: Draft, last: Draft | None) -> Draft:
    """A day counted from the day told before: a whole date, a weekday of the same week, a day near the report's own."""
    if last is None or draft.follows is None:
        return replace(draft, anchor=None)
    core = last.open.partition("T")[0]
    if "X" not in core:
        try:
            return replace(
                draft, open=(date.fromisoformat(core) + timedelta(days=draft.follows)).isoformat(), anchor=None
            )
        except (ValueError, OverflowError):
            return replace(draft, anchor=None)
    anchor = replace(last.anchor, part="") if last.anchor else None
    if core == "XXXX-XX-XX" and anchor and anchor.offset is not None:
        return replace(draft, anchor=Anchor("day", anchor.offset + draft.follows))
    if core.startswith("XXXX-WXX-") and 1 <= int(core[-1]) + draft.follows <= 7:
        return replace(draft, open=f"XXXX-WXX-{int(core[-1]) + draft.follows}", anchor=anchor)
    return replace(draft, anchor=None)
