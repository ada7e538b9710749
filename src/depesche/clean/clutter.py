"""Mark what is no part of the article: player and paywall text, boxes, photo credits, captions, tracking prefixes.

Nothing is deleted. Sign-offs, bylines, days and agency credits are part of the report (guidelines, section 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from depesche.clean.credits import credit_list, patterns, people, sign_off
from depesche.clean.names import known, person, words_of
from depesche.clean.published import is_day_line
from depesche.clean.units import Unit, units
from depesche.packs import Pack
from depesche.records import Report, Span
from depesche.stages import stage

_BOX = 400
_CAPTION = 300
_NEXT_TO = 3
_PICTURE_OF = re.compile(r"(?P<who>[^/\n]{2,60}?)\s?/\s?(?P<whose>[^\n]{2,60})")


@dataclass(frozen=True, slots=True)
class _Rules:
    """The patterns of a pack by how they apply."""

    start: re.Pattern[str]
    line: re.Pattern[str]
    box: re.Pattern[str]
    tail: re.Pattern[str]
    credit: re.Pattern[str]
    credit_at_end: re.Pattern[str]
    within: re.Pattern[str]


@stage(needs=("text", "header"), gives=("clutter",))
def mark_clutter(report: Report, pack: Pack) -> Report:
    """Fill `header.clutter`; where boxes name their outlet and nothing else does, the header's outlet as well."""
    found = _by_page(report, pack) if report.blocks else _by_lines(report.text, units(report.text), pack)
    start = _rules(pack).start.match(report.text)
    if start:
        found = [(start.start() + len(start[0]) - len(start[0].lstrip()), start.end()), *found]
    spans = tuple(report.span(begin, end) for begin, end in _united(found))
    header = replace(report.header, clutter=spans)
    if header.outlet is None:
        header = replace(header, outlet=_own_name(report, spans, pack))
    return replace(report, header=header)


@lru_cache(maxsize=8)
def _rules(pack: Pack) -> _Rules:
    kinds: dict[str, list[str]] = {}
    for row in pack.table("clutter"):
        kinds.setdefault(row["how"], []).append(f"(?:{row['pattern']})")
    start, line, box, tail = (f"(?:{'|'.join(kinds[how])})" for how in ("start", "line", "box", "tail"))
    picture = words_of(pack)["picture"]
    forms = (
        rf"\s*{start}",
        line,
        box,
        tail,
        rf"[(\[]?{picture}\s?[:|©/]\s?\S[^\n]{{1,150}}",
        rf"(?<=\s){picture}\s?:\s?\S[^.!?\n]{{1,80}}$",
        rf"[(\[]{picture}\s?:\s?[^()\[\]\n]{{2,120}}[)\]]",
    )
    return _Rules(*(re.compile(form, re.IGNORECASE) for form in forms))


def _by_lines(text: str, lines: list[Unit], pack: Pack) -> list[tuple[int, int]]:
    """Judge plain text by its lines: each by itself, then captions, then what follows the article."""
    marked = [_is_clutter(unit, pack) for unit in lines]
    for i in _captions(lines, marked, _rules(pack)):
        marked[i] = True
    for i in _after_the_end(lines, marked, pack):
        marked[i] = True
    found = [(unit.start, unit.end) for unit, clutter in zip(lines, marked, strict=True) if clutter]
    within = _rules(pack).within
    return found + [
        (match.start(), match.end())
        for unit, clutter in zip(lines, marked, strict=True)
        if not clutter
        for match in within.finditer(text, unit.start, unit.end)
    ]


def _is_clutter(unit: Unit, pack: Pack) -> bool:
    """Whether a line is clutter whatever stands around it."""
    words = unit.text
    if len(words) > _BOX:
        return False
    rules = _rules(pack)
    if rules.credit.fullmatch(words):
        return len(words) <= 160
    if rules.line.fullmatch(words.rstrip(" .:!…»›>→")) or rules.line.fullmatch(words) or rules.box.match(words):
        return sign_off(words, pack) is None
    return _names_picture(words, pack)


def _names_picture(words: str, pack: Pack) -> bool:
    """A photo credit without a word that says so: a person's name and an agency, or a photo agency."""
    match = _PICTURE_OF.fullmatch(words)
    if not match or len(words) > 90 or (sign_off(words, pack) and not person(match["who"], known(pack))):
        return False
    pictures = known(pack).pictures
    owners = [part.strip().casefold() for part in re.split(r"[/,]", match["whose"])]
    return bool(person(match["who"], known(pack)) or match["who"].casefold() in pictures) and any(
        one in pictures for one in owners
    )


def _captions(lines: list[Unit], marked: list[bool], rules: _Rules) -> list[int]:
    """Lines beside a photo credit that stand there twice, or read like no sentence, and lines that end in a credit."""
    credits_ = [i for i, unit in enumerate(lines) if marked[i] and rules.credit.match(unit.text)]
    found = [i for i, unit in enumerate(lines) if len(unit.text) <= _CAPTION and rules.credit_at_end.search(unit.text)]
    count: dict[str, int] = {}
    for unit in lines:
        count[unit.text] = count.get(unit.text, 0) + 1
    twice = set()
    for i in credits_:
        for j in range(max(i - _NEXT_TO, 0), min(i + _NEXT_TO + 1, len(lines))):
            if not marked[j] and len(lines[j].text) <= _CAPTION and count[lines[j].text] > 1:
                twice.add(lines[j].text)
        above = lines[i - 1] if i else None
        if above and i > 1 and not above.stops and len(above.text) <= _CAPTION:
            found.append(i - 1)
    return found + [i for i, unit in enumerate(lines) if unit.text in twice]


def _after_the_end(lines: list[Unit], marked: list[bool], pack: Pack) -> list[int]:
    """What follows the article: everything behind its sign-off, or behind the first box after its last paragraph."""
    last = max((i for i, unit in enumerate(lines) if unit.prose and not marked[i]), default=-1)
    signed = max((i for i, unit in enumerate(lines) if sign_off(unit.text, pack) and not marked[i]), default=-1)
    if last < 0:
        return []
    behind = range(last + 1, len(lines))
    first = next((i for i in behind if marked[i] or _rules(pack).tail.fullmatch(lines[i].text)), len(lines))
    if signed > last:
        first = min(first, signed + 1)
    return [i for i in behind if i >= first and not _is_credit(lines[i].text, pack)]


def _is_credit(words: str, pack: Pack) -> bool:
    """Whether a line belongs to the head or foot of the report itself: sign-off, byline, day, list of contributors."""
    if sign_off(words, pack) or is_day_line(words, pack) or credit_list(words, pack):
        return True
    byline = patterns(pack)["byline"].match(words)
    return bool(byline and len(words) <= 140 and people(words[byline.end() :], pack))


def _by_page(report: Report, pack: Pack) -> list[tuple[int, int]]:
    """What the page's blocks rule out, and what the lines of the article's blocks give away."""
    found: list[tuple[int, int]] = []
    kept: list[Unit] = []
    for block in report.blocks:
        lines = units(report.text, block.start, block.end)
        if block.kind == "clutter":
            found += [(unit.start, unit.end) for unit in lines if not _is_credit(unit.text, pack)]
        else:
            kept += lines
    return found + _by_lines(report.text, kept, pack)


def _united(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in order, without those that lie in another."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(set(found)):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _own_name(report: Report, spans: tuple[Span, ...], pack: Pack) -> str | None:
    """The outlet that the boxes speak of as their own, if it is one alone."""
    who = known(pack)
    named = {
        who.marks[match["stem"] or match["name"]]
        for span in spans
        for match in who.self_naming.finditer(report.text, span.start, span.end)
    }
    return named.pop() if len(named) == 1 else None
