"""Short forms that a report explains: `das Amt für Seewesen (AFS)` and, from there on, `das AFS`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depesche.read.cast import Cast, Entity, entity_of
from depesche.read.naming import canonical
from depesche.records import Token

_SHORT = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,4}[A-ZÄÖÜ]")
_REACH = 9
_INSIDE = frozenset(["NN", "NE", "ADJA", "ART", "APPR", "APPRART", "KON", "TRUNC", "FM"])
_BODIES = frozenset(["organisation", "agency"])


def explain(cast: Cast, tokens: Sequence[Token], words: list[str], at: int) -> None:
    """Note whom a short form in brackets stands for: the body named right before, or the institution that the words before describe.

    at: the opening bracket.
    """
    if at + 2 >= len(words) or at < 1 or words[at + 2] != ")" or not _SHORT.fullmatch(words[at + 1]):
        return
    short = words[at + 1]
    known = cast.tables.name_at(words, at + 1)
    entity = entity_of(cast, known[1]) if known else None
    if entity is not None and entity.kind not in _BODIES:
        return
    named = [e for a, b, e in cast.at(tokens[max(0, at - _REACH)].start, tokens[at - 1].end) if b == tokens[at - 1].end]
    if not named:
        entity = _described(cast, tokens, words, at, short, entity)
    elif entity is None and named[-1].kind in _BODIES:
        entity = named[-1]
    if entity is not None:
        cast.note(entity, tokens[at + 1].start, tokens[at + 1].end, short)
        cast.short.setdefault(short, entity)


def _described(
    cast: Cast, tokens: Sequence[Token], words: list[str], at: int, short: str, entity: Entity | None
) -> Entity | None:
    """The institution whose noun opens the words before the bracket, if the short form begins with its letter."""
    first = None
    for i in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if tokens[i].tag not in _INSIDE:
            break
        if cast.tables.body(words[i]) is not None and words[i][0].isupper():
            opens = i - 1 if i and tokens[i - 1].tag == "ADJA" and words[i - 1][0].isupper() else i
            if words[opens][0] == short[0]:
                first = opens
    if first is None or cast.named(tokens[first].start):
        return entity
    entity = entity or cast.add(canonical(tokens, cast.tables, first, at), "organisation", gender="n")
    cast.note(entity, tokens[first].start, tokens[at - 1].end, " ".join(words[first:at]))
    return entity
