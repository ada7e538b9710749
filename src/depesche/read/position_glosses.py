"""What a report takes a threat to mean: `man werde antworten, sagte er - eine Anspielung auf die Sperrung der Häfen`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from depesche.read.phrases import noun_phrase
from depesche.read.position_claims import Claim
from depesche.read.position_issues import Namer
from depesche.read.view import view
from depesche.records import Report

_ALLUDING = frozenset(["Anspielung", "Anspielungen", "Andeutung"])
_THREATS = frozenset(["threaten", "warn"])
_LIKELY = 0.7


def alluded(claim: Claim, report: Report, starts: Sequence[int], namer: Namer) -> Iterator[Claim]:
    """The claim that a threat comes to by what its sentence says that it alludes to.

    starts: where the sentences of the report begin.
    """
    if claim.act not in _THREATS:
        return
    sentence = report.sentences[max(0, bisect_right(starts, claim.start) - 1)]
    behind = (i for i, token in enumerate(sentence.tokens) if token.start >= claim.evidence[-1][1])
    at = next((i for i in behind if sentence.tokens[i].text in _ALLUDING), None)
    end = len(sentence.tokens)
    if at is None or at + 2 >= end or sentence.tokens[at + 1].text != "auf":
        return
    found = view(sentence, (), report.text)
    phrase = noun_phrase(found.tokens, at + 2, end)
    named = namer.of_phrase(found, phrase, end) if phrase is not None and namer.can_name(found, phrase) else None
    if phrase is not None and named is not None:
        place = namer.place(found, phrase, end)
        weight = claim.weight * _LIKELY
        yield replace(claim, named=named, evidence=(place,), weight=weight, back=None, en=None, why="positions.alluded")
