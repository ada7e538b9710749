"""What somebody's words are made of: units, each of which can hold a position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from depesche.language.clauses import Clause
from depesche.language.segments import INFINITIVE, PARTICIPLE
from depesche.read.phrases import noun_phrase, prepositional_phrase
from depesche.read.view import View, view
from depesche.records import Sentence, Span, Token

_IF = frozenset(["wenn", "falls", "sofern"])
_IF_FIRST = frozenset(["sollte", "sollten", "würde", "würden"])
_NOT = frozenset(["nicht", "nie", "niemals", "keinesfalls", "keineswegs", "niemand", "niemandem", "weder", "nirgends"])
_MODALS = frozenset(["müssen", "sollen", "dürfen", "können", "wollen", "mögen"])
# A main clause as short as `Man wartet` ends with its verb too.
_SHORT = 3
_BE = frozenset(["sein", "werden", "haben"])


@dataclass(slots=True)
class Unit:
    """A main clause of somebody's words, or a phrase, with the clauses that hang on it.

    found: the words as a sentence of their own. head: the clause that asserts. rest: what hangs on it, conditions left out.
    """

    found: View
    head: Clause
    rest: list[Clause] = field(default_factory=list)
    conditions: list[Clause] = field(default_factory=list)
    number: int = 0

    @property
    def own(self) -> list[int]:
        """The tokens of the head and of what hangs on it, in their order."""
        return sorted({i for clause in (self.head, *self.rest) for i in clause.own})

    def words(self, clauses: Sequence[Clause] | None = None) -> str:
        """The words of some clauses, by default of the head and what hangs on it."""
        own = self.own if clauses is None else sorted({i for clause in clauses for i in clause.own})
        return " ".join(self.found.tokens[i].text for i in own)

    def range(self, clauses: Sequence[Clause] | None = None) -> tuple[int, int]:
        """The characters from the first to the last word of some clauses, by default of all."""
        chosen = clauses if clauses is not None else [self.head, *self.rest, *self.conditions]
        first = min(clause.first for clause in chosen)
        last = max(clause.last for clause in chosen)
        return self.found.tokens[first].start, self.found.tokens[last].end


@dataclass(frozen=True, slots=True)
class Doing:
    """What a clause says is done: verb, its modal, and how. lemma is empty where the clause has no verb."""

    lemma: str = ""
    modal: str = ""
    negated: bool = False
    future: bool = False
    passive: bool = False
    perfect: bool = False
    mood: str = ""
    form: str = ""


def units(sentences: Sequence[Sentence], starts: Sequence[int], content: Sequence[Span], text: str) -> Iterator[Unit]:
    """Cut the content of a statement into units, in the order of the text.

    starts: where the sentences begin, for look-up.
    """
    number = 0
    for sentence in _touched(sentences, starts, content):
        tokens = tuple(t for t in sentence.tokens if any(s.start <= t.start and t.end <= s.end for s in content))
        for part in _at_stops(tokens):
            said = Sentence(part[0].start, part[-1].end, sentence.paragraph, part)
            for unit in units_of(view(said, (), text)):
                unit.number = number
                number += 1
                yield unit


def _at_stops(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """The sentences of a quotation that stands within one sentence of the report."""
    begin = 0
    for i, token in enumerate(tokens):
        last = i + 1 == len(tokens)
        stop = token.text in {".", "!", "?"} and not last and tokens[i + 1].text[0].isupper()
        if stop or last:
            if any(t.text[0].isalnum() for t in tokens[begin : i + 1]):
                yield tokens[begin : i + 1]
            begin = i + 1


def _touched(sentences: Sequence[Sentence], starts: Sequence[int], content: Sequence[Span]) -> Iterator[Sentence]:
    last = -1
    for span in content:
        for k in range(max(bisect_left(starts, span.start + 1) - 1, last + 1), len(sentences)):
            if sentences[k].start >= span.end:
                break
            if sentences[k].end > span.start:
                last = k
                yield sentences[k]


def units_of(found: View) -> list[Unit]:
    """The units of a sentence: one for each main clause; what is subordinate hangs on the one before, conditions in front on the next."""
    out: list[Unit] = []
    waiting: list[Clause] = []
    for number, clause in enumerate(found.clauses):
        condition = is_condition(found, clause, number)
        if condition and (not out or _next_is_main(found, number)) and not (out and _behind(found, clause)):
            waiting.append(clause)
        elif condition:
            out[-1].conditions.append(clause)
        elif not out or (clause.kind == "main" and not _verb_last(clause)) or _again(found, clause, out[-1].head):
            out.append(Unit(found, clause, [], waiting))
            waiting = []
        else:
            out[-1].rest.append(clause)
    if waiting and not out:
        out.append(Unit(found, waiting[0], waiting[1:]))
    elif waiting:
        out[-1].conditions += waiting
    return out


def _verb_last(clause: Clause) -> bool:
    """Whether what passes for a main clause ends with its finite verb, as only a subordinate clause does."""
    return clause.finite is not None and clause.finite == clause.last and len(clause.own) > _SHORT


def is_condition(found: View, clause: Clause, number: int = 0) -> bool:
    """Whether a clause says on what something depends (`wenn ...`, `Sollte X ..., `)."""
    if clause.kind == "sub" and clause.opener is not None:
        return found.tokens[clause.opener].text.lower() in _IF
    first = found.tokens[clause.first].text.lower()
    more = number + 1 < len(found.clauses) or number > 0
    return clause.kind == "main" and clause.finite == clause.first and first in _IF_FIRST and more


def _next_is_main(found: View, number: int) -> bool:
    """Whether the clause behind a condition is the one that it is about: its verb stands first (`wenn ..., werde man ...`)."""
    if number + 1 >= len(found.clauses):
        return False
    after = found.clauses[number + 1]
    return after.kind == "main" and after.finite is not None and after.finite <= after.first + 1


def _behind(found: View, clause: Clause) -> bool:
    """`erst wenn`, `nur wenn`: such a condition belongs to what stands before it."""
    return found.tokens[clause.first].text.lower() in {"erst", "nur", "auch", "selbst"}


def _again(found: View, clause: Clause, head: Clause) -> bool:
    """`dass ..., und dass ...`: the second is as good as the first."""
    return clause.kind == head.kind == "dass" and found.tokens[clause.first].tag == "KON"


def _negated(found: View, clause: Clause) -> bool:
    """Whether a clause is negated; `nicht mehr gültige Verträge` negates a word only, and `nicht nur` nothing."""
    tokens, contrast = found.tokens, contrasted(found, clause)
    for i in clause.own:
        low = tokens[i].text.lower()
        if contrast is not None and i >= contrast:
            return False
        if low == "nicht" and (
            _of_a_word(tokens, i) or (i + 1 < len(tokens) and tokens[i + 1].text in {"nur", "zuletzt"})
        ):
            continue
        if low in _NOT or (low.startswith("kein") and len(low) < 7):
            return True
    return False


def contrasted(found: View, clause: Clause) -> int | None:
    """Where `..., nicht aber über Zölle` begins in a clause: a phrase that is said to be left out; None if none is."""
    tokens = found.tokens
    for i in clause.own[1:]:
        both = {tokens[i].text.lower(), tokens[i + 1].text.lower()} if i + 1 in clause.own else set()
        if both == {"nicht", "aber"} and not any(tokens[k].tag[0] == "V" for k in clause.own if k > i):
            return i
    return None


def _of_a_word(tokens: Sequence[Token], i: int) -> bool:
    """Whether a negation stands before an attribute, two words away at most."""
    behind = [token.tag for token in tokens[i + 1 : i + 3]]
    return "ADJA" in behind and not any(tag in {"ART", "APPR", "APPRART"} for tag in behind[: behind.index("ADJA")])


def doing(found: View, clause: Clause) -> Doing:
    """What a clause says is done: the full verb with its particle, and what stands around it."""
    tokens = found.tokens
    verbs = [i for i in clause.own if tokens[i].tag[0] == "V" and i != clause.finite]
    finite = tokens[clause.finite] if clause.finite is not None else None
    particle = next((tokens[i].text.lower() for i in clause.own if tokens[i].tag == "PTKVZ"), "")
    finite_lemma = finite.lemma.lower() if finite else ""
    full = next((i for i in reversed(verbs) if tokens[i].lemma.lower() not in _BE | _MODALS | {"lassen"}), None)
    if full is None:
        full = next((i for i in reversed(verbs) if tokens[i].lemma.lower() == "lassen"), None)
    lemma = tokens[full].lemma.lower() if full is not None else finite_lemma
    if full is None and particle and finite:
        lemma = particle + finite_lemma
    modal = finite_lemma if finite_lemma in _MODALS and (full is not None or verbs) else ""
    if modal and full is None and verbs:
        lemma = tokens[verbs[-1]].lemma.lower()
    participle = full is not None and tokens[full].tag in PARTICIPLE
    infinitive = full is not None and tokens[full].tag in INFINITIVE
    become = finite_lemma == "werden" or any(tokens[i].lemma.lower() == "werden" for i in verbs)
    return Doing(
        lemma,
        modal,
        _negated(found, clause),
        finite_lemma == "werden" and (infinitive or bool(verbs and not participle)),
        participle and become,
        participle and not become and finite_lemma in {"haben", "sein"},
        finite.mood if finite else "",
        finite.text.lower() if finite else "",
    )


def behind_case(tokens: Sequence[Token], end: int) -> int:
    """Where words begin behind `im Fall einer Eskalation` in front, which is a condition and not what is threatened."""
    if len(tokens) < 4 or tokens[0].text.lower() != "im" or tokens[1].text not in {"Fall", "Falle"}:
        return 0
    phrase = noun_phrase(tokens, 2, end)
    if phrase is None:
        return 0
    further = prepositional_phrase(tokens, phrase.end, end)
    return further.end if further is not None and tokens[phrase.end].text.lower() != "mit" else phrase.end
