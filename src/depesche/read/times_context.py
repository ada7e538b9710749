"""What stands around a time: its sentence, and the tense that says which Monday is meant."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from depesche.packs import Pack
from depesche.read.times_appointed import Appointing, appointed
from depesche.read.times_tense import attribute, pluperfect, verbs
from depesche.records import Report, Sentence

BREAK = re.compile(r"(?:(?<!\d)[.]|[!?…:])[\"'“”»«)]*\s+(?=[\"'„“»«(]?[A-ZÄÖÜ0-9])|\n+")
WORD = re.compile(r"[^\W\d_]+")
NEAR = 250  # how far back, in characters, the day of an evening is looked for
_OTHER = frozenset(
    {"had", "inviting", "appointed", "to", "one", "coming", "perhaps"}
)  # rows of the table that tell no tense on their own
SHORT = 20  # characters before a time in which words that go with it are looked for


class Context:
    """The sentences of a report and their tenses, looked up only for the times that ask."""

    def __init__(self, report: Report, pack: Pack) -> None:
        self._text = report.text
        self._tenses, self._gaps = _tenses(pack), _gaps(pack)
        self._shifts = frozenset(form for form, tense in self._tenses.items() if tense == "shift")
        self._sentences: Sequence[Sentence] = report.sentences
        self._verbs: dict[int, list[tuple[int, str]]] = {}
        self._had, self._appointing = _forms(pack, "had"), _appointing(pack)
        self._pluperfect: dict[int, list[tuple[int, bool]]] = {}
        self._starts = [s.start for s in report.sentences] if report.sentences else _starts(report.text)

    def sentence(self, place: int) -> int:
        """The number of the sentence that a place lies in."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def between(self, start: int, end: int, gap: str) -> bool:
        """Whether nothing but one kind of gap lies between two places."""
        return end - start < NEAR and self._gaps[gap].fullmatch(self._text, start, end) is not None

    def parted(self, start: int, end: int) -> bool:
        """Whether the marks between two places part clauses."""
        return self._gaps["clause"].search(self._text, start, end) is not None

    def before(self, place: int, gap: str) -> bool:
        """Whether a kind of gap ends at a place."""
        return self._gaps[gap].search(self._text, max(0, place - SHORT), place) is not None

    def background(self, place: int) -> bool:
        """Whether the clause around a place tells what had happened before, in the pluperfect."""
        if not self._sentences:
            return False
        n = self.sentence(place)
        if n not in self._pluperfect:
            self._pluperfect[n] = pluperfect(self._sentences[n].tokens, self._had)
        clauses = self._pluperfect[n]
        return bool(clauses) and clauses[bisect_right(clauses, (place, True)) - 1][1]

    def tells(self, *places: int) -> bool:
        """Whether the sentences around all of these places have a finite verb, as the lines of a calendar of events do not."""
        return all(self._tagged(place) if self._sentences else self._listed(place) for place in places)

    def direction(self, start: int, end: int) -> str:
        """Whether the clause around a time tells of the past or of the future; `near` where it does not say."""
        if self._sentences and (told := self._set_apart(start, end)):
            return told
        told_by = self._tagged(start) if self._sentences else self._listed(start)
        inside = [verb for verb in told_by if not self._apart(verb[0], start, end)]
        tenses = [tense for _, tense in (inside or told_by)]
        if inside and {"past", "future"} <= set(tenses):  # `begann im Januar und soll fünf Jahre dauern`
            joined = [tense for place, tense in inside if self._joined(place, start, end)]
            tenses = joined or tenses
        if "planned" in tenses:
            return "future"
        if "past" in tenses and "future" not in tenses:
            return "past"
        if "future" in tenses and "past" not in tenses:
            return "future"
        return "future" if tenses and set(tenses) == {"now"} else "near"

    def _set_apart(self, start: int, end: int) -> str | None:
        """The direction of a time that has another than the verb of its clause tells."""
        tokens = self._sentences[self.sentence(start)].tokens
        return attribute(tokens, end, self._tenses) or appointed(tokens, start, end, self._appointing)

    def _apart(self, verb: int, start: int, end: int) -> bool:
        """Whether a verb stands in another clause than a time, as far as marks tell."""
        first, last = (end, verb) if verb >= end else (verb, start)
        return self.parted(first, last)

    def _joined(self, verb: int, start: int, end: int) -> bool:
        """Whether no conjunction stands between a verb and a time."""
        if not self._sentences:
            return True
        first, last = (end, verb) if verb >= end else (verb, start)
        tokens = self._sentences[self.sentence(start)].tokens
        between = tokens[
            bisect_left(tokens, first, key=attrgetter("start")) : bisect_left(tokens, last, key=attrgetter("start"))
        ]
        return all(token.tag != "KON" for token in between)

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
            self._verbs[n] = verbs(self._sentences[n].tokens, self._tenses, self._shifts)
        told = self._verbs[n]
        return told[bisect_left(told, (place - NEAR, "")) : bisect_left(told, (place + NEAR, ""))]


@lru_cache(maxsize=4)
def _tenses(pack: Pack) -> dict[str, str]:
    rows = [row for row in pack.table("times_tense") if row["tense"] not in _OTHER]
    return {form: row["tense"] for row in rows for form in row["forms"].split()}


@lru_cache(maxsize=16)
def _forms(pack: Pack, tense: str) -> frozenset[str]:
    return frozenset(
        form for row in pack.table("times_tense") if row["tense"] == tense for form in row["forms"].split()
    )


@lru_cache(maxsize=4)
def _appointing(pack: Pack) -> Appointing:
    nouns = [form for row in pack.table("talk_nouns") for form in row["forms"].split("|")]
    meetings = tuple(sorted({noun.lower() for noun in nouns}))
    return Appointing(
        meetings=meetings,
        inviting=_forms(pack, "inviting"),
        to=_forms(pack, "to"),
        fixing=_forms(pack, "appointed"),
        one=_forms(pack, "one"),
        coming=_forms(pack, "coming"),
        perhaps=_forms(pack, "perhaps"),
    )


@lru_cache(maxsize=4)
def _gaps(pack: Pack) -> dict[str, re.Pattern[str]]:
    return {row["gap"]: re.compile(row["pattern"]) for row in pack.table("times_gaps")}


def _starts(text: str) -> list[int]:
    return [0, *(found.end() for found in BREAK.finditer(text))]
