"""Headlines that name a speaker before a colon: `Lund: Hafen bleibt geschlossen`."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from depesche.read.content import trimmed
from depesche.read.draft import Draft
from depesche.read.phrases import noun_phrase
from depesche.read.reading import Reading, mixed_or, span_of
from depesche.read.view import View
from depesche.records import Token

# A state or a place before a colon says as often where something happened.
_SPEAKERS = frozenset(["person", "office"])


def headline(reading: Reading, found: View, before: int) -> None:
    """Read a line without a final stop whose first words name a person, with a colon and a clause behind them.

    Where speech has lost its quotation marks, a sentence with a stop may be one too (`Lund zum Hafenblatt: Wir warten.`).
    """
    tokens = found.tokens
    colon = next((i for i, t in enumerate(tokens[:_LONGEST]) if t.text == ":"), 0)
    stopped = tokens[-1].text in _STOPS
    if not colon or len(reading.drafts) > before or (stopped and reading.marked):
        return
    phrase = noun_phrase(tokens, 0, colon)
    stated = any(t.tag[-3:] == "FIN" for t in tokens[colon + 1 :])
    if phrase is None or not stated or found.in_block(colon + 1) or not _bare(tokens, phrase.end, colon, stopped):
        return
    speakers = [e for e in reading.resolver.actors(tokens, 0, phrase.end) if e.kind in _SPEAKERS]
    content = trimmed(reading.text, tokens[colon].end, tokens[-1].end)
    if not speakers or content[1] <= content[0]:
        return
    source = span_of(reading, found, (0, phrase.end))
    rule = "label" if stopped else "headline"
    draft = Draft(rule, mixed_or(found, [content], "indirect"), [content], source=source, entities=speakers)
    draft.act, draft.weight, draft.outer = "inform", 0.6, stopped
    draft.frame = [source] if source else []
    reading.add(draft)


def _bare(tokens: Sequence[Token], end: int, colon: int, stopped: bool) -> bool:
    """Whether nothing stands between the person and the colon; in a sentence, nothing but where or to what it was said."""
    owned = any(a.tag == "NE" and b.tag == "NN" for a, b in itertools.pairwise(tokens[:colon]))  # `Lunds Boot: …`
    if not stopped or end == colon:
        return end == colon and not (stopped and owned)
    return not owned and all(t.tag in _BESIDE for t in tokens[end:colon])


_STOPS = frozenset([".", "!", "?", "“", '"', "»", "«", "”"])
_BESIDE = frozenset(["APPR", "APPRART", "ART", "NN", "NE", "PROAV", "ADV", "PDAT", "PPOSAT"])
_LONGEST = 8  # words before the colon
