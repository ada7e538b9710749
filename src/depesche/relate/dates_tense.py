"""On which side of its report a date lies, by the words around it: for dates that the readers give no direction."""

from __future__ import annotations

import re
from functools import lru_cache

from depesche.packs import Pack

PAST, AHEAD, OPEN = "past", "ahead", ""
_REACH = 250  # characters either way in which the sentence of a date is looked for
_SHORT = 40
_BREAK = re.compile(r"(?:(?<!\d)[.]|[!?…])[\"'“”»«)]*\s+(?=[\"'„“»«(]?[A-ZÄÖÜ0-9])|\n+")
_CLAUSE = re.compile(r"[,;:]|\s[-–—]\s|\s\w{3,5}\s(?=(\w+))")
_WORD = re.compile(r"[^\W\d_]+")


def side(text: str, start: int, end: int, pack: Pack) -> str:
    """Whether a date lies behind its report or ahead of it; empty where the words do not say.

    >>> from depesche import packs
    >>> told = "Das Abkommen wurde am 3. Mai 2021 in Oslo unterzeichnet und soll am 1. Juli 2023 in Kraft treten."
    >>> [side(told, told.index(day), told.index(day) + len(day), packs.load("de")) for day in ("3. Mai 2021", "1. Juli 2023")]
    ['past', 'ahead']
    """
    words = patterns(pack)
    before = text[max(start - _SHORT, 0) : start]
    if words["behind"].search(before) and not words["unless"].match(text, end):
        return PAST
    first, last = _sentence(text, start, end)
    attribute = words["attribute"].match(text, end, min(end + _REACH, len(text)))
    if not attribute and words["set"].search(before) and _set(_clause(text, first, last, start, end, pack), pack):
        return AHEAD
    if words["vague"].search(before):
        return OPEN
    if attribute and _tenses(pack).get(attribute["base"]) != "planned":
        return PAST
    if attribute:  # `die für den 3. Mai geplante Wahl wurde verschoben`
        return OPEN if _told(text[first:last], pack) == PAST else AHEAD
    clause = _clause(text, first, last, start, end, pack)
    told = _told(clause, pack)
    if not told and not words["able"].search(clause):
        told = _told(text[first:last], pack)
    if words["ahead"].search(before) or words["coming"].search(clause):
        return AHEAD if told != PAST else OPEN
    return told


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a date begins and ends, within reach."""
    first = max(start - _REACH, 0)
    for found in _BREAK.finditer(text, first, start):
        first = found.end()
    behind = _BREAK.search(text, end, min(end + _REACH, len(text)))
    return first, behind.start() if behind else min(end + _REACH, len(text))


def _clause(text: str, first: int, last: int, start: int, end: int, pack: Pack) -> str:
    """The part of a sentence around a date that no comma, colon or dash parts, nor a verb behind `und`."""
    for found in _CLAUSE.finditer(text, first, start):
        if _parts(found, pack):
            first = found.end()
    behind = next((found for found in _CLAUSE.finditer(text, end, last) if _parts(found, pack)), None)
    return text[first : behind.start() if behind else last]


def _parts(found: re.Match[str], pack: Pack) -> bool:
    """Whether a mark parts clauses: a conjunction does so only right before a verb."""
    if found[1] is None:
        return True
    return patterns(pack)["and"].fullmatch(found[0].strip()) is not None and found[1] in _tenses(pack)


def _set(clause: str, pack: Pack) -> bool:
    """Whether a clause tells that somebody has set a day: `hat die Wahl für den 3. Mai 2023 ausgeschrieben`."""
    setting = _setting(pack)
    return any(found[0].lower() in setting for found in _WORD.finditer(clause)) and not patterns(pack)["had"].search(
        clause
    )


def _told(words: str, pack: Pack) -> str:
    """What the verbs of some words tell together; empty where both sides are told, or none."""
    known, tenses = patterns(pack), _tenses(pack)
    told = {tenses.get(found[0].lower(), "") for found in _WORD.finditer(words)}
    done = known["participle"].search(words) is not None
    reported = done and known["reported"].search(words) is not None
    past = "past" in told or reported or _perfect(words, pack)
    ahead = bool(told & {"future", "planned"}) and not reported
    if known["done"].search(words) and told <= {"", "future"} and not known["bound"].search(words):
        return OPEN  # `sollte, wie es hieß, am 3. Mai geräumt werden`
    if "past" not in told and (
        known["meant"].search(words) or (done and not reported and known["maybe"].search(words))
    ):
        return OPEN  # `sollte am 3. Mai stattfinden`, `soll am 3. Mai gelandet sein`
    if known["obliged"].search(words):
        return PAST
    # `wird am 3. Mai gefasst` is as often a tale told in the present as a plan; `wird gefasst werden` is a plan.
    if ahead and done and known["passive"].search(words) and not known["become"].search(words):
        return OPEN
    return OPEN if past == ahead else PAST if past else AHEAD


def _perfect(words: str, pack: Pack) -> bool:
    known = patterns(pack)
    if known["preterite"].search(words):
        return True
    return known["auxiliary"].search(words) is not None and known["participle"].search(words) is not None


def tense(word: str, pack: Pack) -> str:
    """What a form alone tells: `past`, `future`, `planned`, or nothing."""
    return _tenses(pack).get(word.lower(), "")


@lru_cache(maxsize=4)
def patterns(pack: Pack) -> dict[str, re.Pattern[str]]:
    """The patterns of the pack's `dates_words`."""
    return {row["word"]: re.compile(row["pattern"]) for row in pack.table("dates_words")}


@lru_cache(maxsize=4)
def _setting(pack: Pack) -> frozenset[str]:
    rows = [row for row in pack.table("times_tense") if row["tense"] in {"inviting", "appointed"}]
    return frozenset(form for row in rows for form in row["forms"].split())


@lru_cache(maxsize=4)
def _tenses(pack: Pack) -> dict[str, str]:
    rows = [row for row in pack.table("times_tense") if row["tense"] in {"past", "future", "planned"}]
    return {form: row["tense"] for row in rows for form in row["forms"].split()}
