"""Which tags a word form can have, told from the morphemes it may be made of.

A search over the lattice of all ways to cut a form into morphemes, known and unknown, as HanTa does it (Wartena 2019), with the same
beam and the same weights. It is quick because it looks only at what a table holds: morphemes are looked up by the piece, what may end
a word is listed per state, the weights of unknown beginnings are kept, and a path that is sure to leave the beam is not followed.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from depesche.language.model import EMPTY, NEVER, START, Model, State, Weights

FIRST: State = (EMPTY, START)
# How many states of a row are gone on with, and how far behind the last of them another may be.
_BEAM, _NEAR = 3, 1.0
# What is taken off where a form is nothing but one unknown morpheme.
_WHOLE = 4.6
# Lengths are counted up to this one. Of a form that long or longer no unknown morpheme is shorter than the third figure.
_COUNTED, _LONG, _SHORTEST = 24, 4, 3
# A tag with no more morphemes than this is a closed class: endings, linking sounds, the hyphen.
_CLOSED = 60
_NONE: Weights = {}

Row = dict[State, float]
Steps = list[tuple[int, float]]
Targets = list[tuple[State, float]]


class After(NamedTuple):
    """What may follow a state inside a word.

    endings: by the piece, where the morphemes of closed classes lead to. stems: the tags of open ones. unknown: those of which
    a morpheme may be unknown. most, most_unknown: the greatest weight of any morpheme with the step to it.
    """

    endings: dict[str, Targets]
    stems: Steps
    unknown: Steps
    most: float
    most_unknown: float


def bound(row: Row) -> float:
    """What a state of a row must weigh to be gone on with."""
    return sorted(row.values())[-1 - _BEAM] - _NEAR if len(row) > _BEAM else NEVER


class Morphemes:
    """The tables of a model, turned round for look-up by piece and by state."""

    def __init__(self, model: Model) -> None:
        self.steps: dict[State, Weights] = {
            state: {tag: step for tag, step in after.items() if tag > 0} for state, after in model.after.items()
        }
        self.ends: dict[State, Steps] = {
            state: [(-tag, step) for tag, step in after.items() if tag < 0] for state, after in model.after.items()
        }
        self.known: dict[str, Weights] = {}
        for tag, morphemes in model.morphemes.items():
            for piece, own in morphemes.items():
                self.known.setdefault(piece, {})[tag] = own
        self._suffixes = model.suffixes
        self._tails = frozenset(next(iter(model.suffixes.values())))
        self._lengths = {
            tag: [model.unseen + rare + weight for weight in model.lengths[tag]] for tag, rare in model.rare.items()
        }
        self._begun: dict[tuple[str, int, bool], Targets] = {}
        most = {tag: max(known.values()) for tag, known in model.morphemes.items()}
        self._after = {
            state: self._what_follows(state, steps, model.morphemes, most)
            for state, steps in self.steps.items()
            if steps and state != FIRST
        }
        self._hyphened = {
            state for state, after in self._after.items() if set(after.endings) == {"-"} and not after.stems
        }
        inner = {tag for state in self._after for tag in self.steps[state]}
        self._inner = {piece for piece, tags in self.known.items() if not inner.isdisjoint(tags)}
        self._longest = max(map(len, self._inner))

    def _what_follows(
        self, state: State, steps: Weights, morphemes: dict[int, dict[str, float]], most: Weights
    ) -> After:
        closed = {tag for tag in steps if len(morphemes[tag]) <= _CLOSED and tag not in self._lengths}
        endings: dict[str, Targets] = {}
        for tag in closed:
            for piece, own in morphemes[tag].items():
                endings.setdefault(piece, []).append(((state[1], tag), steps[tag] + own))
        unknown = [(tag, step) for tag, step in steps.items() if tag in self._lengths]
        return After(
            endings,
            [(tag, step) for tag, step in steps.items() if tag not in closed],
            unknown,
            max(step + most[tag] for tag, step in steps.items()),
            max((step + max(self._lengths[t]) + max(self._suffixes[t].values()) for t, step in unknown), default=NEVER),
        )

    def tags(self, form: str) -> list[tuple[int, float]]:
        """The tags that a form in small letters can have, each with its weight, the best first; none for what is no word."""
        size = len(form)
        shortest = _SHORTEST if size >= _LONG else 1
        rows = [self._beginning(form[:end], end == size, end >= shortest) for end in range(size + 1)]
        bounds = [bound(row) for row in rows[:-1]] + [NEVER]
        idle = () if "-" in form else self._hyphened
        for start in range(1, size):
            least = bound(rows[start])
            live = [
                (state, weight, self._after[state])
                for state, weight in rows[start].items()
                if weight >= least and state in self._after and state not in idle
            ]
            if live:
                self._follow(form, start, live, rows, bounds)
        return _ended(rows[-1], self.ends)

    def _beginning(self, piece: str, whole: bool, guessed: bool) -> Row:
        """The states that a piece leads to as the first morpheme of a form, without those that are sure to leave the beam."""
        row = dict(self._unknown_beginning(piece, whole)) if guessed else {}
        steps = self.steps[FIRST]
        for tag, own in self.known.get(piece, _NONE).items():
            row.pop((START, tag), None)
            if tag in steps:
                row[START, tag] = steps[tag] + own
        return row

    def _unknown_beginning(self, piece: str, whole: bool) -> Targets:
        key = (self._tail(piece), min(len(piece), _COUNTED), whole)
        found = self._begun.get(key)
        if found is None:
            steps = self.steps[FIRST].items()
            row = {(START, tag): step + self._guess(tag, *key[:2]) for tag, step in steps if tag in self._lengths}
            least = NEVER if whole else bound(row)
            off = _WHOLE if whole else 0.0
            found = [(state, weight - off) for state, weight in row.items() if weight > NEVER and weight >= least]
            self._begun[key] = found
        return found

    def _guess(self, tag: int, tail: str, length: int) -> float:
        """The weight of an unknown morpheme of a tag, by its last letters and its length."""
        return self._lengths[tag][length] + self._suffixes[tag][tail]

    def guesses(self, piece: str, size: int) -> list[tuple[int, float]]:
        """The tags that a piece of a form of some length may have as an unknown morpheme, with their weights."""
        if size >= _LONG and len(piece) < _SHORTEST:
            return []
        tail, off = self._tail(piece), _WHOLE if len(piece) == size else 0.0
        length = min(len(piece), _COUNTED)
        return [(tag, self._guess(tag, tail, length) - off) for tag in self._lengths]

    def _tail(self, piece: str) -> str:
        """The last letters by which an unknown morpheme is judged: four at most, and never the whole of it."""
        tail = piece[-4:] if len(piece) > 4 else piece[1:]
        while tail not in self._tails:  # the empty one is
            tail = tail[1:]
        return tail

    def _follow(
        self, form: str, start: int, live: list[tuple[State, float, After]], rows: list[Row], bounds: list[float]
    ) -> None:
        """Follow the states at a place of a form to all places behind it."""
        size, known = len(form), self.known
        pieces = [(end, form[start:end]) for end in range(start + 1, min(size, start + self._longest) + 1)]
        pieces = [(end, piece) for end, piece in pieces if piece in self._inner]
        shortest = _SHORTEST if size >= _LONG else 1
        for state, weight, (endings, stems, unknown, most, most_unknown) in live:
            for end, piece in pieces:
                if weight + most < bounds[end]:
                    continue
                row = rows[end]
                for target, step in endings.get(piece, ()):
                    if weight + step > row.get(target, NEVER):
                        row[target] = weight + step
                for tag, step in stems:
                    if tag in known[piece]:
                        _enter(row, (state[1], tag), weight + step + known[piece][tag])
            for end in range(start + shortest, size + 1) if unknown else ():
                if weight + most_unknown >= bounds[end]:
                    self._guess_on(form[start:end], state, weight, unknown, rows[end])

    def _guess_on(self, piece: str, state: State, weight: float, unknown: Steps, row: Row) -> None:
        """Follow a state over an unknown morpheme."""
        tail, known, length = self._tail(piece), self.known.get(piece, _NONE), min(len(piece), _COUNTED)
        for tag, step in unknown:
            if tag not in known:
                _enter(row, (state[1], tag), weight + step + self._guess(tag, tail, length))


def _enter(row: Row, state: State, weight: float) -> None:
    if weight > row.get(state, NEVER):
        row[state] = weight


def _ended(row: Row, ends: dict[State, Steps]) -> list[tuple[int, float]]:
    """The weights of the tags that the states of the last row end in, the paths to one tag added up."""
    last: Row = {}
    for state, weight in row.items():
        for tag, step in ends.get(state, ()):
            _enter(last, (state[1], tag), weight + step)
    found: Weights = {}
    for (_, tag), weight in last.items():
        found[tag] = _sum(found[tag], weight) if tag in found else weight
    return sorted(found.items(), key=lambda pair: -pair[1])


def _sum(one: float, other: float) -> float:
    """The logarithm of the sum of two probabilities."""
    high, low = max(one, other), min(one, other)
    return high + math.log1p(math.exp(low - high))
