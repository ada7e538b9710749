"""What reports say was said, cut into what is compared: a sentence, with who said it, when and on what occasion."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from depesche.packs import Pack
from depesche.records import Actor, Report, Statement
from depesche.relate.utterances_days import Days, When
from depesche.relate.utterances_states import Sides, by_government, states_of
from depesche.relate.utterances_words import TELLING, Keys, Lexicon, Passage, Term, lexicon_of

_SENTENCE = re.compile(r"(?<=[^\W\d_])[.!?…][\"“”»«'’]*\s+(?=[\"„“»«'‚]*[A-ZÄÖÜ])")
_SPEAKING = frozenset(["person"])
_OFFICES = frozenset(["office"])
_SPOKEN_FOR = frozenset(["state", "organisation"])
_UNKNOWN = frozenset(["", "unspecified"])
# Acts whose cue says something itself: `lehnte ab`, `drohte`, and not `sagte`.
_TELLING = frozenset(
    ["accept", "refuse", "deny", "accuse", "threaten", "offer", "demand", "warn", "call", "commit", "assess"]
)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a statement.

    place: the number of the statement in its report, and of the sentence in it. side: the state or body that the actor speaks for,
    or is. person: whether the actor is a named person. cue: the words of the act, where they say something themselves.
    chain, level: the statement that this one lies in (or its own number), and how deep: `er sagte, die Gegenseite habe erklärt, ...`.
    """

    report: str
    place: tuple[int, int]
    statement: Statement
    span: tuple[int, int]
    actor: str
    side: str
    person: bool
    passage: Passage
    cue: tuple[Term, ...]
    when: When
    occasion: frozenset[str]
    chain: int
    level: int

    @property
    def quoted(self) -> bool:
        """Whether it stands in quotation marks as a whole."""
        return self.statement.mode == "direct"

    @property
    def rendered(self) -> bool:
        """Whether its words are rendered, not only the act named."""
        return self.statement.mode != "reported"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The content words of what was said, then those of the act."""
        return (*self.passage.terms, *self.cue)

    @property
    def keys(self) -> set[str]:
        """What the words that tell something can be found by."""
        return {key for term in self.terms if term.weight >= TELLING for key in term.keys}


def comparable(reports: Sequence[Report], sides: Sides) -> frozenset[str]:
    """The actors that more than one report has words of, and those whose state or person another has."""
    told: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for report in reports:
        kinds = {actor.name: actor for actor in report.actors}
        for name in {statement.actor or "" for statement in report.statements} - _UNKNOWN:
            for key in {name, _side(name, kinds, sides)} - _UNKNOWN:
                told.setdefault(key, set()).add(report.name)
                names.setdefault(key, set()).add(name)
    return frozenset(name for key, some in told.items() if len(some) > 1 for name in names[key])


def _side(name: str, kinds: Mapping[str, Actor], sides: Sides) -> str:
    """The state or body that an actor speaks for, or is; where its report does not tell, whom all others of the story tell."""
    actor = kinds.get(name)
    if actor is None:
        return ""
    if actor.kind in _SPOKEN_FOR:
        return name
    return actor.acts_for or sides.get(name, "") if actor.kind in _SPEAKING | _OFFICES else ""


def units(report: Report, pack: Pack, names: frozenset[str], sides: Sides) -> list[Unit]:
    """Everything that some actors said in a report, in its order."""
    lexicon, days = lexicon_of(pack), Days(report, pack)
    kinds = {actor.name: actor for actor in report.actors}
    chains = _chains(report.statements)
    found: list[Unit] = []
    before: Statement | None = None
    when = When()
    for number, statement in enumerate(report.statements):
        name = statement.actor or ""
        when = days.of(statement, when if before is not None and before.actor == name else None)
        before = statement
        if name not in names:
            continue
        person, side = name in kinds and kinds[name].kind in _SPEAKING, _side(name, kinds, sides)
        if person and side in states_of(pack) and by_government(statement, pack):
            name, person = side, False
        cue, occasion = _cue(report.text, statement, lexicon), _occasion(report.text, statement, lexicon)
        for part, spans in enumerate(_sentences(report.text, statement)):
            passage = lexicon.passage(report.text, spans)
            if passage.terms:
                ends = (spans[0][0], spans[-1][1])
                found.append(
                    Unit(
                        report.name, (number, part), statement, ends, name, side, person, passage, cue, when, occasion,
                        *chains[number],
                    )
                )  # fmt: skip
    return found


def with_parts(found: Sequence[Unit], lexicon: Lexicon) -> list[Unit]:
    """The units of a story, the compounds in each cut where the story or a table has a word for a part of them."""
    known = frozenset(term.stem for unit in found for term in unit.terms)
    cut: dict[str, Keys] = {}

    def parted(term: Term) -> Term:
        keys = cut.get(term.stem)
        if keys is None:
            keys = cut[term.stem] = lexicon.compound(term, known).keys
        return term if keys == term.keys else replace(term, keys=keys)

    return [
        replace(
            unit,
            passage=replace(unit.passage, terms=tuple(map(parted, unit.passage.terms))),
            cue=tuple(map(parted, unit.cue)),
        )
        for unit in found
    ]


def _sentences(text: str, statement: Statement) -> list[list[tuple[int, int]]]:
    """The sentences of a direct quotation, each as its pieces; what is not quoted as a whole is one."""
    if statement.mode != "direct":
        return [[(span.start, span.end) for span in statement.content]] if statement.content else []
    found: list[list[tuple[int, int]]] = []
    for span in statement.content:
        start = span.start
        pieces = []
        for end in _SENTENCE.finditer(text, span.start, span.end):
            pieces.append((start, end.end()))
            start = end.end()
        pieces.append((start, span.end))
        if found and span.text[:1].islower():
            found[-1].append(pieces.pop(0))
        found += [[piece] for piece in pieces]
    return found


def _cue(text: str, statement: Statement, lexicon: Lexicon) -> tuple[Term, ...]:
    if statement.act not in _TELLING:
        return ()
    joined = "".join(span.text for span in reversed(statement.cue)) if len(statement.cue) == 2 else ""
    if joined and lexicon.known(joined):
        first, last = statement.cue[0].start, statement.cue[0].end
        return tuple(replace(term, start=first, end=last) for term in lexicon.passage(joined, [(0, len(joined))]).terms)
    return lexicon.passage(text, [(span.start, span.end) for span in statement.cue]).terms


def _occasion(text: str, statement: Statement, lexicon: Lexicon) -> frozenset[str]:
    """What the words of the occasion can be found by: `auf einer Pressekonferenz`, `in einer Telefonschalte`."""
    if statement.occasion is None:
        return frozenset()
    terms = lexicon.passage(text, [(statement.occasion.start, statement.occasion.end)]).terms
    return frozenset(key for term in terms for key in term.keys)


def _chains(statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """For each statement the outermost one that it lies in, and how many lie around it; joint sources count once."""
    ranges = [_range(statement) for statement in statements]
    order = sorted(range(len(ranges)), key=lambda n: (ranges[n][0], -ranges[n][1], n))
    told: dict[int, tuple[int, int]] = {}
    around: list[int] = []
    for number in order:
        start, end = ranges[number]
        around = [n for n in around[-_DEEPEST:] if ranges[n][1] >= max(end, start + 1)]
        outer = [n for n in around if ranges[n] != (start, end)]
        first = outer[0] if outer else around[0] if around else number
        told[number] = (told[first][0] if first != number else number, len({ranges[n] for n in outer}))
        around.append(number)
    return [told[number] for number in range(len(ranges))]


def _range(statement: Statement) -> tuple[int, int]:
    starts = [span.start for span in statement.content]
    return min(starts, default=0), max((span.end for span in statement.content), default=0)
