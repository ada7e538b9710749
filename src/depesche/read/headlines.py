"""Headlines that name a speaker before a colon: `Lund: Hafen bleibt geschlossen`."""

from __future__ import annotations

from depesche.read.content import trimmed
from depesche.read.draft import Draft
from depesche.read.phrases import noun_phrase
from depesche.read.reading import Reading, mixed_or, span_of
from depesche.read.view import View

# A state or a place before a colon says as often where something happened.
_SPEAKERS = frozenset(["person", "office"])


def headline(reading: Reading, found: View, before: int) -> None:
    """Read a line without a final stop whose first words name a person, with a colon and a clause behind them."""
    tokens = found.tokens
    colon = next((i for i, t in enumerate(tokens[:_LONGEST]) if t.text == ":"), 0)
    if not colon or len(reading.drafts) > before or tokens[-1].text in _STOPS:
        return
    phrase = noun_phrase(tokens, 0, colon)
    stated = any(t.tag[-3:] == "FIN" for t in tokens[colon + 1 :])
    if phrase is None or phrase.end != colon or not stated or found.in_block(colon + 1):
        return
    speakers = [e for e in reading.resolver.actors(tokens, 0, colon) if e.kind in _SPEAKERS]
    content = trimmed(reading.text, tokens[colon].end, tokens[-1].end)
    if not speakers or content[1] <= content[0]:
        return
    source = span_of(reading, found, (0, colon))
    draft = Draft("headline", mixed_or(found, [content], "indirect"), [content], source=source, entities=speakers)
    draft.act, draft.weight, draft.outer = "inform", 0.6, False
    draft.frame = [source] if source else []
    reading.add(draft)


_STOPS = frozenset([".", "!", "?", "“", '"', "»", "«", "”"])
_LONGEST = 8  # words before the colon
