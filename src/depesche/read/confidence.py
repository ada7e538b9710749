"""How far a record is to be trusted: the probability that it is right, from a small table of weights (docs/confidence.md).

A statement has a few features, each with a weight; the sum of the weights, squeezed between 0 and 1, is its confidence. So has an
actor. `scripts/calibrate.py` makes the table. A rule that the table does not know keeps the trust it was given by hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from depesche.packs import Pack
from depesche.read.lexicon import Lexicon, lexicon
from depesche.records import Actor, Report, Statement

ALWAYS = "always"
# Rules that go wrong in the same ways share a weight; any other rule has one of its own.
_FAMILIES = {
    "dass clause": "clause",
    "ob clause": "clause",
    "question clause": "clause",
    "infinitive clause": "infinitive",
    "verb-second clause in the subjunctive": "subjunctive",
    "verb-second clause": "main clause",
    "clause behind a colon": "main clause",
    "clause before its cue": "main clause before its cue",
    "quotation before its cue": "quotation",
    "quotation behind its cue": "quotation",
    "quotation behind a colon": "quotation",
    "quotation alone": "quotation",
    "carried on in the subjunctive": "carried",
    **dict.fromkeys(
        ("clause with wie", "laut", "nach", "zufolge", "so", "aus Sicht", "demnach", "fixed phrase"), "phrase"
    ),
}
_FRAMES = {
    "dass clause": "dass",
    "ob clause": "ob",
    "question clause": "wh",
    "infinitive clause": "zu",
    "quotation before its cue": "quote",
    "quotation behind its cue": "quote",
}
_STRENGTHS = ("strong", "medium", "weak")
_PRONOUNS = frozenset(
    ["er", "sie", "ich", "wir", "man", "es", "der", "die", "das", "seiner", "ihrer", "wer", "dieser", "diese"]
)
_SHORT, _LONG = 4, 30  # words
_LOW, _HIGH = 0.02, 0.98


@lru_cache(maxsize=4)
def weights(pack: Pack) -> Mapping[str, float]:
    """The table of a pack, by feature."""
    return {row["feature"]: float(row["weight"]) for row in pack.table("confidence")}


def weighed(report: Report, pack: Pack) -> Report:
    """The report with the confidence of its statements and actors."""
    table, cues = weights(pack), lexicon(pack)
    statements = tuple(
        replace(one, confidence=trust(found, table)) if found[1] in table else one
        for one, found in ((one, features(one, cues)) for one in report.statements)
    )
    actors = tuple(
        replace(one, confidence=trust(found, table)) if found[0] in table else one
        for one, found in ((one, actor_features(one)) for one in report.actors)
    )
    return replace(report, statements=statements, actors=actors)


def trust(found: tuple[str, ...], table: Mapping[str, float]) -> float:
    """The probability that some features give, in hundredths; a feature that the table lacks weighs nothing.

    >>> trust(("always", "rule phrase"), {"always": 0.5, "rule phrase": 0.6})
    0.75
    """
    total = sum(table.get(feature, 0.0) for feature in found)
    return round(min(_HIGH, max(_LOW, 1 / (1 + math.exp(-total)))), 2)


def features(statement: Statement, cues: Lexicon) -> tuple[str, ...]:
    """What is known of a statement that tells how likely it is right; the second is its family of rules."""
    rule, _, word = (part.strip() for part in statement.why.partition(":"))
    return (ALWAYS, f"rule {_FAMILIES.get(rule, rule)}", *_more(statement, _strength(rule, word, cues)))


def _more(statement: Statement, strength: str) -> Iterator[str]:
    if strength:
        yield f"verb {strength}"
    yield f"mode {statement.mode}"
    yield f"source {_source(statement)}"
    if len(statement.content) > 1:
        yield "content in pieces"
    words = sum(len(span.text.split()) for span in statement.content)
    if words < _SHORT:
        yield "content short"
    elif words > _LONG:
        yield "content long"


def _strength(rule: str, word: str, cues: Lexicon) -> str:
    """The strongest row of the verb that a rule met, among those that have the rule's frame."""
    frame = _FRAMES.get(rule, "v2")
    rows = cues.verbs.get(word, ())
    fitting = [row.strength for row in rows if frame in row.frames] or [row.strength for row in rows]
    return min(fitting, key=_STRENGTHS.index, default="")


def _source(statement: Statement) -> str:
    if statement.source is None:
        return "none"
    if statement.source.text.lower() in _PRONOUNS:
        return "pronoun"
    return "long" if len(statement.source.text.split()) > _SHORT else "phrase"


def actor_features(actor: Actor) -> tuple[str, ...]:
    """What is known of an actor that tells how likely it is right: how it was found, and of what kind it is."""
    return (f"actor {actor.why}", f"actor of kind {actor.kind}")
