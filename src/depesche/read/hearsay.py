"""Hearsay: `Zwei Boote sollen beschossen worden sein`. The reporter passes on what is said without saying by whom."""

from __future__ import annotations

from depesche.language.clauses import Clause
from depesche.language.segments import INFINITIVE, PARTICIPLE
from depesche.read.content import trimmed
from depesche.read.draft import Draft, Range
from depesche.read.reading import Reading, cue_ranges, mixed_or
from depesche.read.sources import carried_by
from depesche.read.view import View

_PERFECT = frozenset(["haben", "sein"])
# What is only planned, and meetings, are talks and no statements.
_STATES = ("sein", "haben", "betragen", "befinden", "handeln", "dauern", "liegen", "leben")
_TALKS = (
    "beginnen",
    "stattfinden",
    "treffen",
    "reisen",
    "tagen",
    "zusammenkommen",
    "fortsetzen",
    "beraten",
    "verhandeln",
)


def hearsay(reading: Reading, found: View, before: int) -> None:
    """Read clauses with a reportative sollen: with a perfect infinitive, or a plan passed on right behind a statement."""
    for clause in found.clauses:
        finite = clause.finite
        if finite is None or clause.kind not in {"main", "rel", "sub", "dass"} or found.in_block(finite):
            continue
        token = found.tokens[finite]
        if token.text.lower() not in {"soll", "sollen"} or found.quoted(finite):
            continue
        told = _perfect(found, clause)
        if not told and not _passed_on(reading, found, clause):
            continue
        if any(d.covers(token.start, token.end) for d in reading.drafts[before:]):
            continue
        ranges = _content(reading, found, clause, finite)
        if ranges:
            reading.add(
                Draft(
                    rule="hearsay: sollen" if told else "hearsay: passed on",
                    mode=mixed_or(found, ranges, "indirect"),
                    content=ranges,
                    cue=cue_ranges(found, (finite,)),
                    entities=[] if told or _stands(found, clause) else carried_by(reading, found),
                    act="inform",
                    weight=0.8 if told else 0.6,
                    outer=False,
                )
            )


def _passed_on(reading: Reading, found: View, clause: Clause) -> bool:
    """`So soll die Brücke gesperrt werden`: what is to be, behind somebody's words, is what that somebody said; no plans of talks."""
    near = reading.sentence - reading.said_in <= 1 and reading.paragraph == reading.said_paragraph
    voice = reading.voice if near else None
    if clause.kind != "main" or voice is None or not voice.entities or voice.rule.startswith(("act perhaps", "wants")):
        return False
    words = [found.tokens[i] for i in clause.own]
    infinitives = [t.lemma.lower() for t in words if t.tag in INFINITIVE]
    planned = any(lemma.endswith(_TALKS) for lemma in infinitives)
    return bool(infinitives) and not planned and words[0].tag not in {"PWAV", "PWS"}


def _stands(found: View, clause: Clause) -> bool:
    """`sollen ohne Wasser sein`: how things are said to stand is hearsay, nobody's plan."""
    infinitives = [found.tokens[i].lemma.lower() for i in clause.own if found.tokens[i].tag in INFINITIVE]
    passive = any(found.tokens[i].tag in PARTICIPLE for i in clause.own)
    return not passive and infinitives[-1].endswith(_STATES)


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
