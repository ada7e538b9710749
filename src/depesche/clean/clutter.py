"""Mark what stands around an article: texts of players and paywalls, boxes, photo credits, captions, tracking prefixes.

Nothing is deleted. Sign-offs, bylines, days and agency credits are part of the report (guidelines: Header and clutter).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from depesche.clean.boxes import Rules, is_clutter, rules
from depesche.clean.credits import sign_off
from depesche.clean.names import known
from depesche.clean.published import is_credit
from depesche.clean.units import Unit, units
from depesche.packs import Pack
from depesche.records import Report, Span
from depesche.stages import stage

_CAPTION = 300
_NEXT_TO = 3


@stage(needs=("text", "header"), gives=("clutter",))
def mark_clutter(report: Report, pack: Pack) -> Report:
    """Fill `header.clutter`; where boxes name their outlet and nothing else does, the header's outlet as well."""
    found = _by_page(report, pack) if report.blocks else _by_lines(report.text, units(report.text), pack)
    start = rules(pack).start.match(report.text)
    if start:
        found = [(start.start() + len(start[0]) - len(start[0].lstrip()), start.end()), *found]
    spans = tuple(report.span(begin, end) for begin, end in _united(found))
    header = replace(report.header, clutter=spans)
    if header.outlet is None:
        header = replace(header, outlet=_own_name(report, spans, pack))
    return replace(report, header=header)


def _by_lines(text: str, lines: list[Unit], pack: Pack) -> list[tuple[int, int]]:
    """Judge plain text by its lines: each by itself, then captions, then what follows the article."""
    marked = [is_clutter(unit.text, pack) for unit in lines]
    for i in _captions(lines, marked, rules(pack)):
        marked[i] = True
    for i in _after_the_end(lines, marked, pack):
        marked[i] = True
    found = [(unit.start, unit.end) for unit, clutter in zip(lines, marked, strict=True) if clutter]
    within = rules(pack).within
    return found + [
        (match.start(), match.end())
        for unit, clutter in zip(lines, marked, strict=True)
        if not clutter
        for match in within.finditer(text, unit.start, unit.end)
    ]


def _captions(lines: list[Unit], marked: list[bool], by: Rules) -> list[int]:
    """Lines beside a photo credit that stand there twice, or read like no sentence, and lines that end in a credit."""
    credits_ = [i for i, unit in enumerate(lines) if marked[i] and by.credit.match(unit.text)]
    found = [i for i, unit in enumerate(lines) if len(unit.text) <= _CAPTION and by.credit_at_end.search(unit.text)]
    count: dict[str, int] = {}
    for unit in lines:
        count[unit.text] = count.get(unit.text, 0) + 1
    twice = set()
    for i in credits_:
        for j in range(max(i - _NEXT_TO, 0), min(i + _NEXT_TO + 1, len(lines))):
            if not marked[j] and len(lines[j].text) <= _CAPTION and count[lines[j].text] > 1:
                twice.add(lines[j].text)
        # Before the first sentence, what stands above a picture is the headline.
        if any(unit.stops for unit in lines[: max(i - 1, 0)]) and _like_a_caption(lines[i - 1]):
            found.append(i - 1)
    return found + [i for i, unit in enumerate(lines) if unit.text in twice]


def _like_a_caption(unit: Unit) -> bool:
    return not unit.stops and len(unit.text) <= _CAPTION


def _after_the_end(lines: list[Unit], marked: list[bool], pack: Pack) -> list[int]:
    """What follows the article: everything behind its sign-off, or behind the first box after its last paragraph."""
    last = max((i for i, unit in enumerate(lines) if unit.prose and not marked[i]), default=-1)
    signed = max((i for i, unit in enumerate(lines) if sign_off(unit.text, pack) and not marked[i]), default=-1)
    if last < 0:
        return []
    behind = range(last + 1, len(lines))
    first = next((i for i in behind if marked[i] or rules(pack).tail.fullmatch(lines[i].text)), len(lines))
    if signed > last:
        first = min(first, signed + 1)
    return [i for i in behind if i >= first and not is_credit(lines[i].text, pack)]


def _by_page(report: Report, pack: Pack) -> list[tuple[int, int]]:
    """What the page's blocks rule out, and what the lines of the article's blocks give away."""
    found: list[tuple[int, int]] = []
    kept: list[Unit] = []
    for block in report.blocks:
        lines = units(report.text, block.start, block.end)
        if block.kind == "clutter":
            found += [(unit.start, unit.end) for unit in lines if not is_credit(unit.text, pack)]
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
