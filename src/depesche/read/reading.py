"""What has been read of a report so far, and what all rules share."""

from __future__ import annotations

from dataclasses import dataclass, field

from depesche.language.clauses import Clause
from depesche.read.draft import Draft, Range
from depesche.read.lexicon import Lexicon
from depesche.read.lookup import Lookup
from depesche.read.resolve import Resolver
from depesche.read.verbs import VerbCue
from depesche.read.view import View
from depesche.records import Mode


@dataclass(slots=True)
class Reading:
    """What has been read of a report so far."""

    text: str
    tables: Lookup
    lexicon: Lexicon
    resolver: Resolver
    drafts: list[Draft] = field(default_factory=list)
    paragraph: int = 0
    sentence: int = 0
    said_in: int = -9
    said_paragraph: int = -9
    open_quote: Draft | None = None
    speech_follows: bool = False
    said_words: bool = False
    previous: Range | None = None
    unclosed: Draft | None = None
    begun: int = 0
    voice: Draft | None = None
    behind: View | None = None
    marked: bool = True
    waiting: list[Range] = field(default_factory=list)

    def span(self, found: View, tokens: tuple[int, int]) -> Range:
        """The character range of tokens[start:end], with the other mark of a quotation that it holds the words and one mark of."""
        start, end = found.tokens[tokens[0]].start, found.tokens[tokens[1] - 1].end
        for quote in found.quotes:
            if start <= quote.outer_start and quote.end == end:
                end = quote.outer_end
            elif quote.outer_end <= end and start == quote.start:
                start = quote.outer_start
        return start, end

    def add(self, draft: Draft) -> None:
        """Keep a draft whose content holds words, and remember who spoke if it is no nested one."""
        draft.content = [(a, b) for a, b in draft.content if any(c.isalnum() for c in self.text[a:b])]
        if not draft.content:
            return
        self.drafts.append(draft)
        if draft.outer and draft.entities:
            self.resolver.spoken(draft.start, draft.entities)

    def again(self, draft: Draft) -> None:
        """Make a draft the last one: it has gone on in this sentence, and speech goes on from here."""
        at = next(i for i in range(len(self.drafts) - 1, -1, -1) if self.drafts[i] is draft)
        self.drafts.append(self.drafts.pop(at))

    def close(self, before: int) -> None:
        """Note whether the sentence held a statement, for those that carry speech on."""
        if len(self.drafts) > before:
            self.said_in, self.said_paragraph = self.sentence, self.paragraph
            last = self.drafts[-1]
            self.said_words = any(_renders_words(d) for d in self.drafts[before:])
            self.voice = voice_of(self.drafts[before:]) or self.voice
            whole = last.mode == "direct" and last.cue
            self.open_quote = last if whole and any(d is last for d in self.drafts[before:]) else None
            if any(d.mode != "direct" and d.outer for d in self.drafts[before:]):
                self.open_quote = None
        else:
            self.open_quote = None


# What is only heard, wanted or felt gives the sentence behind it no voice.
_NO_VOICE = ("hearsay", "fixed", "noun", "wants", "act perhaps: sehen", "act perhaps: fühlen")


def voice_of(drafts: list[Draft]) -> Draft | None:
    """The statement of a sentence that speech goes on from: the last that renders words and is nobody else's inside it."""
    outer = [d for d in drafts if d.outer and not d.rule.startswith(_NO_VOICE)]
    return next((d for d in reversed(outer) if _renders_words(d)), outer[-1] if outer else None)


def _renders_words(draft: Draft) -> bool:
    """Whether a statement renders words rather than an act, so that the next sentence can go on with them."""
    return draft.mode != "reported" and not draft.rule.startswith(("act", "wants", "noun", "hearsay"))


def cue_ranges(found: View, cue: tuple[int, ...]) -> list[Range]:
    """Cue tokens as character ranges, neighbours joined."""
    out: list[Range] = []
    last = -2
    for i in cue:
        token = found.tokens[i]
        if i == last + 1 and out:
            out[-1] = (out[-1][0], token.end)
        else:
            out.append((token.start, token.end))
        last = i
    return out


def span_of(reading: Reading, found: View, tokens: tuple[int, int] | None) -> Range | None:
    """The character range of tokens[start:end], or None for none."""
    return reading.span(found, tokens) if tokens else None


def mixed_or(found: View, ranges: list[Range], mode: Mode) -> Mode:
    """`mixed` if quoted words stand inside the content, else the mode given."""
    quoted = any(q.depth == 0 and a <= q.start and q.end <= b for q in found.quotes for a, b in ranges)
    return "mixed" if quoted else mode


def frame_of(found: View, clause: Clause, content: list[Range], source: tuple[int, int] | None = None) -> list[Range]:
    """The reporting clause without its content, with the clause before that holds a source which both share."""
    own = clause.own
    if source is not None and source[0] < clause.first:
        host = next((c for c in found.clauses if source[0] in c.own and c.kind != "quote"), None)
        own = [*(i for i in host.own if i < clause.first), *own] if host is not None else own
    out: list[Range] = []
    for i in own:
        token = found.tokens[i]
        if any(a <= token.start < b for a, b in content):
            continue
        if out and found.tokens[i - 1].end == out[-1][1]:
            out[-1] = (out[-1][0], token.end)
        elif token.tag[0] != "$":
            out.append((token.start, token.end))
    return out


def nested(reading: Reading, found: View, cue: VerbCue) -> bool:
    """Whether the reporting clause itself stands inside what somebody said: in the subjunctive, or below a dass clause."""
    clause = found.clauses[cue.clause]
    finite = found.tokens[clause.finite] if clause.finite is not None else None
    if finite is not None and finite.mood == "sub":
        return True
    start = found.tokens[cue.verb].start
    return any(d.covers(start, start + 1) for d in reading.drafts[-6:])


def speaks(cue: VerbCue) -> bool:
    """Inside somebody's speech only another act of speaking is a statement of its own, not what is thought or wanted there."""
    return any(row.strength == "strong" and "quote" in row.frames and row.act != "assess" for row in cue.rows)
