"""Reporting verbs in their clauses: which verb, which row of the lexicon, which tokens are the cue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depesche.language.clauses import Clause
from depesche.language.segments import INFINITIVE, PARTICIPLE
from depesche.read.lexicon import CueRow, Lexicon
from depesche.read.view import View
from depesche.records import Token

_AUXILIARY = frozenset(["haben", "sein", "werden", "worden", "lassen"])
_NEGATION = frozenset(
    ["nicht", "kein", "keine", "keinen", "keinem", "keiner", "keinerlei", "nie", "niemals", "niemand", "weder"]
)


@dataclass(frozen=True, slots=True)
class VerbCue:
    """A reporting verb met in a clause. cue: its token indices in order; passive: whether its subject is not the source.

    companions: the words that make its idiom, which are no reporting verbs of their own.
    """

    clause: int
    verb: int
    cue: tuple[int, ...]
    rows: tuple[CueRow, ...]
    passive: bool
    negated: bool
    companions: tuple[int, ...] = ()

    @property
    def frames(self) -> frozenset[str]:
        """All frames of its rows."""
        return frozenset().union(*(row.frames for row in self.rows))

    @property
    def strength(self) -> str:
        """The strongest of its rows' strengths."""
        kinds = {row.strength for row in self.rows}
        return next(s for s in ("strong", "medium", "weak") if s in kinds)

    def row(self, frame: str) -> CueRow | None:
        """The strongest row that has a frame."""
        fitting = [row for row in self.rows if frame in row.frames]
        return min(fitting, key=lambda row: ("strong", "medium", "weak").index(row.strength), default=None)


def verb_cues(found: View, lexicon: Lexicon) -> Iterator[VerbCue]:
    """Every reporting verb of a sentence, outside whole quotations."""
    for number, clause in enumerate(found.clauses):
        if clause.kind == "quote":
            continue
        matched = (_match(found, clause, number, *one, lexicon) for one in lexical(found, clause, lexicon))
        hits = [hit for hit in matched if hit is not None]
        held = {i for hit in hits for i in hit.companions if i != hit.verb}
        yield from (
            hit for hit in hits if hit.companions or hit.verb not in held
        )  # `zeigte sich überzeugt` convinces nobody


def lexical(found: View, clause: Clause, lexicon: Lexicon) -> Iterator[tuple[int, tuple[int, ...], str]]:
    """The lexical verbs of a clause: the index of each, its tokens with its particle, and its lemma with that particle."""
    tokens = found.tokens
    others = [i for i in clause.own if tokens[i].tag in PARTICIPLE | INFINITIVE and i != clause.finite]
    finite = clause.finite
    if finite is not None and tokens[finite].tag != "VMFIN":
        lemma = tokens[finite].lemma.lower()
        particle = _particle(tokens, clause, finite, others, lexicon)
        if particle is not None and not particle_inside(lemma, tokens[particle].text):
            word = tokens[particle].text.lower()
            if word in _ADVERBIAL or (word == "dagegen" and word + lemma not in lexicon.verbs):
                yield finite, (finite,), lemma  # `hieß es weiter`
            else:
                yield finite, (finite, particle), tokens[particle].text.lower() + lemma
        elif lemma not in _AUXILIARY or not any(tokens[i].tag in PARTICIPLE for i in others):
            yield finite, (finite,), lemma
    for i in others:
        lemma = tokens[i].lemma.lower()
        twin = None
        if finite is not None:
            twin = lexicon.twins.get((tokens[i].text.lower(), tokens[finite].lemma.lower()))
            lemma = twin or lemma
        # `ist bekannt geworden`, `ist überzeugt`
        known = lemma not in _AUXILIARY or twin is not None or tokens[i].text.lower() == "geworden"
        if known and not found.quoted(i):
            particle = i - 1 if i and tokens[i - 1].tag == "PTKVZ" and i - 1 in clause.own else None
            cue = (i,) if particle is None else (particle, i)
            yield i, cue, lemma if particle is None else tokens[particle].text.lower() + lemma


def verb_of(found: View, clause: Clause) -> tuple[int, ...]:
    """The words that make up the lexical verb of a clause, without auxiliaries; none in a clause without a finite verb."""
    if clause.finite is None:
        return ()
    tokens, finite = found.tokens, clause.finite
    closing = [i for i in clause.own if i > finite and tokens[i].tag in PARTICIPLE | INFINITIVE]
    beside = [i for i in clause.own if tokens[i].tag in {"PTKVZ", "PRF"}]
    verb = closing if closing and tokens[finite].tag in {"VAFIN", "VMFIN"} else [finite]
    return tuple(sorted({*verb, *beside}))


def particle_inside(lemma: str, particle: str) -> bool:
    """Whether a lemma has the particle already."""
    return lemma.startswith(particle.lower())


def _particle(
    tokens: tuple[Token, ...], clause: Clause, finite: int, others: list[int], lexicon: Lexicon
) -> int | None:
    if others and tokens[finite].tag[:2] == "VA":
        return None
    for i in reversed(clause.own):
        if i > finite and tokens[i].tag == "PTKVZ":
            return i
    last = [i for i in clause.own if tokens[i].tag[0] != "$"]
    # The tagger takes a particle at the end of the clause for a preposition or adverb at times.
    if last and last[-1] > finite and tokens[last[-1]].tag in _MISTAKEN:
        word = tokens[last[-1]].text.lower()
        known = word in lexicon.particles and word + tokens[finite].lemma.lower() in lexicon.verbs
        if word in _PARTICLES or known:
            return last[-1]
    return None


_MISTAKEN = frozenset(["APPR", "ADV", "APZR", "ADJD", "APPO"])
_ADVERBIAL = frozenset(["weiter", "wieder", "dazu", "zudem"])
_PARTICLES = frozenset(
    [
        "ab",
        "an",
        "auf",
        "aus",
        "bei",
        "dar",
        "ein",
        "fest",
        "her",
        "hin",
        "hinzu",
        "los",
        "mit",
        "nach",
        "nieder",
        "statt",
        "vor",
        "voraus",
        "weg",
        "weiter",
        "wieder",
        "zu",
        "zurück",
        "zusammen",
        "um",
        "bekannt",
    ]
)


def _match(
    found: View, clause: Clause, number: int, verb: int, cue: tuple[int, ...], lemma: str, lexicon: Lexicon
) -> VerbCue | None:
    rows = lexicon.verbs.get(lemma)
    if not rows:
        return None
    tokens = found.tokens
    words = {form for i in clause.own for form in (tokens[i].text.lower(), tokens[i].lemma.lower())}
    negations = [i for i in clause.own if tokens[i].text.lower() in _NEGATION and not found.quoted(i)]
    idioms: list[CueRow] = []
    plain: list[CueRow] = []
    extra: tuple[int, ...] = ()
    for row in rows:
        if row.negated and not negations:
            continue
        if "refl" in row.frames and not {"sich", "uns", "mich"} & words:
            continue
        if row.companions:
            where = _companions(found, clause, words, row)
            if where is not None:
                idioms.append(row)
                extra = extra or where
        else:
            plain.append(row)
    chosen = idioms or plain
    if not chosen:
        return None
    if idioms and (lemma == "sein" or "refl" not in {f for row in idioms for f in row.frames}):
        state = {clause.finite} if lemma == "sein" and clause.finite is not None else set()
        cue = tuple(sorted({*cue, *extra, *state}))
    if any(row.negated for row in chosen):
        chosen = [row for row in chosen if row.negated] or chosen
        cue = tuple(sorted({*cue, *negations[:1]}))
    cue = _with_pronoun(tokens, clause, cue, chosen)
    held = extra if idioms else ()
    return VerbCue(number, verb, cue, tuple(chosen), _passive(tokens, clause, verb, chosen), bool(negations), held)


def _with_pronoun(
    tokens: tuple[Token, ...], clause: Clause, cue: tuple[int, ...], rows: list[CueRow]
) -> tuple[int, ...]:
    """The cue with the pronoun of a verb that is reflexive in all its rows (`weigerte sich`)."""
    if not all("refl" in row.frames for row in rows):
        return cue
    return tuple(sorted({*cue, *[i for i in clause.own if tokens[i].tag == "PRF"][:1]}))


def _companions(found: View, clause: Clause, words: set[str], row: CueRow) -> tuple[int, ...] | None:
    """Where one of the row's companion phrases stands in the clause, its words side by side. words: all that stand in it."""
    own = clause.own
    for phrase in row.companions:
        if not words.issuperset(phrase):
            continue
        for k in range(len(own) - len(phrase) + 1):
            span = own[k : k + len(phrase)]
            if all(_is(found.tokens[i], form) for i, form in zip(span, phrase, strict=True)):
                return tuple(span)
    return None


def _is(token: Token, form: str) -> bool:
    if form == "laut" and token.tag[:4] == "APPR":
        return False  # `wurde laut Polizei …` is no `wurde laut`
    return token.text.lower() == form or token.lemma.lower() == form


def _passive(tokens: tuple[Token, ...], clause: Clause, verb: int, rows: list[CueRow]) -> bool:
    """`wird gefordert`, `sei versichert worden`, `ist begründet worden`; `sind aufgerufen`, of a verb that addresses its object."""
    if tokens[verb].tag not in PARTICIPLE:
        return False
    if any(tokens[i].text.lower() in {"worden", "werden"} for i in clause.own if i > verb):
        return True
    finite = tokens[clause.finite] if clause.finite is not None else None
    if finite is None or finite.tag != "VAFIN":
        return False
    addressed = any("acc" in row.addressee for row in rows)
    return finite.lemma.lower() == "werden" or (addressed and finite.lemma.lower() == "sein")
