"""One sentence as the readers of statements look at it: tokens, clauses, quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from depesche.language.clauses import Clause, clauses
from depesche.language.quotes import Quotation
from depesche.language.segments import FINITE
from depesche.records import Sentence, Token

_PARTICLES = frozenset(["von", "der", "de", "zu"])


@dataclass(slots=True)
class View:
    """A sentence with its clauses; blocks are whole quotations as ranges of token indices, marks included."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    quotes: tuple[Quotation, ...]
    blocks: tuple[tuple[int, int], ...]
    clauses: list[Clause]
    block_of: dict[int, Quotation] = field(default_factory=dict)
    breaks: frozenset[int] = frozenset()

    def index_at(self, offset: int) -> int:
        """The first token that begins at or behind an offset of the text."""
        for i, token in enumerate(self.tokens):
            if token.start >= offset:
                return i
        return len(self.tokens)

    def quoted(self, i: int) -> bool:
        """Whether a token stands inside quotation marks."""
        start = self.tokens[i].start
        return any(q.start <= start < q.end for q in self.quotes)

    def in_block(self, i: int) -> bool:
        """Whether a token stands inside a whole quotation."""
        return any(a <= i < b for a, b in self.blocks)


def view(sentence: Sentence, quotes: Sequence[Quotation], text: str, named: Sequence[tuple[int, int]] = ()) -> View:
    """Look at a sentence, given the quotations of its paragraph and the ranges of the text that name somebody."""
    inside = tuple(q for q in quotes if q.outer_start < sentence.end and q.outer_end > sentence.start)
    found = View(sentence, sentence.tokens, inside, (), [])
    blocks = []
    for quote in inside:
        if quote.depth or not _whole(found, quote, text):
            continue
        first = found.index_at(max(quote.outer_start, sentence.start))
        last = found.index_at(min(quote.outer_end, sentence.end))
        if last > first:
            blocks.append((first, last))
            found.block_of[first] = quote
    found.blocks = tuple(blocks)
    found.clauses = clauses(sentence.tokens, found.blocks)
    ends = {end for _, end in named}
    starts = {start for start, _ in named}
    found.breaks = frozenset(
        i
        for i in range(1, len(found.tokens))
        if found.tokens[i].start in starts
        and (found.tokens[i - 1].end in ends or found.tokens[i - 1].text in _PARTICLES)
    )
    return found


def _whole(found: View, quote: Quotation, text: str) -> bool:
    """Whether a quotation renders an utterance rather than a part of a clause: it has a finite verb or is introduced as speech."""
    words = [t for t in found.tokens if quote.start <= t.start < quote.end]
    if not words:
        return False
    inside = text[quote.start : quote.end].strip()
    capital = inside[:1].isupper() or inside[:1].isdigit() or not inside[:1].isalnum()
    finite = any(t.tag in FINITE for t in words)
    before = text[max(0, quote.outer_start - 3) : quote.outer_start].rstrip()
    begins = quote.outer_start <= found.sentence.start or before.endswith((":", ",", ".", "–", "-"))
    if capital and finite and len(words) > 2:
        return begins or inside[-1:] in ".!?"
    after = text[quote.outer_end : quote.outer_end + 2]
    if not capital:
        # the second half of an interrupted quotation: „…“, sagte er, „…“
        return (
            finite
            and before.endswith(",")
            and inside[-1:] in ".!?"
            and any(q.outer_end <= quote.outer_start and q.depth == 0 for q in found.quotes)
        )
    if before.endswith(":"):
        return True
    return inside[-1:] in "!?." and (after.startswith(",") or not after.strip()) and begins
