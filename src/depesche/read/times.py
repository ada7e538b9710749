"""Time expressions: the stage that finds them and says what they mean (guidelines: Time).

The text becomes a string of word classes (`times_words`), the rules of the pack match on it (`times_rules`), the words
fill the values (`times_fields`), and what stands around decides the rest (`times_context`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from depesche.language.calendar import YEARLY, resolve
from depesche.packs import Pack
from depesche.read.times_context import Context
from depesche.read.times_fields import Filled, fill
from depesche.read.times_hang import Draft, hang, join_ranges
from depesche.read.times_rules import DoesNotFitError, Match, Rules, compiled, search
from depesche.read.times_words import tokenise
from depesche.records import Anchor, Report, Span, Time, TimeType, record_id
from depesche.stages import stage


@stage(needs=("text",), gives=("times",))
def read_times(report: Report, pack: Pack) -> Report:
    """Find every time expression; resolve it where the report's day is known.

    Uses the tenses of `report.sentences` where they are there, and a list of verb forms where they are not.

    >>> from depesche.packs import load
    >>> from depesche.records import Source
    >>> report = Report("r", "Am Montag sprachen sie fast acht Stunden.", Source("r", "text", "", "", "", 0, ""))
    >>> [(t.span.text, t.type, t.value, t.mod) for t in read_times(report, load("de")).times]
    [('Montag', 'DATE', 'XXXX-WXX-1', None), ('fast acht Stunden', 'DURATION', 'PT8H', 'APPROX')]
    """
    context = Context(report, pack)
    drafts = join_ranges(hang(list(_drafts(report.text, pack, context)), context), context)
    digest, day = report.digest, _day(report)
    times = [_record(draft, report.text, digest, day) for draft in drafts]
    return replace(report, times=tuple(_outside(times, report.header.clutter)))


def _drafts(text: str, pack: Pack, context: Context) -> Iterator[Draft]:
    """What the rules make of the text, from left to right, no two in one place."""
    rules = compiled(pack)
    read = 0
    for match in search(tokenise(text, rules.lexicon), rules):
        if match.first < read or _second_half(text, match.start):
            continue
        try:
            draft = _draft(match, rules, context) if match.rule.type else None
        except DoesNotFitError:
            continue
        read = match.last
        if draft:
            yield draft


def _second_half(text: str, start: int) -> bool:
    """Whether a word is only the end of a compound: the `aktuell` of `Wetter-aktuell`."""
    return start > 1 and text[start - 1] in "-‑" and text[start - 2].isalpha() and text[start].isalpha()


def _draft(match: Match, rules: Rules, context: Context) -> Draft:
    rule, filled = match.rule, fill(match)
    floating = filled.anchor[:1] == ("float",)
    follows = int(filled.anchor[1]) if filled.anchor[:1] in {("after",), ("afteryear",)} else None
    anchor = None if floating or follows is not None else _anchor(match, rules, filled, context)
    return Draft(
        match.start, match.stop, rule.type, filled.open, anchor, filled.mod, rule.confidence, f"times.{rule.name}",
        floating, follows, "own" in filled.anchor,
    )  # fmt: skip


def _anchor(match: Match, rules: Rules, filled: Filled, context: Context) -> Anchor | None:
    """Read the anchor column; `?` asks the words before the time, then the tense."""
    if not filled.anchor or filled.anchor[0] == "other":
        return None
    unit, offset, direction = (*filled.anchor, "-")[:3]
    if direction == "?":
        direction = _direction(unit, match, rules, context)
    elif direction == "ahead":
        if context.direction(match.start, match.stop) != "future":
            return None
        direction = ""
    part = filled.open[filled.open.index("T") :] if "T" in filled.open and filled.open[0] in "0123456789X" else ""
    return Anchor(unit, None if offset == "-" else int(offset), direction.strip("-"), part)


def _direction(unit: str, match: Match, rules: Rules, context: Context) -> str:
    """What prepositions say, else the tense; in `bis Oktober dauerte es` the tense says more of the year than they do."""
    towards = _towards(match, rules)
    if towards == "future" and unit in YEARLY and context.direction(match.start, match.stop) == "past":
        return "near" if {"FUER", "AUF"}.intersection(_prepositions(match)) else "past"
    return towards or context.direction(match.start, match.stop)


def _towards(match: Match, rules: Rules) -> str | None:
    """The direction that prepositions give: `für Mittwoch`, `bis zum Herbst`, `auf April` and `von Montag an` lie ahead.

    `seit Montag` lies behind, and so does `das Treffen vom Montag`. `bis` says nothing behind another time, nor `vom` before
    `bis`: in `von Montag bis Mittwoch` both may be past.
    """
    before = _prepositions(match)
    place = match.first - len(before)
    follows = next((word.kind for word in match.tokens.words[match.last : match.last + 1] if word), "")
    if "BIS" in before and place and rules.core.match(match.tokens.codes, place - 1):
        return None
    if AHEAD.intersection(before) or ("VON" in before and follows == "AN"):
        return "future"
    if "SEIT" in before:
        return "past"
    return "past" if "VOM" in before and follows not in {"BIS", "HY", "DASH"} else None


def _prepositions(match: Match) -> list[str]:
    """The classes of the prepositions and articles right before a span, the last one first."""
    before: list[str] = []
    for word in reversed(match.tokens.words[max(match.first - 3, 0) : match.first]):
        if word is None or word.kind not in PREPOSITIONS:
            break
        before.append(word.kind)
    return before


AHEAD = frozenset({"FUER", "BIS", "AB", "AUF"})
PREPOSITIONS = frozenset({"AM", "AN", "AUF", "IM", "ZU", "VON", "VOM", "DEF", "BIS", "FUER", "AB", "SEIT"})


def _record(draft: Draft, text: str, digest: str, day: date | None) -> Time:
    span = Span.of(text, draft.start, draft.end)
    time = Time(
        id=record_id(digest, "time", (span,)),
        span=span,
        type=cast("TimeType", draft.type),
        value=draft.open,
        open=draft.open,
        mod=draft.mod,
        anchor=draft.anchor,
        since=draft.since,
        until=draft.until,
        confidence=draft.confidence,
        why=draft.why,
    )
    return resolve(time, day)


def _day(report: Report) -> date | None:
    try:
        return date.fromisoformat(report.header.published.value or "")
    except ValueError:
        return None


def _outside(times: list[Time], clutter: tuple[Span, ...]) -> Iterator[Time]:
    """Leave out what stands in clutter; both lists run by place, so one walk is enough."""
    spans = sorted(clutter)
    n = 0
    for time in times:
        while n < len(spans) and spans[n].end <= time.span.start:
            n += 1
        if n == len(spans) or not spans[n].meets(time.span):
            yield time
