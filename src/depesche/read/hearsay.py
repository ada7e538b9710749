"""Hearsay: `800 Menschen sollen verletzt worden sein`. The reporter passes on what is said without saying by whom."""

from __future__ import annotations

from depesche.language.clauses import Clause
from depesche.language.segments import PARTICIPLE
from depesche.read.content import trimmed
from depesche.read.draft import Draft, Range
from depesche.read.reading import Reading, cue_ranges, mixed_or
from depesche.read.view import View

_PERFECT = frozenset(["haben", "sein"])


def hearsay(reading: Reading, found: View, before: int) -> None:
    """Read clauses with a reportative sollen: in the indicative, with a perfect infinitive behind it."""
    for clause in found.clauses:
        finite = clause.finite
        if finite is None or clause.kind not in {"main", "rel", "sub", "dass"} or found.in_block(finite):
            continue
        token = found.tokens[finite]
        if token.text.lower() not in {"soll", "sollen"} or not _perfect(found, clause):
            continue
        if any(d.covers(token.start, token.end) for d in reading.drafts[before:]):
            continue
        ranges = _content(reading, found, clause, finite)
        if ranges:
            reading.add(
                Draft(
                    rule="hearsay: sollen",
                    mode=mixed_or(found, ranges, "indirect"),
                    content=ranges,
                    cue=cue_ranges(found, (finite,)),
                    act="inform",
                    weight=0.8,
                    outer=False,
                )
            )


def _perfect(found: View, clause: Clause) -> bool:
    """`verletzt worden sein`, `verlangt haben`: what is said to have happened; a plan has the bare infinitive."""
    words = [i for i in clause.own if found.tokens[i].tag[0] != "$" and i != clause.finite]
    return any(
        found.tokens[i].text.lower() in _PERFECT and k and found.tokens[words[k - 1]].tag in PARTICIPLE
        for k, i in enumerate(words)
    )


def _content(reading: Reading, found: View, clause: Clause, finite: int) -> list[Range]:
    """The clause without its sollen, with what hangs on its end."""
    tokens = found.tokens
    last = max(i for i in clause.own)
    for other in found.clauses:
        if other.first > last and other.kind in {"inf", "um", "dass", "rel"} and other.first - last <= 2:
            last = other.last
    pieces = ((clause.first, finite), (finite + 1, last + 1))
    ranges = [trimmed(reading.text, tokens[a].start, tokens[b - 1].end) for a, b in pieces if b > a]
    return [(a, b) for a, b in ranges if b > a]
