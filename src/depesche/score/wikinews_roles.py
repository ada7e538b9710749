"""The roles of a quotation in the conventions of the German Wikinews corpus: speaker, cue, addressee and frame."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from depesche.records import Sentence, Span, Statement, Token

Range = tuple[int, int]

PHRASES = frozenset({"laut", "zufolge", "nach"})
ATTRIBUTIONS = PHRASES | {"aus Sicht"}
FIXED, BACK = "fixed phrase", "demnach"
PREPOSITIONS = frozenset({"nach", "zufolge", "laut"})
NONFINITE = frozenset({"VVPP", "VAPP", "VMPP", "VVINF", "VVIZU"})
AUXILIARIES = frozenset({"VAFIN", "VAPP", "VAINF"})
# Adverbs that take up the clause to come; the corpus leaves damit and dazu to the frame.
ABOUT = frozenset({"davon", "darauf", "daran", "darüber", "dafür", "dagegen", "darum", "dabei"})
QUOTES = ' „“”"»«\n'


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation as the corpus has it: character ranges per part.

    why, confidence: those of the statement it was made of. sourced: whether that names its source.
    """

    type: str
    quote: tuple[Range, ...]
    speaker: tuple[Range, ...] = ()
    cue: tuple[Range, ...] = ()
    addressee: tuple[Range, ...] = ()
    frame: tuple[Range, ...] = ()
    medium: str = "Speech"
    why: str = ""
    confidence: float = 0.0
    sourced: bool = False


@dataclass(slots=True)
class Page:
    """A report with what the rules look up: who spoke, in which words, and how the last words were introduced."""

    text: str
    sentences: Sequence[Sentence]
    speaker_of: dict[str, tuple[Range, ...]] = field(default_factory=dict)
    named_last: tuple[Range, ...] = ()
    last: Quote | None = None
    _words: list[Token] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _begins: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._words = [token for sentence in self.sentences for token in sentence.tokens]
        self._starts = [token.start for token in self._words]
        self._begins = [sentence.start for sentence in self.sentences]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that begin between two places."""
        return self._words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def of(self, ranges: Sequence[Range]) -> list[Token]:
        """The tokens of several stretches."""
        return [token for a, b in ranges for token in self.tokens(a, b)]

    def sentence(self, place: int) -> Sentence | None:
        """The sentence that a place lies in."""
        at = bisect_right(self._begins, place) - 1
        return self.sentences[at] if at >= 0 and place < self.sentences[at].end else None


def one(span: Span | None) -> tuple[Range, ...]:
    """A span as ranges; none for None."""
    return ((span.start, span.end),) if span is not None else ()


def _place(token: Token) -> Range:
    return token.start, token.end


def speaker(page: Page, statement: Statement, around: Sequence[Range]) -> tuple[Range, ...]:
    """The mention that utters: of an attributing phrase all but its preposition, of speech that goes on the last mention."""
    if statement.why in ATTRIBUTIONS and around:
        taken = _preposition(statement)
        words = [t for t in page.of(around) if not any(a <= t.start < b for a, b in taken)]
        while words and words[-1].tag[0] == "$" and words[-1].text not in QUOTES:
            words.pop()
        return tuple(_place(t) for t in words if t.tag[0] != "$" or t is not words[0] or t.text in QUOTES)
    if statement.source is not None:
        return one(statement.source)
    if statement.why == BACK:
        return tuple((span.start, span.end) for span in statement.cue)
    if statement.why == FIXED:
        words = page.of(cue(page, replace(statement, why=""), ()))
        kept = [t for t in words if t.text.lower() not in PREPOSITIONS]
        return ((kept[0].start, kept[-1].end),) if 0 < len(kept) < len(words) else ()
    if statement.cue and not statement.why.startswith("hearsay"):
        return ()
    return page.speaker_of.get(statement.actor or "", page.named_last)


def _preposition(statement: Statement) -> tuple[Range, ...]:
    """The preposition of an attributing phrase: its last word for zufolge and a nach behind its noun, else its first."""
    if not statement.cue:
        return ()
    first, last = statement.cue[0], statement.cue[-1]
    word = last.text.split()[-1]
    if statement.why == "zufolge" or word.lower() == "nach":
        return ((last.end - len(word), last.end),)
    return ((first.start, first.start + len(first.text.split()[0])),)


def cue(page: Page, statement: Statement, around: Sequence[Range]) -> tuple[Range, ...]:
    """The cue with its auxiliaries, its `es` and the article of its noun; of an attributing phrase only the preposition."""
    if statement.why in ATTRIBUTIONS:
        return _preposition(statement)
    own = tuple((span.start, span.end) for span in statement.cue)
    if statement.why == FIXED:
        return tuple(_place(t) for t in page.of(own) if t.text.lower() in PREPOSITIONS)
    if not own or not around:
        return own
    tokens = page.of(around)
    inside = [t for t in tokens if any(a <= t.start < b for a, b in own)]
    more = [_place(t) for t in tokens if _belongs(t, tokens, inside, statement)]
    return tuple(sorted({*own, *more}))


def _belongs(token: Token, tokens: Sequence[Token], inside: Sequence[Token], statement: Statement) -> bool:
    """Whether the corpus counts a word of the reporting clause to the cue as well."""
    low = token.text.lower()
    nonfinite = [t for t in inside if t.tag in NONFINITE]
    if token.tag in AUXILIARIES or token.tag == "VMFIN":
        return bool(nonfinite) and (token.tag != "VMFIN" or nonfinite[-1].tag == "VVINF")
    if token.tag in {"ART", "PPOSAT"}:
        return any(t.tag == "NN" and 0 <= t.start - token.end <= 1 for t in inside)
    if low == "es":
        return any(t.text.lower() in {"heißt", "hieß"} for t in inside)
    if low == "wie":
        return statement.why.startswith("clause with wie") and token in tokens[:2]
    about = token.tag == "PROAV" and low in ABOUT
    return about and not any(t.start > token.start and t.tag in {"NN", "NE"} for t in tokens)


def addressee(page: Page, statement: Statement) -> tuple[Range, ...]:
    """The one addressed, without the preposition."""
    words = page.of(one(statement.addressee))
    kept = [t for i, t in enumerate(words) if not (i == 0 and t.tag in {"APPR", "APPRART"}) and t.text != "gegenüber"]
    return ((kept[0].start, kept[-1].end),) if kept else ()


def frame(page: Page, statement: Statement) -> tuple[Range, ...]:
    """The reporting clause with what is set off inside it, and with the mark that parts it from the content."""
    content = [(span.start, span.end) for span in statement.content]
    pieces: list[Range] = []
    for span in statement.frame:
        if pieces and not any(pieces[-1][1] <= a < span.start for a, _ in content):
            pieces[-1] = (pieces[-1][0], span.end)  # an apposition or a relative clause stood between them
        else:
            pieces.append((span.start, span.end))
    return tuple(_with_mark(page.text, statement, content, start, end) for start, end in pieces)


def _with_mark(text: str, statement: Statement, content: Sequence[Range], start: int, end: int) -> Range:
    bare = start + len(text[start:end].rstrip(".!? \n"))
    end = bare if bare > start else end
    following = [a for a, _ in content if a >= end]
    if following and text[end : following[0]].strip(QUOTES) in {",", ":"}:
        end = text.index(text[end : following[0]].strip(QUOTES), end) + 1
    leading = [b for _, b in content if b <= start]
    if statement.why not in PHRASES and leading and text[leading[-1] : start].strip(QUOTES) in {",", "–", "-"}:
        start = text.rindex(text[leading[-1] : start].strip(QUOTES), leading[-1], start)
    return start, end


def rating(page: Page, statement: Statement, part: Quote) -> Quote:
    """`nannte den Plan einen „Fehler“`: what stands ahead of quoted words is part of their frame, a preposition of the cue."""
    start = part.quote[0][0]
    ahead = [t for span in statement.content for t in page.tokens(span.start, min(span.end, start))]
    near = [t for t in ahead if t.tag in {"KOKOM", "APPR"} and (t is ahead[0] or t.end + 8 > start)]
    return replace(
        part,
        cue=tuple(sorted({*part.cue, *map(_place, near)})),
        frame=tuple(sorted({*part.frame, *map(_place, ahead)})),
    )
