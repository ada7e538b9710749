"""Words of a speech that may name an event of speech, thought or writing, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from depesche.language.clauses import Clause
from depesche.read.lexicon import Lexicon
from depesche.read.verbs import lexical
from depesche.read.view import View
from depesche.records import Token

NOUNS = frozenset(["NN", "NNI", "NNA", "NE"])
_PERSONS = frozenset(["ich", "wir", "sie", "er", "man", "es", "das", "du", "ihr", "wer"])
_NEGATION = frozenset(["nicht", "kein", "keine", "keinen", "nie", "niemals"])
_DETERMINERS = frozenset(["ART", "PPOSAT", "PDAT", "PIAT", "PWAT", "ADJA", "APPRART", "APPR"])
_HEADS = 4  # letters, the shortest last part of a compound


@dataclass(frozen=True, slots=True)
class Word:
    """A word that may name an event. at: the index of its token; cue: all tokens of the cue; lemma: what it is looked up by."""

    clause: int
    at: int
    cue: tuple[int, ...]
    lemma: str
    kind: str


Pairs = Mapping[str, frozenset[str]]


def words(found: View, lexicon: Lexicon, pairs: Pairs, heads: frozenset[str]) -> Iterator[Word]:
    """Every verb and noun of a sentence, with what belongs to it. pairs: companions by lemma; heads: last parts of compounds."""
    taken: set[int] = set()
    nouns = []
    for number, clause in enumerate(found.clauses):
        for at, cue, lemma in lexical(found, clause, lexicon):
            word = _with_companion(found, clause, Word(number, at, cue, lemma, "verb"), pairs)
            taken |= set(word.cue)
            yield word
        nouns += [(number, i) for i in clause.own if found.tokens[i].tag in NOUNS]
    for number, i in nouns:
        if i not in taken:
            lemma = _noun(found, i, lexicon, heads)
            yield _with_preposition(found, Word(number, i, (i,), lemma, "noun"), pairs)


def _noun(found: View, i: int, lexicon: Lexicon, heads: frozenset[str]) -> str:
    """The noun as the lexicon calls it; of a compound the last part that is known."""
    token = found.tokens[i]
    known = lexicon.nouns.get(token.text)
    if known is not None:
        return known.noun.lower()
    lemma = base(token) if token.tag != "NE" else token.text.lower()
    for k in range(1, len(lemma) - _HEADS + 1):
        if lemma[k:].lstrip("-") in heads and lemma not in heads:
            return lemma[k:].lstrip("-")
    return base(token)


def _with_companion(found: View, clause: Clause, word: Word, pairs: Pairs) -> Word:
    """`stellt die Frage`, `ist bekannt`: the word that makes the idiom belongs to the cue, and the two are looked up together."""
    companions = pairs.get(word.lemma, frozenset())
    for i in clause.own:
        form = found.tokens[i].text.lower()
        lemma = found.tokens[i].lemma.lower()
        hit = form if form in companions else lemma if lemma in companions else ""
        if hit and i not in word.cue:
            return Word(word.clause, word.at, tuple(sorted({*word.cue, i})), f"{word.lemma}+{hit}", "idiom")
    return word


def _with_preposition(found: View, word: Word, pairs: Pairs) -> Word:
    """`aus meiner Sicht`, `meiner Meinung nach`: the preposition belongs to the cue."""
    companions = pairs.get(word.lemma, frozenset())
    for i in (word.at - 1, word.at - 2, word.at - 3, word.at + 1):
        if (
            0 <= i < len(found.tokens)
            and found.tokens[i].text.lower() in companions
            and found.tokens[i].tag[:2] == "AP"
        ):
            cue = tuple(sorted({word.at, i}))
            return Word(word.clause, word.at, cue, f"{word.lemma}+{found.tokens[i].text.lower()}", "phrase")
    return word


def word_features(found: View, word: Word, lexicon: Lexicon) -> list[str]:
    """What is known of a word that tells whether it names an event."""
    clause = found.clauses[word.clause]
    lemma, kind = word.lemma, word.kind
    out = ["any", f"kind {kind}", f"lemma {lemma}", f"tag {found.tokens[word.at].tag}", *_known(word, lexicon)]
    before, after = _text(found, word.at - 1), _text(found, word.at + 1)
    out += [f"before {before}", f"after {after}", f"{lemma} before {before}", f"{lemma} after {after}"]
    out += [f"{kind} before {before}", f"{kind} after {after}", f"before2 {_text(found, word.at - 2)} {before}"]
    follows = _following(found, clause, word.clause)
    out += [f"follows {follows}", f"{kind} follows {follows}", f"{lemma} follows {follows}"]
    out += [f"clause {clause.kind}", f"{kind} clause {clause.kind}"]
    out += _noun_features(found, word) if kind in {"noun", "phrase"} else _verb_features(found, clause, word)
    return out


def form(token: Token) -> str:
    """A token as features know it: names and numbers are all alike."""
    return {"NE": "(name)", "CARD": "(number)"}.get(token.tag, token.text.lower())


def base(token: Token) -> str:
    """Its lemma, with names and numbers all alike."""
    return {"NE": "(name)", "CARD": "(number)"}.get(token.tag, token.lemma.lower())


def _text(found: View, i: int) -> str:
    return form(found.tokens[i]) if 0 <= i < len(found.tokens) else "-"


def _known(word: Word, lexicon: Lexicon) -> Iterator[str]:
    base = word.lemma.partition("+")[0]
    for row in lexicon.verbs.get(base, ()) if word.kind != "noun" else ():
        yield f"row {row.strength} {'with' if row.companions else 'alone'}"
        if not row.companions:
            yield from (f"frame {frame}" for frame in sorted(row.frames))
    if word.kind == "noun":
        yield f"noun {'known' if base.capitalize() in lexicon.nouns else 'unknown'}"
        yield f"ending {base[-3:]}"


def _following(found: View, clause: Clause, number: int) -> str:
    """The kind of the clause behind, with the mark before it."""
    if number + 1 >= len(found.clauses):
        return "end"
    after = found.clauses[number + 1]
    mark = found.tokens[after.first - 1].text if after.first else ""
    return f"{after.kind}{mark}" if after.first > clause.first else "inside"


def _verb_features(found: View, clause: Clause, word: Word) -> Iterator[str]:
    own = [found.tokens[i] for i in clause.own]
    low = {token.text.lower() for token in own}
    for person in sorted(low & _PERSONS):
        yield f"person {person}"
        yield f"{word.lemma} person {person}"
    if low & {"sich", "uns", "mich"}:
        yield f"{word.lemma} reflexive"
    if low & _NEGATION:
        yield f"{word.lemma} negated"
    finite = found.tokens[clause.finite].lemma.lower() if clause.finite is not None else "none"
    yield f"finite {finite if clause.finite != word.at else 'self'}"
    for token in own:
        if token.tag in {"APPR", "APPRART", "PROAV", "PWAV"}:
            yield f"{word.lemma} beside {token.lemma.lower()}"
        if token.tag in NOUNS:
            yield f"{word.lemma} beside {base(token)}"


def _noun_features(found: View, word: Word) -> Iterator[str]:
    i = word.at - 1
    while i >= 0 and found.tokens[i].tag == "ADJA":
        i -= 1
    first = found.tokens[i] if i >= 0 and found.tokens[i].tag in _DETERMINERS else None
    shape = f"{first.tag}" if first else "bare"
    yield f"article {shape}"
    yield f"{word.lemma} article {shape}"
    if first:
        yield f"{word.lemma} determined {form(first)}"
    behind = found.tokens[word.at + 1] if word.at + 1 < len(found.tokens) else None
    if behind is not None:
        yield f"behind {behind.tag}"
        yield f"{word.lemma} behind {behind.tag}"
    verb = next(
        (found.tokens[k].lemma.lower() for k in found.clauses[word.clause].own if found.tokens[k].tag[:2] == "VV"), "-"
    )
    yield f"{word.lemma} verb {verb}"
    yield f"noun verb {verb}"
