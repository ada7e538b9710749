"""One sentence as the readers of statements look at it: tokens, clauses, quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from depesche.language.clauses import Clause, clauses
from depesche.language.quotes import Quotation
from depesche.language.segments import FINITE
from depesche.records import Sentence, Token

# Nouns of measure and kind, behind which another noun belongs to the same phrase (`drei Tonnen Getreide`, `eine Reihe Forderungen`).
_MEASURES = frozenset(
    "Prozent Millionen Milliarden Tonnen Kilogramm Liter Euro Dollar Stück Paar Reihe Art Gruppe Menge Fülle Anzahl Ende Anfang Mitte "  # noqa: SIM905
    "Herr Frau Doktor Professor Privatdozent Dr. Prof. Uhr Stunden Tage Wochen Monate Jahre".split()
)
# Nouns that a name follows, which the tagger may take for a common noun (`der Agentur Keystone`).
_NAMED_BY_NEXT = tuple(
    "agentur zeitung magazin sender blatt firma konzern stadt partei provinz region kanton organisation gruppe verein bank hotel marke "  # noqa: SIM905
    "plattform portal gemeinde insel schiff tanker unternehmen club klub bewegung operation "
    "präsidium direktion medienhaus kanzlei initiative thema".split()
)
# How long the cue may be that cuts a quotation whose second half has no verb, in characters.
_CUT = 60
_WORDS = (
    "worten",
    "worte",
    "parole",
    "parolen",
    "satz",
    "ruf",
    "rufe",
    "rufen",
    "slogan",
    "losung",
    "frage",
    "antwort",
    "aussage",
)
_NOUNS = frozenset(["NN", "NNI", "NNA"])
_SELF = frozenset(["ich", "wir", "mich", "mir", "uns"])
_TELLING = frozenset(["sagen", "erklären", "erzählen", "bestätigen", "berichten", "verraten"])
_MEDIA = ("zeitung", "agentur", "illustrierten")
_AT_MEDIA = ("redakteur", "redakteurin", "herausgeber", "herausgeberin", "korrespondent", "korrespondentin", "reporter")
# A subhead has fewer words; the capital of what opens a sentence shows where it ends.
_SUBHEAD = 9
_OPENERS = frozenset(["APPR", "APPRART", "KOUS", "PPER", "PIAT", "ADV", "PROAV", "ART"])
_POLITE = frozenset(["Sie", "Ihr", "Ihnen", "Du", "Die", "Der", "Das", "An", "Von", "De", "La", "El", "Al"])
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

    def index_at(self, offset: int) -> int:
        """The first token that begins at or behind an offset of the text."""
        for i, token in enumerate(self.tokens):
            if token.start >= offset:
                return i
        return len(self.tokens)

    def quoted(self, i: int) -> bool:
        """Whether a token stands inside quotation marks."""
        if not self.quotes:
            return False
        start = self.tokens[i].start
        return any(q.start <= start < q.end for q in self.quotes)

    def self_spoken(self, first: int, last: int) -> int | None:
        """The first of tokens[first:last + 1] by which a speaker speaks of themselves, outside quotation marks."""
        for i in range(first, last + 1):
            token, word = self.tokens[i], self.tokens[i].text.lower()
            own = token.tag == "PPOSAT" and word.startswith("mein")  # `unser` is a reporter's too: `unsere Sonne`
            if (own or (word in _SELF and token.tag in {"PPER", "PRF"})) and not self.quoted(i):
                return i
        return None

    def opening(self) -> int:
        """Where the sentence begins behind a subhead that has run into it: `Keine Eile | Mit dem Bau ...`; else 0."""
        tokens = self.tokens
        if tokens[0].tag in {"ART", "PDAT"}:
            return 0  # `Der Verein Mit Herz ...`
        for i in range(1, min(_SUBHEAD, len(tokens) - 2)):
            if tokens[i].tag[0] == "$":
                return 0
            word = tokens[i].text
            if i > 1 and tokens[i].tag in _OPENERS and word.istitle() and word not in _POLITE and not self.quoted(i):
                return i if any(t.tag in FINITE for t in tokens[i:]) else 0
        return 0

    def in_block(self, i: int) -> bool:
        """Whether a token stands inside a whole quotation."""
        return bool(self.blocks) and any(a <= i < b for a, b in self.blocks)


def bracketed(found: View, clause: Clause) -> bool:
    """`(das Blatt berichtete)`: a clause in brackets points elsewhere; nothing around it is its content."""
    before, after = clause.first - 1, clause.last + 1
    return (
        before >= 0
        and after < len(found.tokens)
        and found.tokens[before].text == "("
        and found.tokens[after].text == ")"
    )


def in_brackets(found: View, i: int) -> bool:
    """Whether a token stands in round brackets."""
    marks = [t.text for t in found.tokens[:i] if t.text in "()"]
    return marks.count("(") > marks.count(")")


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
    found.tokens = _marked(found, named)
    return found


def _marked(found: View, named: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
    """The tokens, with those marked at which a noun phrase begins behind another, and relative pronouns tagged as such."""
    starts, ends = {a for a, _ in named}, {b for _, b in named}
    inside = {i for a, b in named for i in range(found.index_at(a) + 1, found.index_at(b))}
    relative = {c.opener for c in found.clauses if c.kind == "rel"}
    told = {i for c in found.clauses for i in _media_told(found.tokens, c)}
    out = []
    for i, token in enumerate(found.tokens):
        new = token
        if i in relative and token.tag in {"ART", "PDS", "PIS"}:
            new = replace(new, tag="PRELS")
        if token.start in starts and token.tag in {"APPR", "APPRART", "PTKZU"} and token.text.lower() in _PARTICLES:
            new = replace(new, tag="NE")  # `Von der Notz betonte`
        if i in told or (
            i
            and (token.tag in _NOUNS or token.start in starts)
            and i not in inside
            and _opens(found.tokens[i - 1], token, starts, ends)
        ):
            new = replace(new, opens=True)
        out.append(new)
    return tuple(out)


def _media_told(tokens: Sequence[Token], clause: Clause) -> list[int]:
    """`sagte der Minister | der Zeitung Welt`: behind a verb of telling, a medium with `der` is told rather than the noun's owner."""
    if clause.finite is None or tokens[clause.finite].lemma.lower() not in _TELLING:
        return []
    return [
        i
        for i in clause.own
        if i > clause.finite + 1
        and tokens[i].text == "der"
        and tokens[i - 1].tag == "NN"
        and not tokens[i - 1].text.lower().endswith(_AT_MEDIA)
        and any(t.tag == "NN" and t.text.lower().endswith(_MEDIA) for t in tokens[i + 1 : i + 3])
    ]


def _opens(before: Token, token: Token, starts: set[int], ends: set[int]) -> bool:
    if token.start in starts and (before.end in ends or before.text in _PARTICLES):
        return True
    if (
        token.tag not in _NOUNS
        or before.tag not in _NOUNS | {"NE"}
        or before.text in _MEASURES
        or token.start in starts
    ):
        return False  # a role and a name, which may look like two nouns
    if before.text.lower().endswith(_NAMED_BY_NEXT):
        return False
    return not (before.tag == "NE" and before.text.endswith(("s", "’", "'"))) and before.text[-1] not in "-‐"


def named_words(found: View, i: int) -> bool:
    """`die Parole „…“`, `mit den Worten „…“`: a noun right before a quotation that calls it somebody's words."""
    return i >= 0 and found.tokens[i].tag == "NN" and found.tokens[i].text.lower().endswith(_WORDS)


def _verb_follows(found: View, quote: Quotation) -> bool:
    behind = found.index_at(quote.outer_end) + 1
    return behind < len(found.tokens) and found.tokens[behind].tag == "VVFIN"


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
    after = text[quote.outer_end : quote.outer_end + 2]
    if capital and (finite or inside[-1:] in "!?") and named_words(found, found.index_at(quote.outer_start) - 1):
        return True
    if capital and finite and (len(words) > 2 or after.startswith(",")):
        return begins or inside[-1:] in ".!?"
    if capital and begins and after.startswith(",") and _verb_follows(found, quote):
        return True  # `„Nein“, sagte er`
    if not capital:
        # the second half of an interrupted quotation: „…“, sagte er, „…“
        near = any(0 < quote.outer_start - q.outer_end < _CUT and q.depth == 0 for q in found.quotes)
        return (
            (finite or near)
            and before.endswith(",")
            and inside[-1:] in ".!?"
            and any(q.outer_end <= quote.outer_start and q.depth == 0 for q in found.quotes)
        )
    if before.endswith(":"):
        return True
    return inside[-1:] in "!?." and (after.startswith(",") or not after.strip()) and begins
